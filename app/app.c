#include "app/app.h"

#include "app/chrome/chrome.h"
#include "app/document/read.h"
#include "app/document/session_keeper.h"
#include "app/document/sessions.h"
#include "app/shortcuts.h"
#include "app/stages/shared/cells.h"
#include "app/words.h"

#include <assert.h>
#include <math.h>
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
static PsStatus recompute(App *app, bool same_input, PsError *error) {
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
static void cover_answers(App *app) {
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
static void begin_places(App *app, const PsScene *scene) {
    const int found = stage_find(ps_stage_key(scene->stage));
    const int named = found < 0 ? app->stage : found;
    cover_answers(app);
    for (int i = 0; i < STAGE_COUNT; i++) {
        app->places[i].step = i == named ? scene->step : 0;
    }
    player_seek(&app->player, app->places[app->stage].step);
}

static void show_channel(App *app, int channel) {
    PsError error = {0};
    const int before = app->channel;
    app->channel = channel;
    if (recompute(app, true, &error) != PS_OK) {
        app->channel = before;
        app_say_error(app, &error);
        return;
    }
    cover_answers(app);
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
    PsStatus status = pools ? recompute(app, same_input, error) : follow_stacks(app, &app->pooled, error);
    if (status != PS_OK && ps_history_undo(&app->history, &app->scene, NULL) != PS_OK) {
        /* Memory is short both ways; once there is some the next change computes it all anew. */
        app_say(app, _("out of memory: close other programs"));
    }
    return status;
}

App *app_create(CanvasMetrics metrics, const Settings *settings) {
    App *app = calloc(1, sizeof *app);
    if (!app) {
        return NULL;
    }
    canvas_init(&app->canvas, metrics);
    ui_init(&app->ui, &app->canvas);
    app->settings = *settings;
    app->pixel_ratio = 1;
    app->player = (Player){.speed = PLAYER_SPEED_NORMAL, .reduced = settings->reduced};
    app->requests.next_group = &app->next_group;
    app->open_file.known = true;
    bool made =
        ps_scene_init(&app->scene, NULL) == PS_OK && ps_scene_copy(&app->scene, &app->opened, NULL) == PS_OK;
    for (int i = 0; i < STAGE_COUNT; i++) {
        app->views[i] = calloc(1, stages[i]->view_size);
        made = made && app->views[i];
    }
    if (!made || recompute(app, false, NULL) != PS_OK) {
        app_destroy(app);
        return NULL;
    }
    app_resize(app, settings->width, settings->height, 1);
    return app;
}

static void free_requests(App *app) {
    for (int i = 0; i < app->requests.count; i++) {
        ps_edit_free(&app->requests.edits[i].edit);
    }
    app->requests.count = 0;
}

void app_destroy(App *app) {
    if (!app) {
        return;
    }
    free_requests(app);
    picture_dialog_close(app);
    for (int i = 0; i < STAGE_COUNT; i++) {
        free(app->views[i]);
    }
    effective_field_free(&app->effective);
    stacks_free(&app->stacks);
    free(app->answers.revealed);
    for (int i = 0; i < STAGE_COUNT; i++) {
        free(app->places[i].answers.revealed);
    }
    pooled_free(&app->pooled);
    ps_history_free(&app->history);
    ps_scene_free(&app->scene);
    ps_scene_free(&app->opened);
    ps_session_state_free(&app->document);
    open_file_free(&app->open_file);
    files_free(&app->files);
    ui_free(&app->ui);
    canvas_free(&app->canvas);
    free(app);
}

/* Puts scene (taken) in the place of what is there, which cannot be undone back to. path (null: none) is its
 * file from now on. */
static PsStatus install_scene(App *app, PsScene *scene, const char *path, PsError *error) {
    PsScene opened = {0};
    PsStatus status = ps_scene_copy(scene, &opened, error);
    const PsScene taken = *scene;
    PsScene before = app->scene;
    if (status == PS_OK) {
        app->scene = taken;
        status = recompute(app, false, error);
    }
    if (status != PS_OK) {
        app->scene = before;
        ps_scene_free(scene);
        ps_scene_free(&opened);
        return status;
    }
    ps_history_free(&app->history);
    ps_scene_free(&before);
    ps_scene_free(&app->opened);
    app->opened = opened;
    open_file_begin(app, path);
    ui_edit_end(&app->ui);
    begin_places(app, &taken);
    return PS_OK;
}

/* The same on stage; where that fails on the one before. */
static PsStatus install_on_stage(App *app, PsScene *scene, int stage, const char *path, PsError *error) {
    const int before = app->stage;
    app->stage = app->next_stage = stage;
    const PsStatus status = install_scene(app, scene, path, error);
    if (status != PS_OK) {
        app->stage = app->next_stage = before;
    }
    return status;
}

/* The stage that a file's scene names; the one on screen where it names none, or one that there is not. */
static int stage_of(const App *app, const PsScene *scene, const char *path) {
    const int stage = document_is_scene(path) ? stage_find(ps_stage_key(scene->stage)) : app->stage;
    return stage < 0 ? app->stage : stage;
}

static PsStatus open_scene(App *app, PsScene *scene, const char *path, PsError *error) {
    const PsStatus status = install_on_stage(app, scene, stage_of(app, scene, path), path, error);
    if (status == PS_OK) {
        session_keeper_all(app);
        if (app->document.document) {
            files_remember(app, app->document.document);
        }
    }
    return status;
}

PsStatus app_open(App *app, const char *path, PsError *error) {
    PsScene scene = {0};
    const PsStatus status = document_open(path, &app->scene.pool, NULL, &scene, error);
    return status == PS_OK ? open_scene(app, &scene, path, error) : status;
}

PsStatus app_open_asking(App *app, const char *path, PsError *error) {
    PsScene scene = {0};
    PictureFile picture = {0};
    PsStatus status = document_open(path, &app->scene.pool, &picture, &scene, error);
    if (status == PS_OK && !picture.pixels) {
        status = open_scene(app, &scene, path, error);
    }
    if (status == PS_OK) {
        file_dialog_close(&app->files.dialog, &app->ui);
    }
    if (picture.pixels) {
        picture_dialog_open(app, &picture);
        snprintf(app->files.picture, sizeof app->files.picture, "%s", path);
    }
    return status;
}

void app_new(App *app) {
    PsScene empty = {0};
    PsError error = {0};
    PsStatus status = ps_scene_init(&empty, &error);
    if (status == PS_OK) {
        status = install_on_stage(app, &empty, 0, NULL, &error);
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    session_keeper_all(app);
}

PsStatus app_recover(App *app, PsSession *session, PsError *error) {
    PsScene scene;
    PsSessionState document;
    bool found = false;
    PsStatus status = ps_session_read(session, &scene, &document, &found, error);
    if (status != PS_OK || !found) {
        return status;
    }
    const int stage = stage_find(ps_stage_key(scene.stage));
    status = install_on_stage(app, &scene, stage < 0 ? 0 : stage, NULL, error);
    if (status != PS_OK) {
        ps_session_state_free(&document);
        return status;
    }
    app->open_file.known = document.saved;
    app->document = document;
    app_say(app, _("Your last session is back"));
    app->recovered = true;
    app->notice_until = app->now + 10;
    return PS_OK;
}

/* Puts all of scene but its stage and step in the place of what is there, as one step of the history. */
static PsStatus replace_scene(App *app, const PsScene *scene, PsError *error) {
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

/* Shows scene (taken) where status is good, from now on Reset goes back to it; else the error. A map stays
 * part of the document and leaves its stacks and what it compares, a scene is one of its own. */
static void show_dropped(App *app, PsScene *scene, const char *path, PsStatus status, PsError *error) {
    if (status == PS_OK && !document_is_scene(path)) {
        status = ps_scene_copy_stacks(&app->scene, scene, error);
        scene->compare = app->scene.compare;
    }
    if (status == PS_OK) {
        status = replace_scene(app, scene, error);
    }
    if (status != PS_OK) {
        app_say_error(app, error);
        ps_scene_free(scene);
        return;
    }
    ps_scene_free(&app->opened);
    app->opened = *scene;
    if (document_is_scene(path)) {
        open_file_replace(app, path, scene);
        files_remember(app, app->document.document ? app->document.document : path);
    }
    ui_edit_end(&app->ui);
    app->next_stage = stage_of(app, scene, path);
    app_enter_stage(app);
    begin_places(app, scene);
}

void app_drop(App *app, const char *path) {
    PsScene scene = {0};
    PsError error = {0};
    PictureFile picture = {0};
    if (app->files.asking) {
        return;
    }
    file_dialog_close(&app->files.dialog, &app->ui);
    PsStatus status = document_open(path, &app->scene.pool, &picture, &scene, &error);
    if (picture.pixels) {
        picture_dialog_open(app, &picture);
        app->files.picture[0] = '\0';
    } else {
        show_dropped(app, &scene, path, status, &error);
    }
}

/* The picture dialog's Open, carried out between passes as every edit is. */
static void open_picture(App *app) {
    PsMap map = {0};
    PsScene scene = {0};
    PsError error = {0};
    if (!app->picture.accepted) {
        return;
    }
    PsStatus status = picture_dialog_sample(&app->picture, &map, &error);
    if (status == PS_OK) {
        document_take_map(&map, &app->scene.pool, &scene);
        scene.source.pattern = PS_PATTERN_PICTURE;
    }
    picture_dialog_close(app);
    if (app->files.picture[0] == '\0') {
        show_dropped(app, &scene, "", status, &error);
        return;
    }
    if (status == PS_OK) {
        status = open_scene(app, &scene, app->files.picture, &error);
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
    }
}

void app_resize(App *app, int width, int height, float pixel_ratio) {
    app->width = width < 1 ? 1 : width;
    app->height = height < 1 ? 1 : height;
    app->pixel_ratio = pixel_ratio;
    canvas_invalidate(&app->canvas);
}

/* A move has begun before any time has passed: its first frame is not one of rest, which would show the
 * destination's values beside the picture that is left. */
static Cursor drawn_cursor(const App *app) {
    Cursor cursor = player_cursor(&app->player);
    if (player_shown(&app->player) > cursor.step && cursor.t <= 0) {
        cursor.t = 1e-6;
    }
    return cursor;
}

static StageContext make_context(App *app, Ui *ui) {
    return (StageContext){.scene = &app->scene,
                          .pooled = &app->pooled,
                          .stacks = &app->stacks,
                          .effective = &app->effective,
                          .answers = &app->answers,
                          .view = app->views[app->stage],
                          .cursor = drawn_cursor(app),
                          .step = player_shown(&app->player),
                          .plain_unit = app->pixel_ratio,
                          .presenter = app->presenter,
                          .reduced_motion = app->settings.reduced,
                          .ui = ui,
                          .requests = &app->requests};
}

/* Asks for what the picture at the context's cursor shows, before it is drawn. */
static void want(App *app, const StageContext *context) {
    const EffectiveFieldWish wish = stage_wish(stages[app->stage], context);
    effective_field_want(&app->effective, &app->stacks, &wish);
}

static void build_stage(App *app, const ChromeLayout *layout, StageContext *context) {
    const Stage *stage = stages[app->stage];
    const char *scroll = _("Scroll the stage");
    char step[48];
    snprintf(step, sizeof step, "%lld", (long long)context->step);
    ui_report(&app->ui, UI_ROLE_STAGE, _(stage->title), step, layout->stage, true, false);
    context->room = context->area = layout->stage;
    const Point least = stage->least_size(context);
    /* A thumb takes its room from the content, so that it lies over nothing. */
    const float thumb = ui_px(&app->ui, 10);
    const bool down = least.y > layout->stage.h;
    const bool across = least.x > layout->stage.w - (down ? thumb : 0);
    const float width = fmaxf(layout->stage.w - (down ? thumb : 0), least.x);
    const float height = fmaxf(layout->stage.h - (across ? thumb : 0), least.y);
    const Point origin = ui_scroll_begin(&app->ui, scroll, layout->stage);
    context->area = (Rect){origin.x, origin.y, width, height};
    canvas_push_clip(&app->canvas,
                     (Rect){layout->stage.x, layout->stage.y, layout->stage.w - (down ? thumb : 0),
                            layout->stage.h - (across ? thumb : 0)});
    canvas_push_panel(&app->canvas, context->area);
    stage->draw(context);
    stage->controls(context);
    canvas_pop_clip(&app->canvas);
    canvas_pop_clip(&app->canvas);
    ui_scroll_end(&app->ui, scroll, width + (down ? thumb : 0), height + (across ? thumb : 0));
}

static void build_blank(App *app) {
    const Rect all = {0, 0, (float)app->width, (float)app->height};
    canvas_fill(&app->canvas, all, 0, 0x000000FF);
    ui_report_text(&app->ui, _("The screen is blank: any key brings it back"), "", all);
    if (app->ui.event.kind == UI_EVENT_KEY || app->ui.event.kind == UI_EVENT_DOWN) {
        app->blank = false;
        app->swallow_text = app->ui.event.kind == UI_EVENT_KEY;
        app->ui.changed = true;
        ui_take(&app->ui);
    } else if (app->ui.event.kind == UI_EVENT_TEXT) {
        ui_take(&app->ui);
    }
}

static void build(App *app) {
    if (app->blank) {
        build_blank(app);
        return;
    }
    const ChromeLayout layout = chrome_layout(app);
    StageContext context = make_context(app, &app->ui);
    want(app, &context);
    if (!app->presenter) {
        chrome_top_bar(app, &layout);
    }
    build_stage(app, &layout, &context);
    if (app->presenter) {
        chrome_strip(app, &layout, &context);
    } else {
        chrome_inspector(app, &layout, &context);
        chrome_transport(app, &layout);
    }
    if (app->keys) {
        chrome_keys_dialog(app);
    }
    if (picture_dialog_is_open(&app->picture)) {
        picture_dialog(app);
    }
    files_dialogs(app);
    chrome_notice(app, &layout);
}

static void apply_edit(App *app, StageEdit *request) {
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
            (void)!recompute(app, false, NULL);
        }
    }
    if (status != PS_OK) {
        stage_refuse(&app->ui, request->origin, &error);
    } else if (request->note) {
        ui_tell(&app->ui, request->origin, _(request->note));
    }
    app->ui.changed = true;
}

static void reset(App *app) {
    PsError error = {0};
    ui_edit_end(&app->ui);
    /* Of what a scene holds, what no edit changes. */
    PsScene wanted = app->opened;
    wanted.stage = app->scene.stage;
    wanted.step = app->scene.step;
    if (!ps_scene_equal(&app->scene, &wanted) && replace_scene(app, &app->opened, &error) != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    begin_places(app, &app->opened);
}

/* As when nothing was ever opened; what was there can be undone back to. */
static void start_fresh(App *app) {
    PsScene empty = {0};
    PsError error = {0};
    PsStatus status = ps_scene_init(&empty, &error);
    if (status == PS_OK) {
        status = replace_scene(app, &empty, &error);
    }
    if (status != PS_OK) {
        ps_scene_free(&empty);
        app_say_error(app, &error);
        return;
    }
    ps_scene_free(&app->opened);
    app->opened = empty;
    open_file_replace(app, NULL, &app->opened);
    ui_edit_end(&app->ui);
    begin_places(app, &app->opened);
    app->next_stage = 0;
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

static void travel(App *app, bool back) {
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
        status = pools ? recompute(app, same_input, &error) : follow_stacks(app, &app->pooled, &error);
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

/* The one place where the scene changes. */
static void apply_requests(App *app) {
    StageRequests *requests = &app->requests;
    for (int i = 0; i < requests->count; i++) {
        apply_edit(app, &requests->edits[i]);
    }
    requests->count = 0;
    if (requests->reset) {
        reset(app);
    }
    if (requests->start_fresh) {
        start_fresh(app);
    }
    if (requests->reveal >= 0) {
        app_reveal(app, requests->reveal);
    }
    if (requests->channel >= 0) {
        show_channel(app, requests->channel);
    }
    if (requests->step >= 0) {
        app_set_step(app, requests->step);
        app->ui.changed = true;
    }
    if (requests->toggle_answers) {
        app->answers.hidden = !app->answers.hidden;
        cover_answers(app);
        app->ui.changed = true;
    }
    if (requests->undo) {
        travel(app, true);
    }
    if (requests->redo) {
        travel(app, false);
    }
    requests->reset = requests->undo = requests->redo = requests->start_fresh = false;
    requests->toggle_answers = false;
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
void app_enter_stage(App *app) {
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
    if ((same ? resize_answers(&app->answers, count, &error) : recompute(app, true, &error)) != PS_OK) {
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

static void pass(App *app, const UiEvent *event) {
    const Theme *theme = theme_get(app->settings.theme);
    app->requests.reveal = app->requests.step = -1;
    app->requests.channel = -1;
    /* What is shown is the list of the pass after the last event. */
    app->canvas.sketch = event != NULL;
    canvas_begin(&app->canvas, app->width, app->height, theme->background);
    ui_begin(&app->ui, theme, app_unit(app), event, app->now);
    build(app);
    ui_end(&app->ui);
    if (event && !app->ui.consumed && (event->kind == UI_EVENT_KEY || event->kind == UI_EVENT_TEXT)) {
        app_run_shortcut(app, event);
    }
    apply_requests(app);
    open_picture(app);
    files_carry_out(app);
    if (app->exchange) {
        app->exchange = false;
        sessions_exchange(app);
    }
    app_enter_stage(app);
    session_keeper_place(app);
}

/* A slice of what is worked at between frames; false where there was nothing to do. */
static bool work_slice(App *app) {
    PsError error;
    if (!pooled_busy(&app->pooled)) {
        return effective_field_work(&app->effective, &app->stacks);
    }
    if (pooled_work(&app->pooled, &app->scene, &error) != PS_OK) {
        app_say_error(app, &error);
    }
    return true;
}

/* A slice, or all of it where nobody waits. */
static bool work(App *app) {
    const bool worked = work_slice(app);
    while (app->patient && work_slice(app)) {
    }
    return worked;
}

void app_event(App *app, const UiEvent *event) {
    /* The key that brought the screen back has done its work: the text it makes is not another command. */
    const bool swallowed = app->swallow_text && event->kind == UI_EVENT_TEXT;
    app->swallow_text = false;
    if (!swallowed) {
        pass(app, event);
    }
}

void app_advance(App *app, double seconds) {
    app->now += seconds;
    player_advance(&app->player, seconds);
    if (app->notice[0] && app->now >= app->notice_until) {
        app->notice[0] = '\0';
        app->recovered = app->offering = false;
    }
    session_keeper_place(app);
    session_keeper_when_due(app);
}

int app_show(App *app, Rect damage[CANVAS_DAMAGE]) {
    /* What a pass changes shows in the next; more than a few in a row would be a control that never settles.
     */
    for (int i = 0; i < 5; i++) {
        pass(app, NULL);
        const bool worked = (i == 0 || app->patient) && work(app);
        if (!app->ui.changed && !worked) {
            break;
        }
    }
    return canvas_end(&app->canvas, damage);
}

double app_due(const App *app) {
    const bool busy = pooled_busy(&app->pooled) || effective_field_busy(&app->effective, &app->stacks);
    if ((player_runs(&app->player) && !app->player.reduced) || busy) {
        return 0;
    }
    double due = -1;
    if (player_runs(&app->player)) {
        due = player_duration(&app->player) - app->player.elapsed;
    }
    const double others[] = {app->ui.wake_at > 0 ? app->ui.wake_at - app->now : -1,
                             app->notice[0] ? app->notice_until - app->now : -1, session_keeper_due(app)};
    for (int i = 0; i < 3; i++) {
        if (others[i] >= 0 && (due < 0 || others[i] < due)) {
            due = others[i];
        }
    }
    return app->ui.wake_at > 0 && app->ui.wake_at <= app->now ? 0 : due;
}

/* A slide wants more pixels than the window shows. */
enum { PICTURE_SCALE = 2 };

void app_draw_picture(App *app, Canvas *canvas) {
    const ChromeLayout layout = chrome_layout(app);
    const Stage *stage = stages[app->stage];
    const Theme *theme = theme_get(app->settings.theme);
    Ui ui;
    ui_init(&ui, canvas);
    void *still = calloc(1, stage->view_size);
    StageContext context = make_context(app, &ui);
    if (still && stage->still) {
        memcpy(still, app->views[app->stage], stage->view_size);
        stage->still(still);
    }
    context.view = still;
    context.still = true;
    if (still) {
        want(app, &context);
    }
    while (work_slice(app)) {
    }
    const float scale = PICTURE_SCALE;
    context.plain_unit *= scale;
    context.room = context.area = (Rect){0, 0, layout.stage.w * scale, layout.stage.h * scale};
    canvas_begin(canvas, app->width * PICTURE_SCALE, app->height * PICTURE_SCALE, theme->background);
    ui_begin(&ui, theme, app_unit(app) * scale, NULL, app->now);
    if (still) {
        /* Whole, even where the window shows a part and scrolls. */
        const Point least = stage->least_size(&context);
        context.area = (Rect){0, 0, fmaxf(context.area.w, least.x), fmaxf(context.area.h, least.y)};
        canvas_begin(canvas, (int)context.area.w, (int)context.area.h, theme->background);
        stage->draw(&context);
    }
    free(still);
    ui_end(&ui);
    ui_free(&ui);
}
