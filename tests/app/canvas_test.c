#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): open_memstream */

#include "app/canvas/canvas.h"

#include "tests/unit/unit.h"

#include <stdlib.h>

static const Font small = {FONT_REGULAR, 12};
static const Color white = 0xFFFFFFFF;

static int set_up(void **state) {
    Canvas *canvas = calloc(1, sizeof *canvas);
    canvas_init(canvas, canvas_metrics_fake());
    canvas_begin(canvas, 320, 200, 0x000000FF);
    *state = canvas;
    return 0;
}

static int tear_down(void **state) {
    Canvas *canvas = *state;
    canvas_free(canvas);
    free(canvas);
    return 0;
}

static int end(Canvas *canvas) {
    Rect damage[CANVAS_DAMAGE];
    return canvas_end(canvas, damage);
}

/* Ends the frame and compares its list, without the ground that fills it. */
static void assert_list(Canvas *canvas, const char *expected) {
    char *text = NULL;
    size_t size = 0;
    end(canvas);
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    canvas_dump(canvas, file);
    assert_int_equal(fclose(file), 0);
    const char *ground = "fill 0 0,0 320x200 000000FF radius 0\n";
    assert_int_equal(strncmp(text, ground, strlen(ground)), 0);
    assert_string_equal(text + strlen(ground), expected);
    free(text);
}

static void a_small_list_is_dumped_exactly(void **state) {
    Canvas *canvas = *state;
    const Point triangle[] = {{10, 10}, {20, 10}, {15, 18}};
    canvas_fill(canvas, (Rect){1.4F, 2.6F, 10, 10}, 3, 0x112233FF);
    canvas_stroke(canvas, (Rect){20, 20, 40, 30}, 8, 2.2F, 4, 0x445566FF);
    canvas_hatch(canvas, (Rect){70, 20, 20, 20}, 2, 5, true, 0x77889980);
    canvas_polygon(canvas, triangle, 3, 0xAABBCCFF);
    canvas_polyline(canvas, triangle, 2, 3, 0xAABBCCFF);
    canvas_text(canvas, small, 100, 50, white, "abc");
    canvas_disc(canvas, (Point){200, 100}, 6, 0x010203FF);
    assert_list(canvas, "fill 0 1,3 10x10 112233FF radius 3\n"
                        "stroke 0 20,20 40x30 445566FF radius 8 width 2 dash 4\n"
                        "hatch 0 70,20 20x20 77889980\n"
                        "polygon 0 9,9 12x10 AABBCCFF points 3 width 0\n"
                        "polyline 0 7,7 16x6 AABBCCFF points 2 width 3\n"
                        "text 0 98,40 25x18 FFFFFFFF 0/12 \"abc\"\n"
                        "fill 0 194,94 12x12 010203FF radius 6\n");
}

static void layers_are_drawn_from_the_lowest_up_each_in_its_order(void **state) {
    Canvas *canvas = *state;
    assert_int_equal(canvas_set_layer(canvas, CANVAS_LAYER_MENU), CANVAS_LAYER_STAGE);
    canvas_fill(canvas, (Rect){0, 0, 1, 1}, 0, white);
    assert_int_equal(canvas_set_layer(canvas, CANVAS_LAYER_STAGE), CANVAS_LAYER_MENU);
    canvas_fill(canvas, (Rect){0, 0, 2, 2}, 0, white);
    canvas_set_layer(canvas, CANVAS_LAYER_DIALOG);
    canvas_fill(canvas, (Rect){0, 0, 3, 3}, 0, white);
    canvas_set_layer(canvas, CANVAS_LAYER_STAGE);
    canvas_fill(canvas, (Rect){0, 0, 4, 4}, 0, white);
    canvas_set_layer(canvas, CANVAS_LAYER_MENU);
    canvas_fill(canvas, (Rect){0, 0, 5, 5}, 0, white);
    assert_list(canvas, "fill 0 0,0 2x2 FFFFFFFF radius 0\n"
                        "fill 0 0,0 4x4 FFFFFFFF radius 0\n"
                        "fill 4 0,0 3x3 FFFFFFFF radius 0\n"
                        "fill 5 0,0 1x1 FFFFFFFF radius 0\n"
                        "fill 5 0,0 5x5 FFFFFFFF radius 0\n");
}

