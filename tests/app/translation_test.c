/* The program in another language: what it is called by stays, what stands on screen changes.
 *
 * gettext is a fake (--wrap) of a language with a single word for everything, which no two things can be told
 * apart by.
 */
#include "app/ui/controls.h"

#include "tests/app/driver.h"
#include "tests/app/screen.h"

#define WORD "Wort"

static bool translated;

static char *one_word(const char *sentence) {
    static char word[] = WORD;
    return translated ? word : (char *)(uintptr_t)sentence;
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names. */
char *__wrap_gettext(const char *sentence);
char *__wrap_dcgettext(const char *domain, const char *sentence, int category);

char *__wrap_gettext(const char *sentence) {
    return one_word(sentence);
}

char *__wrap_dcgettext(const char *domain, const char *sentence, int category) {
    (void)domain;
    (void)category;
    return one_word(sentence);
}
/* NOLINTEND(bugprone-reserved-identifier) */

static int set_up(void **state) {
    translated = true;
    return screen_set_up(state);
}

static int tear_down(void **state) {
    translated = false;
    return screen_tear_down(state);
}

static void each_control_keeps_its_own_id(void **state) {
    Screen *screen = *state;
    screen->segmented = screen->menu = screen->stepper = screen->scroll = screen->field = true;
    screen_settle(screen);
    for (int i = 0; i < screen->ui.stop_count; i++) {
        for (int k = 0; k < i; k++) {
            assert_int_not_equal(screen->ui.stops[i], screen->ui.stops[k]);
        }
    }
    screen_key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "First");
    screen_key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "Second");
    screen_click(screen, "Third");
    assert_int_equal(screen->presses, 100);
}

static void the_tree_says_what_stands_on_screen_and_is_found_by_what_it_was(void **state) {
    Screen *screen = *state;
    const UiTree *tree = &screen->ui.tree;
    screen_settle(screen);
    const UiEntry *entry = ui_tree_find(tree, "Second");
    assert_non_null(entry);
    assert_string_equal(ui_tree_label(tree, entry), WORD);
    assert_string_equal(ui_tree_id(tree, entry), "Second");
    assert_null(ui_tree_find(tree, WORD));
    translated = false;
    screen_settle(screen);
    entry = ui_tree_find(tree, "Second");
    assert_string_equal(ui_tree_label(tree, entry), "Second");
    assert_int_equal(entry->id, entry->label);
}

/* Where two stops have one id the toolkit asserts. */
static void look_around(App *app) {
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_key(app, 'h', 0);
    drive_key(app, 'h', 0);
    drive_key(app, UI_KEY_F1, 0);
    assert_true(drive_has(app, "Ctrl+Z"));
    drive_click(app, "Close");
    drive_key(app, 'o', UI_CTRL);
    assert_true(drive_has(app, "File name"));
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_click(app, "Document");
    assert_true(drive_has(app, "Save as…"));
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_key(app, UI_KEY_F1 + 4, 0);
    drive_key(app, UI_KEY_F1 + 4, 0);
    for (int i = 0; i < app->ui.stop_count + 1; i++) {
        drive_key(app, UI_KEY_TAB, 0);
    }
}

static void every_stage_runs_in_a_language_of_one_word(void **state) {
    (void)state;
    static const int sides[][2] = {{1280, 800}, {700, 560}};
    translated = true;
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        for (int stage = 0; stage < STAGE_COUNT; stage++) {
            App *app = drive_start_sized(sides[i][0], sides[i][1], 1);
            drive_key(app, '1' + stage, UI_CTRL);
            assert_int_equal(app->stage, stage);
            look_around(app);
            app_destroy(app);
        }
    }
    App *app = drive_start();
    drive_click(app, "Average");
    assert_shown(app, "output 0,0", "");
    drive_click(app, "Next step");
    drive_settle(app);
    assert_shown(app, "output 0,0", "3.75");
    app_destroy(app);
    translated = false;
}

#define SCREEN_IN_ONE_WORD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_IN_ONE_WORD(each_control_keeps_its_own_id),
        SCREEN_IN_ONE_WORD(the_tree_says_what_stands_on_screen_and_is_found_by_what_it_was),
        cmocka_unit_test(every_stage_runs_in_a_language_of_one_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
