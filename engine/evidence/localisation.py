"""Measures against the true object: does the map lie on it?"""

from __future__ import annotations

import math

import numpy as np

from engine.evidence.common import NOT_FINITE, BoolArray, MapArray, falling, is_finite, order_note, resolution
from engine.evidence.shape import energy_on
from engine.records import Geometry, Measure

TOLERANCE_PX = 15.0
TOLERANCE_SHARE = 0.04  # of the longer side, below the 375 px where this is 15 px
EMPTY = "The object's mask is empty."
UNSEEN = "The object lies outside of what the model saw."


def pointing_game(a: MapArray, truth: BoolArray, geometry: Geometry) -> Measure:
    """1 where the object lies within the tolerance of the map's maximum, else 0 (arXiv 1608.00507).

    Measured in the image at its original size: the tolerance is 15 px, or 4 % of the longer side where that is under
    375 px. Of several maxima the first in reading order counts. Beside it: the same for the image's centre, which is
    what a map of no worth at all would reach.

    a: (H, W) at the model's input resolution; truth: bool (image height, image width)
    """
    _check_truth(truth, geometry)
    if a.shape != (geometry.input_height, geometry.input_width):
        raise ValueError(f"the map is {a.shape}, the geometry's input {geometry.input_height, geometry.input_width}")
    parameters = {"tolerance": "15 px; 4 % of the longer side under 375 px", "resolution": "original"}
    if not is_finite(a):
        return Measure("pointing-game", None, parameters, note=NOT_FINITE)
    if not truth.any():
        return Measure("pointing-game", None, parameters, note=EMPTY)
    tolerance = min(TOLERANCE_PX, TOLERANCE_SHARE * max(truth.shape))
    row, column = divmod(int(falling(a)[0]), a.shape[1])
    x, y = geometry.to_image(column + 0.5, row + 0.5)
    hit = _distance(truth, x, y) <= tolerance
    centre = _distance(truth, geometry.image_width / 2, geometry.image_height / 2) <= tolerance
    return Measure("pointing-game", float(hit), parameters, {"centre": float(centre)}, note=order_note(a))


def relevance_mass(a: MapArray, truth: BoolArray) -> Measure:
    """Share of the positive relevance that lies on the object, in [0, 1] (arXiv 2003.07258); both (H, W).

    Beside it the object's share of the area, which is what an even map gets.
    """
    parameters = {"part": "positive", "resolution": resolution(a)}
    note = _why_not(a, truth)
    energy = float("nan") if note else energy_on(a, truth)
    if math.isnan(energy):
        return Measure("relevance-mass", None, parameters, note=note or "The map has no positive relevance.")
    return Measure("relevance-mass", energy, parameters, {"area_share": float(truth.mean())})


def relevance_rank(a: MapArray, truth: BoolArray) -> Measure:
    """Share of the highest |O| pixels that lie on the object O, in [0, 1] (arXiv 2003.07258); both (H, W).

    Equal pixels count in reading order. Beside it the object's share of the area, which is what chance gets.
    """
    parameters = {"resolution": resolution(a)}
    note = _why_not(a, truth)
    if note:
        return Measure("relevance-rank", None, parameters, note=note)
    top = falling(a)[: int(truth.sum())]
    beside = {"area_share": float(truth.mean())}
    return Measure("relevance-rank", float(truth.ravel()[top].mean()), parameters, beside, note=order_note(a))


def _why_not(a: MapArray, truth: BoolArray) -> str:
    if a.shape != truth.shape:
        raise ValueError(f"the map is {a.shape}, the object's mask {truth.shape}")
    if not is_finite(a):
        return NOT_FINITE
    return "" if truth.any() else EMPTY


def _check_truth(truth: BoolArray, geometry: Geometry) -> None:
    if truth.shape != (geometry.image_height, geometry.image_width):
        raise ValueError(f"the mask is {truth.shape}, the image {geometry.image_height, geometry.image_width}")


def _distance(truth: BoolArray, x: float, y: float) -> float:
    """From the pixel in which a point lies to the nearest pixel of the object, centre to centre."""
    rows, columns = np.nonzero(truth)
    return float(np.hypot(columns - math.floor(x), rows - math.floor(y)).min())
