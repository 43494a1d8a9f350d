"""The grounds that things lie on: from a generator, a size and the light to float32 RGB, about 0..1."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from resources.demo.paint import Array, Rng, colour, mix, noise, ramp, relief

Texture = Callable[[Rng, int, Array], Array]


def _pick(rng: Rng, *choices: tuple[str, ...]) -> list[Array]:
    return [colour(text) for text in choices[int(rng.integers(len(choices)))]]


def _grid(size: int) -> tuple[Array, Array]:
    x, y = np.meshgrid(*2 * [(np.arange(size, dtype=np.float32) + 0.5) / size])
    return x, y


def _turned(picture: Array, angle_degrees: float, size: int) -> Array:
    """The middle of a larger picture, turned."""
    side = picture.shape[0]
    matrix = cv2.getRotationMatrix2D((side / 2 - 0.5, side / 2 - 0.5), angle_degrees, 1)
    matrix[:, 2] += (size - side) / 2
    return np.asarray(cv2.warpAffine(picture, matrix, (size, size), borderMode=cv2.BORDER_REFLECT), np.float32)


def wood(rng: Rng, size: int, light: Array) -> Array:
    """Planks with grain and seams; stained, bleached or painted."""
    dark, pale = _pick(
        rng,
        ("#7a4a2a", "#c58f5c"),
        ("#4f3223", "#8a5d3d"),
        ("#a98a66", "#e0cba8"),
        ("#5f7479", "#9fb4b3"),
        ("#8d8a83", "#cfcac0"),
    )
    side = int(size * 1.45)
    x, y = _grid(side)
    planks = int(rng.integers(3, 6))
    plank = np.floor(y * planks)
    offsets = rng.random(planks + 1).astype(np.float32)[np.minimum(plank, planks).astype(int)]
    wave = noise(rng, side, side, (5, 1.5), 3)
    rings = 0.5 + 0.5 * np.sin(
        (y * 26 + offsets * 40 + wave * 9 + 0.6 * np.sin(x * 5 + offsets * 30)) * 2 * np.pi * 0.8
    )
    fibre = noise(rng, side, side, (90, 4), 3)
    tone = 0.50 * rings + 0.30 * fibre + 0.30 * noise(rng, side, side, (3, 2), 2) + (offsets - 0.5) * 0.35
    seam = np.abs((y * planks) % 1 - 0.5) > 0.5 - 0.012 * planks / 4
    height = 0.5 * fibre + 0.25 * rings
    picture = mix(dark, pale, np.clip(tone, 0, 1)) * relief(height, light, size / 90)[..., None]
    soft_seam = cv2.GaussianBlur(seam.astype(np.float32), (0, 0), max(0.5, size / 500))
    return _turned(mix(picture, dark * 0.35, 0.8 * soft_seam), float(rng.choice((0, 90)) + rng.normal(0, 9)), size)


def stone(rng: Rng, size: int, light: Array) -> Array:
    """Rough granite or slate."""
    dark, pale = _pick(
        rng, ("#55585c", "#a3a5a4"), ("#4a4440", "#8f857a"), ("#6f7a80", "#b9c2c2"), ("#7a6a60", "#c9b8a6")
    )
    coarse = noise(rng, size, size, (4, 4), 5, 0.6)
    fine = noise(rng, size, size, (45, 45), 2, 0.7)
    cracks = ramp(np.abs(noise(rng, size, size, (2.5, 2.5), 5) - 0.5), 0.035, 0.0)
    tone = 0.65 * coarse + 0.45 * fine - 0.05
    height = coarse + 0.30 * fine - 0.25 * cracks
    picture = mix(dark, pale, np.clip(tone, 0, 1)) * relief(height, light, size / 26)[..., None]
    return mix(picture, dark * 0.5, 0.45 * cracks)


def marble(rng: Rng, size: int, light: Array) -> Array:
    """Polished marble with veins."""
    ground, vein = _pick(
        rng, ("#ece8e1", "#8f8d90"), ("#dfe6e2", "#6d8579"), ("#3a4147", "#b7b6ab"), ("#ead9cf", "#a8725f")
    )
    warp = noise(rng, size, size, (2, 2), 4)
    x, y = _grid(size)
    angle = rng.uniform(0, np.pi)
    flow = (x * np.cos(angle) + y * np.sin(angle)) * 2.2 + warp * 2.4
    thick = ramp(np.abs((flow % 1) - 0.5), 0.10, 0.0) * noise(rng, size, size, (3, 3), 2)
    thin = ramp(np.abs(noise(rng, size, size, (4, 4), 4) - 0.5), 0.030, 0.0)
    cloud = noise(rng, size, size, (3, 3), 4)
    picture = mix(ground, mix(ground, vein, 0.35), np.clip(cloud, 0, 1))
    return mix(picture, vein, np.clip(0.65 * thick + 0.45 * thin, 0, 0.9))


def grass(rng: Rng, size: int, light: Array) -> Array:
    """A lawn from above: thousands of blades."""
    deep, mid, bright = _pick(
        rng, ("#2a4a26", "#587f3c", "#94b163"), ("#25381f", "#5e7a3a", "#b5b468"), ("#24443a", "#456f5c", "#86a98c")
    )
    picture = mix(deep, mid, np.clip(noise(rng, size, size, (5, 5), 4), 0, 1))
    lean = rng.uniform(0, 2 * np.pi)
    for layer in range(14):
        count = 190
        root = rng.uniform(-0.05, 1.05, (count, 2))
        angle = lean + rng.normal(0, 0.9, count)
        length = rng.uniform(0.03, 0.085, count)
        bend = rng.normal(0, 0.25, count)
        tip = root + np.stack([np.cos(angle), np.sin(angle)], 1) * length[:, None]
        middle = (root + tip) / 2 + np.stack([-np.sin(angle), np.cos(angle)], 1) * (length * bend * 0.3)[:, None]
        blades = np.round(np.stack([root, middle, tip], 1) * size * 16).astype(np.int32)
        ink = mix(mix(deep, mid, min(1.0, layer / 7)), bright, max(0.0, (layer - 6) / 8) * rng.uniform(0.6, 1))
        thickness = max(1, round(size / 190))
        cv2.polylines(picture, list(blades), False, [float(c) for c in ink], thickness, cv2.LINE_AA, 4)
    return np.asarray(picture * (0.75 + 0.5 * noise(rng, size, size, (2, 2), 2))[..., None], np.float32)


def sand(rng: Rng, size: int, light: Array) -> Array:
    """Wind ripples and grain."""
    dark, pale = _pick(rng, ("#b08f62", "#ecd9b0"), ("#9c7f6a", "#dcc3ab"), ("#a39880", "#e2dcc8"))
    x, y = _grid(size)
    angle = rng.uniform(0, np.pi)
    warp = noise(rng, size, size, (2.5, 2.5), 3)
    phase = ((x * np.cos(angle) + y * np.sin(angle)) * rng.uniform(7, 12) + warp * 3.2) % 1
    ripple = np.where(phase < 0.7, phase / 0.7, (1 - phase) / 0.3).astype(np.float32)
    ripple = cv2.GaussianBlur(ripple, (0, 0), size / 110)
    grain = noise(rng, size, size, (110, 110), 2, 0.8)
    picture = mix(dark, pale, np.clip(0.45 + 0.30 * ripple + 0.5 * (grain - 0.5), 0, 1))
    return np.asarray(picture * relief(ripple + 0.12 * grain, light, size / 55)[..., None], np.float32)


def cloth(rng: Rng, size: int, light: Array) -> Array:
    """Woven cloth: plain, striped or checked, with soft folds."""
    ground, second = _pick(
        rng,
        ("#d9cfbd", "#b04a3f"),
        ("#33475b", "#c9d1d6"),
        ("#8a9a7b", "#efe6d2"),
        ("#c98f8f", "#f1e3da"),
        ("#c7a24a", "#efe3c2"),
        ("#6d5a73", "#cdbccb"),
    )
    side = int(size * 1.45)
    x, y = _grid(side)
    threads = 62
    over = (np.floor(x * threads) + np.floor(y * threads)) % 2
    across, down = np.sin(np.pi * ((x * threads) % 1)), np.sin(np.pi * ((y * threads) % 1))
    height = np.where(over > 0, 0.55 + 0.45 * down * (0.6 + 0.4 * across), 0.55 + 0.45 * across * (0.6 + 0.4 * down))
    kind = int(rng.integers(3))
    bands = float(rng.integers(5, 10))
    stripe_x, stripe_y = ((x * bands) % 1 < 0.5).astype(np.float32), ((y * bands) % 1 < 0.5).astype(np.float32)
    share = (0 * x, stripe_x * 0.85, 0.45 * (stripe_x + stripe_y))[kind]
    picture = mix(ground, second, share.astype(np.float32))
    folds = noise(rng, side, side, (1.6, 1.6), 2)
    picture = picture * (0.62 + 0.42 * height)[..., None] * relief(folds, light, size / 3.2)[..., None]
    return _turned(picture.astype(np.float32), float(rng.uniform(-40, 40)), size)


def water(rng: Rng, size: int, light: Array) -> Array:
    """Shallow water with a net of light."""
    deep, shallow = _pick(rng, ("#14566b", "#4fb0b5"), ("#1d4a7a", "#6fa9d0"), ("#235a50", "#7fb9a0"))
    x, y = _grid(size)
    bend_x, bend_y = noise(rng, size, size, (4, 4), 3) * 0.22, noise(rng, size, size, (4, 4), 3) * 0.22
    net = np.zeros((size, size), np.float32)
    for cells in (5.0, 9.0):
        seeds = (np.stack(np.meshgrid(np.arange(cells + 2), np.arange(cells + 2)), -1).reshape(-1, 2) - 0.5) / cells
        seeds = seeds + rng.uniform(-0.42, 0.42, seeds.shape) / cells
        # Distance to the borders of Voronoi cells, at a quarter of the size: light gathers along these.
        small = max(24, size // 4)
        sx, sy = _grid(small)
        d = np.sort(
            np.partition(
                (sx[..., None] - seeds[:, 0].astype(np.float32)) ** 2
                + (sy[..., None] - seeds[:, 1].astype(np.float32)) ** 2,
                1,
                axis=-1,
            )[..., :2],
            axis=-1,
        )
        border = (np.sqrt(d[..., 1]) - np.sqrt(d[..., 0])) * cells
        border = cv2.resize(border, (size, size), interpolation=cv2.INTER_CUBIC)
        border = cv2.remap(
            border,
            (x + bend_x - 0.11) * size,
            (y + bend_y - 0.11) * size,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
        net += ramp(border, 0.38, 0.0) ** 2 * (0.7 if cells < 6 else 0.4)
    swell = noise(rng, size, size, (2, 2), 3)
    picture = mix(deep, shallow, np.clip(swell * 0.9 + 0.1, 0, 1))
    return mix(picture, colour("#f2fff6"), np.clip(0.62 * net, 0, 0.75))


def bokeh(rng: Rng, size: int, light: Array) -> Array:
    """Lights far out of focus."""
    ground, far, one, two = _pick(
        rng,
        ("#1d2233", "#3b3550", "#f0b560", "#e07a5f"),
        ("#16302b", "#3b5a48", "#d9e09a", "#f0d9a0"),
        ("#2b1f2d", "#5d3a4a", "#f2a0a8", "#f0cf9a"),
        ("#1b2a3a", "#35607a", "#a0d8e0", "#f0e6c0"),
    )
    x, y = _grid(size)
    picture = mix(ground, far, np.clip(0.75 * y + 0.5 * noise(rng, size, size, (1.5, 1.5), 2) - 0.2, 0, 1))
    for _ in range(int(rng.integers(18, 30))):
        centre, radius = rng.uniform(-0.05, 1.05, 2), rng.uniform(0.03, 0.085)
        left, top = np.clip((centre - radius * 1.1) * size, 0, size - 1).astype(int)
        right, bottom = np.clip((centre + radius * 1.1) * size + 1, 1, size).astype(int)
        window = np.s_[top:bottom, left:right]
        distance = np.hypot(x[window] - centre[0], y[window] - centre[1]) / radius
        disc = ramp(distance, 1.06, 0.94) * (0.65 + 0.35 * np.clip(distance, 0, 1) ** 4)
        picture[window] = mix(picture[window], mix(one, two, rng.random()), disc * rng.uniform(0.15, 0.5))
    return picture


def terrazzo(rng: Rng, size: int, light: Array) -> Array:
    """Chips of stone set in plaster."""
    ground, *chips = _pick(
        rng,
        ("#e9e3d8", "#c8745a", "#5f7f7a", "#d9a94e", "#6a6460"),
        ("#d7dcd9", "#3f5f6f", "#a9b7b0", "#e0a890", "#8a6f5a"),
        ("#4b4a50", "#c9b9a0", "#8f8a92", "#b5766a", "#e6e0d5"),
    )
    picture = mix(ground, ground * 0.88, np.clip(noise(rng, size, size, (30, 30), 3), 0, 1))
    for _ in range(150):
        corners = int(rng.integers(4, 7))
        angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
        radius = rng.uniform(0.008, 0.038) * rng.uniform(0.6, 1.1, corners)
        chip = rng.uniform(0, 1, 2) + np.stack([np.cos(angle), np.sin(angle)], 1) * radius[:, None]
        ink = chips[int(rng.integers(len(chips)))] * rng.uniform(0.85, 1.1)
        points = np.round(chip * size * 16).astype(np.int32)
        cv2.fillPoly(picture, [points], [float(c) for c in ink], cv2.LINE_AA, 4)
    return np.asarray(picture * (0.94 + 0.12 * noise(rng, size, size, (60, 60), 2))[..., None], np.float32)


TEXTURES: tuple[Texture, ...] = (wood, stone, marble, grass, sand, cloth, water, bokeh, terrazzo)
