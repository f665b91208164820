/* Draws the bands: a pure function of scene, view and cursor. */
#include "app/stages/field/cone/bands_draw.h"

#include "app/stages/field/look.h"
#include "app/stages/field/scrolled.h"
#include "app/stages/shared/motion.h"
#include "app/words.h"
#include "core/preset.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static float lit_share(const FieldBands *bands, int row) {
    return field_shown_share(bands->shown, row);
}

static Color row_hue(const FieldBands *bands, int row) {
    return row < 0 ? bands->theme->text
                   : field_hue(bands->theme, bands->stack->plan.nodes[field_bands_node(bands, row)].layer);
}

static float corner(const FieldBands *bands, Rect rect) {
    return roundf(fminf(4 * bands->unit, rect.w * 0.2F));
}

static void draw_plain(const FieldBands *bands, Canvas *canvas, Rect rect, bool ahead) {
    canvas_fill(canvas, rect, corner(bands, rect), color_alpha(bands->theme->cell, ahead ? 0.5F : 1));
    if (rect.w > 3) {
        canvas_stroke(canvas, rect, corner(bands, rect), fmaxf(1, bands->theme->hairline), 0,
                      ahead ? theme_outline(bands->theme) : bands->theme->line);
    }
}

static void draw_marked(const FieldBands *bands, Canvas *canvas, const FieldLine *line, Rect rect,
                        float share) {
    const Theme *theme = bands->theme;
    const float least = roundf(5 * bands->unit);
    const Rect grown = rect_inset(
        rect.w < least ? (Rect){rect.x - (least - rect.w) / 2, rect.y, least, rect.h} : rect, -bands->unit);
    const bool chosen = line->row == bands->shown->row;
    /* The one that was chosen before gives its colour away. */
    const bool was = bands->shown->grows && line->row == bands->shown->row - 1;
    const float now = was ? lit_share(bands, line->row + 1) : 1;
    const Color fill = chosen ? theme->window : color_blend(theme->text, theme->window, now);
    canvas_fill(canvas, grown, corner(bands, grown), color_alpha(fill, share));
    if (!chosen && line->row >= 0) {
        canvas_stroke(canvas, grown, corner(bands, grown), fmaxf(2, 2.5F * bands->unit), 0,
                      color_alpha(row_hue(bands, line->row), share * now));
    }
}

static Color lit_color(const FieldBands *bands, float share) {
    return color_blend(bands->theme->text, bands->theme->cell, 0.62F * share);
}

/* Where the lit neurons of a row are, on their way from where they were before; how far they are there. */
static Rect lit_rect(const FieldBands *bands, const FieldLine *line, float *share) {
    const int place = field_bands_place(bands, line->row);
    const int64_t count = field_bands_neurons(bands, line->row);
    const PsRange span = bands->shown->cone[PS_WIDTH].span[place];
    const PsRange before = field_shown_before(bands->shown, place);
    const Rect to = field_bands_span(bands, line, span.first, span.end, count);
    *share = lit_share(bands, line->row);
    if (before.first >= before.end) {
        return to;
    }
    const Rect from = field_bands_span(bands, line, before.first, before.end, count);
    const float grown = motion_ease(*share);
    *share = 1;
    const float x = from.x + (to.x - from.x) * grown;
    return (Rect){x, to.y, from.x + from.w + (to.x + to.w - from.x - from.w) * grown - x, to.h};
}

/* A bar instead of bricks: the lit neurons from first to last. */
static void draw_bar(const FieldBands *bands, Canvas *canvas, const FieldLine *line, int64_t count,
                     bool ahead) {
    draw_plain(bands, canvas, field_bands_span(bands, line, 0, count, count), ahead);
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (ahead || cone->span == NULL) {
        return;
    }
    const PsRange span = cone->span[field_bands_place(bands, line->row)];
    if (span.first < span.end) {
        float share = 0;
        const Rect rect = lit_rect(bands, line, &share);
        canvas_fill(canvas, rect, corner(bands, rect), lit_color(bands, share));
    }
}

/* Looking closer, bricks end with the lane; else marks may stand out a little. */
static void push_lane(const FieldBands *bands, Canvas *canvas) {
    const float out = bands->lane.zoom > 1 ? 0 : 8 * bands->unit;
    const Rect view = bands->view;
    canvas_push_clip(canvas, (Rect){bands->lane.x - out, view.y, bands->lane.w + 2 * out, view.h});
}

