"""The regions that reviewers marked, as lines to lay over a picture of the image."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import contourpy
import numpy as np
import numpy.typing as npt

from db.rows import Region, ReviewRow

UNITS = 160  # the width that a picture is drawn at, about the CSS pixels that it gets beside the image
LARGEST_BRUSH = 2**26  # pixels; of a record that claims more only the box is drawn
FINEST = 480  # cells along the longer side of a brush: what is finer cannot be seen at this size
LABEL_PX = 11
COLOURS = {"spurious": "#f5a623", "missed": "#62c1f5"}  # the window's
LETTERS = {"spurious": "S", "missed": "M"}


@dataclass(frozen=True, slots=True)
class Outline:
    """One region. label: "S1", a number for each kind; path: SVG path data; (x, y): the label's lower left corner.

    Lengths are units of the drawing that it belongs to, which is UNITS wide.
    """

    label: str
    mark: str
    shape: str
    reviewer: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All regions of an image, to be laid over a picture of the whole of it. Lengths are units."""

    width: float
    height: float
    outlines: tuple[Outline, ...]


def drawing(reviews: Iterable[ReviewRow], image_width: int, image_height: int) -> Drawing | None:
    """The regions of these reviews on an image of so many pixels; None if there are none."""
    scale = UNITS / image_width
    height = round(image_height * scale, 1)
    numbers = dict.fromkeys(LETTERS, 0)
    outlines = []
    for review in reviews:
        for region in sorted(review.regions, key=lambda one: one.mark, reverse=True):  # spurious before missed
            rings = _rings(region)
            if not rings:
                continue
            numbers[region.mark] += 1
            corner = np.vstack(rings).min(axis=0) * scale
            outlines.append(
                Outline(
                    f"{LETTERS[region.mark]}{numbers[region.mark]}", region.mark, region.shape, review.reviewer,
                    _path(rings, scale), _within(corner[0] + 2, UNITS - 2 * LABEL_PX),
                    _within(corner[1] + LABEL_PX, height - 2, LABEL_PX),
                )
            )  # fmt: skip
    return Drawing(UNITS, height, tuple(outlines)) if outlines else None


def _within(place: float, most: float, least: float = 1.0) -> float:
    return round(float(max(least, min(place, most))), 1)


def _path(rings: Iterable[npt.NDArray[np.float64]], scale: float) -> str:
    parts = []
    for ring in rings:
        points = (f"{x:.1f} {y:.1f}" for x, y in (ring * scale).tolist())
        parts.append("M" + "L".join(points) + "Z")
    return "".join(parts)


def _rings(region: Region) -> list[npt.NDArray[np.float64]]:
    """The closed lines of a region's edge, each (n, 2) with x and y in pixels of the image; none if it is empty."""
    if region.shape == "polygon":
        return [np.array(region.points, dtype=np.float64).reshape(-1, 2)]
    if region.shape == "box":
        return [_box(*region.points)]
    left, top, width, height = region.box
    if width <= 0 or height <= 0:
        return []
    if width * height > LARGEST_BRUSH:
        return [_box(left, top, left + width, top + height)]
    return _edges(brush_pixels(region.runs, width, height), left, top)


def _box(left: float, top: float, right: float, bottom: float) -> npt.NDArray[np.float64]:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=np.float64)


def brush_pixels(runs: Iterable[int], width: int, height: int) -> npt.NDArray[np.bool_]:
    """bool (height, width) from lengths of pixels off, on, off, ...; what the runs leave over is off."""
    lengths = np.array(tuple(runs), dtype=np.int64)
    ends = np.minimum(np.cumsum(lengths), width * height)
    flat = np.zeros(width * height, dtype=np.bool_)
    for start, end in zip(ends[0::2].tolist(), ends[1::2].tolist(), strict=False):
        flat[start:end] = True
    return flat.reshape(height, width)


def _edges(mask: npt.NDArray[np.bool_], left: int, top: int) -> list[npt.NDArray[np.float64]]:
    """The lines between set and unset pixels, in blocks where the brush is large; a block counts if any of it does."""
    step = max(1, -(-max(mask.shape) // FINEST))
    height, width = (-(-side // step) for side in mask.shape)
    whole = np.pad(mask, ((0, height * step - mask.shape[0]), (0, width * step - mask.shape[1])))
    cells = np.pad(whole.reshape(height, step, width, step).any(axis=(1, 3)), 1)
    lines = contourpy.contour_generator(z=cells.astype(np.float64), line_type="Separate").lines(0.5)
    # A cell's centre lies half a cell from its edges, and the padding has moved all by one.
    return [(np.asarray(line)[:-1] - 0.5) * step + (left, top) for line in lines]
