"""What a thing is made of: colours and a pattern, dealt out without a look at its class."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from resources.demo.paint import Array, Pattern, Points, Rng, colour, grey, mix, ramp

PALETTE = tuple(
    colour(text)
    for text in (
        *("#c4553d", "#d9843b", "#e3b04b", "#8a9a3f", "#4f7d52", "#2f6f6a", "#4a9aa5", "#3c6a9a", "#34466e", "#6a4f86"),
        *("#a2527f", "#d4788a", "#8c3b3b", "#7a5a3e", "#c9a27c", "#efe2c8", "#d8d5cc", "#55565e", "#a9bf9a", "#9cb8cf"),
    )
)

REACH, SHEET_PX = 1.25, 512
"""Spots are painted on a sheet that covers -REACH..REACH of the object's frame."""


@dataclass(frozen=True, eq=False)
class Finish:
    """What an object is made of: three colours, a pattern for its largest part, and how much it shines."""

    main: Array
    second: Array
    accent: Array
    pattern: Pattern | Array
    gloss: float


def patterned(rng: Rng, main: Array, second: Array) -> Pattern | Array:
    """Plain, graded, striped, dotted or speckled: any object may wear any of them."""
    kind = ("plain", "plain", "graded", "striped", "speckled", "dotted")[int(rng.integers(6))]
    angle, pitch, shift = rng.uniform(0, np.pi), rng.uniform(0.22, 0.42), rng.uniform(0, 1)
    c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    spots = rng.uniform(-REACH, REACH, (160, 2))
    sizes = rng.uniform(0.012, 0.03, 160) if kind == "speckled" else rng.uniform(0.05, 0.10, 160)

    def graded(x: Array, y: Array) -> Array:
        return np.asarray(0.75 * ramp(c * x + s * y, -0.8, 0.8), np.float32)

    def striped(x: Array, y: Array) -> Array:
        wave = np.abs(((c * x + s * y) / pitch + shift) % 1 - 0.5)
        return ramp(wave, 0.31, 0.28)

    def spotted(x: Array, y: Array) -> Array:
        sheet = np.zeros((SHEET_PX, SHEET_PX), np.float32)
        to_sheet = SHEET_PX / (2 * REACH)
        kept: list[Points] = []
        for spot, size in zip(spots, sizes, strict=True):
            if kind == "dotted" and any(np.hypot(*(spot - other)) < 0.27 for other in kept):
                continue
            kept.append(spot)
            centre = [round((v + REACH) * to_sheet * 16) for v in spot]
            cv2.circle(sheet, centre, round(size * to_sheet * 16), 1.0, -1, cv2.LINE_AA, 4)
        columns, rows = (x + REACH) * to_sheet, (y + REACH) * to_sheet
        return np.asarray(cv2.remap(sheet, columns, rows, cv2.INTER_LINEAR), np.float32)

    if kind == "plain":
        return main
    return Pattern(main, second, graded if kind == "graded" else striped if kind == "striped" else spotted)


def choose(rng: Rng, ground: Array) -> Finish:
    """Three colours that part from the ground and from each other."""

    def unlike(others: list[tuple[Array, float]]) -> Array:
        offered = [PALETTE[int(i)] for i in rng.permutation(len(PALETTE))]

        def distance(c: Array, other: Array) -> float:
            return float(np.linalg.norm(c - other)) * 0.6 + abs(grey(c) - grey(other))

        fitting = [c for c in offered if all(distance(c, other) > least for other, least in others)]
        chosen = fitting[0] if fitting else max(offered, key=lambda c: min(distance(c, other) for other, _ in others))
        return np.asarray(np.clip(chosen * rng.uniform(0.92, 1.08) + rng.normal(0, 0.015, 3), 0.02, 0.97), np.float32)

    main = unlike([(ground, 0.36)])
    second = unlike([(main, 0.28), (ground, 0.25)])
    accent = unlike([(main, 0.25), (second, 0.25)])
    return Finish(main, second, accent, patterned(rng, main, mix(main, second, 0.85)), float(rng.uniform(0.1, 0.5)))