static void clips_cut_each_other_and_what_lies_outside_is_left_out(void **state) {
    Canvas *canvas = *state;
    canvas_push_clip(canvas, (Rect){10, 10, 100, 100});
    canvas_push_clip(canvas, (Rect){50, 0, 100, 60});
    const Rect clip = canvas_clip(canvas);
    assert_true(clip.x == 50 && clip.y == 10 && clip.w == 60 && clip.h == 50);
    canvas_fill(canvas, (Rect){0, 0, 40, 40}, 0, white);
    canvas_fill(canvas, (Rect){40, 40, 40, 40}, 0, white);
    canvas_push_whole(canvas);
    canvas_fill(canvas, (Rect){0, 0, 5, 5}, 0, white);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    assert_true(canvas_clip(canvas).w == 320);
    assert_list(canvas, "fill 0 40,40 40x40 FFFFFFFF radius 0\n"
                        "fill 0 0,0 5x5 FFFFFFFF radius 0\n");
}

static Rect last_panel(const Canvas *canvas) {
    return canvas->commands[canvas->count - 1].panel;
}

static void each_command_knows_its_panel_and_is_not_cut_by_it(void **state) {
    Canvas *canvas = *state;
    canvas_push_panel(canvas, (Rect){10, 10, 20, 20});
    canvas_push_clip(canvas, (Rect){0, 0, 100, 100});
    canvas_fill(canvas, (Rect){40, 40, 40, 40}, 0, white);
    assert_true(last_panel(canvas).x == 10 && last_panel(canvas).w == 20);
    canvas_push_whole(canvas);
    canvas_fill(canvas, (Rect){0, 0, 5, 5}, 0, white);
    assert_true(last_panel(canvas).x == 0 && last_panel(canvas).w == 320);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    canvas_fill(canvas, (Rect){1, 1, 5, 5}, 0, white);
    assert_true(last_panel(canvas).w == 320);
    assert_list(canvas, "fill 0 40,40 40x40 FFFFFFFF radius 0\n"
                        "fill 0 0,0 5x5 FFFFFFFF radius 0\n"
                        "fill 0 1,1 5x5 FFFFFFFF radius 0\n");
}

static void what_cannot_be_seen_is_left_out(void **state) {
    Canvas *canvas = *state;
    canvas_fill(canvas, (Rect){10, 10, 0, 10}, 0, white);
    canvas_fill(canvas, (Rect){10, 10, -5, 10}, 0, white);
    canvas_fill(canvas, (Rect){400, 10, 5, 10}, 0, white);
    canvas_fill(canvas, (Rect){10, 10, 5, 10}, 0, 0xFFFFFF00);
    canvas_text(canvas, small, 10, 10, white, "");
    canvas_polygon(canvas, NULL, 0, white);
    assert_list(canvas, "");
}

static void a_radius_fits_its_rectangle(void **state) {
    Canvas *canvas = *state;
    canvas_fill(canvas, (Rect){0, 0, 10, 30}, 99, white);
    canvas_fill(canvas, (Rect){0, 0, 30, 3}, 99, white);
    assert_list(canvas, "fill 0 0,0 10x30 FFFFFFFF radius 5\n"
                        "fill 0 0,0 30x3 FFFFFFFF radius 1\n");
}

/* Damage. */

static void draw_scene(Canvas *canvas, float x, Color color) {
    canvas_begin(canvas, 320, 200, 0x000000FF);
    canvas_fill(canvas, (Rect){x, 70, 20, 20}, 0, color);
    canvas_text(canvas, small, 10, 150, white, "steady");
}

