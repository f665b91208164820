/* Looks of spans and the paths of tiles at a moment. Which numbers there are is the core's. */
#include "app/stages/window/formula.h"

#include "app/stages/shared/motion.h"
#include "app/stages/shared/step_result.h"
#include "app/stages/window/narrate.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* Milliseconds in which a number that is beaten fades, and in which the empty formula comes. */
enum { BEATEN = 80, COME = 100 };

/* The tap that lands when another one than tap is the largest so far: its own, or what beats it; so_far is
 * the largest of those that have landed, and another one. */
static int64_t beater_of(const WindowPose *pose, int64_t tap, int64_t so_far) {
    int64_t beater = tap;
    while (beater < so_far && ps_walk_results(pose->walk, &pose->now.window, beater + 1).best_tap == tap) {
        beater++;
    }
    return beater;
}

/* What the largest so far does to the others' colours, while numbers land. */
static Color landing_color(const WindowPose *pose, const PsSpan *span, Color plain) {
    const Moment *now = &pose->now;
    const Theme *theme = pose->pen.theme;
    const PsResults so_far = window_landed_results(pose, NULL);
    if (so_far.has_best && so_far.best_tap == span->tap) {
        return theme->window_text;
    }
    const int64_t beater = beater_of(pose, span->tap, so_far.best_tap);
    const float since = now->ms - window_take_off(pose, beater) - MOMENT_FLIGHT;
    const float faded = motion_clamp(since / BEATEN);
    const float back = moment_phase(now, MOMENT_ARRIVED, MOMENT_WHOLE);
    const Color start = beater > span->tap ? theme->window_text : plain;
    const Color end = color_blend(plain, theme->raised, 0.35F + 0.65F * back);
    return color_blend(end, start, faded);
}

static Color resting_color(const Theme *theme, const PsSpan *span, bool best) {
    switch (span->kind) {
    case PS_SPAN_TERM:
    case PS_SPAN_PADDING:
        return best ? theme->window_text : span->kind == PS_SPAN_TERM ? theme->text : theme->muted;
    case PS_SPAN_CONSTANT:
        return theme->text;
    case PS_SPAN_RESULT:
        return theme->output;
    case PS_SPAN_PUNCTUATION:
    case PS_SPAN_NAME:
    case PS_SPAN_KIND_COUNT:
        break;
    }
    return theme->muted;
}

static bool is_term(const PsSpan *span) {
    return span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_PADDING;
}

/* Max: the largest so far in the window's colour, beaten ones faded; a draw keeps the first. */
static Color term_color(const WindowPose *pose, const PsSpan *span) {
    const Theme *theme = pose->pen.theme;
    const Color plain = resting_color(theme, span, false);
    if (pose->walk->pool.op != PS_POOL_MAX || pose->now.covered) {
        return plain;
    }
    if (pose->now.moving) {
        return landing_color(pose, span, plain);
    }
    const bool best = pose->results.has_best && span->tap == pose->results.best_tap;
    return resting_color(theme, span, best && pose->written);
}

/* What is in the result's slot while an average is being made: the sum, before it divides. */
static void running_sum(const WindowPose *pose, SpanLook *look, char *text) {
    int64_t count = 0;
    ps_number_write_sum(text, window_landed_results(pose, &count).sum, PS_NUMBER_SCREEN);
    look->empty = count == 0;
    look->text = text;
    const float first = window_take_off(pose, 0) + MOMENT_FLIGHT;
    const float come = moment_phase(&pose->now, first, first + WINDOW_TURN);
    look->color = color_alpha(pose->hue, look->empty ? 1 : come);
}

/* Whether the formula still adds up: the division by the count comes when all numbers have merged. */
static bool summing(const WindowPose *pose) {
    const Moment *now = &pose->now;
    return now->moving && !now->covered && now->ms < MOMENT_DIVIDED && !pose->walk->sums &&
           pose->walk->pool.op == PS_POOL_AVG;
}

