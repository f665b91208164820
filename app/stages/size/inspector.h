/* The inspector of the Output size stage: the layer's settings, what comes of them and why, the chain. */
#ifndef SIZE_INSPECTOR_H
#define SIZE_INSPECTOR_H

#include "app/stages/size/frame.h"

float size_inspector(const StageContext *context, const SizeFrame *frame, Rect rect);

#endif
