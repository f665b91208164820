/* Where the lines of the bands and their bricks stand. Pure: the same for drawing and for the pointer. */
#include "app/stages/field/cone/bands_layout.h"

#include "app/stages/field/beside.h"
#include "app/stages/field/look.h"
#include "app/stages/field/scrolled.h"
#include "app/stages/field/view.h"
#include "app/words.h"
#include "core/memory.h"

#include <math.h>
#include <stdio.h>

/* All in units. */
enum {
    ROW = 32,
    ROW_LEAST = 21,
    OVER_BRICK = 8, /* what a row is higher than its bricks, and a folded block than a row */
    BETWEEN = 9,
    HEADER = 20,
    JUMP_X = 172, /* right end of the column */
    FIELD_X = 136,
    BRICKS_X = 188,
    READ = 70,
    CLOSEST = 24,      /* of an input cell, the closest one looks */
    OPEN_BY_ITSELF = 8 /* rows of a block below the chosen one that opens unasked */
};

static bool is_open(const FieldBands *bands, int block) {
    const FieldStageView *view = bands->scope->view;
    const StackBlock *rows = &bands->stack->blocks[block];
    const int chosen = bands->shown->row;
    const bool holds = chosen >= rows->first && chosen < rows->end;
    const bool below = chosen >= rows->end && rows->end - rows->first <= OPEN_BY_ITSELF;
    const bool toggled = (view->toggled >> (block % FIELD_BLOCKS) & 1) != 0;
    return bands->stack->block_count == 1 || (holds || below) != toggled;
}

static void add_line(FieldBands *bands, FieldLineKind kind, int row, int block, float height) {
    bands->lines[bands->count++] =
        (FieldLine){.kind = kind, .row = row, .block = block, .y = bands->height, .h = height};
    bands->height += height;
}

static void add_block(FieldBands *bands, int block) {
    const float unit = bands->unit;
    const StackBlock *rows = &bands->stack->blocks[block];
    const bool open = is_open(bands, block);
    if (!open) {
        add_line(bands, FIELD_LINE_FOLDED, rows->end - 1, block, bands->row + roundf(OVER_BRICK * unit));
    }
    bands->height += open ? roundf(FIELD_BANDS_INSET * unit) : 0;
    for (int row = rows->end - 1; row >= rows->first && open; row--) {
        add_line(bands, FIELD_LINE_ROW, row, block, bands->row);
        if (bands->stack->seen && bands->stack->rows[row] == bands->stack->sight.whole) {
            add_line(bands, FIELD_LINE_WHOLE, row, block, roundf(28 * unit));
        }
    }
    const float between = fminf(BETWEEN * unit, bands->row * BETWEEN / ROW);
    bands->height += (open ? roundf(FIELD_BANDS_INSET * unit) : 0) + roundf(between);
}

static void lay_rows(FieldBands *bands, float row) {
    bands->row = row;
    bands->brick = row - roundf(fminf(OVER_BRICK * bands->unit, row / 4));
    bands->count = 0;
    bands->height = 0;
    for (int block = bands->stack->block_count - 1; block >= 0; block--) {
        add_block(bands, block);
    }
    add_line(bands, FIELD_LINE_INPUT, -1, -1, row);
}

/* As high as lets all be seen, down to the input's row, where the field is read off; where the least is too
 * high, as high as is easy to read: it scrolls. False without memory. */
static bool lay_lines(FieldBands *bands) {
    const FollowedStack *stack = bands->stack;
    const float least = roundf(fmaxf(ROW_LEAST * bands->unit, 1.4F * bands->layout->least));
    const float most = fmaxf(least, roundf(ROW * bands->unit));
    bands->lines =
        ps_allocate((size_t)stack->row_count + (size_t)stack->block_count + 2, sizeof *bands->lines);
    if (bands->lines == NULL) {
        return false;
    }
    const float room = bands->view.h - FIELD_BANDS_INSET * bands->unit;
    lay_rows(bands, most);
    for (float row = most - 1; row >= least && bands->height > room; row--) {
        lay_rows(bands, row);
    }
    if (bands->height > room) {
        lay_rows(bands, most);
    }
    return true;
}

/* "224 / 224" and what is left and right of it. */
static float read_width(const FieldBands *bands) {
    char text[2 * PS_NUMBER_SIZE];
    const long long cells = (long long)bands->stack->plan.size[PS_WIDTH];
    snprintf(text, sizeof text, "%lld / %lld", cells, cells);
    const Font mono = field_layout_font(bands->layout, FONT_MONO, 13);
    return fmaxf(READ * bands->unit,
                 canvas_text_width(bands->scope->pen.canvas, mono, text) + 26 * bands->unit);
}

