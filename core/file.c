/* Whole files in and out, by POSIX calls: the only file of the core that makes any.
 *
 * It knows nothing of formats. Invariant of writing: until ps_file_commit renames, the target's bytes are
 * the old ones, and whatever fails, the temporary is gone.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/file.h"

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

/* ---- bytes ---- */

void ps_bytes_free(PsBytes *bytes) {
    ps_release(bytes->data);
    *bytes = (PsBytes){0};
}

/* Makes room for size more bytes and the zero byte behind them. */
static PsStatus bytes_reserve(PsBytes *bytes, size_t size, PsError *error) {
    /* No object is larger than PTRDIFF_MAX, so the doubling below cannot overflow. */
    if (size > (size_t)PTRDIFF_MAX - 1 - bytes->size) {
        return ps_fail_memory(error);
    }
    size_t needed = bytes->size + size + 1;
    if (needed <= bytes->capacity) {
        return PS_OK;
    }
    size_t capacity = bytes->capacity * 2 > needed ? bytes->capacity * 2 : needed;
    unsigned char *data = bytes->data ? ps_reallocate(bytes->data, capacity, 1) : ps_allocate(capacity, 1);
    if (!data) {
        return ps_fail_memory(error);
    }
    bytes->data = data;
    bytes->capacity = capacity;
    return PS_OK;
}

PsStatus ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error) {
    PsStatus status = bytes_reserve(bytes, size, error);
    if (status) {
        return status;
    }
    assert(bytes->data);
    if (size > 0) {
        memcpy(bytes->data + bytes->size, data, size);
    }
    bytes->size += size;
    bytes->data[bytes->size] = 0;
    return PS_OK;
}

/* ---- reading ---- */

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

/* After EINTR or EAGAIN the call is to be made again; on a descriptor that does not block, once it is ready.
 */
static bool may_retry(int descriptor, short events) {
    if (errno == EINTR) {
        return true;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
        return false;
    }
    struct pollfd ready = {.fd = descriptor, .events = events};
    return poll(&ready, 1, -1) >= 0 || errno == EINTR;
}

static PsStatus read_all(int descriptor, const char *path, size_t limit, PsBytes *bytes, PsError *error) {
    for (;;) {
        if (bytes->size > limit) {
            return ps_fail(error, PS_ERROR_SIZE, "'%s' holds more than %zu bytes: use a smaller file", path,
                           limit);
        }
        PsStatus status = bytes_reserve(bytes, READ_STEP, error);
        if (status) {
            return status;
        }
        ssize_t count = read(descriptor, bytes->data + bytes->size, READ_STEP);
        if (count > 0) {
            bytes->size += (size_t)count;
        } else if (count == 0) {
            bytes->data[bytes->size] = 0;
            return PS_OK;
        } else if (!may_retry(descriptor, POLLIN)) {
            return fail_read(path, errno, error);
        }
    }
}

/* Room for a whole regular file at once, and a refusal before reading where it is a folder or too large. */
static PsStatus read_expect(int descriptor, const char *path, size_t limit, PsBytes *bytes, PsError *error) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return fail_read(path, errno, error);
    }
    if (S_ISDIR(status.st_mode)) {
        return fail_read(path, EISDIR, error);
    }
    if (!S_ISREG(status.st_mode) || status.st_size <= 0) {
        return PS_OK;
    }
    if ((uintmax_t)status.st_size > limit) {
        return ps_fail(error, PS_ERROR_SIZE, "'%s' holds more than %zu bytes: use a smaller file", path,
                       limit);
    }
    return bytes_reserve(bytes, (size_t)status.st_size + READ_STEP, error);
}

