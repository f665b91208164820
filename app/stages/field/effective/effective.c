/* The left part: the theoretical square with the influence in it, and the profile under it. */
#include "app/stages/field/effective/effective.h"

#include "app/stages/field/effective/cards.h"
#include "app/stages/field/effective/chart.h"
#include "app/stages/field/effective/effective_layout.h"
#include "app/stages/field/effective/heat.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* Points of the Gaussian's line. */
enum { GAUSSIAN = 96 };

/* What stands under the title. */
static void describe(const FieldEffective *effective, char *text, size_t size) {
    const FieldShown *shown = effective->shown;
    const EffectiveFieldMap *now = effective->now;
    char name[PS_LAYER_TITLE_SIZE];
    if (shown->row < 0) {
        snprintf(text, size, "%s", _("Step on: each layer widens what a neuron uses."));
        return;
    }
    stacks_node_name(shown->stack, shown->node, name);
    if (!shown->fits || effective->field == NULL) {
        snprintf(text, size, _("What a neuron of layer %d (%s) sees is not known."), shown->row + 1, name);
    } else if (now != NULL && now->refused) {
        words_error(&now->error, text, size);
    } else if (!effective->wish.random) {
        snprintf(text, size, _("Paths from each input cell to one neuron of layer %d, %s."), shown->row + 1,
                 name);
    } else if (now == NULL || !now->finished) {
        snprintf(text, size, _("Gradients of random weights: %d of %d networks so far."),
                 now != NULL ? now->influence.seeds : 0, EFFECTIVE_FIELD_SEEDS);
    } else {
        snprintf(text, size, _("Mean gradient of %d networks with random weights, layer %d."),
                 EFFECTIVE_FIELD_SEEDS, shown->row + 1);
    }
}

/* The 4 sigma square of the Gaussian, about its own middle; not while the square is still growing. */
static Rect sigma_rect(const FieldEffective *effective, const PsSpread *spread) {
    Rect rect = {0};
    double origin[PS_AXES];
    double length[PS_AXES];
    for (int axis = 0; axis < PS_AXES; axis++) {
        length[axis] = spread->width[axis] * effective->pitch;
        origin[axis] = (spread->mean[axis] - effective->middle[axis]) * effective->pitch - length[axis] / 2;
    }
    const Rect square = effective->square;
    rect.x = square.x + square.w / 2 + (float)origin[PS_WIDTH];
    rect.y = square.y + square.h / 2 + (float)origin[PS_HEIGHT];
    rect.w = (float)length[PS_WIDTH];
    rect.h = (float)length[PS_HEIGHT];
    return rect;
}

static void draw_square(const FieldEffective *effective, const FieldHeat *heat) {
    Ui *ui = effective->context->ui;
    const Theme *theme = ui->theme;
    const float unit = effective->layout->unit;
    const float line = fmaxf(2, roundf(3 * unit));
    const PsSpread *spread = field_effective_spread(effective);
    const Rect square = effective->square;
    char label[64];
    char height[FIELD_SHORT_SIZE];
    char width[FIELD_SHORT_SIZE];
    if (effective->widest) {
        canvas_stroke(ui->canvas, rect_inset(effective->box, -line), line, fmaxf(1, unit), roundf(4 * unit),
                      theme->line);
    }
    field_heat_draw(effective, heat);
    canvas_stroke(ui->canvas, rect_inset(square, -line), line, line, 0, theme->convolution);
    field_effective_short(effective->whole[PS_HEIGHT], 1, height);
    field_effective_short(effective->whole[PS_WIDTH], 1, width);
    snprintf(label, sizeof label, _("field %s × %s"), effective->covered ? "?" : height,
             effective->covered ? "?" : width);
    canvas_text(ui->canvas, field_font(effective->layout, FONT_MEDIUM, 13), square.x - line,
                square.y - line - roundf(11 * unit), theme->convolution, label);
    if (spread == NULL || effective->covered || effective->growth < 1) {
        return;
    }
    const Rect sigma = sigma_rect(effective, spread);
    canvas_stroke(ui->canvas, sigma, 0, fmaxf(2, roundf(2.5F * unit)), roundf(8 * unit), theme->window);
    const Font mono = field_font(effective->layout, FONT_MONO, 15);
    const float end = fmaxf(sigma.x + sigma.w, sigma.x);
    const float room = square.x + square.w - end;
    const bool inside = room > canvas_text_width(ui->canvas, mono, "4σ") + 16 * unit;
    canvas_text(ui->canvas, mono, inside ? end + 9 * unit : fmaxf(square.x + square.w, end) + 9 * unit,
                square.y + square.h / 2, theme->window_text, "4σ");
}

