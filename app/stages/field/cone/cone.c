/* The cone, neuron by neuron: one row a layer, the last at the top, each neuron above the middle of its
 * field.
 *
 * The rows lie along the width; a neuron's row is that of the chosen one's path. Row -1 is the input.
 */
#include "app/stages/field/cone/cone.h"

#include "app/stages/field/look.h"
#include "app/stages/field/view.h"
#include "app/stages/shared/motion.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* All in units. */
enum { LABELS = 136, TOP = 19, FOOT = 84, PITCH_MOST = 30, ROW_MOST = 112 };

static const float LIT_SHARE = 0.62F;
static const float AHEAD_ALPHA = 0.5F;

/* Where rows and neurons stand. */
typedef struct Cone {
    const StageContext *context;
    const FieldLayout *layout;
    const FieldShown *shown;
    const FollowedStack *stack;
    float x;           /* where the first input cell begins */
    float pitch;       /* from cell to cell */
    float size;        /* of a neuron */
    float bottom, row; /* the input's middle, and from row to row */
} Cone;

static Cone make_cone(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const float unit = layout->unit;
    const FollowedStack *stack = shown->stack;
    const Rect cone = layout->cone;
    const float cells = (float)stack->plan.size[PS_WIDTH];
    const float room = cone.w - (float)LABELS * unit;
    const float pitch = floorf(fminf(room / cells, (float)PITCH_MOST * unit));
    const float height = cone.h - (float)(TOP + FOOT) * unit;
    const float row = fminf(height / (float)stack->row_count, (float)ROW_MOST * unit);
    return (Cone){.context = context,
                  .layout = layout,
                  .shown = shown,
                  .stack = stack,
                  .x = roundf(cone.x + (float)LABELS * unit + fmaxf(0, (room - pitch * cells) / 2)),
                  .pitch = pitch,
                  .size = pitch - fmaxf(2, roundf(pitch * 0.22F)),
                  .bottom = roundf(cone.y + (float)TOP * unit + row * (float)stack->row_count),
                  .row = row};
}

static float row_y(const Cone *cone, int row) {
    return roundf(cone->bottom - cone->row * (float)(row + 1));
}

static int node_of(const Cone *cone, int row) {
    return row < 0 ? PS_NODE_INPUT : cone->stack->rows[row];
}

/* Where a row's neurons lie in a PsCone. */
static int place_of(const Cone *cone, int row) {
    return row < 0 ? cone->stack->plan.count : cone->stack->rows[row];
}

static int64_t neurons_of(const Cone *cone, int row) {
    return row < 0 ? cone->stack->plan.size[PS_WIDTH]
                   : cone->stack->plan.nodes[node_of(cone, row)].size[PS_WIDTH];
}

static float neuron_x(const Cone *cone, int row, int64_t neuron) {
    double middle = (double)neuron;
    if (row >= 0) {
        const PsFieldAxis *field = &cone->stack->fields[node_of(cone, row)].axis[PS_WIDTH];
        middle = field->start + (double)neuron * field->jump;
    }
    return cone->x + ((float)middle + 0.5F) * cone->pitch;
}

static Rect neuron_rect(const Cone *cone, int row, int64_t neuron, float size) {
    const float y = row_y(cone, row);
    return (Rect){roundf(neuron_x(cone, row, neuron) - size / 2), roundf(y - size / 2), roundf(size),
                  roundf(size)};
}

/* How far a row of the cone has lit up, 0…1. */
static float lit_share(const Cone *cone, int row) {
    return motion_clamp((float)fmin(cone->shown->lit - (double)(cone->shown->row - row), 1));
}

static bool is_lit(const Cone *cone, int row, int64_t neuron) {
    const PsCone *reads = &cone->shown->cone[PS_WIDTH];
    return reads->lit != NULL && row <= cone->shown->row &&
           reads->lit[reads->first[place_of(cone, row)] + neuron] != 0;
}

static int64_t path_at(const Cone *cone, int row) {
    return cone->shown->path[place_of(cone, row)][PS_WIDTH];
}

static Color row_hue(const Cone *cone, int row) {
    const Theme *theme = cone->context->ui->theme;
    return row < 0 ? theme->text : field_hue(theme, cone->stack->plan.nodes[node_of(cone, row)].layer);
}

/* The row that a row reads: layers in between only pass values on. */
static int row_below(const Cone *cone, int row) {
    const int from = cone->stack->plan.nodes[node_of(cone, row)].from;
    return from == PS_NODE_INPUT ? -1 : cone->stack->row_of[from];
}

