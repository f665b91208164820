/* Columns are as wide as their longest figure. Lengths are counted and not measured: a stack may have
 * thousands of rows, and the mono face gives every digit one advance.
 */
#include "app/stages/field/table/table_layout.h"

#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* All in units. */
enum { NAME = 20, NAME_KEPT = 120, NAME_LEAST = 96, GAP_LEAST = 10, GAP_MOST = 48, LINE = 16 };

/* In advances, of one column. */
typedef struct Lengths {
    float whole, fraction;
} Lengths;

/* Before the decimal point, thousands set apart by half an advance, and behind it, with the point. */
static Lengths lengths_of(double value) {
    Lengths lengths = {value < 0 ? 2 : 1, 0};
    double rest = fabs(value);
    for (int digits = 1; rest >= 10; digits++) {
        lengths.whole += digits % 3 == 0 ? 1.5F : 1;
        rest /= 10;
    }
    long long thousandths = llround(fmod(fabs(value), 1) * 1000) % 1000;
    lengths.fraction = thousandths == 0 ? 0 : thousandths % 100 == 0 ? 2 : thousandths % 10 == 0 ? 3 : 4;
    return lengths;
}

/* A figure of both axes is as one, before the point. */
static Lengths figure_lengths(const FollowedStack *stack, int node, FieldColumn column) {
    double values[PS_AXES];
    const int count = field_figure(stack, node, column, values);
    if (count == 0) {
        return (Lengths){1, 0};
    }
    if (column == FIELD_SEES) {
        return values[0] >= 1 ? (Lengths){2, 0} : (Lengths){values[0] < 0.0005 ? 2.5F : 2, 2};
    }
    const Lengths one = lengths_of(values[0]);
    if (count == 1) {
        return one;
    }
    const Lengths other = lengths_of(values[1]);
    return (Lengths){one.whole + one.fraction + 2 + other.whole + other.fraction, 0};
}

static Lengths column_lengths(const FollowedStack *stack, FieldColumn column) {
    Lengths most = {1, 0};
    for (int row = 0; row < stack->row_count; row++) {
        const Lengths one = figure_lengths(stack, stack->rows[row], column);
        most.whole = fmaxf(most.whole, one.whole);
        most.fraction = fmaxf(most.fraction, one.fraction);
    }
    if (column == FIELD_PARAMETERS || column == FIELD_ADDS) {
        const int64_t all = column == FIELD_ADDS ? stack->multiply_adds : stack->parameters;
        most.whole = fmaxf(most.whole, lengths_of((double)all).whole);
    }
    return most;
}

static float longest_name(const FieldTable *table) {
    char name[PS_LAYER_TITLE_SIZE];
    size_t longest = 5;
    for (int row = 0; row < table->stack->row_count; row++) {
        stacks_node_name(table->stack, table->stack->rows[row], name);
        const size_t length =
            strlen(name) + (field_misaligned(table->stack, table->stack->rows[row]) ? 2 : 0);
        longest = length > longest ? length : longest;
    }
    return ceilf((float)longest * table->advance);
}

/* What all that is shown takes at least, the names aside. */
static float least_width(const FieldTable *table, const float widths[FIELD_COLUMN_COUNT]) {
    float width = (float)NAME * table->unit;
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        width += table->columns[column].shown ? widths[column] + (float)GAP_LEAST * table->unit : 0;
    }
    return width;
}

/* The column that leaves next; -1 where all that are left stay. */
static int next_to_leave(const FieldTable *table) {
    int next = -1;
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        const int leaves = field_columns[column].leaves;
        if (table->columns[column].shown && leaves > 0 && (next < 0 || leaves < field_columns[next].leaves)) {
            next = column;
        }
    }
    return next;
}

static void place_columns(FieldTable *table, const float widths[FIELD_COLUMN_COUNT], float width) {
    int count = 0;
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        count += table->columns[column].shown;
    }
    const float least = least_width(table, widths) + table->name_room;
    const float spare = fmaxf(0, width - least) / (float)count;
    const float gap = fminf((float)GAP_MOST * table->unit, (float)GAP_LEAST * table->unit + spare);
    float at = table->name + table->name_room;
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        if (table->columns[column].shown) {
            table->columns[column].left = at + gap;
            table->columns[column].right = at + gap + widths[column];
            at = table->columns[column].right;
        }
    }
    table->width = at;
}

