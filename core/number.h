/* Numbers to text and back.
 *
 * A number has a full form (the shortest decimal that reads back as the same float32, ASCII) and those of the
 * screen: a real minus, thousands set apart by a space, and as many decimals or digits before an exponent as
 * there is room for (number_fit.h chooses). No form shows as 0 what is not 0.
 * Everything here assumes LC_NUMERIC is "C".
 */
#ifndef PS_NUMBER_H
#define PS_NUMBER_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { PS_NUMBER_SIZE = 64 };

/* The screen's forms stand in the order in which they are tried, each shorter than the one before. */
typedef enum PsNumberForm {
    PS_NUMBER_FULL,
    PS_NUMBER_SCREEN, /* three decimals */
    PS_NUMBER_DECIMALS_2,
    PS_NUMBER_DECIMALS_1,
    PS_NUMBER_DECIMALS_0,
    PS_NUMBER_EXPONENT_3, /* three decimals and an exponent */
    PS_NUMBER_EXPONENT_2,
    PS_NUMBER_EXPONENT_1,
    PS_NUMBER_EXPONENT_0,
    PS_NUMBER_FORM_COUNT
} PsNumberForm;

/* Writes value into text (at least PS_NUMBER_SIZE bytes) and returns its length in bytes.
 * Full: "3.125", "-1", "nan", "inf", "-inf", "1e+20"; positional from 1e-5 up to 1e16.
 * The others: "3.125", "−1", "12 345", "5.3e−8", "1e30", "nan", "∞", "−∞". Integers below 1e16 are bare; else
 * at most the form's decimals, the full form's digits rounded half away from zero, no trailing zeros, no
 * negative zero. What that many decimals would round to 0 has as many as its first digit needs; what three
 * would, and what is from 1e16 on, has an exponent and one decimal at most. */
size_t ps_number_write(char *text, float value, PsNumberForm form);

/* The same with an exponent whatever the value ("1.2e5"), and decimals of the first digit; 0 and what is not
 * finite as always. */
size_t ps_number_write_exponent(char *text, float value, int decimals);

/* The same for a sum of float32s: whole sums have all their digits, up to 1e15; others are float32s in full,
 * and on screen the decimal that is meant, or twelve digits, rounded. */
size_t ps_number_write_sum(char *text, double sum, PsNumberForm form);

/* Whether a form says all digits of the full one; of a sum, all that there are. */
bool ps_number_exact(float value, PsNumberForm form);
bool ps_number_exact_sum(double sum, PsNumberForm form);

/* The decimal that the full form says, as near as a double is to it: 0.1 and not the float32's
 * 0.100000001…; of a sum, the one that is meant. */
double ps_number_decimal(float value);
double ps_number_decimal_sum(double sum);

/* As ps_number_write, with "≈ " before what is rounded; for what stands alone. */
size_t ps_number_write_near(char *text, float value, PsNumberForm form);

/* Whether a number has an exponent among others that have decimals. */
bool ps_number_is_outlier(float value);

/* The lengths of value in all forms, then with ps_number_write_exponent of 1 and of 0 decimals. */
enum { PS_NUMBER_LENGTHS = PS_NUMBER_FORM_COUNT + 2 };
void ps_number_measure(float value, int lengths[PS_NUMBER_LENGTHS]);

/* The length of a number on screen in half advances of a mono face: a space is half an advance wide. */
int ps_number_length(const char *text);

/* Whether a form has decimals enough for numbers as large as magnitude and smaller: a unit of the last is at
 * most a fifth of it. Always true of exponents and of magnitude 0. */
bool ps_number_suits(PsNumberForm form, float magnitude);

/* The same for a count or size: "75", "1 024" on screen. */
size_t ps_number_write_integer(char *text, long long value, PsNumberForm form);

/* A count that is 0 or more, as value * 2^exponent, that may lie beyond every type: all its digits below 2^53
 * (full) or 1e12 (screen), else three of them: "1.06e+48", "1.06 × 10⁴⁸" on screen. */
size_t ps_number_write_count(char *text, double value, int exponent, PsNumberForm form);

/* Reads all of text[0..length) as one float32: decimal with optional sign (a minus of either form), point and
 * exponent, "nan", "inf", "infinity" in any case; blanks around it are allowed. False where it is anything
 * else (value is then untouched), or where a finite decimal is beyond float32 (then *too_large, if given, is
 * true). */
bool ps_number_read(const char *text, size_t length, float *value, bool *too_large);

/* A share (0…1) as percent with one decimal, rounded half up, "12.5", or "< 0.1" below 0.05 %. */
size_t ps_number_write_share(char *text, double share);

/* "≈ " where that is a rounded share, else "": to stand before it. A bound is not rounded. */
const char *ps_number_share_sign(double share);

#endif
