/* Any bytes as the printout of a model: what is read can be written as notation and reads back the same. What
 * fits its input can be written as code.
 */
#include "core/notation.h"
#include "core/stack_fit.h"
#include "fuzz.h"

static void write_code(const PsStack *stack) {
    PsPlan plan;
    PsBytes code = {0};
    CHECK(ps_plan_init(&plan, stack, 0, NULL, NULL) == PS_OK);
    const PsStatus status = ps_torch_write(&plan, stack, &code, NULL);
    CHECK(status == (plan.failed == plan.count ? PS_OK : PS_ERROR_SETTING));
    ps_bytes_free(&code);
    ps_plan_free(&plan);
}

/* Whatever it expects: afterwards it fits and expects nothing, or stands as it was. */
static void settle(PsStack *stack) {
    PsFit fit;
    PsPlan plan;
    CHECK(ps_stack_settle(stack, 0, NULL, PS_FIT_INPUT, &fit, NULL) == PS_OK);
    CHECK(ps_plan_init(&plan, stack, 0, NULL, NULL) == PS_OK);
    CHECK(!fit.taken || plan.failed == plan.count);
    ps_plan_free(&plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsStack stack;
    PsNotes notes = {0};
    PsError error = {0};
    (void)ps_torch_looks((const char *)data, size);
    if (ps_stack_read((const char *)data, size, &stack, NULL, NULL) == PS_OK) {
        ps_stack_free(&stack);
    }
    const PsStatus status = ps_torch_read((const char *)data, size, &stack, &notes, &error);
    if (status == PS_OK) {
        PsBytes bytes = {0};
        PsStack back;
        CHECK(ps_notation_write(&stack, &bytes, NULL) == PS_OK);
        CHECK(ps_notation_read(bytes.data != NULL ? (const char *)bytes.data : "", bytes.size, &back, NULL) ==
              PS_OK);
        CHECK(ps_stack_equal(&stack, &back));
        write_code(&stack);
        settle(&stack);
        ps_stack_free(&back);
        ps_bytes_free(&bytes);
        ps_stack_free(&stack);
    } else {
        check_refusal(status, &error);
        CHECK(stack.chain.layers == NULL && notes.notes == NULL);
    }
    ps_notes_free(&notes);
    return 0;
}
