/* Systems whose clipboard takes no picture from here yet: it says what to do instead. */
#include "app/export/clipboard.h"

#include "app/words.h"

PsStatus clipboard_put_png(const void *png, size_t size, PsError *error) {
    (void)png;
    (void)size;
    return ps_fail(error, PS_ERROR_FILE, N_("the picture cannot be copied on this system: use Export"));
}