/* The bars' middle along the width, from the middle of the square. */
static float bar_x(const FieldEffective *effective, double offset) {
    const Rect square = effective->square;
    return square.x + square.w / 2 + (float)(offset * effective->pitch);
}

/* The Gaussian's top as a multiple of the highest bar. */
static double top_of(const FieldEffective *effective, const PsSpread *spread) {
    const PsInfluence *influence = &effective->now->influence;
    double sum = 0;
    double peak = 0;
    for (int i = 0; i < influence->width; i++) {
        sum += influence->profile[PS_WIDTH][i];
        peak = fmax(peak, influence->profile[PS_WIDTH][i]);
    }
    return sum / (spread->sigma[PS_WIDTH] * sqrt(2 * acos(-1)) * peak);
}

/* The height of the highest bar, so that the Gaussian, too, has room. */
static float high_of(const FieldEffective *effective, Rect room) {
    const PsSpread *spread = field_effective_spread(effective);
    const double top = spread != NULL ? top_of(effective, spread) : 1;
    return room.h * (float)fmin(0.92, 1 / top);
}

static void draw_bar(const FieldEffective *effective, const FieldHeat *heat, Rect room, double offset,
                     double pitch) {
    Ui *ui = effective->context->ui;
    const double share = field_heat_profile(heat, offset);
    const float gap = pitch >= 5 ? fmaxf(1, roundf((float)pitch * 0.08F)) : 0;
    const float x = bar_x(effective, offset) - (float)pitch / 2;
    const float high = (float)share * high_of(effective, room);
    if (high >= 0.5F) {
        canvas_fill(ui->canvas,
                    (Rect){roundf(x), room.y + room.h - high, fmaxf(1, roundf((float)pitch - gap)), high},
                    fminf(2, gap), field_effective_shade(ui->theme, 0.15 + 0.85 * share));
    }
}

/* A bar a cell, or two pixels wide; as far as the square has grown. */
static void draw_bars(const FieldEffective *effective, const FieldHeat *heat, Rect room) {
    const bool by_cells = effective->pitch >= 2;
    const double wide = by_cells ? effective->pitch : 2;
    const double step = wide / effective->pitch;
    const double bars = by_cells ? effective->whole[PS_WIDTH] : floor(effective->grown[PS_WIDTH] / step);
    const double first = -(bars - 1) / 2;
    const double reach = effective->grown[PS_WIDTH] / 2 / step;
    const double begin = fmax(0, ceil(-reach - first));
    const int count = (int)(fmin(bars - 1, floor(reach - first)) - begin) + 1;
    for (int i = 0; i < count; i++) {
        draw_bar(effective, heat, room, (first + begin + i) * step, wide);
    }
}

static void draw_gaussian(const FieldEffective *effective, const PsSpread *spread, Rect room) {
    Ui *ui = effective->context->ui;
    Point points[GAUSSIAN + 1];
    const double middle = effective->middle[PS_WIDTH];
    const double sigma = spread->sigma[PS_WIDTH];
    const double top = top_of(effective, spread) * (double)high_of(effective, room);
    for (int i = 0; i <= GAUSSIAN; i++) {
        const double offset = ((double)i / GAUSSIAN - 0.5) * effective->whole[PS_WIDTH];
        const double z = (offset + middle - spread->mean[PS_WIDTH]) / sigma;
        const double high = top * exp(-z * z / 2);
        points[i] = (Point){bar_x(effective, offset), room.y + room.h - (float)high};
    }
    canvas_polyline(ui->canvas, points, GAUSSIAN + 1, fmaxf(2, 2 * effective->layout->unit), ui->theme->text);
}

static void draw_legend(const FieldEffective *effective, Rect room) {
    Ui *ui = effective->context->ui;
    const Theme *theme = ui->theme;
    const float unit = effective->layout->unit;
    const Font small = field_font(effective->layout, FONT_MEDIUM, 12);
    const char *measure = effective->wish.random ? _("mean gradient") : _("path counts");
    const float y = room.y + roundf(12 * unit);
    const float side = roundf(10 * unit);
    const float left = room.x + 3 * unit;
    const float right = room.x + room.w - 3 * unit;
    const float width = canvas_text_width(ui->canvas, small, _("Gaussian fit"));
    canvas_fill(ui->canvas, (Rect){left, y - side / 2, side, side}, 2, theme->cell_middle);
    canvas_text(ui->canvas, small, left + side + 6 * unit, y, theme->muted, measure);
    canvas_text_aligned(ui->canvas, small, right, y, ALIGN_RIGHT, 0, theme->muted, _("Gaussian fit"));
    canvas_fill(ui->canvas, (Rect){right - width - 24 * unit, y - unit, 18 * unit, fmaxf(2, 2 * unit)}, unit,
                theme->text);
}

