/* Sessions and scenes that an older version of the program left, see tests/data/old: they open as they were,
 * and what the program now makes of them is the same.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/file.h"
#include "core/scene_file.h"
#include "core/scene_json.h"
#include "core/session.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 300, LARGE_SIDE = 260 };

/* What the program that wrote them says of its sessions beside the scene, which it saved as NAME.json. */
typedef struct Old {
    const char *name;
    PsSource source;
    const char *path;
    bool saved;
    const char *map; /* the file that the scene names; null: none */
} Old;

static const Old olds[] = {
    {"edited", {PS_PATTERN_OWN, 0}, NULL, false, NULL},
    {"settings", {PS_PATTERN_NOISE, 2}, NULL, false, NULL},
    {"compare", {PS_PATTERN_TUTORIAL, 0}, NULL, false, NULL},
    {"saved", {PS_PATTERN_OWN, 1}, "/tmp/poolscope-old/odd.json", true, NULL},
    {"field",
     {PS_PATTERN_OWN, 1},
     "/tmp/poolscope-old/gr\xF6\xDF"
     "e.json",
     false,
     NULL},
    {"picture", {PS_PATTERN_PICTURE, 1}, "/tmp/poolscope-old/quarters.png", false, NULL},
    {"large", {PS_PATTERN_OWN, 0}, NULL, false, "large.741d8d5290f3a5b4.npy"},
};
enum { OLDS = sizeof olds / sizeof olds[0] };

/* ---- files; the working folder is the test's own ---- */

static PsBytes get(const char *path) {
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, (size_t)1 << 28, &bytes, NULL), PS_OK);
    return bytes;
}

static PsBytes get_old(const char *name, const char *rest) {
    char path[PATH_SIZE];
    const int length = snprintf(path, sizeof path, "%s/old/%s%s", POOLSCOPE_TEST_DATA, name, rest);
    assert_in_range(length, 1, PATH_SIZE - 1);
    return get(path);
}

static void put(const char *path, PsBytes *bytes) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->data, 1, bytes->size, file), bytes->size);
    assert_int_equal(fclose(file), 0);
    ps_bytes_free(bytes);
}

/* A file of the large map as it was: its first bytes, and the ramp behind them, for the scene with the cells
 * that were changed. */
static void put_large(const char *path, bool edited) {
    PsBytes bytes = get_old("large", edited ? ".npy.head" : "/map-1.npy.head");
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, LARGE_SIDE, LARGE_SIDE, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_RAMP, 0);
    if (edited) {
        ps_map_set(&map, 0, 0, 0, -5);
        ps_map_set(&map, 0, LARGE_SIDE - 1, LARGE_SIDE - 1, -6);
    }
    for (int64_t i = 0; i < ps_map_cells(&map); i++) {
        uint32_t bits;
        memcpy(&bits, &map.values[i], sizeof bits);
        const unsigned char cell[] = {(unsigned char)bits, (unsigned char)(bits >> 8),
                                      (unsigned char)(bits >> 16), (unsigned char)(bits >> 24)};
        assert_int_equal(ps_bytes_append(&bytes, cell, sizeof cell, NULL), PS_OK);
    }
    ps_map_free(&map);
    put(path, &bytes);
}

static void assert_same_bytes(PsBytes *bytes, const char *name) {
    PsBytes expected = get_old(name, ".json");
    assert_int_equal(bytes->size, expected.size);
    assert_memory_equal(bytes->data, expected.data, expected.size);
    ps_bytes_free(&expected);
    ps_bytes_free(bytes);
}

/* ---- sessions ---- */

static void lay_out_session(const Old *old) {
    assert_int_equal(mkdir("kept", 0700), 0);
    PsBytes slot = get_old(old->name, "/session-a");
    put("kept/session-a", &slot);
    if (old->map != NULL) {
        slot = get_old(old->name, "/session-b");
        put("kept/session-b", &slot);
        put_large("kept/map-1.npy", false);
    }
}

static void assert_old(const PsDocument *document, const Old *old) {
    assert_int_equal(document->scene.source.pattern, old->source.pattern);
    assert_int_equal(document->scene.source.seed, old->source.seed);
    assert_int_equal(document->saved, old->saved);
    assert_int_equal(document->path != NULL, old->path != NULL);
    if (old->path != NULL) {
        assert_string_equal(document->path, old->path);
    }
    PsBytes bytes = {0};
    assert_int_equal(ps_scene_json_write(document, old->map, &bytes, NULL), PS_OK);
    assert_same_bytes(&bytes, old->name);
}

/* Reads it as a start of the program would, and keeps it as the next change would. */
static void read_and_keep(const Old *old) {
    PsSession *session = ps_session_create("kept");
    PsDocument document;
    bool found = false;
    assert_non_null(session);
    assert_int_equal(ps_session_read(session, &document, &found, NULL), PS_OK);
    if (!found) {
        fail_msg("%s is not found", old->name);
    }
    assert_old(&document, old);
    if (old->map != NULL) {
        assert_true(ps_map_get(&document.scene.input, 0, 0, 0) == -5.0F);
        assert_true(ps_map_get(&document.scene.input, 0, LARGE_SIDE - 1, LARGE_SIDE - 1) == -6.0F);
        assert_true(ps_map_get(&document.scene.input, 0, 1, 0) == (float)LARGE_SIDE);
    }
    assert_int_equal(ps_session_write(session, &document, NULL), PS_OK);
    ps_document_free(&document);
    ps_session_destroy(session);
}

/* The older slot, which is the second, is the one that is written. */
static void assert_second_slot_is_new(void) {
    PsBytes slot = get("kept/session-b");
    const char *line = memchr(slot.data, '\n', slot.size);
    assert_non_null(line);
    assert_int_equal(strncmp(line, "\n{\"scene\":", 10), 0);
    ps_bytes_free(&slot);
}

static void old_sessions_open_as_they_were_and_are_kept_so(void **state) {
    (void)state;
    for (int i = 0; i < OLDS; i++) {
        lay_out_session(&olds[i]);
        read_and_keep(&olds[i]);
        assert_second_slot_is_new();
        read_and_keep(&olds[i]);
        PsSession *session = ps_session_create("kept");
        assert_non_null(session);
        ps_session_remove(session);
        ps_session_destroy(session);
    }
}

/* ---- scenes ---- */

static void old_scenes_open_and_are_saved_as_they_were(void **state) {
    (void)state;
    for (int i = 0; i < OLDS; i++) {
        PsDocument document;
        PsBytes bytes = get_old(olds[i].name, ".json");
        put("large.json", &bytes);
        if (olds[i].map != NULL) {
            put_large(olds[i].map, true);
        }
        assert_int_equal(ps_scene_file_read("large.json", &document, NULL), PS_OK);
        assert_int_equal(ps_scene_file_write("large.json", &document, NULL), PS_OK);
        bytes = get("large.json");
        assert_same_bytes(&bytes, olds[i].name);
        ps_document_free(&document);
        assert_int_equal(remove("large.json"), 0);
        assert_true(olds[i].map == NULL || remove(olds[i].map) == 0);
    }
}

static int enter_folder(void **state) {
    static char folder[] = "/tmp/poolscope-old-files-XXXXXX";
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state) {
    return chdir("/") == 0 ? rmdir(*state) : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(old_sessions_open_as_they_were_and_are_kept_so),
        cmocka_unit_test(old_scenes_open_and_are_saved_as_they_were),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
