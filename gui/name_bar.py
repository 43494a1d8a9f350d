"""The question who reviews: a bar across the top, at first start and whenever the name is to be changed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QWidget

from gui.reasons_box import Line
from gui.tokens import S8, S12
from gui.words import later, tr
from gui.wrapping import WrappedLabel

LONGEST = 80
FIRST = later("Who reviews? What you say is kept under this name.")
CHANGE = later("Go on as which reviewer? What others said stays as it is.")


class NameBar(QFrame):
    """A line to type a name in, with the names of the project to choose from. ``chosen(name)``; ``left()`` without."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = WrappedLabel()
        self.field = Line()
        self.field.setMaxLength(LONGEST)
        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.setLineEdit(self.field)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setMinimumWidth(220)
        self.names.setAccessibleName(tr("Name of the reviewer"))
        self.field.setAccessibleName(tr("Name of the reviewer"))
        self.field.setPlaceholderText(tr("Your name"))
        self.use = QPushButton(tr("Use this name"))
        self.use.setProperty("kind", "primary")
        self.later = QPushButton(tr("Not now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(S12, S8, S8, S8)
        row.setSpacing(S12)
        row.addWidget(self._words, 1)
        row.addWidget(self.names)
        row.addWidget(self.use)
        row.addWidget(self.later)
        self.field.textChanged.connect(lambda text: self.use.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._use)
        self.field.left.connect(self._leave)
        self.use.clicked.connect(self._use)
        self.later.clicked.connect(self._leave)
        self.hide()

    def ask(self, current: str, names: Iterable[str], *, take_focus: bool = True) -> None:
        """Show the question. current: the name so far, empty at first start; names: others of the project."""
        self._words.setText(tr(CHANGE) if current else tr(FIRST))
        self.setAccessibleName(self._words.text())
        self.names.clear()
        self.names.addItems(sorted(set(names) - {current}, key=str.casefold))
        self.names.setCurrentIndex(-1)
        self.field.setText(current)
        self.field.selectAll()
        self.use.setEnabled(bool(current))
        self.show()
        if take_focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, names: Iterable[str]) -> None:
        """Names to choose from have become known while the question stands."""
        text = self.field.text()
        self.names.clear()
        self.names.addItems(sorted(names, key=str.casefold))
        self.names.setCurrentIndex(-1)
        self.field.setText(text)

    def name(self) -> str:
        """The name in the field, without space around it or more than one within."""
        return " ".join(self.field.text().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _use(self) -> None:
        if self.name():
            self.hide()
            self.chosen.emit(self.name())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
