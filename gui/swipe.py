"""Two pictures of one image laid over each other: left of a divider the one, right of it the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QWidget

from db.store import Store
from gui.canvas import Canvas, Subject
from gui.canvas_bar import ColourBar
from gui.labels import Elided, column
from gui.linked_views import DRAWN_KEPT
from gui.pictures import Look, Picture, PictureMaker
from gui.tokens import DARK, S8, S12, Theme
from gui.words import tr

STEP = 5  # per cent, of a key
GRIP = 14  # px that the divider is wide for the mouse


class Divider(QAbstractSlider):
    """The line between the two, a slider from 0 to 100 per cent of the width: dragged, or moved by arrow keys, Home and
    End. ``dragged(x)``: the mouse wants it there, in pixels of its parent."""

    dragged = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self.setRange(0, 100)
        self.setValue(50)
        self.setSingleStep(STEP)
        self.setPageStep(4 * STEP)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(tr("Divider between the two pictures"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        self.dragged.emit(self.mapToParent(event.position().toPoint()).x())
        event.accept()

    def event(self, event: QEvent) -> bool:
        # Its arrow keys are its own, and not those of the list.
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
        asked = event if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) else None
        if asked is not None and asked.key() in keys and not asked.modifiers():
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        # It lies on pictures of any colour: in high contrast white in black, and twice as wide for the keyboard.
        strong, here = self.theme.in_contrast, self.hasFocus()
        dark = QColor(0, 0, 0, 255 if strong else 150)
        light = QColor(self.theme.accent if here and not strong else "#ffffff")
        wide = 2 if here and strong else 1
        for colour, width in ((dark, 4 * wide), (light, 2 * wide)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.setPen(QPen(dark, 1))
        painter.setBrush(light)
        painter.drawRoundedRect(QRectF(middle - 5, self.height() / 2 - 18, 10, 36), 5, 5)
        painter.end()


class Swipe(QWidget):
    """``show_pair``; ``left`` and ``right`` are canvases that can be linked with others."""

    def __init__(self) -> None:
        super().__init__()
        self.makers = (PictureMaker(self, drawn_kept=DRAWN_KEPT), PictureMaker(self, drawn_kept=DRAWN_KEPT))
        self.titles = (Elided(), Elided())
        for title in self.titles:
            title.setProperty("kind", "strong")
        self.bars = (ColourBar(tr("the same for all views")), ColourBar(tr("the same for all views")))
        self.stage = QWidget()
        self.stage.setMinimumSize(120, 60)
        self.right = Canvas(self.makers[1], self.stage)
        # The left picture is as large as the other, and cut off at the divider.
        self._cut = QWidget(self.stage)
        self.left = Canvas(self.makers[0], self._cut)
        self.right.chips_right = True
        for canvas, bar in zip((self.left, self.right), self.bars, strict=True):
            canvas.tools.set_editable(False)
            canvas.shown.connect(bar.show_picture)
            canvas.emptied.connect(lambda bar=bar: bar.show_picture(None))
        self.divider = Divider(self.stage)
        self.divider.dragged.connect(self._drag)
        self.divider.valueChanged.connect(lambda _: self._lie())
        self.stage.installEventFilter(self)
        inside = column(self, 0)
        for row in (self.titles, self.bars):
            line = QHBoxLayout()
            line.setContentsMargins(S12, S8, S12, S8)
            line.setSpacing(S12)
            for one in row:
                line.addWidget(one, 1)
            inside.addLayout(line)
            if row is self.titles:
                inside.addWidget(self.stage, 1)
        self.titles[1].setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_pair(self, subjects: tuple[Subject, Subject], titles: tuple[str, str]) -> None:
        """Lay two pictures of one image over each other. titles: what they are called."""
        for canvas, subject, title, said in zip(
            (self.left, self.right), subjects, titles, self.titles, strict=True
        ):  # fmt: skip
            canvas.show_subject(subject)
            canvas.setAccessibleName(tr("Picture of {what}").format(what=title))
            said.setText(title)
        self._lie()

    def move_divider(self, by: int) -> None:
        """By so many steps, to the right if positive."""
        self.divider.setValue(self.divider.value() + STEP * by)

    def shown(self) -> tuple[Picture | None, Picture | None]:
        return self.left.picture, self.right.picture

    def use_maps(self, store: Store | None) -> None:
        for maker in self.makers:
            maker.use_maps(store.map if store is not None else None)

    def set_look(self, look: Look) -> None:
        for canvas in (self.left, self.right):
            canvas.set_look(look)

    def share_scale(self, high: float | None) -> None:
        for canvas in (self.left, self.right):
            canvas.share_scale(high)

    def clear(self) -> None:
        for canvas in (self.left, self.right):
            canvas.show_subject(None)
        self.use_maps(None)

    def set_theme(self, theme: Theme) -> None:
        self.divider.theme = theme
        for canvas, bar in zip((self.left, self.right), self.bars, strict=True):
            canvas.set_theme(theme)
            bar.theme = theme
            bar.update()

    def close_threads(self) -> None:
        for maker in self.makers:
            maker.close()

    # --- where they lie ---

    def _drag(self, x: int) -> None:
        self.divider.setValue(round(100 * x / max(1, self.stage.width())))

    def _lie(self) -> None:
        width, height = self.stage.width(), self.stage.height()
        at = round(width * self.divider.value() / 100)
        self.right.setGeometry(0, 0, width, height)
        self._cut.setGeometry(0, 0, at, height)
        self.left.setGeometry(0, 0, width, height)
        self.divider.setGeometry(at - GRIP // 2, 0, GRIP, height)
        self.divider.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.stage and event.type() == QEvent.Type.Resize:
            self._lie()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lie()
