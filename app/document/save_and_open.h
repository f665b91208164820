/* New, Open, Save, Save as and leaving: what each asks first, and what it does then.
 *
 * Commands only ask; what they ask for is done after the pass, so that no pass sees two scenes. No work is
 * dropped without a question, but for what can be undone.
 */
#ifndef FILES_H
#define FILES_H

#include "app/ui/ask_dialog.h"
#include "app/ui/file_dialog.h"

typedef enum FilesRequest {
    FILES_NOTHING,
    FILES_NEW,
    FILES_OPEN,
    FILES_OPEN_RECENT,
    FILES_SAVE,
    FILES_SAVE_AS,
    FILES_EXPORT,
    FILES_LEAVE /* the window was closed */
} FilesRequest;

typedef struct Files {
    FileDialog dialog;
    FilesRequest request;       /* what this pass asked for */
    int recent;                 /* FILES_OPEN_RECENT: which */
    FilesRequest waits;         /* what goes on once the scene is saved, or need not be */
    char opening[PS_PATH_SIZE]; /* what is opened then; "": nothing */
    bool asking;                /* whether to save */
    AskAnswer answer;
    FileDialogAct act;
    UiId focus_before; /* the question */
} Files;

typedef struct App App;

void files_free(Files *files);

/* Opens a file, with the question first if work would be lost. Between passes. */
void files_open(App *app, const char *path);

/* The picture was written where the dialog said, or not, for error's reason: it is then still open. */
void files_picture_done(App *app, const PsError *error);

/* Asks for it; it is done by the next files_carry_out. */
void files_request(App *app, FilesRequest request);

/* Asks for a file that was open lately, by its place among them. */
void files_request_recent(App *app, int recent);

/* Draws the dialogs that are open. */
void files_dialogs(App *app);
bool files_dialog_is_open(const Files *files);

/* After the pass: does what it asked for. */
void files_carry_out(App *app);

#endif