/* ⎵ of a length, its words under it. */
static void draw_bracket(const FieldEffective *effective, float y, double offset, double cells, Color color,
                         Color ink, const char *words) {
    Ui *ui = effective->context->ui;
    const float unit = effective->layout->unit;
    const float line = fmaxf(2, roundf(2.5F * unit));
    const float left = roundf(bar_x(effective, offset - cells / 2));
    const float right = roundf(bar_x(effective, offset + cells / 2));
    const float tick = roundf(9 * unit);
    canvas_fill(ui->canvas, (Rect){left, y, line, tick}, 0, color);
    canvas_fill(ui->canvas, (Rect){right - line, y, line, tick}, 0, color);
    canvas_fill(ui->canvas, (Rect){left, y + tick - line, right - left, line}, 0, color);
    canvas_text_aligned(ui->canvas, field_font(effective->layout, FONT_MONO, 16), (left + right) / 2,
                        y + roundf(24 * unit), ALIGN_CENTRE, 0, ink, words);
}

static void draw_brackets(const FieldEffective *effective, const PsSpread *spread, Rect room) {
    const Theme *theme = effective->context->ui->theme;
    const float unit = effective->layout->unit;
    const float first = roundf(room.y + room.h + 12 * unit);
    char words[64];
    char number[FIELD_SHORT_SIZE];
    field_effective_short(effective->whole[PS_WIDTH], 1, number);
    if (effective->growth < 1) {
        return;
    }
    if (spread != NULL) {
        char width[FIELD_SHORT_SIZE];
        field_effective_short(spread->width[PS_WIDTH], 1, width);
        snprintf(words, sizeof words, "4σ = %s", effective->covered ? "?" : width);
        draw_bracket(effective, first, spread->mean[PS_WIDTH] - effective->middle[PS_WIDTH],
                     effective->covered ? effective->whole[PS_WIDTH] / 2 : spread->width[PS_WIDTH],
                     theme->window, theme->window_text, words);
    }
    draw_bracket(effective, first + roundf(42 * unit), 0, effective->whole[PS_WIDTH], theme->convolution,
                 theme->convolution, effective->covered ? "?" : number);
}

static void draw_profile(const FieldEffective *effective, const FieldHeat *heat) {
    Ui *ui = effective->context->ui;
    const PsSpread *spread = field_effective_spread(effective);
    const Rect room = field_effective_profile_rect(effective);
    const Rect square = effective->square;
    draw_bars(effective, heat, room);
    canvas_fill(ui->canvas, (Rect){square.x, room.y + room.h, square.w, fmaxf(1, effective->layout->unit)}, 0,
                ui->theme->muted);
    draw_legend(effective, room);
    if (spread != NULL && !effective->covered && effective->growth >= 1) {
        draw_gaussian(effective, spread, room);
    }
    draw_brackets(effective, spread, room);
}

static void draw_titles(const FieldEffective *effective) {
    char line[UI_NOTE_SIZE];
    describe(effective, line, sizeof line);
    field_titles(effective->context, effective->layout->left, effective->layout->unit,
                 _("What the neuron really uses"), line);
}

/* "Half as wide as the field". */
static const char *verdict(const FieldEffective *effective) {
    const PsSpread *spread = field_effective_spread(effective);
    if (spread == NULL || effective->covered) {
        return _("How much of the field counts");
    }
    const double ratio = spread->ratio[PS_WIDTH];
    return ratio > 0.9    ? _("As wide as the field")
           : ratio > 0.55 ? _("Narrower than the field")
           : ratio > 0.45 ? _("Half as wide as the field")
                          : _("Less than half as wide as the field");
}

static const char *verdict_line(const FieldEffective *effective) {
    if (effective->shown->row == 0 && !effective->wish.random) {
        return _("One layer counts every cell of its window alike.");
    }
    return _("Influence falls off like a Gaussian.");
}

