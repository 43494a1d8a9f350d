"""A small world for the window: bright discs on dark grounds, and a net whose answer is known from the colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.numpy import save_file

LABELS = ("red", "green", "blue")

NETS = '''
"""Three colours in, three classes out; as slow as the test wants."""
import time

import torch
from torch import nn


class Colours(nn.Module):
    def __init__(self, pause_s=0.0, room=1000):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)
        self.head = nn.Linear(3, 3)
        self.pause_s, self.room = pause_s, room

    def forward(self, x):
        time.sleep(self.pause_s)
        if len(x) > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return self.head(torch.relu(self.conv(x)).amax((2, 3)))


def build():
    return Colours()


def hungry():
    return Colours(room=8)


def slow():
    return Colours(pause_s=0.03)
'''


def write_model(folder: Path, *, builder: str = "build") -> Path:
    """A model.toml with nets.py and weights beside it; returns the model.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nets.py").write_text(NETS)
    kernel = np.zeros((3, 3, 3, 3), dtype=np.float32)
    for channel in range(3):
        kernel[channel, channel, 1, 1] = 1.0
    head = (8.0 * np.eye(3) - 4.0).astype(np.float32)
    save_file(
        {
            "conv.weight": kernel,
            "conv.bias": np.zeros(3, np.float32),
            "head.weight": head,
            "head.bias": np.zeros(3, np.float32),
        },
        str(folder / "weights.safetensors"),
    )
    model = folder / "model.toml"
    model.write_text(
        f"""
name = "colours"
version = "1"
arch = "nets.py:{builder}"
weights = "weights.safetensors"
labels = ["red", "green", "blue"]
output = "logits"

[input]
size = 32
resize = 32
crop = "center"
range = [0.0, 1.0]
mean = [0.0, 0.0, 0.0]
std = [1.0, 1.0, 1.0]
"""
    )
    return model


def write_image(path: Path, label: str, seed: int, size: tuple[int, int] = (48, 40)) -> None:
    """One disc of a class's colour on dim noise; size is (width, height)."""
    draw = np.random.default_rng(seed)
    width, height = size
    pixels = draw.integers(0, 50, (height, width, 3)).astype(np.uint8)
    y, x = np.ogrid[:height, :width]
    centre = draw.uniform(0.35, 0.65, 2)
    disc = (x - centre[0] * width) ** 2 + (y - centre[1] * height) ** 2 < (0.2 * height) ** 2
    pixels[disc] = 40
    pixels[disc, LABELS.index(label)] = 230
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def write_folder(folder: Path, images: int, *, broken: bool = False) -> Path:
    """Class folders red, green, blue with ``images`` PNGs in turn; with ``broken`` one more that is cut short."""
    for n in range(images):
        label = LABELS[n % 3]
        write_image(folder / label / f"{n:04d}.png", label, n)
    if broken:
        whole = folder / "red" / "0000.png"
        (folder / "red" / "torn.png").write_bytes(whole.read_bytes()[:60])
    return folder
