/* Text that grows in memory: numbers, words, JSON strings.
 *
 * Nothing is printed before all of it is there, so that an error leaves no half output. A write after a
 * failure does nothing: the failure is asked for once, at the end.
 */
#include "app/cli/writer.h"

#include "core/file.h"
#include "core/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void writer_free(Writer *writer) {
    ps_bytes_free(&writer->bytes);
}

static void append(Writer *writer, const char *text, size_t size) {
    if (!writer->status) {
        writer->status = ps_bytes_append(&writer->bytes, text, size, writer->error);
    }
}

void writer_text(Writer *writer, const char *text) {
    append(writer, text, strlen(text));
}

void writer_format(Writer *writer, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    writer_text(writer, text);
}

void writer_number(Writer *writer, float value) {
    char text[PS_NUMBER_SIZE];
    append(writer, text, ps_number_write(text, value, PS_NUMBER_FULL));
}

void writer_json_number(Writer *writer, float value) {
    const char *quote = isfinite(value) ? "" : "\"";
    writer_text(writer, quote);
    writer_number(writer, value);
    writer_text(writer, quote);
}

void writer_json_integers(Writer *writer, const int64_t *values, int count) {
    for (int i = 0; i < count; i++) {
        writer_format(writer, "%s%lld", i > 0 ? "," : "[", (long long)values[i]);
    }
    writer_text(writer, "]");
}

void writer_json_text(Writer *writer, const char *text) {
    writer_text(writer, "\"");
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '"' || byte == '\\') {
            writer_format(writer, "\\%c", byte);
        } else if (byte < ' ') {
            writer_format(writer, "\\u%04x", (unsigned)byte);
        } else {
            append(writer, at, 1);
        }
    }
    writer_text(writer, "\"");
}

void writer_flush(Writer *writer) {
    if (!writer->status) {
        writer->status = ps_file_write("-", writer->bytes.data, writer->bytes.size, writer->error);
    }
    writer->bytes.size = 0;
}
