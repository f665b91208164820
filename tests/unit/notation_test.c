/* Stack notation both ways: texts to the letter, refusals with their place, and whatever is written reads
 * back. */
#include "core/notation.h"

#include "core/preset.h"
#include "core/random.h"
#include "stacks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PsStack read(const char *text) {
    PsStack stack;
    PsError error;
    if (ps_notation_read(text, strlen(text), &stack, &error) != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        fail_msg("%s: %s", text, sentence);
    }
    return stack;
}

static void assert_written(const PsStack *stack, const char *expected) {
    PsBytes bytes = {0};
    assert_int_equal(ps_notation_write(stack, &bytes, NULL), PS_OK);
    assert_string_equal(bytes.data != NULL ? (const char *)bytes.data : "", expected);
    ps_bytes_free(&bytes);
}

static void notation_is_written_in_one_form(void **state) {
    (void)state;
    static const char *const texts[][2] = {
        {"conv3", "conv3"},
        {"conv3, conv3\nmaxpool2", "conv3\nconv3\nmaxpool2/2"},
        {"CONV3/2 P1 D2 C64", "conv3/2 p1 d2 c64"},
        {"conv5x3/2x1 p2x1", "conv5x3/2x1 p2x1"},
        {" input 3x224x224 , # comment, conv9\r\n\tconv1_1:conv3 p1 ", "input 3x224x224\nconv1_1: conv3 p1"},
        {"input 8x9, conv1", "input 8x9\nconv1"},
        {"input 7, conv1", "input 7\nconv1"},
        {"dwconv3/2 pSAME b0", "dwconv3/2 pSAME b0"},
        {"conv3 g32 c64 b1", "conv3 c64 g32"},
        {"maxpool3/2 p1 ceil d1", "maxpool3/2 p1 ceil"},
        {"avgpool2 nopad", "avgpool2/2 nopad"},
        {"lppool2/1 n3", "lppool2/1 n3"},
        {"lppool2 n2", "lppool2/2"},
        {"adaptiveavg7, adaptivemax7x0, gap, linear10, up2x3, relu, bn, id",
         "adaptiveavg7\nadaptivemax7x0\ngap\nlinear10\nup2x3\nrelu\nbn\nid"},
        {"?Foo.Bar", "?Foo.Bar"},
        {"Unknown  \"Conv, 3D (x)\" , conv1", "unknown \"Conv, 3D (x)\"\nconv1"},
        {"conv3 c8 i3 b0, bn i8 b0, id i8, linear10 i400", "conv3 c8 i3 b0\nbn i8 b0\nid i8\nlinear10 i400"},
        {"input: conv3, input1 : relu", "input: conv3\ninput1: relu"},
        {"a: add(conv3 p1,relu|id)", "a: add(conv3 p1, relu | id)"},
        {"concat(\n conv1 c4\n|\n add(conv1 c4 | )\n) ", "concat(conv1 c4 | add(conv1 c4 | ))"},
        {"", ""},
        {"\n, ,\n# nothing", ""},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        PsStack stack = read(texts[i][0]);
        assert_written(&stack, texts[i][1]);
        ps_stack_free(&stack);
    }
}

