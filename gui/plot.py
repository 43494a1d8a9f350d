"""What all charts of the window share: pyqtgraph without its menus, mouse modes and colours, dressed by our tokens.

pyqtgraph takes a moment to load: import this module only when a chart is about to be shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QMouseEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.style import px
from gui.tokens import CAPTION, DARK, Theme

NEAR = 10.0
Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """What answers to the mouse: from one place to another in data coordinates; tip: what is said of it."""

    number: int
    begin: tuple[float, float]
    end: tuple[float, float]
    tip: str


def steps(top: float, most: int) -> tuple[float, list[float]]:
    """The end of an axis from 0 that reaches ``top``, and round steps up to it: at most ``most`` of them."""
    power = 10.0 ** math.floor(math.log10(top)) if top > 0 else 0.1
    step = next(
        size for size in (factor * power / 10 for factor in (1, 2, 2.5, 5, 10, 20, 25, 50, 100)) if top / size <= most
    )
    number = max(1, math.ceil(top / step - 1e-9))
    return number * step, [n * step for n in range(number + 1)]


class Plot(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """A chart to look at: the wheel scrolls the page, a click takes a spot. Emits ``chosen(number of the spot)``."""

    accessible_role = QAccessible.Role.Chart

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self.spots: list[Spot] = []
        self.box: pg.ViewBox | None = None
        self.clickable = True
        self._over: Spot | None = None
        # The same is reached by the keyboard in the table below.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAntialiasing(True)
        for action in self.sceneObj.contextMenu:  # its way to export, in English
            action.deleteLater()
        self.sceneObj.contextMenu = []
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.ci.layout.setSpacing(0)

    # --- parts ---

    def small(self) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(px(CAPTION))
        return made

    def metrics(self) -> QFontMetrics:
        return QFontMetrics(self.small())

    def begin(self) -> None:
        """Away with what was drawn."""
        self.ci.clear()
        self.spots, self.box, self._over = [], None, None
        self.setBackground(self.theme.ground)

    def view(self, row: int, column: int, *, down: bool = False) -> pg.ViewBox:
        """A place to draw in. down: rows are counted from the top."""
        made = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=down, defaultPadding=0)
        self.addItem(made, row, column)
        return made

    def axis(self, side: str, view: pg.ViewBox, row: int, column: int, colour: str) -> pg.AxisItem:
        """Words beside a view, without a line."""
        made = pg.AxisItem(side, pen=QPen(Qt.PenStyle.NoPen), textPen=colour, maxTickLength=0)
        made.setStyle(
            tickFont=self.small(), autoExpandTextSpace=False, autoReduceTextSpace=False, hideOverlappingLabels=False,
            tickTextOffset=6, tickAlpha=0,
        )  # fmt: skip
        made.setTicks([[]])
        self.addItem(made, row, column)
        made.linkToView(view)
        return made

    def pen(self, colour: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        made: QPen = pg.mkPen(colour, width=width, style=style)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        return made

    def lines(self, view: pg.ViewBox, pen: QPen, points: Sequence[tuple[float, float]], depth: int = 0) -> None:
        """A line between the first and the second point, the third and the fourth, and so on."""
        if points:
            across, along = zip(*points, strict=True)
            made = pg.PlotCurveItem(list(across), list(along), pen=pen, connect="pairs", antialias=True)
            made.setZValue(depth)
            view.addItem(made)

    # --- mouse ---

    def place_of(self, number: int) -> QPointF:
        """Where the middle of a spot is seen, in the viewport."""
        spot = next(one for one in self.spots if one.number == number)
        middle = [(a + b) / 2 for a, b in zip(spot.begin, spot.end, strict=True)]
        return self._seen((middle[0], middle[1]))

    def _seen(self, place: tuple[float, float]) -> QPointF:
        assert self.box is not None
        return QPointF(self.mapFromScene(self.box.mapViewToScene(QPointF(*place))))

    def _at(self, at: QPointF) -> Spot | None:
        """The nearest spot, if it is near."""
        if self.box is None or not self.spots:
            return None
        far = [(_distance(at, self._seen(one.begin), self._seen(one.end)), n) for n, one in enumerate(self.spots)]
        distance, n = min(far)
        return self.spots[n] if distance <= px(NEAR) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is self._over:
            return
        self._over = spot
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot and self.clickable else Qt.CursorShape.ArrowCursor)
        if spot is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), spot.tip, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None and self.clickable:
            self.chosen.emit(spot.number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        event.ignore()


def _distance(at: QPointF, begin: QPointF, end: QPointF) -> float:
    """From a point to a line between two others."""
    along, away = end - begin, at - begin
    length = QPointF.dotProduct(along, along)
    share = min(1.0, max(0.0, QPointF.dotProduct(away, along) / length)) if length else 0.0
    return math.hypot(away.x() - share * along.x(), away.y() - share * along.y())
