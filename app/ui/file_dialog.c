/* The file dialog from top to bottom: path, list, name, filter and answers; and the keys of the list.
 *
 * What a folder holds is file_list.c's, how paths are written paths.c's. A name that is typed is judged when
 * it is chosen, not before.
 *
 * Invariant: the list is of a folder that could be read; one that cannot is not entered.
 */
#include "app/ui/file_dialog.h"

#include "app/ui/ask_dialog.h"
#include "app/ui/controls.h"
#include "app/ui/dialog.h"
#include "app/ui/edit.h"
#include "app/ui/paths.h"
#include "app/ui/scroll.h"
#include "app/ui/textfield.h"
#include "app/words.h"
#include "core/folder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In units. */
enum { WIDTH = 720, HEIGHT = 560, ROW = 28, PAD = 24, LINE = 18, TITLED = 320, FILTER_WIDTH = 180 };
enum { RECENT_MOST = 16, NAME_SIZE = 512 };

static void say_error(FileDialog *dialog, const PsError *error) {
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(error, sentence, sizeof sentence);
    file_dialog_say(dialog, sentence);
}

/* After the list went to a folder; where that failed it stayed where it was, and the dialog says why. */
static bool entered(FileDialog *dialog, PsStatus status, const PsError *error) {
    dialog->message[0] = dialog->prefix[0] = '\0';
    if (status != PS_OK) {
        say_error(dialog, error);
        return false;
    }
    if (dialog->kind == FILE_DIALOG_OPEN) {
        /* A name of another folder opens nothing here. */
        dialog->name[0] = '\0';
    }
    if (dialog->list.listing.more) {
        file_dialog_say(dialog, _("this folder holds too much to be shown: type the name"));
    }
    return true;
}

static bool enter_folder(FileDialog *dialog, const char *path) {
    PsError error = {0};
    const PsStatus status = file_list_enter(&dialog->list, path, &error);
    return entered(dialog, status, &error);
}

static void go_up(FileDialog *dialog) {
    PsError error = {0};
    const PsStatus status = file_list_up(&dialog->list, &error);
    (void)entered(dialog, status, &error);
}

static void select_row(FileDialog *dialog, int row) {
    dialog->list.selected = row;
    dialog->list.reveal = true;
    dialog->message[0] = '\0';
    if (row >= 0) {
        snprintf(dialog->name, sizeof dialog->name, "%s", file_list_row(&dialog->list, row)->name);
    }
}

/* What one kind of dialog says, and the ending of what it saves. */
static const struct {
    const char *title, *main, *text; /* untranslated: its label, the main button's, and what is on that */
    const char *ending;
    int filter;
} kinds[] = {
    [FILE_DIALOG_OPEN] = {N_("Open a file"), N_("Open file"), N_("Open"), NULL, FILE_FILTER_ALL_OPENED},
    [FILE_DIALOG_SAVE] = {N_("Save as"), N_("Save file"), N_("Save"), ".json", FILE_FILTER_SCENES},
    [FILE_DIALOG_EXPORT] = {N_("Export the picture"), N_("Save picture"), N_("Export"), ".png",
                            FILE_FILTER_PICTURES},
};

/* ---- opening and closing ---- */

static UiId field_id(void) {
    return ui_id(N_("File name"));
}

static UiId list_id(void) {
    return ui_id("files");
}

void file_dialog_open(FileDialog *dialog, Ui *ui, FileDialogKind kind, const char *name) {
    dialog->focus_before = ui->focus;
    dialog->kind = kind;
    dialog->list.filter = kinds[kind].filter;
    dialog->list.selected = -1;
    dialog->replacing = REPLACING_NOT;
    dialog->message[0] = '\0';
    if (!(dialog->list.folder[0] && enter_folder(dialog, dialog->list.folder)) &&
        !enter_folder(dialog, ".")) {
        (void)enter_folder(dialog, "/");
    }
    snprintf(dialog->name, sizeof dialog->name, "%s", name);
    ui_edit_end(ui);
    ui->menu = 0;
    ui_focus(ui, field_id());
}

void file_dialog_open_at(FileDialog *dialog, Ui *ui, FileDialogKind kind, const char *path) {
    path_folder(path, NULL, dialog->list.folder, sizeof dialog->list.folder);
    file_dialog_open(dialog, ui, kind, path_name(path));
}

