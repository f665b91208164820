/* Stacks in a scene's file: notation as a list of texts, a line each. For the reader of scenes; not
 * installed.
 */
#ifndef PS_SCENE_STACK_H
#define PS_SCENE_STACK_H

#include "core/json.h"
#include "core/scene.h"

/* Reads a list of lines into stack (overwritten). What is no notation is refused with the place of the line
 * it is in. */
PsStatus ps_scene_stack_read(const PsJson *json, const PsJsonValue *list, PsSceneStack *stack,
                             PsError *error) PS_MUST_USE;

#endif
