/* Another document in the place of the one that is open (opening_open, _new, _recover: what is open cannot be
 * undone back to), or another scene in it, as an edit (opening_drop, _reset, _start_fresh).
 */
#ifndef OPENING_H
#define OPENING_H

#include "app/state.h"

/* Opens a scene, or a map or a picture as the input: what is open now cannot be undone back to. With a map
 * the pool stays as it is where it fits, else the kernel shrinks to the map; a picture gets the usual size.
 * On failure nothing changes. */
PsStatus opening_open(App *app, const char *path, PsError *error) PS_MUST_USE;

/* The same where a person asks for it: of a picture the size is asked for first. Closes the file dialog. */
PsStatus opening_open_asking(App *app, const char *path, PsError *error) PS_MUST_USE;

/* The empty program's scene, untitled; what was there cannot be undone back to. */
void opening_new(App *app);

/* Puts the last session's scene in place, as opening_open does a file's, and says so with Start fresh beside
 * it. Where there is none nothing changes. Fails where memory is short: then session must not be written to.
 */
PsStatus opening_recover(App *app, PsSession *session, PsError *error) PS_MUST_USE;

/* As opening_open, but as an edit that can be undone: of the scene that is open, or, by a scene, into another
 * document; of a picture the size is asked for first. A failure is said on
 * screen. */
void opening_drop(App *app, const char *path);

/* Puts document (taken), which no file holds, in the place of the one that is open, as an edit. */
void opening_replace(App *app, PsDocument *document);

/* Goes back to the scene that was opened, as an edit. */
void opening_reset(App *app);

/* Puts a cell back to what was opened, on the channels that are shown; 0 where that was smaller. */
void opening_reset_cell(App *app, int row, int column);

/* The empty program's scene, as when nothing was ever opened, but as an edit. */
void opening_start_fresh(App *app);

/* Carries out the picture dialog's Open, between passes as every edit is. */
void opening_take_picture(App *app);

#endif
