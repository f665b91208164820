/* The cell, the bars and the words while the mean is in the making are three ways to draw one value.
 *
 * Invariant: a covered value is neither drawn nor told.
 */
#include "app/stages/compare/global_value.h"

#include "app/stages/compare/card.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/motion.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

enum { PROGRESS_SQUARES = 16 };

/* How high the question mark of a covered mean is, of its cell. */
#define COVER_SHARE 0.36F

/* The least size of a number, in pixels. */
enum { NUMBER_LEAST = 12 };

/* A number that stands alone, as large as its font where it fits: with fewer decimals where it must, and "≈ "
 * where it is rounded from what plan says (not null), and no cell. */
static void draw_number(const ComparePose *pose, CardWords words, float value, const PsFormulaPlan *plan) {
    PsNumberSurvey survey = {0};
    ps_survey_add(&survey, value);
    char text[PS_NUMBER_SIZE + 8] = "";
    Font least = words.font;
    least.size = least.size < NUMBER_LEAST ? least.size : NUMBER_LEAST;
    const float half = canvas_text_width(pose->pen.canvas, least, "0") / 2;
    const int room = (int)floorf(words.cell.w * 0.86F / half);
    PsNumberForm form;
    (void)ps_survey_choose(&survey, room, &form);
    if (plan != NULL && !ps_plan_exact(plan, form) && room > 3) {
        (void)ps_survey_choose(&survey, room - 3, &form);
        snprintf(text, sizeof text, "%s", "≈ ");
    }
    ps_number_fit(text + strlen(text), value, form, room - ps_number_length(text));
    compare_card_words(pose, words, text);
}

static Font number_font(Rect cell) {
    return (Font){FONT_MONO, (int)(cell.h * 0.225F)};
}

Rect compare_global_number(const CompareLayout *layout) {
    const Rect cell = compare_global_cell(layout);
    return rect_inset(cell, cell.h * 0.275F);
}

/* How much of the map has been counted, in squares. */
static void draw_progress(const ComparePose *pose, Rect cell, const PsGlobal *global, float alpha) {
    const Pen *pen = &pose->pen;
    const int squares = global->total < PROGRESS_SQUARES ? (int)global->total : PROGRESS_SQUARES;
    const float step = floorf(cell.w * 0.72F / PROGRESS_SQUARES);
    const float size = fmaxf(2, step - fmaxf(2, roundf(step * 0.3F)));
    const float left = roundf(cell.x + (cell.w - step * (float)squares + (step - size)) / 2);
    const float top = roundf(cell.y + cell.h * 0.84F - size / 2);
    const double filled = (double)global->cells * squares / (double)global->total;
    for (int i = 0; i < squares; i++) {
        canvas_fill(pen->canvas, (Rect){left + step * (float)i, top, size, size}, 1,
                    color_alpha(i + 0.5 < filled ? pen->theme->global : pen->theme->line, alpha));
    }
}

/* The step whose average so far is shown: while a step runs that of the step before. */
static int64_t shown_step(const Moment *now) {
    return now->left + (now->moving && now->ms >= MOMENT_ARRIVED && !now->brief);
}

static void draw_mean_so_far(const ComparePose *pose, Rect cell, const PsGlobal *global, bool covered) {
    const CardWords words = {cell, 0.49F, number_font(cell), pose->pen.theme->text};
    if (covered) {
        compare_card_words(pose, words, "?");
    } else {
        const PsFormulaPlan plan = ps_global_plan(global);
        draw_number(pose, words, global->mean, &plan);
    }
}

/* "12 of 16 cells" */
static void write_progress(const PsGlobal *global, char *text, size_t size) {
    char cells[PS_NUMBER_SIZE];
    char total[PS_NUMBER_SIZE];
    ps_number_write_integer(cells, global->cells, PS_NUMBER_SCREEN);
    ps_number_write_integer(total, global->total, PS_NUMBER_SCREEN);
    snprintf(text, size, _("%s of %s cells"), cells, total);
}

/* What stands around the mean. */
static void draw_making(const ComparePose *pose, Rect cell, const PsGlobal *global, float alpha) {
    const CompareMeasures *m = pose->m;
    const Color muted = color_alpha(pose->pen.theme->muted, alpha);
    char text[192];
    write_progress(global, text, sizeof text);
    compare_card_words(pose, (CardWords){cell, 0.27F, m->text, muted},
                       pose->scope->colour ? _("mean of red so far") : _("mean so far"));
    compare_card_words(pose, (CardWords){cell, 0.72F, m->text, muted}, text);
    draw_progress(pose, cell, global, alpha);
}

