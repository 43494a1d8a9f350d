"""What the measures share: names for arrays, what is wrong with a map, scores in chunks, pixels in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.records import FloatArray, Measure

MapArray = npt.NDArray[np.floating]
BoolArray = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]
Score = Callable[[FloatArray], npt.NDArray[np.floating]]

CHUNK = 16
CONSTANT = "The map is constant: its pixels were taken row by row."
NOT_FINITE = "The map holds values that are not numbers."
SCORE_NOT_FINITE = "The model's score is not a number."


def resolution(a: npt.NDArray[Any]) -> str:
    """Width x height of a map, as printed beside a figure."""
    return f"{a.shape[-1]}x{a.shape[-2]}"


def is_finite(a: MapArray) -> bool:
    return bool(np.isfinite(a).all())


def order_note(a: MapArray) -> str:
    """What to say of a measure that goes by the order of the pixels."""
    return CONSTANT if a.size and bool((a == a.flat[0]).all()) else ""


def falling(a: MapArray) -> npt.NDArray[np.intp]:
    """Flat indices of the pixels, highest first; equal ones in reading order."""
    return np.argsort(-a.astype(np.float64).ravel(), kind="stable")


def scores_of(score: Score, images: Iterable[FloatArray], chunk: int) -> Doubles:
    """The score of each image (3, H, W), made by at most ``chunk`` at a time."""
    if chunk < 1:
        raise ValueError(f"a chunk must hold at least one image, not {chunk}")
    found: list[float] = []
    coming: Iterator[FloatArray] = iter(images)
    while batch := list(islice(coming, chunk)):
        values = np.asarray(score(np.stack(batch).astype(np.float32, copy=False)), dtype=np.float64)
        if values.shape != (len(batch),):
            raise ValueError(f"the score gave shape {values.shape} for {len(batch)} images")
        found.extend(values.tolist())
    return np.array(found)


def left_out(name: str, parameters: dict[str, Any], note: str) -> Measure:
    return Measure(name, None, parameters, note=note)


def check_shapes(image: FloatArray, a: npt.NDArray[Any]) -> None:
    if image.ndim != 3 or image.shape[1:] != a.shape:
        raise ValueError(f"an image (3, H, W) and a map (H, W) belong together, not {image.shape} and {a.shape}")
