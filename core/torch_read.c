/* What print(model) shows, into a stack.
 *
 * The text is read by torch_text.c; what a class without children is says torch_leaf.c, and in what order the
 * children of others run torch_order.c. Two things can be unknown: the order in which a class runs its
 * children, for which an order layer of the class's name is before them; and what a module does, which is
 * an unknown layer in its place. Layers expect the channels that are printed of them. Invariant: no layer is
 * added past PS_STACK_LAYERS, and every module visited counts against VISITS_MOST, so that repetitions of
 * repetitions end.
 */
#include "core/notation.h"

#include "core/memory.h"
#include "core/text.h"
#include "core/torch_leaf.h"
#include "core/torch_order.h"

#include <stdio.h>
#include <string.h>

typedef struct Reader {
    const PsModules *modules;
    PsStack *stack;
    PsNotes *notes; /* may be null */
    PsError *error;
    int layers;
    int visits; /* of modules, repeated ones as often as they are */
    int joins;  /* round what is being read */
    bool far;   /* what comes in here need not have the input's channels */
    bool flat;  /* behind a Flatten, where a norm's features are no channels */
    bool map;   /* behind layers of a map, and nothing between them and here could have made it flat */
    int vector; /* what a linear layer made, up to the next layer of maps; 0: no vector */
} Reader;

/* Long arguments count as several visits. */
enum { VISITS_MOST = 1 << 18, VISIT_BYTES = 128, WRONG_SIZE = 48 };

/* The dotted path of a module: "layer1.0.conv1". Long ones keep their end. */
typedef struct Path {
    char text[PS_LAYER_NAME_SIZE];
} Path;

void ps_notes_free(PsNotes *notes) {
    ps_release(notes->notes);
    *notes = (PsNotes){0};
}

PsStatus ps_notes_add(PsNotes *notes, const PsNote *note, PsError *error) {
    if (notes == NULL) {
        return PS_OK;
    }
    if (notes->notes == NULL) {
        notes->notes = ps_allocate(PS_NOTES + PS_NOTES_TOLD, sizeof *notes->notes);
        if (notes->notes == NULL) {
            return ps_fail_memory(error);
        }
    }
    notes->total++;
    notes->plain += note->plain;
    int *kind = note->told ? &notes->told : &notes->passed;
    if (*kind < (note->told ? PS_NOTES_TOLD : PS_NOTES)) {
        notes->notes[notes->count++] = *note;
        (*kind)++;
    }
    return PS_OK;
}

static bool is_join_word(PsPiece word) {
    static const char *const joins[] = {"add", "concat"};
    bool same = false;
    for (size_t i = 0; i < sizeof joins / sizeof joins[0] && !same; i++) {
        same = word.length == strlen(joins[i]);
        for (size_t k = 0; k < word.length && same; k++) {
            same = (word.text[k] | 0x20) == joins[i][k];
        }
    }
    return same;
}

/* A class and its bracket; what both might begin with, "Add(" and "net(", is a class where a label follows.
 */
bool ps_torch_looks(const char *text, size_t length) {
    const char *const blanks = " \t\r\n\v\f";
    size_t at = length > 0 ? ps_modules_begin(text, length) : 0;
    if (at >= length) {
        return false;
    }
    if (text[at] == '(' || memchr(text, '>', at) != NULL || memchr(text, '[', at) != NULL) {
        return true;
    }
    PsPiece word = {text + at, 0};
    while (at < length && ps_is_word(text[at])) {
        at++;
    }
    word.length = (size_t)(text + at - word.text);
    if (word.length == 0 || at >= length || text[at] != '(') {
        return false;
    }
    do {
        at++;
    } while (at < length && text[at] != '\0' && strchr(blanks, text[at]) != NULL);
    const bool capital = word.text[0] >= 'A' && word.text[0] <= 'Z';
    return (at < length && text[at] == '(') || (capital && !is_join_word(word));
}

/* A byte of a layer's name; what notation's names do not hold becomes _. */
static char name_byte(char c) {
    const bool holds = ps_is_word(c) && c != '<' && c != '>' && (unsigned char)c < 0x80;
    return c == '\0' || holds ? c : '_';
}

