/* Printouts of PyTorch models into stacks. The printouts in files are those of tests/data/torch_prints.py. */
#include "core/notation.h"

#include "core/field.h"
#include "core/file.h"
#include "core/memory.h"
#include "stacks.h"

#include <stdio.h>
#include <string.h>

static PsBytes load(const char *name) {
    char path[512];
    PsBytes bytes = {0};
    snprintf(path, sizeof path, "%s/torch/%s.txt", POOLSCOPE_TEST_DATA, name);
    assert_int_equal(ps_file_read(path, PS_NOTATION_BYTES, &bytes, NULL), PS_OK);
    return bytes;
}

static PsStack open_print(const char *name, PsNotes *notes) {
    PsStack stack;
    PsError error;
    PsBytes bytes = load(name);
    assert_true(ps_torch_looks((const char *)bytes.data, bytes.size));
    if (ps_stack_read((const char *)bytes.data, bytes.size, &stack, notes, &error) != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        fail_msg("%s: %s", name, sentence);
    }
    ps_bytes_free(&bytes);
    return stack;
}

/* torchvision's own numbers of parameters, and the field of the layer before the global average. */
static void models_have_the_fields_and_parameters_they_are_known_for(void **state) {
    (void)state;
    static const struct {
        const char *name, *layer;
        double field;
        int64_t parameters;
    } rows[] = {{"resnet18", "layer4.1", 435, 11689512},
                {"resnet50", "layer4.2", 427, 25557032},
                {"vgg16", "features.30", 212, 138357544},
                {"alexnet", "features.12", 195, 61100840},
                {"minicnn", "pool2", 10, 19466}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PsNotes notes = {0};
        PsPlan plan;
        PsStack stack = open_print(rows[i].name, &notes);
        assert_int_equal(stack.channels, strcmp(rows[i].name, "minicnn") == 0 ? 1 : 3);
        assert_int_equal(ps_plan_init(&plan, &stack, 0, NULL, NULL), PS_OK);
        assert_int_equal(plan.failed, plan.count);
        PsField *fields = ps_allocate((size_t)plan.count, sizeof *fields);
        assert_non_null(fields);
        ps_field_compute(&plan, fields);
        int64_t parameters = 0;
        bool found = false;
        for (int node = 0; node < plan.count; node++) {
            parameters += plan.nodes[node].parameters;
            if (strcmp(plan.nodes[node].layer->name, rows[i].layer) == 0) {
                assert_true(fields[node].axis[PS_WIDTH].size == rows[i].field);
                found = true;
            }
        }
        assert_true(found);
        assert_int_equal(parameters, rows[i].parameters);
        ps_release(fields);
        ps_plan_free(&plan);
        ps_notes_free(&notes);
        ps_stack_free(&stack);
    }
}

static void assert_notation(const PsStack *stack, const char *expected) {
    PsBytes bytes = {0};
    assert_int_equal(ps_notation_write(stack, &bytes, NULL), PS_OK);
    assert_string_equal(bytes.data != NULL ? (const char *)bytes.data : "", expected);
    ps_bytes_free(&bytes);
}

static void every_form_of_argument_is_read(void **state) {
    (void)state;
    PsNotes notes = {0};
    PsStack stack = open_print("forms", &notes);
    assert_notation(
        &stack, "input 3\nsame: conv3x5 p2 d2x1 c8 i3\neven: conv4 pSAME c8 i8\nvalid: conv3/2x1 c16 i8\n"
                "depthwise: dwconv3 p1 c16 i16 b0\ngrouped: conv1 c32 g4 i16\nnorm: bn i32\nsilu: relu\n"
                "gn: id i32\nmax: maxpool3x2/2x1 p1x0 d1x2 ceil\naverage: avgpool3/1 p1\nlp: lppool2/1 n3\n"
                "up: up2\nadaptive: adaptivemax5x0\nlinear: linear10 i2720 b0");
    /* clang-format off */
    static const char *const texts[] = {"(silu): SiLU(), read as relu", "(tanh): Tanh()",
                                        "(gn): GroupNorm(4, 32, eps=1e-05, affine=True), its mean may read the whole map, its weights not counted",
                                        "(drop): Dropout(p=0.2, inplace=False)",
                                        "(flat): Flatten(start_dim=1, end_dim=-1)"};
    /* clang-format on */
    static const int lines[] = {8, 9, 10, 16, 17};
    assert_int_equal(notes.total, 5);
    assert_int_equal(notes.count, 5);
    for (int i = 0; i < notes.count; i++) {
        assert_string_equal(notes.notes[i].text, texts[i]);
        assert_int_equal(notes.notes[i].line, lines[i]);
    }
    ps_notes_free(&notes);
    assert_null(notes.notes);
    ps_stack_free(&stack);
}