/* It comes while the winner grows; an average's sum turns into it. */
static SpanLook result_look(const WindowPose *pose, char *text) {
    const Moment *now = &pose->now;
    const Color output = pose->pen.theme->output;
    const bool summed = pose->walk->pool.op == PS_POOL_AVG && !pose->walk->sums;
    const float from = summed ? MOMENT_DIVIDED : MOMENT_LANDED;
    const float come = moment_phase(now, from, MOMENT_GROWN);
    SpanLook look = {.color = output, .cover = now->covered};
    if (!now->moving) {
        look.empty = !pose->written && !now->covered;
    } else if (now->covered) {
        look.empty = now->ms < MOMENT_GROWN;
        look.cover = !look.empty;
    } else if (summing(pose)) {
        running_sum(pose, &look, text);
    } else {
        look.empty = come <= 0;
        look.color =
            summed ? color_blend(output, pose->hue, come) : color_alpha(output, look.empty ? 1 : come);
    }
    return look;
}

static SpanLook divisor_look(const WindowPose *pose, const PsSpan *span) {
    const Theme *theme = pose->pen.theme;
    const bool constant = span->kind == PS_SPAN_CONSTANT;
    SpanLook look = {.color = resting_color(theme, span, false)};
    if (summing(pose) && (constant || strchr(span->text, '/'))) {
        look.text = constant ? "" : ")";
    } else if (constant && pose->now.moving) {
        look.color = color_alpha(look.color, moment_phase(&pose->now, MOMENT_DIVIDED, MOMENT_GROWN));
    }
    return look;
}

/* The sign tells nothing of an answer that is covered; while the sum is being made it is the sum's. */
static const char *sign_of(const WindowPose *pose) {
    if (pose->now.covered) {
        return " = ";
    }
    if (!summing(pose)) {
        return pose->formula.spans[pose->formula.count - 2].text;
    }
    const double sum = window_landed_results(pose, NULL).sum;
    return ps_number_exact_sum(sum, PS_NUMBER_SCREEN) ? " = " : " ≈ ";
}

/* Global average: the cells merge into the sum itself, which is in the formula's first place; then comes
 * the count. */
static void sum_looks(const WindowPose *pose, SpanLook looks[PS_FORMULA_SPANS], char *sum) {
    const Theme *theme = pose->pen.theme;
    const int last = pose->formula.count - 1;
    const bool divides = !pose->now.moving || pose->now.ms >= MOMENT_DIVIDED;
    const float come = pose->now.moving ? moment_phase(&pose->now, MOMENT_DIVIDED, MOMENT_GROWN) : 1;
    for (int i = 0; i < last; i++) {
        looks[i].color = color_alpha(resting_color(theme, &pose->formula.spans[i], false), come);
    }
    if (divides) {
        looks[0].color = color_blend(looks[0].color, pose->hue, come);
    }
    if (!divides) {
        running_sum(pose, &looks[0], sum);
    }
    looks[last] = result_look(pose, sum);
}

static SpanLook span_look(const WindowPose *pose, const PsSpan *span, char *sum) {
    switch (span->kind) {
    case PS_SPAN_TERM:
    case PS_SPAN_PADDING:
        return (SpanLook){.color = term_color(pose, span), .empty = !window_landed(pose, span->tap)};
    case PS_SPAN_RESULT:
        return result_look(pose, sum);
    case PS_SPAN_CONSTANT:
    case PS_SPAN_PUNCTUATION:
    case PS_SPAN_NAME:
    case PS_SPAN_KIND_COUNT:
        break;
    }
    return divisor_look(pose, span);
}

