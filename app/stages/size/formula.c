/* Tokens of the formula. Signs are those of the app's other formulas: a real minus, a dot for times. */
#include "app/stages/size/formula.h"

#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static SizeToken *add(SizeLine *line, SizeTerm term, const char *text) {
    SizeToken *token = &line->tokens[line->count < SIZE_TOKENS - 1 ? line->count++ : line->count];
    *token = (SizeToken){.term = term, .number = true, .alpha = 1};
    snprintf(token->text, sizeof token->text, "%s", text);
    return token;
}

static void add_number(SizeLine *line, SizeTerm term, int64_t value) {
    char text[PS_NUMBER_SIZE];
    ps_number_write_integer(text, value, PS_NUMBER_SCREEN);
    add(line, term, text);
}

/* How N, P, F, D and S are written: as letters or as numbers. */
typedef struct Names {
    const PsAxis *axis;
    bool letters;
} Names;

static void add_name(const Names *names, SizeLine *line, SizeTerm term, const char *letter, int64_t value) {
    if (names->letters) {
        add(line, term, letter);
    } else {
        add_number(line, term, value);
    }
}

/* "N + 2·P - F", or "N + 2·P - D·(F - 1) - 1". */
static void add_room(const Names *names, SizeLine *line) {
    const PsAxis *axis = names->axis;
    add_name(names, line, SIZE_TERM_INPUT, "N", axis->input);
    if (axis->padding != 0) {
        add(line, SIZE_TERM_PADDING, " + 2·");
        add_name(names, line, SIZE_TERM_PADDING, "P", axis->padding);
    }
    add(line, SIZE_TERM_NONE, " − ");
    if (axis->dilation == 1) {
        add_name(names, line, SIZE_TERM_KERNEL, "F", axis->kernel);
        return;
    }
    add_name(names, line, SIZE_TERM_DILATION, "D", axis->dilation);
    add(line, SIZE_TERM_DILATION, "·");
    add(line, SIZE_TERM_NONE, "(");
    add_name(names, line, SIZE_TERM_KERNEL, "F", axis->kernel);
    add(line, SIZE_TERM_NONE, " − 1) − 1");
}

/* "⌊(…) / S⌋ + 1"; where ceil mode drops a window " - 1" more. */
static void add_formula(const Names *names, SizeLine *line) {
    const PsAxis *axis = names->axis;
    add(line, SIZE_TERM_NONE, axis->ceil_mode ? "⌈(" : "⌊(");
    add_room(names, line);
    add(line, SIZE_TERM_NONE, ") / ");
    add_name(names, line, SIZE_TERM_STRIDE, "S", axis->stride);
    add(line, SIZE_TERM_NONE, axis->ceil_mode ? "⌉ + " : "⌋ + ");
    add(line, SIZE_TERM_FIRST, "1");
}

static bool drops(const PsAxis *axis) {
    const int64_t outputs = ps_axis_output(axis);
    return ps_axis_refusal(axis, outputs < 0 ? 0 : outputs) == PS_REFUSAL_STARTS_IN_PADDING;
}

void size_formula_rule(const PsAxis *axis, SizeLine *line) {
    line->count = 0;
    if (axis->bins == 0) {
        add_formula(&(Names){axis, true}, line);
    }
}

static void add_numbers(const PsAxis *axis, bool between, SizeLine *line) {
    const int64_t outputs = ps_axis_output(axis);
    const bool dropped = axis->bins == 0 && drops(axis);
    line->count = 0;
    if (axis->bins > 0) {
        add(line, SIZE_TERM_NONE, "output_size = ");
        add_number(line, SIZE_TERM_OUTPUTS, outputs);
        return;
    }
    add_formula(&(Names){axis, false}, line);
    if (dropped) {
        add(line, SIZE_TERM_DROPPED, " − 1");
    }
    add(line, SIZE_TERM_NONE, " = ");
    if (between) {
        add_number(line, SIZE_TERM_STRIDES, outputs - 1 + (dropped ? 1 : 0));
        add(line, SIZE_TERM_NONE, " + ");
        add(line, SIZE_TERM_FIRST, "1");
        if (dropped) {
            add(line, SIZE_TERM_DROPPED, " − 1");
        }
        add(line, SIZE_TERM_NONE, " = ");
    }
    add_number(line, SIZE_TERM_OUTPUTS, outputs);
}

void size_formula_numbers(const PsAxis *axis, SizeLine *line) {
    add_numbers(axis, true, line);
}

void size_formula_short(const PsAxis *axis, SizeLine *line) {
    add_numbers(axis, false, line);
}

/* A number and a word behind it, both of one term. */
static void add_counted(SizeLine *line, SizeTerm term, int64_t count, const char *words) {
    add_number(line, term, count);
    add(line, term, " ");
    add(line, term, words)->number = false;
}

void size_formula_count(const PsAxis *axis, int64_t placed, bool ended, SizeLine *line) {
    const PsRuler ruler = ps_axis_ruler(axis);
    const int64_t strides = placed > 0 ? placed - 1 : 0;
    line->count = line->aside = 0;
    if (placed == 0 && ended) {
        add_number(line, SIZE_TERM_REST, ps_axis_output(axis));
        add(line, SIZE_TERM_REST, " ");
        add(line, SIZE_TERM_REST, _("is less than 1: no window fits"))->number = false;
    }
    if (placed == 0) {
        return;
    }
    add_counted(line, SIZE_TERM_STRIDES, strides, ngettext("stride", "strides", (unsigned long)strides));
    add(line, SIZE_TERM_NONE, "  +  ");
    add(line, SIZE_TERM_FIRST, _("first window"))->number = false;
    add(line, SIZE_TERM_NONE, "  =  ");
    add_counted(line, SIZE_TERM_OUTPUTS, placed, ngettext("output", "outputs", (unsigned long)placed));
    line->aside = line->count;
    if (ended && ruler.rest > 0) {
        add(line, SIZE_TERM_OUTPUTS, ";  ");
        add_counted(line, SIZE_TERM_REST, ruler.rest,
                    ngettext("cell left", "cells left", (unsigned long)ruler.rest));
    } else if (ended) {
        add(line, SIZE_TERM_OUTPUTS, ";  ");
        add(line, SIZE_TERM_NONE, _("nothing left"))->number = false;
    } else {
        add(line, SIZE_TERM_NONE, " ");
        add(line, SIZE_TERM_NONE, _("so far"))->number = false;
    }
}

static float measure(const StageScope *scope, SizeLine *line, float x) {
    for (int i = 0; i < line->count; i++) {
        SizeToken *token = &line->tokens[i];
        token->x = x;
        token->width = size_text_width(scope, token->number ? line->font : line->words, token->text);
        x += token->width;
    }
    return x;
}

void size_formula_place(const StageScope *scope, SizeLine *line, float x, float y, float room) {
    line->y = y;
    while (measure(scope, line, x) > x + room && line->font.size > 6) {
        line->font.size--;
        line->words.size = line->words.size > 6 ? line->words.size - 1 : 6;
    }
}

Rect size_formula_token(const SizeLine *line, int token) {
    const float height = roundf((float)line->font.size * 1.3F);
    return (Rect){line->tokens[token].x, line->y - height / 2, line->tokens[token].width, height};
}

void size_formula_text(const SizeLine *line, char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < line->count && length < size; i++) {
        length += (size_t)snprintf(text + length, size - length, "%s", line->tokens[i].text);
    }
}
