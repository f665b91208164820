/* A question with two or three answers, over everything else. It holds no state: the caller does. */
#ifndef ASK_DIALOG_H
#define ASK_DIALOG_H

#include "app/ui/ui.h"

typedef enum AskAnswer { ASK_WAITS, ASK_YES, ASK_NO, ASK_CANCEL } AskAnswer;

typedef struct AskSpec {
    const char *question;
    const char *yes;      /* the main answer's label, untranslated */
    const char *yes_text; /* on its button; null: the label's translation */
    const char *no;       /* the other answer's label, untranslated; null: there is none */
} AskSpec;

/* Gives the main answer the focus: when the question comes up. */
void ask_dialog_open(Ui *ui, const AskSpec *spec);

/* Draws it and hears its keys: Enter is yes, Escape cancels. */
AskAnswer ask_dialog(Ui *ui, const AskSpec *spec);

#endif
