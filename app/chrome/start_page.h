/* The start page: examples with pictures of them, recent files, and the way back to what was open.
 *
 * It is a dialog of the chrome (App.dialog). What is chosen is opened after the pass, by start_page_finish.
 */
#ifndef START_PAGE_H
#define START_PAGE_H

#include "app/chrome/start_tiles.h"
#include "app/ui/ui.h"

#include <stdbool.h>

typedef struct App App;

typedef struct StartPage {
    StartTiles *tiles; /* owned; there while the page is open */
    bool first;        /* it opened by itself: nothing was open before it */
    int example;       /* that was chosen, from 1; 0: none */
    int recent;        /* the same of the recent files */
    bool leave;        /* Continue was pressed */
    UiId pointed;      /* the tile under the pointer or with the focus, */
    double since;      /* and from when on; */
    bool seen;         /* it was in this pass */
} StartPage;

/* Opens it as it opens by itself, on the very first start, with the hints after it. */
void start_page_open_first(App *app);

void start_page_run(App *app);

/* Seconds until a picture that is pointed at changes; negative: never. */
double start_page_due(const App *app);

/* Opens what was chosen. */
void start_page_finish(App *app);

void start_page_free(StartPage *page);

#endif
