/* Tests of npy.c: files NumPy made, bytes no NumPy would make, and what we write. */
#include "core/npy.h"

#include "core/file.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- helpers ---- */

/* A whole .npy: magic, version, length and text of the header, then count bytes of data. */
static PsBytes npy_bytes(int major, const char *header, const void *data, size_t count) {
    PsBytes bytes = {0};
    size_t length = strlen(header);
    unsigned char preamble[12] = {0x93, 'N', 'U', 'M', 'P', 'Y', (unsigned char)major, 0};
    for (int i = 0; i < 4; i++) {
        preamble[8 + i] = (unsigned char)(length >> (8 * i) & 255);
    }
    assert_int_equal(ps_bytes_append(&bytes, preamble, major == 1 ? 10 : 12, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&bytes, header, length, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&bytes, data, count, NULL), PS_OK);
    return bytes;
}

/* Reads from memory of exactly that size, so that AddressSanitizer sees a byte too many. */
static PsStatus read_exactly(const unsigned char *data, size_t size, PsMap *map, PsError *error) {
    unsigned char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, data, size);
    PsStatus status = ps_npy_read(copy, size, map, NULL, error);
    free(copy);
    return status;
}

static void assert_refused(int major, const char *header, size_t data_size, PsStatus expected,
                           const char *sentence) {
    static const unsigned char zeros[4096];
    PsBytes bytes = npy_bytes(major, header, zeros, data_size);
    PsMap map;
    PsError error = {0};
    assert_int_equal(read_exactly(bytes.data, bytes.size, &map, &error), expected);
    if (sentence) {
        assert_sentence(&error, sentence);
    }
    assert_null(map.values);
    ps_bytes_free(&bytes);
}

static PsBytes read_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/npy/%s", POOLSCOPE_TEST_DATA, name);
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, 1 << 20, &bytes, NULL), PS_OK);
    return bytes;
}

/* ---- reading what NumPy made ---- */

static void files_of_every_type_and_order_hold_the_same_numbers(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int dimensions, channels, height, width, modulus;
    } files[] = {
        {"b1_na_c_2x3x4.npy", 3, 2, 3, 4, 2},    {"i1_na_c_2x3x4.npy", 3, 2, 3, 4, 99},
        {"u1_na_c_2x3x4.npy", 3, 2, 3, 4, 99},   {"i2_le_c_2x3x4.npy", 3, 2, 3, 4, 99},
        {"i4_le_c_2x3x4.npy", 3, 2, 3, 4, 99},   {"i8_le_c_2x3x4.npy", 3, 2, 3, 4, 99},
        {"u2_le_c_2x3x4.npy", 3, 2, 3, 4, 99},   {"u4_le_c_2x3x4.npy", 3, 2, 3, 4, 99},
        {"u8_le_c_2x3x4.npy", 3, 2, 3, 4, 99},   {"f2_le_c_2x3x4.npy", 3, 2, 3, 4, 99},
        {"f4_le_c_2x3x4.npy", 3, 2, 3, 4, 99},   {"f8_le_c_2x3x4.npy", 3, 2, 3, 4, 99},
        {"i2_be_f_3x5.npy", 2, 1, 3, 5, 99},     {"i4_be_f_3x5.npy", 2, 1, 3, 5, 99},
        {"i8_be_f_3x5.npy", 2, 1, 3, 5, 99},     {"u2_be_f_3x5.npy", 2, 1, 3, 5, 99},
        {"u4_be_f_3x5.npy", 2, 1, 3, 5, 99},     {"u8_be_f_3x5.npy", 2, 1, 3, 5, 99},
        {"f2_be_f_3x5.npy", 2, 1, 3, 5, 99},     {"f4_be_f_3x5.npy", 2, 1, 3, 5, 99},
        {"f8_be_f_3x5.npy", 2, 1, 3, 5, 99},     {"f4_le_c_1x2x3x4.npy", 4, 2, 3, 4, 99},
        {"f4_le_f_1x2x3x4.npy", 4, 2, 3, 4, 99}, {"f8_le_f_2x3x4.npy", 3, 2, 3, 4, 99},
        {"f4_le_c_4x1.npy", 2, 1, 4, 1, 99},     {"f4_le_c_2x2_v2.npy", 2, 1, 2, 2, 99},
        {"f4_be_f_2x3_v3.npy", 2, 1, 2, 3, 99},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        PsBytes bytes = read_file(files[i].name);
        PsMap map;
        int dimensions = 0;
        assert_int_equal(ps_npy_read(bytes.data, bytes.size, &map, &dimensions, NULL), PS_OK);
        assert_int_equal(dimensions, files[i].dimensions);
        assert_int_equal(map.channels, files[i].channels);
        assert_int_equal(map.height, files[i].height);
        assert_int_equal(map.width, files[i].width);
        for (int64_t cell = 0; cell < ps_map_cells(&map); cell++) {
            assert_true(map.values[cell] == (float)(cell % files[i].modulus));
        }
        ps_map_free(&map);
        ps_bytes_free(&bytes);
    }
}