void file_dialog_close(FileDialog *dialog, Ui *ui) {
    if (file_dialog_is_open(dialog)) {
        dialog->kind = FILE_DIALOG_CLOSED;
        file_list_free(&dialog->list);
        ui_edit_end(ui);
        ui_focus(ui, dialog->focus_before);
    }
}

void file_dialog_free(FileDialog *dialog) {
    file_list_free(&dialog->list);
}

bool file_dialog_is_open(const FileDialog *dialog) {
    return dialog->kind != FILE_DIALOG_CLOSED;
}

void file_dialog_say(FileDialog *dialog, const char *sentence) {
    ui_sentence(dialog->message, sizeof dialog->message, sentence);
}

/* ---- choosing ---- */

/* What was typed, from the root or from the folder shown; false where that is too long. */
static bool typed_path(const FileDialog *dialog, const char *home, char path[PS_PATH_SIZE]) {
    const char *name = dialog->name;
    const bool at_home = name[0] == '~' && (name[1] == '/' || name[1] == '\0') && home && home[0];
    const char *from = at_home ? home : name[0] == '/' ? "" : dialog->list.folder;
    const char *rest = at_home ? name + 1 : name;
    const char *between = from[0] && rest[0] != '/' ? "/" : "";
    const int length = snprintf(path, PS_PATH_SIZE, "%s%s%s", from, between, rest);
    return length >= 0 && length < PS_PATH_SIZE;
}

static bool refuse(FileDialog *dialog, const char *sentence) {
    file_dialog_say(dialog, sentence);
    return false;
}

/* What is saved can be opened again: its name says what it is. */
static bool choose_to_save(FileDialog *dialog, char path[PS_PATH_SIZE]) {
    const size_t length = strlen(path);
    PsError error = {0};
    if (path[length - 1] == '/') {
        return refuse(dialog, _("there is no such folder: check the name"));
    }
    const char *ending = kinds[dialog->kind].ending;
    if (!path_has_extension(path_name(path), ending)) {
        if (length + strlen(ending) >= PS_PATH_SIZE) {
            return refuse(dialog, _("the name is too long: use a shorter one"));
        }
        memcpy(path + length, ending, strlen(ending) + 1);
    }
    if (ps_path_absolute(path, dialog->chosen, &error) != PS_OK) {
        say_error(dialog, &error);
        return false;
    }
    if (ps_file_kind(dialog->chosen) == PS_FILE_FOLDER) {
        return refuse(dialog, _("this is the name of a folder: use another"));
    }
    const bool exists = ps_file_kind(dialog->chosen) != PS_FILE_NONE;
    dialog->replacing = exists ? REPLACING_BEGINS : REPLACING_NOT;
    return !exists;
}

static bool choose_to_open(FileDialog *dialog, const char *path) {
    PsError error = {0};
    if (ps_path_absolute(path, dialog->chosen, &error) != PS_OK) {
        say_error(dialog, &error);
        return false;
    }
    switch (ps_file_kind(dialog->chosen)) {
    case PS_FILE_REGULAR:
        return true;
    case PS_FILE_NONE:
        return refuse(dialog, _("there is no file of that name here: check the name"));
    case PS_FILE_FOLDER:
    case PS_FILE_OTHER:
        break;
    }
    return refuse(dialog, _("this is a device, not a file: choose a file"));
}

/* True where the name leads to a file; of a folder what it holds is shown. */
static bool choose(FileDialog *dialog, const char *home) {
    char path[PS_PATH_SIZE];
    dialog->message[0] = '\0';
    if (dialog->name[0] == '\0') {
        return refuse(dialog, _("no file is chosen: select one, or type its name"));
    }
    if (!typed_path(dialog, home, path)) {
        return refuse(dialog, _("the name is too long: use a shorter one"));
    }
    if (ps_file_kind(path) == PS_FILE_FOLDER) {
        if (enter_folder(dialog, path)) {
            dialog->name[0] = '\0';
        }
        return false;
    }
    return dialog->kind == FILE_DIALOG_OPEN ? choose_to_open(dialog, path) : choose_to_save(dialog, path);
}

/* ---- controls ---- */

static Rect cut_top(Rect *rest, float height) {
    const Rect top = {rest->x, rest->y, rest->w, height};
    rest->y += height;
    rest->h -= height;
    return top;
}

