/* Closed by Escape, or by a press beside it. Its columns share the width. */
#include "app/stages/size/table.h"

#include "app/stages/size/copy.h"
#include "app/ui/dialog.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* In units. */
enum { WIDTH = 680, PAD = 24, HEAD = 60, ROW = 30, COLUMN_FIRST = 150 };

static Rect column_rect(const Ui *ui, Rect row, int column) {
    const float first = fminf(ui_px(ui, COLUMN_FIRST), row.w / 4);
    const float width = (row.w - first) / (SIZE_COLUMN_COUNT - 1);
    return column == 0 ? (Rect){row.x, row.y, first, row.h}
                       : (Rect){row.x + first + width * (float)(column - 1), row.y, width, row.h};
}

static void draw_text(Ui *ui, Font font, Rect rect, bool left, Color ink, const char *text) {
    const Font fits = canvas_fit(ui->canvas, font, 6, rect.w - 4, text);
    canvas_text_aligned(ui->canvas, fits, left ? rect.x : rect.x + rect.w, rect.y + rect.h / 2,
                        left ? ALIGN_LEFT : ALIGN_RIGHT, 0, ink, text);
}

static void run_header(Ui *ui, Rect row) {
    for (int column = 0; column < SIZE_COLUMN_COUNT; column++) {
        draw_text(ui, ui_font(ui, FONT_MEDIUM, 12), column_rect(ui, row, column), column == 0,
                  ui->theme->muted, _(size_column_title((SizeColumn)column)));
    }
}

static void run_row(Ui *ui, const PsSizeChain *chain, int link, Rect row) {
    static const SizeSigns signs = {" × ", " %", "≈ "};
    char words[SIZE_FIGURE * SIZE_COLUMN_COUNT] = "";
    char label[32];
    for (int column = 0; column < SIZE_COLUMN_COUNT; column++) {
        char text[SIZE_FIGURE];
        size_figure(chain, link, (SizeColumn)column, &signs, text);
        draw_text(ui, ui_font(ui, FONT_MONO, 13), column_rect(ui, row, column), column == 0, ui->theme->text,
                  text);
        if (text[0] != '\0') {
            const size_t length = strlen(words);
            snprintf(words + length, sizeof words - length, "%s%s %s", length > 0 ? ", " : "",
                     _(size_column_title((SizeColumn)column)), text);
        }
    }
    canvas_fill(ui->canvas, (Rect){row.x, row.y, row.w, fmaxf(1, ui_px(ui, ui->theme->hairline))}, 0,
                ui->theme->line);
    snprintf(label, sizeof label, _("Row %d"), link);
    ui_report(ui, UI_ROLE_ROW, label, words, (Rect){row.x, row.y + 1, row.w, row.h - 2}, true, false);
}

static bool run_buttons(Ui *ui, const PsSizeChain *chain, Rect box) {
    const float pad = ui_px(ui, PAD);
    const float height = ui_px(ui, 32);
    const float width = ui_px(ui, 92);
    const Rect close = {box.x + box.w - pad - width, box.y + ui_px(ui, 16), width, height};
    const Rect copy = {close.x - width - ui_px(ui, 8), close.y, width, height};
    const Rect title = {box.x + pad, close.y, copy.x - box.x - pad - ui_px(ui, 8), height};
    ui_label(ui, title, ui_font(ui, FONT_SEMIBOLD, 20), ui->theme->text, ALIGN_LEFT,
             N_("The chain in figures"));
    const TableCopy table = {.rect = copy,
                             .list_width = ui_px(ui, 120),
                             .tooltip = _("Copies the table as CSV, Markdown or LaTeX"),
                             .write = size_copy_text,
                             .subject = chain};
    table_copy_menu(ui, &table);
    const ButtonSpec spec = {.rect = close, .label = N_("Close"), .tooltip = _("Back to the chain (Escape)")};
    return ui_button(ui, &spec);
}

void size_table(const StageContext *context, const SizeFrame *frame) {
    Ui *ui = context->ui;
    SizeView *view = context->view;
    const PsSizeChain *chain = &frame->links.chain;
    if (!view->table || !frame->chain || frame->links.failed) {
        view->table = false;
        return;
    }
    const float pad = ui_px(ui, PAD);
    const Rect box = dialog_place(ui, WIDTH, HEAD + ROW * (float)chain->count + PAD);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, N_("Table of sizes"));
    bool closes = run_buttons(ui, chain, box);
    const float height = fminf(ui_px(ui, ROW), (box.h - ui_px(ui, HEAD) - pad / 2) / (float)chain->count);
    Rect row = {box.x + pad, box.y + ui_px(ui, HEAD), box.w - 2 * pad, height};
    run_header(ui, row);
    for (int link = 1; link < chain->count; link++) {
        row.y += height;
        run_row(ui, chain, link, row);
    }
    closes = closes ||
             (ui->event.kind == UI_EVENT_DOWN && !ui->consumed && !rect_contains(box, ui->x, ui->y)) ||
             ui_key_anywhere(ui, UI_KEY_ESCAPE, 0);
    if (closes) {
        ui_take(ui);
        view->table = false;
        ui->changed = true;
    }
    dialog_end(ui, before);
}
