/* Writes the last frame's entries as JSON, lowest layer first, in drawing order.
 *
 * What a higher surface covers is left out, and what a modal one keeps from the pointer is not enabled: the
 * tree says what a person could use.
 */
#include "app/robot/tree.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool tree_covered(const Ui *ui, const UiEntry *entry) {
    for (int i = 0; i < ui->surface_count; i++) {
        const UiSurface *surface = &ui->surfaces[i];
        if (surface->layer > entry->layer && !rect_empty(rect_intersect(surface->rect, entry->rect))) {
            return true;
        }
    }
    return false;
}

bool tree_inert(const Ui *ui, const UiEntry *entry) {
    for (int i = 0; i < ui->surface_count; i++) {
        if (ui->surfaces[i].modal && ui->surfaces[i].layer > entry->layer) {
            return true;
        }
    }
    return false;
}

static PsStatus add(PsBytes *bytes, PsError *error, const char *format, ...) PS_PRINTF(3, 4);

static PsStatus add(PsBytes *bytes, PsError *error, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return ps_bytes_append(bytes, text, (size_t)length, error);
}

static PsStatus add_string(PsBytes *bytes, const char *text, PsError *error) {
    PsStatus status = ps_bytes_append(bytes, "\"", 1, error);
    for (const char *c = text; *c && status == PS_OK; c++) {
        if (*c == '"' || *c == '\\') {
            status = add(bytes, error, "\\%c", *c);
        } else if ((unsigned char)*c < 0x20) {
            status = add(bytes, error, "\\u%04x", (unsigned)*c);
        } else {
            status = ps_bytes_append(bytes, c, 1, error);
        }
    }
    return status == PS_OK ? ps_bytes_append(bytes, "\"", 1, error) : status;
}

static PsStatus add_key(PsBytes *bytes, const char *key, const char *text, PsError *error) {
    const PsStatus status = add(bytes, error, ",\"%s\":", key);
    return status == PS_OK ? add_string(bytes, text, error) : status;
}

/* The id is said where it is another than the label: once the program is translated. */
static PsStatus add_entry(PsBytes *bytes, const Ui *ui, const UiEntry *entry, bool first, PsError *error) {
    PsStatus status = add(bytes, error, "%s\n{\"role\":\"%s\"", first ? "" : ",", ui_role_name(entry->role));
    if (status == PS_OK) {
        status = add_key(bytes, "label", ui_tree_label(&ui->tree, entry), error);
    }
    if (status == PS_OK && entry->id != entry->label) {
        status = add_key(bytes, "id", ui_tree_id(&ui->tree, entry), error);
    }
    if (status == PS_OK) {
        status = add_key(bytes, "value", ui_tree_value(&ui->tree, entry), error);
    }
    if (status == PS_OK) {
        const Rect r = entry->rect;
        const bool enabled = entry->enabled && !tree_inert(ui, entry);
        status = add(bytes, error, ",\"rect\":[%g,%g,%g,%g],\"enabled\":%s,\"focused\":%s}",
                     (double)roundf(r.x), (double)roundf(r.y), (double)roundf(r.w), (double)roundf(r.h),
                     enabled ? "true" : "false", entry->focused ? "true" : "false");
    }
    return status;
}

static PsStatus add_entries(PsBytes *bytes, const Ui *ui, PsError *error) {
    PsStatus status = PS_OK;
    bool first = true;
    for (int layer = 0; layer < CANVAS_LAYER_COUNT; layer++) {
        for (size_t i = 0; i < ui->tree.count && status == PS_OK; i++) {
            const UiEntry *entry = &ui->tree.entries[i];
            if (entry->layer == (CanvasLayer)layer && !tree_covered(ui, entry)) {
                status = add_entry(bytes, ui, entry, first, error);
                first = false;
            }
        }
    }
    return status;
}

PsStatus tree_prepare(const App *app, const char *path, PsFileOutput *output, PsError *error) {
    PsBytes bytes = {0};
    PsStatus status =
        add(&bytes, error, "{\"stage\":\"%s\",\"step\":%lld,\"steps\":%lld,\"size\":[%d,%d],\"controls\":[",
            stages[app->stage]->key, (long long)player_destination(&app->player),
            (long long)app->player.steps, app->width, app->height);
    if (status == PS_OK) {
        status = add_entries(&bytes, &app->ui, error);
    }
    if (status == PS_OK) {
        status = add(&bytes, error, "\n]}\n");
    }
    if (status == PS_OK) {
        status = ps_file_prepare(path, bytes.data, bytes.size, output, error);
    }
    ps_bytes_free(&bytes);
    return status;
}
