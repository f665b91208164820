/* Grounds first, then edges, neurons and labels from the input up, what is pointed at, and the sum below. */
#include "app/stages/field/cone/cone_draw.h"

#include "app/stages/field/look.h"
#include "app/stages/field/view.h"
#include "app/stages/shared/motion.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

static const float LIT_SHARE = 0.62F;
static const float AHEAD_ALPHA = 0.5F;

/* How far a row's new neurons are lit, 0…1. */
static float lit_share(const FieldCone *cone, int row) {
    return field_shown_share(cone->shown, row);
}

static float lit_of(const FieldCone *cone, int row, int64_t neuron) {
    return field_shown_lit(cone->shown, row, field_cone_place(cone, row), neuron);
}

static Color row_hue(const FieldCone *cone, int row) {
    return row < 0 ? cone->theme->text
                   : field_hue(cone->theme, cone->stack->plan.nodes[field_cone_node(cone, row)].layer);
}

/* The row that a row reads: layers in between only pass values on. */
static int row_below(const FieldCone *cone, int row) {
    const int from = cone->stack->plan.nodes[field_cone_node(cone, row)].from;
    return from == PS_NODE_INPUT ? -1 : cone->stack->row_of[from];
}

static PsRange lit_span(const FieldCone *cone, int row) {
    const PsRange *spans = cone->shown->cone[PS_WIDTH].span;
    return spans != NULL ? spans[field_cone_place(cone, row)] : (PsRange){0};
}

/* Where the lit neurons of a row begin and end, on their way from where they did before. */
static void lit_ends(const FieldCone *cone, int row, float *left, float *right) {
    const float half = cone->size / 2;
    const PsRange span = lit_span(cone, row);
    const PsRange before = field_shown_before(cone->shown, field_cone_place(cone, row));
    const float share = before.first < before.end ? motion_ease(lit_share(cone, row)) : 1;
    const PsRange from = before.first < before.end ? before : span;
    const float first = field_cone_x(cone, row, from.first) - half;
    const float last = field_cone_x(cone, row, from.end - 1) + half;
    *left = first + (field_cone_x(cone, row, span.first) - half - first) * share;
    *right = last + (field_cone_x(cone, row, span.end - 1) + half - last) * share;
}

/* Whether a row and the one below were lit before. */
static bool was_lit(const FieldCone *cone, int row) {
    const PsRange before = field_shown_before(cone->shown, field_cone_place(cone, row));
    return before.first < before.end;
}

/* What the lit neurons of a row cover of the one below, as a faint ground. */
static void draw_ground(const FieldCone *cone, Canvas *canvas, int row) {
    const int below = row_below(cone, row);
    const PsRange upper = lit_span(cone, row);
    const PsRange lower = lit_span(cone, below);
    if (upper.first >= upper.end || lower.first >= lower.end) {
        return;
    }
    const float half = cone->size / 2;
    const float top = field_cone_y(cone, row) + half + 2;
    const float bottom = field_cone_y(cone, below) - half - 2;
    float ends[4];
    lit_ends(cone, row, &ends[0], &ends[1]);
    lit_ends(cone, below, &ends[2], &ends[3]);
    const Point points[] = {{ends[0], top}, {ends[1], top}, {ends[3], bottom}, {ends[2], bottom}};
    const float share = was_lit(cone, row) ? 1 : lit_share(cone, below);
    canvas_polygon(canvas, points, 4, color_alpha(row_hue(cone, row), 0.16F * share));
}

static void draw_edge(const FieldCone *cone, Canvas *canvas, int row, int64_t neuron, int below, int64_t tap,
                      float width, float alpha) {
    const float half = cone->size / 2 + 2;
    const Point points[] = {{field_cone_x(cone, row, neuron), field_cone_y(cone, row) + half},
                            {field_cone_x(cone, below, tap), field_cone_y(cone, below) - half}};
    canvas_polyline(canvas, points, 2, width, color_alpha(row_hue(cone, row), alpha));
}

