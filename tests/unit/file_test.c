/* Tests of file.c: whole files in and out, in a folder of their own that is empty before and after each test.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/file.h"
#include "core/folder.h"

#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- a folder for each test ---- */

typedef struct Folder {
    char path[64];
    char before[PATH_MAX];
} Folder;

static int enter_folder(void **state) {
    Folder *folder = calloc(1, sizeof *folder);
    if (!folder || !getcwd(folder->before, sizeof folder->before)) {
        free(folder);
        return -1;
    }
    snprintf(folder->path, sizeof folder->path, "/tmp/poolscope-file-XXXXXX");
    *state = folder;
    return mkdtemp(folder->path) && chdir(folder->path) == 0 ? 0 : -1;
}

static int remove_entry(const char *name) {
    return remove(name) == 0 || errno == ENOENT ? 0 : -1;
}

static int leave_folder(void **state) {
    Folder *folder = *state;
    static const char *const names[] = {"target",   "other",        "link",    "second-link", "pipe",
                                        "folder/a", "deep/in/file", "deep/in", "deep",        "folder"};
    int failed = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        failed |= remove_entry(names[i]);
    }
    failed |= chdir(folder->before);
    /* Also fails where a temporary was left behind. */
    failed |= rmdir(folder->path);
    free(folder);
    return failed;
}

static int count_entries(const char *path) {
    DIR *folder = opendir(path);
    assert_non_null(folder);
    int count = 0;
    while (readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count - 2;
}

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void assert_holds(const char *path, const char *text) {
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, 1000, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, text);
    assert_int_equal(bytes.size, strlen(text));
    ps_bytes_free(&bytes);
}

static mode_t mode_of(const char *path) {
    struct stat status;
    assert_int_equal(lstat(path, &status), 0);
    return status.st_mode;
}

/* ---- bytes ---- */

static void bytes_grow_and_end_with_a_zero(void **state) {
    (void)state;
    PsBytes bytes = {0};
    assert_int_equal(ps_bytes_append(&bytes, NULL, 0, NULL), PS_OK);
    assert_int_equal(bytes.data[0], 0);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(ps_bytes_append(&bytes, "abc", 3, NULL), PS_OK);
        assert_int_equal(bytes.data[bytes.size], 0);
    }
    assert_int_equal(bytes.size, 3000);
    assert_memory_equal(bytes.data + 2997, "abc", 4);
    ps_bytes_free(&bytes);
    assert_null(bytes.data);
    ps_bytes_free(&bytes);
}

static void an_append_that_cannot_be_leaves_bytes_as_they_were(void **state) {
    (void)state;
    PsBytes bytes = {0};
    assert_int_equal(ps_bytes_append(&bytes, "abc", 3, NULL), PS_OK);
    PsError error;
    assert_int_equal(ps_bytes_append(&bytes, "x", SIZE_MAX, &error), PS_ERROR_MEMORY);
    assert_int_equal(ps_bytes_append(&bytes, "x", SIZE_MAX - 4, NULL), PS_ERROR_MEMORY);
    assert_int_equal(bytes.size, 3);
    assert_string_equal((const char *)bytes.data, "abc");
    ps_bytes_free(&bytes);
}

/* ---- reading ---- */

static void a_file_is_read_whole(void **state) {
    (void)state;
    put("target", "one\ntwo\n");
    assert_holds("target", "one\ntwo\n");
    put("target", "");
    assert_holds("target", "");
}

static void a_large_file_is_read_whole(void **state) {
    (void)state;
    enum { SIZE = 300000 };
    unsigned char *data = malloc(SIZE);
    assert_non_null(data);
    for (int i = 0; i < SIZE; i++) {
        data[i] = (unsigned char)(i * 7 % 251);
    }
    assert_int_equal(ps_file_write("target", data, SIZE, NULL), PS_OK);
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read("target", SIZE, &bytes, NULL), PS_OK);
    assert_int_equal(bytes.size, SIZE);
    assert_memory_equal(bytes.data, data, SIZE);
    ps_bytes_free(&bytes);
    free(data);
}

