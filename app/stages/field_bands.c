/* The cone in bands: one brick a neuron over the cells it stands for, blocks of layers that fold. For stacks
 * too deep, too wide or too branched to show neuron by neuron.
 *
 * What stands where is a list of lines from the top down, the same for drawing and for the pointer; the whole
 * scrolls. Bricks too small to tell apart become one bar with its lit part.
 */
#include "app/stages/field_stage.h"

#include "app/stages/motion.h"
#include "app/words.h"
#include "core/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* All in units. */
enum {
    ROW = 32,
    BRICK = 24,
    FOLDED = 40,
    BETWEEN = 9,
    INSET = 4,
    HEADER = 20,
    NAME_X = 34,
    JUMP_X = 172, /* right end of the column */
    FIELD_X = 136,
    BRICKS_X = 188,
    READ = 70,
    OPEN_BY_ITSELF = 8 /* rows of a block below the chosen one that opens unasked */
};

typedef enum LineKind { LINE_FOLDED, LINE_ROW, LINE_WHOLE, LINE_INPUT } LineKind;

/* One line, from y on; rows and folded blocks say which. */
typedef struct Line {
    LineKind kind;
    int row, block;
    float y, h;
} Line;

typedef struct Bands {
    const StageContext *context;
    const FieldLayout *layout;
    const FieldShown *shown;
    const LabStack *stack;
    Rect view;              /* what scrolls */
    Point origin;           /* where its content begins */
    float field_x, jump_x;  /* right ends of the columns of figures */
    float bricks, bricks_w; /* the bricks' room */
    Line *lines;            /* owned */
    int count;
    float height;
} Bands;

static const char *scroll_name(void) {
    return _("Scroll the layers");
}

static bool is_open(const Bands *bands, int block) {
    const FieldStageView *view = bands->context->view;
    const LabBlock *rows = &bands->stack->blocks[block];
    const int chosen = bands->shown->row;
    const bool holds = chosen >= rows->first && chosen < rows->end;
    const bool below = chosen >= rows->end && rows->end - rows->first <= OPEN_BY_ITSELF;
    const bool toggled = (view->toggled >> (block % FIELD_BLOCKS) & 1) != 0;
    return bands->stack->block_count == 1 || (holds || below) != toggled;
}

static void add_line(Bands *bands, LineKind kind, int row, int block, float height) {
    bands->lines[bands->count++] =
        (Line){.kind = kind, .row = row, .block = block, .y = bands->height, .h = height};
    bands->height += height;
}

static void add_block(Bands *bands, int block) {
    const float unit = bands->layout->unit;
    const LabBlock *rows = &bands->stack->blocks[block];
    const bool open = is_open(bands, block);
    if (!open) {
        add_line(bands, LINE_FOLDED, rows->end - 1, block, roundf(FOLDED * unit));
    }
    bands->height += open ? roundf(INSET * unit) : 0;
    for (int row = rows->end - 1; row >= rows->first && open; row--) {
        add_line(bands, LINE_ROW, row, block, roundf(ROW * unit));
        if (bands->stack->seen && bands->stack->rows[row] == bands->stack->sight.whole) {
            add_line(bands, LINE_WHOLE, row, block, roundf(28 * unit));
        }
    }
    bands->height += (open ? roundf(INSET * unit) : 0) + roundf(BETWEEN * unit);
}

/* False without memory; lines are to be released. */
static bool lay_lines(Bands *bands) {
    const LabStack *stack = bands->stack;
    bands->lines =
        ps_allocate((size_t)stack->row_count + (size_t)stack->block_count + 2, sizeof *bands->lines);
    if (bands->lines == NULL) {
        return false;
    }
    for (int block = stack->block_count - 1; block >= 0; block--) {
        add_block(bands, block);
    }
    add_line(bands, LINE_INPUT, -1, -1, roundf(ROW * bands->layout->unit));
    return true;
}

