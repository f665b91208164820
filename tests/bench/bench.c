/* Reports how long frames take; passes and fails nothing. Run it through run.sh, which gives it a display.
 *
 * A frame is everything between an event and the changed rectangles on the window: passes, display list,
 * hashing, drawing, showing. Medians of 200 frames, in milliseconds.
 */
#include "app/edits.h"
#include "app/platform_sdl.h"
#include "core/preset.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 200 };

static double milliseconds(void) {
    return (double)SDL_GetPerformanceCounter() * 1000 / (double)SDL_GetPerformanceFrequency();
}

static int compare(const void *one, const void *other) {
    const double a = *(const double *)one;
    const double b = *(const double *)other;
    return (a > b) - (a < b);
}

static void print_median(const char *what, int side, double *times) {
    qsort(times, FRAMES, sizeof *times, compare);
    printf("%-34s %4d x %-4d  median %6.2f ms   p95 %6.2f ms\n", what, side, side, times[FRAMES / 2],
           times[FRAMES * 95 / 100]);
    fflush(stdout);
}

/* Noise, of three channels between 0 and 1 a picture in colour. */
static bool set_map(App *app, int channels, int side) {
    PsMap map = {0};
    if (ps_map_init(&map, channels, side, side, NULL) != PS_OK) {
        return false;
    }
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    for (size_t i = 0; channels == 3 && i < 3 * (size_t)side * (size_t)side; i++) {
        map.values[i] = fmodf(fabsf(map.values[i]), 1);
    }
    PsEdit edit = ps_edit_input(&map, (PsSource){PS_PATTERN_OWN, 1});
    if (ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL) != PS_OK) {
        ps_edit_free(&edit);
        return false;
    }
    /* Undo and redo, so that the app computes what follows from the scene. */
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL});
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL | UI_SHIFT});
    return true;
}

static void measure(Platform *platform, App *app, int side) {
    double times[FRAMES];
    if (!set_map(app, 1, side)) {
        return;
    }
    app_set_step(app, 3);
    platform_show(platform);
    for (int i = 0; i < FRAMES; i++) {
        canvas_invalidate(&app->canvas);
        const double start = milliseconds();
        platform_show(platform);
        times[i] = milliseconds() - start;
    }
    print_median("everything redrawn", side, times);
    player_toggle(&app->player);
    for (int i = 0; i < FRAMES; i++) {
        app_advance(app, 1.0 / 60);
        const double start = milliseconds();
        platform_show(platform);
        times[i] = milliseconds() - start;
    }
    print_median("while steps play", side, times);
    app_set_step(app, 3);
    for (int i = 0; i < FRAMES; i++) {
        const UiEvent move = {.kind = UI_EVENT_MOVE, .x = (float)(300 + 5 * i), .y = (float)(200 + 3 * i)};
        const double start = milliseconds();
        app_event(app, &move);
        platform_show(platform);
        times[i] = milliseconds() - start;
    }
    print_median("pointer moving over the maps", side, times);
}

static double show_event(Platform *platform, App *app, UiEvent event) {
    const double start = milliseconds();
    app_event(app, &event);
    platform_show(platform);
    return milliseconds() - start;
}

/* Pans a large map at a zoom, back and forth, 10 pixels a frame; then edits a cell a frame. */
static void measure_panning(Platform *platform, App *app, int side, float zoom) {
    double times[FRAMES];
    const UiEvent closer = {.kind = UI_EVENT_ZOOM, .x = 600, .y = 500, .wheel = zoom};
    show_event(platform, app, closer);
    for (int i = 0; i < FRAMES; i++) {
        const float by = i % 100 < 50 ? -10 : 10;
        times[i] = show_event(platform, app,
                              (UiEvent){.kind = UI_EVENT_PAN, .x = 600, .y = 500, .dx = by, .dy = by});
    }
    char what[64];
    snprintf(what, sizeof what, "panning, %g times closer", (double)zoom);
    print_median(what, side, times);
    const UiEvent press = {.kind = UI_EVENT_DOWN, .x = 600, .y = 500, .clicks = 1};
    const UiEvent release = {.kind = UI_EVENT_UP, .x = 600, .y = 500};
    show_event(platform, app, press);
    show_event(platform, app, release);
    for (int i = 0; i < FRAMES; i++) {
        UiEvent turn = {.kind = UI_EVENT_WHEEL, .x = 600, .y = 500, .wheel = 1};
        times[i] = show_event(platform, app, turn);
    }
    snprintf(what, sizeof what, "editing a cell, %g times closer", (double)zoom);
    print_median(what, side, times);
    const UiEvent wider = {.kind = UI_EVENT_ZOOM, .x = 600, .y = 500, .wheel = 0.0001F};
    show_event(platform, app, wider);
}