static void the_first_frame_is_changed_whole(void **state) {
    Canvas *canvas = *state;
    Rect damage[CANVAS_DAMAGE];
    draw_scene(canvas, 70, white);
    assert_int_equal(canvas_end(canvas, damage), 1);
    assert_true(damage[0].x == 0 && damage[0].y == 0 && damage[0].w == 320 && damage[0].h == 200);
}

static void the_same_frame_again_changes_nothing(void **state) {
    Canvas *canvas = *state;
    draw_scene(canvas, 70, white);
    end(canvas);
    for (int i = 0; i < 3; i++) {
        draw_scene(canvas, 70, white);
        assert_int_equal(end(canvas), 0);
    }
    canvas_invalidate(canvas);
    draw_scene(canvas, 70, white);
    assert_int_equal(end(canvas), 1);
}

static void only_the_tiles_that_differ_are_damaged(void **state) {
    Canvas *canvas = *state;
    Rect damage[CANVAS_DAMAGE];
    draw_scene(canvas, 70, white);
    end(canvas);
    draw_scene(canvas, 70, 0xFF0000FF);
    assert_int_equal(canvas_end(canvas, damage), 1);
    assert_true(damage[0].x == 64 && damage[0].y == 64 && damage[0].w == 64 && damage[0].h == 64);
}

static void a_move_damages_where_it_was_and_where_it_is(void **state) {
    Canvas *canvas = *state;
    Rect damage[CANVAS_DAMAGE];
    draw_scene(canvas, 70, white);
    end(canvas);
    draw_scene(canvas, 270, white);
    const int count = canvas_end(canvas, damage);
    assert_int_equal(count, 2);
    assert_true(damage[0].x == 64 && damage[1].x == 256);
    assert_true(damage[1].x + damage[1].w <= 320);
}

static void damage_covers_every_pixel_of_what_changed(void **state) {
    Canvas *canvas = *state;
    for (int x = 0; x < 300; x += 7) {
        Rect damage[CANVAS_DAMAGE];
        draw_scene(canvas, 0, white);
        end(canvas);
        draw_scene(canvas, (float)x, 0x00FF00FF);
        const int count = canvas_end(canvas, damage);
        float covered = 0;
        for (int i = 0; i < count; i++) {
            const Rect part = rect_intersect(damage[i], (Rect){(float)x, 70, 20, 20});
            covered += part.w * part.h;
        }
        assert_true(covered == 400);
    }
}

static void text_font_order_and_clip_count_as_changes(void **state) {
    Canvas *canvas = *state;
    for (int kind = 0; kind < 5; kind++) {
        for (int frame = 0; frame < 2; frame++) {
            const bool other = frame == 1;
            canvas_begin(canvas, 320, 200, 0x000000FF);
            canvas_push_clip(canvas, (Rect){0, 0, other && kind == 2 ? 30 : 60, 100});
            /* A higher layer changes nothing but the order. */
            canvas_set_layer(canvas, other && kind == 1 ? CANVAS_LAYER_BARS : CANVAS_LAYER_STAGE);
            canvas_text(canvas, (Font){FONT_REGULAR, other && kind == 4 ? 13 : 12}, 10, 20, white,
                        other && kind == 0 ? "two" : "one");
            canvas_set_layer(canvas, CANVAS_LAYER_STAGE);
            canvas_fill(canvas, (Rect){10, 10, 8, 8}, 0, other && kind == 3 ? 0xFF : white);
            canvas_pop_clip(canvas);
            const int count = end(canvas);
            assert_true(!other || count > 0);
        }
    }
}

static void another_size_changes_everything(void **state) {
    Canvas *canvas = *state;
    Rect damage[CANVAS_DAMAGE];
    draw_scene(canvas, 70, white);
    end(canvas);
    canvas_begin(canvas, 321, 100, 0x000000FF);
    assert_int_equal(canvas_end(canvas, damage), 1);
    assert_true(damage[0].w == 321 && damage[0].h == 100);
}

