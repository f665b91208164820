/* The scene: the input, the pooling, the stacks and the settings of the stages. What no edit changes (the
 * stage, the step, the file) is the document's, see document.h.
 *
 * ps_scene_apply is the only way to change a scene once it stands. Each edit yields its inverse, which holds
 * only what the edit lost: the old cells of a rectangle, the strips a smaller map cuts off, the old settings.
 */
#ifndef PS_SCENE_H
#define PS_SCENE_H

#include "core/compare.h"
#include "core/map.h"
#include "core/pool.h"
#include "core/size.h"
#include "core/stack.h"
#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* The stages, in their order. */
typedef enum PsStage {
    PS_STAGE_WINDOW,
    PS_STAGE_COMPARE,
    PS_STAGE_SHIFT,
    PS_STAGE_FIELD,
    PS_STAGE_PYRAMID,
    PS_STAGE_SIZE,
    PS_STAGE_NETWORK,
    PS_STAGE_COUNT
} PsStage;

/* "window", "compare" ... "network". */
const char *ps_stage_key(PsStage stage);
bool ps_stage_find(const char *key, PsStage *stage);

/* Where the input came from. */
typedef struct PsSource {
    PsPattern pattern;
    uint32_t seed; /* kept for all patterns, used by noise */
} PsSource;

/* What the Receptive field stage shows of the stacks. */
typedef struct PsFieldView {
    bool effective; /* what a neuron really uses, else what it can see */
    bool random;    /* effective: from random weights, else from path counts */
    bool own;       /* over the scene's input, else over the built-in picture */
} PsFieldView;

/* A stack as people write it and as it is read. */
typedef struct PsSceneStack {
    char *text;   /* stack notation, a layer a line, with its comments; null: none of its own; owned */
    PsStack tree; /* what text says; empty where text is null; owned */
} PsSceneStack;

typedef struct PsScene {
    PsMap input;
    PsSource source;
    PsPool pool;
    PsSceneStack stack;  /* text null: the default, see ps_scene_stack */
    PsSceneStack second; /* one to compare it with; text null: none */
    /* The settings of stages: see scene_settings.h, which says how to add one. */
    PsCompare compare;
    PsFieldView field;
    PsSize size;
} PsScene;

/* The settings of one stage. */
typedef union PsStageSettings {
    PsCompare compare;
    PsFieldView field;
    PsSize size;
} PsStageSettings;

typedef enum PsEditKind {
    PS_EDIT_NONE,
    PS_EDIT_CELLS,    /* sets a rectangle of cells */
    PS_EDIT_RESIZE,   /* changes height and width */
    PS_EDIT_INPUT,    /* another map */
    PS_EDIT_POOL,     /* other pool settings */
    PS_EDIT_STACK,    /* another stack, or the default */
    PS_EDIT_SECOND,   /* another second stack, or none */
    PS_EDIT_SETTINGS, /* other settings of a stage */
    PS_EDIT_KIND_COUNT
} PsEditKind;

/* What of a scene an edit changes, a bit each. PS_PART_SETTINGS is of the first stage; each has one of its
 * own. */
#define PS_PART_INPUT    1U
#define PS_PART_POOL     2U
#define PS_PART_STACK    4U
#define PS_PART_SECOND   8U
#define PS_PART_SETTINGS 16U
#define PS_PART_ALL      (PS_PART_SETTINGS * (1U << PS_STAGE_COUNT) - 1)

/* An edit owns values, map and stack; ps_edit_free frees them. */
typedef struct PsEdit {
    PsEditKind kind;
    PsSource source;                         /* what the source is afterwards; for cells, resize and input */
    int channel, row, column, height, width; /* cells: the rectangle; resize: height and width */
    float *values; /* cells: height*width, row-major; resize: cells that come back, in row-major order of the
                      new map over all channels, or null for zeros */
    PsMap map;     /* input: taken over by the scene */
    PsPool pool;
    PsSceneStack stack; /* stack and second */
    PsStage stage;      /* settings: whose */
    PsStageSettings settings;
} PsEdit;

/* An empty program's scene: the tutorial's map, max 2 x 2 / 2, step 0. */
PsStatus ps_scene_init(PsScene *scene, PsError *error) PS_MUST_USE;
void ps_scene_free(PsScene *scene);
PsStatus ps_scene_copy(const PsScene *scene, PsScene *copy, PsError *error) PS_MUST_USE;

/* Puts the stacks and the settings of all stages in the place of those of copy, a scene that stands. On
 * failure copy is as it was. */
PsStatus ps_scene_copy_settings(const PsScene *scene, PsScene *copy, PsError *error) PS_MUST_USE;
bool ps_scene_equal(const PsScene *one, const PsScene *other);

/* PS_OK where the input is there, the pool fits it, and each setting, whether the operation looks at it or
 * not, is within the range of files. Layers of the stacks may yet not fit what comes into them: that is for
 * the stage to show. */
PsStatus ps_scene_validate(const PsScene *scene, PsError *error) PS_MUST_USE;

/* The text of the scene's stack: its own, or the default, the tutorial's. Borrowed. */
const char *ps_scene_stack(const PsScene *scene);

/* Makes stack (overwritten) of a text, which is copied; null: none. PS_ERROR_FORMAT where it is no notation,
 * PS_ERROR_SIZE where a file could not hold it line by line. */
PsStatus ps_scene_stack_make(const char *text, PsSceneStack *stack, PsError *error) PS_MUST_USE;
void ps_scene_stack_free(PsSceneStack *stack);

/* The source of a map that came without one: the pattern that gives it, as a file does not say. */
PsSource ps_source_of(const PsMap *map);

/* Makes an edit. values are copied; map is taken (zeroed) on success. */
PsStatus ps_edit_cells(PsEdit *edit, const PsScene *scene, int channel, int row, int column, int height,
                       int width, const float *values, PsError *error) PS_MUST_USE;
PsEdit ps_edit_resize(const PsScene *scene, int height, int width);
PsEdit ps_edit_input(PsMap *map, PsSource source);
PsEdit ps_edit_pool(const PsPool *pool);
PsEdit ps_edit_settings(PsStage stage, const void *settings); /* the stage's struct, copied */

/* kind: PS_EDIT_STACK or PS_EDIT_SECOND. text as in ps_scene_stack_make; null puts the default, or no second
 * stack. The other takes the tree (zeroed on success), and writes its text. */
PsStatus ps_edit_stack(PsEdit *edit, PsEditKind kind, const char *text, PsError *error) PS_MUST_USE;
PsStatus ps_edit_stack_tree(PsEdit *edit, PsEditKind kind, PsStack *tree, PsError *error) PS_MUST_USE;

/* PS_PART_* of what it changes. */
unsigned ps_edit_parts(const PsEdit *edit);
void ps_edit_free(PsEdit *edit);

/* Applies edit to scene and makes inverse the edit that undoes it (inverse is overwritten; the caller frees
 * it). On success the edit is spent: what it owned has moved or been freed. On failure nothing has changed,
 * the edit still is and inverse is empty. Fails where the scene would not validate afterwards. */
PsStatus ps_scene_apply(PsScene *scene, PsEdit *edit, PsEdit *inverse, PsError *error) PS_MUST_USE;

#endif
