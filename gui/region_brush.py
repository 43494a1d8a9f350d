"""Brush and eraser: strokes become pixels of a brush region when the button comes up."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from db.rows import Region
from gui import region_shapes
from gui.region_shapes import BoolArray
from gui.region_tools import Bench, Keys, Tool
from gui.regions import COLOURS, new_id
from gui.viewport import Viewport
from gui.words import later

SMALLEST, WIDEST = 4.0, 400.0
SIZE_STEP = 1.25


class BrushTool(Tool):
    """Paints. A stroke over the selected brush region extends it, another one begins a new region."""

    name = "brush"
    hint = later("Paint, [ and ] change the size")
    cursor = Qt.CursorShape.BlankCursor

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._points: list[tuple[float, float]] = []
        self._radius = 0.0
        self._spot: QPointF | None = None

    @property
    def busy(self) -> bool:
        return bool(self._points)

    def press(self, x: float, y: float, spot: QPointF) -> bool:
        port = self.bench.port()
        if port is None:
            return True
        self.cross = None
        # In pixels of the image, from now on: who zooms during a stroke goes on with the same brush.
        self._radius = self.bench.brush / 2 / port.zoom
        self._points = [(x, y)]
        self._touch_around(spot, spot)
        self._spot = spot
        return True

    def drag(self, x: float, y: float, spot: QPointF) -> None:
        before = self._spot or spot
        if self._points and math.dist(self._points[-1], (x, y)) >= max(0.5, self._radius / 12):
            self._points.append((x, y))
        self._spot = spot
        self._touch_around(before, spot)

    def hover(self, x: float, y: float, spot: QPointF) -> None:
        before, self._spot = self._spot or spot, spot
        self._touch_around(before, spot)

    def release(self, x: float, y: float, spot: QPointF) -> None:
        if self._points:
            self._points.append((x, y))
        self.finish()

    def left(self) -> None:
        """The mouse is no longer over the canvas."""
        self._spot = None
        self.bench.touch()

    def _touch_around(self, one: QPointF, other: QPointF) -> None:
        port = self.bench.port()
        reach = self.bench.brush / 2
        if port is not None and self._points:
            reach = max(reach, self._radius * port.zoom)
        reach += 4
        self.bench.touch(QRectF(one, other).normalized().adjusted(-reach, -reach, reach, reach))

    # --- keys ---

    def wants(self, key: int, held: Keys) -> bool:
        return super().wants(key, held) or key == Qt.Key.Key_Space

    def key(self, key: int, held: Keys) -> None:
        super().key(key, held)
        port = self.bench.port()
        if key == Qt.Key.Key_Space and port is not None and (at := self.aim()) is not None:
            self._radius = self.bench.brush / 2 / port.zoom
            self._points = [at]
            self.finish()

    # --- the end of a stroke ---

    def finish(self) -> None:
        points, self._points = self._points, []
        port = self.bench.port()
        if points and port is not None:
            self.keep(points, max(self._radius, 0.5), (port.image_width, port.image_height))
        self.bench.touch()

    def drop(self) -> None:
        self._points = []
        super().drop()

    def keep(self, points: list[tuple[float, float]], radius: float, size: tuple[int, int]) -> None:
        """Make pixels of the stroke; size: (width, height) of the image."""
        regions = self.bench.regions
        mask, left, top = _stroke(points, radius, size)
        drawn = region_shapes.from_pixels(Region(new_id(), self.bench.mark, "brush"), mask, left, top)
        if drawn is None:
            return
        chosen = regions.chosen
        if chosen is not None and chosen.shape == "brush" and (more := _united(chosen, drawn)) is not None:
            regions.edit({chosen.id: more})
        else:
            regions.add(drawn)

    def paint(self, painter: QPainter, port: Viewport) -> None:
        if self._points:
            spots = [port.to_widget(*point) for point in self._points]
            path = QPainterPath(spots[0])
            for spot in spots[1:] or [spots[0] + QPointF(0.01, 0)]:
                path.lineTo(spot)
            pen = QPen(self.ink(), 2 * self._radius * port.zoom)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        spot = port.to_widget(*self.cross) if self.cross is not None else self._spot
        if spot is not None:
            reach = self._radius * port.zoom if self._points else self.bench.brush / 2
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in (("#000000", 3.5), ("#ffffff", 1.5)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawEllipse(spot, reach, reach)
        super().paint(painter, port)

    def ink(self) -> QBrush:
        """What a stroke is drawn with until it is kept."""
        colour = QColor(COLOURS[self.bench.mark])
        colour.setAlpha(120)
        return QBrush(colour)


class EraserTool(BrushTool):
    """Takes pixels from the selected brush region, or from every brush region under the stroke if none is selected."""

    name = "eraser"
    hint = later("Wipe over brushed regions, [ and ] change the size")

    def keep(self, points: list[tuple[float, float]], radius: float, size: tuple[int, int]) -> None:
        regions = self.bench.regions
        mask, left, top = _stroke(points, radius, size)
        chosen = regions.chosen
        targets = [chosen] if chosen is not None and chosen.shape == "brush" else list(regions.own.values())
        sets: dict[str, Region | None] = {}
        for region in targets:
            if region.shape != "brush":
                continue
            kept = region_shapes.pixels(region).copy()
            inside = _part(kept, region.box[0], region.box[1], mask, left, top)
            if inside is None or not (inside[0] & inside[1]).any():
                continue
            inside[0][inside[1]] = False
            sets[region.id] = region_shapes.from_pixels(region, kept, region.box[0], region.box[1])
        regions.edit(sets)

    def ink(self) -> QBrush:
        return QBrush(QColor(255, 255, 255, 130))


def _stroke(points: list[tuple[float, float]], radius: float, size: tuple[int, int]) -> tuple[BoolArray, int, int]:
    """The stroke's pixels within the image, and where their corner lies."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = max(0, int(min(xs) - radius - 1)), max(0, int(min(ys) - radius - 1))
    right, bottom = min(size[0], int(max(xs) + radius + 2)), min(size[1], int(max(ys) + radius + 2))
    mask = np.zeros((max(1, bottom - top), max(1, right - left)), dtype=np.bool_)
    region_shapes.paint_stroke(mask, [(x - left, y - top) for x, y in points], radius)
    return mask, left, top


