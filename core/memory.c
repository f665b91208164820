/* The core's allocation, and no more: three functions over the C library's, and a word to the system about
 * large pieces.
 *
 * They stand in a file of their own so that a test can put others in their place at link time
 * (-Wl,--wrap=ps_allocate). Invariant: no allocation of the core happens anywhere else.
 */
#define _DEFAULT_SOURCE /* NOLINT(bugprone-reserved-identifier): madvise */

#include "core/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef __linux__
#include <sys/mman.h>
#endif

/* Large memory is gone through from end to end, and a machine looks up each of its pages on the way. The
 * fewer there are the better: 2 MiB each where the system has them, which is asked for before the memory is
 * used. */
static void ask_for_large_pages(void *memory, size_t size) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    enum { PAGE = 2 << 20, LARGE = 2 * PAGE };
    const size_t before = (PAGE - (uintptr_t)memory % PAGE) % PAGE;
    if (memory != NULL && size >= LARGE) {
        /* A refusal changes nothing but speed. */
        (void)madvise((char *)memory + before, (size - before) / PAGE * PAGE, MADV_HUGEPAGE);
    }
#else
    (void)memory;
    (void)size;
#endif
}

void *ps_allocate(size_t count, size_t size) {
    assert(count > 0 && size > 0);
    if (count > SIZE_MAX / size) {
        return NULL;
    }
    void *memory = calloc(count, size);
    ask_for_large_pages(memory, count * size);
    return memory;
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
