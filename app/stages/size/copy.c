/* One walk over rows and columns; the formats differ in what is between cells and how signs are written.
 */
#include "app/stages/size/copy.h"

#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How each format is written. */
static const struct {
    const char *begin, *row, *between, *row_end, *rule, *end;
    SizeSigns signs;
} formats[TABLE_FORMAT_COUNT] = {
    [TABLE_CSV] = {"", "", ",", "\n", "", "", {"x", " %", ""}},
    [TABLE_MARKDOWN] =
        {"", "| ", " | ", " |\n", "| :-- | --: | --: | --: | --: | --: | --: |\n", "", {" × ", " %", "≈ "}},
    [TABLE_LATEX] = {"\\begin{tabular}{lrrrrrr}\n\\hline\n",
                     "",
                     " & ",
                     " \\\\\n",
                     "\\hline\n",
                     "\\hline\n\\end{tabular}\n",
                     {"$\\times$", "\\,\\%", "$\\approx$ "}},
};

static const char *const titles[SIZE_COLUMN_COUNT] = {
    [SIZE_COLUMN_LAYER] = N_("layer"),     [SIZE_COLUMN_INPUT] = N_("input"),
    [SIZE_COLUMN_KERNEL] = N_("kernel"),   [SIZE_COLUMN_STRIDE] = N_("stride"),
    [SIZE_COLUMN_PADDING] = N_("padding"), [SIZE_COLUMN_OUTPUT] = N_("output"),
    [SIZE_COLUMN_FEWER] = N_("fewer"),
};

const char *size_column_title(SizeColumn column) {
    return titles[column];
}

static void write_pair(int64_t height, int64_t width, const char *times, bool both, char *text) {
    if (both || height != width) {
        snprintf(text, SIZE_FIGURE, "%lld%s%lld", (long long)height, times, (long long)width);
    } else {
        snprintf(text, SIZE_FIGURE, "%lld", (long long)height);
    }
}

static void write_layer(const PsSizeLink *link, int number, char *text) {
    if (link->global) {
        snprintf(text, SIZE_FIGURE, "GAP");
    } else if (link->name[0] != '\0') {
        snprintf(text, SIZE_FIGURE, "%s", link->name);
    } else {
        snprintf(text, SIZE_FIGURE, "%d", number);
    }
}

/* Negative where there is more. */
static void write_fewer(const PsSizeLink *before, const PsSizeLink *link, const SizeSigns *signs,
                        char *text) {
    const int64_t in = before->size[PS_HEIGHT] * before->size[PS_WIDTH];
    const int64_t out = link->size[PS_HEIGHT] * link->size[PS_WIDTH];
    char number[PS_NUMBER_SIZE];
    const double change = fabs((double)(in - out)) / (double)in;
    ps_number_write_share(number, change);
    const bool exact = change * 1000 == floor(change * 1000);
    snprintf(text, SIZE_FIGURE, "%s%s%s%s", exact ? "" : signs->near, out > in ? "-" : "", number,
             signs->percent);
}

void size_figure(const PsSizeChain *chain, int index, SizeColumn column, const SizeSigns *signs,
                 char text[SIZE_FIGURE]) {
    const char *times = signs->times;
    const PsSizeLink *link = &chain->links[index];
    const PsSizeLink *before = &chain->links[index - 1];
    const PsAxis *h = &link->axis[PS_HEIGHT];
    const PsAxis *w = &link->axis[PS_WIDTH];
    const bool windows = !link->global && h->bins == 0;
    text[0] = '\0';
    switch (column) {
    case SIZE_COLUMN_LAYER:
        write_layer(link, index, text);
        break;
    case SIZE_COLUMN_INPUT:
        write_pair(before->size[PS_HEIGHT], before->size[PS_WIDTH], times, true, text);
        break;
    case SIZE_COLUMN_KERNEL:
        if (windows) {
            write_pair(h->kernel, w->kernel, times, true, text);
        } else {
            snprintf(text, SIZE_FIGURE, "%s", "all");
        }
        break;
    case SIZE_COLUMN_STRIDE:
        if (windows) {
            write_pair(h->stride, w->stride, times, false, text);
        }
        break;
    case SIZE_COLUMN_PADDING:
        if (windows) {
            write_pair(h->padding, w->padding, times, false, text);
        }
        break;
    case SIZE_COLUMN_OUTPUT:
        write_pair(link->size[PS_HEIGHT], link->size[PS_WIDTH], times, true, text);
        break;
    case SIZE_COLUMN_FEWER:
        write_fewer(before, link, signs, text);
        break;
    case SIZE_COLUMN_COUNT:
        break;
    }
}

typedef struct Copy {
    TableFormat format;
    PsBytes *text;
    PsError *error;
    PsStatus status;
} Copy;

static void put(Copy *copy, const char *text) {
    if (copy->status == PS_OK) {
        copy->status = ps_bytes_append(copy->text, text, strlen(text), copy->error);
    }
}

/* A layer's name may be anything: what a format reads as its own is left out of it. */
static void put_name(Copy *copy, const char *text) {
    for (; *text != '\0'; text++) {
        const char letter[] = {*text, '\0'};
        const bool plain = strchr(",\"|\\&%$#_{}~^*`<[]\r\n", *text) == NULL;
        put(copy, plain || (*text == '_' && copy->format == TABLE_CSV) ? letter : "");
        if (*text == '_' && copy->format != TABLE_CSV) {
            put(copy, "\\_");
        }
    }
}

static void put_row(Copy *copy, const PsSizeChain *chain, int link) {
    put(copy, formats[copy->format].row);
    for (int column = 0; column < SIZE_COLUMN_COUNT; column++) {
        char text[SIZE_FIGURE];
        put(copy, column > 0 ? formats[copy->format].between : "");
        if (link == 0) {
            put(copy, titles[column]);
            continue;
        }
        size_figure(chain, link, (SizeColumn)column, &formats[copy->format].signs, text);
        if (column == SIZE_COLUMN_LAYER) {
            put_name(copy, text);
        } else {
            put(copy, text);
        }
    }
    put(copy, formats[copy->format].row_end);
}

PsStatus size_copy_text(const void *subject, TableFormat format, PsBytes *text, PsError *error) {
    const PsSizeChain *chain = subject;
    Copy copy = {format, text, error, PS_OK};
    put(&copy, formats[format].begin);
    put_row(&copy, chain, 0);
    put(&copy, formats[format].rule);
    for (int link = 1; link < chain->count; link++) {
        put_row(&copy, chain, link);
    }
    put(&copy, formats[format].end);
    if (copy.status == PS_OK) {
        copy.status = ps_bytes_append(text, "", 1, error);
    }
    return copy.status;
}
