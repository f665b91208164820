#!/usr/bin/python3
"""Makes pool_vectors.txt: what PyTorch answers to pooling of every kind, and what it refuses.

Run with Debian's python3-torch: /usr/bin/python3 pool_vectors.py. The seed is below, so the same PyTorch makes
the same file. conformance_test.c reads it:

    map C H W              then one line of C*H*W values
    accept OP SETTINGS     then `values C OH OW` and the values, and for max operations `indices` and those
    refuse OP SETTINGS     nothing follows

SETTINGS: KH KW SH SW PH PW DH DW CEIL COUNT NORM OH OW; a stride of 0 0 is PyTorch's stride=None.

Left out on purpose are the cases in which Poolscope differs (product.md, Exactness; each has a test of its own
in pool_test.c): max windows without one real cell, Lp windows that hang out in ceil mode, adaptive sizes of 0,
and Lp's dilation and padding, which PyTorch cannot even be asked for. Left out too are sums in which float32,
which PyTorch adds up in, loses more than we compare to: terms that cancel.
"""
import math
import os
import random

import numpy
import torch
import torch.nn.functional as F

SEED = 20240607
MAPS = 520
WANTED = {"max": 840, "avg": 680, "lp": 460, "adaptive_avg": 260, "adaptive_max": 260, "gap": 90, "gmp": 90}
WANTED_REFUSED = 420
NORMS = [1, 2, 2, 3, 4, 6, 0.5, 0.75, 1.5, 1.7, 2.5, 3.3]
SPECIAL = [math.nan, math.inf, -math.inf, -0.0]


class Settings:
    def __init__(self):
        self.kernel, self.stride, self.padding, self.dilation = (2, 2), (0, 0), (0, 0), (1, 1)
        self.ceil, self.count, self.norm, self.output = False, True, 2, (1, 1)

    def words(self):
        numbers = [*self.kernel, *self.stride, *self.padding, *self.dilation, int(self.ceil), int(self.count)]
        return " ".join(map(str, numbers + [self.norm, *self.output]))

    def torch_stride(self):
        return None if self.stride == (0, 0) else self.stride


def pick_map(rng):
    """A map of one family: exact quarters, ties, positive or signed reals, or special values among quarters."""
    shape = (rng.choice([1, 1, 1, 2, 3]), rng.randint(1, 9), rng.randint(1, 9))
    if rng.random() < 0.04:
        shape = (1, rng.randint(10, 24), rng.randint(10, 24))
    family = rng.choice(["quarters", "quarters", "ties", "positive", "signed", "special", "special", "negative"])
    draw = {
        "quarters": lambda: rng.randint(-80, 80) / 4,
        "ties": lambda: float(rng.randint(0, 2)),
        "positive": lambda: round(rng.uniform(0.01, 50), 3),
        "signed": lambda: round(rng.gauss(0, 3), 3),
        "special": lambda: rng.choice(SPECIAL) if rng.random() < 0.25 else rng.randint(-20, 20) / 4,
        "negative": lambda: -rng.randint(1, 40) / 4,
    }[family]
    values = numpy.array([draw() for _ in range(math.prod(shape))], dtype=numpy.float32)
    if family == "special" and rng.random() < 0.15:
        values[:] = -math.inf
    return family, torch.from_numpy(values.reshape(shape))