/* Reads text and compares with notation; the texts of all notes, a line each, with expected_notes. */
static void assert_reads(const char *text, const char *notation, const char *expected_notes) {
    PsStack stack;
    PsNotes notes = {0};
    PsError error = {0};
    char all[2048] = "";
    if (ps_torch_read(text, strlen(text), &stack, &notes, &error) != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        fail_msg("%s: %s", text, sentence);
    }
    assert_notation(&stack, notation);
    for (int i = 0; i < notes.count; i++) {
        const size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%d %s\n", notes.notes[i].line, notes.notes[i].text);
    }
    assert_string_equal(all, expected_notes);
    ps_notes_free(&notes);
    ps_stack_free(&stack);
}

static const struct {
    const char *text, *notation, *notes;
} LEAVES[] = {
    {"Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding='same')", "input 3\nconv3 p1 c8 i3", ""},
    {"Conv2d(3, 8, kernel_size=(4, 3), stride=(1, 1), padding=same, dilation=(2, 1))",
     "input 3\nconv4x3 p3x1 d2x1 c8 i3", ""},
    {"Conv2d(3, 8, kernel_size=(2, 3), stride=(1, 1), padding=same)", "input 3\nconv2x3 pSAME c8 i3", ""},
    {"Conv2d(8, 8, kernel_size=(3, 3), stride=(2, 2), groups=8)", "input 8\ndwconv3/2 c8 i8", ""},
    {"Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 1), groups=8)", "input 8\nconv3 c16 g8 i8", ""},
    {"Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))", "input 1\nconv3 c1 i1", ""},
    {"Conv2d(3, 8, kernel_size=[3, 5], stride=2)", "input 3\nconv3x5/2 c8 i3", ""},
    {"Conv2d(3, 64, 7, 2, 3)", "input 3\nconv7/2 p3 c64 i3", ""},
    {"Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), padding_mode=circular)",
     "input 3\nconv3 p1 c8 i3",
     "1 Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=(...), padded with zeros\n"},
    {"Conv1d(3, 8, kernel_size=(3,), stride=(1,))", "unknown \"Conv1d\"", ""},
    {"ConvTranspose2d(8, 4, kernel_size=(2, 2), stride=(2, 2))", "unknown \"ConvTranspose2d\"", ""},
    {"MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=True)", "maxpool3/2 p1 ceil", ""},
    {"AvgPool2d(kernel_size=2, stride=None, padding=0)", "avgpool2/2", ""},
    {"AvgPool2d(kernel_size=(3, 2), stride=(2, 1), padding=(1, 0))", "avgpool3x2/2x1 p1x0", ""},
    {"LPPool2d(norm_type=2.0, kernel_size=2, stride=None, ceil_mode=True)", "lppool2/2 ceil", ""},
    {"AdaptiveAvgPool2d(output_size=(1, 1))", "gap", ""},
    {"AdaptiveAvgPool2d(output_size=1)", "gap", ""},
    {"AdaptiveAvgPool2d(output_size=(7, None))", "adaptiveavg7x0", ""},
    {"AdaptiveMaxPool2d(output_size=1)", "adaptivemax1", ""},
    {"Upsample(scale_factor=(2.0, 3.0), mode='nearest')", "up2x3", ""},
    {"UpsamplingNearest2d(scale_factor=2.0, mode=nearest)", "up2", ""},
    {"Upsample(scale_factor=2.0, mode=bilinear)", "unknown \"Upsample\"", ""},
    {"Upsample(scale_factor=1.5, mode=nearest)", "unknown \"Upsample\"", ""},
    {"Upsample(size=(56, 56), mode=nearest)", "unknown \"Upsample\"", ""},
    {"BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)", "input 64\nbn i64",
     ""},
    {"BatchNorm2d(64, affine=False)", "input 64\nbn i64 b0", ""},
    {"BatchNorm1d(64, eps=1e-05)", "input 64\nbn i64", ""},
    {"InstanceNorm2d(64)", "input 64\nid i64", "1 InstanceNorm2d(64), its mean may read the whole map\n"},
    {"InstanceNorm2d(64, affine=True)", "input 64\nid i64",
     "1 InstanceNorm2d(64, affine=True), its mean may read the whole map, its weights not counted\n"},
    {"FrozenBatchNorm2d(8, eps=1e-05)", "input 8\nid i8", "1 FrozenBatchNorm2d(8, eps=1e-05)\n"},
    {"PReLU(num_parameters=1)", "relu", "1 PReLU(num_parameters=1), read as relu, its weights not counted\n"},
    {"Flatten(start_dim=1, end_dim=-1)", "", "1 Flatten(start_dim=1, end_dim=-1)\n"},
    {"Flatten(start_dim=2, end_dim=-1)", "unknown \"Flatten\"", ""},
    {"LayerNorm(torch.Size([96]), eps=1e-05)", "",
     "1 LayerNorm(torch.Size([96]), eps=1e-05), its mean may read the whole map, its weights not "
     "counted\n"},
    {"ReLU(inplace)", "relu", ""},
    {"LeakyReLU(negative_slope=0.01)", "relu", "1 LeakyReLU(negative_slope=0.01), read as relu\n"},
    {"Linear(in_features=512, out_features=10, bias=True)", "linear10 i512", ""},
    {"Unflatten(dim=1, unflattened_size=(10, 1, 1))", "unknown \"Unflatten\"", ""},
    {"Upsample(size=(8, 8), scale_factor=None)", "unknown \"Upsample\"", ""},
    {"Dropout(p = 0.5)", "", "1 Dropout(p = 0.5)\n"},
    {"Linear(in_features = 27, out_features = 9)", "linear9 i27", ""},
    {"Unflatten(dim=1, unflattened_size=(10, 7, 7))", "unknown \"Unflatten\"", ""},
    {"ReflectionPad2d((1, 1, 1, 1))", "unknown \"ReflectionPad2d\"", ""},
    {"Sequential()", "", ""},
    {"ModuleList()", "", ""},
    {"ModuleDict( )", "", ""},
    {"(stem): ReLU(inplace=True)", "stem: relu", ""},
};

