/* The printout of a PyTorch model into a tree of modules: one pass over the text, with a frame for each
 * module whose bracket is open.
 *
 * A child is a label, "(conv1):", inside of a module and outside of its arguments' own brackets; everything
 * before the first child is arguments, and behind it there is nothing but children. Invariant: nothing is
 * read at or past length, and no byte more often than a fixed number of times.
 */
#include "core/torch_text.h"

#include "core/memory.h"

#include <string.h>

/* How much of a text a refusal repeats. */
enum { SHOWN_SIZE = 48 };

typedef struct Reader {
    const char *text;
    size_t length, at;
    int line;
    PsModules *modules;
    PsError *error;
} Reader;

bool ps_piece_is(PsPiece piece, const char *word) {
    return piece.length == strlen(word) && memcmp(piece.text, word, piece.length) == 0;
}

void ps_modules_free(PsModules *modules) {
    ps_release(modules->modules);
    *modules = (PsModules){0};
}

int ps_module_child(const PsModules *modules, const PsModule *module, const char *name) {
    int child = module->first_child;
    while (child >= 0 && !ps_piece_is(modules->modules[child].name, name)) {
        child = modules->modules[child].next;
    }
    return child;
}

static bool at_end(const Reader *reader) {
    return reader->at >= reader->length;
}

static char peek(const Reader *reader) {
    return at_end(reader) ? '\0' : reader->text[reader->at];
}

static void advance(Reader *reader) {
    reader->line += peek(reader) == '\n';
    reader->at++;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_spaces(Reader *reader) {
    while (!at_end(reader) && is_space(peek(reader))) {
        advance(reader);
    }
}

bool ps_is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-' || c == '<' || c == '>' || (unsigned char)c >= 0x80;
}

int ps_piece_shown(PsPiece piece, int most) {
    if (piece.length <= (size_t)most) {
        return (int)piece.length;
    }
    while (most > 0 && ((unsigned char)piece.text[most] & 0xC0) == 0x80) {
        most--;
    }
    return most;
}

static PsStatus fail_at(const Reader *reader, const char *why) {
    const PsStatus status = ps_fail(reader->error, PS_ERROR_FORMAT,
                                    "the printout is not understood in line %d: %s", reader->line, why);
    if (reader->error != NULL) {
        reader->error->line = reader->line;
    }
    return status;
}

/* What is at `text` up to the end of its line, fit to be shown: at most size - 1 bytes. */
static void show_text(PsPiece rest, char *shown, size_t size) {
    const char *end = rest.length > 0 ? memchr(rest.text, '\n', rest.length) : NULL;
    if (end != NULL) {
        rest.length = (size_t)(end - rest.text);
    }
    const int most = ps_piece_shown(rest, (int)size - 1);
    memcpy(shown, rest.text, (size_t)most);
    shown[most] = '\0';
    for (char *c = shown; *c != '\0'; c++) {
        *c = (unsigned char)*c < ' ' || *c == 0x7F ? ' ' : *c;
    }
    for (int i = most; i > 0 && shown[i - 1] == ' '; i--) {
        shown[i - 1] = '\0';
    }
}

static PsStatus fail_text(PsPiece rest, int line, PsError *error) {
    char shown[SHOWN_SIZE];
    show_text(rest, shown, sizeof shown);
    const PsStatus status =
        ps_fail(error, PS_ERROR_FORMAT,
                "the printout is not understood in line %d: '%s' is no module: paste all of "
                "it as print(model) shows it",
                line, shown);
    if (error != NULL) {
        error->line = line;
    }
    return status;
}

static PsStatus fail_between(const Reader *reader, size_t at, int line) {
    return fail_text((PsPiece){reader->text + at, reader->length - at}, line, reader->error);
}

static bool has_dots(PsPiece piece) {
    bool found = false;
    for (size_t i = 1; i < piece.length && !found; i++) {
        found = piece.text[i] == '.' && piece.text[i - 1] == '.';
    }
    return found;
}

