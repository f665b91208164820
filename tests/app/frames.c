#include "tests/app/frames.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *copy_of(const void *from, size_t count, size_t size) {
    void *copy = calloc(count + 1, size);
    assert_non_null(copy);
    if (count > 0) {
        memcpy(copy, from, count * size);
    }
    return copy;
}

Frame frame_of(const Canvas *canvas) {
    Frame frame = {.commands = copy_of(canvas->commands, canvas->count, sizeof *canvas->commands),
                   .text = copy_of(canvas->text, canvas->text_size, 1),
                   .points = copy_of(canvas->points, canvas->point_count, sizeof *canvas->points),
                   .count = canvas->count};
    for (size_t i = 0; i < canvas->count; i++) {
        frame.commands[i] = canvas->commands[canvas->order[i]];
    }
    return frame;
}

void frame_free(Frame *frame) {
    free(frame->commands);
    free(frame->text);
    free(frame->points);
    *frame = (Frame){0};
}

static Rect seen_of(const CanvasCommand *command) {
    return rect_intersect(command->rect, command->clip);
}

static bool is_blank(const Frame *frame, const CanvasCommand *command) {
    return command->kind == CANVAS_TEXT && strspn(frame->text + command->data, " ") == command->count;
}

static Color over(Color color, Color ground) {
    return color_blend(color | 0xFF, ground, (float)(color & 0xFF) / 255);
}

/* A point of the ink itself: for a line one of its own. */
static Point ink_point(const Frame *frame, const CanvasCommand *command) {
    const Rect seen = seen_of(command);
    if (command->kind == CANVAS_POLYLINE) {
        return frame->points[command->data + command->count / 2];
    }
    if (command->kind == CANVAS_STROKE) {
        return (Point){command->rect.x + 1, command->rect.y + command->rect.h / 2};
    }
    return (Point){seen.x + seen.w / 2, seen.y + seen.h / 2};
}

/* What of a picture is under a point nobody asks: it counts as the middle of all colours. */
static Color laid_over(const CanvasCommand *command, Color ground) {
    return command->kind == CANVAS_IMAGE ? 0x808080FF : over(command->color, ground);
}

static void lay_fills(const Frame *frame, size_t from, size_t end, Point at, Color *color) {
    for (size_t i = from; i < end; i++) {
        const CanvasCommand *command = &frame->commands[i];
        if ((command->kind == CANVAS_FILL || command->kind == CANVAS_IMAGE) &&
            rect_contains(seen_of(command), at.x, at.y)) {
            *color = laid_over(command, *color);
        }
    }
}

/* 0 for the same colour, 1 for black and white. */
static float difference(Color one, Color other) {
    float most = 0;
    for (int shift = 8; shift < 32; shift += 8) {
        most = fmaxf(most, fabsf((float)(one >> shift & 0xFF) - (float)(other >> shift & 0xFF)));
    }
    return most / 255;
}

/* An item of a frame, and what is seen at a point of it, with it and without: what covers it covers both. */
typedef struct Look {
    const CanvasCommand *command;
    const char *text;
    Rect rect;
    Color ground, color;
    Color own; /* as if nothing covered it */
} Look;

static Look look_at(const Frame *frame, size_t index) {
    const CanvasCommand *command = &frame->commands[index];
    const bool is_text = command->kind == CANVAS_TEXT;
    const Point at = ink_point(frame, command);
    Look look = {.command = command,
                 .text = is_text ? frame->text + command->data : "",
                 .rect = is_text ? command->rect : seen_of(command),
                 .ground = 0x000000FF};
    lay_fills(frame, 0, index, at, &look.ground);
    look.own = look.color = laid_over(command, look.ground);
    lay_fills(frame, index + 1, frame->count, at, &look.ground);
    lay_fills(frame, index + 1, frame->count, at, &look.color);
    return look;
}

static float farthest_edge(Rect one, Rect other) {
    return fmaxf(fmaxf(fabsf(one.x - other.x), fabsf(one.y - other.y)),
                 fmaxf(fabsf(one.x + one.w - other.x - other.w), fabsf(one.y + one.h - other.y - other.h)));
}

static bool same_text(const Look *one, const Frame *frame, const CanvasCommand *other) {
    return one->command->count == other->count &&
           memcmp(one->text, frame->text + other->data, other->count) == 0;
}

/* Another text in the place of one: it begins, ends or has its middle where that did. */
static bool replaces(const CanvasCommand *one, const CanvasCommand *other) {
    const float left = other->rect.x - one->rect.x;
    const float right = left + other->rect.w - one->rect.w;
    return fabsf(one->baseline - other->baseline) <= 2 &&
           fminf(fminf(fabsf(left), fabsf(right)), fabsf(left + right) / 2) <= 2;
}

/* How far from where it was, in pixels; the same kind of thing must be there. Negative: nothing like it. */
static float distance(const Look *look, const Frame *frame, const CanvasCommand *other) {
    if (look->command->kind != other->kind) {
        return -1;
    }
    if (other->kind == CANVAS_TEXT) {
        return same_text(look, frame, other)    ? farthest_edge(look->rect, other->rect)
               : replaces(look->command, other) ? 0
                                                : -1;
    }
    return farthest_edge(look->rect, seen_of(other));
}

