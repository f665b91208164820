/* Theme, text size, reduced motion, Loop where the transport has no room, three modes. Settings are changed
 * at once, and are written down by the platform.
 */
#include "app/chrome/settings_dialog.h"

#include "app/chrome/chrome.h"
#include "app/chrome/sheet.h"
#include "app/ui/controls.h"
#include "app/words.h"

#include <math.h>

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

static bool command_button(Ui *ui, Rect rect, CommandId command) {
    return sheet_button(ui, rect, commands[command].title, command, NULL);
}

static void mode_row(App *app, Rect row) {
    Ui *ui = &app->ui;
    const float gap = ui_px(ui, 8);
    const float w = (row.w - 2 * gap) / 3;
    Rect rect = {row.x, row.y, w, ui_px(ui, 28)};
    if (command_button(ui, rect, COMMAND_PRESENTER)) {
        app_set_dialog(app, APP_NO_DIALOG);
        app_set_presenter(app, true);
    }
    rect.x += w + gap;
    if (command_button(ui, rect, COMMAND_FULL_SCREEN)) {
        command_run(app, COMMAND_FULL_SCREEN);
    }
    rect.x += w + gap;
    if (command_button(ui, rect, COMMAND_BLANK)) {
        app_set_dialog(app, APP_NO_DIALOG);
        command_run(app, COMMAND_BLANK);
    }
}

static void loop_row(App *app, Rect row) {
    bool loop = app->settings.loop;
    char tip[COMMAND_TEXT_SIZE];
    if (ui_switch(&app->ui, row, commands[COMMAND_LOOP].title, command_tooltip(COMMAND_LOOP, NULL, tip),
                  false, &loop)) {
        command_run(app, COMMAND_LOOP);
    }
}

static float content(App *app, Rect area) {
    Ui *ui = &app->ui;
    Rect row = {area.x, area.y, area.w, ui_px(ui, 32)};
    theme_row(app, row);
    row.y += ui_px(ui, 40);
    text_size_row(app, row);
    row.y += ui_px(ui, 36);
    bool reduced = app->settings.reduced;
    if (ui_switch(ui, row, N_("Reduced motion"), _("Steps change at once, nothing flies"), false, &reduced)) {
        app_set_reduced(app, reduced);
    }
    if (chrome_layout(app).narrow_transport) {
        row.y += ui_px(ui, 36);
        loop_row(app, row);
    }
    row.y += ui_px(ui, 44);
    mode_row(app, row);
    return row.y + ui_px(ui, 44) - area.y;
}

void chrome_settings_dialog(App *app) {
    const float rows = chrome_layout(app).narrow_transport ? 36 : 0;
    const SheetSpec spec = {.title = N_("Settings"),
                            .scroll = N_("Scroll the settings"),
                            .width = 468,
                            .height = 64 + 164 + 12 + rows,
                            .content = content};
    sheet_run(app, &spec);
}