static Bands make_bands(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const float unit = layout->unit;
    const Rect cone = layout->cone;
    Bands bands = {.context = context, .layout = layout, .shown = shown, .stack = shown->stack};
    const float top = roundf(HEADER * unit);
    const float shift = roundf(12 * unit);
    const float end = layout->left.y + layout->left.h - roundf(8 * unit);
    bands.view = (Rect){cone.x - shift, cone.y + top, cone.w + shift, end - cone.y - top};
    /* Names have more room where there is some. */
    const float spare = fmaxf(0, fminf(120 * unit, bands.view.w * 0.22F - 110 * unit));
    bands.field_x = bands.view.x + roundf(FIELD_X * unit + spare);
    bands.jump_x = bands.view.x + roundf(JUMP_X * unit + spare);
    bands.bricks = bands.view.x + roundf(BRICKS_X * unit + spare);
    bands.bricks_w = bands.view.x + bands.view.w - roundf((READ + 12) * unit) - bands.bricks;
    return bands;
}

static int node_of(const Bands *bands, int row) {
    return row < 0 ? PS_NODE_INPUT : bands->stack->rows[row];
}

static int place_of(const Bands *bands, int row) {
    return row < 0 ? bands->stack->plan.count : bands->stack->rows[row];
}

static int64_t neurons_of(const Bands *bands, int row) {
    return row < 0 ? bands->stack->plan.size[PS_WIDTH]
                   : bands->stack->plan.nodes[node_of(bands, row)].size[PS_WIDTH];
}

static float lit_share(const Bands *bands, int row) {
    return motion_clamp((float)fmin(bands->shown->lit - (double)(bands->shown->row - row), 1));
}

/* Neurons first … end - 1 of a row, of count. */
static Rect span_rect(const Bands *bands, const Line *line, int64_t first, int64_t end, int64_t count) {
    const float unit = bands->layout->unit;
    const float pitch = bands->bricks_w / (float)count;
    const float gap = pitch > 12 * unit ? 4 * unit : pitch > 5 ? 1 : 0;
    const float left = roundf(bands->bricks + pitch * (float)first);
    const float right = roundf(bands->bricks + pitch * (float)end - gap);
    const float y = bands->origin.y + line->y + (line->h - BRICK * unit) / 2;
    return (Rect){left, roundf(y), fmaxf(1, right - left), roundf(BRICK * unit)};
}

static bool as_bar(const Bands *bands, int64_t count) {
    return bands->bricks_w / (float)count < 4;
}

static Color row_hue(const Bands *bands, int row) {
    const Theme *theme = bands->context->ui->theme;
    return row < 0 ? theme->text : field_hue(theme, bands->stack->plan.nodes[node_of(bands, row)].layer);
}

static float corner(const Bands *bands, Rect rect) {
    return roundf(fminf(4 * bands->layout->unit, rect.w * 0.2F));
}

static void draw_plain(const Bands *bands, Rect rect, bool ahead) {
    Ui *ui = bands->context->ui;
    const Theme *theme = ui->theme;
    canvas_fill(ui->canvas, rect, corner(bands, rect), color_alpha(theme->cell, ahead ? 0.5F : 1));
    if (rect.w > 3) {
        canvas_stroke(ui->canvas, rect, corner(bands, rect), fmaxf(1, theme->hairline), 0,
                      color_alpha(theme->line, ahead ? 0.6F : 1));
    }
}

static void draw_marked(const Bands *bands, const Line *line, Rect rect) {
    Ui *ui = bands->context->ui;
    const Theme *theme = ui->theme;
    const float unit = bands->layout->unit;
    const float least = roundf(5 * unit);
    const Rect grown = rect_inset(
        rect.w < least ? (Rect){rect.x - (least - rect.w) / 2, rect.y, least, rect.h} : rect, -unit);
    const bool chosen = line->row == bands->shown->row;
    canvas_fill(ui->canvas, grown, corner(bands, grown), chosen ? theme->window : theme->text);
    if (!chosen && line->row >= 0) {
        canvas_stroke(ui->canvas, grown, corner(bands, grown), fmaxf(2, 2.5F * unit), 0,
                      row_hue(bands, line->row));
    }
}

static Color lit_color(const Bands *bands, int row) {
    const Theme *theme = bands->context->ui->theme;
    return color_blend(theme->text, theme->cell, 0.62F * lit_share(bands, row));
}

/* A bar instead of bricks: the lit neurons from first to last. */
static void draw_bar(const Bands *bands, const Line *line, int64_t count, bool ahead) {
    draw_plain(bands, span_rect(bands, line, 0, count, count), ahead);
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (ahead || cone->span == NULL || lit_share(bands, line->row) <= 0) {
        return;
    }
    const PsRange span = cone->span[place_of(bands, line->row)];
    if (span.first < span.end) {
        const Rect rect = span_rect(bands, line, span.first, span.end, count);
        canvas_fill(bands->context->ui->canvas, rect, corner(bands, rect), lit_color(bands, line->row));
    }
}

