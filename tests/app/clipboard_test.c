/* A picture on its way to the clipboard: to a program named xclip or wl-copy, which here is a script that
 * keeps what it is given; and what is said where there is none, or where it fails.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): posix_spawn, setenv */

#include "app/export/clipboard.h"

#include "core/file.h"
#include "tests/app/folder.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int set_up(void **state) {
    if (folder_enter(state) != 0 || setenv("PATH", (const char *)*state, 1) != 0) {
        return -1;
    }
    unsetenv("WAYLAND_DISPLAY");
    return setenv("DISPLAY", ":7", 1);
}

static void put_program(const char *name, const char *body) {
    char text[512];
    PsError error = {0};
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", body);
    assert_int_equal(ps_file_write(name, text, strlen(text), &error), PS_OK);
    assert_int_equal(chmod(name, 0755), 0);
}

static void assert_holds(const char *path, const char *wanted) {
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, 1 << 20, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, wanted);
    ps_bytes_free(&bytes);
}

static const char *put(const char *png) {
    static char text[PS_ERROR_TEXT_SIZE];
    PsError error = {0};
    if (clipboard_put_png(png, strlen(png), &error) == PS_OK) {
        return "";
    }
    ps_error_text(&error, NULL, text, sizeof text);
    return text;
}

static void xclip_gets_the_picture(void **state) {
    (void)state;
    put_program("xclip", "/bin/cat >got; echo \"$*\" >words");
    assert_string_equal(put("picture"), "");
    assert_holds("got", "picture");
    assert_holds("words", "-selection clipboard -t image/png -i\n");
}

static void on_wayland_wl_copy_does_and_xclip_where_it_is_missing(void **state) {
    (void)state;
    setenv("WAYLAND_DISPLAY", "wayland-0", 1);
    put_program("xclip", "/bin/cat >by-xclip");
    assert_string_equal(put("one"), "");
    assert_holds("by-xclip", "one");
    put_program("wl-copy", "/bin/cat >by-wl-copy");
    assert_string_equal(put("two"), "");
    assert_holds("by-wl-copy", "two");
    assert_holds("by-xclip", "one");
}

static void without_a_program_it_says_what_to_install(void **state) {
    (void)state;
    assert_non_null(strstr(put("picture"), "install xclip"));
    put_program("xclip", "exit 3");
    assert_non_null(strstr(put("picture"), "use Export"));
    unsetenv("DISPLAY");
    put_program("xclip", "exit 0");
    assert_non_null(strstr(put("picture"), "use Export"));
}

#define CLIPBOARD_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, folder_leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        CLIPBOARD_TEST(xclip_gets_the_picture),
        CLIPBOARD_TEST(on_wayland_wl_copy_does_and_xclip_where_it_is_missing),
        CLIPBOARD_TEST(without_a_program_it_says_what_to_install),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
