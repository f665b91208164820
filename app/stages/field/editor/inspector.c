/* The inspector of the Receptive field stage: what is shown, the stack and its editor, texts in and out, what
 * it is compared with. */
#include "app/stages/field/editor/inspector.h"

#include "app/fit_words.h"
#include "app/stages/field/editor/cards.h"
#include "app/stages/field/editor/edit.h"
#include "app/stages/field/editor/list.h"
#include "app/stages/field/view.h"
#include "app/ui/edit.h"
#include "app/ui/scroll.h"
#include "app/ui/textfield.h"
#include "app/words.h"
#include "core/notation.h"
#include "core/preset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PRESETS_MOST = 64, TITLE_SIZE = 64 };

/* The presets' titles; how many there are. */
typedef struct Titles {
    char texts[PRESETS_MOST][TITLE_SIZE];
    const char *items[PRESETS_MOST + 2];
    int count;
} Titles;

static void list_titles(Titles *titles) {
    titles->count = ps_preset_count() < PRESETS_MOST ? ps_preset_count() : PRESETS_MOST;
    for (int i = 0; i < titles->count; i++) {
        ps_preset_title(ps_preset_at(i), titles->texts[i], TITLE_SIZE);
        titles->items[i] = titles->texts[i];
    }
}

/* A preset as notation without its comments. */
static void request_preset(const StageContext *context, int index, PsEditKind kind, Rect origin) {
    PsStack stack = {0};
    PsEdit edit = {0};
    PsError error;
    PsStatus status = ps_stack_copy(&context->scope.facts->stacks.presets.stacks[index], &stack, &error);
    if (status == PS_OK) {
        status = ps_edit_stack_tree(&edit, kind, &stack, &error);
    }
    if (status == PS_OK) {
        stage_request(context, &edit, 0, origin, NULL);
        stage_offer_undo(context);
    } else {
        stage_refuse(context->ui, origin, &error);
    }
    ps_stack_free(&stack);
}

static void start_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    Titles titles = {.count = 0};
    list_titles(&titles);
    const int preset = context->scope.facts->stacks.preset;
    const int current = preset < titles.count ? preset : -1;
    const int chosen =
        inspector_menu(column, N_("Start from"), _("A ready stack"),
                       current >= 0 ? titles.items[current] : _("Own"), titles.items, titles.count, current);
    if (chosen >= 0 && chosen != current) {
        FieldStageView *view = context->view;
        view->chosen = view->editing = false;
        request_preset(context, chosen, PS_EDIT_STACK, column->rect);
        context->requests->step = INT16_MAX;
    }
}

static void request_input(const StageContext *context, int channels, int height, int width, Rect origin) {
    PsStack stack;
    if (channels < 1 || height < 1 || width < 1 || channels > PS_STACK_SIDE || height > PS_STACK_SIDE ||
        width > PS_STACK_SIDE) {
        ui_note(context->ui, origin, _("an input has 1 to 65536 channels, rows and columns"));
        return;
    }
    if (field_edit_begin(context, origin, &stack)) {
        stack.channels = channels;
        stack.size[PS_HEIGHT] = height;
        stack.size[PS_WIDTH] = width;
        field_edit_request(context, &stack, 0, origin);
    }
}

static void input_rows(InspectorColumn *column) {
    const StageContext *context = column->context;
    const PsPlan *plan = &context->scope.facts->stacks.main.plan;
    char text[64];
    const int height = (int)plan->size[PS_HEIGHT];
    const int width = (int)plan->size[PS_WIDTH];
    const int channels = (int)plan->channels;
    snprintf(text, sizeof text, "%d × %d", height, width);
    const StepperSpec size = {.row = inspector_row(column, 32),
                              .label = N_("Input size"),
                              .increase = N_("Increase input size"),
                              .decrease = N_("Decrease input size"),
                              .value = text,
                              .typing = true,
                              .tooltip =
                                  _("Rows and columns of the image; input HxW in the notation sets each")};
    StepperAct act = ui_stepper(context->ui, &size);
    if (act.refused) {
        request_input(context, channels, 0, 0, size.row);
    } else if (act.typed || act.change != 0) {
        const int64_t side = act.typed ? act.number : height + act.change;
        const int kept = side < 0 || side > PS_STACK_SIDE ? 0 : (int)side;
        request_input(context, channels, kept, act.typed ? kept : width + act.change, size.row);
    }
    char number[32];
    snprintf(number, sizeof number, "%d", channels);
    const StepperSpec depth = {.row = inspector_row(column, 32),
                               .label = N_("Input channels"),
                               .increase = N_("Increase input channels"),
                               .decrease = N_("Decrease input channels"),
                               .value = number,
                               .typing = true,
                               .tooltip = _("Channels of the image: 3 for colour")};
    act = ui_stepper(context->ui, &depth);
    if (act.refused || act.typed || act.change != 0) {
        const int64_t wanted = act.refused ? 0 : act.typed ? act.number : channels + act.change;
        request_input(context, wanted < 0 || wanted > PS_STACK_SIDE ? 0 : (int)wanted, height, width,
                      depth.row);
    }
}

