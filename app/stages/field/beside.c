/* A second stack beside the first: its cone from the last layer down, and both in figures, with what differs
 * said in a sentence.
 */
#include "app/stages/field/beside.h"

#include "app/stages/field/look.h"
#include "app/stages/field/scrolled.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* All in units. */
enum { ROW = 30, BRICK = 20, NAME = 124, FIGURE_ROW = 26, SENTENCE = 64 };

static int last_fitting(const FollowedStack *stack) {
    int row = stack->row_count - 1;
    while (row >= 0 && stack->plan.nodes[stack->rows[row]].state != PS_NODE_FITS) {
        row--;
    }
    return row;
}

float field_beside_lane(const StageScope *scope, const FieldLayout *layout) {
    const long long cells = (long long)scope->facts->stacks.beside.plan.size[PS_WIDTH];
    char text[2 * PS_NUMBER_SIZE];
    snprintf(text, sizeof text, "%lld / %lld", cells, cells);
    const float read = canvas_text_width(scope->pen.canvas, field_font(layout->unit, FONT_MONO, 13), text);
    return layout->picture.w - read - (NAME + 34) * layout->unit;
}

bool field_beside_init(const StageScope *scope, const FieldLayout *layout, float lane, FieldBeside *beside) {
    const FollowedStack *stack = &scope->facts->stacks.beside;
    *beside = (FieldBeside){.scope = scope,
                            .layout = layout,
                            .stack = stack,
                            .theme = scope->pen.theme,
                            .unit = layout->unit,
                            .lane = fminf(lane, field_beside_lane(scope, layout)),
                            .last = last_fitting(stack)};
    const Rect picture = layout->picture;
    const float figures = 8 * FIGURE_ROW * layout->unit + SENTENCE * layout->unit;
    const float room = layout->right.y + layout->right.h - picture.y - figures;
    beside->view = (Rect){picture.x, picture.y, picture.w, fmaxf(2 * ROW * layout->unit, room)};
    beside->origin = field_scroll_origin(scope, FIELD_SCROLL_SECOND, beside->view);
    if (ps_cone_init(&beside->cone, &stack->plan, PS_WIDTH, NULL) != PS_OK) {
        return false;
    }
    if (beside->last >= 0) {
        const int node = stack->rows[beside->last];
        ps_cone_down(&stack->plan, PS_WIDTH, node, (stack->plan.nodes[node].size[PS_WIDTH] - 1) / 2,
                     &beside->cone);
    }
    return true;
}

void field_beside_free(FieldBeside *beside) {
    ps_cone_free(&beside->cone);
    *beside = (FieldBeside){0};
}

static Rect span_rect(const FieldBeside *beside, float y, PsRange span, int64_t count) {
    const float unit = beside->unit;
    const float left = beside->view.x + NAME * unit;
    const float width = beside->lane;
    const float pitch = width / (float)count;
    const float gap = pitch > 12 * unit ? 4 * unit : pitch > 5 ? 1 : 0;
    const float x = roundf(left + pitch * (float)span.first);
    const float end = roundf(left + pitch * (float)span.end - gap);
    return (Rect){x, roundf(y - BRICK * unit / 2), fmaxf(1, end - x), roundf(BRICK * unit)};
}

/* A row's line. Row -1 is the input. */
typedef struct Line {
    int row, node, place; /* place: in a PsCone */
    int64_t count;        /* neurons along the width */
    float y;
} Line;

static Line line_of(const FieldBeside *beside, int row, float y) {
    const FollowedStack *stack = beside->stack;
    if (row < 0) {
        return (Line){row, PS_NODE_INPUT, stack->plan.count, stack->plan.size[PS_WIDTH], y};
    }
    const int node = stack->rows[row];
    return (Line){row, node, node, stack->plan.nodes[node].size[PS_WIDTH], y};
}

static void draw_brick(const FieldBeside *beside, Canvas *canvas, Rect rect, bool lit) {
    const Theme *theme = beside->theme;
    const float radius = fminf(4, rect.w * 0.2F);
    canvas_fill(canvas, rect, radius, lit ? color_blend(theme->text, theme->cell, 0.62F) : theme->cell);
    if (!lit && rect.w > 3) {
        canvas_stroke(canvas, rect, radius, 1, 0, theme->line);
    }
}