static void lay_columns(FieldTable *table, float width) {
    const Canvas *canvas = table->canvas;
    float widths[FIELD_COLUMN_COUNT];
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        const Lengths lengths = column_lengths(table->stack, (FieldColumn)column);
        FieldTableColumn *at = &table->columns[column];
        at->shown = true;
        at->after = column == FIELD_SEES ? table->advance * 1.6F : 0;
        at->fraction = lengths.fraction * table->advance;
        widths[column] =
            ceilf(fmaxf(lengths.whole * table->advance + at->fraction + at->after,
                        canvas_text_width(canvas, table->small, _(field_columns[column].title))));
    }
    const float longest = longest_name(table);
    /* Columns leave before a name is cut, but for a very long one. */
    const float kept = fminf(longest, (float)NAME_KEPT * table->unit);
    for (int next = next_to_leave(table); next >= 0 && least_width(table, widths) + kept > width;
         next = next_to_leave(table)) {
        table->columns[next].shown = false;
    }
    /* Where that is not enough it scrolls. */
    const float least = fminf(longest, (float)NAME_LEAST * table->unit);
    table->name_room = fminf(longest, fmaxf(least, width - least_width(table, widths)));
    place_columns(table, widths, width);
}

static void lay_failure(FieldTable *table, float width) {
    char text[PS_ERROR_TEXT_SIZE + FIELD_LAYER_SIZE];
    const PsPlan *plan = &table->stack->plan;
    table->failed = plan->failed < plan->count ? table->stack->row_of[plan->failed] : -1;
    if (table->failed >= 0) {
        field_table_failure(table, text, sizeof text);
        const float line = (float)LINE * table->unit;
        const Rect room = {0, 0, width - table->name, 0};
        const int lines = canvas_paragraph(table->canvas, table->small, room, line, 0, text, false);
        table->failure_room = room.w;
        table->failure = line * (float)lines + 4 * table->unit;
    }
}

FieldTable field_table_lay(const StageScope *scope, const FieldShown *shown, float unit, float width) {
    FieldTable table = {.scope = scope,
                        .shown = shown,
                        .stack = shown->stack,
                        .canvas = scope->pen.canvas,
                        .theme = scope->pen.theme,
                        .unit = unit,
                        .mono = {FONT_MONO, (int)roundf(13 * unit)},
                        .small = {FONT_MEDIUM, (int)roundf(12 * unit)},
                        .name = (float)NAME * unit,
                        .row = roundf(26 * unit)};
    table.advance = canvas_text_width(scope->pen.canvas, table.mono, "0");
    lay_columns(&table, width);
    lay_failure(&table, width);
    return table;
}

float field_table_px(const FieldTable *table, float units) {
    return roundf(units * table->unit);
}

float field_table_top(const FieldTable *table, int row) {
    const bool below = table->failed >= 0 && row > table->failed;
    return table->row * (float)row + (below ? table->failure : 0);
}

float field_table_height(const FieldTable *table, int row) {
    return table->row + (row == table->failed ? table->failure : 0);
}

FieldTableLook field_table_look(const FieldTable *table, int row) {
    const FollowedStack *stack = table->stack;
    const int node = stack->rows[row];
    FieldTableLook look = {.ahead = row > table->shown->row,
                           .idle = stack->seen && stack->sight.idle[node],
                           .covered = field_covered(table->scope, row)};
    look.muted = look.ahead || look.idle || stack->plan.nodes[node].state != PS_NODE_FITS;
    return look;
}

