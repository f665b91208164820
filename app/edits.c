/* Edits of the scene, undo and redo, and what follows from each: the one place where the scene changes.
 *
 * No file is read or written here, and nothing is drawn. Invariant: after every function what follows from
 * the scene is that of the scene as it is; where it cannot be computed the change is taken back.
 */
#include "app/edits.h"

#include "app/document/session_keeper.h"
#include "app/words.h"
#include "core/scene_settings.h"

#include <stdlib.h>
#include <string.h>

/* Resizes the cover mask to count outputs, all covered; keeps it if count is unchanged. */
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

PsStatus edits_follow(App *app, unsigned changed, PsError *error) {
    const Stage *stage = stages[app->stage];
    const PsScene *scene = &app->document.scene;
    const bool there = app->channel >= 0 && app->channel < scene->input.channels;
    const int channel = there ? app->channel : 0;
    Facts next;
    PsStatus status = facts_prepare(&app->facts, scene, channel, changed, stage->needs, &next, error);
    if (status != PS_OK) {
        return status;
    }
    const int64_t steps = stage->steps(scene, &next);
    status = resize_answers(&app->answers, steps, error);
    if (status != PS_OK) {
        facts_abandon(&next);
        return status;
    }
    facts_commit(&app->facts, &next);
    app->channel = app->channel < 0 ? STAGE_ALL_CHANNELS : channel;
    player_set_steps(&app->player, steps);
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

void edits_begin_places(App *app, const PsDocument *document) {
    const int found = stage_find(ps_stage_key(document->stage));
    const int named = found < 0 ? app->stage : found;
    edits_cover_answers(app);
    for (int i = 0; i < STAGE_COUNT; i++) {
        const int64_t usual = stages[i]->opens_at_end ? PS_DOCUMENT_STEP_LIMIT : 0;
        app->places[i].step = i == named ? document->step : usual;
    }
    player_seek(&app->player, app->places[app->stage].step);
}

void edits_show_channel(App *app, int channel) {
    PsError error = {0};
    const int before = app->channel;
    app->channel = channel;
    if (edits_follow(app, FACTS_CHANNEL, &error) != PS_OK) {
        app->channel = before;
        app_say_error(app, &error);
        return;
    }
    edits_cover_answers(app);
    app->ui.changed = true;
}

/* The parts that the last count edits of a stack change, and whether all are edits of cells. */
static unsigned parts_of(const PsHistoryStack *stack, size_t count, bool *cells) {
    unsigned parts = 0;
    *cells = count > 0;
    for (size_t i = 0; i < count; i++) {
        const PsEdit *edit = &stack->entries[stack->count - 1 - i].edit;
        parts |= ps_edit_parts(edit);
        *cells = *cells && edit->kind == PS_EDIT_CELLS;
    }
    return parts;
}

/* After edits whose inverses are the last count of a stack. */
static PsStatus follow_edits(App *app, const PsHistoryStack *inverses, size_t count, unsigned before,
                             PsError *error) {
    bool cells = false;
    const unsigned parts = parts_of(inverses, count, &cells) | before;
    const bool updated =
        cells && before == 0 &&
        facts_follow_cells(&app->facts, &app->document.scene, stages[app->stage]->needs, inverses, count);
    return updated ? PS_OK : edits_follow(app, parts, error);
}

/* Where what follows cannot be worked out the change is taken back. */
static void take_back(App *app) {
    if (ps_history_undo(&app->history, &app->document.scene, NULL) != PS_OK) {
        /* Memory is short both ways; once there is some the next change computes it all anew. */
        app_say(app, _("out of memory: close other programs"));
    }
}

/* The edits that make one scene of another, whose input is copied; count of them. */
enum { REPLACING = 5 + PS_STAGE_COUNT };

static PsStatus list_edits(const PsScene *scene, PsEdit edits[REPLACING], int *count, PsError *error) {
    PsMap input = {0};
    /* A pool that any map takes is in between, so that neither order of the two edits is refused. */
    PsPool neutral = ps_pool_default();
    neutral.kernel_size[PS_HEIGHT] = neutral.kernel_size[PS_WIDTH] = 1;
    edits[0] = ps_edit_pool(&neutral);
    edits[1] = edits[3] = edits[4] = (PsEdit){0};
    edits[2] = ps_edit_pool(&scene->pool);
    *count = 5;
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        if (ps_settings((PsStage)i)) {
            edits[(*count)++] = ps_edit_settings((PsStage)i, ps_settings_of(scene, (PsStage)i));
        }
    }
    PsStatus status = ps_map_copy(&scene->input, &input, error);
    if (status == PS_OK) {
        edits[1] = ps_edit_input(&input, scene->source);
        status = ps_edit_stack(&edits[3], PS_EDIT_STACK, scene->stack.text, error);
    }
    return status == PS_OK ? ps_edit_stack(&edits[4], PS_EDIT_SECOND, scene->second.text, error) : status;
}

