/* Which form the numbers of one map are written in, so that they fit their cells.
 *
 * The rule: one form a map. Integers are bare; other numbers have the most decimals at which all of them fit,
 * three at most, as long as these say enough of the largest; else all have an exponent. A number that even
 * without decimals is wider than the cell, or that three of them would make 0, has an exponent of its own
 * ("1e30" among "3" and "0.5"): one outlier does not take the digits of all others. What fits in no form is
 * not written, and that cell alone shows its colour only.
 *
 * Text metrics stay outside: room and lengths are counted in half advances of a mono face
 * (ps_number_length).
 */
#ifndef PS_NUMBER_FIT_H
#define PS_NUMBER_FIT_H

#include "core/number.h"

/* The longest number there is on screen, and more. */
enum { PS_SURVEY_LENGTHS = 64 };

/* What is to be known of a map's numbers to choose a form at any room: it follows from the map alone, so it
 * is made once a change and not once a frame. A zeroed survey is of no numbers. */
typedef struct PsNumberSurvey {
    int outlier; /* the longest of those that have an exponent among decimals */
    /* Of numbers that are no outliers, by the length without decimals: the longest in each form, and the
     * largest number that has decimals. */
    unsigned char longest[PS_SURVEY_LENGTHS][PS_NUMBER_LENGTHS];
    float largest[PS_SURVEY_LENGTHS];
    /* The same of those with decimals alone, by their least length in any form. */
    unsigned char shortest[PS_SURVEY_LENGTHS][PS_NUMBER_LENGTHS];
    int least[2]; /* the longest of all numbers, each as short as it is written: among decimals, exponents */
} PsNumberSurvey;

void ps_survey_add(PsNumberSurvey *survey, float value);

/* The form for room. False where none is good: the form is then the best of the bad ones. */
bool ps_survey_choose(const PsNumberSurvey *survey, int room, PsNumberForm *form);

/* Whether ps_number_fit writes every number: none is too long for room in all of its forms. */
bool ps_survey_writes_all(const PsNumberSurvey *survey, PsNumberForm form, int room);

/* The length of the longest number as ps_number_fit writes them, at least that of one digit. */
int ps_survey_longest(const PsNumberSurvey *survey, PsNumberForm form, int room);

/* Writes value in form, or in the next shorter one that fits into room; nothing where none does. Returns the
 * text's length in bytes. */
size_t ps_number_fit(char *text, float value, PsNumberForm form, int room);

#endif
