"""How the demo's pictures are painted: noise, curves, and an easel that models flat shapes into lit, rounded parts.

Colours are float32 RGB in 0..1. Shapes are float arrays (n, 2) in the object's own frame: x to the right, y down, about
-1..1. numpy and OpenCV only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]
Rng = np.random.Generator
Share = Callable[[Array, Array], Array]

SUBPIXEL_BITS = 4
AMBIENT = 0.46
WARM = np.array((1.0, 0.96, 0.86), np.float32)
SHADOW = np.array((0.10, 0.09, 0.16), np.float32)


def colour(text: str) -> Array:
    """``#rrggbb`` as float32 RGB in 0..1."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255


def mix(a: Array, b: Array, share: Array | float) -> Array:
    """`a` where share is 0, `b` where it is 1; a share (h, w) is spread over the channels."""
    if isinstance(share, np.ndarray) and share.ndim == 2:
        share = share[..., None]
    return np.asarray(a + (b - a) * share, np.float32)


@dataclass(frozen=True, eq=False)
class Pattern:
    """Two colours, and a function of the object's x and y that tells how much of the second is where (0..1)."""

    first: Array
    second: Array
    share: Share


def grey(rgb: Array) -> float:
    """How bright a colour looks, 0..1."""
    return float(np.dot(rgb, (0.299, 0.587, 0.114)))


def noise(rng: Rng, height: int, width: int, cells: tuple[float, float], octaves: int = 4, fade: float = 0.5) -> Array:
    """Smooth noise (height, width), mean 0.5, mostly in 0..1; `cells` (down, across) of the coarsest octave."""
    total = np.zeros((height, width), np.float32)
    weight, sum_of_squares = 1.0, 0.0
    rows, columns = cells
    for _ in range(octaves):
        grid = rng.random((int(rows) + 3, int(columns) + 3), np.float32) - 0.5
        # The same grid gives the same picture at every size: sample it over `cells`, not over its whole extent.
        x = (np.arange(width, dtype=np.float32) + 0.5) * (columns / width) + 1
        y = (np.arange(height, dtype=np.float32) + 0.5) * (rows / height) + 1
        if rows >= height and columns >= width:
            layer = cv2.resize(grid, (width, height), interpolation=cv2.INTER_LINEAR)
        else:
            map_x, map_y = np.meshgrid(x, y)
            layer = cv2.remap(grid, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
        total += weight * layer
        sum_of_squares += weight**2
        weight *= fade
        rows, columns = rows * 2, columns * 2
    return np.asarray(0.5 + total / np.sqrt(sum_of_squares) * 0.9, np.float32)


def ramp(value: Array, low: float, high: float) -> Array:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def relief(height: Array, light: Array, strength: float) -> Array:
    """How much light a bumpy ground gets: about 1 where it is level. `height` in any unit, `strength` in pixels."""
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) * (strength / 8)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) * (strength / 8)
    facing = (light[2] - slope_x * light[0] - slope_y * light[1]) / np.sqrt(1 + slope_x**2 + slope_y**2)
    return np.asarray(np.clip(facing, 0, None) / light[2], np.float32)


def smooth(points: Sequence[tuple[float, float]] | Points, steps: int = 14) -> Points:
    """A closed round curve through the points (Catmull-Rom)."""
    p = np.asarray(points, float)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    before, after, far = np.roll(p, 1, 0), np.roll(p, -1, 0), np.roll(p, -2, 0)
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(before, p, after, far, strict=True)
    ]
    return np.concatenate(pieces)


def bow(points: Sequence[tuple[float, float]] | Points, steps: int = 14) -> Points:
    """An open round curve through the points."""
    p = np.asarray(points, float)
    ends = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0, 1, steps)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(ends[:-3], ends[1:-2], ends[2:-1], ends[3:], strict=True)
    ]
    return np.concatenate(pieces)


