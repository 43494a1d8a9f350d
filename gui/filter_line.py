"""The field a filter is typed in: completes fields and values, applies after a pause, underlines what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from gui.filter_text import Completion, Vocabulary, completions
from gui.reasons_box import Line
from gui.style import px
from gui.tokens import S24, VERDICT_COLOURS
from gui.words import tr

PAUSE_MS = 400
LINES = 9


class FilterLine(Line):
    """Emits ``applied(text, finished)``: after a pause in typing, or finished by Return. ``left`` on Escape."""

    applied = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Filter (/)"))
        self.setAccessibleName(tr("Filter"))
        self.setToolTip(
            tr('For example: true:wolf verdict:flawed area<0.1 -reason:stamp 0412 "two words"\nDown offers what fits.')
        )
        self.setClearButtonEnabled(True)
        self.vocabulary = Vocabulary()
        self._wrong: tuple[int, int] | None = None
        self._found: list[Completion] = []
        self._model = QStringListModel(self)
        self._popup = QListView()
        self._popup.setAccessibleName(tr("What could be meant"))
        self.completer_ = QCompleter(self._model, self)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer_.setPopup(self._popup)
        self.completer_.setMaxVisibleItems(LINES)
        self.completer_.setWidget(self)
        self.completer_.activated[QModelIndex].connect(self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.applied.emit(self.text(), False))
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._finish)

    def show_text(self, text: str) -> None:
        """A filter that is applied already: a saved view, or the one of last time."""
        self._pause.stop()
        if text != self.text():
            self.setText(text)
        self._pause.stop()

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
            self._popup.hide()
            return
        self._model.setStringList([one.shown for one in self._found])
        room = self.rect()
        widest = max(self.fontMetrics().horizontalAdvance(one.shown) for one in self._found)
        room.setWidth(max(room.width(), min(widest + 2 * S24, px(520))))
        self.completer_.complete(room)

    def offered(self) -> list[str]:
        """What stands in the open list."""
        return [one.shown for one in self._found] if self._popup.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.offer()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._popup.isVisible():
            # With nothing picked in the list, Return is for the line.
            self._popup.hide()
        super().keyPressEvent(event)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if self._wrong is None or not self.text():
            return
        left, right = (self._x_of(at) for at in self._wrong)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(VERDICT_COLOURS["flawed"]), 2))
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

    def _take(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if not 0 <= index.row() < len(self._found):
            return
        one = self._found[index.row()]
        self.setText(self.text()[: one.start] + one.text + self.text()[one.end :])
        self.setCursorPosition(one.start + len(one.text))
        if one.text.endswith(":"):
            # A field has been picked: its values come next. After the list has closed itself.
            QTimer.singleShot(0, self, self.offer)

    def _finish(self) -> None:
        self._pause.stop()
        self._popup.hide()
        self.applied.emit(self.text(), True)
