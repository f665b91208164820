/* Drawing and telling only; where things are is layout.c's. */
#include "app/stages/compare/card.h"

#include "app/stages/compare/column.h"
#include "app/words.h"

#include <math.h>

/* The least sizes in pixels of titles and questions, and of words in a cell. */
enum { TITLE_LEAST = 12, WORDS_LEAST = 9 };

static void draw_ground(const ComparePose *pose, Rect card) {
    const Theme *theme = pose->pen.theme;
    const float edge = fmaxf(1, roundf(pose->m->unit * theme->hairline));
    canvas_card(pose->pen.canvas, card, roundf(12 * pose->m->unit), edge, theme->line, theme->panel);
}

/* The room for a title from x on. The fourth has a menu at its end. */
static float title_room(const ComparePose *pose, const CompareCard *card, PsColumn column, float x) {
    const bool fourth = column > PS_COLUMN_GLOBAL;
    const Rect whole = fourth ? card->inner : card->card;
    return whole.x + whole.w - x - roundf((fourth ? 32 : 8) * pose->m->unit);
}

void compare_card_ground(const ComparePose *pose, const CompareCard *card, PsColumn column) {
    Canvas *canvas = pose->pen.canvas;
    const ColumnLook *look = column_look(column);
    const Font font = pose->m->map.title;
    const float em = (float)font.size;
    const Color hue = column_hue(pose->pen.theme, column);
    const char *title = _(look->title);
    const Point at = {card->inner.x + em * 1.2F, card->title_y};
    draw_ground(pose, card->card);
    icon_draw(canvas, look->mark, (Point){card->inner.x + em * 0.4F, at.y}, em * 0.8F, hue);
    const Font fits = canvas_fit(canvas, font, TITLE_LEAST, title_room(pose, card, column, at.x), title);
    const float width = canvas_text(canvas, fits, at.x, at.y, hue, title);
    pen_report_text(&pose->pen, look->title, "",
                    (Rect){card->inner.x, at.y - em * 0.65F, at.x - card->inner.x + width, em * 1.3F});
}

void compare_card_question(const ComparePose *pose, const CompareCard *card, PsColumn column, PsMinus minus) {
    Canvas *canvas = pose->pen.canvas;
    const char *text = minus == PS_MINUS_NONE  ? _(column_look(column)->question)
                       : minus == PS_MINUS_MAX ? _("Minus max")
                                               : _("Minus average");
    const Rect row = card->question;
    const Font font = canvas_fit(canvas, pose->m->question, TITLE_LEAST, row.w, text);
    const float width =
        canvas_text_aligned(canvas, font, row.x, row.y, ALIGN_LEFT, row.w, pose->pen.theme->text, text);
    const float h = (float)pose->m->question.size * 1.3F;
    pen_report_text(&pose->pen, text, "", (Rect){row.x, row.y - h / 2, width, h});
}

void compare_card_box(const ComparePose *pose, const CompareCard *card) {
    const Pen *pen = &pose->pen;
    const float radius = roundf(8 * pose->m->unit);
    canvas_fill(pen->canvas, card->box, radius, pen->theme->raised);
    if (pen->theme->hairline > 1) {
        canvas_stroke(pen->canvas, card->box, radius, 2, 0, pen->theme->line);
    }
}

void compare_card_hint(const ComparePose *pose, const CompareCard *card) {
    const Pen *pen = &pose->pen;
    const Font font = pose->m->small;
    const char *text = _("Right arrow: the first window");
    const float alpha = pose->now.step == 0 ? 1 : 1 - moment_left_behind(&pose->now);
    const float line = (float)font.size * 1.35F;
    Rect rect = card->box_middle;
    const int lines = canvas_paragraph(pen->canvas, font, rect, line, 0, text, false);
    rect.y -= line * (float)(lines - 1) / 2;
    canvas_paragraph(pen->canvas, font, rect, line, color_alpha(pen->theme->muted, alpha), text, true);
}

void compare_card_line(const ComparePose *pose, const CompareCard *card, CardLine line, const char *text) {
    const Rect inner = card->inner;
    const float width = canvas_text_aligned(pose->pen.canvas, line.font, inner.x, line.y, ALIGN_LEFT, inner.w,
                                            line.color, text);
    const float h = (float)line.font.size * 1.3F;
    pen_report_text(&pose->pen, text, "", (Rect){inner.x, line.y - h / 2, fminf(width, inner.w), h});
}

void compare_card_words(const ComparePose *pose, CardWords words, const char *text) {
    Canvas *canvas = pose->pen.canvas;
    const Rect cell = words.cell;
    const Font font = canvas_fit(canvas, words.font, WORDS_LEAST, cell.w * 0.86F, text);
    canvas_text_aligned(canvas, font, cell.x + cell.w / 2, cell.y + cell.h * words.share, ALIGN_CENTRE, 0,
                        words.color, text);
}
