/* Lays out the parts in the order in which they stand on one another: layout, what is shown, then each part.
 */
#include "app/stages/field/frame.h"

static bool lay_left(const StageContext *context, FieldFrame *frame) {
    if (frame->layout.bands) {
        return field_bands_init(context, &frame->layout, &frame->shown, &frame->bands);
    }
    frame->cone = field_cone_lay(context, &frame->layout, &frame->shown);
    return true;
}

static bool lay_right(const StageContext *context, FieldFrame *frame) {
    if (frame->layout.beside) {
        return field_beside_init(context, &frame->layout, &frame->beside);
    }
    frame->picture = field_picture_make(context, &frame->layout, &frame->shown);
    return true;
}

static void lay_effective(const StageContext *context, FieldFrame *frame) {
    frame->used = field_effective_make(context, &frame->layout, &frame->shown);
    frame->heat = field_heat_make(&frame->used);
    frame->chart = field_chart_lay(&frame->used);
}

bool field_frame_init(const StageContext *context, FieldFrame *frame) {
    *frame = (FieldFrame){.empty = context->scope.facts->stacks.main.row_count == 0,
                          .effective = context->scope.scene->field.effective,
                          .layout = field_layout(context)};
    if (frame->empty) {
        return true;
    }
    if (!field_shown_init(context, &frame->shown)) {
        return false;
    }
    if (frame->effective) {
        lay_effective(context, frame);
        return true;
    }
    if (!lay_left(context, frame) || !lay_right(context, frame)) {
        field_frame_free(frame);
        return false;
    }
    return true;
}

void field_frame_free(FieldFrame *frame) {
    field_shown_free(&frame->shown);
    field_bands_free(&frame->bands);
    field_beside_free(&frame->beside);
    *frame = (FieldFrame){0};
}