def pick_settings(rng, op):
    settings = Settings()
    if op in ("max", "avg", "lp"):
        settings.kernel = (rng.randint(1, 5), rng.randint(1, 5))
        settings.stride = (0, 0) if rng.random() < 0.25 else (rng.randint(1, 5), rng.randint(1, 5))
        settings.ceil = rng.random() < 0.5
    if op in ("max", "avg"):
        settings.padding = tuple(rng.randint(0, k // 2) for k in settings.kernel)
    if op == "max" and rng.random() < 0.5:
        settings.dilation = (rng.randint(1, 3), rng.randint(1, 3))
    if op == "avg":
        settings.count = rng.random() < 0.5
    if op == "lp":
        settings.norm = rng.choice(NORMS)
    if op.startswith("adaptive"):
        settings.output = (rng.randint(1, 12), rng.randint(1, 12))
    return settings


def spoil(rng, op, settings):
    """Puts one or two settings where PyTorch may refuse them."""
    for _ in range(rng.randint(1, 2)):
        axis = rng.randint(0, 1)
        names = {"max": ["kernel", "stride", "padding", "dilation", "large"],
                 "avg": ["kernel", "stride", "padding", "large"],
                 "lp": ["kernel", "stride", "large"]}.get(op, ["output"])
        name = rng.choice(names)
        low, high = {"kernel": (-2, 0), "stride": (-3, -1), "padding": (-2, 5), "dilation": (-2, 0),
                     "large": (4, 30), "output": (-3, -1)}[name]
        name = "kernel" if name == "large" else name
        pair = list(getattr(settings, name))
        pair[axis] = rng.randint(low, high)
        if name == "stride" and 0 in pair:
            pair = [pair[axis], pair[axis]]
        setattr(settings, name, tuple(pair))


def pool(op, x, s):
    """(values, indices or None); raises what PyTorch raises."""
    if op == "max":
        return F.max_pool2d(x, s.kernel, s.torch_stride(), s.padding, s.dilation, s.ceil, return_indices=True)
    if op == "avg":
        return F.avg_pool2d(x, s.kernel, s.torch_stride(), s.padding, s.ceil, s.count), None
    if op == "lp":
        return F.lp_pool2d(x, s.norm, s.kernel, s.torch_stride(), s.ceil), None
    size = s.output if op.startswith("adaptive") else (1, 1)
    if op in ("adaptive_avg", "gap"):
        return F.adaptive_avg_pool2d(x, size), None
    return F.adaptive_max_pool2d(x, size, return_indices=True)


def windows(s, axis, outputs):
    """(first position, one past the last) of each window of an axis."""
    stride = s.kernel[axis] if s.stride == (0, 0) else s.stride[axis]
    for o in range(outputs):
        first = o * stride - s.padding[axis]
        yield first, first + s.dilation[axis] * (s.kernel[axis] - 1) + 1


def differs_on_purpose(op, x, s, values):
    for axis in range(2):
        size, outputs = x.shape[1 + axis], values.shape[1 + axis]
        for first, end in windows(s, axis, outputs) if op in ("max", "lp") else ():
            if op == "lp" and end > size:
                return True
            if op == "max" and not any(0 <= p < size for p in range(first, end, s.dilation[axis])):
                return True
    return False


def cancels(op, family, x, s, values):
    """Whether a float32 sum may be off by more than we compare to. Sums of few quarters are exact."""
    if family != "signed" or op not in ("avg", "adaptive_avg", "gap", "lp"):
        return False
    if op == "lp":
        return s.norm not in (2, 4, 6)
    magnitudes, _ = pool(op, x.abs(), s)
    return bool((values.abs() * 8 < magnitudes).any())


def text(value):
    word = str(numpy.float32(value))
    return word[:-2] if word.endswith(".0") else word


def line(tensor):
    return " ".join(text(v) for v in tensor.numpy().ravel())


def accepted_case(op, family, x, s):
    """The lines of a case, or None where it is left out."""
    try:
        values, indices = pool(op, x, s)
    except RuntimeError:
        return None
    if differs_on_purpose(op, x, s, values) or cancels(op, family, x, s, values) or values.numel() > 150:
        return None
    lines = [f"accept {op} {s.words()}", "values " + " ".join(map(str, values.shape)), line(values)]
    if indices is not None:
        lines += ["indices", " ".join(str(int(i)) for i in indices.numpy().ravel())]
    return lines


def is_refused(op, x, s):
    try:
        pool(op, x, s)
    except (RuntimeError, ValueError):
        return True
    return False


def make():
    rng = random.Random(SEED)
    accepted, refused = dict.fromkeys(WANTED, 0), 0
    lines = []
    for index in range(MAPS):
        family, x = pick_map(rng)
        lines += ["map " + " ".join(map(str, x.shape)), line(x)]
        for op, wanted in WANTED.items():
            goal = wanted * (index + 1) // MAPS
            for _ in range(40):
                if accepted[op] >= goal:
                    break
                case = accepted_case(op, family, x, pick_settings(rng, op))
                if case is not None:
                    lines += case
                    accepted[op] += 1
        while refused < WANTED_REFUSED * (index + 1) // MAPS:
            op = rng.choice(["max", "max", "avg", "avg", "lp", "adaptive_avg", "adaptive_max"])
            settings = pick_settings(rng, op)
            spoil(rng, op, settings)
            if is_refused(op, x, settings):
                lines.append(f"refuse {op} {settings.words()}")
                refused += 1
    return lines, accepted, refused


def main():
    torch.set_num_threads(1)
    lines, accepted, refused = make()
    head = [f"# Made by pool_vectors.py with PyTorch {torch.__version__}, seed {SEED}: "
            f"{sum(accepted.values())} accepted, {refused} refused."]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pool_vectors.txt")
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(head + lines) + "\n")
    print(path, os.path.getsize(path), "bytes", accepted, refused, "refused")


if __name__ == "__main__":
    main()
