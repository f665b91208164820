/* Tests of scene_file.c: maps and scenes in a folder of their own, whose every entry a test accounts for. */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/map_file.h"
#include "core/scene_file.h"

#include "core/file.h"
#include "core/npy.h"
#include "core/scene_json.h"
#include "unit.h"

#include <dirent.h>
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

/* The path of the first file in folder that begins with stem and is a map of the scene's own; false: none. */
static bool find_own(const char *folder, const char *stem, char path[PATH_MAX]) {
    DIR *listing = opendir(folder);
    bool found = false;
    if (!listing) {
        return false;
    }
    for (struct dirent *entry = readdir(listing); entry && !found; entry = readdir(listing)) {
        const size_t length = strlen(stem);
        found = strncmp(entry->d_name, stem, length) == 0 && strlen(entry->d_name) == length + 21;
        if (found) {
            snprintf(path, PATH_MAX, "%s/%s", folder, entry->d_name);
        }
    }
    closedir(listing);
    return found;
}

static int leave_folder(void **state) {
    Folder *folder = *state;
    char own[PATH_MAX];
    while (find_own(".", "scene", own) || find_own(".", "other", own) || find_own("folder", "s", own)) {
        if (remove(own) != 0) {
            return -1;
        }
    }
    static const char *const names[] = {"map.csv",    "map.tsv",   "map.npy",        "map.txt",
                                        "scene.json", "scene.npy", "folder/s.json",  "folder/s.npy",
                                        "other.json", "link.json", "folder/map.csv", "folder"};
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

static int count_entries(void) {
    DIR *folder = opendir(".");
    assert_non_null(folder);
    int count = 0;
    while (readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count - 2;
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
static PsDocument scene_of(int channels, int height, int width) {
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    ps_map_free(&document.scene.input);
    assert_int_equal(ps_map_init(&document.scene.input, channels, height, width, NULL), PS_OK);
    for (int64_t i = 0; i < ps_map_cells(&document.scene.input); i++) {
        document.scene.input.values[i] = (float)(i % 1000) / 8;
    }
    document.scene.source = (PsSource){PS_PATTERN_OWN, 1};
    return document;
}

static void assert_reads_back(const char *path, const PsDocument *document) {
    PsDocument back;
    assert_int_equal(ps_scene_file_read(path, &back, NULL), PS_OK);
    assert_true(ps_scene_equal(&back.scene, &document->scene));
    ps_document_free(&back);
}

static void a_small_scene_is_one_file(void **state) {
    (void)state;
    PsDocument document = scene_of(1, 256, 256);
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_int_equal(count_entries(), 1);
    assert_reads_back("scene.json", &document);
    ps_document_free(&document);
}

static void a_large_map_lies_beside_its_scene(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    PsDocument document = scene_of(1, 257, 256);
    document.step = 9;
    assert_int_equal(ps_scene_file_write("folder/s.json", &document, NULL), PS_OK);
    char own[PATH_MAX];
    assert_true(find_own("folder", "s", own));
    assert_reads_back("folder/s.json", &document);
    ps_document_free(&document);
    document = scene_of(3, 200, 200);
    assert_int_equal(ps_scene_file_write("folder/s.json", &document, NULL), PS_OK);
    assert_reads_back("folder/s.json", &document);
    ps_document_free(&document);
}

static void a_scene_names_a_text_beside_it_as_well(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    put("folder/s.json", "{\"poolscope\":1,\"input\":{\"file\":\"map.csv\"},\"step\":2}");
    put("folder/map.csv", "0,1,2,3\n4,5,6,7\n");
    PsDocument document;
    assert_int_equal(ps_scene_file_read("folder/s.json", &document, NULL), PS_OK);
    assert_int_equal(document.scene.input.width, 4);
    assert_int_equal(document.scene.source.pattern, PS_PATTERN_RAMP);
    assert_int_equal(document.step, 2);
    ps_document_free(&document);
}

static void assert_unreadable(PsStatus status, const char *sentence) {
    PsDocument document;
    PsError error = {0};
    assert_int_equal(ps_scene_file_read("scene.json", &document, &error), status);
    assert_sentence(&error, sentence);
    assert_null(document.scene.input.values);
    assert_null(document.scene.stack.text);
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

static void assert_bytes(const char *path, const void *data, size_t size) {
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, SIZE_MAX / 2, &bytes, NULL), PS_OK);
    assert_int_equal(bytes.size, size);
    assert_memory_equal(bytes.data, data, size);
    ps_bytes_free(&bytes);
}

static void a_file_that_nobody_named_is_never_touched(void **state) {
    (void)state;
    PsDocument document = scene_of(1, 300, 300);
    put("scene.npy", "measured");
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    document.scene.input.values[0] = -1;
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_reads_back("scene.json", &document);
    assert_bytes("scene.npy", "measured", 8);
    assert_int_equal(count_entries(), 3);
    ps_document_free(&document);
}

/* float64 [300][300], as somebody measured it. */
static void put_measured(const char *path, PsBytes *bytes) {
    static const char magic[10] = {'\x93', 'N', 'U', 'M', 'P', 'Y', '\x01', '\x00', '\x76', '\x00'};
    char header[119];
    snprintf(header, sizeof header, "%-117s\n",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (300, 300), }");
    assert_int_equal(ps_bytes_append(bytes, magic, sizeof magic, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(bytes, header, sizeof header - 1, NULL), PS_OK);
    for (int i = 0; i < 90000; i++) {
        const double value = i + 0.1;
        assert_int_equal(ps_bytes_append(bytes, &value, sizeof value, NULL), PS_OK);
    }
    assert_int_equal(ps_file_write(path, bytes->data, bytes->size, NULL), PS_OK);
}

static void a_scene_goes_on_naming_somebodys_map_until_the_cells_change(void **state) {
    (void)state;
    static const char text[] = "{\"poolscope\":1,\"input\":{\"file\":\"map.npy\"}}";
    PsBytes measured = {0};
    PsDocument document;
    char own[PATH_MAX];
    put_measured("map.npy", &measured);
    put("scene.json", text);
    assert_int_equal(ps_scene_file_read("scene.json", &document, NULL), PS_OK);
    document.step = 7;
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_reads_back("scene.json", &document);
    assert_int_equal(count_entries(), 2);
    /* Under another name the map is another one. */
    assert_int_equal(ps_scene_file_write("other.json", &document, NULL), PS_OK);
    assert_true(find_own(".", "other", own));
    document.scene.input.values[0] = -1;
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_reads_back("scene.json", &document);
    assert_true(find_own(".", "scene", own));
    assert_bytes("map.npy", measured.data, measured.size);
    assert_int_equal(count_entries(), 5);
    ps_bytes_free(&measured);
    ps_document_free(&document);
}

static void an_old_map_goes_when_no_scene_names_it(void **state) {
    (void)state;
    PsDocument document = scene_of(1, 300, 300);
    PsDocument before;
    PsBytes text = {0};
    assert_int_equal(ps_document_copy(&document, &before, NULL), PS_OK);
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    document.scene.input.values[0] = -1;
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_int_equal(count_entries(), 2);
    /* A copy of the text names the same map. */
    assert_int_equal(ps_file_read("scene.json", SIZE_MAX / 2, &text, NULL), PS_OK);
    assert_int_equal(ps_file_write("other.json", text.data, text.size, NULL), PS_OK);
    assert_int_equal(ps_scene_file_write("scene.json", &before, NULL), PS_OK);
    assert_int_equal(count_entries(), 4);
    assert_reads_back("scene.json", &before);
    assert_reads_back("other.json", &document);
    ps_bytes_free(&text);
    /* A small one needs none. */
    ps_document_free(&document);
    document = scene_of(1, 3, 3);
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_int_equal(count_entries(), 3);
    ps_document_free(&document);
    ps_document_free(&before);
}

static void a_map_that_somebody_changed_is_theirs(void **state) {
    (void)state;
    PsDocument document = scene_of(1, 300, 300);
    char own[PATH_MAX];
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_true(find_own(".", "scene", own));
    put(own, "theirs");
    /* It does not hold what the scene is: another name is found. */
    assert_int_equal(ps_scene_file_write("scene.json", &document, NULL), PS_OK);
    assert_reads_back("scene.json", &document);
    assert_bytes(own, "theirs", 6);
    assert_int_equal(count_entries(), 3);
    ps_document_free(&document);
}

static void a_scene_that_cannot_be_written_leaves_no_map(void **state) {
    (void)state;
    PsDocument document = scene_of(1, 300, 300);
    PsError error = {0};
    assert_int_equal(mkdir("scene.json", 0700), 0);
    assert_int_equal(ps_scene_file_write("scene.json", &document, &error), PS_ERROR_FILE);
    assert_int_equal(count_entries(), 1);
    assert_int_equal(remove("scene.json"), 0);
    document.scene.pool.kernel_size[0] = 0;
    put("scene.json", "old");
    assert_int_equal(ps_scene_file_write("scene.json", &document, &error), PS_ERROR_SETTING);
    assert_bytes("scene.json", "old", 3);
    assert_int_equal(count_entries(), 1);
    ps_document_free(&document);
}

static void a_map_lies_beside_the_scene_that_a_link_leads_to(void **state) {
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("folder/s.json", "link.json"), 0);
    PsDocument document = scene_of(1, 300, 300);
    assert_int_equal(ps_scene_file_write("link.json", &document, NULL), PS_OK);
    assert_int_equal(count_entries(), 2);
    assert_reads_back("link.json", &document);
    assert_reads_back("folder/s.json", &document);
    ps_document_free(&document);
}

static void what_begins_wrongly_is_not_read_to_its_end(void **state) {
    (void)state;
    PsMap map;
    PsError error = {0};
    assert_int_equal(symlink("/dev/zero", "map.npy"), 0);
    assert_int_equal(ps_map_file_read("map.npy", &map, NULL, &error), PS_ERROR_FILE);
    assert_int_equal(ps_map_file_read_any("map.npy", &map, NULL, &error), PS_ERROR_FORMAT);
    assert_int_equal(symlink("/dev/zero", "map.csv"), 0);
    assert_int_equal(ps_map_file_read_any("map.csv", &map, NULL, &error), PS_ERROR_FORMAT);
    assert_sentence(&error, "a zero byte stands in line 1, column 1: give a text of numbers");
    /* A hole of 300 MiB takes no room. */
    FILE *file = fopen("map.tsv", "wb");
    assert_non_null(file);
    assert_int_equal(fputs("1\t2\n", file) >= 0 && fseek(file, 300 << 20, SEEK_SET) == 0 && fputc('1', file),
                     1);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(ps_map_file_read("map.tsv", &map, NULL, &error), PS_ERROR_FORMAT);
    assert_int_equal(error.line, 2);
}

static void a_device_holds_all_cells(void **state) {
    (void)state;
    PsDocument document = scene_of(1, 300, 300);
    assert_int_equal(ps_scene_file_write("/dev/null", &document, NULL), PS_OK);
    ps_document_free(&document);
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
        IN_FOLDER(a_file_that_nobody_named_is_never_touched),
        IN_FOLDER(a_scene_goes_on_naming_somebodys_map_until_the_cells_change),
        IN_FOLDER(an_old_map_goes_when_no_scene_names_it),
        IN_FOLDER(a_map_that_somebody_changed_is_theirs),
        IN_FOLDER(a_scene_that_cannot_be_written_leaves_no_map),
        IN_FOLDER(a_map_lies_beside_the_scene_that_a_link_leads_to),
        IN_FOLDER(what_begins_wrongly_is_not_read_to_its_end),
        IN_FOLDER(a_device_holds_all_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
