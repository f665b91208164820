/* The ready stacks: that all are sound, are what their files say, and have the figures that are published for
 * the networks they stand for.
 */
#include "core/preset.h"

#include "core/field.h"
#include "core/file.h"
#include "core/memory.h"
#include "core/notation.h"
#include "unit.h"

#include <stdio.h>

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* A preset on an input. */
typedef struct Opened {
    const PsPreset *preset;
    PsStack stack;
    PsPlan plan;
    PsField *fields;
} Opened;

/* side 0: the preset's own. */
static Opened open_preset(const char *name, int side) {
    Opened opened = {.preset = ps_preset_find(name)};
    PsError error;
    assert_non_null(opened.preset);
    if (ps_notation_read(opened.preset->text, opened.preset->length, &opened.stack, &error) != PS_OK) {
        print_error("%s, line %d: %s\n", name, error.line, error.sentence);
        fail();
    }
    const int size[PS_AXES] = {side, side};
    assert_int_equal(ps_plan_init(&opened.plan, &opened.stack, 0, size, NULL), PS_OK);
    opened.fields = ps_allocate((size_t)opened.plan.count, sizeof *opened.fields);
    assert_non_null(opened.fields);
    ps_field_compute(&opened.plan, opened.fields);
    return opened;
}

static void close_preset(Opened *opened) {
    ps_release(opened->fields);
    ps_plan_free(&opened->plan);
    ps_stack_free(&opened->stack);
}

static int node_named(const Opened *opened, const char *name) {
    for (int i = 0; i < opened->plan.count; i++) {
        if (strcmp(opened->plan.nodes[i].layer->name, name) == 0) {
            return i;
        }
    }
    print_error("%s has no layer %s\n", opened->preset->name, name);
    fail();
    return 0;
}

static void all_are_offered_simple_ones_first(void **state) {
    (void)state;
    static const char *const names[] = {
        "tutorial",     "minicnn",      "ten_conv3", "three_conv3",  "one_conv7",     "vgg_block",
        "gap",          "lenet5",       "alexnet",   "alexnet_v2",   "vgg_11",        "vgg_16",
        "vgg_19",       "resnet18",     "resnet50",  "resnet_v1_50", "resnet_v1_101", "resnet_v1_152",
        "mobilenet_v1", "inception_v3", "unet"};
    assert_int_equal(ps_preset_count(), COUNT(names));
    for (int i = 0; i < ps_preset_count(); i++) {
        assert_string_equal(ps_preset_at(i)->name, names[i]);
        assert_ptr_equal(ps_preset_find(names[i]), ps_preset_at(i));
    }
}

static void a_name_is_found_whatever_its_case_and_strokes(void **state) {
    (void)state;
    assert_string_equal(ps_preset_find("vgg16")->name, "vgg_16");
    assert_string_equal(ps_preset_find("VGG-16")->name, "vgg_16");
    assert_string_equal(ps_preset_find("__ResNet-50-")->name, "resnet50");
    assert_string_equal(ps_preset_find("resnetv150")->name, "resnet_v1_50");
    assert_null(ps_preset_find("vgg"));
    assert_null(ps_preset_find("vgg 16"));
    assert_null(ps_preset_find("vgg_16a"));
    assert_null(ps_preset_find("\xC3\xA9"));
    assert_null(ps_preset_find("_-_"));
    assert_null(ps_preset_find(""));
}

static void each_is_its_file_byte_for_byte(void **state) {
    (void)state;
    for (int i = 0; i < ps_preset_count(); i++) {
        const PsPreset *preset = ps_preset_at(i);
        char path[1024];
        PsBytes bytes = {0};
        snprintf(path, sizeof path, POOLSCOPE_TEST_DATA "/../../assets/stacks/%s.txt", preset->name);
        assert_int_equal(ps_file_read(path, PS_NOTATION_BYTES, &bytes, NULL), PS_OK);
        assert_int_equal(preset->length, bytes.size);
        assert_memory_equal(preset->text, bytes.data, bytes.size);
        assert_int_equal(preset->text[preset->length], 0);
        ps_bytes_free(&bytes);
    }
}