static void long_doubles_are_read_where_this_machine_has_them(void **state) {
    (void)state;
    PsBytes bytes = read_file("f16_le_c_2x3.npy");
    PsMap map;
    PsError error;
#if defined(__x86_64__)
    assert_int_equal(ps_npy_read(bytes.data, bytes.size, &map, NULL, &error), PS_OK);
    assert_true(ps_map_get(&map, 0, 1, 2) == 5);
#else
    /* Other machines have another long double of the same size: nothing can be said but that it ends well. */
    (void)!ps_npy_read(bytes.data, bytes.size, &map, NULL, &error);
#endif
    ps_map_free(&map);
    ps_bytes_free(&bytes);
}

static void a_file_cut_at_any_byte_is_refused(void **state) {
    (void)state;
    static const char *const names[] = {"f4_le_c_1x2x3x4.npy", "f4_be_f_2x3_v3.npy", "b1_na_c_2x3x4.npy"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        PsBytes bytes = read_file(names[i]);
        for (size_t size = 0; size < bytes.size; size++) {
            PsMap map;
            PsError error = {0};
            assert_int_equal(read_exactly(bytes.data, size, &map, &error), PS_ERROR_FORMAT);
            assert_null(map.values);
            assert_non_null(error.sentence);
        }
        ps_bytes_free(&bytes);
    }
}

static void a_file_with_any_one_byte_changed_ends_well(void **state) {
    (void)state;
    PsBytes bytes = read_file("f4_le_c_2x2_v2.npy");
    for (size_t i = 0; i < bytes.size; i++) {
        for (int value = 0; value < 256; value++) {
            unsigned char kept = bytes.data[i];
            bytes.data[i] = (unsigned char)value;
            PsMap map;
            if (read_exactly(bytes.data, bytes.size, &map, NULL)) {
                assert_null(map.values);
            }
            ps_map_free(&map);
            bytes.data[i] = kept;
        }
    }
    ps_bytes_free(&bytes);
}

/* ---- values ---- */

static float read_one(const char *descr, const void *data, size_t size, PsStatus expected) {
    char header[128];
    snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': False, 'shape': (1, 1)}", descr);
    PsBytes bytes = npy_bytes(1, header, data, size);
    PsMap map;
    assert_int_equal(read_exactly(bytes.data, bytes.size, &map, NULL), expected);
    float value = map.values ? map.values[0] : 0;
    ps_map_free(&map);
    ps_bytes_free(&bytes);
    return value;
}

static float read_double(double value, PsStatus expected) {
    return read_one("=f8", &value, sizeof value, expected);
}

static float read_half(unsigned bits) {
    const unsigned char data[] = {(unsigned char)(bits & 255), (unsigned char)(bits >> 8)};
    return read_one("<f2", data, sizeof data, PS_OK);
}