/* Notation on one line: items set apart by commas. Joins' lines stay inside of their brackets. */
static void write_line(const FollowedStack *stack, char *text, size_t size) {
    PsBytes bytes = {0};
    size_t used = 0;
    text[0] = '\0';
    if (ps_notation_write(&stack->stack, &bytes, NULL) != PS_OK) {
        return;
    }
    for (size_t i = 0; i < bytes.size && used + 3 < size; i++) {
        const char c = (char)bytes.data[i];
        const char before = used > 0 ? text[used - 1] : '\0';
        if (c == '\n') {
            if (before != '(' && before != '|' && before != ' ' && i + 1 < bytes.size &&
                bytes.data[i + 1] != '|') {
                text[used++] = ',';
            }
            text[used++] = ' ';
        } else if (c != ' ' || before != ' ') {
            text[used++] = c;
        }
    }
    text[used] = '\0';
    ps_bytes_free(&bytes);
}

static void add_words(char *text, size_t size, const char *words) {
    const size_t used = strlen(text);
    snprintf(text + used, size - used, "%s", words);
}

static bool is_worth_telling(const PsNote *note, bool told) {
    return note->told == told && !note->plain;
}

/* What a printout held that the stack does not, and what was taken on trust, in one sentence; nothing of what
 * changes no figure. */
static void write_notes(const PsNotes *notes, char *text, size_t size) {
    enum { LISTED = 4 };
    char one[UI_NOTE_SIZE];
    const int passed = notes->total - notes->told - notes->plain;
    int told = 0;
    int listed = 0;
    text[0] = '\0';
    for (int i = 0; i < notes->count && told < LISTED; i++) {
        if (is_worth_telling(&notes->notes[i], true)) {
            snprintf(one, sizeof one, _("%sline %d: %s"), told > 0 ? "; " : "", notes->notes[i].line,
                     notes->notes[i].text);
            add_words(text, size, one);
            told++;
        }
    }
    if (passed > 0) {
        snprintf(one, sizeof one, _("%spassed over %d: "), told > 0 ? "; " : "", passed);
        add_words(text, size, one);
    }
    for (int i = 0; i < notes->count && listed < LISTED; i++) {
        if (is_worth_telling(&notes->notes[i], false)) {
            snprintf(one, sizeof one, _("%s%s in line %d"), listed > 0 ? ", " : "", notes->notes[i].text,
                     notes->notes[i].line);
            add_words(text, size, one);
            listed++;
        }
    }
    add_words(text, size, passed > LISTED ? " …" : "");
}

/* Takes notation or a printout, and keeps what is to be said of it. */
static bool take_text(const StageContext *context, const char *text, Rect origin) {
    FieldStageView *view = context->view;
    PsNotes notes = {0};
    const bool taken = field_edit_text(context, text, &notes, origin);
    if (taken) {
        write_notes(&notes, view->told, sizeof view->told);
        view->told_version = context->scope.facts->stacks.version + 1;
        view->told_seen = false;
    }
    ps_notes_free(&notes);
    return taken;
}

static void notation_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    FieldStageView *view = context->view;
    inspector_caption(column, N_("As text"));
    if (view->notation_version != context->scope.facts->stacks.version + 1 &&
        !ui_edit_active(ui, ui_id(N_("Notation")))) {
        view->notation_version = context->scope.facts->stacks.version + 1;
        write_line(&context->scope.facts->stacks.main, view->notation, sizeof view->notation);
    }
    const TextFieldSpec spec = {.rect = inspector_row(column, 30),
                                .label = N_("Notation"),
                                .tooltip = _("conv3, maxpool2/2, add(conv3 p1 | id) …: Enter applies it"),
                                .hint = _("conv3, conv3, maxpool2"),
                                .text = view->notation,
                                .size = sizeof view->notation};
    const TextFieldAct act = ui_textfield(ui, &spec);
    if (act.entered && take_text(context, view->notation, spec.rect)) {
        view->editing = false;
        ui_edit_end(ui);
        ui_focus(ui, 0);
    }
    inspector_skip(column, 8);
}

