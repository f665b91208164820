/* All squares have one middle, that of the box; the box is as wide as the widest field of all rows. */
#include "app/stages/field/effective/effective_layout.h"

#include "app/stages/field/look.h"
#include "app/stages/shared/motion.h"

#include <math.h>

/* In units, as on the mock-up; PROFILE in shares of the box. */
enum { TITLES = 101, INSET = 22, ASIDE = 46, UNDER = 240, BEFORE_PROFILE = 22 };
static const float PROFILE = 0.294F;

/* Squares of a deep stack's first rows would be dots: they are drawn as if the widest were no more than so
 * many times wider. */
static const double WIDEST = 8;

static bool is_known(const FollowedStack *stack, int row) {
    const int node = row < 0 ? PS_NODE_INPUT : stack->rows[row];
    return node != PS_NODE_INPUT && stack->plan.nodes[node].state == PS_NODE_FITS &&
           stack->fields[node].known;
}

static EffectiveFieldNeuron neuron_of_row(const StageScope *scope, int row) {
    EffectiveFieldNeuron neuron = {.node = PS_NODE_INPUT};
    if (is_known(&scope->facts->stacks.main, row)) {
        neuron.node = scope->facts->stacks.main.rows[row];
        field_neuron_of(scope, neuron.node, neuron.at);
    }
    return neuron;
}

EffectiveFieldWish field_effective_wish(const StageScope *scope) {
    EffectiveFieldWish wish = {.wanted = scope->scene->field.effective};
    if (wish.wanted) {
        const int row = field_row_of(scope);
        wish.random = scope->scene->field.random;
        wish.stacks_version = scope->facts->stacks.version;
        wish.neurons[0] = neuron_of_row(scope, row);
        wish.neurons[1] = neuron_of_row(scope, row - 1);
    }
    return wish;
}

/* The width of a row's field; of the input, and of what is not known, 1. */
static double size_of(const FieldShown *shown, int row, int axis) {
    return is_known(shown->stack, row) ? shown->stack->fields[shown->stack->rows[row]].axis[axis].size : 1;
}

/* How many cells the box is wide: as many as the widest field of all rows. */
static double cells_of_box(FieldEffective *effective) {
    const FieldShown *shown = effective->shown;
    double widest = 1;
    double shown_now = 1;
    for (int axis = 0; axis < PS_AXES; axis++) {
        for (int row = 0; row < shown->stack->row_count; row++) {
            widest = fmax(widest, size_of(shown, row, axis));
        }
        const double before = size_of(shown, shown->row - 1, axis) * (1 - effective->growth);
        const double now = size_of(shown, shown->row, axis) * effective->growth;
        shown_now = fmax(shown_now, before + now);
    }
    const double most = fmax(WIDEST * shown_now, 3 * WIDEST);
    effective->widest = widest <= most;
    return fmin(widest, most);
}

static void lay_square(FieldEffective *effective) {
    const float unit = effective->unit;
    const Rect left = effective->layout->left;
    const float side = fminf(left.w - (INSET + ASIDE) * unit, (left.h - UNDER * unit) / (1 + PROFILE));
    const double cells = cells_of_box(effective);
    const double pitch = (double)side / cells;
    effective->pitch = pitch >= 5 ? floor(pitch) : pitch;
    const float box = floorf((float)(effective->pitch * cells));
    effective->box =
        (Rect){roundf(left.x + INSET * unit + (side - box) / 2), roundf(left.y + TITLES * unit), box, box};
    double sides[PS_AXES];
    for (int axis = 0; axis < PS_AXES; axis++) {
        effective->whole[axis] = size_of(effective->shown, effective->shown->row, axis);
        const double before = size_of(effective->shown, effective->shown->row - 1, axis);
        effective->grown[axis] = before + (effective->whole[axis] - before) * effective->growth;
        sides[axis] = effective->grown[axis] * effective->pitch;
    }
    effective->square = (Rect){effective->box.x + (box - (float)sides[PS_WIDTH]) / 2,
                               effective->box.y + (box - (float)sides[PS_HEIGHT]) / 2, (float)sides[PS_WIDTH],
                               (float)sides[PS_HEIGHT]};
}

FieldEffective field_effective_make(const StageScope *scope, const FieldLayout *layout,
                                    const FieldShown *shown) {
    FieldEffective effective = {.scope = scope,
                                .layout = layout,
                                .shown = shown,
                                .theme = scope->pen.theme,
                                .unit = layout->unit,
                                .wish = field_effective_wish(scope),
                                .growth = 1};
    if (scope->cursor.t > 0) {
        effective.growth = (double)motion_ease((float)scope->cursor.t);
    }
    effective.now = effective_field_map(&scope->facts->effective, &effective.wish, 0);
    effective.before = effective_field_map(&scope->facts->effective, &effective.wish, 1);
    effective.field = is_known(shown->stack, shown->row) ? &shown->stack->fields[shown->node] : NULL;
    for (int axis = 0; axis < PS_AXES && effective.field != NULL; axis++) {
        const PsFieldAxis *field = &effective.field->axis[axis];
        effective.middle[axis] = field->start + field->jump * (double)effective.wish.neurons[0].at[axis];
    }
    effective.covered = shown->row >= 0 && field_covered(scope, shown->row);
    lay_square(&effective);
    return effective;
}

const PsSpread *field_effective_spread(const FieldEffective *effective) {
    const EffectiveFieldMap *now = effective->now;
    return now != NULL && !now->refused && now->spread.width[PS_WIDTH] > 0 && effective->field != NULL
               ? &now->spread
               : NULL;
}

Rect field_effective_profile_rect(const FieldEffective *effective) {
    const Rect box = effective->box;
    return (Rect){box.x, box.y + box.h + roundf(BEFORE_PROFILE * effective->unit), box.w,
                  roundf(box.h * PROFILE)};
}

double field_effective_sum(const PsInfluence *influence) {
    double sum = 0;
    for (int i = 0; i < influence->height; i++) {
        sum += influence->profile[PS_HEIGHT][i];
    }
    return sum;
}