static void many_scattered_changes_stay_within_the_limit(void **state) {
    Canvas *canvas = *state;
    Rect damage[CANVAS_DAMAGE];
    for (int frame = 0; frame < 2; frame++) {
        canvas_begin(canvas, 2000, 2000, 0x000000FF);
        for (int y = 0; y < 2000; y += 64) {
            for (int x = (y / 64 % 2) * 64; x < 2000; x += 128) {
                canvas_fill(canvas, (Rect){(float)x, (float)y, 8, 8}, 0, frame ? white : 0xFF0000FF);
            }
        }
        const int count = canvas_end(canvas, damage);
        assert_in_range(count, 1, CANVAS_DAMAGE);
        for (int y = 0; frame && y < 2000; y += 64) {
            bool covered = false;
            for (int i = 0; i < count; i++) {
                covered = covered || rect_contains(damage[i], (float)(y / 64 % 2) * 64 + 4, (float)y + 4);
            }
            assert_true(covered);
        }
    }
}

/* Text. */

static void the_fake_font_is_7_by_12(void **state) {
    Canvas *canvas = *state;
    assert_true(canvas_text_width(canvas, small, "abc") == 21);
    assert_true(canvas_text_width(canvas, small, "−∞é") == 21);
    assert_true(canvas_text_width(canvas, (Font){FONT_MONO, 24}, "ab") == 28);
    assert_true(canvas_text(canvas, small, 0, 50, white, "abcd") == 28);
}

static const char *last_text(const Canvas *canvas) {
    const CanvasCommand *command = &canvas->commands[canvas->count - 1];
    assert_int_equal(command->kind, CANVAS_TEXT);
    return canvas->text + command->data;
}

static void a_text_too_long_is_cut_with_an_ellipsis(void **state) {
    Canvas *canvas = *state;
    assert_true(canvas_text_aligned(canvas, small, 0, 50, ALIGN_LEFT, 70, white, "0123456789") == 70);
    assert_string_equal(last_text(canvas), "0123456789");
    assert_true(canvas_text_aligned(canvas, small, 0, 50, ALIGN_LEFT, 69, white, "0123456789") == 63);
    assert_string_equal(last_text(canvas), "01234567…");
    canvas_text_aligned(canvas, small, 0, 50, ALIGN_LEFT, 0, white, "0123456789");
    assert_string_equal(last_text(canvas), "0123456789");
    canvas_text_aligned(canvas, small, 0, 50, ALIGN_LEFT, 1, white, "0123456789");
    assert_string_equal(last_text(canvas), "…");
}

static bool is_utf8(const char *text) {
    for (const unsigned char *c = (const unsigned char *)text; *c;) {
        const int more = *c < 0x80             ? 0
                         : (*c & 0xE0) == 0xC0 ? 1
                         : (*c & 0xF0) == 0xE0 ? 2
                         : (*c & 0xF8) == 0xF0 ? 3
                                               : -1;
        c++;
        for (int i = 0; i < more; i++, c++) {
            if ((*c & 0xC0) != 0x80) {
                return false;
            }
        }
        if (more < 0) {
            return false;
        }
    }
    return true;
}

/* Narrower with every byte that goes, so that a cut within a character would seem to fit. */
static float bytes_width(void *context, Font font, const char *text, size_t length) {
    (void)context;
    (void)font;
    (void)text;
    return (float)length;
}

static void a_cut_never_splits_a_character(void **state) {
    Canvas *canvas = *state;
    canvas->metrics.width = bytes_width;
    char many[1024] = "";
    for (int i = 0; i < 200; i++) {
        memcpy(many + strlen(many), i % 2 ? "é" : "漢", i % 2 ? sizeof "é" : sizeof "漢");
    }
    for (int limit = 1; limit < 600; limit++) {
        canvas_begin(canvas, 320, 200, 0x000000FF);
        const float width = canvas_text_aligned(canvas, small, 0, 50, ALIGN_LEFT, (float)limit, white, many);
        assert_true(is_utf8(last_text(canvas)));
        assert_true(width <= (float)limit || strcmp(last_text(canvas), "…") == 0);
    }
}

