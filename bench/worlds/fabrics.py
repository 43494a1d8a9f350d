"""Patches of eight fabrics, cut to any shape, on a plain table. What tells them apart is what fills them, not outline.

The held-out world: no setting of any method was ever chosen on its pictures or its nets.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from bench.worlds import Pair, Rng, Single, two_places

VERSION = 1

Array = npt.NDArray[np.float32]


def _stripes(u: Array, v: Array) -> Array:
    return np.asarray(np.sin(2 * np.pi * u) > 0, np.float32)


def _checks(u: Array, v: Array) -> Array:
    return np.asarray((np.sin(np.pi * u) > 0) ^ (np.sin(np.pi * v) > 0), np.float32)


def _dots(u: Array, v: Array) -> Array:
    return np.asarray(np.hypot(u % 1 - 0.5, v % 1 - 0.5) < 0.3, np.float32)


def _rings(u: Array, v: Array) -> Array:
    far = np.hypot(u % 1.4 - 0.7, v % 1.4 - 0.7)
    return np.asarray((far > 0.3) & (far < 0.56), np.float32)


def _bricks(u: Array, v: Array) -> Array:
    row = np.floor(v)
    seam = (v % 1 < 0.24) | ((u / 2 + 0.5 * (row % 2)) % 1 < 0.13)
    return np.asarray(~seam, np.float32)


def _zigzag(u: Array, v: Array) -> Array:
    bent = v + np.abs(u % 2 - 1)
    return np.asarray(np.sin(2 * np.pi * bent) > 0, np.float32)


def _lattice(u: Array, v: Array) -> Array:
    return np.asarray(((u + v) % 1.5 < 0.36) | ((u - v) % 1.5 < 0.36), np.float32)


def _confetti(u: Array, v: Array) -> Array:
    """Short strokes, each turned its own way."""
    column, row = np.floor(u), np.floor(v)
    turn = np.pi * ((np.sin(column * 12.9898 + row * 78.233) * 43758.5453) % 1)
    x, y = u % 1 - 0.5, v % 1 - 0.5
    along, across = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
    return np.asarray((np.abs(along) < 0.46) & (np.abs(across) < 0.17), np.float32)


FABRICS: dict[str, Callable[[Array, Array], Array]] = {
    "stripes": _stripes,
    "checks": _checks,
    "dots": _dots,
    "rings": _rings,
    "bricks": _bricks,
    "zigzag": _zigzag,
    "lattice": _lattice,
    "confetti": _confetti,
}
CLASSES = tuple(FABRICS)
_FINER = 3


def single(cls: str, rng: Rng, side_px: int) -> Single:
    picture = _table(rng, side_px * _FINER)
    radius = float(rng.uniform(0.22, 0.36))
    room = 0.47 - radius
    x, y = 0.5 + rng.uniform(-room, room), 0.5 + rng.uniform(-room, room)
    picture, cover = _patch(picture, cls, rng, x, y, radius)
    return Single(_bytes(picture, rng, side_px), _smaller(cover, side_px) > 0.5, cls)


def pair(first: str, second: str, rng: Rng, side_px: int) -> Pair:
    picture = _table(rng, side_px * _FINER)
    masks = []
    for cls, (x, y) in zip((first, second), two_places(rng), strict=True):
        picture, cover = _patch(picture, cls, rng, x, y, float(rng.uniform(0.17, 0.21)))
        masks.append(_smaller(cover, side_px) > 0.5)
    return Pair(_bytes(picture, rng, side_px), (masks[0] & ~masks[1], masks[1]), (first, second))


def _table(rng: Rng, side: int) -> Array:
    """A shaded colour with a little weave and a few blurred smears."""
    x, y = np.meshgrid(*2 * [np.linspace(-1, 1, side, dtype=np.float32)])
    colour = rng.uniform(0.15, 0.85, 3).astype(np.float32)
    slope = rng.normal(0, 0.12, 2)
    tone = slope[0] * x + slope[1] * y
    smears = cv2.GaussianBlur(rng.normal(0, 1, (side, side)).astype(np.float32), (0, 0), side / 14)
    tone = tone + 0.08 * smears / (smears.std() + 1e-6)
    return np.asarray(colour + tone[..., None] * np.ones(3, np.float32), np.float32)


def _patch(picture: Array, cls: str, rng: Rng, x: float, y: float, radius: float) -> tuple[Array, Array]:
    """A patch laid on the picture, and how far each pixel is covered by it."""
    side = picture.shape[0]
    columns, rows = np.meshgrid(*2 * [(np.arange(side, dtype=np.float32) + 0.5) / side])
    across, down = columns - x, rows - y
    angle, far = np.arctan2(down, across), np.hypot(across, down)
    outline = np.ones_like(far)
    for wave in (2, 3, 5):
        outline += rng.uniform(0, 0.22 / wave) * np.cos(wave * angle + rng.uniform(0, 2 * np.pi))
    edge = radius * outline / 1.1
    cover = np.clip((edge - far) * side / 2 + 0.5, 0, 1)
    turn, cells = rng.uniform(0, 2 * np.pi), rng.uniform(7.5, 11)
    shift = rng.uniform(0, 1, 2)
    u = (across * np.cos(turn) + down * np.sin(turn)) * cells + shift[0] + 40
    v = (-across * np.sin(turn) + down * np.cos(turn)) * cells + shift[1] + 40
    fill = FABRICS[cls](u, v)[..., None]
    first = rng.uniform(0, 1, 3)
    second = rng.uniform(0, 1, 3)
    gap = second.mean() - first.mean()
    if abs(gap) < 0.35:
        push = (0.35 - abs(gap)) / 2 * (1 if gap >= 0 else -1)
        first, second = first - push, second + push
    cloth = np.clip(first + fill * (second - first), 0, 1)
    shade = 1 + 0.12 * rng.normal() * across[..., None] / radius
    laid = picture * (1 - cover[..., None]) + cloth * shade * cover[..., None]
    return np.asarray(laid, np.float32), np.asarray(cover, np.float32)


def _smaller(picture: Array, side_px: int) -> Array:
    return np.asarray(cv2.resize(picture, (side_px, side_px), interpolation=cv2.INTER_AREA), np.float32)


def _bytes(picture: Array, rng: Rng, side_px: int) -> npt.NDArray[np.uint8]:
    small = _smaller(picture, side_px)
    return np.round(np.clip(small + rng.normal(0, 0.015, small.shape), 0, 1) * 255).astype(np.uint8)
