/* 500 random models as PyTorch prints them (tests/data/printout_vectors.py): read, they have PyTorch's shapes
 * and parameters; with any one line damaged they have the same figures, or a sentence says that something is
 * wrong. */
#include "core/notation.h"

#include "core/field.h"
#include "core/file.h"
#include "core/memory.h"
#include "core/random.h"
#include "core/stack_fit.h"
#include "unit.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One vector; text is that of the file. */
typedef struct Case {
    int input[3];
    long long parameters;
    const char *layers; /* lines "layer PATH C H W" */
    const char *text;
    size_t length;
} Case;

/* Reads the vector at *at, which moves behind it; false at the end. */
static bool next_case(const char **at, Case *one) {
    if (**at == '\0') {
        return false;
    }
    const int read = sscanf(*at, "input %d %d %d parameters %lld", &one->input[0], &one->input[1],
                            &one->input[2], &one->parameters);
    assert_int_equal(read, 4);
    one->layers = strchr(strchr(*at, '\n') + 1, '\n') + 1;
    one->text = strstr(*at, "\ntext\n") + strlen("\ntext\n");
    const char *end = strstr(one->text, "\n.\n");
    one->length = (size_t)(end + 1 - one->text);
    *at = end + strlen("\n.\n");
    return true;
}

/* A printout read and put on the vector's input. */
typedef struct Reading {
    PsStack stack;
    PsNotes notes;
    PsPlan plan;
    PsField *fields;
    bool read;
    PsError error;
} Reading;

static void reading_init(Reading *reading, const Case *one, const char *text, size_t length) {
    PsFit fit;
    *reading = (Reading){0};
    reading->read = ps_stack_read(text, length, &reading->stack, &reading->notes, &reading->error) == PS_OK;
    if (!reading->read) {
        return;
    }
    PsStack *stack = &reading->stack;
    memcpy(stack->size, &one->input[1], sizeof stack->size);
    stack->channels = stack->channels > 0 ? stack->channels : one->input[0];
    assert_int_equal(ps_stack_settle(stack, 0, NULL, PS_FIT_NOTHING, &fit, NULL), PS_OK);
    assert_int_equal(ps_plan_init(&reading->plan, stack, 0, NULL, NULL), PS_OK);
    reading->fields = ps_allocate((size_t)reading->plan.count + 1, sizeof *reading->fields);
    assert_non_null(reading->fields);
    ps_field_compute(&reading->plan, reading->fields);
}

static void reading_free(Reading *reading) {
    ps_release(reading->fields);
    ps_plan_free(&reading->plan);
    ps_notes_free(&reading->notes);
    ps_stack_free(&reading->stack);
}

static bool is_whole(const Reading *reading) {
    return reading->read && reading->plan.failed == reading->plan.count;
}

/* Whether somebody is told that something is missing or cannot be known. */
static bool has_sentence(const Reading *reading) {
    bool told = !is_whole(reading);
    for (int i = 0; i < reading->notes.count && !told; i++) {
        told = reading->notes.notes[i].told;
    }
    return told;
}

/* The node after `node` that does more than pass values on; count: none. */
static int next_node(const PsPlan *plan, int node) {
    do {
        node++;
    } while (node < plan->count && (plan->nodes[node].layer->kind == PS_LAYER_RELU ||
                                    plan->nodes[node].layer->kind == PS_LAYER_IDENTITY));
    return node;
}

static bool differs(double one, double other) {
    return one < other || one > other;
}

static bool same_field(const PsField *one, const PsField *other) {
    bool same = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsFieldAxis *a = &one->axis[axis];
        const PsFieldAxis *b = &other->axis[axis];
        same =
            same && !differs(a->size, b->size) && !differs(a->jump, b->jump) && !differs(a->start, b->start);
    }
    return same;
}

static bool same_figures(const Reading *one, const Reading *other) {
    int i = next_node(&one->plan, -1);
    int k = next_node(&other->plan, -1);
    while (i < one->plan.count && k < other->plan.count) {
        const PsNode *a = &one->plan.nodes[i];
        const PsNode *b = &other->plan.nodes[k];
        if (a->channels != b->channels || a->parameters != b->parameters ||
            a->multiply_adds != b->multiply_adds || memcmp(a->size, b->size, sizeof a->size) != 0 ||
            !same_field(&one->fields[i], &other->fields[k])) {
            return false;
        }
        i = next_node(&one->plan, i);
        k = next_node(&other->plan, k);
    }
    return i == one->plan.count && k == other->plan.count;
}

static const PsNode *node_named(const PsPlan *plan, const char *name) {
    const size_t length = strlen(name);
    const char *kept = name + (length >= PS_LAYER_NAME_SIZE ? length - PS_LAYER_NAME_SIZE + 1 : 0);
    for (int i = 0; i < plan->count; i++) {
        if (strcmp(plan->nodes[i].layer->name, kept) == 0) {
            return &plan->nodes[i];
        }
    }
    return NULL;
}

static void assert_as_pytorch(const Case *one, const Reading *reading) {
    char name[256];
    long long size[3];
    long long parameters = 0;
    if (!is_whole(reading)) {
        fail_msg("%.*s: does not fit", (int)one->length, one->text);
    }
    for (int i = 0; i < reading->plan.count; i++) {
        parameters += reading->plan.nodes[i].parameters;
    }
    assert_int_equal(parameters, one->parameters);
    for (const char *line = one->layers;
         sscanf(line, "layer %255s %lld %lld %lld", name, &size[0], &size[1], &size[2]) == 4;
         line = strchr(line, '\n') + 1) {
        const PsNode *node = node_named(&reading->plan, name);
        if (node == NULL || node->channels != size[0] || node->size[PS_HEIGHT] != size[1] ||
            node->size[PS_WIDTH] != size[2]) {
            fail_msg("%.*s: %s has another shape", (int)one->length, one->text, name);
        }
    }
}