/* The neurons of count of which something is in sight. */
static PsRange in_sight(const FieldBands *bands, int64_t count) {
    const FieldLane *lane = &bands->lane;
    const int64_t first = (int64_t)floor(field_lane_share(lane, lane->x) * (double)count);
    const int64_t end = (int64_t)ceil(field_lane_share(lane, lane->x + lane->w) * (double)count);
    return (PsRange){first > 0 ? first : 0, end < count ? end : count};
}

static void draw_bricks(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    const int64_t count = field_bands_neurons(bands, line->row);
    const bool ahead = line->row > bands->shown->row;
    const int place = field_bands_place(bands, line->row);
    if (count == 0) {
        return;
    }
    push_lane(bands, canvas);
    if (field_bands_as_bar(bands, count)) {
        draw_bar(bands, canvas, line, count, ahead);
    }
    const PsRange sight = in_sight(bands, count);
    for (int64_t i = sight.first; i < sight.end && !field_bands_as_bar(bands, count); i++) {
        const Rect rect = field_bands_span(bands, line, i, i + 1, count);
        const bool lit = !ahead && cone->lit != NULL && cone->lit[cone->first[place] + i] != 0;
        const float share = lit ? field_shown_lit(bands->shown, line->row, place, i) : 0;
        if (share > 0) {
            canvas_fill(canvas, rect, corner(bands, rect), lit_color(bands, share));
        } else {
            draw_plain(bands, canvas, rect, ahead);
        }
    }
    const int64_t path = bands->shown->path[place][PS_WIDTH];
    const float share = !ahead && path >= 0 ? field_shown_lit(bands->shown, line->row, place, path) : 0;
    if (share > 0) {
        draw_marked(bands, canvas, line, field_bands_span(bands, line, path, path + 1, count), share);
    }
    canvas_pop_clip(canvas);
}

/* Between a row and the one right under it that it reads: where the lit neurons of both lie. */
static void draw_ground(const FieldBands *bands, Canvas *canvas, const FieldLine *line,
                        const FieldLine *under) {
    const PsNode *node = &bands->stack->plan.nodes[field_bands_node(bands, line->row)];
    const int below = node->from == PS_NODE_INPUT ? -1 : bands->stack->row_of[node->from];
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (below != under->row || cone->span == NULL || node->input_count > 0) {
        return;
    }
    const PsRange upper = cone->span[field_bands_place(bands, line->row)];
    const PsRange lower = cone->span[field_bands_place(bands, below)];
    if (upper.first >= upper.end || lower.first >= lower.end) {
        return;
    }
    float share = 0;
    float lower_share = 0;
    const Rect one = lit_rect(bands, line, &share);
    const Rect two = lit_rect(bands, under, &lower_share);
    const PsRange before = field_shown_before(bands->shown, field_bands_place(bands, line->row));
    share = before.first < before.end ? 1 : lit_share(bands, below);
    const Point points[] = {
        {one.x, one.y + one.h}, {one.x + one.w, one.y + one.h}, {two.x + two.w, two.y}, {two.x, two.y}};
    push_lane(bands, canvas);
    canvas_polygon(canvas, points, 4, color_alpha(row_hue(bands, line->row), 0.3F * share));
    canvas_pop_clip(canvas);
}

static void draw_figure(const FieldBands *bands, Canvas *canvas, float right, float y, Color color,
                        double value) {
    char text[PS_NUMBER_SIZE];
    field_number(value, PS_NUMBER_SCREEN, text);
    canvas_text_aligned(canvas, field_layout_font(bands->layout, FONT_MONO, 13), right, y, ALIGN_RIGHT, 0,
                        color, text);
}

static void draw_figures(const FieldBands *bands, Canvas *canvas, const FieldLine *line, bool ahead) {
    const Theme *theme = bands->theme;
    const PsField *field = &bands->stack->fields[field_bands_node(bands, line->row)];
    const float y = field_bands_middle(bands, line);
    if (!field->known || field_covered(bands->scope, line->row)) {
        canvas_text_aligned(canvas, field_layout_font(bands->layout, FONT_MONO, 13), bands->field_x, y,
                            ALIGN_RIGHT, 0, theme->muted, field->known ? "?" : "–");
        return;
    }
    const bool chosen = line->row == bands->shown->row;
    const Color plain = ahead ? theme->muted : theme->text;
    draw_figure(bands, canvas, bands->field_x, y, chosen ? theme->window_text : plain,
                field->axis[PS_WIDTH].size);
    draw_figure(bands, canvas, bands->jump_x, y, plain, field->axis[PS_WIDTH].jump);
}

