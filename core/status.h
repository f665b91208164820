/* What can go wrong, and the sentence that says what to change.
 *
 * Every function of the core that can fail returns a PsStatus and takes a PsError * (may be null) as its
 * last argument. An error is a sentence template with printf conversions and the text of each conversion,
 * kept apart: the core writes English, a front end may put a translated template in its place. The
 * sentence has the form "what is wrong: what to do".
 */
#ifndef PS_STATUS_H
#define PS_STATUS_H

#include <stddef.h>

#define PS_STATUS_LIST(X)                                                                                    \
    X(PS_OK, "ok")                                                                                           \
    X(PS_ERROR_MEMORY, "out of memory")                                                                      \
    X(PS_ERROR_SETTING, "a setting that cannot be")                                                          \
    X(PS_ERROR_SIZE, "too large")                                                                            \
    X(PS_ERROR_FORMAT, "not in the expected format")                                                         \
    X(PS_ERROR_FILE, "a file cannot be read or written")

typedef enum PsStatus {
#define PS_STATUS_MEMBER(name, text) name,
    PS_STATUS_LIST(PS_STATUS_MEMBER)
#undef PS_STATUS_MEMBER
        PS_STATUS_COUNT
} PsStatus;

#if defined(__GNUC__)
#define PS_MUST_USE                __attribute__((warn_unused_result))
#define PS_PRINTF(sentence, first) __attribute__((format(printf, sentence, first)))
#else
#define PS_MUST_USE
#define PS_PRINTF(sentence, first)
#endif

enum { PS_ERROR_VALUES = 6, PS_ERROR_VALUE_SIZE = 256, PS_ERROR_TEXT_SIZE = 640 };

typedef struct PsError {
    PsStatus status;
    const char *sentence; /* a string literal with %s, %d, %lld, %zu or %g conversions */
    char values[PS_ERROR_VALUES][PS_ERROR_VALUE_SIZE];
    int line;   /* 1-based position in a text that was parsed; 0: none */
    int column; /* 1-based, in bytes; 0: none */
} PsError;

/* A word for the status, for logs. Never null. */
const char *ps_status_text(PsStatus status);

/* Fills error (may be null) and returns status, so that a caller can write `return ps_fail(...)`.
 * sentence must be a string literal and is kept by pointer; values are cut at PS_ERROR_VALUE_SIZE - 1. */
PsStatus ps_fail(PsError *error, PsStatus status, const char *sentence, ...) PS_PRINTF(3, 4);

/* The failure of an allocation of the core. */
PsStatus ps_fail_memory(PsError *error);

/* Writes the sentence with its values into text (size bytes, always terminated). translated takes the
 * sentence's place when not null: it has the same conversions in the same order. */
void ps_error_text(const PsError *error, const char *translated, char *text, size_t size);

#endif
