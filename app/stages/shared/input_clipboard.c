/* Text in, edit out; text of cells out. The formats are core/csv's. */
#include "app/stages/shared/input_clipboard.h"

#include "app/stages/shared/input_cells.h"
#include "app/words.h"
#include "core/csv.h"

#include <stdlib.h>
#include <string.h>

/* Cells that the clipboard carries at most. */
enum { COPY_MOST = 1 << 20 };

static int most(int one, int other) {
    return one > other ? one : other;
}

static int least(int one, int other) {
    return one < other ? one : other;
}

/* The cells as text, values apart by tabs. */
static PsStatus write_cells(const StageContext *context, InputSelection where, PsBytes *bytes,
                            PsError *error) {
    PsMap part = {0};
    PsStatus status = ps_map_init(&part, 1, where.height, where.width, error);
    for (int y = 0; status == PS_OK && y < where.height; y++) {
        for (int x = 0; x < where.width; x++) {
            ps_map_set(&part, 0, y, x, input_value(&context->scope, where.row + y, where.column + x));
        }
    }
    if (status == PS_OK) {
        status = ps_csv_write(&part, '\t', bytes, error);
    }
    ps_map_free(&part);
    return status;
}

/* What Ctrl+C takes: the selection where the map has the focus, else all of it. */
static void copy(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    const PsMap *input = &context->scope.scene->input;
    const bool focused = ui->focus == input_id();
    const InputSelection all = {0, 0, input->height, input->width};
    const InputSelection where = focused ? input_selection(view) : all;
    PsBytes bytes = {0};
    PsError error = {0};
    if ((int64_t)where.height * where.width > COPY_MOST) {
        ui_note(ui, map->cells, _("too many cells to copy: select at most a million"));
        return;
    }
    if (write_cells(context, where, &bytes, &error) == PS_OK) {
        ui->clipboard.set(ui->clipboard.context, (const char *)bytes.data);
    } else {
        stage_refuse(ui, map->cells, &error);
    }
    ps_bytes_free(&bytes);
}

/* The map made large enough for pasted from where on, and pasted written there. Empty on failure. */
static PsStatus make_grown(const StageContext *context, InputSelection where, const PsMap *pasted,
                           PsMap *grown, PsError *error) {
    const PsMap *input = &context->scope.scene->input;
    const PsRange channels = input_shown_channels(&context->scope);
    PsStatus status = ps_map_copy(input, grown, error);
    if (status == PS_OK) {
        status = ps_map_resize(grown, most(input->height, where.row + pasted->height),
                               most(input->width, where.column + pasted->width), error);
    }
    if (status != PS_OK) {
        ps_map_free(grown);
        return status;
    }
    for (int64_t channel = channels.first; channel < channels.end; channel++) {
        for (int y = 0; y < pasted->height; y++) {
            for (int x = 0; x < pasted->width; x++) {
                ps_map_set(grown, (int)channel, where.row + y, where.column + x, ps_map_get(pasted, 0, y, x));
            }
        }
    }
    return PS_OK;
}

/* The map grows for what is pasted over its edge. */
static void paste_and_grow(const StageContext *context, InputSelection where, const PsMap *pasted,
                           Rect origin) {
    PsMap grown = {0};
    PsError error = {0};
    if (make_grown(context, where, pasted, &grown, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    PsEdit edit = ps_edit_input(&grown, (PsSource){PS_PATTERN_OWN, context->scope.scene->source.seed});
    stage_request(context, &edit, 0, origin, _("The map grew for what was pasted"));
    stage_offer_undo(context);
}

/* Whether pasted reaches over the map's edge, and the map may grow so far. */
static bool can_grow(const PsMap *input, InputSelection where, const PsMap *pasted) {
    const int height = where.row + pasted->height;
    const int width = where.column + pasted->width;
    return (height > input->height || width > input->width) && height <= STAGE_MAP_SIDE &&
           width <= STAGE_MAP_SIDE;
}

/* Cells of pasted that lie on the map, from where on; what does not fit the largest map is said. */
static void paste_at(const StageContext *context, const InputMap *map, InputSelection where, PsMap *pasted) {
    const PsMap *input = &context->scope.scene->input;
    if (can_grow(input, where, pasted)) {
        paste_and_grow(context, where, pasted, grid_cell(map->grid, where.row, where.column));
        return;
    }
    const int height = least(pasted->height, input->height - where.row);
    const int width = least(pasted->width, input->width - where.column);
    const bool cut = height < pasted->height || width < pasted->width;
    for (int y = 0; y < height; y++) {
        memmove(pasted->values + (size_t)y * (size_t)width,
                pasted->values + (size_t)y * (size_t)pasted->width, (size_t)width * sizeof *pasted->values);
    }
    const Rect origin = grid_cell(map->grid, where.row, where.column);
    input_request_cells(context, (InputSelection){where.row, where.column, height, width}, pasted->values, 0,
                        origin);
    if (cut) {
        char text[160];
        snprintf(text, sizeof text, _("only %d × %d of the %d × %d cells pasted fit on the largest map"),
                 height, width, pasted->height, pasted->width);
        ui_note(context->ui, origin, text);
    }
}

/* With a cell in focus from there on (a single value fills the selection); else a map of its own takes the
 * place of the channel that is shown, or of a map of one channel. */
static void paste_map(const StageContext *context, const InputMap *map, const InputView *view,
                      PsMap *pasted) {
    const PsMap *input = &context->scope.scene->input;
    const InputSelection where = input_selection(view);
    const bool single = pasted->height == 1 && pasted->width == 1;
    if (context->ui->focus == input_id() && single) {
        input_fill(context, where, pasted->values[0], grid_cell(map->grid, view->row, view->column));
    } else if (context->ui->focus == input_id()) {
        paste_at(context, map, where, pasted);
    } else if (input->channels > 1) {
        paste_at(context, map, (InputSelection){0, 0, 1, 1}, pasted);
    } else {
        PsEdit edit = ps_edit_input(pasted, (PsSource){PS_PATTERN_OWN, context->scope.scene->source.seed});
        stage_request(context, &edit, 0, map->cells, NULL);
    }
}

static void paste(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    char *text = ui->clipboard.get(ui->clipboard.context);
    if (!text || !text[0]) {
        free(text);
        ui_note(ui, map->cells, _("there is no text on the clipboard: copy cells first"));
        return;
    }
    PsMap pasted = {0};
    PsError error = {0};
    if (ps_csv_read_clipboard((const unsigned char *)text, strlen(text), &pasted, &error) == PS_OK) {
        paste_map(context, map, view, &pasted);
    } else {
        stage_refuse(ui, map->cells, &error);
    }
    ps_map_free(&pasted);
    free(text);
}

void input_clipboard(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    if (!ui->clipboard.get || ui->edit.id != 0 || ui_modal_above(ui, ui->canvas->layer)) {
        return;
    }
    if (ui_key_anywhere(ui, 'c', UI_CTRL)) {
        copy(context, map, view);
    } else if (ui_key_anywhere(ui, 'v', UI_CTRL)) {
        paste(context, map, view);
    }
}
