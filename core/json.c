/* jansson's tree beside its text. What keys mean is the business of those who call.
 *
 * The text is scanned by tokens: before jansson sees it, for what must not reach it, and afterwards for
 * places. Invariant: no scan passes the text's end, whatever the text is; once it has been parsed, text and
 * tree have the same members and elements in the same order.
 */
#include "core/json.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* jansson (2.14) ignores that its token buffer could not grow, and then reads past it. The buffer is kept
 * from token to token, so a first key longer than all tokens that are let through grows it where that can be
 * seen: of this key a byte would be missing. */
enum { PAD_SIZE = 600 };

/* What jansson reads: the pad in place of the document's first brace, then the rest. */
typedef struct Feed {
    const char *parts[2];
    size_t left[2];
} Feed;

/* ---- scanning ---- */

static bool is_space(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

static bool is_structure(char character) {
    return character != '\0' && strchr("{}[]:,", character) != NULL;
}

static size_t skip_space(const PsJson *json, size_t at) {
    while (at < json->size && is_space(json->text[at])) {
        at++;
    }
    return at;
}

/* Behind the string that begins at at; the text's end where it is never closed. */
static size_t skip_string(const PsJson *json, size_t at) {
    for (at++; at < json->size && json->text[at] != '"'; at++) {
        at += json->text[at] == '\\' && at + 1 < json->size;
    }
    return at < json->size ? at + 1 : at;
}

/* Behind the token at at: a string, one mark of structure, or all up to a space, a mark or a quote. */
static size_t skip_token(const PsJson *json, size_t at) {
    if (json->text[at] == '"') {
        return skip_string(json, at);
    }
    if (is_structure(json->text[at])) {
        return at + 1;
    }
    while (at < json->size && !is_space(json->text[at]) && !is_structure(json->text[at]) &&
           json->text[at] != '"') {
        at++;
    }
    return at;
}

static int level_change(char character) {
    return (character == '{' || character == '[') - (character == '}' || character == ']');
}

/* Behind the value at at. */
static size_t skip_value(const PsJson *json, size_t at) {
    int level = 0;
    do {
        level += level_change(json->text[at]);
        at = skip_token(json, at);
        if (level > 0) {
            at = skip_space(json, at);
        }
    } while (level > 0 && at < json->size);
    return at;
}

/* ---- places ---- */

static PsJsonPlace place_of(const PsJson *json, size_t at) {
    PsJsonPlace place = {.line = 1, .column = 1};
    size_t first = 0;
    for (size_t i = 0; i < at; i++) {
        if (json->text[i] == '\n') {
            place.line += place.line < INT_MAX;
            first = i + 1;
        }
    }
    place.column = at - first < INT_MAX ? (int)(at - first) + 1 : INT_MAX;
    return place;
}

/* Appends a step of a path; what does not fit is cut. */
static void append_step(char *path, const PsJsonValue *value) {
    const size_t length = strlen(path);
    const size_t room = PS_JSON_PATH_SIZE - length;
    if (value->key != NULL) {
        snprintf(path + length, room, "%s%s", length > 0 ? "." : "", value->key);
    } else {
        snprintf(path + length, room, "[%zu]", value->index);
    }
}

static void write_path(char *path, const PsJsonValue *value) {
    const PsJsonValue *steps[PS_JSON_DEPTH + 1];
    int count = 0;
    for (; value->parent != NULL; value = value->parent) {
        assert(count <= PS_JSON_DEPTH);
        steps[count++] = value;
    }
    path[0] = '\0';
    while (count > 0) {
        append_step(path, steps[--count]);
    }
    if (path[0] == '\0') {
        snprintf(path, PS_JSON_PATH_SIZE, "the document");
    }
}

PsJsonPlace ps_json_place(const PsJson *json, const PsJsonValue *value) {
    PsJsonPlace place = place_of(json, value->at);
    write_path(place.path, value);
    return place;
}

PsJsonPlace ps_json_key_place(const PsJson *json, const PsJsonValue *value) {
    PsJsonPlace place = place_of(json, value->key_at);
    write_path(place.path, value);
    return place;
}

PsStatus ps_json_at(PsStatus status, const PsJsonPlace *place, PsError *error) {
    if (error != NULL) {
        error->line = place->line;
        error->column = place->column;
    }
    return status;
}

/* ---- parsing ---- */

static PsStatus fail_token(const PsJson *json, size_t at, bool is_deep, PsError *error) {
    const PsJsonPlace place = place_of(json, at);
    const PsStatus status =
        is_deep ? ps_fail(error, PS_ERROR_FORMAT,
                          "lists lie too deep in one another in line %d, column %d: use at most %d levels",
                          place.line, place.column, (int)PS_JSON_DEPTH)
                : ps_fail(error, PS_ERROR_FORMAT,
                          "the text or number in line %d, column %d is too long: use at most %d bytes",
                          place.line, place.column, (int)PS_JSON_TOKEN);
    return ps_json_at(status, &place, error);
}

/* What must not reach jansson: zero bytes, long tokens, deep nesting. */
static PsStatus check_text(const PsJson *json, PsError *error) {
    const char *zero = json->size > 0 ? memchr(json->text, 0, json->size) : NULL;
    if (zero != NULL) {
        const PsJsonPlace place = place_of(json, (size_t)(zero - json->text));
        return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                                  "a zero byte stands in line %d, column %d: give a JSON text", place.line,
                                  place.column),
                          &place, error);
    }
    int level = 0;
    for (size_t at = skip_space(json, 0); at < json->size;) {
        const size_t end = skip_token(json, at);
        level += level_change(json->text[at]);
        if (level > PS_JSON_DEPTH || end - at > PS_JSON_TOKEN) {
            return fail_token(json, at, level > PS_JSON_DEPTH, error);
        }
        at = skip_space(json, end);
    }
    return PS_OK;
}

