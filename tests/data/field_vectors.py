#!/usr/bin/python3
"""Makes field_vectors.txt: which input cells have a gradient in PyTorch, for neurons of random stacks.

Run with Debian's python3-torch: /usr/bin/python3 field_vectors.py. The seed is below, so the same PyTorch makes
the same file. field_conformance_test.c reads it:

    stack NOTATION                              on one line, its input first
    sizes HxW HxW ...                           of every layer in the order in which they run
    neuron Y X TOP BOTTOM LEFT RIGHT            of the last layer: the least rectangle round all cells with a
    neuron Y X none                             gradient, BOTTOM and RIGHT one past the last; or no cell has one

Weights, biases and inputs are positive, so that no gradient cancels or is cut by ReLU, in float64. A pool of any
kind adds up its real cells here, since a max sends its gradient to one of them alone; its output size is asked of
PyTorch's own pool. The first stacks are chains, the others have branches.
"""
import os
import random

import torch
import torch.nn.functional as F

SEED = 20250311
CHAINS, BRANCHED = 500, 100
DEPTH = 2
LARGEST = 72
CHANNELS = 6


def pair_text(pair):
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}x{pair[1]}"


def pick_pair(rng, values):
    """One value for both axes, or now and then one for each."""
    first = rng.choice(values)
    return (first, rng.choice(values)) if rng.random() < 0.25 else (first, first)


def positive(*shape):
    """Weights that keep a sum of shape[1] * ... terms near the size of one."""
    return (torch.rand(*shape, dtype=torch.float64) + 0.5) / max(1, torch.Size(shape[1:]).numel())


