#include "app/stages/cells.h"

#include "core/number.h"

#include <math.h>

/* Pixels: smaller numbers cannot be read, so the cell shows its colour only. */
enum { NUMBER_LEAST = 12 };

float cells_longest(const PsMap *map, int channel, int first_row, int end_row, int first_column,
                    int end_column) {
    float longest = 1;
    for (int y = first_row; y < end_row; y++) {
        for (int x = first_column; x < end_column; x++) {
            char text[PS_NUMBER_SIZE];
            float advances = 0;
            ps_number_write(text, ps_map_get(map, channel, y, x), PS_NUMBER_SCREEN);
            for (const char *c = text; *c; c++) {
                advances += (*c & 0xC0) == 0x80 ? 0 : *c == ' ' ? 0.5F : 1;
            }
            longest = fmaxf(longest, advances);
        }
    }
    return longest;
}

CellStyle cells_style(const Ui *ui, float pitch, float gap, float longest) {
    const float cell = pitch - gap;
    const float em = canvas_text_width(ui->canvas, (Font){FONT_MONO, 100}, "0") / 100;
    const float fits = 0.78F * cell / (em * longest);
    const int size = (int)floorf(fminf(fmaxf(0.4F * cell, NUMBER_LEAST), fits));
    const bool room = size >= NUMBER_LEAST && cell >= NUMBER_LEAST * 1.3F;
    return (CellStyle){pitch, gap, fminf(ui_px(ui, 8), floorf(0.12F * cell)), {FONT_MONO, room ? size : 0}};
}

static void draw_number(Ui *ui, const CellStyle *style, Rect rect, const char *text, Color color) {
    if (style->font.size == 0) {
        return;
    }
    canvas_text_aligned(ui->canvas, style->font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0,
                        color, text);
}

void cells_draw_value(Ui *ui, const CellStyle *style, Rect rect, Color fill, float value,
                      float number_alpha) {
    Canvas *canvas = ui->canvas;
    const bool edged = style->pitch >= 30;
    if (edged) {
        const float edge = ui->theme->hairline;
        canvas_fill(canvas, rect, style->radius, ui->theme->line);
        canvas_fill(canvas, rect_inset(rect, edge), fmaxf(0, style->radius - edge), fill);
    } else {
        canvas_fill(canvas, rect, style->radius, fill);
    }
    const Color ink = theme_ink(fill);
    if (isnan(value) || signbit(value)) {
        const bool zero = value == 0.0F;
        if (!zero) {
            canvas_hatch(canvas, rect_inset(rect, edged ? 1 : 0), style->radius, fmaxf(4, roundf(rect.h / 9)),
                         isnan(value), color_alpha(ink, 0.28F));
        }
    }
    if (style->font.size > 0) {
        char text[PS_NUMBER_SIZE];
        ps_number_write(text, value, PS_NUMBER_SCREEN);
        draw_number(ui, style, rect, text, color_alpha(ink, number_alpha));
    }
}

void cells_draw_winner(Ui *ui, const CellStyle *style, Rect rect, float value) {
    const float inset = style->pitch >= 30 ? 2 : 0;
    canvas_fill(ui->canvas, rect_inset(rect, inset), style->radius, ui->theme->window);
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, value, PS_NUMBER_SCREEN);
    draw_number(ui, style, rect, text, 0x000000FF);
}

void cells_draw_ghost(Ui *ui, const CellStyle *style, Rect rect, Color line, const char *text) {
    const float dash = style->pitch >= 30 ? ui_px(ui, 4) : 2;
    if (style->pitch >= 6) {
        canvas_stroke(ui->canvas, rect, style->radius, fmaxf(1, ui->theme->hairline), dash, line);
    }
    if (text) {
        draw_number(ui, style, rect, text, ui->theme->muted);
    }
}

void cells_draw_cover(Ui *ui, const CellStyle *style, Rect rect) {
    canvas_fill(ui->canvas, rect, style->radius, ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(rect, 1), fmaxf(0, style->radius - 1), ui->theme->raised);
    CellStyle large = *style;
    const int size = (int)floorf(0.4F * rect.h);
    large.font =
        (Font){FONT_MONO, size < NUMBER_LEAST && rect.h >= NUMBER_LEAST * 1.3F ? NUMBER_LEAST : size};
    draw_number(ui, &large, rect, "?", ui->theme->muted);
}

void cells_draw_tile(Ui *ui, Rect rect, Color fill, const char *text) {
    const float radius = fminf(ui_px(ui, 8), floorf(0.12F * rect.h) + 1);
    const float halo = ui_px(ui, 3);
    canvas_fill(ui->canvas, rect_inset(rect, -halo - 1), radius + halo, ui->theme->background);
    canvas_fill(ui->canvas, rect_inset(rect, -1), radius + 1, ui->theme->text);
    canvas_fill(ui->canvas, rect, radius, fill);
    Font font = {FONT_MONO, (int)floorf(rect.h * 0.5F)};
    const float width = canvas_text_width(ui->canvas, font, text);
    if (width > rect.w * 0.86F) {
        font.size = (int)((float)font.size * rect.w * 0.86F / width);
    }
    if (font.size >= 5) {
        canvas_text_aligned(ui->canvas, font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0,
                            theme_ink(fill), text);
    }
}