/* jansson's callback: fills buffer with what comes next. */
static size_t feed_next(void *buffer, size_t size, void *data) {
    Feed *feed = data;
    const int part = feed->left[0] > 0 ? 0 : 1;
    const size_t count = feed->left[part] < size ? feed->left[part] : size;
    if (count > 0) {
        memcpy(buffer, feed->parts[part], count);
    }
    feed->parts[part] += count;
    feed->left[part] -= count;
    return count;
}

/* Where jansson stopped after at bytes: at the token it could not use, or at the byte inside a string. */
static size_t stopped_at(const PsJson *json, size_t at, enum json_error_code code) {
    if (code == json_error_premature_end_of_input) {
        for (at = json->size; at > 0 && is_space(json->text[at - 1]);) {
            at--;
        }
        return at;
    }
    if (code == json_error_invalid_utf8) {
        return at;
    }
    size_t first = skip_space(json, 0);
    size_t end = skip_token(json, first);
    while (end < at && skip_space(json, end) < json->size) {
        first = skip_space(json, end);
        end = skip_token(json, first);
    }
    if (json->text[first] != '"' || end <= at) {
        return first;
    }
    /* A control character is not taken, a wrong escape is. */
    return (unsigned char)json->text[at] < ' ' ? at : at - 1;
}

static PsStatus fail_syntax(const PsJsonPlace *place, const json_error_t *reason, PsError *error) {
    const enum json_error_code code = json_error_code(reason);
    if (code == json_error_numeric_overflow) {
        return ps_fail(
            error, PS_ERROR_FORMAT,
            "the number in line %d, column %d is beyond float32: stay within 3.4e38 or write \"inf\"",
            place->line, place->column);
    }
    if (code == json_error_duplicate_key) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the key in line %d, column %d stands there a second time: keep one of the two",
                       place->line, place->column);
    }
    if (code == json_error_end_of_input_expected) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "more text stands behind the document's end in line %d, column %d: remove it",
                       place->line, place->column);
    }
    return ps_fail(error, PS_ERROR_FORMAT,
                   "this is no JSON in line %d, column %d (%s): correct what stands there", place->line,
                   place->column, reason->text);
}

