/* Bytes as characters of JSON and back.
 *
 * Invariant: what was packed unpacks as the same bytes; zero bytes end a text and are none of it.
 */
#include "core/session_bytes.h"

#include "core/memory.h"

#include <string.h>

PsStatus ps_session_fail_damaged(PsError *error) {
    return ps_fail(error, PS_ERROR_FORMAT, "the session is damaged: it is passed over");
}

PsStatus ps_session_fail_unpack(const json_error_t *reason, PsError *error) {
    return json_error_code(reason) == json_error_out_of_memory ? ps_fail_memory(error)
                                                               : ps_session_fail_damaged(error);
}

json_t *ps_session_bytes_pack(const char *text) {
    if (!text) {
        return json_null();
    }
    char *wide = ps_allocate(strlen(text) * 2 + 1, 1);
    if (!wide) {
        return NULL;
    }
    size_t length = 0;
    for (const char *c = text; *c; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte < 0x80) {
            wide[length++] = *c;
        } else {
            wide[length++] = (char)(0xC0 | byte >> 6);
            wide[length++] = (char)(0x80 | (byte & 0x3F));
        }
    }
    json_t *packed = json_stringn(wide, length);
    ps_release(wide);
    return packed;
}

PsStatus ps_session_bytes_unpack(const json_t *packed, char **text, PsError *error) {
    *text = NULL;
    if (json_is_null(packed)) {
        return PS_OK;
    }
    if (!json_is_string(packed)) {
        return ps_session_fail_damaged(error);
    }
    char *narrow = ps_allocate(json_string_length(packed) + 1, 1);
    if (!narrow) {
        return ps_fail_memory(error);
    }
    /* The text is valid UTF-8 (jansson sees to that), so a byte follows the first of two. */
    size_t length = 0;
    for (const char *c = json_string_value(packed); *c; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte > 0xC3) {
            ps_release(narrow);
            return ps_session_fail_damaged(error);
        }
        if (byte >= 0x80) {
            c++;
        }
        narrow[length++] = byte < 0x80 ? *c : (char)((byte & 3) << 6 | ((unsigned char)*c & 0x3F));
    }
    *text = narrow;
    return PS_OK;
}
