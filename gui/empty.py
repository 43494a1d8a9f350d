"""What a room says where there is nothing to show: what is so, and one button that does the next thing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.setup_form import accent
from gui.tokens import S4, S12, S24
from gui.wrapping import WrappedLabel

WIDTH = 460


class EmptyPage(QWidget):
    """A sentence, more about it, one button, and perhaps a second way as a link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline, self.text = WrappedLabel(), WrappedLabel()
        self.headline.setProperty("kind", "headline")
        self.text.setProperty("kind", "quiet")
        for label in (self.headline, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(WIDTH)
        self.button, self.other = QPushButton(), QPushButton()
        accent(self.button, True)
        self.button.setMinimumHeight(30)
        self.other.setProperty("kind", "link")
        self._do: Callable[[], object] = lambda: None
        self._do_other: Callable[[], object] = lambda: None
        self.button.clicked.connect(self._pressed)
        self.other.clicked.connect(self._other_pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(S24, S24, S24, S24)
        column.setSpacing(S12)
        column.addStretch(2)
        for widget in (self.headline, self.text):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(S4)
        for button in (self.button, self.other):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(
        self,
        headline: str,
        text: str,
        button: tuple[str, Callable[[], object]],
        other: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """button and other: title and what it does."""
        self.headline.setText(headline)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(button[0])
        self._do = button[1]
        self.other.setVisible(other is not None)
        if other is not None:
            self.other.setText(other[0])
            self._do_other = other[1]

    def _pressed(self) -> None:
        self._do()

    def _other_pressed(self) -> None:
        self._do_other()
