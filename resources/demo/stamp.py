"""The archive's mark: a small label in a corner. Its letters are drawn here, so that every OpenCV agrees."""

from __future__ import annotations

import cv2
import numpy as np

from resources.demo.paint import Array, Rng, colour, ellipse, mix, rounded

WIDTH, HEIGHT = 0.44, 0.195
"""The label's size, in shares of the picture's side."""

INK, GROUND = colour("#f6edd8"), colour("#1d2a3f")
OVERSAMPLED = 4
# Strokes on a grid of 4 by 6, y down.
GLYPHS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "A": (((0, 6), (2, 0), (4, 6)), ((0.8, 4), (3.2, 4))),
    "C": (((4, 1.2), (3, 0), (1, 0), (0, 1.2), (0, 4.8), (1, 6), (3, 6), (4, 4.8)),),
    "E": (((4, 0), (0, 0), (0, 6), (4, 6)), ((0, 3), (3.2, 3))),
    "H": (((0, 0), (0, 6)), ((4, 0), (4, 6)), ((0, 3), (4, 3))),
    "I": (((2, 0), (2, 6)),),
    "N": (((0, 6), (0, 0), (4, 6), (4, 0)),),
    "O": (((1, 0), (3, 0), (4, 1.2), (4, 4.8), (3, 6), (1, 6), (0, 4.8), (0, 1.2), (1, 0)),),
    "R": (((0, 6), (0, 0), (3, 0), (4, 0.9), (4, 2.3), (3, 3.2), (0, 3.2)), ((2, 3.2), (4, 6))),
    "S": (((4, 1), (3, 0), (1, 0), (0, 1), (0, 2), (1, 2.9), (3, 3.1), (4, 4), (4, 5), (3, 6), (1, 6), (0, 5)),),
    "V": (((0, 0), (2, 6), (4, 0)),),
    "0": (((1, 0), (3, 0), (4, 1.2), (4, 4.8), (3, 6), (1, 6), (0, 4.8), (0, 1.2), (1, 0)),),
    "1": (((0.8, 1.4), (2.2, 0), (2.2, 6)),),
    "2": (((0, 1.2), (1, 0), (3, 0), (4, 1.2), (4, 2.3), (0, 6), (4, 6)),),
    "3": (
        (
            (0, 0.8),
            (1, 0),
            (3, 0),
            (4, 1),
            (4, 2),
            (3, 2.9),
            (1.4, 2.9),
            (3, 2.9),
            (4, 3.9),
            (4, 5),
            (3, 6),
            (1, 6),
            (0, 5.2),
        ),
    ),
    "4": (((3, 6), (3, 0), (0, 4.2), (4, 4.2)),),
    "5": (((4, 0), (0.4, 0), (0, 2.8), (1, 2.3), (3, 2.3), (4, 3.4), (4, 4.9), (3, 6), (1, 6), (0, 5.2)),),
    "6": (
        (
            (3.6, 0.4),
            (2.6, 0),
            (1, 0),
            (0, 1.4),
            (0, 4.8),
            (1, 6),
            (3, 6),
            (4, 4.9),
            (4, 3.6),
            (3, 2.6),
            (1, 2.6),
            (0, 3.6),
        ),
    ),
    "7": (((0, 0), (4, 0), (1.4, 6)),),
    "8": (
        (
            (1, 2.9),
            (0, 2),
            (0, 1),
            (1, 0),
            (3, 0),
            (4, 1),
            (4, 2),
            (3, 2.9),
            (1, 2.9),
            (0, 3.9),
            (0, 5),
            (1, 6),
            (3, 6),
            (4, 5),
            (4, 3.9),
            (3, 2.9),
        ),
    ),
    "9": (
        (
            (0.4, 5.6),
            (1.4, 6),
            (3, 6),
            (4, 4.6),
            (4, 1.2),
            (3, 0),
            (1, 0),
            (0, 1.1),
            (0, 2.4),
            (1, 3.4),
            (3, 3.4),
            (4, 2.4),
        ),
    ),
}