static PsRange lit_span(const Cone *cone, int row) {
    const PsRange *spans = cone->shown->cone[PS_WIDTH].span;
    return spans != NULL ? spans[place_of(cone, row)] : (PsRange){0};
}

/* What the lit neurons of a row cover of the one below, as a faint ground. */
static void draw_ground(const Cone *cone, int row) {
    const int below = row_below(cone, row);
    const PsRange upper = lit_span(cone, row);
    const PsRange lower = lit_span(cone, below);
    if (upper.first >= upper.end || lower.first >= lower.end) {
        return;
    }
    const float half = cone->size / 2;
    const float top = row_y(cone, row) + half + 2;
    const float bottom = row_y(cone, below) - half - 2;
    const Point points[] = {{neuron_x(cone, row, upper.first) - half, top},
                            {neuron_x(cone, row, upper.end - 1) + half, top},
                            {neuron_x(cone, below, lower.end - 1) + half, bottom},
                            {neuron_x(cone, below, lower.first) - half, bottom}};
    const float alpha = 0.16F * lit_share(cone, below);
    canvas_polygon(cone->context->ui->canvas, points, 4, color_alpha(row_hue(cone, row), alpha));
}

static void draw_edge(const Cone *cone, int row, int64_t neuron, int below, int64_t tap, float width,
                      float alpha) {
    const float half = cone->size / 2 + 2;
    const Point points[] = {{neuron_x(cone, row, neuron), row_y(cone, row) + half},
                            {neuron_x(cone, below, tap), row_y(cone, below) - half}};
    canvas_polyline(cone->context->ui->canvas, points, 2, width, color_alpha(row_hue(cone, row), alpha));
}

/* Lines from each lit neuron of a row to what it reads; the path's is thick. */
static void draw_edges(const Cone *cone, int row) {
    const float unit = cone->layout->unit;
    const PsNode *node = &cone->stack->plan.nodes[node_of(cone, row)];
    const int below = row_below(cone, row);
    const PsRange span = lit_span(cone, row);
    const float share = lit_share(cone, below);
    for (int64_t neuron = span.first; neuron < span.end && share > 0; neuron++) {
        if (!is_lit(cone, row, neuron)) {
            continue;
        }
        const PsTaps taps = ps_node_taps(node, PS_WIDTH, neuron);
        for (int64_t t = 0; t < taps.count; t++) {
            draw_edge(cone, row, neuron, below, taps.first + t * taps.step, fmaxf(1, unit), 0.6F * share);
        }
    }
    if (path_at(cone, row) >= 0 && path_at(cone, below) >= 0 && share > 0) {
        draw_edge(cone, row, path_at(cone, row), below, path_at(cone, below), 3 * unit, share);
    }
}

static void draw_neuron(const Cone *cone, int row, int64_t neuron) {
    Ui *ui = cone->context->ui;
    const Theme *theme = ui->theme;
    const FieldShown *shown = cone->shown;
    const float unit = cone->layout->unit;
    const bool ahead = row > shown->row;
    const float share = ahead || row < 0 ? 1 : lit_share(cone, row);
    const bool on_path = !ahead && path_at(cone, row) == neuron;
    const bool chosen = row == shown->row && on_path;
    const bool reached = on_path && (chosen || lit_share(cone, row) > 0);
    const float grown = reached ? cone->size + 4 * unit : cone->size;
    const Rect rect = neuron_rect(cone, row, neuron, grown);
    const float radius = roundf(fminf(8, grown * 0.24F));
    if (reached) {
        canvas_fill(ui->canvas, rect, radius, chosen ? theme->window : theme->text);
        if (!chosen && row >= 0) {
            canvas_stroke(ui->canvas, rect_inset(rect, -unit), radius + 1, 3 * unit, 0, row_hue(cone, row));
        }
        return;
    }
    const bool lit = is_lit(cone, row, neuron) && lit_share(cone, row) > 0;
    const Color plain = theme->cell;
    const Color fill = lit ? color_blend(theme->text, plain, LIT_SHARE * share) : plain;
    canvas_fill(ui->canvas, rect, radius, ahead ? color_alpha(fill, AHEAD_ALPHA) : fill);
    if (!lit) {
        canvas_stroke(ui->canvas, rect, radius, fmaxf(1, roundf(unit)), 0,
                      color_alpha(theme->line, ahead ? AHEAD_ALPHA : 1));
    }
}

