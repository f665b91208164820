/* Every allocation of reading a printout and of writing code made to fail in turn: each gives all or says
 * that memory is short, and nothing leaks (AddressSanitizer watches).
 *
 * Linked with --wrap=ps_allocate and --wrap=ps_reallocate, as memory_fault_test is.
 */
#include "core/notation.h"
#include "core/stack_fit.h"

#include "faults.h"
#include "stacks.h"

/* A residual block, a join of our own, repeated layers, an unknown one and notes. */
static const char printout[] = "Sequential(\n"
                               "  (0): BasicBlock(\n"
                               "    (conv1): Conv2d(4, 4, kernel_size=(3, 3), padding=(1, 1))\n"
                               "    (bn1): BatchNorm2d(4)\n"
                               "    (relu): ReLU6(inplace=True)\n"
                               "    (conv2): Conv2d(4, 4, kernel_size=(3, 3), padding=(1, 1))\n"
                               "    (bn2): BatchNorm2d(4)\n"
                               "  )\n"
                               "  (1): Add(\n"
                               "    (branches): ModuleList(\n"
                               "      (0): ReLU()\n"
                               "      (1): Conv2d(4, 4, kernel_size=(1, 1))\n"
                               "    )\n"
                               "  )\n"
                               "  (2-6): 5 x ReLU()\n"
                               "  (7): Dropout(p=0.5, inplace=False)\n"
                               "  (8): Flatten(start_dim=1, end_dim=-1)\n"
                               "  (9): Linear(in_features=64, out_features=10, bias=True)\n"
                               ")\n";

static const int size[PS_AXES] = {4, 4};

/* Runs attempt with the first, second … allocation and all after it failing, until none does. */
static void with_every_fault(PsStatus (*attempt)(const PsStack *stack, PsError *error)) {
    PsStack stack;
    int faulty = 0;
    assert_int_equal(ps_torch_read(printout, sizeof printout - 1, &stack, NULL, NULL), PS_OK);
    do {
        PsError error = {0};
        faults.failed = false;
        faults.allowed = faulty++;
        const PsStatus status = attempt(&stack, &error);
        faults.allowed = -1;
        assert_int_equal(status, faults.failed ? PS_ERROR_MEMORY : PS_OK);
        if (faults.failed) {
            assert_sentence(&error, "there is not enough memory: close other programs or use a smaller map");
        }
    } while (faults.failed);
    assert_true(faulty > 2);
    ps_stack_free(&stack);
}

static PsStatus try_read(const PsStack *stack, PsError *error) {
    PsStack read;
    PsNotes notes = {0};
    const PsStatus status = ps_torch_read(printout, sizeof printout - 1, &read, &notes, error);
    assert_int_equal(ps_stack_equal(&read, stack), status == PS_OK);
    assert_int_equal(notes.total, status == PS_OK ? 4 : 0);
    assert_int_equal(notes.notes != NULL, status == PS_OK);
    ps_notes_free(&notes);
    ps_stack_free(&read);
    return status;
}

/* Read as it is pasted, with line ends to make plain, and put on the input that suits it. */
static PsStatus try_paste(const PsStack *stack, PsError *error) {
    (void)stack;
    static const char pasted[] =
        "Sequential(\r\n  (0): Conv2d(1, 4, kernel_size=(3, 3))\r\n  (1): Flatten()\r\n"
        "  (2): Linear(in_features=64, out_features=10)\r\n)";
    PsStack read;
    PsNotes notes = {0};
    PsFit fit = {0};
    PsStatus status = ps_stack_read(pasted, sizeof pasted - 1, &read, &notes, error);
    if (status == PS_OK) {
        status = ps_stack_settle(&read, 0, NULL, PS_FIT_INPUT, &fit, error);
    }
    assert_int_equal(fit.taken, status == PS_OK);
    assert_int_equal(read.size[PS_HEIGHT], status == PS_OK ? 6 : 0);
    ps_notes_free(&notes);
    ps_stack_free(&read);
    return status;
}

static PsStatus try_write(const PsStack *stack, PsError *error) {
    PsPlan plan;
    PsBytes code = {0};
    const int allowed = faults.allowed;
    faults.allowed = -1;
    assert_int_equal(ps_plan_init(&plan, stack, 0, size, NULL), PS_OK);
    assert_int_equal(plan.failed, plan.count);
    faults.allowed = allowed;
    const PsStatus status = ps_torch_write(&plan, stack, &code, error);
    faults.allowed = -1;
    assert_int_equal(code.size > 0, status == PS_OK);
    ps_bytes_free(&code);
    ps_plan_free(&plan);
    return status;
}

static void a_printout_is_read_whole_or_not(void **state) {
    (void)state;
    with_every_fault(try_read);
}

static void a_pasted_printout_is_settled_or_memory_is_short(void **state) {
    (void)state;
    with_every_fault(try_paste);
}

static void code_is_written_or_memory_is_short(void **state) {
    (void)state;
    with_every_fault(try_write);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_printout_is_read_whole_or_not),
        cmocka_unit_test(a_pasted_printout_is_settled_or_memory_is_short),
        cmocka_unit_test(code_is_written_or_memory_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
