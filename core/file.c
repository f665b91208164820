/* Whole files in and out, by POSIX calls, which this file and folder.c alone make.
 *
 * It knows nothing of formats. Invariant of writing: until ps_file_commit renames, the target's bytes are
 * the old ones, and whatever fails, the temporary is gone.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/file.h"
#include "core/folder.h"

#include "core/memory.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* READ_STEP: bytes asked for at a time. WRITE_STEP: Linux writes at most 2 GiB a call, so we stay below. */
enum { READ_STEP = 1 << 16, WRITE_STEP = 1 << 30, LINKS = 40, TEMPORARY_NAMES = 1000 };

/* What names of temporaries begin and end with. */
#define TEMPORARY_PREFIX ".poolscope-"
#define TEMPORARY_SUFFIX ".tmp"

/* Where the bytes of a path really go. */
typedef struct Target {
    char *path; /* owned; links of the last component resolved */
    bool direct;
    bool exists;
    struct stat status; /* of what exists */
} Target;

static bool is_standard_stream(const char *path) {
    return strcmp(path, "-") == 0;
}

/* ---- signals ---- */

/* A handler gets no context: these are what it has. */
static volatile sig_atomic_t end_is_wanted;
static void (*end_handler)(int);

/* SDL's handler, which wakes a wait for events, does so for SIGTERM and SIGINT alone. */
static void on_end(int number) {
    (void)number;
    end_is_wanted = 1;
    if (end_handler) {
        end_handler(SIGTERM);
    }
}

void ps_file_expect_failures(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

void ps_file_expect_end(void) {
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction before;
        struct sigaction action = {.sa_handler = on_end};
        sigemptyset(&action.sa_mask);
        if (sigaction(numbers[i], NULL, &before) != 0 || before.sa_handler == SIG_IGN) {
            continue;
        }
        if (before.sa_handler != SIG_DFL && before.sa_handler != on_end) {
            end_handler = before.sa_handler;
        }
        sigaction(numbers[i], &action, NULL);
    }
}

bool ps_file_end_wanted(void) {
    return end_is_wanted != 0;
}

/* ---- reading ---- */

enum { MIB = 1 << 20 };

static const char *shown_path(const char *path) {
    return is_standard_stream(path) ? "standard input" : path;
}

static PsStatus fail_read(const char *path, int reason, PsError *error) {
    if (is_standard_stream(path)) {
        return ps_fail(error, PS_ERROR_FILE,
                       "cannot read standard input (%s): pipe or redirect a file into it", strerror(reason));
    }
    if (reason == ENOENT || reason == ENOTDIR) {
        return ps_fail(error, PS_ERROR_FILE, "there is no file '%s': check the name", path);
    }
    if (reason == EISDIR) {
        return ps_fail(error, PS_ERROR_FILE, "'%s' is a folder: name a file in it", path);
    }
    return ps_fail(error, PS_ERROR_FILE, "cannot read '%s' (%s): check that it is a file you may read", path,
                   strerror(reason));
}

static PsStatus fail_limit(const char *path, size_t limit, PsError *error) {
    const bool whole = limit % MIB == 0;
    return ps_fail(error, PS_ERROR_SIZE, "'%s' holds more than %zu %s: use a smaller file", shown_path(path),
                   whole ? limit / MIB : limit, whole ? "MiB" : "bytes");
}

/* After EINTR or EAGAIN the call is to be made again, unless the program shall end; on a descriptor that does
 * not block, once it is ready. */
static bool may_retry(int descriptor, short events) {
    if (errno == EINTR) {
        return !end_is_wanted;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
        return false;
    }
    struct pollfd ready = {.fd = descriptor, .events = events};
    return poll(&ready, 1, -1) >= 0 || (errno == EINTR && !end_is_wanted);
}