/* Of the whole process, in MiB; 0 where the system does not tell. */
static double peak_memory(void) {
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    double kilobytes = 0;
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "VmHWM: %lf", &kilobytes) == 1) {
            break;
        }
    }
    if (file) {
        fclose(file);
    }
    return kilobytes / 1024;
}

static void send_ctrl(App *app, int key, unsigned modifiers) {
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = key, .modifiers = UI_CTRL | modifiers});
}

/* The label of the first entry that begins so; null where there is none. */
static const UiEntry *find_beginning(const Ui *ui, const char *label) {
    for (size_t i = 0; i < ui->tree.count; i++) {
        if (strncmp(ui_entry_label(ui, &ui->tree.entries[i]), label, strlen(label)) == 0) {
            return &ui->tree.entries[i];
        }
    }
    return NULL;
}

/* Gives the control that begins so the focus. */
static bool click_control(Platform *platform, App *app, const char *label) {
    app->ui.want_tree = true;
    platform_show(platform);
    const UiEntry *entry = find_beginning(&app->ui, label);
    app->ui.want_tree = false;
    if (!entry) {
        return false;
    }
    const UiEvent at = {.x = entry->full.x + entry->full.w / 2, .y = entry->full.y + entry->full.h / 2};
    show_event(platform, app, (UiEvent){.kind = UI_EVENT_DOWN, .x = at.x, .y = at.y, .clicks = 1});
    show_event(platform, app, (UiEvent){.kind = UI_EVENT_UP, .x = at.x, .y = at.y});
    return true;
}

/* Another kernel each frame, up to 52 and back, at stride 1 all over a large map; then, how long until all is
 * there. */
static void measure_kernel(Platform *platform, App *app, int side) {
    double times[FRAMES];
    if (!click_control(platform, app, "Stride")) {
        return;
    }
    show_event(platform, app, (UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_DOWN});
    if (!click_control(platform, app, "Kernel size")) {
        return;
    }
    for (int i = 0; i < FRAMES; i++) {
        const int key = i % 100 < 50 ? UI_KEY_UP : UI_KEY_DOWN;
        times[i] = show_event(platform, app, (UiEvent){.kind = UI_EVENT_KEY, .key = key});
    }
    print_median("another kernel, stride 1", side, times);
    for (int i = 0; i < 30; i++) {
        show_event(platform, app, (UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_UP});
    }
    int frames = 0;
    const double start = milliseconds();
    for (; pooled_busy(&app->facts.pooled); frames++) {
        platform_show(platform);
    }
    printf("kernel %d: all there after %d frames, %.1f ms\n", app->document.scene.pool.kernel_size[PS_WIDTH],
           frames, milliseconds() - start);
}

static void measure_large(Platform *platform, App *app, int side) {
    send_ctrl(app, '1', 0);
    if (!set_map(app, 1, side)) {
        return;
    }
    app_set_step(app, 3);
    platform_show(platform);
    measure_kernel(platform, app, side);
    measure_panning(platform, app, side, 2);
    measure_panning(platform, app, side, 20);
    measure_panning(platform, app, side, 200);
    printf("peak memory %.0f MiB\n", peak_memory());
}

/* Drags Compare's kernel from 1 to 32 and back, over a picture in colour. */
static void measure_dial(Platform *platform, App *app, int side) {
    double times[FRAMES];
    send_ctrl(app, '2', 0);
    if (!set_map(app, 3, side)) {
        return;
    }
    edits_show_channel(app, STAGE_ALL_CHANNELS);
    app->ui.want_tree = true;
    platform_show(platform);
    platform_show(platform);
    const UiEntry *dial = ui_find(&app->ui, "Kernel");
    if (!dial) {
        return;
    }
    const Rect rect = dial->full;
    app->ui.want_tree = false;
    const float y = rect.y + rect.h / 2;
    show_event(platform, app, (UiEvent){.kind = UI_EVENT_DOWN, .x = rect.x + 8, .y = y, .clicks = 1});
    for (int i = 0; i < FRAMES; i++) {
        const float share = (float)(i % 64 < 32 ? i % 64 : 63 - i % 64) / 31;
        times[i] = show_event(
            platform, app, (UiEvent){.kind = UI_EVENT_MOVE, .x = rect.x + 8 + (rect.w - 16) * share, .y = y});
    }
    show_event(platform, app, (UiEvent){.kind = UI_EVENT_UP, .x = rect.x + 8, .y = y});
    print_median("another kernel, in colour", side, times);
}