/* "3 / 8": how many of a row's neurons the chosen one stands on. */
static void draw_read(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    char lit[PS_NUMBER_SIZE];
    char all[PS_NUMBER_SIZE * 2];
    const PsRange before = field_shown_before(bands->shown, field_bands_place(bands, line->row));
    const float there = before.first < before.end ? 1 : lit_share(bands, line->row);
    if (cone->lit_count == NULL || there <= 0) {
        return;
    }
    const PsCone *counted =
        before.first < before.end && lit_share(bands, line->row) < 1 ? &bands->shown->before : cone;
    if (field_bands_read_covered(bands, line->row)) {
        snprintf(lit, sizeof lit, "?");
    } else {
        ps_number_write_integer(lit, counted->lit_count[field_bands_place(bands, line->row)],
                                PS_NUMBER_SCREEN);
    }
    snprintf(all, sizeof all, " / %lld", (long long)field_bands_neurons(bands, line->row));
    const Font font = field_layout_font(bands->layout, FONT_MONO, 13);
    const float right = bands->read_x;
    const float width = canvas_text_width(canvas, font, all);
    const float y = field_bands_middle(bands, line);
    canvas_text_aligned(canvas, font, right, y, ALIGN_RIGHT, 0, bands->theme->muted, all);
    canvas_text_aligned(canvas, font, right - width, y, ALIGN_RIGHT, 0,
                        line->row == bands->shown->row ? bands->theme->window_text : bands->theme->text, lit);
}

/* Layers inside of branches stand further in. */
static float indent_of(const FieldBands *bands, int row) {
    int depth = 0;
    for (int block = bands->stack->plan.nodes[field_bands_node(bands, row)].block;
         block != PS_NODE_INPUT && depth < 3; block = bands->stack->plan.nodes[block].block) {
        depth++;
    }
    return (float)depth * 6 * bands->unit;
}

/* What the join round a layer, or the block, says already is left out of its name. */
static const char *short_name(const FieldBands *bands, int row, const char *name) {
    const int join = bands->stack->plan.nodes[field_bands_node(bands, row)].block;
    const char *outer = join == PS_NODE_INPUT ? "" : bands->stack->plan.nodes[join].layer->name;
    const size_t length = strlen(outer);
    if (length > 0 && strncmp(name, outer, length) == 0 && name[length] == '.') {
        return name + length + 1;
    }
    const char *point = strchr(name, '.');
    return point != NULL ? point + 1 : name;
}

static void draw_name(const FieldBands *bands, Canvas *canvas, const FieldLine *line, bool ahead) {
    const float unit = bands->unit;
    const PsLayer *layer = bands->stack->plan.nodes[field_bands_node(bands, line->row)].layer;
    const Color hue = ahead ? bands->theme->muted : row_hue(bands, line->row);
    const float y = field_bands_middle(bands, line);
    const float x = bands->view.x + indent_of(bands, line->row);
    char name[PS_LAYER_TITLE_SIZE];
    stacks_node_name(bands->stack, field_bands_node(bands, line->row), name);
    icon_draw(canvas, field_mark(layer), (Point){x + 21 * unit, y}, 12 * unit, hue);
    canvas_text_aligned(canvas, field_layout_font(bands->layout, FONT_MONO, 13), x + FIELD_BANDS_NAME * unit,
                        y, ALIGN_LEFT, bands->field_x - 44 * unit - x - FIELD_BANDS_NAME * unit, hue,
                        short_name(bands, line->row, name));
}

static void draw_row(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    const bool ahead = line->row > bands->shown->row;
    if (line->row == bands->shown->row) {
        canvas_fill(canvas, (Rect){bands->view.x, bands->origin.y + line->y, bands->view.w - 10, line->h}, 0,
                    bands->theme->raised);
    }
    draw_name(bands, canvas, line, ahead);
    draw_figures(bands, canvas, line, ahead);
    const PsNode *node = &bands->stack->plan.nodes[field_bands_node(bands, line->row)];
    if (node->state != PS_NODE_FITS) {
        canvas_text_aligned(canvas, field_layout_font(bands->layout, FONT_REGULAR, 12), bands->lane.x,
                            field_bands_middle(bands, line), ALIGN_LEFT, bands->lane.w, bands->theme->muted,
                            node->state == PS_NODE_FAILS ? _("does not fit what comes in")
                                                         : _("follows a layer that does not fit"));
        return;
    }
    draw_bricks(bands, canvas, line);
    if (!ahead) {
        draw_read(bands, canvas, line);
    }
}

