/* Axes, two lines, their names, and the cursor between two rows. */
#include "app/stages/field/effective/chart.h"

#include "app/stages/field/effective/cards.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* In units. */
enum {
    HEAD = 66,   /* the chart's title, and the name of its axis */
    FOOT = 78,   /* numbers and name of the other axis, the sentence */
    AXIS = 32,   /* numbers at the left */
    NAMES = 104, /* the lines' names at the right */
    BEYOND = 4   /* how many times deeper the chart goes by formula */
};

/* The chart's geometry and what it goes by. */
typedef struct Chart {
    const FieldEffective *effective;
    Rect plot;
    double deepest, highest, tick, depth_tick;
    int rows;     /* rows whose points may be shown: answers are not given away */
    bool formula; /* lines go on beyond the last row */
    int growth;
    double variance;
} Chart;

/* 1, 2, 5, 10 … times a power of ten, so that about parts of them make up the whole. */
static double round_tick(double whole, double parts) {
    const double least = whole / parts;
    double tick = pow(10, floor(log10(least)));
    static const double factors[] = {1, 2, 5, 10};
    for (int i = 0; i < 4; i++) {
        if (tick * factors[i] >= least * 0.999) {
            return fmax(1, tick * factors[i]);
        }
    }
    return tick * 10;
}

static bool has_field(const FieldEffective *effective, int row) {
    const FollowedStack *stack = effective->shown->stack;
    const int node = stack->rows[row];
    return stack->fields[node].known && stack->plan.nodes[node].state == PS_NODE_FITS;
}

static double field_of(const Chart *chart, int row) {
    const FollowedStack *stack = chart->effective->shown->stack;
    return has_field(chart->effective, row) ? stack->fields[stack->rows[row]].axis[PS_WIDTH].size
                                            : (double)NAN;
}

static double width_of(const Chart *chart, int row) {
    const EffectiveField *effective = chart->effective->context->effective;
    const bool mine = effective->wish.stacks_version == chart->effective->wish.stacks_version &&
                      effective->wish.random == chart->effective->wish.random && row < effective->width_count;
    return mine ? effective->widths[row] : (double)NAN;
}

static double by_formula(const Chart *chart, bool field, double depth) {
    return field ? 1 + chart->growth * depth : 4 * sqrt(chart->variance * depth);
}

/* Whether a line goes on beyond the last row. Of random weights there is no formula. */
static bool goes_on(const Chart *chart, bool field) {
    return chart->formula && (field || !chart->effective->wish.random);
}

static Chart make_chart(const FieldEffective *effective) {
    const FollowedStack *stack = effective->shown->stack;
    const float unit = effective->layout->unit;
    const Rect rect = field_effective_chart_rect(effective);
    Chart chart = {.effective = effective, .rows = 0};
    while (chart.rows < stack->row_count && !field_covered(effective->context, chart.rows)) {
        chart.rows++;
    }
    chart.formula =
        chart.rows == stack->row_count && field_effective_uniform(stack, &chart.growth, &chart.variance);
    chart.deepest = fmax(2, stack->row_count * (chart.formula ? BEYOND : 1));
    chart.highest = chart.formula ? by_formula(&chart, true, chart.deepest) : 2;
    for (int row = 0; row < chart.rows; row++) {
        chart.highest = fmax(chart.highest, fmax(field_of(&chart, row), width_of(&chart, row)));
    }
    chart.plot = (Rect){rect.x + AXIS * unit, rect.y + (HEAD)*unit, rect.w - (AXIS + NAMES) * unit,
                        fmaxf(40 * unit, rect.h - (HEAD + FOOT) * unit)};
    chart.tick = round_tick(chart.highest, chart.plot.h / unit > 160 ? 4.2 : 2.2);
    chart.depth_tick = round_tick(chart.deepest, fmax(2, (double)(chart.plot.w / unit / 80)));
    return chart;
}

static float chart_x(const Chart *chart, double depth) {
    return chart->plot.x + chart->plot.w * (float)((depth - 1) / (chart->deepest - 1));
}

static float chart_y(const Chart *chart, double cells) {
    return chart->plot.y + chart->plot.h * (1 - (float)(cells / chart->highest));
}