static void every_form_of_a_leaf_is_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof LEAVES / sizeof LEAVES[0]; i++) {
        assert_reads(LEAVES[i].text, LEAVES[i].notation, LEAVES[i].notes);
    }
}

static void prompts_line_ends_and_indentation_do_not_matter(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Sequential(\n  (0): ReLU()\n  (1): Conv2d(3, 8, kernel_size=(3, 3))\n)\n",
        "  Sequential(\r\n    (0): ReLU()\r\n    (1): Conv2d(3, 8, kernel_size=(3, 3))\r\n  )\r\n",
        ">>> m = f()\n>>> print(m)\nSequential((0): ReLU() (1): Conv2d(3, 8, kernel_size=(3, 3)))\n>>> ",
        "In [2]: model\nOut[2]: \nSequential(\n  (0): ReLU()\n  (1): Conv2d(3, 8, kernel_size=(3, 3))\n)\n",
        "\xEF\xBB\xBFSequential(\n(0): ReLU()\n(1): Conv2d(3,8,kernel_size=(3,3))\n)"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_true(ps_torch_looks(texts[i], strlen(texts[i])));
        assert_reads(texts[i], "input 3\n0: relu\n1: conv3 c8 i3", "");
    }
}

/* Only the channels of the input count: a convolution behind linear or concat may read others. */
static void the_first_layer_that_tells_gives_the_channels(void **state) {
    (void)state;
    assert_reads("Sequential((0): BatchNorm2d(5) (1): Conv2d(5, 8, kernel_size=1))",
                 "input 5\n0: bn i5\n1: conv1 c8 i5", "");
    assert_reads(
        "Sequential((0): Linear(in_features=9, out_features=8, bias=True) (1): Unflatten(1, (8, 1, 1)) "
        "(2): Conv2d(8, 8, kernel_size=1))",
        "0: linear8 i9\n2: conv1 c8 i8", "1 (1): Unflatten(1, (8, 1, 1))\n");
}

static void names_are_paths_that_notation_can_hold(void **state) {
    (void)state;
    PsStack stack;
    assert_reads("Sequential(\n (input): ReLU()\n (a b/c): ReLU()\n (a): Sequential(\n  (x.y): ReLU()\n )\n)",
                 "input: relu\na_b_c: relu\na.x.y: relu", "");
    static const char text[] = "Sequential((abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz): "
                               "Sequential((b1234567890): ReLU()))";
    assert_int_equal(ps_torch_read(text, sizeof text - 1, &stack, NULL, NULL), PS_OK);
    assert_string_equal(stack.chain.layers[0].name,
                        "bcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz.b1234567890");
    assert_int_equal(strlen(stack.chain.layers[0].name), PS_LAYER_NAME_SIZE - 1);
    ps_stack_free(&stack);
}

static void a_class_of_ones_own_withholds_what_follows(void **state) {
    (void)state;
    PsPlan plan;
    PsField fields[5];
    PsStack stack = open_print("unordered", NULL);
    assert_notation(
        &stack,
        "input 3\n0: conv3 c8 i3\n?Mixer\n1.left: conv3 p1 c8 i8\n1.right: conv5 p2 c8 i8\n2: maxpool2/2");
    assert_int_equal(ps_plan_init(&plan, &stack, 0, NULL, NULL), PS_OK);
    assert_int_equal(plan.failed, 1);
    ps_field_compute(&plan, fields);
    assert_true(fields[0].known);
    for (int i = 1; i < 5; i++) {
        assert_false(fields[i].known);
    }
    ps_plan_free(&plan);
    ps_stack_free(&stack);
}

static const char basic_block[] = "(conv1): Conv2d(8, 8, kernel_size=(3, 3), padding=(1, 1), bias=False)\n"
                                  "(bn1): BatchNorm2d(8)\n(relu): ReLU(inplace=True)\n"
                                  "(conv2): Conv2d(8, 8, kernel_size=(3, 3), padding=(1, 1), bias=False)\n"
                                  "(bn2): BatchNorm2d(8)\n";

