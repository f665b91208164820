/* The document's name, and what else can be done with files, as a menu. */
#ifndef DOCUMENT_MENU_H
#define DOCUMENT_MENU_H

#include "app/state.h"

/* At the right end of room. Compact it fills room, and holds what has buttons elsewhere. */
void chrome_document_menu(App *app, Rect room, bool compact);

#endif