/* jansson says nothing where memory is short, or that a string is none. */
static bool is_memory(const PsJson *json, size_t at, const json_error_t *reason) {
    const bool is_string = at < json->size && json->text[at] == '"';
    return reason->text[0] == '\0' || (is_string && (strncmp(reason->text, "invalid token", 13) == 0 ||
                                                     strncmp(reason->text, "string or", 9) == 0));
}

static PsStatus fail_load(const PsJson *json, size_t at, json_error_t *reason, PsError *error) {
    const size_t stopped = stopped_at(json, at, json_error_code(reason));
    if (is_memory(json, stopped, reason)) {
        return ps_fail_memory(error);
    }
    for (char *character = reason->text; *character != '\0'; character++) {
        if ((unsigned char)*character < ' ' || *character == 0x7F) {
            *character = '?';
        }
    }
    const PsJsonPlace place = place_of(json, stopped);
    return ps_json_at(fail_syntax(&place, reason, error), &place, error);
}

/* first is where the document's brace stands. */
static PsStatus load(PsJson *json, size_t first, PsError *error) {
    const size_t next = skip_space(json, first + 1);
    const bool is_empty = next < json->size && json->text[next] == '}';
    char pad[PAD_SIZE + 8] = "{\"";
    memset(pad + 2, 'x', PAD_SIZE);
    memcpy(pad + 2 + PAD_SIZE, "\":0,", 4);
    const size_t size = 2 + PAD_SIZE + (is_empty ? 3 : 4);
    Feed feed = {{pad, json->text + first + 1}, {size, json->size - first - 1}};
    json_error_t reason;
    json->root =
        json_load_callback(feed_next, &feed, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &reason);
    if (json->root == NULL) {
        const size_t read = reason.position > 0 ? (size_t)reason.position : 0;
        /* Nothing but memory can fail in the pad. */
        return read < size ? ps_fail_memory(error) : fail_load(json, read - size + first + 1, &reason, error);
    }
    pad[2 + PAD_SIZE] = '\0';
    return json_object_get(json->root, pad + 2) != NULL ? PS_OK : ps_fail_memory(error);
}

PsStatus ps_json_read(const unsigned char *data, size_t size, PsJson *json, PsError *error) {
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    const size_t skip = size >= sizeof mark && memcmp(data, mark, sizeof mark) == 0 ? sizeof mark : 0;
    *json = (PsJson){.text = size > 0 ? (const char *)data + skip : "", .size = size - skip};
    PsStatus status = size <= INT_MAX / 2
                          ? check_text(json, error)
                          : ps_fail(error, PS_ERROR_SIZE, "%zu bytes are too many: use a smaller file", size);
    const size_t first = skip_space(json, 0);
    if (status == PS_OK && (first == json->size || json->text[first] != '{')) {
        const PsJsonPlace place = place_of(json, first);
        status = ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                                    "this is no JSON object in line %d, column %d: let it begin with {",
                                    place.line, place.column),
                            &place, error);
    }
    if (status == PS_OK) {
        status = load(json, first, error);
    }
    if (status != PS_OK) {
        ps_json_free(json);
    }
    return status;
}

void ps_json_free(PsJson *json) {
    json_decref(json->root);
    *json = (PsJson){0};
}

/* ---- walking ---- */

PsJsonValue ps_json_document(const PsJson *json) {
    return (PsJsonValue){.json = json->root, .at = skip_space(json, 0)};
}

/* The items of parent from its first on; of the document the first is the pad, which no text has. */
static PsJsonItems first_item(const PsJson *json, const PsJsonValue *parent) {
    PsJsonItems items = {.at = parent->at + 1};
    if (json_is_object(parent->json)) {
        json_t *object = (json_t *)parent->json;
        items.iterator = json_object_iter(object);
        if (object == json->root) {
            items.iterator = json_object_iter_next(object, items.iterator);
        }
    }
    return items;
}