static void more_than_the_limit_is_refused(void **state) {
    (void)state;
    put("target", "12345");
    PsBytes bytes = {0};
    PsError error;
    assert_int_equal(ps_file_read("target", 5, &bytes, NULL), PS_OK);
    ps_bytes_free(&bytes);
    assert_int_equal(ps_file_read("target", 4, &bytes, &error), PS_ERROR_SIZE);
    assert_sentence(&error, "'target' holds more than 4 bytes: use a smaller file");
    assert_null(bytes.data);
    /* Has no size beforehand. */
    const PsFileReading endless = {.limit = 1 << 20, .any_kind = true};
    assert_int_equal(ps_file_read_by("/dev/zero", &endless, &bytes, &error), PS_ERROR_SIZE);
    assert_sentence(&error, "'/dev/zero' holds more than 1 MiB: use a smaller file");
    assert_null(bytes.data);
}

static void only_a_regular_file_is_read_unless_any_kind_is_asked_for(void **state) {
    (void)state;
    static const char *const paths[] = {"pipe", "/dev/zero", "link"};
    PsBytes bytes = {0};
    PsError error;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(symlink("pipe", "link"), 0);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        char sentence[100];
        snprintf(sentence, sizeof sentence, "'%s' is a pipe or a device, not a file: choose a file",
                 paths[i]);
        assert_int_equal(ps_file_read(paths[i], 9, &bytes, &error), PS_ERROR_FILE);
        assert_sentence(&error, sentence);
        assert_null(bytes.data);
    }
}

static bool count_blocks(const void *context, const PsBytes *bytes, size_t from, size_t *limit) {
    int *const *count = context;
    assert_true(from < bytes->size);
    **count += 1;
    *limit = 200000;
    return **count == 2;
}

static void a_reading_ends_where_enough_has_come(void **state) {
    (void)state;
    PsBytes bytes = {0};
    int count = 0;
    int *counter = &count;
    PsFileReading reading = {
        .limit = SIZE_MAX, .any_kind = true, .enough = count_blocks, .context = &counter};
    assert_int_equal(ps_file_read_by("/dev/zero", &reading, &bytes, NULL), PS_OK);
    assert_int_equal(count, 2);
    assert_in_range(bytes.size, 2, 1 << 18);
    ps_bytes_free(&bytes);
    /* Who watches may lower the limit. */
    count = 3;
    assert_int_equal(ps_file_read_by("/dev/zero", &reading, &bytes, NULL), PS_ERROR_SIZE);
    assert_in_range(count, 4, 8);
    reading.enough = ps_file_enough_text;
    assert_int_equal(ps_file_read_by("/dev/zero", &reading, &bytes, NULL), PS_OK);
    assert_in_range(bytes.size, 1, 1 << 16);
    ps_bytes_free(&bytes);
}

static void what_cannot_be_read_is_named(void **state) {
    (void)state;
    PsBytes bytes = {0};
    PsError error;
    assert_int_equal(ps_file_read("missing", 9, &bytes, &error), PS_ERROR_FILE);
    assert_sentence(&error, "there is no file 'missing': check the name");
    assert_int_equal(ps_file_read("", 9, &bytes, &error), PS_ERROR_FILE);
    assert_int_equal(ps_file_read(".", 9, &bytes, &error), PS_ERROR_FILE);
    assert_sentence(&error, "'.' is a folder: name a file in it");
    put("target", "1");
    assert_int_equal(ps_file_read("target/below", 9, &bytes, &error), PS_ERROR_FILE);
    assert_int_equal(symlink("link", "link"), 0);
    assert_int_equal(ps_file_read("link", 9, &bytes, &error), PS_ERROR_FILE);
    assert_null(bytes.data);
}

