/* What is known of classes with children: three tables and the joins of our own code.
 *
 * A printout says what a module holds, not in what order it runs, and anybody may call a class BasicBlock. So
 * a class counts only with exactly the children that it is known by.
 */
#include "core/torch_order.h"

#include "core/stack.h"
#include "core/torch_leaf.h"

#include <stdint.h>
#include <string.h>

/* torchvision's residual blocks: what runs in the branch, by names; relu is used again and again. To add one:
 * a row. */
static const struct {
    const char *class;
    const char *order[9];
} RESIDUALS[] = {{"BasicBlock", {"conv1", "bn1", "relu", "conv2", "bn2"}},
                 {"Bottleneck", {"conv1", "bn1", "relu", "conv2", "bn2", "relu", "conv3", "bn3"}}};
enum { RESIDUAL_COUNT = sizeof RESIDUALS / sizeof RESIDUALS[0] };

/* Whether the child of this name is one module without children, and a convolution where its name says so. */
static bool is_step(const PsModules *modules, const PsModule *module, const char *name) {
    const int child = ps_module_child(modules, module, name);
    return child >= 0 && modules->modules[child].first_child < 0 && modules->modules[child].repeats == 1 &&
           (strncmp(name, "conv", 4) != 0 || ps_piece_is(modules->modules[child].class, "Conv2d"));
}

/* Whether the children but relu and downsample are these steps, in this order: other blocks of the name begin
 * with their norm. */
static bool holds_steps(const PsModules *modules, const PsModule *module, const char *const *steps) {
    for (int child = module->first_child; child >= 0; child = modules->modules[child].next) {
        const PsPiece name = modules->modules[child].name;
        if (ps_piece_is(name, "relu") || ps_piece_is(name, "downsample")) {
            continue;
        }
        while (*steps != NULL && strcmp(*steps, "relu") == 0) {
            steps++;
        }
        if (*steps == NULL || !ps_piece_is(name, *steps)) {
            return false;
        }
        steps++;
    }
    return true;
}

/* Which row, or RESIDUAL_COUNT: all names must be there and no others but one downsample. */
static int find_residual(const PsModules *modules, const PsModule *module) {
    int row = 0;
    while (row < RESIDUAL_COUNT && !ps_piece_is(module->class, RESIDUALS[row].class)) {
        row++;
    }
    if (row == RESIDUAL_COUNT || !holds_steps(modules, module, RESIDUALS[row].order)) {
        return RESIDUAL_COUNT;
    }
    int others = ps_module_child(modules, module, "downsample") >= 0 ? -1 : 0;
    for (int child = module->first_child; child >= 0; child = modules->modules[child].next) {
        others++;
    }
    for (int i = 0; RESIDUALS[row].order[i] != NULL; i++) {
        const char *name = RESIDUALS[row].order[i];
        if (!is_step(modules, module, name)) {
            return RESIDUAL_COUNT;
        }
        /* relu counts once. */
        others -= i < 3 || strcmp(name, "relu") != 0;
    }
    return others == 0 ? row : RESIDUAL_COUNT;
}

/* Add and Concat of the code that ps_torch_write writes: one child, branches, a ModuleList of at least two
 * branches. Returns that list, or -1. */
static int find_branches(const PsModules *modules, const PsModule *module) {
    const int list = module->first_child;
    if ((!ps_piece_is(module->class, "Add") && !ps_piece_is(module->class, "Concat")) ||
        modules->modules[list].next >= 0 || !ps_piece_is(modules->modules[list].name, "branches") ||
        !ps_piece_is(modules->modules[list].class, "ModuleList")) {
        return -1;
    }
    int count = 0;
    for (int child = modules->modules[list].first_child; child >= 0 && count <= PS_STACK_BRANCHES;
         child = modules->modules[child].next) {
        count += modules->modules[child].repeats;
    }
    return count >= 2 && count <= PS_STACK_BRANCHES ? list : -1;
}

/* Classes of torchvision that run in printed order, by the children they hold. To add one: a row. */
static const struct {
    const char *class;
    const char *children[11];
} ORDERED[] = {
    {"ResNet", {"conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc"}},
    {"VGG", {"features", "avgpool", "classifier"}},
    {"VGG", {"features", "classifier"}},
    {"AlexNet", {"features", "avgpool", "classifier"}},
    {"AlexNet", {"features", "classifier"}},
    {"Conv2dNormActivation", {"0", "1", "2"}},
    {"Conv2dNormActivation", {"0", "1"}},
    {"ConvNormActivation", {"0", "1", "2"}},
    {"ConvNormActivation", {"0", "1"}},
    {"ConvBNReLU", {"0", "1", "2"}},
};
enum { ORDERED_COUNT = sizeof ORDERED / sizeof ORDERED[0] };

