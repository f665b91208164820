/* The table of stages, and what a stage asks the app for. */
#include "app/stages/compare/stage.h"
#include "app/stages/field/stage.h"
#include "app/stages/size/stage.h"
#include "app/stages/stage.h"
#include "app/stages/window/stage.h"
#include "app/words.h"

#include <string.h>

const Stage *const stages[STAGE_COUNT] = {&window_stage, &compare_stage, &field_stage, &size_stage};

bool stage_is_picture(const StageScope *scope) {
    return scope->scene->source.pattern == PS_PATTERN_PICTURE;
}

Color stage_value_color(const StageContext *context, float value, bool picture) {
    const float magnitude = context->scope.facts->scale.magnitude;
    const Theme *theme = context->ui->theme;
    return picture ? theme_picture_value(theme, value, magnitude) : theme_value(theme, value, magnitude);
}

EffectiveFieldWish stage_wish(const Stage *stage, const StageContext *context) {
    return stage->wish != NULL ? stage->wish(context) : (EffectiveFieldWish){0};
}

int stage_find(const char *key) {
    for (int i = 0; i < STAGE_COUNT; i++) {
        if (strcmp(stages[i]->key, key) == 0) {
            return i;
        }
    }
    return -1;
}

int stage_place(int stage) {
    PsStage place = PS_STAGE_WINDOW;
    return ps_stage_find(stages[stage]->key, &place) ? (int)place + 1 : 0;
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

void stage_refuse(Ui *ui, Rect origin, const PsError *error) {
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(error, sentence, sizeof sentence);
    ui_note(ui, origin, sentence);
}
