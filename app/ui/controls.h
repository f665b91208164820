/* The controls: button, switch, segmented, stepper, slider, menu, text. Each takes its rectangle from the
 * caller's layout, returns what the person asked for, draws itself and reports itself to the tree.
 *
 * A label is untranslated (N_()): it is the control's id, and its translation is what is drawn. All other
 * texts are drawn as they are given.
 */
#ifndef CONTROLS_H
#define CONTROLS_H

#include "app/ui/icons.h"
#include "app/ui/ui.h"

/* Primary is the round button of the transport, main the answer a dialog expects. */
typedef enum ButtonLook { BUTTON_PLAIN, BUTTON_ROUND, BUTTON_PRIMARY, BUTTON_MAIN, BUTTON_BARE } ButtonLook;

typedef struct ButtonSpec {
    Rect rect;
    const char *label; /* what the tree calls it */
    const char *text;  /* on the button; null: the label's translation; icons have none */
    const char *tooltip;
    Icon icon;
    float icon_size; /* pixels; 0: 14 units */
    ButtonLook look;
    bool disabled;
    bool repeats; /* fires again while held */
} ButtonSpec;

/* True when pressed. */
bool ui_button(Ui *ui, const ButtonSpec *spec);

/* True when toggled; value is then changed. The label is drawn at the row's left end. */
bool ui_switch(Ui *ui, Rect row, const char *label, const char *tooltip, bool disabled, bool *value);

/* A round switch that an icon names. */
typedef struct ToggleSpec {
    Rect rect;
    const char *label, *tooltip;
    Icon icon;
    float icon_size; /* pixels */
    bool on;
} ToggleSpec;

/* True when pressed; what it then means is the caller's. */
bool ui_toggle(Ui *ui, const ToggleSpec *spec);

typedef struct Segment {
    const char *label;
    Icon icon;
    Color color; /* of the icon when selected */
} Segment;

typedef struct SegmentedSpec {
    Rect caption;   /* where the control's name stands; the control itself is reported there */
    bool row_label; /* the name looks like that of a row, not like a heading */
    Rect rect;
    const char *label;
    const char *tooltip;
    const Segment *segments;
    int count;
    const char *other; /* the value where none of them is selected (below 0) */
} SegmentedSpec;

/* True when another segment was chosen; selected is then changed. One stop, arrows inside. */
bool ui_segmented(Ui *ui, const SegmentedSpec *spec, int *selected);

typedef struct StepperSpec {
    Rect row;                        /* label at the left, the stepper at the right end */
    const char *label;               /* "Kernel size" */
    const char *increase, *decrease; /* its buttons' labels: "Increase kernel size", "Decrease kernel size" */
    const char *value;               /* as shown, and for the tree */
    const char *tooltip;
    bool disabled;
    bool typing; /* a digit starts an edit */
} StepperSpec;

typedef struct StepperAct {
    int change;   /* -1, 0, 1: a button or an arrow key */
    bool typed;   /* a text was entered: number */
    bool refused; /* what was entered is no whole number */
    int64_t number;
} StepperAct;

StepperAct ui_stepper(Ui *ui, const StepperSpec *spec);

/* A slider over steps 0…count-1. True when moved. */
bool ui_slider(Ui *ui, Rect rect, const char *label, const char *tooltip, const char *value, int count,
               int *index);

typedef struct MenuSpec {
    Rect rect;
    const char *label, *tooltip;
    const char *value;         /* what the closed menu shows */
    const char *const *items;  /* their labels */
    const char *const *asides; /* what stands at the right of each, their keys; null: nothing */
    int count;
    int selected; /* -1: none */
    bool disabled;
    bool bare;        /* the caller draws it: only its list and focus are drawn here */
    float list_width; /* the least; 0: that of rect */
    bool list_right;  /* a wider list ends where rect does */
} MenuSpec;

/* The chosen item, or -1. */
int ui_menu(Ui *ui, const MenuSpec *spec);

/* A menu without a control of its own: its list hangs at spec->rect while ui_open_menu has opened its id. */
int ui_menu_at(Ui *ui, const MenuSpec *spec);
void ui_open_menu(Ui *ui, UiId id);

/* A line of text that is in the tree, under its own words (untranslated) or, drawn as it is, under label. */
void ui_label(Ui *ui, Rect rect, Font font, Color color, Align align, const char *text);
void ui_labelled(Ui *ui, Rect rect, Font font, Color color, Align align, const char *label, const char *text);

#endif
