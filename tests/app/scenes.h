/* The scenes that every stage must be able to show: one of each kind of window, size and value. To add one: a
 * row in scenes.c.
 */
#ifndef SCENES_H
#define SCENES_H

#include "tests/app/driver.h"

typedef struct TestScene {
    const char *name;
    PsPool pool; /* what differs from ps_pool_default */
    int height, width;
    const float *values; /* null: a ramp */
    bool leaves_padding_out;
} TestScene;

extern const TestScene test_scenes[];
extern const size_t test_scene_count;

/* The program with that scene open. */
App *scene_start(const TestScene *scene);

#endif
