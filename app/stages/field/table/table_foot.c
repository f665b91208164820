/* What acts on the table and what it says of all layers: the row of totals, and the foot with its buttons.
 */
#include "app/stages/field/table/table_foot.h"

#include "app/stages/field/table/copy.h"
#include "app/stages/field/view.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* what: null for the number alone. Where a layer does not fit there is no total. */
static void total_text(const FollowedStack *stack, int64_t count, const char *what, char *text, size_t size) {
    char number[PS_NUMBER_SIZE] = "–";
    if (stack->whole) {
        ps_number_write_integer(number, count, PS_NUMBER_SCREEN);
    }
    snprintf(text, size, what != NULL ? "%s %s" : "%s", number, what);
}

enum { TOTALS_SIZE = 128 };

/* Parameters and multiply-adds of all layers. */
static void totals_texts(const FieldTable *table, bool words, char texts[2][TOTALS_SIZE]) {
    total_text(table->stack, table->stack->parameters, words ? _("parameters") : NULL, texts[0], TOTALS_SIZE);
    total_text(table->stack, table->stack->multiply_adds, words ? _("multiply-adds") : NULL, texts[1],
               TOTALS_SIZE);
}

static void report_totals(const FieldTable *table, Rect one, Rect other) {
    char text[PS_NUMBER_SIZE];
    ps_number_write_integer(text, table->stack->parameters, PS_NUMBER_FULL);
    pen_report_text(&table->scope->pen, N_("All parameters"), table->stack->whole ? text : "", one);
    ps_number_write_integer(text, table->stack->multiply_adds, PS_NUMBER_FULL);
    text[0] = table->stack->whole ? text[0] : '\0';
    pen_report_text(&table->scope->pen, N_("All multiply-adds"), text, other);
}

/* Whether a row of totals has columns to stand in; else it is two lines of words. */
static bool has_total_columns(const FieldTable *table) {
    return table->columns[FIELD_PARAMETERS].shown && table->columns[FIELD_ADDS].shown;
}

float field_table_totals_height(const FieldTable *table) {
    return has_total_columns(table) ? table->row : field_table_px(table, 44);
}

/* What all layers come to, under their rows. */
void field_table_totals(const FieldTable *table, Point at) {
    const Theme *theme = table->theme;
    const bool columns = has_total_columns(table);
    const float line = columns ? table->row : field_table_px(table, 20);
    Rect rects[2];
    char texts[2][TOTALS_SIZE];
    totals_texts(table, !columns, texts);
    canvas_fill(table->canvas,
                (Rect){at.x, at.y, table->width, fmaxf(1, field_table_px(table, theme->hairline))}, 0,
                theme->line);
    canvas_text(table->canvas, table->small, at.x + table->name,
                at.y + roundf(line / 2) + (columns ? 0 : field_table_px(table, 2)), theme->text, _("All"));
    for (int i = 0; i < 2; i++) {
        const FieldTableColumn *place = &table->columns[i == 0 ? FIELD_PARAMETERS : FIELD_ADDS];
        const float right = columns ? place->right : table->width;
        const float width =
            columns ? place->right - place->left : table->width - table->name - field_table_px(table, 40);
        const float y = columns ? at.y : at.y + field_table_px(table, 2) + line * (float)i;
        rects[i] = (Rect){at.x + right - width, y, width, line};
        canvas_text_aligned(table->canvas, columns ? table->mono : table->small, at.x + right,
                            y + roundf(line / 2), ALIGN_RIGHT, 0, columns ? theme->text : theme->muted,
                            texts[i]);
    }
    report_totals(table, rects[0], rects[1]);
}

static Font foot_font(const FieldTable *table) {
    return (Font){FONT_MEDIUM, (int)roundf(11 * table->unit)};
}

/* What all layers come to. */
static void foot_totals(const FieldTable *table, Rect room) {
    const float height = roundf(room.h / 2);
    char texts[2][TOTALS_SIZE];
    totals_texts(table, true, texts);
    for (int i = 0; i < 2; i++) {
        canvas_text_aligned(table->canvas, foot_font(table), room.x + room.w,
                            room.y + height * ((float)i + 0.5F), ALIGN_RIGHT, 0, table->theme->muted,
                            texts[i]);
    }
    report_totals(table, (Rect){room.x, room.y, room.w, height},
                  (Rect){room.x, room.y + height, room.w, height});
}

