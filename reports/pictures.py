"""Overlays for reports: the image and its map as small pictures, with what the colours stand for."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from db.rows import ExplanationRow
from db.store import Store
from engine import images, render
from engine.records import PlainError
from resources import tokens

SIDE_PX = 320
JPEG_QUALITY = 82
BAR_PX = (160, 8)
FRAME = (128, 136, 148, 255)

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pair:
    """An image and its overlay as JPEG files, and the values at the two ends of the colour bar."""

    image: bytes
    overlay: bytes
    width_px: int
    height_px: int
    low: float
    high: float


def pair(store: Store, row: ExplanationRow) -> Pair | str:
    """The two pictures of an explanation; in their place, in plain words, why there is none.

    An image that changed after it was audited is not shown: the map would lie on something else.
    """
    try:
        pixels = original(row)
        values = store.map(row.explanation_id)
    except PlainError as error:
        return str(error)
    low, high = render.scale_of(values)
    over = drawn(pixels, values, row)
    plain, over = shrink(pixels, SIDE_PX), shrink(over, SIDE_PX)
    return Pair(jpeg(plain), jpeg(over), plain.shape[1], plain.shape[0], low, high)


def drawn(pixels: Pixels, values: npt.NDArray[np.float32], row: ExplanationRow) -> Pixels:
    """The overlay as the window first shows it. uint8 (h, w, 3)."""
    begin = tokens.OVERLAY
    return render.overlay(
        pixels, values, row.geometry, opacity=begin.opacity, threshold=begin.threshold, colours=begin.colours
    )


def original(row: ExplanationRow) -> Pixels:
    """The pixels of the very file that was audited. Raises PlainError if it is gone or has changed since."""
    path = Path(row.path)
    if not path.exists():
        raise PlainError("The image is no longer where it was audited.")
    decoded = images.read(path)
    if row.sha256 and decoded.sha256 != row.sha256:
        raise PlainError("The image was changed after it was audited.")
    return decoded.pixels


def shrink(pixels: Pixels, side_px: int) -> Pixels:
    """At most `side_px` on the longer side, by averaging; never enlarged. uint8 (h, w, 3)."""
    height, width = pixels.shape[:2]
    scale = side_px / max(height, width)
    if scale >= 1:
        return pixels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def jpeg(pixels: Pixels) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=JPEG_QUALITY)
    return stream.getvalue()


def jpeg_uri(content: bytes) -> str:
    """A JPEG file as an address that a page shows without fetching anything."""
    return _uri("image/jpeg", content)


def png_uri(content: bytes) -> str:
    """The same for a PNG file."""
    return _uri("image/png", content)


def colour_bar_uri(signed: bool) -> str:
    """``colour_bar`` as an address that a page shows without fetching anything."""
    return png_uri(colour_bar(signed))


@cache
def colour_bar(signed: bool) -> bytes:
    """The colours from the low end (left) to the high end (right) of unsigned or signed maps, as a PNG file.

    Where the overlay shows the image untouched, the bar is an empty frame.
    """
    width, height = BAR_PX
    ramp = np.tile(np.linspace(0, 1, width, dtype=np.float32), (height, 1))
    colours = render.SIGNED_COLOURS if signed else tokens.OVERLAY.colours
    bar = np.dstack((render.colour(ramp, colours), np.full((height, width), 255, dtype=np.uint8)))
    value = np.abs(2 * ramp[0] - 1) if signed else ramp[0]
    (hidden,) = np.nonzero(value < tokens.OVERLAY.threshold)
    frame = bar[:, hidden[0] : hidden[-1] + 1]
    frame[:] = FRAME
    frame[1:-1, 1:-1, 3] = 0
    stream = io.BytesIO()
    Image.fromarray(bar).save(stream, "PNG")
    return stream.getvalue()


def _uri(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
