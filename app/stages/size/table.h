/* The chain as a table, in a card over the stage. */
#ifndef SIZE_TABLE_H
#define SIZE_TABLE_H

#include "app/stages/size/frame.h"

void size_table(const StageContext *context, const SizeFrame *frame);

#endif
