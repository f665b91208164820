/* Plays a script's commands: one function a verb.
 *
 * Inputs are events of the app, as a person's are, and things are found by the UI tree alone. After each
 * command the program shows itself; no time passes but in `wait`.
 */
#include "app/robot/robot.h"
#include "app/document/opening.h"

#include "app/robot/tree.h"
#include "app/touch.h"
#include "app/ui/scroll.h"
#include "app/words.h"
#include "core/file.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Robot {
    Platform *platform;
    App *app;
    bool real_time;
    char what[ROBOT_MESSAGE / 2]; /* why a command failed */
} Robot;

static void send(Robot *robot, UiEvent event) {
    app_event(robot->app, &event);
}

static bool fail(Robot *robot, const char *format, ...) PS_PRINTF(2, 3);

static bool fail(Robot *robot, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(robot->what, sizeof robot->what, format, arguments);
    va_end(arguments);
    return false;
}

/* The control of that name, scrolled into view. Null, and the reason, where it cannot be pointed at. */
static const UiEntry *find_target(Robot *robot, const char *label) {
    Ui *ui = &robot->app->ui;
    const UiEntry *entry = ui_find(ui, label);
    if (entry &&
        (rect_empty(entry->rect) || entry->rect.h < entry->full.h || entry->rect.w < entry->full.w) &&
        ui_scroll_to(ui, entry)) {
        platform_show(robot->platform);
        entry = ui_find(ui, label);
    }
    if (!entry) {
        fail(robot, _("expected \"%s\", there is no such control"), label);
    } else if (!entry->enabled || tree_inert(ui, entry)) {
        fail(robot, _("expected \"%s\" to be usable, it is disabled"), label);
        entry = NULL;
    } else if (rect_empty(entry->rect) || tree_covered(ui, entry)) {
        fail(robot, _("expected \"%s\" in sight, it is hidden"), label);
        entry = NULL;
    }
    return entry;
}