void field_table_text(const FieldTable *table, int row, FieldColumn column, char text[FIELD_FIGURE_SIZE],
                      bool *whole) {
    const FieldTableLook look = field_table_look(table, row);
    double values[PS_AXES];
    const int count = field_figure(table->stack, table->stack->rows[row], column, values);
    const bool answer = field_columns[column].answer;
    *whole = true;
    if (answer && look.ahead && (!look.idle || look.covered)) {
        snprintf(text, FIELD_FIGURE_SIZE, "·");
    } else if (answer && look.covered) {
        snprintf(text, FIELD_FIGURE_SIZE, "?");
    } else if (count == 0) {
        snprintf(text, FIELD_FIGURE_SIZE, "–");
    } else if (column == FIELD_SEES && values[0] >= 1) {
        snprintf(text, FIELD_FIGURE_SIZE, "%s", _("all"));
    } else {
        field_figure_text(column, values, count, PS_NUMBER_SCREEN, text);
        *whole = count == 2;
    }
}

/* A list of words under construction, cut where it is full. */
typedef struct Words {
    char *text;
    size_t size, length;
} Words;

static void say(Words *words, const char *format, ...) PS_PRINTF(2, 3);

static void say(Words *words, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(words->text + words->length, words->size - words->length, format, arguments);
    va_end(arguments);
    if (length > 0) {
        const size_t room = words->size - words->length - 1;
        words->length += (size_t)length < room ? (size_t)length : room;
    }
}

void field_table_label(int row, char label[FIELD_TABLE_LABEL]) {
    snprintf(label, FIELD_TABLE_LABEL, "Layer %d", row + 1);
}

void field_table_words(const FieldTable *table, int row, char *text, size_t size) {
    const int node = table->stack->rows[row];
    const FieldTableLook look = field_table_look(table, row);
    char piece[PS_ERROR_TEXT_SIZE + FIELD_LAYER_SIZE];
    Words words = {text, size, 0};
    stacks_node_name(table->stack, node, piece);
    say(&words, "%s", piece);
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        double values[PS_AXES];
        const bool answer = field_columns[column].answer;
        const int count = field_figure(table->stack, node, (FieldColumn)column, values);
        if (count == 0 || !table->columns[column].shown || (answer && look.ahead && !look.idle)) {
            continue;
        }
        field_figure_text((FieldColumn)column, values, count,
                          column == FIELD_SEES ? PS_NUMBER_SCREEN : PS_NUMBER_FULL, piece);
        const bool all = column == FIELD_SEES && values[0] >= 1;
        say(&words, ", %s %s%s", _(field_column_words((FieldColumn)column)),
            answer && look.covered ? "?"
            : all                  ? _("all")
                                   : piece,
            column == FIELD_SEES && !all && !look.covered ? " %" : "");
    }
    if (look.idle) {
        say(&words, ", %s", _("adds almost nothing new"));
    }
    if (row == table->failed) {
        field_table_failure(table, piece, sizeof piece);
        say(&words, ". %s", piece);
    }
}

bool field_table_reason(const FieldTable *table, int row, char *text, size_t size) {
    const FollowedStack *stack = table->stack;
    const int node = stack->rows[row];
    if (field_misaligned(stack, node)) {
        snprintf(text, size, "%s",
                 _("Its branches do not line up: their fields start elsewhere, or jump by other steps."));
        return true;
    }
    if (!stack->seen || !stack->sight.idle[node]) {
        return false;
    }
    char sides[PS_AXES][PS_NUMBER_SIZE];
    const int from = stack->plan.nodes[node].from;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const double field = from == PS_NODE_INPUT ? 1 : stack->fields[from].axis[axis].size;
        field_number(field, PS_NUMBER_SCREEN, sides[axis]);
    }
    snprintf(
        text, size,
        _("Adds almost nothing new: what comes in has a field of %s × %s already, as large as the image."),
        sides[PS_HEIGHT], sides[PS_WIDTH]);
    return true;
}

void field_table_failure(const FieldTable *table, char *text, size_t size) {
    char layer[FIELD_LAYER_SIZE];
    char why[PS_ERROR_TEXT_SIZE];
    field_layer_words(table->stack, table->failed, layer);
    words_error(&table->stack->plan.error, why, sizeof why);
    snprintf(text, size, _("Layer %s: %s"), layer, why);
}
