/* Bytes double when they are full, so that appending n of them costs n. Invariant: data[size] is 0 where
 * there is data.
 */
#include "core/bytes.h"

#include "core/memory.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

void ps_bytes_free(PsBytes *bytes) {
    ps_release(bytes->data);
    *bytes = (PsBytes){0};
}

PsStatus ps_bytes_reserve(PsBytes *bytes, size_t size, PsError *error) {
    /* No object is larger than PTRDIFF_MAX, so the doubling below cannot overflow. */
    if (size > (size_t)PTRDIFF_MAX - 1 - bytes->size) {
        return ps_fail_memory(error);
    }
    size_t needed = bytes->size + size + 1;
    if (needed <= bytes->capacity) {
        return PS_OK;
    }
    size_t capacity = bytes->capacity * 2 > needed ? bytes->capacity * 2 : needed;
    unsigned char *data = bytes->data ? ps_reallocate(bytes->data, capacity, 1) : ps_allocate(capacity, 1);
    if (!data) {
        return ps_fail_memory(error);
    }
    bytes->data = data;
    bytes->capacity = capacity;
    return PS_OK;
}

PsStatus ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error) {
    PsStatus status = ps_bytes_reserve(bytes, size, error);
    if (status) {
        return status;
    }
    assert(bytes->data);
    if (size > 0) {
        memcpy(bytes->data + bytes->size, data, size);
    }
    bytes->size += size;
    bytes->data[bytes->size] = 0;
    return PS_OK;
}