static void draw_so_far(const ComparePose *pose, Rect cell) {
    const CompareMeasures *m = pose->m;
    const Moment *now = &pose->now;
    const int64_t step = shown_step(now);
    const PsGlobal global = pooled_global(&pose->scope->facts->pooled, step);
    canvas_stroke(pose->pen.canvas, cell, roundf(8 * m->unit), m->map.hue_line, roundf(7 * m->unit),
                  pose->pen.theme->global);
    if (global.cells == 0) {
        return;
    }
    draw_mean_so_far(pose, cell, &global, answers_covered(pose->scope->answers, step - 1));
    draw_making(pose, cell, &global, now->left == 0 ? moment_settled(now) : 1);
}

/* The last one's result has come: what there was while it was in the making goes. */
static void draw_made(const ComparePose *pose, Rect cell) {
    const Moment *now = &pose->now;
    const PsGlobal global = pooled_global(&pose->scope->facts->pooled, now->left);
    if (now->moving && global.cells > 0) {
        draw_making(pose, cell, &global, 1 - moment_settled(now));
    }
}

/* Over the bar, or under one that hangs down. */
static void draw_bar_number(const ComparePose *pose, Rect bar, float value) {
    const float unit = pose->m->unit;
    const float y = value < 0 ? bar.y + bar.h + 10 * unit : bar.y - 10 * unit;
    const CardWords words = {
        {bar.x, y, bar.w / 0.86F, 0}, 0, {FONT_MONO, (int)(14 * unit)}, pose->pen.theme->text};
    draw_number(pose, words, value, NULL);
}

/* The vector of a map of several channels: a bar each, from a common ground line. */
static void draw_vector(const ComparePose *pose) {
    const CompareBars bars = compare_bars(pose->scope, pose->layout);
    const Theme *theme = pose->pen.theme;
    Canvas *canvas = pose->pen.canvas;
    for (int c = 0; c < pose->walk->map->channels; c++) {
        const float value = pose->compared->means[c];
        const Rect bar = compare_bar(&bars, c, value);
        canvas_fill(canvas, bar, 2, c == pose->walk->channel ? theme->global : theme->cell_middle);
        if (bars.step >= 34 * pose->m->unit) {
            draw_bar_number(pose, bar, value);
        }
    }
    canvas_fill(canvas, (Rect){bars.room.x, bars.ground, bars.room.w, 1}, 0, theme->muted);
}

/* The colour spreads from the number over the cell, once the last result has come. */
static Rect filling(const ComparePose *pose, Rect cell) {
    const Moment *now = &pose->now;
    const float left = now->moving ? 1 - motion_ease(moment_phase(now, MOMENT_ARRIVED, MOMENT_WHOLE)) : 0;
    return rect_inset(cell, cell.h * 0.275F * left);
}

static void draw_mean(const ComparePose *pose, Rect cell, const CellStyle *style) {
    const Pen *pen = &pose->pen;
    const float line = pose->m->map.hue_line;
    const float value = compare_global_value(pose->scope);
    const Color fill = compare_value_color(pose, COMPARE_GLOBAL, value);
    cells_draw_value(pen, style, filling(pose, cell), fill, value, 1);
    draw_number(pose, (CardWords){cell, 0.5F, number_font(cell), theme_ink(fill)}, value, NULL);
    canvas_stroke(pen->canvas, rect_inset(cell, -line), style->radius + line, line, 0, pen->theme->global);
}

/* One colour is what the whole picture comes to. */
static void draw_colour(const ComparePose *pose, Rect cell, const CellStyle *style) {
    const float *means = pose->compared->means;
    const float line = pose->m->map.hue_line;
    const Color fill =
        theme_picture_colour(means[0], means[1], means[2], pose->scope->facts->scale.magnitude);
    canvas_fill(pose->pen.canvas, filling(pose, cell), style->radius, fill);
    for (int channel = 0; channel < 3; channel++) {
        char name[48];
        char value[PS_NUMBER_SIZE];
        char text[192];
        stage_channel_name(pose->scope->scene, channel, name, sizeof name);
        ps_number_write_near(value, means[channel], PS_NUMBER_SCREEN);
        snprintf(text, sizeof text, "%s %s", name, value);
        const CardWords words = {cell, 0.3F + 0.2F * (float)channel, pose->m->text, theme_ink(fill)};
        compare_card_words(pose, words, text);
    }
    canvas_stroke(pose->pen.canvas, rect_inset(cell, -line), style->radius + line, line, 0,
                  pose->pen.theme->global);
}