static Rect cut_bottom(Rect *rest, float height) {
    rest->h -= height;
    return (Rect){rest->x, rest->y + rest->h, rest->w, height};
}

/* The end of a path says most. */
static void draw_path(Ui *ui, Rect rect, const char *path) {
    char shown[PS_PATH_SIZE];
    char text[PS_PATH_SIZE + 8];
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    const char *rest = path_shown(path, shown, sizeof shown);
    snprintf(text, sizeof text, "%s", rest);
    while (*rest && canvas_text_width(ui->canvas, font, text) > rect.w) {
        rest = path_next_character(rest);
        snprintf(text, sizeof text, "…%s", rest);
    }
    canvas_text(ui->canvas, font, rect.x, rect.y + rect.h / 2, ui->theme->muted, text);
    ui_report_text(ui, N_("Folder"), shown, rect);
}

static bool icon_button(Ui *ui, Rect rect, Icon icon, const char *label, const char *tooltip) {
    const ButtonSpec spec = {.rect = rect, .label = label, .tooltip = tooltip, .icon = icon};
    return ui_button(ui, &spec);
}

/* The menu of files opened lately; the chosen one, or -1. */
static int recent_menu(Ui *ui, Rect rect, const FileDialogSpec *spec) {
    char items[RECENT_MOST][NAME_SIZE];
    const char *names[RECENT_MOST];
    const int count = spec->recent_count < RECENT_MOST ? spec->recent_count : RECENT_MOST;
    for (int i = 0; i < count; i++) {
        char folder[PS_PATH_SIZE];
        char text[PS_PATH_SIZE * 2];
        path_folder(spec->recent[i], spec->home, folder, sizeof folder);
        snprintf(text, sizeof text, _("%s in %s"), path_name(spec->recent[i]), folder);
        names[i] = path_shown(text, items[i], sizeof items[i]);
    }
    const MenuSpec menu = {.rect = rect,
                           .label = N_("Recent files"),
                           .tooltip = _("Files that were opened or saved lately"),
                           .value = _("Recent"),
                           .items = names,
                           .count = count,
                           .selected = -1,
                           .list_width = fminf(ui_px(ui, 360), (float)ui->canvas->width - ui_px(ui, 48)),
                           .list_right = true};
    return ui_menu(ui, &menu);
}

/* Up, Home, where we are, and the recent files; true where one of those was chosen. */
static bool place_row(FileDialog *dialog, Ui *ui, const FileDialogSpec *spec, Rect row) {
    const float gap = ui_px(ui, 8);
    const bool recent = dialog->kind == FILE_DIALOG_OPEN && spec->recent_count > 0;
    Rect rect = {row.x, row.y, ui_px(ui, 32), row.h};
    if (icon_button(ui, rect, ICON_UP, N_("Up"), _("The folder above (Backspace in the list)"))) {
        go_up(dialog);
    }
    rect.x += rect.w + gap;
    if (spec->home && spec->home[0]) {
        if (icon_button(ui, rect, ICON_HOME, N_("Home folder"), _("Your home folder"))) {
            (void)enter_folder(dialog, spec->home);
        }
        rect.x += rect.w + gap;
    }
    const float menu = recent ? ui_px(ui, 104) : 0;
    const float right = row.x + row.w - menu - (recent ? gap : 0);
    draw_path(ui, (Rect){rect.x + ui_px(ui, 4), row.y, right - rect.x - ui_px(ui, 4), row.h},
              dialog->list.folder);
    if (!recent) {
        return false;
    }
    const int chosen = recent_menu(ui, (Rect){row.x + row.w - menu, row.y, menu, row.h}, spec);
    if (chosen >= 0) {
        snprintf(dialog->chosen, sizeof dialog->chosen, "%s", spec->recent[chosen]);
    }
    return chosen >= 0;
}

/* The keys that move the selection, by how far; Home and End as far as can be. */
static int selection_step(Ui *ui, int page) {
    static const struct {
        int key, rows;
        bool pages;
    } steps[] = {{UI_KEY_UP, -1, false},
                 {UI_KEY_DOWN, 1, false},
                 {UI_KEY_PAGE_UP, -1, true},
                 {UI_KEY_PAGE_DOWN, 1, true},
                 {UI_KEY_HOME, -PS_FOLDER_ENTRIES, false},
                 {UI_KEY_END, PS_FOLDER_ENTRIES, false}};
    /* A field moves its own caret to Home and End. */
    const size_t count = ui->focus == list_id() ? 6 : 4;
    for (size_t i = 0; i < count; i++) {
        if (ui_key_anywhere(ui, steps[i].key, 0)) {
            return steps[i].pages ? steps[i].rows * page : steps[i].rows;
        }
    }
    return 0;
}

