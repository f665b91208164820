/* The tables of the stages' settings, and what is done with every table alike. No JSON here.
 *
 * Invariant: what a scene begins with passes its own check, so that a scene that is can be written.
 */
#include "core/scene_settings.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Where a member of a stage's struct is, and how large one of its values. */
#define MEMBER(type, name) .member = offsetof(type, name), .size = sizeof(((type *)0)->name)
#define LIST(type, name, number)                                                                             \
    .member = offsetof(type, name), .size = sizeof(((type *)0)->name[0]), .count = (number)
#define WORDS(list) .words = (list), .most = (int64_t)(sizeof(list) / sizeof(list)[0]) - 1
#define ROWS(list)  .rows = (list), .row_count = (int)(sizeof(list) / sizeof(list)[0])

/* ---- compare ---- */

/* Max, average and global are there already. */
static const char *const with_words[] = {[PS_COLUMN_NONE] = "none",
                                         [PS_COLUMN_L2] = "l2",
                                         [PS_COLUMN_MIN] = "min",
                                         [PS_COLUMN_MEDIAN] = "median",
                                         [PS_COLUMN_SUBSAMPLE] = "subsample",
                                         [PS_COLUMN_STOCHASTIC] = "stochastic"};
_Static_assert(sizeof with_words / sizeof with_words[0] == PS_COLUMN_COUNT, "a word for each column");
static const char *const gradient_words[] = {"values", "gradient"};
static const char *const minus_words[] = {"none", "max", "average"};
_Static_assert(sizeof minus_words / sizeof minus_words[0] == PS_MINUS_COUNT, "a word for each difference");

static const PsCompare compare_standard = {.seed = 1};
static const PsSetting compare_rows[] = {
    {"with", PS_SETTING_WORD, MEMBER(PsCompare, with), WORDS(with_words)},
    {"seed", PS_SETTING_WHOLE, MEMBER(PsCompare, seed), .most = UINT32_MAX},
    {"view", PS_SETTING_WORD, MEMBER(PsCompare, gradient), WORDS(gradient_words)},
    {"minus", PS_SETTING_WORD, LIST(PsCompare, minus, PS_COMPARE_COLUMNS), WORDS(minus_words)},
};

/* ---- receptive field ---- */

static const char *const view_words[] = {"theoretical", "effective"};
static const char *const influence_words[] = {"paths", "random"};
static const char *const picture_words[] = {"cat", "input"};

static const PsFieldView field_standard = {0};
static const PsSetting field_rows[] = {
    {"view", PS_SETTING_WORD, MEMBER(PsFieldView, effective), WORDS(view_words)},
    {"influence", PS_SETTING_WORD, MEMBER(PsFieldView, random), WORDS(influence_words)},
    {"picture", PS_SETTING_WORD, MEMBER(PsFieldView, own), WORDS(picture_words)},
};

/* ---- output size ---- */

#define PAIR(type, name) .member = offsetof(type, name), .size = sizeof(int)

static const char *const layer_words[] = {"pool", "convolution"};
static const char *const chain_words[] = {[PS_CHAIN_THIS] = "this",
                                          [PS_CHAIN_VGG_16] = "vgg_16",
                                          [PS_CHAIN_ALEXNET] = "alexnet",
                                          [PS_CHAIN_RESNET_50] = "resnet50"};
_Static_assert(sizeof chain_words / sizeof chain_words[0] == PS_CHAIN_COUNT, "a word for each chain");

static const PsSetting convolution_rows[] = {
    {"kernel_size", PS_SETTING_PAIR, PAIR(PsSizeConvolution, kernel_size), .least = 1, .most = PS_SIZE_MOST},
    {"stride", PS_SETTING_PAIR, PAIR(PsSizeConvolution, stride), .least = 1, .most = PS_SIZE_MOST},
    {"padding", PS_SETTING_PAIR, PAIR(PsSizeConvolution, padding), .most = PS_SIZE_MOST},
    {"dilation", PS_SETTING_PAIR, PAIR(PsSizeConvolution, dilation), .least = 1, .most = PS_SIZE_MOST},
};

/* As PyTorch's convolution begins; a kernel it does not choose. */
static const PsSize size_standard = {
    .chain_from = 224, .windows = {.kernel_size = {3, 3}, .stride = {1, 1}, .dilation = {1, 1}}};
static const PsSetting size_rows[] = {
    {"layer", PS_SETTING_WORD, MEMBER(PsSize, convolution), WORDS(layer_words)},
    {"input", PS_SETTING_PAIR, PAIR(PsSize, input), .least = 1, .most = PS_SIZE_MOST, .is_optional = true},
    {"chain", PS_SETTING_WORD, MEMBER(PsSize, chain), WORDS(chain_words)},
    {"chain_from", PS_SETTING_WHOLE, MEMBER(PsSize, chain_from), .least = 1, .most = PS_SIZE_MOST},
    {"convolution", PS_SETTING_GROUP, MEMBER(PsSize, windows), ROWS(convolution_rows)},
};

/* ---- all ---- */

