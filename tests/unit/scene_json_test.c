/* Tests of scene_json.c, scene_json_write.c and scene_stack.c (and of json.c below them): what is read, what
 * is refused and where, and that what was written reads back.
 */
#include "core/scene_json.h"

#include "core/memory.h"
#include "core/notation.h"
#include "core/preset.h"
#include "core/scene_settings.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- helpers ---- */

/* Reads from memory of exactly that size, so that AddressSanitizer sees a byte too many. */
static PsStatus read_bytes(const void *text, size_t size, PsDocument *document, char **file, PsError *error) {
    unsigned char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    const PsStatus status = ps_scene_json_read(copy, size, document, file, error);
    free(copy);
    return status;
}

/* The scene of a text that is fine. */
static PsDocument scene_of(const char *text) {
    PsDocument document;
    char *file = NULL;
    PsError error = {0};
    const PsStatus status = read_bytes(text, strlen(text), &document, &file, &error);
    if (status != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        print_error("%s\n", sentence);
    }
    assert_int_equal(status, PS_OK);
    assert_null(file);
    assert_int_equal(ps_scene_validate(&document.scene, NULL), PS_OK);
    return document;
}

/* Refused as status, with that sentence, which names line and column where line is not 0. */
static void assert_refused_as(PsStatus status, const char *text, size_t size, int line, int column,
                              const char *sentence) {
    PsDocument document;
    char *file = NULL;
    PsError error = {0};
    assert_int_equal(read_bytes(text, size, &document, &file, &error), status);
    assert_sentence(&error, sentence);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    assert_null(document.scene.input.values);
    assert_null(document.scene.stack.text);
    assert_null(file);
    char place[64];
    snprintf(place, sizeof place, "line %d, column %d", line, column);
    assert_non_null(strstr(sentence, place));
}

static void assert_refused(const char *text, int line, int column, const char *sentence) {
    assert_refused_as(PS_ERROR_FORMAT, text, strlen(text), line, column, sentence);
}

static PsBytes written(const PsDocument *document, const char *file) {
    PsBytes bytes = {0};
    PsError error = {0};
    const PsStatus status = ps_scene_json_write(document, file, &bytes, &error);
    if (status != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        print_error("%s\n", sentence);
    }
    assert_int_equal(status, PS_OK);
    return bytes;
}

/* Written and read back, the scene is equal. Frees it. */
static void assert_round_trip(PsDocument *document) {
    PsBytes bytes = written(document, NULL);
    PsDocument back = scene_of((const char *)bytes.data);
    assert_true(ps_scene_equal(&document->scene, &back.scene));
    ps_bytes_free(&bytes);
    ps_document_free(&back);
    ps_document_free(document);
}

static PsDocument first_scene(void) {
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    return document;
}

/* The first scene with another input. */
static PsDocument scene_with(int channels, int height, int width, const float *values) {
    PsDocument document = first_scene();
    ps_map_free(&document.scene.input);
    assert_int_equal(ps_map_init(&document.scene.input, channels, height, width, NULL), PS_OK);
    if (values != NULL) {
        memcpy(document.scene.input.values, values,
               (size_t)ps_map_cells(&document.scene.input) * sizeof *values);
    }
    document.scene.source = ps_source_of(&document.scene.input);
    return document;
}

static char *copy_text(const char *text) {
    char *copy = ps_allocate(strlen(text) + 1, 1);
    assert_non_null(copy);
    memcpy(copy, text, strlen(text) + 1);
    return copy;
}

/* ---- reading ---- */

static const char EXAMPLE[] =
    "{ \"poolscope\": 1, \"stage\": \"window\",\n"
    "  \"input\": [[1,3,2,4],[5,6,1,2],[3,2,4,7],[1,0,6,3]],\n"
    "  \"pool\": { \"op\": \"max\", \"kernel_size\": [2,2], \"stride\": [2,2], \"padding\": [0,0], "
    "\"dilation\": [1,1],\n"
    "            \"ceil_mode\": false, \"count_include_pad\": true, \"norm_type\": 2, \"output_size\": [1,1] "
    "},\n"
    "  \"stack\": [\"conv3\", \"conv3\", \"maxpool2/2\", \"conv3\", \"maxpool2/2\"],\n"
    "  \"step\": 1 }\n";

static void the_example_of_the_contract_is_read(void **state) {
    (void)state;
    PsDocument document = scene_of(EXAMPLE);
    PsMap tutorial = tutorial_map();
    assert_true(ps_map_equal(&document.scene.input, &tutorial));
    assert_int_equal(document.scene.source.pattern, PS_PATTERN_TUTORIAL);
    assert_int_equal(document.stage, PS_STAGE_WINDOW);
    assert_int_equal(document.scene.pool.stride[PS_HEIGHT], 2);
    assert_string_equal(document.scene.stack.text, "conv3\nconv3\nmaxpool2/2\nconv3\nmaxpool2/2");
    assert_int_equal(document.step, 1);
    ps_map_free(&tutorial);
    ps_document_free(&document);
}

static void only_the_version_is_required(void **state) {
    (void)state;
    PsDocument document = scene_of("{\"poolscope\":1}");
    PsDocument first = first_scene();
    assert_true(ps_scene_equal(&document.scene, &first.scene));
    ps_document_free(&document);
    document = scene_of("\xEF\xBB\xBF \r\n{\"step\":0,\"pool\":{},\"compare\":{},\"poolscope\":1.0}\r\n");
    assert_true(ps_scene_equal(&document.scene, &first.scene));
    ps_document_free(&document);
    ps_document_free(&first);
}

static void one_number_stands_for_both_axes_and_null_for_the_kernel(void **state) {
    (void)state;
    PsDocument document =
        scene_of("{\"poolscope\":1,\"pool\":{\"kernel_size\":3,\"stride\":1,\"padding\":[0,1]}}");
    assert_int_equal(document.scene.pool.kernel_size[PS_HEIGHT], 3);
    assert_int_equal(document.scene.pool.kernel_size[PS_WIDTH], 3);
    assert_int_equal(document.scene.pool.stride[PS_WIDTH], 1);
    assert_int_equal(document.scene.pool.padding[PS_HEIGHT], 0);
    assert_int_equal(document.scene.pool.padding[PS_WIDTH], 1);
    ps_document_free(&document);
    document = scene_of("{\"poolscope\":1,\"pool\":{\"stride\":null}}");
    assert_int_equal(document.scene.pool.stride[PS_HEIGHT], 0);
    ps_document_free(&document);
    document = scene_of("{\"poolscope\":1,\"pool\":{\"stride\":[1,null]}}");
    assert_int_equal(document.scene.pool.stride[PS_HEIGHT], 1);
    assert_int_equal(document.scene.pool.stride[PS_WIDTH], 0);
    ps_document_free(&document);
}

