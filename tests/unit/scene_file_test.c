/* Tests of scene_file.c: maps and scenes in a folder of their own, whose every entry a test accounts for. */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/scene_file.h"

#include "core/file.h"
#include "core/npy.h"
#include "core/scene_json.h"
#include "unit.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
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
    snprintf(folder->path, sizeof folder->path, "/tmp/poolscope-scene-XXXXXX");
    *state = folder;
    return mkdtemp(folder->path) && chdir(folder->path) == 0 ? 0 : -1;
}

static int leave_folder(void **state) {
    Folder *folder = *state;
    static const char *const names[] = {"map.csv",        "map.tsv",   "map.npy",       "map.txt",
                                        "scene.json",     "scene.npy", "folder/s.json", "folder/s.npy",
                                        "folder/map.csv", "folder"};
    int failed = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        failed |= remove(names[i]) == 0 || errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    }
    failed |= chdir(folder->before);
    /* Also fails where a temporary was left behind. */
    failed |= rmdir(folder->path);
    free(folder);
    return failed;
}

static void put(const char *path, const char *text) {
    assert_int_equal(ps_file_write(path, text, strlen(text), NULL), PS_OK);
}

static bool exists(const char *path) {
    struct stat status;
    return stat(path, &status) == 0;
}

/* ---- maps ---- */

static void assert_map(const char *path, int dimensions, int channels, const float *values, size_t count) {
    PsMap map;
    int found = 0;
    assert_int_equal(ps_map_file_read(path, &map, &found, NULL), PS_OK);
    assert_int_equal(found, dimensions);
    assert_int_equal(map.channels, channels);
    assert_int_equal(ps_map_cells(&map), count);
    assert_values(map.values, values, count);
    ps_map_free(&map);
}

static void a_map_is_read_by_its_name_or_its_bytes(void **state) {
    (void)state;
    const float values[] = {1, 2, 3, 4};
    put("map.csv", "1,2\n3,4\n");
    assert_map("map.csv", 2, 1, values, 4);
    put("map.tsv", "1\t2\n\n3\t4\n");
    assert_map("map.tsv", 3, 2, values, 4);
    PsMap map = map_of(2, 2, values);
    PsBytes bytes = {0};
    assert_int_equal(ps_npy_write(&map, 4, &bytes, NULL), PS_OK);
    assert_int_equal(ps_file_write("map.npy", bytes.data, bytes.size, NULL), PS_OK);
    assert_map("map.npy", 4, 1, values, 4);
    assert_int_equal(ps_file_write("map.txt", bytes.data, bytes.size, NULL), PS_OK);
    assert_map("map.txt", 4, 1, values, 4);
    ps_bytes_free(&bytes);
    ps_map_free(&map);
}

static void what_is_no_map_is_refused(void **state) {
    (void)state;
    PsMap map;
    PsError error = {0};
    put("map.txt", "1,2\n");
    assert_int_equal(ps_map_file_read("map.txt", &map, NULL, &error), PS_ERROR_FORMAT);
    assert_sentence(&error, "map.txt is no map: open a file that ends in .npy, .csv or .tsv");
    assert_null(map.values);
    put("map.npy", "1,2\n");
    assert_int_equal(ps_map_file_read("map.npy", &map, NULL, &error), PS_ERROR_FORMAT);
    put("map.csv", "1,2\n3\n");
    assert_int_equal(ps_map_file_read("map.csv", &map, NULL, &error), PS_ERROR_FORMAT);
    assert_int_equal(error.line, 2);
    assert_int_equal(ps_map_file_read("missing.csv", &map, NULL, &error), PS_ERROR_FILE);
    assert_sentence(&error, "there is no file 'missing.csv': check the name");
    assert_null(map.values);
}

/* ---- scenes ---- */

/* A scene of so many cells, none of a pattern's. */
static PsScene scene_of(int channels, int height, int width) {
    PsScene scene;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    ps_map_free(&scene.input);
    assert_int_equal(ps_map_init(&scene.input, channels, height, width, NULL), PS_OK);
    for (int64_t i = 0; i < ps_map_cells(&scene.input); i++) {
        scene.input.values[i] = (float)(i % 1000) / 8;
    }
    scene.source = (PsSource){PS_PATTERN_OWN, 1};
    return scene;
}

static void assert_reads_back(const char *path, const PsScene *scene) {
    PsScene back;
    assert_int_equal(ps_scene_file_read(path, &back, NULL), PS_OK);
    assert_true(ps_scene_equal(&back, scene));
    ps_scene_free(&back);
}

static void a_small_scene_is_one_file(void **state) {
    (void)state;
    PsScene scene = scene_of(1, 256, 256);
    assert_int_equal(ps_scene_file_write("scene.json", &scene, NULL), PS_OK);
    assert_false(exists("scene.npy"));
    assert_reads_back("scene.json", &scene);
    ps_scene_free(&scene);
}

