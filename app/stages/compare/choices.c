/* Each choice is one edit of the stage's settings; nothing is kept here. */
#include "app/stages/compare/choices.h"

#include "app/stages/compare/column.h"
#include "app/stages/shared/stage_controls.h"
#include "app/words.h"

#include <math.h>

static void request(const StageContext *context, const PsCompare *compare, Rect origin) {
    PsEdit edit = ps_edit_settings(PS_STAGE_COMPARE, compare);
    stage_request(context, &edit, 0, origin, NULL);
}

void compare_view_row(const StageContext *context, const CompareLayout *layout) {
    const Segment segments[] = {{N_("Values"), ICON_NONE, 0}, {N_("Gradient"), ICON_NONE, 0}};
    const SegmentedSpec spec = {.rect = layout->view_tabs,
                                .label = N_("View"),
                                .tooltip =
                                    _("What each keeps, or where one unit of gradient on an output goes"),
                                .segments = segments,
                                .count = 2};
    PsCompare compare = context->scope.scene->compare;
    int selected = compare.gradient;
    if (ui_segmented(context->ui, &spec, &selected)) {
        compare.gradient = selected == 1;
        request(context, &compare, spec.rect);
    }
    stage_hide_answers(context, layout->hide_answers);
}

void compare_seed_row(const StageContext *context, const CompareLayout *layout) {
    const SeedLabels labels = {N_("Draw seed"), N_("Increase draw seed"), N_("Decrease draw seed")};
    PsCompare compare = context->scope.scene->compare;
    if (compare.with == PS_COLUMN_STOCHASTIC &&
        stage_seed(context, layout->seed, labels, _("The same seed draws the same cells"), &compare.seed)) {
        request(context, &compare, layout->seed);
    }
}

static const char *const difference_labels[PS_COMPARE_COLUMNS] = {
    N_("Show in max"), N_("Show in average"), N_("Show in global average"), N_("Show in the fourth")};

/* What a column may be less: not itself. */
static int difference_items(PsColumn column, PsMinus minus[PS_MINUS_COUNT]) {
    int count = 0;
    minus[count++] = PS_MINUS_NONE;
    if (column != PS_COLUMN_MAX) {
        minus[count++] = PS_MINUS_MAX;
    }
    if (column != PS_COLUMN_AVERAGE) {
        minus[count++] = PS_MINUS_AVERAGE;
    }
    return count;
}

static const char *const minus_names[PS_MINUS_COUNT] = {N_("The value itself"), N_("Minus max"),
                                                        N_("Minus average")};

/* A menu whose closed part the stage draws; what was chosen, or -1. */
static int bare_menu(const StageContext *context, const CompareLayout *layout, MenuSpec spec) {
    spec.bare = true;
    spec.list_width = roundf(148 * layout->measures.unit);
    return ui_menu(context->ui, &spec);
}

static void draw_chevron(Ui *ui, Point middle, float size, Color color) {
    icon_draw(ui->canvas, ICON_CHEVRON, middle, size, color);
}

