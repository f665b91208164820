/* What is remembered between runs: theme, text size, reduced motion, loop, window size, recent files. One
 * "key value" a line in settings.txt of the preferences folder; lines nobody knows are skipped, values that
 * cannot be are ignored.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "app/theme.h"
#include "core/folder.h"

enum { SETTINGS_RECENT = 8 };

typedef struct Settings {
    ThemeName theme;
    float text_size; /* 0.75…3 */
    bool reduced;
    bool loop;                                  /* a play begins again at its end */
    int width, height;                          /* of the window */
    char recent[SETTINGS_RECENT][PS_PATH_SIZE]; /* files opened or saved lately, the last one first */
    int recent_count;
    char export_folder[PS_PATH_SIZE]; /* where the last picture went; "": none has */
    int export_scale;                 /* 1, 2 or 4 pixels of it for one on screen */
} Settings;

bool settings_is_export_scale(int scale);

#define TEXT_SIZE_LEAST 0.75F
#define TEXT_SIZE_MOST  3.0F
enum { WINDOW_LEAST = 320, WINDOW_MOST = 16384 };

Settings settings_default(void);

/* Puts path (from the root) first among the recent files, or takes it out. */
void settings_remember(Settings *settings, const char *path);
void settings_forget(Settings *settings, const char *path);

/* Reads path over what settings holds; a file that is not there changes nothing. */
void settings_read(Settings *settings, const char *path);

/* Writes path. False where it cannot. */
bool settings_write(const Settings *settings, const char *path);

#endif