static void text_is_aligned_to_its_point(void **state) {
    Canvas *canvas = *state;
    static const Align aligns[] = {ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT};
    static const float lefts[] = {100, 86, 72};
    for (int i = 0; i < 3; i++) {
        canvas_text_aligned(canvas, small, 100, 50, aligns[i], 0, white, "abcd");
        assert_true(canvas->commands[canvas->count - 1].rect.x + 2 == lefts[i]);
    }
}

static void runs_stand_side_by_side(void **state) {
    Canvas *canvas = *state;
    const CanvasRun runs[] = {{small, white, "ab"}, {{FONT_MONO, 24}, 0xFF0000FF, "c"}, {small, white, "d"}};
    assert_true(canvas_runs(canvas, runs, 3, 10, 50) == 35);
    assert_true(canvas->commands[canvas->count - 1].rect.x + 2 == 38);
}

static int lines_of(Canvas *canvas, const char *text, float width) {
    return canvas_paragraph(canvas, small, (Rect){10, 20, width, 0}, 15, white, text, true);
}

static void a_paragraph_breaks_at_blanks(void **state) {
    Canvas *canvas = *state;
    assert_int_equal(lines_of(canvas, "one two three", 7 * 7), 2);
    assert_list(canvas, "text 0 8,10 53x18 FFFFFFFF 0/12 \"one two\"\n"
                        "text 0 8,25 39x18 FFFFFFFF 0/12 \"three\"\n");
}

static void a_paragraph_breaks_at_newlines_and_within_long_words(void **state) {
    Canvas *canvas = *state;
    assert_int_equal(lines_of(canvas, "one\ntwo", 700), 2);
    assert_int_equal(lines_of(canvas, "abcdefghij", 5 * 7), 2);
    assert_string_equal(last_text(canvas), "fghij");
    assert_int_equal(lines_of(canvas, "", 100), 0);
    assert_int_equal(lines_of(canvas, "漢漢漢漢漢", 2 * 7), 3);
    assert_true(is_utf8(last_text(canvas)));
}

static void a_paragraph_ends_even_where_nothing_fits(void **state) {
    Canvas *canvas = *state;
    assert_in_range(lines_of(canvas, "a bc d", 1), 1, 6);
    assert_in_range(lines_of(canvas, "漢字", 0), 1, 2);
    assert_in_range(lines_of(canvas, "漢字", -5), 1, 2);
}

static void a_line_never_ends_within_a_character(void **state) {
    Canvas *canvas = *state;
    canvas->metrics.width = bytes_width;
    for (int width = 1; width < 20; width++) {
        canvas_begin(canvas, 320, 2000, 0x000000FF);
        lines_of(canvas, "漢é漢é 漢漢é\n漢", (float)width);
        for (size_t i = 1; i < canvas->count; i++) {
            assert_true(is_utf8(canvas->text + canvas->commands[i].data));
        }
    }
}

static void counting_lines_draws_nothing(void **state) {
    Canvas *canvas = *state;
    assert_int_equal(
        canvas_paragraph(canvas, small, (Rect){10, 20, 49, 0}, 15, white, "one two three", false), 2);
    assert_list(canvas, "");
}

static void count_paint(const void *subject, uint32_t *pixels, int columns, int rows) {
    int *const *count = subject;
    ++**count;
    memset(pixels, 0xFF, (size_t)columns * (size_t)rows * sizeof *pixels);
}

static void a_picture_is_painted_and_a_change_when_its_key_is_new(void **state) {
    Canvas *canvas = *state;
    static const uint64_t keys[] = {1, 1, 2};
    static const int counts[] = {1, 0, 1};
    int painted = 0;
    int *subject = &painted;
    for (int i = 0; i < 3; i++) {
        canvas_begin(canvas, 320, 200, 0x000000FF);
        canvas_picture(canvas, (Rect){10, 10, 20, 20}, keys[i], count_paint, &subject);
        assert_int_equal(end(canvas), counts[i]);
    }
    assert_int_equal(painted, 2);
}

