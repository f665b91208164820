/* The geometry of the bands, and how the pointer and keys choose neurons and fold blocks in them. */
#include "app/stages/field/cone/bands.h"

#include "app/words.h"
#include "core/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* All in units. */
enum {
    ROW = 32,
    BRICK = 24,
    FOLDED = 40,
    BETWEEN = 9,
    HEADER = 20,
    JUMP_X = 172, /* right end of the column */
    FIELD_X = 136,
    BRICKS_X = 188,
    READ = 70,
    ZOOM_BUTTON = 20,
    CLOSEST = 24,      /* of an input cell, the closest one looks */
    OPEN_BY_ITSELF = 8 /* rows of a block below the chosen one that opens unasked */
};

const char *field_bands_scroll(void) {
    return _("Scroll the layers");
}

static bool is_open(const FieldBands *bands, int block) {
    const FieldStageView *view = bands->context->view;
    const StackBlock *rows = &bands->stack->blocks[block];
    const int chosen = bands->shown->row;
    const bool holds = chosen >= rows->first && chosen < rows->end;
    const bool below = chosen >= rows->end && rows->end - rows->first <= OPEN_BY_ITSELF;
    const bool toggled = (view->toggled >> (block % FIELD_BLOCKS) & 1) != 0;
    return bands->stack->block_count == 1 || (holds || below) != toggled;
}

static void add_line(FieldBands *bands, FieldLineKind kind, int row, int block, float height) {
    bands->lines[bands->count++] =
        (FieldLine){.kind = kind, .row = row, .block = block, .y = bands->height, .h = height};
    bands->height += height;
}

static void add_block(FieldBands *bands, int block) {
    const float unit = bands->layout->unit;
    const StackBlock *rows = &bands->stack->blocks[block];
    const bool open = is_open(bands, block);
    if (!open) {
        add_line(bands, FIELD_LINE_FOLDED, rows->end - 1, block, roundf(FOLDED * unit));
    }
    bands->height += open ? roundf(FIELD_BANDS_INSET * unit) : 0;
    for (int row = rows->end - 1; row >= rows->first && open; row--) {
        add_line(bands, FIELD_LINE_ROW, row, block, roundf(ROW * unit));
        if (bands->stack->seen && bands->stack->rows[row] == bands->stack->sight.whole) {
            add_line(bands, FIELD_LINE_WHOLE, row, block, roundf(28 * unit));
        }
    }
    bands->height += (open ? roundf(FIELD_BANDS_INSET * unit) : 0) + roundf(BETWEEN * unit);
}

/* False without memory; lines are to be released. */
bool field_bands_lay(FieldBands *bands) {
    const FollowedStack *stack = bands->stack;
    bands->lines =
        ps_allocate((size_t)stack->row_count + (size_t)stack->block_count + 2, sizeof *bands->lines);
    if (bands->lines == NULL) {
        return false;
    }
    for (int block = stack->block_count - 1; block >= 0; block--) {
        add_block(bands, block);
    }
    add_line(bands, FIELD_LINE_INPUT, -1, -1, roundf(ROW * bands->layout->unit));
    return true;
}

/* "224 / 224" and what is left and right of it. */
static float read_width(const FieldBands *bands) {
    char text[2 * PS_NUMBER_SIZE];
    const long long cells = (long long)bands->stack->plan.size[PS_WIDTH];
    snprintf(text, sizeof text, "%lld / %lld", cells, cells);
    const Font mono = field_font(bands->layout, FONT_MONO, 13);
    return fmaxf(READ * bands->layout->unit,
                 canvas_text_width(bands->context->ui->canvas, mono, text) + 26 * bands->layout->unit);
}

FieldBands field_bands_make(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const float unit = layout->unit;
    const Rect cone = layout->cone;
    FieldBands bands = {.context = context, .layout = layout, .shown = shown, .stack = shown->stack};
    const float top = roundf(HEADER * unit);
    const float shift = roundf(12 * unit);
    const float end = layout->left.y + layout->left.h - roundf(8 * unit);
    bands.view = (Rect){cone.x - shift, cone.y + top, cone.w + shift, end - cone.y - top};
    /* Names have more room where there is some. */
    const float spare = fmaxf(0, fminf(120 * unit, bands.view.w * 0.22F - 110 * unit));
    bands.field_x = bands.view.x + roundf(FIELD_X * unit + spare);
    bands.jump_x = bands.view.x + roundf(JUMP_X * unit + spare);
    const float x = bands.view.x + roundf(BRICKS_X * unit + spare);
    const float width = bands.view.x + bands.view.w - roundf(read_width(&bands) + 12 * unit) - x;
    bands.lane = field_lane_make(context->view, x, width, bands.stack->plan.size[PS_WIDTH], CLOSEST * unit);
    return bands;
}

