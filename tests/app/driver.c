#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): open_memstream */

#include "tests/app/driver.h"

#include "app/ui/scroll.h"
#include "core/preset.h"

#include <stdlib.h>
#include <string.h>

void drive_show(App *app) {
    Rect damage[CANVAS_DAMAGE];
    app_show(app, damage);
}

App *drive_start_sized(int width, int height, float text_size) {
    Settings settings = settings_default();
    settings.width = width;
    settings.height = height;
    settings.text_size = text_size;
    App *app = app_create(canvas_metrics_fake(), &settings);
    assert_non_null(app);
    app->ui.want_tree = true;
    drive_show(app);
    return app;
}

App *drive_start(void) {
    return drive_start_sized(1280, 800, 1);
}

static void send(App *app, UiEvent event) {
    app_event(app, &event);
    drive_show(app);
}

void drive_key(App *app, int key, unsigned modifiers) {
    send(app, (UiEvent){.kind = UI_EVENT_KEY, .key = key, .modifiers = modifiers});
}

void drive_type(App *app, const char *text) {
    for (const char *c = text; *c; c++) {
        const bool upper = *c >= 'A' && *c <= 'Z';
        drive_key(app, upper ? *c - 'A' + 'a' : *c, upper ? UI_SHIFT : 0);
        send(app, (UiEvent){.kind = UI_EVENT_TEXT, .text = {*c}});
    }
}

void drive_use_stack(App *app, const char *text) {
    const PsPreset *preset = ps_preset_find(text);
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_STACK, preset != NULL ? preset->text : text, NULL), PS_OK);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, ++app->next_group, NULL),
                     PS_OK);
    /* Back and forth: so the app sees what was done behind its back. */
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    drive_key(app, '3', UI_CTRL);
}

App *drive_stack(const char *text, int width, int height) {
    App *app = drive_start_sized(width, height, 1);
    drive_use_stack(app, text);
    /* It opens at its last step. */
    app_set_step(app, 0);
    drive_show(app);
    return app;
}

void drive_settle(App *app) {
    for (int i = 0; i < 100000 && app_due(app) == 0; i++) {
        drive_wait(app, 1.0 / 60);
    }
    assert_true(app_due(app) != 0);
}

void drive_move(App *app, float x, float y) {
    send(app, (UiEvent){.kind = UI_EVENT_MOVE, .x = x, .y = y});
}

void drive_down(App *app, float x, float y, int clicks) {
    send(app, (UiEvent){.kind = UI_EVENT_DOWN, .x = x, .y = y, .clicks = clicks});
}

void drive_up(App *app, float x, float y) {
    send(app, (UiEvent){.kind = UI_EVENT_UP, .x = x, .y = y});
}

const UiEntry *drive_find(const App *app, const char *label) {
    const UiEntry *entry = ui_find(&app->ui, label);
    if (!entry) {
        fail_msg("there is no control \"%s\"", label);
    }
    return entry;
}

bool drive_has(const App *app, const char *label) {
    return ui_find(&app->ui, label) != NULL;
}

const char *drive_value(const App *app, const char *label) {
    return ui_entry_value(&app->ui, drive_find(app, label));
}

void assert_shown(const App *app, const char *label, const char *value) {
    const char *shown = drive_value(app, label);
    if (!ui_tree_says(&app->ui.tree, label, value)) {
        fail_msg("expected \"%s\" to be \"%s\", it is \"%s\"", label, value, shown);
    }
}

Point drive_at(App *app, const char *label) {
    const UiEntry *entry = drive_find(app, label);
    const bool cut = entry->rect.h < entry->full.h || entry->rect.w < entry->full.w;
    if (cut && ui_scroll_to(&app->ui, entry)) {
        drive_show(app);
        entry = drive_find(app, label);
    }
    assert_false(rect_empty(entry->rect));
    return (Point){entry->rect.x + entry->rect.w / 2, entry->rect.y + entry->rect.h / 2};
}

void drive_hover(App *app, const char *label) {
    const Point at = drive_at(app, label);
    drive_move(app, at.x, at.y);
}

static void click_times(App *app, const char *label, int clicks) {
    const Point at = drive_at(app, label);
    drive_move(app, at.x, at.y);
    for (int i = 1; i <= clicks; i++) {
        drive_down(app, at.x, at.y, i);
        drive_up(app, at.x, at.y);
    }
}

void drive_click(App *app, const char *label) {
    click_times(app, label, 1);
}

void drive_double_click(App *app, const char *label) {
    click_times(app, label, 2);
}

static void drag(App *app, Point from, Point to) {
    drive_move(app, from.x, from.y);
    drive_down(app, from.x, from.y, 1);
    for (int i = 1; i <= 8; i++) {
        const float t = (float)i / 8;
        drive_move(app, from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t);
    }
    drive_up(app, to.x, to.y);
}

