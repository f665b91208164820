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

/* How far a row of the cone has lit up, 0…1. */
static float lit_share(const FieldCone *cone, int row) {
    return motion_clamp((float)fmin(cone->shown->lit - (double)(cone->shown->row - row), 1));
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
    const Point points[] = {{field_cone_x(cone, row, upper.first) - half, top},
                            {field_cone_x(cone, row, upper.end - 1) + half, top},
                            {field_cone_x(cone, below, lower.end - 1) + half, bottom},
                            {field_cone_x(cone, below, lower.first) - half, bottom}};
    const float alpha = 0.16F * lit_share(cone, below);
    canvas_polygon(canvas, points, 4, color_alpha(row_hue(cone, row), alpha));
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
    const float share = lit_share(cone, below);
    for (int64_t neuron = span.first; neuron < span.end && share > 0; neuron++) {
        if (!field_cone_is_lit(cone, row, neuron)) {
            continue;
        }
        const PsTaps taps = ps_node_taps(node, PS_WIDTH, neuron);
        for (int64_t t = 0; t < taps.count; t++) {
            draw_edge(cone, canvas, row, neuron, below, taps.first + t * taps.step, fmaxf(1, cone->unit),
                      0.6F * share);
        }
    }
    if (field_cone_path(cone, row) >= 0 && field_cone_path(cone, below) >= 0 && share > 0) {
        draw_edge(cone, canvas, row, field_cone_path(cone, row), below, field_cone_path(cone, below),
                  3 * cone->unit, share);
    }
}

static void draw_neuron(const FieldCone *cone, Canvas *canvas, int row, int64_t neuron) {
    const Theme *theme = cone->theme;
    const FieldShown *shown = cone->shown;
    const float unit = cone->unit;
    const bool ahead = row > shown->row;
    const float share = ahead || row < 0 ? 1 : lit_share(cone, row);
    const bool on_path = !ahead && field_cone_path(cone, row) == neuron;
    const bool chosen = row == shown->row && on_path;
    const bool reached = on_path && (chosen || lit_share(cone, row) > 0);
    const float grown = reached ? cone->size + 4 * unit : cone->size;
    const Rect rect = field_cone_rect(cone, row, neuron, grown);
    const float radius = roundf(fminf(8, grown * 0.24F));
    if (reached) {
        canvas_fill(canvas, rect, radius, chosen ? theme->window : theme->text);
        if (!chosen && row >= 0) {
            canvas_stroke(canvas, rect_inset(rect, -unit), radius + 1, 3 * unit, 0, row_hue(cone, row));
        }
        return;
    }
    const bool lit = field_cone_is_lit(cone, row, neuron) && lit_share(cone, row) > 0;
    const Color plain = theme->cell;
    const Color fill = lit ? color_blend(theme->text, plain, LIT_SHARE * share) : plain;
    canvas_fill(canvas, rect, radius, ahead ? color_alpha(fill, AHEAD_ALPHA) : fill);
    if (!lit) {
        canvas_stroke(canvas, rect, radius, fmaxf(1, roundf(unit)), 0,
                      color_alpha(theme->line, ahead ? AHEAD_ALPHA : 1));
    }
}

static void draw_label(const FieldCone *cone, Canvas *canvas, int row) {
    const FieldLayout *layout = cone->layout;
    const float unit = layout->unit;
    const float x = layout->cone.x;
    const float y = field_cone_y(cone, row);
    const float limit = (float)(FIELD_CONE_LABELS - 30) * unit;
    const PsNode *node = &cone->stack->plan.nodes[field_cone_node(cone, row)];
    const bool ahead = row > cone->shown->row;
    const Color hue = ahead ? cone->theme->muted : row_hue(cone, row);
    char name[PS_LAYER_TITLE_SIZE];
    stacks_node_name(cone->stack, field_cone_node(cone, row), name);
    icon_draw(canvas, field_mark(node->layer), (Point){x + 6 * unit, y}, 13 * unit, hue);
    canvas_text_aligned(canvas, field_font(layout->unit, FONT_MONO, 14), x + 24 * unit, y, ALIGN_LEFT, limit,
                        hue, name);
    if (ahead) {
        return;
    }
    char words[160];
    char height[PS_NUMBER_SIZE];
    char width[PS_NUMBER_SIZE];
    const PsField *field = &cone->stack->fields[field_cone_node(cone, row)];
    field_number(field->axis[PS_HEIGHT].size, PS_NUMBER_SCREEN, height);
    field_number(field->axis[PS_WIDTH].size, PS_NUMBER_SCREEN, width);
    if (node->state == PS_NODE_FAILS) {
        const bool unknown = ps_layer_info(node->layer->kind)->family == PS_FAMILY_UNKNOWN;
        snprintf(words, sizeof words, "%s", unknown ? field_kind_name(node->layer->kind) : _("does not fit"));
    } else if (node->state != PS_NODE_FITS || !field->known) {
        return;
    } else if (field_covered(cone->context, row)) {
        snprintf(words, sizeof words, "%s", _("sees ?"));
    } else {
        snprintf(words, sizeof words, _("sees %s × %s"), height, width);
    }
    canvas_text_aligned(canvas, field_font(layout->unit, FONT_REGULAR, 12), x + 24 * unit, y + 21 * unit,
                        ALIGN_LEFT, limit, cone->theme->muted, words);
}