static Point centre_of(Rect rect) {
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

static void pointer_with(Robot *robot, UiEventKind kind, Point at, int clicks, unsigned modifiers) {
    send(robot, (UiEvent){.kind = kind, .x = at.x, .y = at.y, .clicks = clicks, .modifiers = modifiers});
}

static void pointer(Robot *robot, UiEventKind kind, Point at, int clicks) {
    pointer_with(robot, kind, at, clicks, 0);
}

static bool play_click(Robot *robot, const ScriptCommand *command) {
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    const Point at = centre_of(entry->rect);
    pointer(robot, UI_EVENT_MOVE, at, 0);
    const int clicks = command->verb == SCRIPT_DOUBLE_CLICK ? 2 : 1;
    for (int i = 1; i <= clicks; i++) {
        pointer(robot, UI_EVENT_DOWN, at, i);
        pointer(robot, UI_EVENT_UP, at, i);
    }
    return true;
}

static bool play_hover(Robot *robot, const ScriptCommand *command) {
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    pointer(robot, UI_EVENT_MOVE, centre_of(entry->rect), 0);
    return true;
}

static bool play_wheel(Robot *robot, const ScriptCommand *command) {
    if (!play_hover(robot, command)) {
        return false;
    }
    const Ui *ui = &robot->app->ui;
    send(robot,
         (UiEvent){.kind = UI_EVENT_WHEEL, .x = ui->x, .y = ui->y, .wheel = (float)command->numbers[0]});
    return true;
}

/* Each command has a hand of its own: taps of two commands never make a double one. */
static bool play_tap(Robot *robot, const ScriptCommand *command) {
    Touch touch = {0};
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    const Point at = centre_of(entry->rect);
    const int taps = command->verb == SCRIPT_DOUBLE_TAP ? 2 : 1;
    for (int i = 0; i < taps; i++) {
        touch_down(&touch, robot->app, 1, at);
        touch_up(&touch, robot->app, 1, at);
    }
    return true;
}

static bool play_right_click(Robot *robot, const ScriptCommand *command) {
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    const Point at = centre_of(entry->rect);
    pointer(robot, UI_EVENT_MOVE, at, 0);
    pointer(robot, UI_EVENT_CONTEXT, at, 0);
    return true;
}

/* A finger that stays: the clock goes on for as long as it takes. */
static bool play_long_press(Robot *robot, const ScriptCommand *command) {
    Touch touch = {0};
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    const Point at = centre_of(entry->rect);
    touch_down(&touch, robot->app, 1, at);
    app_advance(robot->app, touch_due(&touch, robot->app) + 0.001);
    touch_flush(&touch, robot->app);
    touch_up(&touch, robot->app, 1, at);
    return true;
}

/* Two fingers left and right of the middle, at first or in the end as far apart as the control allows. */
static bool play_pinch(Robot *robot, const ScriptCommand *command) {
    enum { MOVES = 8 };
    Touch touch = {0};
    const float factor = (float)command->numbers[0];
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    const Point at = centre_of(entry->rect);
    const float widest = fmaxf(40, 0.45F * fminf(entry->rect.w, entry->rect.h));
    const float first = factor > 1 ? widest / factor : widest;
    touch_down(&touch, robot->app, 1, (Point){at.x - first, at.y});
    touch_down(&touch, robot->app, 2, (Point){at.x + first, at.y});
    for (int i = 1; i <= MOVES; i++) {
        const float reach = first * powf(factor, (float)i / MOVES);
        touch_move(&touch, robot->app, 1, (Point){at.x - reach, at.y});
        touch_move(&touch, robot->app, 2, (Point){at.x + reach, at.y});
        touch_flush(&touch, robot->app);
    }
    touch_up(&touch, robot->app, 1, at);
    touch_up(&touch, robot->app, 2, at);
    return true;
}

static bool play_drag(Robot *robot, const ScriptCommand *command) {
    const UiEntry *entry = find_target(robot, command->words[0]);
    if (!entry) {
        return false;
    }
    const Point from = centre_of(entry->rect);
    Point to = {from.x + (float)command->numbers[0], from.y + (float)command->numbers[1]};
    if (command->verb == SCRIPT_DRAG_TO) {
        to = (Point){entry->rect.x + (float)command->numbers[0] * entry->rect.w, from.y};
    } else if (command->verb == SCRIPT_DRAG) {
        const UiEntry *target = find_target(robot, command->words[1]);
        if (!target) {
            return false;
        }
        to = centre_of(target->rect);
    }
    const unsigned held = command->modifiers;
    pointer_with(robot, UI_EVENT_MOVE, from, 0, held);
    pointer_with(robot, UI_EVENT_DOWN, from, 1, held);
    for (int i = 1; i <= 8; i++) {
        const float t = (float)i / 8;
        const Point at = {from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
        pointer_with(robot, UI_EVENT_MOVE, at, 0, held);
    }
    pointer_with(robot, UI_EVENT_UP, to, 1, held);
    return true;
}

/* A key as a keyboard sends it: the key, then the text it makes. */
static void press_key(Robot *robot, int key, unsigned modifiers, const char *text) {
    const bool upper = key >= 'A' && key <= 'Z';
    const int lower = upper ? key - 'A' + 'a' : key;
    send(robot, (UiEvent){.kind = UI_EVENT_KEY, .key = lower, .modifiers = modifiers});
    if (text[0] && !(modifiers & (UI_CTRL | UI_ALT))) {
        UiEvent event = {.kind = UI_EVENT_TEXT};
        snprintf(event.text, sizeof event.text, "%s", text);
        send(robot, event);
    }
}

static bool play_key(Robot *robot, const ScriptCommand *command) {
    const int key = command->key;
    char text[2] = "";
    if (key >= ' ' && key < 127) {
        const bool letter = key >= 'A' && key <= 'Z';
        text[0] = (char)(letter && !(command->modifiers & UI_SHIFT) ? key - 'A' + 'a' : key);
    }
    press_key(robot, key, command->modifiers, text);
    return true;
}

static bool play_type(Robot *robot, const ScriptCommand *command) {
    for (const char *c = command->words[0]; *c;) {
        char text[8] = {*c++};
        size_t length = 1;
        while ((*c & 0xC0) == 0x80 && length < 7) {
            text[length++] = *c++;
        }
        const int key = text[0] == '\n'   ? UI_KEY_ENTER
                        : text[0] == '\t' ? UI_KEY_TAB
                        : length == 1     ? text[0]
                                          : 0;
        const bool upper = key >= 'A' && key <= 'Z';
        press_key(robot, key, upper ? UI_SHIFT : 0, key >= UI_KEY_ENTER ? "" : text);
    }
    return true;
}

static bool play_wait(Robot *robot, const ScriptCommand *command) {
    double left = command->numbers[0] / 1000;
    if (robot->real_time) {
        platform_run_for(robot->platform, left);
        return true;
    }
    while (left > 1e-9) {
        const double frame = left < 1.0 / 60 ? left : 1.0 / 60;
        app_advance(robot->app, frame);
        platform_show(robot->platform);
        left -= frame;
        if (platform_ended(robot->platform)) {
            break;
        }
    }
    return true;
}

static bool play_expect(Robot *robot, const ScriptCommand *command) {
    const Ui *ui = &robot->app->ui;
    const UiEntry *entry = ui_find(ui, command->words[0]);
    if (!entry) {
        return fail(robot, _("expected \"%s\" to be \"%s\", there is no such control"), command->words[0],
                    command->words[1]);
    }
    if (ui_tree_says(&ui->tree, command->words[0], command->words[1])) {
        return true;
    }
    return fail(robot, _("expected \"%s\" \"%s\", there was \"%s\""), command->words[0], command->words[1],
                ui_entry_value(ui, entry));
}

static bool play_expect_no(Robot *robot, const ScriptCommand *command) {
    const Ui *ui = &robot->app->ui;
    const UiEntry *entry = ui_find(ui, command->words[0]);
    if (!entry || tree_covered(ui, entry)) {
        return true;
    }
    return fail(robot, _("expected no \"%s\", there was one with \"%s\""), command->words[0],
                ui_entry_value(ui, entry));
}

/* What has the focus; of a control that holds one stop for its parts, the part. */
static const UiEntry *focused_entry(const Ui *ui) {
    for (size_t i = 0; i < ui->tree.count; i++) {
        if (ui->tree.entries[i].focused) {
            return &ui->tree.entries[i];
        }
    }
    return NULL;
}

static bool play_expect_focus(Robot *robot, const ScriptCommand *command) {
    const Ui *ui = &robot->app->ui;
    const UiEntry *entry = focused_entry(ui);
    const char *label = entry ? ui_tree_id(&ui->tree, entry) : "";
    if (strcmp(label, command->words[0]) == 0 || (ui->focus != 0 && ui->focus == ui_id(command->words[0]))) {
        return true;
    }
    return fail(robot, _("expected the focus on \"%s\", it was on \"%s\""), command->words[0], label);
}

static bool play_resize(Robot *robot, const ScriptCommand *command) {
    platform_resize(robot->platform, (int)command->numbers[0], (int)command->numbers[1]);
    return true;
}

static bool play_drop(Robot *robot, const ScriptCommand *command) {
    opening_drop(robot->app, command->words[0]);
    return true;
}

static bool play_shot(Robot *robot, const ScriptCommand *command) {
    PsError error = {0};
    if (platform_save(robot->platform, command->words[0], &error) == PS_OK) {
        return true;
    }
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(&error, sentence, sizeof sentence);
    return fail(robot, _("expected a picture in %s, %s"), command->words[0], sentence);
}

static bool play_quit(Robot *robot, const ScriptCommand *command) {
    (void)command;
    robot->app->wishes.quit = true;
    return true;
}

static bool (*const players[SCRIPT_VERB_COUNT])(Robot *, const ScriptCommand *) = {
    [SCRIPT_KEY] = play_key,
    [SCRIPT_TYPE] = play_type,
    [SCRIPT_CLICK] = play_click,
    [SCRIPT_DOUBLE_CLICK] = play_click,
    [SCRIPT_HOVER] = play_hover,
    [SCRIPT_WHEEL] = play_wheel,
    [SCRIPT_RIGHT_CLICK] = play_right_click,
    [SCRIPT_LONG_PRESS] = play_long_press,
    [SCRIPT_TAP] = play_tap,
    [SCRIPT_DOUBLE_TAP] = play_tap,
    [SCRIPT_PINCH] = play_pinch,
    [SCRIPT_DRAG] = play_drag,
    [SCRIPT_DRAG_TO] = play_drag,
    [SCRIPT_DRAG_BY] = play_drag,
    [SCRIPT_SHIFT_DRAG] = play_drag,
    [SCRIPT_RESIZE] = play_resize,
    [SCRIPT_DROP] = play_drop,
    [SCRIPT_WAIT] = play_wait,
    [SCRIPT_EXPECT] = play_expect,
    [SCRIPT_EXPECT_NO] = play_expect_no,
    [SCRIPT_EXPECT_FOCUS] = play_expect_focus,
    [SCRIPT_SHOT] = play_shot,
    [SCRIPT_QUIT] = play_quit};

bool robot_play(Platform *platform, App *app, const Script *script, const char *name, bool real_time,
                char message[ROBOT_MESSAGE]) {
    Robot robot = {.platform = platform, .app = app, .real_time = real_time};
    platform_show(platform);
    for (size_t i = 0; i < script->count; i++) {
        const ScriptCommand *command = &script->commands[i];
        if (platform_ended(platform)) {
            return true;
        }
        if (!players[command->verb](&robot, command) && !ps_file_end_wanted()) {
            snprintf(message, ROBOT_MESSAGE, "%s:%d: %s", name, command->line, robot.what);
            return false;
        }
        platform_show(platform);
        if (command->verb == SCRIPT_QUIT) {
            return true;
        }
    }
    return true;
}
