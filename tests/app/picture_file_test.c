/* Pictures as maps: what values they give at which size, and that no broken or hostile one does harm. */
#include "app/picture/picture_file.h"

#include "core/pool.h"
#include "tests/unit/unit.h"

#include "app/picture/picture_exif.h"
#include "core/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static PsBytes load(const char *name) {
    char path[1024];
    PsBytes bytes = {0};
    snprintf(path, sizeof path, "%s/pictures/%s", POOLSCOPE_TEST_DATA, name);
    assert_int_equal(ps_file_read(path, PICTURE_BYTES, &bytes, NULL), PS_OK);
    return bytes;
}

static PictureFile open_picture(const char *name) {
    PictureFile picture;
    PsBytes bytes = load(name);
    assert_int_equal(picture_file_read(&bytes, name, &picture, NULL), PS_OK);
    ps_bytes_free(&bytes);
    return picture;
}

static PsMap sample(const char *name, int longer_side, int channels) {
    PsMap map;
    PictureFile picture = open_picture(name);
    assert_int_equal(picture_file_sample(&picture, longer_side, channels, &map, NULL), PS_OK);
    picture_file_free(&picture);
    return map;
}

static void assert_value(const PsMap *map, int c, int y, int x, double value) {
    const double found = (double)ps_map_get(map, c, y, x);
    if (fabs(found - value) > 1e-6) {
        fail_msg("channel %d, row %d, column %d: %g, expected %g", c, y, x, found, value);
    }
}

/* Takes ownership of nothing; error says why. */
static PsStatus read_bytes(const unsigned char *data, size_t size, PsError *error) {
    PictureFile picture;
    PsBytes bytes = {0};
    assert_int_equal(ps_bytes_append(&bytes, data, size, NULL), PS_OK);
    const PsStatus status = picture_file_read(&bytes, "a.png", &picture, error);
    assert_true((status == PS_OK) == (picture.pixels != NULL));
    picture_file_free(&picture);
    ps_bytes_free(&bytes);
    return status;
}

static void assert_refused(const char *name, PsStatus status, const char *says) {
    PsError error = {0};
    char sentence[PS_ERROR_TEXT_SIZE];
    PsBytes bytes = load(name);
    assert_int_equal(read_bytes(bytes.data, bytes.size, &error), status);
    ps_error_text(&error, NULL, sentence, sizeof sentence);
    assert_non_null(strstr(sentence, says));
    assert_non_null(strstr(sentence, ": "));
    ps_bytes_free(&bytes);
}

/* Values. */

static void each_pixel_is_a_cell_of_v_255ths(void **state) {
    (void)state;
    PsMap map = sample("means.png", 100, 3);
    assert_int_equal(map.channels, 3);
    assert_int_equal(map.height, 4);
    assert_int_equal(map.width, 6);
    for (int i = 0; i < 24; i++) {
        assert_true(ps_map_get(&map, 0, i / 6, i % 6) == (float)(10 * i / 255.0));
        assert_true(ps_map_get(&map, 1, i / 6, i % 6) == (float)((250 - 10 * i) / 255.0));
        assert_true(ps_map_get(&map, 2, i / 6, i % 6) == (float)(102 / 255.0));
    }
    ps_map_free(&map);
}

static void global_average_pooling_gives_the_channel_means_at_any_size(void **state) {
    (void)state;
    static const int sides[] = {1, 2, 3, 6, 28};
    static const double means[] = {115 / 255.0, 135 / 255.0, 102 / 255.0};
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_GAP;
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        PsMap vector;
        PsMap map = sample("means.png", sides[i], 3);
        assert_int_equal(ps_pool_forward(&pool, &map, &vector, NULL, NULL), PS_OK);
        for (int c = 0; c < 3; c++) {
            assert_value(&vector, c, 0, 0, means[c]);
        }
        ps_map_free(&vector);
        ps_map_free(&map);
    }
}

static void a_cell_is_the_average_of_the_area_it_covers(void **state) {
    (void)state;
    /* Values rise evenly by 36 a column and 4 a row, so a cell has the value of its centre. */
    PsMap map = sample("grey.png", 3, 1);
    assert_int_equal(map.height, 2);
    assert_int_equal(map.width, 3);
    /* Columns 0, 1 and a third of 2; row 0, 1 and a half of 2. */
    const double across = (36 * 0 + 36 * 1 + 36 * 2 / 3.0) / (7 / 3.0);
    const double down = (4 * 0 + 4 * 1 + 4 * 2 / 2.0) / 2.5;
    assert_value(&map, 0, 0, 0, (across + down) / 255);
    assert_value(&map, 0, 0, 1, (36 * 3 + down) / 255);
    assert_value(&map, 0, 1, 2, (36 * 6 - across + 16 - down) / 255);
    ps_map_free(&map);
}

