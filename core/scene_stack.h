/* Stacks in a scene's file: notation as a list of texts, a line each. For the reader and the writer of
 * scenes; not installed.
 */
#ifndef PS_SCENE_STACK_H
#define PS_SCENE_STACK_H

#include "core/file.h"
#include "core/json.h"

/* Reads a list of lines into *text, one text of notation (owned by the caller, also where it is refused).
 * What is no notation is refused with the place of the line it stands in. */
PsStatus ps_scene_stack_read(const PsJson *json, const PsJsonValue *list, char **text,
                             PsError *error) PS_MUST_USE;

/* Whether a list can hold the text (null: none) line by line. */
bool ps_scene_stack_is_list(const char *text);

/* Appends the layers of text, without its comments, as a list can hold them. PS_ERROR_SIZE where none can. */
PsStatus ps_scene_stack_rewrite(const char *text, PsBytes *layers, PsError *error) PS_MUST_USE;

#endif
