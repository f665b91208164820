/* What stands around a stage: top bar, transport, inspector, presenter's strip, dialogs, notices. */
#ifndef CHROME_H
#define CHROME_H

#include "app/state.h"

/* Where everything goes, by the width of the window in units. */
typedef struct ChromeLayout {
    float unit;
    Rect top, transport, inspector, stage;
    bool tabs_as_menu, inspector_as_drawer, short_transport;
} ChromeLayout;

ChromeLayout chrome_layout(const App *app);

void chrome_top_bar(App *app, const ChromeLayout *layout);
void chrome_transport(App *app, const ChromeLayout *layout);
void chrome_inspector(App *app, const ChromeLayout *layout, const StageContext *context);
void chrome_strip(App *app, const ChromeLayout *layout, const StageContext *context);
void chrome_notice(App *app, const ChromeLayout *layout);

/* The document's name, and what else can be done with files, as a menu at the right end of room: in
 * document_menu.c. Compact it fills room, and holds what has buttons elsewhere. */
void chrome_document_menu(App *app, Rect room, bool compact);

/* The list of keys, and the settings: in keys_dialog.c. */
void chrome_keys_dialog(App *app);

#endif
