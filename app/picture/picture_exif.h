/* Which way up a camera held a picture, out of the Exif block that JPEGs and PNGs carry.
 *
 * The block is a small TIFF file and untrusted: every offset is checked, and what cannot be understood counts
 * as not there.
 */
#ifndef PICTURE_EXIF_H
#define PICTURE_EXIF_H

#include <stdbool.h>
#include <stddef.h>

/* The orientation, 1 to 8 as Exif counts them, of a TIFF block of size bytes; 1 (as stored) where it says
 * none. */
int picture_exif_orientation(const unsigned char *data, size_t size);

/* What to do with a stored picture so that it is upright: its rows and columns change places, and of the
 * stored ones the last comes first. */
typedef struct PictureTurn {
    bool swap;
    bool flip_rows, flip_columns;
} PictureTurn;

PictureTurn picture_exif_turn(int orientation);

#endif