static void halves_are_exact(void **state) {
    (void)state;
    assert_true(read_half(0x3C00) == 1.0F);
    assert_true(read_half(0xC500) == -5.0F);
    assert_true(read_half(0x3555) == 0.333251953125F);
    assert_true(read_half(0x7BFF) == 65504.0F);
    assert_true(read_half(0x0001) == 5.9604644775390625e-8F);
    assert_true(read_half(0x03FF) == 6.09755516052246e-5F);
    assert_true(read_half(0x0400) == 6.103515625e-5F);
    assert_true(read_half(0x8000) == 0 && signbit(read_half(0x8000)));
    assert_true(read_half(0x7C00) == INFINITY);
    assert_true(read_half(0xFC00) == -INFINITY);
    assert_true(isnan(read_half(0x7E00)));
}

static void integers_keep_their_sign_and_round_once(void **state) {
    (void)state;
    assert_true(read_one("|i1", "\x80", 1, PS_OK) == -128);
    assert_true(read_one("|u1", "\x80", 1, PS_OK) == 128);
    assert_true(read_one("<i2", "\xFF\xFF", 2, PS_OK) == -1);
    assert_true(read_one(">u2", "\xFF\xFE", 2, PS_OK) == 65534);
    assert_true(read_one("<i8", "\0\0\0\0\0\0\0\x80", 8, PS_OK) == -0x1p63F);
    assert_true(read_one("<u8", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8, PS_OK) == 0x1p64F);
    /* 2^60 + 2^36 + 1 is just above the middle of two float32: rounded to double first it would be the
     * middle. */
    int64_t value = (INT64_C(1) << 60) + (INT64_C(1) << 36) + 1;
    assert_true(read_one("=i8", &value, sizeof value, PS_OK) == 0x1.000002p60F);
}

static void doubles_beyond_float32_are_refused_and_infinities_are_values(void **state) {
    (void)state;
    assert_true(read_double(0.1, PS_OK) == 0.1F);
    assert_true(read_double(3.4028234663852886e38, PS_OK) == 3.4028234663852886e38F);
    assert_true(read_double(1e-300, PS_OK) == 0);
    assert_true(read_double((double)INFINITY, PS_OK) == INFINITY);
    assert_true(read_double(-(double)INFINITY, PS_OK) == -INFINITY);
    assert_true(isnan(read_double((double)NAN, PS_OK)));
    (void)read_double(3.5e38, PS_ERROR_FORMAT);
    (void)read_double(-1e300, PS_ERROR_FORMAT);
}

static void long_doubles_beyond_double_are_refused_too(void **state) {
    (void)state;
#if defined(__x86_64__)
    long double values[] = {1e4000L, (long double)INFINITY, 0.1L};
    (void)read_one("=f16", &values[0], sizeof values[0], PS_ERROR_FORMAT);
    assert_true(read_one("=f16", &values[1], sizeof values[1], PS_OK) == INFINITY);
    assert_true(read_one("<f16", &values[2], sizeof values[2], PS_OK) == 0.1F);
    (void)read_one(">f16", &values[2], sizeof values[2], PS_ERROR_FORMAT);
#endif
}

static void a_value_beyond_float32_is_named_by_its_place(void **state) {
    (void)state;
    double values[12] = {[10] = 1e39};
    PsBytes bytes =
        npy_bytes(1, "{'descr': '=f8', 'fortran_order': False, 'shape': (2, 2, 3)}", values, sizeof values);
    PsMap map;
    PsError error;
    assert_int_equal(read_exactly(bytes.data, bytes.size, &map, &error), PS_ERROR_FORMAT);
    assert_sentence(&error, "the value in channel 1, row 1, column 1 is beyond float32: scale the array");
    ps_bytes_free(&bytes);
}

/* ---- hostile input ---- */

static void what_is_no_npy_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"1,2,3\n4,5,6\n", "\x93NUMPX\x01", "PK\x03\x04", "\x89PNG\r\n\x1a\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        PsMap map;
        PsError error;
        assert_int_equal(read_exactly((const unsigned char *)texts[i], strlen(texts[i]), &map, &error),
                         PS_ERROR_FORMAT);
        assert_sentence(&error,
                        "this is no .npy data (its first bytes are not NumPy's): save it with numpy.save");
    }
    PsMap map;
    assert_int_equal(ps_npy_read(NULL, 0, &map, NULL, NULL), PS_ERROR_FORMAT);
}

