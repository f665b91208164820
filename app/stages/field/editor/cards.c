/* The inspector's cards: how the chosen row's field comes about, and what is often said beside what is true.
 * All numbers are computed from the stack. */
#include "app/stages/field/editor/cards.h"

#include "app/stages/field/effective/effective_layout.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/formula.h"
#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PAD = 12 };

/* A card's ground; its text is laid from inner down. */
static Rect begin_card(InspectorColumn *column, float height) {
    return rect_inset(inspector_card(column, height), ui_px(column->context->ui, PAD));
}

static int lines_of(Ui *ui, Font font, float width, const char *text) {
    return canvas_paragraph(ui->canvas, font, (Rect){0, 0, width, 0}, 1, 0, text, false);
}

/* What the sum means, for the kinds of layers that there are. */
static const char *rule_of(const FollowedStack *stack, int row) {
    const PsLayer *layer = stack->plan.nodes[stack->rows[row]].layer;
    if (!stack->fields[stack->rows[row]].known) {
        return _("not known: this layer or one before it is unknown, or does not fit");
    }
    if (layer->branch_count > 0) {
        return _("the union of what its branches see");
    }
    if (!ps_layer_info(layer->kind)->window) {
        return layer->kind == PS_LAYER_UPSAMPLE ? _("upsampling adds nothing; it halves the jump")
                                                : _("sees all of what comes in");
    }
    return layer->dilation[PS_WIDTH] > 1
               ? _("previous field + (kernel − 1) × dilation × product of the strides before it")
               : _("previous field + (kernel − 1) × product of the strides before it");
}

/* The spans side by side, the result in the window's colour, covered where a class is to guess. */
static void draw_sum(const StageContext *context, const PsFormula *formula, bool covered, Rect line) {
    Ui *ui = context->ui;
    char text[512];
    ps_formula_text(formula, text, sizeof text);
    const Font font = canvas_fit(ui->canvas, ui_font(ui, FONT_MONO, 16), 8, line.w, text);
    float x = line.x;
    for (int i = 0; i < formula->count; i++) {
        const PsSpan *span = &formula->spans[i];
        const bool result = span->kind == PS_SPAN_RESULT;
        x += canvas_text(ui->canvas, font, x, line.y + line.h / 2,
                         result ? ui->theme->window_text : ui->theme->text,
                         result && covered ? "?" : span->text);
    }
}

static void report_sum(const StageContext *context, int row, PsFormula *formula, bool covered, Rect rect) {
    char text[512];
    if (covered && formula->count > 0) {
        snprintf(formula->spans[formula->count - 1].text, sizeof formula->spans[0].text, "?");
    }
    ps_formula_text(formula, text, sizeof text);
    ui_report_text(context->ui, N_("Formula"), text, rect);
    if (!covered) {
        return;
    }
    const UiAct act = ui_interact(context->ui, ui_id("field formula"), rect, 0);
    if (act.clicked) {
        context->requests->reveal = row;
    }
    ui_tooltip(context->ui, act, rect, _("Click or press Enter to reveal the answer"));
}

/* What one card says of a row. */
typedef struct Sum {
    const char *title, *rule;
    PsFormula screen, full;
} Sum;

static void sum_card(InspectorColumn *column, int row, Sum *sum) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const Font small = ui_font(ui, FONT_REGULAR, 12);
    const bool covered = field_covered(&context->scope, row);
    const float width = column->rect.w - 2 * ui_px(ui, PAD);
    const float line = ui_px(ui, 17);
    const Rect inner =
        begin_card(column, ui_px(ui, 62) + line * (float)lines_of(ui, small, width, sum->rule));
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12), inner.x, inner.y + ui_px(ui, 8), ALIGN_LEFT,
                        inner.w, ui->theme->muted, sum->title);
    const Rect rect = {inner.x, inner.y + ui_px(ui, 18), inner.w, ui_px(ui, 26)};
    draw_sum(context, &sum->screen, covered, rect);
    report_sum(context, row, &sum->full, covered, rect);
    (void)canvas_paragraph(ui->canvas, small, (Rect){inner.x, inner.y + ui_px(ui, 54), inner.w, inner.h},
                           line, ui->theme->muted, sum->rule, true);
}

static void field_card(InspectorColumn *column, int row) {
    const FollowedStack *stack = &column->context->scope.facts->stacks.main;
    char layer[FIELD_LAYER_SIZE];
    char title[FIELD_LAYER_SIZE + 32];
    field_layer_words(stack, row, layer);
    snprintf(title, sizeof title, _("Field of layer %s"), layer);
    Sum sum = {.title = title, .rule = rule_of(stack, row)};
    field_formula(&column->context->scope, row, PS_NUMBER_SCREEN, &sum.screen);
    field_formula(&column->context->scope, row, PS_NUMBER_FULL, &sum.full);
    sum_card(column, row, &sum);
}

