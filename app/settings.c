#include "app/settings.h"

#include "core/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_LIMIT = 65536 };

Settings settings_default(void) {
    return (Settings){.theme = THEME_NIGHT, .text_size = 1, .width = 1280, .height = 800};
}

static void read_line(Settings *settings, const char *key, const char *value) {
    const float number = strtof(value, NULL);
    if (strcmp(key, "theme") == 0) {
        theme_find(value, &settings->theme);
    } else if (strcmp(key, "text") == 0 && number >= TEXT_SIZE_LEAST && number <= TEXT_SIZE_MOST) {
        settings->text_size = number;
    } else if (strcmp(key, "motion") == 0) {
        settings->reduced = strcmp(value, "reduced") == 0;
    } else if (strcmp(key, "width") == 0 && number >= WINDOW_LEAST && number <= WINDOW_MOST) {
        settings->width = (int)number;
    } else if (strcmp(key, "height") == 0 && number >= WINDOW_LEAST && number <= WINDOW_MOST) {
        settings->height = (int)number;
    }
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
        if (sscanf(line, "%31[^ \t\n]%*[ \t]%31[^ \t\r\n]", key, value) == 2) {
            read_line(settings, key, value);
        }
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    ps_bytes_free(&bytes);
}

bool settings_write(const Settings *settings, const char *path) {
    char text[256];
    const int length = snprintf(text, sizeof text, "theme %s\ntext %g\nmotion %s\nwidth %d\nheight %d\n",
                                theme_get(settings->theme)->key, (double)settings->text_size,
                                settings->reduced ? "reduced" : "full", settings->width, settings->height);
    return ps_file_write(path, text, (size_t)length, NULL) == PS_OK;
}
