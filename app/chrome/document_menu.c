/* The document's name in the top bar, with a dot while it is not saved: a menu of what has no button there.
 *
 * It says what open_file.c knows and runs commands; it opens and saves nothing itself.
 */
#include "app/chrome/document_menu.h"

#include "app/commands.h"
#include "app/ui/controls.h"
#include "app/ui/paths.h"
#include "app/words.h"

#include <math.h>

/* In units. */
enum { NAME_WIDTH = 240, PAD = 10, DOT = 6, CHEVRON = 20, LIST = 248 };
enum { NAME_SIZE = 256 };

/* What the menu offers. To add a row: here. */
static const struct {
    CommandId command;
    bool has_button; /* listed only where the buttons are not shown */
} items[] = {{COMMAND_NEW, false},          {COMMAND_EXAMPLES, true}, {COMMAND_OPEN, true},
             {COMMAND_SAVE, true},          {COMMAND_SAVE_AS, false}, {COMMAND_EXPORT, true},
             {COMMAND_COPY_PICTURE, false}, {COMMAND_EXAMPLES, true}};
enum { ITEMS = sizeof items / sizeof items[0], RECENT = 5, ROWS = ITEMS + RECENT };

static void draw_ground(Ui *ui, Rect rect, bool compact, bool lit) {
    const float line = ui_hairline(ui);
    const float radius = ui_px(ui, 8);
    if (compact) {
        canvas_fill(ui->canvas, rect, radius, ui->theme->line);
        canvas_fill(ui->canvas, rect_inset(rect, line), radius - line,
                    lit ? ui->theme->raised : ui->theme->panel);
    } else if (lit) {
        canvas_fill(ui->canvas, rect, radius, ui->theme->raised);
    }
}

/* The dot, text and the chevron. */
static void draw_content(Ui *ui, Rect rect, const char *text, bool unsaved, Color ink) {
    const float y = rect.y + rect.h / 2;
    float x = rect.x + ui_px(ui, PAD);
    if (unsaved) {
        canvas_disc(ui->canvas, (Point){x + ui_px(ui, DOT) / 2, y}, ui_px(ui, DOT) / 2, ui->theme->window);
        x += ui_px(ui, DOT + 6);
    }
    const float right = rect.x + rect.w - ui_px(ui, CHEVRON);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), x, y, ALIGN_LEFT, right - x, ink, text);
    icon_draw(ui->canvas, ICON_CHEVRON, (Point){right + ui_px(ui, 8), y}, ui_px(ui, 9), ui->theme->muted);
}

static Rect name_rect(const Ui *ui, Rect room, const char *name, bool unsaved) {
    const float text = canvas_text_width(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), name);
    const float dot = unsaved ? ui_px(ui, DOT + 6) : 0;
    const float wanted = ceilf(text) + dot + ui_px(ui, PAD + CHEVRON + 1);
    const float width = fminf(wanted, fminf(room.w, ui_px(ui, NAME_WIDTH)));
    return (Rect){room.x + room.w - width, room.y, width, room.h};
}

/* What the menu holds: commands with their keys, then files that were open lately. */
typedef struct Rows {
    CommandId commands[ITEMS];
    int command_count, count;
    const char *titles[ROWS], *asides[ROWS];
    char keys[ITEMS][COMMAND_TEXT_SIZE];
    char names[RECENT][NAME_SIZE];
} Rows;

static void add_commands(Rows *rows, bool compact) {
    for (int i = 0; i < ITEMS; i++) {
        if (compact || !items[i].has_button) {
            char *keys = rows->keys[rows->count];
            const CommandId command = items[i].command;
            command_list_keys(command, true, keys);
            rows->commands[rows->count] = command;
            rows->titles[rows->count] = commands[command].title;
            rows->asides[rows->count++] = keys;
        }
    }
    rows->command_count = rows->count;
}

static void add_recent(const App *app, Rows *rows) {
    const Settings *settings = &app->settings;
    for (int i = 0; i < settings->recent_count && i < RECENT; i++) {
        path_shown(path_name(settings->recent[i]), rows->names[i], NAME_SIZE);
        rows->titles[rows->count] = rows->names[i];
        rows->asides[rows->count++] = i == 0 ? _("recent") : "";
    }
}

static void run_row(App *app, const Rows *rows, int row) {
    if (row < 0) {
        return;
    }
    if (row < rows->command_count) {
        command_run(app, rows->commands[row]);
    } else {
        files_request_recent(app, row - rows->command_count);
    }
}

void chrome_document_menu(App *app, Rect room, bool compact) {
    Ui *ui = &app->ui;
    char name[NAME_SIZE];
    char value[NAME_SIZE + 32];
    Rows rows = {0};
    add_commands(&rows, compact);
    add_recent(app, &rows);
    const bool unsaved = !app_saved(app);
    open_file_name(app, name, sizeof name);
    snprintf(value, sizeof value, unsaved ? _("%s, not saved") : "%s", name);
    const Rect rect = compact ? room : name_rect(ui, room, name, unsaved);
    const bool lit = ui->hot == ui_id(N_("Document")) || ui->menu == ui_id(N_("Document"));
    draw_ground(ui, rect, compact, lit);
    draw_content(ui, rect, compact ? _("File") : name, unsaved && !compact,
                 compact || lit ? ui->theme->text : ui->theme->muted);
    const MenuSpec spec = {.rect = rect,
                           .label = N_("Document"),
                           .tooltip =
                               app->document.path ? app->document.path : _("New, or save under another name"),
                           .value = value,
                           .items = rows.titles,
                           .asides = rows.asides,
                           .count = rows.count,
                           .selected = -1,
                           .bare = true,
                           .list_width = ui_px(ui, LIST),
                           .list_right = true};
    run_row(app, &rows, ui_menu(ui, &spec));
}
