"""What the canvas paints that does not follow the mouse: picture, hatching, iso-lines, truth, regions, words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from gui import contours, regions, truth_overlay
from gui.contours import Level
from gui.pictures import Picture
from gui.regions import Regions
from gui.style import px
from gui.tokens import CAPTION, RADIUS, S8, S12, Theme
from gui.truth_overlay import TruthMarks
from gui.viewport import Viewport
from gui.words import tr

BLOCKS_FROM = 12.0


def paint_picture(
    painter: QPainter,
    picture: Picture,
    port: Viewport,
    theme: Theme,
    *,
    levels: Iterable[Level] = (),
    truth: TruthMarks | None = None,
    marked: Regions | None = None,
    quick: bool = False,
) -> None:
    """Everything that lies still while the mouse moves, but for the selected region.

    quick: lines are rough and have no words, for as long as the picture is being moved
    """
    box = port.target()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, port.scale < BLOCKS_FROM)
    painter.drawImage(box, picture.image)
    if picture.map is not None and picture.wish.look.mode != "image":
        _hatch(painter, box, picture, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not quick)
    contours.paint(painter, tuple(levels), port)
    if truth is not None:
        truth_overlay.paint(painter, truth.marks, port)
    if marked is not None:
        painter.save()
        # Nothing of a region is drawn beside the picture, whatever its record claims.
        painter.setClipRect(box.adjusted(-3, -3, 3, 3).toAlignedRect())
        for other in marked.others:
            word = "" if quick else f"{other.reviewer}: {tr(other.region.mark)}"
            regions.paint(painter, other.region, port, word=word, faint=True, quick=quick)
        for region in marked.own.values():
            if region.id != marked.selected:
                regions.paint(painter, region, port, word="" if quick else tr(region.mark), quick=quick)
        painter.restore()


def _hatch(painter: QPainter, box: QRectF, picture: Picture, theme: Theme) -> None:
    """What resize and crop left out was not seen by the model."""
    geometry = picture.wish.geometry
    if geometry is None:
        return
    left, top, right, bottom = geometry.seen_box()
    ratio_x, ratio_y = box.width() / geometry.image_width, box.height() / geometry.image_height
    seen = QRectF(box.x() + left * ratio_x, box.y() + top * ratio_y, (right - left) * ratio_x, (bottom - top) * ratio_y)
    whole, inner = QPainterPath(), QPainterPath()
    whole.addRect(box)
    inner.addRect(seen)
    unseen = whole.subtracted(inner)
    if unseen.isEmpty():
        return
    painter.save()
    painter.setClipPath(unseen)
    # The mask picture is black where nothing counts; what was not seen at all must look different from that.
    veil = QColor(theme.ground) if picture.wish.look.mode == "mask" else QColor(0, 0, 0, 110)
    painter.fillRect(box, veil)
    painter.fillRect(box, QBrush(QColor(255, 255, 255, 110), Qt.BrushStyle.BDiagPattern))
    painter.restore()
    painter.setPen(QPen(QColor(255, 255, 255, 140), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(seen)


def chip_height(widget: QWidget) -> int:
    """Of a chip with its margin, in logical px."""
    return QFontMetrics(widget.font()).height() + S8 + 2 * S12


def paint_chip(
    painter: QPainter, widget: QWidget, theme: Theme, words: str, *, bottom: bool, row: int = 0, right: bool = False
) -> None:
    """Words in a corner of the canvas: at the bottom, or in a row from the top; at the left unless ``right``."""
    font = QFont(widget.font())
    font.setPixelSize(px(CAPTION))
    metrics = QFontMetrics(font)
    width = min(widget.width() - 2 * S12, metrics.horizontalAdvance(words) + 2 * S8 + 2)
    height = metrics.height() + S8
    top = widget.height() - height - S12 if bottom else S12 + row * (height + S8)
    chip = QRectF(widget.width() - width - S12 if right else S12, top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(chip, RADIUS, RADIUS)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width - 2 * S8))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)


def say(painter: QPainter, widget: QWidget, theme: Theme, words: str) -> None:
    """Words in the middle of an empty canvas."""
    painter.setPen(QColor(theme.quiet))
    room = widget.rect().adjusted(48, 0, -48, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
