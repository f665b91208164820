/* Palettes, the colour ramp, and the text size: how the tokens of the look become colours and pixels. */
#ifndef THEME_H
#define THEME_H

#include "app/canvas/canvas.h"

typedef enum ThemeName { THEME_NIGHT, THEME_DAY, THEME_CONTRAST, THEME_COUNT } ThemeName;

typedef struct Theme {
    const char *key;   /* on the command line and in the settings */
    const char *title; /* N_() for people */
    Color background, panel, raised, line, text, muted, faint;
    Color cell, cell_middle, cell_high;
    Color window, window_text, output, max, average, convolution, global, lp, wrong;
    float hairline;        /* 1, or 2 in high contrast, at text size 100 % */
    float footprint_share; /* opacity of the footprints of finished windows */
} Theme;

const Theme *theme_get(ThemeName name);

/* Finds a theme by key; false if there is none. */
bool theme_find(const char *key, ThemeName *name);

/* The ramp at t, 0…1: cell, cell_middle, cell_high. */
Color theme_ramp(const Theme *theme, float t);

/* The ramp's colour of a value on a map whose largest finite magnitude is magnitude. NaN: as 0. */
Color theme_value(const Theme *theme, float value, float magnitude);

/* The outline of what is not there yet: 3 : 1 on the background at least. */
Color theme_outline(const Theme *theme);

/* The same of a picture, and of pools of one: where the ground is light the ramp runs backwards, or a picture
 * would be a negative. */
Color theme_picture_ramp(const Theme *theme, float t);
Color theme_picture_value(const Theme *theme, float value, float magnitude);

/* Three values as one colour, the same in all themes: magnitude is full light, NaN none. */
Color theme_picture_colour(float red, float green, float blue, float magnitude);

/* Pure black or pure white, whichever contrasts more with fill. */
Color theme_ink(Color fill);

/* share of one over the rest of other, opaque. */
Color color_blend(Color one, Color other, float share);
Color color_alpha(Color color, float alpha);

/* WCAG contrast ratio, 1…21. */
float color_contrast(Color one, Color other);

#endif
