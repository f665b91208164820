/* STACK on the command line: a preset's name, a file of notation or of print(model), a scene, or notation
 * itself.
 */
#ifndef CLI_STACK_OPERAND_H
#define CLI_STACK_OPERAND_H

#include "app/cli/options.h"
#include "app/cli/writer.h"
#include "core/notation.h"
#include "core/stack_fit.h"

typedef struct StackOperand {
    PsStack stack;
    PsNotes notes; /* what a printout held that the stack does not, and what was taken on trust */
    PsFit fit;     /* what a printout's numbers ask of the input */
    bool printed;  /* read from a printout, whose lines tell where a layer is */
    PsPlan plan;   /* on --input-size, the stack's own input, what a printout asks for, or 224 x 224 */
} StackOperand;

/* operand is made here, zeroed on failure. */
PsStatus stack_operand_read(const Options *options, StackOperand *operand, PsError *error) PS_MUST_USE;
void stack_operand_free(StackOperand *operand);

/* What was passed over and what is to be told of a printout: members of a JSON object that has others before,
 * or a line each. */
void stack_operand_write_json(const StackOperand *operand, Writer *writer);
void stack_operand_write_text(const StackOperand *operand, Writer *writer);

/* PS_OK, or where a layer does not fit its sentence with number and name. */
PsStatus stack_operand_check(const StackOperand *operand, PsError *error) PS_MUST_USE;

#endif
