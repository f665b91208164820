/* Numbers to text and back, and formulas as spans. Not a general printf: float32, counts and shares only.
 *
 * Both forms of a number start from the same decimal digits, the shortest that read back as the same
 * float32, so that the screen never rounds another number than the tooltip shows.
 */
#include "core/number.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUS    "\xE2\x88\x92" /* U+2212 */
#define INFINITE "\xE2\x88\x9E" /* U+221E */

/* Nine significant digits tell every float32 apart; 128 more than decide every rounding. */
enum { SHORTEST_DIGITS = 9, READ_DIGITS = 128, SCREEN_DECIMALS = 3 };
enum { POSITIONAL_FIRST = -5, POSITIONAL_END = 16 };

/* A finite magnitude, digits[0].digits[1]digits[2]… * 10^exponent. */
typedef struct Decimal {
    char digits[SHORTEST_DIGITS + 1];
    int count;
    int exponent;
} Decimal;

/* Text under construction; at most PS_NUMBER_SIZE bytes. */
typedef struct Writer {
    char *text;
    size_t length;
} Writer;

static void put(Writer *writer, const char *piece) {
    const size_t length = strlen(piece);
    assert(writer->length + length < PS_NUMBER_SIZE);
    memcpy(writer->text + writer->length, piece, length + 1);
    writer->length += length;
}

static void put_character(Writer *writer, char character) {
    const char piece[2] = {character, '\0'};
    put(writer, piece);
}

static Decimal shortest_decimal(float magnitude) {
    char text[32];
    int places = 0;
    do {
        snprintf(text, sizeof text, "%.*e", places, (double)magnitude);
        places++;
    } while (places < SHORTEST_DIGITS && strtof(text, NULL) != magnitude);

    Decimal decimal = {.exponent = 0};
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at != '.') {
            decimal.digits[decimal.count++] = *at;
        }
    }
    decimal.exponent = (int)strtol(at + 1, NULL, 10);
    return decimal;
}

/* The digit that stands at 10^power; '0' outside the digits there are. */
static char digit_at(const Decimal *decimal, int power) {
    const int index = decimal->exponent - power;
    return index >= 0 && index < decimal->count ? decimal->digits[index] : '0';
}

/* Rounds to decimals places after the point, half away from zero. */
static void round_decimal(Decimal *decimal, int decimals) {
    const int kept = decimal->exponent + decimals + 1;
    if (kept >= decimal->count) {
        return;
    }
    if (kept < 0) {
        *decimal = (Decimal){.digits = "0", .count = 1};
        return;
    }
    bool carry = decimal->digits[kept] >= '5';
    decimal->count = kept;
    for (int i = kept - 1; i >= 0 && carry; i--) {
        carry = decimal->digits[i] == '9';
        decimal->digits[i] = carry ? '0' : (char)(decimal->digits[i] + 1);
    }
    if (carry) {
        memmove(decimal->digits + 1, decimal->digits, (size_t)decimal->count);
        decimal->digits[0] = '1';
        decimal->count++;
        decimal->exponent++;
    } else if (decimal->count == 0) {
        *decimal = (Decimal){.digits = "0", .count = 1};
    }
}

/* Digits before the point, in groups of three where grouped, then those after it without trailing zeros. */
static void put_positional(Writer *writer, const Decimal *decimal, bool grouped) {
    const int first = decimal->exponent > 0 ? decimal->exponent : 0;
    for (int power = first; power >= 0; power--) {
        put_character(writer, digit_at(decimal, power));
        if (grouped && power > 0 && power % 3 == 0) {
            put_character(writer, ' ');
        }
    }
    int last = decimal->exponent - decimal->count + 1;
    while (last < 0 && digit_at(decimal, last) == '0') {
        last++;
    }
    if (last < 0) {
        put_character(writer, '.');
    }
    for (int power = -1; power >= last; power--) {
        put_character(writer, digit_at(decimal, power));
    }
}

static void put_exponential(Writer *writer, const Decimal *decimal) {
    put_character(writer, decimal->digits[0]);
    if (decimal->count > 1) {
        put_character(writer, '.');
        put(writer, decimal->digits + 1);
    }
    char exponent[16];
    snprintf(exponent, sizeof exponent, "e%+03d", decimal->exponent);
    put(writer, exponent);
}

static void put_finite(Writer *writer, float value, PsNumberForm form) {
    const bool screen = form == PS_NUMBER_SCREEN;
    Decimal decimal = shortest_decimal(fabsf(value));
    const bool zero = decimal.digits[0] == '0';
    if (screen && decimal.exponent < POSITIONAL_END) {
        round_decimal(&decimal, SCREEN_DECIMALS);
    }
    /* A negative number that rounds to 0 on screen has no sign; the full form keeps that of -0. */
    if (signbit(value) && (!screen || decimal.digits[0] != '0')) {
        put(writer, screen ? MINUS : "-");
    }
    const bool positional = zero || decimal.exponent < POSITIONAL_END;
    if (positional && (screen || zero || decimal.exponent >= POSITIONAL_FIRST)) {
        put_positional(writer, &decimal, screen);
    } else {
        put_exponential(writer, &decimal);
    }
}

