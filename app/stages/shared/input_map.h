/* The input map as every stage has it: cells that are focused, edited, painted, selected, copied and pasted;
 * zoom and pan; the corner that resizes; the strip of channels.
 *
 * Draws only what belongs to these: the edit, focus, selection, handle and strip. The cells themselves are
 * the stage's. Here are the pointer and the focus; keys of cells are input_cells.h's, then there are
 * input_clipboard.h, input_camera.h and input_corner.h.
 */
#ifndef INPUT_MAP_H
#define INPUT_MAP_H

#include "app/stages/shared/cell_menu.h"
#include "app/stages/shared/grid.h"
#include "app/stages/stage.h"

/* Rows and columns of the map, at least one of each. */
typedef struct InputSelection {
    int row, column, height, width;
} InputSelection;

/* What a file would not hold; part of a stage's view. */
typedef struct InputView {
    Camera camera;
    int64_t followed;              /* the step that the camera has looked for */
    int row, column;               /* the focus */
    int anchor_row, anchor_column; /* the other corner of the selection; the focus itself if there is none */
    bool pointed;                  /* a cell is pointed at: */
    int pointed_row, pointed_column;
    float wheel; /* the part of a notch that has been turned */
    bool painting, selecting, panning;
    InputSelection painted; /* the cell whose value is painted */
    int paint_row, paint_column;
    uint64_t paint_group;
    int resize_height, resize_width; /* the map's size when its corner was taken */
    float resize_pitch;              /* and that of its cells */
    uint64_t resize_group;
    CellMenu menu;
} InputView;

/* The geometry, from the stage's layout. */
typedef struct InputMap {
    const Grid *grid;    /* may have positions outside the map */
    Rect cells;          /* the map's own cells, the part that is seen */
    Rect corner;         /* the handle; empty: none */
    Rect strip;          /* room for channels and zoom buttons under the map */
    float end;           /* how far to the right there is room beside the map */
    double fit, closest; /* pitches: all is seen, and the largest */
} InputMap;

/* Tells the tree of the input's cells, the part that is seen: "input 0,2", of another channel than the
 * first "input 1:0,2". */
void input_map_tell(const StageScope *scope, const Grid *grid);

void input_map_controls(const StageContext *context, const InputMap *map, InputView *view);

#endif