/* sum: the text that is in the result's place for a while. */
static void formula_looks(const WindowPose *pose, SpanLook looks[PS_FORMULA_SPANS], char *sum) {
    const PsFormula *formula = &pose->formula;
    if (pose->walk->sums) {
        sum_looks(pose, looks, sum);
    } else {
        for (int i = 0; i < formula->count; i++) {
            looks[i] = span_look(pose, &formula->spans[i], sum);
        }
    }
    looks[formula->count - 2].text = sign_of(pose);
    const float come = pose->now.moving ? moment_phase(&pose->now, MOMENT_SLIDE, MOMENT_SLIDE + COME) : 1;
    for (int i = 0; i < formula->count && come < 1; i++) {
        looks[i].color = color_alpha(looks[i].color, come);
    }
}

/* The formula of the step that is being left fades while the window slides. */
static void draw_old_formula(const WindowPose *pose) {
    const int64_t step = pose->now.left;
    if (step == 0) {
        return;
    }
    PsFormula formula;
    const FormulaLine line = window_formula_line(pose->scope, pose->layout, step, &formula);
    const Theme *theme = pose->pen.theme;
    SpanLook looks[PS_FORMULA_SPANS] = {0};
    const float alpha = 1 - motion_ease(pose->now.ms / MOMENT_SLIDE);
    const bool covered = answers_covered(pose->scope->answers, step - 1);
    for (int i = 0; i < formula.count; i++) {
        const PsSpan *span = &formula.spans[i];
        const bool best = is_term(span) && pose->walk->pool.op == PS_POOL_MAX && pose->before.has_best &&
                          span->tap == pose->before.best_tap;
        looks[i].color = color_alpha(resting_color(theme, span, best), alpha);
        looks[i].cover = span->kind == PS_SPAN_RESULT && covered;
    }
    looks[formula.count - 2].text = covered ? " = " : NULL;
    formula_line_draw(&pose->pen, &line, looks);
}

/* Muted lines from row's y down; returns what they cover. */
static Rect draw_lines(const Pen *pen, Font font, float line, Rect row, const char *text, float alpha) {
    const Rect rect = row;
    const int lines = canvas_paragraph(pen->canvas, font, rect, line, 0, text, false);
    canvas_paragraph(pen->canvas, font, rect, line, color_alpha(pen->theme->muted, alpha), text, true);
    return (Rect){rect.x, rect.y - line / 2, rect.w, line * (float)lines};
}

/* Before the first step the box says which keys begin; the words go while it moves. What is pointed at is
 * explained under it. */
static void draw_hint(const WindowPose *pose) {
    const float alpha = pose->now.step == 0 ? 1 : 1 - moment_left_behind(&pose->now);
    const Font font = pen_font(&pose->pen, FONT_MEDIUM, 15);
    const bool at_once = pose->walk->steps == 1 && !ps_pool_op_info(pose->scope->scene->pool.op)->window;
    const char *text = at_once ? _("Press the right arrow: the whole map at once.")
                               : _("Press the right arrow for the first window, Space to play.");
    const bool pointing = pose->probe == PROBE_INPUT;
    const float line = (float)font.size * 1.4F;
    Rect row = pointing ? pose->layout->formula_row : pose->layout->hint_row;
    row.y -= line * (float)(canvas_paragraph(pose->pen.canvas, font, row, line, 0, text, false) - 1) / 2;
    const Rect lines = draw_lines(&pose->pen, font, line, row, text, alpha);
    if (!pointing && pose->now.step == 0) {
        pen_report_text(&pose->pen, N_("Explanation"), text, lines);
    }
}

/* On two lines where it must: both fit between the formula, of however many lines, and the box's edge. */
static void draw_caption(const WindowPose *pose) {
    char text[256];
    const Font font = pose->layout->measures.caption;
    window_narrate(pose->scope, PS_NUMBER_SCREEN, text, sizeof text);
    if (text[0] == '\0') {
        return;
    }
    const float line = (float)font.size * 1.15F;
    Rect row = pose->layout->caption_row;
    if (canvas_paragraph(pose->pen.canvas, font, row, line, 0, text, false) > 1) {
        row.y -= line / 6;
    }
    const float alpha = pose->now.left > 0 || !pose->now.moving ? 1 : moment_left_behind(&pose->now);
    const Rect lines = draw_lines(&pose->pen, font, line, row, text, alpha);
    window_narrate(pose->scope, PS_NUMBER_FULL, text, sizeof text);
    pen_report_text(&pose->pen, N_("Explanation"), text, lines);
}

