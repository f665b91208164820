/* Presenter mode, with the real fonts: what the last row must read is large, and larger than before F5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "app/canvas/canvas_sdl.h"
#include "app/stages/compare/frame.h"
#include "app/stages/window/frame.h"

#include <stdio.h>
#include <string.h>

static const int sizes[][2] = {{1280, 800}, {1280, 720}, {1920, 1080}, {1920, 1200}, {3840, 2160}};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static const PsColumn fourths[] = {PS_COLUMN_NONE,   PS_COLUMN_L2,        PS_COLUMN_MIN,
                                   PS_COLUMN_MEDIAN, PS_COLUMN_SUBSAMPLE, PS_COLUMN_STOCHASTIC};
enum { FOURTHS = sizeof fourths / sizeof fourths[0] };

static Painter *painter;

static int load_fonts(void **unused) {
    (void)unused;
    char sentence[512];
    painter = painter_create(POOLSCOPE_FONTS, sentence, sizeof sentence);
    return painter ? 0 : -1;
}

static int free_fonts(void **unused) {
    (void)unused;
    painter_destroy(painter);
    return 0;
}

static void press(App *app, int key, unsigned modifiers) {
    Rect damage[CANVAS_DAMAGE];
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = key, .modifiers = modifiers});
    app_show(app, damage);
}

static void present(App *app) {
    press(app, UI_KEY_F1 + 4, 0);
}

/* The tutorial's map at its second step, on a stage by its digit. */
static App *start(const int size[2], char stage, PsColumn fourth) {
    Settings settings = settings_default();
    settings.width = size[0];
    settings.height = size[1];
    settings.reduced = true;
    App *app = app_create(painter_metrics(painter), &settings);
    assert_non_null(app);
    app->ui.want_tree = true;
    PsCompare compare = app->document.scene.compare;
    compare.with = fourth;
    PsEdit edit = ps_edit_settings(PS_STAGE_COMPARE, &compare);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    press(app, 'z', UI_CTRL);
    press(app, 'z', UI_CTRL | UI_SHIFT);
    press(app, stage, UI_CTRL);
    press(app, UI_KEY_RIGHT, 0);
    press(app, UI_KEY_RIGHT, 0);
    app->notice[0] = '\0';
    return app;
}

static const CompareLayout *compare_of(const App *app) {
    return &((const CompareFrame *)app->frame)->layout;
}

static const char *text_of(const App *app, const CanvasCommand *command) {
    return app->canvas.text + command->data;
}

/* The size of a text on screen; 0: there is none. */
static int size_of(const App *app, const char *text) {
    for (size_t i = 0; i < app->canvas.count; i++) {
        const CanvasCommand *command = &app->canvas.commands[i];
        if (command->kind == CANVAS_TEXT && strcmp(text_of(app, command), text) == 0) {
            return command->font.size;
        }
    }
    return 0;
}

static void assert_legible(const App *app) {
    int texts = 0;
    for (size_t i = 0; i < app->canvas.count; i++) {
        const CanvasCommand *command = &app->canvas.commands[i];
        if (command->kind != CANVAS_TEXT) {
            continue;
        }
        texts++;
        if (40 * command->font.size < app->height) {
            fail_msg("\"%s\" is %d px high in a window of %d", text_of(app, command), command->font.size,
                     app->height);
        }
        assert_null(strstr(text_of(app, command), "…"));
    }
    assert_true(texts > 10);
}

/* B2: formulas, questions, numbers; the strip's sentence and step; what is said at the foot. */
static void no_text_is_below_a_fortieth_of_the_height(void **unused) {
    (void)unused;
    for (size_t i = 0; i < SIZES; i++) {
        for (size_t k = 0; k < FOURTHS; k++) {
            App *app = start(sizes[i], '2', fourths[k]);
            present(app);
            assert_true(app->notice[0] != '\0');
            assert_legible(app);
            app_destroy(app);
        }
        App *app = start(sizes[i], '1', PS_COLUMN_NONE);
        present(app);
        assert_legible(app);
        app_destroy(app);
    }
}

/* B2: questions stood in three sizes, L2's numbers were half as large as max's. */
static void columns_have_one_size_of_words_and_one_of_numbers(void **unused) {
    (void)unused;
    static const char *const questions[] = {"How strong, here?", "How strong, overall?",
                                            "How long a vector?"};
    static const char *const titles[] = {"Average", "Global average", "L2"};
    for (size_t i = 0; i < SIZES; i++) {
        App *app = start(sizes[i], '2', PS_COLUMN_L2);
        present(app);
        const int question = size_of(app, "Was it there?");
        const int title = size_of(app, "Max");
        assert_true(question > 0 && title > question);
        for (int k = 0; k < 3; k++) {
            assert_int_equal(size_of(app, questions[k]), question);
            assert_int_equal(size_of(app, titles[k]), title);
        }
        const CompareLayout *layout = compare_of(app);
        const int number = layout->card[0].grid.style.font.size;
        assert_int_equal(layout->card[1].grid.style.font.size, number);
        assert_int_equal(layout->card[3].grid.style.font.size, number);
        app_destroy(app);
    }
}

