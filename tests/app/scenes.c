#include "tests/app/scenes.h"

#include <math.h>

/* A row says what differs from ps_pool_default: a kernel or dilation of 0 is the default's. */

static const float tutorial[] = {1, 3, 2, 4, 5, 6, 1, 2, 3, 2, 4, 7, 1, 0, 6, 3};
static const float odd[] = {NAN, -1, INFINITY, -INFINITY, 0, -0.0F, 1e30F, -2.5F, 0.125F, 12345.678F, NAN, 3};
static const float nothing_finite[] = {NAN, NAN, -INFINITY, INFINITY};
static const float one[] = {-7.5F};

const TestScene test_scenes[] = {
    {.name = "tutorial", .height = 4, .width = 4, .values = tutorial},
    {.name = "average 3x3/2 padding 1",
     .height = 5,
     .width = 6,
     .pool.op = PS_POOL_AVG,
     .pool.kernel_size = {3, 3},
     .pool.stride = {2, 2},
     .pool.padding = {1, 1}},
    {.name = "average that leaves padding out",
     .height = 4,
     .width = 4,
     .values = tutorial,
     .pool.op = PS_POOL_AVG,
     .pool.kernel_size = {3, 2},
     .pool.padding = {1, 0},
     .leaves_padding_out = true},
    {.name = "L2", .height = 4, .width = 4, .values = tutorial, .pool.op = PS_POOL_LP, .pool.stride = {1, 1}},
    {.name = "dilation 2",
     .height = 5,
     .width = 5,
     .pool.dilation = {2, 2},
     .pool.stride = {1, 1},
     .pool.padding = {1, 1}},
    {.name = "ceil mode with partial windows",
     .height = 6,
     .width = 6,
     .pool.kernel_size = {3, 3},
     .pool.stride = {2, 2},
     .pool.ceil_mode = true},
    {.name = "average in ceil mode with padding",
     .height = 6,
     .width = 7,
     .pool.op = PS_POOL_AVG,
     .pool.kernel_size = {3, 3},
     .pool.stride = {2, 3},
     .pool.padding = {1, 1},
     .pool.ceil_mode = true},
    {.name = "L2 in ceil mode",
     .height = 6,
     .width = 6,
     .pool.op = PS_POOL_LP,
     .pool.kernel_size = {3, 3},
     .pool.stride = {2, 2},
     .pool.ceil_mode = true},
    {.name = "one cell", .height = 1, .width = 1, .values = one, .pool.kernel_size = {1, 1}},
    {.name = "one row", .height = 1, .width = 8, .pool.kernel_size = {1, 3}, .pool.stride = {1, 2}},
    {.name = "a kernel of 81 and more taps",
     .height = 16,
     .width = 16,
     .pool.kernel_size = {10, 10},
     .pool.stride = {3, 3}},
    {.name = "64 x 64", .height = 64, .width = 64, .pool.kernel_size = {8, 8}},
    {.name = "nan, infinities, negative", .height = 3, .width = 4, .values = odd, .pool.stride = {1, 1}},
    {.name = "average of nan, infinities, negative",
     .height = 3,
     .width = 4,
     .values = odd,
     .pool.op = PS_POOL_AVG,
     .pool.stride = {1, 1}},
    {.name = "L2 of nan, infinities, negative",
     .height = 3,
     .width = 4,
     .values = odd,
     .pool.op = PS_POOL_LP,
     .pool.stride = {1, 1}},
    {.name = "nothing finite", .height = 2, .width = 2, .values = nothing_finite, .pool.kernel_size = {1, 1}},
};
const size_t test_scene_count = sizeof test_scenes / sizeof test_scenes[0];

static PsPool pool_of(const TestScene *scene) {
    const PsPool usual = ps_pool_default();
    PsPool pool = scene->pool;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] += pool.kernel_size[axis] == 0 ? usual.kernel_size[axis] : 0;
        pool.dilation[axis] += pool.dilation[axis] == 0 ? usual.dilation[axis] : 0;
        pool.output_size[axis] = usual.output_size[axis];
    }
    pool.norm_type = usual.norm_type;
    pool.count_include_pad = !scene->leaves_padding_out;
    return pool;
}

App *scene_start(const TestScene *scene) {
    App *app = drive_start();
    const PsPool pool = pool_of(scene);
    drive_scene(app, &pool, scene->height, scene->width, scene->values);
    return app;
}
