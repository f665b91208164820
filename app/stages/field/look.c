/* How layers, titles and numbers look, for all parts of the Receptive field stage. */
#include "app/stages/field/look.h"

#include "app/words.h"
#include "core/preset.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Hue and mark of each family of layers. To add one: a row. */
static const struct {
    size_t hue; /* of Theme */
    Icon mark;
} looks[PS_FAMILY_COUNT] = {
    [PS_FAMILY_CONV] = {offsetof(Theme, convolution), ICON_STAR},
    [PS_FAMILY_MAX] = {offsetof(Theme, max), ICON_TRIANGLE},
    [PS_FAMILY_AVERAGE] = {offsetof(Theme, average), ICON_WAVES},
    [PS_FAMILY_LP] = {offsetof(Theme, lp), ICON_DIAMOND},
    [PS_FAMILY_GLOBAL] = {offsetof(Theme, global), ICON_DISC},
    [PS_FAMILY_UPSAMPLE] = {offsetof(Theme, text), ICON_UP},
    [PS_FAMILY_PASS] = {offsetof(Theme, muted), ICON_BAR},
    [PS_FAMILY_JOIN] = {offsetof(Theme, text), ICON_PLUS},
    [PS_FAMILY_UNKNOWN] = {offsetof(Theme, wrong), ICON_CROSS},
};

static Color family_hue(const Theme *theme, PsLayerFamily family) {
    return *(const Color *)(const void *)((const char *)theme + looks[family].hue);
}

Color field_hue(const Theme *theme, const PsLayer *layer) {
    return family_hue(theme, ps_layer_info(layer->kind)->family);
}

Icon field_mark(const PsLayer *layer) {
    return looks[ps_layer_info(layer->kind)->family].mark;
}

/* "× 3" and the mark before it, ending at right; returns where it begins, with air. */
static float draw_count(Canvas *canvas, const Theme *theme, PsLayerFamily family, int count, float unit,
                        Point right) {
    char text[16];
    snprintf(text, sizeof text, "× %d", count);
    const float x = right.x - canvas_text_aligned(canvas, field_font(unit, FONT_MONO, 12), right.x, right.y,
                                                  ALIGN_RIGHT, 0, theme->muted, text);
    icon_draw(canvas, looks[family].mark, (Point){x - 8 * unit, right.y}, 11 * unit,
              family_hue(theme, family));
    return x - 22 * unit;
}

float field_counts_draw(Canvas *canvas, const Theme *theme, const FollowedStack *stack,
                        const StackBlock *block, float unit, Point right) {
    static const PsLayerFamily order[] = {PS_FAMILY_LP,   PS_FAMILY_GLOBAL,  PS_FAMILY_AVERAGE,
                                          PS_FAMILY_MAX,  PS_FAMILY_UNKNOWN, PS_FAMILY_UPSAMPLE,
                                          PS_FAMILY_JOIN, PS_FAMILY_CONV};
    int counts[PS_FAMILY_COUNT] = {0};
    Point at = right;
    for (int row = block->first; row < block->end; row++) {
        counts[ps_layer_info(stack->plan.nodes[stack->rows[row]].layer->kind)->family]++;
    }
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (counts[order[i]] > 0) {
            at.x = draw_count(canvas, theme, order[i], counts[order[i]], unit, at);
        }
    }
    return right.x - at.x;
}

void field_number(double value, PsNumberForm form, char text[PS_NUMBER_SIZE]) {
    ps_number_write(text, (float)value, form);
}

Font field_font(float unit, FontFace face, float size) {
    return (Font){face, (int)roundf(size * unit)};
}

Font field_fit(const Canvas *canvas, Font font, float room, const char *text) {
    return canvas_fit(canvas, font, 8, room, text);
}

/* Names need not be unique, labels must. */
void field_row_label(const FollowedStack *stack, int row, char *label, size_t size) {
    char name[PS_LAYER_TITLE_SIZE];
    char other[PS_LAYER_TITLE_SIZE];
    stacks_node_name(stack, stack->rows[row], name);
    int same = 1;
    for (int i = 0; i < row; i++) {
        stacks_node_name(stack, stack->rows[i], other);
        same += strcmp(name, other) == 0;
    }
    if (same > 1) {
        snprintf(label, size, "%s %d", name, same);
    } else {
        snprintf(label, size, "%s", name);
    }
}

void field_layer_words(const FollowedStack *stack, int row, char words[FIELD_LAYER_SIZE]) {
    char name[PS_LAYER_TITLE_SIZE];
    char place[24];
    ps_layer_name(stack->plan.nodes[stack->rows[row]].layer, name);
    words_ordinal(row + 1, place, sizeof place);
    snprintf(words, FIELD_LAYER_SIZE, "%s (%s)", name, place);
}

bool field_covered(const StageScope *scope, int row) {
    return answers_covered(scope->answers, row);
}

void field_titles(const Pen *pen, const FieldLayout *layout, Rect part, const char *title, const char *line) {
    const float unit = layout->unit;
    const Rect first = {part.x, part.y + roundf(20 * unit), part.w, roundf(26 * unit)};
    const Rect second = {part.x, part.y + roundf(49 * unit), part.w, roundf(20 * unit)};
    pen_label(pen, first, field_layout_font(layout, FONT_SEMIBOLD, 20), pen->theme->text, ALIGN_LEFT, title);
    pen_label(pen, second, field_layout_font(layout, FONT_REGULAR, 13), pen->theme->muted, ALIGN_LEFT, line);
}

void field_stack_title(const FollowedStack *stack, int preset, const char *name, char *text, size_t size) {
    const long long height = (long long)stack->plan.size[PS_HEIGHT];
    const long long width = (long long)stack->plan.size[PS_WIDTH];
    char title[64];
    snprintf(title, sizeof title, "%s", name);
    if (preset >= 0) {
        ps_preset_title(ps_preset_at(preset), title, sizeof title);
    }
    snprintf(text, size, _("%s on %lld × %lld"), title, height, width);
}

/* What a kind is called where it has no name of its own. To add one: a row. */
static const char *const kind_names[PS_LAYER_KIND_COUNT] = {
    [PS_LAYER_CONV] = N_("Conv"),
    [PS_LAYER_DEPTHWISE] = N_("Depthwise"),
    [PS_LAYER_MAX_POOL] = N_("Max pool"),
    [PS_LAYER_AVG_POOL] = N_("Average pool"),
    [PS_LAYER_LP_POOL] = N_("Lp pool"),
    [PS_LAYER_ADAPTIVE_AVG] = N_("Adaptive average"),
    [PS_LAYER_ADAPTIVE_MAX] = N_("Adaptive max"),
    [PS_LAYER_GAP] = N_("Global average"),
    [PS_LAYER_LINEAR] = N_("Linear"),
    [PS_LAYER_UPSAMPLE] = N_("Upsample"),
    [PS_LAYER_RELU] = N_("ReLU"),
    [PS_LAYER_BATCH_NORM] = N_("Batch norm"),
    [PS_LAYER_IDENTITY] = N_("Identity"),
    [PS_LAYER_ADD] = N_("Add"),
    [PS_LAYER_CONCAT] = N_("Concat"),
    [PS_LAYER_ORDER] = N_("Order unknown"),
    [PS_LAYER_UNKNOWN] = N_("Layer unknown"),
};

const char *field_kind_name(PsLayerKind kind) {
    return kind_names[kind];
}
