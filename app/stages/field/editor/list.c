/* The stack as a list in the inspector: choose, open, drag to another place.
 *
 * It reads as the picture does, the deepest layer on top: what moves up here moves up there.
 */
#include "app/stages/field/editor/list.h"

#include "app/stages/field/editor/edit.h"
#include "app/stages/field/editor/settings.h"
#include "app/stages/field/look.h"
#include "app/stages/field/shown.h"
#include "app/stages/field/view.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* All in units. A run of this many equal layers is one item. */
enum { ITEM = 32, GAP = 4, RUN_LEAST = 4, INDENT = 10 };

/* "k3 s1 p0", or what else there is to say of a layer. */
static void write_settings(const PsLayer *layer, char *text, size_t size) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    char title[PS_LAYER_TITLE_SIZE];
    /* Its class is where others have a name. */
    if (info->family == PS_FAMILY_UNKNOWN) {
        snprintf(text, size, "%s", layer->kind == PS_LAYER_ORDER ? _("order?") : _("unknown"));
        return;
    }
    if (info->window) {
        char padding[24];
        snprintf(padding, sizeof padding, "%d", layer->padding[PS_HEIGHT]);
        snprintf(text, size, "k%d s%d p%s", layer->kernel[PS_HEIGHT], layer->stride[PS_HEIGHT],
                 layer->same ? "SAME" : padding);
        return;
    }
    ps_layer_title(layer, title);
    snprintf(text, size, "%.*s", (int)size - 1, title);
}

static const PsNode *node_at(const FollowedStack *stack, int row) {
    return &stack->plan.nodes[stack->rows[row]];
}

static float indent_of(const FollowedStack *stack, int row, float unit) {
    int depth = 0;
    for (int join = node_at(stack, row)->block; join != PS_NODE_INPUT && depth < 3;
         join = stack->plan.nodes[join].block) {
        depth++;
    }
    return (float)(depth * INDENT) * unit;
}

/* The first row of the run of equal layers that ends at a row; the row itself where the run is short. */
static int run_start(const FollowedStack *stack, int row, int first) {
    int start = row;
    while (start > first) {
        PsLayer one = *node_at(stack, row)->layer;
        PsLayer two = *node_at(stack, start - 1)->layer;
        memset(one.name, 0, sizeof one.name);
        memset(two.name, 0, sizeof two.name);
        if (one.branch_count > 0 || node_at(stack, start - 1)->block != node_at(stack, row)->block ||
            !ps_layer_equal(&one, &two)) {
            break;
        }
        start--;
    }
    return row - start + 1 >= RUN_LEAST ? start : row;
}

static void choose(const StageContext *context, int row) {
    int64_t neuron[PS_AXES];
    const int node = context->scope.facts->stacks.main.rows[row];
    if (context->scope.facts->stacks.main.plan.nodes[node].state != PS_NODE_FITS) {
        context->requests->step = row + 1;
        return;
    }
    field_neuron_of(&context->scope, node, neuron);
    FieldStageView *view = context->view;
    const bool kept = view->chosen;
    field_choose(context, node, neuron);
    /* Looking at a layer is not choosing a neuron. */
    view->chosen = kept;
}

static void press(const StageContext *context, int first, int last) {
    FieldStageView *view = context->view;
    const int row = (int)context->scope.step - 1;
    if (row >= first && row <= last) {
        view->editing = !view->editing;
    } else {
        choose(context, last);
    }
    context->ui->changed = true;
}

/* A drag ends over another row of the same chain: the layer goes there. */
static void drop(const StageContext *context, int from, int to, Rect origin) {
    if (!field_edit_move(context, from, to, origin)) {
        ui_note(context->ui, origin, _("a layer moves within its own chain: drop it beside another of it"));
    }
}

/* The row over which a dragged one is held; it goes past all of a run. */
static void follow_drag(const StageContext *context, int first, int last, Rect rect, const UiAct *act) {
    FieldStageView *view = context->view;
    Ui *ui = context->ui;
    if (act->held && fabsf(ui->y - ui->press_y) > rect.h / 2) {
        view->dragged = first + 1;
    }
    if (view->dragged > 0 && ui->y >= rect.y && ui->y < rect.y + rect.h + ui_px(ui, GAP)) {
        view->drop = view->dragged <= first ? last : first;
    }
}

static UiId item_id(int first) {
    return ui_id_number(ui_id("field list"), first);
}

/* Up is deeper, as in the picture. The focus goes along, and so does the step where it is at that layer. */
static void move_by_key(const StageContext *context, int row, int by, Rect rect) {
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const int to = field_edit_neighbour(stack, row, by);
    if (to < 0) {
        return;
    }
    const int moved = field_edit_moved(stack, row, to);
    (void)field_edit_move(context, row, to, rect);
    ui_focus(context->ui, item_id(moved));
    if (context->scope.step == row + 1) {
        context->requests->step = moved + 1;
    }
}