static void on_alarm(int number) {
    (void)number;
}

/* Makes every slow call of this process fail with EINTR now and then. */
static void alarm_every(suseconds_t microseconds) {
    struct sigaction action = {.sa_handler = on_alarm};
    struct itimerval timer = {{0, microseconds}, {0, microseconds}};
    assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
    assert_int_equal(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

static void a_slow_pipe_is_read_whole_though_signals_interrupt(void **state) {
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int descriptor = open("pipe", O_WRONLY);
        for (int i = 0; i < 5; i++) {
            struct timespec pause = {0, 10000000};
            nanosleep(&pause, NULL);
            if (write(descriptor, "ab", 2) != 2) {
                _exit(1);
            }
        }
        _exit(0);
    }
    alarm_every(1000);
    PsBytes bytes = {0};
    const PsFileReading any = {.limit = 1000, .any_kind = true};
    PsStatus status = ps_file_read_by("pipe", &any, &bytes, NULL);
    alarm_every(0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(status, PS_OK);
    assert_string_equal((const char *)bytes.data, "ababababab");
    ps_bytes_free(&bytes);
}

/* ---- writing ---- */

static void a_new_file_obeys_the_umask(void **state) {
    (void)state;
    mode_t before = umask(027);
    assert_int_equal(ps_file_write("target", "abc", 3, NULL), PS_OK);
    umask(before);
    assert_holds("target", "abc");
    assert_int_equal(mode_of("target") & 0777, 0640);
    assert_int_equal(count_entries("."), 1);
}

static void an_existing_file_keeps_its_permissions(void **state) {
    (void)state;
    put("target", "old and longer");
    assert_int_equal(chmod("target", 0604), 0);
    assert_int_equal(ps_file_write("target", "new", 3, NULL), PS_OK);
    assert_holds("target", "new");
    assert_int_equal(mode_of("target") & 07777, 0604);
    assert_int_equal(count_entries("."), 1);
}

static void nothing_is_a_file_too(void **state) {
    (void)state;
    assert_int_equal(ps_file_write("target", NULL, 0, NULL), PS_OK);
    assert_holds("target", "");
}

static void the_target_is_untouched_until_commit(void **state) {
    (void)state;
    put("target", "old");
    PsFileOutput output;
    assert_int_equal(ps_file_prepare("target", "new", 3, &output, NULL), PS_OK);
    assert_holds("target", "old");
    assert_int_equal(count_entries("."), 2);
    ps_file_abandon(&output);
    assert_holds("target", "old");
    assert_int_equal(count_entries("."), 1);
    ps_file_abandon(&output);

    assert_int_equal(ps_file_prepare("target", "new", 3, &output, NULL), PS_OK);
    assert_int_equal(ps_file_commit(&output, NULL), PS_OK);
    assert_holds("target", "new");
    assert_int_equal(count_entries("."), 1);
    ps_file_abandon(&output);
}

static void two_outputs_can_wait_side_by_side(void **state) {
    (void)state;
    PsFileOutput one;
    PsFileOutput other;
    assert_int_equal(ps_file_prepare("target", "one", 3, &one, NULL), PS_OK);
    assert_int_equal(ps_file_prepare("other", "two", 3, &other, NULL), PS_OK);
    assert_int_equal(ps_file_commit(&other, NULL), PS_OK);
    assert_int_equal(ps_file_commit(&one, NULL), PS_OK);
    assert_holds("target", "one");
    assert_holds("other", "two");
}

static void the_same_target_is_known_under_two_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool same;
    } cases[] = {{"target", true},         {"./target", true},  {"folder/../target", true},
                 {"link", true},           {"folder/a", false}, {"other", false},
                 {"folder/target", false}, {"-", false},        {"/dev/null", false}};
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("target", "link"), 0);
    PsFileOutput one;
    assert_int_equal(ps_file_prepare("target", "one", 3, &one, NULL), PS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PsFileOutput other;
        assert_int_equal(ps_file_prepare(cases[i].name, "two", 3, &other, NULL), PS_OK);
        assert_true(ps_file_same_target(&one, &other) == cases[i].same);
        ps_file_abandon(&other);
    }
    ps_file_abandon(&one);
}

