/* A stack from text of either kind, as people paste it. */
#include "core/notation.h"

#include "core/plain_text.h"
#include "core/text.h"

PsStatus ps_stack_read(const char *text, size_t length, PsStack *stack, PsNotes *notes, PsError *error) {
    *stack = (PsStack){0};
    if (length > PS_NOTATION_BYTES) {
        return ps_fail(error, PS_ERROR_SIZE, "a text of %zu bytes is too long for a stack: use at most %d",
                       length, (int)PS_NOTATION_BYTES);
    }
    if (ps_text_is_utf16((const unsigned char *)text, length)) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the text is UTF-16, as PowerShell saves it: save it as UTF-8");
    }
    PsBytes plain = {0};
    PsStatus status = ps_plain_text(text, length, &plain, error);
    const char *data = plain.data != NULL ? (const char *)plain.data : "";
    if (status == PS_OK) {
        status = ps_torch_looks(data, plain.size) ? ps_torch_read(data, plain.size, stack, notes, error)
                                                  : ps_notation_read(data, plain.size, stack, error);
    }
    ps_bytes_free(&plain);
    return status;
}
