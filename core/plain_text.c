/* One pass over the bytes; what is no mark of the table below stays as it is, sound UTF-8 or not. */
#include "core/plain_text.h"

#include <stdbool.h>
#include <string.h>

/* What is put in the place of what. To add a mark: a row. */
static const struct {
    const char *mark, *plain;
} MARKS[] = {
    {"\r\r\n", "\n"},       {"\r\n", "\n"},        {"\r", "\n"},          {"\xE2\x80\xA8", "\n"},
    {"\xE2\x80\xA9", "\n"}, {"\xC2\xA0", " "},     {"\xE1\x9A\x80", " "}, {"\xE2\x80\xAF", " "},
    {"\xE2\x81\x9F", " "},  {"\xE3\x80\x80", " "}, {"\xE2\x80\x8B", ""},  {"\xE2\x80\x8C", ""},
    {"\xE2\x80\x8D", ""},   {"\xE2\x81\xA0", ""},  {"\xEF\xBB\xBF", ""},
};
enum { MARK_COUNT = sizeof MARKS / sizeof MARKS[0] };

/* Bytes of a terminal's order such as ESC [ 1 ; 31 m; 0 where none begins. */
static size_t order_length(const char *text, size_t length) {
    size_t at = 2;
    if (length < 3 || text[0] != '\x1B' || text[1] != '[') {
        return 0;
    }
    while (at < length && text[at] != '\0' && strchr("0123456789;:?", text[at]) != NULL) {
        at++;
    }
    return at < length && text[at] >= '@' && text[at] <= '~' ? at + 1 : 0;
}

/* Bytes of the mark that begins text, and what stands for it; 0: none does. */
static size_t mark_length(const char *text, size_t length, const char **plain) {
    *plain = "";
    /* U+2000 to U+200A, from en quad to hair space. */
    if (length >= 3 && memcmp(text, "\xE2\x80", 2) == 0 && (unsigned char)text[2] >= 0x80 &&
        (unsigned char)text[2] <= 0x8A) {
        *plain = " ";
        return 3;
    }
    for (int i = 0; i < MARK_COUNT; i++) {
        const size_t size = strlen(MARKS[i].mark);
        if (length >= size && memcmp(text, MARKS[i].mark, size) == 0) {
            *plain = MARKS[i].plain;
            return size;
        }
    }
    return order_length(text, length);
}

PsStatus ps_plain_text(const char *text, size_t length, PsBytes *plain, PsError *error) {
    PsStatus status = PS_OK;
    size_t kept = 0; /* where what is not appended yet begins */
    size_t at = 0;
    /* A null text of length 0 is an empty text. */
    text = length > 0 ? text : "";
    while (at < length && status == PS_OK) {
        const char *instead = "";
        const unsigned char c = (unsigned char)text[at];
        const bool may_be = c == '\r' || c == '\x1B' || c >= 0x80;
        const size_t size = may_be ? mark_length(text + at, length - at, &instead) : 0;
        if (size == 0) {
            at++;
            continue;
        }
        status = ps_bytes_append(plain, text + kept, at - kept, error);
        if (status == PS_OK) {
            status = ps_bytes_append(plain, instead, strlen(instead), error);
        }
        at += size;
        kept = at;
    }
    return status == PS_OK ? ps_bytes_append(plain, text + kept, length - kept, error) : status;
}
