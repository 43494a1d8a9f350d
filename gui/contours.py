"""Iso-lines on the canvas: told apart by their pattern and their number, on light and on dark, without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from gui.style import px
from gui.tokens import CAPTION
from gui.viewport import Viewport

if TYPE_CHECKING:  # it brings OpenCV, which the first paint does not wait for
    from engine.render import IsoLine

LABELS_A_LEVEL = 3
LEAST_LABELLED = 48.0  # logical px
# From the first level on whose share is at least this: (share, width, dashes). Higher is bolder and less broken.
PATTERNS: tuple[tuple[float, float, tuple[float, ...]], ...] = (
    (0.70, 2.6, ()),
    (0.45, 1.8, (10.0, 3.0)),
    (0.20, 1.5, (5.0, 3.0)),
    (0.0, 1.3, (1.5, 3.0)),
)


def pattern(share: float) -> tuple[float, tuple[float, ...]]:
    """Width in logical px and dashes (in widths) of the line of a level."""
    return next((width, dashes) for least, width, dashes in PATTERNS if abs(share) >= least)


def words(share: float) -> str:
    """ "50 %"; with a real minus on the negative side of a signed map."""
    return f"{'−' if share < 0 else ''}{abs(share) * 100:.0f} %"


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One iso-line as Qt draws it, in image pixels; longest: where its longest pieces lie, for the numbers."""

    share: float
    path: QPainterPath
    longest: tuple[tuple[QRectF, QPolygonF], ...]


def levels(lines: Sequence[IsoLine]) -> tuple[Level, ...]:
    """Paths of the lines; made once a picture."""
    made = []
    for one in lines:
        path = QPainterPath()
        pieces = []
        for line in one.lines:
            polygon = QPolygonF([QPointF(x, y) for x, y in line.tolist()])
            path.addPolygon(polygon)
            pieces.append((polygon.boundingRect(), polygon))
        pieces.sort(key=lambda piece: -(piece[0].width() + piece[0].height()))
        made.append(Level(one.share, path, tuple(pieces[:LABELS_A_LEVEL])))
    return tuple(made)


def paint(painter: QPainter, drawn: Sequence[Level], port: Viewport) -> None:
    """The lines over the picture, with their numbers."""
    transform = port.transform()
    painter.save()
    painter.setClipRect(port.target().intersected(QRectF(0, 0, port.width, port.height)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    paths = [(level, transform.map(level.path)) for level in drawn]
    for level, path in paths:
        width, dashes = pattern(level.share)
        painter.setPen(_pen("#000000", width + 2.0, ()))
        painter.drawPath(path)
        painter.setPen(_pen("#ffffff", width, dashes))
        painter.drawPath(path)
    taken: list[QRectF] = []
    for level, _ in reversed(paths):
        for box, polygon in level.longest:
            if (box.width() + box.height()) * port.zoom >= LEAST_LABELLED:
                _number(painter, words(level.share), polygon, port, taken)
    painter.restore()


def _pen(colour: str, width: float, dashes: tuple[float, ...]) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def _number(painter: QPainter, text: str, polygon: QPolygonF, port: Viewport, taken: list[QRectF]) -> None:
    """The number at a point of the line that is seen and where no other number stands."""
    font = QFont(painter.font())
    font.setPixelSize(px(CAPTION))
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 6, metrics.height()
    room = port.target().intersected(QRectF(0, 0, port.width, port.height))
    count = polygon.count()
    for n in range(0, count, max(1, count // 24)):
        spot = port.transform().map(polygon.at(n))
        chip = QRectF(spot.x() - width / 2, spot.y() - height / 2, width, height)
        if room.contains(chip) and not any(chip.adjusted(-2, -2, 2, 2).intersects(other) for other in taken):
            taken.append(chip)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 200))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setFont(font)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            return
