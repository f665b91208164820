/* Tests of session.c: what is written comes back bit by bit, whatever happens to one of the files. Each test
 * has a folder of its own; the format is spelled out here a second time, so that slots can be forged.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/session.h"

#include "unit.h"

#include "core/file.h"
#include "core/memory.h"

#include <dirent.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 300, LISTING_SIZE = 1200, ENTRIES = 16, HEADER_SIZE = 79 };

/* ---- a folder for each test ---- */

static int enter_folder(void **state) {
    char *path = calloc(1, PATH_SIZE);
    if (!path) {
        return -1;
    }
    snprintf(path, PATH_SIZE, "/tmp/poolscope-session-XXXXXX");
    *state = path;
    return mkdtemp(path) ? 0 : -1;
}

static void path_in(const char *folder, const char *name, char path[PATH_SIZE]) {
    const int length = snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    assert_in_range(length, 1, PATH_SIZE - 1);
}

static int leave_folder(void **state) {
    char *folder = *state;
    DIR *listing = opendir(folder);
    for (struct dirent *entry = listing ? readdir(listing) : NULL; entry; entry = readdir(listing)) {
        char path[PATH_SIZE];
        path_in(folder, entry->d_name, path);
        if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2) {
            (void)remove(path);
        }
    }
    if (listing) {
        closedir(listing);
    }
    const int failed = rmdir(folder);
    free(folder);
    return failed;
}

static int compare_names(const void *one, const void *other) {
    return strcmp(one, other);
}

/* The names in folder, in order, each with a blank behind it. */
static void assert_files(const char *folder, const char *expected) {
    char names[ENTRIES][64];
    size_t count = 0;
    char text[LISTING_SIZE] = "";
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            assert_true(count < ENTRIES);
            snprintf(names[count++], sizeof names[0], "%.60s", entry->d_name);
        }
    }
    closedir(listing);
    qsort(names, count, sizeof names[0], compare_names);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        const int written = snprintf(text + length, sizeof text - length, "%s ", names[i]);
        length += (size_t)written;
        assert_true(length < sizeof text);
    }
    assert_string_equal(text, expected);
}

static PsBytes get(const char *folder, const char *name) {
    char path[PATH_SIZE];
    path_in(folder, name, path);
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, (size_t)1 << 28, &bytes, NULL), PS_OK);
    return bytes;
}

