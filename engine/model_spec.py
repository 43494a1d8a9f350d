"""What model.toml says, as frozen values, and the errors about it. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from engine.records import PlainError

OutputKind = Literal["logits", "probabilities", "multilabel", "binary"]
OUTPUT_KINDS: tuple[OutputKind, ...] = ("logits", "probabilities", "multilabel", "binary")
CROPS = ("center", "none")
INTERPOLATIONS = ("nearest", "bilinear", "bicubic")
CHANNEL_ORDERS = ("rgb", "bgr", "grey")
MAX_INPUT_SIDE = 8192


class ModelError(PlainError):
    """The model cannot be loaded or used; the text says which file and key, and what to do."""


@dataclass(frozen=True, slots=True)
class CodeFile:
    """A file whose loading runs code, and the SHA-256 (hex) of the bytes that would run."""

    path: Path
    sha256: str


class ConsentNeeded(ModelError):
    """The model brings code that nobody has agreed to run yet.

    Attributes:
        files: what would run; pass it to ``engine.consent.remember`` after the user agreed.
    """

    def __init__(self, files: tuple[CodeFile, ...]) -> None:
        self.files = files
        listing = "\n".join(f"  {file.path}\n  sha256 {file.sha256}" for file in files)
        super().__init__(
            "This model brings code that would run on this computer:\n"
            f"{listing}\n"
            "Nothing was run. If you trust where it comes from, allow it: --trust-code on the command line, "
            "trust_code=True in Python, or the question in the window."
        )


@dataclass(frozen=True, slots=True)
class InputSpec:
    """How an image becomes the model's input, in this order: resize, crop, range, channel order, mean and std.

    size:          pixels the model takes, one number or (height, width)
    resize:        shorter side in pixels, or (height, width); None resizes straight to ``size``
    crop:          "center" cuts (or pads with black) to ``size``; "none" if the resized image has that size already
    interpolation: "nearest", "bilinear", "bicubic"
    antialias:     smooth before shrinking, as Pillow does
    channels:      "rgb" or "bgr", the order the model takes, or "grey" for a model with one input channel
    range:         what black (0) and full (255) become before mean and std, such as (0, 1) or (0, 255)
    mean, std:     one per channel, in the model's channel order, in units of ``range``; 0 and 1 if left out
    """

    size: int | tuple[int, int] = 224
    resize: int | tuple[int, int] | None = None
    crop: str = "center"
    interpolation: str = "bilinear"
    antialias: bool = True
    channels: str = "rgb"
    range: tuple[float, float] = (0.0, 1.0)
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for name, value in (("size", self.size), ("resize", self.resize)):
            sides = value if isinstance(value, tuple) else (value,)
            if not all(side is None or 1 <= side <= MAX_INPUT_SIDE for side in sides):
                raise ModelError(f"input {name} is {value}; each side must be 1 to {MAX_INPUT_SIDE} pixels.")
        for name, word, choices in (
            ("crop", self.crop, CROPS),
            ("interpolation", self.interpolation, INTERPOLATIONS),
            ("channels", self.channels, CHANNEL_ORDERS),
        ):
            if word not in choices:
                raise ModelError(f'input {name} is "{word}"; it can be {either(choices)}.')
        if self.crop == "none" and self.resize is not None and self.resize != (self.height, self.width):
            raise ModelError(
                'input crop is "none", so the resized image must already have the model\'s size: '
                f'leave resize out, make it [{self.height}, {self.width}], or say crop = "center".'
            )
        for name, values, default in (("mean", self.mean, 0.0), ("std", self.std, 1.0)):
            if not values:
                object.__setattr__(self, name, (default,) * self.planes)
            elif len(values) != self.planes:
                raise ModelError(f'input {name} has {len(values)} numbers; "{self.channels}" needs {self.planes}.')
        if not self.range[0] < self.range[1]:
            raise ModelError(f"input range is {list(self.range)}; the first number (black) must be below the second.")
        if any(value <= 0 for value in self.std):
            raise ModelError(f"input std is {list(self.std)}; every number must be above 0.")

    @property
    def planes(self) -> int:
        """Input channels of the model: 3, or 1 for grey."""
        return 1 if self.channels == "grey" else 3

    @property
    def height(self) -> int:
        return self.size[0] if isinstance(self.size, tuple) else self.size

    @property
    def width(self) -> int:
        return self.size[1] if isinstance(self.size, tuple) else self.size


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """model.toml, read and checked as far as it can be without loading anything.

    file:       the model.toml; relative paths in it start at its folder
    text:       its content as read
    arch:       "torchvision:NAME", "FILE.py:FUNCTION" or "export:FILE.pt2"
    weights:    file, torchvision weights name or "random:SEED"; None where an export holds them
    labels:     None if torchvision's own categories of ``weights`` are meant
    input:      None if the preprocessing that belongs to torchvision's ``weights`` is meant
    output_key: entry of the tuple or dict that the model gives; None for a plain tensor
    """

    file: Path
    text: str
    name: str
    version: str
    arch: str
    weights: str | None
    labels: tuple[str, ...] | None
    output: OutputKind
    output_key: str | int | None
    input: InputSpec | None
    arch_options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.file.parent


def either(choices: tuple[str, ...]) -> str:
    """'"a", "b" or "c"'"""
    quoted = [f'"{choice}"' for choice in choices]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