void drive_drag(App *app, const char *from, const char *to) {
    const Point end = drive_at(app, to);
    drag(app, drive_at(app, from), end);
}

void drive_drag_by(App *app, const char *from, float x, float y) {
    const Point start = drive_at(app, from);
    drag(app, start, (Point){start.x + x, start.y + y});
}

void drive_wheel(App *app, const char *label, float notches, unsigned modifiers) {
    const Point at = drive_at(app, label);
    drive_move(app, at.x, at.y);
    send(app,
         (UiEvent){.kind = UI_EVENT_WHEEL, .x = at.x, .y = at.y, .wheel = notches, .modifiers = modifiers});
}

const char *drive_focused(const App *app) {
    const Ui *ui = &app->ui;
    for (size_t i = 0; i < ui->tree.count; i++) {
        if (ui->tree.entries[i].focused) {
            return ui_entry_label(ui, &ui->tree.entries[i]);
        }
    }
    return "";
}

void drive_tab_to(App *app, const char *label) {
    for (int i = 0; i < UI_STOPS; i++) {
        if (strcmp(drive_focused(app), label) == 0) {
            return;
        }
        drive_key(app, UI_KEY_TAB, 0);
    }
    fail_msg("Tab never reaches \"%s\"", label);
}

void drive_wait(App *app, double seconds) {
    while (seconds > 1e-9) {
        const double frame = seconds < 1.0 / 60 ? seconds : 1.0 / 60;
        app_advance(app, frame);
        drive_show(app);
        seconds -= frame;
    }
}

bool drive_said(const App *app, const char *text) {
    const Ui *ui = &app->ui;
    for (size_t i = 0; i < ui->tree.count; i++) {
        if (ui->tree.entries[i].role == UI_ROLE_TOOLTIP &&
            strstr(ui_entry_label(ui, &ui->tree.entries[i]), text)) {
            return true;
        }
    }
    return false;
}

/* Hands an edit to the app as a stage would. */
static void request(App *app, PsEdit edit, uint64_t group) {
    app->requests.edits[app->requests.count++] = (StageEdit){.edit = edit, .group = group};
    app_event(app, &(UiEvent){0});
}

void drive_input(App *app, int channels, int height, int width, const float *values) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, channels, height, width, NULL), PS_OK);
    memcpy(map.values, values, (size_t)channels * (size_t)height * (size_t)width * sizeof *values);
    request(app, ps_edit_input(&map, (PsSource){PS_PATTERN_OWN, 1}), ++app->next_group);
    drive_show(app);
    assert_int_equal(app->document.scene.input.channels, channels);
}

size_t drive_undo_all(App *app) {
    size_t steps = 0;
    while (ps_history_can_undo(&app->history)) {
        drive_key(app, 'z', UI_CTRL);
        steps++;
    }
    return steps;
}

PsScene noise_scene(int channels, int side, int kernel, int stride) {
    PsScene scene;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    ps_map_free(&scene.input);
    assert_int_equal(ps_map_init(&scene.input, channels, side, side, NULL), PS_OK);
    ps_map_fill_pattern(&scene.input, PS_PATTERN_NOISE, 3);
    for (int axis = 0; axis < PS_AXES; axis++) {
        scene.pool.kernel_size[axis] = kernel;
        scene.pool.stride[axis] = stride;
    }
    return scene;
}

void drive_scene(App *app, const PsPool *pool, int height, int width, const float *values) {
    const uint64_t group = ++app->next_group;
    PsPool neutral = ps_pool_default();
    neutral.kernel_size[PS_HEIGHT] = neutral.kernel_size[PS_WIDTH] = 1;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, height, width, NULL), PS_OK);
    if (values) {
        memcpy(map.values, values, (size_t)height * (size_t)width * sizeof *values);
    } else {
        ps_map_fill_pattern(&map, PS_PATTERN_RAMP, 0);
    }
    request(app, ps_edit_pool(&neutral), group);
    request(app, ps_edit_input(&map, (PsSource){PS_PATTERN_OWN, 1}), group);
    request(app, ps_edit_pool(pool), group);
    drive_show(app);
    assert_int_equal(app->document.scene.input.height, height);
    assert_int_equal(app->document.scene.input.width, width);
    assert_true(ps_pool_equal(&app->document.scene.pool, pool));
}

char *canvas_text_of(const Canvas *canvas) {
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    canvas_dump(canvas, file);
    assert_int_equal(fclose(file), 0);
    return text;
}

char *drive_dump(const App *app) {
    return canvas_text_of(&app->canvas);
}

char *drive_picture(App *app) {
    Canvas canvas;
    Rect damage[CANVAS_DAMAGE];
    canvas_init(&canvas, canvas_metrics_fake());
    app_draw_picture(app, &canvas);
    canvas_end(&canvas, damage);
    char *list = canvas_text_of(&canvas);
    canvas_free(&canvas);
    return list;
}
