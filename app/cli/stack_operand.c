/* Decides what the operand is: a preset's name, else a file that is there, else notation.
 *
 * A file's contents say whether it is a scene, not its name. After a printout the stack is settled on an
 * input that its numbers ask for, and what was taken on trust is noted.
 */
#include "app/cli/stack_operand.h"

#include "app/fit_words.h"
#include "app/words.h"
#include "core/file.h"
#include "core/folder.h"
#include "core/memory.h"
#include "core/preset.h"
#include "core/scene_json.h"

#include <stdio.h>
#include <string.h>

static PsStatus read_scene(const PsBytes *bytes, PsStack *stack, PsError *error) {
    PsDocument document;
    char *input_file = NULL;
    PsStatus status = ps_scene_json_read(bytes->data, bytes->size, &document, &input_file, error);
    if (status) {
        return status;
    }
    const char *text = ps_scene_stack(&document.scene);
    status = ps_notation_read(text, strlen(text), stack, error);
    ps_release(input_file);
    ps_document_free(&document);
    return status;
}

static bool begins_as_scene(const PsBytes *bytes) {
    size_t at = 0;
    while (at < bytes->size && strchr(" \t\r\n", bytes->data[at]) && bytes->data[at] != '\0') {
        at++;
    }
    return at < bytes->size && bytes->data[at] == '{';
}

static PsStatus read_file(const char *path, StackOperand *operand, PsError *error) {
    PsBytes bytes = {0};
    const PsFileReading reading = {
        .limit = (size_t)64 << 20, .any_kind = true, .enough = ps_file_enough_text};
    PsStatus status = ps_file_read_by(path, &reading, &bytes, error);
    if (!status && begins_as_scene(&bytes)) {
        status = read_scene(&bytes, &operand->stack, error);
    } else if (!status) {
        status = ps_stack_read((const char *)bytes.data, bytes.size, &operand->stack, &operand->notes, error);
    }
    ps_bytes_free(&bytes);
    return status;
}

static PsStatus read_operand(const char *text, StackOperand *operand, PsError *error) {
    const PsPreset *preset = ps_preset_find(text);
    if (preset) {
        return ps_notation_read(preset->text, preset->length, &operand->stack, error);
    }
    const PsFileKind kind = strcmp(text, "-") == 0 ? PS_FILE_OTHER : ps_file_kind(text);
    if (kind == PS_FILE_REGULAR || kind == PS_FILE_OTHER) {
        return read_file(text, operand, error);
    }
    return ps_stack_read(text, strlen(text), &operand->stack, &operand->notes, error);
}

/* Whose word was taken for what. */
static PsStatus tell_orders(const PsChain *chain, PsNotes *notes, PsError *error) {
    PsStatus status = PS_OK;
    for (int i = 0; i < chain->count && !status; i++) {
        const PsLayer *layer = &chain->layers[i];
        if (layer->kind == PS_LAYER_ORDER && layer->line > 0) {
            PsNote note = {.line = layer->line, .told = true};
            snprintf(note.text, sizeof note.text, _("%s is taken to run its layers as listed"), layer->name);
            status = ps_notes_add(notes, &note, error);
        }
        for (int branch = 0; branch < layer->branch_count && !status; branch++) {
            status = tell_orders(&layer->branches[branch], notes, error);
        }
    }
    return status;
}

/* An order that is taken on trust is not proven by an input made to suit it. */
static PsStatus settle(const Options *options, StackOperand *operand, PsError *error) {
    PsStack *stack = &operand->stack;
    const bool sized = options->input_size.count > 0;
    bool assumed = false;
    operand->printed = stack->printed;
    if (options->assume_order) {
        const PsStatus told = tell_orders(&stack->chain, &operand->notes, error);
        if (told) {
            return told;
        }
        assumed = ps_stack_assume_order(stack);
    }
    if (sized) {
        memcpy(stack->size, options->input_size.values, sizeof stack->size);
    }
    if (!operand->printed) {
        return PS_OK;
    }
    PsStatus status = ps_stack_settle(stack, 0, NULL, !sized && !assumed ? PS_FIT_INPUT : PS_FIT_CHANNELS,
                                      &operand->fit, error);
    if (status == PS_OK && operand->fit.taken) {
        PsNote note = {.line = operand->fit.line, .told = true};
        fit_words_taken(&operand->fit, "x", note.text, sizeof note.text);
        status = ps_notes_add(&operand->notes, &note, error);
    }
    return status;
}