static void paste(const StageContext *context, Rect origin) {
    Ui *ui = context->ui;
    char *text = ui->clipboard.get != NULL ? ui->clipboard.get(ui->clipboard.context) : NULL;
    if (text == NULL || text[0] == '\0') {
        ui_note(ui, origin, _("the clipboard holds no text: copy notation, or what print(model) shows"));
    } else if (take_text(context, text, origin)) {
        FieldStageView *view = context->view;
        view->chosen = view->editing = false;
        context->requests->step = INT16_MAX;
    }
    free(text);
}

static void copy(const StageContext *context, bool torch, Rect origin) {
    Ui *ui = context->ui;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    PsBytes text = {0};
    PsError error;
    const PsStatus status = torch ? ps_torch_write(&stack->plan, &stack->stack, &text, &error)
                                  : ps_notation_write(&stack->stack, &text, &error);
    if (status != PS_OK) {
        stage_refuse(ui, origin, &error);
    } else if (ui->clipboard.set != NULL) {
        ui->clipboard.set(ui->clipboard.context, text.data != NULL ? (const char *)text.data : "");
        ui_tell(ui, origin, torch ? _("copied as PyTorch code") : _("copied as notation"));
    }
    ps_bytes_free(&text);
}

static void text_buttons(InspectorColumn *column) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const Rect row = inspector_row(column, 28);
    const float width = (row.w - ui_px(ui, 8)) / 2;
    const ButtonSpec button = {.rect = {row.x, row.y, width, row.h},
                               .label = N_("Paste stack"),
                               .tooltip = _("Notation, or what print(model) shows in PyTorch (Ctrl+V)")};
    if (ui_button(ui, &button) || (ui->focus == 0 && ui_key_anywhere(ui, 'v', UI_CTRL))) {
        paste(context, button.rect);
    }
    const char *items[] = {N_("As notation"), N_("As PyTorch")};
    const MenuSpec menu = {.rect = {row.x + width + ui_px(ui, 8), row.y, width, row.h},
                           .label = N_("Copy stack"),
                           .tooltip = _("As notation (Ctrl+C) or as PyTorch code that runs"),
                           .value = _("Copy stack"),
                           .items = items,
                           .count = 2,
                           .selected = -1};
    const int chosen = ui_menu(ui, &menu);
    if (chosen >= 0 || (ui->focus == 0 && ui_key_anywhere(ui, 'c', UI_CTRL))) {
        copy(context, chosen == 1, menu.rect);
    }
}

/* A paragraph over the inspector's width; returns where it stands. */
static Rect say_row(InspectorColumn *column, const char *label, const char *words, Color ink) {
    Ui *ui = column->context->ui;
    const Font font = ui_font(ui, FONT_REGULAR, 13);
    const float line = ui_px(ui, 19);
    const int lines =
        canvas_paragraph(ui->canvas, font, (Rect){0, 0, column->rect.w, 0}, line, 0, words, false);
    const Rect rect = {column->rect.x, column->y, column->rect.w, line * (float)lines};
    (void)canvas_paragraph(ui->canvas, font, (Rect){rect.x, rect.y + line / 2, rect.w, rect.h}, line, ink,
                           words, true);
    ui_report_text(ui, label, words, rect);
    column->y += rect.h;
    return rect;
}

/* Why figures wait, and the button that ends it. */
static bool waiting_row(InspectorColumn *column, const char *label, const char *words,
                        const ButtonSpec *button) {
    Ui *ui = column->context->ui;
    (void)say_row(column, label, words, ui->theme->wrong);
    inspector_skip(column, 8);
    bool pressed = false;
    if (button != NULL) {
        ButtonSpec spec = *button;
        spec.rect = inspector_row(column, 28);
        pressed = ui_button(ui, &spec);
    }
    inspector_skip(column, 12);
    return pressed;
}

/* What is to be said of the printout that the stack was read from, until the stack changes. It stands among
 * the other rows, so that it hides none, and is scrolled to once. */