def _part(
    one: BoolArray, left: int, top: int, other: BoolArray, other_left: int, other_top: int
) -> tuple[BoolArray, BoolArray] | None:
    """Both masks where they lie over each other, as views; None if nowhere."""
    x0, y0 = max(left, other_left), max(top, other_top)
    x1 = min(left + one.shape[1], other_left + other.shape[1])
    y1 = min(top + one.shape[0], other_top + other.shape[0])
    if x0 >= x1 or y0 >= y1:
        return None
    return (
        one[y0 - top : y1 - top, x0 - left : x1 - left],
        other[y0 - other_top : y1 - other_top, x0 - other_left : x1 - other_left],
    )


def _united(one: Region, more: Region) -> Region | None:
    """A brush region with the pixels of another; None if they do not lie over each other."""
    old, new = region_shapes.pixels(one), region_shapes.pixels(more)
    both = _part(old, one.box[0], one.box[1], new, more.box[0], more.box[1])
    if both is None or not (both[0] & both[1]).any():
        return None
    left, top = min(one.box[0], more.box[0]), min(one.box[1], more.box[1])
    right = max(one.box[0] + old.shape[1], more.box[0] + new.shape[1])
    bottom = max(one.box[1] + old.shape[0], more.box[1] + new.shape[0])
    whole = np.zeros((bottom - top, right - left), dtype=np.bool_)
    for mask, box in ((old, one.box), (new, more.box)):
        y, x = box[1] - top, box[0] - left
        whole[y : y + mask.shape[0], x : x + mask.shape[1]] |= mask
    return region_shapes.from_pixels(replace(one), whole, left, top)