/* The last part of a dotted name; empty where it begins with no letter, or dots stand for something left out.
 */
static PsPiece read_word(Reader *reader) {
    PsPiece word = {reader->text + reader->at, 0};
    const size_t first = reader->at;
    while (!at_end(reader) && ps_is_word(peek(reader))) {
        word.length++;
        if (peek(reader) == '.') {
            word = (PsPiece){reader->text + reader->at + 1, 0};
        }
        reader->at++;
    }
    const char begins = reader->at > first ? reader->text[first] : '\0';
    const bool letter = (begins >= 'a' && begins <= 'z') || (begins >= 'A' && begins <= 'Z') ||
                        begins == '_' || (unsigned char)begins >= 0x80;
    if (!letter || has_dots((PsPiece){reader->text + first, reader->at - first})) {
        word.length = 0;
    }
    return word;
}

static size_t skip_blanks(const Reader *reader, size_t at) {
    while (at < reader->length && (reader->text[at] == ' ' || reader->text[at] == '\t')) {
        at++;
    }
    return at;
}

/* "(conv1):" or "(0-3):"; keys of a ModuleDict may hold anything. Nothing is read where none comes. */
static bool read_label(Reader *reader, PsModule *module) {
    const size_t first = reader->at + 1;
    size_t end = first;
    if (peek(reader) != '(') {
        return false;
    }
    while (end < reader->length && strchr("()\r\n", reader->text[end]) == NULL) {
        end++;
    }
    const size_t colon = skip_blanks(reader, end + 1);
    if (end == first || has_dots((PsPiece){reader->text + first, end - first}) || colon >= reader->length ||
        reader->text[end] != ')' || reader->text[colon] != ':') {
        return false;
    }
    module->name = (PsPiece){reader->text + first, end - first};
    reader->at = colon + 1;
    return true;
}

static void read_repeats(Reader *reader, PsModule *module) {
    const size_t first = reader->at;
    int count = 0;
    while (peek(reader) >= '0' && peek(reader) <= '9' && count <= PS_MODULES) {
        count = count * 10 + (peek(reader) - '0');
        reader->at++;
    }
    if (count > 0 && count <= PS_MODULES && reader->length - reader->at >= 3 &&
        memcmp(reader->text + reader->at, " x ", 3) == 0) {
        module->repeats = count;
        reader->at += 3;
    } else {
        reader->at = first;
    }
}

static PsStatus add_module(Reader *reader, const PsModule *module, int *index) {
    PsModules *modules = reader->modules;
    const int count = modules->count;
    if (count >= PS_MODULES) {
        return fail_at(reader, "there are too many modules: use at most 65536");
    }
    if ((count & (count - 1)) == 0) {
        const size_t room = count > 0 ? 2 * (size_t)count : 1;
        PsModule *grown = modules->modules == NULL ? ps_allocate(room, sizeof *grown)
                                                   : ps_reallocate(modules->modules, room, sizeof *grown);
        if (grown == NULL) {
            return ps_fail_memory(reader->error);
        }
        modules->modules = grown;
    }
    modules->modules[count] = *module;
    modules->count++;
    *index = count;
    return PS_OK;
}

/* The outermost module, or the child whose label has been read. */
typedef struct Frame {
    int module;
    int last_child;
    int next_number;  /* of a list's next child; 0: any */
    size_t arguments; /* where they begin */
    int depth;        /* brackets inside of them that are open */
} Frame;

/* What a container shows of a child that is none, or that is no module: it ends with its line. */
static bool is_bare(PsPiece class) {
    return ps_piece_is(class, "None") || ps_piece_is(class, "Parameter");
}

/* The rest of a line, or up to the bracket that closes what holds it. None has nothing to say. */
static PsStatus skip_bare(Reader *reader, bool silent) {
    const size_t first = reader->at;
    int depth = 0;
    while (!at_end(reader) && peek(reader) != '\n' && (depth > 0 || peek(reader) != ')')) {
        if (silent && !is_space(peek(reader))) {
            return peek(reader) == '#' ? PS_OK : fail_between(reader, first, reader->line);
        }
        depth += (peek(reader) == '(') - (peek(reader) == ')');
        reader->at++;
    }
    return PS_OK;
}

