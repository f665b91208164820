#!/usr/bin/python3
"""Makes gradient_vectors.txt: the gradients that PyTorch's autograd has for pooling of every kind, and medians.

Run with Debian's python3-torch: /usr/bin/python3 gradient_vectors.py. The seed is below, so the same PyTorch
makes the same file. conformance_test.c reads it, in the format of pool_vectors.py with two more kinds of line:

    map C H W                  then one line of C*H*W values
    gradient OP SETTINGS       then `values C OH OW` and the gradient of the output, then `values C H W` and that
                               of the input
    median KH KW SH SW         then `values C OH OW` and torch.median of each window

Left out are the same cases as in pool_vectors.py: those in which Poolscope differs on purpose; and one more:
for Lp, PyTorch multiplies by the slope of x^p where no window reads, so that 0 * inf is NaN; here a cell that is
not read has gradient 0. Left out too are Lp windows with a sum of next to nothing, where its root is too steep to
compare in float32.
"""
import os
import random

import torch

import pool_vectors
from pool_vectors import Settings, line, pick_map, pick_settings, pool

SEED = 20240611
MAPS = 150
WANTED = {"max": 130, "avg": 150, "lp": 130, "adaptive_avg": 60, "adaptive_max": 60, "gap": 30, "gmp": 30}
WANTED_MEDIANS = 150
MOST_CELLS = 60


def has_steep_root(op, x, s):
    """Whether some window's sum of powers is small beside its terms."""
    if op != "lp":
        return False
    powers = x ** s.norm
    window = Settings()
    window.kernel, window.stride, window.ceil, window.norm = s.kernel, s.stride, s.ceil, 1
    sums, _ = pool("lp", powers, window)
    magnitudes, _ = pool("lp", powers.abs(), window)
    return bool((sums.abs() * 8 < magnitudes).any())


def is_steep_unread(op, x, s):
    """Whether x^p has no finite slope at a cell that no window reads."""
    if op != "lp":
        return False
    window = Settings()
    window.kernel, window.stride, window.ceil, window.norm = s.kernel, s.stride, s.ceil, 1
    reached = torch.ones_like(x, requires_grad=True)
    sums, _ = pool("lp", reached, window)
    sums.sum().backward()
    steep = ~torch.isfinite(x ** (s.norm - 1))
    return bool((steep & (reached.grad == 0)).any())


def gradient_case(rng, op, x, s):
    """The lines of a case, or None where it is left out."""
    x = x.clone().requires_grad_()
    try:
        values, _ = pool(op, x, s)
    except RuntimeError:
        return None
    if pool_vectors.differs_on_purpose(op, x, s, values) or values.numel() > MOST_CELLS:
        return None
    if has_steep_root(op, x.detach(), s) or is_steep_unread(op, x.detach(), s):
        return None
    gradient = torch.tensor([rng.randint(-12, 12) / 4 for _ in range(values.numel())]).reshape(values.shape)
    values.backward(gradient)
    return [f"gradient {op} {s.words()}", "values " + " ".join(map(str, values.shape)), line(gradient),
            "values " + " ".join(map(str, x.shape)), line(x.grad)]


def median_case(rng, x):
    kernel = [rng.randint(1, min(4, size)) for size in x.shape[1:]]
    stride = [rng.randint(1, 3), rng.randint(1, 3)]
    windows = x.unfold(1, kernel[0], stride[0]).unfold(2, kernel[1], stride[1]).flatten(3)
    values = windows.median(dim=3).values
    if values.numel() > MOST_CELLS:
        return None
    return ["median " + " ".join(map(str, kernel + stride)), "values " + " ".join(map(str, values.shape)),
            line(values)]


def add(lines, made, goal, make_case):
    """Makes cases until there are goal, or 40 have been left out; returns how many there are."""
    for _ in range(40):
        if made >= goal:
            break
        case = make_case()
        if case is not None:
            lines += case
            made += 1
    return made


def make():
    rng = random.Random(SEED)
    made = dict.fromkeys([*WANTED, "median"], 0)
    lines = []
    for index in range(MAPS):
        x = None
        while x is None or x.numel() > MOST_CELLS:
            _, x = pick_map(rng)
        lines += ["map " + " ".join(map(str, x.shape)), line(x)]
        for op, wanted in WANTED.items():
            made[op] = add(lines, made[op], wanted * (index + 1) // MAPS,
                           lambda: gradient_case(rng, op, x, pick_settings(rng, op)))
        made["median"] = add(lines, made["median"], WANTED_MEDIANS * (index + 1) // MAPS,
                             lambda: median_case(rng, x))
    return lines, made


def main():
    torch.set_num_threads(1)
    lines, made = make()
    head = [f"# Made by gradient_vectors.py with PyTorch {torch.__version__}, seed {SEED}: {sum(made.values())} cases."]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gradient_vectors.txt")
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(head + lines) + "\n")
    print(path, os.path.getsize(path), "bytes", made)


if __name__ == "__main__":
    main()
