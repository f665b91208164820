/* Two parts: at the left what goes on from before, at the right the examples; one under the other where the
 * page is narrow. Opening is opening.h's and examples.h's.
 */
#include "app/chrome/start_page.h"

#include "app/chrome/sheet.h"
#include "app/document/examples.h"
#include "app/document/opening.h"
#include "app/ui/controls.h"
#include "app/ui/paths.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* In units. */
enum {
    WIDTH = 1080,
    HEIGHT = 668,
    SIDE = 232,
    SIDE_GAP = 24,
    ABREAST_LEAST = 760, /* of the page's width, for two parts side by side */
    TILE_LEAST = 190,
    GAP = 14,
    PICTURE = 104,
    WORDS = 60,
    ROW = 44
};
enum { COLUMNS_MOST = 3, RECENT_SHOWN = 6, PICTURES_A_SECOND = 12 };

void start_page_free(StartPage *page) {
    start_tiles_free(page->tiles);
    *page = (StartPage){0};
}

void start_page_open_first(App *app) {
    app_set_dialog(app, APP_START);
    app->start.first = true;
    hints_begin(&app->hints);
}

/* A tile or a row that is pressed as a whole. */
typedef struct Entry {
    Rect rect;
    const char *label; /* unique on the page */
    UiId id;
} Entry;

/* Draws its ground; true where it was pressed. */
static bool entry_run(Ui *ui, const Entry *entry, UiAct *act) {
    *act = ui_interact(ui, entry->id, entry->rect, UI_STOP | UI_YIELDS | UI_NO_RING);
    const float radius = ui_px(ui, 10);
    const float line = ui_hairline(ui);
    const bool lit = act->hovered || act->focused;
    if (act->focused && ui->ring) {
        ui_ring(ui, entry->rect, radius);
    }
    canvas_fill(ui->canvas, entry->rect, radius, lit ? ui->theme->muted : ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(entry->rect, line), radius - line,
                act->hovered ? ui->theme->raised : ui->theme->background);
    return act->clicked || ui_key(ui, entry->id, UI_KEY_ENTER, 0) || ui_key(ui, entry->id, UI_KEY_SPACE, 0);
}

static void draw_two_lines(Ui *ui, Rect rect, const char *title, const char *words) {
    const float pad = ui_px(ui, 12);
    const float room = rect.w - 2 * pad;
    const float middle = rect.y + rect.h / 2;
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_SEMIBOLD, 14), rect.x + pad, middle - ui_px(ui, 10),
                        ALIGN_LEFT, room, ui->theme->text, title);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12), rect.x + pad, middle + ui_px(ui, 11),
                        ALIGN_LEFT, room, ui->theme->muted, words);
}

/* How long an entry has been pointed at. */
static double pointed_for(App *app, UiId id, bool pointed) {
    StartPage *page = &app->start;
    if (!pointed || app->settings.reduced) {
        return 0;
    }
    page->seen = true;
    if (page->pointed != id) {
        page->pointed = id;
        page->since = app->now;
    }
    return app->now - page->since;
}

static UiId tile_id(int index) {
    return ui_id_number(ui_id("example"), index);
}

static void tile(App *app, int index, Rect rect) {
    Ui *ui = &app->ui;
    const Example *example = example_at(index);
    const Entry entry = {rect, example->title, tile_id(index)};
    UiAct act;
    if (entry_run(ui, &entry, &act)) {
        app->start.example = index + 1;
    }
    const float pad = ui_px(ui, 14);
    const Rect picture = {rect.x + pad, rect.y + pad, rect.w - 2 * pad, ui_px(ui, PICTURE)};
    const Rect words = {rect.x, picture.y + picture.h, rect.w, rect.y + rect.h - picture.y - picture.h};
    if (app->start.tiles != NULL) {
        const Pen pen = ui_pen(ui);
        start_tile_draw(&pen, app->start.tiles, index, picture,
                        pointed_for(app, entry.id, act.hovered || (act.focused && ui->ring)));
    }
    draw_two_lines(ui, words, _(example->title), _(example->words));
    ui_report(ui, UI_ROLE_BUTTON, example->title, "", rect, true, act.focused);
}

/* Arrows go from tile to tile; from elsewhere to the first. */
static void move_focus(App *app, int columns) {
    Ui *ui = &app->ui;
    int at = -1;
    for (int i = 0; i < START_TILES; i++) {
        at = ui->focus == tile_id(i) ? i : at;
    }
    const int by = ui_key_anywhere(ui, UI_KEY_RIGHT, 0) - ui_key_anywhere(ui, UI_KEY_LEFT, 0) +
                   columns * (ui_key_anywhere(ui, UI_KEY_DOWN, 0) - ui_key_anywhere(ui, UI_KEY_UP, 0));
    const int to = at < 0 ? 0 : at + by;
    if (by != 0 && to >= 0 && to < START_TILES) {
        ui_focus(ui, tile_id(to));
        ui->ring = true;
    }
}

