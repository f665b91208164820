/* The table of keys; the list of keys shows the same rows. */
#ifndef SHORTCUTS_H
#define SHORTCUTS_H

#include "app/state.h"

typedef struct Shortcut {
    int key; /* UiKey or character; 0: text decides */
    unsigned modifiers;
    const char *text; /* what the key must produce, for keys that move between keyboards */
    void (*run)(App *app);
    const char *name; /* as the list of keys shows it, null: not listed again */
    const char *does; /* N_() */
} Shortcut;

extern const Shortcut app_shortcuts[];
extern const size_t app_shortcut_count;

/* Runs the shortcut of an event nobody took. */
void app_run_shortcut(App *app, const UiEvent *event);

#endif