static void links_are_followed_and_stay(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    put("folder/a", "old");
    assert_int_equal(symlink("folder/a", "link"), 0);
    assert_int_equal(symlink("link", "second-link"), 0);
    assert_int_equal(ps_file_write("second-link", "new", 3, NULL), PS_OK);
    assert_true(S_ISLNK(mode_of("link")) && S_ISLNK(mode_of("second-link")));
    assert_true(S_ISREG(mode_of("folder/a")));
    assert_holds("folder/a", "new");
    assert_int_equal(count_entries("folder"), 1);
}

static void a_link_to_nothing_yet_makes_what_it_names(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("folder/a", "link"), 0);
    assert_int_equal(ps_file_write("link", "new", 3, NULL), PS_OK);
    assert_true(S_ISLNK(mode_of("link")));
    assert_holds("folder/a", "new");
}

static void a_link_in_a_circle_is_refused(void **state) {
    (void)state;
    assert_int_equal(symlink("link", "second-link"), 0);
    assert_int_equal(symlink("second-link", "link"), 0);
    assert_int_equal(ps_file_write("link", "new", 3, NULL), PS_ERROR_FILE);
    assert_int_equal(count_entries("."), 2);
}

static void a_device_is_written_directly(void **state) {
    (void)state;
    mode_t before = mode_of("/dev/null");
    assert_int_equal(ps_file_write("/dev/null", "abc", 3, NULL), PS_OK);
    assert_int_equal(mode_of("/dev/null"), before);
    assert_int_equal(symlink("/dev/null", "link"), 0);
    assert_int_equal(ps_file_write("link", "abc", 3, NULL), PS_OK);
    assert_true(S_ISLNK(mode_of("link")));
}

static void a_full_device_is_an_error_on_commit(void **state) {
    (void)state;
    PsFileOutput output;
    PsError error;
    assert_int_equal(ps_file_prepare("/dev/full", "abc", 3, &output, NULL), PS_OK);
    assert_int_equal(ps_file_commit(&output, &error), PS_ERROR_FILE);
    assert_null(output.target);
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(&error, NULL, text, sizeof text);
    assert_non_null(strstr(text, "cannot write '/dev/full' ("));
}

static void a_pipe_is_written_directly(void **state) {
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(ps_file_write("pipe", "abc", 3, NULL), PS_OK);
    char text[8] = {0};
    assert_int_equal(read(reader, text, sizeof text), 3);
    assert_string_equal(text, "abc");
    close(reader);
    assert_true(S_ISFIFO(mode_of("pipe")));
    assert_int_equal(count_entries("."), 1);
}

static void an_open_descriptor_without_a_name_is_written_directly(void **state) {
    (void)state;
    int descriptor = open("target", O_RDWR | O_CREAT, 0600);
    assert_true(descriptor >= 0);
    assert_int_equal(unlink("target"), 0);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    struct stat status;
    if (stat(path, &status) == 0) {
        assert_int_equal(ps_file_write(path, "abc", 3, NULL), PS_OK);
        char text[8] = {0};
        assert_int_equal(pread(descriptor, text, sizeof text, 0), 3);
        assert_string_equal(text, "abc");
    }
    close(descriptor);
    assert_int_equal(count_entries("."), 0);
}

