"""What the data set knows of the image, drawn over it: boxes, outlines and masks with their class names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from engine.records import PlainError, TrueObject, Truth
from gui.region_shapes import mask_outline, smooth_outline
from gui.said import said
from gui.style import px
from gui.tokens import CAPTION, S4
from gui.viewport import Viewport
from gui.words import tr

LARGE = 2**22  # pixels; the outline of a larger mask is right to half a pixel


@dataclass(frozen=True, slots=True, eq=False)
class TruthMarks:
    """Ready to be drawn. marks: (class, outline in image pixels); words: what there is to say besides, or nothing."""

    marks: tuple[tuple[str, QPainterPath], ...] = ()
    words: str = ""


def marks_of(truth: Truth | None, label: str | None, width: int, height: int) -> TruthMarks:
    """The marks of an image of that size. label: its class, as far as the record knows one."""
    if truth is None or not truth.objects:
        labels = ", ".join(truth.labels) if truth is not None else label or ""
        if labels:
            return TruthMarks(words=tr("The data set marks nothing on this image; true class: {x}").format(x=labels))
        return TruthMarks(words=tr("The data set marks nothing on this image"))
    if (truth.width, truth.height) not in ((0, 0), (width, height)):
        return TruthMarks(
            words=tr("The data set's marks are for {theirs} px, but this image is {ours} px: not drawn").format(
                theirs=f"{truth.width} × {truth.height}", ours=f"{width} × {height}"
            )
        )
    marks, faults = [], []
    for one in truth.objects:
        try:
            marks.append((one.label, _outline(one, width, height)))
        except PlainError as error:
            faults.append(said(str(error)))
    return TruthMarks(tuple(marks), faults[0] if faults else "")


def _outline(one: TrueObject, width: int, height: int) -> QPainterPath:
    """As the object is known best: by mask, outline, or box. Raises TruthError for a mask of another size."""
    if one.runs:
        from engine import truth as truths

        mask = truths.from_runs(one.runs, height, width)
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not rows.size:
            return QPainterPath()
        top, left = int(rows[0]), int(columns[0])
        part = mask[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        return mask_outline(part, left, top) if part.size <= LARGE else smooth_outline(part, left, top, 1)
    path = QPainterPath()
    for polygon in one.polygons:
        points = zip(polygon[0::2], polygon[1::2], strict=False)
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
        path.closeSubpath()
    if not one.polygons:
        path.addRect(QRectF(QPointF(one.left, one.top), QPointF(one.right, one.bottom)).normalized())
    return path


def paint(painter: QPainter, marks: Sequence[tuple[str, QPainterPath]], port: Viewport) -> None:
    """White dots and dashes on black, so that they are neither a region nor a contour; class names white on black's
    opposite: black on white."""
    transform = port.transform()
    room = port.target().intersected(QRectF(0, 0, port.width, port.height))
    painter.save()
    painter.setClipRect(room)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    font = QFont(painter.font())
    font.setPixelSize(px(CAPTION))
    metrics = QFontMetricsF(font)
    paths = [(label, transform.map(path)) for label, path in marks]
    for _, path in paths:
        painter.setPen(QPen(QColor(0, 0, 0, 220), 4.0))
        painter.drawPath(path)
        pen = QPen(QColor("#ffffff"), 2.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([6.0, 2.5, 1.0, 2.5])
        painter.setPen(pen)
        painter.drawPath(path)
    painter.setFont(font)
    for label, path in paths:
        box = path.boundingRect().intersected(room)
        if path.isEmpty() or box.isNull():
            continue
        width, height = min(metrics.horizontalAdvance(label), 240.0) + 2 * S4, metrics.height()
        # At the lower right: the words of regions stand at the upper left.
        right, bottom = max(box.right(), room.left() + width), min(box.bottom(), room.bottom())
        chip = QRectF(right - width, bottom - height, width, height)
        painter.setPen(QPen(QColor("#000000"), 1.0))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(QColor("#000000"))
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, chip.width() - 2 * S4 + 1)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
