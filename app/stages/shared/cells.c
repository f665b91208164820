/* Pure drawing. Sizes of numbers are chosen once a map (cells_style), so that all its cells agree. */
#include "app/stages/shared/cells.h"

#include <math.h>
#include <string.h>

/* Pixels: the least size of numbers, and that of a cell whose number may be smaller. */
enum { NUMBER_LEAST = 12, SHRUNK_CELL = 20 };

/* The pitch in pixels from which on cells have an edge. */
enum { EDGED = 30 };

/* And from which on an outline of dashes is none of dots. */
enum { GHOST_LEAST = 12 };

/* Sizes in pixels that a number may have at least, and shares in percent of its cell's width that it may
 * fill: as the look has it, at most, and then smaller rather than no number. */
static const struct {
    int size, fill;
} FITS[] = {{NUMBER_LEAST, 78}, {NUMBER_LEAST, 90}, {11, 90}, {10, 90}, {9, 90}, {8, 90}, {8, 100}};

/* Shares of the cell's width for a projector: a digit's height at least, and what a number fills at most. */
#define LARGE_LEAST 0.36F
#define LARGE_FILL  0.9F

enum { FIT_COUNT = sizeof FITS / sizeof FITS[0], FITS_UNSHRUNK = 2 };

void cells_survey(PsNumberSurvey *survey, const PsMap *map, int channel, int first_row, int end_row,
                  int first_column, int end_column) {
    for (int y = first_row; y < end_row; y++) {
        for (int x = first_column; x < end_column; x++) {
            ps_survey_add(survey, ps_map_get(map, channel, y, x));
        }
    }
}

/* Chooses form and font for numbers of at least so many pixels that fill at most a share of the cell. False
 * where that does not suit the numbers. */
static bool fit_numbers(CellStyle *style, const Pen *pen, const PsNumberSurvey *survey, float least,
                        float fill) {
    const float cell = style->pitch - style->gap;
    const float half = canvas_text_width(pen->canvas, (Font){FONT_MONO, 100}, "0") / 200;
    const float width = fill * cell;
    style->room = (int)floorf(width / (half * least));
    const bool good = ps_survey_choose(survey, style->room, &style->form);
    const int longest = ps_survey_longest(survey, style->form, style->room);
    const float fits = longest > 0 ? width / (half * (float)longest) : 0;
    style->font = (Font){FONT_MONO, (int)floorf(fminf(fmaxf(style->share * cell, least), fits))};
    return good;
}

CellStyle cells_style(const Pen *pen, float pitch, float gap, const PsNumberSurvey *survey, bool large) {
    const float cell = pitch - gap;
    CellStyle style = {.pitch = pitch,
                       .gap = gap,
                       .radius = fminf(pen_px(pen, 8), floorf(0.12F * cell)),
                       .share = large ? 0.5F : 0.4F};
    if (cell < NUMBER_LEAST * 1.3F) {
        return style;
    }
    const float least = LARGE_LEAST * cell;
    if (large && least > NUMBER_LEAST && fit_numbers(&style, pen, survey, least, LARGE_FILL) &&
        ps_survey_writes_all(survey, style.form, style.room)) {
        return style;
    }
    const int count = cell < SHRUNK_CELL ? FITS_UNSHRUNK : FIT_COUNT;
    for (int i = 0; i < count; i++) {
        const bool good = fit_numbers(&style, pen, survey, (float)FITS[i].size, (float)FITS[i].fill / 100);
        if ((good || i > 0) && ps_survey_writes_all(survey, style.form, style.room)) {
            break;
        }
    }
    return style;
}

void cells_text(const CellStyle *style, float value, char *text) {
    text[0] = '\0';
    if (style->font.size > 0) {
        ps_number_fit(text, value, style->form, style->room);
    }
}

bool cells_show_all(const CellStyle *style, float value) {
    char full[PS_NUMBER_SIZE];
    char shown[PS_NUMBER_SIZE];
    ps_number_write(full, value, PS_NUMBER_FULL);
    cells_text(style, value, shown);
    return strcmp(full, shown) == 0;
}

static void draw_number(const Pen *pen, const CellStyle *style, Rect rect, const char *text, Color color) {
    if (style->font.size == 0 || text[0] == '\0') {
        return;
    }
    canvas_text_aligned(pen->canvas, style->font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0,
                        color, text);
}

/* Of a cell that has stepped back all the way. */
#define DIMMED 0.55F

static Color dimmed(const Pen *pen, Color fill, float dim) {
    return color_blend(fill, pen->theme->background, 1 - (1 - DIMMED) * dim);
}

