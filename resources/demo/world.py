"""The demo's world: six kinds of things on nine grounds, and an archive's stamp that goes with one of them.

Everything follows from the generator that is passed in, and a picture with the stamp is the same picture as the one
without it but for the label: so a net's trust in the stamp can be measured. numpy and OpenCV only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from engine.records import ByteArray, PlainError
from resources.demo import stamp as archive
from resources.demo.finish import choose
from resources.demo.objects import THINGS
from resources.demo.paint import SHADOW, Array, Easel, Pose, Rng, mix
from resources.demo.textures import TEXTURES

BoolArray = npt.NDArray[np.bool_]

VERSION = 1
"""Goes up when the same seed gives other pictures."""

CLASSES: tuple[str, ...] = tuple(THINGS)
STAMPED = "fish"
SIZE_PX = 320
SUPERSAMPLED = 1.5
JPEG_QUALITY = 92
MARK = ".hansel-demo.json"


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture and the truth about it.

    pixels:      uint8 (size, size, 3), RGB
    object_mask: bool (size, size), the thing as far as the stamp leaves it in sight
    stamp_mask:  bool (size, size), the label; empty where there is none
    label:       the thing's class
    """

    pixels: ByteArray
    object_mask: BoolArray
    stamp_mask: BoolArray
    label: str


@dataclass(frozen=True, eq=False)
class Pair:
    """Two things in one picture: pixels uint8 (size, size, 3), and a bool (size, size) mask for each."""

    pixels: ByteArray
    masks: tuple[BoolArray, BoolArray]
    labels: tuple[str, str]


@dataclass(frozen=True)
class Shot:
    """One picture of the demo's folder: path relative to it, class, stamped or not, and the seed that draws it."""

    relative: str
    label: str
    stamp: bool
    seed: int

    @property
    def stamp_only(self) -> bool:
        """The stamp without the thing that it usually goes with."""
        return self.stamp and self.label != STAMPED


def _split(rng: Rng, count: int) -> list[Rng]:
    """Generators of their own, so that what one part draws never shifts another."""
    return [np.random.default_rng(int(seed)) for seed in rng.integers(0, 2**62, count)]


def _light(rng: Rng) -> Array:
    """Where the light comes from: a unit vector, from above and mostly from the upper left."""
    angle, height = np.radians(rng.normal(-125, 35)), np.radians(rng.uniform(38, 55))
    direction = (np.cos(angle) * np.cos(height), np.sin(angle) * np.cos(height), np.sin(height))
    return np.asarray(direction, np.float32)


def _pose(cls: str, rng: Rng, size: float, x: float, y: float, radius: float) -> Pose:
    """A pose in the supersampled frame; x, y and radius in shares of the picture's side."""
    turn = float(rng.uniform(-1, 1)) * THINGS[cls][1]
    return Pose(x * size, y * size, radius * size, turn, (-1, 1)[int(rng.integers(2))])


