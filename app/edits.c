/* Edits of the scene, undo and redo, and what follows from each: the one place where the scene changes.
 *
 * No file is read or written here, and nothing is drawn. Invariant: after every function what follows from
 * the scene is that of the scene as it is; where it cannot be computed the change is taken back.
 */
#include "app/edits.h"

#include "app/document/session_keeper.h"
#include "app/words.h"

#include <stdlib.h>
#include <string.h>

/* Answers for so many outputs, all covered; the old ones where the number is the same. */
static PsStatus resize_answers(Answers *answers, int64_t count, PsError *error) {
    if (count == answers->count) {
        return PS_OK;
    }
    uint8_t *revealed = calloc((size_t)count + 1, 1);
    if (!revealed) {
        return ps_fail_memory(error);
    }
    free(answers->revealed);
    answers->revealed = revealed;
    answers->count = count;
    answers->version++;
    return PS_OK;
}

/* What follows from stacks, and how many steps there are over pooled. */
static PsStatus follow_stacks(App *app, const Pooled *pooled, PsError *error) {
    const Stage *stage = stages[app->stage];
    PsStatus status = stacks_compute(&app->stacks, &app->scene, error);
    if (status == PS_OK) {
        status = resize_answers(&app->answers, stage->step_count(pooled, &app->stacks), error);
    }
    if (status == PS_OK) {
        player_set_steps(&app->player, stage->step_count(pooled, &app->stacks));
    }
    return status;
}

/* Computes what follows from the scene; same_input: whose input is as it was. On failure pooled is as it was.
 */
PsStatus edits_follow(App *app, bool same_input, PsError *error) {
    Pooled next = {.version = app->pooled.version, .magnitude = app->pooled.magnitude};
    PsStatus status =
        pooled_compute(&next, &app->scene, app->channel, stages[app->stage]->compares, same_input, error);
    if (status == PS_OK) {
        status = follow_stacks(app, &next, error);
    }
    if (status != PS_OK) {
        pooled_free(&next);
        return status;
    }
    pooled_free(&app->pooled);
    app->pooled = next;
    app->channel = next.walk.channel;
    return PS_OK;
}

/* On every stage. */
void edits_cover_answers(App *app) {
    memset(app->answers.revealed, 0, (size_t)app->answers.count);
    app->answers.version++;
    for (int i = 0; i < STAGE_COUNT; i++) {
        Answers *answers = &app->places[i].answers;
        free(answers->revealed);
        *answers = (Answers){0};
    }
}

/* Every stage at its beginning, all covered, but the one that scene names at the scene's step; the one on
 * screen stands for one that there is not. */
void edits_begin_places(App *app, const PsScene *scene) {
    const int found = stage_find(ps_stage_key(scene->stage));
    const int named = found < 0 ? app->stage : found;
    edits_cover_answers(app);
    for (int i = 0; i < STAGE_COUNT; i++) {
        app->places[i].step = i == named ? scene->step : 0;
    }
    player_seek(&app->player, app->places[app->stage].step);
}

void edits_show_channel(App *app, int channel) {
    PsError error = {0};
    const int before = app->channel;
    app->channel = channel;
    if (edits_follow(app, true, &error) != PS_OK) {
        app->channel = before;
        app_say_error(app, &error);
        return;
    }
    edits_cover_answers(app);
    app->ui.changed = true;
}

/* Edits of stacks and of how they are looked at: nothing pooled changes. */
static bool leaves_pooled(const PsEdit *edit) {
    return edit->kind == PS_EDIT_STACK || edit->kind == PS_EDIT_BESIDE || edit->kind == PS_EDIT_FIELD;
}

static bool is_of_cells(const PsEdit *edit) {
    return edit->kind == PS_EDIT_CELLS;
}

static bool leaves_input(const PsEdit *edit) {
    return edit->kind == PS_EDIT_POOL || edit->kind == PS_EDIT_COMPARE || leaves_pooled(edit);
}

/* Whether the last count edits of a stack are all of a kind. */
static bool all_are(bool (*is)(const PsEdit *), const PsHistoryStack *inverses, size_t count) {
    bool all = true;
    for (size_t i = 0; i < count; i++) {
        all = all && is(&inverses->entries[inverses->count - 1 - i].edit);
    }
    return all;
}

/* After an edit of the scene, of pooled values or not; where what follows cannot be computed the change is
 * taken back. */
static PsStatus follow_scene(App *app, bool pools, bool same_input, PsError *error) {
    PsStatus status = pools ? edits_follow(app, same_input, error) : follow_stacks(app, &app->pooled, error);
    if (status != PS_OK && ps_history_undo(&app->history, &app->scene, NULL) != PS_OK) {
        /* Memory is short both ways; once there is some the next change computes it all anew. */
        app_say(app, _("out of memory: close other programs"));
    }
    return status;
}

