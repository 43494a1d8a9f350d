"""The field a filter is typed in: completes fields and values, applies after a pause, underlines what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QWidget

from gui.filter_offers import Completion, completions
from gui.filter_text import Vocabulary
from gui.reasons_box import Line
from gui.style import mark_of, px
from gui.tokens import S24
from gui.words import tr

PAUSE_MS = 400
LINES = 9
Key = Qt.Key


class FilterLine(Line):
    """Emits ``applied(text, finished)``: after a pause in typing, or finished by Return. ``left`` on Escape.

    What could be meant is offered in a list that lies over the window without taking the keyboard.
    """

    applied = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Filter"))
        self.setClearButtonEnabled(True)
        self.vocabulary = Vocabulary()
        self._in_force = ""
        self._wrong: tuple[int, int] | None = None
        self._found: list[Completion] = []
        self.popup = QListWidget(self)
        self.popup.setObjectName("offers")
        self.popup.setAccessibleName(tr("What could be meant"))
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.popup.setUniformItemSizes(True)
        self.popup.hide()
        self.popup.itemClicked.connect(lambda item: self._take(self.popup.row(item)))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._rested)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._finish)
        self.show_in_force("")

    def show_text(self, text: str) -> None:
        """A filter that is applied already: a saved view, or the one of last time."""
        self._pause.stop()
        if text != self.text():
            self.setText(text)
        self._pause.stop()
        if not self.hasFocus():
            self.home(False)

    def show_in_force(self, text: str) -> None:
        """The filter that the list goes by; the tooltip has all of it, however narrow the field is."""
        self._in_force = text
        example = tr('For example: true:wolf verdict:flawed area<0.1 -reason:stamp 0412 "two words"')
        self.setToolTip(tr("{filter}\nDown offers what fits.").format(filter=text.strip() or example))

    def put_back(self) -> None:
        """What was typed goes; what is in force stands there again."""
        self.show_text(self._in_force)
        self.show_right()

    def show_wrong(self, start: int, end: int, *, mark: bool) -> None:
        """Underline what cannot be understood; mark: select it too, so that typing puts it right."""
        self._wrong = start, end
        if mark:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setSelection(start, max(end - start, 1))
        self.update()

    def show_right(self) -> None:
        self._wrong = None
        self.update()

    def offer(self) -> None:
        """Open the list of what could be meant at the cursor, or close it where there is nothing."""
        self._found = completions(self.text(), self.cursorPosition(), self.vocabulary)
        if not self._found or not self.hasFocus():
            self.popup.hide()
            return
        window = self.window()
        self.popup.setParent(window)
        self.popup.clear()
        self.popup.addItems([one.shown for one in self._found])
        self.popup.setCurrentRow(-1)
        corner = self.mapTo(window, self.rect().bottomLeft() + QPoint(0, 2))
        widest = max(self.fontMetrics().horizontalAdvance(one.shown) for one in self._found)
        line = self.popup.sizeHintForRow(0)
        size = self.rect().size()
        size.setWidth(min(max(size.width(), widest + 2 * S24), px(520), window.width() - corner.x()))
        size.setHeight(min(line * min(len(self._found), LINES) + px(6), window.height() - corner.y()))
        self.popup.setGeometry(QRect(corner, size))
        self.popup.show()
        self.popup.raise_()

    def offered(self) -> list[str]:
        """What stands in the open list."""
        return [one.shown for one in self._found] if self.popup.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.popup.currentRow()
        if not self.popup.isVisible():
            if key == Key.Key_Down:
                self.offer()
            else:
                super().keyPressEvent(event)
        elif key in (Key.Key_Down, Key.Key_Up):
            step = 1 if key == Key.Key_Down else -1
            self.popup.setCurrentRow(
                (here + step) % len(self._found) if here >= 0 or step > 0 else len(self._found) - 1
            )
        elif key in (Key.Key_Return, Key.Key_Enter) and here >= 0:
            self._take(here)
        elif key == Key.Key_Escape:
            self.popup.hide()
            self._pause.start()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Tab takes what is offered first, as in a shell; with nothing offered it goes on.
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() == Key.Key_Tab and self.popup.isVisible():  # type: ignore[attr-defined]
            self._take(max(self.popup.currentRow(), 0))
            return True
        return super().event(event)

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        self.popup.hide()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.home(False)  # by its end alone "-reason:stamp" would read as "reason:stamp"

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if self._wrong is None or not self.text():
            return
        left, right = (self._x_of(at) for at in self._wrong)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(mark_of("flawed").colour), 2))
        y = self.rect().bottom() - 4
        inside = self.rect().adjusted(6, 0, -6, 0)
        painter.drawLine(max(left, inside.left()), y, min(max(right, left + 6), inside.right()), y)
        painter.end()

    def _x_of(self, at: int) -> int:
        """Where a character begins, from the place of the cursor, which is the one the field tells."""
        metrics = self.fontMetrics()
        here: QRect = self.cursorRect()
        behind = metrics.horizontalAdvance(self.text()[: self.cursorPosition()])
        return here.center().x() + metrics.horizontalAdvance(self.text()[:at]) - behind

    def _typed(self) -> None:
        self.offer()

    def _changed(self) -> None:
        self._wrong = None
        self._pause.start()

    def _take(self, row: int) -> None:
        one = self._found[row]
        self.popup.hide()
        self.setText(self.text()[: one.start] + one.text + self.text()[one.end :])
        self.setCursorPosition(one.start + len(one.text))
        if one.text.endswith(":"):
            self.offer()  # a field has been taken: its values come next

    def _rested(self) -> None:
        # While something is offered, what was typed is the beginning of a word.
        if not self.popup.isVisible():
            self.applied.emit(self.text(), False)

    def _finish(self) -> None:
        self._pause.stop()
        self.popup.hide()
        self.applied.emit(self.text(), True)
