"""Frozen values that cross threads and reach the store. Imports neither torch nor Qt nor SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
ByteArray = npt.NDArray[np.uint8]


class PlainError(Exception):
    """An error whose text is meant for the user: what happened, what was kept, what to do.

    Windows and commands print ``str(error)``; they never show a traceback for it.
    """


@dataclass(frozen=True, slots=True)
class Geometry:
    """How an image became the model's input: resized, then cropped (a negative offset means padded).

    All lengths are pixels. The image is the upright one, after its EXIF orientation was applied.
    """

    image_width: int
    image_height: int
    resized_width: int
    resized_height: int
    crop_left: int
    crop_top: int
    input_width: int
    input_height: int

    def seen_box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of the part that the model saw, in image coordinates."""
        scale_x = self.image_width / self.resized_width
        scale_y = self.image_height / self.resized_height
        return (
            max(0.0, self.crop_left * scale_x),
            max(0.0, self.crop_top * scale_y),
            min(float(self.image_width), (self.crop_left + self.input_width) * scale_x),
            min(float(self.image_height), (self.crop_top + self.input_height) * scale_y),
        )

    def to_input(self, x: float, y: float) -> tuple[float, float]:
        """A point of the image, in the model's input (pixels; may lie outside of it)."""
        return (
            x * self.resized_width / self.image_width - self.crop_left,
            y * self.resized_height / self.image_height - self.crop_top,
        )

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        """A point of the model's input, in the image (pixels)."""
        return (
            (x + self.crop_left) * self.image_width / self.resized_width,
            (y + self.crop_top) * self.image_height / self.resized_height,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quick measures of one map (docs/method.md). keep and drop are in-sample for the learned method.

    keep:  score of the image seen through the mask, over the score of the whole image
    drop:  the same with the mask turned round
    area:  mean of the mask, 0 to 1
    gini:  Gini sparseness of \\|map\\|, 0 (constant) to nearly 1 (one pixel)
    """

    keep: float
    drop: float
    area: float
    gini: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the full evidence, with all that it takes to print it honestly. Every part is ready for JSON.

    name:       as in docs/method.md, "deletion", "pointing-game", ...
    value:      the figure; None where it was left out, which is neither good nor bad
    parameters: what it was made with (baseline, steps, score, resolution, draws, seed, ...); equal parameters are
                what makes two figures comparable
    beside:     figures to be printed beside it, such as the object's share of the area
    curve:      the scores that the value is a summary of; empty for measures without
    note:       why it was left out, or what the reader must know; empty as a rule
    """

    name: str
    value: float | None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)
    curve: tuple[float, ...] = ()
    note: str = ""

    @property
    def title(self) -> str:
        """The name, with what tells it from others of that name: "parameter-randomisation, 10 of 19 layers"."""
        if "layers" in self.parameters and "of" in self.parameters:
            return f"{self.name}, {self.parameters['layers']} of {self.parameters['of']} layers"
        return self.name


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Prediction, map and evidence of one image for one target class.

    map:            float32 (H, W), raw attribution at the model's input resolution, never normalised
    geometry:       the way back from the map to the image
    prediction:     index of the class with the highest probability
    target:         index of the explained class
    probabilities:  float32 (K,), the model's own
    gated/executed: activation calls that were given gates, of those the forward pass made
    losses:         the loss before each step of the fit and after the last; empty for methods without one.
                    The map is that of the lowest
    seconds:        this image's share of its batch's wall time
    source:         file name given by the caller, or "" for arrays
    sha256:         of the image file's bytes, or of the array's
    warnings:       what the reader of this map must know, in plain words
    plain:          non-linearities of the model's arithmetic that pass the plain gradient, such as "sigmoid × 16"
    measures:       energy on the border; the full evidence where it was asked for
    """

    map: FloatArray
    geometry: Geometry
    prediction: int
    target: int
    probabilities: FloatArray
    evidence: Evidence
    gated: int
    executed: int
    seconds: float
    losses: tuple[float, ...] = ()
    source: str = ""
    sha256: str = ""
    warnings: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class GatesOfCall:
    """Where the gates of one activation call stand at one step of a fit.

    Each distance is the mean over the positions and the four gates of |gate - gate there|, 0 (at it) to 1.

    name:      of the activation ("relu")
    gradient, guided, deconvnet: distances from the corners that are these hand-made rules
    moved:     distance from where they stood before the first step
    mean:      each gate's mean over the positions, 0 to 1, in the order of engine.gates.Gates
    rows, columns: of the positions; 1 and 1 where one set of gates serves the whole image, 0 and 0 where tokens cannot
               be laid out as the image is
    block:     so many positions each way share an entry of the grid, which holds their mean
    grid:      uint8 (4, ceil(rows / block), ceil(columns / block)), the gates by position, 255 standing for 1; None
               unless asked for, or where there is no layout. At most 64 a side: 16 KiB a call
    """

    name: str
    gradient: float
    guided: float
    deconvnet: float
    moved: float
    mean: tuple[float, float, float, float]
    rows: int
    columns: int
    block: int = 1
    grid: ByteArray | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class FitStep:
    """What the learned method has after so many steps.

    number:      of steps made so far, from 0
    map:         float32 (H, W), as in Explanation, of the gates as they stand
    area:        mean of its mask, 0 to 1
    loss:        the lower, the better
    keep, drop:  as in Evidence
    best:        the loss is the lowest so far; the map of the last step that says so is the explanation's
    calls:       one for each activation call with gates, in the order of execution, from the image to the output
    explanation: what came of it; None before the last step
    """

    number: int
    map: FloatArray
    area: float
    loss: float
    keep: float
    drop: float
    best: bool
    calls: tuple[GatesOfCall, ...]
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says to one picture, about one class of interest (the target).

    prediction, probability: the class that it holds most likely, and how likely, 0 to 1
    target_probability:      of the target, 0 to 1
    log_odds:                of the target: its score less the logsumexp of the others (docs/method.md)
    top:                     up to five (class, probability), the highest first
    """

    prediction: int
    probability: float
    target_probability: float
    log_odds: float
    top: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The model's answer to an image before and after a part of it was changed (engine/what_if.py).

    way:        "away": the regions were taken away; "only": all but the regions was
    filling:    what lies in the place of what went: "mean", "blur" or "inpaint"
    parameters: of the filling, JSON-ready
    target:     index of the class of interest: the explained one
    hidden:     how much of what the model saw went, above 0 and below 1
    device, versions: of the computing, as in RunSpec
    """

    way: str
    filling: str
    parameters: Mapping[str, Any]
    target: int
    hidden: float
    before: Answer
    after: Answer
    device: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def flips(self) -> bool:
        """Whether the prediction is another one afterwards."""
        return self.before.prediction != self.after.prediction

    @property
    def change(self) -> float:
        """Of the target's log-odds; below 0 where the answer leaned on what went."""
        return self.after.log_odds - self.before.log_odds