/* The class and its bracket, which opens the module; of a bare one the rest of its line. */
static PsStatus open_module(Reader *reader, PsModule *module, Frame *frame) {
    skip_spaces(reader);
    read_repeats(reader, module);
    module->line = reader->line;
    module->class = read_word(reader);
    *frame = (Frame){.last_child = -1, .arguments = reader->at + 1};
    if (peek(reader) == '(') {
        reader->at++;
    } else if (is_bare(module->class) && module->name.length > 0) {
        const PsStatus status = skip_bare(reader, ps_piece_is(module->class, "None"));
        if (status != PS_OK) {
            return status;
        }
    } else {
        module->class.length = 0;
    }
    if (module->class.length == 0) {
        return fail_at(reader, "a class with its brackets is missing: paste what print(model) shows");
    }
    return add_module(reader, module, &frame->module);
}

static void link_child(PsModules *modules, Frame *parent, int child) {
    if (parent->last_child < 0) {
        modules->modules[parent->module].first_child = child;
    } else {
        modules->modules[parent->last_child].next = child;
    }
    parent->last_child = child;
}

/* Whether a bracket opens an argument and a word follows it: "(0) Conv2d(…": a label without its colon. Tells
 * where. */
static bool lacks_colon(PsPiece arguments, size_t *at) {
    bool begins = true;
    int depth = 0;
    size_t open = arguments.length;
    for (size_t i = 0; i < arguments.length; i++) {
        const char c = arguments.text[i];
        if (depth == 0 && open < i && !is_space(c)) {
            if (ps_is_word(c)) {
                *at = open;
                return true;
            }
            open = arguments.length;
        }
        if (c == '(' && depth == 0 && begins) {
            open = i;
        }
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        begins = depth == 0 && (c == ',' || c == '\n' || (begins && is_space(c)));
    }
    return false;
}

static int count_lines(const char *text, size_t length) {
    int lines = 0;
    for (size_t i = 0; i < length; i++) {
        lines += text[i] == '\n';
    }
    return lines;
}

/* They end where the first child begins, or with the module. */
static PsStatus end_arguments(const Reader *reader, const Frame *frame, size_t end) {
    PsModule *module = &reader->modules->modules[frame->module];
    size_t at = 0;
    if (module->arguments.text != NULL) {
        return PS_OK;
    }
    module->arguments = (PsPiece){reader->text + frame->arguments, end - frame->arguments};
    if (lacks_colon(module->arguments, &at)) {
        return fail_between(reader, frame->arguments + at,
                            module->line + count_lines(module->arguments.text, at));
    }
    return PS_OK;
}

PsStatus ps_module_fail_arguments(const PsModule *module, PsError *error) {
    size_t at = 0;
    while (at < module->arguments.length && is_space(module->arguments.text[at])) {
        at++;
    }
    return fail_text((PsPiece){module->arguments.text + at, module->arguments.length - at},
                     module->line + count_lines(module->arguments.text, at), error);
}

/* Digits alone, below the number of modules there can be. */
static bool read_digits(PsPiece piece, int *number) {
    *number = 0;
    for (size_t i = 0; i < piece.length; i++) {
        if (piece.text[i] < '0' || piece.text[i] > '9' || *number > PS_MODULES) {
            return false;
        }
        *number = *number * 10 + (piece.text[i] - '0');
    }
    return piece.length > 0;
}

bool ps_module_numbers(const PsModule *module, int *first, int *last) {
    const PsPiece name = module->name;
    const char *line = name.length > 0 ? memchr(name.text, '-', name.length) : NULL;
    if (line == NULL) {
        const bool number = read_digits(name, first);
        *last = *first;
        return number;
    }
    const size_t before = (size_t)(line - name.text);
    return read_digits((PsPiece){name.text, before}, first) &&
           read_digits((PsPiece){line + 1, name.length - before - 1}, last);
}

