"""The demo's net: small, residual, of ReLUs that are reused and work in place, as many nets in the wild do."""

from __future__ import annotations

import torch
from torch import Tensor, nn

CLASSES = 6


class Block(nn.Module):
    """Two 3x3 convolutions beside a shortcut; one ReLU, called twice."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.first_norm(self.first(x)))
        y = self.second_norm(self.second(y))
        return self.relu(y + self.shortcut(x))


class SmallNet(nn.Module):
    """Logits (N, classes) from images (N, 3, 112, 112); about 160,000 parameters."""

    def __init__(self, classes: int = CLASSES) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 20, 5, 2, 2, bias=False),
            nn.BatchNorm2d(20),
            nn.ReLU(inplace=True),
        )
        self.body = nn.Sequential(Block(20, 40, 2), Block(40, 40), Block(40, 88, 2))
        self.head = nn.Linear(88, classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(torch.mean(self.body(self.stem(x)), (2, 3)))


def build() -> nn.Module:
    """What ``arch = "nets.py:build"`` calls."""
    return SmallNet()
