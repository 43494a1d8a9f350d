"""What can be done to a region: measure, move, resize, hit, draw as an outline; brushes as pixels. No widgets.

All lengths are pixels of the upright image. Nothing here changes a region; each function gives a new one.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from db.rows import Region

BoolArray = npt.NDArray[np.bool_]
LARGEST_BRUSH = 2**28  # pixels; a record that claims more is not drawn
LEAST = 1.0
PIXELS_FROM = 3.0  # from this zoom on the pixels of a brush can be seen


def bounds(region: Region) -> QRectF:
    """The upright box around a region; empty if it has no points."""
    if region.shape == "brush":
        return QRectF(*region.box) if len(region.box) == 4 else QRectF()
    xs, ys = region.points[0::2], region.points[1::2]
    if not xs or not ys:
        return QRectF()
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def moved(region: Region, dx: float, dy: float) -> Region:
    """Elsewhere. A brush moves by whole pixels."""
    if region.shape == "brush":
        left, top, width, height = region.box
        return replace(region, box=(left + round(dx), top + round(dy), width, height))
    return replace(region, points=tuple(v + (dy if n % 2 else dx) for n, v in enumerate(region.points)))


def moved_within(region: Region, dx: float, dy: float, size: tuple[int, int]) -> Region:
    """Moved, but no further than to the edges of an image of (width, height)."""
    box = bounds(region)
    return moved(
        region,
        _held(dx, -box.left(), size[0] - box.right()),
        _held(dy, -box.top(), size[1] - box.bottom()),
    )


def _held(by: float, least: float, most: float) -> float:
    # What lies partly outside already may come back, but not go further out.
    return min(max(by, min(least, 0.0)), max(most, 0.0))


def fitted(region: Region, box: QRectF) -> Region:
    """Stretched so that its bounds are ``box``; at least a pixel each way."""
    old = bounds(region)
    box = QRectF(box.x(), box.y(), max(LEAST, box.width()), max(LEAST, box.height()))
    if region.shape == "box":
        return replace(region, points=(box.left(), box.top(), box.right(), box.bottom()))
    if region.shape == "polygon":
        per_x = box.width() / old.width() if old.width() > 0 else 0.0
        per_y = box.height() / old.height() if old.height() > 0 else 0.0
        points = tuple(
            box.top() + (v - old.top()) * per_y if n % 2 else box.left() + (v - old.left()) * per_x
            for n, v in enumerate(region.points)
        )
        return replace(region, points=points)
    mask = pixels(region)
    left, top = max(0, round(box.left())), max(0, round(box.top()))
    width, height = max(1, round(box.width())), max(1, round(box.height()))
    rows = np.minimum(((np.arange(height) + 0.5) * mask.shape[0] / height).astype(int), mask.shape[0] - 1)
    columns = np.minimum(((np.arange(width) + 0.5) * mask.shape[1] / width).astype(int), mask.shape[1] - 1)
    return from_pixels(region, mask[np.ix_(rows, columns)], left, top) or region


def with_point(region: Region, number: int, x: float, y: float) -> Region:
    """A polygon with one of its points elsewhere."""
    points = list(region.points)
    points[2 * number : 2 * number + 2] = [x, y]
    return replace(region, points=tuple(points))


def tidy(region: Region) -> Region:
    """With points of a tenth of a pixel, as they are kept; boxes with their corners in order."""
    if region.shape == "brush":
        return region
    points = tuple(round(v, 1) for v in region.points)
    if region.shape == "box":
        left, top, right, bottom = points
        points = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    return replace(region, points=points)


# --- brushes as pixels ---


def pixels(region: Region) -> BoolArray:
    """A brush region's pixels, bool (height, width) of its box. Runs that do not fill the box leave the rest off."""
    _, _, width, height = region.box
    if width <= 0 or height <= 0 or width * height > LARGEST_BRUSH:
        return np.zeros((1, 1), dtype=np.bool_)
    mask = np.zeros(width * height, dtype=np.bool_)
    at = 0
    for n, length in enumerate(region.runs):
        if n % 2:
            mask[at : at + length] = True
        at += length
        if at >= mask.size:
            break
    return mask.reshape(height, width)