static void put(const char *folder, const char *name, const void *data, size_t size) {
    char path[PATH_SIZE];
    path_in(folder, name, path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void drop(const char *folder, const char *name) {
    char path[PATH_SIZE];
    path_in(folder, name, path);
    assert_int_equal(remove(path), 0);
}

/* ---- scenes ---- */

static PsSession *start(const char *folder) {
    PsSession *session = ps_session_create(folder);
    assert_non_null(session);
    return session;
}

static void keep(PsSession *session, const PsDocument *document) {
    PsError error = {0};
    const PsStatus status = ps_session_write(session, document, &error);
    if (status != PS_OK) {
        char text[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, text, sizeof text);
        fail_msg("%s", text);
    }
}

/* The empty program's scene, told apart by its step, which on this stage can be any. */
static PsDocument scene_at(int64_t step) {
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    document.stage = PS_STAGE_FIELD;
    document.step = step;
    return document;
}

static void set_stack(PsSceneStack *stack, const char *text) {
    ps_scene_stack_free(stack);
    assert_int_equal(ps_scene_stack_make(text, stack, NULL), PS_OK);
}

static void keep_step(PsSession *session, int64_t step) {
    PsDocument document = scene_at(step);
    keep(session, &document);
    ps_document_free(&document);
}

/* What another start of the program would find: its step, -1 for nothing. */
static int64_t found_step(const char *folder) {
    PsSession *session = start(folder);
    PsDocument document;
    bool found = true;
    assert_int_equal(ps_session_read(session, &document, &found, NULL), PS_OK);
    const int64_t step = found ? document.step : -1;
    assert_int_equal(found, document.scene.input.values != NULL);
    ps_document_free(&document);
    ps_session_destroy(session);
    return step;
}

static void assert_found(const char *folder, const PsDocument *expected) {
    PsSession *session = start(folder);
    PsDocument document;
    bool found = false;
    assert_int_equal(ps_session_read(session, &document, &found, NULL), PS_OK);
    assert_true(found);
    assert_true(ps_scene_equal(&document.scene, &expected->scene));
    ps_document_free(&document);
    ps_session_destroy(session);
}

static PsDocument large_scene(int channels, int height, int width) {
    PsDocument document = scene_at(0);
    ps_map_free(&document.scene.input);
    assert_int_equal(ps_map_init(&document.scene.input, channels, height, width, NULL), PS_OK);
    ps_map_fill_pattern(&document.scene.input, PS_PATTERN_NOISE, 7);
    document.scene.source = (PsSource){PS_PATTERN_NOISE, 7};
    return document;
}

static void edit(PsSession *session, PsDocument *document, int c, int y, int x, float value) {
    ps_map_set(&document->scene.input, c, y, x, value);
    document->scene.source.pattern = PS_PATTERN_OWN;
    ps_session_mark_cells(session, c, y, x, 1, 1);
}

/* ---- forged slots ---- */

static uint64_t checksum(uint64_t hash, const unsigned char *data, size_t size) {
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = 0;
        for (size_t k = 0; k < 8 && i + k < size; k++) {
            word |= (uint64_t)data[i + k] << (8 * k);
        }
        hash = (hash ^ word) * UINT64_C(0x100000001B3);
        hash ^= hash >> 32;
    }
    return hash;
}

/* A slot of that version whose header fits its body. */
static void forge(const char *folder, const char *name, int version, int64_t sequence, const void *body,
                  size_t size) {
    char header[HEADER_SIZE + 1];
    PsBytes bytes = {0};
    const uint64_t sum = checksum(UINT64_C(0xCBF29CE484222325) ^ (uint64_t)sequence, body, size);
    snprintf(header, sizeof header, "poolscope-session %d %020" PRId64 " %020zu %016" PRIx64 "\n", version,
             sequence, size, sum);
    assert_int_equal(ps_bytes_append(&bytes, header, HEADER_SIZE, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&bytes, body, size, NULL), PS_OK);
    put(folder, name, bytes.data, bytes.size);
    ps_bytes_free(&bytes);
}

/* Writes slot anew, as sequence 99, with the first `from` in its text replaced by `to`. */
static void falsify(const char *folder, const char *slot, const char *from, const char *to) {
    PsBytes bytes = get(folder, slot);
    const char *body = (const char *)bytes.data + HEADER_SIZE;
    const char *at = strstr(body, from);
    assert_non_null(at);
    PsBytes changed = {0};
    const size_t before = (size_t)(at - body);
    assert_int_equal(ps_bytes_append(&changed, body, before, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&changed, to, strlen(to), NULL), PS_OK);
    assert_int_equal(
        ps_bytes_append(&changed, at + strlen(from), bytes.size - HEADER_SIZE - before - strlen(from), NULL),
        PS_OK);
    forge(folder, slot, 1, 99, changed.data, changed.size);
    ps_bytes_free(&changed);
    ps_bytes_free(&bytes);
}

/* A slot as the program wrote it before its text held the scene's own JSON, at step 2. */
static const char OLD_LINE[] =
    "{\"map\":[1,4,4],\"pattern\":\"tutorial\",\"seed\":0,\"pool\":{\"op\":\"max\",\"kernel_size\":[2,2],"
    "\"stride\":[0,0],\"padding\":[0,0],\"dilation\":[1,1],\"ceil_mode\":false,\"count_include_pad\":true,"
    "\"norm_type_bits\":4611686018427387904,\"output_size\":[1,1]},\"compare\":{\"with\":\"none\",\"seed\":1,"
    "\"gradient\":false,\"minus\":[\"none\",\"none\",\"none\",\"none\"]},\"stack\":null,\"beside\":null,"
    "\"field\":{\"effective\":false,\"random\":false,\"own\":false},\"stage\":\"window\",\"step\":2,"
    "\"document\":null,\"saved\":false,\"base\":null}\n";

static void put_old(const char *folder, const char *slot) {
    PsMap map = tutorial_map();
    PsBytes bytes = {0};
    assert_int_equal(ps_bytes_append(&bytes, OLD_LINE, sizeof OLD_LINE - 1, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&bytes, map.values, 16 * sizeof *map.values, NULL), PS_OK);
    forge(folder, slot, 1, 2, bytes.data, bytes.size);
    ps_bytes_free(&bytes);
    ps_map_free(&map);
}

/* ---- tests ---- */

static void an_empty_folder_holds_no_session(void **state) {
    assert_int_equal(found_step(*state), -1);
    assert_files(*state, "");
}

static void everything_comes_back_bit_by_bit(void **state) {
    PsDocument document = scene_at(PS_DOCUMENT_STEP_LIMIT);
    document.stage = PS_STAGE_FIELD;
    document.saved = true;
    document.scene.source = (PsSource){PS_PATTERN_NOISE, UINT32_MAX};
    document.scene.pool = (PsPool){.op = PS_POOL_LP,
                                   .kernel_size = {2, 3},
                                   .stride = {0, 1},
                                   .dilation = {1, 1},
                                   .ceil_mode = true,
                                   .norm_type = 1.0 / 3,
                                   .output_size = {4, 5}};
    document.scene.compare =
        (PsCompare){.with = PS_COLUMN_STOCHASTIC,
                    .seed = UINT32_MAX - 1,
                    .gradient = true,
                    .minus = {PS_MINUS_MAX, PS_MINUS_NONE, PS_MINUS_AVERAGE, PS_MINUS_MAX}};
    document.scene.field = (PsFieldView){.effective = true, .random = false, .own = true};
    const float values[] = {NAN, -0.0F, INFINITY, -INFINITY, 1.17549435e-38F, 1e-45F, 3.14159274F, -7, 0};
    ps_map_free(&document.scene.input);
    document.scene.input = map_of(3, 3, values);
    set_stack(&document.scene.stack, "conv3 # gr\xC3\xB6\xC3\x9F"
                                     "e\nmaxpool2/2 # \"\\\t\x01\x7F\n");
    set_stack(&document.scene.second, "\n\tconv5x3 # \xC3\xA4\r\n,\n");
    document.path = ps_allocate_text("/tmp/\xE4\xF6 \n\xBF.json");

    PsSession *session = start(*state);
    keep(session, &document);
    PsDocument back;
    bool found = false;
    assert_int_equal(ps_session_read(session, &back, &found, NULL), PS_OK);
    assert_true(found);
    assert_true(ps_scene_equal(&document.scene, &back.scene));
    assert_values(back.scene.input.values, values, 9);
    assert_memory_equal(&back.scene.pool.norm_type, &document.scene.pool.norm_type,
                        sizeof document.scene.pool.norm_type);
    assert_string_equal(back.path, document.path);
    assert_true(back.saved);
    assert_int_equal(back.stage, document.stage);
    assert_int_equal(back.step, document.step);
    ps_document_free(&back);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void each_word_of_a_scene_comes_back(void **state) {
    PsSession *session = start(*state);
    PsDocument document = scene_at(0);
    for (int i = 0; i < PS_PATTERN_COUNT; i++) {
        document.scene.source.pattern = (PsPattern)i;
        document.scene.pool.op = (PsPoolOp)(i % PS_POOL_OP_COUNT);
        document.stage = (PsStage)(i % PS_STAGE_COUNT);
        document.scene.compare.minus[i % PS_COMPARE_COLUMNS] = (PsMinus)(i % PS_MINUS_COUNT);
        document.scene.field =
            (PsFieldView){.effective = i % 2 == 1, .random = i % 3 == 1, .own = i % 5 == 4};
        document.scene.compare.with = i == 0 ? PS_COLUMN_NONE : (PsColumn)(PS_COLUMN_GLOBAL + i % 5 + 1);
        keep(session, &document);
        assert_found(*state, &document);
    }
    set_stack(&document.scene.stack, "");
    keep(session, &document);
    assert_found(*state, &document);
    set_stack(&document.scene.second, "");
    keep(session, &document);
    assert_found(*state, &document);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void several_channels_up_to_the_limit_stay_in_the_slot(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(4, 128, 128);
    keep(session, &document);
    assert_files(*state, "session-a ");
    assert_found(*state, &document);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void slots_take_turns_and_the_newest_is_found(void **state) {
    PsSession *session = start(*state);
    for (int step = 1; step <= 5; step++) {
        keep_step(session, step);
        assert_int_equal(found_step(*state), step);
    }
    ps_session_destroy(session);
    assert_files(*state, "session-a session-b ");
    /* A session that has not read goes on from there too. */
    for (int step = 6; step <= 8; step++) {
        session = start(*state);
        keep_step(session, step);
        assert_int_equal(found_step(*state), step);
        ps_session_destroy(session);
    }
    drop(*state, "session-b");
    assert_int_equal(found_step(*state), 7);
}

static void a_slot_cut_anywhere_is_passed_over(void **state) {
    PsSession *session = start(*state);
    keep_step(session, 1);
    keep_step(session, 2);
    PsBytes whole = get(*state, "session-b");
    for (size_t size = 0; size < whole.size; size++) {
        put(*state, "session-b", whole.data, size);
        assert_int_equal(found_step(*state), 1);
    }
    put(*state, "session-b", whole.data, whole.size + 1); /* and the zero byte behind it */
    assert_int_equal(found_step(*state), 1);
    put(*state, "session-b", whole.data, whole.size);
    assert_int_equal(found_step(*state), 2);
    ps_bytes_free(&whole);
    ps_session_destroy(session);
}

static void a_changed_bit_anywhere_is_noticed(void **state) {
    PsSession *session = start(*state);
    keep_step(session, 1);
    keep_step(session, 2);
    PsBytes whole = get(*state, "session-b");
    for (size_t i = 0; i < whole.size; i++) {
        const unsigned char bit = (unsigned char)(1 << i % 8);
        whole.data[i] ^= bit;
        put(*state, "session-b", whole.data, whole.size);
        assert_int_equal(found_step(*state), 1);
        whole.data[i] ^= bit;
    }
    ps_bytes_free(&whole);
    ps_session_destroy(session);
}

static void two_damaged_slots_are_no_session_and_can_be_written_over(void **state) {
    put(*state, "session-a", "poolscope-session 1 ", 20);
    put(*state, "session-b", "", 0);
    assert_int_equal(found_step(*state), -1);
    PsSession *session = start(*state);
    keep_step(session, 1);
    keep_step(session, 2);
    assert_int_equal(found_step(*state), 2);
    ps_session_destroy(session);
}

static void another_version_is_passed_over(void **state) {
    PsSession *session = start(*state);
    keep_step(session, 1);
    PsBytes bytes = get(*state, "session-a");
    forge(*state, "session-b", 1, 7, bytes.data + HEADER_SIZE, bytes.size - HEADER_SIZE);
    drop(*state, "session-a");
    assert_int_equal(found_step(*state), 1);
    forge(*state, "session-b", 2, 7, bytes.data + HEADER_SIZE, bytes.size - HEADER_SIZE);
    assert_int_equal(found_step(*state), -1);
    forge(*state, "session-b", 1, INT64_MAX, bytes.data + HEADER_SIZE, bytes.size - HEADER_SIZE);
    assert_int_equal(found_step(*state), -1);
    ps_bytes_free(&bytes);
    ps_session_destroy(session);
}

typedef struct Lie {
    const char *from, *to;
} Lie;

/* Each lie in a slot that is otherwise sound, checksum and all: of session-b, which is newer than session-a.
 */
static void assert_lies_passed_over(const char *folder, const Lie *truth, const Lie *lies, size_t count) {
    PsBytes whole = get(folder, "session-b");
    falsify(folder, "session-b", truth->from, truth->to);
    assert_int_equal(found_step(folder), 3);
    for (size_t i = 0; i < count; i++) {
        put(folder, "session-b", whole.data, whole.size);
        falsify(folder, "session-b", lies[i].from, lies[i].to);
        if (found_step(folder) != 1) {
            fail_msg("%s in the place of %s was taken", lies[i].to, lies[i].from);
        }
    }
    ps_bytes_free(&whole);
}

/* In a slot of an older version. */
static void assert_passed_over(const char *folder, const Lie *lies, size_t count) {
    static const Lie truth = {"\"step\":2", "\"step\":3"};
    PsSession *session = start(folder);
    keep_step(session, 1);
    put_old(folder, "session-b");
    assert_lies_passed_over(folder, &truth, lies, count);
    ps_session_destroy(session);
}

static void what_cannot_be_is_passed_over(void **state) {
    static const Lie truth = {"\"step\": 2", "\"step\": 3"};
    static const Lie lies[] = {
        {"[1,4,4]", "[1,4,5]"},
        {"[1,4,4]", "[1,4,3]"},
        {"[1,4,4]", "[0,4,4]"},
        {"[1,4,4]", "[2147483647,2147483647,2147483647]"},
        {"[1,4,4]", "[1,4,4.0]"},
        {"\"pattern\":\"tutorial\"", "\"pattern\":\"\""},
        {"\"seed\":0", "\"seed\":4294967296"},
        {"\"document\":null", "\"document\":[]"},
        {"\"document\":null", "\"document\":\"\xC4\x80\""},
        {"\"saved\":false", "\"saved\":0"},
        {"\"saved\":false", "\"saved\":false,\"more\":0"},
        {"\"base\":null", "\"base\":{\"sequence\":1,\"checksum\":\"0\",\"tiles\":[]}"},
        {"\"base\":null", "\"base\":7"},
        {"\"scene\":", "\"scene\":1"},
        {"\"scene\":", "\"scene\":-"},
        {"\"scene\":", "\"scene\":0,\"scenes\":"},
        {"cells.npy", "other.npy"},
        {"{ \"file\": \"cells.npy\" }", "[[1,2,3,4],[1,2,3,4],[1,2]]"},
        {"\"kernel_size\": [2,2]", "\"kernel_size\": [0,2]"},
        {"\"kernel_size\": [2,2]", "\"kernel_size\": [2,9]"},
        {"\"op\": \"max\"", "\"op\": \"mux\""},
        {"\"stage\": \"field\"", "\"stage\": \"fjeld\""},
        {"\"step\": 2", "\"step\":-2"},
        {"\"step\": 2", "\"stop\": 2"},
        {"{", "[[[[[[[["},
        {"\"map\":", "\"map\" \"map\":"},
        {"\"map\":", "map\":"},
        {"\n", "},{\n"},
        {"\n", "]\n"},
        {"\n", ""},
    };
    PsSession *session = start(*state);
    keep_step(session, 1);
    keep_step(session, 2);
    assert_lies_passed_over(*state, &truth, lies, sizeof lies / sizeof lies[0]);
    ps_session_destroy(session);
}

static void what_could_not_be_of_old_is_passed_over(void **state) {
    static const Lie lies[] = {
        {"[1,4,4]", "[1,4,5]"},
        {"[1,4,4]", "[1,4,3]"},
        {"[1,4,4]", "[0,4,4]"},
        {"[1,4,4]", "[-1,-4,4]"},
        {"[1,4,4]", "[2147483647,2147483647,2147483647]"},
        {"[1,4,4]", "[4611686018427387904,4,4]"},
        {"[1,4,4]", "[1,4,4,1]"},
        {"[1,4,4]", "[1,4]"},
        {"[1,4,4]", "[1,4,4.0]"},
        {"[1,4,4]", "16"},
        {"\"kernel_size\":[2,2]", "\"kernel_size\":[0,2]"},
        {"\"kernel_size\":[2,2]", "\"kernel_size\":[2,9]"},
        {"\"kernel_size\":[2,2]", "\"kernel_size\":2"},
        {"\"padding\":[0,0]", "\"padding\":[2,2]"},
        {"\"op\":\"max\"", "\"op\":\"mux\""},
        {"\"op\":\"max\"", "\"op\":null"},
        {"\"with\":\"none\"", "\"with\":\"max\""},
        {"\"with\":\"none\"", "\"with\":\"some\""},
        {"\"minus\":[\"none\"", "\"minus\":[\"all\""},
        {"\"pattern\":\"tutorial\"", "\"pattern\":\"\""},
        {"\"stage\":\"window\"", "\"stage\":\"theatre\""},
        {"\"step\":2", "\"step\":-2"},
        {"\"step\":2", "\"step\":2e0"},
        {"\"step\":2", "\"step\":9223372036854775808"},
        {"\"step\":2", "\"step\":2,\"step\":2"},
        {"\"step\":2", "\"steps\":2"},
        {"\"step\":2", "\"step\":2,\"more\":2"},
        {"\"step\":2,", ""},
        {"\"seed\":0", "\"seed\":4294967296"},
        {"\"document\":null", "\"document\":[]"},
        {"\"saved\":false", "\"saved\":0"},
        {"\"base\":null", "\"base\":{\"sequence\":1,\"checksum\":\"0\",\"tiles\":[]}"},
        {"\"base\":null", "\"base\":{\"sequence\":0,\"checksum\":\"0\",\"tiles\":[]}"},
        {"\"base\":null", "\"base\":7"},
        {"{", "[[[[[[[["},
        {"\"map\":", "\"map\" \"map\":"},
        {"\"map\":", "map\":"},
        {"\n", "},{\n"},
        {"\n", "]\n"},
        {"\n", ""},
    };
    assert_passed_over(*state, lies, sizeof lies / sizeof lies[0]);
}

static void stacks_and_views_that_cannot_be_are_passed_over(void **state) {
    static const Lie lies[] = {
        {"\"stack\":null", "\"stack\":7"},
        {"\"stack\":null", "\"stack\":\"\xC4\x80\""},
        {"\"stack\":null", "\"stack\":\"\xFF\""},
        {"\"stack\":null", "\"stack\":\"a\\u0000b\""},
        {"\"beside\":null", "\"beside\":7"},
        {"\"beside\":null", "\"besides\":null"},
        {"\"beside\":null", "\"beside\":\"\xC4\x80\""},
        {"\"own\":false", "\"own\":0"},
        {"\"own\":false", "\"owns\":false"},
        {"\"own\":false", "\"own\":false,\"more\":false"},
        {"\"own\":false}", "\"own\":false},\"fields\":{}"},
    };
    assert_passed_over(*state, lies, sizeof lies / sizeof lies[0]);
}

static void the_largest_stacks_come_back(void **state) {
    enum { LINES = 2050, LINE = 510, SIZE = LINES * LINE };
    PsSession *session = start(*state);
    PsDocument document = scene_at(0);
    char *text = malloc(SIZE + 1);
    assert_non_null(text);
    memset(text, 'x', SIZE);
    text[SIZE] = '\0';
    for (int i = 0; i < LINES; i++) {
        text[(size_t)i * LINE] = '#';
        text[(size_t)i * LINE + LINE - 1] = '\n';
    }
    set_stack(&document.scene.stack, text);
    set_stack(&document.scene.second, text);
    free(text);
    keep(session, &document);
    assert_found(*state, &document);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void a_session_of_an_older_version_comes_back(void **state) {
    PsDocument document = scene_at(2);
    put_old(*state, "session-a");
    assert_found(*state, &document);
    falsify(*state, "session-a", "\"beside\":null,", "");
    falsify(*state, "session-a", "\"field\":{\"effective\":false,\"random\":false,\"own\":false},", "");
    assert_found(*state, &document);
    assert_int_equal(found_step(*state), 2);
    ps_document_free(&document);
}

/* Older versions kept any line; what no file can hold is written anew. */
static void an_old_stack_comes_back_as_a_file_can_hold_it(void **state) {
    PsDocument document = scene_at(2);
    put_old(*state, "session-a");
    falsify(*state, "session-a", "\"stack\":null", "\"stack\":\"conv3 # \\u00ff\\nmaxpool2/2\"");
    falsify(*state, "session-a", "\"beside\":null", "\"beside\":\"conv5 # kept\"");
    set_stack(&document.scene.stack, "conv3\nmaxpool2/2");
    set_stack(&document.scene.second, "conv5 # kept");
    assert_found(*state, &document);
    ps_document_free(&document);
}

static void a_stack_that_is_no_notation_is_left_behind(void **state) {
    PsDocument document = scene_at(2);
    put_old(*state, "session-a");
    falsify(*state, "session-a", "\"stack\":null", "\"stack\":\"conv3\\npool \\\"2\\\"\"");
    falsify(*state, "session-a", "\"beside\":null", "\"beside\":\"\\u00ff\"");
    assert_found(*state, &document);
    ps_document_free(&document);
}

static void a_large_map_has_one_base_and_slots_of_changed_tiles(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(2, 300, 500);
    keep(session, &document);
    assert_files(*state, "map-1.npy session-a ");
    assert_found(*state, &document);
    for (int i = 0; i < 4; i++) {
        edit(session, &document, i % 2, i * 99, 499 - i, (float)i + 0.5F);
        document.step = i;
        keep(session, &document);
        assert_files(*state, "map-1.npy session-a session-b ");
        assert_found(*state, &document);
    }
    PsBytes slot = get(*state, "session-a");
    assert_in_range(slot.size, 1, 4 * 64 * 64 * 4 + 1000);
    ps_bytes_free(&slot);
    PsBytes base = get(*state, "map-1.npy");
    assert_int_equal(base.size, 128 + 2 * 300 * 500 * 4);
    ps_bytes_free(&base);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void a_large_map_that_was_read_goes_on_from_its_base(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 300, 500);
    keep(session, &document);
    edit(session, &document, 0, 299, 499, NAN);
    keep(session, &document);
    ps_document_free(&document);
    ps_session_destroy(session);

    session = start(*state);
    bool found = false;
    assert_int_equal(ps_session_read(session, &document, &found, NULL), PS_OK);
    assert_true(found);
    edit(session, &document, 0, 0, 0, -1);
    keep(session, &document);
    assert_files(*state, "map-1.npy session-a session-b ");
    assert_found(*state, &document);
    assert_true(isnan(ps_map_get(&document.scene.input, 0, 299, 499)));
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void many_changes_make_a_new_base_and_old_ones_go(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 512, 512);
    keep(session, &document);
    /* 8 of 64 tiles are an eighth, a ninth one is more. */
    for (int i = 0; i < 8; i++) {
        edit(session, &document, 0, 64 * i, 64 * i, 100);
    }
    keep(session, &document);
    assert_files(*state, "map-1.npy session-a session-b ");
    ps_map_set(&document.scene.input, 0, 63, 128, 100);
    ps_map_set(&document.scene.input, 0, 64, 127, 100);
    ps_session_mark_cells(session, 0, 63, 127, 2, 2);
    keep(session, &document);
    assert_files(*state, "map-1.npy map-3.npy session-a session-b ");
    assert_found(*state, &document);
    keep(session, &document);
    assert_files(*state, "map-3.npy session-a session-b ");
    assert_found(*state, &document);
    ps_session_mark_all(session);
    keep(session, &document);
    assert_files(*state, "map-3.npy map-5.npy session-a session-b ");
    ps_document_free(&document);

    keep_step(session, 6);
    keep_step(session, 7);
    assert_files(*state, "session-a session-b ");
    assert_int_equal(found_step(*state), 7);
    ps_session_destroy(session);
}

static void another_shape_or_a_mark_outside_asks_for_a_new_base(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 300, 500);
    keep(session, &document);
    assert_int_equal(ps_map_resize(&document.scene.input, 500, 300, NULL), PS_OK);
    keep(session, &document);
    assert_found(*state, &document);
    ps_map_set(&document.scene.input, 0, 9, 9, 9);
    ps_session_mark_cells(session, 0, 0, 299, 1, 2);
    ps_session_mark_cells(session, 0, 0, 0, 1, 1);
    keep(session, &document);
    assert_files(*state, "map-2.npy map-3.npy session-a session-b ");
    assert_found(*state, &document);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void a_damaged_or_missing_base_takes_its_slots_along(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 300, 500);
    keep_step(session, 1);
    keep(session, &document);
    assert_found(*state, &document);
    PsBytes base = get(*state, "map-2.npy");
    for (size_t i = 0; i < base.size; i += 29989) {
        base.data[i] ^= 0x80;
        put(*state, "map-2.npy", base.data, base.size);
        assert_int_equal(found_step(*state), 1);
        base.data[i] ^= 0x80;
    }
    put(*state, "map-2.npy", base.data, base.size - 1);
    assert_int_equal(found_step(*state), 1);
    drop(*state, "map-2.npy");
    assert_int_equal(found_step(*state), 1);
    put(*state, "map-2.npy", base.data, base.size);
    assert_found(*state, &document);
    ps_bytes_free(&base);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void tiles_that_cannot_be_are_passed_over(void **state) {
    static const char *const lies[] = {"[1,1]", "[1,40]",  "[1,-1]",    "[1,39]", "[]",
                                       "[1]",   "[1,0,2]", "[1,\"0\"]", "{}",     "[1,4294967296]"};
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 300, 500);
    keep_step(session, 1);
    keep(session, &document);
    edit(session, &document, 0, 0, 64, 6);
    edit(session, &document, 0, 0, 128, 6);
    keep(session, &document);
    keep_step(session, 1);
    PsBytes whole = get(*state, "session-a");
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        put(*state, "session-a", whole.data, whole.size);
        char text[64];
        snprintf(text, sizeof text, "\"tiles\":%s", lies[i]);
        falsify(*state, "session-a", "\"tiles\":[1,2]", text);
        if (found_step(*state) != 1) {
            fail_msg("tiles %s were taken", lies[i]);
        }
    }
    ps_bytes_free(&whole);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void what_a_kill_left_behind_is_cleared_away(void **state) {
    put(*state, "map-41.npy", "x", 1);
    put(*state, "map-.npy", "x", 1);
    put(*state, "map-4x.npy", "x", 1);
    put(*state, "12345.npy", "x", 1);
    put(*state, "settings.txt", "x", 1);
    put(*state, ".poolscope-12-0.tmp", "x", 1);
    PsSession *session = start(*state);
    keep_step(session, 1);
    assert_files(*state, "12345.npy map-.npy map-4x.npy session-a settings.txt ");
    ps_session_destroy(session);
}

static void a_folder_that_is_gone_is_an_error(void **state) {
    char path[PATH_SIZE];
    path_in(*state, "gone", path);
    PsSession *session = start(path);
    PsDocument document = large_scene(1, 300, 500);
    PsError error;
    assert_int_equal(ps_session_write(session, &document, &error), PS_ERROR_FILE);
    assert_int_equal(found_step(path), -1);
    /* Once it is there all is written. */
    assert_int_equal(mkdir(path, 0700), 0);
    keep(session, &document);
    assert_files(path, "map-1.npy session-a ");
    assert_found(path, &document);
    drop(path, "map-1.npy");
    drop(path, "session-a");
    ps_document_free(&document);
    ps_session_destroy(session);
}

/* Writes with files of at most limit bytes. */
static PsStatus write_on_a_full_disk(PsSession *session, const PsDocument *document, rlim_t limit) {
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit tight = {limit, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const PsStatus status = ps_session_write(session, document, NULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    return status;
}

static void a_full_disk_leaves_what_was_there_and_is_caught_up_with(void **state) {
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 300, 500);
    keep_step(session, 1);
    keep_step(session, 2);
    assert_int_equal(write_on_a_full_disk(session, &document, 100), PS_ERROR_FILE);
    assert_files(*state, "session-a session-b ");
    assert_int_equal(found_step(*state), 2);
    keep(session, &document);
    /* The base of a write whose slot failed serves the next. */
    edit(session, &document, 0, 0, 0, 77);
    assert_int_equal(write_on_a_full_disk(session, &document, 100), PS_ERROR_FILE);
    edit(session, &document, 0, 64, 0, 78);
    keep(session, &document);
    assert_files(*state, "map-3.npy session-a session-b ");
    assert_found(*state, &document);
    ps_document_free(&document);
    ps_session_destroy(session);
}

/* What cannot be a slot: a folder, a link in a circle, a pipe, a protected file. */
static void make_unusable(const char *path, int kind) {
    if (kind == 0) {
        assert_int_equal(mkdir(path, 0700), 0);
    } else if (kind == 1) {
        assert_int_equal(symlink("session-b", path), 0);
    } else {
        assert_int_equal(mkfifo(path, 0600), 0);
    }
}

static void one_slot_that_cannot_be_does_not_stop_the_other(void **state) {
    static const char *const names[] = {"session-a", "session-b"};
    for (int kind = 0; kind < 3; kind++) {
        for (int slot = 0; slot < 2; slot++) {
            char path[PATH_SIZE];
            path_in(*state, names[slot], path);
            if (kind == 1 && slot == 0) {
                continue;
            }
            make_unusable(path, kind);
            PsSession *session = start(*state);
            for (int step = 1; step < 4; step++) {
                keep_step(session, step);
                assert_int_equal(found_step(*state), step);
            }
            ps_session_destroy(session);
            assert_int_equal(remove(path), 0);
            drop(*state, names[!slot]);
        }
    }
}

static void a_slot_that_becomes_unusable_leaves_the_other(void **state) {
    char path[PATH_SIZE];
    path_in(*state, "session-b", path);
    PsSession *session = start(*state);
    keep_step(session, 1);
    assert_int_equal(mkdir(path, 0700), 0);
    keep_step(session, 2);
    assert_int_equal(found_step(*state), 2);
    assert_int_equal(rmdir(path), 0);
    keep_step(session, 3);
    keep_step(session, 4);
    assert_files(*state, "session-a session-b ");
    ps_session_destroy(session);
}

static void a_base_goes_where_there_is_room_for_it(void **state) {
    char path[PATH_SIZE];
    path_in(*state, "map-1.npy", path);
    assert_int_equal(mkdir(path, 0700), 0);
    PsSession *session = start(*state);
    PsDocument document = large_scene(1, 300, 500);
    keep(session, &document);
    assert_found(*state, &document);
    assert_files(*state, "map-1.npy map-2.npy session-a ");
    assert_int_equal(rmdir(path), 0);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void one_program_at_a_time_has_a_folder(void **state) {
    PsSession *one = start(*state);
    PsSession *other = start(*state);
    assert_false(ps_session_exists(one));
    assert_true(ps_session_lock(one));
    assert_false(ps_session_lock(other));
    keep_step(one, 1);
    assert_true(ps_session_exists(other));
    ps_session_destroy(one);
    assert_true(ps_session_lock(other));
    ps_session_destroy(other);
    drop(*state, "window.lock");
}

/* A folder, a pipe or a link stands where the lock should be: programs keep apart all the same. */
static void what_is_in_the_way_of_the_lock_does_not_bring_programs_together(void **state) {
    char path[PATH_SIZE];
    path_in(*state, "window.lock", path);
    assert_int_equal(mkdir(path, 0700), 0);
    PsSession *one = start(*state);
    PsSession *other = start(*state);
    assert_true(ps_session_lock(one));
    assert_false(ps_session_lock(other));
    ps_session_destroy(one);
    ps_session_destroy(other);
    drop(*state, "window-lock");
    assert_int_equal(rmdir(path), 0);
}

static void a_session_is_removed_with_all_it_has(void **state) {
    char path[PATH_SIZE];
    path_in(*state, "own", path);
    assert_int_equal(mkdir(path, 0700), 0);
    PsSession *session = start(path);
    PsDocument document = large_scene(1, 300, 500);
    assert_true(ps_session_lock(session));
    keep(session, &document);
    put(path, ".poolscope-12-0.tmp", "x", 1);
    ps_session_remove(session);
    assert_int_equal(access(path, F_OK), -1);
    ps_document_free(&document);
    ps_session_destroy(session);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void) {
    const struct CMUnitTest tests[] = {
        in_folder(an_empty_folder_holds_no_session),
        in_folder(everything_comes_back_bit_by_bit),
        in_folder(each_word_of_a_scene_comes_back),
        in_folder(several_channels_up_to_the_limit_stay_in_the_slot),
        in_folder(slots_take_turns_and_the_newest_is_found),
        in_folder(a_slot_cut_anywhere_is_passed_over),
        in_folder(a_changed_bit_anywhere_is_noticed),
        in_folder(two_damaged_slots_are_no_session_and_can_be_written_over),
        in_folder(another_version_is_passed_over),
        in_folder(what_cannot_be_is_passed_over),
        in_folder(what_could_not_be_of_old_is_passed_over),
        in_folder(stacks_and_views_that_cannot_be_are_passed_over),
        in_folder(the_largest_stacks_come_back),
        in_folder(a_session_of_an_older_version_comes_back),
        in_folder(an_old_stack_comes_back_as_a_file_can_hold_it),
        in_folder(a_stack_that_is_no_notation_is_left_behind),
        in_folder(a_large_map_has_one_base_and_slots_of_changed_tiles),
        in_folder(a_large_map_that_was_read_goes_on_from_its_base),
        in_folder(many_changes_make_a_new_base_and_old_ones_go),
        in_folder(another_shape_or_a_mark_outside_asks_for_a_new_base),
        in_folder(a_damaged_or_missing_base_takes_its_slots_along),
        in_folder(tiles_that_cannot_be_are_passed_over),
        in_folder(what_a_kill_left_behind_is_cleared_away),
        in_folder(a_folder_that_is_gone_is_an_error),
        in_folder(a_full_disk_leaves_what_was_there_and_is_caught_up_with),
        in_folder(one_slot_that_cannot_be_does_not_stop_the_other),
        in_folder(a_slot_that_becomes_unusable_leaves_the_other),
        in_folder(a_base_goes_where_there_is_room_for_it),
        in_folder(one_program_at_a_time_has_a_folder),
        in_folder(what_is_in_the_way_of_the_lock_does_not_bring_programs_together),
        in_folder(a_session_is_removed_with_all_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
