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
    top = max(float(mean.max()), float(np.finfo(np.float32).tiny))
    small = render.colour(np.asarray(mean / top, dtype=np.float32), tokens.OVERLAY.colours)
    sheet[:, :side] = cv2.resize(small, (side, side), interpolation=cv2.INTER_NEAREST)
    without = 0
    for at, explanation_id in enumerate(members[: COLUMNS * ROWS]):
        tile, whole = _member(store, explanation_id)
        without += not whole
        height, width = tile.shape[:2]
        y = (at // COLUMNS) * (MEMBER_PX + GAP_PX) + (MEMBER_PX - height) // 2
        x = side + GAP_PX + (at % COLUMNS) * (MEMBER_PX + GAP_PX) + (MEMBER_PX - width) // 2
        sheet[y : y + height, x : x + width] = tile
    stream = io.BytesIO()
    Image.fromarray(sheet).save(stream, "PNG")
    return Drawn(stream.getvalue(), without)


def _member(store: Store, explanation_id: int) -> tuple[Pixels, bool]:
    """(its overlay, or its map where there is no image; whether there was one), at most MEMBER_PX a side."""
    row = store.explanation(explanation_id)
    values = store.map(explanation_id)
    try:
        return shrink(drawn(original(row), values, row), MEMBER_PX), True
    except PlainError:
        low, high = render.scale_of(values)
        scaled = (values - low) / (high - low) if high > low else np.zeros_like(values)
        colours = render.SIGNED_COLOURS if low < 0 else tokens.OVERLAY.colours
        return shrink(render.colour(np.asarray(scaled, dtype=np.float32), colours), MEMBER_PX), False
