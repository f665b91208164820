/* Axes, two lines, their names, and the cursor between two rows. */
#include "app/stages/field/effective/chart.h"

#include "app/stages/field/effective/words.h"
#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* Lines across at round numbers of cells, with the numbers at the left. */
static void draw_cell_axis(const FieldChart *chart, Canvas *canvas) {
    const Theme *theme = chart->theme;
    const Rect plot = chart->plot;
    const Font mono = field_font(chart->unit, FONT_MONO, 12);
    /* Where lines are as bright as text, those of the grid stay behind what is drawn over them. */
    const Color grid = color_alpha(theme->line, theme->line == theme->text ? 0.3F : 1);
    char text[FIELD_SHORT_SIZE];
    for (int i = 0; i * chart->tick <= chart->highest * 1.001; i++) {
        const float y = field_chart_y(chart, i * chart->tick);
        const Rect line = {plot.x, roundf(y), plot.w, fmaxf(1, chart->unit * theme->hairline)};
        field_effective_short(i * chart->tick, 0, text);
        canvas_fill(canvas, line, 0, grid);
        canvas_text_aligned(canvas, mono, plot.x - 10 * chart->unit, y, ALIGN_RIGHT, 0, theme->muted, text);
    }
}

static void draw_depth_axis(const FieldChart *chart, Canvas *canvas, float y) {
    const Font mono = field_font(chart->unit, FONT_MONO, 12);
    char text[FIELD_SHORT_SIZE];
    for (int i = 0; i * chart->depth_tick <= chart->deepest * 1.001; i++) {
        const double depth = i == 0 ? 1 : i * chart->depth_tick;
        if (i == 0 || depth > 1) {
            field_effective_short(depth, 0, text);
            canvas_text_aligned(canvas, mono, field_chart_x(chart, depth), y, ALIGN_CENTRE, 0,
                                chart->theme->muted, text);
        }
    }
}

