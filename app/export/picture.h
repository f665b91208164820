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

/* Draws the stage without pointer and focus, as large as the settings say, and writes it to path. */
PsStatus picture_export(App *app, const char *path, PsError *error) PS_MUST_USE;

/* The same under a name that is not taken, into the folder of the last picture, the working folder or the
 * home folder, whichever takes it first. path receives it. */
PsStatus picture_export_at_once(App *app, char *path, size_t size, PsError *error) PS_MUST_USE;

/* The same into memory (made here). */
PsStatus picture_encode(App *app, PsBytes *png, PsError *error) PS_MUST_USE;

#endif