static void assert_block(const char *before, const char *after, const char *notation) {
    char text[1024];
    snprintf(text, sizeof text, "%s%s%s", before, basic_block, after);
    assert_reads(text, notation, "");
}

static void a_block_is_residual_only_with_the_children_it_is_known_by(void **state) {
    (void)state;
    assert_block("BasicBlock(\n", ")",
                 "input 8\nadd(conv1: conv3 p1 c8 i8 b0, bn1: bn i8, relu: relu, conv2: conv3 p1 c8 i8 b0, "
                 "bn2: bn i8 | id)"
                 "\nrelu: relu");
    assert_block("BasicBlock(\n", "(downsample): None\n)",
                 "input 8\nadd(conv1: conv3 p1 c8 i8 b0, bn1: bn i8, relu: relu, conv2: conv3 p1 c8 i8 b0, "
                 "bn2: bn i8 | id)"
                 "\nrelu: relu");
    assert_block(
        "BasicBlock(\n", "(se): ReLU()\n)",
        "input 8\n?BasicBlock\nconv1: conv3 p1 c8 i8 b0\nbn1: bn i8\nrelu: relu\nconv2: conv3 p1 c8 i8 b0\n"
        "bn2: bn i8\nse: relu");
    assert_block("Block(\n", ")",
                 "input 8\n?Block\nconv1: conv3 p1 c8 i8 b0\nbn1: bn i8\nrelu: relu\nconv2: conv3 p1 c8 i8 "
                 "b0\nbn2: bn i8");
}

static void a_class_with_one_child_has_no_order_and_lists_have_none_that_is_known(void **state) {
    (void)state;
    assert_reads("DataParallel(\n  (module): Sequential(\n    (0): ReLU()\n  )\n)", "module.0: relu", "");
    assert_reads("Net(\n  (body): ModuleList(\n    (0): ReLU()\n  )\n)", "body.0: relu", "");
    assert_reads("ModuleList(\n  (0): ReLU()\n  (1): ReLU()\n)", "0: relu\n1: relu", "");
    assert_reads("ModuleList(\n  (0): MaxPool2d(kernel_size=2)\n  (1): ReLU()\n)",
                 "?ModuleList\n0: maxpool2/2\n1: relu", "");
    assert_reads("ModuleList(\n  (0-1): 2 x MaxPool2d(kernel_size=2)\n)",
                 "?ModuleList\n0: maxpool2/2\n1: maxpool2/2", "");
    assert_reads("VGG(\n  (features): ReLU()\n  (head): MaxPool2d(kernel_size=2)\n)",
                 "?VGG\nfeatures: relu\nhead: maxpool2/2", "");
    assert_reads(
        "net(\n  (w): ParameterList(  (0): Parameter containing: [torch.float32 of size 3 (cuda:0)])\n)", "",
        "2 (0): Parameter()\n");
}

/* A vector is made a map of as many channels, anything else is not known. */
static void unflatten_makes_a_vector_a_map(void **state) {
    (void)state;
    assert_reads("Sequential((0): Linear(in_features=9, out_features=8) (1): ReLU() (2): Unflatten(dim=1, "
                 "unflattened_size=(8, 1, 1)))",
                 "0: linear8 i9\n1: relu", "1 (2): Unflatten(dim=1, unflattened_size=(8, 1, 1))\n");
    assert_reads("Sequential((0): Linear(in_features=9, out_features=8) (1): Unflatten(dim=1, "
                 "unflattened_size=(4, 1, 1)))",
                 "0: linear8 i9\nunknown \"Unflatten\"", "");
    assert_reads(
        "Sequential((0): Flatten(start_dim=1, end_dim=-1) (1): Unflatten(dim=1, unflattened_size=(48, 1, "
        "1)))",
        "unknown \"Unflatten\"", "1 (0): Flatten(start_dim=1, end_dim=-1)\n");
}

/* Classes of PyTorch that compute are no wrappers, and other blocks may have the names of a residual one. */
static void a_name_alone_tells_no_order(void **state) {
    (void)state;
    assert_reads("MultiheadAttention(\n  (out_proj): Linear(in_features=8, out_features=8, bias=True)\n)",
                 "unknown \"MultiheadAttention\"", "");
    assert_reads("Upsample(\n  (conv): Conv2d(3, 3, kernel_size=(3, 3))\n)", "unknown \"Upsample\"", "");
    assert_reads(
        "BasicBlock(\n(bn1): BatchNorm2d(8)\n(relu): ReLU()\n(conv1): Conv2d(8, 8, kernel_size=(3, 3))\n"
        "(bn2): BatchNorm2d(8)\n(conv2): Conv2d(8, 8, kernel_size=(3, 3))\n)",
        "input 8\n?BasicBlock\nbn1: bn i8\nrelu: relu\nconv1: conv3 c8 i8\nbn2: bn i8\nconv2: conv3 c8 i8",
        "");
    /* A norm has a place: the channels that it takes. */
    assert_reads("Block(\n  (norm): GroupNorm(8, 32)\n  (body): Sequential(\n    (0): "
                 "MaxPool2d(kernel_size=2)\n  )\n)",
                 "input 32\n?Block\nnorm: id i32\nbody.0: maxpool2/2",
                 "2 (norm): GroupNorm(8, 32), its mean may read the whole map, its weights not counted\n");
}

