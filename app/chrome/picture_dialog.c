/* The choices, the preview, and the two answers.
 *
 * The preview is sampled anew only when a choice changes. Opening the map is the app's business (opening.c):
 * here `accepted` is set.
 */
#include "app/chrome/picture_dialog.h"

#include "app/chrome/chrome.h"
#include "app/ui/dialog.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZES = 7, PREVIEW = 224, DIALOG_WIDTH = 560, LARGEST_ORIGINAL = 4096 };

/* Longer sides on offer, as far as the picture has them; then the picture's own. */
static const int sides[SIZES - 1] = {8, 16, 28, 56, 112, 224};

typedef struct Sizes {
    int sides[SIZES];
    char labels[SIZES][16];
    Segment segments[SIZES];
    int count;
} Sizes;

static int longer_side(const PictureFile *picture) {
    return picture->width > picture->height ? picture->width : picture->height;
}

static void list_sizes(const PictureFile *picture, Sizes *sizes) {
    const int longer = longer_side(picture);
    sizes->count = 0;
    for (int i = 0; i < SIZES - 1 && sides[i] < longer; i++) {
        snprintf(sizes->labels[i], sizeof sizes->labels[i], "%d", sides[i]);
        sizes->segments[i] = (Segment){.label = sizes->labels[i]};
        sizes->sides[sizes->count++] = sides[i];
    }
    if (longer <= LARGEST_ORIGINAL) {
        sizes->segments[sizes->count] = (Segment){.label = N_("Original")};
        sizes->sides[sizes->count++] = longer;
    }
}

bool picture_dialog_is_open(const PictureDialog *dialog) {
    return dialog->picture.pixels != NULL;
}

static UiId size_id(void) {
    return ui_id(N_("Size"));
}

void picture_dialog_open(App *app, PictureFile *picture, const char *path, bool dropped) {
    Sizes sizes;
    PictureDialog *dialog = &app->picture;
    app_set_dialog(app, APP_NO_DIALOG);
    picture_dialog_close(app);
    ui_edit_end(&app->ui);
    list_sizes(picture, &sizes);
    *dialog = (PictureDialog){
        .picture = *picture, .rgb = picture->colour, .dropped = dropped, .focus_before = app->ui.focus};
    snprintf(dialog->path, sizeof dialog->path, "%s", path);
    *picture = (PictureFile){0};
    while (dialog->size + 1 < sizes.count && sizes.sides[dialog->size] < PICTURE_LONGER_SIDE) {
        dialog->size++;
    }
    app->ui.menu = 0;
    app->ui.focus = size_id();
    app->ui.changed = true;
}

void picture_dialog_close(App *app) {
    PictureDialog *dialog = &app->picture;
    if (!picture_dialog_is_open(dialog)) {
        return;
    }
    picture_file_free(&dialog->picture);
    free(dialog->preview);
    app->ui.focus = dialog->focus_before;
    app->ui.changed = true;
    *dialog = (PictureDialog){0};
}

PsStatus picture_dialog_sample(const PictureDialog *dialog, PsMap *map, PsError *error) {
    Sizes sizes;
    list_sizes(&dialog->picture, &sizes);
    return picture_file_sample(&dialog->picture, sizes.sides[dialog->size], dialog->rgb ? 3 : 1, map, error);
}

static uint32_t pixel_of(const PsMap *map, int y, int x) {
    uint32_t pixel = 0xFF;
    for (int c = 0; c < 3; c++) {
        const float value = ps_map_get(map, map->channels == 3 ? c : 0, y, x);
        pixel = pixel << 8 | (uint32_t)lroundf(255 * value);
    }
    return pixel;
}

