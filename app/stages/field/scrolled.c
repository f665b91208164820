/* One table of names; positions are whole pixels, as the toolkit's are. */
#include "app/stages/field/scrolled.h"

#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>

static const char *const names[FIELD_SCROLLS] = {[FIELD_SCROLL_LAYERS] = N_("Scroll the layers"),
                                                 [FIELD_SCROLL_SECOND] = N_("Scroll the second stack"),
                                                 [FIELD_SCROLL_TABLE] = N_("Scroll the table")};

const char *field_scroll_name(FieldScroll scroll) {
    return names[scroll];
}

Point field_scroll_origin(const StageScope *scope, FieldScroll scroll, Rect view) {
    const FieldStageView *state = scope->view;
    const Point scrolled = state->scrolled[scroll];
    return (Point){roundf(view.x - scrolled.x), roundf(view.y - scrolled.y)};
}

void field_scroll_keep(const StageContext *context, FieldScroll scroll, Rect view) {
    FieldStageView *state = context->view;
    const Point origin = ui_scroll_origin(context->ui, names[scroll], view);
    const Point now = {view.x - origin.x, view.y - origin.y};
    const Point before = state->scrolled[scroll];
    context->ui->changed |= now.x != before.x || now.y != before.y;
    state->scrolled[scroll] = now;
}