/* There its features are all that was flattened; behind a linear layer they are channels. */
static void a_batch_norm_behind_flatten_is_passed_over(void **state) {
    (void)state;
    assert_reads("Sequential(\n (0): Flatten(start_dim=1, end_dim=-1)\n (1): BatchNorm1d(400)\n"
                 " (2): Linear(in_features=400, out_features=9, bias=True)\n (3): BatchNorm1d(9)\n)",
                 "2: linear9 i400\n3: bn i9",
                 "2 (0): Flatten(start_dim=1, end_dim=-1)\n3 (1): BatchNorm1d(400), behind Flatten: neither "
                 "checked nor "
                 "counted\n");
}

/* What changes no shape may run anywhere: beside it one Sequential has no order. */
static void one_sequential_beside_plain_children_is_read_through(void **state) {
    (void)state;
    static const char head[] =
        "Net(\n (drop): Dropout(p=0.5)\n (none): None\n (act): Sequential(\n  (0): ReLU()\n"
        "  (1): Identity()\n )\n";
    char text[512];
    snprintf(text, sizeof text, "%s (net): Sequential(\n  (0): MaxPool2d(kernel_size=2)\n )\n)", head);
    assert_reads(text, "act.0: relu\nnet.0: maxpool2/2", "2 (drop): Dropout(p=0.5)\n6 (1): Identity()\n");
    snprintf(text, sizeof text, "%s (net): MaxPool2d(kernel_size=2)\n)", head);
    assert_reads(text, "?Net\nact.0: relu\nnet: maxpool2/2", "2 (drop): Dropout(p=0.5)\n6 (1): Identity()\n");
    snprintf(text, sizeof text,
             "%s (net): Sequential(\n  (0): MaxPool2d(kernel_size=2)\n )\n (norm): BatchNorm2d(3)\n)", head);
    assert_reads(text, "input 3\n?Net\nact.0: relu\nnet.0: maxpool2/2\nnorm: bn i3",
                 "2 (drop): Dropout(p=0.5)\n6 (1): Identity()\n");
}

/* Its settings are its own, and so is what it does with its children: one layer that stays. */
static void a_module_with_settings_and_children_is_one_unknown_layer(void **state) {
    (void)state;
    assert_reads(
        "Sequential(\n  (stem): Conv2dStaticSamePadding(\n    3, 32, kernel_size=(3, 3), stride=(2, 2)\n"
        "    (static_padding): ZeroPad2d((0, 1, 0, 1))\n  )\n  (bn): BatchNorm2d(32)\n)",
        "unknown \"Conv2dStaticSamePadding\"\nbn: bn i32", "");
}

static void a_model_of_unknown_order_holds_blocks_of_one_child(void **state) {
    (void)state;
    PsNotes notes = {0};
    PsStack stack = open_print("mobilenet_v2", &notes);
    int unknown = 0;
    for (int i = 0; i < stack.chain.count; i++) {
        unknown += stack.chain.layers[i].kind == PS_LAYER_ORDER;
    }
    assert_int_equal(unknown, 1);
    assert_string_equal(stack.chain.layers[0].name, "MobileNetV2");
    assert_string_equal(stack.chain.layers[1].name, "features.0.0");
    assert_int_equal(notes.total, 36);
    ps_notes_free(&notes);
    ps_stack_free(&stack);
}

/* What print shows of the code that ps_torch_write writes. */
static void joins_of_our_own_code_are_read_back(void **state) {
    (void)state;
    assert_reads(
        "Sequential(\n  (0): Concat(\n    (branches): ModuleList(\n"
        "      (0): Conv2d(4, 2, kernel_size=(1, 1), stride=(1, 1))\n      (1): Sequential(\n"
        "        (0): Add(\n          (branches): ModuleList(\n            (0-1): 2 x ReLU()\n          )\n"
        "        )\n      )\n    )\n  )\n)",
        "input 4\n0: concat(0.0: conv1 c2 i4 | 0.1.0: add(0.1.0.0-1: relu | 0.1.0.0-1: relu))", "");
    assert_reads("Add(\n  (branches): ModuleList(\n    (0): ReLU()\n  )\n)", "branches.0: relu", "");
}