static void each_has_a_title_and_a_source(void **state) {
    (void)state;
    char title[96];
    for (int i = 0; i < ps_preset_count(); i++) {
        ps_preset_title(ps_preset_at(i), title, sizeof title);
        assert_true(strlen(title) >= 5 && strlen(title) <= 30);
        const char *second = strchr(ps_preset_at(i)->text, '\n') + 1;
        assert_int_equal(strncmp(second, "# ", 2), 0);
    }
    ps_preset_title(ps_preset_find("vgg16"), title, sizeof title);
    assert_string_equal(title, "VGG-16");
    ps_preset_title(ps_preset_find("vgg16"), title, 4);
    assert_string_equal(title, "VGG");
}

static void each_fits_on_its_own_input_with_all_branches_aligned(void **state) {
    (void)state;
    for (int i = 0; i < ps_preset_count(); i++) {
        Opened opened = open_preset(ps_preset_at(i)->name, 0);
        assert_true(opened.stack.channels > 0 && opened.stack.size[0] > 0 && opened.stack.size[1] > 0);
        assert_int_equal(opened.plan.failed, opened.plan.count);
        for (int node = 0; node < opened.plan.count; node++) {
            assert_true(opened.fields[node].known);
            assert_false(opened.fields[node].misaligned);
        }
        close_preset(&opened);
    }
}

/* Receptive field, effective stride and effective padding of a layer. */
typedef struct Published {
    const char *preset;
    int side; /* of the input; 0: the preset's own */
    const char *layer;
    int field, stride, padding;
} Published;

static void check_published(const Published *row) {
    Opened opened = open_preset(row->preset, row->side);
    const PsField *field = &opened.fields[node_named(&opened, row->layer)];
    assert_true(field->known);
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsFieldAxis *figures = &field->axis[axis];
        if (figures->size != row->field || figures->jump != row->stride || figures->padding != row->padding) {
            print_error("%s, %s: %g/%g/%g, not %d/%d/%d\n", row->preset, row->layer, figures->size,
                        figures->jump, figures->padding, row->field, row->stride, row->padding);
            fail();
        }
    }
    close_preset(&opened);
}

/* google-research/receptive_field, RECEPTIVE_FIELD_TABLE.md, at resolution 224 or where the row says so; rows
 * of inception_v3 are for any resolution. */
