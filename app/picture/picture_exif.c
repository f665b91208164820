/* Finds one tag in a TIFF block.
 *
 * Everything else in the block is passed over. Whatever is damaged, cut off or unknown reads as "not turned":
 * a picture is never refused because of it.
 */
#include "app/picture/picture_exif.h"

#include <stdint.h>
#include <string.h>

enum { HEADER = 8, ENTRY = 12, TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, TYPE_LONG = 4, ORIENTATIONS = 8 };

/* A TIFF block and the order of its bytes. */
typedef struct Block {
    const unsigned char *data;
    size_t size;
    bool little;
} Block;

/* count bytes (2 or 4) at a place that is known to be inside. */
static uint32_t read_number(const Block *block, size_t at, size_t count) {
    uint32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value << 8 | block->data[at + (block->little ? count - 1 - i : i)];
    }
    return value;
}

int picture_exif_orientation(const unsigned char *data, size_t size) {
    if (size < HEADER || (memcmp(data, "II*\0", 4) != 0 && memcmp(data, "MM\0*", 4) != 0)) {
        return 1;
    }
    const Block block = {data, size, data[0] == 'I'};
    const size_t table = read_number(&block, 4, 4);
    if (table > size - 2) {
        return 1;
    }
    const size_t count = read_number(&block, table, 2);
    for (size_t i = 0; i < count && (i + 1) * ENTRY <= size - 2 - table; i++) {
        const size_t at = table + 2 + i * ENTRY;
        const uint32_t type = read_number(&block, at + 2, 2);
        if (read_number(&block, at, 2) != TAG_ORIENTATION || (type != TYPE_SHORT && type != TYPE_LONG)) {
            continue;
        }
        const uint32_t value = read_number(&block, at + 8, type == TYPE_SHORT ? 2 : 4);
        return value >= 1 && value <= ORIENTATIONS ? (int)value : 1;
    }
    return 1;
}

PictureTurn picture_exif_turn(int orientation) {
    static const PictureTurn turns[ORIENTATIONS] = {
        {false, false, false}, {false, false, true}, {false, true, true}, {false, true, false},
        {true, false, false},  {true, true, false},  {true, true, true},  {true, false, true}};
    return turns[orientation - 1];
}
