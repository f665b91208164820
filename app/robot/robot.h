/* Plays a script of inputs against the program, on a virtual clock or on the real one. */
#ifndef ROBOT_H
#define ROBOT_H

#include "app/platform_sdl.h"
#include "app/robot/script.h"

enum { ROBOT_MESSAGE = 1024 };

/* Plays the script. True at its end (or quit); false where a command failed, with "NAME:LINE: what was
 * expected, what was there" in message. */
bool robot_play(Platform *platform, App *app, const Script *script, const char *name, bool real_time,
                char message[ROBOT_MESSAGE]);

#endif
