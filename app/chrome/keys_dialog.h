/* The dialog behind "?": the list of keys. */
#ifndef KEYS_DIALOG_H
#define KEYS_DIALOG_H

#include "app/state.h"

void chrome_keys_dialog(App *app);

#endif