/* Lines from each lit neuron of a row to what it reads; the path's is thick. */
static void draw_edges(const FieldCone *cone, Canvas *canvas, int row) {
    const PsNode *node = &cone->stack->plan.nodes[field_cone_node(cone, row)];
    const int below = row_below(cone, row);
    const PsRange span = lit_span(cone, row);
    for (int64_t neuron = span.first; neuron < span.end; neuron++) {
        const float share = was_lit(cone, row) ? fminf(lit_of(cone, row, neuron), 1) : lit_share(cone, below);
        if (share <= 0 || !field_cone_is_lit(cone, row, neuron)) {
            continue;
        }
        const PsTaps taps = ps_node_taps(node, PS_WIDTH, neuron);
        for (int64_t t = 0; t < taps.count; t++) {
            draw_edge(cone, canvas, row, neuron, below, taps.first + t * taps.step, fmaxf(1, cone->unit),
                      0.6F * share);
        }
    }
    const float share = was_lit(cone, row) ? 1 : lit_share(cone, below);
    if (field_cone_path(cone, row) >= 0 && field_cone_path(cone, below) >= 0 && share > 0) {
        draw_edge(cone, canvas, row, field_cone_path(cone, row), below, field_cone_path(cone, below),
                  3 * cone->unit, share);
    }
}

/* A neuron of the path: the chosen one, or what was reached from it. */
static void draw_reached(const FieldCone *cone, Canvas *canvas, int row, int64_t neuron, float share) {
    const float unit = cone->unit;
    const Theme *theme = cone->theme;
    const float size = cone->size + 4 * unit;
    const float radius = roundf(fminf(8, size * 0.24F));
    const Rect rect = field_cone_rect(cone, row, neuron, size);
    const bool chosen = row == cone->shown->row;
    /* The one that was chosen before gives its colour away. */
    const bool was = cone->shown->grows && row == cone->shown->row - 1;
    const float now = was ? lit_share(cone, row + 1) : 1;
    const Color fill = chosen ? theme->window : color_blend(theme->text, theme->window, now);
    canvas_fill(canvas, rect, radius, color_alpha(fill, share));
    if (!chosen && row >= 0) {
        canvas_stroke(canvas, rect_inset(rect, -unit), radius + 1, 3 * unit, 0,
                      color_alpha(row_hue(cone, row), share * now));
    }
}

static void draw_plain(const FieldCone *cone, Canvas *canvas, int row, int64_t neuron) {
    const Theme *theme = cone->theme;
    const Rect rect = field_cone_rect(cone, row, neuron, cone->size);
    const float radius = roundf(fminf(8, cone->size * 0.24F));
    const bool ahead = row > cone->shown->row;
    const float share = field_cone_is_lit(cone, row, neuron) ? lit_of(cone, row, neuron) : 0;
    const bool comes = cone->shown->grows && row == cone->shown->row;
    const float there = ahead   ? AHEAD_ALPHA
                        : comes ? AHEAD_ALPHA + (1 - AHEAD_ALPHA) * lit_share(cone, row)
                                : 1;
    canvas_fill(canvas, rect, radius,
                color_alpha(color_blend(theme->text, theme->cell, LIT_SHARE * share), there));
    if (share < 1) {
        canvas_stroke(canvas, rect, radius, fmaxf(1, roundf(cone->unit)), 0,
                      color_alpha(theme_outline(theme), 1 - share));
    }
}

static void draw_neuron(const FieldCone *cone, Canvas *canvas, int row, int64_t neuron) {
    const bool on_path = row <= cone->shown->row && field_cone_path(cone, row) == neuron;
    const float share = on_path ? lit_of(cone, row, neuron) : 0;
    if (share < 1) {
        draw_plain(cone, canvas, row, neuron);
    }
    if (share > 0) {
        draw_reached(cone, canvas, row, neuron, share);
    }
}