static void draw_axes(const Chart *chart) {
    const FieldEffective *effective = chart->effective;
    Ui *ui = effective->context->ui;
    const Theme *theme = ui->theme;
    const float unit = effective->layout->unit;
    const Font mono = field_font(effective->layout, FONT_MONO, 12);
    const Font small = field_font(effective->layout, FONT_MEDIUM, 12);
    const Rect plot = chart->plot;
    const float low = plot.y + plot.h + roundf(18 * unit);
    /* Where lines are as bright as text, those of the grid stay behind what is drawn over them. */
    const Color grid = color_alpha(theme->line, theme->line == theme->text ? 0.3F : 1);
    char text[FIELD_SHORT_SIZE];
    for (int i = 0; i * chart->tick <= chart->highest * 1.001; i++) {
        const float y = chart_y(chart, i * chart->tick);
        field_effective_short(i * chart->tick, 0, text);
        canvas_fill(ui->canvas, (Rect){plot.x, roundf(y), plot.w, fmaxf(1, unit * theme->hairline)}, 0, grid);
        canvas_text_aligned(ui->canvas, mono, plot.x - 10 * unit, y, ALIGN_RIGHT, 0, theme->muted, text);
    }
    for (int i = 0; i * chart->depth_tick <= chart->deepest * 1.001; i++) {
        const double depth = i == 0 ? 1 : i * chart->depth_tick;
        field_effective_short(depth, 0, text);
        if (i == 0 || depth > 1) {
            canvas_text_aligned(ui->canvas, mono, chart_x(chart, depth), low, ALIGN_CENTRE, 0, theme->muted,
                                text);
        }
    }
    canvas_text(ui->canvas, small, effective->layout->right.x, plot.y - roundf(22 * unit), theme->muted,
                _("cells"));
    canvas_text_aligned(ui->canvas, small, plot.x + plot.w, low + roundf(22 * unit), ALIGN_RIGHT, 0,
                        theme->muted, _("layers"));
}

enum { POINTS = 512, CURVE = 32 };

/* Lines run along the trunk: a shortcut beside a block sees less than the block, and is no step back. */
static bool is_on_trunk(const FollowedStack *stack, int row) {
    const PsChain *chain = &stack->stack.chain;
    const PsLayer *layer = stack->plan.nodes[stack->rows[row]].layer;
    return layer >= chain->layers && layer < chain->layers + chain->count;
}

/* Through the points of the rows, then by the formula; where they are more than can be told apart, through
 * some of them. Returns where it ends. */
static Point draw_line(const Chart *chart, bool field, Color color) {
    Point points[POINTS];
    size_t count = 0;
    const int every = 1 + chart->rows / (POINTS / 2);
    for (int row = 0; row < chart->rows; row += every) {
        const double cells = field ? field_of(chart, row) : width_of(chart, row);
        if (!isnan(cells) && is_on_trunk(chart->effective->shown->stack, row)) {
            points[count++] = (Point){chart_x(chart, row + 1), chart_y(chart, cells)};
        }
    }
    const int bends = field ? 1 : CURVE;
    for (int i = 1; goes_on(chart, field) && count > 0 && i <= bends; i++) {
        const double depth = chart->rows + (chart->deepest - chart->rows) * (double)i / (double)bends;
        points[count++] = (Point){chart_x(chart, depth), chart_y(chart, by_formula(chart, field, depth))};
    }
    if (count > 1) {
        canvas_polyline(chart->effective->context->ui->canvas, points, count,
                        fmaxf(2, 2.5F * chart->effective->layout->unit), color);
    }
    return count > 0 ? points[count - 1] : (Point){0, 0};
}