static void what_is_wrong_is_named_with_its_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *sentence;
        int line, column;
    } rows[] = {
        {"conv3, conf3",
         "layer 2 'conf3' in line 1: there is no such layer: use conv, dwconv, maxpool, avgpool, lppool, "
         "adaptiveavg, adaptivemax, gap, linear, up, relu, bn, id, add, concat or unknown",
         1, 8},
        {"conv",
         "layer 1 'conv' in line 1: its size is missing or no number that can be: write it right behind, as "
         "in conv3, maxpool2, linear10, up2",
         1, 1},
        {"\n conv0", "layer 1 'conv0' in line 2: kernel 0 is too small: use at least 1", 2, 2},
        {"conv3/0", "layer 1 'conv3/0' in line 1: stride 0 is too small: use at least 1", 1, 1},
        {"conv3 p1 p2", "layer 1 'conv3 p1 p2' in line 1: an option is there twice: leave one out", 1, 1},
        {"gap p1", "layer 1 'gap p1' in line 1: it does not take one of its options: leave that out", 1, 1},
        {"avgpool2 d2",
         "layer 1 'avgpool2 d2' in line 1: it does not take one of its options: leave that out", 1, 1},
        {"maxpool2 p2",
         "layer 1 'maxpool2 p2' in line 1: padding 2 is more than half of kernel 2: use at most 1, or a "
         "convolution",
         1, 1},
        {"conv3\nadd(conv3)",
         "layer 3 'add' in line 2: it has one branch: give it two, as in add(conv3 p1 | id)", 2, 1},
        {"add(conv3 | id", "layer 3 'add' in line 1: its branches do not end: close them with )", 1, 1},
        {"add", "layer 1 'add' in line 1: its branches are missing: write add(conv3 p1 | id)", 1, 1},
        {"conv3 )", "layer 2 '' in line 1: there is a | or ) outside of a join: take it away", 1, 7},
        {"conv3, | conv3", "layer 2 '' in line 1: ...", 1, 8},
        {"conv3, input 3x8x8",
         "layer 2 'input 3x8x8' in line 1: the input stands once, before the first layer: move it there", 1,
         8},
        {"input 0x8", "layer 1 'input 0x8' in line 1: the input's size is not understood: ...", 1, 1},
        {"conv99999999999999999999", "layer 1 'conv99999999999999999999' in line 1: its size is missing ...",
         1, 1},
        {"?", "layer 1 '?' in line 1: a name of letters and digits is missing: write ?ClassName", 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PsStack stack;
        PsError error = {0};
        char sentence[PS_ERROR_TEXT_SIZE];
        assert_int_not_equal(ps_notation_read(rows[i].text, strlen(rows[i].text), &stack, &error), PS_OK);
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        const char *rest = strstr(rows[i].sentence, "...");
        if (rest != NULL) {
            sentence[rest - rows[i].sentence] = '\0';
        }
        if (strncmp(sentence, rows[i].sentence, rest ? (size_t)(rest - rows[i].sentence) : sizeof sentence) !=
            0) {
            fail_msg("\"%s\" is told \"%s\"", rows[i].text, sentence);
        }
        assert_int_equal(error.line, rows[i].line);
        assert_int_equal(error.column, rows[i].column);
        assert_null(stack.chain.layers);
    }
}

static void presets_read_back_as_they_were(void **state) {
    (void)state;
    for (int i = 0; i < ps_preset_count(); i++) {
        PsBytes bytes = {0};
        PsStack stack = read(ps_preset_at(i)->text);
        assert_int_equal(ps_notation_write(&stack, &bytes, NULL), PS_OK);
        PsStack back = read((const char *)bytes.data);
        assert_true(ps_stack_equal(&stack, &back));
        ps_stack_free(&back);
        ps_stack_free(&stack);
        ps_bytes_free(&bytes);
    }
}

static int pick(uint64_t *random, int least, int most) {
    return least + (int)(ps_random_next(random) % (uint64_t)(most - least + 1));
}

static PsLayer random_layer(uint64_t *random, int depth);

static PsChain random_chain(uint64_t *random, int depth) {
    PsChain chain = {0};
    const int count = pick(random, depth > 0 ? 0 : 1, 4);
    for (int i = 0; i < count; i++) {
        chain_add(&chain, random_layer(random, depth));
    }
    return chain;
}

