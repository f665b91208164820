/* A checksum that notices damage, not malice. */
#ifndef PS_CHECKSUM_H
#define PS_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

#define PS_CHECKSUM_START UINT64_C(0xCBF29CE484222325)

/* FNV-1a over words of eight bytes, lowest byte first, its high half folded into the low one so that every
 * bit counts on. Goes on from hash; all pieces but the last are multiples of eight bytes. */
uint64_t ps_checksum(uint64_t hash, const void *data, size_t size);

#endif
