"""The bench's nets, trained on single things of a world and kept in a folder; minutes each on two cores."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bench.nets import FAMILIES
from bench.worlds import world_named
from engine.models import InputSpec, Model
from engine.records import ByteArray

SIDE_PX = 96
TRAINING_IMAGES, HELD_OUT_IMAGES = 4800, 600
TRAINING_SEED, HELD_OUT_SEED = 1, 2
EPOCHS, RATE = 10, 3e-3
OWN_EPOCHS, OWN_RATE = {"attention": 20}, {"attention": 1e-3}
BATCH = 64
MEAN, STD = 0.45, 0.25

Say = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Net:
    """A trained net. key: of its recipe; accuracy: share of the held-out single things that it names."""

    family: str
    world: str
    key: str
    model: Model
    accuracy: float


def trained(family: str, world: str, cache: Path, say: Say = print) -> Net:
    """The net of that family for that world, from the folder ``cache`` if it was trained before."""
    classes = world_named(world).CLASSES
    torch.manual_seed(0)
    module = FAMILIES[family](len(classes))
    epochs, rate = OWN_EPOCHS.get(family, EPOCHS), OWN_RATE.get(family, RATE)
    recipe = f"{family} {_pictures_of(world, TRAINING_IMAGES, TRAINING_SEED)} {epochs} {rate} {module}"
    key = hashlib.sha256(recipe.encode()).hexdigest()[:12]
    file = cache / f"net-{world}-{family}-{key}.pt"
    if file.exists():
        module.load_state_dict(torch.load(file, weights_only=True))
    else:
        say(f"training the {family} net on {world}: {epochs} epochs of {TRAINING_IMAGES} pictures")
        train(module, *singles(world, TRAINING_IMAGES, TRAINING_SEED, cache), epochs, rate, say)
        _keep(file, lambda part: torch.save(module.state_dict(), part))
    module.eval()
    images, labels = singles(world, HELD_OUT_IMAGES, HELD_OUT_SEED, cache)
    with torch.no_grad():
        right = torch.cat([module(chunk).argmax(1) for chunk in images.split(100)]) == labels
    spec = InputSpec(size=(SIDE_PX, SIDE_PX), mean=(MEAN,) * 3, std=(STD,) * 3)
    model = Model.from_module(module, name=f"{family} on {world}", labels=classes, input=spec)
    return Net(family, world, key, model, right.float().mean().item())


def singles(world: str, count: int, seed: int, cache: Path) -> tuple[Tensor, Tensor]:
    """Pictures as the nets take them, (count, 3, 96, 96) float32, and their classes, (count,)."""
    file = cache / f"pictures-{_pictures_of(world, count, seed)}.npy"
    classes = world_named(world).CLASSES
    if not file.exists():
        with ProcessPoolExecutor(2) as pool:
            jobs = [pool.submit(_draw, world, seed, start, min(count, start + 100)) for start in range(0, count, 100)]
            drawn = np.concatenate([job.result() for job in jobs])
        _keep(file, lambda part: np.save(part, drawn))
    pixels = torch.from_numpy(np.load(file)).permute(0, 3, 1, 2)
    return (pixels / 255 - MEAN) / STD, torch.arange(count) % len(classes)


def _pictures_of(world: str, count: int, seed: int) -> str:
    """OpenCV's release is in it: what it draws letters with has changed between releases."""
    return f"{world}-{world_named(world).VERSION}-{SIDE_PX}-{count}-{seed}-cv{cv2.__version__.split('.')[0]}"


def _draw(world: str, seed: int, first: int, last: int) -> ByteArray:
    cv2.setNumThreads(1)
    drawer = world_named(world)
    return np.stack(
        [
            drawer.single(drawer.CLASSES[n % len(drawer.CLASSES)], np.random.default_rng((seed, n)), SIDE_PX).pixels
            for n in range(first, last)
        ]
    )


def _keep(file: Path, write: Callable[[Path], object]) -> None:
    """There whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.stem}.part{file.suffix}")
    write(part)
    os.replace(part, file)


def _further_away(images: Tensor, scale: float) -> Tensor:
    """The things smaller and somewhere else, as in pictures of two; the ground goes on as in a mirror."""
    side = round(SIDE_PX * scale)
    small = F.interpolate(images, size=(side, side), mode="bilinear", antialias=True)
    left, top = (int(torch.randint(0, SIDE_PX - side + 1, ())) for _ in range(2))
    return F.pad(small, (left, SIDE_PX - side - left, top, SIDE_PX - side - top), mode="reflect")


def train(module: nn.Module, images: Tensor, labels: Tensor, epochs: int, rate: float, say: Say) -> None:
    """AdamW, one cycle; pictures shrunk and moved at random."""
    started = time.perf_counter()
    module.to(memory_format=torch.channels_last).train()  # type: ignore[call-overload]
    images = images.contiguous(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(module.parameters(), lr=rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=rate, total_steps=epochs * (len(images) // BATCH))
    for epoch in range(epochs):
        order = torch.randperm(len(images))
        total = 0.0
        for chunk in order[: len(order) // BATCH * BATCH].split(BATCH):
            shown = _further_away(images[chunk], float(torch.empty(()).uniform_(0.55, 1.0)))
            with torch.autocast("cpu", torch.bfloat16):
                loss = F.cross_entropy(module(shown).float(), labels[chunk], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        mean, spent_s = total / (len(order) // BATCH), time.perf_counter() - started
        say(f"  epoch {epoch + 1}: loss {mean:.3f}, {spent_s:.0f} s")
    module.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