/* Each neuron, or one bar with its lit part where they are too small. */
static void draw_bricks(const FieldBeside *beside, Canvas *canvas, const Line *line) {
    const Theme *theme = beside->theme;
    const PsRange span = beside->cone.span[line->place];
    const bool any = span.first < span.end;
    const bool bricks = beside->lane / (float)line->count >= 4;
    const int64_t step = bricks ? 1 : line->count;
    for (int64_t i = 0; i < line->count; i += step) {
        const bool lit = bricks && beside->cone.lit[beside->cone.first[line->place] + i] != 0;
        draw_brick(beside, canvas, span_rect(beside, line->y, (PsRange){i, i + step}, line->count), lit);
    }
    const Rect rect = span_rect(beside, line->y, span, line->count);
    if (!bricks && any) {
        canvas_fill(canvas, rect, 2, color_blend(theme->text, theme->cell, 0.62F));
    }
    if (line->row == beside->last && line->row >= 0 && any) {
        canvas_fill(canvas, rect_inset(rect, -1), 3, theme->window);
    }
}

static void draw_name(const FieldBeside *beside, Canvas *canvas, const Line *line) {
    const float unit = beside->unit;
    const float x = beside->view.x;
    char name[PS_LAYER_TITLE_SIZE];
    Color hue = beside->theme->text;
    snprintf(name, sizeof name, "%s", _("Input"));
    if (line->row >= 0) {
        const PsLayer *layer = beside->stack->plan.nodes[line->node].layer;
        stacks_node_name(beside->stack, line->node, name);
        hue = field_hue(beside->theme, layer);
        icon_draw(canvas, field_mark(layer), (Point){x + 7 * unit, line->y}, 12 * unit, hue);
    }
    canvas_text_aligned(canvas, field_font(unit, FONT_MONO, 13), x + 22 * unit, line->y, ALIGN_LEFT,
                        (NAME - 30) * unit, hue, name);
}

static void draw_line(const FieldBeside *beside, Canvas *canvas, const Line *line) {
    const Rect view = beside->view;
    const float unit = beside->unit;
    char read[2 * PS_NUMBER_SIZE];
    draw_name(beside, canvas, line);
    if (line->count == 0) {
        return;
    }
    draw_bricks(beside, canvas, line);
    snprintf(read, sizeof read, "%lld / %lld", (long long)beside->cone.lit_count[line->place],
             (long long)line->count);
    canvas_text_aligned(canvas, field_font(unit, FONT_MONO, 13), view.x + view.w - 12 * unit, line->y,
                        ALIGN_RIGHT, 0, beside->theme->muted, read);
}

static float rows_height(const FieldBeside *beside) {
    return (float)(beside->stack->row_count + 1) * ROW * beside->unit;
}

static void draw_rows(const FieldBeside *beside, Canvas *canvas) {
    const float pitch = ROW * beside->unit;
    const Rect view = beside->view;
    const int last = beside->stack->row_count - 1;
    canvas_push_clip(canvas, view);
    for (int row = last; row >= -1; row--) {
        const Line line =
            line_of(beside, row, roundf(beside->origin.y + pitch * ((float)(last - row) + 0.5F)));
        if (line.y > view.y - pitch && line.y < view.y + view.h + pitch) {
            draw_line(beside, canvas, &line);
        }
    }
    canvas_pop_clip(canvas);
}

/* What is compared. To add a figure: a row and its value. */
typedef enum Figure {
    FIGURE_LAYERS,
    FIGURE_FIELD,
    FIGURE_JUMP,
    FIGURE_OUT,
    FIGURE_PARAMETERS,
    FIGURE_MULTIPLY_ADDS,
    FIGURE_COUNT
} Figure;

static const char *const figure_names[FIGURE_COUNT] = {N_("layers"), N_("field"),      N_("jump"),
                                                       N_("out"),    N_("parameters"), N_("multiply-adds")};

/* NaN where it is not known. */
static double figure_of(const FollowedStack *stack, Figure figure) {
    const int row = last_fitting(stack);
    const PsField *field = row < 0 ? NULL : &stack->fields[stack->rows[row]];
    switch (figure) {
    case FIGURE_LAYERS:
        return stack->row_count;
    case FIGURE_FIELD:
        return field != NULL && field->known ? field->axis[PS_WIDTH].size : (double)NAN;
    case FIGURE_JUMP:
        return field != NULL && field->known ? field->axis[PS_WIDTH].jump : (double)NAN;
    case FIGURE_OUT:
        return row < 0 ? (double)stack->plan.size[PS_WIDTH]
                       : (double)stack->plan.nodes[stack->rows[row]].size[PS_WIDTH];
    case FIGURE_PARAMETERS:
        return stack->whole ? (double)stack->parameters : (double)NAN;
    case FIGURE_MULTIPLY_ADDS:
        return stack->whole ? (double)stack->multiply_adds : (double)NAN;
    case FIGURE_COUNT:
        break;
    }
    return (double)NAN;
}

