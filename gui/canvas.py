"""The canvas: one image, zoomed and panned, with what was marked on it; the zoom stays from image to image."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Geometry
from gui import contours
from gui import regions as region_painting
from gui.canvas_layer import chip_height, paint_chip, paint_picture, say
from gui.picture_words import described
from gui.pictures import Look, Picture, PictureMaker, Wish
from gui.pixels import Without
from gui.regions import Regions
from gui.tokens import DARK, Theme
from gui.toolbox import Toolbox
from gui.truth_overlay import TruthMarks
from gui.viewport import View, Viewport
from gui.words import tr, written
from gui.zoomed import Zoomed

__all__ = ["Canvas", "Subject", "View"]

PATIENCE_MS = 150
REST_MS = 120
MANY = 24  # regions; with more of them lines are drawn roughly while the picture moves


@dataclass(frozen=True, slots=True)
class Subject:
    """What the canvas shows; how: by which method and for which class it was explained, in words."""

    name: str
    path: str
    explanation_id: int | None = None
    geometry: Geometry | None = None
    how: str = ""


class Canvas(Zoomed):
    """Wheel zooms at the cursor, drag pans, double click fits; with a tool on, the left button is the tool's.

    Commands for keys come from gui/commands.py; a tool takes its keys first.
    """

    accessible_role = QAccessible.Role.Graphic

    shown = Signal(object)
    emptied = Signal()
    without_changed = Signal()

    def __init__(self, maker: PictureMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 100)
        self.setAccessibleName(tr("Canvas"))
        self.theme: Theme = DARK
        # At which side of the picture words stand.
        self.chips_right = False
        self._maker = maker
        self._subject: Subject | None = None
        self._ahead: tuple[Subject, ...] = ()
        self._look = Look()
        self._picture: Picture | None = None
        self._stale = False
        self._high: float | None = None
        self._without: Without | None = None
        self._levels: tuple[contours.Level, ...] = ()
        self._truth: TruthMarks | None = None
        self._layer: QPixmap | None = None
        self._ring = False
        self._drag: QPointF | None = None
        self._at_work = False
        self._hover: QPointF | None = None
        self.regions = Regions(self)
        self.tools = Toolbox(self.regions, self._port_to_mark, self._touch, self.reveal, self)
        self.regions.changed.connect(self._redraw)
        self.regions.changed.connect(self._describe)
        self.tools.changed.connect(self._tell_cursor)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._out_of_patience)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._redraw)
        maker.made.connect(self._made)

    # --- what is shown ---

    @property
    def look(self) -> Look:
        return self._look

    @property
    def subject(self) -> Subject | None:
        """What is shown, or is to be as soon as it is made."""
        return self._subject

    @property
    def picture(self) -> Picture | None:
        """The picture on the canvas; None while the wanted one is being made."""
        return None if self._stale else self._picture

    def show_subject(self, subject: Subject | None, ahead: tuple[Subject, ...] = ()) -> None:
        """Show another image, at the same zoom. The old one stays until the new one is there, but not for long. ahead:
        those to draw beforehand, as they may be shown next."""
        if subject == self._subject:
            return
        other = subject is None or self._subject is None or subject.path != self._subject.path
        # A gesture at hand belongs to the image that was shown until now.
        self.tools.finish()
        self._subject, self._ahead = subject, ahead
        self._lay_without(None)
        explanation = subject.explanation_id if subject is not None else None
        if explanation != self.regions.explanation_id:
            self.regions.show(explanation)
        self._describe()
        if subject is None:
            self._picture = None
            self._stale = False
            self._patience.stop()
            self._redraw()
            self.emptied.emit()
            return
        if other:
            self._stale = True
            self._patience.start()
        self._ask()

    def _describe(self) -> None:
        """What is seen, for those who do not see it."""
        subject = self._subject
        self.setAccessibleDescription(
            tr("No image") if subject is None else described(subject, self._look, self.regions, self._without)
        )

    def show_again(self) -> None:
        """The map of what is shown may be another now: read it anew."""
        self._ask(anew=True)

    def look_ahead(self, ahead: tuple[Subject, ...]) -> None:
        """What may be shown next is known by now."""
        self._ahead = ahead
        self._maker.look_ahead(self._wishes_ahead())

    @property
    def without(self) -> Without | None:
        """What was taken away from the picture that is wanted; None for the image as it is."""
        return self._without

    def show_without(self, without: Without | None) -> None:
        """Show the image as a what-if changed it, or again as it is (None). Another image, or another explanation, is
        shown as it is, and so is a picture of another kind that is asked for."""
        if without != self._without and self._subject is not None:
            self._lay_without(without)
            self._ask()

    def _lay_without(self, without: Without | None) -> None:
        before, self._without = self._without, without
        if before != without:
            self._describe()
            self.without_changed.emit()

    def set_look(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self._describe()
            self._ask()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._redraw()

    def share_scale(self, high: float | None) -> None:
        """The top of the scale of the run, for looks that share it."""
        if high != self._high:
            self._high = high
            if self._look.shared:
                self._ask()

    def show_truth(self, marks: TruthMarks | None) -> None:
        """Draw what the data set knows over the picture; None takes it away."""
        self._truth = marks
        self._redraw()

    def _ask(self, *, anew: bool = False) -> None:
        if self._subject is not None:
            wish = self._wish_of(self._subject, self._level(), self._without)
            self._maker.want(wish, self._wishes_ahead(), anew=anew)

    def _wish_of(self, subject: Subject, level: int, without: Without | None = None) -> Wish:
        high = self._high if self._look.shared else None
        return Wish(subject.path, subject.explanation_id, subject.geometry, self._look, level, high, without)

    def _wishes_ahead(self) -> list[Wish]:
        return [self._wish_of(one, self._level_of(one)) for one in self._ahead]

    def _level(self) -> int:
        """Halvings that still leave the picture at least as fine as the screen."""
        if self._stale or self._picture is None or self._picture.image.isNull():
            return self._level_of(self._subject)
        return _halvings(self.scale())

    def _level_of(self, subject: Subject | None) -> int:
        """The size is not known yet: a first guess from the geometry, else the whole."""
        geometry = subject.geometry if subject is not None else None
        if geometry is None:
            return 0
        return _halvings(self.port_of(geometry.image_width, geometry.image_height).scale)

    def _made(self, picture: Picture) -> None:
        subject = self._subject
        if subject is None or (picture.wish.path, picture.wish.explanation_id) != (
            subject.path,
            subject.explanation_id,
        ):
            return
        self._picture = picture
        self._levels = contours.levels(picture.lines)
        self._stale = False
        self._patience.stop()
        self.shown.emit(picture)
        if not picture.image.isNull() and self._level() != picture.wish.level and picture.wish.look == self._look:
            self._ask()
        self._redraw()

    def _out_of_patience(self) -> None:
        if self._stale:
            self._picture = None
            self._redraw()

    # --- zoom and pan ---

    def moved(self) -> None:
        picture = self._picture
        if picture is not None and not picture.image.isNull() and self._level() != picture.wish.level:
            self._ask()
        if len(self.regions.own) + len(self.regions.others) > MANY:
            self._rest.start()
        super().moved()
        self._redraw()

    def size_shown(self) -> tuple[int, int] | None:
        picture = self._picture
        if picture is None or picture.width == 0 or picture.image.isNull():
            return None
        return picture.width, picture.height

    def _port_to_mark(self) -> Viewport | None:
        """The same while the picture is the one that the regions belong to."""
        return None if self._stale else self.port()

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
            return f"{words}   {tr('not seen by the model')}"
        value = written(f"{float(values[int(y), int(x)]):.3g}")
        return f"{words}   {value}"

    # --- events ---

    def event(self, event) -> bool:  # type: ignore[no-untyped-def]
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self.tools.wants(event):
            event.accept()
            return True
        tab = kind == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if tab and self.tools.key(event):
            return True  # Qt would take it for a change of focus
        return super().event(event)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if not self.tools.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.tools.key_released(event)
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.tools.press(event.position()):
            self._at_work = True
            self._tell_cursor()
        elif left or event.button() == Qt.MouseButton.MiddleButton:
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._hover = event.position()
        if self._drag is not None:
            moved = event.position() - self._drag
            self._drag = event.position()
            self.pan(moved.x(), moved.y())
        else:
            self.tools.move(event.position(), self._at_work)
            self._tell_cursor()
        self._update_foot()

    def mouseReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if self._at_work and event.button() == Qt.MouseButton.LeftButton:
            self._at_work = False
            self.tools.release(event.position())
        self._drag = None
        self._tell_cursor()

    def mouseDoubleClickEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.button() == Qt.MouseButton.LeftButton and not self.tools.double_click(event.position()):
            self.zoom_fit()

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._hover = None
        self.tools.leave()
        self._update_foot()

    def _tell_cursor(self) -> None:
        if self._drag is not None:
            return
        tool = self.tools.tool
        shape = tool.cursor if tool is not None and self.tools.ready else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _update_foot(self) -> None:
        """Only the strip of the readout."""
        height = chip_height(self)
        self.update(0, self.height() - height, self.width(), height)

    def _touch(self, box: QRectF | None) -> None:
        """Paint a part again, or all; the layer beneath stays as it is."""
        if box is None:
            self.update()
        else:
            self.update(box.toAlignedRect().intersected(self.rect()))

    def _redraw(self) -> None:
        """Something in the layer has changed."""
        self._layer = None
        self.update()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._layer = None
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
        if not self._at_work:
            self.tools.settle()
        self.update()

    # --- painting ---

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        painter = QPainter(self)
        picture, port = self._picture, self.port()
        if picture is None or port is None:
            painter.fillRect(self.rect(), QColor(self.theme.ground))
            if picture is not None:
                say(painter, self, self.theme, picture.trouble)
            elif self._subject is not None and not self._patience.isActive():
                say(painter, self, self.theme, tr("Reading {image}…").format(image=self._subject.name))
        else:
            painter.drawPixmap(0, 0, self._layer_for(picture, port))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._stale:
                self._paint_work(painter, port)
            # A lost map is told with what to do about it, on a card of its own (gui/mending.py).
            told = ("" if picture.lost else picture.trouble, self._truth.words if self._truth is not None else "")
            for row, words in enumerate(words for words in told if words):
                paint_chip(painter, self, self.theme, words, bottom=False, row=row, right=self.chips_right)
            if self._hover is not None and (words := self.readout(self._hover)):
                paint_chip(painter, self, self.theme, words, bottom=True, right=self.chips_right)
        if self.hasFocus() and self._ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.theme.accent), self.theme.ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _layer_for(self, picture: Picture, port: Viewport) -> QPixmap:
        """All that does not follow the mouse, kept: hovering and drawing only copy it."""
        ratio = self.devicePixelRatioF()
        layer = self._layer
        if layer is None or layer.devicePixelRatio() != ratio:
            layer = QPixmap(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio))
            layer.setDevicePixelRatio(ratio)
            layer.fill(QColor(self.theme.ground))
            painter = QPainter(layer)
            painter.setFont(self.font())
            paint_picture(
                painter, picture, port, self.theme,
                levels=self._levels,
                truth=None if self._stale else self._truth,
                marked=None if self._stale else self.regions,
                quick=self._rest.isActive(),
            )  # fmt: skip
            painter.end()
            self._layer = layer
        return layer

    def _paint_work(self, painter: QPainter, port: Viewport) -> None:
        """The selected region and the gesture at hand."""
        painter.save()
        painter.setClipRect(port.target().adjusted(-8, -8, 8, 8).toAlignedRect())
        chosen, tool = self.regions.chosen, self.tools.tool
        if chosen is not None:
            shown = tool.preview(chosen) if tool is not None else chosen
            region_painting.paint(painter, shown, port, word=tr(shown.mark))
        painter.restore()
        self.tools.paint(painter, port)


def _halvings(scale: float) -> int:
    return max(0, math.floor(math.log2(1.0 / scale))) if 0 < scale < 1 else 0
