#include "app/stages/shared/formula_line.h"

#include <math.h>
#include <string.h>

static bool is_term(const PsSpan *span) {
    return span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_PADDING;
}

/* Half an advance of air inside the brackets around a list of terms; a term's own brackets have none. */
static bool airy(const PsFormula *formula, int i) {
    if (i == 0) {
        return false;
    }
    const PsSpan *span = &formula->spans[i];
    const PsSpan *before = &formula->spans[i - 1];
    const size_t length = strlen(before->text);
    const bool opens = is_term(span) && length > 0 && before->text[length - 1] == '(' && i <= 2;
    return opens || (is_term(before) && span->text[0] == ')');
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
    while (measure(ui, &line) > room && line.font.size > 1) {
        line.font.size--;
    }
    for (int i = 0; i < formula->count; i++) {
        line.x[i] += x;
    }
    return line;
}

/* Whether a formula in a style is no wider than room; it is written in any case. */
static bool fits(const Ui *ui, const PsFormulaPlan *plan, const PsFormulaStyle *style, Font font, float room,
                 bool alone, PsFormula *formula) {
    ps_plan_write(plan, style, formula);
    formula->count -= alone ? 2 : 0;
    FormulaLine line = {.formula = formula, .font = font};
    return measure(ui, &line) <= room;
}

void formula_fit(const Ui *ui, const PsFormulaPlan *plan, Font least, float room, bool alone,
                 PsFormula *formula) {
    const PsNumberForm first = ps_plan_next_form(plan, PS_NUMBER_FULL);
    PsFormulaStyle style = ps_formula_style(first);
    for (; style.terms >= 1; style.terms--) {
        for (style.form = first; style.form < PS_NUMBER_FORM_COUNT;
             style.form = ps_plan_next_form(plan, style.form)) {
            if (fits(ui, plan, &style, least, room, alone, formula)) {
                return;
            }
        }
    }
    style.terms = 1;
    for (int form = PS_NUMBER_EXPONENT_1; form < PS_NUMBER_FORM_COUNT; form++) {
        style.form = (PsNumberForm)form;
        style.result = alone ? first : style.form;
        if (fits(ui, plan, &style, least, room, alone, formula)) {
            return;
        }
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
