/* The dialog behind "?": the list of keys, and the settings that have no place of their own on screen. */
#ifndef KEYS_DIALOG_H
#define KEYS_DIALOG_H

#include "app/state.h"

/* Draws it; it is open while app->keys says so. */
void chrome_keys_dialog(App *app);

#endif
