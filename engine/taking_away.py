"""An image with a part of it taken away, or with nothing but that part. Pixels in, pixels out; imports no torch.

What is put in the place of what goes is a choice (a "filling"), and an answer depends on it: docs/method.md says what
each is, and why none is neutral (Covert, Lundberg and Lee, *Explaining by Removing*, JMLR 22, 2021).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
import numpy.typing as npt

from engine.records import ByteArray, Geometry, PlainError, TrueObject
from engine.truth import object_mask, polygon_mask

BoolArray = npt.NDArray[np.bool_]
Way = Literal["away", "only"]
Filling = Literal["mean", "blur", "inpaint"]
WAYS: tuple[Way, ...] = ("away", "only")
FILLINGS: tuple[Filling, ...] = ("mean", "blur", "inpaint")

# Blur and inpainting are made on a picture of at most so many pixels along its longer side, and enlarged: what a wide
# blur leaves is coarser than that anyway, and inpainting costs as much as it has to fill.
BLUR_SIDE_PX = 256
INPAINT_SIDE_PX = 512
INPAINT_RADIUS_PX = 3
# Standard deviation of the blur, in widths of the widest hidden part: what is as wide as that keeps .7 % of its
# contrast, exp(-2 pi² / 4). At least and at most so much of the image's longer side.
BLUR_OF_PART = 0.5
BLUR_LEAST = 1 / 20
BLUR_MOST = 1 / 4


class NothingToAsk(PlainError):
    """Such a change would tell nothing: it would change nothing, or leave nothing. The text says which."""


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """pixels: uint8 (H, W, 3), those that stay untouched. parameters: of the filling, JSON-ready: what
    ``take_away`` has to be given, and what it found, to come to the same pixels again."""

    pixels: ByteArray
    parameters: Mapping[str, Any]


def region_mask(records: Iterable[Mapping[str, Any]], height: int, width: int) -> BoolArray:
    """The union of regions as bool (height, width) of the upright image. What lies outside of it is left out.

    records: as reviews keep them: ``shape`` "box" with ``points`` (left, top, right, bottom), "polygon" with ``points``
    (x, y, x, y, ...), or "brush" with ``box`` (left, top, width, height) and ``runs``, lengths of pixels off, on, off,
    ... row by row. A pixel belongs to a box or a polygon if its centre does.
    """
    mask = np.zeros((height, width), dtype=np.bool_)
    for record in records:
        if record["shape"] == "brush":
            _lay_brush(mask, record["box"], record["runs"])
        elif record["shape"] == "box":
            mask |= object_mask(TrueObject("", *record["points"]), height, width)
        else:
            _lay_polygon(mask, record["points"])
    return mask


def _lay_brush(mask: BoolArray, box: Iterable[int], runs: Iterable[int]) -> None:
    left, top, width, height = box
    rows, columns = mask.shape
    if width <= 0 or height <= 0:
        return
    ends = np.cumsum(np.array(tuple(runs), dtype=np.int64)).tolist()
    for start, end in zip(ends[0::2], ends[1::2], strict=False):
        # Row by row: a record may claim far more pixels than the image has.
        for y in range(max(0, start // width), min(height, rows - top, -(-end // width))):
            first = left + max(0, start - y * width)
            last = left + min(width, end - y * width)
            if y + top >= 0 and last > max(0, first):
                mask[y + top, max(0, first) : min(columns, last)] = True


def _lay_polygon(mask: BoolArray, points: Iterable[float]) -> None:
    height, width = mask.shape
    values = np.array(tuple(points), dtype=np.float64).reshape(-1, 2)
    left, top = (max(0, math.floor(low)) for low in values.min(axis=0).tolist())
    right, bottom = (math.ceil(high) for high in values.max(axis=0).tolist())
    right, bottom = min(width, right), min(height, bottom)
    if left < right and top < bottom:
        inside = polygon_mask((values - (left, top)).ravel().tolist(), bottom - top, right - left)
        mask[top:bottom, left:right] |= inside


def hidden_part(mask: BoolArray, way: Way, geometry: Geometry) -> tuple[BoolArray, float]:
    """What goes, bool (image height, image width), and how much of what the model saw that is, above 0 and below 1.

    mask: of the regions. Raises NothingToAsk where they cover no pixel, or nothing or everything that the model saw.
    """
    if not mask.any():
        raise NothingToAsk("The region covers no pixel of the image. Draw it over the picture.")
    left, top, right, bottom = geometry.seen_box()
    seen = slice(math.floor(top), math.ceil(bottom)), slice(math.floor(left), math.ceil(right))
    if not mask[seen].any():
        raise NothingToAsk(
            "The model did not see this region: it lies in what the crop left out (hatched in the picture), so that "
            "the answer cannot depend on it."
        )
    if mask[seen].all():
        raise NothingToAsk(
            "The region covers all that the model saw, so that nothing would be left to ask about. Draw a smaller one."
            if way == "away"
            else "The region covers all that the model saw, so that nothing would be taken away. Draw a smaller one."
        )
    hidden = mask if way == "away" else ~mask
    return hidden, float(hidden[seen].mean())


def take_away(pixels: ByteArray, hidden: BoolArray, filling: Filling, colour: tuple[int, int, int]) -> Changed:
    """The image with a filling where ``hidden`` says so.

    Args:
        pixels: uint8 (H, W, 3) RGB, upright; not changed.
        hidden: bool (H, W), some of it set and some of it not.
        filling: "mean": ``colour``; "blur": the image's own, through a Gaussian that is wide for what is hidden;
            "inpaint": continued from what stays by the method of Telea (2004), as cv2.inpaint has it.
        colour: RGB, 0 to 255, for "mean": the model's mean colour (engine/what_if.py).

    Raises:
        NothingToAsk: inpainting has nothing to go on from.
    """
    if filling == "mean":
        fill, parameters = np.array([[colour]], dtype=np.uint8), {"colour": list(colour)}
    elif filling == "blur":
        fill, parameters = _enlarged(_blurred(pixels, hidden), hidden.shape)
    else:
        fill, parameters = _enlarged(_inpainted(pixels, hidden), hidden.shape)
    return Changed(np.where(hidden[:, :, None], fill, pixels), parameters)


def _enlarged(made: tuple[ByteArray, dict[str, Any]], shape: tuple[int, ...]) -> tuple[ByteArray, dict[str, Any]]:
    fill, parameters = made
    height, width = shape
    if fill.shape[:2] != (height, width):
        fill = np.asarray(cv2.resize(fill, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    return fill, parameters


def _blurred(pixels: ByteArray, hidden: BoolArray) -> tuple[ByteArray, dict[str, Any]]:
    small, covered, scale = _reduced(pixels, hidden, BLUR_SIDE_PX)
    longer = max(small.shape[:2])
    _, _, parts, _ = cv2.connectedComponentsWithStats(covered.astype(np.uint8), connectivity=8)
    widest = int(parts[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max())
    sigma = min(max(BLUR_OF_PART * widest, BLUR_LEAST * longer), BLUR_MOST * longer)
    made = cv2.GaussianBlur(small, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    return np.asarray(made, dtype=np.uint8), {"sigma_px": round(sigma / scale, 2), "side_px": longer}


def _inpainted(pixels: ByteArray, hidden: BoolArray) -> tuple[ByteArray, dict[str, Any]]:
    small, covered, _ = _reduced(pixels, hidden, INPAINT_SIDE_PX)
    # A pixel more all around: the rim of a thing is mixed with what it stands before, and would be carried on.
    grown = cv2.dilate(covered.astype(np.uint8), np.ones((3, 3), dtype=np.uint8))
    if grown.all():
        raise NothingToAsk(
            "Too little of the image would stay for inpainting to go on from. Choose the mean colour or blur instead."
        )
    made = cv2.inpaint(small, grown, INPAINT_RADIUS_PX, cv2.INPAINT_TELEA)
    parameters = {"method": "telea", "radius_px": INPAINT_RADIUS_PX, "side_px": max(small.shape[:2])}
    return np.asarray(made, dtype=np.uint8), parameters


def _reduced(pixels: ByteArray, hidden: BoolArray, side_px: int) -> tuple[ByteArray, BoolArray, float]:
    """Both on a grid of at most ``side_px`` along the longer side, and by how much: a pixel counts as hidden there if
    any of it is."""
    height, width = hidden.shape
    scale = min(1.0, side_px / max(height, width))
    if scale == 1.0:
        return np.ascontiguousarray(pixels), hidden, 1.0
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    covered = cv2.resize(hidden.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), np.asarray(covered) > 0, scale
