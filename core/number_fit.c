/* Forms for the numbers of a map. A survey keeps, of all numbers that are alike in what decides for them, the
 * longest in each form: choosing costs the same for a map of any size.
 */
#include "core/number_fit.h"

#include <assert.h>
#include <math.h>

/* The lengths with an exponent whatever the number, at the end of ps_number_measure's. */
enum { FORCED_1 = PS_NUMBER_FORM_COUNT, FORCED_0 };

static int bounded(int length) {
    return length < PS_SURVEY_LENGTHS ? length : PS_SURVEY_LENGTHS - 1;
}

static void keep_longest(unsigned char longest[PS_NUMBER_LENGTHS], const int lengths[PS_NUMBER_LENGTHS]) {
    for (int i = 0; i < PS_NUMBER_LENGTHS; i++) {
        const int length = bounded(lengths[i]);
        longest[i] = length > longest[i] ? (unsigned char)length : longest[i];
    }
}

static int least_length(const int lengths[PS_NUMBER_LENGTHS], PsNumberForm form) {
    return lengths[FORCED_0] < lengths[form] ? lengths[FORCED_0] : lengths[form];
}

static bool is_fraction(float value) {
    return isfinite(value) && (value < nearbyintf(value) || value > nearbyintf(value));
}

void ps_survey_add(PsNumberSurvey *survey, float value) {
    int lengths[PS_NUMBER_LENGTHS];
    ps_number_measure(value, lengths);
    const int bare = bounded(lengths[PS_NUMBER_DECIMALS_0]);
    const int least = bounded(least_length(lengths, PS_NUMBER_DECIMALS_0));
    const int alone = bounded(least_length(lengths, PS_NUMBER_EXPONENT_0));
    survey->least[0] = least > survey->least[0] ? least : survey->least[0];
    survey->least[1] = alone > survey->least[1] ? alone : survey->least[1];
    if (ps_number_is_outlier(value)) {
        survey->outlier = lengths[FORCED_1] > survey->outlier ? lengths[FORCED_1] : survey->outlier;
    } else {
        keep_longest(survey->longest[bare], lengths);
    }
    if (is_fraction(value)) {
        keep_longest(survey->shortest[least], lengths);
        survey->largest[bare] = fmaxf(survey->largest[bare], fabsf(value));
    }
}

static int last_length(int room) {
    return room < PS_SURVEY_LENGTHS - 1 ? room : PS_SURVEY_LENGTHS - 1;
}

/* The largest number with decimals that could be written without an exponent. */
static float largest_of(const PsNumberSurvey *survey, int room) {
    float largest = 0;
    for (int i = 0; i <= last_length(room); i++) {
        largest = survey->largest[i] > largest ? survey->largest[i] : largest;
    }
    return largest;
}

/* Whether every number fits in a form, but those that have an exponent of their own, or fit in none. */
static bool all_fit(const PsNumberSurvey *survey, PsNumberForm form, int room) {
    const bool decimals = form <= PS_NUMBER_DECIMALS_0;
    for (int i = 0; i <= last_length(room); i++) {
        if ((decimals ? survey->longest : survey->shortest)[i][form] > room) {
            return false;
        }
    }
    return true;
}

bool ps_survey_choose(const PsNumberSurvey *survey, int room, PsNumberForm *form) {
    const float largest = largest_of(survey, room);
    for (int i = PS_NUMBER_SCREEN; i < PS_NUMBER_FORM_COUNT; i++) {
        *form = (PsNumberForm)i;
        if (ps_number_suits(*form, largest) && all_fit(survey, *form, room)) {
            return true;
        }
    }
    /* One true digit of the largest is better than none. */
    for (int i = PS_NUMBER_SCREEN; i <= PS_NUMBER_DECIMALS_0; i++) {
        *form = (PsNumberForm)i;
        if (ps_number_suits(*form, 5 * largest) && all_fit(survey, *form, room)) {
            return false;
        }
    }
    *form = PS_NUMBER_EXPONENT_0;
    return false;
}

bool ps_survey_writes_all(const PsNumberSurvey *survey, PsNumberForm form, int room) {
    return survey->least[form > PS_NUMBER_DECIMALS_0] <= room;
}

int ps_survey_longest(const PsNumberSurvey *survey, PsNumberForm form, int room) {
    const bool decimals = form <= PS_NUMBER_DECIMALS_0;
    int longest = decimals && survey->outlier > 2 ? survey->outlier : 2;
    for (int i = 0; i < PS_SURVEY_LENGTHS; i++) {
        const int bare = survey->longest[i][decimals && i > room ? FORCED_1 : (int)form];
        const int other = decimals ? 0 : survey->shortest[i][form];
        const int length = bare > other ? bare : other;
        longest = length > longest ? length : longest;
    }
    return longest < room ? longest : room;
}

size_t ps_number_fit(char *text, float value, PsNumberForm form, int room) {
    assert(form > PS_NUMBER_FULL && form < PS_NUMBER_FORM_COUNT);
    const bool decimals = form <= PS_NUMBER_DECIMALS_0;
    for (int i = (int)form; i < PS_NUMBER_LENGTHS; i++) {
        /* A number of a map without exponents has few digits beside its own. */
        i = decimals && i == PS_NUMBER_EXPONENT_3 ? FORCED_1 : i;
        const size_t length = i < FORCED_1 ? ps_number_write(text, value, (PsNumberForm)i)
                                           : ps_number_write_exponent(text, value, FORCED_0 - i);
        if (ps_number_length(text) <= room) {
            return length;
        }
    }
    text[0] = '\0';
    return 0;
}
