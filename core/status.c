/* Errors as a sentence template and the text of each of its values.
 *
 * This file knows no module's errors: each sentence is where it is raised. Invariant: a conversion is
 * one of those in CONVERSIONS, without flags, width or precision, and values[i] is the text of the i-th
 * one, so that any template with the same conversions in the same order can be filled.
 */
#include "core/status.h"

#include "core/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *const STATUS_TEXTS[PS_STATUS_COUNT] = {
#define STATUS_ROW(name, text) text,
    PS_STATUS_LIST(STATUS_ROW)
#undef STATUS_ROW
};

/* To add a conversion: a row here and one in write_value. */
typedef enum Conversion {
    CONVERSION_STRING,
    CONVERSION_INT,
    CONVERSION_LONG_LONG,
    CONVERSION_SIZE,
    CONVERSION_DOUBLE,
    CONVERSION_CHARACTER,
    CONVERSION_PERCENT,
    CONVERSION_COUNT
} Conversion;

static const char *const CONVERSIONS[CONVERSION_COUNT] = {"%s", "%d", "%lld", "%zu", "%g", "%c", "%%"};

const char *ps_status_text(PsStatus status) {
    if ((unsigned)status >= PS_STATUS_COUNT) {
        return "unknown";
    }
    return STATUS_TEXTS[status];
}

/* Which conversion text begins with; CONVERSION_COUNT if there is none. */
static Conversion conversion_at(const char *text) {
    int conversion = 0;
    while (conversion < CONVERSION_COUNT &&
           strncmp(text, CONVERSIONS[conversion], strlen(CONVERSIONS[conversion])) != 0) {
        conversion++;
    }
    return (Conversion)conversion;
}

/* Where text has been cut inside a UTF-8 sequence, takes the broken sequence off. */
static void trim_broken_sequence(char *text) {
    const size_t length = strlen(text);
    size_t lead = length;
    while (lead > 0 && length - lead < 3 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80) {
        lead--;
    }
    if (lead == 0) {
        return;
    }
    const unsigned char byte = (unsigned char)text[lead - 1];
    const size_t expected = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    if (length - lead + 1 < expected) {
        text[lead - 1] = '\0';
    }
}

/* The argument list is passed by pointer, so that the caller's moves on. */
static void write_value(char *value, Conversion conversion, va_list *arguments) {
    const size_t size = PS_ERROR_VALUE_SIZE;
    switch (conversion) {
    case CONVERSION_STRING:
        snprintf(value, size, "%s", va_arg(*arguments, const char *));
        trim_broken_sequence(value);
        ps_text_make_printable(value);
        break;
    case CONVERSION_INT:
        snprintf(value, size, "%d", va_arg(*arguments, int));
        break;
    case CONVERSION_LONG_LONG:
        snprintf(value, size, "%lld", va_arg(*arguments, long long));
        break;
    case CONVERSION_SIZE:
        snprintf(value, size, "%zu", va_arg(*arguments, size_t));
        break;
    case CONVERSION_DOUBLE:
        snprintf(value, size, "%g", va_arg(*arguments, double));
        break;
    case CONVERSION_CHARACTER:
        snprintf(value, size, "%c", va_arg(*arguments, int));
        break;
    case CONVERSION_PERCENT:
    case CONVERSION_COUNT:
        break;
    }
}

PsStatus ps_fail(PsError *error, PsStatus status, const char *sentence, ...) {
    assert(status != PS_OK && sentence != NULL);
    if (error == NULL) {
        return status;
    }
    *error = (PsError){.status = status, .sentence = sentence};
    va_list arguments;
    va_start(arguments, sentence);
    int count = 0;
    for (const char *at = strchr(sentence, '%'); at != NULL; at = strchr(at, '%')) {
        const Conversion conversion = conversion_at(at);
        assert(conversion != CONVERSION_COUNT && "a conversion that ps_fail does not know");
        if (conversion == CONVERSION_COUNT) {
            break;
        }
        if (conversion != CONVERSION_PERCENT) {
            assert(count < PS_ERROR_VALUES);
            if (count == PS_ERROR_VALUES) {
                break;
            }
            write_value(error->values[count], conversion, &arguments);
            count++;
        }
        at += strlen(CONVERSIONS[conversion]);
    }
    va_end(arguments);
    return status;
}

PsStatus ps_fail_memory(PsError *error) {
    return ps_fail(error, PS_ERROR_MEMORY,
                   "there is not enough memory: close other programs or use a smaller map");
}

/* Appends length bytes of piece to text of size bytes, cut where it does not fit. */
static void append_piece(char *text, size_t size, size_t *used, const char *piece, size_t length) {
    const size_t room = size - 1 - *used;
    const size_t taken = length < room ? length : room;
    memcpy(text + *used, piece, taken);
    *used += taken;
    text[*used] = '\0';
    if (taken < length) {
        trim_broken_sequence(text);
        *used = strlen(text);
    }
}

void ps_error_text(const PsError *error, const char *translated, char *text, size_t size) {
    assert(error != NULL && text != NULL && size > 0);
    const char *template = translated != NULL ? translated : error->sentence;
    if (template == NULL) {
        template = ps_status_text(error->status);
    }
    size_t used = 0;
    int count = 0;
    text[0] = '\0';
    while (*template != '\0') {
        const Conversion conversion = *template == '%' ? conversion_at(template) : CONVERSION_COUNT;
        if (conversion == CONVERSION_COUNT || conversion == CONVERSION_PERCENT) {
            append_piece(text, size, &used, template, 1);
            template += conversion == CONVERSION_PERCENT ? 2 : 1;
            continue;
        }
        if (count < PS_ERROR_VALUES) {
            append_piece(text, size, &used, error->values[count], strlen(error->values[count]));
            count++;
        }
        template += strlen(CONVERSIONS[conversion]);
    }
}