size_t ps_number_write(char *text, float value, PsNumberForm form) {
    assert(text != NULL);
    Writer writer = {.text = text};
    text[0] = '\0';
    if (isnan(value)) {
        put(&writer, "nan");
    } else if (isinf(value)) {
        const bool screen = form == PS_NUMBER_SCREEN;
        if (value < 0) {
            put(&writer, screen ? MINUS : "-");
        }
        put(&writer, screen ? INFINITE : "inf");
    } else {
        put_finite(&writer, value, form);
    }
    return writer.length;
}

size_t ps_number_write_integer(char *text, long long value, PsNumberForm form) {
    assert(text != NULL);
    const bool screen = form == PS_NUMBER_SCREEN;
    const unsigned long long magnitude =
        value < 0 ? 0ULL - (unsigned long long)value : (unsigned long long)value;
    char digits[32];
    const int count = snprintf(digits, sizeof digits, "%llu", magnitude);

    Writer writer = {.text = text};
    text[0] = '\0';
    if (value < 0) {
        put(&writer, screen ? MINUS : "-");
    }
    for (int i = 0; i < count; i++) {
        put_character(&writer, digits[i]);
        const int left = count - 1 - i;
        if (screen && left > 0 && left % 3 == 0) {
            put_character(&writer, ' ');
        }
    }
    return writer.length;
}

size_t ps_number_write_share(char *text, double share) {
    assert(text != NULL && share >= 0);
    Writer writer = {.text = text};
    text[0] = '\0';
    if (share > 0 && share * 100 < 0.05) {
        put(&writer, "< 0.1");
        return writer.length;
    }
    char number[PS_NUMBER_SIZE];
    const double tenths = floor(share * 1000 + 0.5);
    snprintf(number, sizeof number, "%.1f", tenths / 10);
    const size_t length = strlen(number);
    if (strcmp(number + length - 2, ".0") == 0) {
        number[length - 2] = '\0';
    }
    put(&writer, number);
    return writer.length;
}

/* A power of ten raised above the line. */
static void put_superscript(Writer *writer, int power) {
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char number[16];
    snprintf(number, sizeof number, "%d", power);
    for (const char *c = number; *c != '\0'; c++) {
        put(writer, digits[*c - '0']);
    }
}

size_t ps_number_write_count(char *text, double value, int exponent, PsNumberForm form) {
    assert(text != NULL && value >= 0 && isfinite(value));
    const double whole = ldexp(value, exponent);
    if (whole < (form == PS_NUMBER_SCREEN ? 1e12 : ldexp(1, 53))) {
        return ps_number_write_integer(text, llround(whole), form);
    }
    const double power = log10(value) + exponent * log10(2);
    int tens = (int)floor(power);
    double leading = floor(pow(10, power - tens) * 100 + 0.5) / 100;
    if (leading >= 10) {
        leading /= 10;
        tens++;
    }
    Writer writer = {.text = text};
    char digits[32];
    snprintf(digits, sizeof digits, form == PS_NUMBER_SCREEN ? "%.2f × 10" : "%.2fe+", leading);
    text[0] = '\0';
    put(&writer, digits);
    if (form == PS_NUMBER_SCREEN) {
        put_superscript(&writer, tens);
    } else {
        snprintf(digits, sizeof digits, "%d", tens);
        put(&writer, digits);
    }
    return writer.length;
}

/* A half-open piece of text being read. */
typedef struct Reader {
    const char *at;
    const char *end;
} Reader;

static bool is_blank(char character) {
    return character == ' ' || character == '\t';
}

static bool is_digit(const Reader *reader) {
    return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

static bool take(Reader *reader, char character) {
    if (reader->at < reader->end && *reader->at == character) {
        reader->at++;
        return true;
    }
    return false;
}

/* The screen's minus counts as well. */
static bool take_minus(Reader *reader) {
    const size_t length = strlen(MINUS);
    if ((size_t)(reader->end - reader->at) >= length && memcmp(reader->at, MINUS, length) == 0) {
        reader->at += length;
        return true;
    }
    return take(reader, '-');
}

static void trim_blanks(Reader *reader) {
    while (reader->at < reader->end && is_blank(*reader->at)) {
        reader->at++;
    }
    while (reader->at < reader->end && is_blank(reader->end[-1])) {
        reader->end--;
    }
}

/* Whether all that is left is the (lower-case ASCII) word, in any case. */
static bool is_word(const Reader *reader, const char *word) {
    const size_t length = (size_t)(reader->end - reader->at);
    if (length != strlen(word)) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        const char lower =
            reader->at[i] >= 'A' && reader->at[i] <= 'Z' ? (char)(reader->at[i] - 'A' + 'a') : reader->at[i];
        if (lower != word[i]) {
            return false;
        }
    }
    return true;
}

