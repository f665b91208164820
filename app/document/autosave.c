/* Times alone: it writes nothing and reads no clock. */
#include "app/document/autosave.h"

/* Seconds. With what a write takes, a kill loses less than two seconds of work. */
static const double after_last = 0.4;
static const double after_first = 1.2;
static const double after_failure = 5;

void autosave_changed(Autosave *autosave, double now) {
    autosave->first = autosave->unsaved ? autosave->first : now;
    autosave->last = now;
    autosave->unsaved = true;
}

double autosave_due(const Autosave *autosave) {
    if (!autosave->unsaved) {
        return -1;
    }
    if (autosave->failing) {
        return autosave->retry_at;
    }
    const double soon = autosave->last + after_last;
    const double latest = autosave->first + after_first;
    return soon < latest ? soon : latest;
}

void autosave_written(Autosave *autosave) {
    *autosave = (Autosave){0};
}

bool autosave_failed(Autosave *autosave, double now) {
    const bool first = !autosave->failing;
    autosave->failing = true;
    autosave->retry_at = now + after_failure;
    return first;
}