/* Whether a figure is the answer to the last row, of both stacks as they are asked about together. */
static bool is_covered(const FieldBeside *beside, Figure figure) {
    const int row = last_fitting(&beside->scope->facts->stacks.main);
    return (figure == FIGURE_FIELD || figure == FIGURE_JUMP) && row >= 0 && field_covered(beside->scope, row);
}

static void figure_text(double value, bool covered, PsNumberForm form, char text[PS_NUMBER_SIZE]) {
    if (covered) {
        snprintf(text, PS_NUMBER_SIZE, "%s", form == PS_NUMBER_SCREEN ? "?" : "");
    } else if (isnan(value)) {
        snprintf(text, PS_NUMBER_SIZE, "%s", "–");
    } else if (value == floor(value)) {
        ps_number_write_integer(text, (long long)value, form);
    } else {
        ps_number_write(text, (float)value, form);
    }
}

static Rect figure_rect(const FieldBeside *beside, int row) {
    const Rect view = beside->view;
    return (Rect){view.x, roundf(view.y + view.h + (SENTENCE + FIGURE_ROW * (float)row + 8) * beside->unit),
                  view.w, roundf(FIGURE_ROW * beside->unit)};
}

/* The two columns' right ends. */
static void figure_columns(const FieldBeside *beside, float right[2]) {
    const Rect head = figure_rect(beside, 0);
    right[0] = head.x + head.w * 0.64F;
    right[1] = head.x + head.w - 12 * beside->unit;
}

/* A figure of both stacks. */
typedef struct Pair {
    double values[2]; /* of this stack and of the one beside it */
    bool covered;
} Pair;

static Pair pair_of(const FieldBeside *beside, Figure figure) {
    return (Pair){{figure_of(&beside->scope->facts->stacks.main, figure), figure_of(beside->stack, figure)},
                  is_covered(beside, figure)};
}

static void draw_pair(const FieldBeside *beside, Canvas *canvas, Figure figure, const float right[2]) {
    const Theme *theme = beside->theme;
    const Rect row = figure_rect(beside, (int)figure + 1);
    const Pair pair = pair_of(beside, figure);
    /* Where less is less to compute and to learn. */
    const bool costs = figure == FIGURE_PARAMETERS || figure == FIGURE_MULTIPLY_ADDS;
    const float y = row.y + row.h / 2;
    canvas_fill(canvas, (Rect){row.x, row.y, row.w, 1}, 0, theme->line);
    canvas_text(canvas, field_font(beside->unit, FONT_MEDIUM, 12), row.x + 4, y, theme->muted,
                _(figure_names[figure]));
    for (int i = 0; i < 2; i++) {
        const bool less = costs && pair.values[i] < pair.values[1 - i];
        char text[PS_NUMBER_SIZE];
        figure_text(pair.values[i], pair.covered, PS_NUMBER_SCREEN, text);
        canvas_text_aligned(canvas, field_font(beside->unit, FONT_MONO, 13), right[i], y, ALIGN_RIGHT, 0,
                            less ? theme->output : theme->text, text);
    }
}

static void draw_figures(const FieldBeside *beside, Canvas *canvas) {
    const char *const titles[] = {_("this stack"), _("the one beside it")};
    const Rect head = figure_rect(beside, 0);
    float right[2];
    figure_columns(beside, right);
    for (int i = 0; i < 2; i++) {
        canvas_text_aligned(canvas, field_font(beside->unit, FONT_MEDIUM, 12), right[i], head.y + head.h / 2,
                            ALIGN_RIGHT, 0, beside->theme->muted, titles[i]);
    }
    for (int i = 0; i < FIGURE_COUNT; i++) {
        draw_pair(beside, canvas, (Figure)i, right);
    }
}

