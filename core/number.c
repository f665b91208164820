/* Numbers to text and back. Not a general printf: float32, sums of them, counts and shares only.
 *
 * All forms of a number start from the same decimal digits, the shortest that read back as the same float32,
 * so that the screen never rounds another number than the tooltip shows.
 */
#include "core/number.h"

#include <assert.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUS    "\xE2\x88\x92" /* U+2212 */
#define INFINITE "\xE2\x88\x9E" /* U+221E */
#define NEARLY   "\xE2\x89\x88" /* U+2248 */

/* Nine significant digits tell every float32 apart; 128 more than decide every rounding. */
enum { SHORTEST_DIGITS = 9, READ_DIGITS = 128 };
enum { POSITIONAL_FIRST = -5, POSITIONAL_END = 16 };
/* A decimal of this many digits comes back from a float32 unchanged. A sum of float32s is known to no more
 * than these: what is beyond them is what their binary fractions differ from decimals by. */
enum { SURE_DIGITS = FLT_DIG, SUM_DIGITS = 12 };
enum { DECIMALS_MOST = 3 };

/* A finite magnitude, digits[0].digits[1]digits[2]… * 10^exponent. */
typedef struct Decimal {
    char digits[SUM_DIGITS + 2];
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

/* Reads "d.ddde±xx", without zeros at its end. */
static Decimal decimal_of(const char *text) {
    Decimal decimal = {.exponent = 0};
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at != '.') {
            decimal.digits[decimal.count++] = *at;
        }
    }
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') {
        decimal.count--;
    }
    decimal.digits[decimal.count] = '\0';
    decimal.exponent = (int)strtol(at + 1, NULL, 10);
    return decimal;
}

static Decimal shortest_decimal(float magnitude) {
    char text[32];
    int places = magnitude < FLT_MIN ? 0 : SURE_DIGITS - 1;
    do {
        snprintf(text, sizeof text, "%.*e", places, (double)magnitude);
        places++;
    } while (places < SHORTEST_DIGITS && strtof(text, NULL) != magnitude);
    return decimal_of(text);
}

static double decimal_value(const Decimal *decimal, bool negative) {
    char text[64];
    snprintf(text, sizeof text, "%.1s.%se%d", decimal->digits, decimal->digits + 1, decimal->exponent);
    const double magnitude = strtod(text, NULL);
    return negative ? -magnitude : magnitude;
}

/* Float32s near to decimals have a sum near to a decimal: that one, where it is so near that nothing else can
 * be meant. */
static Decimal sum_decimal(double magnitude) {
    if (magnitude < (double)FLT_MAX) {
        const Decimal near = shortest_decimal((float)magnitude);
        if (fabs(decimal_value(&near, false) - magnitude) <= fmin(6e-8 * magnitude, 1e-6)) {
            return near;
        }
    }
    char text[32];
    snprintf(text, sizeof text, "%.*e", SUM_DIGITS - 1, magnitude);
    return decimal_of(text);
}

/* The digit that is at 10^power; '0' outside the digits there are. */
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

/* How a form of the screen writes. */
typedef struct Style {
    int decimals;
    bool exponent;
} Style;

static Style style_of(PsNumberForm form) {
    if (form >= PS_NUMBER_EXPONENT_3) {
        return (Style){PS_NUMBER_EXPONENT_0 - (int)form, true};
    }
    return (Style){PS_NUMBER_DECIMALS_0 - (int)form, false};
}

/* "5.3e−8": decimals after the first digit. */
static void put_screen_exponent(Writer *writer, Decimal decimal, int decimals) {
    round_decimal(&decimal, decimals - decimal.exponent);
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') {
        decimal.count--;
    }
    decimal.digits[decimal.count] = '\0';
    put_character(writer, decimal.digits[0]);
    if (decimal.count > 1) {
        put_character(writer, '.');
        put(writer, decimal.digits + 1);
    }
    char exponent[16];
    snprintf(exponent, sizeof exponent, "%d", abs(decimal.exponent));
    put(writer, decimal.exponent < 0 ? "e" MINUS : "e");
    put(writer, exponent);
}

static bool is_zero(const Decimal *decimal) {
    return decimal->digits[0] == '0';
}