static void draw_label(const Cone *cone, int row) {
    Ui *ui = cone->context->ui;
    const Theme *theme = ui->theme;
    const FieldLayout *layout = cone->layout;
    const float unit = layout->unit;
    const float x = layout->cone.x;
    const float y = row_y(cone, row);
    const float limit = (float)(LABELS - 30) * unit;
    const PsNode *node = &cone->stack->plan.nodes[node_of(cone, row)];
    const bool ahead = row > cone->shown->row;
    const Color hue = ahead ? theme->muted : row_hue(cone, row);
    char name[PS_LAYER_TITLE_SIZE];
    stacks_node_name(cone->stack, node_of(cone, row), name);
    icon_draw(ui->canvas, field_mark(node->layer), (Point){x + 6 * unit, y}, 13 * unit, hue);
    canvas_text_aligned(ui->canvas, field_font(layout, FONT_MONO, 14), x + 24 * unit, y, ALIGN_LEFT, limit,
                        hue, name);
    if (ahead) {
        return;
    }
    char words[160];
    char height[PS_NUMBER_SIZE];
    char width[PS_NUMBER_SIZE];
    const PsField *field = &cone->stack->fields[node_of(cone, row)];
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
    canvas_text_aligned(ui->canvas, field_font(layout, FONT_REGULAR, 12), x + 24 * unit, y + 21 * unit,
                        ALIGN_LEFT, limit, theme->muted, words);
}

static void draw_input_label(const Cone *cone) {
    Ui *ui = cone->context->ui;
    const FieldLayout *layout = cone->layout;
    char words[96];
    snprintf(words, sizeof words, _("%lld cells wide"), (long long)cone->stack->plan.size[PS_WIDTH]);
    canvas_text(ui->canvas, field_font(layout, FONT_MEDIUM, 14), layout->cone.x, cone->bottom,
                ui->theme->text, _("Input"));
    canvas_text_aligned(ui->canvas, field_font(layout, FONT_REGULAR, 12), layout->cone.x,
                        cone->bottom + 21 * layout->unit, ALIGN_LEFT, (float)(LABELS - 8) * layout->unit,
                        ui->theme->muted, words);
}

/* A bracket under input cells first … end - 1, open to the top. */
static void draw_bracket(const Cone *cone, PsRange cells, Color color, const char *text) {
    Ui *ui = cone->context->ui;
    const float unit = cone->layout->unit;
    const float half = cone->size / 2;
    const float left = neuron_x(cone, -1, cells.first) - half;
    const float right = neuron_x(cone, -1, cells.end - 1) + half;
    const float top = cone->bottom + half + 9 * unit;
    const float line = fmaxf(1, roundf(2 * unit));
    const float height = roundf(8 * unit);
    canvas_fill(ui->canvas, (Rect){left, top, line, height}, 0, color);
    canvas_fill(ui->canvas, (Rect){right - line, top, line, height}, 0, color);
    canvas_fill(ui->canvas, (Rect){left, top + height - line, right - left, line}, 0, color);
    canvas_text_aligned(ui->canvas, field_font(cone->layout, FONT_MONO, 15), (left + right) / 2,
                        top + 25 * unit, ALIGN_CENTRE, 0, color, text);
}

/* What the path's neuron one row down sees already, and what the chosen one adds. */
static void draw_brackets(const Cone *cone, PsRange all) {
    const Theme *theme = cone->context->ui->theme;
    const FollowedStack *stack = cone->stack;
    const int below = row_below(cone, cone->shown->row);
    const int64_t neuron = path_at(cone, below);
    PsRange before = {neuron, neuron + 1};
    if (below >= 0 && stack->seen) {
        before = stack->sight.ranges[PS_WIDTH][stack->sight.first[PS_WIDTH][node_of(cone, below)] + neuron];
    }
    char text[PS_NUMBER_SIZE];
    if (before.first >= before.end || before.first < all.first || before.end > all.end) {
        before = (PsRange){all.first, all.end};
    }
    const PsRange added =
        before.end < all.end ? (PsRange){before.end, all.end} : (PsRange){all.first, before.first};
    ps_number_write_integer(text, before.end - before.first, PS_NUMBER_SCREEN);
    draw_bracket(cone, before, theme->text, text);
    if (added.first < added.end) {
        char plus[PS_NUMBER_SIZE + 2];
        ps_number_write_integer(text, added.end - added.first, PS_NUMBER_SCREEN);
        snprintf(plus, sizeof plus, "+ %s", text);
        draw_bracket(cone, added, theme->window_text, plus);
    }
}