/* "sees 5 × 5", or why it sees nothing; false where nothing is said. */
static bool write_sees(const FieldCone *cone, int row, char *text, size_t size) {
    const PsNode *node = &cone->stack->plan.nodes[field_cone_node(cone, row)];
    const PsField *field = &cone->stack->fields[field_cone_node(cone, row)];
    char height[PS_NUMBER_SIZE];
    char width[PS_NUMBER_SIZE];
    if (node->state == PS_NODE_FAILS) {
        const bool unknown = ps_layer_info(node->layer->kind)->family == PS_FAMILY_UNKNOWN;
        snprintf(text, size, "%s", unknown ? _(field_kind_name(node->layer->kind)) : _("does not fit"));
    } else if (node->state != PS_NODE_FITS || !field->known) {
        return false;
    } else if (field_covered(cone->scope, row)) {
        snprintf(text, size, "%s", _("sees ?"));
    } else {
        field_number(field->axis[PS_HEIGHT].size, PS_NUMBER_SCREEN, height);
        field_number(field->axis[PS_WIDTH].size, PS_NUMBER_SCREEN, width);
        snprintf(text, size, _("sees %s × %s"), height, width);
    }
    return true;
}

static void draw_label(const FieldCone *cone, Canvas *canvas, int row) {
    const float unit = cone->unit;
    const Point mark = {cone->layout->cone.x + 6 * unit, field_cone_y(cone, row)};
    const float x = cone->layout->cone.x + 24 * unit;
    const float limit = cone->layout->labels - 30 * unit;
    const int node = field_cone_node(cone, row);
    const bool ahead = row > cone->shown->row;
    const float come = ahead ? 0 : row == cone->shown->row ? lit_share(cone, row) : 1;
    const Color hue = color_blend(row_hue(cone, row), cone->theme->muted, come);
    char text[160];
    icon_draw(canvas, field_mark(cone->stack->plan.nodes[node].layer), mark, 13 * unit, hue);
    stacks_node_name(cone->stack, node, text);
    canvas_text_aligned(canvas, field_layout_font(cone->layout, FONT_MONO, 14), x, mark.y, ALIGN_LEFT, limit,
                        hue, text);
    if (!ahead && write_sees(cone, row, text, sizeof text)) {
        canvas_text_aligned(canvas, field_layout_font(cone->layout, FONT_REGULAR, 12), x, mark.y + 21 * unit,
                            ALIGN_LEFT, limit, color_alpha(cone->theme->muted, come), text);
    }
}

static void draw_input_label(const FieldCone *cone, Canvas *canvas) {
    const FieldLayout *layout = cone->layout;
    char words[96];
    snprintf(words, sizeof words, _("%lld cells wide"), (long long)cone->stack->plan.size[PS_WIDTH]);
    canvas_text(canvas, field_layout_font(layout, FONT_MEDIUM, 14), layout->cone.x, cone->bottom,
                cone->theme->text, _("Input"));
    canvas_text_aligned(canvas, field_layout_font(layout, FONT_REGULAR, 12), layout->cone.x,
                        cone->bottom + 21 * layout->unit, ALIGN_LEFT, layout->labels - 8 * layout->unit,
                        cone->theme->muted, words);
}

/* A bracket under input cells first … end - 1, open to the top. */
static void draw_bracket(const FieldCone *cone, Canvas *canvas, PsRange cells, Color color,
                         const char *text) {
    const float unit = cone->unit;
    const float half = cone->size / 2;
    const float left = field_cone_x(cone, -1, cells.first) - half;
    const float right = field_cone_x(cone, -1, cells.end - 1) + half;
    const float top = cone->bottom + half + 9 * unit;
    const float line = fmaxf(1, roundf(2 * unit));
    const float height = roundf(8 * unit);
    canvas_fill(canvas, (Rect){left, top, line, height}, 0, color);
    canvas_fill(canvas, (Rect){right - line, top, line, height}, 0, color);
    canvas_fill(canvas, (Rect){left, top + height - line, right - left, line}, 0, color);
    canvas_text_aligned(canvas, field_layout_font(cone->layout, FONT_MONO, 15), (left + right) / 2,
                        top + 25 * unit, ALIGN_CENTRE, 0, color, text);
}

static int64_t length_of(PsRange range) {
    return range.end - range.first;
}

/* What stands below the cone of a row: what the path's neuron one row down sees already, what the row adds,
 * and both in words. share: how far it is there. */
typedef struct Foot {
    int row;
    PsRange all;
    int64_t beyond; /* cells past the edges */
    float share;
} Foot;

