/* Where the bubble of a note or of a tooltip stands, and how it looks.
 *
 * What it says, and when, is decided in ui.c (ui_note, ui_tooltip). It is drawn last, over everything, takes
 * no event, and is in the window as a whole.
 */
#include "app/ui/bubble.h"

#include <math.h>

/* The panel that anchor is in: a scroll area less than half as wide as the window. Null: none. */
static const UiScroll *panel_around(const Ui *ui, Rect anchor) {
    for (int i = 0; i < UI_SCROLLS; i++) {
        const UiScroll *scroll = &ui->scrolls[i];
        if (scroll->used && scroll->view.w < (float)ui->canvas->width / 2 &&
            rect_contains(scroll->view, anchor.x + anchor.w / 2, anchor.y + anchor.h / 2)) {
            return scroll;
        }
    }
    return NULL;
}

/* Beside a panel, so that its next rows stay in sight; elsewhere under anchor, or above where there is no
 * room. */
static Rect place_bubble(const Ui *ui, Rect anchor, float width, float height) {
    const UiScroll *panel = panel_around(ui, anchor);
    const float gap = ui_px(ui, 6);
    Rect box = {anchor.x + anchor.w / 2 - width / 2, anchor.y + anchor.h + gap, width, height};
    if (panel && panel->view.x > width + 2 * gap) {
        box.x = panel->view.x - width - gap;
        box.y = anchor.y + anchor.h / 2 - height / 2;
    } else if (box.y + box.h > (float)ui->canvas->height - 2) {
        box.y = anchor.y - gap - height;
    }
    box.x = fmaxf(4, fminf(box.x, (float)ui->canvas->width - box.w - 4));
    box.y = fmaxf(2, fminf(box.y, (float)ui->canvas->height - box.h - 2));
    return box;
}

/* A box of text beside anchor, inside the window. */
static void draw_bubble(Ui *ui, const char *text, Rect anchor, Color edge, Color ink) {
    Canvas *canvas = ui->canvas;
    const Font font = ui_font(ui, FONT_MEDIUM, 12);
    const float pad = ui_px(ui, 8);
    const float line = ui_px(ui, 16);
    const float room = fminf(ui_px(ui, 300), (float)canvas->width - 2 * pad) - 2 * pad;
    const float width = fminf(room, canvas_text_width(canvas, font, text));
    const int lines = canvas_paragraph(canvas, font, (Rect){0, 0, width, 0}, line, ink, text, false);
    const Rect box = place_bubble(ui, anchor, width + 2 * pad, (float)lines * line + 2 * ui_px(ui, 6));
    canvas_push_whole(canvas);
    const CanvasLayer before = canvas_set_layer(canvas, CANVAS_LAYER_TOOLTIP);
    canvas_fill(canvas, box, ui_px(ui, 6), edge);
    canvas_fill(canvas, rect_inset(box, fmaxf(1, ui_px(ui, 1))), ui_px(ui, 5), ui->theme->raised);
    const Rect inner = {box.x + pad, box.y + ui_px(ui, 6) + line / 2, width + 1, 0};
    char sentence[UI_NOTE_SIZE];
    canvas_paragraph(canvas, font, inner, line, ink, ui_sentence(sentence, sizeof sentence, text), true);
    ui_report_name(ui, UI_ROLE_TOOLTIP, text, "", box, true, false);
    canvas_set_layer(canvas, before);
    canvas_pop_clip(canvas);
}

void ui_bubble_draw(Ui *ui) {
    if (ui->note[0]) {
        draw_bubble(ui, ui->note, ui->note_at, ui->note_tells ? ui->theme->output : ui->theme->wrong,
                    ui->theme->text);
    } else if (ui->tip[0]) {
        draw_bubble(ui, ui->tip, ui->tip_at, ui->theme->line, ui->theme->text);
    }
}
