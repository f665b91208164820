/* Stacks as PyTorch code. tests/data/torch_roundtrip.py runs the code of all ready stacks and of many random
 * ones with PyTorch: POOLSCOPE_TORCH_CODE names the folder into which this test then writes them, NAME.py
 * and, in NAME.txt, the shape and the number of parameters it should have. Without it the codes are made all
 * the same.
 */
#include "core/notation.h"

#include "core/file.h"
#include "core/preset.h"
#include "core/random.h"
#include "stacks.h"

#include <stdio.h>
#include <stdlib.h>

enum { RANDOM_STACKS = 400 };

static void assert_code(const char *notation, const char *expected) {
    PsStack stack;
    PsPlan plan;
    PsBytes bytes = {0};
    assert_int_equal(ps_notation_read(notation, strlen(notation), &stack, NULL), PS_OK);
    assert_int_equal(ps_plan_init(&plan, &stack, 0, NULL, NULL), PS_OK);
    assert_int_equal(ps_torch_write(&plan, &stack, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, expected);
    ps_bytes_free(&bytes);
    ps_plan_free(&plan);
    ps_stack_free(&stack);
}

#define HEAD "import torch\nfrom torch import nn\n\n"

/* The lines between the Sequential's brackets, on an input of 2 channels. */
static void assert_layers(const char *size, const char *layers, const char *lines) {
    char notation[256];
    char expected[2048];
    int height = 0;
    int width = 0;
    assert_int_equal(sscanf(size, "%dx%d", &height, &width), 2);
    snprintf(notation, sizeof notation, "input 2x%s, %s", size, layers);
    snprintf(expected, sizeof expected,
             HEAD "model = nn.Sequential(\n%s)\n\nx = torch.zeros(1, 2, %d, %d)\nprint(model(x).shape)\n",
             lines, height, width);
    assert_code(notation, expected);
}

static void code_is_what_a_person_would_write(void **state) {
    (void)state;
    assert_code(
        "input 1x28x28, conv1: conv3 p1 c32, bn, relu, maxpool2/2, gap, linear16, relu, fc: linear10 b0",
        HEAD "model = nn.Sequential(\n"
             "    nn.Conv2d(1, 32, 3, padding=1),  # conv1\n"
             "    nn.BatchNorm2d(32),\n"
             "    nn.ReLU(),\n"
             "    nn.MaxPool2d(2),\n"
             "    nn.AdaptiveAvgPool2d(1),\n"
             "    nn.Flatten(),\n"
             "    nn.Linear(32, 16),\n"
             "    nn.ReLU(),\n"
             "    nn.Linear(16, 10, bias=False),  # fc\n"
             ")\n"
             "model.eval()\n\n"
             "x = torch.zeros(1, 1, 28, 28)\nprint(model(x).shape)\n");
}

static void every_setting_is_written(void **state) {
    (void)state;
    assert_layers(
        "20x30", "conv3x5/2x1 p1x2 d2 c4 g2 b0, dwconv3, up2x1",
        "    nn.Conv2d(2, 4, (3, 5), stride=(2, 1), padding=(1, 2), dilation=2, groups=2, bias=False),\n"
        "    nn.Conv2d(4, 4, 3, groups=4),\n"
        "    nn.Upsample(scale_factor=(2, 1)),\n");
    assert_layers("20x30", "maxpool3/2 p1 d2 ceil, avgpool3x2/1 p1 nopad, lppool2 n3 ceil, id",
                  "    nn.MaxPool2d(3, stride=2, padding=1, dilation=2, ceil_mode=True),\n"
                  "    nn.AvgPool2d((3, 2), stride=1, padding=1, count_include_pad=False),\n"
                  "    nn.LPPool2d(3, 2, ceil_mode=True),\n"
                  "    nn.Identity(),\n");
    assert_layers("20x30", "adaptiveavg5x0, adaptivemax3",
                  "    nn.AdaptiveAvgPool2d((5, None)),\n"
                  "    nn.AdaptiveMaxPool2d((3, 3)),\n");
}

static void what_follows_features_gets_a_map_again(void **state) {
    (void)state;
    assert_layers("4x4", "linear8, relu, conv1 c3, linear5",
                  "    nn.Flatten(),\n"
                  "    nn.Linear(32, 8),\n"
                  "    nn.ReLU(),\n"
                  "    nn.Unflatten(1, (8, 1, 1)),\n"
                  "    nn.Conv2d(8, 3, 1),\n"
                  "    nn.Flatten(),\n"
                  "    nn.Linear(3, 5),\n");
}

static void same_is_the_padding_that_the_plan_worked_out(void **state) {
    (void)state;
    assert_layers("7x7", "conv3 pSAME, conv3/2 pSAME, conv2 pSAME",
                  "    nn.Conv2d(2, 2, 3, padding=1),\n"
                  "    nn.Conv2d(2, 2, 3, stride=2, padding=1),\n"
                  "    nn.Conv2d(2, 2, 2, padding=\"same\"),\n");
    assert_layers("8x8", "conv3/2 pSAME",
                  "    nn.ZeroPad2d((0, 1, 0, 1)),\n"
                  "    nn.Conv2d(2, 2, 3, stride=2),\n");
    assert_layers("8x7", "maxpool3/2 pSAME, maxpool2/1 pSAME",
                  "    nn.MaxPool2d(3, stride=2, padding=(0, 1), ceil_mode=True),\n"
                  "    nn.ConstantPad2d((0, 1, 0, 1), float(\"-inf\")),\n"
                  "    nn.MaxPool2d(2, stride=1),\n");
}

/* They leave padding out, as TensorFlow does: no layer pads in front of them. */
static void same_averages_never_count_padding(void **state) {
    (void)state;
    assert_layers("8x7", "avgpool3/2 pSAME, avgpool2/1 pSAME, avgpool3/1 pSAME",
                  "    nn.AvgPool2d(3, stride=2, padding=(0, 1), ceil_mode=True, count_include_pad=False),\n"
                  "    nn.AvgPool2d(2, stride=1, padding=1, count_include_pad=False),\n"
                  "    nn.ZeroPad2d((-1, 0, -1, 0)),\n"
                  "    nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False),\n");
}

static void joins_are_classes_that_stand_in_the_code(void **state) {
    (void)state;
    assert_code("input 4x8x8, block: add(a: conv3 p1, relu | ), concat(conv1 c2 | id)",
                HEAD "\n"
                     "class Add(nn.Module):\n"
                     "    def __init__(self, *branches):\n"
                     "        super().__init__()\n"
                     "        self.branches = nn.ModuleList(branches)\n\n"
                     "    def forward(self, x):\n"
                     "        return sum(branch(x) for branch in self.branches)\n\n\n"
                     "class Concat(nn.Module):\n"
                     "    def __init__(self, *branches):\n"
                     "        super().__init__()\n"
                     "        self.branches = nn.ModuleList(branches)\n\n"
                     "    def forward(self, x):\n"
                     "        return torch.cat([branch(x) for branch in self.branches], dim=1)\n\n\n"
                     "model = nn.Sequential(\n"
                     "    Add(\n"
                     "        nn.Sequential(\n"
                     "            nn.Conv2d(4, 4, 3, padding=1),  # a\n"
                     "            nn.ReLU(),\n"
                     "        ),\n"
                     "        nn.Identity(),\n"
                     "    ),  # block\n"
                     "    Concat(\n"
                     "        nn.Conv2d(4, 2, 1),\n"
                     "        nn.Identity(),\n"
                     "    ),\n"
                     ")\n\n"
                     "x = torch.zeros(1, 4, 8, 8)\nprint(model(x).shape)\n");
}

static void assert_refused(const char *notation, const char *sentence) {
    PsStack stack;
    PsPlan plan;
    PsError error;
    PsBytes bytes = {0};
    assert_int_equal(ps_notation_read(notation, strlen(notation), &stack, NULL), PS_OK);
    assert_int_equal(ps_plan_init(&plan, &stack, 0, NULL, NULL), PS_OK);
    assert_int_equal(ps_torch_write(&plan, &stack, &bytes, &error), PS_ERROR_SETTING);
    assert_sentence(&error, sentence);
    assert_int_equal(bytes.size, 0);
    ps_plan_free(&plan);
    ps_stack_free(&stack);
}

static void a_stack_that_does_not_fit_gives_no_code(void **state) {
    (void)state;
    assert_refused("input 1x4x4, conv3, conv5",
                   "layer 2 (conv5) does not fit, so no code would run: mend it first");
    assert_refused("input 1x4x4, conv3, ?Mixer",
                   "layer 2 (?Mixer) does not fit, so no code would run: mend it first");
}

/* ---- many stacks, for PyTorch to run ---- */

static int pick(uint64_t *random, int least, int most) {
    return least + (int)(ps_random_next(random) % (uint64_t)(most - least + 1));
}

static PsLayer pick_window(uint64_t *random, PsLayerKind kind) {
    const PsLayerInfo *info = ps_layer_info(kind);
    PsLayer layer = ps_layer_default(kind);
    layer.same = pick(random, 0, 2) == 0;
    layer.ceil_mode = info->pooling && !layer.same && pick(random, 0, 2) == 0;
    layer.count_include_pad = kind != PS_LAYER_AVG_POOL || pick(random, 0, 1) == 0;
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer.kernel[axis] = pick(random, 1, 5);
        layer.stride[axis] = pick(random, 1, 3);
        layer.dilation[axis] = info->dilation ? pick(random, 1, 2) : 1;
        layer.padding[axis] =
            layer.same || kind == PS_LAYER_LP_POOL ? 0 : pick(random, 0, layer.kernel[axis] / 2);
    }
    return layer;
}

