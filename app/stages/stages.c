/* The table of stages, and what a stage asks the app for. */
#include "app/stages/compare/stage.h"
#include "app/stages/field/stage.h"
#include "app/stages/size/stage.h"
#include "app/stages/stage.h"
#include "app/stages/window/stage.h"
#include "app/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const Stage *const stages[STAGE_COUNT] = {&window_stage, &compare_stage, &field_stage, &size_stage};

bool stage_is_picture(const StageScope *scope) {
    return scope->scene->source.pattern == PS_PATTERN_PICTURE;
}

bool stage_has_colour(const PsScene *scene) {
    return scene->source.pattern == PS_PATTERN_PICTURE && scene->input.channels == 3;
}

Color stage_cell_colour(const StageScope *scope, const PsMap *map, int row, int column) {
    return theme_picture_colour(ps_map_get(map, 0, row, column), ps_map_get(map, 1, row, column),
                                ps_map_get(map, 2, row, column), scope->facts->scale.magnitude);
}

void stage_write_colour(const PsMap *map, int row, int column, const char *between, PsNumberForm form,
                        char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (int channel = 0; channel < 3 && length < size; channel++) {
        char value[PS_NUMBER_SIZE];
        ps_number_write(value, ps_map_get(map, channel, row, column), form);
        length += (size_t)snprintf(text + length, size - length, "%s%s", channel > 0 ? between : "", value);
    }
}

void stage_channel_name(const PsScene *scene, int channel, char *text, size_t size) {
    static const char *const names[] = {N_("red"), N_("green"), N_("blue")};
    if (stage_has_colour(scene)) {
        snprintf(text, size, "%s", _(names[channel]));
    } else {
        snprintf(text, size, _("channel %d"), channel);
    }
}

Color stage_value_color(const StageScope *scope, float value, bool picture) {
    const float magnitude = scope->facts->scale.magnitude;
    const Theme *theme = scope->pen.theme;
    return picture ? theme_picture_value(theme, value, magnitude) : theme_value(theme, value, magnitude);
}

EffectiveFieldWish stage_wish(const Stage *stage, const StageScope *scope) {
    return stage->wish != NULL ? stage->wish(scope) : (EffectiveFieldWish){0};
}

/* Lays out and draws with a pen of the scope's own. False without memory. */
static bool draw_alone(const Stage *stage, const StageScope *scope) {
    void *frame = calloc(1, stage->frame_size);
    const bool drawn = frame && stage->frame(scope, frame);
    if (drawn) {
        stage->draw(scope, frame);
    }
    if (drawn && stage->frame_free) {
        stage->frame_free(frame);
    }
    free(frame);
    return drawn;
}

bool stage_value(const Stage *stage, const StageScope *scope, const char *label, char *value, size_t size) {
    const Pen *pen = &scope->pen;
    Canvas canvas;
    UiTree tree = {.canvas = &canvas};
    StageScope own = *scope;
    canvas_init(&canvas, pen->canvas->metrics);
    canvas_begin(&canvas, pen->canvas->width, pen->canvas->height, pen->theme->background);
    own.pen = (Pen){&canvas, &tree, pen->theme, pen->unit, true};
    const UiEntry *entry = draw_alone(stage, &own) ? ui_tree_find(&tree, label) : NULL;
    if (entry) {
        snprintf(value, size, "%s", ui_tree_value(&tree, entry));
    }
    ui_tree_free(&tree);
    canvas_free(&canvas);
    return entry != NULL;
}

int stage_find(const char *key) {
    for (int i = 0; i < STAGE_COUNT; i++) {
        if (strcmp(stages[i]->key, key) == 0) {
            return i;
        }
    }
    return -1;
}

bool answers_covered(const Answers *answers, int64_t output) {
    const bool known = output >= 0 && output < answers->count;
    return answers->hidden && !(known && answers->revealed[output]);
}

uint64_t stage_new_group(const StageContext *context) {
    return ++*context->requests->next_group;
}

void stage_request(const StageContext *context, PsEdit *edit, uint64_t group, Rect origin, const char *note) {
    StageRequests *requests = context->requests;
    if (requests->count == STAGE_REQUESTS) {
        ps_edit_free(edit);
        return;
    }
    requests->edits[requests->count++] = (StageEdit){.edit = *edit,
                                                     .group = group != 0 ? group : stage_new_group(context),
                                                     .origin = origin,
                                                     .note = note};
    *edit = (PsEdit){0};
}

void stage_replace_group(const StageContext *context) {
    StageRequests *requests = context->requests;
    if (requests->count > 0) {
        requests->edits[requests->count - 1].replaces = true;
    }
}

void stage_offer_undo(const StageContext *context) {
    StageRequests *requests = context->requests;
    if (requests->count > 0) {
        requests->edits[requests->count - 1].large = true;
    }
}

void stage_refuse(Ui *ui, Rect origin, const PsError *error) {
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(error, sentence, sizeof sentence);
    ui_note(ui, origin, sentence);
}
