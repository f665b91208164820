/* Numbers and formulas of the effective field as text. */
#include "app/stages/field/effective/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void field_effective_short(double value, int digits, char text[FIELD_SHORT_SIZE]) {
    snprintf(text, FIELD_SHORT_SIZE, "%.*f", value < 99.95 ? digits : digits > 1 ? digits - 1 : 0, value);
    char *end = text + strlen(text);
    while (strchr(text, '.') != NULL && (end[-1] == '0' || end[-1] == '.')) {
        *--end = '\0';
        if (strchr(text, '.') == NULL) {
            break;
        }
    }
}

const char *field_effective_equals(double value, const char *text) {
    return fabs(strtod(text, NULL) - value) > 1e-9 * fabs(value) ? "≈" : "=";
}

bool field_effective_uniform(const FollowedStack *stack, int *growth, double *variance) {
    const PsLayer *first = stack->row_count > 0 ? stack->plan.nodes[stack->rows[0]].layer : NULL;
    if (first == NULL || !ps_layer_info(first->kind)->window || first->stride[PS_WIDTH] != 1 ||
        first->kernel[PS_WIDTH] < 2 || stack->plan.input_count > 0) {
        return false;
    }
    for (int i = 0; i < stack->row_count; i++) {
        const PsNode *node = &stack->plan.nodes[stack->rows[i]];
        if (node->layer->kind != first->kind || node->layer->kernel[PS_WIDTH] != first->kernel[PS_WIDTH] ||
            node->layer->dilation[PS_WIDTH] != first->dilation[PS_WIDTH] ||
            node->layer->stride[PS_WIDTH] != 1 || !stack->fields[stack->rows[i]].known) {
            return false;
        }
    }
    const double kernel = first->kernel[PS_WIDTH];
    const double dilation = first->dilation[PS_WIDTH];
    *growth = (first->kernel[PS_WIDTH] - 1) * first->dilation[PS_WIDTH];
    *variance = dilation * dilation * (kernel * kernel - 1) / 12;
    return true;
}

/* The variance, twelfths of a whole number, in its lowest terms. */
static void reduce(double variance, long long *over, long long *under) {
    *over = llround(variance * 12);
    *under = 12;
    long long one = *over;
    long long other = *under;
    while (other != 0) {
        const long long rest = one % other;
        one = other;
        other = rest;
    }
    *over /= one;
    *under /= one;
}

void field_effective_fraction(double variance, char *text, size_t size) {
    long long over = 0;
    long long under = 0;
    reduce(variance, &over, &under);
    if (under == 1) {
        snprintf(text, size, "%lld", over);
    } else {
        snprintf(text, size, "%lld / %lld", over, under);
    }
}

void field_effective_root(double variance, int depth, char *text, size_t size) {
    long long over = 0;
    long long under = 0;
    char product[48];
    reduce(variance, &over, &under);
    if (depth > 0 && over == 1) {
        snprintf(product, sizeof product, "%d", depth);
    } else if (depth > 0) {
        snprintf(product, sizeof product, "%d × %lld", depth, over);
    } else if (over == 1) {
        snprintf(product, sizeof product, "L");
    } else {
        snprintf(product, sizeof product, "%lldL", over);
    }
    if (under == 1) {
        snprintf(text, size, "4√(%s)", product);
    } else {
        snprintf(text, size, "4√(%s / %lld)", product, under);
    }
}
