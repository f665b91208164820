/* Kills at each file call: a child saves, keeps a session or exports, and ends (as by SIGKILL) at its n-th
 * call of open, write, fsync, rename, link, unlink or close; or that call fails. What is there afterwards is
 * the old state or the new one, whole, and the next save leaves nothing behind of the one that was killed.
 *
 * Linked with --wrap of those calls.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/file.h"
#include "core/map_file.h"
#include "core/npy.h"
#include "core/scene_file.h"
#include "core/session.h"
#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- calls that end the process, or fail ---- */

/* The linker gives the replacements no argument of ours: this is the one place for their state. */
static struct {
    long left; /* calls until it happens; negative: never */
    bool fails;
} fate = {.left = -1};

static bool happens(void) {
    if (fate.left < 0 || fate.left-- > 0) {
        return false;
    }
    if (!fate.fails) {
        (void)raise(SIGKILL);
    }
    errno = EIO;
    return true;
}

/* The names are the linker's. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
ssize_t __real_write(int descriptor, const void *data, size_t size);
ssize_t __wrap_write(int descriptor, const void *data, size_t size);
int __wrap_fsync(int descriptor);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __real_unlinkat(int folder, const char *path, int flags);
int __wrap_unlinkat(int folder, const char *path, int flags);
/* NOLINTEND(bugprone-reserved-identifier) */

int __wrap_open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(arguments, unsigned) : 0;
    va_end(arguments);
    return happens() ? -1 : __real_open(path, flags, mode);
}

/* Half of it is written before the end comes. */
ssize_t __wrap_write(int descriptor, const void *data, size_t size) {
    if (fate.left == 0 && !fate.fails) {
        (void)!__real_write(descriptor, data, size / 2);
    }
    return happens() ? -1 : __real_write(descriptor, data, size);
}

/* Nothing waits for the disk: a process is killed, not the machine. */
int __wrap_fsync(int descriptor) {
    (void)descriptor;
    return happens() ? -1 : 0;
}

int __wrap_rename(const char *from, const char *to) {
    return happens() ? -1 : __real_rename(from, to);
}

int __wrap_link(const char *from, const char *to) {
    return happens() ? -1 : __real_link(from, to);
}

int __wrap_unlink(const char *path) {
    return happens() ? -1 : __real_unlink(path);
}

int __wrap_unlinkat(int folder, const char *path, int flags) {
    return happens() ? -1 : __real_unlinkat(folder, path, flags);
}

/* ---- what is tried ---- */

typedef struct Case {
    const char *name;
    int side; /* of the map */
    PsStatus (*write)(const PsDocument *document);
    bool (*read)(PsDocument *document);
    int files; /* that are there after two writes */
} Case;

static PsStatus save(const PsDocument *document) {
    return ps_scene_file_write("scene.json", document, NULL);
}

static bool open_saved(PsDocument *document) {
    return ps_scene_file_read("scene.json", document, NULL) == PS_OK;
}

static PsStatus keep(const PsDocument *document) {
    PsSession *session = ps_session_create("");
    assert_non_null(session);
    PsDocument before;
    bool found = false;
    PsStatus status = ps_session_read(session, &before, &found, NULL);
    ps_session_mark_all(session);
    if (status == PS_OK) {
        status = ps_session_write(session, document, NULL);
    }
    ps_document_free(&before);
    ps_session_destroy(session);
    return status;
}

static bool open_kept(PsDocument *document) {
    PsSession *session = ps_session_create("");
    assert_non_null(session);
    bool found = false;
    const PsStatus status = ps_session_read(session, document, &found, NULL);
    ps_session_destroy(session);
    return status == PS_OK && found;
}

/* By the calls with which the window exports a picture and the command line writes its result. */
static PsStatus export(const PsDocument *document) {
    PsBytes bytes = {0};
    PsFileOutput output = {0};
    PsStatus status = ps_npy_write(&document->scene.input, 2, &bytes, NULL);
    if (status == PS_OK) {
        status = ps_file_prepare("out.npy", bytes.data, bytes.size, &output, NULL);
    }
    if (status == PS_OK) {
        status = ps_file_commit(&output, NULL);
    }
    ps_file_clear_temporaries("out.npy", NULL, NULL);
    ps_bytes_free(&bytes);
    return status;
}