def ellipse(x: float, y: float, radius_x: float, radius_y: float, start: float = 0, end: float = 360) -> Points:
    """Points of an ellipse, angles in degrees, clockwise from the right."""
    angle = np.radians(np.linspace(start, end, 60, endpoint=end - start < 360))
    return np.stack([x + radius_x * np.cos(angle), y + radius_y * np.sin(angle)], 1)


def ribbon(line: Points, widths: Sequence[float] | float) -> Points:
    """The outline of a band along a line; `widths` are spread evenly from start to end."""
    along = np.gradient(line, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], 1) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    wanted = np.atleast_1d(np.asarray(widths, float))
    half = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(wanted)), wanted)[:, None] / 2
    return np.concatenate([line + normal * half, (line - normal * half)[::-1]])


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Points:
    """A rectangle with round corners."""
    corners = ((right, bottom, 0), (left, bottom, 90), (left, top, 180), (right, top, 270))
    arcs = []
    for x, y, start in corners:
        angle = np.radians(np.linspace(start, start + 90, 8))
        inner_x, inner_y = x - np.sign(x - (left + right) / 2) * radius, y - np.sign(y - (top + bottom) / 2) * radius
        arcs.append(np.stack([inner_x + radius * np.cos(angle), inner_y + radius * np.sin(angle)], 1))
    return np.concatenate(arcs)


@dataclass(frozen=True)
class Pose:
    """Where an object stands: centre and scale in pixels, turned by `angle` radians, mirrored if `mirror` is -1."""

    x: float
    y: float
    scale: float
    angle: float
    mirror: int = 1

    def matrix(self) -> npt.NDArray[np.float64]:
        """(2, 2): from the object's frame to pixels, without the shift."""
        c, s = np.cos(self.angle), np.sin(self.angle)
        return self.scale * np.array([[c, -s], [s, c]]) @ np.diag([self.mirror, 1.0])

    def to_pixels(self, points: Points) -> Points:
        return points @ self.matrix().T + (self.x, self.y)

    def to_object(self, left: int, top: int, width: int, height: int) -> tuple[Array, Array]:
        """The object's x and y at the pixels of a box, each (height, width)."""
        x, y = np.meshgrid(np.arange(width) + left + 0.5 - self.x, np.arange(height) + top + 0.5 - self.y)
        inverse = np.linalg.inv(self.matrix())
        return (
            np.asarray(inverse[0, 0] * x + inverse[0, 1] * y, np.float32),
            np.asarray(inverse[1, 0] * x + inverse[1, 1] * y, np.float32),
        )


