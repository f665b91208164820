/* The values of the input's cells, and the keys that change them: focus, selection, the edit in a cell.
 *
 * Nothing here changes a map: each change is asked for as an edit, or refused beside the cell. The pointer is
 * input_map.c's, the clipboard input_clipboard.h's.
 */
#ifndef INPUT_CELLS_H
#define INPUT_CELLS_H

#include "app/stages/shared/input_map.h"

/* The id of all cells, which are one control. */
UiId input_id(void);

InputSelection input_selection(const InputView *view);
bool input_is_single(InputSelection selection);

/* The focus alone is selected then. */
void input_drop_selection(InputView *view);

/* In full, as the tree is told: of a picture in colour its three numbers. */
enum { INPUT_VALUE_SIZE = 3 * PS_NUMBER_SIZE };
void input_write_value(const StageScope *scope, int row, int column, char text[INPUT_VALUE_SIZE]);

/* Asks for the value of one cell (of all its channels that are shown) in another; nothing if it has it. */
void input_copy_cell(const StageContext *context, InputSelection from, InputSelection to, uint64_t group,
                     Rect origin);

/* The channels that an edit of cells is for: the one that is shown, or all that are. */
PsRange input_shown_channels(const StageScope *scope);

/* Of the channel that is shown, or the first of those. */
float input_value(const StageScope *scope, int row, int column);

/* Ask for values[where.height * where.width] in those cells; for one cell's value, where it is another than
 * now; for one value in all of them. group: see stage_request. What cannot be is refused beside origin. */
void input_request_cells(const StageContext *context, InputSelection where, const float *values,
                         uint64_t group, Rect origin);
void input_request_cell(const StageContext *context, int row, int column, float value, uint64_t group,
                        Rect origin);
void input_fill(const StageContext *context, InputSelection where, float value, Rect origin);

/* Runs the edit of a cell, or takes the keys of the cell in focus. */
void input_cells_keys(const StageContext *context, const InputMap *map, InputView *view);

#endif
