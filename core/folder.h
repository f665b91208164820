/* Folders and paths: what a path leads to, what a folder holds. Files are file.h's. */
#ifndef PS_FOLDER_H
#define PS_FOLDER_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

/* What a path leads to, links followed. Others (devices, pipes) may never end, or block. */
typedef enum PsFileKind { PS_FILE_NONE, PS_FILE_FOLDER, PS_FILE_REGULAR, PS_FILE_OTHER } PsFileKind;

PsFileKind ps_file_kind(const char *path);

/* Bytes of a path with the zero byte behind it. */
enum { PS_PATH_SIZE = 4096, PS_FOLDER_ENTRIES = 10000 };

/* Writes where path is, from the root: links resolved in the folder it names, or in the folder of the file it
 * names, which need not be there yet. PS_ERROR_FILE where there is no such folder. */
PsStatus ps_path_absolute(const char *path, char absolute[PS_PATH_SIZE], PsError *error) PS_MUST_USE;

/* Makes a folder; one that is there is fine. The other removes one that is empty. */
PsStatus ps_folder_make(const char *path, PsError *error) PS_MUST_USE;
void ps_folder_remove(const char *path);

typedef struct PsFolderEntry {
    char *name; /* bytes as the disk has them, perhaps no UTF-8 */
    bool is_folder;
} PsFolderEntry;

/* What a folder holds, in no order; freed by ps_folder_free. A zeroed one is empty. */
typedef struct PsFolder {
    PsFolderEntry *entries;
    size_t count, capacity;
    bool more; /* there are others: PS_FOLDER_ENTRIES is the limit */
} PsFolder;

/* Lists path without names that begin with a dot. folder must be zeroed; on failure it is zeroed again. */
PsStatus ps_folder_list(const char *path, PsFolder *folder, PsError *error) PS_MUST_USE;
void ps_folder_free(PsFolder *folder);

#endif
