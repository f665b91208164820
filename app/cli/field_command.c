/* poolscope-cli field: what each layer of a stack sees, as a table or as JSON.
 *
 * A layer that does not fit what comes into it fails the command, and the rest is printed all the same.
 */
#include "app/cli/commands.h"
#include "app/cli/stack_operand.h"
#include "app/cli/writer.h"
#include "app/words.h"
#include "core/field.h"
#include "core/memory.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct Table {
    const PsPlan *plan;
    PsField *fields;
    PsSight sight;
    bool seen; /* false: too many neurons to follow each */
} Table;

static void table_free(Table *table) {
    ps_release(table->fields);
    ps_sight_free(&table->sight);
}

static PsStatus table_init(Table *table, const PsPlan *plan, PsError *error) {
    *table = (Table){.plan = plan};
    table->fields = ps_allocate((size_t)plan->count + 1, sizeof *table->fields);
    if (!table->fields) {
        return ps_fail_memory(error);
    }
    ps_field_compute(plan, table->fields);
    const PsStatus status = ps_sight_init(&table->sight, plan, table->fields, error);
    table->seen = !status;
    return status == PS_ERROR_MEMORY ? status : PS_OK;
}

/* Whole numbers in full, whatever float32 would make of them. */
static void number_text(double value, char text[PS_NUMBER_SIZE]) {
    if (value == floor(value) && fabs(value) < 1e15) {
        ps_number_write_integer(text, (long long)value, PS_NUMBER_FULL);
    } else {
        ps_number_write(text, (float)value, PS_NUMBER_FULL);
    }
}

/* The four figures of the formula, as JSON and the table name them. */
static const struct {
    const char *name;
    size_t member; /* of PsFieldAxis */
} figures[] = {{"field", offsetof(PsFieldAxis, size)},
               {"jump", offsetof(PsFieldAxis, jump)},
               {"start", offsetof(PsFieldAxis, start)},
               {"padding", offsetof(PsFieldAxis, padding)}};
enum { FIGURES = sizeof figures / sizeof figures[0] };

static double figure_of(const PsField *field, int axis, int figure) {
    return *(const double *)(const void *)((const char *)&field->axis[axis] + figures[figure].member);
}

static void write_json_figures(Writer *writer, const PsField *field) {
    for (int i = 0; i < FIGURES; i++) {
        char height[PS_NUMBER_SIZE];
        char width[PS_NUMBER_SIZE];
        number_text(figure_of(field, PS_HEIGHT, i), height);
        number_text(figure_of(field, PS_WIDTH, i), width);
        if (field->known) {
            writer_format(writer, ",\"%s\":[%s,%s]", figures[i].name, height, width);
        } else {
            writer_format(writer, ",\"%s\":null", figures[i].name);
        }
    }
}

static void write_json_layer(Writer *writer, const Table *table, int i) {
    const PsNode *node = &table->plan->nodes[i];
    const PsField *field = &table->fields[i];
    char name[PS_LAYER_TITLE_SIZE];
    ps_layer_name(node->layer, name);
    writer_text(writer, i > 0 ? ",{\"name\":" : "{\"name\":");
    writer_json_text(writer, name);
    writer_text(writer, ",\"out\":");
    if (node->state == PS_NODE_FITS) {
        writer_json_integers(writer, node->size, PS_AXES);
    } else {
        writer_text(writer, "null");
    }
    write_json_figures(writer, field);
    if (node->state == PS_NODE_FITS) {
        writer_format(writer, ",\"channels\":%lld,\"parameters\":%lld,\"multiply_adds\":%lld",
                      (long long)node->channels, (long long)node->parameters, (long long)node->multiply_adds);
    }
    if (node->state == PS_NODE_FITS && table->seen) {
        writer_text(writer, ",\"sees\":");
        writer_json_number(writer, (float)table->sight.share[i]);
        writer_text(writer, table->sight.idle[i] ? ",\"no_new_context\":true" : "");
    }
    writer_text(writer, field->misaligned ? ",\"misaligned\":true}" : "}");
}

static void write_json(Writer *writer, const StackOperand *operand, const Table *table) {
    const PsPlan *plan = table->plan;
    const int64_t input[] = {plan->channels, plan->size[PS_HEIGHT], plan->size[PS_WIDTH]};
    writer_text(writer, "{\"layers\":[");
    for (int i = 0; i < plan->count; i++) {
        write_json_layer(writer, table, i);
    }
    writer_text(writer, "],\"input\":");
    writer_json_integers(writer, input, 3);
    stack_operand_write_json(operand, writer);
    writer_text(writer, "}\n");
}

enum { CELL_SIZE = 3 * PS_NUMBER_SIZE, COLUMNS = 10 };

