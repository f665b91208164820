/* A presenter's pen and laser dot, alone and in the program: the first use missed them in presenter mode. */
#include "app/chrome/pen.h"

#include "tests/app/driver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int pen_set_up(void **state) {
    *state = calloc(1, sizeof(ChromePen));
    return *state ? 0 : -1;
}

static int pen_tear_down(void **state) {
    free(*state);
    return 0;
}

static void stroke(ChromePen *pen, float from, float to, double now) {
    chrome_pen_begin(pen, (Point){from, from});
    chrome_pen_draw_to(pen, (Point){to, from});
    chrome_pen_end(pen, now);
}

/* What is drawn of it at a time, in a window so high. The canvas is the caller's to free. */
static void paint(const ChromePen *pen, Canvas *canvas, float height, double now) {
    Rect damage[CANVAS_DAMAGE];
    canvas_init(canvas, canvas_metrics_fake());
    canvas_begin(canvas, 1920, 1080, 0);
    chrome_pen_paint(pen, canvas, theme_get(THEME_NIGHT), height, now);
    canvas_end(canvas, damage);
}

static unsigned strongest(const ChromePen *pen, double now) {
    Canvas canvas;
    unsigned alpha = 0;
    paint(pen, &canvas, 1080, now);
    for (size_t i = 0; i < canvas.count; i++) {
        const unsigned own = canvas.commands[i].color & 0xFF;
        alpha = own > alpha ? own : alpha;
    }
    canvas_free(&canvas);
    return alpha;
}

static void a_stroke_stays_four_seconds_and_fades(void **state) {
    ChromePen *pen = *state;
    assert_true(chrome_pen_due(pen, 0) < 0);
    stroke(pen, 10, 90, 100);
    assert_true(fabs(chrome_pen_due(pen, 101) - 3) < 1e-9);
    assert_int_equal(strongest(pen, 103.99), 0xFF);
    assert_true(chrome_pen_due(pen, 104.2) == 0);
    assert_true(strongest(pen, 104.2) < 0xFF && strongest(pen, 104.2) > strongest(pen, 104.4));
    chrome_pen_advance(pen, 104.3);
    assert_int_equal(pen->stroke_count, 1);
    chrome_pen_advance(pen, 105);
    assert_int_equal(pen->stroke_count, 0);
    assert_int_equal(pen->point_count, 0);
    assert_true(chrome_pen_due(pen, 105) < 0);
}

static void a_stroke_that_is_being_drawn_does_not_fade(void **state) {
    ChromePen *pen = *state;
    chrome_pen_begin(pen, (Point){0, 0});
    chrome_pen_draw_to(pen, (Point){50, 50});
    chrome_pen_advance(pen, 1000);
    assert_int_equal(strongest(pen, 1000), 0xFF);
    assert_true(chrome_pen_due(pen, 1000) < 0);
}

static void clearing_takes_all_strokes(void **state) {
    ChromePen *pen = *state;
    stroke(pen, 0, 50, 1);
    chrome_pen_begin(pen, (Point){0, 0});
    chrome_pen_clear(pen);
    chrome_pen_draw_to(pen, (Point){50, 50});
    chrome_pen_end(pen, 2);
    assert_int_equal(pen->stroke_count, 0);
    assert_true(chrome_pen_due(pen, 2) < 0);
}

/* SDL's software renderer makes a mask of each line, as large as what it covers. */
static void long_slanted_lines_are_cut_into_short_pieces(void **state) {
    ChromePen *pen = *state;
    Canvas canvas;
    float reach = 0;
    chrome_pen_begin(pen, (Point){3, 5});
    chrome_pen_draw_to(pen, (Point){1900, 1000});
    chrome_pen_end(pen, 0);
    paint(pen, &canvas, 1080, 0);
    for (size_t i = 0; i < canvas.count; i++) {
        const CanvasCommand *command = &canvas.commands[i];
        assert_int_equal(command->kind, CANVAS_POLYLINE);
        assert_true(command->rect.w <= 128 && command->rect.h <= 128);
        assert_true(command->width >= 4);
        reach = fmaxf(reach, command->rect.x + command->rect.w);
    }
    assert_true(reach >= 1900);
    canvas_free(&canvas);
}

