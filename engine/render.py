"""Pictures of maps: colour tables, overlays, masks, iso-lines and colour bars. No torch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import contourpy
import cv2
import numpy as np
import numpy.typing as npt

from engine.records import ByteArray, FloatArray, Geometry

COLOUR_MAPS = ("viridis", "magma", "cividis")
SIGNED_COLOURS = "blue-white-orange"  # taken for maps with negative values, whatever was asked for

GREYS = "greys"  # black to white: what the mask multiplies by
LEVELS = (0.25, 0.5, 0.75)  # shares of the scale that have an iso-line
MASK_SATURATION = 0.7  # docs/method.md: the mask is full from 0.7 of the maximum on

_OPENCV_TABLES = {"viridis": cv2.COLORMAP_VIRIDIS, "magma": cv2.COLORMAP_MAGMA, "cividis": cv2.COLORMAP_CIVIDIS}
_SIGNED_STOPS = (
    (0.0, (30, 90, 165)),
    (0.25, (125, 175, 220)),
    (0.5, (247, 247, 247)),
    (0.75, (240, 165, 95)),
    (1.0, (185, 85, 15)),
)
_GREY_FROM_OPACITY = 0.3
_TILE = 16384  # OpenCV warps no picture of more than 32,767 pixels a side
_UNSEEN = (38, 42, 49)
_UNSEEN_LINE = (60, 66, 75)


def colour(map01: FloatArray, name: str = "viridis") -> ByteArray:
    """Colour a map already scaled to 0..1.

    Args:
        map01: (H, W); values outside are clipped, NaN counts as 0.
        name: one of COLOUR_MAPS, GREYS, or SIGNED_COLOURS (0.5 is then zero).

    Returns:
        uint8 (H, W, 3) RGB, of 256 colours.
    """
    return _table(name)[_steps(np.clip(np.nan_to_num(map01, nan=0.0), 0.0, 1.0), 1.0, signed=False)]


def scale_of(map: FloatArray) -> tuple[float, float]:
    """What 0 and 1 of the colour bar stand for: (0, max), or (-m, m) with m = max |map| if the map has a sign."""
    low, high = _extremes(map)
    if low < 0.0:
        reach = max(-low, high)
        return -reach, reach
    return 0.0, high


def overlay(
    pixels: ByteArray,
    map: FloatArray,
    geometry: Geometry,
    *,
    opacity: float = 0.6,
    threshold: float = 0.0,
    colours: str = "viridis",
    high: float | None = None,
) -> ByteArray:
    """Lay a map over its image.

    The image loses its own colour where the map lies on it; below the threshold and where the model did not look
    it is untouched. With opacity 0 it is the image.

    Args:
        pixels: uint8 (h, w, 3) RGB, the size that the geometry gives as the image's.
        map: float32 (H, W), raw, at the model's input resolution.
        opacity: of the colours, 0 to 1.
        threshold: share of ``high`` (0 to 1) below which nothing is drawn.
        colours: one of COLOUR_MAPS; a signed map is drawn in SIGNED_COLOURS.
        high: the value at the top of the colour bar; of this map, if None.

    Returns:
        uint8 (h, w, 3).
    """
    _check(pixels, geometry)
    drawn = pixels.copy()
    left, top, right, bottom = box = seen_pixels(geometry)
    if opacity <= 0.0 or left >= right or top >= bottom:
        return drawn
    low, top_value = scale_of(map)
    signed = low < 0.0
    full = top_value if high is None else high
    values = _on_image(map, geometry, box)
    steps = _steps(values, full, signed)
    part = pixels[top:bottom, left:right]
    grey = cv2.cvtColor(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if opacity < _GREY_FROM_OPACITY:  # fades, so that the opacity slider has no jump at its end
        share = opacity / _GREY_FROM_OPACITY
        grey = cv2.addWeighted(part, 1.0 - share, grey, share, 0.0)
    table = _table(SIGNED_COLOURS if signed else colours)
    opacity = min(1.0, opacity)
    blended = cv2.addWeighted(grey, 1.0 - opacity, cv2.applyColorMap(steps, table[:, None]), opacity, 0.0)
    target = drawn[top:bottom, left:right]
    if threshold > 0.0:
        below = np.abs(values) if signed else values
        hidden = (below < min(1.0, threshold) * full).view(np.uint8)
        blended = cv2.copyTo(np.ascontiguousarray(part), hidden, blended)
    target[:] = blended
    return drawn


@dataclass(frozen=True, slots=True, eq=False)
class IsoLine:
    """Where a map has one value.

    share: of the scale, negative on the negative side of a signed map
    lines: each float64 (n, 2), x and y in image coordinates (pixels from the left and top edge); closed ones end where
           they began
    """

    share: float
    value: float
    lines: tuple[npt.NDArray[np.float64], ...]


def iso_lines(
    map: FloatArray, geometry: Geometry, *, threshold: float = 0.0, high: float | None = None
) -> tuple[IsoLine, ...]:
    """Outlines of what an overlay colours, for pictures that need no colour.

    At the threshold, and at those of LEVELS above it; on both sides of zero where the map is signed. As in ``overlay``
    it is linear between the centres of its pixels, and constant from the outermost ones to its edge.

    Args:
        map, geometry, threshold, high: as ``overlay``.

    Returns:
        by share, ascending; without those that the map does not reach.
    """
    low, top = scale_of(map)
    full = top if high is None else high
    if not full > 0.0:
        return ()
    values = _finite(map)
    small = _coarse_size(values.shape, geometry)
    if small != values.shape[::-1]:
        values = np.asarray(cv2.resize(values, small, interpolation=cv2.INTER_AREA), dtype=np.float32)
    columns, rows = _places(small[0], geometry.input_width), _places(small[1], geometry.input_height)
    generator = contourpy.contour_generator(columns, rows, np.pad(values, 1, mode="edge"), line_type="Separate")
    threshold = min(1.0, threshold)
    shares = ([threshold] if threshold > 0.0 else []) + [level for level in LEVELS if level > threshold]
    if low < 0.0:
        shares = [-share for share in reversed(shares)] + shares
    per_x, per_y = geometry.image_width / geometry.resized_width, geometry.image_height / geometry.resized_height
    found = []
    for share in shares:
        paths: Any = generator.lines(share * full)
        lines = tuple(
            np.column_stack(((path[:, 0] + geometry.crop_left) * per_x, (path[:, 1] + geometry.crop_top) * per_y))
            for path in paths
        )
        if lines:
            found.append(IsoLine(share, share * full, lines))
    return tuple(found)


def _places(number: int, length: int) -> npt.NDArray[np.float64]:
    """The centres of ``number`` equal pixels along a length, and its two ends."""
    step = length / number
    return np.concatenate(([0.0], (np.arange(number) + 0.5) * step, [float(length)]))


def mask_picture(pixels: ByteArray, map: FloatArray, geometry: Geometry) -> ByteArray:
    """The image times the mask of its map (docs/method.md): black where the mask is 0, hatched where the model
    did not look.

    Args and result as ``overlay``.
    """
    _check(pixels, geometry)
    left, top, right, bottom = box = seen_pixels(geometry)
    height, width = pixels.shape[:2]
    seen_all = box == (0, 0, width, height)
    drawn = np.empty_like(pixels) if seen_all else np.tile(_hatch(), (height // 16 + 1, width // 16 + 1, 1))
    drawn = drawn[:height, :width]
    if left < right and top < bottom:
        full = MASK_SATURATION * scale_of(map)[1]
        mask = _steps(_on_image(np.abs(map), geometry, box), full, signed=False)
        part = pixels[top:bottom, left:right]
        drawn[top:bottom, left:right] = cv2.multiply(part, cv2.merge((mask, mask, mask)), scale=1.0 / 255.0)
    return np.ascontiguousarray(drawn)


def map_on_image(map: FloatArray, geometry: Geometry) -> FloatArray:
    """The map's values in image coordinates: float32 (image height, image width), NaN where the model did not look."""
    values = np.full((geometry.image_height, geometry.image_width), np.nan, dtype=np.float32)
    left, top, right, bottom = box = seen_pixels(geometry)
    if left < right and top < bottom:
        values[top:bottom, left:right] = _on_image(map, geometry, box)
    return values


