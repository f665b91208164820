/* What scrolls on the Receptive field stage, and how far it is scrolled.
 *
 * The toolkit scrolls; what came of it is kept in the view, from where a frame reads it: so a picture follows
 * from the scope alone.
 */
#ifndef FIELD_SCROLLED_H
#define FIELD_SCROLLED_H

#include "app/stages/field/view.h"
#include "app/stages/stage.h"

/* The toolkit's name of a scroll area, untranslated. */
const char *field_scroll_name(FieldScroll scroll);

/* Where the content of the area that shows view begins. */
Point field_scroll_origin(const StageScope *scope, FieldScroll scroll, Rect view);

/* Keeps how far the area is scrolled now, once its controls have run; where that is another place than was
 * drawn, another pass is asked for. */
void field_scroll_keep(const StageContext *context, FieldScroll scroll, Rect view);

#endif