static void extend_path(const Path *path, PsPiece name, Path *longer) {
    char text[2 * PS_LAYER_NAME_SIZE + 1];
    const size_t most = sizeof longer->text - 1;
    const size_t skipped = name.length > most ? name.length - most : 0;
    /* The outermost module has no name, and no text of one. */
    const char *own = name.length > 0 ? name.text + skipped : "";
    snprintf(text, sizeof text, "%s%s%.*s", path->text, path->text[0] != '\0' && name.length > 0 ? "." : "",
             (int)(name.length - skipped), own);
    const size_t size = strlen(text);
    snprintf(longer->text, sizeof longer->text, "%s", text + (size > most ? size - most : 0));
    for (char *c = longer->text; *c != '\0'; c++) {
        *c = name_byte(*c);
    }
}

/* ---- what goes into the stack and the notes ---- */

/* Names the layer by its number, the module by its path and class. */
static PsStatus fail_module(const Reader *reader, const PsModule *module, const Path *path, const char *why) {
    char name[PS_ERROR_VALUE_SIZE];
    snprintf(name, sizeof name, "%s%s%.*s", path->text, path->text[0] != '\0' ? ": " : "",
             ps_piece_shown(module->class, 60), module->class.text);
    const PsStatus status = ps_fail(reader->error, PS_ERROR_FORMAT, "layer %d (%s) in line %d: %s",
                                    reader->layers + 1, name, module->line, why);
    if (reader->error != NULL) {
        reader->error->line = module->line;
    }
    return status;
}

/* The module as printed, and what is to be said of it (or null). */
static PsStatus add_note(const Reader *reader, const PsModule *module, bool plain, const char *beside) {
    PsNote note = {.line = module->line, .plain = plain};
    const bool named = module->name.length > 0;
    const int shown = ps_piece_shown(module->arguments, 50);
    snprintf(note.text, sizeof note.text, "%s%.*s%s%.*s(%.*s%s)%s%s", named ? "(" : "",
             ps_piece_shown(module->name, 16), module->name.text, named ? "): " : "",
             ps_piece_shown(module->class, 19), module->class.text, shown, module->arguments.text,
             (size_t)shown < module->arguments.length ? "..." : "", beside != NULL ? ", " : "",
             beside != NULL ? beside : "");
    for (char *c = note.text; *c != '\0'; c++) {
        *c = (unsigned char)*c < ' ' || *c == 0x7F ? ' ' : *c;
    }
    ps_text_make_printable(note.text);
    return ps_notes_add(reader->notes, &note, reader->error);
}

/* Takes layer, which is named here. */
static PsStatus add_layer(Reader *reader, const PsModule *module, const Path *path, PsChain *chain,
                          PsLayer *layer) {
    PsError reason;
    char text[PS_ERROR_TEXT_SIZE];
    PsStatus status = PS_OK;
    if (reader->layers >= PS_STACK_LAYERS) {
        status = fail_module(reader, module, path, "it is one too many: use at most 4096 layers");
    } else if (ps_layer_check(layer, &reason) != PS_OK) {
        ps_error_text(&reason, NULL, text, sizeof text);
        status = fail_module(reader, module, path, text);
    } else {
        reader->layers++;
        layer->line = module->line;
        reader->far = reader->far || layer->kind == PS_LAYER_LINEAR || layer->kind == PS_LAYER_CONCAT;
        status = ps_chain_insert(chain, chain->count, layer, reader->error);
    }
    ps_layer_free(layer);
    return status;
}

/* An unknown layer, or one that stands for an unknown order, named after the module's class. */
static PsStatus add_unknown(Reader *reader, const PsModule *module, const Path *path, PsLayerKind kind,
                            PsChain *chain) {
    PsLayer layer = ps_layer_default(kind);
    Path class;
    extend_path(&(Path){""}, module->class, &class);
    memcpy(layer.name, class.text, sizeof layer.name);
    reader->far = reader->far || kind == PS_LAYER_UNKNOWN;
    reader->flat = reader->map = false;
    reader->vector = 0;
    return add_layer(reader, module, path, chain, &layer);
}

/* Dots stand for lines that were cut out. */
static bool is_cut(PsPiece piece) {
    for (size_t i = 0; i + 3 <= piece.length; i++) {
        if (memcmp(piece.text + i, "...", 3) == 0 || memcmp(piece.text + i, "\xE2\x80\xA6", 3) == 0) {
            return true;
        }
    }
    return false;
}