int field_bands_node(const FieldBands *bands, int row) {
    return row < 0 ? PS_NODE_INPUT : bands->stack->rows[row];
}

bool field_bands_read_covered(const FieldBands *bands, int row) {
    const int chosen = bands->shown->row;
    return chosen >= 0 && row < chosen && field_covered(bands->context, chosen);
}

int field_bands_place(const FieldBands *bands, int row) {
    return row < 0 ? bands->stack->plan.count : bands->stack->rows[row];
}

int64_t field_bands_neurons(const FieldBands *bands, int row) {
    return row < 0 ? bands->stack->plan.size[PS_WIDTH]
                   : bands->stack->plan.nodes[field_bands_node(bands, row)].size[PS_WIDTH];
}

/* Neurons first … end - 1 of a row, of count. */
Rect field_bands_span(const FieldBands *bands, const FieldLine *line, int64_t first, int64_t end,
                      int64_t count) {
    const float unit = bands->layout->unit;
    const double pitch = (double)bands->lane.w * bands->lane.zoom / (double)count;
    const float gap = pitch > 12 * (double)unit ? 4 * unit : pitch > 5 ? 1 : 0;
    const float left = roundf(field_lane_at(&bands->lane, (double)first / (double)count));
    const float right = roundf(field_lane_at(&bands->lane, (double)end / (double)count) - gap);
    const float y = bands->origin.y + line->y + (line->h - BRICK * unit) / 2;
    return (Rect){left, roundf(y), fmaxf(1, right - left), roundf(BRICK * unit)};
}

bool field_bands_as_bar(const FieldBands *bands, int64_t count) {
    return (double)bands->lane.w * bands->lane.zoom / (double)count < 4;
}

void field_bands_title(const FieldBands *bands, int block, char *text, size_t size) {
    const char *name = bands->stack->blocks[block].name;
    snprintf(text, size, name[0] >= '0' && name[0] <= '9' ? _("block %s") : "%s", name);
}

float field_bands_middle(const FieldBands *bands, const FieldLine *line) {
    return roundf(bands->origin.y + line->y + line->h / 2);
}

bool field_bands_seen(const FieldBands *bands, const FieldLine *line) {
    const float y = bands->origin.y + line->y;
    return y + line->h > bands->view.y - 60 && y < bands->view.y + bands->view.h + 60;
}

static void toggle(const FieldBands *bands, int block) {
    FieldStageView *view = bands->context->view;
    view->toggled ^= UINT64_C(1) << (block % FIELD_BLOCKS);
    bands->context->ui->changed = true;
}

/* The chevron of a block, beside its folded line or the last of its rows. */
static void fold_button(const FieldBands *bands, const FieldLine *line) {
    Ui *ui = bands->context->ui;
    const float unit = bands->layout->unit;
    char title[96];
    char label[128];
    field_bands_title(bands, line->block, title, sizeof title);
    const bool folded = line->kind == FIELD_LINE_FOLDED;
    snprintf(label, sizeof label, folded ? _("Open %s") : _("Fold %s"), title);
    const Rect whole = {bands->view.x, bands->origin.y + line->y, bands->lane.x - bands->view.x - 8 * unit,
                        line->h};
    const Rect small = {bands->view.x, bands->origin.y + line->y, 14 * unit, line->h};
    const Rect rect = folded ? whole : small;
    const UiAct act = ui_interact(ui, ui_id(label), rect, UI_STOP);
    const Point centre = {folded ? rect.x + 19 * unit : rect.x + 7 * unit, field_bands_middle(bands, line)};
    icon_draw(ui->canvas, folded ? ICON_NEXT : ICON_CHEVRON, centre, (folded ? 12 : 9) * unit,
              act.hovered ? ui->theme->text : ui->theme->muted);
    ui_tooltip(ui, act, rect, folded ? _("Show the layers of this block") : _("Fold this block"));
    ui_report(ui, UI_ROLE_BUTTON, label, folded ? "folded" : "open", rect, true, act.focused);
    if (act.clicked) {
        toggle(bands, line->block);
    }
}