static void grey_is_the_luma_of_rec_601(void **state) {
    (void)state;
    PsMap map = sample("quarters.png", 2, 1);
    assert_value(&map, 0, 0, 0, (0.299 * 200 + 0.701 * 40) / 255);
    assert_value(&map, 0, 0, 1, (0.587 * 160 + 0.413 * 40) / 255);
    assert_value(&map, 0, 1, 0, (0.114 * 200 + 0.886 * 40) / 255);
    assert_true(ps_map_get(&map, 0, 1, 1) == (float)(128 / 255.0));
    ps_map_free(&map);
}

static void every_kind_of_png_is_read(void **state) {
    (void)state;
    PsMap map = sample("grey16.png", 28, 1);
    assert_true(ps_map_get(&map, 0, 0, 0) == (float)(0x80FF / 65535.0));
    assert_true(ps_map_get(&map, 0, 0, 1) == 1);
    ps_map_free(&map);
    map = sample("grey16_key.png", 28, 1);
    assert_true(ps_map_get(&map, 0, 0, 0) == (float)(0x80FF / 65535.0));
    assert_value(&map, 0, 0, 1, 0);
    assert_value(&map, 0, 0, 2, 1);
    ps_map_free(&map);
    map = sample("alpha16.png", 28, 1);
    assert_value(&map, 0, 0, 0, 0xC000 / 65535.0 * (0x8000 / 65535.0));
    assert_value(&map, 0, 0, 1, 0);
    ps_map_free(&map);
    map = sample("palette.png", 28, 3);
    assert_value(&map, 0, 0, 0, 1);
    assert_value(&map, 1, 0, 1, 1);
    assert_value(&map, 2, 1, 0, 1);
    assert_value(&map, 0, 1, 1, 0);
    ps_map_free(&map);
    map = sample("alpha.png", 28, 3);
    assert_value(&map, 0, 0, 0, 0.2);
    assert_value(&map, 2, 0, 0, 0.2);
    assert_value(&map, 0, 0, 1, 0);
    ps_map_free(&map);
    map = sample("chunks.png", 1, 3);
    assert_value(&map, 0, 0, 0, 115 / 255.0);
    ps_map_free(&map);
}

/* Which pixel of 16 bits counts how much is the same as with 8. */
static void a_cell_of_sixteen_bits_is_an_average_too(void **state) {
    (void)state;
    PsMap map = sample("grey16.png", 1, 1);
    assert_int_equal(ps_map_cells(&map), 1);
    assert_value(&map, 0, 0, 0, (0x80FF + 0xFFFF) / 2.0 / 65535);
    ps_map_free(&map);
}

/* ---- orientation ---- */

/* As in PNG's annex D. */
static uint32_t checksum(const unsigned char *data, size_t size) {
    uint32_t sum = 0xFFFFFFFF;
    for (size_t i = 0; i < size; i++) {
        sum ^= data[i];
        for (int bit = 0; bit < 8; bit++) {
            sum = (sum >> 1) ^ (sum & 1 ? 0xEDB88320 : 0);
        }
    }
    return ~sum;
}

/* A TIFF block that holds nothing but the orientation. */
static void write_block(unsigned char block[26], bool little, int orientation) {
    static const unsigned char great_block[26] = {'M', 'M', 0,    42, 0, 0, 0, 8, 0,
                                                  1,   1,   0x12, 0,  3, 0, 0, 0, 1};
    static const unsigned char little_block[26] = {'I', 'I',  42, 0, 8, 0, 0, 0, 1,
                                                   0,   0x12, 1,  3, 0, 1, 0, 0, 0};
    memcpy(block, little ? little_block : great_block, 26);
    block[little ? 18 : 19] = (unsigned char)orientation;
}

/* grey.png with a block of Exif behind its header. */
static PsStatus read_turned(int orientation, PictureFile *picture) {
    enum { HEADER_END = 8 + 25, BLOCK = 26, CHUNK = BLOCK + 12 };
    PsBytes bytes = load("grey.png");
    PsBytes turned = {0};
    unsigned char chunk[CHUNK] = {0, 0, 0, BLOCK, 'e', 'X', 'I', 'f'};
    write_block(chunk + 8, orientation % 2 == 0, orientation);
    const uint32_t sum = checksum(chunk + 4, BLOCK + 4);
    for (int i = 0; i < 4; i++) {
        chunk[8 + BLOCK + i] = (unsigned char)(sum >> (24 - 8 * i));
    }
    assert_int_equal(ps_bytes_append(&turned, bytes.data, HEADER_END, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&turned, chunk, CHUNK, NULL), PS_OK);
    assert_int_equal(ps_bytes_append(&turned, bytes.data + HEADER_END, bytes.size - HEADER_END, NULL), PS_OK);
    const PsStatus status = picture_file_read(&turned, "turned.png", picture, NULL);
    ps_bytes_free(&turned);
    ps_bytes_free(&bytes);
    return status;
}

