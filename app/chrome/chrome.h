/* What is around a stage: where its parts lie, the inspector, notices. */
#ifndef CHROME_H
#define CHROME_H

#include "app/state.h"

/* Where everything goes, by the width of the window in units. */
typedef struct ChromeLayout {
    float unit;
    Rect top, transport, inspector, stage;
    bool tabs_as_menu, inspector_as_drawer, short_transport;
    bool narrow_transport; /* the timeline has the room of Loop, which is then among the settings */
    bool options_button;   /* in the top bar; a stage may have its own */
} ChromeLayout;

ChromeLayout chrome_layout(const App *app);

/* The least size in pixels of a text in presenter mode: 1/40 of the window's height. */
int chrome_presenter_least(const App *app);

/* The stage's inspector, where it has one and there is room or the drawer is open. */
void chrome_inspector(App *app, const ChromeLayout *layout, const StageContext *context);

/* The line at the foot of the stage, with its buttons. */
void chrome_notice(App *app, const ChromeLayout *layout);

#endif
