/* The one way the core allocates. Sizes are multiplied with a check; tests make the n-th call fail by
 * putting a function of their own in the place of ps_allocate and ps_reallocate at link time.
 */
#ifndef PS_MEMORY_H
#define PS_MEMORY_H

#include <stddef.h>
#include <string.h>

/* count * size zeroed bytes, or null where they cannot be had or the product overflows. Never of size 0. */
void *ps_allocate(size_t count, size_t size);

/* Grows or shrinks memory of ps_allocate to count * size bytes; null leaves the old memory as it was. */
void *ps_reallocate(void *memory, size_t count, size_t size);

/* Frees memory of the two above; null is fine. */
void ps_release(void *memory);

/* A copy of a text, to be released; null without memory. Here, so that its allocation can be made to fail
 * too. */
static inline char *ps_allocate_text(const char *text) {
    const size_t size = strlen(text) + 1;
    char *copy = ps_allocate(size, 1);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}

#endif