static void draw_input_label(const FieldCone *cone, Canvas *canvas) {
    const FieldLayout *layout = cone->layout;
    char words[96];
    snprintf(words, sizeof words, _("%lld cells wide"), (long long)cone->stack->plan.size[PS_WIDTH]);
    canvas_text(canvas, field_font(layout->unit, FONT_MEDIUM, 14), layout->cone.x, cone->bottom,
                cone->theme->text, _("Input"));
    canvas_text_aligned(canvas, field_font(layout->unit, FONT_REGULAR, 12), layout->cone.x,
                        cone->bottom + 21 * layout->unit, ALIGN_LEFT,
                        (float)(FIELD_CONE_LABELS - 8) * layout->unit, cone->theme->muted, words);
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
    canvas_text_aligned(canvas, field_font(cone->unit, FONT_MONO, 15), (left + right) / 2, top + 25 * unit,
                        ALIGN_CENTRE, 0, color, text);
}

/* What the path's neuron one row down sees already, and what the chosen one adds. */
static void draw_brackets(const FieldCone *cone, Canvas *canvas, PsRange all) {
    const FollowedStack *stack = cone->stack;
    const int below = row_below(cone, cone->shown->row);
    const int64_t neuron = field_cone_path(cone, below);
    PsRange before = {neuron, neuron + 1};
    if (below >= 0 && stack->seen) {
        before = stack->sight
                     .ranges[PS_WIDTH][stack->sight.first[PS_WIDTH][field_cone_node(cone, below)] + neuron];
    }
    char text[PS_NUMBER_SIZE];
    if (before.first >= before.end || before.first < all.first || before.end > all.end) {
        before = (PsRange){all.first, all.end};
    }
    const PsRange added =
        before.end < all.end ? (PsRange){before.end, all.end} : (PsRange){all.first, before.first};
    ps_number_write_integer(text, before.end - before.first, PS_NUMBER_SCREEN);
    draw_bracket(cone, canvas, before, cone->theme->text, text);
    if (added.first < added.end) {
        char plus[PS_NUMBER_SIZE + 2];
        ps_number_write_integer(text, added.end - added.first, PS_NUMBER_SCREEN);
        snprintf(plus, sizeof plus, "+ %s", text);
        draw_bracket(cone, canvas, added, cone->theme->window_text, plus);
    }
}

/* "12 input cells", and how many of the field lie beyond the edge. */
static void draw_foot(const FieldCone *cone, Canvas *canvas) {
    const FieldShown *shown = cone->shown;
    const FieldLayout *layout = cone->layout;
    const PsRange all = shown->region.axis[PS_WIDTH];
    if (shown->row < 0 || !shown->fits || all.first >= all.end || shown->lit < shown->row + 2) {
        return;
    }
    if (field_covered(cone->context, shown->row)) {
        return;
    }
    draw_brackets(cone, canvas, all);
    char cells[PS_NUMBER_SIZE];
    char rest[160] = "";
    const PsRange whole = shown->unclipped.axis[PS_WIDTH];
    const int64_t beyond = (whole.end - whole.first) - (all.end - all.first);
    ps_number_write_integer(cells, all.end - all.first, PS_NUMBER_SCREEN);
    if (beyond > 0) {
        snprintf(rest, sizeof rest, _(" input cells, %lld more beyond the edge"), (long long)beyond);
    } else {
        snprintf(rest, sizeof rest, "%s", _(" input cells"));
    }
    const Font font = field_font(layout->unit, FONT_REGULAR, 16);
    const Font mono = field_font(layout->unit, FONT_MONO, 16);
    const CanvasRun runs[] = {{mono, cone->theme->window_text, cells}, {font, cone->theme->muted, rest}};
    const float width = canvas_text_width(canvas, mono, cells) + canvas_text_width(canvas, font, rest);
    const float middle = (field_cone_x(cone, -1, all.first) + field_cone_x(cone, -1, all.end - 1)) / 2;
    const float right = layout->cone.x + layout->cone.w;
    const float x = fmaxf(layout->cone.x, fminf(middle - width / 2, right - width));
    canvas_runs(canvas, runs, 2, x, cone->bottom + cone->size / 2 + 59 * layout->unit);
}

/* Outlines of what is lit by pointing: the cone of a neuron, or the readers of a cell. */
static void draw_pointed(const FieldCone *cone, Canvas *canvas) {
    const FieldStageView *view = cone->context->view;
    PsCone lit;
    /* What is pointed at was found in the pass before: the stack may be another one since. */
    const bool cell = view->hovering_cell || view->hovered < 0;
    const bool gone = !cell && view->hovered > cone->stack->plan.count;
    const int64_t size =
        gone   ? 0
        : cell ? cone->stack->plan.size[PS_WIDTH]
               : cone->stack->plan.nodes[view->hovered > 0 ? view->hovered - 1 : 0].size[PS_WIDTH];
    if ((view->hovered == 0 && !view->hovering_cell) || view->hovered_neuron[PS_WIDTH] >= size ||
        ps_cone_init(&lit, &cone->stack->plan, PS_WIDTH, NULL) != PS_OK) {
        return;
    }
    const int64_t at = view->hovered_neuron[PS_WIDTH];
    if (cell) {
        ps_cone_up(&cone->stack->plan, PS_WIDTH, at, &lit);
    } else {
        ps_cone_down(&cone->stack->plan, PS_WIDTH, view->hovered - 1, at, &lit);
    }
    for (int row = -1; row < cone->stack->row_count; row++) {
        const int place = field_cone_place(cone, row);
        for (int64_t i = lit.span[place].first; i < lit.span[place].end; i++) {
            if (lit.lit[lit.first[place] + i]) {
                canvas_stroke(canvas, rect_inset(field_cone_rect(cone, row, i, cone->size), -2), 4,
                              fmaxf(1, roundf(2 * cone->unit)), 0, cone->theme->window);
            }
        }
    }
    ps_cone_free(&lit);
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

void field_cone_draw(const FieldCone *cone, Canvas *canvas) {
    field_titles(cone->context, cone->layout->left, cone->unit, _("How far one neuron sees"),
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
}
