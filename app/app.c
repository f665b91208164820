/* One pass: an event in, the controls run, requests carried out, a display list out. What edits do is
 * edits.c's, opening documents opening.c's.
 *
 * Invariant: only apply_requests changes the scene, between the controls of a pass and its end.
 */
#include "app/app.h"

#include "app/chrome/chrome.h"
#include "app/chrome/keys_dialog.h"
#include "app/chrome/presenter.h"
#include "app/chrome/settings_dialog.h"
#include "app/chrome/top_bar.h"
#include "app/chrome/transport.h"
#include "app/commands.h"
#include "app/document/opening.h"
#include "app/document/session_keeper.h"
#include "app/document/sessions.h"
#include "app/edits.h"
#include "app/ui/bubble.h"
#include "app/ui/edit.h"
#include "app/ui/keypad.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

App *app_create(CanvasMetrics metrics, const Settings *settings) {
    App *app = calloc(1, sizeof *app);
    if (!app) {
        return NULL;
    }
    canvas_init(&app->canvas, metrics);
    ui_init(&app->ui, &app->canvas);
    app->settings = *settings;
    app->pixel_ratio = 1;
    app->player =
        (Player){.speed = PLAYER_SPEED_NORMAL, .reduced = settings->reduced, .loop = settings->loop};
    app->requests.next_group = &app->next_group;
    app->open_file.known = true;
    app->channel = STAGE_ALL_CHANNELS;
    bool made = ps_document_init(&app->document, NULL) == PS_OK &&
                ps_document_copy(&app->document, &app->opened, NULL) == PS_OK;
    size_t frame_size = 1;
    for (int i = 0; i < STAGE_COUNT; i++) {
        app->views[i] = calloc(1, stages[i]->view_size);
        made = made && app->views[i];
        frame_size = stages[i]->frame_size > frame_size ? stages[i]->frame_size : frame_size;
    }
    app->frame = calloc(1, frame_size);
    made = made && app->frame;
    if (!made || edits_follow(app, PS_PART_ALL, NULL) != PS_OK) {
        app_destroy(app);
        return NULL;
    }
    edits_begin_places(app, &app->opened);
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
    start_page_free(&app->start);
    for (int i = 0; i < STAGE_COUNT; i++) {
        free(app->views[i]);
    }
    free(app->frame);
    facts_free(&app->facts);
    free(app->answers.revealed);
    for (int i = 0; i < STAGE_COUNT; i++) {
        free(app->places[i].answers.revealed);
    }
    ps_history_free(&app->history);
    ps_document_free(&app->document);
    ps_document_free(&app->opened);
    open_file_free(&app->open_file);
    files_free(&app->files);
    ui_free(&app->ui);
    canvas_free(&app->canvas);
    free(app);
}

void app_resize(App *app, int width, int height, float pixel_ratio) {
    if (width != app->width || height != app->height) {
        chrome_pen_clear(&app->pen);
        app->ui.menu = 0; /* what it is at has moved */
    }
    app->width = width < 1 ? 1 : width;
    app->height = height < 1 ? 1 : height;
    app->pixel_ratio = pixel_ratio;
    canvas_invalidate(&app->canvas);
}

/* A move has begun before any time has passed: its first frame is not one of rest, which would show the
 * destination's values beside the picture that is left. */
static Cursor drawn_cursor(const App *app) {
    Cursor cursor = player_cursor(&app->player);
    if (player_destination(&app->player) > cursor.step && cursor.t <= 0) {
        cursor.t = 1e-6;
    }
    return cursor;
}

static StageContext make_context(App *app, Ui *ui) {
    const StageScope scope = {.scene = &app->document.scene,
                              .facts = &app->facts,
                              .answers = &app->answers,
                              .view = app->views[app->stage],
                              .cursor = drawn_cursor(app),
                              .step = player_destination(&app->player),
                              .pen = ui_pen(ui),
                              .plain_unit = app->pixel_ratio,
                              .colour = app->channel < 0 && stage_has_colour(&app->document.scene),
                              .presenter = app->presenter,
                              .reduced_motion = app->settings.reduced};
    return (StageContext){
        .scope = scope, .view = app->views[app->stage], .ui = ui, .requests = &app->requests};
}

