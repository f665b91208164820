#include "app/arguments.h"

#include "tests/unit/unit.h"

enum { MOST = 12 };

/* Splits text at blanks into an argv behind the program's name, and reads it. */
static PsStatus read(const char *text, Arguments *arguments, PsError *error) {
    static char words[512];
    char *argv[MOST + 1] = {"poolscope"};
    int argc = 1;
    snprintf(words, sizeof words, "%s", text);
    for (char *c = words; *c && argc < MOST;) {
        argv[argc++] = c;
        c += strcspn(c, " ");
        if (*c) {
            *c++ = '\0';
        }
    }
    return arguments_read(argc, argv, arguments, error);
}

static Arguments taken(const char *text) {
    Arguments arguments;
    PsError error = {0};
    if (read(text, &arguments, &error) != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        fail_msg("%s: %s", text, sentence);
    }
    return arguments;
}

static void assert_refused(const char *text, const char *expected) {
    Arguments arguments;
    PsError error = {0};
    if (read(text, &arguments, &error) == PS_OK) {
        fail_msg("\"%s\" is taken", text);
    }
    assert_sentence(&error, expected);
}

static void without_arguments_nothing_is_given(void **state) {
    (void)state;
    const Arguments arguments = taken("");
    assert_null(arguments.file);
    assert_null(arguments.render);
    assert_null(arguments.robot);
    assert_null(arguments.dump_ui);
    assert_int_equal(arguments.stage, -1);
    assert_int_equal(arguments.step, -1);
    assert_false(arguments.help || arguments.version || arguments.no_session || arguments.real_time);
    assert_false(arguments.has_theme || arguments.has_size || arguments.has_scale);
}

static void every_option_is_read(void **state) {
    (void)state;
    const Arguments arguments =
        taken("map.csv --stage window --step 3 --theme day --size 1920x1080 --scale 1.5");
    assert_string_equal(arguments.file, "map.csv");
    assert_int_equal(arguments.stage, 0);
    assert_int_equal(arguments.step, 3);
    assert_true(arguments.has_theme);
    assert_int_equal(arguments.theme, THEME_DAY);
    assert_true(arguments.has_size);
    assert_int_equal(arguments.width, 1920);
    assert_int_equal(arguments.height, 1080);
    assert_true(arguments.has_scale);
    assert_true(arguments.scale == 1.5F);
}

static void outputs_and_flags_are_read(void **state) {
    (void)state;
    const Arguments arguments =
        taken("--render a.png --robot b.txt --dump-ui c.json --no-session --real-time --version --help");
    assert_string_equal(arguments.render, "a.png");
    assert_string_equal(arguments.robot, "b.txt");
    assert_string_equal(arguments.dump_ui, "c.json");
    assert_true(arguments.no_session && arguments.real_time && arguments.version && arguments.help);
    assert_true(taken("-h").help);
}

static void only_without_a_wish_the_program_decides_what_it_shows(void **state) {
    (void)state;
    static const char *const wishes[] = {"map.csv",          "--stage window", "--step 0",    "--robot a.txt",
                                         "--dump-ui a.json", "--render a.png", "--no-session"};
    const Arguments none = taken("--theme day --size 800x600 --scale 2");
    assert_true(arguments_leave_start(&none));
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        const Arguments arguments = taken(wishes[i]);
        assert_false(arguments_leave_start(&arguments));
    }
    assert_true(taken("--start-page").start_page);
}

static void a_value_may_stand_behind_an_equals_sign(void **state) {
    (void)state;
    const Arguments arguments = taken("--step=7 --theme=contrast --size=800x600 --render=a=b.png");
    assert_int_equal(arguments.step, 7);
    assert_int_equal(arguments.theme, THEME_CONTRAST);
    assert_int_equal(arguments.width, 800);
    assert_string_equal(arguments.render, "a=b.png");
}

static void the_last_of_two_options_holds(void **state) {
    (void)state;
    assert_int_equal(taken("--step 1 --step 2").step, 2);
}

static void a_dash_is_a_file_and_two_end_the_options(void **state) {
    (void)state;
    assert_string_equal(taken("-").file, "-");
    assert_string_equal(taken("-- --step").file, "--step");
    assert_string_equal(taken("--step 1 -- -x.csv").file, "-x.csv");
}

static void limits_of_the_ranges_are_taken(void **state) {
    (void)state;
    assert_true(taken("--scale 0.75").scale == 0.75F);
    assert_true(taken("--scale 3").scale == 3);
    assert_int_equal(taken("--size 320x320").width, 320);
    assert_int_equal(taken("--size 16384x16384").height, 16384);
    assert_int_equal(taken("--step 0").step, 0);
    assert_true(taken("--step 9223372036854775807").step == INT64_MAX);
}