static float foot_totals_width(const FieldTable *table) {
    const Canvas *canvas = table->canvas;
    char texts[2][TOTALS_SIZE];
    totals_texts(table, true, texts);
    return fmaxf(canvas_text_width(canvas, foot_font(table), texts[0]),
                 canvas_text_width(canvas, foot_font(table), texts[1]));
}

/* What the hatch means. */
static void foot_legend(const FieldTable *table, Rect room) {
    const Pen *pen = &table->scope->pen;
    const float side = field_table_px(table, 16);
    const Rect swatch = {room.x, room.y + roundf((room.h - side) / 2), side, side};
    canvas_stroke(table->canvas, swatch, field_table_px(table, 3),
                  fmaxf(1, field_table_px(table, table->theme->hairline)), 0, table->theme->line);
    canvas_hatch(table->canvas, swatch, field_table_px(table, 3), fmaxf(4, field_table_px(table, 5)), false,
                 table->theme->line);
    const Rect words = {swatch.x + side + field_table_px(table, 8), room.y,
                        room.w - side - field_table_px(table, 8), room.h};
    const float height = roundf(words.h / 2);
    const Font font = foot_font(table);
    pen_label(pen, (Rect){words.x, words.y, words.w, height}, font, table->theme->muted, ALIGN_LEFT,
              _("Adds almost"));
    pen_label(pen, (Rect){words.x, words.y + height, words.w, height}, font, table->theme->muted, ALIGN_LEFT,
              _("nothing new"));
}

static float text_width(const FieldTable *table, const char *text) {
    const Font font = pen_font(&table->scope->pen, FONT_MEDIUM, 13);
    return ceilf(canvas_text_width(table->canvas, font, text));
}

void field_table_buttons(const StageContext *context, const FieldTable *table, float x, float y,
                         bool from_right) {
    FieldStageView *view = context->view;
    const char *text = view->table_open ? _("Close") : _("Whole table");
    const float gap = field_table_px(table, 8);
    const float card = text_width(table, text) + field_table_px(table, 24);
    const float copy = text_width(table, _("Copy")) + field_table_px(table, 40);
    const float height = field_table_px(table, FIELD_TABLE_FOOT);
    const float left = from_right ? x - card - gap - copy : x;
    const ButtonSpec spec = {.rect = {from_right ? x - card : left, y, card, height},
                             .label = N_("Whole table"),
                             .text = text,
                             .tooltip = view->table_open ? _("Back to the stage (Escape)")
                                                         : _("All columns, over the whole stage")};
    if (ui_button(context->ui, &spec)) {
        view->table_open = !view->table_open;
        context->ui->changed = true;
    }
    const TableCopy menu = {.rect = {from_right ? left : left + card + gap, y, copy, height},
                            .list_width = field_table_px(table, 120),
                            .tooltip = _("Copies all layers and columns as CSV, Markdown or LaTeX"),
                            .write = field_copy_text,
                            .subject = table->stack};
    table_copy_menu(context->ui, &menu);
}

/* What the foot has beside its buttons. */
static Rect beside_buttons(const FieldTable *table, Rect bar) {
    const float buttons =
        text_width(table, _("Whole table")) + text_width(table, _("Copy")) + field_table_px(table, 84);
    return (Rect){bar.x + buttons, bar.y, bar.w - buttons, bar.h};
}

static bool has_idle(const FieldTable *table) {
    return table->stack->seen && table->stack->sight.idle_count > 0;
}

bool field_table_foot_has_totals(const FieldTable *table, Rect bar) {
    return !has_idle(table) && foot_totals_width(table) <= beside_buttons(table, bar).w;
}

void field_table_foot(const FieldTable *table, Rect bar) {
    if (has_idle(table)) {
        foot_legend(table, beside_buttons(table, bar));
    } else if (field_table_foot_has_totals(table, bar)) {
        foot_totals(table, beside_buttons(table, bar));
    }
}