static Point middle_of(Rect rect) {
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

void compare_difference_menu(const StageContext *context, const CompareLayout *layout, int column) {
    Ui *ui = context->ui;
    const Rect rect = layout->card[column].difference;
    PsCompare compare = context->scope.scene->compare;
    PsMinus *minus = &compare.minus[column];
    PsMinus choices[PS_MINUS_COUNT];
    const char *items[PS_MINUS_COUNT];
    const int count = difference_items(context->scope.facts->compared.columns[column], choices);
    int selected = 0;
    for (int k = 0; k < count; k++) {
        items[k] = minus_names[choices[k]];
        selected = choices[k] == *minus ? k : selected;
    }
    const MenuSpec spec = {.rect = rect,
                           .label = difference_labels[column],
                           .tooltip = _("Show the value, or what is left when another column is taken away"),
                           .value = _(minus_names[*minus]),
                           .items = items,
                           .count = count,
                           .selected = selected};
    draw_chevron(ui, middle_of(rect), rect.h / 2,
                 *minus == PS_MINUS_NONE ? ui->theme->muted : ui->theme->window_text);
    const int chosen = bare_menu(context, layout, spec);
    if (chosen >= 0 && choices[chosen] != *minus) {
        *minus = choices[chosen];
        request(context, &compare, rect);
    }
}

static const PsColumn fourths[] = {PS_COLUMN_NONE,   PS_COLUMN_L2,        PS_COLUMN_MIN,
                                   PS_COLUMN_MEDIAN, PS_COLUMN_SUBSAMPLE, PS_COLUMN_STOCHASTIC};
enum { FOURTHS = sizeof fourths / sizeof fourths[0] };

/* The slot's ground: an outline and a plus in a disc. */
static void draw_slot_ground(Ui *ui, float unit, Rect slot, Point centre) {
    const Theme *theme = ui->theme;
    canvas_stroke(ui->canvas, slot, roundf(12 * unit), fmaxf(1, theme->hairline), roundf(4 * unit),
                  theme->faint);
    canvas_disc(ui->canvas, centre, roundf(18 * unit), theme->line);
    canvas_disc(ui->canvas, centre, roundf(17 * unit), theme->raised);
    icon_draw(ui->canvas, ICON_PLUS, centre, roundf(18 * unit), theme->text);
}

/* The slot's own drawing: a plus, words, a chevron. */
static void draw_slot(Ui *ui, const CompareMeasures *m, Rect slot) {
    const Point centre = {slot.x + slot.w / 2, slot.y + slot.h * 0.43F};
    const float line = (float)m->small.size * 1.5F;
    const float y = centre.y + roundf(36 * m->unit);
    const char *const words[] = {_("Compare"), _("with…")};
    draw_slot_ground(ui, m->unit, slot, centre);
    for (int i = 0; i < 2; i++) {
        canvas_text_aligned(ui->canvas, m->small, centre.x, y + (float)i * line, ALIGN_CENTRE, slot.w - 4,
                            ui->theme->text, words[i]);
    }
    draw_chevron(ui, (Point){centre.x, y + 2.25F * line}, roundf(11 * m->unit), ui->theme->muted);
}

static void draw_fourth(Ui *ui, const CompareLayout *layout, Rect rect, bool none) {
    if (none) {
        draw_slot(ui, &layout->measures, rect);
    } else {
        draw_chevron(ui, middle_of(rect), rect.w * 0.43F, ui->theme->text);
    }
}

void compare_fourth_menu(const StageContext *context, const CompareLayout *layout) {
    PsCompare compare = context->scope.scene->compare;
    const Rect rect = layout->fourth;
    const bool none = compare.with == PS_COLUMN_NONE;
    if (rect_empty(rect)) {
        return;
    }
    const char *items[FOURTHS];
    int selected = 0;
    for (int i = 0; i < FOURTHS; i++) {
        items[i] = i == 0 ? N_("No fourth column") : column_look(fourths[i])->title;
        selected = fourths[i] == compare.with ? i : selected;
    }
    const MenuSpec spec = {.rect = rect,
                           .label = N_("Compare with…"),
                           .tooltip = _("A fourth column"),
                           .value = none ? "" : _(items[selected]),
                           .items = items,
                           .count = FOURTHS,
                           .selected = selected};
    draw_fourth(context->ui, layout, rect, none);
    const int chosen = bare_menu(context, layout, spec);
    if (chosen >= 0 && fourths[chosen] != compare.with) {
        compare.with = fourths[chosen];
        compare.minus[PS_COMPARE_COLUMNS - 1] = PS_MINUS_NONE;
        request(context, &compare, rect);
    }
}

/* "3 × 3 / 2", "whole map", "5 × 5 bins". */
static void write_windows(const PsPool *pool, char *text, size_t size) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    const int strides[PS_AXES] = {ps_pool_stride(pool, PS_HEIGHT), ps_pool_stride(pool, PS_WIDTH)};
    if (info->output_size) {
        snprintf(text, size, _("%d × %d bins"), pool->output_size[PS_HEIGHT], pool->output_size[PS_WIDTH]);
    } else if (!info->window) {
        snprintf(text, size, "%s", _("whole map"));
    } else if (strides[PS_HEIGHT] == strides[PS_WIDTH]) {
        snprintf(text, size, "%d × %d / %d", pool->kernel_size[PS_HEIGHT], pool->kernel_size[PS_WIDTH],
                 strides[PS_HEIGHT]);
    } else {
        snprintf(text, size, "%d × %d / %d × %d", pool->kernel_size[PS_HEIGHT], pool->kernel_size[PS_WIDTH],
                 strides[PS_HEIGHT], strides[PS_WIDTH]);
    }
}

void compare_settings_button(const StageContext *context, const CompareLayout *layout) {
    char text[64];
    write_windows(&context->scope.scene->pool, text, sizeof text);
    const ButtonSpec spec = {.rect = layout->settings,
                             .label = N_("Window settings"),
                             .text = text,
                             .tooltip = _("Kernel, stride, padding and the input")};
    context->requests->toggle_options |= ui_button(context->ui, &spec);
}