static void cells_are_the_nearest_float32(void **state) {
    (void)state;
    /* The last is above the middle of 1 and its successor by less than a double can tell: to float32 by way
     * of a double it would become 1. */
    PsDocument document =
        scene_of("{\"poolscope\":1,\"input\":[[0.1,-0.0,-0,1e-45,3.4028235e38,100000000000000000000,"
                 "1.000000059604644775390626]],\"pool\":{\"kernel_size\":1}}");
    const float expected[] = {0.1F, -0.0F, -0.0F, 1e-45F, 3.4028235e38F, 1e20F, 1.00000012F};
    assert_values(document.scene.input.values, expected, 7);
    ps_document_free(&document);
    document =
        scene_of("{\"poolscope\":1,\"input\":[[\"nan\",\"inf\",\"-inf\"]],\"pool\":{\"kernel_size\":1}}");
    assert_true(isnan(document.scene.input.values[0]));
    assert_true(isinf(document.scene.input.values[1]) && document.scene.input.values[1] > 0);
    assert_true(isinf(document.scene.input.values[2]) && document.scene.input.values[2] < 0);
    ps_document_free(&document);
}

static void several_channels_are_a_list_of_maps(void **state) {
    (void)state;
    PsDocument document =
        scene_of("{\"poolscope\":1,\"input\":[[[1,2],[3,4]],[[5,6],[7,8]],[[9,10],[11,12]]]}");
    assert_int_equal(document.scene.input.channels, 3);
    assert_int_equal(document.scene.input.height, 2);
    assert_int_equal(document.scene.input.width, 2);
    for (int i = 0; i < 12; i++) {
        assert_true(document.scene.input.values[i] == (float)(i + 1));
    }
    ps_document_free(&document);
}

static void patterns_are_recognised_by_their_cells(void **state) {
    (void)state;
    static const PsPattern patterns[] = {PS_PATTERN_RAMP, PS_PATTERN_CHECKER, PS_PATTERN_BLOB,
                                         PS_PATTERN_EDGE};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        for (int channels = 1; channels <= 2; channels++) {
            PsDocument document = scene_with(channels, 5, 6, NULL);
            ps_map_fill_pattern(&document.scene.input, patterns[i], 0);
            document.scene.source = (PsSource){patterns[i], 1};
            assert_round_trip(&document);
        }
    }
    PsDocument document = scene_with(1, 5, 6, NULL);
    ps_map_fill_pattern(&document.scene.input, PS_PATTERN_NOISE, 3);
    document.scene.source = (PsSource){PS_PATTERN_OWN, 1};
    assert_round_trip(&document);
    /* The tutorial's rows are its own at 4 x 4 and in one channel alone. */
    document = scene_with(1, 5, 6, NULL);
    ps_map_fill_pattern(&document.scene.input, PS_PATTERN_TUTORIAL, 0);
    assert_int_equal(ps_map_find_pattern(&document.scene.input), PS_PATTERN_OWN);
    ps_document_free(&document);
    document = scene_of("{\"poolscope\":1,\"input\":[[0,1],[-0.0,3]]}");
    assert_int_equal(document.scene.source.pattern, PS_PATTERN_OWN);
    ps_document_free(&document);
}

static void a_file_is_named_and_not_read(void **state) {
    (void)state;
    static const char text[] = "{\"poolscope\":1,\"step\":7,\"input\":{\"file\":\"a b.npy\"}}";
    PsDocument document;
    char *file = NULL;
    assert_int_equal(read_bytes(text, strlen(text), &document, &file, NULL), PS_OK);
    assert_string_equal(file, "a b.npy");
    assert_null(document.scene.input.values);
    assert_int_equal(document.step, 7);
    ps_release(file);
    ps_document_free(&document);
}

static void an_empty_list_is_a_stack_without_layers(void **state) {
    (void)state;
    PsDocument document = scene_of("{\"poolscope\":1,\"stack\":[],\"field\":{\"beside\":[]}}");
    assert_string_equal(document.scene.stack.text, "");
    assert_string_equal(document.scene.second.text, "");
    PsBytes bytes = written(&document, NULL);
    assert_non_null(strstr((const char *)bytes.data, "\"stack\": [],"));
    assert_non_null(strstr((const char *)bytes.data, "\"beside\": [],"));
    ps_bytes_free(&bytes);
    assert_round_trip(&document);
    document = scene_of("{\"poolscope\":1,\"stack\":[\"\"]}");
    assert_string_equal(document.scene.stack.text, "");
    assert_null(document.scene.second.text);
    assert_round_trip(&document);
}

static void lines_of_a_stack_are_read_as_one_text(void **state) {
    (void)state;
    PsDocument document =
        scene_of("{\"poolscope\":1,\"stack\":[\"conv3, conv3\",\"add(conv3 p1\",\"| id\",\"\",\")\"]}");
    assert_string_equal(document.scene.stack.text, "conv3, conv3\nadd(conv3 p1\n| id\n\n)");
    assert_round_trip(&document);
}

static void what_the_field_stage_shows_is_read(void **state) {
    (void)state;
    PsDocument document = scene_of("{\"poolscope\":1,\"field\":{}}");
    assert_false(document.scene.field.effective || document.scene.field.random || document.scene.field.own);
    assert_null(document.scene.second.text);
    ps_document_free(&document);
    document = scene_of("{\"poolscope\":1,\"field\":{\"beside\":[\"conv7\"],\"view\":\"effective\","
                        "\"influence\":\"random\",\"picture\":\"input\"}}");
    assert_true(document.scene.field.effective && document.scene.field.random && document.scene.field.own);
    assert_string_equal(document.scene.second.text, "conv7");
    assert_null(document.scene.stack.text);
    ps_document_free(&document);
    document = scene_of("{\"poolscope\":1,\"field\":{\"view\":\"theoretical\",\"influence\":\"paths\","
                        "\"picture\":\"cat\"}}");
    assert_false(document.scene.field.effective || document.scene.field.random || document.scene.field.own);
    ps_document_free(&document);
}

static void steps_of_the_field_stage_are_not_windows(void **state) {
    (void)state;
    PsDocument document = scene_of("{\"poolscope\":1,\"step\":999999999999999,\"stage\":\"field\"}");
    assert_int_equal(document.step, 999999999999999);
    assert_round_trip(&document);
}

static void keys_and_texts_may_be_escaped(void **state) {
    (void)state;
    PsDocument document =
        scene_of("{\"p\\u006folscope\":1,\"stack\":[\"\\u0063onv3\\t#\\\"\\\\\\u00e4\\ud83d\\ude00\"]}");
    assert_string_equal(document.scene.stack.text, "conv3\t#\"\\\xC3\xA4\xF0\x9F\x98\x80");
    assert_round_trip(&document);
}

