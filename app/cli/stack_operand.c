#include "app/cli/stack_operand.h"

#include "app/words.h"
#include "core/memory.h"
#include "core/preset.h"
#include "core/scene_json.h"

#include <string.h>

static PsStatus read_scene(const PsBytes *bytes, PsStack *stack, PsError *error) {
    PsScene scene;
    char *input_file = NULL;
    PsStatus status = ps_scene_json_read(bytes->data, bytes->size, &scene, &input_file, error);
    if (status) {
        return status;
    }
    const char *text = ps_scene_stack(&scene);
    status = ps_notation_read(text, strlen(text), stack, error);
    ps_release(input_file);
    ps_scene_free(&scene);
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
    PsStatus status = ps_file_read(path, (size_t)64 << 20, &bytes, error);
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

PsStatus stack_operand_read(const Settings *settings, StackOperand *operand, PsError *error) {
    *operand = (StackOperand){0};
    PsStatus status = read_operand(settings->input, operand, error);
    if (!status) {
        const bool sized = settings->input_size.count > 0;
        status = ps_plan_init(&operand->plan, &operand->stack, 0, sized ? settings->input_size.values : NULL,
                              error);
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

PsStatus stack_operand_check(const StackOperand *operand, PsError *error) {
    const PsPlan *plan = &operand->plan;
    if (plan->failed == plan->count) {
        return PS_OK;
    }
    char name[PS_LAYER_TITLE_SIZE];
    char why[PS_ERROR_TEXT_SIZE];
    ps_layer_name(plan->nodes[plan->failed].layer, name);
    words_error(&plan->error, why, sizeof why);
    return ps_fail(error, plan->error.status, N_("layer %d (%s): %s"), plan->failed + 1, name, why);
}
