/* Any bytes as a text of numbers: what is read is written, and reads back the same. */
#include "core/csv.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsMap map;
    PsError error = {0};
    const PsStatus status = ps_csv_read(data, size, &map, &error);
    check_map(status, &map, &error);
    if (status == PS_OK) {
        PsBytes bytes = {0};
        PsMap back;
        CHECK(ps_csv_write(&map, '\t', &bytes, NULL) == PS_OK);
        CHECK(ps_csv_read(bytes.data, bytes.size, &back, NULL) == PS_OK);
        CHECK(back.channels == map.channels && back.height == map.height && back.width == map.width);
        ps_map_free(&back);
        ps_bytes_free(&bytes);
    }
    ps_map_free(&map);
    return 0;
}
