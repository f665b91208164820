/* JSON that was parsed by jansson, and where each value is in the text. Not installed: it serves the
 * core's own formats.
 *
 * jansson knows places of syntax errors alone. So a PsJsonValue walks the tree and the text side by side:
 * members and elements come in the text's order, and a refusal names the path, line and column of what it
 * refuses. Numbers are read from the text, so that none is rounded twice.
 */
#ifndef PS_JSON_H
#define PS_JSON_H

#include "core/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A document: an object. text is borrowed, root owned. */
typedef struct PsJson {
    const char *text; /* after a byte order mark */
    size_t size;
    json_t *root;
} PsJson;

/* A value on the way from the document down to it; parents are the caller's and outlive it. */
typedef struct PsJsonValue {
    const json_t *json;
    size_t at;                        /* where it begins in the text */
    const struct PsJsonValue *parent; /* null: the document */
    const char *key;                  /* of a member; null: an element */
    size_t key_at;                    /* where the key begins */
    size_t index;                     /* of an element */
} PsJsonValue;

/* How far an object or a list has been walked; zeroed at first. */
typedef struct PsJsonItems {
    size_t at;
    size_t index;
    void *iterator;
} PsJsonItems;

enum { PS_JSON_PATH_SIZE = 96 };

/* What a refusal names: "pool.kernel_size" or "input[2][3]", 1-based line, column in bytes. */
typedef struct PsJsonPlace {
    char path[PS_JSON_PATH_SIZE];
    int line;
    int column;
} PsJsonPlace;

/* Parses data (which must stay) into json (made here; zeroed on failure). Refused with line and column: what
 * is no JSON, no object, a key twice in an object, zero bytes, numbers beyond a double, strings and numbers
 * of more than PS_JSON_TOKEN bytes, more than PS_JSON_DEPTH levels. */
PsStatus ps_json_read(const unsigned char *data, size_t size, PsJson *json, PsError *error) PS_MUST_USE;
void ps_json_free(PsJson *json);

enum { PS_JSON_TOKEN = 512, PS_JSON_DEPTH = 16 };

PsJsonValue ps_json_document(const PsJson *json);

/* The next member of an object or element of a list; false behind the last. */
bool ps_json_next(const PsJson *json, const PsJsonValue *parent, PsJsonItems *items, PsJsonValue *item);

/* A number or string as it is written. */
const char *ps_json_token(const PsJson *json, const PsJsonValue *value, size_t *length);

PsJsonPlace ps_json_place(const PsJson *json, const PsJsonValue *value);
PsJsonPlace ps_json_key_place(const PsJson *json, const PsJsonValue *value);

/* Puts the place's line and column into error (may be null) and passes the status on. */
PsStatus ps_json_at(PsStatus status, const PsJsonPlace *place, PsError *error);

/* Refuse what is of another type; integers also where they are not from least to most. text is borrowed. */
PsStatus ps_json_expect_object(const PsJson *json, const PsJsonValue *value, PsError *error) PS_MUST_USE;
PsStatus ps_json_expect_list(const PsJson *json, const PsJsonValue *value, PsError *error) PS_MUST_USE;
PsStatus ps_json_text(const PsJson *json, const PsJsonValue *value, const char **text,
                      PsError *error) PS_MUST_USE;
PsStatus ps_json_boolean(const PsJson *json, const PsJsonValue *value, bool *boolean,
                         PsError *error) PS_MUST_USE;
PsStatus ps_json_number(const PsJson *json, const PsJsonValue *value, double *number,
                        PsError *error) PS_MUST_USE;
PsStatus ps_json_integer(const PsJson *json, const PsJsonValue *value, int64_t least, int64_t most,
                         int64_t *integer, PsError *error) PS_MUST_USE;

#endif
