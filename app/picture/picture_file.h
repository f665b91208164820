/* Pictures from outside: PNG and JPEG in, maps out. The only place that decodes pictures.
 *
 * A picture is untrusted. Its size is read from the header, by a parser of our own, and judged before
 * anything is decoded or allocated; of a PNG only the chunks that make pixels reach the decoder, their
 * checksums verified.
 *
 * Values: v / 255 of the stored (gamma-encoded) values, v / 65535 of 16-bit PNGs. Transparency is composited
 * on black, so that a colour a PNG calls transparent is 0. A picture is as its Exif orientation says.
 * Colour profiles and gamma are ignored.
 */
#ifndef PICTURE_FILE_H
#define PICTURE_FILE_H

#include "core/bytes.h"
#include "core/map.h"

/* The longest side that is sampled for, unless the caller chooses. */
enum { PICTURE_LONGER_SIDE = 28 };

/* The largest file, side and number of pixels; and of scans, each of which a progressive JPEG is drawn in
 * whole. */
#define PICTURE_BYTES  ((size_t)64 << 20)
#define PICTURE_SIDE   16384
#define PICTURE_PIXELS 64000000
#define PICTURE_SCANS  100

typedef struct PictureFile {
    void *pixels; /* owned; R, G, B, A row by row, as bytes, or as uint16_t where deep; null: no picture */
    int width, height;
    bool deep;   /* of 16 bits */
    bool colour; /* some pixel's R, G and B differ */
} PictureFile;

/* Whether data begins as PNG or JPEG do. */
bool picture_file_recognises(const unsigned char *data, size_t size);

/* Decodes bytes (whose content is spent) into picture (made here; zeroed on failure). name is what errors
 * call the file. PS_ERROR_SIZE beyond the limits above, PS_ERROR_FORMAT where it is no PNG or JPEG, broken or
 * cut short. */
PsStatus picture_file_read(PsBytes *bytes, const char *name, PictureFile *picture,
                           PsError *error) PS_MUST_USE;
void picture_file_free(PictureFile *picture);

/* Height and width of a sampled map: its longer side is longer_side or the picture's own where that is
 * shorter, the other follows in proportion, at least 1. */
void picture_file_size(const PictureFile *picture, int longer_side, int *height, int *width);

/* Samples a map (made here) of that size, with 3 channels (R, G, B) or 1 (grey, the luma of Rec. 601:
 * 0.299 R + 0.587 G + 0.114 B of the stored values). Each cell is the exact average of the area it covers, in
 * integers, divided once: where cells are whole pixels, or all alike, channel means are kept. */
PsStatus picture_file_sample(const PictureFile *picture, int longer_side, int channels, PsMap *map,
                             PsError *error) PS_MUST_USE;

#endif