static void told_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    FieldStageView *view = context->view;
    char words[UI_NOTE_SIZE];
    if (view->told[0] == '\0' || context->scope.facts->stacks.version != view->told_version) {
        return;
    }
    Ui *ui = context->ui;
    const Rect caption = inspector_row(column, 16);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12), caption.x, caption.y + caption.h / 2,
                        ALIGN_LEFT, caption.w, ui->theme->muted, _("From the printout"));
    inspector_skip(column, 4);
    const Rect rect = say_row(column, N_("From the printout"), ui_sentence(words, sizeof words, view->told),
                              ui->theme->text);
    inspector_skip(column, 12);
    if (!view->told_seen) {
        ui_scroll_reveal(ui, N_("Scroll the inspector"), rect);
        view->told_seen = true;
    }
}

/* The first node of a kind; the plan's count: there is none. */
static int first_of_kind(const PsPlan *plan, PsLayerKind kind) {
    int node = 0;
    while (node < plan->count && plan->nodes[node].layer->kind != kind) {
        node++;
    }
    return node;
}

/* A printout does not say in what order a user's own class runs. */
static void order_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    const PsPlan *plan = &context->scope.facts->stacks.main.plan;
    const int node = first_of_kind(plan, PS_LAYER_ORDER);
    char words[192];
    if (node == plan->count) {
        return;
    }
    snprintf(words, sizeof words,
             _("Order unknown: a printout does not tell how %s runs. Sizes after it are not shown."),
             plan->nodes[node].layer->name);
    const ButtonSpec button = {.label = N_("Confirm order"),
                               .tooltip = _("They run as they are listed: show the figures")};
    if (waiting_row(column, N_("Order unknown"), words, &button)) {
        field_edit_confirm(context, column->rect);
    }
}

/* A layer that cannot be computed stays in its place until the user replaces it. */
static void unknown_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const int node = first_of_kind(&stack->plan, PS_LAYER_UNKNOWN);
    char words[256];
    if (node == stack->plan.count) {
        return;
    }
    snprintf(
        words, sizeof words,
        _("Layer unknown: what %s does to sizes and fields is not known here. Replace it by a layer with its "
          "kernel, stride and padding. Sizes after it are not shown."),
        stack->plan.nodes[node].layer->name);
    const ButtonSpec button = {.label = N_("Replace layer"),
                               .tooltip = _("Puts a convolution in its place, and opens its settings")};
    if (waiting_row(column, N_("Layer unknown"), words, &button)) {
        FieldStageView *view = context->view;
        const PsLayer layer = field_edit_fresh(PS_LAYER_CONV);
        field_edit_replace(context, node, &layer, column->rect);
        context->requests->step = stack->row_of[node] + 1;
        view->editing = true;
    }
}

/* A linear layer that gets other values than were printed of it: from the wrong input, or in the wrong order.
 */
static void starving_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const PsFit *fit = &stack->fit;
    if (fit->node < 0) {
        return;
    }
    char sides[128];
    char why[PS_ERROR_TEXT_SIZE];
    char name[PS_LAYER_TITLE_SIZE];
    char words[PS_ERROR_TEXT_SIZE + sizeof name + sizeof sides];
    char label[64];
    char shown[64];
    const int side = (int)fit->least;
    stacks_node_name(stack, fit->node, name);
    words_error(&stack->plan.error, why, sizeof why);
    fit_words_sides(fit, sides, sizeof sides);
    snprintf(words, sizeof words, _("%s: %s (%s). Sizes after it are not shown."), name, why, sides);
    snprintf(label, sizeof label, "Input %d × %d", side, side);
    snprintf(shown, sizeof shown, _("Input %d × %d"), side, side);
    const ButtonSpec button = {
        .label = label, .text = shown, .tooltip = _("The smallest input that gives it what it is made for")};
    if (waiting_row(column, N_("Another input"), words, side > 0 ? &button : NULL)) {
        request_input(context, fit->channels, side, side, column->rect);
    }
}

/* What the second stack is called. */
static const char *beside_name(const StageContext *context, char *name, size_t size) {
    const int preset = context->scope.facts->stacks.beside_preset;
    snprintf(name, size, "%s", _("Own"));
    if (preset >= 0) {
        ps_preset_title(ps_preset_at(preset), name, size);
    }
    return name;
}