/* As the other columns have it: the question mark is as large, and the outline says that it is the step's. */
static void draw_cover(const ComparePose *pose, Rect cell, const CellStyle *style) {
    const float line = pose->m->map.hue_line;
    CellStyle cover = *style;
    cover.share = COVER_SHARE;
    cells_draw_cover(&pose->pen, &cover, cell);
    canvas_stroke(pose->pen.canvas, rect_inset(cell, -line), style->radius + line, line, 0,
                  pose->pen.theme->global);
}

void compare_global_draw(const ComparePose *pose) {
    const Rect cell = compare_global_cell(pose->layout);
    const CellStyle style = {.pitch = cell.h, .radius = roundf(8 * pose->m->unit)};
    const int64_t last = pose->walk->steps;
    if (last > pose->now.written) {
        draw_so_far(pose, cell);
        return;
    }
    draw_made(pose, cell);
    if (compare_covered(pose->scope, COMPARE_GLOBAL, last)) {
        draw_cover(pose, cell, &style);
    } else if (pose->scope->colour) {
        draw_colour(pose, cell, &style);
    } else if (pose->walk->map->channels > 1) {
        draw_vector(pose);
    } else {
        draw_mean(pose, cell, &style);
    }
}

/* The tree. */

/* The part of a rectangle's height from one share to another. */
static Rect part_of(Rect rect, float from, float height) {
    return (Rect){rect.x, rect.y + rect.h * from, rect.w, rect.h * height};
}

/* Where the value of a channel is told: its part of the cell, or its bar's room; while the mean is in the
 * making its words stand in the cell, and the cell is what is under them. */
static Rect channel_place(const StageScope *scope, const CompareLayout *layout, int channel, bool making) {
    const int channels = scope->scene->input.channels;
    const Rect cell = compare_global_cell(layout);
    const CompareBars bars = compare_bars(scope, layout);
    const float width = cell.w * (1 / (float)channels);
    if (making) {
        return (Rect){cell.x + width * (float)channel, cell.y + cell.h * 0.8F, width, cell.h * 0.2F};
    }
    return channels == 1
               ? cell
               : (Rect){bars.room.x + bars.step * (float)channel, bars.room.y, bars.step, bars.room.h};
}

static void tell_channel(const StageScope *scope, int channel, bool shown, Rect place) {
    const PsMap *input = &scope->scene->input;
    char label[64];
    char value[PS_NUMBER_SIZE] = "";
    snprintf(label, sizeof label, channel == 0 ? "global 0,0" : "global %d:0,0", channel);
    if (shown) {
        const float mean =
            input->channels == 1 ? compare_global_value(scope) : scope->facts->compared.means[channel];
        ps_number_write(value, mean, PS_NUMBER_FULL);
    }
    pen_report(&scope->pen, UI_ROLE_CELL, label, value, place);
}

static void tell_so_far(const StageScope *scope, Rect cell, const PsGlobal *global) {
    char mean[PS_NUMBER_SIZE] = "";
    char text[128];
    if (!answers_covered(scope->answers, scope->step - 1)) {
        ps_number_write(mean, global->mean, PS_NUMBER_FULL);
    }
    snprintf(text, sizeof text, _("%lld of %lld cells"), (long long)global->cells, (long long)global->total);
    pen_report_text(&scope->pen, N_("Mean so far"), mean, part_of(cell, 0.2F, 0.4F));
    pen_report_text(&scope->pen, text, "", part_of(cell, 0.66F, 0.12F));
}

void compare_global_tell(const StageScope *scope, const CompareLayout *layout) {
    const int64_t last = scope->facts->pooled.walk.steps;
    const bool ended = scope->step >= last;
    const bool shown = ended && !compare_covered(scope, COMPARE_GLOBAL, last);
    const PsGlobal global = pooled_global(&scope->facts->pooled, scope->step);
    const bool making = !ended && global.cells > 0;
    for (int c = 0; c < scope->scene->input.channels; c++) {
        tell_channel(scope, c, shown, channel_place(scope, layout, c, making));
    }
    if (making) {
        tell_so_far(scope, compare_global_cell(layout), &global);
    }
}
