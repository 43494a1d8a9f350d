"""The methods' maps side by side: a picture of two things for each net, asked for the first of them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import torch

from bench.quality import Asked, Size, maps_by, pictures
from bench.training import Net
from engine.fit import ExplainError
from engine.records import Geometry
from engine.render import overlay

SHOWN = (
    Asked("learned", 3), Asked("learned", 10), Asked("gradient"), Asked("guided"), Asked("integrated-gradients"),
    Asked("grad-cam"), Asked("lrp"),
)  # fmt: skip
TILE_PX, GAP_PX, HEAD_PX, SIDE_PX = 144, 6, 34, 96
_STEP = TILE_PX + GAP_PX
_PAPER, _INK = (255, 255, 255), (30, 30, 30)

Bytes = npt.NDArray[np.uint8]


def sheet(nets: Sequence[Net], shown: Sequence[Asked] = SHOWN) -> Bytes:
    """uint8 (height, width, 3) RGB: a row for each net, a column for the picture and for each method.

    Row n shows the n-th picture of two things of the net's world. A method that refuses a net says so in its tile.
    """
    columns = len(shown) + 1
    width, height = SIDE_PX + columns * _STEP, HEAD_PX + len(nets) * _STEP
    drawn: Bytes = np.full((height, width, 3), _PAPER, np.uint8)
    for column, asked in enumerate(shown, 1):
        _write(drawn, asked.title.replace("integrated-gradients", "integrated gr."), SIDE_PX + column * _STEP, 20)
    for row, net in enumerate(nets):
        pair = pictures(net.world, Size(row + 1, 0, 0))[0][row]
        top = HEAD_PX + row * _STEP
        _write(drawn, net.family, 4, top + TILE_PX // 2)
        _write(drawn, f'"{pair.labels[0]}"', 4, top + TILE_PX // 2 + 18)
        _place(drawn, pair.pixels, SIDE_PX, top)
        image = net.model.prepare(pair.pixels)[0][None]
        target = torch.tensor([net.model.labels.index(pair.labels[0])])
        side = pair.pixels.shape[0]
        geometry = Geometry(side, side, side, side, 0, 0, side, side)
        for column, asked in enumerate(shown, 1):
            try:
                found = maps_by(asked)(net.model, image, target)[0].detach().numpy()
            except ExplainError:
                _write(drawn, "refused", SIDE_PX + column * _STEP + 4, top + TILE_PX // 2)
                continue
            _place(drawn, overlay(pair.pixels, found, geometry), SIDE_PX + column * _STEP, top)
    return drawn


def _place(sheet: Bytes, picture: Bytes, left: int, top: int) -> None:
    larger = cv2.resize(picture, (TILE_PX, TILE_PX), interpolation=cv2.INTER_CUBIC)
    sheet[top : top + TILE_PX, left : left + TILE_PX] = larger


def _write(sheet: Bytes, words: str, left: int, base: int) -> None:
    cv2.putText(sheet, words, (left, base), cv2.FONT_HERSHEY_SIMPLEX, 0.42, _INK, 1, cv2.LINE_AA)