/* Where Exif says that the stored picture's row 0, column 0 is to be seen: of grey.png 0, at the other end of
 * its first row 36 * 6, of its first column 4 * 4. */
static void a_picture_stands_as_exif_says(void **state) {
    (void)state;
    static const struct {
        int corners[4]; /* top left, top right, bottom left, bottom right */
        bool upright;
    } views[] = {{{0, 216, 16, 232}, false}, {{216, 0, 232, 16}, false}, {{232, 16, 216, 0}, false},
                 {{16, 232, 0, 216}, false}, {{0, 16, 216, 232}, true},  {{16, 0, 232, 216}, true},
                 {{232, 216, 16, 0}, true},  {{216, 232, 0, 16}, true},  {{0, 216, 16, 232}, false}};
    for (int i = 0; i < 9; i++) {
        PictureFile picture;
        PsMap map;
        assert_int_equal(read_turned(i + 1, &picture), PS_OK);
        assert_int_equal(picture_file_sample(&picture, 28, 1, &map, NULL), PS_OK);
        assert_int_equal(map.height, views[i].upright ? 7 : 5);
        assert_int_equal(map.width, views[i].upright ? 5 : 7);
        for (int corner = 0; corner < 4; corner++) {
            assert_value(&map, 0, corner / 2 * (map.height - 1), corner % 2 * (map.width - 1),
                         views[i].corners[corner] / 255.0);
        }
        ps_map_free(&map);
        picture_file_free(&picture);
    }
}

static void exif_that_makes_no_sense_says_nothing(void **state) {
    (void)state;
    for (int little = 0; little < 2; little++) {
        unsigned char block[26];
        write_block(block, little == 1, 6);
        assert_int_equal(picture_exif_orientation(block, sizeof block), 6);
        for (size_t size = 0; size < 20; size++) {
            unsigned char *copy = malloc(size + 1);
            assert_non_null(copy);
            memcpy(copy, block, size);
            assert_int_equal(picture_exif_orientation(copy, size), 1);
            free(copy);
        }
        for (size_t at = 0; at < sizeof block; at++) {
            for (int value = 0; value < 256; value++) {
                const unsigned char old = block[at];
                block[at] = (unsigned char)value;
                const int orientation = picture_exif_orientation(block, sizeof block);
                assert_true(orientation >= 1 && orientation <= 8);
                block[at] = old;
            }
        }
    }
}

static void jpegs_are_read_to_about_their_values(void **state) {
    (void)state;
    static const char *const names[] = {"baseline.jpg", "progressive.jpg"};
    for (int i = 0; i < 2; i++) {
        PsMap map = sample(names[i], 4, 3);
        assert_int_equal(map.height, 3);
        assert_true(fabsf(ps_map_get(&map, 0, 0, 0) - 200 / 255.0F) < 0.02F);
        assert_true(fabsf(ps_map_get(&map, 1, 0, 3) - 160 / 255.0F) < 0.02F);
        assert_true(fabsf(ps_map_get(&map, 2, 2, 0) - 200 / 255.0F) < 0.02F);
        ps_map_free(&map);
    }
}

static void colour_is_seen_where_it_is(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool colour;
    } pictures[] = {{"means.png", true},   {"grey.png", false},  {"grey16.png", false},
                    {"palette.png", true}, {"alpha.png", false}, {"baseline.jpg", true},
                    {"grey.jpg", false}};
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        PictureFile picture = open_picture(pictures[i].name);
        assert_int_equal(picture.colour, pictures[i].colour);
        picture_file_free(&picture);
    }
}