/* ---- refusals ---- */

static void what_is_no_json_is_refused_where_it_stands(void **state) {
    (void)state;
    assert_refused("", 1, 1, "this is no JSON object in line 1, column 1: let it begin with {");
    assert_refused("\n [1]", 2, 2, "this is no JSON object in line 2, column 2: let it begin with {");
    assert_refused(
        "{", 1, 2,
        "this is no JSON in line 1, column 2 (string or '}' expected near end of file): correct what "
        "stands there");
    assert_refused(
        "{\"poolscope\": 1,\n  }", 2, 3,
        "this is no JSON in line 2, column 3 (string or '}' expected near '}'): correct what stands "
        "there");
    assert_refused("{\"poolscope\":\n1 2\n}", 2, 3,
                   "this is no JSON in line 2, column 3 ('}' expected near '2'): correct what stands there");
    assert_refused(
        "{\"poolscope\":01}", 1, 14,
        "this is no JSON in line 1, column 14 (invalid token near '0'): correct what stands there");
    assert_refused(
        "{\"poolscope\":NaN}", 1, 14,
        "this is no JSON in line 1, column 14 (invalid token near 'NaN'): correct what stands there");
    assert_refused("{\"a\nb\":1}", 1, 4,
                   "this is no JSON in line 1, column 4 (unexpected newline near '\"a'): correct what stands "
                   "there");
    assert_refused(
        "{\"a\\q\":1}", 1, 5,
        "this is no JSON in line 1, column 5 (invalid escape near '\"a\\q'): correct what stands there");
    assert_refused(
        "{\"ab\xff\":1}", 1, 5,
        "this is no JSON in line 1, column 5 (unable to decode byte 0xff near '\"ab'): correct what "
        "stands there");
    assert_refused("{\"poolscope\":1} x", 1, 17,
                   "more text stands behind the document's end in line 1, column 17: remove it");
    assert_refused("{} {}", 1, 4,
                   "more text stands behind the document's end in line 1, column 4: remove it");
    assert_refused("{\"a\":\"\\u0000\"}", 1, 6,
                   "this is no JSON in line 1, column 6 (\\u0000 is not allowed without JSON_ALLOW_NUL near "
                   "'\"\\u0000\"'): correct what stands there");
}

static void what_must_not_reach_the_parser_is_refused_before(void **state) {
    (void)state;
    assert_refused_as(PS_ERROR_FORMAT, "{\n\"a\0b\":1}", 10, 2, 3,
                      "a zero byte stands in line 2, column 3: give a JSON text");
    assert_refused("{\"poolscope\":1,\n\"poolscope\":1}", 2, 1,
                   "the key in line 2, column 1 stands there a second time: keep one of the two");
    assert_refused("{\"poolscope\":1,\n\"input\":[[1e999]]}", 2, 11,
                   "the number in line 2, column 11 is beyond float32: stay within 3.4e38 or write \"inf\"");
    char deep[64] = "{\"a\":\n[";
    memset(deep + 7, '[', 40);
    assert_refused(deep, 2, 16,
                   "lists lie too deep in one another in line 2, column 16: use at most 16 levels");
    char wide[700] = "{\"a\":\n ";
    memset(wide + 7, '1', 600);
    assert_refused(wide, 2, 2, "the text or number in line 2, column 2 is too long: use at most 512 bytes");
    /* Deep beyond any stack. */
    const size_t size = (size_t)1 << 20;
    char *abyss = malloc(size);
    assert_non_null(abyss);
    memset(abyss, '[', size);
    abyss[0] = '{';
    PsDocument document;
    char *file = NULL;
    assert_int_equal(read_bytes(abyss, size, &document, &file, NULL), PS_ERROR_FORMAT);
    free(abyss);
}

static void a_document_past_the_limit_is_refused_unread(void **state) {
    (void)state;
    PsDocument document;
    char *file = NULL;
    PsError error = {0};
    assert_int_equal(
        ps_scene_json_read((const unsigned char *)"{", PS_SCENE_JSON_LIMIT + 1, &document, &file, &error),
        PS_ERROR_SIZE);
    assert_sentence(&error, "a scene of 16777217 bytes is too large: name its map as a file");
}

static void versions_are_told_apart_before_keys(void **state) {
    (void)state;
    assert_refused("{\"pool\":{}}", 1, 1,
                   "the document in line 1, column 1 has no key poolscope, so it is no scene: write "
                   "\"poolscope\": 1");
    assert_refused(
        "{\"new key\":1,\n \"poolscope\":2}", 2, 14,
        "this scene is of version 2 (line 2, column 14), and this program reads version 1: open it "
        "with the program that wrote it");
    assert_refused("{\"poolscope\":\"1\"}", 1, 14,
                   "poolscope in line 1, column 14 is no number: write one, like 2 or 0.5");
}

static void unknown_keys_are_refused_at_the_key(void **state) {
    (void)state;
    assert_refused("{\"poolscope\":1,\n  \"Stage\":\"window\"}", 2, 3,
                   "there is no key Stage (line 2, column 3): remove it or check its spelling");
    assert_refused("{\"poolscope\":1,\n  \"pool\": {\"kernel\":2}}", 2, 12,
                   "there is no key pool.kernel (line 2, column 12): remove it or check its spelling");
    assert_refused("{\"poolscope\":1,\"compare\":{\"minus \":[]}}", 1, 27,
                   "there is no key compare.minus  (line 1, column 27): remove it or check its spelling");
    assert_refused("{\"poolscope\":1,\"input\":{\"files\":\"a.npy\"}}", 1, 25,
                   "there is no key input.files (line 1, column 25): remove it or check its spelling");
    assert_refused("{\"poolscope\":1,\"field\":{\"besides\":[]}}", 1, 25,
                   "there is no key field.besides (line 1, column 25): remove it or check its spelling");
    assert_refused("{\"poolscope\":1,\"shift\":{\"dx\":1}}", 1, 16,
                   "there is no key shift (line 1, column 16): remove it or check its spelling");
}

/* One value of a key, in line 2, refused with "KEY in line 2, column COLUMN " and the rest. */
static void assert_value_refused(const char *object, const char *key, const char *value, const char *path,
                                 int column, const char *rest) {
    char text[512];
    char sentence[512];
    if (object != NULL) {
        snprintf(text, sizeof text, "{\"poolscope\":1,\"%s\":{\n\"%s\":%s}}", object, key, value);
    } else {
        snprintf(text, sizeof text, "{\"poolscope\":1,\n\"%s\":%s}", key, value);
    }
    snprintf(sentence, sizeof sentence, "%s in line 2, column %d %s", path, column, rest);
    assert_refused(text, 2, column, sentence);
}

