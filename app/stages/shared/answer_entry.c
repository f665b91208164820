/* The box is the toolkit's edit; here is when it begins and ends, and what is said. */
#include "app/stages/shared/answer_entry.h"

#include "app/ui/edit.h"
#include "app/words.h"

#include <math.h>

UiId answer_entry_id(void) {
    return ui_id("Answer");
}

bool answer_entry_begins(const StageContext *context, bool focused) {
    const Ui *ui = context->ui;
    const bool typed = ui->event.kind == UI_EVENT_TEXT && !ui->consumed;
    const char first = ui->event.text[0];
    return typed && (focused || ui->focus == 0) && ((first >= '0' && first <= '9') || first == '-');
}

void answer_entry_begin(const StageContext *context, AnswerEntry *entry, int64_t output, int column) {
    Ui *ui = context->ui;
    *entry = (AnswerEntry){.output = output, .column = column};
    ui_focus(ui, answer_entry_id());
    ui_edit_begin(ui, answer_entry_id(), ui->event.text);
    ui_take(ui);
}

/* The next key or press ends what was lit. */
static void darken(const Ui *ui, AnswerEntry *entry) {
    if (ui->event.kind == UI_EVENT_KEY || ui->event.kind == UI_EVENT_DOWN) {
        entry->lit = false;
    }
}

/* The cell's box, large enough to type in. */
static UiEditEnd show_box(Ui *ui, Rect cell, float radius) {
    const float least = ui_px(ui, 44);
    const float w = fmaxf(cell.w, least);
    const float h = fmaxf(cell.h, least);
    const Rect box = {cell.x - (w - cell.w) / 2, cell.y - (h - cell.h) / 2, w, h};
    const float line = fmaxf(2, ui_px(ui, 2));
    canvas_fill(ui->canvas, box, radius, ui->theme->panel);
    canvas_stroke(ui->canvas, box, radius, line, 0, ui->theme->output);
    Font font = {FONT_MONO, (int)fmaxf(ui_px(ui, 14), 0.36F * h)};
    const float width = canvas_text_width(ui->canvas, font, ui->edit.text);
    const float room = w * 0.8F;
    font.size = width > room ? (int)fmaxf(10, (float)font.size * room / width) : font.size;
    return ui_edit_run(ui, answer_entry_id(), box, font, ui->theme->text);
}

bool answer_entry_run(const StageContext *context, AnswerEntry *entry, Rect cell, float radius,
                      char text[UI_EDIT_SHORT + 1]) {
    Ui *ui = context->ui;
    darken(ui, entry);
    if (!ui_edit_active(ui, answer_entry_id())) {
        return false;
    }
    ui_interact(ui, answer_entry_id(), cell, UI_STOP | UI_NO_RING | UI_TYPES);
    ui_report(ui, UI_ROLE_TEXTFIELD, N_("Answer"), ui->edit.text, cell, true, true);
    const UiEditEnd end = show_box(ui, cell, radius);
    if (end == UI_EDIT_RUNS) {
        return false;
    }
    snprintf(text, UI_EDIT_SHORT + 1, "%.*s", UI_EDIT_SHORT, ui->edit.text);
    const bool given = end == UI_EDIT_ENTER && ui->edit.length > 0;
    ui_edit_end(ui);
    ui_focus(ui, 0);
    return given;
}

/* To add a slip: a row. */
static const char *const sentences[PS_ANSWER_COUNT] = {
    [PS_ANSWER_RIGHT] = N_("✓ Right"),
    [PS_ANSWER_SUM] = N_("That is the sum: divide it"),
    [PS_ANSWER_NEXT_WINDOW] = N_("That is the next window's"),
    [PS_ANSWER_LAST_CELL] = N_("That is the last cell read"),
    [PS_ANSWER_MAXIMUM] = N_("That is the largest of the whole map"),
    [PS_ANSWER_OTHER] = N_("Not yet"),
};

void answer_entry_judge(const StageContext *context, AnswerEntry *entry, const PsQuestion *question,
                        Rect cell, const char *text) {
    if (!ps_answer_judge(question, text, &entry->verdict)) {
        ui_note(context->ui, cell, _("not a number: type one like 2, -1.5, nan or inf"));
        return;
    }
    const bool right = entry->verdict.answer == PS_ANSWER_RIGHT;
    (right ? ui_tell : ui_note)(context->ui, cell, _(sentences[entry->verdict.answer]));
    entry->lit = entry->verdict.width > 0;
    if (right) {
        context->requests->reveal = entry->output;
        context->requests->right++;
    }
}

void answer_entry_draw(const Pen *pen, const AnswerEntry *entry, const Grid *input) {
    const PsVerdict *verdict = &entry->verdict;
    if (!entry->lit) {
        return;
    }
    const Rect cells = grid_span(input, verdict->row, verdict->column, verdict->height, verdict->width);
    const float line = fmaxf(3, pen_px(pen, 3));
    canvas_stroke(pen->canvas, rect_inset(cells, line), pen_px(pen, 4), line, pen_px(pen, 6),
                  pen->theme->wrong);
}