static void pieces_leave_no_gap(void **state) {
    ChromePen *pen = *state;
    Canvas canvas;
    chrome_pen_begin(pen, (Point){100, 100});
    for (int i = 1; i <= 300; i++) {
        const float angle = (float)i / 10;
        chrome_pen_draw_to(pen, (Point){900 + 300 * cosf(angle) - (float)i, 500 + 300 * sinf(2 * angle)});
    }
    paint(pen, &canvas, 1080, 0);
    const Point *end = NULL;
    size_t lines = 0;
    for (size_t i = 0; i < canvas.count; i++) {
        const CanvasCommand *command = &canvas.commands[i];
        const Point *points = canvas.points + command->data;
        if (command->color != theme_get(THEME_NIGHT)->window) {
            continue;
        }
        assert_true(lines++ == 0 || (points[0].x == end->x && points[0].y == end->y));
        end = &points[command->count - 1];
    }
    assert_true(lines > 10);
    assert_true(end->x == pen->points[pen->point_count - 1].x);
    canvas_free(&canvas);
}

static void a_stroke_is_at_least_four_pixels_wide(void **state) {
    ChromePen *pen = *state;
    static const float heights[] = {480, 720, 800, 1080, 2160};
    stroke(pen, 10, 90, 0);
    for (int i = 0; i < 5; i++) {
        Canvas canvas;
        paint(pen, &canvas, heights[i], 0);
        const CanvasCommand *ink = &canvas.commands[canvas.count - 1];
        assert_true(ink->width >= fmaxf(4, 4 * heights[i] / 1080));
        assert_int_equal(ink->color, theme_get(THEME_NIGHT)->window);
        canvas_free(&canvas);
    }
}

static void a_press_without_a_move_is_a_dot(void **state) {
    ChromePen *pen = *state;
    stroke(pen, 10, 10, 0);
    assert_int_equal(pen->strokes[0].count, 1);
    assert_int_equal(strongest(pen, 0), 0xFF);
}

static void memory_is_bounded_and_the_oldest_gives_way(void **state) {
    ChromePen *pen = *state;
    for (int i = 0; i < 3 * CHROME_PEN_STROKES; i++) {
        stroke(pen, (float)i, (float)i + 40, i);
    }
    assert_int_equal(pen->stroke_count, CHROME_PEN_STROKES);
    assert_true(pen->points[0].y == 2 * CHROME_PEN_STROKES);
    chrome_pen_begin(pen, (Point){0, 0});
    for (int i = 1; i < 3 * CHROME_PEN_POINTS; i++) {
        chrome_pen_draw_to(pen, (Point){(float)(i % 2) * 10, (float)i});
        assert_true(pen->point_count <= CHROME_PEN_POINTS);
    }
    assert_int_equal(pen->stroke_count, 1);
    assert_int_equal(pen->strokes[0].first, 0);
    assert_int_equal(pen->strokes[0].count, pen->point_count);
    chrome_pen_draw_to(pen, (Point){1e9F, 1e9F});
    chrome_pen_draw_to(pen, (Point){NAN, 0});
    assert_true(pen->point_count <= CHROME_PEN_POINTS);
}

static void the_dot_goes_when_the_pointer_rests(void **state) {
    ChromePen *pen = *state;
    assert_false(chrome_pen_shines(pen, 0));
    chrome_pen_point(pen, (Point){50, 50}, 10);
    assert_true(chrome_pen_shines(pen, 10.5));
    assert_true(fabs(chrome_pen_due(pen, 10.6) - 1) < 1e-9);
    assert_true(chrome_pen_due(pen, 11.8) == 0);
    assert_false(chrome_pen_shines(pen, 12.1));
    assert_true(chrome_pen_due(pen, 12.1) < 0);
    chrome_pen_point(pen, (Point){50, 50}, 20);
    chrome_pen_leave(pen);
    assert_false(chrome_pen_shines(pen, 20));
    assert_true(chrome_pen_due(pen, 20) < 0);
}

