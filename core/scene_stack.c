/* A stack as a list of lines. Each text of the list is one line, so that what the notation refuses in its
 * line n is in the n-th text.
 *
 * Invariant: a list that is read is one that can be written: lines take no more bytes then.
 */
#include "core/scene_stack.h"

#include "core/memory.h"
#include "core/notation.h"
#include "core/scene_format.h"

#include <stdio.h>
#include <string.h>

_Static_assert(PS_STACK_LINE_SIZE + 2 == PS_JSON_TOKEN, "a line and its quotes are one token");

/* Removes the line that a refusal of notation names, for it is none of the file's. */
static void remove_line(const PsError *reason, char *text) {
    char words[32];
    snprintf(words, sizeof words, " in line %d", reason->line);
    char *found = NULL;
    for (char *next = strstr(text, words); next != NULL; next = strstr(next + 1, words)) {
        found = next; /* an item that says the same is before */
    }
    if (found != NULL) {
        memmove(found, found + strlen(words), strlen(found + strlen(words)) + 1);
    }
}

/* What the notation refuses, told with the place of the text of list that it is in. */
static PsStatus fail_layer(const PsJson *json, const PsJsonValue *list, const PsError *reason,
                           PsError *error) {
    PsJsonItems items = {0};
    PsJsonValue item = *list;
    for (int i = 0; i < reason->line && ps_json_next(json, list, &items, &item);) {
        i++;
    }
    const PsJsonPlace place = ps_json_place(json, &item);
    char text[PS_ERROR_TEXT_SIZE];
    char start[PS_ERROR_VALUE_SIZE]; /* one value is too short for all of it */
    ps_error_text(reason, NULL, text, sizeof text);
    remove_line(reason, text);
    const size_t length = strlen(text) < sizeof start ? strlen(text) : sizeof start - 1;
    snprintf(start, sizeof start, "%.*s", (int)length, text);
    return ps_json_at(ps_fail(error, reason->status, "%s in line %d, column %d is no layer: %s%s", place.path,
                              place.line, place.column, start, text + length),
                      &place, error);
}

/* Makes the stack of text, that of list. */
static PsStatus make_stack(const PsJson *json, const PsJsonValue *list, const char *text, PsSceneStack *stack,
                           PsError *error) {
    PsError reason;
    const PsStatus status = ps_scene_stack_make(text, stack, &reason);
    if (status == PS_OK) {
        return PS_OK;
    }
    return status == PS_ERROR_MEMORY ? ps_fail_memory(error) : fail_layer(json, list, &reason, error);
}

static PsStatus fail_line(const PsJson *json, const PsJsonValue *value, PsError *error) {
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is more than one line: write each as a text of its "
                              "own",
                              place.path, place.line, place.column),
                      &place, error);
}

static PsStatus fail_size(const PsJson *json, const PsJsonValue *list, PsError *error) {
    const PsJsonPlace place = ps_json_place(json, list);
    return ps_json_at(
        ps_fail(error, PS_ERROR_SIZE,
                "%s in line %d, column %d is too long: use at most %d lines and %d bytes in all", place.path,
                place.line, place.column, (int)PS_STACK_LINES, (int)PS_NOTATION_BYTES),
        &place, error);
}

/* Joins the lines of a list into text, which has room for them. */
static PsStatus read_lines(const PsJson *json, const PsJsonValue *list, char *text, PsError *error) {
    PsStatus status = PS_OK;
    PsJsonItems items = {0};
    PsJsonValue item;
    while (status == PS_OK && ps_json_next(json, list, &items, &item)) {
        const char *line = NULL;
        status = ps_json_text(json, &item, &line, error);
        if (status != PS_OK) {
            return status;
        }
        const size_t length = json_string_length(item.json);
        if (!ps_scene_is_stack_line(line, length)) {
            return fail_line(json, &item, error);
        }
        if (item.index > 0) {
            *text++ = '\n';
        }
        memcpy(text, line, length);
        text += length;
    }
    *text = '\0';
    return status;
}

PsStatus ps_scene_stack_read(const PsJson *json, const PsJsonValue *list, PsSceneStack *stack,
                             PsError *error) {
    *stack = (PsSceneStack){0};
    PsStatus status = ps_json_expect_list(json, list, error);
    if (status != PS_OK) {
        return status;
    }
    const size_t count = json_array_size(list->json);
    size_t size = count > 0 ? count : 1;
    for (size_t i = 0; i < count; i++) {
        size += json_string_length(json_array_get(list->json, i));
    }
    if (count > PS_STACK_LINES || size - 1 > PS_NOTATION_BYTES) {
        return fail_size(json, list, error);
    }
    char *text = ps_allocate(size, 1);
    if (text == NULL) {
        return ps_fail_memory(error);
    }
    status = read_lines(json, list, text, error);
    if (status == PS_OK) {
        status = make_stack(json, list, text, stack, error);
    }
    ps_release(text);
    return status;
}
