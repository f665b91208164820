#include "core/csv.h"
#include "core/pool.h"
#include <string.h>
PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map, PsError *error) { return ps_csv_read(data,size,map,error); }
void ps_pool_update(const PsPool *pool, const PsMap *input, int channel, int row, int column, int height, int width, PsMap *output) {
    PsMap fresh; (void)channel; (void)row; (void)column; (void)height; (void)width;
    if (ps_pool_forward(pool, input, &fresh, NULL, NULL) == PS_OK) { ps_map_free(output); *output = fresh; }
}