PsStatus edits_replace_scene(App *app, const PsScene *scene, PsError *error) {
    PsEdit edits[REPLACING];
    const uint64_t group = ++app->next_group;
    int count = 0;
    int done = 0;
    PsStatus status = list_edits(scene, edits, &count, error);
    while (done < count && status == PS_OK) {
        status = ps_history_apply(&app->history, &app->document.scene, &edits[done], group, error);
        done += status == PS_OK;
    }
    session_keeper_all(app);
    if (status == PS_OK) {
        status = edits_follow(app, PS_PART_ALL, error);
        if (status != PS_OK) {
            take_back(app);
        }
    } else if (done > 0) {
        (void)!ps_history_undo(&app->history, &app->document.scene, NULL);
    }
    for (int i = 0; i < count; i++) {
        ps_edit_free(&edits[i]);
    }
    return status;
}

void edits_offer_undo(App *app, const char *sentence) {
    app_say(app, sentence);
    app->undoable = ps_history_last_group(&app->history);
}

/* Cells that the last group has set, one as often as it was. */
static int64_t count_cells(const PsHistory *history) {
    const PsHistoryStack *undo = &history->undo;
    const size_t count = ps_history_group_count(undo);
    int64_t cells = 0;
    for (size_t i = undo->count - count; i < undo->count; i++) {
        const PsEdit *edit = &undo->entries[i].edit;
        cells += (int64_t)edit->height * edit->width;
    }
    return cells;
}

/* Where much has changed at once, undoing it is offered; a drag says so again as it goes on. */
static void offer_after(App *app, const StageEdit *request) {
    const PsMap *input = &app->document.scene.input;
    const PsHistoryStack *undo = &app->history.undo;
    const PsEditKind kind = undo->entries[undo->count - 1].edit.kind;
    char sentence[96] = "";
    if (kind == PS_EDIT_CELLS && count_cells(&app->history) > 1) {
        snprintf(sentence, sizeof sentence, _("%lld cells changed"), (long long)count_cells(&app->history));
    } else if (kind == PS_EDIT_RESIZE) {
        snprintf(sentence, sizeof sentence, _("The input is now %d × %d"), input->height, input->width);
    } else if (kind == PS_EDIT_INPUT) {
        snprintf(sentence, sizeof sentence, "%s", _("The input was replaced"));
    } else if (request->large) {
        snprintf(sentence, sizeof sentence, "%s", _("The stack was replaced"));
    }
    if (sentence[0]) {
        edits_offer_undo(app, sentence);
    }
}

void edits_apply(App *app, StageEdit *request) {
    PsError error = {0};
    PsStatus status = PS_OK;
    PsHistory *history = &app->history;
    PsScene *scene = &app->document.scene;
    request->group = open_file_group(app, request->group);
    /* What the group did before is taken back first; that alone is followed where the new edit is refused. */
    unsigned before = 0;
    if (request->replaces && ps_history_last_group(history) == request->group) {
        bool cells = false;
        before = parts_of(&history->undo, ps_history_group_count(&history->undo), &cells);
        status = ps_history_undo(history, scene, &error);
        session_keeper_group(app, &history->redo);
    }
    if (status == PS_OK) {
        status = ps_history_apply(history, scene, &request->edit, request->group, &error);
    }
    if (status == PS_OK) {
        session_keeper_entry(app, &history->undo);
        status = follow_edits(app, &history->undo, 1, before, &error);
        if (status != PS_OK) {
            /* With it goes what its group did before, which was followed. */
            before = ps_history_group_count(&history->undo) > 1 ? PS_PART_ALL : before;
            take_back(app);
        }
    }
    if (status != PS_OK) {
        ps_edit_free(&request->edit);
        if (before) {
            (void)!edits_follow(app, before, NULL);
        }
        stage_refuse(&app->ui, request->origin, &error);
    } else {
        offer_after(app, request);
    }
    if (status == PS_OK && request->note) {
        ui_tell(&app->ui, request->origin, _(request->note));
    }
    app->ui.changed = true;
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
    const size_t count = ps_history_group_count(from);
    PsStatus status = back ? ps_history_undo(history, &app->document.scene, &error)
                           : ps_history_redo(history, &app->document.scene, &error);
    session_keeper_group(app, to);
    if (status == PS_OK) {
        status = follow_edits(app, to, count, 0, &error);
        if (status != PS_OK) {
            (void)!(back ? ps_history_redo(history, &app->document.scene, NULL)
                         : ps_history_undo(history, &app->document.scene, NULL));
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
    app->ui.menu = 0; /* it was of a thing of the stage that is left */
    exchange_answers(&app->answers, &place->answers);
    app->drawer = false;
    app->places[before].step = player_destination(&app->player);
    if (edits_follow(app, 0, &error) != PS_OK) {
        app->stage = app->next_stage = before;
        exchange_answers(&app->answers, &place->answers);
        app_say_error(app, &error);
        return;
    }
    app->places[before].answers = place->answers;
    place->answers = (Answers){0};
    player_seek(&app->player, place->step);
    app->ui.changed = true;
}