static void draw_bricks(const Bands *bands, const Line *line) {
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    const int64_t count = neurons_of(bands, line->row);
    const bool ahead = line->row > bands->shown->row;
    const int place = place_of(bands, line->row);
    if (count == 0) {
        return;
    }
    if (as_bar(bands, count)) {
        draw_bar(bands, line, count, ahead);
    }
    for (int64_t i = 0; i < count && !as_bar(bands, count); i++) {
        const Rect rect = span_rect(bands, line, i, i + 1, count);
        const bool lit = !ahead && cone->lit != NULL && cone->lit[cone->first[place] + i] != 0 &&
                         lit_share(bands, line->row) > 0;
        if (lit) {
            canvas_fill(bands->context->ui->canvas, rect, corner(bands, rect), lit_color(bands, line->row));
        } else {
            draw_plain(bands, rect, ahead);
        }
    }
    const int64_t path = bands->shown->path[place][PS_WIDTH];
    if (!ahead && path >= 0 && (lit_share(bands, line->row) > 0 || line->row == bands->shown->row)) {
        draw_marked(bands, line, span_rect(bands, line, path, path + 1, count));
    }
}

/* Between a row and the one right under it that it reads: where the lit neurons of both lie. */
static void draw_ground(const Bands *bands, const Line *line, const Line *under) {
    const PsNode *node = &bands->stack->plan.nodes[node_of(bands, line->row)];
    const int below = node->from == PS_NODE_INPUT ? -1 : bands->stack->row_of[node->from];
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (below != under->row || cone->span == NULL || node->input_count > 0) {
        return;
    }
    const PsRange upper = cone->span[place_of(bands, line->row)];
    const PsRange lower = cone->span[place_of(bands, below)];
    if (upper.first >= upper.end || lower.first >= lower.end) {
        return;
    }
    const Rect one = span_rect(bands, line, upper.first, upper.end, neurons_of(bands, line->row));
    const Rect two = span_rect(bands, under, lower.first, lower.end, neurons_of(bands, below));
    const Point points[] = {
        {one.x, one.y + one.h}, {one.x + one.w, one.y + one.h}, {two.x + two.w, two.y}, {two.x, two.y}};
    canvas_polygon(bands->context->ui->canvas, points, 4,
                   color_alpha(row_hue(bands, line->row), 0.3F * lit_share(bands, below)));
}

static float line_middle(const Bands *bands, const Line *line) {
    return roundf(bands->origin.y + line->y + line->h / 2);
}

static void draw_figure(const Bands *bands, float right, float y, Color color, double value) {
    char text[PS_NUMBER_SIZE];
    field_number(value, PS_NUMBER_SCREEN, text);
    canvas_text_aligned(bands->context->ui->canvas, field_font(bands->layout, FONT_MONO, 13), right, y,
                        ALIGN_RIGHT, 0, color, text);
}

static void draw_figures(const Bands *bands, const Line *line, bool ahead) {
    const Theme *theme = bands->context->ui->theme;
    const PsField *field = &bands->stack->fields[node_of(bands, line->row)];
    const float y = line_middle(bands, line);
    if (!field->known || (!ahead && field_covered(bands->context, line->row))) {
        canvas_text_aligned(bands->context->ui->canvas, field_font(bands->layout, FONT_MONO, 13),
                            bands->field_x, y, ALIGN_RIGHT, 0, theme->muted, field->known ? "?" : "–");
        return;
    }
    const bool chosen = line->row == bands->shown->row;
    const Color plain = ahead ? theme->muted : theme->text;
    draw_figure(bands, bands->field_x, y, chosen ? theme->window_text : plain, field->axis[PS_WIDTH].size);
    draw_figure(bands, bands->jump_x, y, plain, field->axis[PS_WIDTH].jump);
}