PsStatus ps_file_read(const char *path, size_t limit, PsBytes *bytes, PsError *error) {
    bool standard = is_standard_stream(path);
    int descriptor = STDIN_FILENO;
    if (!standard) {
        do {
            descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        } while (descriptor < 0 && errno == EINTR);
        if (descriptor < 0) {
            return fail_read(path, errno, error);
        }
    }
    PsStatus status = read_expect(descriptor, path, limit, bytes, error);
    if (!status) {
        status = read_all(descriptor, path, limit, bytes, error);
    }
    if (!standard) {
        close(descriptor);
    }
    if (status) {
        ps_bytes_free(bytes);
    }
    return status;
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

static char *text_copy(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = ps_allocate(size, 1);
    if (copy) {
        memcpy(copy, text, size);
    }
    return copy;
}

/* Reads the link at path; *next is where it leads, owned. 0 or an errno. */
static int read_link(const char *path, char **next) {
    char text[4096];
    ssize_t length = readlink(path, text, sizeof text - 1);
    if (length < 0) {
        return errno;
    }
    if ((size_t)length >= sizeof text - 1) {
        return ENAMETOOLONG;
    }
    text[length] = '\0';
    *next = text[0] == '/' ? text_copy(text) : path_beside(path, text);
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
        int reason = read_link(*path, &next);
        if (reason) {
            return reason;
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
    /* A rename would replace even a file that somebody protected from writing. */
    if (faccessat(AT_FDCWD, target->path, W_OK, AT_EACCESS) != 0) {
        return errno;
    }
    char *named = text_copy(target->path);
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
    *target = (Target){.path = text_copy(path), .direct = is_standard_stream(path)};
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

/* Makes a new empty file beside the target under a name nobody has; its mode obeys the umask. Gives the
 * descriptor, or -1 and errno. *temporary is owned by the caller, null on failure. */
static int temporary_create(const char *target, char **temporary) {
    for (int attempt = 0; attempt < TEMPORARY_NAMES; attempt++) {
        char name[64];
        snprintf(name, sizeof name, TEMPORARY_PREFIX "%lld-%d" TEMPORARY_SUFFIX, (long long)getpid(),
                 attempt);
        *temporary = path_beside(target, name);
        if (!*temporary) {
            errno = ENOMEM;
            return -1;
        }
        int descriptor = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            return descriptor;
        }
        int reason = errno;
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
    if (!reason) {
        reason = sync_descriptor(descriptor);
    }
    if (close(descriptor) != 0 && !reason && errno != EINTR) {
        reason = errno;
    }
    return reason;
}

static PsStatus prepare_temporary(const Target *target, const PsFilePart *parts, int count,
                                  PsFileOutput *output, PsError *error) {
    int descriptor = temporary_create(target->path, &output->temporary);
    int reason = descriptor < 0 ? errno : temporary_fill(descriptor, target, parts, count);
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
    int descriptor = -1;
    do {
        descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    } while (descriptor < 0 && errno == EINTR);
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

void ps_file_abandon(PsFileOutput *output) {
    if (output->temporary) {
        unlink(output->temporary);
    }
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

/* ---- folders ---- */

PsFileKind ps_file_kind(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) {
        return PS_FILE_NONE;
    }
    if (S_ISDIR(status.st_mode)) {
        return PS_FILE_FOLDER;
    }
    return S_ISREG(status.st_mode) ? PS_FILE_REGULAR : PS_FILE_OTHER;
}

static PsStatus fail_folder(const char *path, int reason, PsError *error) {
    if (reason == ENOMEM) {
        return ps_fail_memory(error);
    }
    if (reason == ENOENT || reason == ENOTDIR) {
        return ps_fail(error, PS_ERROR_FILE, "there is no folder '%s': check the name", path);
    }
    return ps_fail(error, PS_ERROR_FILE, "the folder '%s' cannot be opened (%s): choose another", path,
                   strerror(reason));
}

/* The folder a path of no folder lies in, into text; false where that is too long. */
static bool folder_of(const char *path, char text[PS_PATH_SIZE]) {
    const char *slash = strrchr(path, '/');
    const size_t length = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;
    if (length >= PS_PATH_SIZE) {
        return false;
    }
    memcpy(text, length > 0 ? path : ".", length > 0 ? length : 1);
    text[length > 0 ? length : 1] = '\0';
    return true;
}

PsStatus ps_path_absolute(const char *path, char absolute[PS_PATH_SIZE], PsError *error) {
    char folder[PS_PATH_SIZE];
    if (ps_file_kind(path) == PS_FILE_FOLDER) {
        return realpath(path, absolute) ? PS_OK : fail_folder(path, errno, error);
    }
    if (!folder_of(path, folder)) {
        return fail_folder(path, ENAMETOOLONG, error);
    }
    if (!realpath(folder, absolute)) {
        return fail_folder(folder, errno, error);
    }
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const size_t length = strcmp(absolute, "/") == 0 ? 0 : strlen(absolute);
    if (length + 1 + strlen(name) >= PS_PATH_SIZE) {
        return fail_folder(folder, ENAMETOOLONG, error);
    }
    absolute[length] = '/';
    memcpy(absolute + length + 1, name, strlen(name) + 1);
    return PS_OK;
}

static PsStatus folder_append(PsFolder *folder, const char *name, bool is_folder, PsError *error) {
    if (folder->count == folder->capacity) {
        const size_t capacity = folder->capacity * 2 + 64;
        PsFolderEntry *entries = folder->entries ? ps_reallocate(folder->entries, capacity, sizeof *entries)
                                                 : ps_allocate(capacity, sizeof *entries);
        if (!entries) {
            return ps_fail_memory(error);
        }
        folder->entries = entries;
        folder->capacity = capacity;
    }
    char *copy = text_copy(name);
    if (!copy) {
        return ps_fail_memory(error);
    }
    folder->entries[folder->count++] = (PsFolderEntry){copy, is_folder};
    return PS_OK;
}

static PsStatus folder_fill(DIR *listing, PsFolder *folder, PsError *error) {
    PsStatus status = PS_OK;
    for (struct dirent *entry = readdir(listing); entry && !status; entry = readdir(listing)) {
        struct stat found;
        if (entry->d_name[0] == '.') {
            continue;
        }
        if (folder->count == PS_FOLDER_ENTRIES) {
            folder->more = true;
            break;
        }
        const bool is_folder =
            fstatat(dirfd(listing), entry->d_name, &found, 0) == 0 && S_ISDIR(found.st_mode);
        status = folder_append(folder, entry->d_name, is_folder, error);
    }
    return status;
}

PsStatus ps_folder_list(const char *path, PsFolder *folder, PsError *error) {
    DIR *listing = opendir(path);
    if (!listing) {
        return fail_folder(path, errno, error);
    }
    const PsStatus status = folder_fill(listing, folder, error);
    closedir(listing);
    if (status) {
        ps_folder_free(folder);
    }
    return status;
}

void ps_folder_free(PsFolder *folder) {
    for (size_t i = 0; i < folder->count; i++) {
        ps_release(folder->entries[i].name);
    }
    ps_release(folder->entries);
    *folder = (PsFolder){0};
}

void ps_file_expect_failures(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}