static void values_of_the_wrong_type_are_refused(void **state) {
    (void)state;
    static const char no_text[] = "is no text: write it in double quotes";
    static const char no_list[] = "is no list: write it in brackets, as [1,2]";
    static const char no_object[] = "is no object: write it in braces, as {\"key\": 1}";
    static const char no_boolean[] = "is neither true nor false: write one of the two";
    static const char no_size[] = "is no whole number from 1 to 268435456: write one that is";
    assert_value_refused(NULL, "stage", "1", "stage", 9, no_text);
    assert_value_refused(NULL, "pool", "[]", "pool", 8, no_object);
    assert_value_refused(NULL, "compare", "null", "compare", 11, no_object);
    assert_value_refused(NULL, "stack", "\"conv3\"", "stack", 9, no_list);
    assert_value_refused(NULL, "stack", "[\"conv3\",1]", "stack[1]", 18, no_text);
    assert_value_refused(NULL, "step", "1.0", "step", 8,
                         "is no whole number from 0 to 999999999999999: write one that is");
    assert_value_refused(NULL, "step", "\"1\"", "step", 8,
                         "is no whole number from 0 to 999999999999999: write one that is");
    assert_value_refused("pool", "op", "true", "pool.op", 6, no_text);
    assert_value_refused("pool", "kernel_size", "\"2\"", "pool.kernel_size", 15, no_size);
    assert_value_refused("pool", "kernel_size", "null", "pool.kernel_size", 15, no_size);
    assert_value_refused("pool", "kernel_size", "2.0", "pool.kernel_size", 15, no_size);
    assert_value_refused("pool", "kernel_size", "[2,2e0]", "pool.kernel_size[1]", 18, no_size);
    assert_value_refused("pool", "dilation", "{}", "pool.dilation", 12, no_size);
    assert_value_refused("pool", "ceil_mode", "0", "pool.ceil_mode", 13, no_boolean);
    assert_value_refused("pool", "count_include_pad", "\"true\"", "pool.count_include_pad", 21, no_boolean);
    assert_value_refused("pool", "norm_type", "null", "pool.norm_type", 13,
                         "is no number: write one, like 2 or 0.5");
    assert_value_refused("compare", "with", "null", "compare.with", 8, no_text);
    assert_value_refused("compare", "view", "1", "compare.view", 8, no_text);
    assert_value_refused("compare", "minus", "{}", "compare.minus", 9, no_list);
    assert_value_refused("compare", "minus", "[\"none\",\"none\",\"none\",1]", "compare.minus[3]", 31,
                         no_text);
    assert_value_refused("compare", "seed", "\"1\"", "compare.seed", 8,
                         "is no whole number from 0 to 4294967295: write one that is");
    assert_value_refused(NULL, "field", "[]", "field", 9, no_object);
    assert_value_refused("field", "beside", "\"conv7\"", "field.beside", 10, no_list);
    assert_value_refused("field", "beside", "null", "field.beside", 10, no_list);
    assert_value_refused("field", "beside", "[\"conv3\",7]", "field.beside[1]", 19, no_text);
    assert_value_refused("field", "view", "true", "field.view", 8, no_text);
    assert_value_refused("field", "influence", "1", "field.influence", 13, no_text);
    assert_value_refused("field", "picture", "null", "field.picture", 11, no_text);
    assert_value_refused("size", "layer", "1", "size.layer", 9, no_text);
    assert_value_refused("size", "input", "4097", "size.input", 9,
                         "is no whole number from 1 to 4096: write one that is");
    assert_value_refused("size", "input", "[null,0]", "size.input[1]", 15,
                         "is no whole number from 1 to 4096: write one that is");
    assert_value_refused("size", "convolution", "[]", "size.convolution", 15, no_object);
    assert_value_refused("input", "file", "1", "input.file", 8, no_text);
}

static void values_that_cannot_be_are_refused(void **state) {
    (void)state;
    assert_value_refused(NULL, "stage", "\"Window\"", "stage", 9,
                         "cannot be 'Window': use window, compare, shift, field, pyramid, size or network");
    assert_value_refused(NULL, "stack", "[\"conv3\",\"gap\\ngap\"]", "stack[1]", 18,
                         "is more than one line: write each as a text of its own");
    assert_value_refused("field", "view", "\"real\"", "field.view", 8,
                         "cannot be 'real': use theoretical or effective");
    assert_value_refused("field", "influence", "\"\"", "field.influence", 13,
                         "cannot be '': use paths or random");
    assert_value_refused("field", "picture", "\"dog\"", "field.picture", 11,
                         "cannot be 'dog': use cat or input");
    assert_value_refused("field", "beside", "[\"conv3\",\"gap\\ngap\"]", "field.beside[1]", 19,
                         "is more than one line: write each as a text of its own");
    assert_value_refused(NULL, "step", "-1", "step", 8,
                         "is no whole number from 0 to 999999999999999: write one that is");
    assert_value_refused(NULL, "step", "99999999999999999999", "step", 8,
                         "is no whole number from 0 to 999999999999999: write one that is");
    assert_value_refused(NULL, "step", "5", "step", 8, "is behind the last: use 0 to 4");
    assert_value_refused("pool", "op", "\"min\"", "pool.op", 6,
                         "cannot be 'min': use max, avg, lp, gap, gmp, adaptive_avg or adaptive_max");
    assert_value_refused("pool", "kernel_size", "[2]", "pool.kernel_size", 15,
                         "has 1 values: write one for both axes, or height and width as [2,2]");
    assert_value_refused("pool", "kernel_size", "[2,2,2]", "pool.kernel_size", 15,
                         "has 3 values: write one for both axes, or height and width as [2,2]");
    assert_value_refused("pool", "kernel_size", "0", "pool.kernel_size", 15,
                         "is no whole number from 1 to 268435456: write one that is");
    assert_value_refused("pool", "stride", "0", "pool.stride", 10,
                         "is no whole number from 1 to 268435456: write one that is");
    assert_value_refused("pool", "padding", "-1", "pool.padding", 11,
                         "is no whole number from 0 to 268435456: write one that is");
    assert_value_refused("pool", "output_size", "268435457", "pool.output_size", 15,
                         "is no whole number from 1 to 268435456: write one that is");
    assert_value_refused("compare", "with", "\"max\"", "compare.with", 8,
                         "cannot be 'max': use none, l2, min, median, subsample or stochastic");
    assert_value_refused("compare", "with", "\"mean\"", "compare.with", 8,
                         "cannot be 'mean': use none, l2, min, median, subsample or stochastic");
    assert_value_refused("compare", "seed", "4294967296", "compare.seed", 8,
                         "is no whole number from 0 to 4294967295: write one that is");
    assert_value_refused("compare", "view", "\"\"", "compare.view", 8,
                         "cannot be '': use values or gradient");
    assert_value_refused("compare", "minus", "[]", "compare.minus", 9,
                         "has 0 names: write one a column, 4 in all");
    assert_value_refused("compare", "minus", "[\"none\",\"max\",\"average\",\"l2\"]", "compare.minus[3]", 33,
                         "cannot be 'l2': use none, max or average");
}

