/* The dialog that asks for a file: to open one, or where to save a scene or a picture. SDL has none of the
 * system's.
 *
 * It lists a folder and says which path was chosen; it reads and writes no file. Whoever opened it does what
 * was wanted and closes it, or says in it why that cannot be.
 */
#ifndef FILE_DIALOG_H
#define FILE_DIALOG_H

#include "app/ui/file_list.h"
#include "app/ui/ui.h"
#include "core/folder.h"

typedef enum FileDialogKind {
    FILE_DIALOG_CLOSED,
    FILE_DIALOG_OPEN,
    FILE_DIALOG_SAVE,
    FILE_DIALOG_EXPORT
} FileDialogKind;

/* Whether the file at chosen may be replaced; the question comes with the next pass, and goes with the one
 * after the answer. */
typedef enum FileDialogReplacing {
    REPLACING_NOT,
    REPLACING_BEGINS,
    REPLACING_ASKS,
    REPLACING_ENDS
} FileDialogReplacing;

enum { FILE_DIALOG_PREFIX = 64, FILE_DIALOG_MESSAGE = 640 };

typedef struct FileDialog {
    FileDialogKind kind;
    FileList list;             /* its folder is kept while the dialog is closed */
    char name[PS_PATH_SIZE];   /* the text field */
    char chosen[PS_PATH_SIZE]; /* from the root */
    FileDialogReplacing replacing;
    int scale; /* of a picture: pixels of it for one on screen, 1, 2 or 4 */
    char message[FILE_DIALOG_MESSAGE];
    char prefix[FILE_DIALOG_PREFIX]; /* letters typed on the list */
    double prefix_until;
    UiId focus_before;
} FileDialog;

/* Opens it in the folder it was in last, at first in the working folder; name is what the field holds. */
void file_dialog_open(FileDialog *dialog, Ui *ui, FileDialogKind kind, const char *name);

/* The same in the folder of path, whose name the field then holds. */
void file_dialog_open_at(FileDialog *dialog, Ui *ui, FileDialogKind kind, const char *path);
void file_dialog_close(FileDialog *dialog, Ui *ui);
void file_dialog_free(FileDialog *dialog);
bool file_dialog_is_open(const FileDialog *dialog);

/* Says in the dialog why what was chosen cannot be. */
void file_dialog_say(FileDialog *dialog, const char *sentence);

typedef struct FileDialogSpec {
    const char (*recent)[PS_PATH_SIZE]; /* paths offered beside the folder, when opening */
    int recent_count;
    const char *home; /* null or "": there is none */
} FileDialogSpec;

typedef enum FileDialogAct { FILE_DIALOG_WAITS, FILE_DIALOG_CHOSEN, FILE_DIALOG_CANCELLED } FileDialogAct;

/* Draws it and hears its keys. When something was chosen, its path is in chosen; the dialog stays open. */
FileDialogAct file_dialog(FileDialog *dialog, Ui *ui, const FileDialogSpec *spec);

#endif