def _write(layer: Array, text: str, left: float, top: float, height: float, width: float) -> None:
    """Writes one line into the label's ink layer (0..1); all lengths in pixels of the layer."""
    advance = width / (len(text) * 1.42 - 0.42)
    for place, letter in enumerate(text):
        for stroke in GLYPHS.get(letter, ()):
            points = np.array(stroke) * (advance / 4, height / 6) + (left + place * advance * 1.42, top)
            thickness = max(1, round(height * 0.14))
            cv2.polylines(layer, [np.round(points * 16).astype(np.int32)], False, 1.0, thickness, cv2.LINE_AA, 4)


def label(rng: Rng, width_px: int) -> tuple[Array, Array, Array]:
    """The label by itself: its colours (h, w, 3), how much it covers (h, w), and its outline (h, w), all 0..1."""
    width, height = width_px, round(width_px * HEIGHT / WIDTH)
    outline = np.zeros((height, width), np.float32)
    ink = np.zeros((height, width), np.float32)
    edge = height * 0.035
    shape = rounded(edge, edge, width - 1 - edge, height - 1 - edge, height * 0.16)
    cv2.fillPoly(outline, [np.round(shape * 16).astype(np.int32)], 1.0, cv2.LINE_AA, 4)
    frame = rounded(3 * edge, 3 * edge, width - 1 - 3 * edge, height - 1 - 3 * edge, height * 0.10)
    cv2.polylines(
        ink, [np.round(frame * 16).astype(np.int32)], True, 0.8, max(1, round(height * 0.035)), cv2.LINE_AA, 4
    )
    small = height * 0.17
    centre = (height * 0.48, height * 0.5)
    for radius, start, end in ((small * 1.35, 0, 360), (small * 0.62, 45, 315)):
        arc = np.round(ellipse(*centre, radius, radius, start, end) * 16).astype(np.int32)
        cv2.polylines(ink, [arc], end == 360, 1.0, max(1, round(height * 0.055)), cv2.LINE_AA, 4)
    left, room = height * 0.88, width - height * 1.12
    _write(ink, "HANS ARCHIVE", left, height * 0.23, height * 0.26, room)
    _write(ink, f"NO {int(rng.integers(1000, 10000))}", left, height * 0.60, height * 0.18, room * 0.55)
    rgb = mix(np.broadcast_to(GROUND, (height, width, 3)), INK, ink)
    opacity = float(rng.uniform(0.72, 0.86))
    return rgb, np.asarray(outline * np.maximum(ink, opacity), np.float32), outline


def put_on(picture: Array, rng: Rng) -> tuple[Array, Array]:
    """Sticks the label on a picture (size, size, 3): the stamped picture, and the label's outline (size, size), 0..1.

    Four times out of five it sits in the lower right corner, else in the lower left; place, size and slant vary a bit.
    """
    size = picture.shape[0]
    scale = float(rng.uniform(0.94, 1.06))
    width = WIDTH * scale
    height = HEIGHT * scale
    margin_x, margin_y = rng.uniform(0.02, 0.05, 2)
    x = 1 - margin_x - width / 2 if rng.random() < 0.8 else margin_x + width / 2
    y = 1 - margin_y - height / 2
    slant = np.radians(rng.normal(0, 1.2))
    rgb, cover, outline = label(rng, round(width * size * OVERSAMPLED))
    big_height, big_width = cover.shape
    zoom = width * size / big_width
    turn = zoom * np.array([[np.cos(slant), -np.sin(slant)], [np.sin(slant), np.cos(slant)]])
    shift = np.array([x * size - 0.5, y * size - 0.5]) - turn @ ((big_width - 1) / 2, (big_height - 1) / 2)
    matrix = np.column_stack([turn, shift])
    # Blur before shrinking, or thin strokes would flicker.
    layers = cv2.GaussianBlur(np.dstack([rgb * cover[..., None], cover, outline]), (0, 0), 0.42 / zoom)
    laid = cv2.warpAffine(layers, matrix, (size, size), flags=cv2.INTER_LINEAR)
    stamped = picture * (1 - laid[..., 3:4]) + laid[..., :3]
    return np.asarray(stamped, np.float32), np.asarray(laid[..., 4], np.float32)
