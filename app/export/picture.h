/* Pictures as PNG files, written whole or not at all. */
#ifndef PICTURE_H
#define PICTURE_H

#include "app/app.h"
#include "app/canvas/canvas_sdl.h"
#include "core/file.h"

/* Encodes surface as PNG and writes it by the rule of core/file.h. */
PsStatus picture_write(SDL_Surface *surface, const char *path, PsError *error) PS_MUST_USE;

/* The same, prepared only; the caller commits or abandons output. */
PsStatus picture_prepare(SDL_Surface *surface, const char *path, PsFileOutput *output,
                         PsError *error) PS_MUST_USE;

/* Draws the stage without pointer and focus and writes it into the working folder (or the home folder, where
 * that one takes no file) under a name that is not taken: poolscope-window-step-2.png. path receives it. */
PsStatus picture_export(App *app, char *path, size_t size, PsError *error) PS_MUST_USE;

#endif