static void sizes_keep_the_proportion_and_never_grow(void **state) {
    (void)state;
    static const struct {
        int height, width, side, rows, columns;
    } cases[] = {{48, 64, 28, 21, 28}, {64, 48, 28, 28, 21}, {5, 7, 28, 5, 7},
                 {1, 9000, 28, 1, 28}, {10, 10, 8, 8, 8},    {16384, 3, 4096, 4096, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const PictureFile picture = {.height = cases[i].height, .width = cases[i].width};
        int height = 0;
        int width = 0;
        picture_file_size(&picture, cases[i].side, &height, &width);
        assert_int_equal(height, cases[i].rows);
        assert_int_equal(width, cases[i].columns);
    }
}

/* What is refused. */

static void a_huge_size_is_refused_by_the_header_alone(void **state) {
    (void)state;
    assert_refused("huge.png", PS_ERROR_SIZE, "60000 x 60000");
    assert_refused("huge.jpg", PS_ERROR_SIZE, "60000 x 60000");
}

/* Each scan of a progressive JPEG is as much work as the whole picture. */
static void a_jpeg_of_more_than_a_hundred_scans_is_refused_undecoded(void **state) {
    (void)state;
    static const unsigned char frame[] = {0xFF, 0xD8, 0xFF, 0xC2, 0, 17,   8, 0x1F, 0x40, 0x1F, 0x40,
                                          3,    1,    0x11, 0,    2, 0x11, 0, 3,    0x11, 0};
    static const unsigned char scan[] = {0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0};
    static const unsigned char end[] = {0xFF, 0xD9};
    for (int scans = 100; scans <= 101; scans++) {
        PsBytes bytes = {0};
        PsError error = {0};
        assert_int_equal(ps_bytes_append(&bytes, frame, sizeof frame, NULL), PS_OK);
        for (int i = 0; i < scans; i++) {
            assert_int_equal(ps_bytes_append(&bytes, scan, sizeof scan, NULL), PS_OK);
        }
        assert_int_equal(ps_bytes_append(&bytes, end, sizeof end, NULL), PS_OK);
        const clock_t began = clock();
        const PsStatus status = read_bytes(bytes.data, bytes.size, &error);
        if (scans > 100) {
            assert_int_equal(status, PS_ERROR_SIZE);
            assert_sentence(
                &error, "a.png is drawn in more than 100 scans: save it as a JPEG that is not progressive");
            assert_true(clock() - began < CLOCKS_PER_SEC / 10);
        } else {
            assert_int_equal(status, PS_ERROR_FORMAT);
        }
        ps_bytes_free(&bytes);
    }
}

static void what_cannot_be_read_is_said(void **state) {
    (void)state;
    PsError error = {0};
    assert_refused("make.py", PS_ERROR_FORMAT, "no picture");
    assert_refused("cmyk.jpg", PS_ERROR_FORMAT, "CMYK");
    assert_int_equal(read_bytes((const unsigned char *)"", 0, &error), PS_ERROR_FORMAT);
}

static void a_picture_cut_short_anywhere_is_refused(void **state) {
    (void)state;
    static const char *const names[] = {"means.png", "palette.png", "baseline.jpg", "progressive.jpg"};
    for (int i = 0; i < 4; i++) {
        PsBytes bytes = load(names[i]);
        for (size_t size = 0; size < bytes.size; size++) {
            /* A copy of exactly that size, so that reading past it is seen. */
            unsigned char *copy = malloc(size + 1);
            assert_non_null(copy);
            memcpy(copy, bytes.data, size);
            assert_int_equal(read_bytes(copy, size, NULL), PS_ERROR_FORMAT);
            free(copy);
        }
        ps_bytes_free(&bytes);
    }
}

static void no_changed_byte_does_harm(void **state) {
    (void)state;
    static const char *const names[] = {"means.png", "palette.png", "grey16.png", "baseline.jpg", "grey.jpg"};
    for (int i = 0; i < 5; i++) {
        PsBytes bytes = load(names[i]);
        for (size_t at = 0; at < bytes.size; at++) {
            const unsigned char old = bytes.data[at];
            static const unsigned char flips[] = {0x01, 0x80, 0xFF};
            for (int k = 0; k < 3; k++) {
                bytes.data[at] = old ^ flips[k];
                const PsStatus status = read_bytes(bytes.data, bytes.size, NULL);
                assert_true(status == PS_OK || status == PS_ERROR_FORMAT || status == PS_ERROR_SIZE);
                /* A PNG's checksums find every one. */
                assert_true(i > 2 || status != PS_OK);
            }
            bytes.data[at] = old;
        }
        ps_bytes_free(&bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pixel_is_a_cell_of_v_255ths),
        cmocka_unit_test(global_average_pooling_gives_the_channel_means_at_any_size),
        cmocka_unit_test(a_cell_is_the_average_of_the_area_it_covers),
        cmocka_unit_test(grey_is_the_luma_of_rec_601),
        cmocka_unit_test(every_kind_of_png_is_read),
        cmocka_unit_test(a_cell_of_sixteen_bits_is_an_average_too),
        cmocka_unit_test(a_picture_stands_as_exif_says),
        cmocka_unit_test(exif_that_makes_no_sense_says_nothing),
        cmocka_unit_test(jpegs_are_read_to_about_their_values),
        cmocka_unit_test(colour_is_seen_where_it_is),
        cmocka_unit_test(sizes_keep_the_proportion_and_never_grow),
        cmocka_unit_test(a_huge_size_is_refused_by_the_header_alone),
        cmocka_unit_test(a_jpeg_of_more_than_a_hundred_scans_is_refused_undecoded),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(a_picture_cut_short_anywhere_is_refused),
        cmocka_unit_test(no_changed_byte_does_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
