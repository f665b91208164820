/* The window: SDL events in, the display list out on the window's surface. The only file that sees SDL_Event.
 *
 * Drawing goes one way everywhere: SDL's software renderer on the window's surface, changed rectangles shown.
 */
#ifndef PLATFORM_SDL_H
#define PLATFORM_SDL_H

#include "app/app.h"
#include "app/canvas/canvas_sdl.h"
#include "core/file.h"

typedef struct Platform Platform;

/* Opens a window of the app's size. Borrows app and painter. Null, and a sentence, where there is no display.
 * headless draws on SDL's dummy driver. */
Platform *platform_create(App *app, Painter *painter, bool headless, char *sentence, size_t size);
void platform_destroy(Platform *platform);

/* Draws what changed and shows it; carries out what the app asked for. */
void platform_show(Platform *platform);

/* Runs until the person quits. */
void platform_run(Platform *platform);

/* Runs on the real clock for that many seconds. */
void platform_run_for(Platform *platform, double seconds);

/* Whether the person quit, or a signal asked for the end. */
bool platform_ended(const Platform *platform);

/* From now on full screen leaves the window as large as it is: where nobody sees it there is no screen. */
void platform_fix_size(Platform *platform);

void platform_resize(Platform *platform, int width, int height);

/* Writes what the window shows as PNG. */
PsStatus platform_save(Platform *platform, const char *path, PsError *error) PS_MUST_USE;

/* The same, prepared only; the caller commits or abandons output. */
PsStatus platform_prepare(Platform *platform, const char *path, PsFileOutput *output,
                          PsError *error) PS_MUST_USE;

/* Where settings are kept, "" for nowhere; changes are written there. */
void platform_remember(Platform *platform, const char *path);

#endif
