"""Writes what print(model) shows of some well-known models into tests/data/torch, one file each.

Run by hand: python3 tests/data/torch_prints.py. It needs PyTorch alone: torchvision's classes are described here
as far as a printout shows them, with their names and in their order. No weights are made.
"""
import os
from collections import OrderedDict

import torch.nn as nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch")


def conv(inputs, outputs, kernel, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2, bias=False)


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, inputs, planes, stride, downsample):
        super().__init__()
        self.conv1 = conv(inputs, planes, 3, stride)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = conv(planes, planes, 3)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = downsample


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, planes, stride, downsample):
        super().__init__()
        self.conv1 = conv(inputs, planes, 1)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = conv(planes, planes, 3, stride)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = conv(planes, planes * 4, 1)
        self.bn3 = nn.BatchNorm2d(planes * 4)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample


class ResNet(nn.Module):
    def __init__(self, block, counts):
        super().__init__()
        self.inputs = 64
        self.conv1 = nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        for i, count in enumerate(counts):
            setattr(self, f"layer{i + 1}", self.make_layer(block, 64 << i, count, 1 if i == 0 else 2))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512 * block.expansion, 1000)

    def make_layer(self, block, planes, count, stride):
        downsample = None
        if stride != 1 or self.inputs != planes * block.expansion:
            downsample = nn.Sequential(
                conv(self.inputs, planes * block.expansion, 1, stride),
                nn.BatchNorm2d(planes * block.expansion),
            )
        blocks = [block(self.inputs, planes, stride, downsample)]
        self.inputs = planes * block.expansion
        blocks += [block(self.inputs, planes, 1, None) for _ in range(1, count)]
        return nn.Sequential(*blocks)


class VGG(nn.Module):
    def __init__(self, settings):
        super().__init__()
        layers, inputs = [], 3
        for setting in settings:
            if setting == "M":
                layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
            else:
                layers += [nn.Conv2d(inputs, setting, kernel_size=3, padding=1), nn.ReLU(True)]
                inputs = setting
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(0.5),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(0.5), nn.Linear(4096, 1000),
        )


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2), nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(64, 192, kernel_size=5, padding=2), nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(192, 384, kernel_size=3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(384, 256, kernel_size=3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(256, 256, kernel_size=3, padding=1), nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = nn.Sequential(
            nn.Dropout(p=0.5), nn.Linear(256 * 6 * 6, 4096), nn.ReLU(inplace=True),
            nn.Dropout(p=0.5), nn.Linear(4096, 4096), nn.ReLU(inplace=True), nn.Linear(4096, 1000),
        )


class Conv2dNormActivation(nn.Sequential):
    def __init__(self, inputs, outputs, kernel=3, stride=1, groups=1):
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2, groups=groups, bias=False),
            nn.BatchNorm2d(outputs), nn.ReLU6(inplace=True),
        )


class InvertedResidual(nn.Module):
    """Whether it adds its input is in no child."""

    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        first = [] if expansion == 1 else [Conv2dNormActivation(inputs, hidden, 1)]
        self.conv = nn.Sequential(
            *first, Conv2dNormActivation(hidden, hidden, 3, stride, hidden),
            nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs),
        )


class MobileNetV2(nn.Module):
    def __init__(self):
        super().__init__()
        layers, inputs = [Conv2dNormActivation(3, 32, 3, 2)], 32
        for expansion, outputs, count, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
                                                  (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
            for i in range(count):
                layers.append(InvertedResidual(inputs, outputs, stride if i == 0 else 1, expansion))
                inputs = outputs
        self.features = nn.Sequential(*layers, Conv2dNormActivation(inputs, 1280, 1))
        self.classifier = nn.Sequential(nn.Dropout(p=0.2), nn.Linear(1280, 1000))


def minicnn():
    """assets/stacks/minicnn.txt."""
    return nn.Sequential(OrderedDict([
        ("conv1", nn.Conv2d(1, 32, 3, padding=1)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
        ("conv2", nn.Conv2d(32, 64, 3, padding=1)), ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)),
        ("gap", nn.AdaptiveAvgPool2d(1)), ("flatten", nn.Flatten()), ("fc", nn.Linear(64, 10)),
    ]))


class Mixer(nn.Module):
    """A class of one's own: nobody can tell from its printout in what order its children run."""

    def __init__(self):
        super().__init__()
        self.left = nn.Conv2d(8, 8, 3, padding=1)
        self.right = nn.Conv2d(8, 8, 5, padding=2)


def forms():
    """Every class and form of argument that is read."""
    return nn.Sequential(OrderedDict([
        ("same", nn.Conv2d(3, 8, (3, 5), padding="same", dilation=(2, 1))),
        ("even", nn.Conv2d(8, 8, 4, padding="same")),
        ("valid", nn.Conv2d(8, 16, kernel_size=3, padding="valid", stride=(2, 1))),
        ("depthwise", nn.Conv2d(16, 16, 3, padding=1, groups=16, bias=False)),
        ("grouped", nn.Conv2d(16, 32, 1, groups=4)),
        ("norm", nn.BatchNorm2d(32)), ("silu", nn.SiLU()), ("tanh", nn.Tanh()), ("gn", nn.GroupNorm(4, 32)),
        ("max", nn.MaxPool2d((3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2), ceil_mode=True)),
        ("average", nn.AvgPool2d(3, stride=1, padding=1)),
        ("lp", nn.LPPool2d(3, kernel_size=2, stride=1)),
        ("up", nn.Upsample(scale_factor=2, mode="nearest")),
        ("adaptive", nn.AdaptiveMaxPool2d((5, None))),
        ("drop", nn.Dropout(p=0.2)), ("flat", nn.Flatten()), ("linear", nn.Linear(32 * 5 * 17, 10, bias=False)),
    ]))


VGG16 = [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"]
MODELS = {
    "resnet18": lambda: ResNet(BasicBlock, [2, 2, 2, 2]),
    "resnet50": lambda: ResNet(Bottleneck, [3, 4, 6, 3]),
    "vgg16": lambda: VGG(VGG16),
    "alexnet": AlexNet,
    "mobilenet_v2": MobileNetV2,
    "minicnn": minicnn,
    "forms": forms,
    "unordered": lambda: nn.Sequential(nn.Conv2d(3, 8, 3), Mixer(), nn.MaxPool2d(2)),
}

if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    for name, make in MODELS.items():
        with open(os.path.join(FOLDER, name + ".txt"), "w", encoding="ascii") as file:
            file.write(str(make()) + "\n")