/* In the program. */

static int app_set_up(void **state) {
    *state = drive_start_sized(1920, 1080, 1);
    drive_key(*state, UI_KEY_END, 0);
    return 0;
}

static int app_tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

static void present(App *app) {
    drive_key(app, UI_KEY_F1 + 4, 0);
    assert_true(app->presenter);
}

static void pointer(App *app, UiEventKind kind, Point at, unsigned modifiers) {
    app_event(app, &(UiEvent){.kind = kind, .x = at.x, .y = at.y, .clicks = 1, .modifiers = modifiers});
    drive_show(app);
}

static void shift_drag(App *app, const char *from, const char *to) {
    const Point start = drive_at(app, from);
    const Point end = drive_at(app, to);
    pointer(app, UI_EVENT_MOVE, start, UI_SHIFT);
    pointer(app, UI_EVENT_DOWN, start, UI_SHIFT);
    pointer(app, UI_EVENT_MOVE, end, UI_SHIFT);
    pointer(app, UI_EVENT_UP, end, UI_SHIFT);
}

static void a_drag_with_shift_draws_and_does_not_reach_the_stage(void **state) {
    App *app = *state;
    present(app);
    const bool before = ps_history_can_undo(&app->history);
    shift_drag(app, "input 0,0", "input 2,2");
    assert_shown(app, "Pen strokes", "1");
    assert_int_equal(app->ui.focus, 0);
    assert_int_equal(ps_history_can_undo(&app->history), before);
    shift_drag(app, "input 0,0", "output 1,1");
    assert_shown(app, "Pen strokes", "2");
    assert_shown(app, "Step", "4 / 4");
    /* Without Shift it is the stage's as ever, and so is a press on the strip. */
    drive_click(app, "output 0,0");
    assert_shown(app, "Step", "1 / 4");
    const Point next = drive_at(app, "Next step");
    pointer(app, UI_EVENT_DOWN, next, UI_SHIFT);
    pointer(app, UI_EVENT_UP, next, UI_SHIFT);
    assert_shown(app, "Pen strokes", "2");
    assert_shown(app, "Step", "2 / 4");
}

static void strokes_fade_and_then_no_frame_is_due(void **state) {
    App *app = *state;
    present(app);
    shift_drag(app, "input 0,0", "input 2,2");
    drive_wait(app, 3.9);
    assert_shown(app, "Pen strokes", "1");
    drive_wait(app, 5);
    assert_false(drive_has(app, "Pen strokes"));
    assert_false(drive_has(app, "Laser dot"));
    assert_true(app_due(app) < 0);
}

static void a_resting_pointer_costs_nothing(void **state) {
    App *app = *state;
    present(app);
    drive_wait(app, 10);
    drive_move(app, 40, 900);
    assert_true(drive_has(app, "Laser dot"));
    assert_true(app_due(app) > 1);
    drive_wait(app, 2.1);
    assert_true(app_due(app) < 0);
    assert_true(app->pen.over);
    assert_false(drive_has(app, "Laser dot"));
}

static void e_clears_and_leaving_the_mode_does(void **state) {
    App *app = *state;
    present(app);
    shift_drag(app, "input 0,0", "input 2,2");
    drive_type(app, "e");
    assert_false(drive_has(app, "Pen strokes"));
    shift_drag(app, "input 0,0", "input 2,2");
    drive_key(app, UI_KEY_ESCAPE, 0);
    present(app);
    assert_false(drive_has(app, "Pen strokes"));
}