static void move_selection(FileDialog *dialog, Ui *ui, int page) {
    const bool hears = ui->focus == list_id() || ui->focus == field_id();
    const int step = hears && ui->menu == 0 ? selection_step(ui, page) : 0;
    const int last = dialog->list.row_count - 1;
    if (step == 0 || last < 0) {
        return;
    }
    const int from = dialog->list.selected >= 0 ? dialog->list.selected : step > 0 ? -1 : last + 1;
    const int row = from + step;
    select_row(dialog, row < 0 ? 0 : row > last ? last : row);
}

/* Letters go to the next name that begins with them; after a second they begin anew. */
static void jump_by_letters(FileDialog *dialog, Ui *ui) {
    const char *text = ui_text(ui, list_id());
    if (!text) {
        return;
    }
    if (ui->now >= dialog->prefix_until) {
        dialog->prefix[0] = '\0';
    }
    const size_t length = strlen(dialog->prefix);
    if (length + strlen(text) < sizeof dialog->prefix) {
        memcpy(dialog->prefix + length, text, strlen(text) + 1);
    }
    dialog->prefix_until = ui->now + 1;
    const int row =
        file_list_find_prefix(&dialog->list, dialog->prefix,
                              dialog->list.selected >= 0 ? dialog->list.selected + (length == 0) : 0);
    if (row >= 0) {
        select_row(dialog, row);
    }
    ui_take(ui);
    ui->changed = true;
}

static void draw_row(Ui *ui, const PsFolderEntry *entry, const char *name, Rect rect, bool selected,
                     bool hovered) {
    const Theme *theme = ui->theme;
    const float y = rect.y + rect.h / 2;
    if (selected || hovered) {
        canvas_fill(ui->canvas, rect, ui_px(ui, 6), selected ? ui_hover_fill(ui) : theme->raised);
    }
    icon_draw(ui->canvas, entry->is_folder ? ICON_FOLDER : ICON_FILE, (Point){rect.x + ui_px(ui, 18), y},
              ui_px(ui, 14), entry->is_folder ? theme->average : theme->muted);
    const Font small = ui_font(ui, FONT_MEDIUM, 12);
    const char *kind = entry->is_folder ? "" : file_list_kind(entry->name);
    const float right = rect.x + rect.w - ui_px(ui, 12);
    canvas_text_aligned(ui->canvas, small, right, y, ALIGN_RIGHT, 0, selected ? theme->text : theme->muted,
                        kind);
    const float left = rect.x + ui_px(ui, 34);
    const float room = right - canvas_text_width(ui->canvas, small, kind) - ui_px(ui, 12) - left;
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), left, y, ALIGN_LEFT, room, theme->text,
                        name);
}

/* One row of the list; true where it was opened. */
static bool run_row(FileDialog *dialog, Ui *ui, int row, Rect rect) {
    char name[NAME_SIZE];
    const PsFolderEntry *entry = file_list_row(&dialog->list, row);
    const UiAct act = ui_interact(ui, ui_id_number(list_id(), row + 1), rect, UI_YIELDS | UI_KEEPS_FOCUS);
    const bool selected = row == dialog->list.selected;
    if (act.clicked || act.double_clicked) {
        ui_focus(ui, list_id());
        select_row(dialog, row);
    }
    path_shown(entry->name, name, sizeof name);
    draw_row(ui, entry, name, rect, selected, act.hovered);
    const bool focused = ui->focus == list_id() && selected;
    if (focused && ui->ring) {
        ui_ring(ui, rect, ui_px(ui, 6));
    }
    ui_report_name(ui, UI_ROLE_ROW, name, selected ? "selected" : "", rect, true, focused);
    return act.double_clicked;
}