bool ps_json_next(const PsJson *json, const PsJsonValue *parent, PsJsonItems *items, PsJsonValue *item) {
    const bool is_object = json_is_object(parent->json);
    if (items->at == 0) {
        *items = first_item(json, parent);
    }
    size_t at = skip_space(json, items->at);
    if (is_object ? items->iterator == NULL : items->index == json_array_size(parent->json)) {
        return false;
    }
    if (json->text[at] == ',') {
        at = skip_space(json, at + 1);
    }
    *item = (PsJsonValue){.parent = parent, .key_at = at, .index = items->index};
    if (is_object) {
        item->key = json_object_iter_key(items->iterator);
        item->json = json_object_iter_value(items->iterator);
        items->iterator = json_object_iter_next((json_t *)parent->json, items->iterator);
        at = skip_space(json, skip_string(json, at)); /* the colon */
        at = skip_space(json, at + 1);
    } else {
        item->json = json_array_get(parent->json, items->index);
    }
    item->at = at;
    items->index++;
    items->at = skip_value(json, at);
    return true;
}

const char *ps_json_token(const PsJson *json, const PsJsonValue *value, size_t *length) {
    *length = skip_token(json, value->at) - value->at;
    return json->text + value->at;
}

/* ---- types ---- */

PsStatus ps_json_expect_object(const PsJson *json, const PsJsonValue *value, PsError *error) {
    if (json_is_object(value->json)) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is no object: write it in braces, as {\"key\": 1}",
                              place.path, place.line, place.column),
                      &place, error);
}

PsStatus ps_json_expect_list(const PsJson *json, const PsJsonValue *value, PsError *error) {
    if (json_is_array(value->json)) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is no list: write it in brackets, as [1,2]",
                              place.path, place.line, place.column),
                      &place, error);
}

PsStatus ps_json_text(const PsJson *json, const PsJsonValue *value, const char **text, PsError *error) {
    *text = json_string_value(value->json);
    if (*text != NULL) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is no text: write it in double quotes", place.path,
                              place.line, place.column),
                      &place, error);
}

PsStatus ps_json_boolean(const PsJson *json, const PsJsonValue *value, bool *boolean, PsError *error) {
    *boolean = json_is_true(value->json);
    if (json_is_boolean(value->json)) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is neither true nor false: write one of the two",
                              place.path, place.line, place.column),
                      &place, error);
}

PsStatus ps_json_number(const PsJson *json, const PsJsonValue *value, double *number, PsError *error) {
    *number = json_real_value(value->json);
    if (json_is_real(value->json)) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(ps_fail(error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is no number: write one, like 2 or 0.5", place.path,
                              place.line, place.column),
                      &place, error);
}

/* A whole number of at most 15 digits, by its text; 2.0 is none. */
static bool token_integer(const PsJson *json, const PsJsonValue *value, int64_t *integer) {
    size_t length = 0;
    const char *token = ps_json_token(json, value, &length);
    const bool is_negative = token[0] == '-';
    if (!json_is_real(value->json) || length > 15) {
        return false;
    }
    int64_t sum = 0;
    for (size_t i = is_negative; i < length; i++) {
        if (token[i] < '0' || token[i] > '9') {
            return false;
        }
        sum = sum * 10 + (token[i] - '0');
    }
    *integer = is_negative ? -sum : sum;
    return true;
}

PsStatus ps_json_integer(const PsJson *json, const PsJsonValue *value, int64_t least, int64_t most,
                         int64_t *integer, PsError *error) {
    *integer = 0;
    if (token_integer(json, value, integer) && *integer >= least && *integer <= most) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(json, value);
    return ps_json_at(
        ps_fail(error, PS_ERROR_FORMAT,
                "%s in line %d, column %d is no whole number from %lld to %lld: write one that is",
                place.path, place.line, place.column, (long long)least, (long long)most),
        &place, error);
}