static void item_keys(const StageContext *context, int first, int last, Rect rect) {
    Ui *ui = context->ui;
    const UiId id = item_id(first);
    const int by = ui_key(ui, id, UI_KEY_UP, UI_CTRL) - ui_key(ui, id, UI_KEY_DOWN, UI_CTRL);
    if (by != 0) {
        move_by_key(context, by > 0 ? last : first, by, rect);
    }
    if (ui_key(ui, id, UI_KEY_DELETE, 0)) {
        field_edit_remove(context, context->scope.facts->stacks.main.rows[last], rect);
    }
}

/* Where an item's parts stand in its rectangle. */
typedef struct ItemPlaces {
    float y;
    Point mark;
    float name, right; /* where the name begins and the settings end */
} ItemPlaces;

static ItemPlaces lay_item(const Ui *ui, Rect rect) {
    const float y = rect.y + rect.h / 2;
    return (ItemPlaces){
        y, {rect.x + ui_px(ui, 17), y}, rect.x + ui_px(ui, 32), rect.x + rect.w - ui_px(ui, 12)};
}

/* What an item of the list looks like, a layer or a block. */
typedef struct ItemLook {
    bool hovered;
    bool here;   /* the chosen layer is in it */
    bool marked; /* outlined as if it were: it is being dragged */
    float line;  /* of the outline of one that is here */
} ItemLook;

static void draw_ground(Ui *ui, Rect rect, const ItemLook *look) {
    const Theme *theme = ui->theme;
    const float line = look->here ? look->line : fmaxf(1, ui_px(ui, theme->hairline));
    canvas_fill(ui->canvas, rect, ui_px(ui, 8), look->hovered ? ui_hover_fill(ui) : theme->raised);
    canvas_stroke(ui->canvas, rect, ui_px(ui, 8), line, 0,
                  look->here || look->marked ? theme->window : theme->line);
}

/* "conv1_1", "Conv", "0 Conv" where the name is an index, or "Conv × 8" for a run. */
static void write_name(const PsLayer *layer, int count, char *text, size_t size) {
    const char *kind = _(field_kind_name(layer->kind));
    if (count > 1) {
        snprintf(text, size, "%s × %d", kind, count);
    } else if (stacks_is_index(layer->name) && ps_layer_info(layer->kind)->family != PS_FAMILY_UNKNOWN) {
        snprintf(text, size, "%s %s", layer->name, kind);
    } else {
        snprintf(text, size, "%s", layer->name[0] != '\0' ? layer->name : kind);
    }
}

static void draw_words(const Ui *ui, const PsLayer *layer, int count, Rect rect, bool ahead) {
    const ItemPlaces at = lay_item(ui, rect);
    char name[PS_LAYER_TITLE_SIZE + 16];
    char settings[40];
    char wide[80];
    write_settings(layer, settings, sizeof settings);
    write_name(layer, count, name, sizeof name);
    const float taken =
        canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MONO, 12), at.right, at.y, ALIGN_RIGHT, 0,
                            ui->theme->muted, ui_wide(wide, sizeof wide, settings));
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), at.name, at.y, ALIGN_LEFT,
                        rect.w - taken - ui_px(ui, 52), ahead ? ui->theme->muted : ui->theme->text, name);
}

static void draw_item(const StageContext *context, int first, int last, Rect rect, bool hovered) {
    Ui *ui = context->ui;
    const FieldStageView *view = context->view;
    const PsLayer *layer = node_at(&context->scope.facts->stacks.main, last)->layer;
    const int chosen = (int)context->scope.step - 1;
    const bool ahead = first > chosen;
    const ItemLook look = {.hovered = hovered,
                           .here = chosen >= first && chosen <= last,
                           .marked = view->dragged == first + 1,
                           .line = fmaxf(2, ui_px(ui, 2))};
    draw_ground(ui, rect, &look);
    if (view->dragged > 0 && view->drop >= first && view->drop <= last && view->dragged != first + 1) {
        /* On the side where it would come to be. */
        const bool over = view->dragged < first + 1;
        const float y = over ? rect.y - ui_px(ui, 3) : rect.y + rect.h + ui_px(ui, 1);
        const Rect line = {rect.x, y, rect.w, ui_px(ui, 2)};
        canvas_fill(ui->canvas, line, 0, ui->theme->window);
    }
    icon_draw(ui->canvas, field_mark(layer), lay_item(ui, rect).mark, ui_px(ui, 13),
              ahead ? ui->theme->muted : field_hue(ui->theme, layer));
    draw_words(ui, layer, last - first + 1, rect, ahead);
}

