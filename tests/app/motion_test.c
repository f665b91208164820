/* Nothing jumps: frame by frame, what a step moves goes no farther than its path's speed, and what comes or
 * goes fades (first-use C14, C15, C16); what changes at once leaves in its place all that is there before and
 * after (first-use C9).
 *
 * On the display lists and the tree, at 1280 x 800 and 1x, in frames of 1/60 s.
 */
#include "tests/app/frames.h"

#include <string.h>

/* Of pixels, and of full contrast, from one frame to the next. */
static const FrameLimits limits = {.reach = 64, .contrast = 0.4F};

typedef struct Motion {
    const char *name;
    PsPoolOp op;
    int kernel, stride;
} Motion;

static const Motion motions[] = {
    {"max 2 x 2 / 2", PS_POOL_MAX, 2, 2}, {"average 2 x 2 / 2", PS_POOL_AVG, 2, 2},
    {"max 3 x 3 / 1", PS_POOL_MAX, 3, 1}, {"average 3 x 3 / 1", PS_POOL_AVG, 3, 1},
    {"L2 2 x 2 / 2", PS_POOL_LP, 2, 2},   {"global average", PS_POOL_GAP, 2, 2}};

typedef struct Visit {
    int digit; /* of the stage's key */
    const char *stage;
    const char *path[3]; /* what is clicked until its kernel can be changed */
    int motions;         /* how many of them change anything there */
    bool waits;          /* its faults are told, and are none of this test yet */
} Visit;

enum { MOTIONS = sizeof motions / sizeof motions[0] };

static const Visit visits[] = {
    {'1', "Window", {NULL}, MOTIONS, false},
    {'2', "Compare", {"Window settings", NULL}, MOTIONS, false},
    {'3', "Receptive field", {"conv3", "conv3", NULL}, 1, true},
    {'4', "Output size", {NULL}, MOTIONS, false},
};

enum { VISITS = sizeof visits / sizeof visits[0] };

typedef struct Faults {
    int count;
    char text[8000]; /* the first ones */
} Faults;

static void add_line(Faults *faults, const char *line) {
    const size_t length = strlen(faults->text);
    snprintf(faults->text + length, sizeof faults->text - length, "%s", line);
}

static void judge(const Visit *visit, const Faults *faults, const char *what) {
    if (faults->count == 0) {
        return;
    }
    if (!visit->waits) {
        fail_msg("%s, %s: %d\n%s", visit->stage, what, faults->count, faults->text);
    }
    fprintf(stderr, "%s, %s, waits: %d\n%s", visit->stage, what, faults->count, faults->text);
}

/* The tutorial's map under those windows, on the stage. */
static App *open_visit(const Visit *visit, const Motion *motion) {
    App *app = drive_start();
    PsPool pool = ps_pool_default();
    pool.op = motion->op;
    pool.kernel_size[0] = pool.kernel_size[1] = motion->kernel;
    pool.stride[0] = pool.stride[1] = motion->stride;
    float values[16];
    memcpy(values, app->document.scene.input.values, sizeof values);
    drive_scene(app, &pool, 4, 4, values);
    drive_key(app, visit->digit, UI_CTRL);
    app_set_step(app, 0);
    drive_move(app, 4, 400);
    /* Until what was said of the map that came is gone. */
    drive_wait(app, 7);
    return app;
}

/* The tab has its name too. */
static Rect stage_rect(const App *app) {
    const UiTree *tree = &app->ui.tree;
    size_t i = 0;
    while (i < tree->count && tree->entries[i].role != UI_ROLE_STAGE) {
        i++;
    }
    assert_true(i < tree->count);
    return tree->entries[i].rect;
}

static void compare_frames(App *app, Frame *before, Faults *faults, double seconds) {
    Frame after = frame_of(&app->canvas);
    char text[4000] = "";
    char line[64];
    const Rect stage = stage_rect(app);
    const int count = frame_faults(before, &after, stage, &limits, text, sizeof text);
    if (count > 0) {
        snprintf(line, sizeof line, " at %d ms:\n", (int)(seconds * 1000));
        add_line(faults, line);
        add_line(faults, text);
        faults->count += count;
    }
    frame_free(before);
    *before = after;
}

/* From the rest before the key to the rest after the step. */
static void watch_step(App *app, Faults *faults) {
    enum { FRAMES = 100 };
    Frame frame = frame_of(&app->canvas);
    drive_key(app, UI_KEY_RIGHT, 0);
    compare_frames(app, &frame, faults, 0);
    for (int i = 1; i <= FRAMES; i++) {
        drive_wait(app, 1.0 / 60);
        compare_frames(app, &frame, faults, i / 60.0);
    }
    frame_free(&frame);
}

static void visit_steps(const Visit *visit, const Motion *motion) {
    App *app = open_visit(visit, motion);
    for (int64_t step = 0; step < app->player.steps; step++) {
        Faults faults = {0};
        char what[64];
        snprintf(what, sizeof what, "%s, step %d", motion->name, (int)step + 1);
        watch_step(app, &faults);
        assert_int_equal(app->player.step, step + 1);
        judge(visit, &faults, what);
    }
    app_destroy(app);
}

static void steps_move_at_their_speed_and_fade(void **unused) {
    (void)unused;
    for (int i = 0; i < VISITS; i++) {
        for (int k = 0; k < visits[i].motions; k++) {
            visit_steps(&visits[i], &motions[k]);
        }
    }
}

static void check_places(App *app, const Visit *visit, Places *before, const char *what) {
    Places after = places_of(&app->ui);
    Faults faults = {0};
    faults.count = places_moved(before, &after, limits.reach, faults.text, sizeof faults.text);
    places_free(before);
    *before = after;
    judge(visit, &faults, what);
}

static void visit_cuts(const Visit *visit, const Motion *motion) {
    static const struct {
        int key;
        const char *name;
    } keys[] = {{UI_KEY_LEFT, "Previous"}, {UI_KEY_HOME, "First"}, {UI_KEY_END, "Last"}};
    App *app = open_visit(visit, motion);
    drive_key(app, UI_KEY_END, 0);
    Places places = places_of(&app->ui);
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        drive_key(app, keys[k].key, 0);
        check_places(app, visit, &places, keys[k].name);
    }
    places_free(&places);
    app_destroy(app);
}

static void what_goes_back_at_once_leaves_all_in_its_place(void **unused) {
    (void)unused;
    for (int i = 0; i < VISITS; i++) {
        for (int k = 0; k < visits[i].motions; k++) {
            visit_cuts(&visits[i], &motions[k]);
        }
    }
}

static void another_kernel_leaves_all_in_its_place(void **unused) {
    static const char *const buttons[] = {"Increase kernel size", "Decrease kernel size"};
    (void)unused;
    for (int i = 0; i < VISITS; i++) {
        const Visit *visit = &visits[i];
        App *app = open_visit(visit, &motions[0]);
        for (int k = 0; visit->path[k]; k++) {
            drive_click(app, visit->path[k]);
        }
        drive_hover(app, buttons[0]);
        Places places = places_of(&app->ui);
        for (int k = 0; k < 4; k++) {
            drive_click(app, buttons[k / 2]);
            check_places(app, visit, &places, buttons[k / 2]);
        }
        places_free(&places);
        app_destroy(app);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_move_at_their_speed_and_fade),
        cmocka_unit_test(what_goes_back_at_once_leaves_all_in_its_place),
        cmocka_unit_test(another_kernel_leaves_all_in_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
