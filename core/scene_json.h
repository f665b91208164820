/* Scenes as JSON over bytes (product.md, Files). Strict: unknown keys, wrong types and values that cannot be
 * are errors that name the key, line and column. Files are not touched here.
 */
#ifndef PS_SCENE_JSON_H
#define PS_SCENE_JSON_H

#include "core/bytes.h"
#include "core/document.h"

/* The largest document that is parsed, in bytes. */
#define PS_SCENE_JSON_LIMIT ((size_t)16 << 20)

/* Inputs of more cells than this are written to a file of their own, beside the scene. */
enum { PS_SCENE_INLINE_CELLS = 65536 };

/* Parses data into document (made here, untitled; zeroed on failure). PS_ERROR_FORMAT with the path, line and
 * column of what is refused, PS_ERROR_SETTING where the pool does not fit the input, PS_ERROR_SIZE past
 * PS_SCENE_JSON_LIMIT. Where the input is {"file": NAME}, *input_file receives NAME (a plain file name; the
 * caller releases it with ps_release) and the scene's input is empty, its pattern, its pool and the step not
 * yet checked; else *input_file is null and the scene validates. */
PsStatus ps_scene_json_read(const unsigned char *data, size_t size, PsDocument *document, char **input_file,
                            PsError *error) PS_MUST_USE;

/* Appends document to bytes: rows of cells a line each, full numbers, "nan", "inf" and "-inf" as strings.
 * input_file, when not null, is named instead of writing the cells. What was written reads back as an equal
 * scene, but for the recipe of noise and the seed of other patterns: a file holds cells, and reading
 * recognises patterns by them (ps_source_of). A step past the last is written as the last. A scene that
 * is can be written; PS_ERROR_SETTING, and nothing appended, where it does not validate or input_file is
 * no name of a map. */
PsStatus ps_scene_json_write(const PsDocument *document, const char *input_file, PsBytes *bytes,
                             PsError *error) PS_MUST_USE;

#endif
