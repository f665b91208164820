/* Settings as lines of text, read leniently and written whole.
 *
 * A file from another version, or one that was edited by hand, is never an error: a line that does not make
 * sense leaves the default. Reading checks every range, so that no other file has to.
 */
#include "app/settings.h"

#include "core/file.h"
#include "core/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_LIMIT = 65536 };

Settings settings_default(void) {
    return (Settings){.theme = THEME_NIGHT, .text_size = 1, .width = 1280, .height = 800, .export_scale = 2};
}

bool settings_is_export_scale(int scale) {
    return scale == 1 || scale == 2 || scale == 4;
}

static void read_line(Settings *settings, const char *key, const char *value) {
    const float number = strtof(value, NULL);
    if (strcmp(key, "theme") == 0) {
        theme_find(value, &settings->theme);
    } else if (strcmp(key, "text") == 0 && number >= TEXT_SIZE_LEAST && number <= TEXT_SIZE_MOST) {
        settings->text_size = number;
    } else if (strcmp(key, "motion") == 0) {
        settings->reduced = strcmp(value, "reduced") == 0;
    } else if (strcmp(key, "loop") == 0) {
        settings->loop = strcmp(value, "on") == 0;
    } else if (strcmp(key, "width") == 0 && number >= WINDOW_LEAST && number <= WINDOW_MOST) {
        settings->width = (int)number;
    } else if (strcmp(key, "height") == 0 && number >= WINDOW_LEAST && number <= WINDOW_MOST) {
        settings->height = (int)number;
    } else if (strcmp(key, "picture") == 0 && number >= 1 && number <= 4 &&
               settings_is_export_scale((int)number)) {
        settings->export_scale = (int)number;
    }
}

void settings_forget(Settings *settings, const char *path) {
    int kept = 0;
    for (int i = 0; i < settings->recent_count; i++) {
        if (strcmp(settings->recent[i], path) != 0) {
            memmove(settings->recent[kept++], settings->recent[i], PS_PATH_SIZE);
        }
    }
    settings->recent_count = kept;
}

void settings_remember(Settings *settings, const char *path) {
    char first[PS_PATH_SIZE];
    if (strlen(path) >= sizeof first) {
        return;
    }
    memcpy(first, path, strlen(path) + 1);
    settings_forget(settings, first);
    const int kept = settings->recent_count < SETTINGS_RECENT ? settings->recent_count : SETTINGS_RECENT - 1;
    memmove(settings->recent[1], settings->recent[0], (size_t)kept * PS_PATH_SIZE);
    memcpy(settings->recent[0], first, sizeof first);
    settings->recent_count = kept + 1;
}

/* The path behind key, which is the rest of its line; false where the line is another's. */
static bool read_path(const char *key, const char *line, size_t length, char path[PS_PATH_SIZE]) {
    const size_t start = strlen(key);
    path[0] = '\0';
    if (length < start || strncmp(line, key, start) != 0) {
        return false;
    }
    length -= length > 0 && line[length - 1] == '\r';
    if (length > start && line[start] == '/' && length - start < PS_PATH_SIZE) {
        memcpy(path, line + start, length - start);
        path[length - start] = '\0';
    }
    return true;
}

/* The last one remembered is written first. */
static bool read_paths(Settings *settings, const char *line, size_t length) {
    char path[PS_PATH_SIZE];
    if (read_path("recent ", line, length, path)) {
        if (path[0] != '\0' && settings->recent_count < SETTINGS_RECENT) {
            memcpy(settings->recent[settings->recent_count++], path, sizeof path);
        }
        return true;
    }
    if (read_path("pictures ", line, length, path)) {
        memcpy(settings->export_folder, path, sizeof path);
        return true;
    }
    return false;
}

void settings_read(Settings *settings, const char *path) {
    PsBytes bytes = {0};
    if (ps_file_read(path, SETTINGS_LIMIT, &bytes, NULL) != PS_OK) {
        return;
    }
    const char *line = (const char *)bytes.data;
    while (*line) {
        char key[32];
        char value[32];
        const size_t length = strcspn(line, "\n");
        if (!read_paths(settings, line, length) &&
            sscanf(line, "%31[^ \t\n]%*[ \t]%31[^ \t\r\n]", key, value) == 2) {
            read_line(settings, key, value);
        }
        line += length;
        line += *line == '\n';
    }
    ps_bytes_free(&bytes);
}

/* A path with a line break in it cannot stand in a line. */
static PsStatus add_path(const char *key, const char *path, PsBytes *bytes) {
    char line[PS_PATH_SIZE + 16];
    const int length = snprintf(line, sizeof line, "%s%s\n", key, path);
    return path[0] == '\0' || strpbrk(path, "\n\r") ? PS_OK
                                                    : ps_bytes_append(bytes, line, (size_t)length, NULL);
}

static PsStatus add_paths(const Settings *settings, PsBytes *bytes) {
    PsStatus status = add_path("pictures ", settings->export_folder, bytes);
    for (int i = 0; i < settings->recent_count && status == PS_OK; i++) {
        status = add_path("recent ", settings->recent[i], bytes);
    }
    return status;
}

bool settings_write(const Settings *settings, const char *path) {
    char text[256];
    PsBytes bytes = {0};
    const int length = snprintf(
        text, sizeof text, "theme %s\ntext %g\nmotion %s\nloop %s\nwidth %d\nheight %d\npicture %d\n",
        theme_get(settings->theme)->key, (double)settings->text_size, settings->reduced ? "reduced" : "full",
        settings->loop ? "on" : "off", settings->width, settings->height, settings->export_scale);
    const bool written =
        ps_file_kind(path) != PS_FILE_OTHER && ps_bytes_append(&bytes, text, (size_t)length, NULL) == PS_OK &&
        add_paths(settings, &bytes) == PS_OK && ps_file_write(path, bytes.data, bytes.size, NULL) == PS_OK;
    ps_bytes_free(&bytes);
    ps_file_clear_temporaries(path, NULL, NULL);
    return written;
}