/* Rows out of sight are in the tree all the same, if the tree is wanted. True where one was opened. */
static bool run_rows(FileDialog *dialog, Ui *ui, Rect view, Point origin) {
    const float height = ui_px(ui, ROW);
    const float inset = ui_px(ui, 4);
    bool opened = false;
    for (int row = 0; row < dialog->list.row_count && !opened; row++) {
        const Rect rect = {origin.x + inset, origin.y + inset + height * (float)row,
                           view.w - 2 * inset - ui_px(ui, 8), height};
        const bool seen = rect.y < view.y + view.h && rect.y + rect.h > view.y;
        if (seen || ui->want_tree) {
            opened = run_row(dialog, ui, row, rect);
        }
        if (dialog->list.reveal && row == (dialog->list.selected > 0 ? dialog->list.selected : 0)) {
            ui_scroll_to(ui, &(UiEntry){.scroll = ui_id(N_("Scroll the files")), .full = rect});
            dialog->list.reveal = false;
            ui->changed = true;
        }
    }
    return opened;
}

static void draw_list_ground(const FileDialog *dialog, Ui *ui, Rect rect) {
    const float line = ui_hairline(ui);
    canvas_fill(ui->canvas, rect, ui_px(ui, 8), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(rect, line), ui_px(ui, 8) - line, ui->theme->background);
    if (dialog->list.row_count == 0) {
        canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), rect.x + rect.w / 2,
                            rect.y + rect.h / 2, ALIGN_CENTRE, rect.w - ui_px(ui, 16), ui->theme->muted,
                            _("Nothing here that can be opened"));
    }
}

/* True where a row was opened, by a double click or by Enter. */
static bool file_list(FileDialog *dialog, Ui *ui, Rect rect) {
    const float line = ui_hairline(ui);
    const Rect view = rect_inset(rect, line);
    const char *scroll = N_("Scroll the files");
    const UiAct act = ui_interact(ui, list_id(), (Rect){0}, UI_STOP | UI_NO_RING);
    draw_list_ground(dialog, ui, rect);
    ui_report(ui, UI_ROLE_LIST, N_("Files"), "", rect, true, act.focused && dialog->list.selected < 0);
    if (act.focused && ui->ring && dialog->list.selected < 0) {
        ui_ring(ui, rect, ui_px(ui, 8));
    }
    move_selection(dialog, ui, (int)fmaxf(1, floorf(view.h / ui_px(ui, ROW)) - 1));
    jump_by_letters(dialog, ui);
    if (ui_key(ui, list_id(), UI_KEY_BACKSPACE, 0)) {
        go_up(dialog);
    }
    const Point origin = ui_scroll_begin(ui, scroll, view);
    bool opened = run_rows(dialog, ui, view, origin);
    ui_scroll_end(ui, scroll, view.w, ui_px(ui, ROW) * (float)dialog->list.row_count + 2 * ui_px(ui, 4));
    if (opened) {
        /* The button is let go over another list. */
        ui->active = 0;
    }
    if (dialog->list.selected >= 0 && ui_key(ui, list_id(), UI_KEY_ENTER, 0)) {
        select_row(dialog, dialog->list.selected);
        opened = true;
    }
    return opened;
}

/* What is typed is completed to the first name that begins so; what was added is selected, and typing goes on
 * over it. Where one saves a new name is as likely as one that is there. */
static void complete_name(FileDialog *dialog, Ui *ui) {
    const size_t typed = strlen(dialog->name);
    const int exact = file_list_find(&dialog->list, dialog->name);
    const int row = exact >= 0 ? exact : file_list_find_prefix(&dialog->list, dialog->name, 0);
    if (row < 0 || dialog->kind != FILE_DIALOG_OPEN) {
        return;
    }
    dialog->list.selected = row;
    dialog->list.reveal = true;
    if (exact < 0) {
        snprintf(dialog->name, sizeof dialog->name, "%s", file_list_row(&dialog->list, row)->name);
        ui_edit_begin_field(ui, field_id(), dialog->name);
        ui_edit_select(ui, typed);
    }
}