static PsLayer pick_layer(uint64_t *random) {
    const PsLayerKind kind = (PsLayerKind)pick(random, 0, PS_LAYER_IDENTITY);
    PsLayer layer = ps_layer_info(kind)->window ? pick_window(random, kind) : ps_layer_default(kind);
    if (ps_layer_info(kind)->channels && kind != PS_LAYER_DEPTHWISE) {
        layer.channels = 4 * pick(random, 1, 3);
        layer.groups = kind == PS_LAYER_CONV ? pick(random, 1, 2) : 1;
        layer.bias = pick(random, 0, 1) == 0;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer.output_size[axis] = ps_layer_info(kind)->output_size ? pick(random, 0, 7) : 0;
        layer.scale[axis] = kind == PS_LAYER_UPSAMPLE ? pick(random, 1, 2) : 1;
    }
    return layer;
}

static PsLayer pick_join(uint64_t *random) {
    PsLayer join = ps_layer_default(pick(random, 0, 1) == 0 ? PS_LAYER_ADD : PS_LAYER_CONCAT);
    const bool linear = pick(random, 0, 4) == 0;
    for (int branch = pick(random, 2, 3); branch > 0; branch--) {
        PsChain chain = {0};
        PsLayer layer = linear ? ps_layer_default(PS_LAYER_LINEAR) : same_of(pick(random, 1, 4), 2);
        layer.channels = 6;
        chain_add(&chain, layer);
        if (pick(random, 0, 2) == 0) {
            chain_add(&chain, join_of(PS_LAYER_ADD, ps_layer_default(PS_LAYER_RELU), conv_of(3, 1, 1)));
        }
        if (pick(random, 0, 2) == 0) {
            chain_add(&chain, ps_layer_default(PS_LAYER_BATCH_NORM));
        }
        join_add(&join, chain);
    }
    return join;
}

