"""A cluster of maps as one picture: its mean map, and the overlays of the members that are nearest to its centre."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from db.store import Store
from engine import render
from engine.records import FloatArray, PlainError
from reports.pictures import Pixels, drawn, original, shrink
from resources import tokens

COLUMNS, ROWS = 4, 3
MEMBER_PX = 200
GAP_PX = 8
GROUND = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Drawn:
    """png: a PNG file; without: members of which the map alone is shown, since their image is gone or has changed."""

    png: bytes
    without: int


def picture(store: Store, mean: FloatArray, members: Sequence[int]) -> Drawn:
    """The mean map (n, n) on the left, coloured from 0 to its maximum; beside it the first 12 of the members
    (explanations, the nearest first), left to right and top to bottom, each in its own scale. RGB, 1,448 x 616 px."""
    side = ROWS * MEMBER_PX + (ROWS - 1) * GAP_PX
    wide = side + COLUMNS * (MEMBER_PX + GAP_PX)
    sheet = np.full((side, wide, 3), GROUND, dtype=np.uint8)
    sheet[:, :side] = mean_pixels(mean, side)
    without = 0
    for at, explanation_id in enumerate(members[: COLUMNS * ROWS]):
        tile, whole = _drawn(store, explanation_id, MEMBER_PX)
        without += not whole
        height, width = tile.shape[:2]
        y = (at // COLUMNS) * (MEMBER_PX + GAP_PX) + (MEMBER_PX - height) // 2
        x = side + GAP_PX + (at % COLUMNS) * (MEMBER_PX + GAP_PX) + (MEMBER_PX - width) // 2
        sheet[y : y + height, x : x + width] = tile
    stream = io.BytesIO()
    Image.fromarray(sheet).save(stream, "PNG")
    return Drawn(stream.getvalue(), without)


def mean_pixels(mean: FloatArray, side_px: int) -> Pixels:
    """A mean map (n, n) as a square of cells, coloured from 0 to its maximum. uint8 (side, side, 3)."""
    top = max(float(mean.max()), float(np.finfo(np.float32).tiny))
    small = render.colour(np.asarray(mean / top, dtype=np.float32), tokens.OVERLAY.colours)
    return np.asarray(cv2.resize(small, (side_px, side_px), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)


def mean_png(mean: FloatArray, side_px: int) -> bytes:
    """The same as a PNG file."""
    stream = io.BytesIO()
    Image.fromarray(mean_pixels(mean, side_px)).save(stream, "PNG")
    return stream.getvalue()


def member(store: Store, explanation_id: int, side_px: int) -> tuple[Pixels, bool] | None:
    """(its overlay, or its map where there is no image; whether there was one), at most side_px a side; None where its
    map is lost."""
    try:
        return _drawn(store, explanation_id, side_px)
    except PlainError:
        return None


def _drawn(store: Store, explanation_id: int, side_px: int) -> tuple[Pixels, bool]:
    row = store.explanation(explanation_id)
    values = store.map(explanation_id)
    try:
        return shrink(drawn(original(row), values, row), side_px), True
    except PlainError:
        low, high = render.scale_of(values)
        scaled = (values - low) / (high - low) if high > low else np.zeros_like(values)
        colours = render.SIGNED_COLOURS if low < 0 else tokens.OVERLAY.colours
        return shrink(render.colour(np.asarray(scaled, dtype=np.float32), colours), side_px), False