static void texts_of_either_kind_are_told_apart(void **state) {
    (void)state;
    static const char *const prints[] = {"Sequential(\n  (0): ReLU()\n)",
                                         ">>> print(model)\nReLU()",
                                         " Conv2d(3, 8, kernel_size=(3, 3))",
                                         "(conv): Conv2d(3, 8, kernel_size=(3, 3))",
                                         "net(\n  (0): ReLU()\n)",
                                         "Add(\n  (x): ReLU()\n)"};
    static const char *const notations[] = {"conv3",           "add(conv3 | id)",  "Conv3",
                                            "A: conv3",        "# Sequential(",    "",
                                            "Add(conv3 | id)", "CONCAT( conv3 | )"};
    for (size_t i = 0; i < sizeof prints / sizeof prints[0]; i++) {
        PsStack stack;
        assert_true(ps_torch_looks(prints[i], strlen(prints[i])));
        assert_int_equal(ps_stack_read(prints[i], strlen(prints[i]), &stack, NULL, NULL), PS_OK);
        ps_stack_free(&stack);
    }
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        assert_false(ps_torch_looks(notations[i], strlen(notations[i])));
    }
}

static void repeated_modules_are_read_as_often_as_they_are(void **state) {
    (void)state;
    static const char text[] =
        "Sequential(\n  (0-2): 3 x Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1))\n)\n";
    PsStack stack;
    assert_int_equal(ps_torch_read(text, sizeof text - 1, &stack, NULL, NULL), PS_OK);
    assert_notation(&stack, "input 8\n0: conv3 c8 i8\n1: conv3 c8 i8\n2: conv3 c8 i8");
    ps_stack_free(&stack);
    assert_reads("Sequential(\n  (0): ReLU()\n  (1-2): 2 x Sequential(\n    (act): ReLU()\n  )\n)",
                 "0: relu\n1.act: relu\n2.act: relu", "");
}

