/* Lays out the parts in the order in which they stand on one another: layout, what is shown, then each part.
 */
#include "app/stages/field/frame.h"

static bool lay_left(const StageScope *scope, FieldFrame *frame) {
    if (frame->layout.bands) {
        return field_bands_init(scope, &frame->layout, &frame->shown, &frame->bands);
    }
    return field_cone_init(scope, &frame->layout, &frame->shown, &frame->cone);
}

static bool lay_right(const StageScope *scope, FieldFrame *frame) {
    if (frame->layout.beside) {
        return field_beside_init(scope, &frame->layout, frame->bands.lane.w, &frame->beside);
    }
    frame->picture = field_picture_make(scope, &frame->layout, &frame->shown);
    frame->table = field_table_place(scope, &frame->layout, &frame->shown);
    return true;
}

static void lay_effective(const StageScope *scope, FieldFrame *frame) {
    frame->used = field_effective_make(scope, &frame->layout, &frame->shown);
    frame->heat = field_heat_make(&frame->used);
    frame->chart = field_chart_lay(&frame->used);
}

static bool lay_parts(const StageScope *scope, FieldFrame *frame) {
    if (!field_shown_init(scope, &frame->shown)) {
        return false;
    }
    if (frame->effective) {
        lay_effective(scope, frame);
        return true;
    }
    return lay_left(scope, frame) && lay_right(scope, frame);
}

bool field_frame(const StageScope *scope, void *memory) {
    FieldFrame *frame = memory;
    *frame = (FieldFrame){.empty = scope->facts->stacks.main.row_count == 0,
                          .effective = scope->scene->field.effective,
                          .layout = field_layout(scope)};
    if (frame->empty || lay_parts(scope, frame)) {
        return true;
    }
    field_frame_free(frame);
    return false;
}

void field_frame_free(void *memory) {
    FieldFrame *frame = memory;
    field_shown_free(&frame->shown);
    field_cone_free(&frame->cone);
    field_bands_free(&frame->bands);
    field_beside_free(&frame->beside);
    *frame = (FieldFrame){0};
}
