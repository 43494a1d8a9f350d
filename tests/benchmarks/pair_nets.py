"""Two nets of different families for the pair bench, trained on single things of the demo's world, never a stamp."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.models import InputSpec, Model
from resources.demo import world

SIDE_PX = 96
TRAINING_IMAGES = 4800
EPOCHS = 10
MEAN, STD = 0.45, 0.25
CACHE = Path(__file__).parent / ".cache"


def plain() -> nn.Module:
    """VGG family: 3x3 convolutions, separate ReLU modules, max-pooling."""
    layers: list[nn.Module] = []
    channels = 3
    for width, count in ((16, 1), (32, 2), (64, 2), (96, 2)):
        for _ in range(count):
            layers += [nn.Conv2d(channels, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, len(world.CLASSES)))


class _Block(nn.Module):
    def __init__(self, channels: int, width: int, stride: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, width, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.second = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.short = (
            nn.Sequential(nn.Conv2d(channels, width, 1, stride, bias=False), nn.BatchNorm2d(width))
            if stride != 1 or channels != width
            else nn.Identity()
        )

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.norm1(self.first(x)))
        return self.relu(self.norm2(self.second(y)) + self.short(x))


def residual() -> nn.Module:
    """ResNet family: strided stem, residual blocks with one in-place ReLU used twice, no max-pooling."""
    stem = [nn.Conv2d(3, 24, 3, 2, 1, bias=False), nn.BatchNorm2d(24), nn.ReLU(inplace=True)]
    blocks = [_Block(24, 24, 1), _Block(24, 48, 2), _Block(48, 48, 1), _Block(48, 96, 2), _Block(96, 96, 1)]
    return nn.Sequential(*stem, *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(96, len(world.CLASSES)))


FAMILIES = {"plain (VGG family)": plain, "residual (ResNet family)": residual}


def last_convolution(module: nn.Module) -> nn.Module:
    """The layer that Grad-CAM is asked at: the last one whose output still has positions, before the pooling."""
    place = next(i for i, part in enumerate(module) if isinstance(part, nn.AdaptiveAvgPool2d))  # type: ignore[arg-type]
    before = [part for part in list(module)[:place] if not isinstance(part, nn.MaxPool2d)]  # type: ignore[call-overload]
    return before[-1]


def trained(family: str, seed: int = 0) -> tuple[Model, float]:
    """The net of that family, and its accuracy on 600 held-out images; from the cache if it was trained before."""
    torch.manual_seed(seed)
    module = FAMILIES[family]()
    recipe = f"{family} {seed} {SIDE_PX} {TRAINING_IMAGES} {EPOCHS} {world.VERSION} {module}"
    file = CACHE / f"{hashlib.sha256(recipe.encode()).hexdigest()[:16]}.pt"
    if file.exists():
        module.load_state_dict(torch.load(file, weights_only=True))
    else:
        _train(module, *_singles(TRAINING_IMAGES, seed=1))
        CACHE.mkdir(exist_ok=True)
        torch.save(module.state_dict(), file)
    module.eval()
    images, labels = _singles(600, seed=2)
    with torch.no_grad():
        right = torch.cat([module(chunk).argmax(1) for chunk in images.split(100)]) == labels
    spec = InputSpec(size=(SIDE_PX, SIDE_PX), mean=(MEAN,) * 3, std=(STD,) * 3)
    return Model.from_module(module, name=family, labels=world.CLASSES, input=spec), right.float().mean().item()


def _singles(count: int, seed: int) -> tuple[Tensor, Tensor]:
    file = CACHE / f"singles-{world.VERSION}-{SIDE_PX}-{count}-{seed}.npy"
    labels = torch.arange(count) % len(world.CLASSES)
    if not file.exists():
        rng = np.random.default_rng(seed)
        drawn = [world.draw(world.CLASSES[label], rng, SIDE_PX).pixels for label in labels.tolist()]
        CACHE.mkdir(exist_ok=True)
        np.save(file, np.stack(drawn))
    pixels = torch.from_numpy(np.load(file)).permute(0, 3, 1, 2)
    return (pixels / 255 - MEAN) / STD, labels


def _further_away(images: Tensor, scale: float) -> Tensor:
    """The things smaller and somewhere else, as in pair images; the ground goes on as in a mirror."""
    side = round(SIDE_PX * scale)
    small = F.interpolate(images, size=(side, side), mode="bilinear", antialias=True)
    left, top = (int(torch.randint(0, SIDE_PX - side + 1, ())) for _ in range(2))
    return F.pad(small, (left, SIDE_PX - side - left, top, SIDE_PX - side - top), mode="reflect")


def _train(module: nn.Module, images: Tensor, labels: Tensor, batch: int = 64) -> None:
    started = time.perf_counter()
    module.to(memory_format=torch.channels_last).train()  # type: ignore[call-overload]
    images = images.contiguous(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(module.parameters(), lr=3e-3, weight_decay=0.02)
    steps = EPOCHS * (len(images) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=3e-3, total_steps=steps)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(images))
        total = 0.0
        for chunk in order[: len(order) // batch * batch].split(batch):
            shown = images[chunk]
            if torch.rand(()) < 0.5:
                shown = shown.flip(3)
            shown = _further_away(shown, float(torch.empty(()).uniform_(0.55, 1.0)))
            with torch.autocast("cpu", torch.bfloat16):
                loss = F.cross_entropy(module(shown), labels[chunk], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        mean, spent_s = total / (len(order) // batch), time.perf_counter() - started
        print(f"  epoch {epoch + 1}: loss {mean:.3f}, {spent_s:.0f} s", flush=True)
    module.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