static void draw_box(const WindowPose *pose) {
    const Pen *pen = &pose->pen;
    const WindowLayout *layout = pose->layout;
    const float radius = pen_px(pen, 12);
    canvas_fill(pen->canvas, layout->formula, pose->scope->presenter ? layout->measures.map.gap * 2 : radius,
                pen->theme->raised);
    if (pen->theme->hairline > 1) {
        canvas_stroke(pen->canvas, layout->formula, radius, 2, 0, pen->theme->line);
    }
}

/* "red 0.81  green 0.62  blue 0.4": pooling takes each channel by itself. */
static void write_channels(const StageScope *scope, int64_t step, PsNumberForm form, const char *between,
                           char *text, size_t size) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    const PsWindow window = ps_walk_at(walk, step);
    const PsMap *output = &scope->facts->pooled.output;
    size_t length = 0;
    text[0] = '\0';
    for (int channel = 0; channel < 3 && length < size; channel++) {
        char name[48];
        char value[PS_NUMBER_SIZE];
        stage_channel_name(scope->scene, channel, name, sizeof name);
        ps_number_write_near(
            value, ps_map_get(output, channel, (int)window.output_row, (int)window.output_column), form);
        length += (size_t)snprintf(text + length, size - length, "%s%s %s", channel > 0 ? between : "", name,
                                   answers_covered(scope->answers, step - 1) ? "?" : value);
    }
}

/* A picture has no formula but three results. */
static void draw_channels(const WindowPose *pose) {
    char text[192];
    char wide[256];
    const Rect row = pose->layout->formula_row;
    const Pen *pen = &pose->pen;
    if (pose->now.moving && pose->now.ms < MOMENT_GROWN) {
        return;
    }
    write_channels(pose->scope, pose->now.step, PS_NUMBER_SCREEN, "   ", text, sizeof text);
    ui_wide(wide, sizeof wide, text);
    const Font font = canvas_fit(pen->canvas, pose->layout->measures.formula,
                                 pose->layout->measures.formula_least.size, row.w, wide);
    canvas_text(pen->canvas, font, row.x, row.y, pen->theme->output, wide);
}

void window_formula_draw(const WindowPose *pose) {
    /* In presenter mode the strip's sentence says what hint and caption say. */
    const bool words = !pose->scope->presenter;
    draw_box(pose);
    if (words) {
        draw_caption(pose);
    }
    if (words && (pose->now.step == 0 || (pose->now.left == 0 && moment_slides(&pose->now)))) {
        draw_hint(pose);
    }
    if (pose->now.step == 0) {
        return;
    }
    if (pose->scope->colour) {
        draw_channels(pose);
    } else if (moment_slides(&pose->now)) {
        draw_old_formula(pose);
    } else {
        char sum[PS_NUMBER_SIZE];
        SpanLook looks[PS_FORMULA_SPANS] = {0};
        formula_looks(pose, looks, sum);
        formula_line_draw(&pose->pen, &pose->line, looks);
    }
}