class Easel:
    """One object being painted, part upon part: `planes` (3, side, side), RGB, and `alpha` (side, side), both 0..1."""

    def __init__(self, side_px: int, pose: Pose, light: Array) -> None:
        self.planes: Array = np.zeros((3, side_px, side_px), np.float32)
        self.alpha: Array = np.zeros((side_px, side_px), np.float32)
        self.pose = pose
        self.light = light

    def _box(self, pixels: Points, margin: float) -> tuple[int, int, int, int] | None:
        side = self.alpha.shape[0]
        left, top = np.clip(np.floor(pixels.min(0) - margin), 0, side).astype(int)
        right, bottom = np.clip(np.ceil(pixels.max(0) + margin), 0, side).astype(int)
        return None if right - left < 2 or bottom - top < 2 else (left, top, right, bottom)

    def _fill(self, contours: Sequence[Points], box: tuple[int, int, int, int]) -> npt.NDArray[np.uint8]:
        left, top, right, bottom = box
        mask = np.zeros((bottom - top, right - left), np.uint8)
        shifted = [np.round((c - (left, top) - 0.5) * 2**SUBPIXEL_BITS).astype(np.int32) for c in contours]
        cv2.fillPoly(mask, shifted, 255, cv2.LINE_AA, SUBPIXEL_BITS)
        return mask

    def part(
        self,
        *contours: Points,
        paint: Array | Pattern,
        bevel: float = 0.3,
        gloss: float = 0.25,
        lift: float = 0.05,
        opacity: float = 1.0,
    ) -> None:
        """Models one part: contours inside contours are holes.

        paint: a colour, or two of them with a pattern
        bevel: how far its edges are rounded, `lift`: how high it stands above what is below; in the object's units
        gloss: strength of the highlight
        """
        scale = self.pose.scale
        pixels = [self.pose.to_pixels(np.asarray(c, float)) for c in contours]
        box = self._box(np.concatenate(pixels), 3 * lift * scale + 3)
        if box is None:
            return
        left, top, right, bottom = box
        mask = self._fill(pixels, box)
        cover = mask.astype(np.float32) / 255
        window = np.s_[top:bottom, left:right]
        if lift > 0:
            self._cast(cover, window, lift * scale)
        radius = max(2.0, float(bevel * scale))
        depth = np.clip(cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 5) / radius, 0, 1)
        dome = cv2.GaussianBlur(radius * np.sqrt(1 - (1 - depth) ** 2), (0, 0), 0.8 + radius * 0.10)
        slope_x, slope_y = cv2.Sobel(dome, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(dome, cv2.CV_32F, 0, 1) / 8
        up = 1 / np.sqrt(1 + slope_x**2 + slope_y**2)
        toward = (self.light[2] - slope_x * self.light[0] - slope_y * self.light[1]) * up
        half = self.light + np.array((0, 0, 1), np.float32)
        half /= np.linalg.norm(half)
        glint = np.clip((half[2] - slope_x * half[0] - slope_y * half[1]) * up, 0, 1) ** 8
        edge = (1 - depth) ** 2
        lit = (AMBIENT + (1 - AMBIENT) / self.light[2] * np.clip(toward, 0, None)) * (1 - 0.14 * edge * (1 - depth))
        dim = np.clip(1 - lit, 0, 1)
        shine = gloss * (glint * glint * glint * glint * glint + 0.22 * glint)
        cover *= opacity
        base: Sequence[Array | float] = [float(c) for c in paint] if isinstance(paint, np.ndarray) else []
        if isinstance(paint, Pattern):
            share = paint.share(*self.pose.to_object(left, top, right - left, bottom - top))
            base = [a + (b - a) * share for a, b in zip(paint.first, paint.second, strict=True)]
        for channel, plane in enumerate(self.planes):
            shaded = np.clip(base[channel] * lit + SHADOW[channel] * dim + WARM[channel] * shine, 0, 1)
            plane[window] += (shaded - plane[window]) * cover
        self.alpha[window] += (1 - self.alpha[window]) * cover

    def _cast(self, cover: Array, window: tuple[slice, slice], lift_px: float) -> None:
        """Darkens the parts below, where this one keeps the light from them."""
        shift = np.array([[1, 0, -self.light[0] * lift_px], [0, 1, -self.light[1] * lift_px]], np.float32)
        soft = cv2.GaussianBlur(cover, (0, 0), max(0.8, 0.5 * lift_px))
        soft = cv2.warpAffine(soft, shift, (cover.shape[1], cover.shape[0]))
        for plane, ink in zip(self.planes, SHADOW, strict=True):
            plane[window] += (ink - plane[window]) * (0.5 * soft)

    def groove(self, line: Points, width: float, depth: float = 0.45) -> None:
        """Engraves a line: dark inside, a thin bright lip on the side away from the light; only where paint is."""
        self.line(line, width, SHADOW, depth)
        lip = line - self.light[:2] @ np.linalg.inv(self.pose.matrix() / self.pose.scale).T * width * 0.8
        self.line(lip, width * 0.6, WARM, depth * 0.45)

    def line(self, line: Points, width: float, ink: Array, opacity: float) -> None:
        """A painted line of the given width, only where paint is already."""
        pixels = self.pose.to_pixels(ribbon(np.asarray(line, float), width))
        box = self._box(pixels, 2)
        if box is None:
            return
        left, top, right, bottom = box
        window = np.s_[top:bottom, left:right]
        cover = self._fill([pixels], box).astype(np.float32) / 255 * opacity * self.alpha[window]
        for plane, level in zip(self.planes, ink, strict=True):
            plane[window] += (level - plane[window]) * cover
