/* Cells kept keep their values; what does not fit the pool is refused with the core's reason. */
#include "app/stages/shared/input_size.h"

#include "app/words.h"

static bool is_side(int side) {
    return side >= 1 && side <= STAGE_MAP_SIDE;
}

void input_size_request(const StageContext *context, InputSize size, uint64_t group, Rect origin) {
    if (!is_side(size.height) || !is_side(size.width)) {
        char text[120];
        snprintf(text, sizeof text, _("a map has 1 to %d rows and columns"), STAGE_MAP_SIDE);
        ui_note(context->ui, origin, text);
        return;
    }
    PsEdit edit = ps_edit_resize(context->scope.scene, size.height, size.width);
    stage_request(context, &edit, group, origin, NULL);
    if (group != 0) {
        stage_replace_group(context);
    }
}