/* Lays the stage out, once a pass, and draws it; without memory there is no frame. */
static void draw_stage(App *app, StageContext *context) {
    const Stage *stage = stages[app->stage];
    memset(app->frame, 0, stage->frame_size);
    if (stage->frame(&context->scope, app->frame)) {
        context->frame = app->frame;
        stage->draw(&context->scope, app->frame);
    }
}

static void free_frame(App *app, const StageContext *context) {
    const Stage *stage = stages[app->stage];
    if (context->frame && stage->frame_free) {
        stage->frame_free(app->frame);
    }
}

/* Asks for what the picture at the scope's cursor shows, before it is laid out. */
static void want(App *app, const StageScope *scope) {
    const EffectiveFieldWish wish = stage_wish(stages[app->stage], scope);
    effective_field_want(&app->facts.effective, &app->facts.stacks, &wish);
}

/* Pixels a second by which a stage scrolls to what its step moves, at text size 100 %. */
enum { FOLLOW_SPEED = 900 };

/* While a step moves, and when it has become another one; between steps one scrolls as one likes. */
static void follow_step(App *app, const StageContext *context, const char *scroll) {
    const Stage *stage = stages[app->stage];
    const StageScope *scope = &context->scope;
    const bool moving = scope->cursor.t > 0;
    const bool other = app->followed.stage != app->stage || app->followed.step != scope->step;
    const double passed = app->now - app->followed.at;
    if (stage->moves == NULL || context->frame == NULL || (moving ? passed <= 0 : !other)) {
        return;
    }
    const float most = moving ? (float)fmin(passed, 0.1) * ui_px(&app->ui, FOLLOW_SPEED) : INFINITY;
    Rect moves[STAGE_MOVES];
    const int count = stage->moves(scope, context->frame, moves);
    ui_scroll_follow(&app->ui, scroll, moves, count, most);
    app->followed = (FollowedStep){app->stage, moving ? -1 : scope->step, app->now};
}

static void build_stage(App *app, const ChromeLayout *layout, StageContext *context) {
    const Stage *stage = stages[app->stage];
    const char *scroll = N_("Scroll the stage");
    char step[48];
    snprintf(step, sizeof step, "%lld", (long long)context->scope.step);
    ui_report(&app->ui, UI_ROLE_STAGE, stage->title, step, layout->stage, true, false);
    context->scope.room = context->scope.area = layout->stage;
    const Point least = stage->least_size(&context->scope);
    /* A thumb takes its room from the content, so that it is over nothing. */
    const float thumb = ui_px(&app->ui, 10);
    const bool down = least.y > layout->stage.h;
    const bool across = least.x > layout->stage.w - (down ? thumb : 0);
    const float width = fmaxf(layout->stage.w - (down ? thumb : 0), least.x);
    const float height = fmaxf(layout->stage.h - (across ? thumb : 0), least.y);
    const Point origin = ui_scroll_begin(&app->ui, scroll, layout->stage);
    context->scope.area = (Rect){origin.x, origin.y, width, height};
    canvas_push_clip(&app->canvas,
                     (Rect){layout->stage.x, layout->stage.y, layout->stage.w - (down ? thumb : 0),
                            layout->stage.h - (across ? thumb : 0)});
    canvas_push_panel(&app->canvas, context->scope.area);
    draw_stage(app, context);
    if (context->frame) {
        stage->controls(context);
        follow_step(app, context, scroll);
    }
    canvas_pop_clip(&app->canvas);
    canvas_pop_clip(&app->canvas);
    ui_scroll_end(&app->ui, scroll, width + (down ? thumb : 0), height + (across ? thumb : 0));
}

static void build_blank(App *app) {
    const Rect all = {0, 0, (float)app->width, (float)app->height};
    canvas_fill(&app->canvas, all, 0, 0x000000FF);
    ui_report_text(&app->ui, N_("The screen is blank: any key brings it back"), "", all);
    if (app->ui.event.kind == UI_EVENT_KEY || app->ui.event.kind == UI_EVENT_DOWN) {
        app->blank = false;
        app->swallow_text = app->ui.event.kind == UI_EVENT_KEY;
        app->ui.changed = true;
        ui_take(&app->ui);
    } else if (app->ui.event.kind == UI_EVENT_TEXT) {
        ui_take(&app->ui);
    }
}