static PsRange seen_before(const FieldCone *cone, const Foot *foot) {
    const int below = row_below(cone, foot->row);
    const PsRange before = field_cone_sight(cone, below, field_cone_path(cone, below));
    const PsRange all = foot->all;
    const bool within = before.first < before.end && before.first >= all.first && before.end <= all.end;
    return within ? before : all;
}

/* What is seen already, and what the chosen one adds. */
static void draw_brackets(const FieldCone *cone, Canvas *canvas, const Foot *foot) {
    const PsRange all = foot->all;
    const PsRange before = seen_before(cone, foot);
    const PsRange added =
        before.end < all.end ? (PsRange){before.end, all.end} : (PsRange){all.first, before.first};
    char text[PS_NUMBER_SIZE];
    char plus[PS_NUMBER_SIZE + 2];
    ps_number_write_integer(text, length_of(before), PS_NUMBER_SCREEN);
    draw_bracket(cone, canvas, before, color_alpha(cone->theme->text, foot->share), text);
    if (length_of(added) > 0) {
        ps_number_write_integer(text, length_of(added), PS_NUMBER_SCREEN);
        snprintf(plus, sizeof plus, "+ %s", text);
        draw_bracket(cone, canvas, added, color_alpha(cone->theme->window_text, foot->share), plus);
    }
}

/* "12 input cells, 3 more beyond the edge", below the middle of the brackets. */
static void draw_count(const FieldCone *cone, Canvas *canvas, const Foot *foot) {
    const Rect room = cone->layout->cone;
    const PsRange all = foot->all;
    const Font font = field_layout_font(cone->layout, FONT_REGULAR, 16);
    const Font mono = field_layout_font(cone->layout, FONT_MONO, 16);
    char cells[PS_NUMBER_SIZE];
    char rest[160];
    ps_number_write_integer(cells, length_of(all), PS_NUMBER_SCREEN);
    snprintf(rest, sizeof rest, "%s", _(" input cells"));
    if (foot->beyond > 0) {
        snprintf(rest, sizeof rest, _(" input cells, %lld more beyond the edge"), (long long)foot->beyond);
    }
    const CanvasRun runs[] = {{mono, color_alpha(cone->theme->window_text, foot->share), cells},
                              {font, color_alpha(cone->theme->muted, foot->share), rest}};
    const float width = canvas_text_width(canvas, mono, cells) + canvas_text_width(canvas, font, rest);
    const float middle = (field_cone_x(cone, -1, all.first) + field_cone_x(cone, -1, all.end - 1)) / 2;
    const float x = fmaxf(room.x, fminf(middle - width / 2, room.x + room.w - width));
    canvas_runs(canvas, runs, 2, x, cone->bottom + cone->size / 2 + 59 * cone->unit);
}

/* That of the step that is left goes as the new neuron comes, the new one comes with the input's cells. */
static Foot foot_of(const FieldCone *cone) {
    const FieldShown *shown = cone->shown;
    const float come = motion_clamp((float)fmin(shown->lit - (double)(shown->row + 1), 1));
    if (come <= 0 && shown->grows && shown->row > 0) {
        const PsRange all = shown->region_before.axis[PS_WIDTH];
        return (Foot){shown->row - 1, all, length_of(shown->unclipped_before.axis[PS_WIDTH]) - length_of(all),
                      1 - field_shown_share(shown, shown->row)};
    }
    const PsRange all = shown->region.axis[PS_WIDTH];
    return (Foot){shown->row, all, length_of(shown->unclipped.axis[PS_WIDTH]) - length_of(all), come};
}

static void draw_foot(const FieldCone *cone, Canvas *canvas) {
    const FieldShown *shown = cone->shown;
    const Foot foot = foot_of(cone);
    const bool told = foot.row >= 0 && shown->fits && foot.all.first < foot.all.end && foot.share > 0;
    if (told && !field_covered(cone->scope, foot.row)) {
        draw_brackets(cone, canvas, &foot);
        draw_count(cone, canvas, &foot);
    }
}

static void outline(const FieldCone *cone, Canvas *canvas, const PsCone *lit, int row) {
    const int place = field_cone_place(cone, row);
    for (int64_t i = lit->span[place].first; i < lit->span[place].end; i++) {
        if (lit->lit[lit->first[place] + i]) {
            canvas_stroke(canvas, rect_inset(field_cone_rect(cone, row, i, cone->size), -2), 4,
                          fmaxf(1, roundf(2 * cone->unit)), 0, cone->theme->window);
        }
    }
}