/* "12 input cells", and how many of the field lie beyond the edge. */
static void draw_foot(const Cone *cone) {
    Ui *ui = cone->context->ui;
    const FieldShown *shown = cone->shown;
    const FieldLayout *layout = cone->layout;
    const PsRange all = shown->region.axis[PS_WIDTH];
    if (shown->row < 0 || !shown->fits || all.first >= all.end || shown->lit < shown->row + 2) {
        return;
    }
    if (field_covered(cone->context, shown->row)) {
        return;
    }
    draw_brackets(cone, all);
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
    const Font font = field_font(layout, FONT_REGULAR, 16);
    const Font mono = field_font(layout, FONT_MONO, 16);
    const CanvasRun runs[] = {{mono, ui->theme->window_text, cells}, {font, ui->theme->muted, rest}};
    const float width =
        canvas_text_width(ui->canvas, mono, cells) + canvas_text_width(ui->canvas, font, rest);
    const float middle = (neuron_x(cone, -1, all.first) + neuron_x(cone, -1, all.end - 1)) / 2;
    const float right = layout->cone.x + layout->cone.w;
    const float x = fmaxf(layout->cone.x, fminf(middle - width / 2, right - width));
    canvas_runs(ui->canvas, runs, 2, x, cone->bottom + cone->size / 2 + 59 * layout->unit);
}

/* Outlines of what is lit by pointing: the cone of a neuron, or the readers of a cell. */
static void draw_pointed(const Cone *cone) {
    const FieldStageView *view = cone->context->view;
    Ui *ui = cone->context->ui;
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
        const int place = place_of(cone, row);
        for (int64_t i = lit.span[place].first; i < lit.span[place].end; i++) {
            if (lit.lit[lit.first[place] + i]) {
                canvas_stroke(ui->canvas, rect_inset(neuron_rect(cone, row, i, cone->size), -2), 4,
                              fmaxf(1, roundf(2 * cone->layout->unit)), 0, ui->theme->window);
            }
        }
    }
    ps_cone_free(&lit);
}

void field_cone_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const Cone cone = make_cone(context, layout, shown);
    field_titles(context, layout->left, layout->unit, _("How far one neuron sees"),
                 _("One row a layer, each neuron above the middle of its field."));
    canvas_push_clip(context->ui->canvas, rect_inset(layout->cone, -8 * layout->unit));
    for (int row = shown->row; row >= 0; row--) {
        draw_ground(&cone, row);
    }
    for (int row = shown->row; row >= 0; row--) {
        draw_edges(&cone, row);
    }
    for (int row = -1; row < cone.stack->row_count; row++) {
        for (int64_t neuron = 0; neuron < neurons_of(&cone, row); neuron++) {
            draw_neuron(&cone, row, neuron);
        }
        if (row >= 0) {
            draw_label(&cone, row);
        }
    }
    draw_input_label(&cone);
    draw_pointed(&cone);
    canvas_pop_clip(context->ui->canvas);
    draw_foot(&cone);
}

/* The neuron of a row nearest to a place. */
static int64_t nearest(const Cone *cone, int row, float x) {
    const int64_t count = neurons_of(cone, row);
    const float first = neuron_x(cone, row, 0);
    const float pitch = count > 1 ? neuron_x(cone, row, 1) - first : 1;
    const int64_t neuron = (int64_t)floorf((x - first) / pitch + 0.5F);
    return neuron < 0 ? 0 : neuron >= count ? count - 1 : neuron;
}

/* The band in which a row takes the pointer. */
static Rect row_rect(const Cone *cone, int row) {
    const int64_t count = neurons_of(cone, row);
    const float half = fmaxf(cone->size / 2 + 4, fminf(cone->row * 0.3F, 14 * cone->layout->unit));
    const float left = neuron_x(cone, row, 0) - cone->pitch / 2;
    const float right = neuron_x(cone, row, count - 1) + cone->pitch / 2;
    return (Rect){left, row_y(cone, row) - half, right - left, 2 * half};
}

