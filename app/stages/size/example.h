/* Ready settings that show one thing each. To add one: a row in example.c. */
#ifndef SIZE_EXAMPLE_H
#define SIZE_EXAMPLE_H

#include "app/stages/stage.h"

int size_example_count(void);
const char *size_example_name(int example); /* untranslated */

/* The example that the scene shows; -1: none. */
int size_example_of(const PsScene *scene);

/* Asks for an example's settings, as one edit, from its first step. origin: where a refusal is said. */
void size_example_use(const StageContext *context, int index, Rect origin);

/* Asks for another pool. It is the scene's: one that its map cannot take is refused beside origin, with what
 * can be done. group: as in stage_request. False where it is refused. */
bool size_request_pool(const StageContext *context, const PsPool *pool, uint64_t group, Rect origin,
                       const char *note);

#endif