/* Outlines of what is lit by pointing. */
static void draw_pointed(const FieldCone *cone, Canvas *canvas) {
    for (int row = -1; row < cone->stack->row_count && cone->pointed.lit != NULL; row++) {
        outline(cone, canvas, &cone->pointed, row);
    }
}

static void draw_rows(const FieldCone *cone, Canvas *canvas) {
    for (int row = -1; row < cone->stack->row_count; row++) {
        for (int64_t neuron = 0; neuron < field_cone_neurons(cone, row); neuron++) {
            draw_neuron(cone, canvas, row, neuron);
        }
        if (row >= 0) {
            draw_label(cone, canvas, row);
        }
    }
}

/* The tree. */

/* "4…15", the input cells that a neuron reads along the width. */
static void sight_text(const FieldCone *cone, int row, int64_t neuron, char *text, size_t size) {
    const PsRange range = field_cone_sight(cone, row, neuron);
    if (range.first >= range.end) {
        snprintf(text, size, "%s", _("nothing"));
    } else if (range.end - range.first == 1) {
        snprintf(text, size, "%lld", (long long)range.first);
    } else {
        snprintf(text, size, "%lld-%lld", (long long)range.first, (long long)range.end - 1);
    }
}

static void tell_row(const FieldCone *cone, int row) {
    const bool covered = row >= 0 && field_covered(cone->scope, row);
    for (int64_t neuron = 0; neuron < field_cone_neurons(cone, row); neuron++) {
        char label[FIELD_NEURON_LABEL];
        char value[PS_NUMBER_SIZE] = "";
        field_cone_label(cone, row, neuron, label);
        if (row < (int)cone->scope->step && !covered) {
            sight_text(cone, row, neuron, value, sizeof value);
        }
        pen_report(&cone->scope->pen, UI_ROLE_CELL, label, value,
                   field_cone_rect(cone, row, neuron, cone->size));
    }
}

static void tell_field(const FieldCone *cone, int row) {
    char label[PS_LAYER_TITLE_SIZE + 32];
    char name[PS_LAYER_TITLE_SIZE + 16];
    char value[PS_NUMBER_SIZE] = "";
    field_row_label(cone->stack, row, name, sizeof name);
    snprintf(label, sizeof label, "Field of %s", name);
    const PsNode *node = &cone->stack->plan.nodes[field_cone_node(cone, row)];
    const bool known = node->state == PS_NODE_FITS && cone->stack->fields[field_cone_node(cone, row)].known;
    if (known && row < (int)cone->scope->step && !field_covered(cone->scope, row)) {
        field_number(cone->stack->fields[field_cone_node(cone, row)].axis[PS_WIDTH].size, PS_NUMBER_FULL,
                     value);
    }
    pen_report_text(&cone->scope->pen, label, value, field_cone_name(cone, row));
}

static void tell(const FieldCone *cone) {
    pen_report(&cone->scope->pen, UI_ROLE_REGION, N_("Cone"), "", cone->layout->cone);
    for (int row = cone->stack->row_count - 1; row >= -1; row--) {
        if (row >= 0) {
            tell_field(cone, row);
        }
        tell_row(cone, row);
    }
}

void field_cone_draw(const FieldCone *cone, Canvas *canvas) {
    field_titles(&cone->scope->pen, cone->layout, cone->layout->left, _("How far one neuron sees"),
                 _("One row a layer, each neuron above the middle of its field."));
    canvas_push_clip(canvas, rect_inset(cone->layout->cone, -8 * cone->unit));
    for (int row = cone->shown->row; row >= 0; row--) {
        draw_ground(cone, canvas, row);
    }
    for (int row = cone->shown->row; row >= 0; row--) {
        draw_edges(cone, canvas, row);
    }
    draw_rows(cone, canvas);
    draw_input_label(cone, canvas);
    draw_pointed(cone, canvas);
    canvas_pop_clip(canvas);
    draw_foot(cone, canvas);
    tell(cone);
}
