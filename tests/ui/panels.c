#include "tests/ui/panels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/robot/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Visible {
    Rect rect;
    const char *label;
} Visible;

/* Overlapping by less than a pixel is rounding. */
static bool overlap(Rect one, Rect other) {
    const Rect common = rect_intersect(one, other);
    return common.w >= 1 && common.h >= 1;
}

static void report_overlap(const App *app, const Visible *one, const Visible *other, const char *state) {
    fail_msg("%s, %dx%d, text %d %%: \"%s\" [%g,%g %gx%g] overlaps \"%s\" [%g,%g %gx%g]", state, app->width,
             app->height, (int)(app->settings.text_size * 100), one->label, (double)one->rect.x,
             (double)one->rect.y, (double)one->rect.w, (double)one->rect.h, other->label,
             (double)other->rect.x, (double)other->rect.y, (double)other->rect.w, (double)other->rect.h);
}

static int compare_left(const void *one, const void *other) {
    const float a = ((const Visible *)one)->rect.x;
    const float b = ((const Visible *)other)->rect.x;
    return (a > b) - (a < b);
}

/* From left to right, each with those that begin before it ends: thousands of cells stay quick. */
static void check_pairs(const App *app, Visible *seen, size_t count, const char *state) {
    qsort(seen, count, sizeof *seen, compare_left);
    for (size_t i = 0; i < count; i++) {
        const float right = seen[i].rect.x + seen[i].rect.w;
        for (size_t k = i + 1; k < count && seen[k].rect.x < right; k++) {
            if (overlap(seen[i].rect, seen[k].rect)) {
                report_overlap(app, &seen[i], &seen[k], state);
            }
        }
    }
}

static void check_tree(const App *app, const char *state) {
    const Ui *ui = &app->ui;
    Visible *seen = calloc(ui->tree.count + 1, sizeof *seen);
    size_t count = 0;
    assert_non_null(seen);
    for (size_t i = 0; i < ui->tree.count; i++) {
        const UiEntry *entry = &ui->tree.entries[i];
        const Rect r = entry->rect;
        if (tree_covered(ui, entry)) {
            continue;
        }
        if (r.x < 0 || r.y < 0 || r.x + r.w > (float)app->width + 0.5F ||
            r.y + r.h > (float)app->height + 0.5F) {
            fail_msg("%s, %dx%d: \"%s\" lies outside the window", state, app->width, app->height,
                     ui_entry_label(ui, entry));
        }
        if (!ui_role_holds(entry->role) && !rect_empty(r)) {
            seen[count++] = (Visible){r, ui_entry_label(ui, entry)};
        }
    }
    assert_true(count > 2);
    check_pairs(app, seen, count, state);
    free(seen);
}

/* Pixels by which rounding and the softness of an edge may pass a panel's. */
#define SLACK 2.0F

/* A command's rectangle is what it covers at most; letters stand between their ascent and descent, lines
 * within the margin that is kept for their soft edges. */
static Rect ink_of(const CanvasCommand *command) {
    const Rect all = command->rect;
    if (command->kind == CANVAS_TEXT) {
        const float em = (float)command->font.size;
        return (Rect){all.x + 2, command->baseline - 0.73F * em, all.w - 4, 0.95F * em};
    }
    const bool line = command->kind == CANVAS_POLYGON || command->kind == CANVAS_POLYLINE;
    return line ? rect_inset(all, 1) : all;
}

static bool inside(Rect inner, Rect outer) {
    return inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK &&
           inner.x + inner.w <= outer.x + outer.w + SLACK && inner.y + inner.h <= outer.y + outer.h + SLACK;
}

static void describe(const Canvas *canvas, const CanvasCommand *command, Rect ink, char *text, size_t size) {
    static const char *const names[] = {"fill", "stroke", "hatch", "polygon", "polyline", "text", "image"};
    const Rect panel = command->panel;
    snprintf(text, size, "%s \"%s\" [%g,%g %gx%g] outside [%g,%g %gx%g]", names[command->kind],
             command->kind == CANVAS_TEXT ? canvas->text + command->data : "", (double)ink.x, (double)ink.y,
             (double)ink.w, (double)ink.h, (double)panel.x, (double)panel.y, (double)panel.w,
             (double)panel.h);
}

/* How many commands show outside of the panel they were drawn in; of the first, a line in text. */
static int strokes_outside(const Canvas *canvas, char *text, size_t size) {
    int count = 0;
    for (size_t i = 0; i < canvas->count; i++) {
        const CanvasCommand *command = &canvas->commands[i];
        const Rect ink = rect_intersect(ink_of(command), command->clip);
        if (rect_empty(ink) || inside(ink, command->panel)) {
            continue;
        }
        if (count++ == 0) {
            describe(canvas, command, ink, text, size);
        }
    }
    return count;
}

void assert_all_in_place(const App *app, const char *state) {
    char first[512] = "";
    check_tree(app, state);
    const int outside = strokes_outside(&app->canvas, first, sizeof first);
    if (outside > 0) {
        fail_msg("%s, %dx%d, text %d %%: %d leave their panel, the first: %s", state, app->width, app->height,
                 (int)(app->settings.text_size * 100), outside, first);
    }
}
