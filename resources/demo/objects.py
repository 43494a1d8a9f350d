"""The things of the demo's world: each painted from parts, in three colours that say nothing of its class."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from resources.demo.finish import Finish
from resources.demo.paint import (
    SHADOW,
    WARM,
    Array,
    Easel,
    Points,
    Rng,
    bow,
    colour,
    ellipse,
    mix,
    ribbon,
    rounded,
    smooth,
)


def mushroom(easel: Easel, rng: Rng, finish: Finish) -> None:
    width, height, lip = rng.uniform(0.66, 0.92), rng.uniform(0.55, 0.95), rng.uniform(0.10, 0.2)
    waist, foot, lean = rng.uniform(0.13, 0.22), rng.uniform(0.2, 0.34), rng.uniform(-0.16, 0.16)
    rim = rng.uniform(-0.05, 0.12)
    stem = smooth(
        [
            (-waist, rim - 0.05),
            (waist, rim - 0.05),
            (waist + lean * 0.6, 0.45),
            (foot + lean, 0.82),
            (lean, 0.93),
            (-foot + lean, 0.82),
            (-waist + lean * 0.6, 0.45),
        ]
    )
    easel.part(stem, paint=finish.second, bevel=0.24, gloss=finish.gloss * 0.5, lift=0.0)
    if rng.random() < 0.6:
        y = rim + rng.uniform(0.22, 0.32)
        skirt = smooth(
            [
                (-waist - 0.07 + lean * 0.3, y),
                (lean * 0.3, y - 0.07),
                (waist + 0.07 + lean * 0.3, y),
                (lean * 0.3, y + 0.09),
            ]
        )
        easel.part(skirt, paint=mix(finish.second, WARM, 0.35), bevel=0.08, gloss=0.1, lift=0.03)
    gills = ellipse(0, rim, width * 0.93, lip)
    easel.part(gills, paint=mix(finish.accent, SHADOW, 0.25), bevel=0.05, gloss=0, lift=0.06)
    for angle in np.linspace(8, 172, 23):
        end = (np.cos(np.radians(angle)) * width * 0.9, rim + np.sin(np.radians(angle)) * lip * 0.95)
        easel.groove(np.array([(end[0] * 0.25, rim + 0.02), end]), 0.014, 0.35)
    top = rim - height
    peak = rng.uniform(0.2, 0.62)
    cap = smooth(
        [
            (-width, rim),
            (-width * 0.88, rim - height * 0.42),
            (-width * peak, top + height * 0.12),
            (0, top),
            (width * peak, top + height * 0.12),
            (width * 0.88, rim - height * 0.42),
            (width, rim),
            (width * 0.62, rim + lip * 0.35),
            (0, rim + lip * 0.5),
            (-width * 0.62, rim + lip * 0.35),
        ]
    )
    easel.part(cap, paint=finish.pattern, bevel=0.5, gloss=finish.gloss, lift=0.04)
    if rng.random() < 0.4:
        for _ in range(int(rng.integers(4, 8))):
            u, v = rng.uniform(-0.6, 0.6), rng.uniform(0.2, 0.8)
            size = rng.uniform(0.05, 0.11)
            wart = smooth(ellipse(u * width, rim - v * height * (1 - u * u * 0.7), size, size * 0.75)[::8])
            easel.part(wart, paint=mix(finish.accent, WARM, 0.5), bevel=0.05, gloss=0.1, lift=0.02)


def fish(easel: Easel, rng: Rng, finish: Finish) -> None:
    deep, long = rng.uniform(0.30, 0.50), rng.uniform(0.80, 0.95)
    fork, spread = rng.uniform(0.02, 0.22), rng.uniform(0.30, 0.48)
    fins = mix(finish.second, finish.accent, 0.35)
    tail = smooth(
        [
            (0.45, -0.05),
            (0.75, -spread * 0.7),
            (0.98, -spread),
            (0.98 - fork, 0),
            (0.98, spread),
            (0.75, spread * 0.7),
            (0.45, 0.05),
        ]
    )
    easel.part(tail, paint=fins, bevel=0.12, gloss=finish.gloss * 0.6, lift=0.0)
    for slope in np.linspace(-0.8, 0.8, 7):
        easel.groove(np.array([(0.55, slope * 0.08), (0.95 - fork * (1 - abs(slope)), slope * spread)]), 0.014, 0.35)
    back = rng.uniform(0.2, 0.36)
    dorsal = smooth(
        [
            (-0.28, -deep * 0.75),
            (-0.05, -deep - back * 0.8),
            (0.22, -deep * 0.72 - back),
            (0.34, -deep * 0.3),
            (0.0, -deep * 0.5),
        ]
    )
    easel.part(dorsal, paint=fins, bevel=0.12, gloss=finish.gloss * 0.6, lift=0.0)
    belly = smooth([(-0.1, deep * 0.7), (0.1, deep + 0.2), (0.28, deep + 0.16), (0.2, deep * 0.55)])
    easel.part(belly, paint=fins, bevel=0.1, gloss=finish.gloss * 0.6, lift=0.0)
    body = smooth(
        [
            (-long, 0.02),
            (-long * 0.8, -deep * 0.5),
            (-0.3, -deep),
            (0.15, -deep * 0.82),
            (0.5, -0.13),
            (0.66, -0.09),
            (0.66, 0.09),
            (0.5, 0.14),
            (0.15, deep * 0.85),
            (-0.3, deep),
            (-long * 0.8, deep * 0.55),
        ]
    )
    easel.part(body, paint=finish.pattern, bevel=0.36, gloss=finish.gloss, lift=0.04)
    if rng.random() < 0.6:
        for column in range(5):
            for row in range(-3, 4):
                x, y = -0.18 + column * 0.14, row * 0.13 + (column % 2) * 0.065
                if abs(y) < deep * 0.85 * (1 - max(0, x) * 1.4):
                    easel.groove(ellipse(x, y, 0.07, 0.065, -80, 80), 0.016, 0.3)
    easel.groove(bow([(-0.42, -deep * 0.72), (-0.33, -0.05), (-0.44, deep * 0.68)]), 0.03, 0.55)
    easel.groove(bow([(-long, 0.08), (-long + 0.1, 0.11), (-long + 0.17, 0.09)]), 0.026, 0.7)
    fin = smooth([(-0.3, 0.06), (-0.08, 0.03), (0.1, 0.16), (0.0, 0.26), (-0.2, 0.2)])
    easel.part(fin, paint=fins, bevel=0.1, gloss=finish.gloss * 0.6, lift=0.04)
    eye, look = (-long * 0.72, -deep * 0.26), rng.uniform(0.075, 0.105)
    easel.part(ellipse(*eye, look, look), paint=colour("#f4efe2"), bevel=0.06, gloss=0.2, lift=0.015)
    easel.part(
        ellipse(eye[0] - 0.012, eye[1], look * 0.58, look * 0.58),
        paint=colour("#1c1a22"),
        bevel=0.06,
        gloss=0.7,
        lift=0.0,
    )


def leaf(easel: Easel, rng: Rng, finish: Finish) -> None:
    wide, low, bend = rng.uniform(0.36, 0.62), rng.uniform(-0.1, 0.35), rng.uniform(-0.16, 0.16)
    teeth, bite = int(rng.integers(7, 15)), rng.choice((0.0, 0.035, 0.06, 0.12), p=(0.35, 0.2, 0.2, 0.25))
    t = np.linspace(0, 1, 150)
    middle = np.stack([bend * np.sin(np.pi * t) * 1.2, 0.62 - 1.55 * t], 1)
    bulge = np.sin(np.pi * t ** (0.62 + 0.45 * low)) ** rng.uniform(0.85, 1.15) * wide
    saw = 1 - bite * 2 * np.abs((t * teeth) % 1 - (0.5 if bite > 0.1 else 0.15))
    half = bulge * np.where((t > 0.03) & (t < 0.985), saw, 1)
    outline = np.concatenate([middle + np.stack([half, 0 * t], 1), (middle - np.stack([half, 0 * t], 1))[::-1]])
    stalk = ribbon(bow([(0.12 * np.sign(bend), 1.0), (0.02, 0.8), tuple(middle[6])]), [0.085, 0.05, 0.04])
    easel.part(stalk, paint=finish.second, bevel=0.04, gloss=finish.gloss, lift=0.0)
    easel.part(outline, paint=finish.pattern, bevel=0.16, gloss=finish.gloss * 0.8, lift=0.03)
    veins = int(rng.integers(5, 8))
    for k in range(1, veins + 1):
        at = 0.08 + 0.74 * k / (veins + 1)
        start = middle[int(at * 149)]
        reach = np.interp(min(1, at + 0.10), t, bulge) * 0.86 * (1 - bite)
        rise = 0.16 + 0.22 * reach
        for side in (-1, 1):
            end = (start[0] + side * reach, start[1] - rise)
            way = bow([tuple(start), (start[0] + side * reach * 0.5, start[1] - rise * 0.36), end])
            easel.groove(ribbon_line(way), 0.022, 0.5)
    easel.part(
        ribbon(middle[4:-4], [0.065, 0.045, 0.012]),
        paint=mix(finish.second, WARM, 0.15),
        bevel=0.03,
        gloss=0.2,
        lift=0.015,
    )


def ribbon_line(line: Points) -> Points:
    """A line with its last bit left off, so that a vein ends inside the blade."""
    return line[: max(3, int(len(line) * 0.94))]


def house(easel: Easel, rng: Rng, finish: Finish) -> None:
    front, depth = rng.uniform(0.42, 0.56), rng.uniform(0.40, 0.62)
    eaves, ridge, slant = rng.uniform(-0.18, 0.02), rng.uniform(-0.84, -0.66), rng.uniform(0.10, 0.2)
    left = -(2 * front + depth) / 2
    right, far = left + 2 * front, left + 2 * front + depth
    peak, base = (left + right) / 2, 0.72
    roof = mix(finish.second, finish.accent, 0.15)
    if rng.random() < 0.75:
        x = peak + depth * rng.uniform(0.45, 0.75)
        easel.part(
            rounded(x, ridge - 0.12, x + 0.17, ridge + 0.3, 0.02), paint=finish.accent, bevel=0.05, gloss=0.1, lift=0
        )
        easel.part(
            rounded(x - 0.03, ridge - 0.17, x + 0.2, ridge - 0.07, 0.02),
            paint=mix(finish.accent, WARM, 0.3),
            bevel=0.04,
            gloss=0.1,
            lift=0.02,
        )
    side = np.array([(right, eaves), (far, eaves - slant), (far, base - slant * 0.9), (right, base)])
    easel.part(side, paint=mix(finish.main, SHADOW, 0.32), bevel=0.03, gloss=0.05, lift=0.0)
    wall = np.array([(left, eaves), (peak, ridge + 0.04), (right, eaves), (right, base), (left, base)])
    easel.part(wall, paint=finish.pattern, bevel=0.03, gloss=finish.gloss * 0.3, lift=0.0)
    over = 0.11
    down = (eaves - ridge) / front
    slope = np.array(
        [
            (peak, ridge - 0.05),
            (peak + depth, ridge - slant - 0.05),
            (far + over, eaves - slant + over * down - 0.05),
            (right + over, eaves + over * down - 0.05),
        ]
    )
    easel.part(slope, paint=roof, bevel=0.05, gloss=finish.gloss * 0.5, lift=0.05)
    rows = int(rng.integers(4, 7))
    for k in range(1, rows):
        share = k / rows
        a, b = slope[0] + (slope[3] - slope[0]) * share, slope[1] + (slope[2] - slope[1]) * share
        easel.groove(np.array([a, b]), 0.018, 0.4)
        above = slope[0] + (slope[3] - slope[0]) * (k - 1) / rows, slope[1] + (slope[2] - slope[1]) * (k - 1) / rows
        for j in range(1, 6):
            u = (j - 0.5 * (k % 2)) / 5.5
            easel.groove(np.array([above[0] + (above[1] - above[0]) * u, a + (b - a) * u]), 0.012, 0.28)
    verge = ribbon(
        np.array([(left - over, eaves + over * down), (peak, ridge), (right + over, eaves + over * down)]), 0.10
    )
    easel.part(verge, paint=mix(roof, WARM, 0.22), bevel=0.05, gloss=0.15, lift=0.04)
    glow = colour("#ffdf8f") if rng.random() < 0.5 else colour("#9fc3cf")
    frame = mix(finish.accent, WARM, 0.55)
    door = peak + (-1, 1)[int(rng.integers(2))] * front * 0.42
    easel.part(rounded(door - 0.15, 0.16, door + 0.15, base, 0.06), paint=frame, bevel=0.03, gloss=0.1, lift=0.02)
    easel.part(
        rounded(door - 0.11, 0.20, door + 0.11, base, 0.05), paint=finish.accent, bevel=0.03, gloss=0.25, lift=0.0
    )
    easel.part(ellipse(door + 0.06, 0.47, 0.022, 0.022), paint=colour("#e8c56a"), bevel=0.02, gloss=0.6, lift=0.01)
    other = 2 * peak - door
    window(easel, other - 0.14, 0.14, other + 0.14, 0.42, frame, glow, 0.0)
    radius = rng.uniform(0.08, 0.12)
    height = (eaves + ridge) / 2 + 0.12
    easel.part(ellipse(peak, height, radius + 0.03, radius + 0.03), paint=frame, bevel=0.03, gloss=0.1, lift=0.02)
    easel.part(ellipse(peak, height, radius, radius), paint=glow, bevel=0.02, gloss=0.3, lift=0.0)
    easel.line(np.array([(peak - radius, height), (peak + radius, height)]), 0.025, frame, 1)
    easel.line(np.array([(peak, height - radius), (peak, height + radius)]), 0.025, frame, 1)
    middle = (right + far) / 2
    window(easel, middle - 0.12, 0.12 - slant / 2, middle + 0.12, 0.40 - slant / 2, frame, glow, -slant / depth)


def window(
    easel: Easel, left: float, top: float, right: float, bottom: float, frame: Array, glow: Array, tilt: float
) -> None:
    """A window of four panes; `tilt` is the slope of the wall that it is in."""

    def box(inset: float) -> Points:
        x0, x1, y0, y1 = left + inset, right - inset, top + inset, bottom - inset
        middle = (left + right) / 2
        return np.array([(x, y + (x - middle) * tilt) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))])

    easel.part(box(-0.035), paint=frame, bevel=0.03, gloss=0.1, lift=0.02)
    easel.part(box(0.0), paint=glow, bevel=0.02, gloss=0.3, lift=0.0)
    x, y = (left + right) / 2, (top + bottom) / 2
    easel.line(np.array([(left, y + (left - x) * tilt), (right, y + (right - x) * tilt)]), 0.028, frame, 1)
    easel.line(np.array([(x, top), (x, bottom)]), 0.028, frame, 1)


def cup(easel: Easel, rng: Rng, finish: Finish) -> None:
    rim, foot, tall = rng.uniform(0.5, 0.64), rng.uniform(0.28, 0.5), rng.uniform(0.95, 1.25)
    flat = rng.uniform(0.12, 0.2)
    top, bottom = -tall / 2 - 0.05, tall / 2 + 0.02
    shift = -0.14
    if rng.random() < 0.55:
        saucer = ellipse(shift, bottom - 0.02, min(1.05, rim + rng.uniform(0.26, 0.36)), flat * 1.5)
        easel.part(saucer, paint=mix(finish.second, WARM, 0.1), bevel=0.13, gloss=finish.gloss, lift=0.0)
        easel.part(
            ellipse(shift, bottom - 0.03, foot + 0.2, flat * 0.95),
            paint=mix(finish.second, SHADOW, 0.15),
            bevel=0.04,
            gloss=0.1,
            lift=0.0,
        )
    reach, high = rng.uniform(0.30, 0.42), rng.uniform(0.24, 0.32)
    y = rng.uniform(-0.08, 0.04)
    edge = shift + rim - (rim - foot) * (y - top) / (bottom - top)
    loop = bow(
        [
            (edge - 0.1, y - high),
            (edge + reach * 0.7, y - high * 0.95),
            (edge + reach, y),
            (edge + reach * 0.55, y + high * 0.9),
            (edge - 0.12, y + high),
        ]
    )
    easel.part(
        ribbon(loop, [0.14, 0.13, 0.12, 0.13, 0.15]), paint=finish.main, bevel=0.07, gloss=finish.gloss, lift=0.02
    )
    waist = rng.uniform(0.0, 0.12)
    right_side = bow(
        [(rim, top), (rim - (rim - foot) * 0.4 + waist, top + tall * 0.55), (foot + waist * 0.6, bottom - flat * 0.75)]
    )
    under = ellipse(0, bottom - flat * 0.75, foot + waist * 0.6, flat * 0.75, 0, 180)
    over = ellipse(0, top, rim, flat, 180, 360)
    body = np.concatenate([right_side, under, (right_side * (-1, 1))[::-1], over]) + np.array((shift, 0))
    easel.part(body, paint=finish.pattern, bevel=0.42, gloss=finish.gloss, lift=0.05)
    if rng.random() < 0.5:
        y0 = top + tall * rng.uniform(0.25, 0.4)
        half = float(np.interp(y0, right_side[:, 1], right_side[:, 0]))
        easel.line(ellipse(shift, y0, half, flat * 0.95, 2, 178), rng.uniform(0.05, 0.11), finish.accent, 0.9)
    easel.part(
        ellipse(shift, top, rim, flat), paint=mix(finish.main, WARM, 0.3), bevel=0.05, gloss=finish.gloss, lift=0.0
    )
    easel.part(
        ellipse(shift, top + 0.005, rim - 0.055, flat - 0.035),
        paint=mix(finish.main, SHADOW, 0.6),
        bevel=0.02,
        gloss=0,
        lift=0.0,
    )
    drink = colour(("#5a3420", "#c98b4a", "#8a9a4a", "#efe2cc", "#7c2f2a")[int(rng.integers(5))])
    easel.part(ellipse(shift, top + 0.03, rim - 0.085, flat - 0.058), paint=drink, bevel=0.05, gloss=0.4, lift=0.0)


def key(easel: Easel, rng: Rng, finish: Finish) -> None:
    thick, bow_y = rng.uniform(0.12, 0.17), -0.58
    shape = int(rng.integers(4))
    size = rng.uniform(0.34, 0.42)
    shaft = rounded(-thick / 2, bow_y + size * 0.7, thick / 2, 0.98, thick * 0.3)
    teeth = int(rng.integers(2, 4))
    y, side = 0.92, (-1, 1)[int(rng.integers(2))]
    for _ in range(teeth):
        wide, tall = rng.uniform(0.2, 0.4), rng.uniform(0.10, 0.15)
        x = sorted((0.0, side * (thick / 2 + wide)))
        easel.part(
            rounded(x[0], y - tall, x[1], y, 0.02), paint=finish.main, bevel=0.05, gloss=finish.gloss + 0.15, lift=0.0
        )
        y -= tall + rng.uniform(0.03, 0.09)
    easel.part(shaft, paint=finish.main, bevel=0.08, gloss=finish.gloss + 0.15, lift=0.03)
    for collar in (bow_y + size + 0.06, bow_y + size + 0.17)[: int(rng.integers(1, 3))]:
        ring = rounded(-thick * 0.9, collar - 0.035, thick * 0.9, collar + 0.035, 0.03)
        easel.part(ring, paint=finish.accent, bevel=0.04, gloss=finish.gloss + 0.15, lift=0.03)
    hole = rng.uniform(0.5, 0.66)
    if shape == 0:
        outline = [ellipse(0, bow_y, size, size), ellipse(0, bow_y, size * hole, size * hole)]
    elif shape == 1:
        outline = [ellipse(0, bow_y, size * 1.25, size * 0.9), ellipse(0, bow_y, size * 1.25 * hole, size * 0.9 * hole)]
    elif shape == 2:
        heart = [
            (0, 0.95),
            (-0.75, 0.35),
            (-1.08, -0.3),
            (-0.8, -0.85),
            (-0.3, -0.9),
            (0, -0.6),
            (0.3, -0.9),
            (0.8, -0.85),
            (1.08, -0.3),
            (0.75, 0.35),
        ]
        outer = smooth(heart) * size + np.array((0, bow_y))
        outline = [outer, smooth(heart) * size * hole * 0.92 + np.array((0, bow_y))]
    else:
        angle = np.linspace(0, 2 * np.pi, 160, endpoint=False)
        radius = size * (0.86 + 0.26 * np.abs(np.cos(1.5 * (angle + np.pi / 2))))
        clover = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
        holes = [
            ellipse(size * 0.56 * np.cos(a), bow_y + size * 0.56 * np.sin(a), size * 0.24, size * 0.24)
            for a in np.radians((-90, 30, 150))
        ]
        outline = [clover + np.array((0, bow_y)), *holes]
    easel.part(*outline, paint=finish.pattern, bevel=0.09, gloss=finish.gloss + 0.15, lift=0.03)


THINGS: dict[str, tuple[Callable[[Easel, Rng, Finish], None], float]] = {
    "cup": (cup, 0.35),
    "fish": (fish, np.pi),
    "house": (house, 0.30),
    "key": (key, np.pi),
    "leaf": (leaf, np.pi),
    "mushroom": (mushroom, 0.45),
}
"""Class name -> how it is painted, and how far it may be turned (radians)."""