static void what_cannot_be_written_is_refused_and_leaves_nothing(void **state) {
    (void)state;
    put("target", "old");
    assert_int_equal(mkdir("folder", 0700), 0);
    static const char *const paths[] = {"target/below", "missing/file", "folder", "folder/", "",
                                        "new/",         "target/"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        PsError error = {0};
        assert_int_equal(ps_file_write(paths[i], "new", 3, &error), PS_ERROR_FILE);
        assert_non_null(error.sentence);
    }
    char long_name[300];
    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    assert_int_equal(ps_file_write(long_name, "new", 3, NULL), PS_ERROR_FILE);
    assert_holds("target", "old");
    assert_int_equal(count_entries("."), 2);
    assert_int_equal(count_entries("folder"), 0);
}

static void a_name_of_full_length_can_be_written(void **state) {
    (void)state;
    char name[256];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(ps_file_write(name, "abc", 3, NULL), PS_OK);
    assert_holds(name, "abc");
    assert_int_equal(unlink(name), 0);
}

static void a_protected_file_is_not_replaced(void **state) {
    (void)state;
    if (geteuid() == 0) {
        return; /* nothing is protected from root */
    }
    put("target", "old");
    assert_int_equal(chmod("target", 0400), 0);
    assert_int_equal(ps_file_write("target", "new", 3, NULL), PS_ERROR_FILE);
    assert_holds("target", "old");
}

static void a_full_disk_leaves_the_target_and_no_temporary(void **state) {
    (void)state;
    put("target", "old");
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit tight = {1000, before.rlim_max};
    static const char data[5000];
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    PsFileOutput output;
    PsStatus status = ps_file_prepare("target", data, sizeof data, &output, NULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, PS_ERROR_FILE);
    assert_null(output.temporary);
    assert_holds("target", "old");
    assert_int_equal(count_entries("."), 1);
}

static void a_rename_that_fails_leaves_no_temporary(void **state) {
    (void)state;
    PsFileOutput output;
    PsError error;
    assert_int_equal(ps_file_prepare("folder", "new", 3, &output, NULL), PS_OK);
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(ps_file_commit(&output, &error), PS_ERROR_FILE);
    assert_sentence(&error, "'folder' is a folder: name a file in it");
    assert_int_equal(count_entries("."), 1);
}

static void the_folder_of_a_path_is_where_the_temporary_stands(void **state) {
    (void)state;
    assert_int_equal(mkdir("deep", 0700), 0);
    assert_int_equal(mkdir("deep/in", 0700), 0);
    PsFileOutput output;
    assert_int_equal(ps_file_prepare("deep/in/file", "abc", 3, &output, NULL), PS_OK);
    assert_int_equal(count_entries("deep/in"), 1);
    assert_int_equal(ps_file_commit(&output, NULL), PS_OK);
    assert_int_equal(count_entries("deep/in"), 1);
    assert_holds("deep/in/file", "abc");
}

static void a_left_over_temporary_of_another_is_not_touched(void **state) {
    (void)state;
    char name[64];
    snprintf(name, sizeof name, ".poolscope-%lld-0.tmp", (long long)getpid());
    put(name, "theirs");
    assert_int_equal(ps_file_write("target", "abc", 3, NULL), PS_OK);
    assert_holds(name, "theirs");
    assert_holds("target", "abc");
    assert_int_equal(unlink(name), 0);
}

static void temporaries_of_dead_programs_alone_are_cleared(void **state) {
    (void)state;
    PsFileOutput living = {0};
    PsError error = {0};
    put(".poolscope-1-0.tmp", "dead");
    put(".poolscope-2-0.tmp", "dead");
    /* A second name of a file: not for everybody to clear. */
    assert_int_equal(link(".poolscope-2-0.tmp", "other"), 0);
    assert_int_equal(symlink("other", ".poolscope-3-0.tmp"), 0);
    assert_int_equal(ps_file_prepare("target", "abc", 3, &living, &error), PS_OK);
    assert_int_equal(count_entries("."), 5);
    ps_file_clear_temporaries("target", NULL, NULL);
    assert_int_equal(count_entries("."), 4);
    assert_int_equal(access(".poolscope-1-0.tmp", F_OK), -1);
    assert_int_equal(ps_file_commit(&living, NULL), PS_OK);
    assert_holds("target", "abc");
    assert_int_equal(unlink(".poolscope-2-0.tmp"), 0);
    assert_int_equal(unlink(".poolscope-3-0.tmp"), 0);
}