static void other_versions_are_refused(void **state) {
    (void)state;
    const char *header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}";
    assert_refused(0, header, 4, PS_ERROR_FORMAT, NULL);
    assert_refused(4, header, 4, PS_ERROR_FORMAT,
                   "the .npy data has version 4.0, not 1.0, 2.0 or 3.0: save it with numpy.save");
    assert_refused(255, header, 4, PS_ERROR_FORMAT, NULL);
}

static void a_header_longer_than_the_file_is_refused(void **state) {
    (void)state;
    unsigned char data[64] = {0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 0, 0x80, '{'};
    PsMap map;
    PsError error;
    assert_int_equal(read_exactly(data, sizeof data, &map, &error), PS_ERROR_FORMAT);
    assert_sentence(&error, "the .npy data ends too early: copy or save the file again");
    memset(data + 8, 0xFF, 4);
    assert_int_equal(read_exactly(data, sizeof data, &map, &error), PS_ERROR_FORMAT);
}

static void headers_that_are_no_flat_dictionary_are_refused(void **state) {
    (void)state;
    static const char *const headers[] = {
        "",
        "{",
        "{}",
        "{}}",
        "[]",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'shape': (1, 1)}",
        "{'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} x",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'extra': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': false, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': Falsey, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1, 1]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ((1, 1), 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1.0, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0x1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (True, 1)}",
        "{'descr': {'descr': '<f4'}, 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4\\x00', 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4, 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': \"<f4', 'fortran_order': False, 'shape': (1, 1)}",
        "{descr: '<f4', 'fortran_order': False, 'shape': (1, 1)}",
    };
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        for (int major = 1; major <= 3; major++) {
            assert_refused(major, headers[i], 4, PS_ERROR_FORMAT, NULL);
        }
    }
    assert_refused(1,
                   "{'descr': '<f4', 'fortran_order': False, 'shape': "
                   "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)}",
                   4, PS_ERROR_FORMAT, NULL);
    assert_refused(1, "{}", 4, PS_ERROR_FORMAT,
                   "the header of the .npy data cannot be understood: save the array again with numpy.save");
}

static void deep_brackets_do_not_recurse(void **state) {
    (void)state;
    PsBytes bytes = {0};
    static const unsigned char preamble[] = {0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 0x10, 0};
    assert_int_equal(ps_bytes_append(&bytes, preamble, sizeof preamble, NULL), PS_OK);
    for (int i = 0; i < 1 << 20; i++) {
        assert_int_equal(ps_bytes_append(&bytes, i % 2 ? "{" : "(", 1, NULL), PS_OK);
    }
    PsMap map;
    assert_int_equal(ps_npy_read(bytes.data, bytes.size, &map, NULL, NULL), PS_ERROR_FORMAT);
    ps_bytes_free(&bytes);
}

static void other_spellings_of_a_sound_header_are_read(void **state) {
    (void)state;
    static const char *const headers[] = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
        "{'shape':(1,2),'fortran_order':True,'descr':'<f4'}\n",
        " \t{ \"descr\" : \"<f4\" , \"fortran_order\" : False , \"shape\" : ( 1 , 2 , ) , } \r\n\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 2L)}",
    };
    static const unsigned char data[8] = {0, 0, 128, 63, 0, 0, 0, 64};
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        PsBytes bytes = npy_bytes(1 + (int)i % 3, headers[i], data, sizeof data);
        PsMap map;
        assert_int_equal(read_exactly(bytes.data, bytes.size, &map, NULL), PS_OK);
        assert_true(map.values[0] == 1 && map.values[1] == 2);
        ps_map_free(&map);
        ps_bytes_free(&bytes);
    }
}