/* The neurons of a folded block's last row, hatched: they are not worked through. */
static void draw_folded_bricks(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    const int64_t count = field_bands_neurons(bands, line->row);
    const PsRange sight = in_sight(bands, count);
    push_lane(bands, canvas);
    for (int64_t i = sight.first; i < sight.end && !field_bands_as_bar(bands, count); i++) {
        const Rect rect = field_bands_span(bands, line, i, i + 1, count);
        draw_plain(bands, canvas, rect, true);
        canvas_hatch(canvas, rect, corner(bands, rect), fmaxf(5, 7 * bands->unit), false, bands->theme->line);
    }
    if (field_bands_as_bar(bands, count) && count > 0) {
        draw_plain(bands, canvas, field_bands_span(bands, line, 0, count, count), true);
    }
    canvas_pop_clip(canvas);
}

static void draw_folded(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    const Font font = field_layout_font(bands->layout, FONT_SEMIBOLD, 13);
    const float y = field_bands_middle(bands, line);
    const float x = bands->view.x + FIELD_BANDS_NAME * bands->unit;
    const float room = bands->field_x - bands->view.x - (44 + FIELD_BANDS_NAME) * bands->unit;
    char title[96];
    field_bands_title(bands, line->block, title, sizeof title);
    canvas_text_aligned(canvas, font, x, y, ALIGN_LEFT, room, bands->theme->muted, title);
    draw_figures(bands, canvas, line, line->row > bands->shown->row);
    draw_folded_bricks(bands, canvas, line);
    field_counts_draw(canvas, bands->theme, bands->stack, &bands->stack->blocks[line->block], bands->unit,
                      (Point){bands->read_x, y});
}

static void draw_whole(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    const float unit = bands->unit;
    const Font font = field_layout_font(bands->layout, FONT_SEMIBOLD, 13);
    const char *words = _("From here up: the whole image");
    const float width = canvas_text_width(canvas, font, words) + 20 * unit;
    const float y = field_bands_middle(bands, line);
    const float middle = bands->lane.x + bands->lane.w / 2;
    const float dash = fmaxf(2, roundf(3 * unit));
    const float right = bands->read_x;
    const float left = bands->view.x + 12 * unit;
    const int dashes = (int)((right - left) / (2 * dash));
    for (int i = 0; i < dashes; i++) {
        const float x = left + 2 * dash * (float)i;
        if (x < middle - width / 2 - 10 * unit || x > middle + width / 2 + 8 * unit) {
            canvas_fill(canvas, (Rect){x, y - 1, dash, 2}, 0, bands->theme->text);
        }
    }
    icon_draw(canvas, ICON_UP, (Point){middle - width / 2 + 6 * unit, y}, 11 * unit, bands->theme->text);
    canvas_text(canvas, font, middle - width / 2 + 20 * unit, y, bands->theme->text, words);
}

/* The card round the lines of a block, or round a folded one. */
static void draw_card(const FieldBands *bands, Canvas *canvas, const FieldLine *first, const FieldLine *last,
                      bool open) {
    const float inset = open ? roundf(FIELD_BANDS_INSET * bands->unit) : 0;
    const float top = bands->origin.y + first->y - inset;
    const Rect card = {bands->view.x, top, bands->view.w - 10,
                       last->y + last->h + inset + bands->origin.y - top};
    canvas_fill(canvas, card, 8 * bands->unit, bands->theme->panel);
    canvas_stroke(canvas, card, 8 * bands->unit, fmaxf(1, bands->theme->hairline), 0, bands->theme->line);
}

static void draw_cards(const FieldBands *bands, Canvas *canvas) {
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        int last = i;
        while (last + 1 < bands->count && bands->lines[last + 1].block == line->block) {
            last++;
        }
        if (line->block >= 0) {
            draw_card(bands, canvas, line, &bands->lines[last], line->kind != FIELD_LINE_FOLDED);
        }
        i = last;
    }
}

