/* The settings that stages keep in a scene: one table of rows a stage, which serves files, sessions, edits,
 * equality and what a scene begins with.
 *
 * To add a stage's settings: a struct, its member in PsScene and in PsStageSettings (scene.h), and a table in
 * scene_settings.c. To add a setting: a member of that struct and a row.
 */
#ifndef PS_SCENE_SETTINGS_H
#define PS_SCENE_SETTINGS_H

#include "core/scene.h"

#include <stddef.h>

typedef enum PsSettingKind {
    PS_SETTING_WORD,  /* one of words */
    PS_SETTING_WHOLE, /* a whole number */
    PS_SETTING_PAIR,  /* int[PS_AXES]: height and width, or one number for both */
    PS_SETTING_GROUP  /* an object of rows of its own */
} PsSettingKind;

/* A key of a stage's object in a file, and the member that holds it. Values are bool, enum, int or uint32_t,
 * none below 0. */
typedef struct PsSetting {
    const char *key;
    PsSettingKind kind;
    size_t member;                /* of the struct */
    size_t size;                  /* bytes of one value */
    int count;                    /* how many words a list holds, one a column; 0: the setting is one value */
    const char *const *words;     /* by value; null: a value that files do not hold */
    int64_t least, most;          /* words: 0 and the last */
    bool is_optional;             /* a pair: 0 stands for null in a file */
    const struct PsSetting *rows; /* group; members count from the group's own */
    int row_count;
} PsSetting;

/* A stage's table. */
typedef struct PsSettings {
    size_t member, size; /* of the struct in PsScene */
    const void *standard;
    const PsSetting *rows;
    int row_count;
} PsSettings;

/* Null for a stage without settings; so all that follow. */
const PsSettings *ps_settings(PsStage stage);
const void *ps_settings_of(const PsScene *scene, PsStage stage);
void *ps_settings_in(PsScene *scene, PsStage stage);

/* Bytes of the stage's struct, 0 without. */
size_t ps_settings_size(PsStage stage);

/* The i-th value of a setting (0 where it is no list), in the struct of its stage or group. */
int64_t ps_setting_get(const PsSetting *setting, const void *settings, int i);
void ps_setting_set(const PsSetting *setting, void *settings, int i, int64_t value);

/* Whether all values of rows are the same in two structs. */
bool ps_setting_rows_equal(const PsSetting *rows, int count, const void *one, const void *other);

/* PS_ERROR_SETTING where a value is none of its row's. */
PsStatus ps_settings_check(PsStage stage, const void *settings, PsError *error) PS_MUST_USE;

/* Of all stages: puts those a scene begins with; copies; compares. */
void ps_settings_reset(PsScene *scene);
void ps_settings_copy(const PsScene *scene, PsScene *copy);
bool ps_settings_equal(const PsScene *one, const PsScene *other);

/* Whether a stage's settings are those a scene begins with: then a file leaves them out. */
bool ps_settings_are_standard(const PsScene *scene, PsStage stage);

/* Writes the words as a sentence lists them: "none, max or average". */
void ps_setting_choices(const PsSetting *setting, char *text, size_t size);

#endif