static void fields_are_those_that_receptive_field_publishes(void **state) {
    (void)state;
    static const Published rows[] = {
        {"alexnet_v2", 0, "conv1", 11, 4, 0},
        {"alexnet_v2", 0, "pool1", 19, 8, 0},
        {"alexnet_v2", 0, "conv2", 51, 8, 16},
        {"alexnet_v2", 0, "conv5", 163, 16, 64},
        {"alexnet_v2", 0, "pool5", 195, 32, 64},
        {"vgg_11", 0, "conv3_2", 26, 4, 11},
        {"vgg_11", 0, "pool5", 150, 32, 59},
        {"vgg_16", 0, "pool1", 6, 2, 2},
        {"vgg_16", 0, "conv3_1", 24, 4, 10},
        {"vgg_16", 0, "pool4", 100, 16, 42},
        {"vgg_16", 0, "pool5", 212, 32, 90},
        {"mobilenet_v1", 0, "Conv2d_0", 3, 2, 0},
        {"mobilenet_v1", 0, "Conv2d_6_pointwise", 59, 16, 14},
        {"mobilenet_v1", 0, "Conv2d_13_pointwise", 315, 32, 126},
        {"mobilenet_v1", 321, "Conv2d_0", 3, 2, 1},
        {"mobilenet_v1", 321, "Conv2d_13_pointwise", 315, 32, 157},
        {"resnet_v1_50", 0, "block1.unit_3", 35, 8, 15},
        {"resnet_v1_50", 0, "block2.unit_4", 99, 16, 47},
        {"resnet_v1_50", 0, "block3.unit_6", 291, 32, 143},
        {"resnet_v1_50", 0, "block4.unit_3", 483, 32, 239},
        {"resnet_v1_50", 321, "block4.unit_3", 483, 32, 241},
        {"resnet_v1_101", 0, "block3.unit_23", 835, 32, 415},
        {"resnet_v1_101", 0, "block4.unit_3", 1027, 32, 511},
        {"resnet_v1_101", 321, "block4.unit_3", 1027, 32, 513},
        {"resnet_v1_152", 0, "block2.unit_8", 163, 16, 79},
        {"resnet_v1_152", 0, "block3.unit_36", 1315, 32, 655},
        {"resnet_v1_152", 0, "block4.unit_3", 1507, 32, 751},
        {"inception_v3", 0, "Conv2d_2b_3x3", 11, 2, 2},
        {"inception_v3", 0, "MaxPool_5a_3x3", 31, 8, 2},
        {"inception_v3", 0, "Mixed_5d", 127, 8, 50},
        {"inception_v3", 0, "Mixed_6a", 159, 16, 58},
        {"inception_v3", 0, "Mixed_6e", 927, 16, 442},
        {"inception_v3", 0, "Mixed_7a", 1055, 32, 490},
        {"inception_v3", 0, "Mixed_7b", 1183, 32, 554},
        {"inception_v3", 0, "Mixed_7c", 1311, 32, 618},
        {"inception_v3", 224, "Mixed_7c", 1311, 32, 618},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_published(&rows[i]);
    }
}