static void types_that_are_no_numbers_are_refused(void **state) {
    (void)state;
    static const char *const types[] = {"|O",   "O",   "<U4",  "|S4",  "|V8",   "f3",  "<f0",
                                        "<i16", "",    "<",    "<<f4", "f4 ",   "<F4", "object",
                                        "u",    "-f4", "<b1x", "|f",   "<f999", "i-4"};
    static const char *const others[][2] = {{"<c8", "save one part of them, as array.real or abs(array)"},
                                            {">c16", "save one part of them, as array.real or abs(array)"},
                                            {"<M8[us]", "save them as counts from a day that you choose"},
                                            {"<m8", "save them as counts from a day that you choose"}};
    const size_t count = sizeof types / sizeof types[0];
    for (size_t i = 0; i < count + sizeof others / sizeof others[0]; i++) {
        char header[128];
        char sentence[256];
        const char *type = i < count ? types[i] : others[i - count][0];
        snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': False, 'shape': (1, 1)}", type);
        snprintf(sentence, sizeof sentence, "values of type '%s' are no plain numbers: %s", type,
                 i < count ? "save the array as float32, with .astype('float32')" : others[i - count][1]);
        assert_refused(1, header, 8, PS_ERROR_FORMAT, sentence);
    }
    assert_refused(1, "{'descr': [('a', '<f4'), ('b', '<f4')], 'fortran_order': False, 'shape': (1, 1)}", 8,
                   PS_ERROR_FORMAT,
                   "values of type 'structure' are no plain numbers: save the array as float32, with "
                   ".astype('float32')");
}

static void shapes_that_are_no_map_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *shape;
        PsStatus status;
        const char *sentence;
    } cases[] = {
        {"()", PS_ERROR_FORMAT,
         "the array has 0 dimensions: give it 2 (height, width), 3 (channels first) or 4 (one map)"},
        {"(4,)", PS_ERROR_FORMAT,
         "the array has 1 dimensions: give it 2 (height, width), 3 (channels first) or 4 (one map)"},
        {"(1, 1, 1, 1, 1)", PS_ERROR_FORMAT,
         "the array has 5 dimensions: give it 2 (height, width), 3 (channels first) or 4 (one map)"},
        {"(2, 1, 1, 1)", PS_ERROR_FORMAT, "the array is a batch of 2 maps: save one of them, as array[0]"},
        {"(0, 4)", PS_ERROR_FORMAT, "the array has a size of 0: every size must be at least 1"},
        {"(-1, 4)", PS_ERROR_FORMAT, "the array has a size of -1: every size must be at least 1"},
        {"(-9223372036854775808, 1)", PS_ERROR_FORMAT, NULL},
        {"(1, -99999999999999999999999999)", PS_ERROR_FORMAT, NULL},
        {"(268435457, 1)", PS_ERROR_SIZE, "the array has more than 268435456 values: use a smaller map"},
        {"(16385, 16384)", PS_ERROR_SIZE, NULL},
        {"(4294967296, 4294967296)", PS_ERROR_SIZE, NULL},
        {"(4294967296, 4294967296, 4294967296)", PS_ERROR_SIZE, NULL},
        {"(1, 9223372036854775807, 9223372036854775807, 2)", PS_ERROR_SIZE, NULL},
        {"(1, 18446744073709551617)", PS_ERROR_SIZE, NULL},
        {"(99999999999999999999999999999999999999999, 1)", PS_ERROR_SIZE, NULL},
        /* Large, but allowed: the data is not there, and nothing is allocated for it. */
        {"(16384, 16384)", PS_ERROR_FORMAT,
         "the .npy data ends after 4 of 1073741824 bytes of values: copy or save the file again"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char header[256];
        snprintf(header, sizeof header, "{'descr': '<f4', 'fortran_order': False, 'shape': %s}",
                 cases[i].shape);
        assert_refused(1, header, 4, cases[i].status, cases[i].sentence);
    }
}

static void bytes_after_the_end_are_refused(void **state) {
    (void)state;
    const char *header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}";
    assert_refused(1, header, 5, PS_ERROR_FORMAT,
                   "1 bytes stand after the end of the .npy data: save the array again with numpy.save");
    assert_refused(1, header, 3, PS_ERROR_FORMAT,
                   "the .npy data ends after 3 of 4 bytes of values: copy or save the file again");
}

/* ---- writing ---- */