/* To add a dialog: a row. */
static void chrome_dialog(App *app) {
    static void (*const dialogs[])(App *) = {[APP_KEYS] = chrome_keys_dialog,
                                             [APP_SETTINGS] = chrome_settings_dialog,
                                             [APP_SEARCH] = command_search_run,
                                             [APP_START] = start_page_run};
    if (app->dialog != APP_NO_DIALOG) {
        dialogs[app->dialog](app);
    }
}

static void build(App *app) {
    const ChromeLayout layout = chrome_layout(app);
    chrome_presenter_listen(app, &layout);
    if (app->blank) {
        build_blank(app);
        return;
    }
    StageContext context = make_context(app, &app->ui);
    want(app, &context.scope);
    if (!app->presenter) {
        chrome_top_bar(app, &layout);
    }
    build_stage(app, &layout, &context);
    if (app->presenter) {
        chrome_strip(app, &layout, &context);
        chrome_presenter_draw(app, &layout);
    } else {
        chrome_inspector(app, &layout, &context);
        chrome_transport(app, &layout);
    }
    free_frame(app, &context);
    chrome_hints(app);
    chrome_dialog(app);
    if (picture_dialog_is_open(&app->picture)) {
        picture_dialog(app);
    }
    files_dialogs(app);
    chrome_notice(app, &layout);
}

/* The one place where the scene changes. */
static void apply_requests(App *app) {
    StageRequests *requests = &app->requests;
    /* What was chosen in it may ask for the rest. */
    command_search_finish(app);
    for (int i = 0; i < requests->count; i++) {
        edits_apply(app, &requests->edits[i]);
    }
    requests->count = 0;
    if (requests->reset) {
        opening_reset(app);
    }
    if (requests->reset_cell) {
        opening_reset_cell(app, requests->reset_row, requests->reset_column);
    }
    if (requests->start_fresh) {
        opening_start_fresh(app);
    }
    app->right += requests->right;
    requests->right = 0;
    if (requests->reveal >= 0) {
        app_reveal(app, requests->reveal);
    }
    if (requests->channel != STAGE_SAME_CHANNEL) {
        edits_show_channel(app, requests->channel);
    }
    if (requests->cover) {
        edits_cover_answers(app);
    }
    if (requests->step >= 0) {
        app_set_step(app, requests->step);
        app->ui.changed = true;
    }
    if (requests->toggle_answers) {
        app->answers.hidden = !app->answers.hidden;
        edits_cover_answers(app);
        app->ui.changed = true;
    }
    if (requests->undo) {
        edits_travel(app, true);
    }
    if (requests->redo) {
        edits_travel(app, false);
    }
    requests->reset = requests->undo = requests->redo = requests->start_fresh = false;
    start_page_finish(app);
    if (requests->toggle_options) {
        command_run(app, COMMAND_OPTIONS);
    }
    requests->toggle_answers = requests->toggle_options = requests->cover = requests->reset_cell = false;
}

static void pass(App *app, const UiEvent *event) {
    const Theme *theme = theme_get(app->settings.theme);
    app->requests.reveal = app->requests.step = -1;
    app->requests.channel = STAGE_SAME_CHANNEL;
    /* What is shown is the list of the pass after the last event. */
    app->canvas.sketch = event != NULL;
    canvas_begin(&app->canvas, app->width, app->height, theme->background);
    ui_begin(&app->ui, theme, app_unit(app), event, app->now);
    build(app);
    keypad_run(&app->ui);
    ui_end(&app->ui);
    ui_bubble_draw(&app->ui);
    if (event && !app->ui.consumed && (event->kind == UI_EVENT_KEY || event->kind == UI_EVENT_TEXT)) {
        commands_run_event(app, event);
    }
    apply_requests(app);
    opening_take_picture(app);
    files_carry_out(app);
    if (app->exchange) {
        app->exchange = false;
        sessions_exchange(app);
    }
    if (app->next_stage != app->stage) {
        chrome_pen_clear(&app->pen); /* it was drawn over what is left */
    }
    edits_enter_stage(app);
    session_keeper_place(app);
}

