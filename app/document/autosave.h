/* When to write the session: soon after the last change, at the latest a moment after the first.
 *
 * Plain data and arithmetic: it knows no clock (now is seconds on the caller's), no file and no scene. A
 * zeroed Autosave has nothing to write.
 */
#ifndef AUTOSAVE_H
#define AUTOSAVE_H

#include <stdbool.h>

typedef struct Autosave {
    bool unsaved;
    bool failing;       /* the last write did not succeed */
    double first, last; /* unsaved changes */
    double retry_at;    /* while failing */
} Autosave;

/* Something that a session holds has changed. */
void autosave_changed(Autosave *autosave, double now);

/* When a write is due; negative: never. */
double autosave_due(const Autosave *autosave);

/* All that had changed has been written. */
void autosave_written(Autosave *autosave);

/* It could not be. True where the person has to be told: at the first of several failures in a row. */
bool autosave_failed(Autosave *autosave, double now);

#endif
