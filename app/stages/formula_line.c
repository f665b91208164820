#include "app/stages/formula_line.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_term(const PsSpan *span) {
    return span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_PADDING;
}

/* Half an advance of air inside the brackets around a list of terms. */
static bool airy(const PsFormula *formula, int i) {
    if (i == 0) {
        return false;
    }
    const PsSpan *span = &formula->spans[i];
    const PsSpan *before = &formula->spans[i - 1];
    const size_t length = strlen(before->text);
    const bool opens = is_term(span) && length > 0 && before->text[length - 1] == '(' && i <= 2;
    const bool closes = is_term(before) && span->text[0] == ')' && strchr(span->text, ',') == NULL;
    return opens || closes;
}

static float measure(const Ui *ui, FormulaLine *line) {
    float x = 0;
    const float air = canvas_text_width(ui->canvas, line->font, " ");
    for (int i = 0; i < line->formula->count; i++) {
        x += airy(line->formula, i) ? air : 0;
        line->x[i] = x;
        line->width[i] = canvas_text_width(ui->canvas, line->font, line->formula->spans[i].text);
        x += line->width[i];
    }
    return x;
}

FormulaLine formula_line(const Ui *ui, const PsFormula *formula, Font font, float x, float y, float room) {
    FormulaLine line = {.formula = formula, .font = font, .y = y};
    while (measure(ui, &line) > room && line.font.size > 12) {
        line.font.size--;
    }
    for (int i = 0; i < formula->count; i++) {
        line.x[i] += x;
    }
    return line;
}

/* The last term, or -1. */
static int last_term(const PsFormula *formula) {
    for (int i = formula->count - 1; i >= 0; i--) {
        if (is_term(&formula->spans[i])) {
            return i;
        }
    }
    return -1;
}

static void remove_span(PsFormula *formula, int index) {
    formula->count--;
    memmove(&formula->spans[index], &formula->spans[index + 1],
            (size_t)(formula->count - index) * sizeof formula->spans[0]);
}

void formula_line_elide(const Ui *ui, PsFormula *formula, Font font, float room) {
    FormulaLine line = {.formula = formula, .font = font};
    line.font.size = font.size < 11 ? font.size : 11;
    int term = last_term(formula);
    while (term > 1 && measure(ui, &line) > room) {
        /* What stands before the term separates it from the one before; its place is the ellipsis's. */
        PsSpan *separator = &formula->spans[term - 1];
        if (is_term(separator) || term < 3) {
            return;
        }
        snprintf(separator->text, sizeof separator->text, "%s", " …");
        remove_span(formula, term);
        if (term < formula->count && strcmp(formula->spans[term].text, " …") == 0) {
            remove_span(formula, term);
        }
        term = last_term(formula);
    }
}

static Rect slot_rect(const FormulaLine *line, int i) {
    const float height = (float)line->font.size * 1.15F;
    const float width = fmaxf(line->width[i], (float)line->font.size * 0.6F);
    return (Rect){line->x[i] - 3, line->y - height / 2, width + 6, height};
}

Rect formula_line_slot(const FormulaLine *line, int64_t tap) {
    int fallback = 0;
    for (int i = 0; i < line->formula->count; i++) {
        const PsSpan *span = &line->formula->spans[i];
        const bool wanted = tap < 0 ? span->kind == PS_SPAN_RESULT : is_term(span) && span->tap == tap;
        if (wanted) {
            return slot_rect(line, i);
        }
        if (strstr(span->text, "…")) {
            fallback = i;
        }
    }
    return slot_rect(line, fallback);
}

static void draw_box(Ui *ui, Rect rect, const FormulaLine *line) {
    const float grow = roundf((float)line->font.size * 0.28F);
    /* Always of one width: how long an answer is would tell something about it. */
    const Rect box = {rect.x, rect.y - grow / 2, (float)line->font.size * 1.25F, rect.h + grow};
    canvas_fill(ui->canvas, box, ui_px(ui, 6), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(box, 1), ui_px(ui, 5), ui->theme->panel);
    canvas_text_aligned(ui->canvas, line->font, box.x + box.w / 2, line->y, ALIGN_CENTRE, 0, ui->theme->muted,
                        "?");
}

void formula_line_draw(Ui *ui, const FormulaLine *line, const SpanLook looks[PS_FORMULA_SPANS]) {
    for (int i = 0; i < line->formula->count; i++) {
        if (looks[i].empty) {
            canvas_stroke(ui->canvas, slot_rect(line, i), ui_px(ui, 4), 1, ui_px(ui, 3), ui->theme->faint);
        } else if (looks[i].cover) {
            draw_box(ui, slot_rect(line, i), line);
        } else {
            const char *text = looks[i].text ? looks[i].text : line->formula->spans[i].text;
            canvas_text(ui->canvas, line->font, line->x[i], line->y, looks[i].color, text);
        }
    }
}
