/* A second stack beside the first: its cone from the last layer down, and both in figures, with what differs
 * said in a sentence.
 */
#include "app/stages/field/beside.h"

#include "app/stages/field/look.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* All in units. */
enum { ROW = 30, BRICK = 20, NAME = 124, READ = 62, FIGURE_ROW = 26, SENTENCE = 64 };

typedef struct Beside {
    const StageContext *context;
    const FieldLayout *layout;
    const FollowedStack *stack;
    int last;    /* the last row that fits, -1: none */
    PsCone cone; /* of its middle neuron, along the width */
    Rect view;   /* the rows */
    Point origin;
} Beside;

static const char *scroll_name(void) {
    return N_("Scroll the second stack");
}

static int last_fitting(const FollowedStack *stack) {
    int row = stack->row_count - 1;
    while (row >= 0 && stack->plan.nodes[stack->rows[row]].state != PS_NODE_FITS) {
        row--;
    }
    return row;
}

/* False without memory; the cone is to be freed. */
static bool beside_init(Beside *beside, const StageContext *context, const FieldLayout *layout) {
    const FollowedStack *stack = &context->stacks->beside;
    *beside = (Beside){.context = context, .layout = layout, .stack = stack, .last = last_fitting(stack)};
    const Rect picture = layout->picture;
    const float figures = 8 * FIGURE_ROW * layout->unit + SENTENCE * layout->unit;
    const float room = layout->right.y + layout->right.h - picture.y - figures;
    beside->view = (Rect){picture.x, picture.y, picture.w, fmaxf(2 * ROW * layout->unit, room)};
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

static Rect span_rect(const Beside *beside, float y, PsRange span, int64_t count) {
    const float unit = beside->layout->unit;
    const float left = beside->view.x + NAME * unit;
    const float width = beside->view.w - (NAME + READ + 12) * unit;
    const float pitch = width / (float)count;
    const float gap = pitch > 12 * unit ? 4 * unit : pitch > 5 ? 1 : 0;
    const float x = roundf(left + pitch * (float)span.first);
    const float end = roundf(left + pitch * (float)span.end - gap);
    return (Rect){x, roundf(y - BRICK * unit / 2), fmaxf(1, end - x), roundf(BRICK * unit)};
}

static void draw_bricks(const Beside *beside, int row, float y, int64_t count) {
    Ui *ui = beside->context->ui;
    const Theme *theme = ui->theme;
    const int place = row < 0 ? beside->stack->plan.count : beside->stack->rows[row];
    const PsRange span = beside->cone.span[place];
    const bool bricks = (beside->view.w - (NAME + READ) * beside->layout->unit) / (float)count >= 4;
    const int64_t step = bricks ? 1 : count;
    for (int64_t i = 0; i < count; i += step) {
        const Rect rect = span_rect(beside, y, (PsRange){i, i + step}, count);
        const bool lit = bricks && beside->cone.lit[beside->cone.first[place] + i] != 0;
        canvas_fill(ui->canvas, rect, fminf(4, rect.w * 0.2F),
                    lit ? color_blend(theme->text, theme->cell, 0.62F) : theme->cell);
        if (!lit && rect.w > 3) {
            canvas_stroke(ui->canvas, rect, fminf(4, rect.w * 0.2F), 1, 0, theme->line);
        }
    }
    if (!bricks && span.first < span.end) {
        canvas_fill(ui->canvas, span_rect(beside, y, span, count), 2,
                    color_blend(theme->text, theme->cell, 0.62F));
    }
    if (row == beside->last && row >= 0 && span.first < span.end) {
        canvas_fill(ui->canvas, rect_inset(span_rect(beside, y, span, count), -1), 3, theme->window);
    }
}

static void draw_row(const Beside *beside, int row, float y) {
    Ui *ui = beside->context->ui;
    const float unit = beside->layout->unit;
    const PsPlan *plan = &beside->stack->plan;
    const Font mono = field_font(beside->layout, FONT_MONO, 13);
    const int64_t count =
        row < 0 ? plan->size[PS_WIDTH] : plan->nodes[beside->stack->rows[row]].size[PS_WIDTH];
    const int place = row < 0 ? plan->count : beside->stack->rows[row];
    char name[PS_LAYER_TITLE_SIZE];
    char read[2 * PS_NUMBER_SIZE];
    Color hue = ui->theme->text;
    if (row < 0) {
        snprintf(name, sizeof name, "%s", _("Input"));
    } else {
        const PsLayer *layer = plan->nodes[beside->stack->rows[row]].layer;
        stacks_node_name(beside->stack, beside->stack->rows[row], name);
        hue = field_hue(ui->theme, layer);
        icon_draw(ui->canvas, field_mark(layer), (Point){beside->view.x + 7 * unit, y}, 12 * unit, hue);
    }
    canvas_text_aligned(ui->canvas, mono, beside->view.x + 22 * unit, y, ALIGN_LEFT, (NAME - 30) * unit, hue,
                        name);
    if (count == 0) {
        return;
    }
    draw_bricks(beside, row, y, count);
    snprintf(read, sizeof read, "%lld / %lld", (long long)beside->cone.lit_count[place], (long long)count);
    canvas_text_aligned(ui->canvas, mono, beside->view.x + beside->view.w - 12 * unit, y, ALIGN_RIGHT,
                        READ * unit, ui->theme->muted, read);
}

static float rows_height(const Beside *beside) {
    return (float)(beside->stack->row_count + 1) * ROW * beside->layout->unit;
}

static void draw_rows(const Beside *beside) {
    const float pitch = ROW * beside->layout->unit;
    canvas_push_clip(beside->context->ui->canvas, beside->view);
    for (int row = beside->stack->row_count - 1; row >= -1; row--) {
        const float y =
            roundf(beside->origin.y + pitch * ((float)(beside->stack->row_count - 1 - row) + 0.5F));
        if (y > beside->view.y - pitch && y < beside->view.y + beside->view.h + pitch) {
            draw_row(beside, row, y);
        }
    }
    canvas_pop_clip(beside->context->ui->canvas);
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
static bool is_covered(const Beside *beside, Figure figure) {
    const int row = last_fitting(&beside->context->stacks->main);
    return (figure == FIGURE_FIELD || figure == FIGURE_JUMP) && row >= 0 &&
           field_covered(beside->context, row);
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

static Rect figure_rect(const Beside *beside, int row) {
    const float unit = beside->layout->unit;
    const Rect view = beside->view;
    return (Rect){view.x, roundf(view.y + view.h + (SENTENCE + FIGURE_ROW * (float)row + 8) * unit), view.w,
                  roundf(FIGURE_ROW * unit)};
}

static void draw_figures(const Beside *beside) {
    Ui *ui = beside->context->ui;
    const Theme *theme = ui->theme;
    const Font small = field_font(beside->layout, FONT_MEDIUM, 12);
    const Font mono = field_font(beside->layout, FONT_MONO, 13);
    const Rect head = figure_rect(beside, 0);
    const float first = head.x + head.w * 0.64F;
    const float second = head.x + head.w - 12 * beside->layout->unit;
    canvas_text_aligned(ui->canvas, small, first, head.y + head.h / 2, ALIGN_RIGHT, 0, theme->muted,
                        _("this stack"));
    canvas_text_aligned(ui->canvas, small, second, head.y + head.h / 2, ALIGN_RIGHT, 0, theme->muted,
                        _("the one beside it"));
    for (int i = 0; i < FIGURE_COUNT; i++) {
        const Rect row = figure_rect(beside, i + 1);
        const double one = figure_of(&beside->context->stacks->main, (Figure)i);
        const double two = figure_of(beside->stack, (Figure)i);
        /* Where less is less to compute and to learn. */
        const bool covered = is_covered(beside, (Figure)i);
        const bool costs = i == FIGURE_PARAMETERS || i == FIGURE_MULTIPLY_ADDS;
        char text[PS_NUMBER_SIZE];
        const float y = row.y + row.h / 2;
        canvas_fill(ui->canvas, (Rect){row.x, row.y, row.w, 1}, 0, theme->line);
        canvas_text(ui->canvas, small, row.x + 4, y, theme->muted, _(figure_names[i]));
        figure_text(one, covered, PS_NUMBER_SCREEN, text);
        canvas_text_aligned(ui->canvas, mono, first, y, ALIGN_RIGHT, 0,
                            costs && one < two ? theme->output : theme->text, text);
        figure_text(two, covered, PS_NUMBER_SCREEN, text);
        canvas_text_aligned(ui->canvas, mono, second, y, ALIGN_RIGHT, 0,
                            costs && two < one ? theme->output : theme->text, text);
    }
}

/* "Same field of 7 × 7; this stack has 45 % fewer parameters." */
static void compare_words(const Beside *beside, char *text, size_t size) {
    const FollowedStack *main = &beside->context->stacks->main;
    const double one = figure_of(main, FIGURE_FIELD);
    const double two = figure_of(beside->stack, FIGURE_FIELD);
    const double mine = (double)main->parameters;
    const double other = (double)beside->stack->parameters;
    char field[PS_NUMBER_SIZE];
    char their[PS_NUMBER_SIZE];
    char share[PS_NUMBER_SIZE];
    figure_text(one, false, PS_NUMBER_SCREEN, field);
    figure_text(two, false, PS_NUMBER_SCREEN, their);
    int length = 0;
    if (is_covered(beside, FIGURE_FIELD)) {
        length = snprintf(text, size, "%s", _("Which of them has the larger field?"));
    } else if (isnan(one) || isnan(two)) {
        length = snprintf(text, size, "%s", _("Not every field is known."));
    } else if (one == two) {
        length = snprintf(text, size, _("The same field of %s cells."), field);
    } else {
        length = snprintf(text, size, _("A field of %s cells against %s."), field, their);
    }
    if (length < 0 || (size_t)length >= size || mine <= 0 || other <= 0) {
        return;
    }
    const double less = mine < other ? 1 - mine / other : 1 - other / mine;
    /* 100 % fewer would be none. */
    ps_number_write_share(share, fmin(less, 0.999));
    char *end = text + length;
    const size_t room = size - (size_t)length;
    if (mine < other) {
        snprintf(end, room, _(" This stack has %s %% fewer parameters."), share);
    } else if (mine > other) {
        snprintf(end, room, _(" The one beside it has %s %% fewer parameters."), share);
    } else {
        snprintf(end, room, "%s", _(" And as many parameters."));
    }
}

static Rect sentence_rect(const Beside *beside) {
    const Rect view = beside->view;
    const float unit = beside->layout->unit;
    return (Rect){view.x, view.y + view.h + 10 * unit, view.w, (SENTENCE - 10) * unit};
}

void field_beside_draw(const StageContext *context, const FieldLayout *layout) {
    Beside beside;
    char words[256];
    if (!beside_init(&beside, context, layout)) {
        return;
    }
    field_titles(context, layout->right, layout->unit, _("The stack beside it"),
                 _("From the middle neuron of its last layer down."));
    beside.origin = ui_scroll_origin(context->ui, scroll_name(), beside.view);
    draw_rows(&beside);
    draw_figures(&beside);
    compare_words(&beside, words, sizeof words);
    const Rect sentence = sentence_rect(&beside);
    (void)canvas_paragraph(context->ui->canvas, field_font(layout, FONT_REGULAR, 15),
                           (Rect){sentence.x, sentence.y + 10 * layout->unit, sentence.w, sentence.h},
                           22 * layout->unit, context->ui->theme->text, words, true);
    ps_cone_free(&beside.cone);
}

static void report_figures(const Beside *beside) {
    for (int i = 0; i < FIGURE_COUNT; i++) {
        char one[PS_NUMBER_SIZE];
        char two[PS_NUMBER_SIZE];
        char label[96];
        char value[2 * PS_NUMBER_SIZE + 8];
        const bool covered = is_covered(beside, (Figure)i);
        figure_text(figure_of(&beside->context->stacks->main, (Figure)i), covered, PS_NUMBER_FULL, one);
        figure_text(figure_of(beside->stack, (Figure)i), covered, PS_NUMBER_FULL, two);
        snprintf(label, sizeof label, "Compared: %s", figure_names[i]);
        snprintf(value, sizeof value, "%s : %s", one, two);
        ui_report(beside->context->ui, UI_ROLE_ROW, label, value, figure_rect(beside, i + 1), true, false);
    }
}

void field_beside_controls(const StageContext *context, const FieldLayout *layout) {
    Beside beside;
    char words[256];
    if (!beside_init(&beside, context, layout)) {
        return;
    }
    beside.origin = ui_scroll_begin(context->ui, scroll_name(), beside.view);
    ui_scroll_end(context->ui, scroll_name(), beside.view.w, rows_height(&beside));
    ui_report(context->ui, UI_ROLE_REGION, N_("Second stack"), "", beside.view, true, false);
    compare_words(&beside, words, sizeof words);
    ui_report_text(context->ui, N_("Comparison"), words, sentence_rect(&beside));
    report_figures(&beside);
    ps_cone_free(&beside.cone);
}
