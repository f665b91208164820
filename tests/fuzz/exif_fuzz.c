/* Any bytes as a block of Exif: an orientation that there is. */
#include "app/picture/picture_exif.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const int orientation = picture_exif_orientation(data, size);
    CHECK(orientation >= 1 && orientation <= 8);
    return 0;
}
