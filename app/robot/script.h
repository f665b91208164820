/* A robot's script, parsed whole before anything is played: one command a line, # starts a comment.
 *
 * Grammar of a line: a verb, then words separated by blanks; a word in double quotes may hold blanks, and
 * \" \\ \t \n in it are escapes.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ScriptVerb {
    SCRIPT_KEY,
    SCRIPT_TYPE,
    SCRIPT_CLICK,
    SCRIPT_DOUBLE_CLICK,
    SCRIPT_RIGHT_CLICK,
    SCRIPT_LONG_PRESS,
    SCRIPT_HOVER,
    SCRIPT_WHEEL,
    SCRIPT_TAP,
    SCRIPT_DOUBLE_TAP,
    SCRIPT_PINCH,
    SCRIPT_DRAG,       /* to another control */
    SCRIPT_DRAG_TO,    /* to a share of its own width */
    SCRIPT_DRAG_BY,    /* by pixels */
    SCRIPT_SHIFT_DRAG, /* parsed as one of these, with a modifier */
    SCRIPT_RESIZE,
    SCRIPT_DROP,
    SCRIPT_WAIT,
    SCRIPT_EXPECT,
    SCRIPT_EXPECT_NO,
    SCRIPT_EXPECT_FOCUS,
    SCRIPT_SHOT,
    SCRIPT_QUIT,
    SCRIPT_VERB_COUNT
} ScriptVerb;

typedef struct ScriptCommand {
    ScriptVerb verb;
    int line;
    char *words[2]; /* names and texts, owned */
    double numbers[2];
    int key; /* UiKey or character */
    unsigned modifiers;
} ScriptCommand;

typedef struct Script {
    ScriptCommand *commands;
    size_t count, capacity;
} Script;

/* Parses text (size bytes). On failure error names line and column, and script is empty. */
PsStatus script_parse(const char *text, size_t size, Script *script, PsError *error) PS_MUST_USE;
void script_free(Script *script);

#endif
