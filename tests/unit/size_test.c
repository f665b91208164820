/* The axes of the Output size stage and its chains, against sizes that networks are known for. */
#include "core/size.h"

#include "core/scene.h"
#include "core/scene_settings.h"
#include "tests/unit/unit.h"

static PsScene scene;

static int set_up(void **state) {
    (void)state;
    return ps_scene_init(&scene, NULL) == PS_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    ps_scene_free(&scene);
    return 0;
}

static void an_axis_is_the_pools_over_the_map_until_something_is_set(void **state) {
    (void)state;
    const PsAxis axis = ps_size_axis(&scene.size, &scene.pool, PS_WIDTH, 4);
    assert_int_equal(axis.input, 4);
    assert_int_equal(axis.kernel, 2);
    assert_int_equal(axis.stride, 2);
    scene.size.input[PS_WIDTH] = 12;
    assert_int_equal(ps_size_axis(&scene.size, &scene.pool, PS_WIDTH, 4).input, 12);
    assert_int_equal(ps_size_axis(&scene.size, &scene.pool, PS_HEIGHT, 4).input, 4);
}

static void a_convolution_has_windows_of_its_own(void **state) {
    (void)state;
    scene.size.convolution = true;
    scene.size.windows.padding[PS_HEIGHT] = 9;
    const PsAxis axis = ps_size_axis(&scene.size, &scene.pool, PS_HEIGHT, 4);
    assert_int_equal(axis.kernel, 3);
    assert_int_equal(axis.stride, 1);
    assert_int_equal(axis.padding, 9);
    assert_int_equal(ps_axis_output(&axis), 20);
}

static void a_global_pool_is_one_window_of_all(void **state) {
    (void)state;
    scene.pool.op = PS_POOL_GAP;
    scene.size.input[PS_HEIGHT] = 7;
    const PsAxis axis = ps_size_axis(&scene.size, &scene.pool, PS_HEIGHT, 4);
    assert_int_equal(axis.bins, 0);
    assert_int_equal(axis.kernel, 7);
    assert_int_equal(ps_axis_output(&axis), 1);
}

static void there_is_a_step_for_each_output_and_one_for_the_try_that_fails(void **state) {
    (void)state;
    const int64_t map[PS_AXES] = {4, 9};
    assert_int_equal(ps_size_steps(&scene.size, &scene.pool, map), 5);
    scene.size.convolution = true;
    scene.size.windows.kernel_size[PS_HEIGHT] = scene.size.windows.kernel_size[PS_WIDTH] = 100;
    assert_int_equal(ps_size_steps(&scene.size, &scene.pool, map), 1);
}

static void assert_chain(PsSizeChainOf of, int from, const int *sizes, int count, PsSizeEnd end,
                         PsSizeStop stop) {
    PsSizeChain chain;
    scene.size.chain = of;
    scene.size.chain_from = from;
    assert_int_equal(ps_size_chain(&scene.size, &scene.pool, &chain, NULL), PS_OK);
    assert_int_equal(chain.count, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(chain.links[i].size[PS_HEIGHT], sizes[i]);
        assert_int_equal(chain.links[i].size[PS_WIDTH], sizes[i]);
    }
    assert_int_equal(chain.end, end);
    assert_int_equal(chain.stop, stop);
}

static void networks_have_their_published_sizes(void **state) {
    (void)state;
    assert_chain(PS_CHAIN_VGG_16, 224, (const int[]){224, 112, 56, 28, 14, 7}, 6, PS_SIZE_END_FLATTENED,
                 PS_SIZE_GOES_ON);
    assert_chain(PS_CHAIN_ALEXNET, 224, (const int[]){224, 55, 27, 13, 6}, 5, PS_SIZE_END_FLATTENED,
                 PS_SIZE_GOES_ON);
    assert_chain(PS_CHAIN_RESNET_50, 224, (const int[]){224, 112, 56, 28, 14, 7, 1}, 7, PS_SIZE_END_GLOBAL,
                 PS_SIZE_GOES_ON);
    /* Too small for its third pool. */
    assert_chain(PS_CHAIN_ALEXNET, 40, (const int[]){40, 9, 4, 1}, 4, PS_SIZE_END_FLATTENED, PS_SIZE_NO_FIT);
}