static void draw_name(const Chart *chart, Point end, float y, bool field, Color color) {
    const FieldEffective *effective = chart->effective;
    Ui *ui = effective->context->ui;
    const float unit = effective->layout->unit;
    const float x = fminf(end.x, chart->plot.x + chart->plot.w) + roundf(12 * unit);
    const Font bold = field_font(effective->layout, FONT_SEMIBOLD, 13);
    char text[64] = "";
    const int last = chart->rows - 1;
    if (goes_on(chart, field)) {
        if (field) {
            snprintf(text, sizeof text, "%dL + 1", chart->growth);
        } else {
            field_effective_root(chart->variance, 0, text, sizeof text);
        }
    } else if (last >= 0) {
        const double cells = field ? field_of(chart, last) : width_of(chart, last);
        if (!isnan(cells)) {
            field_effective_short(cells, 1, text);
        }
    }
    canvas_text(ui->canvas, bold, x, y, color, field ? _("field") : _("effective"));
    canvas_text(ui->canvas, field_effective_fit(effective, text, 13, (NAMES - 16) * unit), x,
                y + roundf(18 * unit), color, text);
}

/* Names beside the ends of the lines, apart from one another. */
static void draw_names(const Chart *chart, Point field, Point width) {
    const Theme *theme = chart->effective->context->ui->theme;
    const float unit = chart->effective->layout->unit;
    const float apart = 42 * unit;
    float upper = field.y;
    float lower = width.y - 4 * unit;
    if (width.x > 0 && fabsf(lower - upper) < apart) {
        const float middle = (upper + lower) / 2;
        upper = fminf(middle, chart->plot.y + chart->plot.h - 40 * unit) - apart / 2;
        lower = upper + apart;
    }
    if (field.x > 0) {
        draw_name(chart, field, upper, true, theme->convolution);
    }
    if (width.x > 0) {
        draw_name(chart, width, lower, false, theme->text);
    }
}

/* The values at the cursor, between two rows while it moves. */
static bool at_cursor(const Chart *chart, bool field, double *depth, double *cells) {
    const FieldEffective *effective = chart->effective;
    const int row = effective->shown->row;
    if (row < 0 || row >= chart->rows) {
        return false;
    }
    const double now = field ? field_of(chart, row) : width_of(chart, row);
    const double before = row == 0 ? now : field ? field_of(chart, row - 1) : width_of(chart, row - 1);
    *depth = row == 0 ? 1 : row + effective->growth;
    *cells = isnan(before) ? now : before + (now - before) * effective->growth;
    return !isnan(*cells);
}

static void draw_dot(const Chart *chart, bool field, float y_words) {
    const FieldEffective *effective = chart->effective;
    Ui *ui = effective->context->ui;
    const float unit = effective->layout->unit;
    const Color color = field ? ui->theme->convolution : ui->theme->text;
    const Font mono = field_font(effective->layout, FONT_MONO, 14);
    double depth = 0;
    double cells = 0;
    char text[FIELD_SHORT_SIZE];
    if (!at_cursor(chart, field, &depth, &cells)) {
        return;
    }
    const Point at = {chart_x(chart, depth), chart_y(chart, cells)};
    canvas_disc(ui->canvas, at, 7.5F * unit, ui->theme->background);
    canvas_disc(ui->canvas, at, 5.5F * unit, color);
    /* Where a line ends its name says the value. */
    const bool ends = effective->shown->row == chart->rows - 1 && !goes_on(chart, field);
    if (effective->growth < 1 || ends) {
        return;
    }
    field_effective_short(cells, 1, text);
    const float width = canvas_text_width(ui->canvas, mono, text);
    const bool fits = field ? at.x - width - 12 * unit > chart->plot.x
                            : at.x + width + 12 * unit < chart->plot.x + chart->plot.w;
    const float x = field == fits ? at.x - 12 * unit : at.x + 12 * unit;
    canvas_text_aligned(ui->canvas, mono, x, at.y + y_words * unit, field == fits ? ALIGN_RIGHT : ALIGN_LEFT,
                        0, color, text);
}

static void draw_cursor(const Chart *chart) {
    const FieldEffective *effective = chart->effective;
    const float unit = effective->layout->unit;
    const Rect plot = chart->plot;
    double depth = 0;
    double cells = 0;
    if (!at_cursor(chart, true, &depth, &cells)) {
        return;
    }
    const float x = roundf(chart_x(chart, depth) - unit);
    const float dash = fmaxf(2, roundf(4 * unit));
    const float top = plot.y - roundf(6 * unit);
    const int dashes = (int)ceilf((plot.y + plot.h - top) / (2 * dash));
    for (int i = 0; i < dashes; i++) {
        canvas_fill(effective->context->ui->canvas,
                    (Rect){x, top + 2 * dash * (float)i, fmaxf(2, roundf(2 * unit)), dash}, 0,
                    effective->context->ui->theme->window);
    }
    draw_dot(chart, true, -12);
    draw_dot(chart, false, 18);
}

