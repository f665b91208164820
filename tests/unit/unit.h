/* What every unit test starts with: cmocka after the headers it wants, and a few checks of the core's types.
 *
 * Not a framework: tests are cmocka's. Include it after the header that is tested, which so proves to stand
 * on its own.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/formula.h"
#include "core/map.h"
#include "core/status.h"

#include <string.h>

/* The error's sentence as people read it. */
static inline void assert_sentence(const PsError *error, const char *expected) {
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(error, NULL, text, sizeof text);
    assert_string_equal(text, expected);
}

static inline void assert_formula(const PsFormula *formula, const char *expected) {
    char text[1024];
    ps_formula_text(formula, text, sizeof text);
    assert_string_equal(text, expected);
}

/* Bit for bit, so that NaN equals itself and -0 differs from 0. */
static inline void assert_values(const float *values, const float *expected, size_t count) {
    assert_memory_equal(values, expected, count * sizeof *values);
}

/* The representation of a float: what to compare where NaN is to equal itself and -0 to differ from 0. */
static inline uint32_t float_bits(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* A map of one channel with these values; the caller frees it. */
static inline PsMap map_of(int height, int width, const float *values) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, height, width, NULL), PS_OK);
    memcpy(map.values, values, (size_t)height * (size_t)width * sizeof *values);
    return map;
}

static inline PsMap tutorial_map(void) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 4, 4, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_TUTORIAL, 0);
    return map;
}

#endif