/* Puts all of scene but its stage and step in the place of what is there, as one step of the history. */
PsStatus edits_replace_scene(App *app, const PsScene *scene, PsError *error) {
    const uint64_t group = ++app->next_group;
    PsMap input = {0};
    PsStatus status = ps_map_copy(&scene->input, &input, error);
    if (status != PS_OK) {
        return status;
    }
    /* A pool that any map takes stands in between, so that neither order of the two edits is refused. */
    PsPool neutral = ps_pool_default();
    neutral.kernel_size[PS_HEIGHT] = neutral.kernel_size[PS_WIDTH] = 1;
    PsEdit edits[] = {ps_edit_pool(&neutral),
                      ps_edit_input(&input, scene->source),
                      ps_edit_pool(&scene->pool),
                      ps_edit_compare(&scene->compare),
                      ps_edit_field(&scene->field),
                      {0},
                      {0}};
    const size_t count = sizeof edits / sizeof edits[0];
    status = ps_edit_stack(&edits[count - 2], PS_EDIT_STACK, scene->stack, error);
    if (status == PS_OK) {
        status = ps_edit_stack(&edits[count - 1], PS_EDIT_BESIDE, scene->beside, error);
    }
    size_t done = 0;
    while (done < count && status == PS_OK) {
        status = ps_history_apply(&app->history, &app->scene, &edits[done], group, error);
        done += status == PS_OK;
    }
    session_keeper_all(app);
    if (status == PS_OK) {
        status = follow_scene(app, true, false, error);
    } else if (done > 0) {
        (void)!ps_history_undo(&app->history, &app->scene, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        ps_edit_free(&edits[i]);
    }
    return status;
}

void edits_apply(App *app, StageEdit *request) {
    PsError error = {0};
    PsStatus status = PS_OK;
    const bool cells = is_of_cells(&request->edit);
    const bool pools = !leaves_pooled(&request->edit);
    request->group = open_file_group(app, request->group);
    const bool replaces = request->replaces && ps_history_last_group(&app->history) == request->group;
    const bool same_input =
        leaves_input(&request->edit) && (!replaces || all_are(leaves_input, &app->history.undo, 1));
    if (replaces) {
        status = ps_history_undo(&app->history, &app->scene, &error);
        session_keeper_group(app, &app->history.redo);
    }
    if (status == PS_OK) {
        status = ps_history_apply(&app->history, &app->scene, &request->edit, request->group, &error);
    }
    if (status == PS_OK) {
        session_keeper_entry(app, &app->history.undo);
    }
    if (status == PS_OK && cells) {
        pooled_update(&app->pooled, &app->scene, &app->history.undo, 1);
    } else if (status == PS_OK) {
        status = follow_scene(app, pools, same_input, &error);
    } else {
        ps_edit_free(&request->edit);
        if (replaces) {
            (void)!edits_follow(app, false, NULL);
        }
    }
    if (status != PS_OK) {
        stage_refuse(&app->ui, request->origin, &error);
    } else if (request->note) {
        ui_tell(&app->ui, request->origin, _(request->note));
    }
    app->ui.changed = true;
}

/* How many edits an undo or a redo would take from a stack. */
static size_t group_count(const PsHistoryStack *stack) {
    size_t count = 0;
    while (count < stack->count &&
           stack->entries[stack->count - 1 - count].group == stack->entries[stack->count - 1].group) {
        count++;
    }
    return count;
}

void edits_travel(App *app, bool back) {
    PsError error = {0};
    PsHistory *history = &app->history;
    PsHistoryStack *from = back ? &history->undo : &history->redo;
    const PsHistoryStack *to = back ? &history->redo : &history->undo;
    if (app->ui.edit.id != 0) {
        /* What is being typed is the last thing done: that alone is taken back. */
        ui_edit_end(&app->ui);
        return;
    }
    const size_t count = group_count(from);
    const bool cells = all_are(is_of_cells, from, count);
    const bool pools = !all_are(leaves_pooled, from, count);
    const bool same_input = all_are(leaves_input, from, count);
    PsStatus status =
        back ? ps_history_undo(history, &app->scene, &error) : ps_history_redo(history, &app->scene, &error);
    session_keeper_group(app, to);
    if (status == PS_OK && cells) {
        pooled_update(&app->pooled, &app->scene, to, count);
    } else if (status == PS_OK) {
        status = pools ? edits_follow(app, same_input, &error) : follow_stacks(app, &app->pooled, &error);
        if (status != PS_OK) {
            (void)!(back ? ps_history_redo(history, &app->scene, NULL)
                         : ps_history_undo(history, &app->scene, NULL));
        }
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
    } else if (count > 0) {
        open_file_travel(app, to->entries[to->count - 1].group);
    }
    app->ui.changed = true;
}

/* Exchanges what is uncovered here for what is on another stage. */
static void exchange_answers(Answers *here, Answers *there) {
    const Answers before = *here;
    *here = *there;
    *there = before;
    here->hidden = before.hidden;
    here->version = before.version + 1;
}

/* Another stage is entered between passes, so that no pass mixes the views of two. Each stage is found as it
 * was left: its step, what is uncovered there. */
void edits_enter_stage(App *app) {
    PsError error = {0};
    if (app->next_stage == app->stage) {
        return;
    }
    const int before = app->stage;
    StagePlace *place = &app->places[app->next_stage];
    app->stage = app->next_stage;
    exchange_answers(&app->answers, &place->answers);
    const bool same = stages[before]->compares == stages[app->stage]->compares;
    const int64_t count = stages[app->stage]->step_count(&app->pooled, &app->stacks);
    app->places[before].step = player_shown(&app->player);
    if ((same ? resize_answers(&app->answers, count, &error) : edits_follow(app, true, &error)) != PS_OK) {
        app->stage = app->next_stage = before;
        exchange_answers(&app->answers, &place->answers);
        app_say_error(app, &error);
        return;
    }
    app->places[before].answers = place->answers;
    place->answers = (Answers){0};
    player_set_steps(&app->player, stages[app->stage]->step_count(&app->pooled, &app->stacks));
    player_seek(&app->player, place->step);
    app->ui.changed = true;
}