/* What the tree says of an item, and its tooltip. */
static void tell_item(const StageContext *context, int last, Rect rect, UiAct act) {
    Ui *ui = context->ui;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    char label[PS_LAYER_TITLE_SIZE + 16];
    char value[PS_LAYER_TITLE_SIZE];
    field_row_label(stack, last, label, sizeof label);
    write_settings(node_at(stack, last)->layer, value, sizeof value);
    if (act.focused && ui->ring) {
        ui_ring(ui, rect, ui_px(ui, 8));
    }
    ui_tooltip(ui, act, rect,
               _("Click to see it, once more to change it; drag to move it, Delete takes it away"));
    ui_report(ui, UI_ROLE_BUTTON, label, value, rect, true, act.focused);
}

static bool is_seen(const Ui *ui, Rect rect) {
    const Rect clip = canvas_clip(ui->canvas);
    return rect.y + rect.h > clip.y && rect.y < clip.y + clip.h;
}

static void item(InspectorColumn *column, int first, int last) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const float indent = indent_of(&context->scope.facts->stacks.main, last, ui_px(ui, 1));
    Rect rect = inspector_row(column, ITEM);
    rect.x += indent;
    rect.w -= indent;
    inspector_skip(column, GAP);
    const UiAct act = ui_interact(ui, item_id(first), rect, UI_STOP);
    follow_drag(context, first, last, rect, &act);
    if (act.clicked) {
        press(context, first, last);
    }
    item_keys(context, first, last, rect);
    if (is_seen(ui, rect) || ui->want_tree) {
        draw_item(context, first, last, rect, act.hovered);
        tell_item(context, last, rect, act);
    }
}

/* The deepest on top, as in the picture. */
static void rows_of(InspectorColumn *column, int first, int end) {
    const FieldStageView *view = column->context->view;
    const int chosen = (int)column->context->scope.step - 1;
    for (int row = end - 1; row >= first; row--) {
        const int start = run_start(&column->context->scope.facts->stacks.main, row, first);
        /* A run opens to show the one whose settings are open. */
        const bool open = view->editing && chosen >= start && chosen <= row;
        item(column, open ? row : start, row);
        if (view->editing && chosen == row) {
            field_settings(column);
        }
        row = open ? row : start;
    }
}

static bool is_numbered(const StackBlock *block) {
    return block->name[0] >= '0' && block->name[0] <= '9';
}

static void draw_block(const StageContext *context, const StackBlock *rows, Rect rect, bool open,
                       bool hovered) {
    Ui *ui = context->ui;
    const Theme *theme = ui->theme;
    const ItemPlaces at = lay_item(ui, rect);
    const int chosen = (int)context->scope.step - 1;
    const ItemLook look = {
        .hovered = hovered, .here = chosen >= rows->first && chosen < rows->end, .line = ui_px(ui, 2)};
    char title[96];
    snprintf(title, sizeof title, is_numbered(rows) ? _("Block %s") : "%s", rows->name);
    draw_ground(ui, rect, &look);
    icon_draw(ui->canvas, open ? ICON_CHEVRON : ICON_NEXT, at.mark, ui_px(ui, 11), theme->muted);
    const float taken = field_counts_draw(ui->canvas, theme, &context->scope.facts->stacks.main, rows,
                                          ui_px(ui, 1), (Point){at.right, at.y});
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), at.name, at.y, ALIGN_LEFT,
                        rect.w - taken - ui_px(ui, 44), rows->first > chosen ? theme->muted : theme->text,
                        title);
}

static void block_row(InspectorColumn *column, int block) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    FieldStageView *view = context->view;
    const StackBlock *rows = &context->scope.facts->stacks.main.blocks[block];
    const uint64_t bit = UINT64_C(1) << (block % FIELD_BLOCKS);
    const bool open = (view->listed & bit) != 0;
    const Rect rect = inspector_row(column, ITEM);
    char label[128];
    inspector_skip(column, GAP);
    snprintf(label, sizeof label, is_numbered(rows) ? "List Block %s" : "List %s", rows->name);
    const UiAct act = ui_interact(ui, ui_id(label), rect, UI_STOP);
    draw_block(context, rows, rect, open, act.hovered);
    if (act.focused && ui->ring) {
        ui_ring(ui, rect, ui_px(ui, 8));
    }
    ui_tooltip(ui, act, rect, open ? _("Fold this block") : _("Show the layers of this block"));
    ui_report(ui, UI_ROLE_BUTTON, label, open ? "open" : "folded", rect, true, act.focused);
    if (act.clicked) {
        view->listed ^= bit;
        ui->changed = true;
    }
    if (open) {
        rows_of(column, rows->first, rows->end);
    }
}

