/* One table; which columns there are is the core's. */
#include "app/stages/compare/column.h"

#include "app/words.h"

static const ColumnLook looks[PS_COLUMN_COUNT] = {
    [PS_COLUMN_NONE] = {"", "", "", ICON_NONE},
    [PS_COLUMN_MAX] = {N_("Max"), N_("Was it there?"), "max", ICON_TRIANGLE},
    [PS_COLUMN_AVERAGE] = {N_("Average"), N_("How strong, here?"), "average", ICON_WAVES},
    [PS_COLUMN_GLOBAL] = {N_("Global average"), N_("How strong, overall?"), "global", ICON_DISC},
    [PS_COLUMN_L2] = {N_("L2"), N_("How long a vector?"), "l2", ICON_DIAMOND},
    [PS_COLUMN_MIN] = {N_("Min"), N_("What was least?"), "min", ICON_DOWN},
    [PS_COLUMN_MEDIAN] = {N_("Median"), N_("The middle value?"), "median", ICON_BAR},
    [PS_COLUMN_SUBSAMPLE] = {N_("Subsample"), N_("The first cell, blindly"), "subsample", ICON_CORNER},
    [PS_COLUMN_STOCHASTIC] = {N_("Stochastic"), N_("A draw, by strength"), "stochastic", ICON_ZIGZAG},
};

const ColumnLook *column_look(PsColumn column) {
    return &looks[column];
}

Color column_hue(const Theme *theme, PsColumn column) {
    return column == PS_COLUMN_MAX       ? theme->max
           : column == PS_COLUMN_AVERAGE ? theme->average
           : column == PS_COLUMN_GLOBAL  ? theme->global
                                         : theme->text;
}