static void stacks_that_are_no_notation_are_refused_in_their_line(void **state) {
    (void)state;
    assert_refused("{\"poolscope\":1,\n \"stack\": [\"conv3\",\n  \"conv3\",\n    \"convv3\", \"gap\"]}", 4,
                   5,
                   "stack[2] in line 4, column 5 is no layer: layer 3 'convv3': there is no such layer: use "
                   "conv, dwconv, maxpool, avgpool, lppool, adaptiveavg, adaptivemax, gap, linear, up, relu, "
                   "bn, id, add, concat or unknown");
    assert_value_refused(NULL, "stack", "[\"\",\"conv3,  maxpool2 c3\"]", "stack[1]", 13,
                         "is no layer: layer 2 'maxpool2 c3': it does not take one of its options: leave "
                         "that out");
    assert_value_refused(NULL, "stack", "[\"gap\",\"input 3x3\"]", "stack[1]", 16,
                         "is no layer: layer 2 'input 3x3': the input stands once, before the first layer: "
                         "move it there");
    assert_value_refused("field", "beside", "[\"maxpool2 p2\"]", "field.beside[0]", 11,
                         "is no layer: layer 1 'maxpool2 p2': padding 2 is more than half of kernel 2: use "
                         "at most 1, or a convolution");
    /* A join is refused where it begins, what stands in it in its own line. */
    assert_value_refused(NULL, "stack", "[\"gap\",\"add(conv3\",\"| id\"]", "stack[1]", 16,
                         "is no layer: layer 4 'add': its branches do not end: close them with )");
    assert_value_refused(NULL, "stack", "[\"gap\",\"add(conv3\",\"| it)\"]", "stack[2]", 28,
                         "is no layer: layer 3 'it': there is no such layer: use conv, dwconv, maxpool, "
                         "avgpool, lppool, adaptiveavg, adaptivemax, gap, linear, up, relu, bn, id, add, "
                         "concat or unknown");
    assert_value_refused(NULL, "stack", "[\"a\\u0001\\\"\\u00e4 in line 1\"]", "stack[0]", 10,
                         "is no layer: layer 1 'a?\"?"
                         "? in line 1': there is no such layer: use conv, dwconv, "
                         "maxpool, avgpool, lppool, adaptiveavg, adaptivemax, gap, linear, up, relu, bn, id, "
                         "add, concat or unknown");
}

/* A scene whose stack is piece, count times. */
static void assert_list_refused(const char *piece, int count, const char *sentence) {
    PsBytes text = {0};
    static const char start[] = "{\"poolscope\":1,\n\"stack\":[\"gap\"";
    assert_int_equal(ps_bytes_append(&text, start, strlen(start), NULL), PS_OK);
    for (int i = 0; i < count; i++) {
        assert_int_equal(ps_bytes_append(&text, piece, strlen(piece), NULL), PS_OK);
    }
    assert_int_equal(ps_bytes_append(&text, "]}", 2, NULL), PS_OK);
    PsDocument document;
    char *file = NULL;
    PsError error = {0};
    assert_int_equal(read_bytes(text.data, text.size, &document, &file, &error), PS_ERROR_SIZE);
    assert_sentence(&error, sentence);
    assert_int_equal(error.line, 2);
    assert_null(document.scene.stack.text);
    ps_bytes_free(&text);
}

static void stacks_that_are_too_long_are_refused(void **state) {
    (void)state;
    static const char sentence[] =
        "stack in line 2, column 9 is too long: use at most 65536 lines and 1048576 bytes in all";
    assert_list_refused(",\"\"", 65536, sentence);
    assert_list_refused(",\"# of many lines each has so many bytes that they are more than are taken, all in "
                        "all, of which this one has as good as any other\"",
                        9000, sentence);
    assert_list_refused(",\"gap\"", 4096,
                        "stack[4096] in line 2, column 24586 is no layer: layer 4097 is one too many: use at "
                        "most 4096");
}

static void pools_that_do_not_fit_are_refused_with_their_reason(void **state) {
    (void)state;
    static const char padded[] = "{\"poolscope\":1,\n\"pool\":{\"padding\":2}}";
    assert_refused_as(
        PS_ERROR_SETTING, padded, strlen(padded), 2, 8,
        "pool in line 2, column 8 does not fit: padding 2 is more than half of kernel height 2: use "
        "at most 1");
    static const char small[] = "{\"poolscope\":1,\n\"input\":[[1]]}";
    assert_refused_as(
        PS_ERROR_SETTING, small, strlen(small), 2, 9,
        "input in line 2, column 9 does not fit: kernel height 2 does not fit into 1 cells: use at "
        "most 1");
    static const char lp[] = "{\"poolscope\":1,\n\"pool\":{\"op\":\"lp\",\"norm_type\":0}}";
    assert_refused_as(
        PS_ERROR_SETTING, lp, strlen(lp), 2, 8,
        "pool in line 2, column 8 does not fit: norm type 0 is not a number above 0: use 1, 2 or "
        "another such number");
}

static void inputs_that_are_no_maps_are_refused(void **state) {
    (void)state;
    static const char no_list[] = "is no list: write it in brackets, as [1,2]";
    static const char no_number[] = "is no number: write one, or \"nan\", \"inf\" or \"-inf\"";
    assert_value_refused(NULL, "input", "1", "input", 9, no_list);
    assert_value_refused(NULL, "input", "null", "input", 9, no_list);
    assert_value_refused(NULL, "input", "[]", "input", 9, "is empty: write at least one value");
    assert_value_refused(NULL, "input", "[[]]", "input[0]", 10, "is empty: write at least one value");
    assert_value_refused(NULL, "input", "[1,2]", "input[0]", 10, no_list);
    assert_value_refused(NULL, "input", "[[1,2],3]", "input[1]", 16, no_list);
    assert_value_refused(NULL, "input", "[[1,2],[3,4],[5]]", "input[2]", 22,
                         "has 1 values where the first has 2: make all equally long");
    assert_value_refused(NULL, "input", "[[1,2],[3,4,5]]", "input[1]", 16,
                         "has 3 values where the first has 2: make all equally long");
    assert_value_refused(NULL, "input", "[[[1,2],[3,4]],[[5,6]]]", "input[1]", 24,
                         "has 1 values where the first has 2: make all equally long");
    assert_value_refused(NULL, "input", "[[[1,2]],[[3]]]", "input[1][0]", 19,
                         "has 1 values where the first has 2: make all equally long");
    assert_value_refused(NULL, "input", "[[[1]],[2]]", "input[1][0]", 17, no_list);
    assert_value_refused(NULL, "input", "[[1,2],[3,[4]]]", "input[1][1]", 19, no_number);
    assert_value_refused(NULL, "input", "[[1,2],[3,\"4\"]]", "input[1][1]", 19, no_number);
    assert_value_refused(NULL, "input", "[[1,2],[\"NaN\",4]]", "input[1][0]", 17, no_number);
    assert_value_refused(NULL, "input", "[[1,2],[null,4]]", "input[1][0]", 17, no_number);
    assert_value_refused(NULL, "input", "[[1,true]]", "input[0][1]", 13, no_number);
    assert_value_refused(NULL, "input", "[[1,2],[3,-3.5e38]]", "input[1][1]", 19,
                         "is beyond float32: stay within 3.4e38 or write \"inf\"");
    assert_value_refused(NULL, "input", "{}", "input", 9,
                         "names no file: write {\"file\": \"map.npy\"} or rows");
}