@dataclass(frozen=True, slots=True)
class Failure:
    """An image that could not be explained, and why, in plain words."""

    source: str
    reason: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class TrueObject:
    """One marked object. Lengths are pixels of the upright image, measured from the left and top edge of the picture:
    pixel (column i, row j) covers i to i + 1 and j to j + 1, so a box round that pixel alone is (i, j, i + 1, j + 1).

    polygons: outlines, each x, y, x, y, ...; the object is what lies inside any of them
    runs:     the object's mask as COCO counts it: lengths of runs of pixels outside, inside, outside, ..., down the
              columns of an image of the truth's size. Goes before polygons
    Without either, the object is known by its box alone.
    """

    label: str
    left: float
    top: float
    right: float
    bottom: float
    polygons: tuple[tuple[float, ...], ...] = ()
    runs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """What a data set knows of one image. All coordinates are those of the **upright** image, after its EXIF
    orientation was applied: what people see and what the engine explains.

    labels:        every class that the image shows, without repeats, in the data set's order
    objects:       where they are; may be empty, and need not have an object for every label
    width, height: of the upright image as the data set has it, in pixels; 0 where it does not say
    """

    labels: tuple[str, ...]
    objects: tuple[TrueObject, ...] = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class ImageRef:
    """One image file that a scan found: path relative to the scanned folder, in POSIX spelling.

    label: its one class; None where that is not known, or where it shows several
    truth: what else the data set knows of it
    """

    relative: str
    size_bytes: int
    mtime_ns: int
    label: str | None = None
    truth: Truth | None = None


@dataclass(frozen=True, slots=True)
class RunSpec:
    """All that is needed to repeat a run, and to tell whether two runs are the same one.

    parameters: of the method, JSON-ready (steps, learning rate, baseline, blur, ...)
    versions:   of hansel, torch, torchvision, numpy, opencv, python
    """

    folder: str
    model_name: str
    model_version: str
    model_arch: str
    model_fingerprint: str
    model_file: str
    model_text: str
    labels: tuple[str, ...]
    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    batch_size: int = 1
    device: str = "cpu"
    versions: Mapping[str, str] = field(default_factory=dict)