def from_pixels(region: Region, mask: BoolArray, left: int, top: int) -> Region | None:
    """The brush region of these pixels, its box drawn tight around them; None if none is set."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        return None
    first_row, last_row, first, last = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    flat = mask[first_row:last_row, first:last].ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    lengths = np.diff(np.concatenate(([0], edges, [flat.size])))
    runs = (*((0,) if flat[0] else ()), *(int(length) for length in lengths))
    box = (left + first, top + first_row, last - first, last_row - first_row)
    return replace(region, box=box, runs=runs, points=())


def paint_stroke(mask: BoolArray, points: list[tuple[float, float]], radius: float) -> None:
    """Set the pixels whose centres lie within ``radius`` of a line through points (x, y of the mask)."""
    height, width = mask.shape
    pairs = list(pairwise(points)) or [(points[0], points[0])]
    for (x0, y0), (x1, y1) in pairs:
        left, right = int(min(x0, x1) - radius - 1), int(max(x0, x1) + radius + 2)
        top, bottom = int(min(y0, y1) - radius - 1), int(max(y0, y1) + radius + 2)
        left, right = max(0, left), min(width, right)
        top, bottom = max(0, top), min(height, bottom)
        if left >= right or top >= bottom:
            continue
        x = np.arange(left, right)[None, :] + 0.5 - x0
        y = np.arange(top, bottom)[:, None] + 0.5 - y0
        along_x, along_y = x1 - x0, y1 - y0
        length = along_x * along_x + along_y * along_y
        share = np.clip((x * along_x + y * along_y) / length, 0.0, 1.0) if length > 0 else 0.0
        mask[top:bottom, left:right] |= (x - share * along_x) ** 2 + (y - share * along_y) ** 2 <= radius * radius


# --- outlines ---


def outline(region: Region, zoom: float = PIXELS_FROM) -> QPainterPath:
    """The region's edge in image coordinates, closed, as fine as ``zoom`` (screen px an image px) shows it: a brush's
    runs along its pixels where they can be seen, and through them where they cannot."""
    step = 0
    if region.shape == "brush" and zoom < PIXELS_FROM:
        step = 2 ** max(0, math.floor(math.log2(1.0 / zoom)))
    return _outline(region, step)


@lru_cache(maxsize=2048)
def _outline(region: Region, step: int) -> QPainterPath:
    if region.shape == "brush":
        left, top, _, _ = region.box
        return smooth_outline(pixels(region), left, top, step) if step else mask_outline(pixels(region), left, top)
    made = QPainterPath()
    if region.shape == "box":
        made.addRect(bounds(region))
    else:
        points = zip(region.points[0::2], region.points[1::2], strict=False)
        made.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        made.closeSubpath()
    return made


def mask_outline(mask: BoolArray, left: int, top: int) -> QPainterPath:
    """The edge of the set pixels of a mask whose corner lies at (left, top), along their sides."""
    import cv2

    # OpenCV's contours run through the outermost pixels. Where each pixel is four, rounding moves that to its side.
    four = np.repeat(np.repeat(mask.astype(np.uint8), 2, axis=0), 2, axis=1)
    rings, _ = cv2.findContours(four, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    made = QPainterPath()
    for ring in rings:
        points = (ring[:, 0].astype(np.int64) + 1) // 2
        points = points[(points != np.roll(points, 1, axis=0)).any(axis=1)]
        straight = ((points - np.roll(points, 1, axis=0)) == (np.roll(points, -1, axis=0) - points)).all(axis=1)
        corners = (points[~straight] + (left, top)).tolist()
        made.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        made.closeSubpath()
    return made


def smooth_outline(mask: BoolArray, left: int, top: int, step: int) -> QPainterPath:
    """The same to two steps, in far fewer points: what is drawn smaller than it is needs no more."""
    import contourpy
    import cv2

    height, width = -(-mask.shape[0] // step) * step, -(-mask.shape[1] // step) * step
    whole = np.pad(mask, ((0, height - mask.shape[0]), (0, width - mask.shape[1])))
    # A cell counts if any of its pixels does: thin lines must not vanish.
    cells = np.pad(whole.reshape(height // step, step, width // step, step).any(axis=(1, 3)), 1)
    made = QPainterPath()
    lines: Any = contourpy.contour_generator(z=cells.astype(np.float32), line_type="Separate").lines(0.5)
    for line in lines:
        points = cv2.approxPolyDP(line.astype(np.float32)[:-1, None], 0.49, True)[:, 0]
        xs, ys = (points[:, 0] - 0.5) * step + left, (points[:, 1] - 0.5) * step + top
        made.addPolygon(QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]))
        made.closeSubpath()
    return made


def contains(region: Region, x: float, y: float, slack: float) -> bool:
    """Whether a point lies in the region, or within ``slack`` pixels of the box around a small one."""
    box = bounds(region)
    if not box.adjusted(-slack, -slack, slack, slack).contains(QPointF(x, y)):
        return False
    if box.width() <= 2 * slack or box.height() <= 2 * slack:
        return True
    return outline(region).contains(QPointF(x, y))