static PsStatus fail_arguments(const Reader *reader, const PsModule *module, const Path *path,
                               PsPiece wrong) {
    char why[PS_ERROR_VALUE_SIZE];
    char shown[WRONG_SIZE];
    if (is_cut(module->arguments)) {
        return fail_module(reader, module, path,
                           "some of its arguments are left out: paste all that PyTorch prints");
    }
    if (wrong.length == 0) {
        return fail_module(reader, module, path,
                           "its arguments are not understood: paste them as PyTorch prints them");
    }
    snprintf(shown, sizeof shown, "%.*s", ps_piece_shown(wrong, (int)sizeof shown - 1), wrong.text);
    for (char *c = shown; *c != '\0'; c++) {
        *c = (unsigned char)*c < ' ' || *c == 0x7F ? ' ' : *c;
    }
    snprintf(why, sizeof why, "its argument '%s' is not understood: paste it as PyTorch prints it", shown);
    return fail_module(reader, module, path, why);
}

/* A norm that is passed over still says how many channels come in: a plain layer stands for it until that has
 * been checked. */
static PsStatus add_check(Reader *reader, const PsModule *module, const Path *path, int channels,
                          PsChain *chain) {
    PsLayer check = ps_layer_default(PS_LAYER_IDENTITY);
    check.expects = channels;
    memcpy(check.name, path->text, sizeof check.name);
    return add_layer(reader, module, path, chain, &check);
}

/* What comes behind a leaf: a map, a vector, or a map made flat. */
static void follow_shape(Reader *reader, const PsModule *module, const PsLeaf *leaf) {
    const PsLayerFamily family = ps_layer_info(leaf->layer.kind)->family;
    if (ps_piece_is(module->class, "Flatten")) {
        reader->flat = reader->vector == 0;
        reader->map = false;
    } else if (leaf->layer.kind == PS_LAYER_LINEAR) {
        reader->flat = reader->map = false;
        reader->vector = leaf->layer.channels;
    } else if (family != PS_FAMILY_PASS || leaf->vector > 0) {
        reader->flat = false;
        reader->map = true;
        reader->vector = 0;
    }
}

/* A layer, or one that is passed over. */
static PsStatus add_leaf(Reader *reader, const PsModule *module, const Path *path, PsLeaf *leaf,
                         PsChain *chain) {
    const bool passed = leaf->kind == PS_LEAF_PASSED;
    follow_shape(reader, module, leaf);
    if (reader->stack->channels == 0 && !reader->far && leaf->in_channels <= PS_STACK_SIDE) {
        reader->stack->channels = leaf->in_channels;
    }
    PsStatus status =
        passed || leaf->beside != NULL ? add_note(reader, module, leaf->plain, leaf->beside) : PS_OK;
    if (status == PS_OK && passed && leaf->in_channels > 0) {
        status = add_check(reader, module, path, leaf->in_channels, chain);
    } else if (status == PS_OK && !passed) {
        leaf->layer.expects = leaf->in_channels > 0 ? leaf->in_channels : leaf->layer.expects;
        memcpy(leaf->layer.name, path->text, sizeof leaf->layer.name);
        status = add_layer(reader, module, path, chain, &leaf->layer);
    }
    return status;
}

static PsStatus read_leaf(Reader *reader, const PsModule *module, const Path *path, PsChain *chain) {
    PsLeaf leaf = ps_torch_leaf(module);
    if (leaf.kind == PS_LEAF_WRONG) {
        return fail_arguments(reader, module, path, leaf.wrong);
    }
    if (leaf.kind == PS_LEAF_UNKNOWN || (leaf.vector > 0 && leaf.vector != reader->vector)) {
        return add_unknown(reader, module, path, PS_LAYER_UNKNOWN, chain);
    }
    if (leaf.layer.kind == PS_LAYER_LINEAR && reader->map) {
        return fail_module(
            reader, module, path,
            "no Flatten runs before it, so that PyTorch applies it to the last axis alone: put one "
            "before it");
    }
    if (reader->flat && leaf.in_channels > 0 && ps_layer_info(leaf.layer.kind)->family == PS_FAMILY_PASS) {
        return add_note(reader, module, false, "behind Flatten: neither checked nor counted");
    }
    return add_leaf(reader, module, path, &leaf, chain);
}

