/* A stack from text of either kind. */
#include "core/notation.h"

PsStatus ps_stack_read(const char *text, size_t length, PsStack *stack, PsNotes *notes, PsError *error) {
    return ps_torch_looks(text, length) ? ps_torch_read(text, length, stack, notes, error)
                                        : ps_notation_read(text, length, stack, error);
}
