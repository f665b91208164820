/* Any bytes as .npy: what is read is written, and reads back bit for bit. */
#include "core/npy.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsMap map;
    PsError error = {0};
    int dimensions = 0;
    const PsStatus status = ps_npy_read(data, size, &map, &dimensions, &error);
    check_map(status, &map, &error);
    if (status == PS_OK) {
        CHECK(dimensions >= 2 && dimensions <= 4);
        PsBytes bytes = {0};
        PsMap back;
        CHECK(ps_npy_write(&map, dimensions, &bytes, NULL) == PS_OK);
        CHECK(ps_npy_read(bytes.data, bytes.size, &back, NULL, NULL) == PS_OK);
        CHECK(ps_map_equal(&map, &back));
        ps_map_free(&back);
        ps_bytes_free(&bytes);
    }
    ps_map_free(&map);
    return 0;
}