#define STAGE(name)                                                                                          \
    { offsetof(PsScene, name), sizeof(((PsScene *)0)->name), &name##_standard, ROWS(name##_rows) }

static const PsSettings settings_of_stages[PS_STAGE_COUNT] = {
    [PS_STAGE_COMPARE] = STAGE(compare),
    [PS_STAGE_FIELD] = STAGE(field),
    [PS_STAGE_SIZE] = STAGE(size),
};

const PsSettings *ps_settings(PsStage stage) {
    return settings_of_stages[stage].rows != NULL ? &settings_of_stages[stage] : NULL;
}

const void *ps_settings_of(const PsScene *scene, PsStage stage) {
    return ps_settings(stage) != NULL ? (const char *)scene + ps_settings(stage)->member : NULL;
}

void *ps_settings_in(PsScene *scene, PsStage stage) {
    return ps_settings(stage) != NULL ? (char *)scene + ps_settings(stage)->member : NULL;
}

size_t ps_settings_size(PsStage stage) {
    return ps_settings(stage) != NULL ? ps_settings(stage)->size : 0;
}

/* How many values a setting holds side by side. */
static int value_count(const PsSetting *setting) {
    return setting->kind == PS_SETTING_PAIR ? PS_AXES : setting->count > 0 ? setting->count : 1;
}

static size_t value_size(const PsSetting *setting) {
    return setting->kind == PS_SETTING_PAIR ? sizeof(int) : setting->size;
}

int64_t ps_setting_get(const PsSetting *setting, const void *settings, int i) {
    const char *at = (const char *)settings + setting->member + (size_t)i * value_size(setting);
    uint32_t value = 0;
    if (value_size(setting) == sizeof(bool)) {
        return *(const bool *)(const void *)at;
    }
    assert(value_size(setting) == sizeof value);
    memcpy(&value, at, sizeof value);
    return value;
}

void ps_setting_set(const PsSetting *setting, void *settings, int i, int64_t value) {
    char *at = (char *)settings + setting->member + (size_t)i * value_size(setting);
    const uint32_t bits = (uint32_t)value;
    if (value_size(setting) == sizeof(bool)) {
        *(bool *)(void *)at = value != 0;
        return;
    }
    assert(value_size(setting) == sizeof bits);
    memcpy(at, &bits, sizeof bits);
}

bool ps_setting_rows_equal(const PsSetting *rows, int count, const void *one, const void *other) {
    bool equal = true;
    for (const PsSetting *row = rows; row < rows + count && equal; row++) {
        if (row->kind == PS_SETTING_GROUP) {
            equal = ps_setting_rows_equal(row->rows, row->row_count, (const char *)one + row->member,
                                          (const char *)other + row->member);
            continue;
        }
        for (int i = 0; i < value_count(row) && equal; i++) {
            equal = ps_setting_get(row, one, i) == ps_setting_get(row, other, i);
        }
    }
    return equal;
}

void ps_setting_choices(const PsSetting *setting, char *text, size_t size) {
    size_t length = 0;
    int left = 0;
    for (int64_t i = 0; i <= setting->most; i++) {
        left += setting->words[i] != NULL;
    }
    text[0] = '\0';
    for (int64_t i = 0; i <= setting->most && length < size; i++) {
        if (setting->words[i] != NULL) {
            left--;
            length += (size_t)snprintf(text + length, size - length, "%s%s", setting->words[i],
                                       left > 1    ? ", "
                                       : left == 1 ? " or "
                                                   : "");
        }
    }
}

static PsStatus check_value(const PsSetting *row, int64_t value, PsError *error) {
    const int64_t least = row->is_optional ? 0 : row->least;
    if (row->kind == PS_SETTING_WORD) {
        char choices[160];
        ps_setting_choices(row, choices, sizeof choices);
        return value <= row->most && row->words[value] != NULL
                   ? PS_OK
                   : ps_fail(error, PS_ERROR_SETTING, "%s cannot be that: use %s", row->key, choices);
    }
    return value >= least && value <= row->most
               ? PS_OK
               : ps_fail(error, PS_ERROR_SETTING, "%s %lld cannot be: use %lld to %lld", row->key,
                         (long long)value, (long long)least, (long long)row->most);
}

static PsStatus check_rows(const PsSetting *rows, int count, const void *settings, PsError *error) {
    PsStatus status = PS_OK;
    for (const PsSetting *row = rows; row < rows + count && status == PS_OK; row++) {
        if (row->kind == PS_SETTING_GROUP) {
            status = check_rows(row->rows, row->row_count, (const char *)settings + row->member, error);
            continue;
        }
        for (int i = 0; i < value_count(row) && status == PS_OK; i++) {
            status = check_value(row, ps_setting_get(row, settings, i), error);
        }
    }
    return status;
}

PsStatus ps_settings_check(PsStage stage, const void *settings, PsError *error) {
    const PsSettings *table = ps_settings(stage);
    return table != NULL ? check_rows(table->rows, table->row_count, settings, error) : PS_OK;
}

void ps_settings_reset(PsScene *scene) {
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        const PsSettings *table = ps_settings((PsStage)i);
        if (table != NULL) {
            memcpy((char *)scene + table->member, table->standard, table->size);
        }
    }
}

void ps_settings_copy(const PsScene *scene, PsScene *copy) {
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        if (ps_settings((PsStage)i) != NULL) {
            memcpy(ps_settings_in(copy, (PsStage)i), ps_settings_of(scene, (PsStage)i),
                   ps_settings_size((PsStage)i));
        }
    }
}

static bool same_settings(const PsSettings *table, const void *one, const void *other) {
    return table == NULL || ps_setting_rows_equal(table->rows, table->row_count, one, other);
}

bool ps_settings_equal(const PsScene *one, const PsScene *other) {
    bool equal = true;
    for (int i = 0; i < PS_STAGE_COUNT && equal; i++) {
        equal = same_settings(ps_settings((PsStage)i), ps_settings_of(one, (PsStage)i),
                              ps_settings_of(other, (PsStage)i));
    }
    return equal;
}

bool ps_settings_are_standard(const PsScene *scene, PsStage stage) {
    const PsSettings *table = ps_settings(stage);
    return table == NULL || same_settings(table, ps_settings_of(scene, stage), table->standard);
}
