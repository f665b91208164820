/* How things move between 0 and 1. */
#ifndef MOTION_H
#define MOTION_H

float motion_clamp(float x);

/* Slow at both ends; x outside 0…1 is clamped. */
float motion_ease(float x);

#endif