static bool open_exported(PsDocument *document) {
    assert_int_equal(ps_document_init(document, NULL), PS_OK);
    ps_map_free(&document->scene.input);
    return ps_map_file_read("out.npy", &document->scene.input, NULL, NULL) == PS_OK;
}

static const Case cases[] = {
    {"save, small", 10, save, open_saved, 1},        {"save, large", 300, save, open_saved, 2},
    {"session, small", 10, keep, open_kept, 2},      {"session, large", 300, keep, open_kept, 4},
    {"export, small", 10, export, open_exported, 1}, {"export, large", 300, export, open_exported, 1}};

static PsDocument scene_of(int side, float first) {
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    ps_map_free(&document.scene.input);
    assert_int_equal(ps_map_init(&document.scene.input, 1, side, side, NULL), PS_OK);
    document.scene.input.values[0] = first;
    document.scene.source = (PsSource){PS_PATTERN_OWN, 1};
    return document;
}

static int count_files(bool remove_them) {
    DIR *folder = opendir(".");
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            count++;
            assert_true(!remove_them || remove(entry->d_name) == 0);
        }
    }
    closedir(folder);
    return count;
}

/* Writes scene in a child whose n-th call ends it or fails. True where the child came to its end by itself;
 * *status is then its own. */
static bool write_with(const Case *kind, const PsDocument *document, long n, bool fails, PsStatus *status) {
    int result = 0;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        fate.left = n;
        fate.fails = fails;
        const PsStatus written = kind->write(document);
        const bool met = fate.left < 0;
        _exit((int)written + (met ? 100 : 0));
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    *status = WIFEXITED(result) ? (PsStatus)(WEXITSTATUS(result) % 100) : PS_OK;
    return WIFEXITED(result) && WEXITSTATUS(result) < 100;
}

/* The old scene or the new one is there; returns which: 1 is new. */
static int what_is_there(const Case *kind, const PsDocument *before, const PsDocument *after, long n) {
    PsDocument found;
    if (!kind->read(&found)) {
        fail_msg("%s, call %ld: nothing can be read", kind->name, n);
    }
    const bool old = ps_map_equal(&found.scene.input, &before->scene.input);
    const bool new = ps_map_equal(&found.scene.input, &after->scene.input);
    ps_document_free(&found);
    assert_true(old || new);
    return new;
}

static long try_case(const Case *kind, bool fails) {
    PsDocument before = scene_of(kind->side, 1);
    PsDocument after = scene_of(kind->side, 2);
    PsDocument last = scene_of(kind->side, 3);
    bool ended = false;
    long n = 0;
    for (; !ended; n++) {
        PsStatus status = PS_OK;
        (void)count_files(true);
        assert_int_equal(kind->write(&before), PS_OK);
        ended = write_with(kind, &after, n, fails, &status);
        const int is_new = what_is_there(kind, &before, &after, n);
        assert_true(!ended || is_new);
        assert_true(!fails || is_new == (status == PS_OK));
        /* Later saves clear away what a kill has left. */
        for (int i = 0; i < 3; i++) {
            assert_int_equal(kind->write(i % 2 == 0 ? &last : &after), PS_OK);
        }
        (void)what_is_there(kind, &last, &last, n);
        if (!fails && count_files(false) != kind->files) {
            fail_msg("%s, call %ld: %d files", kind->name, n, count_files(false));
        }
    }
    (void)count_files(true);
    ps_document_free(&before);
    ps_document_free(&after);
    ps_document_free(&last);
    return n - 1;
}

static void try_all(bool fails) {
    long calls = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const long count = try_case(&cases[i], fails);
        print_message("%s: %ld calls\n", cases[i].name, count);
        calls += count;
    }
    assert_true(calls > 40);
}

static void killed_at_any_call_the_old_or_the_new_is_there(void **state) {
    (void)state;
    try_all(false);
}

static void failing_at_any_call_the_old_or_the_new_is_there(void **state) {
    (void)state;
    try_all(true);
}

static int enter_folder(void **state) {
    static char folder[] = "/tmp/poolscope-kill-XXXXXX";
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state) {
    return chdir("/") == 0 ? rmdir(*state) : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_call_the_old_or_the_new_is_there),
        cmocka_unit_test(failing_at_any_call_the_old_or_the_new_is_there),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
