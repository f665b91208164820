/* X11 and Wayland: a clipboard is served by a program that stays, so the picture is handed to one that does.
 *
 * It reads a file without a name, so that nothing waits for it to read; no shell is asked.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): posix_spawn, setenv */

#include "app/export/clipboard.h"

#include "app/words.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* How often, and how many milliseconds apart, the program is looked after. */
enum { LOOKS = 200, LOOK_APART = 10 };

/* The programs, in the order they are tried; each where its display is. */
static const struct {
    const char *display; /* set where it can run */
    const char *const *words;
} programs[] = {
    {"WAYLAND_DISPLAY", (const char *const[]){"wl-copy", "--type", "image/png", NULL}},
    {"DISPLAY", (const char *const[]){"xclip", "-selection", "clipboard", "-t", "image/png", "-i", NULL}},
};
enum { PROGRAMS = sizeof programs / sizeof programs[0] };

/* Whether it ended well; one that does not end is ended. */
static bool wait_for(pid_t child) {
    const struct timespec apart = {0, LOOK_APART * 1000000L};
    int status = 0;
    for (int i = 0; i < LOOKS; i++) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) {
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        }
        if (ended < 0 && errno != EINTR) {
            return false;
        }
        (void)nanosleep(&apart, NULL);
    }
    (void)kill(child, SIGKILL);
    (void)waitpid(child, &status, 0);
    return false;
}

/* Runs a program with file as its input and nothing of ours else. */
static bool run(const char *const *words, int file) {
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    const bool ready = lseek(file, 0, SEEK_SET) == 0 &&
                       posix_spawn_file_actions_adddup2(&actions, file, 0) == 0 &&
                       posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) == 0 &&
                       posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0;
    const bool begun = ready && posix_spawnp(&child, words[0], &actions, NULL,
                                             (char *const *)(void *)(size_t)words, environ) == 0;
    (void)posix_spawn_file_actions_destroy(&actions);
    return begun && wait_for(child);
}

static bool offer(int file) {
    for (int i = 0; i < PROGRAMS; i++) {
        const char *display = getenv(programs[i].display);
        if (display && display[0] && run(programs[i].words, file)) {
            return true;
        }
    }
    return false;
}

PsStatus clipboard_put_png(const void *png, size_t size, PsError *error) {
    FILE *file = tmpfile();
    if (!file) {
        return ps_fail(error, PS_ERROR_FILE, N_("no temporary file can be made: make room on the disk"));
    }
    const bool written = fwrite(png, 1, size, file) == size && fflush(file) == 0;
    const bool offered = written && offer(fileno(file));
    (void)fclose(file);
    return offered ? PS_OK
                   : ps_fail(error, PS_ERROR_FILE,
                             N_("the picture cannot be copied: install xclip (on Wayland wl-clipboard), or "
                                "use Export"));
}