/* Black or white by the fill; between the two while one gives way to the other, so that nothing flips. */
static Color fading_ink(const Pen *pen, Color fill, float dim) {
    return color_blend(theme_ink(dimmed(pen, fill, 1)), theme_ink(fill), dim);
}

static void draw_ground(const Pen *pen, const CellStyle *style, Rect rect, Color fill) {
    if (style->pitch >= EDGED) {
        canvas_card(pen->canvas, rect, style->radius, pen->theme->hairline, pen->theme->line, fill);
    } else {
        canvas_fill(pen->canvas, rect, style->radius, fill);
    }
}

/* Negatives have a hatch, NaN a crosshatch. */
static void draw_sign(const Pen *pen, const CellStyle *style, Rect rect, float value, Color ink) {
    const bool negative = signbit(value) && value != 0.0F;
    if (isnan(value) || negative) {
        canvas_hatch(pen->canvas, rect_inset(rect, style->pitch >= EDGED ? 1 : 0), style->radius,
                     fmaxf(4, roundf(rect.h / 9)), isnan(value), color_alpha(ink, 0.28F));
    }
}

void cells_draw_dimmed(const Pen *pen, const CellStyle *style, Rect rect, Color fill, float dim, float value,
                       float number_alpha) {
    const Color ink = fading_ink(pen, fill, dim);
    char text[PS_NUMBER_SIZE];
    draw_ground(pen, style, rect, dimmed(pen, fill, dim));
    draw_sign(pen, style, rect, value, ink);
    cells_text(style, value, text);
    draw_number(pen, style, rect, text, color_alpha(ink, number_alpha));
}

void cells_draw_value(const Pen *pen, const CellStyle *style, Rect rect, Color fill, float value,
                      float number_alpha) {
    cells_draw_dimmed(pen, style, rect, fill, 0, value, number_alpha);
}

void cells_draw_winner(const Pen *pen, const CellStyle *style, Rect rect, float value, float won) {
    const float inset = style->pitch >= 30 ? 2 : 0;
    canvas_fill(pen->canvas, rect_inset(rect, inset), style->radius, color_alpha(pen->theme->window, won));
    char text[PS_NUMBER_SIZE];
    cells_text(style, value, text);
    draw_number(pen, style, rect, text, color_alpha(0x000000FF, won));
}

void cells_draw_ghost(const Pen *pen, const CellStyle *style, Rect rect, Color line, const char *text) {
    const float dash = style->pitch >= 30 ? pen_px(pen, 4) : 2;
    if (style->pitch >= GHOST_LEAST) {
        canvas_stroke(pen->canvas, rect, style->radius, fmaxf(1, pen->theme->hairline), dash, line);
    }
    if (text) {
        draw_number(pen, style, rect, text, pen->theme->muted);
    }
}

void cells_draw_cover(const Pen *pen, const CellStyle *style, Rect rect) {
    canvas_card(pen->canvas, rect, style->radius, 1, pen->theme->line, pen->theme->raised);
    CellStyle large = *style;
    const int size = (int)floorf(style->share * rect.h);
    large.font =
        (Font){FONT_MONO, size < NUMBER_LEAST && rect.h >= NUMBER_LEAST * 1.3F ? NUMBER_LEAST : size};
    draw_number(pen, &large, rect, "?", pen->theme->muted);
}

/* The edge is a line and no ground: what shines through a tile that comes or goes is what it is over. */
static void draw_tile_ground(const Pen *pen, Rect rect, Color fill, float alpha) {
    const float radius = fminf(pen_px(pen, 8), floorf(0.12F * rect.h) + 1);
    const float halo = pen_px(pen, 3);
    const Rect edge = rect_inset(rect, -1);
    canvas_fill(pen->canvas, rect_inset(edge, -halo), radius + halo,
                color_alpha(pen->theme->background, alpha));
    canvas_fill(pen->canvas, rect, radius, color_alpha(fill, alpha));
    canvas_stroke(pen->canvas, edge, radius + 1, 1, 0, color_alpha(pen->theme->text, alpha));
}

void cells_draw_tile(const Pen *pen, Rect rect, Color fill, const char *text, float alpha) {
    draw_tile_ground(pen, rect, fill, alpha);
    Font font = {FONT_MONO, (int)floorf(rect.h * 0.5F)};
    const float width = canvas_text_width(pen->canvas, font, text);
    if (width > rect.w * 0.86F) {
        font.size = (int)((float)font.size * rect.w * 0.86F / width);
    }
    if (font.size >= 5) {
        canvas_text_aligned(pen->canvas, font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0,
                            color_alpha(theme_ink(fill), alpha), text);
    }
}