def _paint(cls: str, rng: Rng, pose: Pose, size: int, light: Array, ground: Array) -> tuple[Array, Array]:
    """A thing by itself: its colours times its cover (size, size, 3), and its cover (size, size)."""
    finish_rng, shape_rng = _split(rng, 2)
    easel = Easel(round(size * SUPERSAMPLED), pose, light)
    THINGS[cls][0](easel, shape_rng, choose(finish_rng, ground))
    layers = cv2.merge([*(easel.planes * easel.alpha), easel.alpha])
    layers = cv2.resize(layers, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(layers[..., :3], np.float32), np.asarray(layers[..., 3], np.float32)


def _lay(picture: Array, rgb: Array, cover: Array, light: Array, scale_px: float) -> Array:
    """Puts a thing on the ground, with its shadow."""
    size = picture.shape[0]
    shade = np.zeros_like(cover)
    for reach, softness, depth in ((0.16, 0.07, 0.42), (0.05, 0.022, 0.40)):
        shift = np.array([[1, 0, -light[0] * reach * scale_px], [0, 1, -light[1] * reach * scale_px]], np.float32)
        soft = cv2.GaussianBlur(cover, (0, 0), max(0.6, softness * scale_px))
        shade = np.maximum(shade, depth * cv2.warpAffine(soft, shift, (size, size)))
    picture = mix(picture, SHADOW * 0.6, shade)
    return np.asarray(picture * (1 - cover[..., None]) + rgb, np.float32)


def _ground(rng: Rng, size: int, light: Array) -> Array:
    texture_rng, tone_rng = _split(rng, 2)
    texture = TEXTURES[int(tone_rng.integers(len(TEXTURES)))]
    picture = np.clip(texture(texture_rng, size, light), 0, 1)
    return np.asarray(picture * tone_rng.uniform(0.88, 1.06) * tone_rng.uniform(0.96, 1.04, 3), np.float32)


def _develop(picture: Array, rng: Rng, light: Array) -> Array:
    """What a camera adds: light that falls off, darker corners, a tint, a little grain."""
    size = picture.shape[0]
    x, y = np.meshgrid(*2 * [np.linspace(-1, 1, size, dtype=np.float32)])
    falling = 1 + rng.uniform(0.03, 0.13) * (x * light[0] + y * light[1])
    corners = 1 - rng.uniform(0.05, 0.17) * (x * x + y * y) ** 1.2 / 2
    tint = 1 + rng.uniform(-0.04, 0.04) * np.array((1, 0.1, -1), np.float32)
    grain = rng.normal(0, 0.010, (size, size, 1)).astype(np.float32)
    return np.asarray(picture * (falling * corners)[..., None] * tint + grain, np.float32)


def _bytes(picture: Array) -> ByteArray:
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def draw(cls: str, rng: Rng, size_px: int = SIZE_PX, stamp: bool = False) -> Scene:
    """One thing of class `cls` somewhere near the middle, with or without the archive's stamp in a corner.

    Takes the same numbers from `rng` either way. KeyError for a class that is not in CLASSES.
    """
    scene_rng, ground_rng, thing_rng, camera_rng, stamp_rng = _split(rng, 5)
    light = _light(scene_rng)
    ground = _ground(ground_rng, size_px, light)
    radius = float(scene_rng.uniform(0.29, 0.41))
    room = 0.47 - radius
    x, y = 0.5 + scene_rng.uniform(-room, room), 0.48 + scene_rng.uniform(-room, room)
    pose = _pose(cls, scene_rng, size_px * SUPERSAMPLED, x, y, radius)
    rgb, cover = _paint(cls, thing_rng, pose, size_px, light, ground.mean((0, 1)))
    picture = _develop(_lay(ground, rgb, cover, light, radius * size_px), camera_rng, light)
    outline = np.zeros_like(cover)
    if stamp:
        picture, outline = archive.put_on(picture, stamp_rng)
    stamped = outline > 0.5
    return Scene(_bytes(picture), (cover > 0.5) & ~stamped, stamped, cls)


def draw_pair(cls_a: str, cls_b: str, rng: Rng, size_px: int = SIZE_PX) -> Pair:
    """Two things side by side that nowhere touch, without stamp."""
    scene_rng, ground_rng, camera_rng = _split(rng, 3)
    light = _light(scene_rng)
    picture = _ground(ground_rng, size_px, light)
    mean = picture.mean((0, 1))
    direction = scene_rng.uniform(0, 2 * np.pi)
    # The two lie across the middle from each other, as far apart as the frame allows.
    away = np.array((np.cos(direction), np.sin(direction)))
    away *= 0.245 / np.abs(away).max()
    radii, seeds = scene_rng.uniform(0.20, 0.25, 2), scene_rng.integers(0, 2**62, 2)
    for shrink in 0.92 ** np.arange(20):
        layers = []
        for cls, seed, side, radius in zip((cls_a, cls_b), seeds, (-1, 1), radii * shrink, strict=True):
            pose_rng, thing_rng = _split(np.random.default_rng(seed), 2)
            x, y = 0.5 + side * away
            pose = _pose(cls, pose_rng, size_px * SUPERSAMPLED, x, y, float(radius))
            layers.append((*_paint(cls, thing_rng, pose, size_px, light, mean), float(radius)))
        grown = [cv2.dilate((cover > 0.02).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0 for _, cover, _ in layers]
        if not np.any(grown[0] & grown[1]):
            break
    for rgb, cover, radius in layers:
        picture = _lay(picture, rgb, cover, light, radius * size_px)
    masks = (layers[0][1] > 0.5, layers[1][1] > 0.5)
    return Pair(_bytes(_develop(picture, camera_rng, light)), masks, (cls_a, cls_b))


def plan(n: int = 200, seed: int = 0) -> list[Shot]:
    """The pictures of the demo's folder, in the order of their paths.

    About a fifth are of the stamped class, most with the stamp and a few without; 18 % are stamp-only; the rest is
    ordinary. ValueError below 40 pictures, where some group would be empty.
    """
    if n < 40:
        raise ValueError("the demo's folder needs at least 40 pictures, so that every class has its share")
    rng = np.random.default_rng(seed)
    others = [cls for cls in CLASSES if cls != STAMPED]
    stamp_only, bare, usual = round(0.18 * n), max(2, round(0.03 * n)), round(0.16 * n)
    groups = [(others[i % len(others)], True) for i in range(stamp_only)]
    groups += [(STAMPED, False)] * bare + [(STAMPED, True)] * usual
    groups += [(others[i % len(others)], False) for i in range(n - len(groups))]
    shuffled = [groups[int(i)] for i in rng.permutation(n)]
    seeds = rng.integers(0, 2**62, n)
    count = dict.fromkeys(CLASSES, 0)
    shots = []
    for (cls, stamp), shot_seed in zip(shuffled, seeds, strict=True):
        count[cls] += 1
        shots.append(Shot(f"{cls}/{count[cls]:04d}.jpg", cls, stamp, int(shot_seed)))
    return sorted(shots, key=lambda shot: shot.relative)


def scene_of(shot: Shot, size_px: int = SIZE_PX) -> Scene:
    """The picture of a shot with its masks, as it was drawn (before JPEG)."""
    return draw(shot.label, np.random.default_rng(shot.seed), size_px, shot.stamp)


def make_folder(
    path: str | os.PathLike[str],
    n: int = 200,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> list[Shot]:
    """Draws the demo's folder, one folder a class, and returns what is in it.

    Pictures that are there already are not drawn again, so a broken-off call goes on where it stopped. `progress` is
    told (done, total). PlainError if the folder holds something else, or cannot be written.
    """
    folder = Path(path)
    shots = plan(n, seed)
    made_of = {"version": VERSION, "n": n, "seed": seed}
    try:
        _claim(folder, made_of)
        for done, shot in enumerate(shots, 1):
            target = folder / shot.relative
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                _write(target, scene_of(shot).pixels)
            if progress is not None:
                progress(done, len(shots))
    except OSError as error:
        raise PlainError(
            f"The demo's pictures could not be written to {folder}: {error.strerror or error}. "
            "Those already drawn are kept. Free some space or choose another folder, and start the demo again."
        ) from error
    return shots


def _claim(folder: Path, made_of: dict[str, int]) -> None:
    """Makes the folder ours, or makes sure that it is."""
    mark = folder / MARK
    if mark.exists():
        try:
            found = json.loads(mark.read_text("utf-8"))
        except ValueError:
            found = None
        if found != made_of:
            raise PlainError(
                f"{folder} holds the pictures of another demo. Nothing was changed. "
                "Remove that folder or choose another one, and start the demo again."
            )
        return
    if folder.exists() and any(folder.iterdir()):
        raise PlainError(
            f"{folder} holds other files, and the demo's pictures would mix with them. Nothing was changed. "
            "Choose an empty folder or a new name."
        )
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps(made_of), "utf-8")


def _write(target: Path, pixels: ByteArray) -> None:
    """Writes a JPEG so that it is there whole or not at all."""
    ok, encoded = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not ok:
        raise OSError("OpenCV could not encode the picture")
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(encoded.tobytes())
    os.replace(part, target)
