/* Paths as people read them. No disk is asked; where a path leads is core/file's. */
#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stddef.h>

/* The name at the end of path. */
const char *path_name(const char *path);

/* The folder path is in, into text; home at its beginning becomes ~ (null: it does not). */
void path_folder(const char *path, const char *home, char *text, size_t size);

/* Whether path ends in extension, which is written in lower case. */
bool path_has_extension(const char *path, const char *extension);

/* path as it can be shown, into text: what is no text becomes a question mark. Returns text. */
const char *path_shown(const char *path, char *text, size_t size);

/* The shortest end of a shown path from which on a whole character stands: the next one's place. */
const char *path_next_character(const char *text);

/* An order as people count: runs of digits by their value, the rest without regard to case. */
int path_compare_names(const char *one, const char *other);

/* Whether name begins with prefix, without regard to case. */
bool path_begins(const char *name, const char *prefix);

#endif