/* Samples for side, unless that is what is there. Without memory there is no preview. */
static void make_preview(PictureDialog *dialog, int side) {
    PsMap map = {0};
    if (dialog->preview_side == side && dialog->preview_rgb == dialog->rgb) {
        return;
    }
    free(dialog->preview);
    dialog->preview = NULL;
    dialog->preview_side = side;
    dialog->preview_rgb = dialog->rgb;
    if (picture_file_sample(&dialog->picture, side, dialog->rgb ? 3 : 1, &map, NULL) != PS_OK) {
        return;
    }
    const size_t count = (size_t)map.height * (size_t)map.width;
    dialog->preview = malloc(count * sizeof *dialog->preview);
    if (dialog->preview) {
        dialog->preview_rows = map.height;
        dialog->preview_columns = map.width;
        for (size_t i = 0; i < count; i++) {
            dialog->preview[i] = pixel_of(&map, (int)(i / (size_t)map.width), (int)(i % (size_t)map.width));
        }
        dialog->version = hash_bytes(HASH_SEED, dialog->preview, count * sizeof *dialog->preview);
    }
    ps_map_free(&map);
}

/* Each pixel of the preview as a square. */
static void paint_preview(const void *subject, uint32_t *pixels, int columns, int rows) {
    const PictureDialog *dialog = subject;
    for (int y = 0; y < rows; y++) {
        const uint32_t *line =
            dialog->preview + (size_t)(y * dialog->preview_rows / rows) * (size_t)dialog->preview_columns;
        for (int x = 0; x < columns; x++) {
            *pixels++ = line[x * dialog->preview_columns / columns];
        }
    }
}

/* Cells are whole pixels on screen; a map of more cells than box has pixels is shown as one that fits. */
static void draw_preview(App *app, Rect box, int side) {
    Ui *ui = &app->ui;
    PictureDialog *dialog = &app->picture;
    make_preview(dialog, side < (int)box.w ? side : (int)box.w);
    canvas_fill(ui->canvas, box, ui_px(ui, 8), ui->theme->background);
    if (!dialog->preview) {
        return;
    }
    const int longer =
        dialog->preview_rows > dialog->preview_columns ? dialog->preview_rows : dialog->preview_columns;
    const float scale = fmaxf(1, floorf(box.w / (float)longer));
    const float w = scale * (float)dialog->preview_columns;
    const float h = scale * (float)dialog->preview_rows;
    const Rect rect = {roundf(box.x + (box.w - w) / 2), roundf(box.y + (box.h - h) / 2), w, h};
    canvas_picture(ui->canvas, rect, dialog->version, paint_preview, dialog);
}

/* A heading and a choice below it; returns the height of both. */
static float choice(Ui *ui, Rect column, const char *label, const char *tooltip, const Segment *segments,
                    int count, int *selected) {
    const float caption = ui_px(ui, 24);
    const float height = ui_px(ui, count > 3 ? 60 : 32);
    const SegmentedSpec spec = {.caption = {column.x, column.y, column.w, caption},
                                .rect = {column.x, column.y + caption, column.w, height},
                                .label = label,
                                .tooltip = tooltip,
                                .segments = segments,
                                .count = count};
    ui->changed |= ui_segmented(ui, &spec, selected);
    return caption + height + ui_px(ui, 16);
}

/* Returns where the column ends. */
static float choices(App *app, Rect column, const Sizes *sizes) {
    Ui *ui = &app->ui;
    PictureDialog *dialog = &app->picture;
    const Segment colours[] = {{.label = N_("Grey")}, {.label = N_("RGB")}};
    int colour = dialog->rgb ? 1 : 0;
    column.y += choice(ui, column, N_("Size"), _("Cells along the longer side"), sizes->segments,
                       sizes->count, &dialog->size);
    column.y += choice(ui, column, N_("Colour"), _("One channel of grey, or red, green and blue"), colours, 2,
                       &colour);
    dialog->rgb = colour == 1;
    int height = 0;
    int width = 0;
    char text[96];
    picture_file_size(&dialog->picture, sizes->sides[dialog->size], &height, &width);
    snprintf(text, sizeof text, dialog->rgb ? _("%d × %d, 3 channels") : _("%d × %d, 1 channel"), height,
             width);
    ui_labelled(ui, (Rect){column.x, column.y, column.w, ui_px(ui, 24)}, ui_font(ui, FONT_MEDIUM, 13),
                ui->theme->text, ALIGN_LEFT, N_("Result"), text);
    column.y += ui_px(ui, 24);
    snprintf(text, sizeof text, _("of a picture of %d × %d"), dialog->picture.height, dialog->picture.width);
    ui_label(ui, (Rect){column.x, column.y, column.w, ui_px(ui, 20)}, ui_font(ui, FONT_MEDIUM, 12),
             ui->theme->muted, ALIGN_LEFT, text);
    return column.y + ui_px(ui, 20);
}

