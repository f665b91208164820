/* Any bytes as stack notation: what is read is written, and reads back the same; its plan can be made. */
#include "core/field.h"
#include "core/memory.h"
#include "core/notation.h"
#include "fuzz.h"

static void check_back(const PsStack *stack) {
    PsBytes bytes = {0};
    PsStack back;
    CHECK(ps_notation_write(stack, &bytes, NULL) == PS_OK);
    CHECK(ps_notation_read(bytes.data != NULL ? (const char *)bytes.data : "", bytes.size, &back, NULL) ==
          PS_OK);
    CHECK(ps_stack_equal(stack, &back));
    ps_stack_free(&back);
    ps_bytes_free(&bytes);
}

static void check_plan(const PsStack *stack) {
    PsPlan plan;
    if (ps_plan_init(&plan, stack, 0, NULL, NULL) != PS_OK) {
        return;
    }
    PsField *fields = ps_allocate((size_t)plan.count + 1, sizeof *fields);
    CHECK(fields != NULL);
    ps_field_compute(&plan, fields);
    ps_release(fields);
    ps_plan_free(&plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsStack stack;
    if (ps_notation_read((const char *)data, size, &stack, NULL) == PS_OK) {
        check_back(&stack);
        check_plan(&stack);
        ps_stack_free(&stack);
    }
    return 0;
}
