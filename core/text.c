/* Decodes nothing: sequences are only checked and skipped. */
#include "core/text.h"

#include <string.h>

/* By its first byte: how long a sequence is, and from where to where its second byte goes (others: 80 to BF),
 * so that nothing has two spellings and surrogates have none. */
static const struct {
    unsigned char first, last;
    unsigned char length;
    unsigned char from, to;
} sequences[] = {{0x00, 0x7F, 1, 0x80, 0xBF}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
                 {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
                 {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F}};

size_t ps_text_sequence(const unsigned char *data, size_t size) {
    for (size_t i = 0; size > 0 && i < sizeof sequences / sizeof sequences[0]; i++) {
        const size_t length = sequences[i].length;
        if (data[0] < sequences[i].first || data[0] > sequences[i].last) {
            continue;
        }
        if (length > size || (length > 1 && (data[1] < sequences[i].from || data[1] > sequences[i].to))) {
            return 0;
        }
        for (size_t k = 2; k < length; k++) {
            if ((data[k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
    return 0;
}

/* U+0000 to U+001F, U+007F and U+0080 to U+009F, which terminals obey. */
static bool is_control(const unsigned char *data, size_t length) {
    return length == 1 ? data[0] < ' ' || data[0] == 0x7F : data[0] == 0xC2 && data[1] < 0xA0;
}

void ps_text_make_printable(char *text) {
    const size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        const unsigned char *data = (const unsigned char *)text + at;
        const size_t length = ps_text_sequence(data, size - at);
        const size_t taken = length == 0 ? 1 : length;
        if (length == 0 || is_control(data, length)) {
            memset(text + at, '?', taken);
        }
        at += taken;
    }
}

bool ps_text_is_utf16(const unsigned char *data, size_t size) {
    if (size < 2) {
        return false;
    }
    const bool marked = (data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF);
    const bool little = size >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0;
    const bool great = size >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0;
    return marked || little || great;
}
