/* The palettes as a table, and how a value becomes a colour of one of them.
 *
 * Pure functions over constants: no drawing, and nothing of what the colours are used for. A value's colour
 * depends on the value and the map's magnitude alone.
 */
#include "app/theme.h"

#include "app/words.h"

#include <math.h>
#include <string.h>

#define RGB(value) ((Color)(((Color)0x##value << 8) | 0xFFU))

/* To add a theme: a member of ThemeName and a row here. */
/* clang-format off */
static const Theme themes[] = {
    {.key = "night", .title = N_("Night"),
     .background = RGB(0E131F), .panel = RGB(151C2C), .raised = RGB(1C2538), .line = RGB(2A3550),
     .text = RGB(E9EDF6), .muted = RGB(94A1BD), .faint = RGB(5C6A88), .cell = RGB(1A2336),
     .cell_middle = RGB(4667AC), .cell_high = RGB(DCE6FA), .window = RGB(FFB224),
     .window_text = RGB(FFB224), .output = RGB(3DD68C), .max = RGB(FF8A4C), .average = RGB(4CA8FF),
     .convolution = RGB(2CC7C0), .global = RGB(B58CFF), .lp = RGB(E9EDF6), .wrong = RGB(FF6B7A),
     .hairline = 1, .footprint_share = 0.40F},
    {.key = "day", .title = N_("Day"),
     .background = RGB(F4F6FA), .panel = RGB(FFFFFF), .raised = RGB(EDF0F7), .line = RGB(CFD6E4),
     .text = RGB(141B2B), .muted = RGB(55617A), .faint = RGB(8A95AC), .cell = RGB(FFFFFF),
     .cell_middle = RGB(8DAEE4), .cell_high = RGB(24406E), .window = RGB(C97A00),
     .window_text = RGB(9A5B00), .output = RGB(0F7D46), .max = RGB(B8480C), .average = RGB(0F6BC7),
     .convolution = RGB(0A7F7A), .global = RGB(7443D6), .lp = RGB(141B2B), .wrong = RGB(C2273B),
     .hairline = 1, .footprint_share = 0.60F},
    {.key = "contrast", .title = N_("High contrast"),
     .background = RGB(000000), .panel = RGB(000000), .raised = RGB(000000), .line = RGB(FFFFFF),
     .text = RGB(FFFFFF), .muted = RGB(FFFFFF), .faint = RGB(FFFFFF), .cell = RGB(000000),
     .cell_middle = RGB(767676), .cell_high = RGB(FFFFFF), .window = RGB(FFB224),
     .window_text = RGB(FFB224), .output = RGB(3DD68C), .max = RGB(FF8A4C), .average = RGB(4CA8FF),
     .convolution = RGB(2CC7C0), .global = RGB(B58CFF), .lp = RGB(FFFFFF), .wrong = RGB(FF6B7A),
     .hairline = 2, .footprint_share = 0.60F},
};
/* clang-format on */
_Static_assert(sizeof themes / sizeof themes[0] == THEME_COUNT, "a row for each theme");

const Theme *theme_get(ThemeName name) {
    return &themes[name];
}

bool theme_find(const char *key, ThemeName *name) {
    for (int i = 0; i < THEME_COUNT; i++) {
        if (strcmp(themes[i].key, key) == 0) {
            *name = (ThemeName)i;
            return true;
        }
    }
    return false;
}

static float channel(Color color, int shift) {
    return (float)((color >> shift) & 0xFF);
}

Color color_blend(Color one, Color other, float share) {
    Color blended = 0xFF;
    for (int shift = 8; shift <= 24; shift += 8) {
        const float mixed = channel(one, shift) * share + channel(other, shift) * (1 - share);
        blended |= (Color)lroundf(mixed) << shift;
    }
    return blended;
}

Color color_alpha(Color color, float alpha) {
    return (color & 0xFFFFFF00U) | (Color)lroundf(fminf(1, fmaxf(0, alpha)) * (float)(color & 0xFF));
}

Color theme_ramp(const Theme *theme, float t) {
    t = fminf(1, fmaxf(0, t));
    return t < 0.5F ? color_blend(theme->cell_middle, theme->cell, t * 2)
                    : color_blend(theme->cell_high, theme->cell_middle, t * 2 - 1);
}

/* Where on the ramp a value is. */
static float place_of(float value, float magnitude) {
    if (isnan(value) || magnitude <= 0) {
        return isinf(value) ? 1 : 0;
    }
    return fabsf(value) / magnitude;
}

Color theme_value(const Theme *theme, float value, float magnitude) {
    return theme_ramp(theme, place_of(value, magnitude));
}

static float luminance(Color color) {
    static const float weights[] = {0.2126F, 0.7152F, 0.0722F};
    float sum = 0;
    for (int i = 0; i < 3; i++) {
        const float c = channel(color, 24 - 8 * i) / 255;
        sum += weights[i] * (c <= 0.03928F ? c / 12.92F : powf((c + 0.055F) / 1.055F, 2.4F));
    }
    return sum;
}

float color_contrast(Color one, Color other) {
    const float a = luminance(one);
    const float b = luminance(other);
    return (fmaxf(a, b) + 0.05F) / (fminf(a, b) + 0.05F);
}

Color theme_outline(const Theme *theme) {
    return color_blend(theme->muted, theme->faint, 0.3F);
}

Color theme_picture_ramp(const Theme *theme, float t) {
    const bool light = luminance(theme->cell) > luminance(theme->cell_high);
    return theme_ramp(theme, light ? 1 - fminf(1, fmaxf(0, t)) : t);
}

Color theme_picture_value(const Theme *theme, float value, float magnitude) {
    return theme_picture_ramp(theme, place_of(value, magnitude));
}

/* 0 to 255. */
static Color light_of(float value, float magnitude) {
    const float share = magnitude > 0 ? value / magnitude : 0;
    return share > 0 ? (Color)(fminf(share, 1) * 255 + 0.5F) : 0;
}

Color theme_picture_colour(float red, float green, float blue, float magnitude) {
    return light_of(red, magnitude) << 24 | light_of(green, magnitude) << 16 |
           light_of(blue, magnitude) << 8 | 0xFFU;
}

Color theme_ink(Color fill) {
    return color_contrast(fill, RGB(FFFFFF)) >= color_contrast(fill, RGB(000000)) ? RGB(FFFFFF) : RGB(000000);
}
