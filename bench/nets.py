"""Five small nets of five families, as different as the models in the wild in how they use their activations."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def plain(classes: int) -> nn.Module:
    """VGG family: 3x3 convolutions, a ReLU module each, max-pooling."""
    layers: list[nn.Module] = []
    channels = 3
    for width, count in ((16, 1), (32, 2), (64, 2), (96, 2)):
        for _ in range(count):
            layers += [nn.Conv2d(channels, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes))


class _Residual(nn.Module):
    """Two convolutions beside a shortcut; one ReLU in place, called twice."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.short: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.short = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.first_norm(self.first(x)))
        return self.relu(self.second_norm(self.second(y)) + self.short(x))


def residual(classes: int) -> nn.Module:
    """ResNet family: strided stem, residual blocks, no max-pooling."""
    stem = [nn.Conv2d(3, 24, 3, 2, 1, bias=False), nn.BatchNorm2d(24), nn.ReLU(inplace=True)]
    blocks = [_Residual(24, 24, 1), _Residual(24, 48, 2), _Residual(48, 48, 1), _Residual(48, 96, 2)]
    last = _Residual(96, 96, 1)
    return nn.Sequential(*stem, *blocks, last, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(96, classes))


class _Grown(nn.Module):
    """A layer of a dense block: what came before, and some channels more. Its ReLU is a function."""

    def __init__(self, inputs: int, growth: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(inputs)
        self.convolution = nn.Conv2d(inputs, growth, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat((x, self.convolution(F.relu(self.norm(x)))), 1)


class _Narrowed(nn.Module):
    """Half the channels, between two dense blocks."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(inputs)
        self.convolution = nn.Conv2d(inputs, inputs // 2, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.convolution(F.relu(self.norm(x)))


class _Dense(nn.Module):
    def __init__(self, classes: int, growth: int = 20) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 5, 2, 2, bias=False)
        self.stem_norm = nn.BatchNorm2d(32)
        channels, parts = 32, []
        for _ in range(3):
            grown = [_Grown(channels + n * growth, growth) for n in range(3)]
            channels += 3 * growth
            parts.append(nn.Sequential(*grown, _Narrowed(channels)))
            channels //= 2
        self.parts = nn.ModuleList(parts)
        self.norm = nn.BatchNorm2d(channels)
        self.head = nn.Linear(channels, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        for number, part in enumerate(self.parts):
            x = part(x)
            if number < len(self.parts) - 1:
                x = F.avg_pool2d(x, 2)
        return self.head(F.relu(self.norm(x)).mean((2, 3)))


def dense(classes: int) -> nn.Module:
    """DenseNet family: concatenations, functional ReLUs before the convolutions, average pooling."""
    return _Dense(classes)


class _Mobile(nn.Module):
    """Widen, look around channel by channel, weigh the channels, narrow (MobileNet v3)."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        wide = 3 * inputs
        self.widen = nn.Sequential(nn.Conv2d(inputs, wide, 1, bias=False), nn.BatchNorm2d(wide), nn.Hardswish(True))
        self.around = nn.Sequential(
            nn.Conv2d(wide, wide, 3, stride, 1, groups=wide, bias=False), nn.BatchNorm2d(wide), nn.Hardswish(True)
        )
        self.squeeze, self.excite = nn.Conv2d(wide, wide // 4, 1), nn.Conv2d(wide // 4, wide, 1)
        self.narrow = nn.Sequential(nn.Conv2d(wide, outputs, 1, bias=False), nn.BatchNorm2d(outputs))
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        y = self.around(self.widen(x))
        weight = F.hardsigmoid(self.excite(F.relu6(self.squeeze(y.mean((2, 3), keepdim=True)))))
        y = self.narrow(y * weight)
        return x + y if self.adds else y


def mobile(classes: int) -> nn.Module:
    """MobileNet v3 family: Hardswish, ReLU6, depthwise convolutions, squeeze-and-excitation."""
    stem = [nn.Conv2d(3, 20, 3, 2, 1, bias=False), nn.BatchNorm2d(20), nn.Hardswish(True)]
    blocks = [_Mobile(20, 20, 1), _Mobile(20, 32, 2), _Mobile(32, 32, 1), _Mobile(32, 56, 2), _Mobile(56, 56, 1)]
    last = [nn.Conv2d(56, 112, 1, bias=False), nn.BatchNorm2d(112), nn.Hardswish(True)]
    return nn.Sequential(*stem, *blocks, *last, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(112, classes))


class _Layer(nn.Module):
    """Self-attention and a perceptron with GELU, each after a norm and beside a shortcut."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        n, tokens, width = x.shape
        parts = self.qkv(self.norm1(x)).view(n, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2])
        x = x + self.out(mixed.transpose(1, 2).reshape(n, tokens, width))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class _Attention(nn.Module):
    def __init__(self, classes: int, side_px: int, width: int = 72, depth: int = 4, heads: int = 3) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 24, 3, 2, 1), nn.BatchNorm2d(24), nn.GELU(),
            nn.Conv2d(24, 48, 3, 2, 1), nn.BatchNorm2d(48), nn.GELU(),
            nn.Conv2d(48, width, 3, 2, 1), nn.BatchNorm2d(width), nn.GELU(),
            nn.Conv2d(width, width, 1),
        )  # fmt: skip
        self.place = nn.Parameter(0.02 * torch.randn(1, (side_px // 8) ** 2, width))
        self.layers = nn.ModuleList(_Layer(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x).flatten(2).transpose(1, 2) + self.place
        for layer in self.layers:
            x = layer(x)
        return self.head(self.norm(x).mean(1))


def attention(classes: int) -> nn.Module:
    """Vision transformer with a convolutional stem: GELU, layer norm, fused attention, no class token; 96 px only."""
    return _Attention(classes, 96)


FAMILIES: dict[str, Callable[[int], nn.Module]] = {
    "plain": plain,
    "residual": residual,
    "dense": dense,
    "mobile": mobile,
    "attention": attention,
}