PsStatus stack_operand_read(const Options *options, StackOperand *operand, PsError *error) {
    *operand = (StackOperand){.fit.node = -1};
    PsStatus status = read_operand(options->input, operand, error);
    if (!status) {
        status = settle(options, operand, error);
    }
    if (!status) {
        status = ps_plan_init(&operand->plan, &operand->stack, 0, NULL, error);
    }
    if (status) {
        stack_operand_free(operand);
    }
    return status;
}

void stack_operand_free(StackOperand *operand) {
    ps_plan_free(&operand->plan);
    ps_notes_free(&operand->notes);
    ps_stack_free(&operand->stack);
    *operand = (StackOperand){0};
}

/* Why the first layer that does not fit does not, and what can be done about it on a command line. */
static void say_why(const StackOperand *operand, char *why, size_t size) {
    const PsPlan *plan = &operand->plan;
    char sides[PS_ERROR_VALUE_SIZE] = "";
    if (plan->nodes[plan->failed].layer->kind == PS_LAYER_ORDER) {
        snprintf(
            why, size, "%s",
            _("a printout does not tell in which order its layers run: give --assume-order if they run as "
              "listed"));
        return;
    }
    words_error(&plan->error, why, size);
    if (operand->fit.node == plan->failed) {
        const size_t used = strlen(why);
        fit_words_sides(&operand->fit, sides, sizeof sides);
        snprintf(why + used, size - used, " (%s)", sides);
    }
}

PsStatus stack_operand_check(const StackOperand *operand, PsError *error) {
    const PsPlan *plan = &operand->plan;
    if (plan->failed == plan->count) {
        return PS_OK;
    }
    char name[PS_LAYER_TITLE_SIZE];
    char why[PS_ERROR_TEXT_SIZE];
    const PsLayer *layer = plan->nodes[plan->failed].layer;
    ps_layer_name(layer, name);
    say_why(operand, why, sizeof why);
    if (operand->printed && layer->line > 0) {
        return ps_fail(error, plan->error.status, N_("layer %d (%s) in line %d: %s"), plan->failed + 1, name,
                       layer->line, why);
    }
    return ps_fail(error, plan->error.status, N_("layer %d (%s): %s"), plan->failed + 1, name, why);
}

/* A list of the notes of one kind, if there are any. */
static void write_json_notes(Writer *writer, const PsNotes *notes, bool told, const char *key) {
    bool any = false;
    for (int i = 0; i < notes->count; i++) {
        if (notes->notes[i].told == told) {
            if (any) {
                writer_text(writer, ",");
            } else {
                writer_format(writer, ",\"%s\":[", key);
            }
            writer_json_text(writer, notes->notes[i].text);
            any = true;
        }
    }
    writer_text(writer, any ? "]" : "");
}

void stack_operand_write_json(const StackOperand *operand, Writer *writer) {
    const PsNotes *notes = &operand->notes;
    write_json_notes(writer, notes, false, "passed_over");
    if (notes->total > notes->count) {
        writer_format(writer, ",\"more\":%d", notes->total - notes->count);
    }
    write_json_notes(writer, notes, true, "told");
}

void stack_operand_write_text(const StackOperand *operand, Writer *writer) {
    for (int i = 0; i < operand->notes.count; i++) {
        const PsNote *note = &operand->notes.notes[i];
        writer_format(writer, note->told ? _("line %d: %s\n") : _("passed over in line %d: %s\n"), note->line,
                      note->text);
    }
    if (operand->notes.total > operand->notes.count) {
        writer_format(writer, _("and %d more\n"), operand->notes.total - operand->notes.count);
    }
}
