/* Copies a table. Nothing of it is kept. */
#include "app/stages/shared/table_copy.h"

#include "app/stages/stage.h"
#include "app/words.h"

#include <stdio.h>

/* To add a format: a member of TableFormat, its name here, and how each table writes it. */
static const char *const names[TABLE_FORMAT_COUNT] = {
    [TABLE_CSV] = "CSV", [TABLE_MARKDOWN] = "Markdown", [TABLE_LATEX] = "LaTeX"};

static void copy_as(Ui *ui, const TableCopy *copy, TableFormat format) {
    PsBytes text = {0};
    PsError error = {0};
    char said[64];
    if (ui->clipboard.set == NULL) {
        ui_note(ui, copy->rect, _("There is no clipboard here."));
        return;
    }
    if (copy->write(copy->subject, format, &text, &error) != PS_OK) {
        stage_refuse(ui, copy->rect, &error);
    } else {
        ui->clipboard.set(ui->clipboard.context, (const char *)text.data);
        snprintf(said, sizeof said, _("Copied as %s"), names[format]);
        ui_tell(ui, copy->rect, said);
    }
    ps_bytes_free(&text);
}

void table_copy_menu(Ui *ui, const TableCopy *copy) {
    const MenuSpec spec = {.rect = copy->rect,
                           .label = N_("Copy table"),
                           .tooltip = copy->tooltip,
                           .value = _("Copy"),
                           .items = names,
                           .count = TABLE_FORMAT_COUNT,
                           .selected = -1,
                           .list_width = copy->list_width};
    const int chosen = ui_menu(ui, &spec);
    if (chosen >= 0) {
        copy_as(ui, copy, (TableFormat)chosen);
    }
}
