/* Fitting is a search over forms and numbers of terms, the longest first; setting one over sizes, the largest
 * first. */
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

/* Whether a line may end before a span: after an operator or a comma, before the rest and before the sign. */
static bool breaks(const PsFormula *formula, int i) {
    if (i == 0) {
        return false;
    }
    const char *before = formula->spans[i - 1].text;
    const size_t length = strlen(before);
    const bool follows = is_term(&formula->spans[i]) && length > 0 && before[length - 1] == ' ';
    const char *text = formula->spans[i].text;
    const bool rest = text[0] == ' ' && strstr(text, "…") != NULL;
    return follows || rest || (i + 1 < formula->count && formula->spans[i + 1].kind == PS_SPAN_RESULT);
}

/* The width from a span to where the next line may begin. */
static float piece_width(const FormulaLine *line, int from, float air) {
    float width = line->width[from];
    for (int i = from + 1; i < line->formula->count && !breaks(line->formula, i); i++) {
        width += line->width[i] + (airy(line->formula, i) ? air : 0);
    }
    return width;
}

float formula_height(int size, int lines) {
    return 1.25F * (float)size * (float)lines;
}

/* Sets the spans on lines no wider than room where pieces allow it, from (0, 0) down. Whether all is inside.
 */
static bool set(const Canvas *canvas, FormulaLine *line, Rect room) {
    const PsFormula *formula = line->formula;
    const float air = canvas_text_width(canvas, line->font, " ");
    const float pitch = formula_height(line->font.size, 1);
    float x = 0;
    float y = 0;
    bool inside = true;
    for (int i = 0; i < formula->count; i++) {
        line->width[i] = canvas_text_width(canvas, line->font, formula->spans[i].text);
    }
    line->lines = 1;
    for (int i = 0; i < formula->count; i++) {
        x += airy(formula, i) ? air : 0;
        if (breaks(formula, i) && x + piece_width(line, i, air) > room.w + 0.01F) {
            x = 0;
            y += pitch;
            line->lines++;
        }
        line->x[i] = x;
        line->y[i] = y;
        x += line->width[i];
        inside = inside && x <= room.w + 0.01F;
    }
    return inside && line->lines <= FORMULA_MOST &&
           (line->lines == 1 || formula_height(line->font.size, line->lines) <= room.h + 0.01F);
}

FormulaLine formula_line(const Canvas *canvas, const PsFormula *formula, Font font, Rect room) {
    FormulaLine line = {.formula = formula, .font = font};
    while (!set(canvas, &line, room) && line.font.size > 1) {
        line.font.size--;
    }
    const float above = formula_height(line.font.size, line.lines - 1) / 2;
    for (int i = 0; i < formula->count; i++) {
        line.x[i] += room.x;
        line.y[i] += room.y - above;
    }
    return line;
}

/* Whether a formula in a style fits in room; it is written in any case. */
static bool fits(const Canvas *canvas, const PsFormulaPlan *plan, const PsFormulaStyle *style, Font font,
                 Rect room, bool alone, PsFormula *formula) {
    ps_plan_write(plan, style, formula);
    formula->count -= alone ? 2 : 0;
    FormulaLine line = {.formula = formula, .font = font};
    return set(canvas, &line, room);
}

void formula_fit(const Canvas *canvas, const PsFormulaPlan *plan, Font least, Rect room, bool alone,
                 PsFormula *formula) {
    const PsNumberForm first = ps_plan_next_form(plan, PS_NUMBER_FULL);
    PsFormulaStyle style = ps_formula_style(first);
    for (; style.terms >= 1; style.terms--) {
        for (style.form = first; style.form < PS_NUMBER_FORM_COUNT;
             style.form = ps_plan_next_form(plan, style.form)) {
            if (fits(canvas, plan, &style, least, room, alone, formula)) {
                return;
            }
        }
    }
    style.terms = 1;
    for (int form = PS_NUMBER_EXPONENT_1; form < PS_NUMBER_FORM_COUNT; form++) {
        style.form = (PsNumberForm)form;
        style.result = alone ? first : style.form;
        if (fits(canvas, plan, &style, least, room, alone, formula)) {
            return;
        }
    }
}

void formula_hide_result(PsFormula *formula, bool ahead, bool covered) {
    if (ahead || covered) {
        PsSpan *result = &formula->spans[formula->count - 1];
        snprintf(result->text, sizeof result->text, "%s", ahead ? "" : "?");
    }
}

static Rect slot_rect(const FormulaLine *line, int i) {
    const float height = (float)line->font.size * 1.15F;
    const float width = fmaxf(line->width[i], (float)line->font.size * 0.6F);
    return (Rect){line->x[i] - 3, line->y[i] - height / 2, width + 6, height};
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

static void draw_box(const Pen *pen, Rect rect, const FormulaLine *line, float y) {
    const float grow = roundf((float)line->font.size * 0.28F);
    /* Always of one width: how long an answer is would tell something about it. */
    const Rect box = {rect.x, rect.y - grow / 2, (float)line->font.size * 1.25F, rect.h + grow};
    canvas_fill(pen->canvas, box, pen_px(pen, 6), pen->theme->line);
    canvas_fill(pen->canvas, rect_inset(box, 1), pen_px(pen, 5), pen->theme->panel);
    canvas_text_aligned(pen->canvas, line->font, box.x + box.w / 2, y, ALIGN_CENTRE, 0, pen->theme->muted,
                        "?");
}

void formula_line_draw(const Pen *pen, const FormulaLine *line, const SpanLook looks[PS_FORMULA_SPANS]) {
    for (int i = 0; i < line->formula->count; i++) {
        if (looks[i].empty) {
            canvas_stroke(pen->canvas, slot_rect(line, i), pen_px(pen, 4), 1, pen_px(pen, 3),
                          color_alpha(pen->theme->faint, (float)(looks[i].color & 0xFF) / 255));
        } else if (looks[i].cover) {
            draw_box(pen, slot_rect(line, i), line, line->y[i]);
        } else {
            const char *text = looks[i].text ? looks[i].text : line->formula->spans[i].text;
            canvas_text(pen->canvas, line->font, line->x[i], line->y[i], looks[i].color, text);
        }
    }
}