static void more_pictures_than_are_kept_leave_none_painted_over(void **state) {
    Canvas *canvas = *state;
    int painted = 0;
    int *subject = &painted;
    canvas_begin(canvas, 320, 200, 0x000000FF);
    for (uint64_t key = 1; key <= CANVAS_PICTURES + 2; key++) {
        canvas_picture(canvas, (Rect){10, 10, 20, 20}, key, count_paint, &subject);
    }
    assert_int_equal(painted, CANVAS_PICTURES);
    assert_true(canvas->out_of_memory);
}

static void a_list_that_is_not_played_paints_no_picture(void **state) {
    Canvas *canvas = *state;
    int painted = 0;
    int *subject = &painted;
    canvas->sketch = true;
    canvas_begin(canvas, 320, 200, 0x000000FF);
    canvas_picture(canvas, (Rect){10, 10, 20, 20}, 1, count_paint, &subject);
    assert_int_equal(painted, 0);
}

static void rectangles_meet_join_and_contain(void **state) {
    (void)state;
    const Rect one = {0, 0, 10, 10};
    const Rect other = {5, 8, 10, 10};
    const Rect both = rect_intersect(one, other);
    assert_true(both.x == 5 && both.y == 8 && both.w == 5 && both.h == 2);
    assert_true(rect_empty(rect_intersect(one, (Rect){10, 0, 5, 5})));
    const Rect joined = rect_union(one, other);
    assert_true(joined.w == 15 && joined.h == 18);
    assert_true(rect_contains(one, 0, 0) && !rect_contains(one, 10, 5) && !rect_contains(one, 5, 10));
    assert_true(rect_inset(one, 2).w == 6);
}

#define CANVAS_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CANVAS_TEST(a_small_list_is_dumped_exactly),
        CANVAS_TEST(layers_are_drawn_from_the_lowest_up_each_in_its_order),
        CANVAS_TEST(clips_cut_each_other_and_what_lies_outside_is_left_out),
        CANVAS_TEST(each_command_knows_its_panel_and_is_not_cut_by_it),
        CANVAS_TEST(what_cannot_be_seen_is_left_out),
        CANVAS_TEST(a_radius_fits_its_rectangle),
        CANVAS_TEST(the_first_frame_is_changed_whole),
        CANVAS_TEST(the_same_frame_again_changes_nothing),
        CANVAS_TEST(only_the_tiles_that_differ_are_damaged),
        CANVAS_TEST(a_move_damages_where_it_was_and_where_it_is),
        CANVAS_TEST(damage_covers_every_pixel_of_what_changed),
        CANVAS_TEST(text_font_order_and_clip_count_as_changes),
        CANVAS_TEST(another_size_changes_everything),
        CANVAS_TEST(many_scattered_changes_stay_within_the_limit),
        CANVAS_TEST(the_fake_font_is_7_by_12),
        CANVAS_TEST(a_text_too_long_is_cut_with_an_ellipsis),
        CANVAS_TEST(a_cut_never_splits_a_character),
        CANVAS_TEST(text_is_aligned_to_its_point),
        CANVAS_TEST(runs_stand_side_by_side),
        CANVAS_TEST(a_paragraph_breaks_at_blanks),
        CANVAS_TEST(a_paragraph_breaks_at_newlines_and_within_long_words),
        CANVAS_TEST(a_paragraph_ends_even_where_nothing_fits),
        CANVAS_TEST(a_line_never_ends_within_a_character),
        CANVAS_TEST(counting_lines_draws_nothing),
        CANVAS_TEST(a_picture_is_painted_and_a_change_when_its_key_is_new),
        CANVAS_TEST(more_pictures_than_are_kept_leave_none_painted_over),
        CANVAS_TEST(a_list_that_is_not_played_paints_no_picture),
        CANVAS_TEST(rectangles_meet_join_and_contain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
