/* The one POSIX corner: whole files in, whole files out.
 *
 * Reading has a limit. Writing is to a temporary beside the target, synced, then renamed, so that a target is
 * either the old file or the whole new one. Only regular files are replaced so, links resolved first;
 * anything else (a device, a pipe) is written directly.
 */
#ifndef PS_FILE_H
#define PS_FILE_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

/* From now on writing to a pipe that nobody reads, or past a limit of sizes, fails as any write does, instead
 * of ending the program. Changes the process's signals: for main functions alone. */
void ps_file_expect_failures(void);

/* Bytes read whole; freed by ps_bytes_free. data has one zero byte past size. */
typedef struct PsBytes {
    unsigned char *data;
    size_t size;
    size_t capacity;
} PsBytes;

void ps_bytes_free(PsBytes *bytes);

/* Appends size bytes, growing as needed. On failure bytes are as they were. */
PsStatus ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error) PS_MUST_USE;

/* Reads all of path ("-" is standard input). PS_ERROR_FILE where it cannot be read or is a folder,
 * PS_ERROR_SIZE past limit bytes. bytes must be zeroed; on failure it is zeroed again. */
PsStatus ps_file_read(const char *path, size_t limit, PsBytes *bytes, PsError *error) PS_MUST_USE;

/* A complete output that waits to be put in place. */
typedef struct PsFileOutput {
    char *temporary; /* null: bytes go to target directly on commit */
    char *target;
    PsBytes direct; /* what is written on commit where there is no temporary */
} PsFileOutput;

/* Writes data to a temporary beside path and syncs it. The target is not touched. "-" is standard output. */
PsStatus ps_file_prepare(const char *path, const void *data, size_t size, PsFileOutput *output,
                         PsError *error) PS_MUST_USE;

/* Whether both would replace the same file, however their names are written. */
bool ps_file_same_target(const PsFileOutput *one, const PsFileOutput *other);

/* Puts a prepared output in place and frees it, whether it succeeds or fails. */
PsStatus ps_file_commit(PsFileOutput *output, PsError *error) PS_MUST_USE;

/* Removes the temporary and frees; a zeroed or committed output is fine. */
void ps_file_abandon(PsFileOutput *output);

/* Prepare and commit. */
PsStatus ps_file_write(const char *path, const void *data, size_t size, PsError *error) PS_MUST_USE;

/* A piece of an output. */
typedef struct PsFilePart {
    const void *data;
    size_t size;
} PsFilePart;

/* The same for an output that lies in several places, one after another, so that nothing large is copied. */
PsStatus ps_file_write_parts(const char *path, const PsFilePart *parts, int count,
                             PsError *error) PS_MUST_USE;

/* Removes the files in folder whose name is chosen. What cannot be listed or removed stays where it is. */
void ps_file_remove_chosen(const char *folder, bool (*is_chosen)(const void *context, const char *name),
                           const void *context);

/* Whether name is one that a temporary beside a target has; it stays behind where a program is killed. */
bool ps_file_is_temporary(const char *name);

/* What a path leads to, links followed. Others (devices, pipes) may never end, or wait for somebody. */
typedef enum PsFileKind { PS_FILE_NONE, PS_FILE_FOLDER, PS_FILE_REGULAR, PS_FILE_OTHER } PsFileKind;

PsFileKind ps_file_kind(const char *path);

/* Bytes of a path with the zero byte behind it. */
enum { PS_PATH_SIZE = 4096, PS_FOLDER_ENTRIES = 10000 };

/* Writes where path is, from the root: links resolved in the folder it names, or in the folder of the file it
 * names, which need not be there yet. PS_ERROR_FILE where there is no such folder. */
PsStatus ps_path_absolute(const char *path, char absolute[PS_PATH_SIZE], PsError *error) PS_MUST_USE;

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
