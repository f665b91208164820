/* Scenes as JSON over bytes (product.md, Files). Strict: unknown keys, wrong types and values that cannot be
 * are errors that name the key, line and column. Files are not touched here.
 */
#ifndef PS_SCENE_JSON_H
#define PS_SCENE_JSON_H

#include "core/file.h"
#include "core/scene.h"

/* The largest document that is parsed, in bytes. */
#define PS_SCENE_JSON_LIMIT ((size_t)16 << 20)

/* Inputs of more cells than this are written to a file of their own, beside the scene. */
enum { PS_SCENE_INLINE_CELLS = 65536 };

/* Parses data into scene (made here; zeroed on failure). Where the input is {"file": NAME}, *input_file
 * receives NAME (a plain file name; the caller releases it with ps_release) and scene->input is empty, the
 * scene not yet validated; else *input_file is null and the scene validates. */
PsStatus ps_scene_json_read(const unsigned char *data, size_t size, PsScene *scene, char **input_file,
                            PsError *error) PS_MUST_USE;

/* Appends scene to bytes: rows of cells a line each, full numbers, "nan", "inf" and "-inf" as strings.
 * input_file, when not null, is named instead of writing the cells. What was written reads back as an equal
 * scene, but for the recipe of noise: a file holds cells, and reading recognises the other patterns by them.
 */
PsStatus ps_scene_json_write(const PsScene *scene, const char *input_file, PsBytes *bytes,
                             PsError *error) PS_MUST_USE;

#endif
