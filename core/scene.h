/* The document: the input, the pooling, and what a file would hold of them.
 *
 * ps_scene_apply is the only way to change a scene once it stands. Each edit yields its inverse, which holds
 * only what the edit lost: the old cells of a rectangle, the strips a smaller map cuts off, the old settings.
 */
#ifndef PS_SCENE_H
#define PS_SCENE_H

#include "core/compare.h"
#include "core/map.h"
#include "core/pool.h"
#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* The stages, in their order; a scene names the one it is shown on. */
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

typedef struct PsScene {
    PsMap input;
    PsSource source;
    PsPool pool;
    PsCompare compare;
    PsFieldView field;
    char *stack;   /* layers in stack notation, one a line; null: the default; owned */
    char *beside;  /* a second stack to compare it with; null: none; owned */
    PsStage stage; /* where the file says to start; what is on screen is the app's */
    int64_t step;  /* the same; the running step is the player's */
} PsScene;

typedef enum PsEditKind {
    PS_EDIT_NONE,
    PS_EDIT_CELLS,   /* sets a rectangle of cells */
    PS_EDIT_RESIZE,  /* changes height and width */
    PS_EDIT_INPUT,   /* another map */
    PS_EDIT_POOL,    /* other pool settings */
    PS_EDIT_COMPARE, /* other settings of the Compare stage */
    PS_EDIT_FIELD,   /* the same of the Receptive field stage */
    PS_EDIT_STACK,   /* another stack, or none */
    PS_EDIT_BESIDE,  /* another second stack, or none */
    PS_EDIT_KIND_COUNT
} PsEditKind;

/* An edit owns values, map and text; ps_edit_free frees them. */
typedef struct PsEdit {
    PsEditKind kind;
    PsSource source;                         /* what the source is afterwards; for cells, resize and input */
    int channel, row, column, height, width; /* cells: the rectangle; resize: height and width */
    float *values; /* cells: height*width, row-major; resize: cells that come back, in row-major order of the
                      new map over all channels, or null for zeros */
    PsMap map;     /* input: taken over by the scene */
    PsPool pool;
    PsCompare compare;
    PsFieldView field;
    char *text; /* stack and beside: notation, null for none */
} PsEdit;

/* An empty program's scene: the tutorial's map, max 2 x 2 / 2, step 0. */
PsStatus ps_scene_init(PsScene *scene, PsError *error) PS_MUST_USE;
void ps_scene_free(PsScene *scene);
PsStatus ps_scene_copy(const PsScene *scene, PsScene *copy, PsError *error) PS_MUST_USE;

/* Puts the stacks and what the Receptive field stage shows of them in the place of those of copy, a scene
 * that stands. On failure copy is as it was. */
PsStatus ps_scene_copy_stacks(const PsScene *scene, PsScene *copy, PsError *error) PS_MUST_USE;
bool ps_scene_equal(const PsScene *one, const PsScene *other);

/* PS_OK where the input is there, the pool fits it, and the stacks are notation. Layers may yet not fit what
 * comes into them: that is for the stage to show. */
PsStatus ps_scene_validate(const PsScene *scene, PsError *error) PS_MUST_USE;

/* The text of the scene's stack: its own, or the default, the tutorial's. Borrowed. */
const char *ps_scene_stack(const PsScene *scene);

/* The largest step a scene can start at: the outputs of one channel for a window operation that fits, else
 * PS_SCENE_STEP_LIMIT; that also on the Receptive field stage, whose steps are layers. */
#define PS_SCENE_STEP_LIMIT INT64_C(999999999999999)
int64_t ps_scene_last_step(const PsScene *scene);

/* The source of a map that came without one: the pattern that gives it, as a file does not say. */
PsSource ps_source_of(const PsMap *map);

/* Makes an edit. values are copied; map is taken (zeroed) on success. */
PsStatus ps_edit_cells(PsEdit *edit, const PsScene *scene, int channel, int row, int column, int height,
                       int width, const float *values, PsError *error) PS_MUST_USE;
PsEdit ps_edit_resize(const PsScene *scene, int height, int width);
PsEdit ps_edit_input(PsMap *map, PsSource source);
PsEdit ps_edit_pool(const PsPool *pool);
PsEdit ps_edit_compare(const PsCompare *compare);
PsEdit ps_edit_field(const PsFieldView *field);

/* kind: PS_EDIT_STACK or PS_EDIT_BESIDE. text is copied; null puts the default, or no second stack. */
PsStatus ps_edit_stack(PsEdit *edit, PsEditKind kind, const char *text, PsError *error) PS_MUST_USE;
void ps_edit_free(PsEdit *edit);

/* Applies edit to scene and makes inverse the edit that undoes it (inverse is overwritten; the caller frees
 * it). On success the edit is spent: what it owned has moved or been freed. On failure nothing has changed,
 * the edit still stands and inverse is empty. Fails where the scene would not validate afterwards. */
PsStatus ps_scene_apply(PsScene *scene, PsEdit *edit, PsEdit *inverse, PsError *error) PS_MUST_USE;

#endif
