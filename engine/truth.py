"""From truth to masks, in the image and on the map's grid. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.records import Geometry, PlainError, TrueObject, Truth

BoolArray = npt.NDArray[np.bool_]


class TruthError(PlainError):
    """What a data set says of an image does not fit the image; the text says how."""


def mask_of(truth: Truth, label: str, height: int, width: int) -> BoolArray:
    """Where a class is in an image: the union of its objects, each by its mask, else its outline, else its box.

    A pixel belongs to a box or an outline if its centre does.

    Args:
        label: as the data set spells it; one that it does not name gives an empty mask.
        height, width: of the upright image, pixels.

    Returns:
        bool (height, width)

    Raises:
        TruthError: the truth is that of an image of another size.
    """
    if (truth.width, truth.height) not in ((0, 0), (width, height)):
        turned = (truth.height, truth.width) == (width, height)
        why = " Its coordinates must be those of the upright image, after its EXIF orientation." if turned else ""
        raise TruthError(
            f"The data set says that the image is {truth.width} × {truth.height} px, but it is {width} × {height} px."
            + why
        )
    mask = np.zeros((height, width), dtype=np.bool_)
    for one in truth.objects:
        if one.label == label:
            mask |= object_mask(one, height, width)
    return mask


def in_the_models_words(truth: Truth, names: Mapping[str, str]) -> Truth:
    """The truth with its classes called as the model calls them; those that ``names`` lacks keep their own."""
    return replace(
        truth,
        labels=tuple(names.get(label, label) for label in truth.labels),
        objects=tuple(replace(one, label=names.get(one.label, one.label)) for one in truth.objects),
    )


def mask_on_map(truth: Truth, label: str, geometry: Geometry) -> BoolArray:
    """The same on the map's grid: each of its pixels has the value of the image pixel that its centre falls on.

    Returns:
        bool (input_height, input_width); padding beyond the image is False.

    Raises:
        TruthError: as ``mask_of``.
    """
    return to_map(mask_of(truth, label, geometry.image_height, geometry.image_width), geometry)


def to_map(mask: BoolArray, geometry: Geometry) -> BoolArray:
    """A mask of the image, bool (image_height, image_width), on the map's grid, bool (input_height, input_width)."""
    x = (np.arange(geometry.input_width) + 0.5 + geometry.crop_left) * geometry.image_width / geometry.resized_width
    y = (np.arange(geometry.input_height) + 0.5 + geometry.crop_top) * geometry.image_height / geometry.resized_height
    columns, rows = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    inside_x = (columns >= 0) & (columns < geometry.image_width)
    inside_y = (rows >= 0) & (rows < geometry.image_height)
    found = np.zeros((geometry.input_height, geometry.input_width), dtype=np.bool_)
    found[np.ix_(inside_y, inside_x)] = mask[np.ix_(rows[inside_y], columns[inside_x])]
    return found


def object_mask(one: TrueObject, height: int, width: int) -> BoolArray:
    """One object as bool (height, width). Raises TruthError if its runs are those of an image of another size."""
    if one.runs:
        return from_runs(one.runs, height, width)
    if one.polygons:
        mask = np.zeros((height, width), dtype=np.bool_)
        for polygon in one.polygons:
            mask |= polygon_mask(polygon, height, width)
        return mask
    mask = np.zeros((height, width), dtype=np.bool_)
    left, right = _first_centre(one.left, width), _first_centre(one.right, width)
    top, bottom = _first_centre(one.top, height), _first_centre(one.bottom, height)
    mask[top:bottom, left:right] = True
    return mask


def polygon_mask(polygon: Sequence[float], height: int, width: int) -> BoolArray:
    """The pixels, as bool (height, width), whose centres lie inside an outline x, y, x, y, ...; even-odd rule."""
    points = [(polygon[place], polygon[place + 1]) for place in range(0, len(polygon) - 1, 2)]
    # A pixel is inside if a line from the left edge to its centre crosses the outline an odd number of times. So each
    # edge flips, in each row that it crosses, all pixels right of the crossing: one flag at the first of them.
    flips = np.zeros((height, width + 1), dtype=np.uint8)
    for (x0, y0), (x1, y1) in pairwise([*points, points[0]] if points else []):
        first, last = _first_centre(min(y0, y1), height), _first_centre(max(y0, y1), height)
        if first >= last:
            continue
        rows = np.arange(first, last)
        crossing = x0 + (rows + 0.5 - y0) * ((x1 - x0) / (y1 - y0))
        flips[rows, np.clip(np.ceil(crossing - 0.5), 0, width).astype(np.int64)] ^= 1
    inside: BoolArray = np.bitwise_xor.accumulate(flips, axis=1)[:, :width].astype(np.bool_)
    return inside


def from_runs(runs: Sequence[int], height: int, width: int) -> BoolArray:
    """The mask, bool (height, width), that ``to_runs`` counted. Raises TruthError if they do not fill that size."""
    if sum(runs) != height * width:
        raise TruthError(
            f"A mask of the data set covers {sum(runs):,} pixels, but the image has {width} × {height}. "
            "It belongs to an image of another size."
        )
    values = np.arange(len(runs)) % 2 == 1
    return np.repeat(values, np.asarray(runs, dtype=np.int64)).reshape((height, width), order="F")


def to_runs(mask: BoolArray) -> tuple[int, ...]:
    """The lengths of runs outside, inside, outside, ... down the columns of a mask; the first may be 0."""
    flat = mask.ravel(order="F")
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    lengths = np.diff(np.concatenate(([0], edges, [flat.size])))
    return (*((0,) if flat.size and flat[0] else ()), *(int(length) for length in lengths))


def _first_centre(at: float, size: int) -> int:
    """The first of ``size`` pixels whose centre is at or beyond a coordinate."""
    return int(min(max(np.ceil(at - 0.5), 0), size))
