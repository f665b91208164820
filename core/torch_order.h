/* In what order the children of a module run, as far as its class tells. Not installed: it serves
 * torch_read.c. */
#ifndef PS_TORCH_ORDER_H
#define PS_TORCH_ORDER_H

#include "core/torch_text.h"

typedef enum PsOrderKind {
    PS_ORDER_UNKNOWN,
    PS_ORDER_PRINTED,  /* one after another, or there is no order to know */
    PS_ORDER_RESIDUAL, /* steps, beside the child downsample or a plain skip; added; then the child relu */
    PS_ORDER_ADD,      /* each child of module list is a branch */
    PS_ORDER_CONCAT
} PsOrderKind;

typedef struct PsOrder {
    PsOrderKind kind;
    const char *const *steps; /* residual: names of children, a null pointer behind the last */
    int list;                 /* add and concat */
} PsOrder;

/* Sequential, lists and dictionaries: they hold modules and do nothing themselves. */
bool ps_torch_is_container(PsPiece class);

/* Classes of PyTorch that do more than run their children: a module of one with children is no wrapper. */
bool ps_torch_computes(PsPiece class);

/* For a module with children. */
PsOrder ps_torch_order(const PsModules *modules, const PsModule *module);

#endif
