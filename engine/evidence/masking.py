"""What the model says of the image seen through the map's mask."""

from __future__ import annotations

from collections.abc import Sequence
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
    names = ("average-drop", "increase")
    whole, seen, note = _scores(score, mask, [image, image * mask])
    if note:
        return Measure(names[0], None, parameters, note=note), Measure(names[1], None, parameters, note=note)
    increase = Measure(names[1], float(seen > whole), parameters)
    if whole <= 0:
        return Measure(names[0], None, parameters, note=NO_SCORE), increase
    return Measure(names[0], max(0.0, whole - seen) / whole, parameters), increase


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
    hidden = np.broadcast_to(np.asarray(baseline, dtype=np.float32), image.shape)
    views = [mask * image + (1 - mask) * hidden, (1 - mask) * image + mask * hidden]
    whole, kept, note = _scores(score, mask, [image, views[0]])
    _, dropped, other_note = _scores(score, mask, [image, views[1]])
    note = note or other_note or ("" if whole > 0 else NO_SCORE)
    if note:
        return Measure("keep", None, parameters, note=note), Measure("drop", None, parameters, note=note)
    return Measure("keep", kept / whole, parameters), Measure("drop", dropped / whole, parameters)


def _scores(score: Score, mask: MapArray, pair: Sequence[MapArray]) -> tuple[float, float, str]:
    """Scores of two images, and why there are none."""
    if not is_finite(mask):
        return 0.0, 0.0, NOT_FINITE
    first, second = np.asarray(score(np.stack(pair).astype(np.float32)), dtype=np.float64).tolist()
    return first, second, "" if np.isfinite([first, second]).all() else SCORE_NOT_FINITE