static bool is_integer(const Decimal *decimal) {
    return decimal->count - 1 <= decimal->exponent;
}

/* How a form shows a number: how many decimals it keeps, after the point or after the first digit. Those that
 * would make it 0 become as many as its first digit needs, three at most. */
static Style shown_as(const Decimal *decimal, PsNumberForm form) {
    Style style = style_of(form);
    const bool large = decimal->exponent >= POSITIONAL_END;
    if (is_zero(decimal) || (is_integer(decimal) && !large)) {
        return (Style){0, false};
    }
    if (style.exponent) {
        return style;
    }
    for (int decimals = style.decimals; decimals <= DECIMALS_MOST && !large; decimals++) {
        Decimal rounded = *decimal;
        round_decimal(&rounded, decimals);
        if (!is_zero(&rounded)) {
            return (Style){decimals, false};
        }
    }
    return (Style){style.decimals < 1 ? style.decimals : 1, true};
}

static void put_screen(Writer *writer, bool negative, Decimal decimal, PsNumberForm form) {
    const Style style = shown_as(&decimal, form);
    if (negative && !is_zero(&decimal)) {
        put(writer, MINUS);
    }
    if (style.exponent) {
        put_screen_exponent(writer, decimal, style.decimals);
        return;
    }
    round_decimal(&decimal, style.decimals);
    put_positional(writer, &decimal, true);
}

static void put_full(Writer *writer, bool negative, const Decimal *decimal) {
    if (negative) {
        put(writer, "-");
    }
    const bool positional = decimal->exponent >= POSITIONAL_FIRST && decimal->exponent < POSITIONAL_END;
    if (positional || is_zero(decimal)) {
        put_positional(writer, decimal, false);
    } else {
        put_exponential(writer, decimal);
    }
}

/* Whether it is not finite; then it is written. */
static bool put_special(Writer *writer, double value, bool screen) {
    if (isnan(value)) {
        put(writer, "nan");
    } else if (isinf(value)) {
        put(writer, value > 0 ? "" : screen ? MINUS : "-");
        put(writer, screen ? INFINITE : "inf");
    } else {
        return false;
    }
    return true;
}

size_t ps_number_write(char *text, float value, PsNumberForm form) {
    assert(text != NULL);
    Writer writer = {.text = text};
    text[0] = '\0';
    if (put_special(&writer, (double)value, form != PS_NUMBER_FULL)) {
        return writer.length;
    }
    const Decimal decimal = shortest_decimal(fabsf(value));
    if (form == PS_NUMBER_FULL) {
        put_full(&writer, signbit(value), &decimal);
    } else {
        put_screen(&writer, signbit(value), decimal, form);
    }
    return writer.length;
}

static size_t write_exponent(char *text, bool negative, Decimal decimal, int decimals) {
    Writer writer = {.text = text};
    text[0] = '\0';
    if (is_zero(&decimal)) {
        put(&writer, "0");
        return writer.length;
    }
    put(&writer, negative ? MINUS : "");
    put_screen_exponent(&writer, decimal, decimals);
    return writer.length;
}

size_t ps_number_write_exponent(char *text, float value, int decimals) {
    assert(text != NULL && decimals >= 0);
    return isfinite(value) ? write_exponent(text, signbit(value), shortest_decimal(fabsf(value)), decimals)
                           : ps_number_write(text, value, PS_NUMBER_SCREEN);
}

static bool is_whole(double sum) {
    return fabs(sum) < 1e15 && !(sum < nearbyint(sum)) && !(sum > nearbyint(sum));
}

size_t ps_number_write_sum(char *text, double sum, PsNumberForm form) {
    assert(text != NULL);
    if (is_whole(sum)) {
        return ps_number_write_integer(text, llround(sum), form);
    }
    if (form == PS_NUMBER_FULL || !isfinite(sum)) {
        return ps_number_write(text, (float)sum, form);
    }
    Writer writer = {.text = text};
    text[0] = '\0';
    put_screen(&writer, sum < 0, sum_decimal(fabs(sum)), form);
    return writer.length;
}

