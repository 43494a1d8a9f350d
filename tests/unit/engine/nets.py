"""Small nets with known behaviour, and the images they are tested on."""

import numpy as np
import torch
from torch import nn

from engine.models import InputSpec, Model

SIDE = 16


class LeftOrRight(nn.Module):
    """Two classes: how much light falls on the left half, and how much on the right; a ReLU behind each pixel."""

    def __init__(self, inplace=False):
        super().__init__()
        self.spread = nn.Conv2d(3, 4, 3, padding=1)
        self.act = nn.ReLU(inplace=inplace)
        torch.manual_seed(0)
        with torch.no_grad():
            self.spread.weight.normal_(0.05, 0.1)
            self.spread.bias.zero_()

    def forward(self, x):
        light = self.act(self.spread(x)).mean(dim=1)
        half = x.shape[-1] // 2
        return 20 * torch.stack([light[:, :, :half].mean((1, 2)), light[:, :, half:].mean((1, 2))], dim=1)


class SmallResidual(nn.Module):
    """Stem, one residual block with one in-place ReLU used twice, pooling, linear; random weights."""

    def __init__(self, classes=5, seed=0):
        super().__init__()
        torch.manual_seed(seed)
        self.stem = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(8)
        self.conv = nn.Conv2d(8, 8, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(8, classes)

    def forward(self, x):
        x = self.relu(self.norm(self.stem(x)))
        x = self.relu(x + self.conv(x))
        return 4 * self.head(x.mean(dim=(2, 3)))


def wrap(module, classes, side=SIDE, **kwargs):
    labels = [f"class {i}" for i in range(classes)]
    return Model.from_module(module, labels=labels, input=InputSpec(size=(side, side)), **kwargs)


def photographs(count, side=SIDE, seed=0):
    """uint8 (count, side, side, 3): smooth random colour, no two alike."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (count, 4, 4, 3))
    return np.kron(coarse, np.ones((1, side // 4, side // 4, 1))).astype(np.uint8)
