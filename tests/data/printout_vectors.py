"""Writes tests/data/printout_vectors.txt: 500 random models, what print shows of each, and what PyTorch makes of them.

Run by hand: python3 tests/data/printout_vectors.py (PyTorch 1.13). Of each printout:
  input C H W                what the model ran on
  parameters N               of convolutions, linear layers and batch norms
  layer PATH C H W           what came out of each module that is a layer, in the order in which they ran
  text                       the printout up to a line with a full stop alone
A vector of C values is C x 1 x 1.
"""
import os
import random
from collections import OrderedDict

import torch
import torch.nn as nn

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "printout_vectors.txt")
LAYERS = (nn.Conv2d, nn.MaxPool2d, nn.AvgPool2d, nn.LPPool2d, nn.AdaptiveAvgPool2d, nn.AdaptiveMaxPool2d, nn.Linear,
          nn.Upsample, nn.BatchNorm2d, nn.BatchNorm1d)
COUNTED = (nn.Conv2d, nn.Linear, nn.BatchNorm2d, nn.BatchNorm1d)


class Wrapper(nn.Module):
    """One child: nothing to know of its order."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net(x)


class Backbone(nn.Module):
    """One Sequential beside children that change no shape."""

    def __init__(self, body):
        super().__init__()
        self.body = body
        self.drop = nn.Dropout(0.5)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.drop(self.act(self.body(x)))


class BasicBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)

    def forward(self, x):
        return self.relu(self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x))))) + x)


class Maker:
    """Grows a model layer by layer, and keeps what its output looks like."""

    def __init__(self, channels, side):
        self.shape = (channels, side, side)

    def add(self, module):
        """The module, or None where the input is too small for it."""
        module.eval()
        try:
            with torch.no_grad():
                shape = tuple(module(torch.zeros((2,) + self.shape)).shape[1:])
        except (RuntimeError, ValueError):
            return None
        if 0 in shape or (len(shape) == 3 and max(shape) > 96):
            return None
        self.shape = shape
        return module

    def conv(self):
        channels = self.shape[0]
        kernel = random.choice([1, 3, 3, 5, (3, 5), 2, 11])
        out = random.choice([4, 6, 8, 12, 16, 24])
        groups = random.choice([g for g in (1, 1, 1, 2, channels) if channels % g == 0 and out % g == 0])
        return nn.Conv2d(channels, out, kernel, stride=random.choice([1, 1, 2, (2, 1)]),
                         padding=random.choice([0, 1, 1, 2, (1, 2), "valid"]), dilation=random.choice([1, 1, 1, 2]),
                         groups=groups, bias=random.random() < 0.7)

    def layer(self):
        channels = self.shape[0]
        norms = [g for g in (1, 2, 4) if channels % g == 0]
        made = random.choice([
            self.conv, self.conv, self.conv, self.conv,
            lambda: nn.MaxPool2d(random.choice([2, 3, (3, 2)]), stride=random.choice([None, 1, 2]),
                                 padding=random.choice([0, 0, 1]), ceil_mode=random.random() < 0.3),
            lambda: nn.MaxPool2d(2, 2),
            lambda: nn.AvgPool2d(random.choice([2, 3]), stride=random.choice([None, 1, 2])),
            lambda: nn.LPPool2d(2, 2),
            lambda: nn.BatchNorm2d(channels, affine=random.random() < 0.8),
            lambda: nn.BatchNorm2d(channels),
            lambda: nn.GroupNorm(random.choice(norms), channels),
            lambda: nn.InstanceNorm2d(channels),
            lambda: nn.Dropout(0.25), lambda: nn.Dropout2d(), nn.Identity,
            nn.ReLU, lambda: nn.ReLU(inplace=True), lambda: nn.LeakyReLU(0.2), nn.GELU, nn.SiLU, nn.ReLU6, nn.Tanh,
            nn.Sigmoid, nn.ELU, nn.Hardswish,
            lambda: nn.Upsample(scale_factor=2),
            lambda: BasicBlock(channels),
            lambda: nn.AdaptiveMaxPool2d(random.choice([3, (5, 4)]))])()
        return self.add(made)

    def chain(self, length, depth):
        modules = []
        while len(modules) < length:
            if depth > 0 and random.random() < 0.25:
                inner = self.chain(random.randint(1, 4), depth - 1)
                kind = random.random()
                modules.append(Wrapper(inner) if kind < 0.2 else Backbone(inner) if kind < 0.4 else inner)
                continue
            module = self.layer()
            if module is not None:
                modules.append(module)
        if random.random() < 0.15:
            return nn.Sequential(OrderedDict((f"m{chr(97 + i)}", module) for i, module in enumerate(modules)))
        return nn.Sequential(*modules)

    def head(self):
        modules = []
        if random.random() < 0.5:
            modules.append(self.add(nn.AdaptiveAvgPool2d(random.choice([1, 2]))))
        modules.append(self.add(nn.Flatten()))
        linear = False
        while len(modules) < 3 or random.random() < 0.5:
            features = self.shape[0]
            made = random.choice([
                lambda: nn.Linear(features, random.choice([5, 10, 32]), bias=random.random() < 0.8),
                lambda: nn.BatchNorm1d(features) if linear else nn.Tanh(), nn.ReLU, nn.Dropout])()
            linear = linear or isinstance(made, nn.Linear)
            modules.append(self.add(made))
        return nn.Sequential(*modules)


def make_model():
    channels = random.choice([1, 3, 3, 4])
    side = random.choice([16, 24, 28, 32, 33])
    maker = Maker(channels, side)
    body = maker.chain(random.randint(1, 9), 2)
    if random.random() < 0.4:
        return nn.Sequential(body, maker.head()), (channels, side, side)
    return random.choice([body, body, Wrapper(body), nn.DataParallel(body)]), (channels, side, side)


def trace(model, shape):
    """Paths and shapes of layers in the order in which they ran."""
    model = model.eval()
    lines = []
    names = {module: name for name, module in model.named_modules()}

    def hook(module, inputs, output):
        size = (list(output.shape[1:]) + [1, 1])[:3]
        lines.append(f"layer {names[module]} {size[0]} {size[1]} {size[2]}")

    for module in model.modules():
        if isinstance(module, LAYERS):
            module.register_forward_hook(hook)
    with torch.no_grad():
        model(torch.zeros((2,) + shape))
    return lines


def main():
    random.seed(19)
    torch.manual_seed(19)
    texts = []
    while len(texts) < 500:
        model, shape = make_model()
        text = str(model)
        lines = trace(model, shape)
        if not lines or len(text) > 6000:
            continue
        parameters = sum(p.numel() for m in model.modules() if isinstance(m, COUNTED) for p in m.parameters())
        texts.append("\n".join([f"input {shape[0]} {shape[1]} {shape[2]}", f"parameters {parameters}"] + lines +
                               ["text", text, ".", ""]))
    with open(PATH, "w", encoding="ascii") as file:
        file.write("".join(texts))


if __name__ == "__main__":
    main()