/* A 3 × 3 convolution beside what comes in: the two branches a new join begins with. */
static PsStatus add_branches(PsLayer *join, PsError *error) {
    PsChain chains[2] = {0};
    PsLayer layers[2] = {field_edit_fresh(PS_LAYER_CONV), ps_layer_default(PS_LAYER_IDENTITY)};
    layers[0].padding[PS_HEIGHT] = layers[0].padding[PS_WIDTH] = 1;
    PsStatus status = PS_OK;
    for (int i = 0; i < 2 && status == PS_OK; i++) {
        status = ps_chain_insert(&chains[i], 0, &layers[i], error);
        if (status == PS_OK) {
            status = ps_layer_add_branch(join, &chains[i], error);
        }
    }
    ps_chain_free(&chains[0]);
    ps_chain_free(&chains[1]);
    return status;
}

/* Behind the chosen layer, or at the end. */
static void add_layer(const StageContext *context, PsLayerKind kind, Rect origin) {
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const int row = (int)context->scope.step - 1;
    const int node = stack->row_count == 0 ? PS_NODE_INPUT
                     : row < 0             ? stack->rows[stack->row_count - 1]
                                           : stack->rows[row];
    PsLayer layer = field_edit_fresh(kind);
    PsError error;
    const bool joins = ps_layer_info(kind)->family == PS_FAMILY_JOIN;
    if (joins && add_branches(&layer, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        ps_layer_free(&layer);
        return;
    }
    field_edit_insert(context, node, &layer, origin);
    if (row >= 0) {
        context->requests->step = row + 2;
    }
}

static const PsLayerKind others[] = {PS_LAYER_DEPTHWISE,    PS_LAYER_AVG_POOL,     PS_LAYER_LP_POOL,
                                     PS_LAYER_ADAPTIVE_AVG, PS_LAYER_ADAPTIVE_MAX, PS_LAYER_GAP,
                                     PS_LAYER_LINEAR,       PS_LAYER_UPSAMPLE,     PS_LAYER_RELU,
                                     PS_LAYER_BATCH_NORM,   PS_LAYER_ADD,          PS_LAYER_CONCAT};
enum { OTHERS = sizeof others / sizeof others[0] };

/* A + in a frame that opens the list of the other kinds. */
static void add_menu(const StageContext *context, Rect rect) {
    Ui *ui = context->ui;
    const char *items[OTHERS];
    for (int i = 0; i < OTHERS; i++) {
        items[i] = field_kind_name(others[i]);
    }
    canvas_stroke(ui->canvas, rect, ui_px(ui, 8), fmaxf(1, ui_px(ui, ui->theme->hairline)), 0,
                  ui->theme->line);
    icon_draw(ui->canvas, ICON_PLUS, (Point){rect.x + rect.w / 2, rect.y + rect.h / 2}, ui_px(ui, 12),
              ui->theme->text);
    const MenuSpec menu = {.rect = rect,
                           .label = N_("Add a layer"),
                           .tooltip = _("Another kind of layer behind the chosen one"),
                           .value = "",
                           .items = items,
                           .count = OTHERS,
                           .selected = -1,
                           .bare = true,
                           .list_width = ui_px(ui, 168),
                           .list_right = true};
    const int chosen = ui_menu(ui, &menu);
    if (chosen >= 0) {
        add_layer(context, others[chosen], rect);
    }
}

static void add_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const Rect row = inspector_row(column, 28);
    const float gap = ui_px(ui, 8);
    const float more = ui_px(ui, 30);
    const float width = (row.w - more - 2 * gap) / 2;
    const ButtonSpec conv = {.rect = {row.x, row.y, width, row.h},
                             .label = N_("+ Conv"),
                             .tooltip = _("A 3 × 3 convolution behind the chosen layer")};
    const ButtonSpec pool = {.rect = {row.x + width + gap, row.y, width, row.h},
                             .label = N_("+ Pool"),
                             .tooltip = _("A 2 × 2 max pool behind the chosen layer")};
    if (ui_button(ui, &conv)) {
        add_layer(context, PS_LAYER_CONV, conv.rect);
    }
    if (ui_button(ui, &pool)) {
        add_layer(context, PS_LAYER_MAX_POOL, pool.rect);
    }
    add_menu(context, (Rect){row.x + row.w - more, row.y, more, row.h});
}

void field_list(InspectorColumn *column) {
    const StageContext *context = column->context;
    FieldStageView *view = context->view;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const int dragged = view->dragged;
    inspector_caption(column, N_("Stack"));
    add_row(column);
    inspector_skip(column, 8);
    if (stack->block_count <= 1) {
        rows_of(column, 0, stack->row_count);
    } else {
        for (int block = stack->block_count - 1; block >= 0; block--) {
            block_row(column, block);
        }
    }
    if (dragged > 0 && context->ui->event.kind == UI_EVENT_UP) {
        view->dragged = 0;
        context->ui->changed = true;
        if (view->drop != dragged - 1 && dragged <= stack->row_count && view->drop < stack->row_count) {
            drop(context, dragged - 1, view->drop, column->rect);
        }
    }
}
