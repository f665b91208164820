/* Presenter mode's pointer over the stage: a laser dot, and with Shift a pen (see pen.h). */
#ifndef PRESENTER_H
#define PRESENTER_H

#include "app/chrome/chrome.h"

/* Takes what is the pen's of the pass's event, before the stage hears it. Called in every pass, in any mode.
 */
void chrome_presenter_listen(App *app, const ChromeLayout *layout);

/* Draws over the stage, and tells the tree. */
void chrome_presenter_draw(App *app, const ChromeLayout *layout);

#endif