static void a_lock_is_held_by_one_until_it_is_released(void **state) {
    (void)state;
    PsFileLock one;
    PsFileLock other;
    assert_int_equal(ps_lock_take(&one, "target", PS_LOCK_ALONE), PS_LOCK_IMPOSSIBLE);
    assert_int_equal(ps_lock_take(&one, "target", PS_LOCK_MADE), PS_LOCK_TAKEN);
    assert_int_equal(ps_lock_take(&other, "target", PS_LOCK_MADE), PS_LOCK_BUSY);
    assert_int_equal(ps_lock_take(&other, "target", PS_LOCK_SHARED), PS_LOCK_BUSY);
    ps_lock_release(&other);
    ps_lock_release(&one);
    assert_int_equal(ps_lock_take(&one, "target", PS_LOCK_SHARED), PS_LOCK_TAKEN);
    assert_int_equal(ps_lock_take(&other, "target", PS_LOCK_SHARED), PS_LOCK_TAKEN);
    ps_lock_release(&one);
    ps_lock_release(&other);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(ps_lock_take(&one, "pipe", PS_LOCK_SHARED), PS_LOCK_IMPOSSIBLE);
}

static void a_killed_program_holds_no_lock(void **state) {
    (void)state;
    PsFileLock lock;
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        PsFileOutput output;
        (void)!ps_lock_take(&lock, "other", PS_LOCK_MADE);
        (void)!ps_file_prepare("target", "abc", 3, &output, NULL);
        (void)!write(ready[1], "x", 1);
        for (;;) {
            pause();
        }
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    ps_file_clear_temporaries("target", NULL, NULL);
    assert_int_equal(count_entries("."), 2);
    assert_int_equal(ps_lock_take(&lock, "other", PS_LOCK_MADE), PS_LOCK_BUSY);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(ps_lock_take(&lock, "other", PS_LOCK_MADE), PS_LOCK_TAKEN);
    ps_lock_release(&lock);
    ps_file_clear_temporaries("target", NULL, NULL);
    assert_int_equal(count_entries("."), 1);
    close(ready[0]);
    close(ready[1]);
}

static void standard_output_is_a_dash(void **state) {
    (void)state;
    int kept = dup(STDOUT_FILENO);
    int file = open("target", O_WRONLY | O_CREAT, 0600);
    assert_true(kept >= 0 && file >= 0);
    fflush(stdout);
    assert_true(dup2(file, STDOUT_FILENO) >= 0);
    PsStatus status = ps_file_write("-", "abc", 3, NULL);
    PsFileOutput output;
    PsStatus prepared = ps_file_prepare("-", "def", 3, &output, NULL);
    PsStatus committed = prepared ? prepared : ps_file_commit(&output, NULL);
    assert_true(dup2(kept, STDOUT_FILENO) >= 0);
    close(kept);
    close(file);
    assert_int_equal(status, PS_OK);
    assert_int_equal(committed, PS_OK);
    assert_holds("target", "abcdef");
}

/* ---- folders ---- */

static bool lists(const PsFolder *folder, const char *name, bool is_folder) {
    for (size_t i = 0; i < folder->count; i++) {
        if (strcmp(folder->entries[i].name, name) == 0) {
            return folder->entries[i].is_folder == is_folder;
        }
    }
    return false;
}