/* "The same field of 7 cells."; returns its length. */
static int field_words(const FieldBeside *beside, char *text, size_t size) {
    const Pair pair = pair_of(beside, FIGURE_FIELD);
    char one[PS_NUMBER_SIZE];
    char two[PS_NUMBER_SIZE];
    figure_text(pair.values[0], false, PS_NUMBER_SCREEN, one);
    figure_text(pair.values[1], false, PS_NUMBER_SCREEN, two);
    if (pair.covered) {
        return snprintf(text, size, "%s", _("Which of them has the larger field?"));
    }
    if (isnan(pair.values[0]) || isnan(pair.values[1])) {
        return snprintf(text, size, "%s", _("Not every field is known."));
    }
    if (pair.values[0] == pair.values[1]) {
        return snprintf(text, size, _("The same field of %s cells."), one);
    }
    return snprintf(text, size, _("A field of %s cells against %s."), one, two);
}

/* " This stack has 45 % fewer parameters." */
static void cost_words(double mine, double other, char *text, size_t size) {
    char share[PS_NUMBER_SIZE];
    const double fewer = mine < other ? 1 - mine / other : 1 - other / mine;
    const char *sign = ps_number_share_sign(fewer);
    /* 100 % fewer would be none. */
    ps_number_write_share(share, fmin(fewer, 0.999));
    if (mine < other) {
        snprintf(text, size, _(" This stack has %s%s %% fewer parameters."), sign, share);
    } else if (mine > other) {
        snprintf(text, size, _(" The one beside it has %s%s %% fewer parameters."), sign, share);
    } else {
        snprintf(text, size, "%s", _(" And as many parameters."));
    }
}

/* "The same field of 7 cells. This stack has 45 % fewer parameters." */
static void compare_words(const FieldBeside *beside, char *text, size_t size) {
    const double mine = (double)beside->scope->facts->stacks.main.parameters;
    const double other = (double)beside->stack->parameters;
    const int length = field_words(beside, text, size);
    if (length >= 0 && (size_t)length < size && mine > 0 && other > 0) {
        cost_words(mine, other, text + length, size - (size_t)length);
    }
}

static Rect sentence_rect(const FieldBeside *beside) {
    const Rect view = beside->view;
    return (Rect){view.x, view.y + view.h + 10 * beside->unit, view.w, (SENTENCE - 10) * beside->unit};
}

static void tell_figures(const FieldBeside *beside) {
    for (int i = 0; i < FIGURE_COUNT; i++) {
        const Pair pair = pair_of(beside, (Figure)i);
        char one[PS_NUMBER_SIZE];
        char two[PS_NUMBER_SIZE];
        char label[96];
        char value[2 * PS_NUMBER_SIZE + 8];
        figure_text(pair.values[0], pair.covered, PS_NUMBER_FULL, one);
        figure_text(pair.values[1], pair.covered, PS_NUMBER_FULL, two);
        snprintf(label, sizeof label, "Compared: %s", figure_names[i]);
        snprintf(value, sizeof value, "%s : %s", one, two);
        pen_report(&beside->scope->pen, UI_ROLE_ROW, label, value, figure_rect(beside, i + 1));
    }
}

void field_beside_draw(const FieldBeside *beside, Canvas *canvas) {
    const Pen *pen = &beside->scope->pen;
    const float unit = beside->unit;
    const Rect sentence = sentence_rect(beside);
    const Rect words_rect = {sentence.x, sentence.y + 10 * unit, sentence.w, sentence.h};
    char words[256];
    char title[96];
    field_stack_title(beside->stack, beside->scope->facts->stacks.beside_preset, _("The stack beside it"),
                      title, sizeof title);
    field_titles(pen, beside->layout, beside->layout->right, title,
                 _("From the middle neuron of its last layer down."));
    draw_rows(beside, canvas);
    draw_figures(beside, canvas);
    compare_words(beside, words, sizeof words);
    (void)canvas_paragraph(canvas, field_font(unit, FONT_REGULAR, 15), words_rect, 22 * unit,
                           beside->theme->text, words, true);
    pen_report(pen, UI_ROLE_REGION, N_("Second stack"), "", beside->view);
    pen_report_text(pen, N_("Comparison"), words, sentence);
    tell_figures(beside);
}

void field_beside_controls(const StageContext *context, const FieldBeside *beside) {
    const char *name = field_scroll_name(FIELD_SCROLL_SECOND);
    (void)ui_scroll_begin(context->ui, name, beside->view);
    ui_scroll_end(context->ui, name, beside->view.w, rows_height(beside));
    field_scroll_keep(context, FIELD_SCROLL_SECOND, beside->view);
}