static PsStatus fail_jump(const Reader *reader, const PsModule *child, int before, int first) {
    const PsStatus status =
        ps_fail(reader->error, PS_ERROR_FORMAT,
                "the printout is not understood in line %d: the labels jump from %d to %d: "
                "paste all of it as print(model) shows it",
                child->line, before, first);
    if (reader->error != NULL) {
        reader->error->line = child->line;
    }
    return status;
}

/* Children with numbers are numbered one after another, those of a dictionary aside. A Sequential may begin
 * with any number, as a slice keeps them; a list begins with 0. A range tells how many modules there are. */
static PsStatus check_number(const Reader *reader, const PsModule *child, Frame *parent) {
    const PsPiece class = reader->modules->modules[parent->module].class;
    const bool list = ps_piece_is(class, "ModuleList");
    int first = 0;
    int last = 0;
    const bool numbered = ps_module_numbers(child, &first, &last) && !ps_piece_is(class, "ModuleDict");
    const bool range = numbered && memchr(child->name.text, '-', child->name.length) != NULL;
    if ((range || child->repeats > 1) &&
        (!numbered || child->repeats < 2 || last - first + 1 != child->repeats)) {
        return fail_at(reader, "the label does not tell as many modules as there are: paste all of it");
    }
    if (numbered && first != parent->next_number &&
        (parent->next_number > 0 || (list && parent->last_child < 0))) {
        return fail_jump(reader, child, parent->next_number - 1, first);
    }
    parent->next_number = numbered ? last + 1 : 0;
    return PS_OK;
}

/* The child whose label has been read. */
static PsStatus enter_child(Reader *reader, PsModule *child, Frame frames[PS_MODULE_DEPTH], int *depth) {
    Frame inner = {0};
    if (*depth == PS_MODULE_DEPTH) {
        return fail_at(reader, "modules lie too deep in each other: use at most 64 levels");
    }
    PsStatus status = open_module(reader, child, &inner);
    if (status == PS_OK) {
        status = check_number(reader, child, &frames[*depth - 1]);
    }
    if (status == PS_OK) {
        link_child(reader->modules, &frames[*depth - 1], inner.module);
        if (!is_bare(child->class)) {
            frames[(*depth)++] = inner;
        }
    }
    return status;
}

/* Whether something is before this place in its line. */
static bool is_behind(const Reader *reader) {
    size_t at = reader->at;
    while (at > 0 && (reader->text[at - 1] == ' ' || reader->text[at - 1] == '\t')) {
        at--;
    }
    return at > 0 && reader->text[at - 1] != '\n';
}

/* Between modules there is nothing but blanks, and comments behind a module in its line: a line of its own
 * may stand for what was left out. */
static PsStatus skip_between(Reader *reader) {
    if (peek(reader) == '#' && is_behind(reader)) {
        while (!at_end(reader) && peek(reader) != '\n') {
            reader->at++;
        }
        return PS_OK;
    }
    if (!is_space(peek(reader))) {
        return fail_between(reader, reader->at, reader->line);
    }
    advance(reader);
    return PS_OK;
}

/* One character, bracket or child inside of the innermost module. */
static PsStatus read_inside(Reader *reader, Frame frames[PS_MODULE_DEPTH], int *depth) {
    Frame *frame = &frames[*depth - 1];
    const char c = peek(reader);
    const size_t at = reader->at;
    PsStatus status = PS_OK;
    PsModule child = {.first_child = -1, .next = -1, .repeats = 1};
    if (frame->depth == 0 && read_label(reader, &child)) {
        status = end_arguments(reader, frame, at);
        return status == PS_OK ? enter_child(reader, &child, frames, depth) : status;
    }
    if (frame->depth == 0 && c == ')') {
        status = end_arguments(reader, frame, at);
        (*depth)--;
    } else if (frame->last_child >= 0) {
        return skip_between(reader);
    } else {
        frame->depth += (c == '(') - (c == ')');
    }
    advance(reader);
    return status;
}

