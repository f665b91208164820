/* The dialog behind "?": theme, text size, motion, three modes, and the list of keys.
 *
 * The list is the table of commands, in its order; no key is written here. Settings are changed at once, and
 * are written down by the platform.
 */
#include "app/chrome/keys_dialog.h"

#include "app/chrome/chrome.h"
#include "app/commands.h"
#include "app/ui/controls.h"
#include "app/ui/dialog.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>

enum { DIALOG_WIDTH = 800, ROW = 24 };

static Rect dialog_rect(const App *app, const Ui *ui) {
    const float w = fminf(ui_px(ui, DIALOG_WIDTH), (float)app->width - ui_px(ui, 24));
    const float h = fminf(ui_px(ui, 568), (float)app->height - ui_px(ui, 24));
    return (Rect){roundf(((float)app->width - w) / 2), roundf(((float)app->height - h) / 2), w, h};
}

static void theme_row(App *app, Rect row) {
    Ui *ui = &app->ui;
    Segment segments[THEME_COUNT];
    int selected = (int)app->settings.theme;
    char tip[COMMAND_TEXT_SIZE];
    for (int i = 0; i < THEME_COUNT; i++) {
        segments[i] = (Segment){theme_get((ThemeName)i)->title, ICON_NONE, ui->theme->text};
    }
    const float label = ui_px(ui, 96);
    const SegmentedSpec spec = {.caption = {row.x, row.y, label, row.h},
                                .rect = {row.x + label, row.y + 1, row.w - label, row.h - 2},
                                .label = N_("Theme"),
                                .row_label = true,
                                .tooltip = command_tooltip(COMMAND_THEME, NULL, tip),
                                .segments = segments,
                                .count = THEME_COUNT};
    if (ui_segmented(ui, &spec, &selected)) {
        app_set_theme(app, (ThemeName)selected);
    }
}

/* One choice and not a stepper: the dialog grows with the text, away from under the pointer. */
static void text_size_row(App *app, Rect row) {
    static const char *const sizes[] = {"75 %",  "100 %", "125 %", "150 %",
                                        "175 %", "200 %", "250 %", "300 %"};
    static const float values[] = {0.75F, 1, 1.25F, 1.5F, 1.75F, 2, 2.5F, 3};
    enum { SIZES = sizeof values / sizeof values[0] };
    Ui *ui = &app->ui;
    char text[32];
    char keys[COMMAND_TEXT_SIZE];
    char tip[2 * COMMAND_TEXT_SIZE];
    const float shown = app_unit(app) / app->pixel_ratio;
    int selected = -1;
    for (int i = 0; i < SIZES; i++) {
        selected = fabsf(values[i] - shown) < 0.01F ? i : selected;
    }
    snprintf(text, sizeof text, "%d %%", (int)lroundf(100 * shown));
    command_list_keys(COMMAND_TEXT_LARGER, true, keys);
    snprintf(tip, sizeof tip, "%s (%s)", _("Text larger or smaller"), keys);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        row.w / 2, ui->theme->text, _("Text size"));
    const MenuSpec spec = {
        .rect = {row.x + row.w - ui_px(ui, 112), row.y + ui_px(ui, 2), ui_px(ui, 112), ui_px(ui, 28)},
        .label = N_("Text size"),
        .tooltip = tip,
        .value = text,
        .items = sizes,
        .count = SIZES,
        .selected = selected};
    const int chosen = ui_menu(ui, &spec);
    if (chosen >= 0) {
        app_set_text_size(app, values[chosen]);
    }
}

/* words: null, or those of its tooltip. */
static bool dialog_button(Ui *ui, Rect rect, const char *label, CommandId command, const char *words) {
    char tip[COMMAND_TEXT_SIZE];
    const ButtonSpec spec = {.rect = rect, .label = label, .tooltip = command_tooltip(command, words, tip)};
    return ui_button(ui, &spec);
}

