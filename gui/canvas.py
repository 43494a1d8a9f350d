"""The canvas: one image, zoomed and panned; the zoom stays from image to image."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Geometry
from gui.pictures import Look, Picture, PictureMaker, Wish
from gui.tokens import CAPTION, DARK, RADIUS, S8, S12, Theme

ZOOM_STEP = 1.25
LARGEST = 64.0
BLOCKS_FROM = 12.0
PATIENCE_MS = 150


@dataclass(frozen=True, slots=True)
class View:
    """Where the canvas looks: the whole image, or scale (device px an image px) around a point (0 to 1 each way)."""

    fit: bool = True
    scale: float = 1.0
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Subject:
    """What the canvas shows."""

    name: str
    path: str
    explanation_id: int | None = None
    geometry: Geometry | None = None


class Canvas(QWidget):
    """Wheel zooms at the cursor, drag pans, double click fits. Commands for keys come from gui/commands.py."""

    view_changed = Signal()
    shown = Signal(object)

    def __init__(self, maker: PictureMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.setAccessibleName("Canvas")
        self.theme: Theme = DARK
        self._maker = maker
        self._subject: Subject | None = None
        self._ahead: tuple[str, ...] = ()
        self._look = Look()
        self._view = View()
        self._picture: Picture | None = None
        self._stale = False
        self._ring = False
        self._drag: QPointF | None = None
        self._hover: QPointF | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._out_of_patience)
        maker.made.connect(self._made)

    # --- what is shown ---

    @property
    def look(self) -> Look:
        return self._look

    @property
    def view(self) -> View:
        return self._view

    @property
    def picture(self) -> Picture | None:
        """The picture on the canvas; None while the wanted one is being made."""
        return None if self._stale else self._picture

    def show_subject(self, subject: Subject | None, ahead: tuple[str, ...] = ()) -> None:
        """Show another image, at the same zoom. The old one stays until the new one is there, but not for long."""
        if subject == self._subject:
            return
        other = subject is None or self._subject is None or subject.path != self._subject.path
        self._subject, self._ahead = subject, ahead
        self.setAccessibleDescription(f"Image {subject.name}" if subject else "No image")
        if subject is None:
            self._picture = None
            self._stale = False
            self._patience.stop()
            self.update()
            return
        if other:
            self._stale = True
            self._patience.start()
        self._ask()

    def set_look(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self._ask()

    def set_view(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._moved()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def _ask(self) -> None:
        subject = self._subject
        if subject is None:
            return
        wish = Wish(subject.path, subject.explanation_id, subject.geometry, self._look, self._level())
        self._maker.want(wish, self._ahead)

    def _level(self) -> int:
        """Halvings that still leave the picture at least as fine as the screen."""
        if self._stale or self._picture is None or self._picture.image.isNull():
            # The size is not known yet; a first guess from the geometry, else the whole.
            geometry = self._subject.geometry if self._subject else None
            if geometry is None:
                return 0
            scale = self._scale_for(geometry.image_width, geometry.image_height)
        else:
            scale = self._scale()
        return max(0, math.floor(math.log2(1.0 / scale))) if 0 < scale < 1 else 0

    def _made(self, picture: Picture) -> None:
        subject = self._subject
        if subject is None or (picture.wish.path, picture.wish.explanation_id) != (
            subject.path,
            subject.explanation_id,
        ):
            return
        self._picture = picture
        self._stale = False
        self._patience.stop()
        self.shown.emit(picture)
        if not picture.image.isNull() and self._level() != picture.wish.level and picture.wish.look == self._look:
            self._ask()
        self.update()

    def _out_of_patience(self) -> None:
        if self._stale:
            self._picture = None
            self.update()

    # --- zoom and pan ---

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in by steps (out if negative), keeping the point of the image under ``at`` where it is."""
        picture = self._picture
        if picture is None or picture.image.isNull():
            return
        spot = at or QPointF(self.rect().center())
        before = self._target()
        fraction_x = (spot.x() - before.x()) / before.width()
        fraction_y = (spot.y() - before.y()) / before.height()
        smallest = min(self._fit_scale(picture.width, picture.height), 1.0) / 4
        scale = min(LARGEST, max(smallest, self._scale() * ZOOM_STEP**steps))
        width = picture.width * scale / self.devicePixelRatioF()
        height = picture.height * scale / self.devicePixelRatioF()
        x = fraction_x - (spot.x() - self.width() / 2) / width
        y = fraction_y - (spot.y() - self.height() / 2) / height
        self.set_view(View(False, scale, _held(x), _held(y)))

    def zoom_fit(self) -> None:
        self.set_view(View())

    def zoom_actual(self) -> None:
        """One pixel of the image to one of the screen, around the point in the middle."""
        self.set_view(View(False, 1.0, self._view.x, self._view.y))

    def pan(self, dx: float, dy: float) -> None:
        """Move the image by logical pixels of the window."""
        box = self._target()
        if self._picture is None or box.isEmpty():
            return
        self.set_view(
            View(False, self._scale(), _held(self._view.x - dx / box.width()), _held(self._view.y - dy / box.height()))
        )

    def _moved(self) -> None:
        picture = self._picture
        if picture is not None and not picture.image.isNull() and self._level() != picture.wish.level:
            self._ask()
        self.view_changed.emit()
        self.update()

    def _fit_scale(self, width: int, height: int) -> float:
        ratio = self.devicePixelRatioF()
        room_x, room_y = max(1, self.width() - 2 * S12), max(1, self.height() - 2 * S12)
        return min(room_x * ratio / width, room_y * ratio / height)

    def _scale_for(self, width: int, height: int) -> float:
        return self._fit_scale(width, height) if self._view.fit else self._view.scale

    def _scale(self) -> float:
        picture = self._picture
        if picture is None or picture.width == 0:
            return 1.0
        return self._scale_for(picture.width, picture.height)

    def _target(self) -> QRectF:
        """Where the whole image lies, in logical pixels of the widget."""
        picture = self._picture
        if picture is None or picture.width == 0:
            return QRectF()
        ratio = self._scale() / self.devicePixelRatioF()
        width, height = picture.width * ratio, picture.height * ratio
        x, y = (0.5, 0.5) if self._view.fit else (self._view.x, self._view.y)
        return QRectF(self.width() / 2 - x * width, self.height() / 2 - y * height, width, height)

    def image_point(self, spot: QPointF) -> tuple[float, float] | None:
        """A point of the widget in image coordinates, None outside of the image."""
        box = self._target()
        if self._picture is None or not box.contains(spot):
            return None
        return (
            (spot.x() - box.x()) / box.width() * self._picture.width,
            (spot.y() - box.y()) / box.height() * self._picture.height,
        )

    def readout(self, spot: QPointF) -> str:
        """What lies under a point: position and the map's raw value, or that the model did not see it."""
        at = self.image_point(spot)
        if at is None or self._picture is None:
            return ""
        words = f"x {int(at[0])}  y {int(at[1])}"
        values, subject = self._picture.map, self._subject
        if values is None or subject is None or subject.geometry is None:
            return words
        x, y = subject.geometry.to_input(*at)
        if not (0 <= x < values.shape[1] and 0 <= y < values.shape[0]):
            return f"{words}   not seen by the model"
        return f"{words}   {float(values[int(y), int(x)]):.3g}"

    # --- events ---

    def wheelEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        turned = event.angleDelta().y() / 120.0
        if turned:
            self.zoom(turned, event.position())
        event.accept()

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._hover = event.position()
        if self._drag is not None:
            moved = event.position() - self._drag
            self._drag = event.position()
            self.pan(moved.x(), moved.y())
        self._update_foot()

    def mouseReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._drag = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.zoom_fit()

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._hover = None
        self._update_foot()

    def _update_foot(self) -> None:
        """Only the strip of the readout: drawing the whole picture at each turn of the mouse would be slow."""
        height = QFontMetrics(self.font()).height() + S8 + 2 * S12
        self.update(0, self.height() - height, self.width(), height)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        picture = self._picture
        if picture is None or picture.image.isNull() or self._stale:
            return
        if self._level() != picture.wish.level:
            self._ask()

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusInEvent(event)
        # A ring for those who came by keyboard; whoever clicked knows where they are.
        reason = Qt.FocusReason
        self._ring = event.reason() in (reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason)
        self.update()

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        self.update()

    # --- painting ---

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.ground))
        picture = self._picture
        if picture is None:
            if self._subject is not None and not self._patience.isActive():
                self._say(painter, f"Reading {self._subject.name}…")
        elif picture.image.isNull():
            self._say(painter, picture.trouble)
        else:
            box = self._target()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._scale() < BLOCKS_FROM)
            painter.drawImage(box, picture.image)
            if picture.map is not None and picture.wish.look.mode != "image":
                self._hatch(painter, box, picture)
            if picture.trouble:
                self._chip(painter, picture.trouble, bottom=False)
            if self._hover is not None and (words := self.readout(self._hover)):
                self._chip(painter, words, bottom=True)
        if self.hasFocus() and self._ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _hatch(self, painter: QPainter, box: QRectF, picture: Picture) -> None:
        """What resize and crop left out was not seen by the model."""
        geometry = picture.wish.geometry
        if geometry is None:
            return
        left, top, right, bottom = geometry.seen_box()
        ratio_x, ratio_y = box.width() / geometry.image_width, box.height() / geometry.image_height
        seen = QRectF(
            box.x() + left * ratio_x, box.y() + top * ratio_y, (right - left) * ratio_x, (bottom - top) * ratio_y
        )
        whole, inner = QPainterPath(), QPainterPath()
        whole.addRect(box)
        inner.addRect(seen)
        unseen = whole.subtracted(inner)
        if unseen.isEmpty():
            return
        painter.save()
        painter.setClipPath(unseen)
        # The mask picture is black where nothing counts; what was not seen at all must look different from that.
        veil = QColor(self.theme.ground) if picture.wish.look.mode == "mask" else QColor(0, 0, 0, 110)
        painter.fillRect(box, veil)
        brush = QBrush(QColor(255, 255, 255, 110), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(box, brush)
        painter.restore()
        painter.setPen(QPen(QColor(255, 255, 255, 140), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(seen)

    def _chip(self, painter: QPainter, words: str, *, bottom: bool) -> None:
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        metrics = QFontMetrics(font)
        width = min(self.width() - 2 * S12, metrics.horizontalAdvance(words) + 2 * S8)
        height = metrics.height() + S8
        chip = QRectF(S12, self.height() - height - S12 if bottom else S12, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(chip, RADIUS, RADIUS)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width - 2 * S8))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)

    def _say(self, painter: QPainter, words: str) -> None:
        painter.setPen(QColor(self.theme.quiet))
        room = self.rect().adjusted(48, 0, -48, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def _held(share: float) -> float:
    """The image's edge may come to the middle of the canvas, never past it: the picture cannot be lost."""
    return min(1.0, max(0.0, share))