def seen_pixels(geometry: Geometry) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the image pixels whose centres the model saw; right and bottom are excluded."""
    left, top, right, bottom = geometry.seen_box()
    return tuple(math.ceil(edge - 0.5) for edge in (left, top, right, bottom))  # type: ignore[return-value]


def colour_bar(height: int, name: str = "viridis", width: int = 12) -> ByteArray:
    """The colour scale, uint8 (height, width, 3), highest at the top."""
    ramp = np.linspace(1.0, 0.0, height, dtype=np.float32)
    return colour(np.repeat(ramp[:, None], width, axis=1), name)


def _check(pixels: ByteArray, geometry: Geometry) -> None:
    if pixels.shape != (geometry.image_height, geometry.image_width, 3):
        raise ValueError(f"pixels {pixels.shape} are not the image of {geometry}")


def _extremes(map: FloatArray) -> tuple[float, float]:
    finite = map[np.isfinite(map)]
    return (float(finite.min()), max(0.0, float(finite.max()))) if finite.size else (0.0, 0.0)


def _steps(values: FloatArray, high: float, signed: bool) -> ByteArray:
    """Places in a colour table: 0..high onto 0..255, or -high..high if signed; clipped. No height at all: zero."""
    if not high > 0.0:
        return np.full(values.shape, 128 if signed else 0, dtype=np.uint8)
    if signed:
        values = np.clip(values, -high, high) + np.float32(high)
        high = 2.0 * high
    return np.asarray(cv2.convertScaleAbs(values, alpha=255.0 / high), dtype=np.uint8)


def _on_image(map: FloatArray, geometry: Geometry, box: tuple[int, int, int, int]) -> FloatArray:
    """The map resampled linearly at the centres of the image's pixels within ``box``; NaN counts as 0."""
    left, top, right, bottom = box
    values = _finite(map)
    per_x = geometry.resized_width / geometry.image_width
    per_y = geometry.resized_height / geometry.image_height
    small = _coarse_size(values.shape, geometry)
    if small != values.shape[::-1]:
        values = np.asarray(cv2.resize(values, small, interpolation=cv2.INTER_AREA), dtype=np.float32)
    fine_x, fine_y = small[0] / geometry.input_width, small[1] / geometry.input_height
    result = np.empty((bottom - top, right - left), dtype=np.float32)
    for y in range(top, bottom, _TILE):
        for x in range(left, right, _TILE):
            height, width = min(_TILE, bottom - y), min(_TILE, right - x)
            way = np.array(
                [
                    [per_x * fine_x, 0.0, ((x + 0.5) * per_x - geometry.crop_left) * fine_x - 0.5],
                    [0.0, per_y * fine_y, ((y + 0.5) * per_y - geometry.crop_top) * fine_y - 0.5],
                ]
            )
            result[y - top : y - top + height, x - left : x - left + width] = cv2.warpAffine(
                values,
                way,
                (width, height),
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )
    return result