/* Opens what may_retry would wait for. The descriptor, or -1 and errno. */
static int open_patiently(const char *path, int flags) {
    int descriptor = -1;
    do {
        descriptor = open(path, flags | O_CLOEXEC | O_NOCTTY);
    } while (descriptor < 0 && errno == EINTR && !end_is_wanted);
    return descriptor;
}

/* What is read, by what rules. */
typedef struct Source {
    const char *path;
    const PsFileReading *reading;
    int descriptor;
    size_t limit; /* lowered by who watches */
    size_t size;  /* of a regular file; 0: not known */
} Source;

static PsStatus read_all(Source *source, PsBytes *bytes, PsError *error) {
    const PsFileReading *reading = source->reading;
    const bool waits = reading->any_kind || is_standard_stream(source->path);
    for (;;) {
        if (bytes->size > source->limit || source->size > source->limit) {
            return fail_limit(source->path, source->limit, error);
        }
        /* Room for a whole regular file at once, when its first block was good. */
        const size_t ahead = bytes->size > 0 && source->size > bytes->size ? source->size - bytes->size : 0;
        PsStatus status = ps_bytes_reserve(bytes, ahead + READ_STEP, error);
        if (status) {
            return status;
        }
        const ssize_t count = read(source->descriptor, bytes->data + bytes->size, READ_STEP);
        if (count < 0) {
            if (waits ? may_retry(source->descriptor, POLLIN) : errno == EINTR && !end_is_wanted) {
                continue;
            }
            return fail_read(source->path, errno, error);
        }
        const size_t from = bytes->size;
        bytes->size += (size_t)count;
        bytes->data[bytes->size] = 0;
        if (count == 0 ||
            (reading->enough && reading->enough(reading->context, bytes, from, &source->limit))) {
            return PS_OK;
        }
    }
}

/* Refuses folders, and what is no regular file unless any kind is asked for. */
static PsStatus check_kind(Source *source, const struct stat *status, PsError *error) {
    if (S_ISDIR(status->st_mode)) {
        return fail_read(source->path, EISDIR, error);
    }
    if (S_ISREG(status->st_mode)) {
        source->size = status->st_size > 0 ? (size_t)status->st_size : 0;
    } else if (!source->reading->any_kind && !is_standard_stream(source->path)) {
        return ps_fail(error, PS_ERROR_FILE, "'%s' is a pipe or a device, not a file: choose a file",
                       source->path);
    }
    return PS_OK;
}

/* Not even opened before its kind is known: opening a pipe would wait for a writer. */
static PsStatus source_open(Source *source, PsError *error) {
    struct stat status;
    PsStatus checked = PS_OK;
    if (!is_standard_stream(source->path)) {
        if (stat(source->path, &status) != 0) {
            return fail_read(source->path, errno, error);
        }
        checked = check_kind(source, &status, error);
        if (checked) {
            return checked;
        }
        source->descriptor =
            open_patiently(source->path, O_RDONLY | (source->reading->any_kind ? 0 : O_NONBLOCK));
        if (source->descriptor < 0) {
            return fail_read(source->path, errno, error);
        }
    }
    return fstat(source->descriptor, &status) == 0 ? check_kind(source, &status, error)
                                                   : fail_read(source->path, errno, error);
}

PsStatus ps_file_read(const char *path, size_t limit, PsBytes *bytes, PsError *error) {
    return ps_file_read_by(path, &(PsFileReading){.limit = limit}, bytes, error);
}

PsStatus ps_file_read_by(const char *path, const PsFileReading *reading, PsBytes *bytes, PsError *error) {
    const bool standard = is_standard_stream(path);
    Source source = {.path = path,
                     .reading = reading,
                     .descriptor = standard ? STDIN_FILENO : -1,
                     .limit = reading->limit};
    PsStatus status = source_open(&source, error);
    if (!status) {
        status = read_all(&source, bytes, error);
    }
    if (!standard && source.descriptor >= 0) {
        close(source.descriptor);
    }
    if (status) {
        ps_bytes_free(bytes);
    }
    return status;
}