/* True where Enter was pressed in it. */
static bool name_row(FileDialog *dialog, Ui *ui, Rect row) {
    const char *label = N_("File name");
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    const float width = canvas_text_width(ui->canvas, font, _(label)) + ui_px(ui, 16);
    canvas_text(ui->canvas, font, row.x, row.y + row.h / 2, ui->theme->text, _(label));
    const TextFieldSpec spec = {.rect = {row.x + width, row.y, row.w - width, row.h},
                                .label = label,
                                .text = dialog->name,
                                .size = sizeof dialog->name};
    const TextFieldAct act = ui_textfield(ui, &spec);
    if (act.changed) {
        dialog->message[0] = '\0';
        dialog->list.selected = -1;
    }
    if (act.typed && !strchr(dialog->name, '/')) {
        complete_name(dialog, ui);
    }
    return act.entered;
}

static void filter_menu(FileDialog *dialog, Ui *ui, Rect rect) {
    const char *titles[FILE_FILTER_COUNT];
    for (int i = 0; i < FILE_FILTER_COUNT; i++) {
        titles[i] = file_filter_title(i);
    }
    const MenuSpec spec = {.rect = rect,
                           .label = N_("Kind of file"),
                           .tooltip = _("Which files are listed"),
                           .value = _(titles[dialog->list.filter]),
                           .items = titles,
                           .count = FILE_FILTER_COUNT,
                           .selected = dialog->list.filter,
                           .list_width = ui_px(ui, 208)};
    const int chosen = ui_menu(ui, &spec);
    if (chosen >= 0) {
        file_list_filter(&dialog->list, chosen);
        ui->changed = true;
    }
}

static void scale_choice(FileDialog *dialog, Ui *ui, Rect rect) {
    static const int scales[] = {1, 2, 4};
    const Segment segments[] = {{N_("1×"), ICON_NONE, ui->theme->text},
                                {N_("2×"), ICON_NONE, ui->theme->text},
                                {N_("4×"), ICON_NONE, ui->theme->text}};
    int selected = dialog->scale == 4 ? 2 : dialog->scale == 1 ? 0 : 1;
    const float words = canvas_text_width(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), _("Picture size"));
    const float label =
        rect.w - ceilf(words) - ui_px(ui, 12) >= ui_px(ui, 96) ? ceilf(words) + ui_px(ui, 12) : 0;
    const SegmentedSpec spec = {.caption = {rect.x, rect.y, label, label > 0 ? rect.h : 0},
                                .rect = {rect.x + label, rect.y, rect.w - label, rect.h},
                                .row_label = true,
                                .label = N_("Picture size"),
                                .tooltip = _("How many pixels of the picture one on screen becomes"),
                                .segments = segments,
                                .count = 3};
    if (ui_segmented(ui, &spec, &selected)) {
        dialog->scale = scales[selected];
    }
}

/* The filter or the picture's size at the left, the answers at the right. */
static FileDialogAct foot_row(FileDialog *dialog, Ui *ui, Rect row) {
    const bool saves = dialog->kind == FILE_DIALOG_SAVE;
    const float gap = ui_px(ui, 8);
    const float left = row.w - 2 * gap - (saves ? 0 : ui_px(ui, FILTER_WIDTH));
    const float width = fminf(ui_px(ui, 96), floorf(left / 2));
    const ButtonSpec main = {.rect = {row.x + row.w - width, row.y, width, row.h},
                             .label = kinds[dialog->kind].main,
                             .text = _(kinds[dialog->kind].text),
                             .look = BUTTON_MAIN};
    const ButtonSpec cancel = {.rect = {main.rect.x - gap - width, row.y, width, row.h},
                               .label = N_("Cancel")};
    const float room = cancel.rect.x - gap - row.x;
    if (dialog->kind == FILE_DIALOG_OPEN) {
        filter_menu(dialog, ui, (Rect){row.x, row.y, fminf(room, ui_px(ui, 208)), row.h});
    } else if (dialog->kind == FILE_DIALOG_EXPORT) {
        scale_choice(dialog, ui, (Rect){row.x, row.y, fminf(room, ui_px(ui, 260)), row.h});
    }
    const bool cancelled = ui_button(ui, &cancel);
    if (ui_button(ui, &main)) {
        return FILE_DIALOG_CHOSEN;
    }
    return cancelled ? FILE_DIALOG_CANCELLED : FILE_DIALOG_WAITS;
}