static bool holds_in_order(const PsModules *modules, const PsModule *module, const char *const *names) {
    int child = module->first_child;
    while (child >= 0 && *names != NULL && ps_piece_is(modules->modules[child].name, *names)) {
        child = modules->modules[child].next;
        names++;
    }
    return child < 0 && *names == NULL;
}

bool ps_torch_is_container(PsPiece class) {
    static const char *const containers[] = {"Sequential", "ModuleList", "ModuleDict", "ParameterList",
                                             "ParameterDict"};
    bool found = false;
    for (size_t i = 0; i < sizeof containers / sizeof containers[0] && !found; i++) {
        found = ps_piece_is(class, containers[i]);
    }
    return found;
}

/* All that is in a module comes behind it, up to what is outside of it. */
static bool is_plain_leaf(const PsModule *module) {
    if (ps_piece_is(module->class, "None") ||
        (ps_torch_is_container(module->class) && module->arguments.length == 0)) {
        return true;
    }
    const PsLeaf leaf = ps_torch_leaf(module);
    return (leaf.kind == PS_LEAF_PASSED && leaf.in_channels == 0 && leaf.vector == 0) ||
           (leaf.kind == PS_LEAF_LAYER && leaf.layer.kind == PS_LAYER_RELU);
}

/* Whether nothing with a shape or a field is in a child. Looked at one level deep: what holds more is taken
 * to have one. */
static bool is_plain(const PsModules *modules, const PsModule *module) {
    if (module->first_child < 0) {
        return is_plain_leaf(module);
    }
    bool plain = ps_torch_is_container(module->class);
    for (int child = module->first_child; child >= 0 && plain; child = modules->modules[child].next) {
        const PsModule *inner = &modules->modules[child];
        plain = inner->first_child < 0 && is_plain_leaf(inner);
    }
    return plain;
}

/* Whether there is no order to know: one child, or one Sequential beside children without shape and field.
 * The children of a list may run in any order, or side by side. */
static bool has_no_order(const PsModules *modules, const PsModule *module) {
    int64_t children = 0;
    int64_t shaped = 0;
    bool sequential = false;
    for (int child = module->first_child; child >= 0; child = modules->modules[child].next) {
        const PsModule *at = &modules->modules[child];
        if (ps_piece_is(at->class, "None")) {
            continue;
        }
        children += at->repeats;
        if (!is_plain(modules, at)) {
            shaped += at->repeats;
            sequential = ps_piece_is(at->class, "Sequential");
        }
    }
    const bool alone = shaped == 0 || (shaped == 1 && sequential);
    return children <= 1 || (alone && !ps_torch_is_container(module->class));
}

bool ps_torch_computes(PsPiece class) {
    static const char *const classes[] = {"MultiheadAttention", "Transformer", "TransformerEncoderLayer",
                                          "TransformerDecoderLayer"};
    bool found = ps_torch_is_leaf(class);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0] && !found; i++) {
        found = ps_piece_is(class, classes[i]);
    }
    return found;
}

static bool runs_in_order(const PsModules *modules, const PsModule *module) {
    if (ps_piece_is(module->class, "Sequential") || has_no_order(modules, module) ||
        is_plain(modules, module)) {
        return true;
    }
    for (int row = 0; row < ORDERED_COUNT; row++) {
        if (ps_piece_is(module->class, ORDERED[row].class) &&
            holds_in_order(modules, module, ORDERED[row].children)) {
            return true;
        }
    }
    return false;
}

PsOrder ps_torch_order(const PsModules *modules, const PsModule *module) {
    const int residual = find_residual(modules, module);
    if (residual < RESIDUAL_COUNT) {
        return (PsOrder){.kind = PS_ORDER_RESIDUAL, .steps = RESIDUALS[residual].order};
    }
    const int list = find_branches(modules, module);
    if (list >= 0) {
        return (PsOrder){.kind = ps_piece_is(module->class, "Add") ? PS_ORDER_ADD : PS_ORDER_CONCAT,
                         .list = list};
    }
    return (PsOrder){.kind = runs_in_order(modules, module) ? PS_ORDER_PRINTED : PS_ORDER_UNKNOWN};
}