static void choose(const FieldBands *bands, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(bands->context, field_bands_node(bands, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(bands->context, field_bands_node(bands, row), chosen);
}

static int64_t nearest(const FieldBands *bands, int64_t count) {
    const double at = field_lane_share(&bands->lane, bands->context->ui->x) * (double)count;
    const int64_t neuron = (int64_t)floor(at);
    return neuron < 0 ? 0 : neuron >= count ? count - 1 : neuron;
}

/* A neuron that is chosen comes into sight. */
static void look_at(const FieldBands *bands, int64_t neuron, int64_t count) {
    field_lane_follow(&bands->lane, bands->context->view, (double)neuron / (double)count,
                      (double)(neuron + 1) / (double)count);
}

static void row_keys(const FieldBands *bands, int row, UiId id) {
    Ui *ui = bands->context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 &&
        (up == 0 || to < 0 || to >= bands->stack->row_count || field_bands_neurons(bands, to) == 0)) {
        return;
    }
    field_neuron_of(bands->context, field_bands_node(bands, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    const int64_t count = field_bands_neurons(bands, to);
    const int64_t found = next < 0 ? 0 : next >= count ? count - 1 : next;
    choose(bands, to, found);
    look_at(bands, found, count);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void report_row(const FieldBands *bands, const FieldLine *line, Rect rect, bool focused) {
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    char label[PS_LAYER_TITLE_SIZE + 48];
    char value[3 * PS_NUMBER_SIZE] = "";
    if (line->row >= 0) {
        field_row_label(bands->stack, line->row, name, sizeof name);
    }
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (cone->lit_count != NULL && line->row <= bands->shown->row) {
        char lit[PS_NUMBER_SIZE] = "?";
        if (!field_bands_read_covered(bands, line->row)) {
            ps_number_write_integer(lit, cone->lit_count[field_bands_place(bands, line->row)],
                                    PS_NUMBER_FULL);
        }
        snprintf(value, sizeof value, "%s of %lld", lit, (long long)field_bands_neurons(bands, line->row));
    }
    snprintf(label, sizeof label, _("Neurons of %s"), name);
    ui_report(bands->context->ui, UI_ROLE_CELL, label, value, rect, true, focused);
}

static void row_controls(const FieldBands *bands, const FieldLine *line) {
    Ui *ui = bands->context->ui;
    const int64_t count = field_bands_neurons(bands, line->row);
    const UiId id = ui_id_number(ui_id("field row"), line->row);
    if (count == 0) {
        return;
    }
    const Rect whole = field_bands_span(bands, line, 0, count, count);
    const Rect rect = {bands->lane.x, whole.y, bands->lane.w, whole.h};
    const UiAct act = ui_interact(ui, id, rect, line->row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    FieldStageView *view = bands->context->view;
    if (act.hovered && !act.held && line->row >= 0) {
        view->hovered = field_bands_node(bands, line->row) + 1;
        view->hovered_neuron[PS_WIDTH] = nearest(bands, count);
    }
    report_row(bands, line, rect, act.focused);
    if (line->row < 0) {
        return;
    }
    row_keys(bands, line->row, id);
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE)) {
        choose(bands, line->row, nearest(bands, count));
    }
}

/* The chosen row comes into view when another step is shown. */
static void follow_step(const FieldBands *bands) {
    FieldStageView *view = bands->context->view;
    if (view->followed == bands->shown->row + 1) {
        return;
    }
    view->followed = bands->shown->row + 1;
    const int64_t count = field_bands_neurons(bands, bands->shown->row);
    if (count > 0) {
        look_at(bands, bands->shown->neuron[PS_WIDTH], count);
    }
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        if (line->row == bands->shown->row && line->kind != FIELD_LINE_WHOLE) {
            ui_scroll_reveal(bands->context->ui, field_bands_scroll(),
                             (Rect){bands->view.x, bands->origin.y + line->y - line->h, 1, 9 * line->h});
        }
    }
}

void field_bands_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    FieldBands bands = field_bands_make(context, layout, shown);
    if (!field_bands_lay(&bands)) {
        return;
    }
    ui_report(context->ui, UI_ROLE_REGION, _("Cone"), "", bands.view, true, false);
    field_lane_controls(context, &bands.lane, bands.view);
    if (!context->presenter) {
        field_lane_buttons(context, &bands.lane, bands.lane.x + bands.lane.w,
                           bands.view.y - 12 * layout->unit, roundf(ZOOM_BUTTON * layout->unit));
    }
    bands.origin = ui_scroll_begin(context->ui, field_bands_scroll(), bands.view);
    for (int i = 0; i < bands.count; i++) {
        const FieldLine *line = &bands.lines[i];
        const bool first = i == 0 || bands.lines[i - 1].block != line->block;
        if (!field_bands_seen(&bands, line)) {
            continue;
        }
        if (line->block >= 0 && first && bands.stack->block_count > 1) {
            fold_button(&bands, line);
        }
        if (line->kind == FIELD_LINE_ROW || line->kind == FIELD_LINE_INPUT) {
            row_controls(&bands, line);
        }
    }
    ui_scroll_end(context->ui, field_bands_scroll(), bands.view.w, bands.height + 4 * layout->unit);
    follow_step(&bands);
    ps_release(bands.lines);
}