/* ---- modules with children ---- */

static const PsModule *module_at(const Reader *reader, int index) {
    return &reader->modules->modules[index];
}

static PsStatus read_module(Reader *reader, int index, const Path *path, PsChain *chain);

static PsStatus read_child(Reader *reader, int child, const Path *path, PsChain *chain) {
    const PsModule *module = module_at(reader, child);
    PsStatus status = PS_OK;
    Path own;
    int first = 0;
    int last = 0;
    extend_path(path, module->name, &own);
    for (int i = 0; i < module->repeats && status == PS_OK; i++) {
        if (module->repeats > 1 && ps_module_numbers(module, &first, &last)) {
            char number[16];
            snprintf(number, sizeof number, "%d", first + i);
            extend_path(path, (PsPiece){number, strlen(number)}, &own);
        }
        status = read_module(reader, child, &own, chain);
    }
    return status;
}

/* A slice of a Sequential keeps its numbers, and so does one that lost its beginning. */
static PsStatus tell_slice(const Reader *reader, const PsModule *module) {
    int first = 0;
    int last = 0;
    const PsModule *child = module_at(reader, module->first_child);
    if (ps_piece_is(module->class, "ModuleDict") || !ps_module_numbers(child, &first, &last) || first == 0) {
        return PS_OK;
    }
    PsNote note = {.line = child->line, .told = true};
    snprintf(note.text, sizeof note.text, "its modules begin with (%d): what came before it is not read",
             first);
    return ps_notes_add(reader->notes, &note, reader->error);
}

static PsStatus read_children(Reader *reader, const PsModule *module, const Path *path, PsChain *chain) {
    PsStatus status = tell_slice(reader, module);
    const bool sequential = ps_piece_is(module->class, "Sequential");
    for (int child = module->first_child; child >= 0 && status == PS_OK;
         child = module_at(reader, child)->next) {
        /* Between the children of another class its code may make a map flat. */
        reader->map = reader->map && sequential;
        status = read_child(reader, child, path, chain);
    }
    reader->map = reader->map && sequential;
    return status;
}

/* Gives join one more branch (taken, and zeroed), where it could be read. */
static PsStatus end_branch(const Reader *reader, PsStatus status, PsLayer *join, PsChain *branch) {
    if (status == PS_OK) {
        status = ps_layer_add_branch(join, branch, reader->error);
    }
    ps_chain_free(branch);
    return status;
}

static PsStatus read_shortcut(Reader *reader, const PsModule *module, const Path *path, PsChain *chain) {
    const int child = ps_module_child(reader->modules, module, "downsample");
    if (child >= 0 && !ps_piece_is(module_at(reader, child)->class, "None")) {
        return read_child(reader, child, path, chain);
    }
    PsLayer skip = ps_layer_default(PS_LAYER_IDENTITY);
    return add_layer(reader, module, path, chain, &skip);
}

static PsStatus read_residual(Reader *reader, const PsModule *module, const PsOrder *order, const Path *path,
                              PsLayer *join) {
    PsChain branch = {0};
    PsStatus status = PS_OK;
    for (int i = 0; order->steps[i] != NULL && status == PS_OK; i++) {
        const int step = ps_module_child(reader->modules, module, order->steps[i]);
        status = read_child(reader, step, path, &branch);
    }
    status = end_branch(reader, status, join, &branch);
    if (status == PS_OK) {
        status = read_shortcut(reader, module, path, &branch);
        status = end_branch(reader, status, join, &branch);
    }
    return status;
}

static PsStatus read_branches(Reader *reader, int list, const Path *path, PsLayer *join) {
    PsStatus status = PS_OK;
    for (int child = module_at(reader, list)->first_child; child >= 0 && status == PS_OK;
         child = module_at(reader, child)->next) {
        Path own;
        extend_path(path, module_at(reader, child)->name, &own);
        for (int i = 0; i < module_at(reader, child)->repeats && status == PS_OK; i++) {
            PsChain branch = {0};
            status = read_module(reader, child, &own, &branch);
            status = end_branch(reader, status, join, &branch);
        }
    }
    return status;
}

static bool has_arguments(const PsModule *module) {
    PsPiece rest = module->arguments;
    return rest.length > 0 && (ps_piece_next(&rest).length > 0 || rest.length > 0);
}