static bool pools_between(const FollowedStack *stack) {
    for (int i = 0; i + 1 < stack->row_count; i++) {
        if (stack->fields[stack->rows[i]].known && stack->fields[stack->rows[i]].axis[PS_WIDTH].jump > 1) {
            return true;
        }
    }
    return false;
}

/* "From layer 5 to 10: field × 1.9, effective × 1.4." */
static void describe(const Chart *chart, char *text, size_t size) {
    const int row = chart->effective->shown->row;
    const int half = (row + 1) / 2 - 1;
    text[0] = '\0';
    if (half < 0 || row >= chart->rows) {
        return;
    }
    const double field = field_of(chart, row) / field_of(chart, half);
    const double width = width_of(chart, row) / width_of(chart, half);
    if (isnan(field) || isnan(width)) {
        return;
    }
    char fields[FIELD_SHORT_SIZE];
    char widths[FIELD_SHORT_SIZE];
    field_effective_short(field, 1, fields);
    field_effective_short(width, 1, widths);
    snprintf(text, size,
             pools_between(chart->effective->shown->stack)
                 ? _("From layer %d to %d: field × %s, effective × %s.")
                 : _("From layer %d to %d: field × %s, effective × %s. With pools between, both "
                     "grow alike."),
             half + 1, row + 1, fields, widths);
}

static const char *title_of(const Chart *chart) {
    return pools_between(chart->effective->shown->stack)
               ? _("Deeper: with strides between, both grow alike")
               : _("Deeper: the field grows with depth, its use with √depth");
}

void field_effective_chart_draw(const FieldEffective *effective) {
    const Chart chart = make_chart(effective);
    Ui *ui = effective->context->ui;
    const float unit = effective->layout->unit;
    const Rect rect = field_effective_chart_rect(effective);
    const Font title = field_font(effective->layout, FONT_SEMIBOLD, 15);
    const Font small = field_font(effective->layout, FONT_REGULAR, 13);
    char words[160];
    canvas_text_aligned(ui->canvas, title, rect.x, rect.y + roundf(17 * unit), ALIGN_LEFT, rect.w,
                        ui->theme->text, title_of(&chart));
    draw_axes(&chart);
    const Point width = draw_line(&chart, false, ui->theme->text);
    const Point field = draw_line(&chart, true, ui->theme->convolution);
    draw_names(&chart, field, width);
    draw_cursor(&chart);
    describe(&chart, words, sizeof words);
    (void)canvas_paragraph(ui->canvas, small,
                           (Rect){rect.x, chart.plot.y + chart.plot.h + roundf(62 * unit), rect.w, 40 * unit},
                           roundf(18 * unit), ui->theme->muted, words, true);
}

/* Pressing or dragging goes to the row there. */
void field_effective_chart_controls(const FieldEffective *effective) {
    const Chart chart = make_chart(effective);
    Ui *ui = effective->context->ui;
    const UiId id = ui_id("effective chart");
    const float pad = 8 * effective->layout->unit;
    const Rect rect = {chart.plot.x - pad, chart.plot.y - pad, chart.plot.w + 2 * pad,
                       chart.plot.h + 2 * pad};
    const int rows = effective->shown->stack->row_count;
    const UiAct act = ui_interact(ui, id, rect, 0);
    const int row = effective->shown->row;
    char words[160];
    describe(&chart, words, sizeof words);
    ui_report(ui, UI_ROLE_REGION, N_("Width over depth"), words, rect, true, act.focused);
    ui_tooltip(ui, act, rect, _("Click or drag: the layer there"));
    int wanted = row + 1;
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE)) {
        const double depth = 1 + (double)((ui->x - chart.plot.x) / chart.plot.w) * (chart.deepest - 1);
        wanted = (int)fmin(rows, fmax(1, round(depth)));
    }
    if (wanted != row + 1) {
        effective->context->requests->step = wanted;
        ui->changed = true;
    }
}
