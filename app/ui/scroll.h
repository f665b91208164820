/* Scroll areas, by name. Their state is in Ui, so that they are found again where they were left.
 *
 * A name is untranslated: it is the area's id, and the label of its thumb.
 */
#ifndef UI_SCROLL_H
#define UI_SCROLL_H

#include "app/ui/ui.h"

/* A scroll area; returns where its content begins. name is its thumb's label. ui_scroll_end takes how large
 * the content turned out to be. */
Point ui_scroll_begin(Ui *ui, const char *name, Rect view);
void ui_scroll_end(Ui *ui, const char *name, float content_width, float content_height);

/* Where the content of a scroll area began in the last pass: for what draws it apart from its controls. */
Point ui_scroll_origin(const Ui *ui, const char *name, Rect view);

/* Scrolls a named area the least that shows rect, as it is in this pass. */
void ui_scroll_reveal(Ui *ui, const char *name, Rect rect);

/* Scrolls towards showing all of them, the last one surely, by at most so many pixels each way. */
void ui_scroll_follow(Ui *ui, const char *name, const Rect *rects, int count, float most);

/* Scrolls so that entry is visible. False where it is in no scroll area. */
bool ui_scroll_to(Ui *ui, const UiEntry *entry);

#endif