static void compare_rows(InspectorColumn *column) {
    const StageContext *context = column->context;
    char name[64];
    Titles titles = {.count = 0};
    list_titles(&titles);
    memmove(titles.items + 2, titles.items, (size_t)titles.count * sizeof titles.items[0]);
    titles.items[0] = N_("Nothing");
    titles.items[1] = N_("This stack");
    const bool beside = context->scope.scene->second.text != NULL;
    const int chosen = inspector_menu(column, N_("Compare with…"), _("A second stack beside this one"),
                                      beside ? beside_name(context, name, sizeof name) : _(titles.items[0]),
                                      titles.items, titles.count + 2, -1);
    PsEdit edit = {0};
    PsError error;
    if (chosen == 0 || chosen == 1) {
        const char *text = chosen == 0 ? NULL : ps_scene_stack(context->scope.scene);
        if (ps_edit_stack(&edit, PS_EDIT_SECOND, text, &error) == PS_OK) {
            stage_request(context, &edit, 0, column->rect, NULL);
        }
    } else if (chosen > 1) {
        request_preset(context, chosen - 2, PS_EDIT_SECOND, column->rect);
    }
    if (!beside) {
        return;
    }
    (void)inspector_row(column, 4);
    const ButtonSpec swap = {.rect = inspector_row(column, 28),
                             .label = N_("Swap stacks"),
                             .tooltip = _("The one beside is then the one that is shown and edited")};
    if (ui_button(context->ui, &swap)) {
        PsEdit other = {0};
        const uint64_t group = stage_new_group(context);
        if (ps_edit_stack(&edit, PS_EDIT_STACK, context->scope.scene->second.text, &error) == PS_OK &&
            ps_edit_stack(&other, PS_EDIT_SECOND, ps_scene_stack(context->scope.scene), &error) == PS_OK) {
            stage_request(context, &edit, group, swap.rect, NULL);
            stage_request(context, &other, group, swap.rect, NULL);
        }
    }
}

/* Which field is shown, and what the effective one is worked out from. */
static void view_group(InspectorColumn *column) {
    const StageContext *context = column->context;
    const Segment views[] = {{.label = N_("Theoretical")}, {.label = N_("Effective")}};
    const Segment measures[] = {{.label = N_("Path counts")}, {.label = N_("Random weights")}};
    PsFieldView settings = context->scope.scene->field;
    int view = settings.effective;
    int measure = settings.random;
    SegmentedSpec spec = {.caption = inspector_row(column, 16),
                          .label = N_("Field"),
                          .tooltip = _("What a neuron can see, or what it really uses of that"),
                          .segments = views,
                          .count = 2};
    inspector_skip(column, 4);
    spec.rect = inspector_row(column, 32);
    bool changed = ui_segmented(context->ui, &spec, &view);
    if (settings.effective) {
        inspector_skip(column, 12);
        spec.caption = inspector_row(column, 16);
        inspector_skip(column, 4);
        spec.rect = inspector_row(column, 32);
        spec.label = N_("Influence from");
        spec.tooltip = _("Ways from a cell to the neuron, or gradients of networks with random weights");
        spec.segments = measures;
        changed |= ui_segmented(context->ui, &spec, &measure);
    }
    inspector_skip(column, 12);
    if (changed) {
        settings.effective = view == 1;
        settings.random = measure == 1;
        PsEdit edit = ps_edit_settings(PS_STAGE_FIELD, &settings);
        stage_request(context, &edit, 0, spec.rect, NULL);
    }
}

static void class_group(InspectorColumn *column) {
    inspector_skip(column, 12);
    inspector_reset(column, inspector_row(column, 28));
    inspector_skip(column, 8);
    inspector_hide_answers(column);
}

float field_inspector(const StageContext *context, Rect rect) {
    InspectorColumn column = inspector_begin(context, rect);
    view_group(&column);
    field_list(&column);
    inspector_skip(&column, 8);
    start_row(&column);
    inspector_skip(&column, 12);
    told_row(&column);
    order_row(&column);
    unknown_row(&column);
    starving_row(&column);
    field_cards(&column);
    input_rows(&column);
    inspector_skip(&column, 8);
    notation_row(&column);
    text_buttons(&column);
    inspector_skip(&column, 12);
    compare_rows(&column);
    class_group(&column);
    inspector_skip(&column, 16);
    return inspector_height(&column);
}
