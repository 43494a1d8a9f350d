"""Measures of a map by itself: how sparse it is, and how much of it lies where."""

from __future__ import annotations

import math

import numpy as np

from engine.evidence.common import NOT_FINITE, BoolArray, MapArray, is_finite, left_out, resolution
from engine.records import Measure

BORDER_SHARE = 0.05


def gini(attribution: MapArray) -> float:
    """Gini sparseness of |a|: sum (2k - d - 1) v_k / (d sum v), v rising. Constant 0, one pixel of d: (d - 1) / d.

    An all-zero map is constant: 0.
    """
    values = np.sort(np.abs(attribution.astype(np.float64)), axis=None)
    count, total = len(values), float(values.sum())
    if total == 0:
        return 0.0
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return float((ranks * values).sum() / (count * total))


def energy_on(attribution: MapArray, region: BoolArray) -> float:
    """Share of the map's positive energy that lies on the region, in [0, 1]; both (H, W). NaN for an empty map."""
    positive = np.maximum(attribution.astype(np.float64), 0)
    total = float(positive.sum())
    return min(1.0, float(positive[region].sum()) / total) if total > 0 else float("nan")


def sparseness(a: MapArray) -> Measure:
    """``gini`` with its parameters."""
    parameters = {"resolution": resolution(a)}
    return Measure("gini", gini(a), parameters) if is_finite(a) else left_out("gini", parameters, NOT_FINITE)


def mask_area(mask: MapArray, in_sample: bool = False) -> Measure:
    """Mean of a mask (H, W) in [0, 1]. In-sample for the learned method, whose loss has the area in it."""
    parameters = {"resolution": resolution(mask), "in_sample": in_sample}
    if not is_finite(mask):
        return left_out("area", parameters, NOT_FINITE)
    return Measure("area", float(mask.astype(np.float64).mean()), parameters)


def energy_on_border(a: MapArray, share: float = BORDER_SHARE) -> Measure:
    """Share of the positive energy on a frame, in [0, 1]; the frame's share of the area beside it.

    share: the frame's width as part of the map's shorter side; rounded up to whole pixels
    """
    if not 0 < share <= 0.5:
        raise ValueError(f"the border must be more than 0 and at most half of the shorter side, not {share}")
    width = math.ceil(round(share * min(a.shape), 6))
    frame = np.ones(a.shape, bool)
    frame[width : a.shape[0] - width, width : a.shape[1] - width] = False
    parameters = {"resolution": resolution(a), "width_px": width}
    if not is_finite(a):
        return left_out("energy-on-border", parameters, NOT_FINITE)
    beside = {"area_share": float(frame.mean())}
    energy = energy_on(a, frame)
    if math.isnan(energy):
        return Measure("energy-on-border", None, parameters, beside, note="The map has no positive relevance.")
    return Measure("energy-on-border", energy, parameters, beside)
