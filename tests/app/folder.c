#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "tests/app/folder.h"

#include "core/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int folder_enter(void **state) {
    char here[PS_PATH_SIZE - 32];
    char *path = calloc(1, PS_PATH_SIZE);
    if (!path || !getcwd(here, sizeof here)) {
        free(path);
        return -1;
    }
    snprintf(path, PS_PATH_SIZE, "%s/folder-XXXXXX", here);
    *state = path;
    return mkdtemp(path) && chdir(path) == 0 ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

int folder_leave(void **state) {
    char *path = *state;
    const int back = chdir(path) == 0 ? chdir("..") : -1;
    const int removed = nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(path);
    return back != 0 || removed != 0 ? -1 : 0;
}

void folder_put(const char *name, const char *text) {
    assert_int_equal(ps_file_write(name, text, strlen(text), NULL), PS_OK);
}

void folder_make(const char *name) {
    assert_int_equal(mkdir(name, 0700), 0);
}

bool folder_same(const char *one, const char *other) {
    PsBytes a = {0};
    PsBytes b = {0};
    assert_int_equal(ps_file_read(one, 1 << 24, &a, NULL), PS_OK);
    assert_int_equal(ps_file_read(other, 1 << 24, &b, NULL), PS_OK);
    const bool same = a.size > 0 && a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
    ps_bytes_free(&a);
    ps_bytes_free(&b);
    return same;
}
