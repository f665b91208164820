/* The inspector's cards: how the chosen row's field comes about, and what is often said beside what is true.
 * All numbers are computed from the stack.
 */
#ifndef FIELD_CARDS_H
#define FIELD_CARDS_H

#include "app/stages/shared/inspector_column.h"

void field_cards(InspectorColumn *column);

#endif
