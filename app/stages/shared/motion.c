/* Pure functions of one number. */
#include "app/stages/shared/motion.h"

#include <math.h>

float motion_clamp(float x) {
    return fminf(1, fmaxf(0, x));
}

float motion_ease(float x) {
    x = motion_clamp(x);
    return x * x * (3 - 2 * x);
}