/* "4√(10 × 2 / 3) = 10.33" where all layers are alike and nothing is clipped, else "4 × 2.58 = 10.33". */
static void effective_field_sum(int row, const PsSpread *spread, bool uniform, double variance,
                                PsFormula *formula) {
    char left[PS_SPAN_SIZE];
    char number[FIELD_SHORT_SIZE];
    const double width = spread->width[PS_WIDTH];
    formula->count = 0;
    if (uniform && fabs(4 * sqrt(variance * (row + 1)) - width) < 0.005) {
        field_effective_root(variance, row + 1, left, sizeof left);
    } else {
        field_effective_short(spread->sigma[PS_WIDTH], 2, number);
        snprintf(left, sizeof left, "4 × %s", number);
    }
    field_effective_short(width, 2, number);
    ps_formula_append(formula, PS_SPAN_CONSTANT, -1, left);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, " = ");
    ps_formula_append(formula, PS_SPAN_RESULT, -1, number);
}

static void effective_field_rule(const StageScope *scope, bool uniform, double variance, char *text,
                                 size_t size) {
    const FollowedStack *stack = &scope->facts->stacks.main;
    char each[FIELD_SHORT_SIZE];
    if (scope->scene->field.random) {
        snprintf(text, size, "%s",
                 _("σ² is the variance of the mean gradient along the width; 4σ holds 95.4 % of a Gaussian"));
    } else if (uniform) {
        field_effective_fraction(variance, each, sizeof each);
        snprintf(text, size,
                 _("each %d-wide layer adds %s to the variance σ²; 4σ holds 95.4 %% of a Gaussian"),
                 stack->plan.nodes[stack->rows[0]].layer->kernel[PS_WIDTH], each);
    } else if (stack->plan.input_count > 0) {
        snprintf(text, size, "%s",
                 _("σ² is the variance of the path counts along the width; 4σ holds 95.4 % of a Gaussian"));
    } else {
        snprintf(
            text, size, "%s",
            _("inside the image each layer adds (kernel² − 1) / 12 × (dilation × jump before it)² to the "
              "variance σ²; 4σ holds 95.4 % of a Gaussian"));
    }
}

static void effective_field_card(InspectorColumn *column, int row) {
    const StageContext *context = column->context;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const EffectiveFieldWish wish = field_effective_wish(&context->scope);
    const EffectiveFieldMap *map = effective_field_map(&context->scope.facts->effective, &wish, 0);
    int growth = 0;
    double variance = 0;
    char rule[256];
    const bool uniform =
        !context->scope.scene->field.random && field_effective_uniform(stack, &growth, &variance);
    if (map == NULL || !(map->spread.peak > 0)) {
        return;
    }
    effective_field_rule(&context->scope, uniform, variance, rule, sizeof rule);
    Sum sum = {.title = _("Effective width"), .rule = rule};
    effective_field_sum(row, &map->spread, uniform, variance, &sum.screen);
    sum.full = sum.screen;
    /* Two decimals are all of a width by chance alone. */
    const double hundredths = 100 * map->spread.width[PS_WIDTH];
    if (fabs(hundredths - nearbyint(hundredths)) > 1e-9 * hundredths) {
        snprintf(sum.screen.spans[1].text, sizeof sum.screen.spans[1].text, "%s", " ≈ ");
    }
    sum_card(column, row, &sum);
    inspector_skip(column, 12);
}

/* Two statements: the shorthand and what is so. */
static void facts_card(InspectorColumn *column, const char *often, const char *exact) {
    Ui *ui = column->context->ui;
    const Theme *theme = ui->theme;
    const Font caption = ui_font(ui, FONT_MEDIUM, 12);
    const Font text = ui_font(ui, FONT_REGULAR, 13);
    const float line = ui_px(ui, 20);
    const float indent = ui_px(ui, 22);
    const float width = column->rect.w - 2 * ui_px(ui, PAD) - indent;
    const int first = lines_of(ui, text, width, often);
    const int second = lines_of(ui, text, width, exact);
    const Rect inner = begin_card(column, ui_px(ui, 2 * PAD + 10) + line * (float)(first + second + 2));
    const char *const titles[] = {N_("Often said"), N_("Exact")};
    const char *const bodies[] = {often, exact};
    const Icon marks[] = {ICON_CROSS, ICON_CHECK};
    const Color colors[] = {theme->wrong, theme->output};
    float y = inner.y + line / 2;
    for (int i = 0; i < 2; i++) {
        const int lines = i == 0 ? first : second;
        icon_draw(ui->canvas, marks[i], (Point){inner.x + ui_px(ui, 6), y}, ui_px(ui, 11), colors[i]);
        canvas_text_aligned(ui->canvas, caption, inner.x + indent, y, ALIGN_LEFT, width, theme->muted,
                            _(titles[i]));
        (void)canvas_paragraph(ui->canvas, text, (Rect){inner.x + indent, y + line, width, 0}, line,
                               theme->text, bodies[i], true);
        ui_report_text(ui, titles[i], bodies[i],
                       (Rect){inner.x + indent, y - line / 2, width, line * (float)(lines + 1)});
        y += line * (float)(lines + 1) + ui_px(ui, 8);
    }
}