/* Whether a form keeps all digits there are. */
static bool keeps_all(const Decimal *decimal, PsNumberForm form) {
    if (form == PS_NUMBER_FULL || is_zero(decimal)) {
        return true;
    }
    const Style style = shown_as(decimal, form);
    const int after_first = decimal->count - 1;
    return after_first - (style.exponent ? 0 : decimal->exponent) <= style.decimals;
}

bool ps_number_exact(float value, PsNumberForm form) {
    if (!isfinite(value)) {
        return true;
    }
    const Decimal decimal = shortest_decimal(fabsf(value));
    return keeps_all(&decimal, form);
}

bool ps_number_exact_sum(double sum, PsNumberForm form) {
    if (!isfinite(sum) || is_whole(sum)) {
        return true;
    }
    const Decimal decimal = sum_decimal(fabs(sum));
    return keeps_all(&decimal, form);
}

double ps_number_decimal(float value) {
    /* Up to 2^24 whole numbers are themselves. */
    if (!isfinite(value) || (fabsf(value) <= 16777216 && is_whole((double)value))) {
        return (double)value;
    }
    const Decimal decimal = shortest_decimal(fabsf(value));
    return decimal_value(&decimal, value < 0);
}

double ps_number_decimal_sum(double sum) {
    if (!isfinite(sum) || is_whole(sum)) {
        return sum;
    }
    const Decimal decimal = sum_decimal(fabs(sum));
    return decimal_value(&decimal, sum < 0);
}

size_t ps_number_write_near(char *text, float value, PsNumberForm form) {
    if (ps_number_exact(value, form)) {
        return ps_number_write(text, value, form);
    }
    Writer writer = {.text = text};
    put(&writer, NEARLY " ");
    return writer.length + ps_number_write(text + writer.length, value, form);
}

int ps_number_length(const char *text) {
    int length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        const bool continues = (*c & 0xC0) == 0x80;
        length += continues ? 0 : *c == ' ' ? 1 : 2;
    }
    return length;
}

bool ps_number_is_outlier(float value) {
    const Decimal decimal = shortest_decimal(isfinite(value) ? fabsf(value) : 0);
    return shown_as(&decimal, PS_NUMBER_SCREEN).exponent;
}

void ps_number_measure(float value, int lengths[PS_NUMBER_LENGTHS]) {
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, value, PS_NUMBER_FULL);
    lengths[PS_NUMBER_FULL] = ps_number_length(text);
    const bool finite = isfinite(value);
    const Decimal decimal = shortest_decimal(finite ? fabsf(value) : 0);
    for (int form = PS_NUMBER_SCREEN; form < PS_NUMBER_LENGTHS; form++) {
        Writer writer = {.text = text};
        text[0] = '\0';
        if (!finite) {
            put_special(&writer, (double)value, true);
        } else if (form < PS_NUMBER_FORM_COUNT) {
            put_screen(&writer, signbit(value), decimal, (PsNumberForm)form);
        } else {
            write_exponent(text, signbit(value), decimal, PS_NUMBER_LENGTHS - 1 - form);
        }
        lengths[form] = ps_number_length(text);
    }
}

bool ps_number_suits(PsNumberForm form, float magnitude) {
    static const float LEAST[] = {0.005F, 0.05F, 0.5F, 5};
    if (form < PS_NUMBER_SCREEN || form > PS_NUMBER_DECIMALS_0) {
        return true;
    }
    return magnitude <= 0 || magnitude >= LEAST[form - PS_NUMBER_SCREEN];
}

size_t ps_number_write_integer(char *text, long long value, PsNumberForm form) {
    assert(text != NULL);
    const bool screen = form != PS_NUMBER_FULL;
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

const char *ps_number_share_sign(double share) {
    const double tenths = share * 1000;
    const bool bound = share > 0 && share * 100 < 0.05;
    /* What is left of a thousandth where a quotient was not quite one. */
    return bound || fabs(tenths - nearbyint(tenths)) < 1e-9 ? "" : "\xE2\x89\x88 ";
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
    if (whole < (form != PS_NUMBER_FULL ? 1e12 : ldexp(1, 53))) {
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
    snprintf(digits, sizeof digits, form != PS_NUMBER_FULL ? "%.2f × 10" : "%.2fe+", leading);
    text[0] = '\0';
    put(&writer, digits);
    if (form != PS_NUMBER_FULL) {
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
