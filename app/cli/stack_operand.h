/* STACK on the command line: a preset's name, a file of notation or of print(model), a scene, or notation
 * itself.
 */
#ifndef CLI_STACK_OPERAND_H
#define CLI_STACK_OPERAND_H

#include "app/cli/settings.h"
#include "core/notation.h"

typedef struct StackOperand {
    PsStack stack;
    PsNotes notes; /* what a printout held that the stack does not */
    PsPlan plan;   /* on --input-size, the stack's own input, or 224 x 224 */
} StackOperand;

/* operand is made here, zeroed on failure. */
PsStatus stack_operand_read(const Settings *settings, StackOperand *operand, PsError *error) PS_MUST_USE;
void stack_operand_free(StackOperand *operand);

/* PS_OK, or where a layer does not fit its sentence with number and name. */
PsStatus stack_operand_check(const StackOperand *operand, PsError *error) PS_MUST_USE;

#endif
