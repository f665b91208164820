/* The bar at the top of the window. */
#ifndef TOP_BAR_H
#define TOP_BAR_H

#include "app/chrome/chrome.h"

void chrome_top_bar(App *app, const ChromeLayout *layout);

#endif
