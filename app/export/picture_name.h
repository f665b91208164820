/* What a picture of the stage is called: poolscope-window-step-2.png. */
#ifndef PICTURE_NAME_H
#define PICTURE_NAME_H

#include "app/state.h"

/* The first of NAME.png, NAME-2.png, NAME-3.png … that is not in folder, into path; false where that is too
 * long. */
bool picture_name_free(const App *app, const char *folder, char *path, size_t size);

#endif
