#include "core/csv.h"
#include "core/pool.h"
#include <string.h>
PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map, PsError *error) { return ps_csv_read(data,size,map,error); }