static bool command_button(Ui *ui, Rect rect, CommandId command) {
    return dialog_button(ui, rect, commands[command].title, command, NULL);
}

static void mode_row(App *app, Rect row) {
    Ui *ui = &app->ui;
    const float gap = ui_px(ui, 8);
    const float w = (row.w - 2 * gap) / 3;
    Rect rect = {row.x, row.y, w, ui_px(ui, 28)};
    if (command_button(ui, rect, COMMAND_PRESENTER)) {
        app_set_keys_dialog(app, false);
        app_set_presenter(app, true);
    }
    rect.x += w + gap;
    if (command_button(ui, rect, COMMAND_FULL_SCREEN)) {
        command_run(app, COMMAND_FULL_SCREEN);
    }
    rect.x += w + gap;
    if (command_button(ui, rect, COMMAND_BLANK)) {
        app_set_keys_dialog(app, false);
        command_run(app, COMMAND_BLANK);
    }
}

static void key_row(Ui *ui, CommandId command, Rect row) {
    const float split = ui_px(ui, 148);
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

static void loop_row(App *app, Rect row) {
    bool loop = app->settings.loop;
    char tip[COMMAND_TEXT_SIZE];
    if (ui_switch(&app->ui, row, commands[COMMAND_LOOP].title, command_tooltip(COMMAND_LOOP, NULL, tip),
                  false, &loop)) {
        command_run(app, COMMAND_LOOP);
    }
}

static float dialog_content(App *app, Rect area) {
    Ui *ui = &app->ui;
    Rect row = {area.x, area.y, fminf(area.w, ui_px(ui, 420)), ui_px(ui, 32)};
    theme_row(app, row);
    row.y += ui_px(ui, 36);
    text_size_row(app, row);
    row.y += ui_px(ui, 32);
    bool reduced = app->settings.reduced;
    if (ui_switch(ui, row, N_("Reduced motion"), _("Steps change at once, nothing flies"), false, &reduced)) {
        app_set_reduced(app, reduced);
    }
    if (chrome_layout(app).narrow_transport) {
        row.y += ui_px(ui, 32);
        loop_row(app, row);
    }
    row.y += ui_px(ui, 38);
    mode_row(app, row);
    row.y += ui_px(ui, 44);
    const float height = key_list(ui, (Rect){area.x, row.y, area.w, 0});
    return row.y + height - area.y + ui_px(ui, 16);
}

void chrome_keys_dialog(App *app) {
    Ui *ui = &app->ui;
    const Theme *theme = ui->theme;
    const Rect box = dialog_rect(app, ui);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, N_("Keys and settings"));
    const float pad = ui_px(ui, 24);
    const float head = ui_px(ui, 64);
    ui_label(ui, (Rect){box.x + pad, box.y + ui_px(ui, 18), box.w - 2 * pad - ui_px(ui, 80), ui_px(ui, 28)},
             ui_font(ui, FONT_SEMIBOLD, 20), theme->text, ALIGN_LEFT, N_("Keys and settings"));
    const Rect close = {box.x + box.w - pad - ui_px(ui, 72), box.y + ui_px(ui, 18), ui_px(ui, 72),
                        ui_px(ui, 28)};
    const bool closed = dialog_button(ui, close, N_("Close"), COMMAND_ESCAPE, N_("Close"));
    const char *scroll = N_("Scroll the keys");
    const Rect view = {box.x, box.y + head, box.w, box.h - head - ui_px(ui, 8)};
    const Point origin = ui_scroll_begin(ui, scroll, view);
    const float height = dialog_content(app, (Rect){origin.x + pad, origin.y, box.w - 2 * pad, 0});
    ui_scroll_end(ui, scroll, view.w, height);
    const bool outside =
        ui->event.kind == UI_EVENT_DOWN && !ui->consumed && !rect_contains(box, ui->x, ui->y);
    if (outside) {
        ui_take(ui);
    }
    ui_layer_end(ui, before);
    if (closed || outside) {
        app_set_keys_dialog(app, false);
    }
}
