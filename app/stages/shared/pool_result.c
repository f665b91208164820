/* The formula is the core's text; here it is wrapped and placed. */
#include "app/stages/shared/pool_result.h"

#include "app/words.h"

#include <math.h>
#include <string.h>

/* The words of the values line: "16 in, 4 out: 75 % fewer". */
static void write_values(const PsWalk *walk, PsNumberForm form, char *text, size_t size) {
    const int64_t in = (int64_t)walk->map->height * walk->map->width;
    const int64_t out = walk->steps;
    char ins[PS_NUMBER_SIZE];
    char outs[PS_NUMBER_SIZE];
    char share[PS_NUMBER_SIZE];
    ps_number_write_integer(ins, in, form);
    ps_number_write_integer(outs, out, form);
    const double fewer = (double)(in - out) / (double)in;
    const char *sign = ps_number_share_sign(fabs(fewer));
    ps_number_write_share(share, fabs(fewer));
    if (out == in) {
        snprintf(text, size, _("%s in, %s out: as many"), ins, outs);
    } else {
        snprintf(text, size, fewer > 0 ? _("%s in, %s out: %s%s %% fewer") : _("%s in, %s out: %s%s %% more"),
                 ins, outs, sign, share);
    }
}

static Color span_color(const Theme *theme, const PsSpan *span) {
    return span->kind == PS_SPAN_RESULT     ? theme->output
           : span->kind == PS_SPAN_CONSTANT ? theme->text
                                            : theme->muted;
}

/* The next word of a span, with the blank behind it. Thousands of a number stay together. */
static void next_word(const PsSpan *span, const char *rest, char word[PS_SPAN_SIZE]) {
    const bool number = span->kind == PS_SPAN_RESULT || span->kind == PS_SPAN_CONSTANT;
    const size_t blank = number ? strlen(rest) : strcspn(rest, " ");
    snprintf(word, PS_SPAN_SIZE, "%.*s", (int)(blank + (rest[blank] == ' ')), rest);
}

/* The room a word needs on a line. An operator does not end one, nor a bracket begin one: they go with what
 * is beside. */
static float needed_width(const Ui *ui, Font font, const char *word, float width) {
    if (!strchr("+/=", word[0])) {
        return width;
    }
    return width + canvas_text_width(ui->canvas, font, word[0] == '/' ? "64]" : "1");
}

/* Draws a formula's spans over as many lines as the width needs; returns the y after the last. */
static float wrap_formula(Ui *ui, const PsFormula *formula, Font font, Rect box, float y) {
    const float end = box.x + box.w + ui_px(ui, 2);
    const float line = ui_px(ui, 20);
    float x = box.x;
    for (int i = 0; i < formula->count; i++) {
        const PsSpan *span = &formula->spans[i];
        const Color color = span_color(ui->theme, span);
        char word[PS_SPAN_SIZE];
        for (const char *rest = span->text; *rest; rest += strlen(word)) {
            next_word(span, rest, word);
            const float width = canvas_text_width(ui->canvas, font, word);
            if (x > box.x && x + needed_width(ui, font, word, width) > end) {
                x = box.x;
                y += line;
            }
            canvas_text(ui->canvas, font, x, y, color, word);
            x += width;
        }
    }
    return y + line;
}

static void append_formula(const PsAxis *axis, const char *before, char *text, size_t size) {
    PsFormula formula = {0};
    const size_t length = strlen(text);
    const size_t start = length + strlen(before);
    ps_axis_formula(axis, PS_NUMBER_FULL, &formula);
    snprintf(text + length, size - length, "%s", before);
    ps_formula_text(&formula, text + start, size - start);
}

static void write_formula(const PsWalk *walk, bool same, char *text, size_t size) {
    text[0] = '\0';
    append_formula(&walk->axes[PS_HEIGHT], "", text, size);
    if (!same) {
        append_formula(&walk->axes[PS_WIDTH], "; ", text, size);
    }
}

static bool same_axes(const PsWalk *walk) {
    const PsAxis *a = &walk->axes[PS_HEIGHT];
    const PsAxis *b = &walk->axes[PS_WIDTH];
    return a->input == b->input && a->kernel == b->kernel && a->stride == b->stride &&
           a->padding == b->padding && a->dilation == b->dilation && a->bins == b->bins;
}

/* Small enough for one line: two formulas then take no more room than one, and nothing below them moves. */
static Font line_font(const Ui *ui, const PsFormula *formula, float width) {
    char text[PS_FORMULA_SPANS * PS_SPAN_SIZE];
    ps_formula_text(formula, text, sizeof text);
    return canvas_fit(ui->canvas, ui_font(ui, FONT_MONO, 12), ui_font(ui, FONT_MONO, 9).size, width, text);
}

/* The card is drawn over its own ground, so its height must be known before its text: it is measured first.
 */
static float card_text(Ui *ui, const PsWalk *walk, Rect inner, bool draw) {
    float y = inner.y + ui_px(ui, 30);
    const bool same = same_axes(walk);
    for (int axis = 0; axis < (same ? 1 : PS_AXES); axis++) {
        PsFormula formula = {0};
        ps_axis_formula(&walk->axes[axis], PS_NUMBER_SCREEN, &formula);
        canvas_push_clip(ui->canvas, draw ? canvas_clip(ui->canvas) : (Rect){0});
        y = wrap_formula(ui, &formula, same ? ui_font(ui, FONT_MONO, 12) : line_font(ui, &formula, inner.w),
                         inner, y);
        canvas_pop_clip(ui->canvas);
    }
    return y;
}

static void output_size(Ui *ui, const PsWalk *walk, Rect row) {
    char text[64];
    char wide[96];
    snprintf(text, sizeof text, "%lld × %lld", (long long)walk->output[PS_HEIGHT],
             (long long)walk->output[PS_WIDTH]);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        row.w / 2, ui->theme->muted, _("Output size"));
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MONO, 14), row.x + row.w, row.y + row.h / 2, ALIGN_RIGHT,
                        0, ui->theme->text, ui_wide(wide, sizeof wide, text));
    ui_report_text(ui, N_("Output size"), text, row);
}

static void values(Ui *ui, const PsWalk *walk, Rect row) {
    char shown[512];
    char full[512];
    write_values(walk, PS_NUMBER_SCREEN, shown, sizeof shown);
    write_values(walk, PS_NUMBER_FULL, full, sizeof full);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12), row.x, row.y + row.h / 2, ALIGN_LEFT, row.w,
                        ui->theme->muted, shown);
    ui_report_text(ui, N_("Values"), full, row);
}

void pool_result(InspectorColumn *column) {
    Ui *ui = column->context->ui;
    const PsWalk *walk = &column->context->scope.facts->pooled.walk;
    const float pad = ui_px(ui, 12);
    const float line = ui_px(ui, 18);
    const Rect inner = {column->rect.x + pad, column->y + pad, column->rect.w - 2 * pad, 0};
    const float end = card_text(ui, walk, inner, false);
    const Rect first = {inner.x, inner.y - ui_px(ui, 2), inner.w, line};
    const Rect middle = {inner.x, inner.y + ui_px(ui, 20), inner.w, end - inner.y - ui_px(ui, 30)};
    const Rect last = {inner.x, end - ui_px(ui, 4), inner.w, line};
    char formula[512];
    inspector_card(column, end + ui_px(ui, 22) - column->y);
    card_text(ui, walk, inner, true);
    output_size(ui, walk, first);
    write_formula(walk, same_axes(walk), formula, sizeof formula);
    ui_report_text(ui, N_("Output formula"), formula, middle);
    values(ui, walk, last);
}