/* The significant digits of a numeral of any length: those past READ_DIGITS are folded into a last '1',
 * which is all that rounding needs to know of them. Value: 0.DIGITS * 10^exponent. */
typedef struct Numeral {
    char digits[READ_DIGITS + 2];
    int count;
    bool more;
    int64_t exponent;
} Numeral;

static void numeral_add(Numeral *numeral, char digit, bool after_point) {
    const bool leading = numeral->count == 0 && digit == '0';
    if (!leading && numeral->count < READ_DIGITS) {
        numeral->digits[numeral->count++] = digit;
    } else if (!leading && digit != '0') {
        numeral->more = true;
    }
    if (after_point && leading) {
        numeral->exponent--;
    } else if (!after_point && !leading) {
        numeral->exponent++;
    }
}

static bool read_exponent(Reader *reader, int64_t *exponent) {
    const int64_t limit = INT64_C(1) << 56;
    if (!take(reader, 'e') && !take(reader, 'E')) {
        return true;
    }
    const bool negative = take(reader, '-');
    if (!negative) {
        take(reader, '+');
    }
    if (!is_digit(reader)) {
        return false;
    }
    int64_t value = 0;
    for (; is_digit(reader); reader->at++) {
        value = value < limit ? value * 10 + (*reader->at - '0') : value;
    }
    *exponent += negative ? -value : value;
    return true;
}

static bool read_numeral(Reader *reader, Numeral *numeral) {
    bool any = false;
    for (; is_digit(reader); reader->at++) {
        any = true;
        numeral_add(numeral, *reader->at, false);
    }
    if (take(reader, '.')) {
        for (; is_digit(reader); reader->at++) {
            any = true;
            numeral_add(numeral, *reader->at, true);
        }
    }
    return any && read_exponent(reader, &numeral->exponent) && reader->at == reader->end;
}

static float numeral_value(Numeral *numeral) {
    if (numeral->count == 0) {
        return 0;
    }
    if (numeral->more) {
        numeral->digits[numeral->count++] = '1';
    }
    const int64_t bound = 9999; /* far beyond float32, on both sides */
    const int64_t exponent = numeral->exponent < -bound  ? -bound
                             : numeral->exponent > bound ? bound
                                                         : numeral->exponent;
    char text[READ_DIGITS + 32];
    snprintf(text, sizeof text, "0.%se%d", numeral->digits, (int)exponent);
    return strtof(text, NULL);
}

bool ps_number_read(const char *text, size_t length, float *value, bool *too_large) {
    assert(text != NULL && value != NULL);
    Reader reader = {.at = text, .end = text + length};
    if (too_large != NULL) {
        *too_large = false;
    }
    trim_blanks(&reader);
    const bool negative = take_minus(&reader);
    if (!negative) {
        take(&reader, '+');
    }
    float magnitude = 0;
    if (is_word(&reader, "nan")) {
        magnitude = NAN;
    } else if (is_word(&reader, "inf") || is_word(&reader, "infinity")) {
        magnitude = INFINITY;
    } else {
        Numeral numeral = {.count = 0};
        if (!read_numeral(&reader, &numeral)) {
            return false;
        }
        magnitude = numeral_value(&numeral);
        if (isinf(magnitude)) {
            if (too_large != NULL) {
                *too_large = true;
            }
            return false;
        }
    }
    *value = negative ? -magnitude : magnitude;
    return true;
}

void ps_formula_append(PsFormula *formula, PsSpanKind kind, int tap, const char *text) {
    assert(formula->count < PS_FORMULA_SPANS);
    assert(strlen(text) < PS_SPAN_SIZE);
    PsSpan *span = &formula->spans[formula->count++];
    span->kind = kind;
    span->tap = tap;
    snprintf(span->text, sizeof span->text, "%s", text);
}

void ps_formula_append_number(PsFormula *formula, PsSpanKind kind, int tap, float value, PsNumberForm form) {
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, value, form);
    ps_formula_append(formula, kind, tap, text);
}

void ps_formula_append_integer(PsFormula *formula, PsSpanKind kind, long long value, PsNumberForm form) {
    char text[PS_NUMBER_SIZE];
    ps_number_write_integer(text, value, form);
    ps_formula_append(formula, kind, -1, text);
}

void ps_formula_text(const PsFormula *formula, char *text, size_t size) {
    assert(text != NULL && size > 0);
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < formula->count; i++) {
        const size_t length = strlen(formula->spans[i].text);
        const size_t room = size - 1 - used;
        const size_t taken = length < room ? length : room;
        memcpy(text + used, formula->spans[i].text, taken);
        used += taken;
        text[used] = '\0';
    }
}
