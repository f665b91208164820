/* The dialog that asks how a picture becomes a map: how large, and in grey or in colour.
 *
 * It holds the decoded picture while it is open, and shows what each choice would give.
 */
#ifndef PICTURE_DIALOG_H
#define PICTURE_DIALOG_H

#include "app/picture/picture_file.h"
#include "app/ui/ui.h"
#include "core/folder.h"

typedef struct PictureDialog {
    PictureFile picture; /* owned; none: the dialog is closed */
    int size;            /* index among the sizes on offer */
    bool rgb;
    bool accepted;           /* Open was pressed: the app takes the map */
    bool dropped;            /* the map is an edit of the scene that is open, else a document of its own */
    char path[PS_PATH_SIZE]; /* the picture's file */
    UiId focus_before;
    uint32_t *preview; /* owned; [preview_rows][preview_columns], 0xAARRGGBB */
    int preview_rows, preview_columns;
    int preview_side; /* what it was sampled for: side and colours; 0: nothing yet */
    bool preview_rgb;
    uint64_t version;
} PictureDialog;

typedef struct App App;

/* Opens it over picture (taken), that of path, which was dropped on the window or opened. Any dialog that was
 * open goes. */
void picture_dialog_open(App *app, PictureFile *picture, const char *path, bool dropped);
void picture_dialog_close(App *app);
bool picture_dialog_is_open(const PictureDialog *dialog);

/* The map that is chosen (made here). */
PsStatus picture_dialog_sample(const PictureDialog *dialog, PsMap *map, PsError *error) PS_MUST_USE;

/* Draws it and hears its keys; every other key ends there. */
void picture_dialog(App *app);

#endif