/* A container prints nothing of its own. */
static PsStatus fail_container(const Reader *reader, const PsModule *module, const Path *path) {
    if (module->first_child < 0 && !is_cut(module->arguments)) {
        return fail_module(reader, module, path,
                           "this is code rather than a printout: paste what print(model) shows");
    }
    return ps_module_fail_arguments(module, reader->error);
}

static PsStatus read_join(Reader *reader, const PsModule *module, const PsOrder *order, const Path *path,
                          PsChain *chain) {
    if (reader->joins >= PS_STACK_DEPTH) {
        return fail_module(reader, module, path, "joins lie too deep in each other: use at most 16 levels");
    }
    const bool residual = order->kind == PS_ORDER_RESIDUAL;
    if (!residual && has_arguments(module_at(reader, order->list))) {
        return fail_container(reader, module_at(reader, order->list), path);
    }
    PsLayer join = ps_layer_default(order->kind == PS_ORDER_CONCAT ? PS_LAYER_CONCAT : PS_LAYER_ADD);
    memcpy(join.name, path->text, sizeof join.name);
    reader->joins++;
    PsStatus status = residual ? read_residual(reader, module, order, path, &join)
                               : read_branches(reader, order->list, path, &join);
    reader->joins--;
    if (status == PS_OK) {
        status = add_layer(reader, module, path, chain, &join);
    }
    ps_layer_free(&join);
    if (status == PS_OK && residual) {
        status = read_child(reader, ps_module_child(reader->modules, module, "relu"), path, chain);
    }
    return status;
}

static PsStatus read_childless(Reader *reader, const PsModule *module, const Path *path, PsChain *chain) {
    if (ps_piece_is(module->class, "None") || ps_torch_is_container(module->class)) {
        return PS_OK;
    }
    return read_leaf(reader, module, path, chain);
}

static PsStatus read_module(Reader *reader, int index, const Path *path, PsChain *chain) {
    const PsModule *module = module_at(reader, index);
    PsStatus status = PS_OK;
    reader->visits += 1 + (int)(module->arguments.length / VISIT_BYTES);
    if (reader->visits > VISITS_MOST) {
        return fail_module(reader, module, path, "modules are repeated too often: use at most 4096 layers");
    }
    if (ps_torch_is_container(module->class) && has_arguments(module)) {
        return fail_container(reader, module, path);
    }
    if (module->first_child < 0) {
        return read_childless(reader, module, path, chain);
    }
    if (has_arguments(module) || ps_torch_computes(module->class)) {
        /* What it does with its settings and its children is for its class to say. */
        return is_cut(module->arguments) ? fail_arguments(reader, module, path, module->arguments)
                                         : add_unknown(reader, module, path, PS_LAYER_UNKNOWN, chain);
    }
    const PsOrder order = ps_torch_order(reader->modules, module);
    if (order.kind != PS_ORDER_UNKNOWN && order.kind != PS_ORDER_PRINTED) {
        return read_join(reader, module, &order, path, chain);
    }
    if (order.kind == PS_ORDER_UNKNOWN) {
        status = add_unknown(reader, module, path, PS_LAYER_ORDER, chain);
    }
    return status == PS_OK ? read_children(reader, module, path, chain) : status;
}

PsStatus ps_torch_read(const char *text, size_t length, PsStack *stack, PsNotes *notes, PsError *error) {
    *stack = (PsStack){0};
    PsModules modules = {0};
    if (length > PS_NOTATION_BYTES) {
        return ps_fail(error, PS_ERROR_SIZE, "a printout of %zu bytes is too long: use at most %d", length,
                       (int)PS_NOTATION_BYTES);
    }
    PsStatus status = ps_modules_read(text, length, &modules, error);
    if (status == PS_OK) {
        Reader reader = {.modules = &modules, .stack = stack, .notes = notes, .error = error};
        Path path;
        extend_path(&(Path){""}, modules.modules[0].name, &path);
        status = read_module(&reader, 0, &path, &stack->chain);
        stack->printed = true;
    }
    ps_modules_free(&modules);
    if (status != PS_OK) {
        ps_stack_free(stack);
        if (notes != NULL) {
            ps_notes_free(notes);
        }
    }
    return status;
}