/* The preview beside the choices where there is room for both, else below; returns the height. */
static float content(App *app, Rect area) {
    Ui *ui = &app->ui;
    Sizes sizes;
    const float preview = ui_px(ui, PREVIEW);
    const float gap = ui_px(ui, 24);
    const bool beside = area.w >= preview + gap + ui_px(ui, 232);
    Rect column = {area.x, area.y, beside ? area.w - preview - gap : area.w, 0};
    list_sizes(&app->picture.picture, &sizes);
    const float end = choices(app, column, &sizes);
    const float side = fminf(preview, area.w);
    const Rect box = beside ? (Rect){area.x + area.w - preview, area.y + ui_px(ui, 4), preview, preview}
                            : (Rect){area.x, end + ui_px(ui, 12), side, side};
    draw_preview(app, box, sizes.sides[app->picture.size]);
    return fmaxf(end, box.y + box.h) - area.y;
}

static bool button(Ui *ui, Rect rect, const char *label, const char *text, ButtonLook look) {
    const ButtonSpec spec = {.rect = rect, .label = label, .text = text, .look = look};
    return ui_button(ui, &spec);
}

/* Open and Cancel at the right; a top bar may have an Open of its own, so this one has a longer name. */
static void buttons(App *app, Rect row, bool *opened, bool *cancelled) {
    Ui *ui = &app->ui;
    const float w = ui_px(ui, 96);
    const Rect open = {row.x + row.w - w, row.y, w, row.h};
    const Rect cancel = {open.x - ui_px(ui, 12) - w, row.y, w, row.h};
    *cancelled = button(ui, cancel, N_("Cancel"), NULL, BUTTON_PLAIN);
    *opened = button(ui, open, N_("Open picture"), _("Open"), BUTTON_MAIN);
    *opened |= ui_key_anywhere(ui, UI_KEY_ENTER, 0);
    *cancelled |= ui_key_anywhere(ui, UI_KEY_ESCAPE, 0);
}

static Rect dialog_rect(const App *app, const Ui *ui) {
    const float w = fminf(ui_px(ui, DIALOG_WIDTH), (float)app->width - ui_px(ui, 24));
    const float h = fminf(ui_px(ui, w < ui_px(ui, 528) ? 560 : 368), (float)app->height - ui_px(ui, 24));
    return (Rect){roundf(((float)app->width - w) / 2), roundf(((float)app->height - h) / 2), w, h};
}

void picture_dialog(App *app) {
    Ui *ui = &app->ui;
    const Theme *theme = ui->theme;
    const Rect box = dialog_rect(app, ui);
    const float pad = ui_px(ui, 24);
    const float head = ui_px(ui, 60);
    const float foot = ui_px(ui, 64);
    const char *scroll = N_("Scroll the choices");
    bool opened = false;
    bool cancelled = false;
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, N_("Open picture"));
    ui_label(ui, (Rect){box.x + pad, box.y + ui_px(ui, 18), box.w - 2 * pad, ui_px(ui, 28)},
             ui_font(ui, FONT_SEMIBOLD, 20), theme->text, ALIGN_LEFT, N_("Open picture"));
    const Rect view = {box.x, box.y + head, box.w, box.h - head - foot};
    const Point origin = ui_scroll_begin(ui, scroll, view);
    const float height = content(app, (Rect){origin.x + pad, origin.y, box.w - 2 * pad, 0});
    ui_scroll_end(ui, scroll, view.w, height);
    buttons(app, (Rect){box.x + pad, box.y + box.h - foot + ui_px(ui, 14), box.w - 2 * pad, ui_px(ui, 32)},
            &opened, &cancelled);
    ui_layer_end(ui, before);
    /* Nothing below hears a key; Tab is for the toolkit. */
    const bool key = ui->event.kind == UI_EVENT_KEY && ui->event.key != UI_KEY_TAB;
    if (key || ui->event.kind == UI_EVENT_TEXT) {
        ui_take(ui);
    }
    app->picture.accepted |= opened && !cancelled;
    if (cancelled) {
        picture_dialog_close(app);
    }
}
