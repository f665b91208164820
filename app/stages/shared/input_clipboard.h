/* The input's cells on the clipboard, as text that spreadsheets take: Ctrl+C and Ctrl+V.
 *
 * Whatever the clipboard holds may come from anywhere: it is read as any file of cells is, and refused with
 * the same sentences.
 */
#ifndef INPUT_CLIPBOARD_H
#define INPUT_CLIPBOARD_H

#include "app/stages/shared/input_map.h"

void input_clipboard(const StageContext *context, const InputMap *map, const InputView *view);

#endif
