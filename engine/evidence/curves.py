"""Deletion and insertion curves (RISE, arXiv 1806.07421)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from engine.evidence.common import (
    CHUNK,
    NOT_FINITE,
    SCORE_NOT_FINITE,
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

STEPS = 50
BLUR_RATIO = 1 / 24


def deletion(
    score: Score,
    image: FloatArray,
    a: MapArray,
    baseline: FloatArray,
    steps: int = STEPS,
    *,
    about: dict[str, Any] | None = None,
    chunk: int = CHUNK,
) -> Measure:
    """AUC of the score while pixels in falling order of ``a`` go from the image to the baseline; lower is better.

    image:    (3, H, W), as the model takes it
    baseline: broadcast to the image's shape
    steps:    n; after step k the first floor(k P / n) of P pixels are gone. At most P steps are made
    about:    further parameters to keep with the figure (the baseline's and the score's names)
    """
    hidden = np.broadcast_to(np.asarray(baseline, dtype=np.float32), image.shape)
    return _curve("deletion", score, image, hidden, a, steps, about or {}, chunk)


def insertion(
    score: Score,
    image: FloatArray,
    a: MapArray,
    start: FloatArray,
    steps: int = STEPS,
    *,
    about: dict[str, Any] | None = None,
    chunk: int = CHUNK,
) -> Measure:
    """AUC of the score while pixels in falling order of ``a`` come back into ``start``; higher is better.

    start: what is seen before the first pixel comes, as a rule ``blurred(image)``; otherwise as in ``deletion``
    """
    shown = np.broadcast_to(np.asarray(start, dtype=np.float32), image.shape)
    return _curve("insertion", score, shown, image, a, steps, about or {}, chunk)


def blurred(image: FloatArray, blur_ratio: float = BLUR_RATIO) -> FloatArray:
    """The image (3, H, W) under a Gaussian of sigma = blur_ratio x height, cut at three sigma, edges mirrored."""
    sigma = blur_ratio * image.shape[1]
    side = 2 * int(np.ceil(3 * sigma)) + 1
    planes = [cv2.GaussianBlur(plane, (side, side), sigma, borderType=cv2.BORDER_REFLECT_101) for plane in image]
    return np.stack(planes).astype(np.float32)


def _curve(
    name: str, score: Score, before: FloatArray, after: FloatArray, a: MapArray, steps: int, about: dict[str, Any],
    chunk: int,
) -> Measure:  # fmt: skip
    check_shapes(before, a)
    if steps < 1:
        raise ValueError(f"a curve needs at least one step, not {steps}")
    n = min(steps, a.size)
    parameters = {**about, "steps": n, "resolution": resolution(a)}
    if not is_finite(a):
        return left_out(name, parameters, NOT_FINITE)
    curve = scores_of(score, _frames(before, after, falling(a), n), chunk)
    if not np.isfinite(curve).all():
        return left_out(name, parameters, SCORE_NOT_FINITE)
    area = (curve.sum() - curve[0] / 2 - curve[-1] / 2) / n
    return Measure(name, float(area), parameters, curve=tuple(curve.tolist()), note=order_note(a))


def _frames(before: FloatArray, after: FloatArray, order: np.ndarray[Any, Any], n: int) -> Iterator[FloatArray]:
    """The n + 1 images of a curve; the last is ``after`` itself."""
    now = before.reshape(len(before), -1).copy()
    goal = after.reshape(len(after), -1)
    done = 0
    for k in range(n + 1):
        upto = k * len(order) // n
        moved = order[done:upto]
        now[:, moved] = goal[:, moved]
        done = upto
        yield now.reshape(before.shape).copy()