static void draw_axes(const FieldChart *chart, Canvas *canvas) {
    const Rect plot = chart->plot;
    const Color ink = chart->theme->muted;
    const Font small = field_font(chart->unit, FONT_MEDIUM, 12);
    const float below = plot.y + plot.h + roundf(18 * chart->unit);
    const float name = roundf(22 * chart->unit);
    draw_cell_axis(chart, canvas);
    draw_depth_axis(chart, canvas, below);
    canvas_text(canvas, small, chart->rect.x, plot.y - name, ink, _("cells"));
    canvas_text_aligned(canvas, small, plot.x + plot.w, below + name, ALIGN_RIGHT, 0, ink, _("layers"));
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
static Point draw_line(const FieldChart *chart, Canvas *canvas, bool field, Color color) {
    Point points[POINTS];
    size_t count = 0;
    const int every = 1 + chart->rows / (POINTS / 2);
    for (int row = 0; row < chart->rows; row += every) {
        const double cells = field_chart_cells(chart, field, row);
        if (!isnan(cells) && is_on_trunk(chart->effective->shown->stack, row)) {
            points[count++] = (Point){field_chart_x(chart, row + 1), field_chart_y(chart, cells)};
        }
    }
    const int bends = field ? 1 : CURVE;
    for (int i = 1; field_chart_goes_on(chart, field) && count > 0 && i <= bends; i++) {
        const double depth = chart->rows + (chart->deepest - chart->rows) * (double)i / (double)bends;
        points[count++] = (Point){field_chart_x(chart, depth),
                                  field_chart_y(chart, field_chart_formula(chart, field, depth))};
    }
    if (count > 1) {
        canvas_polyline(canvas, points, count, fmaxf(2, 2.5F * chart->unit), color);
    }
    return count > 0 ? points[count - 1] : (Point){0, 0};
}

/* What a line comes to: its formula, or the value of its last row; "": not known. */
static void write_end(const FieldChart *chart, bool field, char *text, size_t size) {
    const int last = chart->rows - 1;
    const double cells = last >= 0 ? field_chart_cells(chart, field, last) : (double)NAN;
    text[0] = '\0';
    if (!field_chart_goes_on(chart, field)) {
        if (!isnan(cells)) {
            field_effective_short(cells, 1, text);
        }
    } else if (field) {
        snprintf(text, size, "%dL + 1", chart->growth);
    } else {
        field_effective_root(chart->variance, 0, text, size);
    }
}

static void draw_name(const FieldChart *chart, Canvas *canvas, Point end, float y, bool field) {
    const Color color = field ? chart->theme->convolution : chart->theme->text;
    const float x = fminf(end.x, chart->plot.x + chart->plot.w) + roundf(12 * chart->unit);
    const float room = (FIELD_CHART_NAMES - 16) * chart->unit;
    char text[64];
    write_end(chart, field, text, sizeof text);
    const Font mono = field_fit(canvas, field_font(chart->unit, FONT_MONO, 13), room, text);
    canvas_text(canvas, field_font(chart->unit, FONT_SEMIBOLD, 13), x, y, color,
                field ? _("field") : _("effective"));
    canvas_text(canvas, mono, x, y + roundf(18 * chart->unit), color, text);
}

/* Names beside the ends of the lines, apart from one another. */
static void draw_names(const FieldChart *chart, Canvas *canvas, Point field, Point width) {
    const float apart = 42 * chart->unit;
    float upper = field.y;
    float lower = width.y - 4 * chart->unit;
    if (width.x > 0 && fabsf(lower - upper) < apart) {
        const float middle = (upper + lower) / 2;
        upper = fminf(middle, chart->plot.y + chart->plot.h - 40 * chart->unit) - apart / 2;
        lower = upper + apart;
    }
    if (field.x > 0) {
        draw_name(chart, canvas, field, upper, true);
    }
    if (width.x > 0) {
        draw_name(chart, canvas, width, lower, false);
    }
}

/* The values at the cursor, between two rows while it moves. */
static bool at_cursor(const FieldChart *chart, bool field, double *depth, double *cells) {
    const FieldEffective *effective = chart->effective;
    const int row = effective->shown->row;
    if (row < 0 || row >= chart->rows) {
        return false;
    }
    const double now = field_chart_cells(chart, field, row);
    const double before = row == 0 ? now : field_chart_cells(chart, field, row - 1);
    *depth = row == 0 ? 1 : row + effective->growth;
    *cells = isnan(before) ? now : before + (now - before) * effective->growth;
    return !isnan(*cells);
}

/* The value beside its dot: at the left of that of the field, at the right of the other, while there is room.
 */
static void draw_value(const FieldChart *chart, Canvas *canvas, bool field, Point at, double cells) {
    const Color color = field ? chart->theme->convolution : chart->theme->text;
    const Font mono = field_font(chart->unit, FONT_MONO, 14);
    const float aside = 12 * chart->unit;
    char text[FIELD_SHORT_SIZE];
    field_effective_short(cells, 1, text);
    const float width = canvas_text_width(canvas, mono, text);
    const bool fits =
        field ? at.x - width - aside > chart->plot.x : at.x + width + aside < chart->plot.x + chart->plot.w;
    const bool left = field == fits;
    canvas_text_aligned(canvas, mono, left ? at.x - aside : at.x + aside,
                        at.y + (field ? -12 : 18) * chart->unit, left ? ALIGN_RIGHT : ALIGN_LEFT, 0, color,
                        text);
}

static void draw_dot(const FieldChart *chart, Canvas *canvas, bool field) {
    double depth = 0;
    double cells = 0;
    if (!at_cursor(chart, field, &depth, &cells)) {
        return;
    }
    const Point at = {field_chart_x(chart, depth), field_chart_y(chart, cells)};
    canvas_disc(canvas, at, 7.5F * chart->unit, chart->theme->background);
    canvas_disc(canvas, at, 5.5F * chart->unit, field ? chart->theme->convolution : chart->theme->text);
    /* Where a line ends its name says the value. */
    const bool ends = chart->effective->shown->row == chart->rows - 1 && !field_chart_goes_on(chart, field);
    if (chart->effective->growth >= 1 && !ends) {
        draw_value(chart, canvas, field, at, cells);
    }
}

static void draw_cursor(const FieldChart *chart, Canvas *canvas) {
    const float unit = chart->unit;
    double depth = 0;
    double cells = 0;
    if (!at_cursor(chart, true, &depth, &cells)) {
        return;
    }
    const float dash = fmaxf(2, roundf(4 * unit));
    const float top = chart->plot.y - roundf(6 * unit);
    const int dashes = (int)ceilf((chart->plot.y + chart->plot.h - top) / (2 * dash));
    Rect rect = {roundf(field_chart_x(chart, depth) - unit), top, fmaxf(2, roundf(2 * unit)), dash};
    for (int i = 0; i < dashes; i++) {
        rect.y = top + 2 * dash * (float)i;
        canvas_fill(canvas, rect, 0, chart->theme->window);
    }
    draw_dot(chart, canvas, true);
    draw_dot(chart, canvas, false);
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
static void describe(const FieldChart *chart, char *text, size_t size) {
    const int row = chart->effective->shown->row;
    const int half = (row + 1) / 2 - 1;
    text[0] = '\0';
    if (half < 0 || row >= chart->rows) {
        return;
    }
    const double field = field_chart_cells(chart, true, row) / field_chart_cells(chart, true, half);
    const double width = field_chart_cells(chart, false, row) / field_chart_cells(chart, false, half);
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

static const char *title_of(const FieldChart *chart) {
    return pools_between(chart->effective->shown->stack)
               ? _("With strides between, field and effective width grow alike")
               : _("Field grows with depth, effective width with √depth");
}

void field_chart_draw(const FieldChart *chart, Canvas *canvas) {
    const float unit = chart->unit;
    const Rect rect = chart->rect;
    const Font title = field_font(chart->unit, FONT_SEMIBOLD, 15);
    char words[160];
    canvas_text_aligned(canvas, title, rect.x, rect.y + roundf(17 * unit), ALIGN_LEFT, rect.w,
                        chart->theme->text, title_of(chart));
    draw_axes(chart, canvas);
    const Point width = draw_line(chart, canvas, false, chart->theme->text);
    const Point field = draw_line(chart, canvas, true, chart->theme->convolution);
    draw_names(chart, canvas, field, width);
    draw_cursor(chart, canvas);
    describe(chart, words, sizeof words);
    (void)canvas_paragraph(
        canvas, field_font(chart->unit, FONT_REGULAR, 13),
        (Rect){rect.x, chart->plot.y + chart->plot.h + roundf(62 * unit), rect.w, 40 * unit},
        roundf(18 * unit), chart->theme->muted, words, true);
}

/* The row that is asked for at the pointer: that of the depth there. */
static int row_at(const FieldChart *chart, float x) {
    const double depth = 1 + (double)((x - chart->plot.x) / chart->plot.w) * (chart->deepest - 1);
    return (int)fmin(chart->effective->shown->stack->row_count, fmax(1, round(depth))) - 1;
}

static Rect pressed_rect(const FieldChart *chart) {
    return rect_inset(chart->plot, -8 * chart->unit);
}

void field_chart_tell(const FieldChart *chart) {
    char words[160];
    describe(chart, words, sizeof words);
    pen_report(&chart->effective->scope->pen, UI_ROLE_REGION, N_("Width over depth"), words,
               pressed_rect(chart));
}

/* Pressing or dragging goes to the row there. */
void field_chart_controls(const StageContext *context, const FieldChart *chart) {
    Ui *ui = context->ui;
    const Rect rect = pressed_rect(chart);
    const UiAct act = ui_interact(ui, ui_id("effective chart"), rect, 0);
    ui_tooltip(ui, act, rect, _("Click or drag: the layer there"));
    const bool asks = act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE);
    if (asks && row_at(chart, ui->x) != chart->effective->shown->row) {
        context->requests->step = row_at(chart, ui->x) + 1;
        ui->changed = true;
    }
}