def _finite(map: FloatArray) -> FloatArray:
    return np.nan_to_num(np.asarray(map, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)


def _coarse_size(shape: tuple[int, ...], geometry: Geometry) -> tuple[int, int]:
    """(width, height) of the map as it is drawn: one much finer than the image is averaged down first, for sampling
    would skip its peaks."""
    height, width = shape
    return (
        _coarser(width, geometry.resized_width / geometry.image_width),
        _coarser(height, geometry.resized_height / geometry.image_height),
    )


def _coarser(length: int, per_pixel: float) -> int:
    return max(1, round(length / per_pixel)) if per_pixel > 1.5 else length


def _hatch() -> ByteArray:
    """A tile of 16 x 16 px with slanting lines, that says: not seen by the model."""
    slant = np.add.outer(np.arange(16), np.arange(16)) % 16
    return np.where((slant < 3)[:, :, None], _UNSEEN_LINE, _UNSEEN).astype(np.uint8)


@cache
def _table(name: str) -> ByteArray:
    """256 RGB colours, uint8 (256, 3). Raises ValueError for an unknown name."""
    if name == SIGNED_COLOURS:
        at = np.linspace(0.0, 1.0, 256)
        places = [place for place, _ in _SIGNED_STOPS]
        channels = [np.interp(at, places, [stop[channel] for _, stop in _SIGNED_STOPS]) for channel in range(3)]
        return (np.stack(channels, axis=1) + 0.5).astype(np.uint8)
    if name == GREYS:
        return np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    if name not in _OPENCV_TABLES:
        raise ValueError(f"no colour map {name!r}; there are {', '.join(COLOUR_MAPS)}")
    bgr = cv2.applyColorMap(np.arange(256, dtype=np.uint8)[:, None], _OPENCV_TABLES[name])
    return np.ascontiguousarray(bgr[:, 0, ::-1])
