/* The core's allocation, and no more: three functions over the C library's.
 *
 * They stand in a file of their own so that a test can put others in their place at link time
 * (-Wl,--wrap=ps_allocate). Invariant: no allocation of the core happens anywhere else.
 */
#include "core/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

void *ps_allocate(size_t count, size_t size) {
    assert(count > 0 && size > 0);
    if (count > SIZE_MAX / size) {
        return NULL;
    }
    return calloc(count, size);
}

void *ps_reallocate(void *memory, size_t count, size_t size) {
    assert(count > 0 && size > 0);
    if (count > SIZE_MAX / size) {
        return NULL;
    }
    return realloc(memory, count * size);
}

void ps_release(void *memory) {
    free(memory);
}