static const struct {
    const char *text, *sentence;
} REFUSALS[] = {
    {"Sequential(\n  (0): Conv2d(3, 8, kernel_size=(3, 3))\n",
     "the printout is not understood in line 3: a bracket does not close: paste all of it"},
    {"Sequential(\n  (0): Conv2d(3, 8)\n)", "layer 1 (0: Conv2d) in line 2: its arguments are not "
                                            "understood: paste them as PyTorch prints them"},
    {"Sequential(\n  (0): MaxPool2d(kernel_size=2, stride=2, padding=5)\n)",
     "layer 1 (0: MaxPool2d) in line 2: padding 5 is more than half of kernel 2: use at most 1, or a "
     "convolution"},
    {"Conv2d(3, 8, kernel_size=(3, 3)) x",
     "the printout is not understood in line 1: something follows the model: paste the model alone"},
    {"Conv2d(3, 999999999999, kernel_size=(3, 3))",
     "layer 1 (Conv2d) in line 1: its arguments are not understood: paste them as PyTorch prints them"},
    {"Sequential(\n  (0-59999): 60000 x Conv2d(8, 8, kernel_size=(3, 3))\n)",
     "layer 4097 (4096: Conv2d) in line 2: it is one too many: use at most 4096 layers"},
    {"Sequential(\n  (0-59999): 60000 x Sequential(\n (0-59999): 60000 x Sequential(\n (0-8): 9 x "
     "Dropout()\n)\n)\n)",
     "layer 1 (0.26214.1: Dropout) in line 4: modules are repeated too often: use at most 4096 layers"},
    {"Sequential(\n  (0-59999): 60000 x Sequential(\n (0-59999): 60000 x Swish()\n)\n)",
     "layer 4097 (0.4096: Swish) in line 3: it is one too many: use at most 4096 layers"},
    {"Conv2d(3, 8, kernel_size=(3, 3, 3))",
     "layer 1 (Conv2d) in line 1: its arguments are not understood: paste them as PyTorch prints them"},
    {"Sequential(\n  (0): ReLU()\n  (1): MaxPool2d(stride=2)\n)",
     "layer 2 (1: MaxPool2d) in line 3: its arguments are not understood: paste them as PyTorch prints "
     "them"},
    {"Sequential(Conv2d(3, 8, 3), ReLU())", "layer 1 (Sequential) in line 1: this is code rather than a "
                                            "printout: paste what print(model) shows"},
    {"Sequential(\n  (0): ReLU\n)", "the printout is not understood in line 2: a class with its brackets "
                                    "is missing: paste what print(model) "
                                    "shows"},
    {"Sequential(\n  (0): ReLU()\n  ...\n  (5): ReLU()\n)",
     "the printout is not understood in line 3: '...' is no module: paste all of it as print(model) "
     "shows it"},
    {"Sequential(\n  ...\n  (5): ReLU()\n)", "the printout is not understood in line 2: '...' is no "
                                             "module: paste all of it as print(model) shows it"},
    {"Sequential(\n  (0): ReLU()\n  [... 12 more layers ...]\n  (13): ReLU()\n)",
     "the printout is not understood in line 3: '[... 12 more layers ...]' is no module: paste all of it "
     "as "
     "print(model) shows it"},
    {"Sequential(\n  (0): ReLU()\n  (1) ReLU()\n)",
     "the printout is not understood in line 3: '(1) ReLU()' is no module: paste all of it as "
     "print(model) "
     "shows it"},
    {"Net(\n  (0) ReLU()\n  (1): ReLU()\n)", "the printout is not understood in line 2: '(0) ReLU()' is "
                                             "no module: paste all of it as print(model) "
                                             "shows it"},
    {"Sequential(\n  (0): ReLU()\n  (2): ReLU()\n)",
     "the printout is not understood in line 3: the labels jump from 0 to 2: paste all of it as "
     "print(model) "
     "shows it"},
    {"Sequential(\n  (0-3): ReLU()\n  (4): ReLU()\n)",
     "the printout is not understood in line 2: the label does not tell as many modules as there are: "
     "paste all "
     "of it"},
    {"Net(\n  (convs): ModuleList(\n    (1): ReLU()\n  )\n)",
     "the printout is not understood in line 3: the labels jump from -1 to 1: paste all of it as "
     "print(model) "
     "shows it"},
    {"Net(\n  (0): ReLU()\n  (3): ReLU()\n)", "the printout is not understood in line 3: the labels jump "
                                              "from 0 to 3: paste all of it as print(model) "
                                              "shows it"},
    {"Concat(\n  (branches): ModuleList(\n    12 more layers\n    (0): ReLU()\n    (1): ReLU()\n  )\n)",
     "the printout is not understood in line 3: '12 more layers' is no module: paste all of it as "
     "print(model) "
     "shows it"},
    {"Sequential(\n  (0): ...ReLU()\n)", "the printout is not understood in line 2: a class with its "
                                         "brackets is missing: paste what print(model) "
                                         "shows"},
    {"Sequential(\n  (0): 12.more.ReLU()\n)", "the printout is not understood in line 2: a class with "
                                              "its brackets is missing: paste what print(model) "
                                              "shows"},
    {"Sequential(\n  (0): ReLU()\n  # ... 12 more layers\n)",
     "the printout is not understood in line 3: '# ... 12 more layers' is no module: paste all of it as "
     "print(model) shows it"},
    {"Linear(3, 10, False)",
     "layer 1 (Linear) in line 1: its argument 'False' is not understood: paste it as PyTorch prints it"},
    {"Sequential(\n (0): Conv2d(1, 1, kernel_size=(1, 1))\n (1): ReLU()\n"
     " (2): Linear(in_features=36, out_features=10)\n)",
     "layer 3 (2: Linear) in line 4: no Flatten runs before it, so that PyTorch applies it to the last "
     "axis "
     "alone: put one before it"},
    {"Sequential(\n  (0-1): 3 x ReLU()\n)", "the printout is not understood in line 2: the label does "
                                            "not tell as many modules as there are: paste all "
                                            "of it"},
    {"Block(\n  (norm): None of it\n)", "the printout is not understood in line 2: ' of it' is no "
                                        "module: paste all of it as print(model) shows "
                                        "it"},
    {"Sequential(\n  (0): Conv2d(3, 8, kernel_size=(3, 3), ...)\n)",
     "layer 1 (0: Conv2d) in line 2: some of its arguments are left out: paste all that PyTorch prints"},
    {"Net(...\n  (0): ReLU()\n)",
     "layer 1 (Net) in line 1: some of its arguments are left out: paste all that PyTorch prints"},
    {"Conv2d(3, 8, kernel_size=(3, 3), stide=(2, 2))",
     "layer 1 (Conv2d) in line 1: its argument 'stide=(2, 2)' is not understood: paste it as PyTorch "
     "prints it"},
    {"Conv2d(3, 8, kernel_size=(3, 3), stride(2, 2))",
     "layer 1 (Conv2d) in line 1: its argument 'stride(2, 2)' is not understood: paste it as PyTorch "
     "prints it"},
    {"Conv2d(3, 8, kernel_size=(3, 3) stride=(2, 2))",
     "layer 1 (Conv2d) in line 1: its argument 'kernel_size=(3, 3) stride=(2, 2)' is not understood: "
     "paste it as "
     "PyTorch prints it"},
    {"MaxPool2d(kernel_size=2, stride=2, stride=1)",
     "layer 1 (MaxPool2d) in line 1: its argument 'stride=1' is not understood: paste it as PyTorch "
     "prints it"},
    {"Upsample(scale_factor=20, mode=nearest)",
     "layer 1 (Upsample) in line 1: its arguments are not understood: paste them as PyTorch prints them"},
    {"", "the printout is not understood in line 1: a class with its brackets is missing: paste what "
         "print(model) shows"},
};

static void what_is_wrong_is_named_with_its_line(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        PsStack stack;
        PsError error = {0};
        char sentence[PS_ERROR_TEXT_SIZE];
        assert_int_not_equal(ps_torch_read(REFUSALS[i].text, strlen(REFUSALS[i].text), &stack, NULL, &error),
                             PS_OK);
        assert_null(stack.chain.layers);
        assert_true(error.line > 0);
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        assert_string_equal(sentence, REFUSALS[i].sentence);
    }
}