static void a_folder_lists_what_it_holds_and_nothing_hidden(void **state) {
    (void)state;
    PsFolder folder = {0};
    put("target", "a");
    put(".hidden", "a");
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("folder", "link"), 0);
    assert_int_equal(symlink("nowhere", "second-link"), 0);
    assert_int_equal(ps_folder_list(".", &folder, NULL), PS_OK);
    assert_int_equal(folder.count, 4);
    assert_true(lists(&folder, "target", false));
    assert_true(lists(&folder, "folder", true));
    assert_true(lists(&folder, "link", true));
    assert_true(lists(&folder, "second-link", false));
    assert_false(folder.more);
    ps_folder_free(&folder);
    assert_null(folder.entries);
    assert_int_equal(unlink(".hidden"), 0);
}

static void a_folder_of_too_many_files_is_listed_up_to_the_limit(void **state) {
    (void)state;
    PsFolder folder = {0};
    char name[32];
    assert_int_equal(mkdir("folder", 0700), 0);
    put("folder/0", "");
    for (int i = 1; i <= PS_FOLDER_ENTRIES; i++) {
        snprintf(name, sizeof name, "folder/%d", i);
        assert_int_equal(link("folder/0", name), 0);
    }
    assert_int_equal(ps_folder_list("folder", &folder, NULL), PS_OK);
    assert_int_equal(folder.count, PS_FOLDER_ENTRIES);
    assert_true(folder.more);
    ps_folder_free(&folder);
    for (int i = 0; i <= PS_FOLDER_ENTRIES; i++) {
        snprintf(name, sizeof name, "folder/%d", i);
        assert_int_equal(unlink(name), 0);
    }
}

static void what_is_no_folder_is_not_listed(void **state) {
    (void)state;
    PsFolder folder = {0};
    PsError error = {0};
    put("target", "a");
    assert_int_equal(ps_folder_list("nowhere", &folder, &error), PS_ERROR_FILE);
    assert_sentence(&error, "there is no folder 'nowhere': check the name");
    assert_int_equal(ps_folder_list("target", &folder, &error), PS_ERROR_FILE);
    assert_null(folder.entries);
    assert_int_equal(ps_file_kind("target"), PS_FILE_REGULAR);
    assert_int_equal(ps_file_kind("/dev/null"), PS_FILE_OTHER);
    assert_int_equal(ps_file_kind("nowhere"), PS_FILE_NONE);
    assert_int_equal(ps_file_kind("."), PS_FILE_FOLDER);
}

static void a_path_is_found_from_the_root_whether_its_file_is_there_or_not(void **state) {
    const Folder *folder = *state;
    char path[PS_PATH_SIZE];
    char expected[PS_PATH_SIZE];
    PsError error = {0};
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("folder", "link"), 0);
    snprintf(expected, sizeof expected, "%s/folder/new.json", folder->path);
    assert_int_equal(ps_path_absolute("link/../folder/./new.json", path, NULL), PS_OK);
    assert_string_equal(path, expected);
    assert_int_equal(ps_path_absolute("link/new.json", path, NULL), PS_OK);
    assert_string_equal(path, expected);
    snprintf(expected, sizeof expected, "%s/folder", folder->path);
    assert_int_equal(ps_path_absolute("folder/", path, NULL), PS_OK);
    assert_string_equal(path, expected);
    assert_int_equal(ps_path_absolute("/x", path, NULL), PS_OK);
    assert_string_equal(path, "/x");
    assert_int_equal(ps_path_absolute("/", path, NULL), PS_OK);
    assert_string_equal(path, "/");
    assert_int_equal(ps_path_absolute("nowhere/new.json", path, &error), PS_ERROR_FILE);
    assert_sentence(&error, "there is no folder 'nowhere': check the name");
}

static void a_path_longer_than_any_is_refused(void **state) {
    (void)state;
    char path[PS_PATH_SIZE];
    char *name = calloc(2, PS_PATH_SIZE);
    assert_non_null(name);
    memset(name, 'a', PS_PATH_SIZE + 10);
    assert_int_equal(ps_path_absolute(name, path, NULL), PS_ERROR_FILE);
    name[PS_PATH_SIZE + 5] = '/';
    assert_int_equal(ps_path_absolute(name, path, NULL), PS_ERROR_FILE);
    free(name);
}