/* "3 / 8": how many of a row's neurons the chosen one stands on. */
static void draw_read(const Bands *bands, const Line *line) {
    const Theme *theme = bands->context->ui->theme;
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    char lit[PS_NUMBER_SIZE];
    char all[PS_NUMBER_SIZE * 2];
    if (cone->lit_count == NULL || lit_share(bands, line->row) <= 0) {
        return;
    }
    ps_number_write_integer(lit, cone->lit_count[place_of(bands, line->row)], PS_NUMBER_SCREEN);
    snprintf(all, sizeof all, " / %lld", (long long)neurons_of(bands, line->row));
    const Font font = field_font(bands->layout, FONT_MONO, 13);
    Canvas *canvas = bands->context->ui->canvas;
    const float right = bands->view.x + bands->view.w - 20 * bands->layout->unit;
    const float width = canvas_text_width(canvas, font, all);
    const float y = line_middle(bands, line);
    canvas_text_aligned(canvas, font, right, y, ALIGN_RIGHT, 0, theme->muted, all);
    canvas_text_aligned(canvas, font, right - width, y, ALIGN_RIGHT, 0,
                        line->row == bands->shown->row ? theme->window_text : theme->text, lit);
}

/* Layers inside of branches stand further in. */
static float indent_of(const Bands *bands, int row) {
    int depth = 0;
    for (int block = bands->stack->plan.nodes[node_of(bands, row)].block; block != PS_NODE_INPUT && depth < 3;
         block = bands->stack->plan.nodes[block].block) {
        depth++;
    }
    return (float)depth * 6 * bands->layout->unit;
}

/* What the join round a layer, or the block, says already is left out of its name. */
static const char *short_name(const Bands *bands, int row, const char *name) {
    const int join = bands->stack->plan.nodes[node_of(bands, row)].block;
    const char *outer = join == PS_NODE_INPUT ? "" : bands->stack->plan.nodes[join].layer->name;
    const size_t length = strlen(outer);
    if (length > 0 && strncmp(name, outer, length) == 0 && name[length] == '.') {
        return name + length + 1;
    }
    const char *point = strchr(name, '.');
    return point != NULL ? point + 1 : name;
}

static void draw_name(const Bands *bands, const Line *line, bool ahead) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    const PsLayer *layer = bands->stack->plan.nodes[node_of(bands, line->row)].layer;
    const Color hue = ahead ? ui->theme->muted : row_hue(bands, line->row);
    const float y = line_middle(bands, line);
    const float x = bands->view.x + indent_of(bands, line->row);
    char name[PS_LAYER_TITLE_SIZE];
    lab_node_name(bands->stack, node_of(bands, line->row), name);
    icon_draw(ui->canvas, field_mark(layer), (Point){x + 19 * unit, y}, 12 * unit, hue);
    canvas_text_aligned(ui->canvas, field_font(bands->layout, FONT_MONO, 13), x + NAME_X * unit, y,
                        ALIGN_LEFT, bands->field_x - 44 * unit - x - NAME_X * unit, hue,
                        short_name(bands, line->row, name));
}

static void draw_row(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    const bool ahead = line->row > bands->shown->row;
    if (line->row == bands->shown->row) {
        canvas_fill(ui->canvas, (Rect){bands->view.x, bands->origin.y + line->y, bands->view.w - 10, line->h},
                    0, ui->theme->raised);
    }
    draw_name(bands, line, ahead);
    draw_figures(bands, line, ahead);
    const PsNode *node = &bands->stack->plan.nodes[node_of(bands, line->row)];
    if (node->state != PS_NODE_FITS) {
        canvas_text_aligned(ui->canvas, field_font(bands->layout, FONT_REGULAR, 12), bands->bricks,
                            line_middle(bands, line), ALIGN_LEFT, bands->bricks_w, ui->theme->muted,
                            node->state == PS_NODE_FAILS ? _("does not fit what comes in")
                                                         : _("follows a layer that does not fit"));
        return;
    }
    draw_bricks(bands, line);
    if (!ahead) {
        draw_read(bands, line);
    }
}

