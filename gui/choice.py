"""A drop-down whose letters choose in it. Without this a letter typed there would be a review key: a verdict unseen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Choice(QComboBox):
    """As QComboBox; keys that write something stay in it and in its open list, and fire no command. The list is as
    wide as its longest entry, however narrow the field; in a field that is too narrow for an entry stands the shorter
    name that it may have (``SHORT``), or as much as there is room for, with an ellipsis."""

    SHORT = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view().installEventFilter(self)

    def shown_text(self) -> str:
        """The current entry as the field shows it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 2
        metrics = QFontMetrics(self.font())
        if self.currentIndex() < 0:
            return metrics.elidedText(self.placeholderText(), Qt.TextElideMode.ElideRight, room)
        short = self.currentData(self.SHORT)
        for text in (self.currentText(), *([short] if short else [])):
            if metrics.horizontalAdvance(text) <= room:
                return str(text)
        return metrics.elidedText(short or self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()  # type: ignore[attr-defined]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

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
