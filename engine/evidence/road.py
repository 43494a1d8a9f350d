"""ROAD: remove and debias (arXiv 2202.00449). Removed pixels are filled from their neighbours, not painted over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np

from engine.evidence.common import (
    CHUNK,
    NOT_FINITE,
    SCORE_NOT_FINITE,
    BoolArray,
    Doubles,
    MapArray,
    Score,
    check_shapes,
    falling,
    is_finite,
    left_out,
    order_note,
    resolution,
    scores_of,
)
from engine.records import FloatArray, Measure

PERCENTS = (10, 20, 30, 40, 50, 60, 70, 80, 90)
NOISE = 0.01
_SIDE, _CORNER = 1 / 6, 1 / 12
_KERNEL = np.array([[_CORNER, _SIDE, _CORNER], [_SIDE, 0, _SIDE], [_CORNER, _SIDE, _CORNER]])
_TOLERANCE = 1e-7


def road(
    score: Score,
    image: FloatArray,
    a: MapArray,
    percents: Sequence[int] = PERCENTS,
    noise: float = NOISE,
    seed: int = 0,
    *,
    about: dict[str, Any] | None = None,
    chunk: int = CHUNK,
) -> Measure:
    """Score after the top p % of the pixels (falling ``a``) were removed and filled in; the curve is by p.

    The value is the curve's mean; lower is better. percents: each above 0 and under 100; floor(p P / 100) pixels go.
    """
    check_shapes(image, a)
    if not percents or not all(0 < p < 100 for p in percents):
        raise ValueError(f"percents must lie above 0 and under 100, not {list(percents)}")
    parameters = {
        **(about or {}),
        "percents": list(percents), "noise": noise, "weights": "1/6 sides, 1/12 corners", "seed": seed,
        "resolution": resolution(a),
    }  # fmt: skip
    if not is_finite(a):
        return left_out("road", parameters, NOT_FINITE)
    order = falling(a)
    random = np.random.default_rng(seed)

    def views() -> Iterator[FloatArray]:
        for percent in percents:
            missing = np.zeros(a.size, bool)
            missing[order[: percent * a.size // 100]] = True
            yield fill_in(image, missing.reshape(a.shape), noise, random)

    curve = scores_of(score, views(), chunk)
    if not np.isfinite(curve).all():
        return left_out("road", parameters, SCORE_NOT_FINITE)
    return Measure("road", float(curve.mean()), parameters, curve=tuple(curve.tolist()), note=order_note(a))


def fill_in(image: FloatArray, missing: BoolArray, noise: float, random: np.random.Generator) -> FloatArray:
    """Noisy linear imputation: each missing pixel becomes the weighted mean of its eight neighbours, all at once.

    Sides weigh 1/6, corners 1/12; neighbours outside of the picture do not count. Then Gaussian noise is added to the
    missing pixels, each channel its own. image (3, H, W), missing (H, W).
    Raises ValueError where no pixel is left to fill from.
    """
    if missing.all():
        raise ValueError("no pixel is left to fill the others from")
    known = np.where(missing, 0.0, image.astype(np.float64))
    filled = _solved(known, missing)
    filled = filled + noise * random.standard_normal(image.shape)
    return np.where(missing, filled, image).astype(np.float32)


def _solved(known: Doubles, missing: BoolArray) -> Doubles:
    """Conjugate gradients, all channels at once, on (weights around) x - K x = K known over the missing pixels.

    The matrix is symmetric and, as every missing region touches a known pixel, positive definite.
    """
    around = _spread(np.ones(missing.shape))
    x: Doubles = np.zeros_like(known)
    residual = np.where(missing, np.stack([_spread(plane) for plane in known]), 0.0)
    direction = residual.copy()
    energy = (residual**2).sum(axis=(1, 2))
    goal = _TOLERANCE**2 * energy
    for _ in range(20 * sum(missing.shape)):
        if (energy <= goal).all():
            break
        pushed = np.where(missing, np.stack([around * plane - _spread(plane) for plane in direction]), 0.0)
        along = (direction * pushed).sum(axis=(1, 2))
        step = np.divide(energy, along, out=np.zeros_like(energy), where=along > 0)[:, None, None]
        x += step * direction
        residual -= step * pushed
        after = (residual**2).sum(axis=(1, 2))
        turn = np.divide(after, energy, out=np.zeros_like(after), where=energy > 0)[:, None, None]
        direction = residual + turn * direction
        energy = after
    return x


def _spread(plane: Doubles) -> Doubles:
    """Weighted sum of each pixel's neighbours; nothing outside of the picture."""
    return np.asarray(cv2.filter2D(plane, cv2.CV_64F, _KERNEL, borderType=cv2.BORDER_CONSTANT), dtype=np.float64)
