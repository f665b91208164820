/* One walk over rows and columns; the formats differ in what is between cells and how a text is escaped.
 */
#include "app/stages/field/table/copy.h"

#include "app/stages/field/table/figures.h"

#include <string.h>

/* How each format is written. */
static const struct {
    const char *begin; /* before the header */
    const char *row, *between, *row_end;
    const char *rule; /* under the header, and over the totals */
    const char *end;
    const char *unknown, *times, *percent;
    const char *escaped; /* characters that a backslash goes before; null: a text is quoted as CSV's are */
    bool axes;           /* a column for each axis */
} formats[TABLE_FORMAT_COUNT] = {
    [TABLE_CSV] = {"", "", ",", "\n", "", "", "", "", "", NULL, true},
    [TABLE_MARKDOWN] = {"", "| ", " | ", " |\n", NULL, "", "–", " × ", " %", "\\|*_`<[]", false},
    [TABLE_LATEX] = {"\\begin{tabular}{lrrrrrrrrr}\n\\hline\n", "", " & ", " \\\\\n", "\\hline\n",
                     "\\hline\n\\end{tabular}\n", "--", "$\\times$", "\\,\\%", "&%$#_{}", false},
};

typedef struct Copy {
    TableFormat format;
    PsBytes *text;
    PsError *error;
    PsStatus status;
} Copy;

static void put_bytes(Copy *copy, const char *bytes, size_t size) {
    if (copy->status == PS_OK) {
        copy->status = ps_bytes_append(copy->text, bytes, size, copy->error);
    }
}

static void put(Copy *copy, const char *text) {
    put_bytes(copy, text, strlen(text));
}

static void put_quoted(Copy *copy, const char *text) {
    if (strpbrk(text, ",\"\r\n") == NULL) {
        put(copy, text);
        return;
    }
    put(copy, "\"");
    for (; *text; text++) {
        put_bytes(copy, text, 1);
        put(copy, *text == '"' ? "\"" : "");
    }
    put(copy, "\"");
}

static void put_escaped(Copy *copy, const char *text, const char *escaped) {
    const bool latex = copy->format == TABLE_LATEX;
    for (; *text; text++) {
        if (latex && *text == '\\') {
            put(copy, "\\textbackslash{}");
        } else if (latex && (*text == '~' || *text == '^')) {
            put(copy, *text == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}");
        } else {
            put(copy, strchr(escaped, *text) != NULL ? "\\" : "");
            put_bytes(copy, text, 1);
        }
    }
}

static void put_text(Copy *copy, const char *text) {
    const char *escaped = formats[copy->format].escaped;
    if (escaped == NULL) {
        put_quoted(copy, text);
    } else {
        put_escaped(copy, text, escaped);
    }
}

static void put_header(Copy *copy) {
    static const char *const sides[PS_AXES] = {"height", "width"};
    put(copy, formats[copy->format].row);
    put(copy, "layer");
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        const FieldColumnInfo *info = &field_columns[column];
        const bool apart = info->axes && formats[copy->format].axes;
        for (int axis = 0; axis < (apart ? PS_AXES : 1); axis++) {
            put(copy, formats[copy->format].between);
            put_text(copy, formats[copy->format].axes ? info->key : field_column_words((FieldColumn)column));
            put(copy, apart ? "_" : "");
            put(copy, apart ? sides[axis] : "");
        }
    }
    put(copy, formats[copy->format].row_end);
}

static void put_number(Copy *copy, double value) {
    char text[PS_NUMBER_SIZE];
    field_figure_number(value, PS_NUMBER_FULL, text);
    put(copy, text);
}

static void put_figure(Copy *copy, const FollowedStack *stack, int node, FieldColumn column) {
    double values[PS_AXES];
    const bool apart = field_columns[column].axes && formats[copy->format].axes;
    const bool percent = column == FIELD_SEES && !formats[copy->format].axes;
    const int count = field_figure(stack, node, column, values);
    put(copy, formats[copy->format].between);
    if (count == 0) {
        put(copy, formats[copy->format].unknown);
        put(copy, apart ? formats[copy->format].between : "");
        return;
    }
    put_number(copy, values[0] * (percent ? 100 : 1));
    put(copy, percent ? formats[copy->format].percent : "");
    if (apart || count == 2) {
        put(copy, apart ? formats[copy->format].between : formats[copy->format].times);
        put_number(copy, values[1]);
    }
}

static void put_layer(Copy *copy, const FollowedStack *stack, int node) {
    char name[PS_LAYER_TITLE_SIZE];
    if (formats[copy->format].axes) {
        ps_layer_name(stack->plan.nodes[node].layer, name);
    } else {
        stacks_node_name(stack, node, name);
    }
    put(copy, formats[copy->format].row);
    put_text(copy, name);
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        put_figure(copy, stack, node, (FieldColumn)column);
    }
    put(copy, formats[copy->format].row_end);
}

static void put_rule(Copy *copy) {
    if (copy->format == TABLE_MARKDOWN) {
        put(copy, "| :-- |");
        for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
            put(copy, " --: |");
        }
        put(copy, "\n");
    } else {
        put(copy, formats[copy->format].rule);
    }
}

/* What all layers come to; a spreadsheet adds up for itself. */
static void put_totals(Copy *copy, const FollowedStack *stack) {
    if (formats[copy->format].axes) {
        return;
    }
    if (copy->format == TABLE_LATEX) {
        put_rule(copy);
    }
    put(copy, formats[copy->format].row);
    put(copy, "All");
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        put(copy, formats[copy->format].between);
        if (column == FIELD_PARAMETERS || column == FIELD_ADDS) {
            put_number(copy, (double)(column == FIELD_ADDS ? stack->multiply_adds : stack->parameters));
        }
    }
    put(copy, formats[copy->format].row_end);
}

PsStatus field_copy_text(const void *subject, TableFormat format, PsBytes *text, PsError *error) {
    const FollowedStack *stack = subject;
    Copy copy = {format, text, error, PS_OK};
    put(&copy, formats[format].begin);
    put_header(&copy);
    put_rule(&copy);
    for (int node = 0; node < stack->plan.count; node++) {
        put_layer(&copy, stack, node);
    }
    put_totals(&copy, stack);
    put(&copy, formats[format].end);
    put_bytes(&copy, "", 1);
    return copy.status;
}
