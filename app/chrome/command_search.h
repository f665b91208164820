/* The command search: type a word, see the commands, settings, ready stacks and examples that have it, Enter
 * does it.
 *
 * It knows where each is found and how it is done; what is done stands where it always is.
 */
#ifndef COMMAND_SEARCH_H
#define COMMAND_SEARCH_H

#include "app/ui/ui.h"
#include "core/pool.h"

#include <stdbool.h>

typedef struct App App;

enum { COMMAND_SEARCH_SIZE = 128 };

typedef struct CommandSearch {
    char text[COMMAND_SEARCH_SIZE];      /* what is sought */
    bool told;                           /* the tree was wanted before: controls are found in it */
    void (*run)(App *app, int argument); /* what was chosen, to be done after the pass; null: nothing */
    int argument;
    PsPool pool;       /* what a search for a pool's settings found */
    char number[8];    /* at the end of text, for a stepper; empty: none */
    char typing[8];    /* for the control in focus, after the pass: a number, or a blank; empty: nothing */
    UiId focus_then;   /* who has the focus after that */
    int chosen, first; /* the row that Enter does, the first that shows */
} CommandSearch;

/* Opens it with nothing typed, or closes it. */
void command_search_open(App *app);

/* Draws it and takes its keys. */
void command_search_run(App *app);

/* Does what was chosen, between passes. */
void command_search_finish(App *app);

/* Types into a control what was chosen for it, between passes. */
void command_search_type(App *app);

#endif
