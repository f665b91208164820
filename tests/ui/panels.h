/* Whether all that a frame shows is in its place: in the UI tree and in the display list.
 */
#ifndef PANELS_H
#define PANELS_H

#include "app/app.h"

/* Fails where two controls or texts of the tree overlap or one lies outside the window, and where a stroke, a
 * fill or a text shows outside of the panel it was drawn in: what one part draws over another stands in no
 * tree. state: what the app was brought into, for the failure. */
void assert_all_in_place(const App *app, const char *state);

#endif