static void the_dot_is_only_over_the_stage_of_presenter_mode(void **state) {
    App *app = *state;
    const Point cell = drive_at(app, "input 1,1");
    drive_move(app, cell.x, cell.y);
    assert_false(app->pen.over || drive_has(app, "Laser dot"));
    /* Outside the mode a drag with Shift selects. */
    shift_drag(app, "input 0,0", "input 1,1");
    assert_int_equal(app->pen.stroke_count, 0);
    assert_int_not_equal(app->ui.focus, 0);
    drive_key(app, UI_KEY_ESCAPE, 0);
    present(app);
    drive_hover(app, "input 1,1");
    assert_true(drive_has(app, "Laser dot"));
    drive_hover(app, "Next step");
    assert_false(app->pen.over || drive_has(app, "Laser dot"));
    drive_hover(app, "input 1,1");
    drive_key(app, ',', UI_CTRL);
    assert_false(app->pen.over || drive_has(app, "Laser dot"));
    shift_drag(app, "Theme", "Close");
    assert_int_equal(app->pen.stroke_count, 0);
}

static void blanking_the_screen_in_a_stroke_leaves_no_pen_down(void **state) {
    App *app = *state;
    present(app);
    const Point at = drive_at(app, "input 1,1");
    pointer(app, UI_EVENT_DOWN, at, UI_SHIFT);
    drive_type(app, "b");
    assert_true(app->blank);
    pointer(app, UI_EVENT_UP, at, UI_SHIFT);
    drive_type(app, "b");
    assert_false(app->blank || app->pen.drawing);
    pointer(app, UI_EVENT_DOWN, at, UI_SHIFT);
    pointer(app, UI_EVENT_CANCEL, at, 0);
    assert_false(app->pen.drawing);
    /* A press that never ended is over with the next. */
    pointer(app, UI_EVENT_DOWN, at, UI_SHIFT);
    drive_click(app, "output 0,0");
    assert_false(app->pen.drawing);
    assert_shown(app, "Step", "1 / 4");
}

static void strokes_are_drawn_above_the_stage_and_below_dialogs(void **state) {
    App *app = *state;
    present(app);
    shift_drag(app, "input 0,0", "output 1,1");
    size_t lines = 0;
    for (size_t i = 0; i < app->canvas.count; i++) {
        const CanvasCommand *command = &app->canvas.commands[i];
        if (command->kind == CANVAS_POLYLINE && command->layer != CANVAS_LAYER_STAGE) {
            assert_int_equal(command->layer, CANVAS_LAYER_FLIGHT);
            lines++;
        }
    }
    assert_true(lines > 5);
}

#define PEN_TEST(function) cmocka_unit_test_setup_teardown(function, pen_set_up, pen_tear_down)
#define APP_TEST(function) cmocka_unit_test_setup_teardown(function, app_set_up, app_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        PEN_TEST(a_stroke_stays_four_seconds_and_fades),
        PEN_TEST(a_stroke_that_is_being_drawn_does_not_fade),
        PEN_TEST(clearing_takes_all_strokes),
        PEN_TEST(long_slanted_lines_are_cut_into_short_pieces),
        PEN_TEST(pieces_leave_no_gap),
        PEN_TEST(a_stroke_is_at_least_four_pixels_wide),
        PEN_TEST(a_press_without_a_move_is_a_dot),
        PEN_TEST(memory_is_bounded_and_the_oldest_gives_way),
        PEN_TEST(the_dot_goes_when_the_pointer_rests),
        APP_TEST(a_drag_with_shift_draws_and_does_not_reach_the_stage),
        APP_TEST(strokes_fade_and_then_no_frame_is_due),
        APP_TEST(a_resting_pointer_costs_nothing),
        APP_TEST(e_clears_and_leaving_the_mode_does),
        APP_TEST(the_dot_is_only_over_the_stage_of_presenter_mode),
        APP_TEST(blanking_the_screen_in_a_stroke_leaves_no_pen_down),
        APP_TEST(strokes_are_drawn_above_the_stage_and_below_dialogs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