bool ps_file_enough_text(const void *context, const PsBytes *bytes, size_t from, size_t *limit) {
    (void)context;
    (void)limit;
    return memchr(bytes->data + from, 0, bytes->size - from) != NULL;
}

/* ---- locks ---- */

static int lock_descriptor(const PsFileLock *lock) {
    return lock->held - 1;
}

void ps_lock_release(PsFileLock *lock) {
    if (lock->held > 0) {
        close(lock_descriptor(lock));
    }
    *lock = (PsFileLock){0};
}

/* Of a program that was started without them, a file that is held must not become one of the three standard
 * streams. The descriptor, or -1 and errno. */
static int above_streams(int descriptor) {
    if (descriptor < 0 || descriptor > STDERR_FILENO) {
        return descriptor;
    }
    const int above = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    const int reason = errno;
    close(descriptor);
    errno = reason;
    return above;
}

/* Whether path, not followed where it is a link, leads to what the descriptor holds. */
static bool leads_to(const char *path, int descriptor) {
    struct stat named;
    struct stat held;
    return lstat(path, &named) == 0 && fstat(descriptor, &held) == 0 && named.st_dev == held.st_dev &&
           named.st_ino == held.st_ino;
}

PsLockResult ps_lock_take(PsFileLock *lock, const char *path, PsLockKind kind) {
    *lock = (PsFileLock){0};
    const int flags[] = {
        [PS_LOCK_SHARED] = O_RDONLY, [PS_LOCK_ALONE] = O_RDWR, [PS_LOCK_MADE] = O_RDWR | O_CREAT};
    const int descriptor =
        above_streams(open(path, flags[kind] | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0666));
    struct stat status;
    if (descriptor < 0) {
        return PS_LOCK_IMPOSSIBLE;
    }
    PsLockResult result = PS_LOCK_IMPOSSIBLE;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        const bool taken = flock(descriptor, (kind == PS_LOCK_SHARED ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0;
        result = taken && leads_to(path, descriptor) ? PS_LOCK_TAKEN
                 : taken || errno == EWOULDBLOCK     ? PS_LOCK_BUSY
                                                     : PS_LOCK_IMPOSSIBLE;
    }
    if (result == PS_LOCK_TAKEN) {
        lock->held = descriptor + 1;
    } else {
        close(descriptor);
    }
    return result;
}

/* ---- writing ---- */

static PsStatus fail_write(const char *path, int reason, PsError *error) {
    if (is_standard_stream(path)) {
        return ps_fail(error, PS_ERROR_FILE,
                       "cannot write to standard output (%s): check where it leads, or name a file",
                       strerror(reason));
    }
    if (reason == EISDIR) {
        return ps_fail(error, PS_ERROR_FILE, "'%s' is a folder: name a file in it", path);
    }
    return ps_fail(error, PS_ERROR_FILE, "cannot write '%s' (%s): choose another place", path,
                   strerror(reason));
}

/* The path up to and with its last slash, then name, in memory of its own; null without memory. */
static char *path_beside(const char *path, const char *name) {
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    size_t size = strlen(name) + 1;
    char *beside = ps_allocate(folder + size, 1);
    if (beside) {
        memcpy(beside, path, folder);
        memcpy(beside + folder, name, size);
    }
    return beside;
}

/* Reads the link at path; *next is where it leads, owned. 0 or an errno. */
static int read_link(const char *path, char **next) {
    char text[4096];
    ssize_t length = readlink(path, text, sizeof text - 1);
    if (length < 0) {
        return errno != 0 ? errno : EIO;
    }
    if ((size_t)length >= sizeof text - 1) {
        return ENAMETOOLONG;
    }
    text[length] = '\0';
    *next = text[0] == '/' ? ps_allocate_text(text) : path_beside(path, text);
    return *next ? 0 : ENOMEM;
}

/* Follows links of the last component, also to a file that is not there yet. 0 or an errno. */
static int resolve_links(char **path) {
    for (int count = 0; count < LINKS; count++) {
        struct stat status;
        if (lstat(*path, &status) != 0) {
            return errno == ENOENT ? 0 : errno;
        }
        if (!S_ISLNK(status.st_mode)) {
            return 0;
        }
        char *next = NULL;
        const int reason = read_link(*path, &next);
        if (reason || !next) {
            return reason ? reason : ENOMEM;
        }
        ps_release(*path);
        *path = next;
    }
    return ELOOP;
}

/* Links that lead to no name (/proc/self/fd/3) resolve to something else than what they open. */
static bool is_same_file(const char *path, const struct stat *status) {
    struct stat other;
    return stat(path, &other) == 0 && other.st_dev == status->st_dev && other.st_ino == status->st_ino;
}

/* Decides what an existing target of that path allows. 0 or an errno. */
static int target_inspect(Target *target) {
    if (target->path[0] == '\0') {
        return ENOENT;
    }
    if (stat(target->path, &target->status) != 0) {
        return errno == ENOENT ? resolve_links(&target->path) : errno;
    }
    target->exists = true;
    if (S_ISDIR(target->status.st_mode)) {
        return EISDIR;
    }
    target->direct = !S_ISREG(target->status.st_mode);
    if (target->direct) {
        return 0;
    }
    /* A rename would replace even a write-protected file. */
    if (faccessat(AT_FDCWD, target->path, W_OK, AT_EACCESS) != 0) {
        return errno;
    }
    char *named = ps_allocate_text(target->path);
    if (!named) {
        return ENOMEM;
    }
    int reason = resolve_links(&named);
    if (reason || !is_same_file(named, &target->status)) {
        ps_release(named);
        target->direct = true;
        return 0;
    }
    ps_release(target->path);
    target->path = named;
    return 0;
}

static PsStatus target_find(const char *path, Target *target, PsError *error) {
    *target = (Target){.path = ps_allocate_text(path), .direct = is_standard_stream(path)};
    if (!target->path) {
        return ps_fail_memory(error);
    }
    int reason = target->direct ? 0 : target_inspect(target);
    if (!reason) {
        return PS_OK;
    }
    ps_release(target->path);
    *target = (Target){0};
    return reason == ENOMEM ? ps_fail_memory(error) : fail_write(path, reason, error);
}

/* 0 or an errno. */
static int write_part(int descriptor, const unsigned char *data, size_t size) {
    while (size > 0) {
        ssize_t count = write(descriptor, data, size < WRITE_STEP ? size : WRITE_STEP);
        if (count >= 0) {
            data += count;
            size -= (size_t)count;
        } else if (!may_retry(descriptor, POLLOUT)) {
            return errno;
        }
    }
    return 0;
}

/* 0 or an errno. */
static int write_all(int descriptor, const PsFilePart *parts, int count) {
    int reason = 0;
    for (int i = 0; i < count && !reason; i++) {
        reason = write_part(descriptor, parts[i].data, parts[i].size);
    }
    return reason;
}

/* EINVAL and ENOTSUP: a file system that cannot sync; then there is nothing to wait for. 0 or an errno. */
static int sync_descriptor(int descriptor) {
    while (fsync(descriptor) != 0) {
        if (errno == EINVAL || errno == ENOTSUP) {
            return 0;
        }
        if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/* The file is in place by then: a folder that cannot be synced only makes the rename last less surely. */
static void sync_folder_of(const char *path) {
    char *folder = path_beside(path, ".");
    if (!folder) {
        return;
    }
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ps_release(folder);
    if (descriptor >= 0) {
        (void)sync_descriptor(descriptor);
        close(descriptor);
    }
}

/* Owned by the caller; null without memory. */
static char *temporary_name(const char *target, int attempt) {
    char name[64];
    snprintf(name, sizeof name, TEMPORARY_PREFIX "%lld-%d" TEMPORARY_SUFFIX, (long long)getpid(), attempt);
    return path_beside(target, name);
}

/* Locks a new temporary, so that others know it for one of a living program. False where another took it for
 * one of a dead program in between. */
static bool temporary_lock(const char *temporary, int descriptor) {
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return errno != EWOULDBLOCK;
    }
    return leads_to(temporary, descriptor);
}

/* Makes a new empty file beside the target under an unused name; its mode obeys the umask. Gives the
 * descriptor, or -1 and errno. *temporary is owned by the caller, null on failure. */
static int temporary_create(const char *target, char **temporary) {
    for (int attempt = 0; attempt < TEMPORARY_NAMES; attempt++) {
        *temporary = temporary_name(target, attempt);
        if (!*temporary) {
            errno = ENOMEM;
            return -1;
        }
        int descriptor = above_streams(open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        int reason = errno;
        if (descriptor >= 0 && temporary_lock(*temporary, descriptor)) {
            return descriptor;
        }
        if (descriptor >= 0) {
            close(descriptor);
            reason = EEXIST;
        }
        ps_release(*temporary);
        *temporary = NULL;
        if (reason != EEXIST && reason != EINTR) {
            errno = reason;
            return -1;
        }
    }
    errno = EEXIST;
    return -1;
}

/* Gives the temporary the owner and permissions of what it will replace. 0 or an errno. */
static int temporary_inherit(int descriptor, const Target *target) {
    if (!target->exists) {
        return 0;
    }
    if (fchown(descriptor, target->status.st_uid, target->status.st_gid) != 0) {
        /* Only root can give files away; anybody else goes on as the new owner. */
    }
    return fchmod(descriptor, target->status.st_mode & 0777) == 0 ? 0 : errno;
}

static int temporary_fill(int descriptor, const Target *target, const PsFilePart *parts, int count) {
    int reason = temporary_inherit(descriptor, target);
    if (!reason) {
        reason = write_all(descriptor, parts, count);
    }
    return reason ? reason : sync_descriptor(descriptor);
}

static PsStatus prepare_temporary(const Target *target, const PsFilePart *parts, int count,
                                  PsFileOutput *output, PsError *error) {
    int descriptor = temporary_create(target->path, &output->temporary);
    int reason = descriptor < 0 ? errno : temporary_fill(descriptor, target, parts, count);
    output->lock.held = descriptor + 1;
    if (reason == ENOMEM) {
        return ps_fail_memory(error);
    }
    return reason ? fail_write(target->path, reason, error) : PS_OK;
}

static PsStatus prepare_direct(const PsFilePart *parts, int count, PsBytes *bytes, PsError *error) {
    PsStatus status = PS_OK;
    for (int i = 0; i < count && !status; i++) {
        status = ps_bytes_append(bytes, parts[i].data, parts[i].size, error);
    }
    return status;
}

static PsStatus prepare_parts(const char *path, const PsFilePart *parts, int count, PsFileOutput *output,
                              PsError *error) {
    *output = (PsFileOutput){0};
    Target target;
    PsStatus status = target_find(path, &target, error);
    if (status) {
        return status;
    }
    assert(target.path);
    output->target = target.path;
    if (target.direct) {
        status = prepare_direct(parts, count, &output->direct, error);
    } else {
        status = prepare_temporary(&target, parts, count, output, error);
    }
    if (status) {
        ps_file_abandon(output);
    }
    return status;
}

PsStatus ps_file_prepare(const char *path, const void *data, size_t size, PsFileOutput *output,
                         PsError *error) {
    const PsFilePart part = {data, size};
    return prepare_parts(path, &part, 1, output, error);
}

/* The same last name in the same folder; of a target that is not there yet only the folder can be asked. */
bool ps_file_same_target(const PsFileOutput *one, const PsFileOutput *other) {
    if (!one->temporary || !other->temporary) {
        return false;
    }
    const char *one_slash = strrchr(one->target, '/');
    const char *other_slash = strrchr(other->target, '/');
    if (strcmp(one_slash ? one_slash + 1 : one->target, other_slash ? other_slash + 1 : other->target) != 0) {
        return false;
    }
    char *one_folder = path_beside(one->target, ".");
    char *other_folder = path_beside(other->target, ".");
    struct stat status;
    bool same =
        one_folder && other_folder && stat(one_folder, &status) == 0 && is_same_file(other_folder, &status);
    ps_release(one_folder);
    ps_release(other_folder);
    return same;
}

static PsStatus write_direct(const char *path, const PsFilePart *parts, int count, PsError *error) {
    if (is_standard_stream(path)) {
        int reason = write_all(STDOUT_FILENO, parts, count);
        return reason ? fail_write(path, reason, error) : PS_OK;
    }
    int descriptor = open_patiently(path, O_WRONLY);
    if (descriptor < 0) {
        return fail_write(path, errno, error);
    }
    int reason = write_all(descriptor, parts, count);
    if (close(descriptor) != 0 && !reason && errno != EINTR) {
        reason = errno;
    }
    return reason ? fail_write(path, reason, error) : PS_OK;
}

PsStatus ps_file_commit(PsFileOutput *output, PsError *error) {
    PsStatus status = PS_OK;
    if (!output->temporary) {
        const PsFilePart part = {output->direct.data, output->direct.size};
        status = write_direct(output->target, &part, 1, error);
    } else if (rename(output->temporary, output->target) != 0) {
        status = fail_write(output->target, errno, error);
    } else {
        sync_folder_of(output->target);
        ps_release(output->temporary);
        output->temporary = NULL;
    }
    ps_file_abandon(output);
    return status;
}

/* Makes an empty file at path, then puts the temporary in its place: for file systems without second names.
 */
static int place_by_rename(PsFileOutput *output) {
    const int descriptor = open(output->target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return errno;
    }
    close(descriptor);
    if (rename(output->temporary, output->target) != 0) {
        const int reason = errno;
        unlink(output->target);
        return reason;
    }
    ps_release(output->temporary);
    output->temporary = NULL;
    return 0;
}

PsStatus ps_file_place(PsFileOutput *output, bool *placed, PsError *error) {
    assert(output->temporary);
    int reason = link(output->temporary, output->target) == 0 ? 0 : errno;
    if (reason && reason != EEXIST) {
        reason = place_by_rename(output);
    }
    *placed = reason == 0;
    if (*placed) {
        sync_folder_of(output->target);
    }
    return reason == 0 || reason == EEXIST ? PS_OK : fail_write(output->target, reason, error);
}

bool ps_file_mark(const char *path, PsFileOutput *mark) {
    *mark = (PsFileOutput){0};
    if (ps_lock_take(&mark->lock, path, PS_LOCK_ALONE) != PS_LOCK_TAKEN) {
        return false;
    }
    mark->target = ps_allocate_text(path);
    for (int attempt = 0; mark->target && attempt < TEMPORARY_NAMES; attempt++) {
        char *name = temporary_name(path, attempt);
        if (name && link(path, name) == 0) {
            mark->temporary = name;
            return true;
        }
        const bool taken = name && errno == EEXIST;
        ps_release(name);
        if (!taken) {
            break;
        }
    }
    if (mark->target) {
        return true;
    }
    ps_file_abandon(mark);
    return false;
}

void ps_file_remove(const char *path) {
    (void)unlink(path);
}

void ps_file_abandon(PsFileOutput *output) {
    if (output->temporary) {
        unlink(output->temporary);
    }
    ps_lock_release(&output->lock);
    ps_release(output->temporary);
    ps_release(output->target);
    ps_bytes_free(&output->direct);
    *output = (PsFileOutput){0};
}

PsStatus ps_file_write(const char *path, const void *data, size_t size, PsError *error) {
    const PsFilePart part = {data, size};
    return ps_file_write_parts(path, &part, 1, error);
}

PsStatus ps_file_write_parts(const char *path, const PsFilePart *parts, int count, PsError *error) {
    /* Standard output needs no copy that waits. */
    if (is_standard_stream(path)) {
        return write_direct(path, parts, count, error);
    }
    PsFileOutput output;
    PsStatus status = prepare_parts(path, parts, count, &output, error);
    return status ? status : ps_file_commit(&output, error);
}

/* ---- removing ---- */

void ps_file_remove_chosen(const char *folder, bool (*is_chosen)(const void *context, const char *name),
                           const void *context) {
    DIR *listing = opendir(folder);
    if (!listing) {
        return;
    }
    for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
        if (is_chosen(context, entry->d_name)) {
            (void)unlinkat(dirfd(listing), entry->d_name, 0);
        }
    }
    closedir(listing);
}

bool ps_file_is_temporary(const char *name) {
    const size_t prefix = strlen(TEMPORARY_PREFIX);
    const size_t suffix = strlen(TEMPORARY_SUFFIX);
    const size_t length = strlen(name);
    return length > prefix + suffix && strncmp(name, TEMPORARY_PREFIX, prefix) == 0 &&
           strcmp(name + length - suffix, TEMPORARY_SUFFIX) == 0;
}

/* A temporary that no process holds. Its second name, if it has one, is left to the caller, who knows what it
 * stands for. */
static void clear_dead(const char *folder, const char *name, PsFileTwin *twin, void *context) {
    char path[PS_PATH_SIZE];
    PsFileLock lock;
    struct stat status;
    const int length = snprintf(path, sizeof path, "%s%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof path ||
        ps_lock_take(&lock, path, PS_LOCK_ALONE) != PS_LOCK_TAKEN) {
        return;
    }
    const bool known = fstat(lock_descriptor(&lock), &status) == 0;
    if (known && (status.st_nlink == 1 || (twin && twin(context, path)))) {
        (void)unlink(path);
    }
    ps_lock_release(&lock);
}

bool ps_file_each(const char *path, bool (*visit)(void *context, const char *folder, const char *name),
                  void *context) {
    char *folder = path_beside(path, "");
    DIR *listing = folder ? opendir(folder[0] ? folder : ".") : NULL;
    bool done = listing != NULL;
    for (struct dirent *entry = done ? readdir(listing) : NULL; entry && done; entry = readdir(listing)) {
        done = visit(context, folder, entry->d_name);
    }
    if (listing) {
        closedir(listing);
    }
    ps_release(folder);
    return done;
}

typedef struct Clearing {
    PsFileTwin *twin;
    void *context;
} Clearing;

static bool clear_visit(void *context, const char *folder, const char *name) {
    const Clearing *clearing = context;
    if (ps_file_is_temporary(name)) {
        clear_dead(folder, name, clearing->twin, clearing->context);
    }
    return true;
}

void ps_file_clear_temporaries(const char *path, PsFileTwin *twin, void *context) {
    (void)ps_file_each(path, clear_visit, &(Clearing){twin, context});
}

bool ps_file_is_twin(const char *one, const char *other) {
    struct stat status;
    return lstat(one, &status) == 0 && S_ISREG(status.st_mode) && is_same_file(other, &status);
}

PsStatus ps_path_follow(const char *path, char **followed, PsError *error) {
    *followed = ps_allocate_text(path);
    const int reason = *followed ? resolve_links(followed) : ENOMEM;
    if (!reason) {
        return PS_OK;
    }
    ps_release(*followed);
    *followed = NULL;
    return reason == ENOMEM ? ps_fail_memory(error) : fail_read(path, reason, error);
}
