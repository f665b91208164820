/* The one POSIX corner: whole files in, whole files out.
 *
 * Reading has a limit. Writing is to a temporary beside the target, synced, then renamed, so that a target is
 * either the old file or the whole new one. Only regular files are replaced so, links resolved first;
 * anything else (a device, a pipe) is written directly.
 */
#ifndef PS_FILE_H
#define PS_FILE_H

#include "core/bytes.h"

#include <stdbool.h>
#include <stddef.h>

/* From now on writing to a pipe without a reader, or past a limit of sizes, fails as any write does, instead
 * of ending the program. Changes the process's signals: for main functions alone. */
void ps_file_expect_failures(void);

/* From now on SIGTERM, SIGINT and SIGHUP (those that are not ignored) end the waiting for files, and call the
 * handler that was there before; ps_file_end_wanted says that one has come. For main functions alone. */
void ps_file_expect_end(void);
bool ps_file_end_wanted(void);

/* Reads all of path, a regular file ("-" is standard input). PS_ERROR_FILE where it cannot be read or is
 * anything else, at once; PS_ERROR_SIZE past limit bytes. bytes must be zeroed; on failure it is zeroed
 * again. */
PsStatus ps_file_read(const char *path, size_t limit, PsBytes *bytes, PsError *error) PS_MUST_USE;

/* How to read. */
typedef struct PsFileReading {
    size_t limit;  /* bytes */
    bool any_kind; /* pipes and devices as well, which may block, or never end */
    /* Sees what has been read after each block (what is new begins at from), may lower the limit, and ends
     * the reading by true: what has come is then all there is. Null: read to the end. */
    bool (*enough)(const void *context, const PsBytes *bytes, size_t from, size_t *limit);
    const void *context;
} PsFileReading;

/* The same by those rules. */
PsStatus ps_file_read_by(const char *path, const PsFileReading *reading, PsBytes *bytes,
                         PsError *error) PS_MUST_USE;

/* Enough of a text: a zero byte, which none holds. The parser finds it where the reading ended. */
bool ps_file_enough_text(const void *context, const PsBytes *bytes, size_t from, size_t *limit);

/* A file that is held. The lock goes with the program, however that ends. A zeroed one holds nothing. */
typedef struct PsFileLock {
    int held;
} PsFileLock;

typedef enum PsLockKind {
    PS_LOCK_SHARED, /* with others who share it */
    PS_LOCK_ALONE,
    PS_LOCK_MADE /* alone; the file is made where it is not there */
} PsLockKind;

typedef enum PsLockResult {
    PS_LOCK_TAKEN,
    PS_LOCK_BUSY,      /* another process holds it */
    PS_LOCK_IMPOSSIBLE /* no regular file, none that may be opened, or a file system without locks */
} PsLockResult;

/* Takes the lock of the file at path, without waiting. */
PsLockResult ps_lock_take(PsFileLock *lock, const char *path, PsLockKind kind);
void ps_lock_release(PsFileLock *lock);

/* A complete output that waits to be put in place. */
typedef struct PsFileOutput {
    char *temporary; /* null: bytes go to target directly on commit */
    char *target;
    PsBytes direct;  /* what is written on commit where there is no temporary */
    PsFileLock lock; /* of the temporary: it is one of a living program */
} PsFileOutput;

/* Writes data to a temporary beside path and syncs it. The target is not touched. "-" is standard output. */
PsStatus ps_file_prepare(const char *path, const void *data, size_t size, PsFileOutput *output,
                         PsError *error) PS_MUST_USE;

/* Whether both would replace the same file, however their names are written. */
bool ps_file_same_target(const PsFileOutput *one, const PsFileOutput *other);

/* Puts a prepared output in place and frees it, whether it succeeds or fails. */
PsStatus ps_file_commit(PsFileOutput *output, PsError *error) PS_MUST_USE;

/* Puts a prepared output (with a temporary) at its target if no file has that name; else *placed is false.
 * The output stays as it is: until it is abandoned the temporary is the same file under a second name, which
 * tells of a kill in between (ps_file_clear_temporaries). */
PsStatus ps_file_place(PsFileOutput *output, bool *placed, PsError *error) PS_MUST_USE;

/* Gives the file at path a second name of that kind, before it is removed. False if a process holds it, or
 * it may not be written. mark is made here, for ps_file_abandon. */
bool ps_file_mark(const char *path, PsFileOutput *mark);

/* Removes a file, if it can be. */
void ps_file_remove(const char *path);

/* Removes the temporary and frees; a zeroed or committed output is fine. */
void ps_file_abandon(PsFileOutput *output);

/* Prepare and commit. */
PsStatus ps_file_write(const char *path, const void *data, size_t size, PsError *error) PS_MUST_USE;

/* A piece of an output. */
typedef struct PsFilePart {
    const void *data;
    size_t size;
} PsFilePart;

/* The same for an output that is in several places, one after another, so that nothing large is copied. */
PsStatus ps_file_write_parts(const char *path, const PsFilePart *parts, int count,
                             PsError *error) PS_MUST_USE;

/* Removes the files in folder whose name is chosen. What cannot be listed or removed stays where it is. */
void ps_file_remove_chosen(const char *folder, bool (*is_chosen)(const void *context, const char *name),
                           const void *context);

/* Whether name is one that a temporary beside a target has; it stays behind where a program is killed. */
bool ps_file_is_temporary(const char *name);

/* Calls visit with each name in the folder of path (folder: with its last separator, or "") until it is
 * false; then, and where the folder cannot be listed, false. */
bool ps_file_each(const char *path, bool (*visit)(void *context, const char *folder, const char *name),
                  void *context);

/* What becomes of the second name of the temporary of a dead program: true lets the temporary go. */
typedef bool PsFileTwin(void *context, const char *temporary);

/* Removes the temporaries of dead programs in the folder of path. Those with a second name stay, unless twin
 * (may be null) lets them go. */
void ps_file_clear_temporaries(const char *path, PsFileTwin *twin, void *context);

/* Whether both are names of one regular file. */
bool ps_file_is_twin(const char *one, const char *other);

/* path with the links of its last component followed, owned; also to what is not there yet. */
PsStatus ps_path_follow(const char *path, char **followed, PsError *error) PS_MUST_USE;

#endif
