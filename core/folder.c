/* Folders, and what is at a path: the other file of the core that makes POSIX calls, beside file.c, which
 * moves bytes. Both serve file.h.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/folder.h"

#include "core/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* The folder a path of no folder is in, into text; false where that is too long. */
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

PsStatus ps_folder_make(const char *path, PsError *error) {
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && ps_file_kind(path) == PS_FILE_FOLDER)) {
        return PS_OK;
    }
    return ps_fail(error, PS_ERROR_FILE, "the folder '%s' cannot be made (%s): make room for it", path,
                   strerror(errno));
}

void ps_folder_remove(const char *path) {
    (void)rmdir(path);
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
    char *copy = ps_allocate_text(name);
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