/* A slice of what is worked at between frames; false where there was nothing to do. */
static bool work_slice(App *app) {
    PsError error;
    bool worked = false;
    const unsigned needs = stages[app->stage]->needs;
    if (facts_work(&app->facts, &app->document.scene, needs, &worked, &error) != PS_OK) {
        app_say_error(app, &error);
    }
    return worked;
}

/* A slice, or all of it if no user waits. */
static bool work(App *app) {
    const bool worked = work_slice(app);
    while (app->finishes_work && work_slice(app)) {
    }
    return worked;
}

void app_event(App *app, const UiEvent *event) {
    /* The key that brought the screen back has done its work: the text it makes is not another command. */
    const bool swallowed = app->swallow_text && event->kind == UI_EVENT_TEXT;
    app->swallow_text = false;
    if (!swallowed) {
        if (commands_end_edit(event)) {
            ui_edit_leave(&app->ui);
        }
        if (app->ui.edit.left) {
            pass(app, NULL);
        }
        pass(app, event);
        command_search_type(app);
    }
}

void app_advance(App *app, double seconds) {
    app->now += seconds;
    player_advance(&app->player, seconds);
    chrome_pen_advance(&app->pen, app->now);
    if (app->notice[0] && app->now >= app->notice_until) {
        app->notice[0] = '\0';
        app->recovered = app->offering = false;
        app->undoable = 0;
    }
    session_keeper_place(app);
    session_keeper_when_due(app);
}

int app_show(App *app, Rect damage[CANVAS_DAMAGE]) {
    /* What a pass changes shows in the next; more than a few in a row would be a control that never settles.
     */
    for (int i = 0; i < 5; i++) {
        pass(app, NULL);
        const bool worked = (i == 0 || app->finishes_work) && work(app);
        if (!app->ui.changed && !worked) {
            break;
        }
    }
    return canvas_end(&app->canvas, damage);
}

double app_due(const App *app) {
    double due = player_due(&app->player);
    if (facts_busy(&app->facts, stages[app->stage]->needs)) {
        due = 0;
    }
    const double others[] = {app->ui.wake_at > 0 ? app->ui.wake_at - app->now : -1,
                             app->notice[0] ? app->notice_until - app->now : -1, session_keeper_due(app),
                             chrome_pen_due(&app->pen, app->now), start_page_due(app)};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i] >= 0 && (due < 0 || others[i] < due)) {
            due = others[i];
        }
    }
    return app->ui.wake_at > 0 && app->ui.wake_at <= app->now ? 0 : due;
}

/* What the window shows of the stage, larger; whole, even where the window shows a part and scrolls. */
static Rect picture_area(const Stage *stage, const StageScope *scope) {
    const Point least = stage->least_size(scope);
    return (Rect){0, 0, fmaxf(scope->room.w, least.x), fmaxf(scope->room.h, least.y)};
}

void app_draw_picture(App *app, Canvas *canvas) {
    const ChromeLayout layout = chrome_layout(app);
    const Stage *stage = stages[app->stage];
    const Theme *theme = theme_get(app->settings.theme);
    const int times = app->settings.export_scale;
    const float scale = (float)times;
    canvas_begin(canvas, app->width * times, app->height * times, theme->background);
    void *still = calloc(1, stage->view_size);
    if (!still) {
        return;
    }
    if (stage->still) {
        memcpy(still, app->views[app->stage], stage->view_size);
        stage->still(still);
    }
    Ui ui;
    ui_init(&ui, canvas);
    ui_begin(&ui, theme, app_unit(app) * scale, NULL, app->now);
    StageContext context = make_context(app, &ui);
    context.view = still;
    context.scope.view = still;
    context.scope.still = true;
    context.scope.plain_unit *= scale;
    context.scope.room = (Rect){0, 0, layout.stage.w * scale, layout.stage.h * scale};
    want(app, &context.scope);
    while (work_slice(app)) {
    }
    context.scope.area = picture_area(stage, &context.scope);
    canvas_begin(canvas, (int)context.scope.area.w, (int)context.scope.area.h, theme->background);
    draw_stage(app, &context);
    free_frame(app, &context);
    free(still);
    ui_end(&ui);
    ui_free(&ui);
}
