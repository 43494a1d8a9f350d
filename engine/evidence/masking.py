"""What the model says of the image seen through the map's mask."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.evidence.common import NOT_FINITE, SCORE_NOT_FINITE, MapArray, Score, check_shapes, is_finite, resolution
from engine.records import FloatArray, Measure

NO_SCORE = "The image's own score is zero, so there is nothing to compare with."


def drop_and_increase(
    score: Score, image: FloatArray, mask: MapArray, *, in_sample: bool = False, about: dict[str, Any] | None = None
) -> tuple[Measure, Measure]:
    """Average drop max(0, Y - O) / Y and increase [O > Y], one image's share (Grad-CAM++, arXiv 1710.11063).

    Y is the score of the image (3, H, W), O that of image x mask, after normalisation: what the mask hides becomes 0.
    in_sample: the mask was learned to make such scores good
    """
    check_shapes(image, mask)
    parameters = {**(about or {}), "baseline": "zero", "resolution": resolution(mask), "in_sample": in_sample}
    if not is_finite(mask):
        return _neither("average-drop", "increase", parameters, NOT_FINITE)
    whole, seen = _scores(score, image, image * mask)
    if not np.isfinite([whole, seen]).all():
        return _neither("average-drop", "increase", parameters, SCORE_NOT_FINITE)
    increase = Measure("increase", float(seen > whole), parameters)
    if whole <= 0:
        return Measure("average-drop", None, parameters, note=NO_SCORE), increase
    return Measure("average-drop", max(0.0, whole - seen) / whole, parameters), increase


def keep_and_drop(
    score: Score,
    image: FloatArray,
    mask: MapArray,
    baseline: FloatArray,
    *,
    in_sample: bool = False,
    about: dict[str, Any] | None = None,
) -> tuple[Measure, Measure]:
    """Score of M x + (1 - M) b, and of (1 - M) x + M b, over that of x. Arguments as above; b is broadcast."""
    check_shapes(image, mask)
    parameters = {**(about or {}), "resolution": resolution(mask), "in_sample": in_sample}
    if not is_finite(mask):
        return _neither("keep", "drop", parameters, NOT_FINITE)
    hidden = np.asarray(baseline, dtype=np.float32)
    whole, kept, dropped = _scores(
        score, image, mask * image + (1 - mask) * hidden, (1 - mask) * image + mask * hidden
    )  # fmt: skip
    if not np.isfinite([whole, kept, dropped]).all():
        return _neither("keep", "drop", parameters, SCORE_NOT_FINITE)
    if whole <= 0:
        return _neither("keep", "drop", parameters, NO_SCORE)
    return Measure("keep", kept / whole, parameters), Measure("drop", dropped / whole, parameters)


def _scores(score: Score, *images: MapArray) -> list[float]:
    made = np.asarray(score(np.stack(images).astype(np.float32)), dtype=np.float64)
    return [float(value) for value in made]


def _neither(one: str, other: str, parameters: dict[str, Any], note: str) -> tuple[Measure, Measure]:
    return Measure(one, None, parameters, note=note), Measure(other, None, parameters, note=note)