/* Returns the height of all tiles. */
static float tiles(App *app, Rect area) {
    const Ui *ui = &app->ui;
    const float gap = ui_px(ui, GAP);
    const int fit = (int)((area.w + gap) / (ui_px(ui, TILE_LEAST) + gap));
    const int columns = fit < 1 ? 1 : fit > COLUMNS_MOST ? COLUMNS_MOST : fit;
    const float width = floorf((area.w - gap * (float)(columns - 1)) / (float)columns);
    const float height = ui_px(ui, 14 + PICTURE + WORDS);
    int count = 0;
    move_focus(app, columns);
    while (count < START_TILES && example_at(count) != NULL && example_at(count)->words != NULL) {
        const int row = count / columns;
        const Rect rect = {area.x + (width + gap) * (float)(count % columns),
                           area.y + (height + gap) * (float)row, width, height};
        tile(app, count++, rect);
    }
    return (height + gap) * ceilf((float)count / (float)columns);
}

static float heading(Ui *ui, Rect area, const char *words) {
    ui_label(ui, (Rect){area.x, area.y, area.w, ui_px(ui, 20)}, ui_font(ui, FONT_MEDIUM, 13),
             ui->theme->muted, ALIGN_LEFT, words);
    return ui_px(ui, 28);
}

/* The document that is open under the page. */
static float way_back(App *app, Rect area) {
    Ui *ui = &app->ui;
    char name[256];
    char words[320];
    UiAct act;
    const Entry entry = {{area.x, area.y, area.w, ui_px(ui, 60)},
                         N_("Continue where you were"),
                         ui_id(N_("Continue where you were"))};
    open_file_name(app, name, sizeof name);
    snprintf(words, sizeof words, "%s · %s", name, _(stages[app->stage]->title));
    app->start.leave |= entry_run(ui, &entry, &act);
    draw_two_lines(ui, entry.rect, _(entry.label), words);
    ui_report(ui, UI_ROLE_BUTTON, entry.label, words, entry.rect, true, act.focused);
    return entry.rect.h + ui_px(ui, 24);
}

static float recent_files(App *app, Rect area) {
    Ui *ui = &app->ui;
    const Settings *settings = &app->settings;
    if (settings->recent_count == 0) {
        return 0;
    }
    float y = area.y + heading(ui, area, N_("Recent files"));
    for (int i = 0; i < settings->recent_count && i < RECENT_SHOWN; i++) {
        char name[256];
        char folder[PS_PATH_SIZE];
        UiAct act;
        path_shown(path_name(settings->recent[i]), name, sizeof name);
        path_folder(settings->recent[i], app->home, folder, sizeof folder);
        const Entry entry = {
            {area.x, y, area.w, ui_px(ui, ROW)}, name, ui_id_number(ui_id("recent file"), i)};
        if (entry_run(ui, &entry, &act)) {
            app->start.recent = i + 1;
        }
        draw_two_lines(ui, entry.rect, name, path_shown(folder, folder, sizeof folder));
        ui_report_name(ui, UI_ROLE_BUTTON, name, folder, entry.rect, true, act.focused);
        y += entry.rect.h + ui_px(ui, 6);
    }
    return y - area.y + ui_px(ui, 18);
}

/* What goes on from before; returns its height, 0 where there is nothing. */
static float before(App *app, Rect area) {
    float height = 0;
    if (!app->start.first) {
        height += way_back(app, area);
    }
    return height + recent_files(app, (Rect){area.x, area.y + height, area.w, 0});
}

static float content(App *app, Rect area) {
    Ui *ui = &app->ui;
    app->start.pointed = app->start.seen ? app->start.pointed : 0;
    app->start.seen = false;
    const bool any = !app->start.first || app->settings.recent_count > 0;
    if (app->start.tiles == NULL) {
        app->start.tiles = start_tiles_create();
    }
    if (app->start.tiles != NULL && start_tiles_read(app->start.tiles, app->assets)) {
        ui->changed = true;
    }
    if (!any || area.w < ui_px(ui, ABREAST_LEAST)) {
        const float top = any ? before(app, area) : 0;
        return top + tiles(app, (Rect){area.x, area.y + top, area.w, 0});
    }
    const float side = ui_px(ui, SIDE);
    const float left = side + ui_px(ui, SIDE_GAP);
    const float own = before(app, (Rect){area.x, area.y, side, 0});
    return fmaxf(own, tiles(app, (Rect){area.x + left, area.y, area.w - left, 0}));
}

void start_page_run(App *app) {
    const SheetSpec spec = {.title = N_("Start page"),
                            .scroll = N_("Scroll the start page"),
                            .width = WIDTH,
                            .height = HEIGHT,
                            .content = content};
    sheet_run(app, &spec);
}

double start_page_due(const App *app) {
    return app->dialog == APP_START && app->start.pointed != 0 ? 1.0 / PICTURES_A_SECOND : -1;
}

static void open_recent(App *app, int index) {
    char path[PS_PATH_SIZE];
    snprintf(path, sizeof path, "%s", app->settings.recent[index]);
    opening_drop(app, path);
}

void start_page_finish(App *app) {
    const StartPage page = app->start;
    app->start.example = app->start.recent = 0;
    app->start.leave = false;
    if (app->dialog != APP_START) {
        start_page_free(&app->start);
        return;
    }
    if (page.example == 0 && page.recent == 0 && !page.leave) {
        return;
    }
    app_set_dialog(app, APP_NO_DIALOG);
    if (page.example > 0) {
        example_open(app, page.example - 1);
    } else if (page.recent > 0 && page.recent <= app->settings.recent_count) {
        open_recent(app, page.recent - 1);
    }
}
