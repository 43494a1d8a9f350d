"""Where two maps of one image differ, on the ground that both saw, each as shares of its own whole. No torch."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine import render
from engine.records import FloatArray, Geometry, PlainError


class NoDifference(PlainError):
    """The two maps cannot be compared, and why in plain words."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """The second map less the first.

    map:      float32 (h, w), signed: each map is divided by the sum of its absolute values on this ground, and what is
              left of the first taken from the second. In multiples of the even share, 1 / (h w): a map that is alike
              everywhere is 1 everywhere
    geometry: leads ``map`` to the image; beyond it one of the two, or neither, saw anything
    first, second: float32 (h, w), the raw values on the same ground
    moved:    half the sum of the absolute differences, 0 (the same shares everywhere) to 1 (nothing in common). For
              maps without negative values the share that lies elsewhere (the total variation distance)
    signed:   one of the maps has negative values there; what changed its sign counts as moved
    seen:     share of the image's area that (the first, the second, both) saw, 0 to 1
    outside:  share of the absolute values of (the first, the second) map that lies where the other one did not see
    """

    map: FloatArray
    geometry: Geometry
    first: FloatArray
    second: FloatArray
    moved: float
    signed: bool
    seen: tuple[float, float, float]
    outside: tuple[float, float]


def difference(first: FloatArray, of_first: Geometry, second: FloatArray, of_second: Geometry) -> Difference:
    """Compare two maps of one image in image coordinates.

    The ground is the image at the finer of the two resolutions, on which the finer map keeps its own pixels and the
    other is resampled as the overlay draws it. Only what both saw is compared; nothing is made up for the rest.

    Args:
        first, second: float32 (H, W), raw, at their models' input resolutions.
        of_first, of_second: how the image became each input.

    Raises:
        NoDifference: a map has values that are not finite or none at all but zero there, or no part was seen by both.
    """
    if (of_first.image_width, of_first.image_height) != (of_second.image_width, of_second.image_height):
        raise NoDifference("The two maps are of images of two sizes, so they cannot be laid over each other.")
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise NoDifference("One of the maps has values that are not finite numbers, so there is no difference to show.")
    width = max(of_first.resized_width, of_second.resized_width)
    height = max(of_first.resized_height, of_second.resized_height)
    grounds = [replace(one, image_width=width, image_height=height) for one in (of_first, of_second)]
    boxes = [render.seen_pixels(one) for one in grounds]
    left, top = (max(box[n] for box in boxes) for n in (0, 1))
    right, bottom = (min(box[n] for box in boxes) for n in (2, 3))
    if left >= right or top >= bottom:
        raise NoDifference("The two models saw no common part of this image, so there is nothing to compare.")
    common = (slice(top, bottom), slice(left, right))
    parts, shares, outside = [], [], []
    for map, ground in zip((first, second), grounds, strict=True):
        whole = render.map_on_image(map, ground)
        part = np.ascontiguousarray(whole[common])
        amount = float(np.abs(part, dtype=np.float64).sum())
        if not amount > 0.0:
            raise NoDifference(
                "One of the maps is zero wherever both models saw the image: it has no shares to compare."
            )
        all_of_it = float(np.nansum(np.abs(whole, dtype=np.float64)))
        parts.append(part)
        shares.append(part.astype(np.float64) / amount)
        outside.append(max(0.0, 1.0 - amount / all_of_it))
    moved = shares[1] - shares[0]
    areas = [_area(box) for box in (*boxes, (left, top, right, bottom))]
    return Difference(
        map=(moved * moved.size).astype(np.float32),
        geometry=Geometry(
            of_first.image_width, of_first.image_height, width, height, left, top, right - left, bottom - top
        ),
        first=parts[0],
        second=parts[1],
        moved=min(1.0, float(np.abs(moved).sum()) / 2),
        signed=any(float(part.min()) < 0.0 for part in parts),
        seen=(areas[0] / (width * height), areas[1] / (width * height), areas[2] / (width * height)),
        outside=(outside[0], outside[1]),
    )


def _area(box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)
