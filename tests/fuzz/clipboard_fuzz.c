/* Any bytes as what a spreadsheet copied: one channel, never larger than a clipboard may be. */
#include "core/csv.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsMap map;
    PsError error = {0};
    const PsStatus status = ps_csv_read_clipboard(data, size, &map, &error);
    check_map(status, &map, &error);
    if (status == PS_OK) {
        CHECK(map.channels == 1 && map.height <= PS_CLIPBOARD_SIDE && map.width <= PS_CLIPBOARD_SIDE);
    }
    ps_map_free(&map);
    return 0;
}