static void draw_input(const FieldBands *bands, Canvas *canvas, const FieldLine *line) {
    canvas_text(canvas, field_layout_font(bands->layout, FONT_MEDIUM, 13),
                bands->view.x + FIELD_BANDS_NAME * bands->unit, field_bands_middle(bands, line),
                bands->theme->text, _("Input"));
    draw_bricks(bands, canvas, line);
    draw_read(bands, canvas, line);
}

static void draw_lines(const FieldBands *bands, Canvas *canvas) {
    const FieldLine *above = NULL;
    draw_cards(bands, canvas);
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        if (above != NULL && field_bands_seen(bands, line) &&
            (line->kind == FIELD_LINE_ROW || line->kind == FIELD_LINE_INPUT)) {
            draw_ground(bands, canvas, above, line);
        }
        above = line->kind == FIELD_LINE_ROW && line->row <= bands->shown->row ? line
                : line->kind == FIELD_LINE_WHOLE                               ? above
                                                                               : NULL;
    }
    static void (*const drawers[])(const FieldBands *, Canvas *,
                                   const FieldLine *) = {[FIELD_LINE_FOLDED] = draw_folded,
                                                         [FIELD_LINE_ROW] = draw_row,
                                                         [FIELD_LINE_WHOLE] = draw_whole,
                                                         [FIELD_LINE_INPUT] = draw_input};
    for (int i = 0; i < bands->count; i++) {
        if (field_bands_seen(bands, &bands->lines[i])) {
            drawers[bands->lines[i].kind](bands, canvas, &bands->lines[i]);
        }
    }
}

static void draw_header(const FieldBands *bands, Canvas *canvas) {
    const Font font = field_layout_font(bands->layout, FONT_MEDIUM, 12);
    const float y = bands->view.y - 12 * bands->unit;
    canvas_text_aligned(canvas, font, bands->field_x, y, ALIGN_RIGHT, 0, bands->theme->muted, _("field"));
    canvas_text_aligned(canvas, font, bands->jump_x, y, ALIGN_RIGHT, 0, bands->theme->muted, _("jump"));
    canvas_text_aligned(canvas, font, bands->read_x, y, ALIGN_RIGHT, 0, bands->theme->muted, _("read"));
}

static void tell_row(const FieldBands *bands, const FieldLine *line) {
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    char label[FIELD_ROW_LABEL];
    char value[3 * PS_NUMBER_SIZE] = "";
    if (cone->lit_count != NULL && line->row <= bands->shown->row) {
        char lit[PS_NUMBER_SIZE] = "?";
        if (!field_bands_read_covered(bands, line->row)) {
            ps_number_write_integer(lit, cone->lit_count[field_bands_place(bands, line->row)],
                                    PS_NUMBER_FULL);
        }
        snprintf(value, sizeof value, "%s of %lld", lit, (long long)field_bands_neurons(bands, line->row));
    }
    field_bands_label(bands, line->row, label);
    pen_report(&bands->scope->pen, UI_ROLE_CELL, label, value, field_bands_row(bands, line));
}

static void tell_rows(const FieldBands *bands) {
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        const bool row = line->kind == FIELD_LINE_ROW || line->kind == FIELD_LINE_INPUT;
        if (row && field_bands_seen(bands, line) && field_bands_neurons(bands, line->row) > 0) {
            tell_row(bands, line);
        }
    }
}

void field_bands_draw(const FieldBands *bands, Canvas *canvas) {
    char title[96];
    field_stack_title(bands->stack, bands->scope->facts->stacks.preset,
                      bands->layout->beside ? _("This stack") : _("Each layer"), title, sizeof title);
    const bool folds = bands->stack->block_count > 1 && !bands->scope->presenter;
    field_titles(
        &bands->scope->pen, bands->layout, bands->layout->left, title,
        folds ? _("A band a block: click to fold. Each brick is one neuron, over the cells it stands for.")
              : _("Each brick is one neuron, over the cells it stands for."));
    draw_header(bands, canvas);
    pen_report(&bands->scope->pen, UI_ROLE_REGION, N_("Cone"), "", bands->view);
    const UiId before =
        pen_scroll_begin(&bands->scope->pen, field_scroll_name(FIELD_SCROLL_LAYERS), bands->view);
    draw_lines(bands, canvas);
    tell_rows(bands);
    pen_scroll_end(&bands->scope->pen, before);
}
