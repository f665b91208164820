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
    FILES_SAVE,
    FILES_SAVE_AS,
    FILES_LEAVE /* the window was closed */
} FilesRequest;

typedef struct Files {
    FileDialog dialog;
    FilesRequest request; /* what this pass asked for */
    FilesRequest waits;   /* what goes on once the scene is saved, or need not be */
    bool asking;          /* whether to save */
    AskAnswer answer;
    FileDialogAct act;
    UiId focus_before; /* the question */
} Files;

typedef struct App App;

void files_free(Files *files);

/* Asks for it; it is done by the next files_carry_out. */
void files_request(App *app, FilesRequest request);

/* Draws the dialogs that are open. */
void files_dialogs(App *app);
bool files_dialog_is_open(const Files *files);

/* After the pass: does what it asked for. */
void files_carry_out(App *app);

#endif