/* Columns and the lane. Names have more room where there is some. */
static void lay_columns(FieldBands *bands) {
    const float unit = bands->unit;
    const Rect view = bands->view;
    const float spare = fmaxf(0, fminf(120 * unit, view.w * 0.22F - 110 * unit));
    /* Larger words need more room for their columns. */
    const float wider = fmaxf(0, bands->layout->least - 13 * unit);
    bands->field_x = view.x + roundf(FIELD_X * unit + spare + 2 * wider);
    bands->jump_x = view.x + roundf(JUMP_X * unit + spare + 5 * wider);
    bands->read_x = view.x + view.w - 20 * unit;
    const float x = view.x + roundf(BRICKS_X * unit + spare + 5 * wider);
    float width = view.x + view.w - roundf(read_width(bands) + 12 * unit) - x;
    if (bands->layout->beside) {
        width = fminf(width, field_beside_lane(bands->scope, bands->layout));
    }
    bands->lane =
        field_lane_make(bands->scope->view, x, width, bands->stack->plan.size[PS_WIDTH], CLOSEST * unit);
}

bool field_bands_init(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown,
                      FieldBands *bands) {
    const float unit = layout->unit;
    const Rect cone = layout->cone;
    const float top = roundf(HEADER * unit);
    const float shift = roundf(12 * unit);
    const float end = layout->left.y + layout->left.h - roundf(8 * unit);
    *bands = (FieldBands){.scope = scope,
                          .layout = layout,
                          .shown = shown,
                          .stack = shown->stack,
                          .theme = scope->pen.theme,
                          .unit = unit,
                          .view = {cone.x - shift, cone.y + top, cone.w + shift, end - cone.y - top}};
    bands->origin = field_scroll_origin(scope, FIELD_SCROLL_LAYERS, bands->view);
    lay_columns(bands);
    return lay_lines(bands);
}

void field_bands_free(FieldBands *bands) {
    ps_release(bands->lines);
    *bands = (FieldBands){0};
}

int field_bands_node(const FieldBands *bands, int row) {
    return row < 0 ? PS_NODE_INPUT : bands->stack->rows[row];
}

bool field_bands_read_covered(const FieldBands *bands, int row) {
    const int chosen = bands->shown->row;
    return chosen >= 0 && row < chosen && field_covered(bands->scope, chosen);
}

int field_bands_place(const FieldBands *bands, int row) {
    return row < 0 ? bands->stack->plan.count : bands->stack->rows[row];
}

int64_t field_bands_neurons(const FieldBands *bands, int row) {
    return row < 0 ? bands->stack->plan.size[PS_WIDTH]
                   : bands->stack->plan.nodes[field_bands_node(bands, row)].size[PS_WIDTH];
}

/* Neurons first … end - 1 of a row, of count. */
Rect field_bands_span(const FieldBands *bands, const FieldLine *line, int64_t first, int64_t end,
                      int64_t count) {
    const float unit = bands->unit;
    const double pitch = (double)bands->lane.w * bands->lane.zoom / (double)count;
    const float gap = pitch > 12 * (double)unit ? 4 * unit : pitch > 5 ? 1 : 0;
    const float left = roundf(field_lane_at(&bands->lane, (double)first / (double)count));
    const float right = roundf(field_lane_at(&bands->lane, (double)end / (double)count) - gap);
    const float y = bands->origin.y + line->y + (line->h - bands->brick) / 2;
    return (Rect){left, roundf(y), fmaxf(1, right - left), bands->brick};
}

Rect field_bands_row(const FieldBands *bands, const FieldLine *line) {
    const int64_t count = field_bands_neurons(bands, line->row);
    const Rect whole = field_bands_span(bands, line, 0, count, count);
    return (Rect){bands->lane.x, whole.y, bands->lane.w, whole.h};
}

void field_bands_label(const FieldBands *bands, int row, char label[FIELD_ROW_LABEL]) {
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    if (row >= 0) {
        field_row_label(bands->stack, row, name, sizeof name);
    }
    snprintf(label, FIELD_ROW_LABEL, "Neurons of %s", name);
}

bool field_bands_as_bar(const FieldBands *bands, int64_t count) {
    return (double)bands->lane.w * bands->lane.zoom / (double)count < 4;
}

void field_bands_title(const FieldBands *bands, int block, char *text, size_t size) {
    const char *name = bands->stack->blocks[block].name;
    snprintf(text, size, name[0] >= '0' && name[0] <= '9' ? _("block %s") : "%s", name);
}

float field_bands_middle(const FieldBands *bands, const FieldLine *line) {
    return roundf(bands->origin.y + line->y + line->h / 2);
}

bool field_bands_seen(const FieldBands *bands, const FieldLine *line) {
    const float y = bands->origin.y + line->y;
    return y + line->h > bands->view.y - 60 && y < bands->view.y + bands->view.h + 60;
}