void field_effective_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const FieldEffective effective = field_effective_make(context, layout, shown);
    const FieldHeat heat = field_heat_make(&effective);
    canvas_push_panel(context->ui->canvas, layout->left_panel);
    draw_titles(&effective);
    draw_square(&effective, &heat);
    draw_profile(&effective, &heat);
    canvas_pop_clip(context->ui->canvas);
    canvas_push_panel(context->ui->canvas, layout->right_panel);
    field_titles(context, layout->right, layout->unit, verdict(&effective), verdict_line(&effective));
    field_effective_cards_draw(&effective);
    field_effective_chart_draw(&effective);
    canvas_pop_clip(context->ui->canvas);
}

/* The cell that is pointed at, as offsets from the middle and as an input cell. */
static void describe_cell(const FieldEffective *effective, char *text, size_t size) {
    const Ui *ui = effective->context->ui;
    const PsInfluence *influence = &effective->now->influence;
    const float origin[PS_AXES] = {effective->square.y, effective->square.x};
    const float at[PS_AXES] = {ui->y, ui->x};
    int64_t cell[PS_AXES];
    int64_t place[PS_AXES];
    bool inside = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const double first = effective->middle[axis] - (effective->whole[axis] - 1) / 2;
        cell[axis] = (int64_t)floor((double)(at[axis] - origin[axis]) / effective->pitch + first + 1e-6);
        place[axis] = cell[axis] - influence->region.axis[axis].first;
        inside = inside && cell[axis] >= influence->region.axis[axis].first &&
                 cell[axis] < influence->region.axis[axis].end;
    }
    if (!inside) {
        snprintf(text, size, _("Beyond the image: nothing is there."));
        return;
    }
    if (effective->covered) {
        snprintf(text, size, _("Cell %lld, %lld"), (long long)cell[PS_HEIGHT], (long long)cell[PS_WIDTH]);
        return;
    }
    const double value = influence->values[place[PS_HEIGHT] * influence->width + place[PS_WIDTH]];
    double sum = 0;
    for (int i = 0; i < influence->height; i++) {
        sum += influence->profile[PS_HEIGHT][i];
    }
    char share[PS_NUMBER_SIZE];
    char count[PS_NUMBER_SIZE];
    ps_number_write_share(share, sum > 0 ? value / sum : 0);
    ps_number_write_count(count, value, influence->exponent, PS_NUMBER_SCREEN);
    if (effective->wish.random) {
        snprintf(text, size, _("Cell %lld, %lld: %s %% of all influence"), (long long)cell[PS_HEIGHT],
                 (long long)cell[PS_WIDTH], share);
    } else {
        snprintf(text, size, _("Cell %lld, %lld: %s paths, %s %% of all influence"),
                 (long long)cell[PS_HEIGHT], (long long)cell[PS_WIDTH], count, share);
    }
}

static void report_left(const FieldEffective *effective) {
    Ui *ui = effective->context->ui;
    const PsSpread *spread = field_effective_spread(effective);
    char height[FIELD_SHORT_SIZE];
    char width[FIELD_SHORT_SIZE];
    char value[2 * FIELD_SHORT_SIZE + 8];
    field_effective_short(effective->whole[PS_HEIGHT], 1, height);
    field_effective_short(effective->whole[PS_WIDTH], 1, width);
    snprintf(value, sizeof value, "%s × %s", height, width);
    ui_report(ui, UI_ROLE_REGION, N_("Influence"), effective->covered ? "" : value, effective->square, true,
              false);
    value[0] = '\0';
    if (spread != NULL && !effective->covered) {
        field_effective_short(spread->width[PS_WIDTH], 2, width);
        snprintf(value, sizeof value, "4σ = %s", width);
    }
    ui_report(ui, UI_ROLE_REGION, N_("Profile"), value, field_effective_profile_rect(effective), true, false);
}

void field_effective_controls(const StageContext *context, const FieldLayout *layout,
                              const FieldShown *shown) {
    const FieldEffective effective = field_effective_make(context, layout, shown);
    Ui *ui = context->ui;
    char text[160];
    report_left(&effective);
    const UiAct act = ui_interact(ui, ui_id("effective square"), effective.square, 0);
    if (act.hovered && field_effective_spread(&effective) != NULL && effective.growth >= 1) {
        describe_cell(&effective, text, sizeof text);
        ui_tooltip(ui, act, (Rect){ui->x, ui->y, 1, 1}, text);
    }
    field_effective_cards_controls(&effective);
    field_effective_chart_controls(&effective);
}
