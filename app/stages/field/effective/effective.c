/* The left part: the theoretical square with the influence in it, and the profile under it. */
#include "app/stages/field/effective/effective.h"

#include "app/stages/field/effective/cards.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* Points of the Gaussian's line. */
enum { GAUSSIAN = 96 };

/* What is under the title. */
static void describe(const FieldEffective *effective, char *text, size_t size) {
    const FieldShown *shown = effective->shown;
    const EffectiveFieldMap *now = effective->now;
    char layer[FIELD_LAYER_SIZE];
    if (shown->row < 0) {
        snprintf(text, size, "%s", _("Step on: each layer widens what a neuron uses."));
        return;
    }
    field_layer_words(shown->stack, shown->row, layer);
    if (!shown->fits || effective->field == NULL) {
        snprintf(text, size, _("What a neuron of layer %s sees is not known."), layer);
    } else if (now != NULL && now->refused) {
        words_error(&now->error, text, size);
    } else if (!effective->wish.random) {
        snprintf(text, size, _("Paths from each cell to a neuron of %s."), layer);
    } else if (now == NULL || !now->finished) {
        snprintf(text, size, _("Gradients of random weights: %d of %d networks so far."),
                 now != NULL ? now->influence.seeds : 0, EFFECTIVE_FIELD_SEEDS);
    } else {
        snprintf(text, size, _("Mean gradient of %d random networks, layer %s."), EFFECTIVE_FIELD_SEEDS,
                 layer);
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

/* "field 10 × 10", over the square's upper left corner. */
static void draw_size(const FieldEffective *effective, Canvas *canvas, Point corner) {
    char label[64];
    char height[FIELD_SHORT_SIZE];
    char width[FIELD_SHORT_SIZE];
    field_effective_short(effective->whole[PS_HEIGHT], 1, height);
    field_effective_short(effective->whole[PS_WIDTH], 1, width);
    snprintf(label, sizeof label, _("field %s × %s"), effective->covered ? "?" : height,
             effective->covered ? "?" : width);
    canvas_text(canvas, field_font(effective->unit, FONT_MEDIUM, 13), corner.x,
                corner.y - roundf(11 * effective->unit), effective->theme->convolution, label);
}

/* Its name is at the right: in the square, or beside both where there is no room. */
static void draw_sigma(const FieldEffective *effective, Canvas *canvas, const PsSpread *spread) {
    const float unit = effective->unit;
    const Rect square = effective->square;
    const Rect sigma = sigma_rect(effective, spread);
    const Font mono = field_font(unit, FONT_MONO, 15);
    const float end = fmaxf(sigma.x + sigma.w, sigma.x);
    const float right = square.x + square.w;
    const bool inside = right - end > canvas_text_width(canvas, mono, "4σ") + 16 * unit;
    canvas_stroke(canvas, sigma, 0, fmaxf(2, roundf(2.5F * unit)), roundf(8 * unit),
                  effective->theme->window);
    canvas_text(canvas, mono, inside ? end + 9 * unit : fmaxf(right, end) + 9 * unit, square.y + square.h / 2,
                effective->theme->window_text, "4σ");
}

static void draw_square(const FieldEffective *effective, Canvas *canvas, const FieldHeat *heat) {
    const Theme *theme = effective->theme;
    const float unit = effective->unit;
    const float line = fmaxf(2, roundf(3 * unit));
    const PsSpread *spread = field_effective_spread(effective);
    const Rect frame = rect_inset(effective->square, -line);
    if (effective->widest) {
        canvas_stroke(canvas, rect_inset(effective->box, -line), line, fmaxf(1, unit), roundf(4 * unit),
                      theme->line);
    }
    field_heat_draw(effective, heat, canvas);
    canvas_stroke(canvas, frame, line, line, 0, theme->convolution);
    draw_size(effective, canvas, (Point){frame.x, frame.y});
    if (spread != NULL && !effective->covered && effective->growth >= 1) {
        draw_sigma(effective, canvas, spread);
    }
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

/* share: of the highest bar, which is as high as most and stands on its top. */
static void draw_bar(const FieldEffective *effective, Canvas *canvas, Rect most, double offset, double pitch,
                     double share) {
    const float gap = pitch >= 5 ? fmaxf(1, roundf((float)pitch * 0.08F)) : 0;
    const float x = bar_x(effective, offset) - (float)pitch / 2;
    const float high = (float)share * most.h;
    if (high >= 0.5F) {
        const Rect bar = {roundf(x), most.y - high, fmaxf(1, roundf((float)pitch - gap)), high};
        canvas_fill(canvas, bar, fminf(2, gap), field_effective_shade(effective->theme, 0.15 + 0.85 * share));
    }
}

/* A bar a cell, or two pixels wide; as far as the square has grown. */
static void draw_bars(const FieldEffective *effective, Canvas *canvas, const FieldHeat *heat, Rect room) {
    const bool by_cells = effective->pitch >= 2;
    const double wide = by_cells ? effective->pitch : 2;
    const double step = wide / effective->pitch;
    const double bars = by_cells ? effective->whole[PS_WIDTH] : floor(effective->grown[PS_WIDTH] / step);
    const double first = -(bars - 1) / 2;
    const double reach = effective->grown[PS_WIDTH] / 2 / step;
    const double begin = fmax(0, ceil(-reach - first));
    const int count = (int)(fmin(bars - 1, floor(reach - first)) - begin) + 1;
    const Rect most = {room.x, room.y + room.h, room.w, high_of(effective, room)};
    for (int i = 0; i < count; i++) {
        const double offset = (first + begin + i) * step;
        draw_bar(effective, canvas, most, offset, wide, field_heat_profile(heat, offset));
    }
}

static void draw_gaussian(const FieldEffective *effective, Canvas *canvas, const PsSpread *spread,
                          Rect room) {
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
    canvas_polyline(canvas, points, GAUSSIAN + 1, fmaxf(2, 2 * effective->unit), effective->theme->text);
}

/* What bars and line are, at both ends over the profile. */
static void draw_legend(const FieldEffective *effective, Canvas *canvas, Rect room) {
    const Theme *theme = effective->theme;
    const float unit = effective->unit;
    const Font small = field_font(unit, FONT_MEDIUM, 12);
    const char *fit = _("Gaussian fit");
    const float y = room.y + roundf(12 * unit);
    const float side = roundf(10 * unit);
    const float right = room.x + room.w - 3 * unit;
    const Rect swatch = {room.x + 3 * unit, y - side / 2, side, side};
    const Rect stroke = {right - canvas_text_width(canvas, small, fit) - 24 * unit, y - unit, 18 * unit,
                         fmaxf(2, 2 * unit)};
    canvas_fill(canvas, swatch, 2, theme->cell_middle);
    canvas_text(canvas, small, swatch.x + side + 6 * unit, y, theme->muted,
                effective->wish.random ? _("mean gradient") : _("path counts"));
    canvas_text_aligned(canvas, small, right, y, ALIGN_RIGHT, 0, theme->muted, fit);
    canvas_fill(canvas, stroke, unit, theme->text);
}

/* ⎵ over cells of the width about an offset from the middle, its words under it. */
typedef struct Bracket {
    double offset, cells;
    Color color, ink;
} Bracket;

static void draw_bracket(const FieldEffective *effective, Canvas *canvas, float y, const Bracket *bracket,
                         const char *words) {
    const float unit = effective->unit;
    const float line = fmaxf(2, roundf(2.5F * unit));
    const float left = roundf(bar_x(effective, bracket->offset - bracket->cells / 2));
    const float right = roundf(bar_x(effective, bracket->offset + bracket->cells / 2));
    const float tick = roundf(9 * unit);
    canvas_fill(canvas, (Rect){left, y, line, tick}, 0, bracket->color);
    canvas_fill(canvas, (Rect){right - line, y, line, tick}, 0, bracket->color);
    canvas_fill(canvas, (Rect){left, y + tick - line, right - left, line}, 0, bracket->color);
    canvas_text_aligned(canvas, field_font(unit, FONT_MONO, 16), (left + right) / 2, y + roundf(24 * unit),
                        ALIGN_CENTRE, 0, bracket->ink, words);
}

static void draw_sigma_bracket(const FieldEffective *effective, Canvas *canvas, float y,
                               const PsSpread *spread) {
    const Theme *theme = effective->theme;
    char words[64];
    char width[FIELD_SHORT_SIZE];
    field_effective_short(spread->width[PS_WIDTH], 1, width);
    snprintf(words, sizeof words, "4σ %s %s",
             effective->covered ? "=" : field_effective_equals(spread->width[PS_WIDTH], width),
             effective->covered ? "?" : width);
    const Bracket bracket = {.offset = spread->mean[PS_WIDTH] - effective->middle[PS_WIDTH],
                             .cells = effective->covered ? effective->whole[PS_WIDTH] / 2
                                                         : spread->width[PS_WIDTH],
                             .color = theme->window,
                             .ink = theme->window_text};
    draw_bracket(effective, canvas, y, &bracket, words);
}

static void draw_brackets(const FieldEffective *effective, Canvas *canvas, const PsSpread *spread,
                          Rect room) {
    const Color hue = effective->theme->convolution;
    const Bracket whole = {.cells = effective->whole[PS_WIDTH], .color = hue, .ink = hue};
    const float first = roundf(room.y + room.h + 12 * effective->unit);
    char number[FIELD_SHORT_SIZE];
    if (effective->growth < 1) {
        return;
    }
    if (spread != NULL) {
        draw_sigma_bracket(effective, canvas, first, spread);
    }
    field_effective_short(whole.cells, 1, number);
    draw_bracket(effective, canvas, first + roundf(42 * effective->unit), &whole,
                 effective->covered ? "?" : number);
}

static void draw_profile(const FieldEffective *effective, Canvas *canvas, const FieldHeat *heat) {
    const PsSpread *spread = field_effective_spread(effective);
    const Rect room = field_effective_profile_rect(effective);
    const Rect square = effective->square;
    draw_bars(effective, canvas, heat, room);
    canvas_fill(canvas, (Rect){square.x, room.y + room.h, square.w, fmaxf(1, effective->unit)}, 0,
                effective->theme->muted);
    draw_legend(effective, canvas, room);
    if (spread != NULL && !effective->covered && effective->growth >= 1) {
        draw_gaussian(effective, canvas, spread, room);
    }
    draw_brackets(effective, canvas, spread, room);
}

static void draw_titles(const FieldEffective *effective) {
    char line[UI_NOTE_SIZE];
    describe(effective, line, sizeof line);
    field_titles(&effective->scope->pen, effective->layout, effective->layout->left,
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

static void tell_left(const FieldEffective *effective) {
    const Pen *pen = &effective->scope->pen;
    const PsSpread *spread = field_effective_spread(effective);
    char height[FIELD_SHORT_SIZE];
    char width[FIELD_SHORT_SIZE];
    char value[2 * FIELD_SHORT_SIZE + 8];
    field_effective_short(effective->whole[PS_HEIGHT], 1, height);
    field_effective_short(effective->whole[PS_WIDTH], 1, width);
    snprintf(value, sizeof value, "%s × %s", height, width);
    pen_report(pen, UI_ROLE_REGION, N_("Influence"), effective->covered ? "" : value, effective->square);
    value[0] = '\0';
    if (spread != NULL && !effective->covered) {
        field_effective_short(spread->width[PS_WIDTH], 2, width);
        snprintf(value, sizeof value, "4σ %s %s", field_effective_equals(spread->width[PS_WIDTH], width),
                 width);
    }
    pen_report(pen, UI_ROLE_REGION, N_("Profile"), value, field_effective_profile_rect(effective));
}

void field_effective_draw(const FieldEffective *effective, const FieldHeat *heat, const FieldChart *chart,
                          Canvas *canvas) {
    const FieldLayout *layout = effective->layout;
    canvas_push_panel(canvas, layout->left_panel);
    draw_titles(effective);
    draw_square(effective, canvas, heat);
    draw_profile(effective, canvas, heat);
    canvas_pop_clip(canvas);
    canvas_push_panel(canvas, layout->right_panel);
    field_titles(&effective->scope->pen, layout, layout->right, verdict(effective), verdict_line(effective));
    field_effective_cards_draw(effective, canvas);
    field_chart_draw(chart, canvas);
    canvas_pop_clip(canvas);
    tell_left(effective);
    field_effective_cards_tell(effective);
    field_chart_tell(chart);
}

/* The input cell that is pointed at. */
static void cell_at(const FieldEffective *effective, float x, float y, int64_t cell[PS_AXES]) {
    const float offset[PS_AXES] = {y - effective->square.y, x - effective->square.x};
    for (int axis = 0; axis < PS_AXES; axis++) {
        const double first = effective->middle[axis] - (effective->whole[axis] - 1) / 2;
        cell[axis] = (int64_t)floor((double)offset[axis] / effective->pitch + first + 1e-6);
    }
}

/* The influence of a cell of the map's region. */
static double value_of(const PsInfluence *influence, const int64_t cell[PS_AXES]) {
    const int64_t row = cell[PS_HEIGHT] - influence->region.axis[PS_HEIGHT].first;
    const int64_t column = cell[PS_WIDTH] - influence->region.axis[PS_WIDTH].first;
    return influence->values[row * influence->width + column];
}

static bool is_inside(const PsRegion *region, const int64_t cell[PS_AXES]) {
    bool inside = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        inside = inside && cell[axis] >= region->axis[axis].first && cell[axis] < region->axis[axis].end;
    }
    return inside;
}

static void describe_cell(const FieldEffective *effective, Point at, char *text, size_t size) {
    const PsInfluence *influence = &effective->now->influence;
    int64_t cell[PS_AXES];
    cell_at(effective, at.x, at.y, cell);
    const long long row = (long long)cell[PS_HEIGHT];
    const long long column = (long long)cell[PS_WIDTH];
    if (!is_inside(&influence->region, cell)) {
        snprintf(text, size, _("Beyond the image: nothing is there."));
        return;
    }
    if (effective->covered) {
        snprintf(text, size, _("Cell %lld, %lld"), row, column);
        return;
    }
    char share[PS_NUMBER_SIZE];
    char count[PS_NUMBER_SIZE];
    const double value = value_of(influence, cell);
    const double sum = field_effective_sum(influence);
    ps_number_write_share(share, sum > 0 ? value / sum : 0);
    ps_number_write_count(count, value, influence->exponent, PS_NUMBER_SCREEN);
    if (effective->wish.random) {
        snprintf(text, size, _("Cell %lld, %lld: %s %% of all influence"), row, column, share);
    } else {
        snprintf(text, size, _("Cell %lld, %lld: %s paths, %s %% of all influence"), row, column, count,
                 share);
    }
}

void field_effective_controls(const StageContext *context, const FieldEffective *effective,
                              const FieldChart *chart) {
    Ui *ui = context->ui;
    char text[160];
    const UiAct act = ui_interact(ui, ui_id("effective square"), effective->square, 0);
    if (act.hovered && field_effective_spread(effective) != NULL && effective->growth >= 1) {
        describe_cell(effective, (Point){ui->x, ui->y}, text, sizeof text);
        ui_tooltip(ui, act, (Rect){ui->x, ui->y, 1, 1}, text);
    }
    field_effective_cards_controls(context, effective);
    field_chart_controls(context, chart);
}
