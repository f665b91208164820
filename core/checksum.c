/* The same number on every machine: words are put together byte by byte. */
#include "core/checksum.h"

uint64_t ps_checksum(uint64_t hash, const void *data, size_t size) {
    const unsigned char *bytes = data;
    while (size > 0) {
        const size_t taken = size < 8 ? size : 8;
        uint64_t word = 0;
        for (size_t i = 0; i < taken; i++) {
            word |= (uint64_t)bytes[i] << (8 * i);
        }
        hash = (hash ^ word) * UINT64_C(0x100000001B3);
        hash ^= hash >> 32;
        bytes += taken;
        size -= taken;
    }
    return hash;
}