static Point middle_of(Rect rect) {
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

static float mix(float from, float to, float t) {
    return from + (to - from) * t;
}

static Rect around(Point middle, float w, float h) {
    return (Rect){middle.x - w / 2, middle.y - h / 2, w, h};
}

static Rect between(Rect from, Rect to, float t) {
    const Point a = middle_of(from);
    const Point b = middle_of(to);
    return around((Point){mix(a.x, b.x, t), mix(a.y, b.y, t)}, mix(from.w, to.w, t), mix(from.h, to.h, t));
}

static void draw_number_tile(const WindowPose *pose, int64_t i, float t) {
    const WindowLayout *layout = pose->layout;
    const PsTap tap = ps_walk_tap(pose->walk, &pose->now.window, i);
    if (tap.place == PS_TAP_MISSING) {
        return;
    }
    char text[PS_NUMBER_SIZE];
    cells_text(&layout->in.style, tap.value, text);
    const Rect from = rect_inset(grid_cell(&layout->in, tap.row, tap.column), layout->pitch * 0.05F);
    const Rect to = step_result_square(formula_line_slot(&pose->line, i));
    const Color fill =
        tap.place == PS_TAP_PADDING ? pose->pen.theme->raised : window_value_color(pose, tap.value);
    const float come = motion_clamp(t * MOMENT_FLIGHT / WINDOW_TURN);
    const float gone = motion_clamp((t - 1) * MOMENT_FLIGHT / WINDOW_TURN);
    cells_draw_tile(&pose->pen, between(from, to, motion_ease(t)), fill, text, come - gone);
}

static void draw_number_tiles(const WindowPose *pose) {
    for (int64_t i = 0; i < pose->now.window.taps && i < WINDOW_TILES; i++) {
        const float t = (pose->now.ms - window_take_off(pose, i)) / MOMENT_FLIGHT;
        if (t >= 0 && t < 1 + (float)WINDOW_TURN / MOMENT_FLIGHT) {
            draw_number_tile(pose, i, t);
        }
    }
}

static void draw_result_tile(const WindowPose *pose) {
    const float result = ps_walk_result(pose->walk, &pose->results);
    const PsWindow *window = &pose->now.window;
    const Rect cell = grid_cell(&pose->layout->out, window->output_row, window->output_column);
    char text[PS_NUMBER_SIZE] = "?";
    Color fill = pose->pen.theme->raised;
    if (!pose->now.covered) {
        cells_text(&pose->layout->out.style, result, text);
        fill = window_output_color(pose, (int)window->output_row, (int)window->output_column);
    }
    step_result_draw(&pose->pen, &pose->now, formula_line_slot(&pose->line, -1),
                     rect_inset(cell, pose->layout->gap), fill, text);
}

void window_tiles_draw(const WindowPose *pose) {
    const Moment *now = &pose->now;
    if (!now->moving || now->ms < MOMENT_SLIDE) {
        return;
    }
    if (now->ms < MOMENT_LANDED + WINDOW_TURN && !pose->scope->colour) {
        draw_number_tiles(pose);
    } else if (step_result_flies(now)) {
        draw_result_tile(pose);
    }
}

/* The formula in words; the result is left out until it has been told. */
static void write_told(const StageScope *scope, int64_t step, char *text, size_t size) {
    const PsFormulaPlan plan = window_plan(scope, step);
    const PsFormulaStyle style = ps_formula_style(PS_NUMBER_FULL);
    PsFormula formula = {0};
    ps_plan_write(&plan, &style, &formula);
    formula_hide_result(&formula, step > scope->step, answers_covered(scope->answers, step - 1));
    ps_formula_text(&formula, text, size);
}

void window_formula_tell(const WindowPose *pose) {
    const StageScope *scope = pose->scope;
    const int64_t step = pose->probe == PROBE_OUTPUT ? pose->now.step : scope->step;
    char text[1024] = "";
    if (step > 0 && scope->colour && step <= scope->step) {
        write_channels(scope, step, PS_NUMBER_FULL, ", ", text, sizeof text);
    } else if (step > 0 && !scope->colour) {
        write_told(scope, step, text, sizeof text);
    }
    /* Before the first step a sentence is where the formula will. */
    Rect box = pose->layout->formula;
    box.h *= step == 0 ? 0.3F : scope->presenter ? 1 : 0.52F;
    pen_report_text(&pose->pen, N_("Formula"), text, box);
}
