"""The tool that selects, moves, resizes and takes away regions; by mouse and by keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from db.rows import Region
from gui import region_shapes
from gui.region_tools import ARROWS, STILL, Bench, Keys, Tool
from gui.regions import GRIP, handles, paint_handles
from gui.viewport import Viewport
from gui.words import later

_CURSORS = {
    "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
    "w": Qt.CursorShape.SizeHorCursor, "e": Qt.CursorShape.SizeHorCursor,
}  # fmt: skip
SLACK = 6.0


class SelectTool(Tool):
    """A drag, or an arrow key held down, is one change, kept when button or key come up."""

    name = "select"
    hint = later("Arrows move, Alt+arrows resize, Delete takes away, Tab next")
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._before: Region | None = None
        self._now: Region | None = None
        self._grip = ""
        self._from = (0.0, 0.0)
        self._nudge = (0, 0)
        self._growth = (0, 0)
        self._keys = False

    @property
    def busy(self) -> bool:
        return self._now is not None

    # --- mouse ---

    def press(self, x: float, y: float, spot: QPointF) -> bool:
        port, regions = self.bench.port(), self.bench.regions
        if port is None:
            return False
        self.finish()
        self._grip = self._grip_at(spot, port)
        if not self._grip:
            found = regions.at(x, y, SLACK / port.zoom)
            regions.select(found.id if found is not None else None)
        self._before, self._from = regions.chosen, (x, y)
        return self._before is not None

    def drag(self, x: float, y: float, spot: QPointF) -> None:
        port = self.bench.port()
        if self._before is None or port is None:
            return
        dx, dy = x - self._from[0], y - self._from[1]
        if self._now is None and math.hypot(dx, dy) * port.zoom < STILL:
            return
        size = (port.image_width, port.image_height)
        if not self._grip:
            self._now = region_shapes.moved_within(self._before, dx, dy, size)
        elif self._grip.isdigit():
            self._now = region_shapes.with_point(self._before, int(self._grip), x, y)
        else:
            self._now = region_shapes.fitted(self._before, self._pulled(x, y))
        self.bench.touch()

    def release(self, x: float, y: float, spot: QPointF) -> None:
        self.finish()

    def hover(self, x: float, y: float, spot: QPointF) -> None:
        port = self.bench.port()
        if port is None:
            return
        grip = self._grip_at(spot, port)
        if grip:
            self.cursor = _CURSORS.get(grip, Qt.CursorShape.PointingHandCursor)
        elif self.bench.regions.at(x, y, SLACK / port.zoom) is not None:
            self.cursor = Qt.CursorShape.SizeAllCursor
        else:
            self.cursor = Qt.CursorShape.ArrowCursor

    def _grip_at(self, spot: QPointF, port: Viewport) -> str:
        chosen = self.bench.regions.chosen
        if chosen is None:
            return ""
        near = [(math.hypot(spot.x() - at.x(), spot.y() - at.y()), name) for name, at in handles(chosen, port)]
        distance, name = min(near, default=(math.inf, ""))
        return name if distance <= GRIP else ""

    def _pulled(self, x: float, y: float) -> QRectF:
        assert self._before is not None
        box = region_shapes.bounds(self._before)
        least = region_shapes.LEAST
        if "w" in self._grip:
            box.setLeft(min(x, box.right() - least))
        if "e" in self._grip:
            box.setRight(max(x, box.left() + least))
        if "n" in self._grip:
            box.setTop(min(y, box.bottom() - least))
        if "s" in self._grip:
            box.setBottom(max(y, box.top() + least))
        return box

    # --- keys ---

    def wants(self, key: int, held: Keys) -> bool:
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return bool(self.bench.regions.own)
        if self.bench.regions.chosen is None:
            return False
        return key in ARROWS or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

    def key(self, key: int, held: Keys) -> None:
        regions = self.bench.regions
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finish()
            regions.cycle(-1 if key == Qt.Key.Key_Backtab or held & Keys.ShiftModifier else 1)
            if regions.chosen is not None:
                middle = region_shapes.bounds(regions.chosen).center()
                self.bench.reveal(middle.x(), middle.y())
        elif key in ARROWS:
            self._arrow(key, held)
        elif regions.chosen is not None:
            self.drop()
            regions.edit({regions.chosen.id: None})

    def _arrow(self, key: int, held: Keys) -> None:
        port, chosen = self.bench.port(), self.bench.regions.chosen
        if port is None or chosen is None:
            return
        if not self._keys:
            self.finish()
            self._before, self._keys = chosen, True
        assert self._before is not None
        step = 10 if held & Keys.ShiftModifier else 1
        dx, dy = (step * way for way in ARROWS[Qt.Key(key)])
        if held & Keys.AltModifier:
            self._growth = (self._growth[0] + dx, self._growth[1] + dy)
        else:
            self._nudge = (self._nudge[0] + dx, self._nudge[1] + dy)
        size = (port.image_width, port.image_height)
        # All from the region as it was: many small steps would round a brush away.
        region = self._before
        if self._growth != (0, 0):
            box = region_shapes.bounds(region)
            right = min(float(size[0]), box.right() + self._growth[0]) if self._growth[0] else box.right()
            bottom = min(float(size[1]), box.bottom() + self._growth[1]) if self._growth[1] else box.bottom()
            region = region_shapes.fitted(region, QRectF(box.topLeft(), QPointF(right, bottom)))
        self._now = region_shapes.moved_within(region, *self._nudge, size)
        self.bench.touch()

    def key_released(self, key: int) -> None:
        if self._keys and key in ARROWS:
            self.finish()

    # --- the end of it ---

    def finish(self) -> None:
        now = self._now
        self._forget()
        if now is not None:
            self.bench.regions.edit({now.id: now})

    def drop(self) -> None:
        self._forget()
        super().drop()

    def _forget(self) -> None:
        self._before = self._now = None
        self._grip, self._keys = "", False
        self._nudge = self._growth = (0, 0)

    def preview(self, region: Region) -> Region:
        return self._now if self._now is not None and self._now.id == region.id else region

    def paint(self, painter: QPainter, port: Viewport) -> None:
        chosen = self.bench.regions.chosen
        if chosen is not None:
            paint_handles(painter, self.preview(chosen), port)
