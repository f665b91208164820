/* The input and the arrow are drawn here, the cards in their own files. Nothing reacts. */
#include "app/stages/compare/draw.h"

#include "app/stages/compare/card.h"
#include "app/stages/compare/gradient_card.h"
#include "app/stages/compare/value_card.h"
#include "app/stages/shared/map_picture.h"
#include "app/words.h"

#include <math.h>

static void draw_margins(const ComparePose *pose) {
    const PsMap *input = pose->walk->map;
    const Grid *grid = &pose->layout->input;
    const MapMeasures *m = &pose->m->map;
    const Theme *theme = pose->pen.theme;
    const Rect seen = grid_seen(grid);
    char size[48];
    snprintf(size, sizeof size, "%d × %d", input->height, input->width);
    const MapTitle title = {N_("Input"), N_("Input"), size, ICON_NONE, theme->text, theme->muted};
    map_title(&pose->pen, m, &title, seen.x, seen.y - m->title_rise);
    map_indices(&pose->pen, m, grid, map_digits(grid->columns - 1), false);
}

static void draw_input_cell(const ComparePose *pose, int row, int column) {
    const Grid *grid = &pose->layout->input;
    const Pen *pen = &pose->pen;
    const Rect rect = grid_cell(grid, row, column);
    const float value = ps_map_get(pose->walk->map, pose->walk->channel, row, column);
    const float won = compare_winning(pose, row, column);
    if (won < 1) {
        const bool may_dim = pose->now.step > 0 && !pose->view->pointed.global;
        const float outside = 1 - moment_inside(&pose->now, pose->walk, row, column, rect);
        cells_draw_dimmed(pen, &grid->style, rect, compare_cell_color(pose, -1, row, column),
                          may_dim ? outside * compare_dim(pose) : 0, value, 1);
    }
    if (won > 0) {
        cells_draw_winner(pen, &grid->style, rect, value, won);
    }
}

static void draw_cells(const ComparePose *pose) {
    const Grid *grid = &pose->layout->input;
    const Pen *pen = &pose->pen;
    GridCells at = grid_cells(grid_visible(grid));
    while (grid_next(&at)) {
        const PsTapPlace place = ps_walk_place(pose->walk, at.row, at.column);
        if (place == PS_TAP_CELL) {
            draw_input_cell(pose, at.row, at.column);
        } else if (place == PS_TAP_PADDING) {
            cells_draw_ghost(pen, &grid->style, grid_cell(grid, at.row, at.column), pen->theme->line, "");
        }
    }
}

/* What the step reads: its window; the whole map where global is pointed at. */
static void draw_frame(const ComparePose *pose) {
    const Grid *grid = &pose->layout->input;
    const MapMeasures *m = &pose->m->map;
    if (pose->now.step == 0) {
        return;
    }
    Rect frame = map_window_rect(m, grid, pose->now.frame);
    if (pose->view->pointed.global) {
        frame = rect_inset(pose->layout->map.cells, -map_window_line(m, grid));
    }
    map_frame(&pose->pen, m, grid, frame, pose->now.alpha);
}

static void draw_over_input(const ComparePose *pose) {
    const Grid *grid = &pose->layout->input;
    const CompareView *view = pose->view;
    const Moment *now = &pose->now;
    if (view->pointed.probe != COMPARE_PROBE_OUTPUT && !stage_is_picture(pose->scope)) {
        map_footprints(&pose->pen, &pose->m->map, grid, pose->walk, now->left - !now->moving);
    }
    draw_frame(pose);
    if (view->pointed.probe == COMPARE_PROBE_INPUT) {
        map_pointed_cell(&pose->pen, grid, view->pointed.row, view->pointed.column);
    }
}

static void draw_input(const ComparePose *pose) {
    const Grid *grid = &pose->layout->input;
    Canvas *canvas = pose->pen.canvas;
    draw_margins(pose);
    canvas_push_clip(canvas, grid->view);
    if (grid_by_cells(grid)) {
        draw_cells(pose);
    } else {
        map_input_picture(&pose->pen, pose->scope, grid);
    }
    canvas_pop_clip(canvas);
    canvas_push_clip(canvas, pose->layout->input_over);
    draw_over_input(pose);
    canvas_pop_clip(canvas);
}

/* From the input to the columns; for a gradient the other way. */
static void draw_arrow(const ComparePose *pose) {
    const float line = pose->m->map.hue_line;
    const Rect seen = grid_seen(&pose->layout->input);
    const Rect frame = pose->now.frame;
    const float left = seen.x + seen.w + 2 * line + pose->m->map.window_line;
    const float right = pose->layout->card[0].card.x - 2 * line;
    if (pose->now.step == 0 || pose->view->pointed.probe == COMPARE_PROBE_INPUT || right - left < 6 * line) {
        return;
    }
    const float y = fminf(fmaxf(frame.y + frame.h / 2, seen.y), seen.y + seen.h);
    const bool back = pose->scope->scene->compare.gradient;
    const float head = back ? -4 * line : 4 * line;
    const Point tip = {back ? left : right, y};
    const Point shaft[] = {{back ? right : left, y}, {tip.x - head, y}};
    const Color color = color_alpha(pose->pen.theme->muted, pose->now.alpha);
    canvas_polyline(pose->pen.canvas, shaft, 2, line, color);
    map_arrow_head(&pose->pen, tip, head, color);
}

static void draw_card(const ComparePose *pose, int i) {
    const CompareCard *card = &pose->layout->card[i];
    canvas_push_panel(pose->pen.canvas, card->card);
    compare_card_ground(pose, card, pose->compared->columns[i]);
    if (pose->scope->scene->compare.gradient) {
        compare_gradient_card(pose, i);
    } else {
        compare_value_card(pose, i);
    }
    canvas_pop_clip(pose->pen.canvas);
}

static void tell_card(const ComparePose *pose, int i) {
    if (pose->scope->scene->compare.gradient) {
        compare_gradient_tell(pose->scope, pose->layout, i);
    } else {
        compare_value_tell(pose->scope, pose->layout, i);
    }
}

void compare_draw(const ComparePose *pose) {
    const CompareLayout *layout = pose->layout;
    canvas_push_panel(pose->pen.canvas, layout->input_panel);
    draw_input(pose);
    answer_entry_draw(&pose->pen, &pose->view->answer, &layout->input);
    canvas_pop_clip(pose->pen.canvas);
    draw_arrow(pose);
    for (int i = 0; i < layout->cards; i++) {
        draw_card(pose, i);
    }
    input_map_tell(pose->scope, &layout->input);
    for (int i = 0; i < layout->cards; i++) {
        tell_card(pose, i);
    }
}