static void only_plain_names_of_maps_are_files(void **state) {
    (void)state;
    static const char *const names[] = {"",         ".",        "..",      "map",        "map.png",
                                        "/map.npy", "../a.npy", "a/b.csv", "a\\\\b.npy", ".npy",
                                        "map.NPY",  "map.npy/", "map.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char text[128];
        PsDocument document;
        char *file = NULL;
        PsError error = {0};
        snprintf(text, sizeof text, "{\"poolscope\":1,\"input\":{\"file\":\"%s\"}}", names[i]);
        assert_int_equal(read_bytes(text, strlen(text), &document, &file, &error), PS_ERROR_FORMAT);
        assert_null(file);
        assert_int_equal(error.column, 32);
    }
    assert_value_refused("input", "file", "\"../a.npy\"", "input.file", 8,
                         "cannot be '../a.npy': use the name of a .npy, .csv or .tsv file beside the scene");
}

static void a_text_cut_anywhere_is_refused(void **state) {
    (void)state;
    PsDocument document = scene_of(EXAMPLE);
    document.scene.compare.with = PS_COLUMN_STOCHASTIC;
    PsBytes bytes = written(&document, NULL);
    const size_t end = bytes.size - 1; /* the newline may be missing */
    for (size_t size = 0; size < end; size++) {
        PsDocument cut;
        char *file = NULL;
        PsError error = {0};
        assert_int_equal(read_bytes(bytes.data, size, &cut, &file, &error), PS_ERROR_FORMAT);
        assert_true(error.line > 0 && error.column > 0);
    }
    ps_bytes_free(&bytes);
    ps_document_free(&document);
}

static void any_change_of_a_byte_ends_well(void **state) {
    (void)state;
    static const char alphabet[] = "{}[]:,\"\\0129.-eEnulltrue \n\t\x01\x80\xC3\xFF";
    char text[sizeof EXAMPLE];
    uint32_t random = 1;
    for (int round = 0; round < 5000; round++) {
        memcpy(text, EXAMPLE, sizeof text);
        for (int i = 0; i <= round % 4; i++) {
            random = random * 1664525U + 1013904223U;
            text[(random >> 8) % (sizeof text - 1)] = alphabet[(random >> 24) % (sizeof alphabet - 1)];
        }
        PsDocument document;
        char *file = NULL;
        PsError error = {0};
        if (read_bytes(text, strlen(text), &document, &file, &error) != PS_OK) {
            assert_non_null(error.sentence);
            assert_int_not_equal(error.status, PS_ERROR_MEMORY);
            assert_null(document.scene.input.values);
        }
        ps_document_free(&document);
        ps_release(file);
    }
}

/* ---- writing ---- */

static void a_scene_is_laid_out_for_people(void **state) {
    (void)state;
    PsDocument document = first_scene();
    document.step = 1;
    document.scene.pool.stride[PS_HEIGHT] = 2;
    document.scene.pool.stride[PS_WIDTH] = 2;
    PsBytes bytes = written(&document, NULL);
    assert_string_equal(
        (const char *)bytes.data,
        "{ \"poolscope\": 1, \"stage\": \"window\",\n"
        "  \"input\": [[1,3,2,4],\n"
        "            [5,6,1,2],\n"
        "            [3,2,4,7],\n"
        "            [1,0,6,3]],\n"
        "  \"pool\": { \"op\": \"max\", \"kernel_size\": [2,2], \"stride\": [2,2], \"padding\": [0,0], "
        "\"dilation\": [1,1],\n"
        "            \"ceil_mode\": false, \"count_include_pad\": true, \"norm_type\": 2, \"output_size\": "
        "[1,1] },\n"
        "  \"step\": 1 }\n");
    ps_bytes_free(&bytes);
    ps_document_free(&document);

    document = scene_with(2, 2, 2, (const float[]){1, NAN, INFINITY, -INFINITY, -0.0F, 0.1F, 1e20F, 3});
    document.stage = PS_STAGE_COMPARE;
    document.scene.stack.text = copy_text("conv3\ngap # \"2\"");
    document.scene.compare.gradient = true;
    document.scene.field.random = true;
    bytes = written(&document, NULL);
    assert_string_equal(
        (const char *)bytes.data,
        "{ \"poolscope\": 1, \"stage\": \"compare\",\n"
        "  \"input\": [[[1,\"nan\"],\n"
        "             [\"inf\",\"-inf\"]],\n"
        "            [[-0,0.1],\n"
        "             [1e+20,3]]],\n"
        "  \"pool\": { \"op\": \"max\", \"kernel_size\": [2,2], \"stride\": null, \"padding\": [0,0], "
        "\"dilation\": [1,1],\n"
        "            \"ceil_mode\": false, \"count_include_pad\": true, \"norm_type\": 2, \"output_size\": "
        "[1,1] },\n"
        "  \"stack\": [\"conv3\", \"gap # \\\"2\\\"\"],\n"
        "  \"compare\": { \"with\": \"none\", \"seed\": 1, \"view\": \"gradient\", \"minus\": "
        "[\"none\",\"none\",\"none\",\"none\"] },\n"
        "  \"field\": { \"view\": \"theoretical\", \"influence\": \"random\", \"picture\": \"cat\" },\n"
        "  \"step\": 0 }\n");
    ps_bytes_free(&bytes);
    ps_document_free(&document);
}

