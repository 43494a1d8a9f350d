"""Drawing regions: what every tool can do, the box and the polygon. Coordinates x, y are pixels of the image."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from db.rows import Region
from gui.region_shapes import LEAST
from gui.regions import Mark, Regions, new_id, paint_word, stroke
from gui.viewport import Viewport
from gui.words import later

NEAR = 9.0  # logical px
STILL = 3.0  # a drag shorter than this is a click
CROSS = 14.0
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Keys = Qt.KeyboardModifier


class Bench(Protocol):
    """What a tool works on: the canvas's side of it."""

    regions: Regions
    mark: Mark  # of what is drawn next
    brush: float

    def port(self) -> Viewport | None:
        """The picture's place in the widget; None while there is none to draw on."""

    def touch(self, box: QRectF | None = None) -> None:
        """Paint a part of the widget again, or all of it; the picture itself is unchanged."""

    def reveal(self, x: float, y: float) -> None:
        """Pan as far as needed to see a point of the image."""


class Tool:
    """A tool that does nothing yet. Mouse and keys come one at a time, and only while the tool is on."""

    name = ""
    hint = ""
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.cross: tuple[float, float] | None = None

    @property
    def busy(self) -> bool:
        """Whether a gesture has begun and is not finished."""
        return False

    def press(self, x: float, y: float, spot: QPointF) -> bool:
        """The left button went down; False if the tool has no use for it here."""
        return True

    def drag(self, x: float, y: float, spot: QPointF) -> None:
        """The mouse moved with the button down."""

    def release(self, x: float, y: float, spot: QPointF) -> None:
        """The button came up."""

    def hover(self, x: float, y: float, spot: QPointF) -> None:
        """The mouse moved with no button down."""

    def double_click(self, x: float, y: float) -> None:
        """A double click; its first half came as a press and a release."""

    def wants(self, key: int, held: Keys) -> bool:
        """Whether the tool will take a key now, before it can mean anything else."""
        return key in ARROWS and not held & Keys.AltModifier

    def key(self, key: int, held: Keys) -> None:
        """A key that the tool wanted went down."""
        if key in ARROWS:
            self.move_cross(key, held)

    def key_released(self, key: int) -> None:
        """A key came up for good."""

    def finish(self) -> None:
        """Keep what the gesture has done so far, if it can be kept; nothing more will come."""
        self.drop()

    def drop(self) -> None:
        """Forget the gesture that has begun."""
        self.cross = None
        self.bench.touch()

    def preview(self, region: Region) -> Region:
        """The selected region as it would be if the gesture ended now."""
        return region

    def paint(self, painter: QPainter, port: Viewport) -> None:
        """What is seen of the gesture and of the cross-hair that the arrow keys move."""
        if self.cross is None:
            return
        spot = port.to_widget(*self.cross)
        for colour, width in (("#000000", 4.0), ("#ffffff", 1.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(spot.x() - CROSS, spot.y()), QPointF(spot.x() + CROSS, spot.y()))
            painter.drawLine(QPointF(spot.x(), spot.y() - CROSS), QPointF(spot.x(), spot.y() + CROSS))
        paint_word(
            painter, f"{int(self.cross[0])}, {int(self.cross[1])}",
            QRectF(spot.x() + CROSS, spot.y() + 2 * CROSS, 1, 1), port,
        )  # fmt: skip

    # --- the cross-hair ---

    def aim(self) -> tuple[float, float] | None:
        """Where the cross-hair is; at first in the middle of what is seen."""
        port = self.bench.port()
        if self.cross is None and port is not None:
            middle = port.shown().center()
            self.cross = (float(round(middle.x())), float(round(middle.y())))
        return self.cross

    def move_cross(self, key: int, held: Keys) -> None:
        """By a pixel of the image, by 10 with Shift, by a tenth of what is seen with Ctrl."""
        port = self.bench.port()
        at = self.aim()
        if port is None or at is None:
            return
        shown = port.shown()
        step = 10.0 if held & Keys.ShiftModifier else 1.0
        if held & Keys.ControlModifier:
            step = max(1.0, float(round(max(shown.width(), shown.height()) / 10)))
        dx, dy = ARROWS[Qt.Key(key)]
        x = min(max(at[0] + dx * step, 0.0), float(port.image_width))
        y = min(max(at[1] + dy * step, 0.0), float(port.image_height))
        self.cross = (x, y)
        self.bench.reveal(x, y)
        self.cross_moved(x, y)
        self.bench.touch()

    def cross_moved(self, x: float, y: float) -> None:
        """The cross-hair is somewhere else now."""


class BoxTool(Tool):
    """Drag from corner to corner, or click both; by keys, Enter at both."""

    name = "box"
    hint = later("Drag, or arrows and Enter at two corners")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._start: tuple[float, float] | None = None
        self._end = (0.0, 0.0)
        self._second = False

    @property
    def busy(self) -> bool:
        return self._start is not None

    def press(self, x: float, y: float, spot: QPointF) -> bool:
        self.cross = None
        self._second = self._start is not None
        if self._start is None:
            self._start = (x, y)
        self._end = (x, y)
        self.bench.touch()
        return True

    def drag(self, x: float, y: float, spot: QPointF) -> None:
        self.hover(x, y, spot)

    def hover(self, x: float, y: float, spot: QPointF) -> None:
        if self._start is not None and self.cross is None:
            self._end = (x, y)
            self.bench.touch()

    def release(self, x: float, y: float, spot: QPointF) -> None:
        port = self.bench.port()
        if self._start is None or port is None:
            return
        self._end = (x, y)
        if self._second or math.dist(self._start, self._end) * port.zoom > STILL:
            self._keep()

    def wants(self, key: int, held: Keys) -> bool:
        return super().wants(key, held) or key in (*ENTER, Qt.Key.Key_Space)

    def key(self, key: int, held: Keys) -> None:
        super().key(key, held)
        at = self.aim()
        if key not in (*ENTER, Qt.Key.Key_Space) or at is None:
            return
        if self._start is None:
            self._start = self._end = at
            self.bench.touch()
        else:
            self._end = at
            self._keep()

    def cross_moved(self, x: float, y: float) -> None:
        self._end = (x, y)

    def drop(self) -> None:
        self._start = None
        super().drop()

    def _keep(self) -> None:
        start, end = self._start, self._end
        assert start is not None
        if abs(end[0] - start[0]) < LEAST or abs(end[1] - start[1]) < LEAST:
            # A line is no box; the first corner stays, for the second one to be set again.
            return
        self._start = None
        region = Region(new_id(), self.bench.mark, "box", points=_corners(start, end))
        self.bench.regions.add(region)
        self.bench.touch()

    def paint(self, painter: QPainter, port: Viewport) -> None:
        if self._start is not None:
            path = QPainterPath()
            path.addRect(QRectF(port.to_widget(*self._start), port.to_widget(*self._end)).normalized())
            stroke(painter, path, self.bench.mark)
        super().paint(painter, port)


def _corners(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


class PolygonTool(Tool):
    """A click a point; Enter, a double click, or a click on the first point closes it."""

    name = "polygon"
    hint = later("Click points, Enter closes, Backspace takes one back")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._points: list[tuple[float, float]] = []
        self._at: tuple[float, float] | None = None

    @property
    def busy(self) -> bool:
        return bool(self._points)

    def press(self, x: float, y: float, spot: QPointF) -> bool:
        port = self.bench.port()
        self.cross = None
        if port is not None and len(self._points) > 2 and self._near_first(port, spot):
            self._close()
        else:
            self._add(x, y)
        return True

    def hover(self, x: float, y: float, spot: QPointF) -> None:
        self._at = (x, y)
        if self._points:
            self.bench.touch()

    def drag(self, x: float, y: float, spot: QPointF) -> None:
        self.hover(x, y, spot)

    def double_click(self, x: float, y: float) -> None:
        self._close()

    def wants(self, key: int, held: Keys) -> bool:
        if key in ENTER or key == Qt.Key.Key_Backspace:
            return self.busy
        return super().wants(key, held) or key == Qt.Key.Key_Space

    def key(self, key: int, held: Keys) -> None:
        super().key(key, held)
        if key in ENTER:
            self._close()
        elif key == Qt.Key.Key_Backspace and self._points:
            self._points.pop()
            self.bench.touch()
        elif key == Qt.Key.Key_Space and (at := self.aim()) is not None:
            self._add(*at)

    def cross_moved(self, x: float, y: float) -> None:
        self._at = (x, y)

    def drop(self) -> None:
        self._points.clear()
        super().drop()

    def _add(self, x: float, y: float) -> None:
        self._at = (x, y)
        if not self._points or self._points[-1] != (x, y):
            self._points.append((x, y))
        self.bench.touch()

    def _near_first(self, port: Viewport, spot: QPointF) -> bool:
        first = port.to_widget(*self._points[0])
        return math.hypot(spot.x() - first.x(), spot.y() - first.y()) <= NEAR

    def _close(self) -> None:
        if len(self._points) < 3:
            return
        points = tuple(v for point in self._points for v in point)
        self._points.clear()
        self.bench.regions.add(Region(new_id(), self.bench.mark, "polygon", points=points))
        self.bench.touch()

    def paint(self, painter: QPainter, port: Viewport) -> None:
        if self._points:
            spots = [port.to_widget(*point) for point in self._points]
            path = QPainterPath(spots[0])
            for spot in spots[1:]:
                path.lineTo(spot)
            if self._at is not None:
                path.lineTo(port.to_widget(*self._at))
            stroke(painter, path, self.bench.mark)
            painter.setPen(QPen(QColor("#000000"), 1.5))
            painter.setBrush(QColor("#ffffff"))
            for n, spot in enumerate(spots):
                size = 5.0 if n == 0 and len(spots) > 2 else 3.5
                painter.drawEllipse(spot, size, size)
        super().paint(painter, port)