static char *load_vectors(void) {
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(POOLSCOPE_TEST_DATA "/printout_vectors.txt", (size_t)1 << 22, &bytes, NULL),
                     PS_OK);
    return (char *)bytes.data;
}

static void printouts_have_the_shapes_and_parameters_of_pytorch(void **state) {
    (void)state;
    char *vectors = load_vectors();
    Case one;
    int count = 0;
    for (const char *at = vectors; next_case(&at, &one); count++) {
        Reading reading;
        reading_init(&reading, &one, one.text, one.length);
        assert_as_pytorch(&one, &reading);
        assert_false(has_sentence(&reading));
        reading_free(&reading);
    }
    assert_int_equal(count, 500);
    ps_release(vectors);
}

/* ---- damage ---- */

typedef enum Damage { LETTER_REMOVED, LINE_CUT, DOTS, LINE_REMOVED, DAMAGE_COUNT } Damage;

static size_t line_length(const char *line) {
    return (size_t)(strchr(line, '\n') - line);
}

/* Whether what is left may be what PyTorch prints of another model, which no reader can tell: of a number of
 * several digits one is gone, or a whole module that is the last of its kind or has a name. */
static bool is_model_too(const char *line, Damage damage, size_t at) {
    const size_t length = line_length(line);
    const size_t indent = strspn(line, " ");
    if (damage == LETTER_REMOVED) {
        const bool beside =
            (at > 0 && isdigit((unsigned char)line[at - 1])) || isdigit((unsigned char)line[at + 1]);
        return isdigit((unsigned char)line[at]) && beside && line[indent] == '(';
    }
    const bool gone = damage == LINE_REMOVED || (damage == LINE_CUT && at <= indent);
    if (!gone || line[length - 1] == '(' || line[indent] == ')') {
        return false;
    }
    const char *next = line + length + 1;
    const bool last = next[strspn(next, " ")] == ')';
    return last || line[indent] != '(' || !isdigit((unsigned char)line[indent + 1]);
}

/* The text with one line damaged; at is a place in the line. Returns its length. */
static size_t damage_text(const Case *one, const char *line, Damage damage, size_t at, char *damaged) {
    const size_t before = (size_t)(line - one->text);
    const size_t length = line_length(line);
    size_t used = before;
    memcpy(damaged, one->text, before);
    if (damage == LETTER_REMOVED || damage == LINE_CUT) {
        memcpy(damaged + used, line, at);
        used += at;
    }
    if (damage == LETTER_REMOVED) {
        memcpy(damaged + used, line + at + 1, length - at - 1);
        used += length - at - 1;
    }
    for (int dot = 0; dot < 3 && damage == DOTS; dot++) {
        damaged[used++] = '.';
    }
    const size_t rest = before + length + (damage == LINE_REMOVED);
    memcpy(damaged + used, one->text + rest, one->length - rest);
    return used + one->length - rest;
}

static const char *pick_line(const Case *one, uint64_t *random) {
    int lines = 0;
    const char *line = one->text;
    for (size_t i = 0; i < one->length; i++) {
        lines += one->text[i] == '\n';
    }
    assert_true(lines > 0);
    for (int64_t skip = (int64_t)(ps_random_next(random) % (uint64_t)(lines > 0 ? lines : 1)); skip > 0;
         skip--) {
        line = strchr(line, '\n') + 1;
    }
    return line;
}

/* Tries one damage; counts what was told of. */
static void try_damage(const Case *one, const Reading *whole, uint64_t *random, char *damaged, int told[2]) {
    const char *line = pick_line(one, random);
    const Damage damage = (Damage)(ps_random_next(random) % DAMAGE_COUNT);
    const size_t length = line_length(line);
    const size_t at = length > 0 ? (size_t)(ps_random_next(random) % length) : 0;
    if (length == 0 || is_model_too(line, damage, at)) {
        return;
    }
    Reading reading;
    const size_t size = damage_text(one, line, damage, at, damaged);
    reading_init(&reading, one, damaged, size);
    told[1]++;
    told[0] += has_sentence(&reading);
    if (!has_sentence(&reading) && !same_figures(whole, &reading)) {
        fail_msg("other figures, and no sentence, of:\n%.*s", (int)size, damaged);
    }
    reading_free(&reading);
}

static void damaged_printouts_have_the_same_figures_or_a_sentence(void **state) {
    (void)state;
    enum { TRIES = 60 };
    char *vectors = load_vectors();
    uint64_t random = 7;
    int told[2] = {0};
    Case one;
    for (const char *at = vectors; next_case(&at, &one);) {
        Reading whole;
        char *damaged = malloc(one.length + 16);
        assert_non_null(damaged);
        reading_init(&whole, &one, one.text, one.length);
        for (int i = 0; i < TRIES; i++) {
            try_damage(&one, &whole, &random, damaged, told);
        }
        reading_free(&whole);
        free(damaged);
    }
    print_message("%d of %d damaged printouts are told of; the others have the same figures\n", told[0],
                  told[1]);
    ps_release(vectors);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printouts_have_the_shapes_and_parameters_of_pytorch),
        cmocka_unit_test(damaged_printouts_have_the_same_figures_or_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