static bool starts_with(PsPiece rest, const char *start) {
    const size_t size = strlen(start);
    return rest.length >= size && memcmp(rest.text, start, size) == 0;
}

/* Bytes of a prompt: the line of ">>> print(model)" and "In [3]: model", "Out[3]:" alone. */
static size_t prompt_length(PsPiece rest) {
    const bool answer = starts_with(rest, "Out[");
    size_t length = 0;
    if (!answer && !starts_with(rest, ">>>") && !starts_with(rest, "In [")) {
        return 0;
    }
    while (length < rest.length && rest.text[length] != (answer ? ':' : '\n')) {
        length++;
    }
    return length + (answer && length < rest.length);
}

size_t ps_modules_begin(const char *text, size_t length) {
    size_t at = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t prompt = 1;
    while (prompt > 0) {
        while (at < length && is_space(text[at])) {
            at++;
        }
        prompt = at < length ? prompt_length((PsPiece){text + at, length - at}) : 0;
        at += prompt;
    }
    return at;
}

static void skip_prompt(Reader *reader) {
    const size_t end = reader->at + ps_modules_begin(reader->text + reader->at, reader->length - reader->at);
    while (reader->at < end) {
        advance(reader);
    }
}

PsStatus ps_modules_read(const char *text, size_t length, PsModules *modules, PsError *error) {
    *modules = (PsModules){0};
    /* A null text of length 0 is an empty text. */
    Reader reader = {
        .text = length > 0 ? text : "", .length = length, .line = 1, .modules = modules, .error = error};
    Frame frames[PS_MODULE_DEPTH] = {{0}};
    PsModule outermost = {.first_child = -1, .next = -1, .repeats = 1};
    int depth = 0;
    skip_prompt(&reader);
    (void)read_label(&reader, &outermost);
    PsStatus status = open_module(&reader, &outermost, &frames[depth]);
    depth++;
    while (status == PS_OK && depth > 0) {
        status = at_end(&reader) ? fail_at(&reader, "a bracket does not close: paste all of it")
                                 : read_inside(&reader, frames, &depth);
    }
    if (status == PS_OK) {
        skip_prompt(&reader);
        status =
            at_end(&reader) ? PS_OK : fail_at(&reader, "something follows the model: paste the model alone");
    }
    if (status != PS_OK) {
        ps_modules_free(modules);
    }
    return status;
}

PsPiece ps_piece_trim(PsPiece piece) {
    while (piece.length > 0 && is_space(piece.text[0])) {
        piece = (PsPiece){piece.text + 1, piece.length - 1};
    }
    while (piece.length > 0 && is_space(piece.text[piece.length - 1])) {
        piece.length--;
    }
    return piece;
}

PsPiece ps_piece_next(PsPiece *rest) {
    size_t end = 0;
    int depth = 0;
    while (end < rest->length && (depth > 0 || rest->text[end] != ',')) {
        const char c = rest->text[end++];
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
    }
    const PsPiece item = ps_piece_trim((PsPiece){rest->text, end});
    const size_t taken = end < rest->length ? end + 1 : end;
    *rest = (PsPiece){rest->text + taken, rest->length - taken};
    return item;
}

bool ps_module_argument(const PsModule *module, const char *name, int place, PsPiece *value) {
    PsPiece rest = module->arguments;
    const size_t size = strlen(name);
    int unnamed = 0;
    while (rest.length > 0) {
        const PsPiece argument = ps_piece_next(&rest);
        const char *equals = argument.length > 0 ? memchr(argument.text, '=', argument.length) : NULL;
        if (equals == NULL) {
            if (unnamed++ == place) {
                *value = argument;
                return true;
            }
        } else if (size > 0 &&
                   ps_piece_is(ps_piece_trim((PsPiece){argument.text, (size_t)(equals - argument.text)}),
                               name)) {
            const size_t before = (size_t)(equals - argument.text) + 1;
            *value = ps_piece_trim((PsPiece){equals + 1, argument.length - before});
            return true;
        }
    }
    return false;
}
