"""Ten letters in several hands and colours on clouds and scratches. What tells them apart is where strokes meet."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from bench.worlds import BoolArray, Pair, Rng, Single, two_places

CLASSES = tuple("AEGHKMRSTX")
VERSION = 1

_HANDS = (
    cv2.FONT_HERSHEY_SIMPLEX,
    cv2.FONT_HERSHEY_DUPLEX,
    cv2.FONT_HERSHEY_COMPLEX,
    cv2.FONT_HERSHEY_TRIPLEX,
)
_FINER = 3  # letters are drawn so much larger, and made smaller
_APART = 0.28  # at least so much between the brightness of a letter and of its ground, of 1

Array = npt.NDArray[np.float32]


def single(cls: str, rng: Rng, side_px: int) -> Single:
    picture = _ground(rng, side_px)
    radius = float(rng.uniform(0.2, 0.34))
    room = 0.47 - radius
    x, y = 0.5 + rng.uniform(-room, room), 0.5 + rng.uniform(-room, room)
    cover = _letter(cls, rng, side_px, x, y, radius)
    picture = _ink(picture, cover, rng)
    return Single(_bytes(picture, rng), cover > 0.5, cls)


def pair(first: str, second: str, rng: Rng, side_px: int) -> Pair:
    picture = _ground(rng, side_px)
    masks: list[BoolArray] = []
    for cls, (x, y) in zip((first, second), two_places(rng), strict=True):
        cover = _letter(cls, rng, side_px, x, y, float(rng.uniform(0.17, 0.21)))
        picture = _ink(picture, cover, rng)
        masks.append(cover > 0.5)
    masks[0] &= ~masks[1]
    return Pair(_bytes(picture, rng), (masks[0], masks[1]), (first, second))


def _ground(rng: Rng, side_px: int) -> Array:
    """Clouds of two colours with scratches, float32 (side, side, 3) in 0..1."""
    tone = np.zeros((side_px, side_px), np.float32)
    for cells, weight in ((3, 1.0), (6, 0.6), (13, 0.4), (29, 0.25)):
        grid = rng.random((cells, cells)).astype(np.float32)
        tone += weight * cv2.resize(grid, (side_px, side_px), interpolation=cv2.INTER_CUBIC)
    tone = (tone - tone.min()) / (np.ptp(tone) + 1e-6)
    first, second = rng.uniform(0.1, 0.9, (2, 3)).astype(np.float32)
    picture = first + tone[..., None] * (second - first)
    for _ in range(int(rng.integers(4, 12))):
        start, way = rng.uniform(0, side_px, 2), rng.normal(0, side_px * 0.25, 2)
        colour = np.clip(picture.mean((0, 1)) + rng.normal(0, 0.18, 3), 0, 1)
        ends = [(round(float(x)), round(float(y))) for x, y in (start, start + way)]
        cv2.line(picture, ends[0], ends[1], colour.tolist(), int(rng.integers(1, 3)), cv2.LINE_AA)
    return np.asarray(picture, np.float32)


def _letter(cls: str, rng: Rng, side_px: int, x: float, y: float, radius: float) -> Array:
    """How far each pixel is covered, (side, side) in 0..1; half the letter's height is about ``radius`` of the side."""
    side = side_px * _FINER
    hand = _HANDS[int(rng.integers(len(_HANDS)))]
    thickness = max(1, round(side * radius * rng.uniform(0.12, 0.22)))
    (_, base_height), _ = cv2.getTextSize(cls, hand, 1.0, 1)
    scale = 2 * radius * side * 0.8 / base_height
    (width, height), _ = cv2.getTextSize(cls, hand, scale, thickness)
    sheet = np.zeros((side, side), np.uint8)
    cv2.putText(
        sheet, cls, (round((side - width) / 2), round((side + height) / 2)), hand, scale, 255, thickness, cv2.LINE_AA
    )
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), float(rng.uniform(-22, 22)), 1.0)
    lean = np.array([[1, rng.uniform(-0.2, 0.2), 0], [0, 1, 0]])
    turn[:, :2] = turn[:, :2] @ lean[:, :2]
    turn[:, 2] = np.array((x, y)) * side - turn[:, :2] @ np.array((side / 2, side / 2))
    sheet = cv2.warpAffine(sheet, turn, (side, side), flags=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(sheet, (side_px, side_px), interpolation=cv2.INTER_AREA), np.float32) / 255


def _ink(picture: Array, cover: Array, rng: Rng) -> Array:
    """The letter in a colour of its own, lighter or darker than what it lies on."""
    under = float(picture[cover > 0.5].mean()) if (cover > 0.5).any() else 0.5
    colour = rng.uniform(0, 1, 3)
    if abs(colour.mean() - under) < _APART:
        goal = under + _APART * (1 if under < 0.5 else -1)
        colour = np.clip(colour + goal - colour.mean(), 0, 1)
    return np.asarray(picture * (1 - cover[..., None]) + cover[..., None] * colour.astype(np.float32), np.float32)


def _bytes(picture: Array, rng: Rng) -> npt.NDArray[np.uint8]:
    grained = picture + rng.normal(0, 0.02, picture.shape)
    return np.round(np.clip(grained, 0, 1) * 255).astype(np.uint8)
