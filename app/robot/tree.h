/* The UI tree as JSON: what a screen reader would be told of the last frame. */
#ifndef TREE_H
#define TREE_H

#include "app/app.h"
#include "core/file.h"

/* Whether something above keeps this entry from sight or from being pressed. */
bool tree_covered(const Ui *ui, const UiEntry *entry);
bool tree_inert(const Ui *ui, const UiEntry *entry);

/* Prepares a file with the tree of the app's last frame; the caller commits or abandons it. */
PsStatus tree_prepare(const App *app, const char *path, PsFileOutput *output, PsError *error) PS_MUST_USE;

#endif