static PsStack pick_stack(uint64_t seed) {
    uint64_t random = seed;
    PsStack stack = {.channels = 3, .size = {pick(&random, 5, 40), pick(&random, 5, 40)}};
    for (int i = pick(&random, 1, 6); i > 0; i--) {
        chain_add(&stack.chain, pick(&random, 0, 4) == 0 ? pick_join(&random) : pick_layer(&random));
    }
    return stack;
}

static void keep(const char *folder, const char *name, const char *ending, const void *data, size_t size) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    assert_int_equal(ps_file_write(path, data, size, NULL), PS_OK);
}

/* False where the stack does not fit. */
static bool write_code(const PsStack *stack, const char *name) {
    const char *folder = getenv("POOLSCOPE_TORCH_CODE");
    PsPlan plan;
    PsBytes code = {0};
    PsBytes notation = {0};
    assert_int_equal(ps_plan_init(&plan, stack, 0, NULL, NULL), PS_OK);
    const bool fits = plan.failed == plan.count;
    if (fits) {
        assert_int_equal(ps_torch_write(&plan, stack, &code, NULL), PS_OK);
        assert_int_equal(ps_notation_write(stack, &notation, NULL), PS_OK);
    }
    if (fits && folder != NULL) {
        char expected[128];
        int64_t parameters = 0;
        const PsNode *last = &plan.nodes[plan.count - 1];
        for (int node = 0; node < plan.count; node++) {
            parameters += plan.nodes[node].parameters;
        }
        snprintf(expected, sizeof expected, "%lld %lld %lld %lld\n", (long long)last->channels,
                 (long long)last->size[PS_HEIGHT], (long long)last->size[PS_WIDTH], (long long)parameters);
        keep(folder, name, "py", code.data, code.size);
        keep(folder, name, "txt", expected, strlen(expected));
        keep(folder, name, "stack", notation.data, notation.size);
    }
    ps_bytes_free(&code);
    ps_bytes_free(&notation);
    ps_plan_free(&plan);
    return fits;
}

static void every_ready_stack_has_code(void **state) {
    (void)state;
    for (int i = 0; i < ps_preset_count(); i++) {
        const PsPreset *preset = ps_preset_at(i);
        PsStack stack;
        assert_int_equal(ps_notation_read(preset->text, preset->length, &stack, NULL), PS_OK);
        assert_true(write_code(&stack, preset->name));
        ps_stack_free(&stack);
    }
}

static void every_random_stack_that_fits_has_code(void **state) {
    (void)state;
    int written = 0;
    for (uint64_t seed = 1; seed <= RANDOM_STACKS; seed++) {
        char name[32];
        PsStack stack = pick_stack(seed);
        snprintf(name, sizeof name, "random%03d", (int)seed);
        written += write_code(&stack, name);
        ps_stack_free(&stack);
    }
    print_message("%d of %d random stacks fit\n", written, RANDOM_STACKS);
    assert_true(written > RANDOM_STACKS / 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_is_what_a_person_would_write),
        cmocka_unit_test(every_setting_is_written),
        cmocka_unit_test(what_follows_features_gets_a_map_again),
        cmocka_unit_test(same_is_the_padding_that_the_plan_worked_out),
        cmocka_unit_test(same_averages_never_count_padding),
        cmocka_unit_test(joins_are_classes_that_stand_in_the_code),
        cmocka_unit_test(a_stack_that_does_not_fit_gives_no_code),
        cmocka_unit_test(every_ready_stack_has_code),
        cmocka_unit_test(every_random_stack_that_fits_has_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