/* Over the list's lower edge; returns how high it is. */
static float message_row(const FileDialog *dialog, Ui *ui, Rect *rest) {
    char shown[FILE_DIALOG_MESSAGE];
    if (!dialog->message[0]) {
        return 0;
    }
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    const float line = ui_px(ui, LINE);
    const char *text = path_shown(dialog->message, shown, sizeof shown);
    const int lines = canvas_paragraph(ui->canvas, font, *rest, line, 0, text, false);
    const float height = line * (float)lines;
    const Rect rect = cut_bottom(rest, height);
    canvas_paragraph(ui->canvas, font, (Rect){rect.x, rect.y + line / 2, rect.w, 0}, line, ui->theme->wrong,
                     text, true);
    ui_report_text(ui, text, "", rect);
    cut_bottom(rest, ui_px(ui, 8));
    return height;
}

/* ---- the whole ---- */

static AskAnswer ask_to_replace(FileDialog *dialog, Ui *ui) {
    char name[NAME_SIZE];
    char question[NAME_SIZE + 64];
    path_shown(path_name(dialog->chosen), name, sizeof name);
    snprintf(question, sizeof question, _("%s is there already. Replace it?"), name);
    const AskSpec spec = {.question = question, .yes = N_("Replace")};
    if (dialog->replacing == REPLACING_BEGINS) {
        ask_dialog_open(ui, &spec);
        dialog->replacing = REPLACING_ASKS;
    }
    return ask_dialog(ui, &spec);
}

static const char *title_of(const FileDialog *dialog) {
    return kinds[dialog->kind].title;
}

static FileDialogAct controls(FileDialog *dialog, Ui *ui, const FileDialogSpec *spec, Rect box, bool asked) {
    const float pad = ui_px(ui, PAD);
    Rect rest = {box.x + pad, box.y + ui_px(ui, 18), box.w - 2 * pad, box.h - ui_px(ui, 18) - ui_px(ui, 20)};
    FileDialogAct act = FILE_DIALOG_WAITS;
    if (box.h >= ui_px(ui, TITLED)) {
        ui_label(ui, cut_top(&rest, ui_px(ui, 28)), ui_font(ui, FONT_SEMIBOLD, 20), ui->theme->text,
                 ALIGN_LEFT, title_of(dialog));
        cut_top(&rest, ui_px(ui, 12));
    }
    if (place_row(dialog, ui, spec, cut_top(&rest, ui_px(ui, 32)))) {
        act = FILE_DIALOG_CHOSEN;
    }
    cut_top(&rest, ui_px(ui, 8));
    const Rect foot = cut_bottom(&rest, ui_px(ui, 32));
    cut_bottom(&rest, ui_px(ui, 12));
    const Rect name = cut_bottom(&rest, ui_px(ui, 32));
    cut_bottom(&rest, ui_px(ui, 8));
    message_row(dialog, ui, &rest);
    bool wanted = file_list(dialog, ui, rest);
    wanted |= name_row(dialog, ui, name);
    const FileDialogAct pressed = asked ? FILE_DIALOG_WAITS : foot_row(dialog, ui, foot);
    if (pressed == FILE_DIALOG_CANCELLED || ui_key_anywhere(ui, UI_KEY_ESCAPE, 0)) {
        return FILE_DIALOG_CANCELLED;
    }
    wanted |= pressed == FILE_DIALOG_CHOSEN || ui_key_anywhere(ui, UI_KEY_ENTER, 0);
    if (wanted) {
        ui->changed = true;
        act = choose(dialog, spec->home) ? FILE_DIALOG_CHOSEN : act;
    }
    return act;
}

FileDialogAct file_dialog(FileDialog *dialog, Ui *ui, const FileDialogSpec *spec) {
    const Rect box = dialog_place(ui, WIDTH, HEIGHT);
    if (dialog->replacing == REPLACING_ENDS) {
        /* Only now can the field have the focus: the question has gone. */
        dialog->replacing = REPLACING_NOT;
        ui_focus(ui, field_id());
    }
    const bool asked = dialog->replacing != REPLACING_NOT;
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, title_of(dialog));
    const AskAnswer answer = asked ? ask_to_replace(dialog, ui) : ASK_WAITS;
    FileDialogAct act = controls(dialog, ui, spec, box, asked);
    dialog_end(ui, before);
    if (answer == ASK_YES || answer == ASK_CANCEL) {
        dialog->replacing = REPLACING_ENDS;
        ui->changed = true;
        act = answer == ASK_YES ? FILE_DIALOG_CHOSEN : FILE_DIALOG_WAITS;
    }
    return act;
}
