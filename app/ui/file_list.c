/* Reads a folder, sorts it, filters it, and finds rows by what is typed.
 *
 * It draws nothing and knows no paths but the folder's. Kinds of file are told apart by the ends of names
 * alone.
 */
#include "app/ui/file_list.h"

#include "app/ui/paths.h"
#include "app/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXTENSIONS = 8 };

/* What the list can be narrowed to. To add a kind of file: a row here, and its extensions in the first. */
static const struct {
    const char *title;
    const char *one; /* what is beside a file; null: it has no kind of its own */
    const char *extensions[EXTENSIONS];
} filters[FILE_FILTER_COUNT] = {
    {N_("All that can be opened"), NULL, {".json", ".npy", ".csv", ".tsv", ".png", ".jpg", ".jpeg", NULL}},
    {N_("Scenes"), N_("Scene"), {".json", NULL}},
    {N_("Maps"), N_("Map"), {".npy", ".csv", ".tsv", NULL}},
    {N_("Pictures"), N_("Picture"), {".png", ".jpg", ".jpeg", NULL}},
    {N_("All files"), NULL, {NULL}},
};

static bool passes(int filter, const char *name) {
    const char *const *extensions = filters[filter].extensions;
    for (int i = 0; i < EXTENSIONS && extensions[i]; i++) {
        if (path_has_extension(name, extensions[i])) {
            return true;
        }
    }
    return extensions[0] == NULL;
}

const char *file_filter_title(int filter) {
    return filters[filter].title;
}

const char *file_list_kind(const char *name) {
    for (int i = 0; i < FILE_FILTER_COUNT; i++) {
        if (filters[i].one && passes(i, name)) {
            return _(filters[i].one);
        }
    }
    return "";
}

/* Folders first. */
static int compare_entries(const void *one, const void *other) {
    const PsFolderEntry *a = one;
    const PsFolderEntry *b = other;
    if (a->is_folder != b->is_folder) {
        return a->is_folder ? -1 : 1;
    }
    const int order = path_compare_names(a->name, b->name);
    return order != 0 ? order : strcmp(a->name, b->name);
}

void file_list_free(FileList *list) {
    ps_folder_free(&list->listing);
    free(list->rows);
    list->rows = NULL;
    list->row_count = 0;
    list->selected = -1;
}

const PsFolderEntry *file_list_row(const FileList *list, int row) {
    return &list->listing.entries[list->rows[row]];
}

void file_list_filter(FileList *list, int filter) {
    const PsFolder *listing = &list->listing;
    list->filter = filter;
    list->row_count = 0;
    list->selected = -1;
    list->reveal = true;
    for (size_t i = 0; i < listing->count; i++) {
        if (listing->entries[i].is_folder || passes(filter, listing->entries[i].name)) {
            list->rows[list->row_count++] = i;
        }
    }
}

PsStatus file_list_enter(FileList *list, const char *path, PsError *error) {
    char folder[PS_PATH_SIZE];
    PsFolder listing = {0};
    PsStatus status = ps_path_absolute(path, folder, error);
    if (status == PS_OK) {
        status = ps_folder_list(folder, &listing, error);
    }
    if (status != PS_OK) {
        return status;
    }
    size_t *rows = calloc(listing.count + 1, sizeof *rows);
    if (!rows) {
        ps_folder_free(&listing);
        return ps_fail_memory(error);
    }
    if (listing.count > 0) {
        qsort(listing.entries, listing.count, sizeof *listing.entries, compare_entries);
    }
    file_list_free(list);
    list->listing = listing;
    list->rows = rows;
    memcpy(list->folder, folder, sizeof folder);
    file_list_filter(list, list->filter);
    return PS_OK;
}

PsStatus file_list_up(FileList *list, PsError *error) {
    char left[PS_PATH_SIZE];
    char above[PS_PATH_SIZE];
    snprintf(left, sizeof left, "%s", path_name(list->folder));
    path_folder(list->folder, NULL, above, sizeof above);
    const PsStatus status = file_list_enter(list, above, error);
    if (status == PS_OK) {
        list->selected = file_list_find(list, left);
    }
    return status;
}

int file_list_find(const FileList *list, const char *name) {
    for (int row = 0; row < list->row_count; row++) {
        if (strcmp(file_list_row(list, row)->name, name) == 0) {
            return row;
        }
    }
    return -1;
}

int file_list_find_prefix(const FileList *list, const char *prefix, int from) {
    for (int i = 0; i < list->row_count; i++) {
        const int row = (from + i) % list->row_count;
        if (path_begins(file_list_row(list, row)->name, prefix)) {
            return row;
        }
    }
    return -1;
}