static void long_stacks_stand_line_by_line(void **state) {
    (void)state;
    PsDocument document = first_scene();
    document.scene.stack.text =
        copy_text("conv1: conv3 p1 c64\nconv2: conv3 p1 c64\nadd(conv3 p1 c64\n    | id)\nmaxpool2/2 # half");
    document.scene.second.text =
        copy_text("conv1: conv7 p3 c64 # a comment that is long enough for a line\nmaxpool2/2");
    PsBytes bytes = written(&document, NULL);
    assert_non_null(strstr(
        (const char *)bytes.data,
        ",\n"
        "  \"stack\": [\"conv1: conv3 p1 c64\",\n"
        "            \"conv2: conv3 p1 c64\",\n"
        "            \"add(conv3 p1 c64\",\n"
        "            \"    | id)\",\n"
        "            \"maxpool2/2 # half\"],\n"
        "  \"field\": { \"beside\": [\"conv1: conv7 p3 c64 # a comment that is long enough for a line\",\n"
        "                        \"maxpool2/2\"],\n"
        "             \"view\": \"theoretical\", \"influence\": \"paths\", \"picture\": \"cat\" },\n"
        "  \"step\": 0 }\n"));
    ps_bytes_free(&bytes);
    assert_round_trip(&document);
}

static void a_scene_can_name_its_map(void **state) {
    (void)state;
    PsDocument document = first_scene();
    PsBytes bytes = written(&document, "map \"1\".npy");
    PsDocument back;
    char *file = NULL;
    assert_int_equal(read_bytes(bytes.data, bytes.size, &back, &file, NULL), PS_OK);
    assert_string_equal(file, "map \"1\".npy");
    ps_release(file);
    ps_document_free(&back);
    ps_bytes_free(&bytes);
    static const char *const names[] = {"a/b.npy",          "map",         "", "caf\xE9.npy",
                                        "\xED\xA0\x80.npy", "\xC0\xAF.npy"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(ps_scene_json_write(&document, names[i], &bytes, NULL), PS_ERROR_SETTING);
        assert_null(bytes.data);
    }
    ps_document_free(&document);
}

static void every_setting_reads_back(void **state) {
    (void)state;
    for (int op = 0; op < PS_POOL_OP_COUNT; op++) {
        PsDocument document = scene_with(1, 9, 7, NULL);
        document.scene.pool.op = (PsPoolOp)op;
        document.scene.pool.kernel_size[PS_WIDTH] = 3;
        document.scene.pool.stride[PS_HEIGHT] = op % 2 == 0 ? 1 : 0;
        document.scene.pool.padding[PS_WIDTH] = op == PS_POOL_LP ? 0 : 1;
        document.scene.pool.dilation[PS_HEIGHT] = op == PS_POOL_MAX ? 2 : 1;
        document.scene.pool.ceil_mode = op % 2 == 0;
        document.scene.pool.count_include_pad = op % 2 == 1;
        document.scene.pool.norm_type = op == 0 ? 0.1 : op == 1 ? 1.0 / 3 : op == 2 ? 1e-7 : 1e20;
        document.scene.pool.output_size[PS_HEIGHT] = op + 1;
        document.stage = (PsStage)(op % PS_STAGE_COUNT);
        document.step = op;
        assert_round_trip(&document);
    }
    for (int column = 0; column < PS_COLUMN_COUNT; column++) {
        PsDocument document = first_scene();
        document.scene.compare =
            (PsCompare){.with = (PsColumn)column,
                        .seed = UINT32_MAX - (uint32_t)column,
                        .gradient = column % 2 == 0,
                        .minus = {PS_MINUS_MAX, PS_MINUS_NONE, PS_MINUS_AVERAGE, PS_MINUS_MAX}};
        if (ps_settings_check(PS_STAGE_COMPARE, &document.scene.compare, NULL) == PS_OK) {
            assert_round_trip(&document);
        } else {
            ps_document_free(&document);
        }
    }
    for (int i = 0; i < 8; i++) {
        PsDocument document = first_scene();
        document.scene.field =
            (PsFieldView){.effective = i % 2 == 1, .random = i / 2 % 2 == 1, .own = i / 4 == 1};
        assert_round_trip(&document);
    }
}

static void every_cell_reads_back(void **state) {
    (void)state;
    static const float special[] = {
        NAN,           INFINITY,       -INFINITY, -0.0F,    0,     1e-45F,    -1.17549435e-38F,
        3.4028235e38F, -3.4028235e38F, 0.1F,      16777216, 1e16F, 123456792, 1.00000012F};
    const int count = sizeof special / sizeof special[0];
    PsDocument document = scene_with(3, 50, 40, NULL);
    uint32_t random = 7;
    for (int64_t i = 0; i < ps_map_cells(&document.scene.input); i++) {
        random = random * 1664525U + 1013904223U;
        const uint32_t bits = random ^ (random >> 13);
        memcpy(&document.scene.input.values[i], &bits, sizeof bits);
        if (i < count) {
            document.scene.input.values[i] = special[i];
        } else if (isnan(document.scene.input.values[i])) {
            document.scene.input.values[i] = -1;
        }
    }
    document.scene.source = (PsSource){PS_PATTERN_OWN, 1};
    assert_round_trip(&document);
}

/* A scene with this stack, and with it as the second one too. */
static PsDocument scene_of_stack(const char *text) {
    PsDocument document = first_scene();
    PsSceneStack *const stacks[] = {&document.scene.stack, &document.scene.second};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ps_scene_stack_make(text, stacks[i], NULL), PS_OK);
    }
    return document;
}

static void stacks_read_back_to_the_letter(void **state) {
    (void)state;
    static const char *const stacks[] = {
        "",
        "\n",
        "conv3\n",
        "\n\nconv3\n\n",
        "conv3 # \xC3\xA4\n \t# \"quoted\" \\ \b\f\r\t\x01\x7F\nrelu",
        "add(conv3 p1,\n  relu\n|\n)\ngap",
        "input 3x224x224\r\nconv3, conv3, maxpool2/2\r\n",
    };
    for (size_t i = 0; i < sizeof stacks / sizeof stacks[0]; i++) {
        PsDocument document = scene_of_stack(stacks[i]);
        assert_round_trip(&document);
    }
}

static void every_ready_stack_reads_back(void **state) {
    (void)state;
    for (int i = 0; i < ps_preset_count(); i++) {
        const PsPreset *preset = ps_preset_at(i);
        PsDocument document = scene_of_stack(preset->text);
        assert_round_trip(&document);
        /* And as the editor writes it. */
        PsStack stack;
        PsBytes text = {0};
        assert_int_equal(ps_notation_read(preset->text, preset->length, &stack, NULL), PS_OK);
        assert_int_equal(ps_notation_write(&stack, &text, NULL), PS_OK);
        document = scene_of_stack((const char *)text.data);
        assert_round_trip(&document);
        ps_bytes_free(&text);
        ps_stack_free(&stack);
    }
}