static void the_windows_of_a_network_are_those_of_the_layer_that_shrinks(void **state) {
    (void)state;
    PsSizeChain chain;
    scene.size.chain = PS_CHAIN_RESNET_50;
    assert_int_equal(ps_size_chain(&scene.size, &scene.pool, &chain, NULL), PS_OK);
    assert_string_equal(chain.links[1].name, "conv1");
    assert_int_equal(chain.links[1].axis[PS_WIDTH].kernel, 7);
    assert_string_equal(chain.links[3].name, "layer2.0.conv2");
    assert_int_equal(chain.links[3].axis[PS_WIDTH].kernel, 3);
    assert_int_equal(chain.links[3].axis[PS_WIDTH].stride, 2);
}

static void a_layer_again_and_again_ends_with_a_global_average(void **state) {
    (void)state;
    assert_chain(PS_CHAIN_THIS, 224, (const int[]){224, 112, 56, 28, 14, 7, 1}, 7, PS_SIZE_END_GLOBAL,
                 PS_SIZE_GOES_ON);
    assert_chain(PS_CHAIN_THIS, 4, (const int[]){4, 2, 1}, 3, PS_SIZE_END_ONE, PS_SIZE_GOES_ON);
    assert_chain(PS_CHAIN_THIS, 1, (const int[]){1}, 1, PS_SIZE_END_ONE, PS_SIZE_GOES_ON);
    scene.size.convolution = true;
    assert_chain(PS_CHAIN_THIS, 5, (const int[]){5, 3, 1}, 3, PS_SIZE_END_ONE, PS_SIZE_GOES_ON);
    assert_chain(PS_CHAIN_THIS, 2, (const int[]){2, 1}, 2, PS_SIZE_END_GLOBAL, PS_SIZE_NO_FIT);
    scene.size.windows.padding[PS_HEIGHT] = scene.size.windows.padding[PS_WIDTH] = 1;
    assert_chain(PS_CHAIN_THIS, 9, (const int[]){9, 1}, 2, PS_SIZE_END_GLOBAL, PS_SIZE_SAME);
    scene.size.convolution = false;
    scene.pool.op = PS_POOL_GAP;
    assert_chain(PS_CHAIN_THIS, 9, (const int[]){9, 1}, 2, PS_SIZE_END_ONE, PS_SIZE_GOES_ON);
}

static void settings_out_of_range_are_refused(void **state) {
    (void)state;
    PsError error = {0};
    scene.size.input[PS_WIDTH] = 4097;
    assert_int_equal(ps_settings_check(PS_STAGE_SIZE, &scene.size, &error), PS_ERROR_SETTING);
    scene.size.input[PS_WIDTH] = 0;
    scene.size.windows.stride[PS_HEIGHT] = 0;
    assert_int_equal(ps_settings_check(PS_STAGE_SIZE, &scene.size, &error), PS_ERROR_SETTING);
    scene.size.windows.stride[PS_HEIGHT] = 1;
    scene.size.chain_from = 0;
    assert_int_equal(ps_settings_check(PS_STAGE_SIZE, &scene.size, &error), PS_ERROR_SETTING);
    scene.size.chain_from = 1;
    assert_int_equal(ps_settings_check(PS_STAGE_SIZE, &scene.size, &error), PS_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_axis_is_the_pools_over_the_map_until_something_is_set),
        TEST(a_convolution_has_windows_of_its_own),
        TEST(a_global_pool_is_one_window_of_all),
        TEST(there_is_a_step_for_each_output_and_one_for_the_try_that_fails),
        TEST(networks_have_their_published_sizes),
        TEST(the_windows_of_a_network_are_those_of_the_layer_that_shrinks),
        TEST(a_layer_again_and_again_ends_with_a_global_average),
        TEST(settings_out_of_range_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