static void a_large_map_lies_beside_its_scene(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    PsScene scene = scene_of(1, 257, 256);
    scene.step = 9;
    assert_int_equal(ps_scene_file_write("folder/s.json", &scene, NULL), PS_OK);
    assert_true(exists("folder/s.npy"));
    assert_reads_back("folder/s.json", &scene);
    ps_scene_free(&scene);
    scene = scene_of(3, 200, 200);
    assert_int_equal(ps_scene_file_write("folder/s.json", &scene, NULL), PS_OK);
    assert_reads_back("folder/s.json", &scene);
    ps_scene_free(&scene);
}

static void a_scene_names_a_text_beside_it_as_well(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    put("folder/s.json", "{\"poolscope\":1,\"input\":{\"file\":\"map.csv\"},\"step\":2}");
    put("folder/map.csv", "0,1,2,3\n4,5,6,7\n");
    PsScene scene;
    assert_int_equal(ps_scene_file_read("folder/s.json", &scene, NULL), PS_OK);
    assert_int_equal(scene.input.width, 4);
    assert_int_equal(scene.source.pattern, PS_PATTERN_RAMP);
    assert_int_equal(scene.step, 2);
    ps_scene_free(&scene);
}

static void assert_unreadable(PsStatus status, const char *sentence) {
    PsScene scene;
    PsError error = {0};
    assert_int_equal(ps_scene_file_read("scene.json", &scene, &error), status);
    assert_sentence(&error, sentence);
    assert_null(scene.input.values);
    assert_null(scene.stack);
}

static void a_scene_without_a_sound_map_is_refused(void **state) {
    (void)state;
    assert_unreadable(PS_ERROR_FILE, "there is no file 'scene.json': check the name");
    put("scene.json", "{\"poolscope\":1,\"stack\":[\"gap\"],\"input\":{\"file\":\"map.csv\"},\"step\":2}");
    assert_unreadable(PS_ERROR_FILE, "there is no file 'map.csv': check the name");
    put("map.csv", "1,2\n3\n");
    assert_unreadable(PS_ERROR_FORMAT,
                      "line 2 has 1 values where the lines before have 2: make all rows equally long");
    put("map.csv", "1\n");
    assert_unreadable(PS_ERROR_SETTING, "kernel height 2 does not fit into 1 cells: use at most 1");
    put("map.csv", "1,2\n3,4\n");
    assert_unreadable(PS_ERROR_FORMAT, "step 2 of 'scene.json' is behind the last: use 0 to 1");
    put("scene.json", "{\"poolscope\":1,");
    assert_unreadable(PS_ERROR_FORMAT,
                      "this is no JSON in line 1, column 16 (string or '}' expected near end of "
                      "file): correct what stands there");
}

static void of_two_files_both_are_written_or_none(void **state) {
    (void)state;
    PsScene scene = scene_of(1, 300, 300);
    PsError error = {0};
    put("scene.npy", "old");
    assert_int_equal(mkdir("scene.json", 0700), 0);
    assert_int_equal(ps_scene_file_write("scene.json", &scene, &error), PS_ERROR_FILE);
    assert_int_equal(remove("scene.json"), 0);
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read("scene.npy", 100, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, "old");
    ps_bytes_free(&bytes);

    assert_int_equal(remove("scene.npy"), 0);
    assert_int_equal(mkdir("scene.npy", 0700), 0);
    put("scene.json", "old");
    assert_int_equal(ps_scene_file_write("scene.json", &scene, &error), PS_ERROR_FILE);
    assert_int_equal(ps_file_read("scene.json", 100, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, "old");
    ps_bytes_free(&bytes);
    ps_scene_free(&scene);
}

static void a_scene_is_not_written_over_its_map(void **state) {
    (void)state;
    PsScene scene = scene_of(1, 300, 300);
    PsError error = {0};
    put("scene.json", "old");
    assert_int_equal(symlink("scene.json", "scene.npy"), 0);
    assert_int_equal(ps_scene_file_write("scene.json", &scene, &error), PS_ERROR_SETTING);
    assert_sentence(&error,
                    "the scene and its map would both go to 'scene.json': let the scene's name end in .json");
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read("scene.json", 100, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, "old");
    ps_bytes_free(&bytes);
    ps_scene_free(&scene);
}

static void a_device_holds_all_cells(void **state) {
    (void)state;
    PsScene scene = scene_of(1, 300, 300);
    assert_int_equal(ps_scene_file_write("/dev/null", &scene, NULL), PS_OK);
    ps_scene_free(&scene);
}

int main(void) {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_map_is_read_by_its_name_or_its_bytes),
        IN_FOLDER(what_is_no_map_is_refused),
        IN_FOLDER(a_small_scene_is_one_file),
        IN_FOLDER(a_large_map_lies_beside_its_scene),
        IN_FOLDER(a_scene_names_a_text_beside_it_as_well),
        IN_FOLDER(a_scene_without_a_sound_map_is_refused),
        IN_FOLDER(of_two_files_both_are_written_or_none),
        IN_FOLDER(a_scene_is_not_written_over_its_map),
        IN_FOLDER(a_device_holds_all_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
