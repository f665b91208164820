/* The dialog behind the gear: settings that have no place of their own on screen. */
#ifndef SETTINGS_DIALOG_H
#define SETTINGS_DIALOG_H

#include "app/state.h"

void chrome_settings_dialog(App *app);

#endif
