/* The list of keys is the table of commands, in its order; no key is written here. */
#include "app/chrome/keys_dialog.h"

#include "app/chrome/sheet.h"
#include "app/ui/controls.h"
#include "app/words.h"

enum { ROW = 24 };

static void key_row(Ui *ui, CommandId command, Rect row) {
    const float split = ui_px(ui, 172);
    const Font mono = ui_font(ui, FONT_MONO, 12);
    char keys[COMMAND_TEXT_SIZE];
    char words[COMMAND_TEXT_SIZE];
    command_list_keys(command, true, keys);
    command_list_words(command, words);
    canvas_text_aligned(ui->canvas, mono, row.x, row.y + row.h / 2, ALIGN_LEFT, split, ui->theme->window_text,
                        keys);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x + split, row.y + row.h / 2,
                        ALIGN_LEFT, row.w - split, ui->theme->text, words);
    command_list_keys(command, false, keys);
    ui_report_text(ui, keys, words, row);
}

static int listed_commands(void) {
    int count = 0;
    for (int id = 0; id < COMMAND_COUNT; id++) {
        count += command_is_listed((CommandId)id);
    }
    return count;
}

/* In two columns where there is room; returns the height. */
static float key_list(Ui *ui, Rect area) {
    const int columns = area.w >= ui_px(ui, 600) ? 2 : 1;
    const int rows = 1 + (listed_commands() - 1) / columns;
    const float gap = ui_px(ui, 24);
    const float w = (area.w - gap * (float)(columns - 1)) / (float)columns;
    const float h = ui_px(ui, ROW);
    int at = 0;
    for (int id = 0; id < COMMAND_COUNT; id++) {
        if (command_is_listed((CommandId)id)) {
            const int column = at / rows;
            key_row(ui, (CommandId)id,
                    (Rect){area.x + (w + gap) * (float)column, area.y + h * (float)(at % rows), w, h});
            at++;
        }
    }
    return h * (float)rows;
}

static float content(App *app, Rect area) {
    return key_list(&app->ui, area) + ui_px(&app->ui, 16);
}

void chrome_keys_dialog(App *app) {
    const int rows = (listed_commands() + 1) / 2;
    const SheetSpec spec = {.title = N_("Keys"),
                            .scroll = N_("Scroll the keys"),
                            .width = 900,
                            .height = 88 + ROW * (float)rows,
                            .content = content};
    sheet_run(app, &spec);
}
