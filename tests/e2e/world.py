"""A tiny world for the command line: images of one colour each, and a net whose weights are worked out by hand.

The net answers with the colour that is strongest in the image, so every prediction is known beforehand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.numpy import save_file

LABELS = ("red", "green", "blue")

NETS = '''
"""Three colours in, three classes out."""
import time

import torch
from torch import nn


class Colours(nn.Module):
    def __init__(self, pause_s=0.0, activation=True, spoil=False, room=1000):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)
        self.head = nn.Linear(3, 3)
        self.pause_s, self.activation, self.spoil, self.room = pause_s, activation, spoil, room

    def forward(self, x):
        time.sleep(self.pause_s)
        if len(x) > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        y = self.conv(x)
        if self.activation:
            y = torch.relu(y)
        y = self.head(y.mean((2, 3)))
        if self.spoil:  # what a broken layer does to very bright images
            y = torch.where((x.mean((1, 2, 3)) > 0.9)[:, None], torch.nan, y)
        return y


def build():
    return Colours()


def slow():
    return Colours(pause_s=0.25)


def straight():
    return Colours(activation=False)


def hungry():
    return Colours(room=8)


def spoilt():
    return Colours(spoil=True)
'''


def write_model(folder: Path, builder: str = "build", weights: str = "colours.safetensors", name: str = "") -> Path:
    """A model folder with code, weights and model.toml; the path of the latter."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nets.py").write_text(NETS)
    kernel = np.zeros((3, 3, 3, 3), np.float32)
    for channel in range(3):
        kernel[channel, channel, 1, 1] = 1
    numbers = {
        "conv.weight": kernel,
        "conv.bias": np.full(3, -0.2, np.float32),
        "head.weight": 8 * np.eye(3, dtype=np.float32) - 2,
        "head.bias": np.zeros(3, np.float32),
    }
    save_file(numbers, folder / "colours.safetensors")
    save_file(numbers | {"head.weight": np.zeros((7, 3), np.float32)}, folder / "other.safetensors")
    file = folder / f"{builder}.toml"
    file.write_text(
        f'name = "{name or "colours"}"\nversion = "1"\narch = "nets.py:{builder}"\nweights = "{weights}"\n'
        f'labels = ["red", "green", "blue"]\noutput = "logits"\n[input]\nsize = 24\nresize = 24\n',
        encoding="utf-8",
    )
    return file


def picture(colour: str, seed: int, width: int = 40, height: int = 30) -> Image.Image:
    """Noise in which one colour is strongest."""
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 100, (height, width, 3), dtype=np.uint8)
    pixels[..., LABELS.index(colour)] += 150
    return Image.fromarray(pixels)


def write_images(folder: Path, each: int, names: Sequence[str] = LABELS) -> list[Path]:
    """Class folders with so many PNG images each, in the folder's order."""
    written = []
    for label in sorted(names):
        (folder / label).mkdir(parents=True, exist_ok=True)
        for number in range(each):
            file = folder / label / f"{label}-{number:02d}.png"
            picture(label, 1000 * LABELS.index(label) + number).save(file)
            written.append(file)
    return written


def explained(project: Path) -> list[tuple[int, str]]:
    """(run, relative path) of every explanation in a project, read straight from its database."""
    database = sqlite3.connect(f"file:{project / 'audit.sqlite'}?mode=ro", uri=True)
    try:
        return database.execute(
            "SELECT e.run_id, i.relative FROM explanations e JOIN images i ON i.id = e.image_id ORDER BY 1, 2"
        ).fetchall()
    finally:
        database.close()
