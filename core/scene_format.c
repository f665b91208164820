/* What a scene's file can hold: ranges, names, lines. No JSON here. */
#include "core/scene_format.h"

#include "core/notation.h"

#include <assert.h>
#include <string.h>

const PsPairRange PS_PAIR_RANGES[PS_PAIR_COUNT] = {
    {"kernel_size", offsetof(PsPool, kernel_size), 1, false},
    {"stride", offsetof(PsPool, stride), 1, true},
    {"padding", offsetof(PsPool, padding), 0, false},
    {"dilation", offsetof(PsPool, dilation), 1, false},
    {"output_size", offsetof(PsPool, output_size), 1, false},
};

const PsPairRange *ps_pair_range(size_t member) {
    for (int i = 0; i < PS_PAIR_COUNT; i++) {
        if (PS_PAIR_RANGES[i].member == member) {
            return &PS_PAIR_RANGES[i];
        }
    }
    assert(false && "a pair of the table");
    return NULL;
}

/* The first bytes of a UTF-8 sequence and what may follow them (Unicode, table 3-7): nothing longer than it
 * need be, no half of a surrogate pair, nothing beyond U+10FFFF. */
typedef struct Form {
    unsigned char first, last; /* of the first byte */
    unsigned char least, most; /* of the second */
    size_t length;
} Form;

static const Form FORMS[] = {
    {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

static bool has_form(const unsigned char *text, size_t length, const Form *form) {
    if (text[0] < form->first || text[0] > form->last || length < form->length) {
        return false;
    }
    if (form->length > 1 && (text[1] < form->least || text[1] > form->most)) {
        return false;
    }
    for (size_t i = 2; i < form->length; i++) {
        if (text[i] < 0x80 || text[i] > 0xBF) {
            return false;
        }
    }
    return true;
}

static bool is_utf8(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t at = 0; at < length;) {
        const Form *form = FORMS;
        while (form < FORMS + sizeof FORMS / sizeof FORMS[0] && !has_form(bytes + at, length - at, form)) {
            form++;
        }
        if (form == FORMS + sizeof FORMS / sizeof FORMS[0]) {
            return false;
        }
        at += form->length;
    }
    return true;
}

char ps_scene_escape(char byte) {
    static const char bytes[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = byte != '\0' ? strchr(bytes, byte) : NULL;
    return found != NULL ? letters[found - bytes] : '\0';
}

/* As a text of JSON, between its quotes. */
static size_t written_size(const char *text, size_t length) {
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        const bool coded = (unsigned char)text[i] < ' '; /* \u0001 */
        size += ps_scene_escape(text[i]) != '\0' ? 2 : coded ? 6 : 1;
    }
    return size;
}

bool ps_scene_is_stack_line(const char *line, size_t length) {
    return length <= PS_STACK_LINE_SIZE && written_size(line, length) <= PS_STACK_LINE_SIZE &&
           memchr(line, '\n', length) == NULL && is_utf8(line, length);
}

PsStatus ps_scene_check_lines(const char *text, PsError *error) {
    const char *line = text;
    int count = 0;
    do {
        const size_t length = strcspn(line, "\n");
        count++;
        if (!ps_scene_is_stack_line(line, length)) {
            return ps_fail(error, PS_ERROR_SIZE,
                           "line %d of the stack is no UTF-8 or too long for a file: use at most %d bytes",
                           count, (int)PS_STACK_LINE_SIZE);
        }
        line = line[length] == '\n' ? line + length + 1 : NULL;
    } while (line != NULL);
    if (count > PS_STACK_LINES || strlen(text) > PS_NOTATION_BYTES) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "a stack is too long for a file: use at most %d lines and %d bytes in all",
                       (int)PS_STACK_LINES, (int)PS_NOTATION_BYTES);
    }
    return PS_OK;
}

bool ps_scene_is_map_name(const char *name) {
    static const char *const endings[] = {".npy", ".csv", ".tsv"};
    const size_t length = strlen(name);
    if (length > PS_MAP_NAME_SIZE || strpbrk(name, "/\\") != NULL || !is_utf8(name, length)) {
        return false;
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const size_t size = strlen(endings[i]);
        if (length > size && strcmp(name + length - size, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}