/* The last pool of stride 2 up to a row, -1: none. */
static int pool_up_to(const FollowedStack *stack, int row) {
    while (row >= 0) {
        const PsNode *node = &stack->plan.nodes[stack->rows[row]];
        if (ps_layer_info(node->layer->kind)->pooling && node->layer->stride[PS_WIDTH] == 2 &&
            node->from >= 0 && stack->fields[stack->rows[row]].known) {
            return row;
        }
        row--;
    }
    return -1;
}

static void pool_card(InspectorColumn *column, int row) {
    const FollowedStack *stack = &column->context->scope.facts->stacks.main;
    const int node = stack->rows[row];
    const double before = stack->fields[stack->plan.nodes[node].from].axis[PS_WIDTH].size;
    char one[PS_NUMBER_SIZE];
    char twice[PS_NUMBER_SIZE];
    char exact[PS_NUMBER_SIZE];
    char often_text[160];
    char exact_text[160];
    field_number(before, PS_NUMBER_SCREEN, one);
    field_number(2 * before, PS_NUMBER_SCREEN, twice);
    field_number(stack->fields[node].axis[PS_WIDTH].size, PS_NUMBER_SCREEN, exact);
    snprintf(often_text, sizeof often_text, _("a pool doubles the field: %s → %s"), one, twice);
    snprintf(exact_text, sizeof exact_text, _("%s → %s; it doubles what later layers add."), one, exact);
    facts_card(column, often_text, exact_text);
}

/* The largest field that comes into a window, in cells; 0: not all is known. */
static double widest_incoming(const FollowedStack *stack) {
    double widest = 0;
    for (int i = 0; i < stack->row_count; i++) {
        const PsNode *node = &stack->plan.nodes[stack->rows[i]];
        if (!stack->fields[stack->rows[i]].known) {
            return 0;
        }
        for (int axis = 0; axis < PS_AXES && node->from >= 0; axis++) {
            if (ps_layer_info(node->layer->kind)->window) {
                widest = fmax(widest, stack->fields[node->from].axis[axis].size);
            }
        }
    }
    return widest;
}

/* "10 of 18 layers start from a field as wide as the image and add almost nothing new." */
static void wide_card(InspectorColumn *column) {
    Ui *ui = column->context->ui;
    const FollowedStack *stack = &column->context->scope.facts->stacks.main;
    const Font text = ui_font(ui, FONT_REGULAR, 13);
    const float line = ui_px(ui, 20);
    char words[256];
    snprintf(words, sizeof words,
             _("%d of %d layers start from a field as wide as the image and add almost nothing new."),
             stack->sight.idle_count, stack->row_count);
    const double widest = widest_incoming(stack);
    const size_t length = strlen(words);
    if (widest > 0 && widest < PS_STACK_SIDE) {
        const int side = (int)widest + 1;
        snprintf(words + length, sizeof words - length, _(" From input %d × %d up, every layer adds."), side,
                 side);
    }
    const float width = column->rect.w - 2 * ui_px(ui, PAD);
    const Rect inner =
        begin_card(column, ui_px(ui, 2 * PAD + 4) + line * (float)(lines_of(ui, text, width, words) + 1));
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_SEMIBOLD, 13), inner.x, inner.y + line / 2, ALIGN_LEFT,
                        width, ui->theme->text, _("Wide enough already"));
    (void)canvas_paragraph(ui->canvas, text, (Rect){inner.x, inner.y + 1.5F * line, width, 0}, line,
                           ui->theme->muted, words, true);
    ui_report_text(ui, N_("Wide enough already"), words, inner);
}

static void effective_cards(InspectorColumn *column, int row) {
    if (row >= 0 && row < column->context->scope.facts->stacks.main.row_count) {
        effective_field_card(column, row);
    }
    if (row > 0) {
        facts_card(column, _("a neuron uses all of its receptive field."),
                   _("every cell of the field can change it; the middle ones change it most."));
        inspector_skip(column, 12);
    }
}

void field_cards(InspectorColumn *column) {
    const FollowedStack *stack = &column->context->scope.facts->stacks.main;
    const int row = (int)column->context->scope.step - 1;
    if (column->context->scope.scene->field.effective) {
        effective_cards(column, row);
        return;
    }
    if (row >= 0 && row < stack->row_count) {
        field_card(column, row);
        inspector_skip(column, 12);
    }
    const int pool = pool_up_to(stack, row);
    if (stack->seen && stack->sight.idle_count > 0) {
        wide_card(column);
        inspector_skip(column, 12);
    } else if (pool >= 0 && !field_covered(&column->context->scope, pool)) {
        pool_card(column, pool);
        inspector_skip(column, 12);
    }
}
