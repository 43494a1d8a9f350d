"""The comment: a field of several lines that saves itself, one event each time and not one a letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.labels import caption, column, label
from gui.reasons_box import is_text
from gui.tokens import S4
from gui.words import count, tr

PAUSE_MS = 2000
MOST = 100_000
LINES = 3


class CommentField(QPlainTextEdit):
    """Text among single-letter commands: what is typed in it is text and nothing else."""

    left = Signal()
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Comment"))
        self.setToolTip(tr("Saved when you pause, leave it or go on. Escape and Ctrl+Enter lead back to the picture."))
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(LINES * QFontMetrics(self.font()).lineSpacing() + 20)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            going = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if going or is_text(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.rested.emit()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.rested.emit()


class CommentBox(QWidget):
    """Shows the comment that is saved; emits ``wanted(text)`` when one that was typed is to be saved."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = CommentField()
        self._typed = False
        self._showing = False
        full = tr("A comment holds {n} characters; the rest was left out.").format(n=count(MOST))
        self._full = label("quiet", wrap=True, text=full)
        self._full.hide()
        inside = column(self, S4)
        inside.addWidget(caption(tr("Comment")))
        inside.addWidget(self.field)
        inside.addWidget(self._full)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.field.document().contentsChange.connect(self._changed)
        self.field.rested.connect(self.save)
        self.field.left.connect(self.left)

    def show_text(self, text: str, *, another: bool = False) -> None:
        """The comment that is saved. What is being typed is not overwritten, unless another image is at hand."""
        if another:
            self._typed = False
            self._pause.stop()
            self._full.hide()
        if self._typed or text == self.text():
            return
        self._showing = True
        self.field.setPlainText(text)
        self._showing = False
        cursor = self.field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    def text(self) -> str:
        """What stands in the field; halves of characters, which no file could keep, are replaced."""
        return self.field.toPlainText().encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def save(self) -> None:
        """Ask for what was typed to be saved, if anything was."""
        self._pause.stop()
        if self._typed:
            self._typed = False
            self.wanted.emit(self.text())

    def set_readonly(self, readonly: bool) -> None:
        self.field.setReadOnly(readonly)

    def _changed(self, position: int, removed: int, added: int) -> None:
        if self._showing or not (removed or added):
            return
        self._typed = True
        self._pause.start()
        over = self.field.document().characterCount() - 1 - MOST
        self._full.setVisible(over > 0)
        if over > 0:
            # Not within the document's own news of its change.
            QTimer.singleShot(0, self, lambda: self._cut(position + added))

    def _cut(self, end: int) -> None:
        over = self.field.document().characterCount() - 1 - MOST
        if over > 0:
            cursor = self.field.textCursor()
            cursor.setPosition(max(0, min(end, MOST + over) - over))
            cursor.setPosition(min(end, MOST + over), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._full.show()
