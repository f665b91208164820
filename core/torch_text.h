/* The printout of a PyTorch model as a tree of modules. Not installed: it serves torch_read.c and
 * torch_leaf.c.
 *
 * Text such as `(conv1): Conv2d(3, 64, kernel_size=(7, 7))`; what a class means is not known here. The tree
 * is an array in printed order; all texts are borrowed from the printout.
 */
#ifndef PS_TORCH_TEXT_H
#define PS_TORCH_TEXT_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a text that goes on. */
typedef struct PsPiece {
    const char *text;
    size_t length;
} PsPiece;

typedef struct PsModule {
    PsPiece name;      /* "conv1" of "(conv1): …"; empty where it has none */
    PsPiece class;     /* "Conv2d", without its package; "None" and "Parameter" have no brackets */
    PsPiece arguments; /* what is in the brackets before the first child */
    int line;
    int first_child, next; /* modules; -1: none */
    int repeats;           /* 4 of "(2-5): 4 x Block(…)"; else 1 */
} PsModule;

typedef struct PsModules {
    PsModule *modules; /* owned; the first is the outermost */
    int count;
} PsModules;

enum { PS_MODULES = 1 << 16, PS_MODULE_DEPTH = 64 };

/* modules is made here, zeroed on failure. A prompt before and behind the model is fine, and so is a comment
 * from # to the end of a line, behind a module. Refused with line: unbalanced brackets, whatever is
 * between modules and is none, numbers of a list that jump, too many, too deep. Time is linear in length. */
PsStatus ps_modules_read(const char *text, size_t length, PsModules *modules, PsError *error) PS_MUST_USE;
void ps_modules_free(PsModules *modules);

/* Where the text begins behind blanks, a byte order mark and lines such as ">>> print(model)". */
size_t ps_modules_begin(const char *text, size_t length);

/* The child of this name; -1: none. */
int ps_module_child(const PsModules *modules, const PsModule *module, const char *name);

/* The numbers of "3" and of "2-5"; false for other names. */
bool ps_module_numbers(const PsModule *module, int *first, int *last);

/* The refusal of what is in the brackets before the first child, in its own line: it is no module. */
PsStatus ps_module_fail_arguments(const PsModule *module, PsError *error);

/* What names and classes are made of; every byte of a letter beyond ASCII is. */
bool ps_is_word(char c);

bool ps_piece_is(PsPiece piece, const char *word);

/* How much of piece to show where at most `most` bytes have room: not inside of a letter. */
int ps_piece_shown(PsPiece piece, int most);

/* Without blanks at its ends. */
PsPiece ps_piece_trim(PsPiece piece);

/* The next item up to a comma outside of brackets, without blanks around it; rest moves on. */
PsPiece ps_piece_next(PsPiece *rest);

/* The value of an argument by its name or, where there is no such name, by its place among those without a
 * name (-1: by name alone). False where it is not there. Values keep their brackets: "(7, 7)". */
bool ps_module_argument(const PsModule *module, const char *name, int place, PsPiece *value);

#endif