static bool stands_in(const Frame *frame, const CanvasCommand *command, size_t index) {
    if (index < frame->count && frame->commands[index].hash == command->hash) {
        return true;
    }
    for (size_t i = 0; i < frame->count; i++) {
        if (frame->commands[i].hash == command->hash) {
            return true;
        }
    }
    return false;
}

/* Whether the other frame has what this came from, or goes to; else why not. */
static const char *fault_of(const Look *look, const Frame *other, const FrameLimits *limits) {
    const char *fault = NULL;
    if (difference(look->color, look->ground) <= limits->contrast) {
        return NULL;
    }
    for (size_t i = 0; i < other->count; i++) {
        const float far = distance(look, other, &other->commands[i]);
        if (far < 0) {
            continue;
        }
        if (far > limits->reach) {
            fault = fault ? fault : "jumps or pops";
            continue;
        }
        const Look like = look_at(other, i);
        if (fminf(difference(like.color, look->color), difference(like.own, look->own)) <= limits->contrast) {
            return NULL;
        }
        fault = "flips";
    }
    return fault ? fault : "pops";
}

static void tell(char *text, size_t size, const Look *look, const char *fault, const char *when) {
    static const char *const names[] = {"fill", "stroke", "hatch", "polygon", "polyline", "text", "image"};
    const size_t length = strlen(text);
    snprintf(text + length, size - length, "  %s %s: %s \"%s\" [%g,%g %gx%g] %06x on %06x\n", fault, when,
             names[look->command->kind], look->text, (double)look->rect.x, (double)look->rect.y,
             (double)look->rect.w, (double)look->rect.h, (unsigned)(look->color >> 8),
             (unsigned)(look->ground >> 8));
}

static int faults_one_way(const Frame *frame, const Frame *other, Rect within, const FrameLimits *limits,
                          const char *when, char *text, size_t size) {
    int count = 0;
    for (size_t i = 0; i < frame->count; i++) {
        const CanvasCommand *command = &frame->commands[i];
        if (stands_in(other, command, i) || rect_empty(rect_intersect(seen_of(command), within)) ||
            is_blank(frame, command)) {
            continue;
        }
        const Look look = look_at(frame, i);
        const char *fault = fault_of(&look, other, limits);
        if (fault) {
            tell(text, size, &look, fault, when);
            count++;
        }
    }
    return count;
}

int frame_faults(const Frame *before, const Frame *after, Rect within, const FrameLimits *limits, char *text,
                 size_t size) {
    return faults_one_way(before, after, within, limits, "leaving", text, size) +
           faults_one_way(after, before, within, limits, "coming", text, size);
}

Places places_of(const Ui *ui) {
    const UiTree *tree = &ui->tree;
    return (Places){.entries = copy_of(tree->entries, tree->count, sizeof *tree->entries),
                    .words = copy_of(tree->words, tree->words_size, 1),
                    .count = tree->count};
}

void places_free(Places *places) {
    free(places->entries);
    free(places->words);
    *places = (Places){0};
}

static const char *label_of(const Places *places, size_t index) {
    return places->words + places->entries[index].label;
}

/* The how-manieth of its name it is. */
static size_t rank_of(const Places *places, size_t index) {
    size_t rank = 0;
    for (size_t i = 0; i < index; i++) {
        rank += strcmp(label_of(places, i), label_of(places, index)) == 0;
    }
    return rank;
}

static size_t count_of(const Places *places, const char *label) {
    size_t count = 0;
    for (size_t i = 0; i < places->count; i++) {
        count += strcmp(label_of(places, i), label) == 0;
    }
    return count;
}

static bool has_value(const Places *places, const UiEntry *entry) {
    return places->words[entry->value] != '\0';
}

/* Null where it is not there, or is another one: of another name's number, a cell of another size, or one
 * that is empty. */
static const UiEntry *find_again(const Places *before, size_t index, const Places *after) {
    const char *label = label_of(before, index);
    const UiEntry *was = &before->entries[index];
    size_t rank = rank_of(before, index);
    if (count_of(before, label) != count_of(after, label)) {
        return NULL;
    }
    for (size_t i = 0; i < after->count; i++) {
        if (strcmp(label_of(after, i), label) == 0 && rank-- == 0) {
            const UiEntry *now = &after->entries[i];
            const bool other =
                was->full.w != now->full.w || !has_value(before, was) || !has_value(after, now);
            return now->role == UI_ROLE_CELL && other ? NULL : now;
        }
    }
    return NULL;
}

/* The input stays where it is. */
static bool jumps(const char *label, Rect was, Rect now, float reach) {
    const bool input = strncmp(label, "input", 5) == 0;
    return fabsf(now.x - was.x) > 0.5F || fabsf(now.y - was.y) > (input ? 0.5F : reach);
}

int places_moved(const Places *before, const Places *after, float reach, char *text, size_t size) {
    int count = 0;
    for (size_t i = 0; i < before->count; i++) {
        const char *label = label_of(before, i);
        const Rect was = before->entries[i].full;
        const UiEntry *now = find_again(before, i, after);
        if (now == NULL || !jumps(label, was, now->full, reach)) {
            continue;
        }
        const size_t length = strlen(text);
        snprintf(text + length, size - length, "  \"%s\" goes from %g,%g to %g,%g\n", label, (double)was.x,
                 (double)was.y, (double)now->full.x, (double)now->full.y);
        count++;
    }
    return count;
}