/* How many layers of each mark a folded block holds, at its right end. */
static void draw_counts(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    const LabBlock *rows = &bands->stack->blocks[line->block];
    int counts[PS_FAMILY_COUNT] = {0};
    for (int row = rows->first; row < rows->end; row++) {
        counts[ps_layer_info(bands->stack->plan.nodes[node_of(bands, row)].layer->kind)->family]++;
    }
    const PsLayerKind kinds[] = {PS_LAYER_MAX_POOL, PS_LAYER_AVG_POOL, PS_LAYER_CONV};
    float right = bands->view.x + bands->view.w - 20 * unit;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const PsLayer layer = {.kind = kinds[i]};
        const int count = counts[ps_layer_info(kinds[i])->family];
        char text[16];
        if (count == 0) {
            continue;
        }
        snprintf(text, sizeof text, "%d", count);
        right -= canvas_text_aligned(ui->canvas, field_font(bands->layout, FONT_MONO, 12), right,
                                     line_middle(bands, line), ALIGN_RIGHT, 0, ui->theme->muted, text);
        icon_draw(ui->canvas, field_mark(&layer), (Point){right - 8 * unit, line_middle(bands, line)},
                  11 * unit, ui->theme->muted);
        right -= 20 * unit;
    }
}

static void block_title(const Bands *bands, int block, char *text, size_t size) {
    const char *name = bands->stack->blocks[block].name;
    snprintf(text, size, name[0] >= '0' && name[0] <= '9' ? _("block %s") : "%s", name);
}

static void draw_folded(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    char title[96];
    block_title(bands, line->block, title, sizeof title);
    const float y = line_middle(bands, line);
    canvas_text_aligned(ui->canvas, field_font(bands->layout, FONT_SEMIBOLD, 13),
                        bands->view.x + NAME_X * unit, y, ALIGN_LEFT,
                        bands->field_x - bands->view.x - (44 + NAME_X) * unit, ui->theme->muted, title);
    draw_figures(bands, line, line->row > bands->shown->row);
    const int64_t count = neurons_of(bands, line->row);
    for (int64_t i = 0; i < count && !as_bar(bands, count); i++) {
        const Rect rect = span_rect(bands, line, i, i + 1, count);
        draw_plain(bands, rect, true);
        canvas_hatch(ui->canvas, rect, corner(bands, rect), fmaxf(5, 7 * unit), false, ui->theme->line);
    }
    if (as_bar(bands, count) && count > 0) {
        draw_plain(bands, span_rect(bands, line, 0, count, count), true);
    }
    draw_counts(bands, line);
}

static void draw_whole(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    const Font font = field_font(bands->layout, FONT_SEMIBOLD, 13);
    const char *words = _("sees it all from here");
    const float width = canvas_text_width(ui->canvas, font, words) + 20 * unit;
    const float y = line_middle(bands, line);
    const float middle = bands->bricks + bands->bricks_w / 2;
    const float dash = fmaxf(2, roundf(3 * unit));
    const float right = bands->view.x + bands->view.w - 20 * unit;
    const float left = bands->view.x + 12 * unit;
    const int dashes = (int)((right - left) / (2 * dash));
    for (int i = 0; i < dashes; i++) {
        const float x = left + 2 * dash * (float)i;
        if (x < middle - width / 2 - 10 * unit || x > middle + width / 2 + 8 * unit) {
            canvas_fill(ui->canvas, (Rect){x, y - 1, dash, 2}, 0, ui->theme->text);
        }
    }
    icon_draw(ui->canvas, ICON_UP, (Point){middle - width / 2 + 6 * unit, y}, 11 * unit, ui->theme->text);
    canvas_text(ui->canvas, font, middle - width / 2 + 20 * unit, y, ui->theme->text, words);
}

/* The card round the lines of a block, or round a folded one. */
static void draw_card(const Bands *bands, const Line *first, const Line *last, bool open) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    const float inset = open ? roundf(INSET * unit) : 0;
    const float top = bands->origin.y + first->y - inset;
    const Rect card = {bands->view.x, top, bands->view.w - 10,
                       last->y + last->h + inset + bands->origin.y - top};
    canvas_fill(ui->canvas, card, 8 * unit, ui->theme->panel);
    canvas_stroke(ui->canvas, card, 8 * unit, fmaxf(1, ui->theme->hairline), 0, ui->theme->line);
}

static bool is_seen(const Bands *bands, const Line *line) {
    const float y = bands->origin.y + line->y;
    return y + line->h > bands->view.y - 60 && y < bands->view.y + bands->view.h + 60;
}

static void draw_cards(const Bands *bands) {
    for (int i = 0; i < bands->count; i++) {
        const Line *line = &bands->lines[i];
        int last = i;
        while (last + 1 < bands->count && bands->lines[last + 1].block == line->block) {
            last++;
        }
        if (line->block >= 0) {
            draw_card(bands, line, &bands->lines[last], line->kind != LINE_FOLDED);
        }
        i = last;
    }
}

