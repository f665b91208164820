/* The geometry of the bands: a list of lines from the top down, the same for drawing (bands_draw.c) and for
 * the pointer (bands.c); the whole scrolls, and the lane of the bricks can be looked at closer.
 *
 * A brick stands for one neuron, over the cells it stands for. Bricks too small to tell apart become one bar
 * with its lit part. Blocks of layers fold into one line.
 */
#ifndef FIELD_BANDS_LAYOUT_H
#define FIELD_BANDS_LAYOUT_H

#include "app/stages/field/cone/lane.h"
#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

typedef enum FieldLineKind {
    FIELD_LINE_FOLDED,
    FIELD_LINE_ROW,
    FIELD_LINE_WHOLE,
    FIELD_LINE_INPUT
} FieldLineKind;

/* One line, from y on; rows and folded blocks say which. */
typedef struct FieldLine {
    FieldLineKind kind;
    int row, block;
    float y, h;
} FieldLine;

typedef struct FieldBands {
    const StageScope *scope;
    const FieldLayout *layout;
    const FieldShown *shown;
    const FollowedStack *stack;
    const Theme *theme;
    float unit;                    /* pixels of a unit */
    Rect view;                     /* what scrolls */
    Point origin;                  /* where its content begins: as it was scrolled in the pass before */
    float field_x, jump_x, read_x; /* right ends of the columns of figures */
    FieldLane lane;                /* of the bricks */
    FieldLine *lines;              /* owned */
    int count;
    float height;
    float row, brick; /* how high a row and its bricks are */
} FieldBands;

/* False without memory: nothing is then to be freed. */
bool field_bands_init(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown,
                      FieldBands *bands);
void field_bands_free(FieldBands *bands);

/* A row's node, its place in a cone, its neurons along the width; row -1 is the input. */
int field_bands_node(const FieldBands *bands, int row);
int field_bands_place(const FieldBands *bands, int row);

/* Whether how many of a row's neurons the chosen one stands on would tell its field, which is covered. */
bool field_bands_read_covered(const FieldBands *bands, int row);
int64_t field_bands_neurons(const FieldBands *bands, int row);

/* Where neurons first … end - 1 of count stand, in sight or not. */
Rect field_bands_span(const FieldBands *bands, const FieldLine *line, int64_t first, int64_t end,
                      int64_t count);

/* What a row's neurons take up of the lane, and what the tree calls them: "Neurons of conv1". */
enum { FIELD_ROW_LABEL = PS_LAYER_TITLE_SIZE + 48 };
Rect field_bands_row(const FieldBands *bands, const FieldLine *line);
void field_bands_label(const FieldBands *bands, int row, char label[FIELD_ROW_LABEL]);

/* Whether count neurons are too small for bricks. */
bool field_bands_as_bar(const FieldBands *bands, int64_t count);

/* "block 3", "layer2". */
void field_bands_title(const FieldBands *bands, int block, char *text, size_t size);

float field_bands_middle(const FieldBands *bands, const FieldLine *line);
bool field_bands_seen(const FieldBands *bands, const FieldLine *line);

/* In units: where names begin, and what is above and below the rows of a block. */
enum { FIELD_BANDS_NAME = 34, FIELD_BANDS_INSET = 4 };

#endif