/* piece again and again, then end; released by the caller. */
static char *repeated(const char *piece, int times, const char *end) {
    PsBytes bytes = {0};
    for (int i = 0; i < times; i++) {
        assert_int_equal(ps_bytes_append(&bytes, piece, strlen(piece), NULL), PS_OK);
    }
    assert_int_equal(ps_bytes_append(&bytes, end, strlen(end), NULL), PS_OK);
    return (char *)bytes.data;
}

static void the_largest_stack_reads_back(void **state) {
    (void)state;
    char *text =
        repeated("a_long_name_of_a_layer: conv3x5/2x1 p1x2 d3x4 c1000 g10 b0\n", PS_STACK_LAYERS, "# end");
    PsDocument document = scene_of_stack(text);
    assert_round_trip(&document);
    ps_release(text);
    text = repeated("\n", 65535, "# the last line of as many as there can be");
    document = scene_of_stack(text);
    assert_round_trip(&document);
    ps_release(text);
}

static void assert_not_made(const char *text) {
    PsSceneStack stack;
    PsError error = {0};
    assert_int_equal(ps_scene_stack_make(text, &stack, &error), PS_ERROR_SIZE);
    assert_non_null(error.sentence);
    assert_null(stack.text);
}

/* So that a scene that stands can always be written. */
static void stacks_whose_lines_no_file_holds_cannot_be_made(void **state) {
    (void)state;
    static const char *const pieces[] = {"conv3, ", "\"", "\\", "\t", "\x01", "x", "\xC3\xA4"};
    static const int most[] = {72, 254, 254, 254, 84, 509, 254};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        /* A line of 510 bytes as JSON, and one piece more. */
        const char *start = i > 0 ? "#" : "";
        char *piece = repeated(pieces[i], most[i], "\ngap");
        char *text = repeated(start, 1, piece);
        PsDocument document = scene_of_stack(text);
        assert_round_trip(&document);
        ps_release(piece);
        ps_release(text);
        piece = repeated(pieces[i], most[i] + 1, "\ngap");
        text = repeated(start, 1, piece);
        assert_not_made(text);
        ps_release(piece);
        ps_release(text);
    }
    assert_not_made("conv3 # caf\xE9\nadd(conv3 p1 | id)");
    assert_not_made("# \xFF");
    char *lines = repeated("\n", 65536, "conv3");
    assert_not_made(lines);
    ps_release(lines);
    lines = repeated("# a comment of some bytes, again\n", 33000, "conv3");
    assert_not_made(lines);
    ps_release(lines);
}

static void assert_not_written(PsDocument *document, PsStatus expected) {
    PsBytes bytes = {0};
    assert_int_equal(ps_bytes_append(&bytes, "old", 3, NULL), PS_OK);
    PsError error = {0};
    assert_int_equal(ps_scene_json_write(document, NULL, &bytes, &error), expected);
    assert_non_null(error.sentence);
    assert_string_equal((const char *)bytes.data, "old");
    assert_int_equal(bytes.size, 3);
    ps_bytes_free(&bytes);
    ps_document_free(document);
}

static void what_no_file_can_hold_is_not_written(void **state) {
    (void)state;
    PsDocument document = first_scene();
    document.scene.pool.padding[PS_HEIGHT] = 9;
    assert_not_written(&document, PS_ERROR_SETTING);
    document = first_scene();
    document.scene.pool.op = PS_POOL_GAP;
    document.scene.pool.kernel_size[PS_WIDTH] = 0;
    assert_not_written(&document, PS_ERROR_SETTING);
    document = first_scene();
    document.scene.pool.norm_type = (double)NAN;
    assert_not_written(&document, PS_ERROR_SETTING);
    document = first_scene();
    ps_map_free(&document.scene.input);
    assert_not_written(&document, PS_ERROR_SETTING);
}

static void a_step_behind_the_last_is_written_as_the_last(void **state) {
    (void)state;
    PsDocument document = first_scene();
    document.step = 99;
    PsBytes bytes = written(&document, NULL);
    PsDocument back = scene_of((const char *)bytes.data);
    assert_int_equal(back.step, 4);
    ps_bytes_free(&bytes);
    ps_document_free(&back);
    ps_document_free(&document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_contract_is_read),
        cmocka_unit_test(only_the_version_is_required),
        cmocka_unit_test(one_number_stands_for_both_axes_and_null_for_the_kernel),
        cmocka_unit_test(cells_are_the_nearest_float32),
        cmocka_unit_test(several_channels_are_a_list_of_maps),
        cmocka_unit_test(patterns_are_recognised_by_their_cells),
        cmocka_unit_test(a_file_is_named_and_not_read),
        cmocka_unit_test(an_empty_list_is_a_stack_without_layers),
        cmocka_unit_test(lines_of_a_stack_are_read_as_one_text),
        cmocka_unit_test(what_the_field_stage_shows_is_read),
        cmocka_unit_test(steps_of_the_field_stage_are_not_windows),
        cmocka_unit_test(keys_and_texts_may_be_escaped),
        cmocka_unit_test(what_is_no_json_is_refused_where_it_stands),
        cmocka_unit_test(what_must_not_reach_the_parser_is_refused_before),
        cmocka_unit_test(a_document_past_the_limit_is_refused_unread),
        cmocka_unit_test(versions_are_told_apart_before_keys),
        cmocka_unit_test(unknown_keys_are_refused_at_the_key),
        cmocka_unit_test(values_of_the_wrong_type_are_refused),
        cmocka_unit_test(values_that_cannot_be_are_refused),
        cmocka_unit_test(stacks_that_are_no_notation_are_refused_in_their_line),
        cmocka_unit_test(stacks_that_are_too_long_are_refused),
        cmocka_unit_test(pools_that_do_not_fit_are_refused_with_their_reason),
        cmocka_unit_test(inputs_that_are_no_maps_are_refused),
        cmocka_unit_test(only_plain_names_of_maps_are_files),
        cmocka_unit_test(a_text_cut_anywhere_is_refused),
        cmocka_unit_test(any_change_of_a_byte_ends_well),
        cmocka_unit_test(a_scene_is_laid_out_for_people),
        cmocka_unit_test(long_stacks_stand_line_by_line),
        cmocka_unit_test(a_scene_can_name_its_map),
        cmocka_unit_test(every_setting_reads_back),
        cmocka_unit_test(every_cell_reads_back),
        cmocka_unit_test(stacks_read_back_to_the_letter),
        cmocka_unit_test(every_ready_stack_reads_back),
        cmocka_unit_test(the_largest_stack_reads_back),
        cmocka_unit_test(stacks_whose_lines_no_file_holds_cannot_be_made),
        cmocka_unit_test(what_no_file_can_hold_is_not_written),
        cmocka_unit_test(a_step_behind_the_last_is_written_as_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
