#!/usr/bin/python3
"""Makes conv_vectors.txt: convolutions, linear layers and softmax by PyTorch, float32.

Run with Debian's python3-torch: /usr/bin/python3 conv_vectors.py. The seed is below. conv_test.c reads lines

    conv C H W channels groups KH KW SH SW PH PW DH DW bias : input | weights | bias | OH OW output
    linear C H W count : input | weights | bias | output
    softmax count : values | output
"""
import os
import random

import torch
import torch.nn.functional as F

SEED = 77


def numbers(tensor):
    return " ".join(f"{v:.9g}" for v in tensor.flatten().tolist())


def conv(rng):
    groups = rng.choice([1, 1, 2, 3])
    inputs, channels = groups * rng.randint(1, 2), groups * rng.randint(1, 2)
    height, width = rng.randint(1, 7), rng.randint(1, 7)
    kernel = (rng.randint(1, 3), rng.randint(1, 4))
    stride = (rng.randint(1, 3), rng.randint(1, 2))
    padding = (rng.randint(0, 3), rng.randint(0, 2))
    dilation = (rng.randint(1, 2), rng.randint(1, 2))
    x = torch.randn(1, inputs, height, width)
    weights = torch.randn(channels, inputs // groups, *kernel)
    bias = torch.randn(channels) if rng.random() < 0.5 else None
    try:
        y = F.conv2d(x, weights, bias, stride, padding, dilation, groups)
    except RuntimeError:
        return conv(rng)
    head = [inputs, height, width, channels, groups, *kernel, *stride, *padding, *dilation, int(bias is not None)]
    return (f"conv {' '.join(map(str, head))} : {numbers(x)} | {numbers(weights)} | "
            f"{numbers(bias) if bias is not None else ''} | {y.shape[2]} {y.shape[3]} {numbers(y)}")


def linear(rng):
    shape = (rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 3))
    x, count = torch.randn(*shape), rng.randint(1, 5)
    weights, bias = torch.randn(count, x.numel()), torch.randn(count)
    y = F.linear(x.flatten(), weights, bias)
    return f"linear {' '.join(map(str, shape))} {count} : {numbers(x)} | {numbers(weights)} | {numbers(bias)} | {numbers(y)}"


def softmax(rng):
    x = torch.randn(rng.randint(1, 8)) * rng.choice([1, 10, 1000])
    return f"softmax {x.numel()} : {numbers(x)} | {numbers(F.softmax(x, dim=0))}"


def main():
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "conv_vectors.txt")
    with open(path, "w", encoding="ascii") as file:
        for make, count in ((conv, 60), (linear, 10), (softmax, 10)):
            for _ in range(count):
                file.write(make(rng) + "\n")


if __name__ == "__main__":
    main()