static void draw_input(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    canvas_text(ui->canvas, field_font(bands->layout, FONT_MEDIUM, 13),
                bands->view.x + NAME_X * bands->layout->unit, line_middle(bands, line), ui->theme->text,
                _("Input"));
    draw_bricks(bands, line);
    draw_read(bands, line);
}

static void draw_lines(const Bands *bands) {
    const Line *above = NULL;
    draw_cards(bands);
    for (int i = 0; i < bands->count; i++) {
        const Line *line = &bands->lines[i];
        if (above != NULL && is_seen(bands, line) && (line->kind == LINE_ROW || line->kind == LINE_INPUT)) {
            draw_ground(bands, above, line);
        }
        above = line->kind == LINE_ROW && line->row <= bands->shown->row ? line
                : line->kind == LINE_WHOLE                               ? above
                                                                         : NULL;
    }
    static void (*const drawers[])(const Bands *, const Line *) = {[LINE_FOLDED] = draw_folded,
                                                                   [LINE_ROW] = draw_row,
                                                                   [LINE_WHOLE] = draw_whole,
                                                                   [LINE_INPUT] = draw_input};
    for (int i = 0; i < bands->count; i++) {
        if (is_seen(bands, &bands->lines[i])) {
            drawers[bands->lines[i].kind](bands, &bands->lines[i]);
        }
    }
}

static void draw_header(const Bands *bands) {
    Canvas *canvas = bands->context->ui->canvas;
    const Theme *theme = bands->context->ui->theme;
    const float unit = bands->layout->unit;
    const Font font = field_font(bands->layout, FONT_MEDIUM, 12);
    const float y = bands->view.y - 12 * unit;
    canvas_text_aligned(canvas, font, bands->field_x, y, ALIGN_RIGHT, 0, theme->muted, _("field"));
    canvas_text_aligned(canvas, font, bands->jump_x, y, ALIGN_RIGHT, 0, theme->muted, _("jump"));
    canvas_text_aligned(canvas, font, bands->view.x + bands->view.w - 20 * unit, y, ALIGN_RIGHT, 0,
                        theme->muted, _("read"));
}

void field_bands_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    Bands bands = make_bands(context, layout, shown);
    char title[96];
    snprintf(title, sizeof title, _("Each layer on %lld × %lld"),
             (long long)bands.stack->plan.size[PS_HEIGHT], (long long)bands.stack->plan.size[PS_WIDTH]);
    field_titles(
        context, layout->left, layout->unit, title,
        bands.stack->block_count > 1
            ? _("A band a block: click to fold. Each brick is one neuron, over the cells it stands for.")
            : _("Each brick is one neuron, over the cells it stands for."));
    draw_header(&bands);
    if (!lay_lines(&bands)) {
        return;
    }
    bands.origin = ui_scroll_origin(context->ui, scroll_name(), bands.view);
    canvas_push_clip(context->ui->canvas, bands.view);
    draw_lines(&bands);
    canvas_pop_clip(context->ui->canvas);
    ps_release(bands.lines);
}

static void toggle(const Bands *bands, int block) {
    FieldStageView *view = bands->context->view;
    view->toggled ^= UINT64_C(1) << (block % FIELD_BLOCKS);
    bands->context->ui->changed = true;
}

/* The chevron of a block, beside its folded line or the last of its rows. */
static void fold_button(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    char title[96];
    char label[128];
    block_title(bands, line->block, title, sizeof title);
    const bool folded = line->kind == LINE_FOLDED;
    snprintf(label, sizeof label, folded ? _("Open %s") : _("Fold %s"), title);
    const Rect whole = {bands->view.x, bands->origin.y + line->y, bands->bricks - bands->view.x - 8 * unit,
                        line->h};
    const Rect small = {bands->view.x, bands->origin.y + line->y, 14 * unit, line->h};
    const Rect rect = folded ? whole : small;
    const UiAct act = ui_interact(ui, ui_id(label), rect, UI_STOP);
    const Point centre = {folded ? rect.x + 19 * unit : rect.x + 7 * unit, line_middle(bands, line)};
    icon_draw(ui->canvas, folded ? ICON_NEXT : ICON_CHEVRON, centre, (folded ? 12 : 9) * unit,
              act.hovered ? ui->theme->text : ui->theme->muted);
    ui_tooltip(ui, act, rect, folded ? _("Show the layers of this block") : _("Fold this block"));
    ui_report(ui, UI_ROLE_BUTTON, label, folded ? "folded" : "open", rect, true, act.focused);
    if (act.clicked) {
        toggle(bands, line->block);
    }
}

