"""The picture that the map forms on: the review's canvas, with a position that is looked at and keys for the steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication

from engine.records import Geometry
from gui.canvas import Canvas
from gui.pictures import PictureMaker
from gui.words import tr

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -100_000, Qt.Key.Key_End: 100_000}
MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class RuleCanvas(Canvas):
    """The pointer looks at a position; a click holds it there, another one lets it go; Shift and arrows move it without
    a pointer.

    Signals: ``looked(point)``: as shares of the model's input (x, y from 0 to 1), None where nothing is looked at;
    ``stepped(by)``, ``play_wanted()``, ``left()``: keys.
    """

    looked = Signal(object)
    stepped = Signal(int)
    play_wanted = Signal()
    left = Signal()

    def __init__(self, maker: PictureMaker) -> None:
        super().__init__(maker)
        self.tools.set_editable(False)
        self.setAccessibleName(tr("The map as it forms"))
        self._geometry_shown: Geometry | None = None
        self._grid = (1, 1)
        self._held: tuple[float, float] | None = None
        self._under: tuple[float, float] | None = None
        self._pressed: QPointF | None = None

    # --- the position ---

    @property
    def place(self) -> tuple[float, float] | None:
        """What is looked at: shares of the model's input."""
        return self._held or self._under

    def begin(self, geometry: Geometry) -> None:
        """Another image, which the model takes in this way; nothing is looked at."""
        self._geometry_shown = geometry
        self._held = self._under = None
        self.update()

    def show_grid(self, rows: int, columns: int) -> None:
        """How many positions the call at hand has: what is looked at is one of them."""
        if (rows, columns) != self._grid:
            self._grid = rows, columns
            self.update()

    def look_at(self, x: float, y: float) -> None:
        """Look at a point, shares of the model's input, and stay there."""
        self._held = min(max(x, 0.0), 1.0 - 1e-9), min(max(y, 0.0), 1.0 - 1e-9)
        self._tell()

    def let_go(self) -> None:
        """Look at what is under the pointer again."""
        self._held = None
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.looked.emit(self.place)

    def _share(self, spot: QPointF) -> tuple[float, float] | None:
        at, geometry = self.image_point(spot), self._geometry_shown
        if at is None or geometry is None:
            return None
        x, y = geometry.to_input(*at)
        x, y = x / geometry.input_width, y / geometry.input_height
        return (x, y) if 0 <= x < 1 and 0 <= y < 1 else None

    def cell(self) -> QRectF | None:
        """The position that is looked at, in the widget; None where there is none to tell apart."""
        place, port, geometry, (rows, columns) = self.place, self.port(), self._geometry_shown, self._grid
        if place is None or port is None or geometry is None or rows * columns <= 1:
            return None
        column, row = int(place[0] * columns), int(place[1] * rows)
        wide, high = geometry.input_width / columns, geometry.input_height / rows
        corners = [
            port.to_widget(*geometry.to_image(x, y))
            for x, y in ((column * wide, row * high), ((column + 1) * wide, (row + 1) * high))
        ]
        return QRectF(*corners)

    # --- events ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in MOVES and modifiers == Qt.KeyboardModifier.ShiftModifier:
            rows, columns = self._grid
            x, y = self.place or (0.5, 0.5)
            across, down = MOVES[key]
            # To the middle of the neighbouring position; of a fine grid by a sixty-fourth of the image.
            wide, high = max(1 / max(1, columns), 1 / 64), max(1 / max(1, rows), 1 / 64)
            if self.place is None:
                across = down = 0
            self.look_at((int(x / wide) + 0.5 + across) * wide, (int(y / high) + 0.5 + down) * high)
        elif key in STEPS and not modifiers:
            self.stepped.emit(STEPS[key])
        elif key == Qt.Key.Key_Space and not modifiers:
            self.play_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._under = self._share(event.position())
        if self._held is None:
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if (event.position() - pressed).manhattanLength() >= QApplication.startDragDistance():
            return  # the picture was moved
        place = self._share(event.position())
        if self._held is not None or place is None:
            self.let_go()
        else:
            self.look_at(*place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under = None
        self._tell()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        cell = self.cell()
        if cell is None:
            return
        painter = QPainter(self)
        grown = cell if min(cell.width(), cell.height()) >= 4 else cell.adjusted(-3, -3, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, colour in ((4, "#000000"), (2, "#ffffff")):  # seen on every picture
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(grown)
        painter.end()
