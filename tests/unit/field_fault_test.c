/* Every allocation of stacks, plans and fields made to fail in turn: each call gives all or says that memory
 * is short, and nothing leaks (AddressSanitizer watches).
 *
 * Linked with --wrap=ps_allocate and --wrap=ps_reallocate, as memory_fault_test is.
 */
#include "core/field.h"

#include "faults.h"
#include "stacks.h"

/* A chain and a join of two branches, planned and with fields: what the attempts start from. */
typedef struct Ground {
    PsStack stack;
    PsPlan plan;
    PsField fields[8];
} Ground;

static void ground_init(Ground *ground) {
    ground->stack = stack_of(12, 9,
                             (const PsLayer[]){conv_of(3, 1, 1),
                                               join_of(PS_LAYER_CONCAT, conv_of(3, 1, 1), conv_of(1, 1, 0)),
                                               max_pool_of(2, 2)},
                             3);
    assert_int_equal(ps_plan_init(&ground->plan, &ground->stack, 0, NULL, NULL), PS_OK);
    ps_field_compute(&ground->plan, ground->fields);
}

/* Runs attempt on the ground with the first, second … allocation and all after it failing, until none does.
 */
static void with_every_fault(PsStatus (*attempt)(Ground *ground, PsError *error)) {
    Ground ground;
    ground_init(&ground);
    int faulty = 0;
    do {
        PsError error = {0};
        faults.failed = false;
        faults.allowed = faulty++;
        const PsStatus status = attempt(&ground, &error);
        faults.allowed = -1;
        assert_int_equal(status, faults.failed ? PS_ERROR_MEMORY : PS_OK);
        if (faults.failed) {
            assert_sentence(&error, "there is not enough memory: close other programs or use a smaller map");
        }
    } while (faults.failed);
    assert_true(faulty > 1);
    ps_plan_free(&ground.plan);
    ps_stack_free(&ground.stack);
}

static PsStatus try_copy(Ground *ground, PsError *error) {
    PsStack copy;
    const PsStatus status = ps_stack_copy(&ground->stack, &copy, error);
    assert_int_equal(ps_stack_equal(&copy, &ground->stack), status == PS_OK);
    ps_stack_free(&copy);
    return status;
}

static PsStatus try_insert(Ground *ground, PsError *error) {
    PsChain *chain = &ground->stack.chain;
    const int count = chain->count;
    PsStatus status = PS_OK;
    while (chain->count < 10 && status == PS_OK) {
        PsLayer layer = conv_of(3, 1, 1);
        status = ps_chain_insert(chain, 1, &layer, error);
        assert_int_equal(layer.kernel[0], status == PS_OK ? 0 : 3);
    }
    while (chain->count > count) {
        PsLayer layer = ps_chain_take(chain, 1);
        ps_layer_free(&layer);
    }
    return status;
}

static PsStatus try_branch(Ground *ground, PsError *error) {
    (void)ground;
    PsLayer join = ps_layer_default(PS_LAYER_ADD);
    PsChain branch = {0};
    PsLayer layer = conv_of(3, 1, 1);
    PsStatus status = ps_chain_insert(&branch, 0, &layer, error);
    if (status == PS_OK) {
        status = ps_layer_add_branch(&join, &branch, error);
        assert_int_equal(join.branch_count, status == PS_OK);
        assert_int_equal(branch.count, status != PS_OK);
    }
    ps_chain_free(&branch);
    ps_layer_free(&join);
    return status;
}

static PsStatus try_plan(Ground *ground, PsError *error) {
    PsPlan plan;
    const PsStatus status = ps_plan_init(&plan, &ground->stack, 0, NULL, error);
    assert_int_equal(plan.count, status == PS_OK ? 5 : 0);
    assert_int_equal(plan.nodes != NULL, status == PS_OK);
    ps_plan_free(&plan);
    return status;
}

static PsStatus try_region(Ground *ground, PsError *error) {
    PsRegion region;
    const PsStatus status = ps_field_region(&ground->plan, 4, (const int64_t[]){0, 0}, &region, error);
    if (status == PS_OK) {
        assert_int_equal(region.axis[PS_WIDTH].end, 4);
    }
    return status;
}

static PsStatus try_unclipped(Ground *ground, PsError *error) {
    PsRegion region;
    const PsStatus status = ps_field_unclipped(&ground->plan, 4, (const int64_t[]){0, 0}, &region, error);
    if (status == PS_OK) {
        assert_int_equal(region.axis[PS_WIDTH].first, -2);
    }
    return status;
}

static PsStatus try_sight(Ground *ground, PsError *error) {
    PsSight sight;
    const PsStatus status = ps_sight_init(&sight, &ground->plan, ground->fields, error);
    assert_int_equal(sight.idle != NULL, status == PS_OK);
    ps_sight_free(&sight);
    return status;
}

static PsStatus try_cone(Ground *ground, PsError *error) {
    PsCone cone;
    const PsStatus status = ps_cone_init(&cone, &ground->plan, PS_WIDTH, error);
    if (status == PS_OK) {
        /* Following needs no memory. */
        faults.allowed = 0;
        ps_cone_down(&ground->plan, PS_WIDTH, 4, 0, &cone);
        ps_cone_up(&ground->plan, PS_WIDTH, 0, &cone);
    } else {
        assert_null(cone.lit);
    }
    ps_cone_free(&cone);
    return status;
}

static void a_stack_is_copied_whole_or_not(void **state) {
    (void)state;
    with_every_fault(try_copy);
}

static void a_layer_is_put_in_or_stays_the_callers(void **state) {
    (void)state;
    with_every_fault(try_insert);
    with_every_fault(try_branch);
}

static void a_plan_is_whole_or_not_there(void **state) {
    (void)state;
    with_every_fault(try_plan);
}

static void a_region_is_found_or_memory_is_short(void **state) {
    (void)state;
    with_every_fault(try_region);
    with_every_fault(try_unclipped);
}

static void sight_and_cones_are_whole_or_not_there(void **state) {
    (void)state;
    with_every_fault(try_sight);
    with_every_fault(try_cone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stack_is_copied_whole_or_not),
        cmocka_unit_test(a_layer_is_put_in_or_stays_the_callers),
        cmocka_unit_test(a_plan_is_whole_or_not_there),
        cmocka_unit_test(a_region_is_found_or_memory_is_short),
        cmocka_unit_test(sight_and_cones_are_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