static void choose(const Bands *bands, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(bands->context, node_of(bands, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(bands->context, node_of(bands, row), chosen);
}

static int64_t nearest(const Bands *bands, int64_t count) {
    const float at = (bands->context->ui->x - bands->bricks) / bands->bricks_w * (float)count;
    const int64_t neuron = (int64_t)floorf(at);
    return neuron < 0 ? 0 : neuron >= count ? count - 1 : neuron;
}

static void row_keys(const Bands *bands, int row, UiId id) {
    Ui *ui = bands->context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 && (up == 0 || to < 0 || to >= bands->stack->row_count || neurons_of(bands, to) == 0)) {
        return;
    }
    field_neuron_of(bands->context, node_of(bands, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    choose(bands, to, next < 0 ? 0 : next >= neurons_of(bands, to) ? neurons_of(bands, to) - 1 : next);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void report_row(const Bands *bands, const Line *line, Rect rect, bool focused) {
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    char label[PS_LAYER_TITLE_SIZE + 48];
    char value[3 * PS_NUMBER_SIZE] = "";
    if (line->row >= 0) {
        field_row_label(bands->stack, line->row, name, sizeof name);
    }
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (cone->lit_count != NULL && line->row <= bands->shown->row) {
        snprintf(value, sizeof value, "%lld of %lld", (long long)cone->lit_count[place_of(bands, line->row)],
                 (long long)neurons_of(bands, line->row));
    }
    snprintf(label, sizeof label, _("Neurons of %s"), name);
    ui_report(bands->context->ui, UI_ROLE_CELL, label, value, rect, true, focused);
}

static void row_controls(const Bands *bands, const Line *line) {
    Ui *ui = bands->context->ui;
    const int64_t count = neurons_of(bands, line->row);
    const UiId id = ui_id_number(ui_id("field row"), line->row);
    if (count == 0) {
        return;
    }
    const Rect rect = span_rect(bands, line, 0, count, count);
    const UiAct act = ui_interact(ui, id, rect, line->row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    FieldStageView *view = bands->context->view;
    if (act.hovered && !act.held && line->row >= 0) {
        view->hovered = node_of(bands, line->row) + 1;
        view->hovered_neuron[PS_WIDTH] = nearest(bands, count);
    }
    report_row(bands, line, rect, act.focused);
    if (line->row < 0) {
        return;
    }
    row_keys(bands, line->row, id);
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE)) {
        choose(bands, line->row, nearest(bands, count));
    }
}

/* The chosen row comes into view when another step is shown. */
static void follow_step(const Bands *bands) {
    FieldStageView *view = bands->context->view;
    if (view->followed == bands->shown->row + 1) {
        return;
    }
    view->followed = bands->shown->row + 1;
    for (int i = 0; i < bands->count; i++) {
        const Line *line = &bands->lines[i];
        if (line->row == bands->shown->row && line->kind != LINE_WHOLE) {
            ui_scroll_reveal(bands->context->ui, scroll_name(),
                             (Rect){bands->view.x, bands->origin.y + line->y - line->h, 1, 9 * line->h});
        }
    }
}

void field_bands_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    Bands bands = make_bands(context, layout, shown);
    if (!lay_lines(&bands)) {
        return;
    }
    ui_report(context->ui, UI_ROLE_REGION, _("Cone"), "", bands.view, true, false);
    bands.origin = ui_scroll_begin(context->ui, scroll_name(), bands.view);
    for (int i = 0; i < bands.count; i++) {
        const Line *line = &bands.lines[i];
        const bool first = i == 0 || bands.lines[i - 1].block != line->block;
        if (!is_seen(&bands, line)) {
            continue;
        }
        if (line->block >= 0 && first && bands.stack->block_count > 1) {
            fold_button(&bands, line);
        }
        if (line->kind == LINE_ROW || line->kind == LINE_INPUT) {
            row_controls(&bands, line);
        }
    }
    ui_scroll_end(context->ui, scroll_name(), bands.view.w, bands.height + 4 * layout->unit);
    follow_step(&bands);
    ps_release(bands.lines);
}
