"""A drop-down whose letters choose in it. Without this a letter typed there would be a review key: a verdict unseen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Choice(QComboBox):
    """As QComboBox; keys that write something stay in it and in its open list, and fire no command. The list is as
    wide as its longest entry, however narrow the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view().installEventFilter(self)

    def showPopup(self) -> None:
        entries = self.view()
        around = 2 * entries.frameWidth() + entries.verticalScrollBar().sizeHint().width()
        screen = self.screen().availableGeometry().width()
        entries.setMinimumWidth(min(screen, entries.sizeHintForColumn(0) + around))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        return True if _kept(event) else super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return True if _kept(event) else super().eventFilter(watched, event)


def _kept(event: QEvent) -> bool:
    """Whether it asks if a key is a shortcut, and the key writes something: then it is none here."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not event.text().isprintable() or not event.text() or event.modifiers() & _COMMANDING:
        return False
    event.accept()
    return True
