/* Allocations of the core that fail when a test wants them to.
 *
 * For tests linked with --wrap=ps_allocate and --wrap=ps_reallocate, so that the two functions here stand in
 * the place of the core's. To be included by one file of a test.
 */
#ifndef FAULTS_H
#define FAULTS_H

#include "core/memory.h"

#include <stdbool.h>

/* The names are the linker's. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
void *__real_ps_allocate(size_t count, size_t size);
void *__wrap_ps_allocate(size_t count, size_t size);
void *__real_ps_reallocate(void *memory, size_t count, size_t size);
void *__wrap_ps_reallocate(void *memory, size_t count, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

/* The linker gives the replacements no argument of ours: this is the one place for their state. */
static struct {
    int allowed; /* allocations until one fails; negative: none does */
    bool alone;  /* those after the one that fails succeed; else all fail */
    bool failed; /* one has */
} faults = {.allowed = -1};

static inline bool fails_now(void) {
    if (faults.allowed < 0) {
        return false;
    }
    if (faults.allowed > 0) {
        faults.allowed--;
        return false;
    }
    faults.failed = true;
    if (faults.alone) {
        faults.allowed = -1;
    }
    return true;
}

void *__wrap_ps_allocate(size_t count, size_t size) {
    return fails_now() ? NULL : __real_ps_allocate(count, size);
}

void *__wrap_ps_reallocate(void *memory, size_t count, size_t size) {
    return fails_now() ? NULL : __real_ps_reallocate(memory, count, size);
}

#endif