static void what_is_written_equals_numpys_file(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int dimensions;
    } files[] = {{"f4_le_c_2x3x4.npy", 3}, {"f4_le_c_1x2x3x4.npy", 4}, {"f4_le_c_4x1.npy", 2}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        PsBytes expected = read_file(files[i].name);
        PsMap map;
        assert_int_equal(ps_npy_read(expected.data, expected.size, &map, NULL, NULL), PS_OK);
        PsBytes bytes = {0};
        assert_int_equal(ps_npy_write(&map, files[i].dimensions, &bytes, NULL), PS_OK);
        assert_int_equal(bytes.size, expected.size);
        assert_memory_equal(bytes.data, expected.data, bytes.size);
        ps_bytes_free(&bytes);
        ps_bytes_free(&expected);
        ps_map_free(&map);
    }
}

static void indices_equal_numpys_file(void **state) {
    (void)state;
    int64_t indices[24];
    for (int i = 0; i < 24; i++) {
        indices[i] = i;
    }
    PsMap shape;
    assert_int_equal(ps_map_init(&shape, 2, 3, 4, NULL), PS_OK);
    PsBytes bytes = {0};
    PsBytes expected = read_file("i8_le_c_2x3x4.npy");
    assert_int_equal(ps_npy_write_indices(&shape, 3, indices, &bytes, NULL), PS_OK);
    assert_int_equal(bytes.size, expected.size);
    assert_memory_equal(bytes.data, expected.data, bytes.size);
    ps_bytes_free(&expected);
    ps_bytes_free(&bytes);
    ps_map_free(&shape);
}

static void a_map_comes_back_bit_for_bit(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 100, 97, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 7);
    map.values[0] = NAN;
    map.values[1] = -INFINITY;
    map.values[2] = -0.0F;
    map.values[9699] = 1e-45F;
    PsBytes bytes = {0};
    assert_int_equal(ps_npy_write(&map, 2, &bytes, NULL), PS_OK);
    assert_int_equal((bytes.size - 9700 * sizeof(float)) % 64, 0);
    PsMap back;
    assert_int_equal(ps_npy_read(bytes.data, bytes.size, &back, NULL, NULL), PS_OK);
    assert_true(ps_map_equal(&map, &back));
    ps_bytes_free(&bytes);
    ps_map_free(&back);
    ps_map_free(&map);
}

static void writing_appends(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsBytes bytes = {0};
    assert_int_equal(ps_bytes_append(&bytes, "abc", 3, NULL), PS_OK);
    assert_int_equal(ps_npy_write(&map, 2, &bytes, NULL), PS_OK);
    assert_memory_equal(bytes.data, "abc\x93NUMPY", 9);
    ps_bytes_free(&bytes);
    ps_map_free(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_every_type_and_order_hold_the_same_numbers),
        cmocka_unit_test(long_doubles_are_read_where_this_machine_has_them),
        cmocka_unit_test(a_file_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_file_with_any_one_byte_changed_ends_well),
        cmocka_unit_test(halves_are_exact),
        cmocka_unit_test(integers_keep_their_sign_and_round_once),
        cmocka_unit_test(doubles_beyond_float32_are_refused_and_infinities_are_values),
        cmocka_unit_test(long_doubles_beyond_double_are_refused_too),
        cmocka_unit_test(a_value_beyond_float32_is_named_by_its_place),
        cmocka_unit_test(what_is_no_npy_is_refused),
        cmocka_unit_test(other_versions_are_refused),
        cmocka_unit_test(a_header_longer_than_the_file_is_refused),
        cmocka_unit_test(headers_that_are_no_flat_dictionary_are_refused),
        cmocka_unit_test(deep_brackets_do_not_recurse),
        cmocka_unit_test(other_spellings_of_a_sound_header_are_read),
        cmocka_unit_test(types_that_are_no_numbers_are_refused),
        cmocka_unit_test(shapes_that_are_no_map_are_refused),
        cmocka_unit_test(bytes_after_the_end_are_refused),
        cmocka_unit_test(what_is_written_equals_numpys_file),
        cmocka_unit_test(indices_equal_numpys_file),
        cmocka_unit_test(a_map_comes_back_bit_for_bit),
        cmocka_unit_test(writing_appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