static void values_out_of_range_are_refused_with_what_to_do(void **state) {
    (void)state;
    assert_refused("--step -1", "--step \"-1\" is no step: give a whole number from 0");
    assert_refused("--step 1.5", "--step \"1.5\" is no step: give a whole number from 0");
    assert_refused("--step x", "--step \"x\" is no step: give a whole number from 0");
    assert_refused("--step 9223372036854775808",
                   "--step \"9223372036854775808\" is no step: give a whole number from 0");
    assert_refused("--scale 0.7", "--scale \"0.7\" is no text size: give a number from 0.75 to 3");
    assert_refused("--scale 3.1", "--scale \"3.1\" is no text size: give a number from 0.75 to 3");
    assert_refused("--scale nan", "--scale \"nan\" is no text size: give a number from 0.75 to 3");
    assert_refused("--scale 1x", "--scale \"1x\" is no text size: give a number from 0.75 to 3");
    assert_refused("--theme dark", "there is no theme \"dark\": use night, day or contrast");
    assert_refused("--stage shift",
                   "there is no stage \"shift\": name one of the tabs, as in --stage window");
}

static void sizes_that_cannot_be_are_refused(void **state) {
    (void)state;
    static const char *const sizes[] = {
        "800",      "800x",      "x600",     "800x600x2", "800X600",
        "10x10",    "99999x800", "800x-600", "-800x600",  "9999999999999999999x800",
        "800x600.5"};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char text[64];
        char expected[160];
        snprintf(text, sizeof text, "--size %s", sizes[i]);
        snprintf(expected, sizeof expected,
                 "--size \"%s\" is no window size: give WIDTHxHEIGHT from 320x320 to 16384x16384", sizes[i]);
        assert_refused(text, expected);
    }
}

static void missing_values_are_refused(void **state) {
    (void)state;
    static const char *const names[] = {"--stage", "--step",   "--theme", "--size",
                                        "--scale", "--render", "--robot", "--dump-ui"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char text[64];
        char expected[128];
        snprintf(expected, sizeof expected, "%s needs a value: see poolscope --help", names[i]);
        assert_refused(names[i], expected);
        snprintf(text, sizeof text, "%s=", names[i]);
        assert_refused(text, expected);
    }
}

static void unknown_options_are_refused(void **state) {
    (void)state;
    assert_refused("--unknown", "unknown option --unknown: see poolscope --help");
    assert_refused("-x", "unknown option -x: see poolscope --help");
    assert_refused("--steps 3", "unknown option --steps: see poolscope --help");
    assert_refused("--ste 3", "unknown option --ste: see poolscope --help");
    assert_refused("--help=yes", "unknown option --help=yes: see poolscope --help");
}

static void two_files_are_refused(void **state) {
    (void)state;
    assert_refused("a.csv b.csv", "two files, a.csv and b.csv: open one");
    assert_refused("a.csv -- b.csv", "two files, a.csv and b.csv: open one");
}

static void real_time_is_for_a_robot(void **state) {
    (void)state;
    assert_refused("--real-time", "--real-time is for a robot: add --robot SCRIPT");
    assert_true(taken("--real-time --robot a.txt").real_time);
}

static void every_option_is_in_the_help(void **state) {
    (void)state;
    static const char *const names[] = {"--stage",   "--step",       "--theme", "--size",
                                        "--scale",   "--render",     "--robot", "--real-time",
                                        "--dump-ui", "--no-session", "--help",  "--version"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_non_null(strstr(arguments_help(), names[i]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_arguments_nothing_is_given),
        cmocka_unit_test(every_option_is_read),
        cmocka_unit_test(outputs_and_flags_are_read),
        cmocka_unit_test(only_without_a_wish_the_program_decides_what_it_shows),
        cmocka_unit_test(a_value_may_stand_behind_an_equals_sign),
        cmocka_unit_test(the_last_of_two_options_holds),
        cmocka_unit_test(a_dash_is_a_file_and_two_end_the_options),
        cmocka_unit_test(limits_of_the_ranges_are_taken),
        cmocka_unit_test(values_out_of_range_are_refused_with_what_to_do),
        cmocka_unit_test(sizes_that_cannot_be_are_refused),
        cmocka_unit_test(missing_values_are_refused),
        cmocka_unit_test(unknown_options_are_refused),
        cmocka_unit_test(two_files_are_refused),
        cmocka_unit_test(real_time_is_for_a_robot),
        cmocka_unit_test(every_option_is_in_the_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