static void fields_are_those_of_the_lessons(void **state) {
    (void)state;
    static const Published rows[] = {
        {"ten_conv3", 0, "conv10", 21, 1, 0},
        {"three_conv3", 0, "conv3", 7, 1, 3},
        {"one_conv7", 0, "conv", 7, 1, 3},
        {"vgg_block", 0, "pool", 6, 2, 2},
        {"gap", 0, "gap", 7, 1, 0},
        {"alexnet", 0, "features.3", 51, 8, 18},
        {"alexnet", 0, "features.12", 195, 32, 66},
        {"vgg_16", 0, "conv5_3", 196, 16, 90},
        {"resnet18", 0, "layer4.1", 435, 32, 217},
        {"resnet50", 0, "layer4.2", 427, 32, 213},
        {"unet", 0, "relu5_2", 140, 16, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_published(&rows[i]);
    }
}

/* Its layers have no names of their own. */
static void the_tutorials_fields_are_exact(void **state) {
    (void)state;
    static const double fields[] = {3, 5, 6, 10, 12};
    static const double jumps[] = {1, 1, 2, 2, 4};
    static const double starts[] = {1, 2, 2.5, 4.5, 5.5};
    Opened opened = open_preset("tutorial", 0);
    assert_int_equal(opened.plan.count, COUNT(fields));
    for (size_t i = 0; i < COUNT(fields); i++) {
        const PsFieldAxis *axis = &opened.fields[i].axis[PS_WIDTH];
        assert_true(axis->size == fields[i] && axis->jump == jumps[i] && axis->start == starts[i]);
    }
    close_preset(&opened);
}

/* Batch norm's among them where a preset has it, as torchvision counts; LeNet-5 with padding, plain pools and
 * linear layers at the end. */
static void learned_numbers_are_those_known(void **state) {
    (void)state;
    static const struct {
        const char *preset;
        int64_t parameters;
        int64_t out[3]; /* channels, height, width */
    } rows[] = {
        {"minicnn", 19466, {10, 1, 1}},          {"lenet5", 61706, {10, 1, 1}},
        {"alexnet", 2469696, {256, 6, 6}},       {"alexnet_v2", 3207104, {256, 5, 5}},
        {"vgg_11", 9220480, {512, 7, 7}},        {"vgg_16", 14714688, {512, 7, 7}},
        {"vgg_19", 20024384, {512, 7, 7}},       {"resnet18", 11176512, {512, 7, 7}},
        {"resnet50", 23508032, {2048, 7, 7}},    {"resnet_v1_50", 23454912, {2048, 7, 7}},
        {"mobilenet_v1", 3185088, {1024, 7, 7}}, {"inception_v3", 21751136, {2048, 8, 8}},
        {"unet", 18842048, {1024, 28, 28}},      {"three_conv3", 110784, {64, 24, 24}},
        {"one_conv7", 200768, {64, 24, 24}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Opened opened = open_preset(rows[i].preset, 0);
        int64_t parameters = 0;
        for (int node = 0; node < opened.plan.count; node++) {
            parameters += opened.plan.nodes[node].parameters;
        }
        const PsNode *last = &opened.plan.nodes[opened.plan.count - 1];
        if (parameters != rows[i].parameters) {
            print_error("%s: %d\n", rows[i].preset, (int)parameters);
        }
        assert_int_equal(parameters, rows[i].parameters);
        assert_int_equal(last->channels, rows[i].out[0]);
        assert_int_equal(last->size[PS_HEIGHT], rows[i].out[1]);
        assert_int_equal(last->size[PS_WIDTH], rows[i].out[2]);
        close_preset(&opened);
    }
}

static void alexnet_on_32_sees_all_from_its_second_convolution_on(void **state) {
    (void)state;
    Opened opened = open_preset("alexnet", 32);
    const int second = node_named(&opened, "features.3");
    const int last = node_named(&opened, "features.12");
    PsSight sight;
    assert_int_equal(ps_sight_init(&sight, &opened.plan, opened.fields, NULL), PS_OK);
    assert_int_equal(sight.whole, second);
    assert_int_equal(opened.plan.failed, last);
    assert_int_equal(last, opened.plan.count - 1);
    for (int i = 0; i < last; i++) {
        assert_int_equal(opened.plan.nodes[i].state, PS_NODE_FITS);
        const bool window = ps_layer_info(opened.plan.nodes[i].layer->kind)->window;
        assert_int_equal(sight.idle[i], window && i > second);
    }
    assert_int_equal(opened.plan.nodes[last].state, PS_NODE_FAILS);
    assert_int_equal(opened.plan.nodes[last].in_size[PS_HEIGHT], 1);
    ps_sight_free(&sight);
    close_preset(&opened);
}

static void alexnet_on_224_has_no_idle_layer(void **state) {
    (void)state;
    Opened opened = open_preset("alexnet", 224);
    PsSight sight;
    assert_int_equal(ps_sight_init(&sight, &opened.plan, opened.fields, NULL), PS_OK);
    assert_int_equal(sight.idle_count, 0);
    assert_int_equal(opened.plan.failed, opened.plan.count);
    ps_sight_free(&sight);
    close_preset(&opened);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_offered_simple_ones_first),
        cmocka_unit_test(a_name_is_found_whatever_its_case_and_strokes),
        cmocka_unit_test(each_is_its_file_byte_for_byte),
        cmocka_unit_test(each_has_a_title_and_a_source),
        cmocka_unit_test(each_fits_on_its_own_input_with_all_branches_aligned),
        cmocka_unit_test(fields_are_those_that_receptive_field_publishes),
        cmocka_unit_test(fields_are_those_of_the_lessons),
        cmocka_unit_test(the_tutorials_fields_are_exact),
        cmocka_unit_test(learned_numbers_are_those_known),
        cmocka_unit_test(alexnet_on_32_sees_all_from_its_second_convolution_on),
        cmocka_unit_test(alexnet_on_224_has_no_idle_layer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
