/* The second stack, in the place of picture and table: its cone, both stacks' figures, and what differs in a
 * sentence. It takes no edits; the inspector does.
 */
#ifndef FIELD_BESIDE_H
#define FIELD_BESIDE_H

#include "app/stages/field/layout.h"

void field_beside_draw(const StageContext *context, const FieldLayout *layout);
void field_beside_controls(const StageContext *context, const FieldLayout *layout);

#endif