typedef struct TableRow {
    char cells[COLUMNS][CELL_SIZE];
} TableRow;

static const char *const headings[COLUMNS] = {"layer",      "out",          "channels", "field",
                                              "jump",       "start",        "padding",  "share of image",
                                              "parameters", "multiply-adds"};

/* "12", or "12 x 7" where the axes differ. */
static void pair_text(double height, double width, char cell[CELL_SIZE]) {
    char one[PS_NUMBER_SIZE];
    char two[PS_NUMBER_SIZE];
    number_text(height, one);
    number_text(width, two);
    if (strcmp(one, two) == 0) {
        snprintf(cell, CELL_SIZE, "%s", one);
    } else {
        snprintf(cell, CELL_SIZE, "%s x %s", one, two);
    }
}

static void share_text(const Table *table, int i, char cell[CELL_SIZE]) {
    char share[PS_NUMBER_SIZE];
    if (!table->seen) {
        return;
    }
    ps_number_write_share(share, table->sight.share[i]);
    if (table->sight.share[i] >= 1) {
        snprintf(cell, CELL_SIZE, "%s", _("all"));
    } else {
        snprintf(cell, CELL_SIZE, "%s %%", share);
    }
    if (table->sight.idle[i]) {
        const size_t length = strlen(cell);
        snprintf(cell + length, CELL_SIZE - length, "%s", _(", almost nothing new"));
    }
}

static void fill_row(const Table *table, int i, TableRow *row) {
    const PsNode *node = &table->plan->nodes[i];
    *row = (TableRow){0};
    char name[PS_LAYER_TITLE_SIZE];
    ps_layer_name(node->layer, name);
    snprintf(row->cells[0], CELL_SIZE, "%.*s", CELL_SIZE - 1, name);
    for (int figure = 0; figure < FIGURES; figure++) {
        const PsField *field = &table->fields[i];
        snprintf(row->cells[3 + figure], CELL_SIZE, "?");
        if (field->known) {
            pair_text(figure_of(field, PS_HEIGHT, figure), figure_of(field, PS_WIDTH, figure),
                      row->cells[3 + figure]);
        }
    }
    if (node->state != PS_NODE_FITS) {
        snprintf(row->cells[1], CELL_SIZE, "-");
        return;
    }
    pair_text((double)node->size[PS_HEIGHT], (double)node->size[PS_WIDTH], row->cells[1]);
    snprintf(row->cells[2], CELL_SIZE, "%lld", (long long)node->channels);
    share_text(table, i, row->cells[7]);
    snprintf(row->cells[8], CELL_SIZE, "%lld", (long long)node->parameters);
    snprintf(row->cells[9], CELL_SIZE, "%lld", (long long)node->multiply_adds);
}

static void widen(int widths[COLUMNS], const TableRow *row) {
    for (int column = 0; column < COLUMNS; column++) {
        const int length = (int)strlen(row->cells[column]);
        widths[column] = length > widths[column] ? length : widths[column];
    }
}

/* The name at the left, numbers at the right of their columns. */
static void write_row(Writer *writer, const int widths[COLUMNS], const TableRow *row) {
    writer_format(writer, "%-*s", widths[0], row->cells[0]);
    for (int column = 1; column < COLUMNS; column++) {
        writer_format(writer, "  %*s", widths[column], row->cells[column]);
    }
    writer_text(writer, "\n");
}

static void write_text(Writer *writer, const StackOperand *operand, const Table *table) {
    const PsPlan *plan = table->plan;
    int widths[COLUMNS] = {0};
    TableRow row;
    TableRow head;
    for (int column = 0; column < COLUMNS; column++) {
        snprintf(head.cells[column], CELL_SIZE, "%s", headings[column]);
    }
    widen(widths, &head);
    for (int i = 0; i < plan->count; i++) {
        fill_row(table, i, &row);
        widen(widths, &row);
    }
    write_row(writer, widths, &head);
    for (int i = 0; i < plan->count; i++) {
        fill_row(table, i, &row);
        write_row(writer, widths, &row);
    }
    stack_operand_write_text(operand, writer);
}

PsStatus field_command(const Options *options, PsError *error) {
    StackOperand operand;
    PsStatus status = stack_operand_read(options, &operand, error);
    if (status) {
        return status;
    }
    Table table;
    Writer writer = {.error = error};
    status = table_init(&table, &operand.plan, error);
    if (!status) {
        if (options->json) {
            write_json(&writer, &operand, &table);
        } else {
            write_text(&writer, &operand, &table);
        }
        writer_flush(&writer);
        status = writer.status ? writer.status : stack_operand_check(&operand, error);
    }
    writer_free(&writer);
    table_free(&table);
    stack_operand_free(&operand);
    return status;
}