static int passed_on;

static void take_signal(int number) {
    passed_on = number;
}

/* Whoever waits for events is woken by SIGTERM alone; the end is asked for in all three ways. Comes last:
 * what is wanted stays wanted. */
static void the_end_is_passed_on_as_sigterm(void **state) {
    (void)state;
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
    assert_true(signal(SIGTERM, take_signal) != SIG_ERR);
    assert_true(signal(SIGINT, SIG_DFL) != SIG_ERR);
    assert_true(signal(SIGHUP, SIG_DFL) != SIG_ERR);
    ps_file_expect_end();
    assert_false(ps_file_end_wanted());
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        passed_on = 0;
        assert_int_equal(raise(numbers[i]), 0);
        assert_int_equal(passed_on, SIGTERM);
        assert_true(ps_file_end_wanted());
    }
}

int main(void) {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_grow_and_end_with_a_zero),
        cmocka_unit_test(an_append_that_cannot_be_leaves_bytes_as_they_were),
        IN_FOLDER(a_file_is_read_whole),
        IN_FOLDER(a_large_file_is_read_whole),
        IN_FOLDER(more_than_the_limit_is_refused),
        IN_FOLDER(only_a_regular_file_is_read_unless_any_kind_is_asked_for),
        IN_FOLDER(a_reading_ends_where_enough_has_come),
        IN_FOLDER(what_cannot_be_read_is_named),
        IN_FOLDER(a_slow_pipe_is_read_whole_though_signals_interrupt),
        IN_FOLDER(a_new_file_obeys_the_umask),
        IN_FOLDER(an_existing_file_keeps_its_permissions),
        IN_FOLDER(nothing_is_a_file_too),
        IN_FOLDER(the_target_is_untouched_until_commit),
        IN_FOLDER(two_outputs_can_wait_side_by_side),
        IN_FOLDER(the_same_target_is_known_under_two_names),
        IN_FOLDER(links_are_followed_and_stay),
        IN_FOLDER(a_link_to_nothing_yet_makes_what_it_names),
        IN_FOLDER(a_link_in_a_circle_is_refused),
        IN_FOLDER(a_device_is_written_directly),
        IN_FOLDER(a_full_device_is_an_error_on_commit),
        IN_FOLDER(a_pipe_is_written_directly),
        IN_FOLDER(an_open_descriptor_without_a_name_is_written_directly),
        IN_FOLDER(what_cannot_be_written_is_refused_and_leaves_nothing),
        IN_FOLDER(a_name_of_full_length_can_be_written),
        IN_FOLDER(a_protected_file_is_not_replaced),
        IN_FOLDER(a_full_disk_leaves_the_target_and_no_temporary),
        IN_FOLDER(a_rename_that_fails_leaves_no_temporary),
        IN_FOLDER(the_folder_of_a_path_is_where_the_temporary_stands),
        IN_FOLDER(a_left_over_temporary_of_another_is_not_touched),
        IN_FOLDER(temporaries_of_dead_programs_alone_are_cleared),
        IN_FOLDER(a_lock_is_held_by_one_until_it_is_released),
        IN_FOLDER(a_killed_program_holds_no_lock),
        IN_FOLDER(standard_output_is_a_dash),
        IN_FOLDER(a_folder_lists_what_it_holds_and_nothing_hidden),
        IN_FOLDER(a_folder_of_too_many_files_is_listed_up_to_the_limit),
        IN_FOLDER(what_is_no_folder_is_not_listed),
        IN_FOLDER(a_path_is_found_from_the_root_whether_its_file_is_there_or_not),
        IN_FOLDER(a_path_longer_than_any_is_refused),
        cmocka_unit_test(the_end_is_passed_on_as_sigterm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