/* B2: "Global average" ended 10 px from its card's edge at 1920 x 1080. */
static void titles_keep_off_the_edge_of_their_cards(void **unused) {
    (void)unused;
    for (size_t i = 0; i < SIZES; i++) {
        App *app = start(sizes[i], '2', PS_COLUMN_L2);
        present(app);
        const UiEntry *entry = ui_find(&app->ui, "Global average");
        const Rect card = compare_of(app)->card[COMPARE_GLOBAL].card;
        assert_non_null(entry);
        const float gap = card.x + card.w - entry->rect.x - entry->rect.w;
        if (gap < 12 * (float)app->height / 800) {
            fail_msg("%g px at %d x %d", (double)gap, app->width, app->height);
        }
        app_destroy(app);
    }
}

/* B4: at 1280 x 800 numbers were no larger than outside the mode, Compare's input even smaller. */
static void numbers_are_larger_than_outside_the_mode(void **unused) {
    (void)unused;
    for (size_t i = 0; i < 3; i += 2) {
        App *app = start(sizes[i], '1', PS_COLUMN_NONE);
        const WindowLayout *window = &((const WindowFrame *)app->frame)->layout;
        const int before = window->in.style.font.size;
        present(app);
        assert_true(window->in.style.font.size > before && window->out.style.font.size > before);
        app_destroy(app);
    }
}

static void compares_cells_and_numbers_are_no_smaller(void **unused) {
    (void)unused;
    static const PsColumn with[] = {PS_COLUMN_NONE, PS_COLUMN_L2};
    for (int i = 0; i < 2; i++) {
        App *app = start(sizes[0], '2', with[i]);
        const CompareLayout before = *compare_of(app);
        present(app);
        const CompareLayout *after = compare_of(app);
        assert_true(after->input.style.font.size > before.input.style.font.size);
        assert_true(after->input.pitch - (double)after->input.gap >=
                    before.input.pitch - (double)before.input.gap);
        for (int k = 0; k < after->cards; k++) {
            assert_true(k == COMPARE_GLOBAL ||
                        after->card[k].grid.style.font.size >= before.card[k].grid.style.font.size);
        }
        app_destroy(app);
    }
}

/* The arrow has its room beside an input that is as large as it can be. */
static void the_arrow_is_still_there(void **unused) {
    (void)unused;
    for (size_t i = 0; i < SIZES; i++) {
        for (size_t k = 0; k < 2; k++) {
            App *app = start(sizes[i], '2', fourths[k]);
            present(app);
            const CompareLayout *layout = compare_of(app);
            const Rect input = layout->input.view;
            bool found = false;
            for (size_t n = 0; n < app->canvas.count; n++) {
                const CanvasCommand *command = &app->canvas.commands[n];
                found = found || (command->kind == CANVAS_POLYLINE && command->count == 2 &&
                                  command->rect.x >= input.x + input.w &&
                                  command->rect.x + command->rect.w < layout->card[0].card.x);
            }
            assert_true(found);
            app_destroy(app);
        }
    }
}

/* The question mark of a covered global average was 12 px high, beside 60 of the others. */
static void covers_are_legible(void **unused) {
    (void)unused;
    for (size_t i = 0; i < SIZES; i++) {
        App *app = start(sizes[i], '2', PS_COLUMN_NONE);
        present(app);
        press(app, 'h', 0);
        press(app, UI_KEY_END, 0);
        assert_true(size_of(app, "?") > 0);
        assert_legible(app);
        app_destroy(app);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_is_below_a_fortieth_of_the_height),
        cmocka_unit_test(columns_have_one_size_of_words_and_one_of_numbers),
        cmocka_unit_test(titles_keep_off_the_edge_of_their_cards),
        cmocka_unit_test(numbers_are_larger_than_outside_the_mode),
        cmocka_unit_test(compares_cells_and_numbers_are_no_smaller),
        cmocka_unit_test(the_arrow_is_still_there),
        cmocka_unit_test(covers_are_legible),
    };
    return cmocka_run_group_tests(tests, load_fonts, free_fonts);
}
