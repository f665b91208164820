#!/usr/bin/python3
"""Makes influence_vectors.txt: how many paths lead from each input cell to a neuron, by PyTorch's gradient.

Run with Debian's python3-torch: /usr/bin/python3 influence_vectors.py. The seed is below. influence_test.c reads it:

    stack NOTATION
    neuron Y X TOP LEFT HEIGHT WIDTH COUNT COUNT ...     of the last layer: counts over the region, row by row

All weights are ones, one channel a layer, in float64; a pool of any kind adds up its cells, and concat, like add, is
a sum: so each window is a convolution of ones, and the gradient counts paths.
"""
import os
import random

import torch
import torch.nn.functional as F

SEED = 411
CHAINS, BRANCHED = 60, 30


def ones(x, kernel, stride, padding, dilation):
    return F.conv2d(x, torch.ones(1, 1, *kernel, dtype=torch.float64), stride=stride, padding=padding,
                    dilation=dilation)


def pick_window(rng, x, keeps):
    """A window as notation and function; keeps: the size stays."""
    kernel = (rng.choice([1, 3, 3, 5]), rng.choice([1, 3, 3])) if keeps else (rng.choice([1, 2, 3, 4]),
                                                                            rng.choice([1, 2, 3]))
    kind = rng.choice(["conv", "conv", "maxpool", "avgpool"])
    dilation = rng.choice([1, 1, 2]) if kind != "avgpool" else 1
    stride = (1, 1) if keeps else (rng.choice([1, 1, 2, 3]), rng.choice([1, 1, 2]))
    padding = tuple((k - 1) * dilation // 2 for k in kernel) if keeps else tuple(
        rng.choice([0, k // 2]) for k in kernel)
    if kind != "conv" and any(p > k // 2 for p, k in zip(padding, kernel)):
        kind = "conv"
    text = f"{kind}{kernel[0]}x{kernel[1]}/{stride[0]}x{stride[1]} p{padding[0]}x{padding[1]}"
    text += f" d{dilation}" if dilation > 1 else ""
    return text, lambda x: ones(x, kernel, stride, padding, dilation)


def pick_chain(rng, x, length, depth, keeps, kinds=("add", "concat")):
    """Inside of add there is no concat: channels would no longer agree."""
    texts, layers = [], []
    for _ in range(length):
        if depth > 0 and rng.random() < 0.5:
            kind = rng.choice(kinds)
            inner = ("add",) if kind == "add" else kinds
            branches = [pick_chain(rng, x, rng.randint(0, 2), depth - 1, True, inner)
                        for _ in range(rng.randint(2, 3))]
            texts.append(f"{kind}({' | '.join(t for t, _ in branches)})")
            layer = lambda x, branches=branches: sum(run(fs, x) for _, fs in branches)
        elif rng.random() < 0.12 and not keeps:
            texts.append("up2")
            layer = lambda x: F.interpolate(x, scale_factor=2, mode="nearest")
        else:
            for _ in range(50):
                text, layer = pick_window(rng, x, keeps)
                try:
                    layer(x)
                    break
                except RuntimeError:
                    continue
            else:
                break
            texts.append(text)
        x = layer(x)
        layers.append(layer)
    return ", ".join(texts), layers


def run(layers, x):
    for layer in layers:
        x = layer(x)
    return x


def lines(rng, branched):
    height, width = rng.randint(5, 14), rng.randint(5, 14)
    x = torch.ones(1, 1, height, width, dtype=torch.float64, requires_grad=True)
    text, layers = pick_chain(rng, x, rng.randint(1, 5), 2 if branched else 0, False)
    y = run(layers, x)
    if not text or (branched and "(" not in text):
        return lines(rng, branched)
    result = [f"stack input 1x{height}x{width}, {text}"]
    for _ in range(2):
        row, column = rng.randrange(y.shape[2]), rng.randrange(y.shape[3])
        (gradient,) = torch.autograd.grad(y[0, 0, row, column], x, retain_graph=True)
        cells = gradient[0, 0].nonzero()
        if len(cells) == 0:
            continue
        top, left = cells[:, 0].min().item(), cells[:, 1].min().item()
        bottom, right = cells[:, 0].max().item() + 1, cells[:, 1].max().item() + 1
        counts = gradient[0, 0, top:bottom, left:right].flatten().tolist()
        numbers = [row, column, top, left, bottom - top, right - left] + [int(c) for c in counts]
        result.append("neuron " + " ".join(map(str, numbers)))
    return result


def main():
    rng = random.Random(SEED)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "influence_vectors.txt")
    with open(path, "w", encoding="ascii") as file:
        for i in range(CHAINS + BRANCHED):
            file.write("\n".join(lines(rng, i >= CHAINS)) + "\n")


if __name__ == "__main__":
    main()