/* Drags a neuron of a ready stack along its row. */
static void measure_field(Platform *platform, App *app, const char *name, int64_t step) {
    double times[FRAMES];
    PsEdit edit;
    if (ps_edit_stack(&edit, PS_EDIT_STACK, ps_preset_find(name)->text, NULL) != PS_OK ||
        ps_history_apply(&app->history, &app->document.scene, &edit, app->next_group + 1, NULL) != PS_OK) {
        return;
    }
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
    send_ctrl(app, '3', 0);
    app->ui.want_tree = true;
    app_set_step(app, step);
    platform_show(platform);
    platform_show(platform);
    const UiEntry *row = find_beginning(&app->ui, "Neurons of");
    if (!row) {
        return;
    }
    const Rect rect = row->full;
    app->ui.want_tree = false;
    show_event(platform, app,
               (UiEvent){.kind = UI_EVENT_DOWN, .x = rect.x + 2, .y = rect.y + rect.h / 2, .clicks = 1});
    for (int i = 0; i < FRAMES; i++) {
        const float share = (float)(i % 100) / 100;
        times[i] = show_event(
            platform, app,
            (UiEvent){.kind = UI_EVENT_MOVE, .x = rect.x + rect.w * share, .y = rect.y + rect.h / 2});
    }
    show_event(platform, app, (UiEvent){.kind = UI_EVENT_UP, .x = rect.x + 2, .y = rect.y + rect.h / 2});
    char what[64];
    snprintf(what, sizeof what, "dragging a neuron, %s", name);
    print_median(what, (int)app->facts.stacks.main.plan.size[PS_WIDTH], times);
}

/* Frames while the effective field of a row grows out of that of the row below, all over a stack. */
static void measure_effective(Platform *platform, App *app, const char *name, bool random) {
    double times[FRAMES];
    const PsFieldView view = {.effective = true, .random = random};
    PsEdit edits[2] = {ps_edit_settings(PS_STAGE_FIELD, &view)};
    if (ps_edit_stack(&edits[1], PS_EDIT_STACK, ps_preset_find(name)->text, NULL) != PS_OK) {
        return;
    }
    for (int i = 0; i < 2; i++) {
        if (ps_history_apply(&app->history, &app->document.scene, &edits[i], app->next_group + 1, NULL) !=
            PS_OK) {
            return;
        }
    }
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
    send_ctrl(app, '3', 0);
    app_set_step(app, 0);
    platform_show(platform);
    for (int i = 0; i < FRAMES; i++) {
        if (!player_runs(&app->player)) {
            app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_RIGHT});
        }
        app_advance(app, 1.0 / 60);
        times[i] = show_event(platform, app, (UiEvent){.kind = UI_EVENT_MOVE, .x = 1, .y = 1});
    }
    char what[64];
    snprintf(what, sizeof what, "%s, effective%s", name, random ? " (random)" : "");
    print_median(what, (int)app->facts.stacks.main.plan.size[PS_WIDTH], times);
}

int main(int argc, char **argv) {
    char sentence[1024];
    Settings settings = settings_default();
    settings.width = 1920;
    settings.height = 1080;
    Painter *painter = painter_create(argc > 1 ? argv[1] : "assets/fonts", sentence, sizeof sentence);
    App *app = painter ? app_create(painter_metrics(painter), &settings) : NULL;
    Platform *platform = app ? platform_create(app, painter, false, sentence, sizeof sentence) : NULL;
    if (platform) {
        printf("video driver %s, %d x %d\n", SDL_GetCurrentVideoDriver(), app->width, app->height);
        measure(platform, app, 8);
        measure(platform, app, 64);
        measure_dial(platform, app, 224);
        measure_field(platform, app, "resnet50", 60);
        measure_field(platform, app, "vgg_16", 18);
        measure_effective(platform, app, "ten_conv3", false);
        measure_effective(platform, app, "resnet50", false);
        measure_effective(platform, app, "resnet50", true);
        measure_large(platform, app, 4096);
    } else {
        fprintf(stderr, "%s\n", sentence);
    }
    const int code = platform ? 0 : 2;
    platform_destroy(platform);
    app_destroy(app);
    painter_destroy(painter);
    return code;
}
