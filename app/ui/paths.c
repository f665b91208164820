/* Names, folders and extensions as parts of text, and how a path is shown.
 *
 * Names of files are any bytes but / and NUL: what is shown is valid UTF-8, what is opened is the bytes
 * themselves.
 */
#include "app/ui/paths.h"

#include <stdio.h>
#include <string.h>

const char *path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void path_folder(const char *path, const char *home, char *text, size_t size) {
    const size_t length = (size_t)(path_name(path) - path);
    const size_t folder = length > 1 ? length - 1 : length;
    const size_t start = home ? strlen(home) : 0;
    const bool at_home =
        start > 1 && folder >= start && strncmp(path, home, start) == 0 && path[start] == '/';
    if (at_home) {
        snprintf(text, size, "~%.*s", (int)(folder - start), path + start);
    } else {
        snprintf(text, size, "%.*s", (int)folder, path);
    }
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool path_has_extension(const char *path, const char *extension) {
    const size_t length = strlen(path);
    const size_t size = strlen(extension);
    return length > size && path_begins(path + length - size, extension);
}

bool path_begins(const char *name, const char *prefix) {
    while (*prefix && lower(*name) == lower(*prefix)) {
        name++;
        prefix++;
    }
    return *prefix == '\0';
}

/* Bytes of the character at text, 0 if there is none in UTF-8. */
static size_t character_size(const char *text) {
    static const struct {
        unsigned char below;
        size_t size;
    } firsts[] = {{0x80, 1}, {0xC2, 0}, {0xE0, 2}, {0xF0, 3}, {0xF5, 4}};
    size_t size = 0;
    for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
        if ((unsigned char)text[0] < firsts[i].below) {
            size = firsts[i].size;
            break;
        }
    }
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return size;
}

const char *path_shown(const char *path, char *text, size_t size) {
    size_t length = 0;
    while (*path && length + 5 < size) {
        const size_t bytes = character_size(path);
        if (bytes == 0 || (unsigned char)*path < ' ' || *path == 0x7F) {
            text[length++] = '?';
            path++;
            continue;
        }
        memcpy(text + length, path, bytes);
        length += bytes;
        path += bytes;
    }
    text[length] = '\0';
    return text;
}

const char *path_next_character(const char *text) {
    const size_t size = character_size(text);
    return text + (size > 0 ? size : 1);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Compares the runs of digits both texts begin with, and goes past them. */
static int compare_numbers(const char **one, const char **other) {
    *one += strspn(*one, "0");
    *other += strspn(*other, "0");
    const size_t length = strspn(*one, "0123456789");
    const size_t other_length = strspn(*other, "0123456789");
    if (length != other_length) {
        return length < other_length ? -1 : 1;
    }
    const int order = strncmp(*one, *other, length);
    *one += length;
    *other += length;
    return order;
}

int path_compare_names(const char *one, const char *other) {
    int order = 0;
    while (*one && *other && order == 0) {
        if (is_digit(*one) && is_digit(*other)) {
            order = compare_numbers(&one, &other);
            continue;
        }
        order = (unsigned char)lower(*one) - (unsigned char)lower(*other);
        one++;
        other++;
    }
    return order != 0 ? order : (*one != '\0') - (*other != '\0');
}
