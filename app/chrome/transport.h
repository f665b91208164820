/* What moves through a stage's steps: the bar below it, and in presenter mode the strip. */
#ifndef TRANSPORT_H
#define TRANSPORT_H

#include "app/chrome/chrome.h"

void chrome_transport(App *app, const ChromeLayout *layout);

/* Two buttons, the step, and the stage's sentence as large as it fits. */
void chrome_strip(App *app, const ChromeLayout *layout, const StageContext *context);

#endif