static void choose(const Cone *cone, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(cone->context, node_of(cone, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(cone->context, node_of(cone, row), chosen);
}

/* Another tap of the path instead of the upper-left one. */
static void pick(const Cone *cone, int row, int64_t neuron) {
    FieldStageView *view = cone->context->view;
    const int64_t *path = cone->shown->path[place_of(cone, row)];
    view->picked_node = node_of(cone, row) + 1;
    view->picked[PS_HEIGHT] = path[PS_HEIGHT];
    view->picked[PS_WIDTH] = neuron;
    cone->context->ui->changed = true;
}

static void row_keys(const Cone *cone, int row, UiId id) {
    Ui *ui = cone->context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 && (up == 0 || to < 0 || to >= cone->stack->row_count || neurons_of(cone, to) == 0)) {
        return;
    }
    field_neuron_of(cone->context, node_of(cone, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    choose(cone, to, next < 0 ? 0 : next >= neurons_of(cone, to) ? neurons_of(cone, to) - 1 : next);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void point_at(const Cone *cone, int row, int64_t neuron) {
    FieldStageView *view = cone->context->view;
    view->hovered = row < 0 ? -1 : node_of(cone, row) + 1;
    view->hovered_neuron[PS_WIDTH] = neuron;
}

static void row_controls(const Cone *cone, int row) {
    Ui *ui = cone->context->ui;
    const UiId id = ui_id_number(ui_id("field row"), row);
    const Rect rect = row_rect(cone, row);
    const UiAct act = ui_interact(ui, id, rect, row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    const int64_t neuron = nearest(cone, row, ui->x);
    if (row >= 0) {
        row_keys(cone, row, id);
    }
    if (act.hovered && !act.held) {
        point_at(cone, row, neuron);
    }
    if (row < 0 || !act.held) {
        return;
    }
    if (act.pressed && (ui->event.modifiers & UI_SHIFT) != 0 && row < cone->shown->row &&
        is_lit(cone, row, neuron)) {
        pick(cone, row, neuron);
    } else if (act.pressed || ui->event.kind == UI_EVENT_MOVE) {
        choose(cone, row, neuron);
    }
}

/* "4…15", the input cells that a neuron reads along the width. */
static void sight_text(const Cone *cone, int row, int64_t neuron, char *text, size_t size) {
    const FollowedStack *stack = cone->stack;
    PsRange range = {neuron, neuron + 1};
    if (row >= 0 && stack->seen) {
        range = stack->sight.ranges[PS_WIDTH][stack->sight.first[PS_WIDTH][node_of(cone, row)] + neuron];
    }
    if (range.first >= range.end) {
        snprintf(text, size, "%s", _("nothing"));
    } else if (range.end - range.first == 1) {
        snprintf(text, size, "%lld", (long long)range.first);
    } else {
        snprintf(text, size, "%lld-%lld", (long long)range.first, (long long)range.end - 1);
    }
}

static void report_row(const Cone *cone, int row) {
    Ui *ui = cone->context->ui;
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    if (row >= 0) {
        field_row_label(cone->stack, row, name, sizeof name);
    }
    const bool covered = row >= 0 && field_covered(cone->context, row);
    int64_t at[PS_AXES];
    field_neuron_of(cone->context, node_of(cone, row), at);
    for (int64_t neuron = 0; neuron < neurons_of(cone, row); neuron++) {
        char label[PS_LAYER_TITLE_SIZE + 64];
        char value[PS_NUMBER_SIZE] = "";
        snprintf(label, sizeof label, "%s neuron %lld", name, (long long)neuron);
        if (row < (int)cone->context->step && !covered) {
            sight_text(cone, row, neuron, value, sizeof value);
        }
        const bool focused =
            row >= 0 && ui->focus == ui_id_number(ui_id("field row"), row) && at[PS_WIDTH] == neuron;
        ui_report(ui, UI_ROLE_CELL, label, value, neuron_rect(cone, row, neuron, cone->size), true, focused);
    }
}

static void report_labels(const Cone *cone, int row) {
    const FieldLayout *layout = cone->layout;
    const float unit = layout->unit;
    char label[PS_LAYER_TITLE_SIZE + 32];
    char name[PS_LAYER_TITLE_SIZE + 16];
    char value[PS_NUMBER_SIZE] = "";
    field_row_label(cone->stack, row, name, sizeof name);
    snprintf(label, sizeof label, "Field of %s", name);
    const PsNode *node = &cone->stack->plan.nodes[node_of(cone, row)];
    const bool known = node->state == PS_NODE_FITS && cone->stack->fields[node_of(cone, row)].known;
    if (known && row < (int)cone->context->step && !field_covered(cone->context, row)) {
        field_number(cone->stack->fields[node_of(cone, row)].axis[PS_WIDTH].size, PS_NUMBER_FULL, value);
    }
    ui_report_text(
        cone->context->ui, label, value,
        (Rect){layout->cone.x, row_y(cone, row) - 10 * unit, (float)(LABELS - 8) * unit, 40 * unit});
}

void field_cone_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const Cone cone = make_cone(context, layout, shown);
    ui_report(context->ui, UI_ROLE_REGION, N_("Cone"), "", layout->cone, true, false);
    for (int row = cone.stack->row_count - 1; row >= -1; row--) {
        if (row >= 0) {
            report_labels(&cone, row);
        }
        if (neurons_of(&cone, row) > 0) {
            row_controls(&cone, row);
            report_row(&cone, row);
        }
    }
}