static void assert_deep(const char *open, const char *inside, int levels, const char *close,
                        const char *sentence) {
    char text[16384];
    size_t used = 0;
    PsStack stack;
    PsError error = {0};
    for (int i = 0; i < levels; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s", open);
    }
    used += (size_t)snprintf(text + used, sizeof text - used, "%s", inside);
    for (int i = 0; i < levels; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s", close);
    }
    assert_true(used < sizeof text);
    const PsStatus status = ps_torch_read(text, used, &stack, NULL, &error);
    assert_int_equal(status, sentence == NULL ? PS_OK : PS_ERROR_FORMAT);
    if (sentence != NULL) {
        assert_sentence(&error, sentence);
    }
    ps_stack_free(&stack);
}

static void depth_has_a_limit(void **state) {
    (void)state;
    char block[512];
    assert_deep("Sequential(\n(0): ", "ReLU()", 63, ")", NULL);
    assert_deep("Sequential(\n(0): ", "ReLU()", 64, ")",
                "the printout is not understood in line 65: modules lie too deep in each other: use at most "
                "64 levels");
    snprintf(block, sizeof block, "BasicBlock(\n%s(downsample): ", basic_block);
    assert_deep(block, "ReLU()", 16, ")", NULL);
    assert_deep(
        block, "ReLU()", 17, ")",
        "layer 81 (wnsample.downsample.downsample.downsample.downsample.downsample: BasicBlock) in line "
        "97: joins lie "
        "too deep in each other: use at most 16 levels");
}

/* More than are kept are counted; of a failure none are left. */
static void notes_have_a_limit_and_go_with_a_failure(void **state) {
    (void)state;
    static const char many[] = "Sequential(\n  (0-299): 300 x Dropout(p=0.5, inplace=False)\n)";
    static const char failing[] = "Sequential(\n  (0): Dropout(p=0.5)\n  (1): Conv2d()\n)";
    PsStack stack;
    PsNotes notes = {0};
    assert_int_equal(ps_torch_read(many, sizeof many - 1, &stack, &notes, NULL), PS_OK);
    assert_int_equal(notes.count, PS_NOTES);
    assert_int_equal(notes.total, 300);
    assert_int_equal(notes.passed, PS_NOTES);
    assert_string_equal(notes.notes[0].text, "(0-299): Dropout(p=0.5, inplace=False)");
    ps_stack_free(&stack);
    ps_notes_free(&notes);
    assert_int_equal(ps_torch_read(failing, sizeof failing - 1, &stack, &notes, NULL), PS_ERROR_FORMAT);
    assert_null(notes.notes);
    assert_int_equal(notes.total, 0);
}

static void a_text_beyond_the_limit_is_refused(void **state) {
    (void)state;
    PsStack stack;
    PsError error;
    assert_int_equal(ps_torch_read("", PS_NOTATION_BYTES + 1, &stack, NULL, &error), PS_ERROR_SIZE);
    assert_sentence(&error, "a printout of 1048577 bytes is too long: use at most 1048576");
    assert_int_equal(ps_torch_read(NULL, 0, &stack, NULL, &error), PS_ERROR_FORMAT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(models_have_the_fields_and_parameters_they_are_known_for),
        cmocka_unit_test(every_form_of_argument_is_read),
        cmocka_unit_test(every_form_of_a_leaf_is_read),
        cmocka_unit_test(prompts_line_ends_and_indentation_do_not_matter),
        cmocka_unit_test(the_first_layer_that_tells_gives_the_channels),
        cmocka_unit_test(names_are_paths_that_notation_can_hold),
        cmocka_unit_test(a_block_is_residual_only_with_the_children_it_is_known_by),
        cmocka_unit_test(a_class_with_one_child_has_no_order_and_lists_have_none_that_is_known),
        cmocka_unit_test(unflatten_makes_a_vector_a_map),
        cmocka_unit_test(a_name_alone_tells_no_order),
        cmocka_unit_test(a_batch_norm_behind_flatten_is_passed_over),
        cmocka_unit_test(one_sequential_beside_plain_children_is_read_through),
        cmocka_unit_test(a_module_with_settings_and_children_is_one_unknown_layer),
        cmocka_unit_test(a_model_of_unknown_order_holds_blocks_of_one_child),
        cmocka_unit_test(joins_of_our_own_code_are_read_back),
        cmocka_unit_test(a_class_of_ones_own_withholds_what_follows),
        cmocka_unit_test(texts_of_either_kind_are_told_apart),
        cmocka_unit_test(repeated_modules_are_read_as_often_as_they_are),
        cmocka_unit_test(what_is_wrong_is_named_with_its_line),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(notes_have_a_limit_and_go_with_a_failure),
        cmocka_unit_test(a_text_beyond_the_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