def same_padding(size, kernel, stride, dilation):
    """TensorFlow's: (before, after)."""
    outputs = -(-size // stride)
    total = max((outputs - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
    return total // 2, total - total // 2


class Window:
    """Kernel, stride, padding, dilation of convolutions and pools."""

    def __init__(self, rng, pool, dilated):
        self.kernel = pick_pair(rng, [1, 2, 2, 3, 3, 3, 4, 5])
        self.stride = pick_pair(rng, [1, 1, 1, 2, 2, 3, 5])
        if pool and rng.random() < 0.5:
            self.stride = self.kernel
        self.dilation = pick_pair(rng, [1, 1, 2, 3]) if dilated and rng.random() < 0.35 else (1, 1)
        self.same = rng.random() < 0.12
        reach = [d * (k - 1) for k, d in zip(self.kernel, self.dilation)]
        most = [k // 2 if pool else r + 2 for k, r in zip(self.kernel, reach)]
        self.padding = tuple(rng.choice([0, 0, min(r // 2, m), min(r // 2, m), rng.randint(0, m)])
                             for r, m in zip(reach, most))
        self.ceil = pool and not self.same and rng.random() < 0.4
        if self.same:
            self.padding = (0, 0)

    def centre(self, rng, stride):
        """An odd kernel, padded so that the output is the input's size by the stride, rounded up."""
        self.kernel = pick_pair(rng, [1, 3, 3, 5])
        self.stride, self.same, self.ceil = stride, False, False
        self.padding = tuple(d * (k - 1) // 2 for k, d in zip(self.kernel, self.dilation))

    def text(self, pool):
        words = [pair_text(self.kernel)]
        if pool or self.stride != (1, 1):
            words[0] += "/" + pair_text(self.stride)
        if self.same:
            words.append("pSAME")
        elif self.padding != (0, 0):
            words.append("p" + pair_text(self.padding))
        if self.dilation != (1, 1):
            words.append("d" + pair_text(self.dilation))
        return " ".join(words + ["ceil"] * self.ceil)

    def pad(self, x):
        """x with SAME's zeros round it; what is left to pad is self.padding."""
        if not self.same:
            return x
        sides = [same_padding(x.shape[2 + a], self.kernel[a], self.stride[a], self.dilation[a]) for a in (1, 0)]
        return F.pad(x, [*sides[0], *sides[1]])


class Conv:
    def __init__(self, rng, channels):
        self.window = Window(rng, False, True)
        self.depthwise = rng.random() < 0.15
        self.channels = channels if self.depthwise or rng.random() < 0.3 else rng.randint(1, CHANNELS)
        divides = [g for g in range(2, CHANNELS + 1) if channels % g == 0 and self.channels % g == 0]
        self.groups = rng.choice(divides) if divides and rng.random() < 0.3 else 1
        self.explicit = self.channels != channels or rng.random() < 0.3

    def text(self):
        name = "dwconv" if self.depthwise else "conv"
        groups = f" g{self.groups}" if self.groups > 1 and not self.depthwise else ""
        return name + self.window.text(False) + (f" c{self.channels}" if self.explicit else "") + groups

    def run(self, x):
        w = self.window
        groups = x.shape[1] if self.depthwise else self.groups
        weight = positive(self.channels, x.shape[1] // groups, *w.kernel)
        return F.conv2d(w.pad(x), weight, positive(self.channels), w.stride, w.padding, w.dilation, groups)


class Pool:
    def __init__(self, rng, channels):
        self.kind = rng.choice(["max", "max", "avg", "lp"])
        self.window = Window(rng, True, self.kind == "max")
        if self.kind == "lp":
            self.window.padding = (0, 0)

    def text(self):
        return self.kind + "pool" + self.window.text(True)

    def outputs(self, x):
        """PyTorch's own output size."""
        w = self.window
        if self.kind == "max":
            y = F.max_pool2d(x, w.kernel, w.stride, w.padding, w.dilation, w.ceil)
        elif self.kind == "avg":
            y = F.avg_pool2d(x, w.kernel, w.stride, w.padding, w.ceil)
        else:
            y = F.lp_pool2d(x, 2, w.kernel, w.stride, w.ceil)
        return y.shape[2:]

    def run(self, x):
        w = self.window
        x = w.pad(x)
        outputs = self.outputs(x)
        sides = []
        for a in (1, 0):
            end = (outputs[a] - 1) * w.stride[a] + w.dilation[a] * (w.kernel[a] - 1) + 1 - w.padding[a]
            sides += [w.padding[a], max(end - x.shape[2 + a], 0)]
        weight = torch.ones(x.shape[1], 1, *w.kernel, dtype=torch.float64) / (w.kernel[0] * w.kernel[1])
        y = F.conv2d(F.pad(x, sides), weight, None, w.stride, 0, w.dilation, x.shape[1])
        return y[:, :, :outputs[0], :outputs[1]]


class Adaptive:
    def __init__(self, rng, size=None):
        self.kind = rng.choice(["max", "avg"])
        self.size = size or pick_pair(rng, range(1, 9))

    def text(self):
        return f"adaptive{self.kind}{pair_text(self.size)}"

    def run(self, x):
        return F.adaptive_avg_pool2d(x, self.size)


class Up:
    def __init__(self, rng):
        self.scale = pick_pair(rng, [2, 2, 3])

    def text(self):
        return "up" + pair_text(self.scale)

    def run(self, x):
        return F.interpolate(x, scale_factor=self.scale, mode="nearest")


class Plain:
    """What changes no size."""

    def __init__(self, rng):
        self.word = rng.choice(["relu", "relu", "bn", "id"])

    def text(self):
        return self.word

    def run(self, x):
        return F.relu(x)


class Whole:
    """What reads the whole map."""

    def __init__(self, rng, linear):
        self.features = rng.randint(1, 4) if linear else 0

    def text(self):
        return f"linear{self.features}" if self.features else "gap"

    def run(self, x):
        if not self.features:
            return F.adaptive_avg_pool2d(x, 1)
        x = x.flatten(1)
        return F.linear(x, positive(self.features, x.shape[1]))[:, :, None, None]


class Join:
    def __init__(self, kind, branches):
        self.kind, self.branches = kind, branches

    def text(self):
        return f"{self.kind}({' | '.join(chain_text(branch) for branch in self.branches)})"


class Refused(Exception):
    pass


def chain_text(chain):
    return ", ".join(layer.text() for layer in chain)


def run_layer(layer, x, sizes):
    """The layer's output; appends the sizes of all that runs. A stack that does not fit, or grows, is refused."""
    if isinstance(layer, Join):
        outputs = [run_chain(branch, x, sizes) for branch in layer.branches]
        x = torch.cat(outputs, 1) if layer.kind == "concat" else sum(outputs[1:], outputs[0])
    else:
        try:
            x = layer.run(x)
        except RuntimeError as error:
            raise Refused from error
    if max(x.shape[2:]) > LARGEST or min(x.shape[2:]) < 1:
        raise Refused
    sizes.append(tuple(x.shape[2:]))
    return x


def run_chain(chain, x, sizes):
    for layer in chain:
        x = run_layer(layer, x, sizes)
    return x


def pick_layer(rng, x):
    draw = rng.random()
    if draw < 0.5:
        return Conv(rng, x.shape[1])
    if draw < 0.75:
        return Pool(rng, x.shape[1])
    if draw < 0.84:
        return Plain(rng)
    return Up(rng) if draw < 0.94 else Adaptive(rng)


def accepted(rng, x, pick):
    """A layer of pick() that fits behind x, and what it makes of it."""
    for _ in range(100):
        layer = pick()
        try:
            return layer, run_layer(layer, x, [])
        except Refused:
            continue
    raise Refused


def centred_layer(rng, x, stride):
    layer = Plain(rng)
    if stride != (1, 1) or rng.random() < 0.85:
        layer = Conv(rng, x.shape[1])
        if rng.random() < 0.25:
            layer = Pool(rng, x.shape[1])
            layer.kind, layer.window.dilation = rng.choice(["max", "avg"]), (1, 1)
        layer.window.centre(rng, stride)
    return layer


def centred_branch(rng, x, stride, depth):
    """Layers of which the first has this stride, the others none, and all keep to the size's middle."""
    chain = []
    for index in range(rng.choice([1, 1, 2, 3])):
        own = stride if index == 0 else (1, 1)
        if depth > 1 and own == (1, 1) and rng.random() < 0.25:
            layer, x = accepted(rng, x, lambda x=x: centred_join(rng, x, depth - 1, (1, 1)))
        else:
            layer, x = accepted(rng, x, lambda x=x, own=own: centred_layer(rng, x, own))
        chain.append(layer)
    return chain, x


def channels_layer(rng, x, channels):
    """What gives x's map as many channels as an add wants."""
    layer = Conv(rng, x.shape[1])
    layer.window.dilation = (1, 1)
    layer.window.centre(rng, (1, 1))
    layer.depthwise, layer.groups, layer.channels, layer.explicit = False, 1, channels, True
    return layer


def centred_join(rng, x, depth, stride):
    """Branches as residual and inception networks have them."""
    kind = rng.choice(["add", "concat"])
    branches, channels = [], None
    for _ in range(rng.choice([2, 2, 3])):
        skip = branches and stride == (1, 1) and rng.random() < 0.3
        chain, y = ([], x) if skip else centred_branch(rng, x, stride, depth)
        channels = channels or y.shape[1]
        if kind == "add" and y.shape[1] != channels:
            chain.append(channels_layer(rng, y, channels))
        branches.append(chain)
    rng.shuffle(branches)
    return Join(kind, branches)


def pick_join(rng, x, depth):
    """Centred branches, or any: each after the first is tried until its size is the first's, or brought to it."""
    if rng.random() < 0.65:
        return centred_join(rng, x, depth, pick_pair(rng, [1, 1, 2, 3]))
    kind = rng.choice(["add", "concat"])
    first, y = pick_chain(rng, x, rng.choice([1, 1, 2, 3]), depth - 1)
    branches = [first] + [pick_branch(rng, x, y, kind, depth) for _ in range(rng.choice([1, 1, 2]))]
    rng.shuffle(branches)
    return Join(kind, branches)


def pick_branch(rng, x, y, kind, depth):
    fits = lambda z: z.shape[2:] == y.shape[2:] and (kind == "concat" or z.shape[1] == y.shape[1])
    if fits(x) and rng.random() < 0.5:
        return []
    for _ in range(20):
        chain, z = pick_chain(rng, x, rng.choice([1, 1, 2, 3]), depth - 1)
        if fits(z):
            return chain
    if z.shape[2:] != y.shape[2:]:
        chain.append(Adaptive(rng, tuple(y.shape[2:])))
        z = chain[-1].run(z)
    if not fits(z):
        chain.append(channels_layer(rng, z, y.shape[1]))
    return chain


def pick_chain(rng, x, length, depth):
    """(layers, what they make of x). Joins are drawn while depth is above 0."""
    chain = []
    for _ in range(length):
        if depth > 0 and rng.random() < (0.45 if depth == DEPTH else 0.2):
            layer, x = accepted(rng, x, lambda x=x: pick_join(rng, x, depth))
        else:
            layer, x = accepted(rng, x, lambda x=x: pick_layer(rng, x))
        chain.append(layer)
    return chain, x


def has_join(chain):
    return any(isinstance(layer, Join) for layer in chain)


def pick_stack(rng, branched):
    """(input, layers)."""
    while True:
        low = 12 if branched else 5
        x = positive(1, rng.randint(1, 3), rng.randint(low, 40), rng.randint(low, 40)) * 40
        try:
            chain, y = pick_chain(rng, x, rng.randint(1, 4 if branched else 8), DEPTH if branched else 0)
        except Refused:
            continue
        if branched != has_join(chain):
            continue
        if rng.random() < 0.12:
            chain.append(Whole(rng, rng.random() < 0.5))
            if rng.random() < 0.3:
                chain.append(Whole(rng, True))
        return x, chain


def pick_neurons(rng, size):
    """Corners, the middle and some others."""
    height, width = size
    wanted = [(0, 0), (0, width - 1), (height - 1, 0), (height - 1, width - 1), (height // 2, width // 2)]
    wanted += [(rng.randrange(height), rng.randrange(width)) for _ in range(3)]
    return sorted(set(wanted))


def region(gradient):
    cells = gradient.abs().sum(dim=(0, 1)) != 0
    if not bool(cells.any()):
        return "none"
    rows, columns = cells.any(1).nonzero().flatten(), cells.any(0).nonzero().flatten()
    return f"{rows[0]} {rows[-1] + 1} {columns[0]} {columns[-1] + 1}"


def stack_lines(rng, branched):
    x, chain = pick_stack(rng, branched)
    x.requires_grad_(True)
    sizes = []
    y = run_chain(chain, x, sizes)
    lines = [f"stack input {'x'.join(map(str, x.shape[1:]))}, {chain_text(chain)}",
             "sizes " + " ".join(f"{height}x{width}" for height, width in sizes)]
    for row, column in pick_neurons(rng, y.shape[2:]):
        # A neuron that reads no cell may hang on no input at all.
        gradient = None
        if y.requires_grad:
            gradient, = torch.autograd.grad(y[0, :, row, column].sum(), x, retain_graph=True)
        lines.append(f"neuron {row} {column} {region(gradient)}")
    return lines


def make():
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    lines = []
    for index in range(CHAINS + BRANCHED):
        lines += stack_lines(rng, index >= CHAINS)
    return lines


def main():
    torch.set_num_threads(1)
    lines = make()
    head = [f"# Made by field_vectors.py with PyTorch {torch.__version__}, seed {SEED}: {CHAINS} chains, "
            f"{BRANCHED} stacks with branches."]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "field_vectors.txt")
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(head + lines) + "\n")
    print(path, os.path.getsize(path), "bytes,", sum(line.endswith("none") for line in lines), "without a cell")


if __name__ == "__main__":
    main()
