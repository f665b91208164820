/* What a folder holds, as a dialog lists it: sorted, narrowed to a kind of file, one row selected.
 *
 * Invariant: rows are indices into listing; a folder that cannot be read changes nothing.
 */
#ifndef FILE_LIST_H
#define FILE_LIST_H

#include "core/folder.h"

enum { FILE_FILTER_ALL_OPENED, FILE_FILTER_SCENES, FILE_FILTER_PICTURES = 3, FILE_FILTER_COUNT = 5 };

typedef struct FileList {
    char folder[PS_PATH_SIZE]; /* from the root; "" at first */
    PsFolder listing;          /* owned; sorted */
    size_t *rows;              /* owned; which entries of listing are shown */
    int row_count;
    int selected; /* row, -1: none */
    bool reveal;  /* the selected row waits to be scrolled into view */
    int filter;
} FileList;

void file_list_free(FileList *list);

/* Goes to path, from the root or the working folder. Nothing is selected then. */
PsStatus file_list_enter(FileList *list, const char *path, PsError *error) PS_MUST_USE;

/* Goes to the folder above, where the one that was left is selected. */
PsStatus file_list_up(FileList *list, PsError *error) PS_MUST_USE;

/* Narrows the rows; nothing is selected then. */
void file_list_filter(FileList *list, int filter);
const char *file_filter_title(int filter);

/* What kind of file name is, for people; "" for one that has none. */
const char *file_list_kind(const char *name);

const PsFolderEntry *file_list_row(const FileList *list, int row);

/* The row of exactly that name; the first from row from on, around, that begins with prefix. -1: none. */
int file_list_find(const FileList *list, const char *name);
int file_list_find_prefix(const FileList *list, const char *prefix, int from);

#endif