static void pick_settings(uint64_t *random, PsLayer *layer) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer->kernel[axis] = info->window ? pick(random, 1, 5) : 1;
        layer->stride[axis] = info->window ? pick(random, 1, 3) : 1;
        layer->padding[axis] = info->window ? pick(random, 0, layer->kernel[axis] / 2) : 0;
        layer->dilation[axis] = info->dilation ? pick(random, 1, 3) : 1;
        layer->output_size[axis] = info->output_size ? pick(random, 0, 7) : 0;
        layer->scale[axis] = layer->kind == PS_LAYER_UPSAMPLE ? pick(random, 1, 3) : 1;
    }
    layer->same = info->window && pick(random, 0, 4) == 0;
    if (layer->same) {
        layer->padding[PS_HEIGHT] = layer->padding[PS_WIDTH] = 0;
    }
    layer->ceil_mode = info->pooling && !layer->same && pick(random, 0, 1) == 1;
    layer->channels = info->channels ? pick(random, info->window ? 0 : 1, 9) : 0;
    layer->groups = layer->kind == PS_LAYER_CONV ? pick(random, 1, 3) : 1;
    layer->bias = info->weights && pick(random, 0, 1) == 1;
    layer->expects = info->expects ? pick(random, 0, 9) : 0;
    layer->count_include_pad = layer->kind != PS_LAYER_AVG_POOL || pick(random, 0, 1) == 1;
    layer->norm_type = layer->kind == PS_LAYER_LP_POOL ? (double)pick(random, 1, 9) / 2 : 2;
}

static PsLayer random_layer(uint64_t *random, int depth) {
    const int most = depth < 3 ? PS_LAYER_UNKNOWN : PS_LAYER_IDENTITY;
    PsLayer layer = ps_layer_default((PsLayerKind)pick(random, 0, most));
    pick_settings(random, &layer);
    if (ps_layer_info(layer.kind)->family == PS_FAMILY_UNKNOWN || pick(random, 0, 2) == 0) {
        snprintf(layer.name, sizeof layer.name, "n%d.a_%d", pick(random, 0, 99), pick(random, 0, 9));
    }
    const int branches = ps_layer_info(layer.kind)->family == PS_FAMILY_JOIN ? pick(random, 2, 4) : 0;
    for (int i = 0; i < branches; i++) {
        join_add(&layer, random_chain(random, depth + 1));
    }
    return layer;
}

static void random_stacks_read_back_as_they_were(void **state) {
    (void)state;
    uint64_t random = 11;
    for (int i = 0; i < 2000; i++) {
        PsBytes bytes = {0};
        PsStack stack = {.chain = random_chain(&random, 0), .channels = pick(&random, 0, 3)};
        if (pick(&random, 0, 1) == 1) {
            stack.size[PS_HEIGHT] = pick(&random, 1, 99);
            stack.size[PS_WIDTH] = pick(&random, 1, 99);
        }
        assert_int_equal(ps_notation_write(&stack, &bytes, NULL), PS_OK);
        PsStack back = read((const char *)bytes.data);
        if (!ps_stack_equal(&stack, &back)) {
            fail_msg("%s", (const char *)bytes.data);
        }
        ps_stack_free(&back);
        ps_stack_free(&stack);
        ps_bytes_free(&bytes);
    }
}

/* A text of count times a piece. */
static char *repeat(const char *piece, size_t count) {
    const size_t size = count * strlen(piece);
    char *text = calloc(size + 1, 1);
    assert_non_null(text);
    for (size_t i = 0; i < size; i++) {
        text[i] = piece[i % strlen(piece)];
    }
    return text;
}

static void absurd_texts_are_refused(void **state) {
    (void)state;
    static const char *const pieces[] = {"conv3,", "add(", "add(conv3|", "conv3 ", "x",
                                         "(",      "|",    "add(id,",    ":"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        char *text = repeat(pieces[i], 10000);
        PsStack stack;
        PsError error;
        assert_int_not_equal(ps_notation_read(text, strlen(text), &stack, &error), PS_OK);
        free(text);
    }
    static char large[PS_NOTATION_BYTES + 1];
    PsStack stack;
    memset(large, ' ', sizeof large);
    assert_int_equal(ps_notation_read(large, sizeof large, &stack, NULL), PS_ERROR_SIZE);
    assert_int_equal(ps_notation_read(large, sizeof large - 1, &stack, NULL), PS_OK);
    assert_int_not_equal(ps_notation_read("conv3\0p1", 8, &stack, NULL), PS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notation_is_written_in_one_form),
        cmocka_unit_test(what_is_wrong_is_named_with_its_place),
        cmocka_unit_test(presets_read_back_as_they_were),
        cmocka_unit_test(random_stacks_read_back_as_they_were),
        cmocka_unit_test(absurd_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
