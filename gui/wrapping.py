"""What keeps whole where text is large: a label that a layout cannot press together, and the size of a dialog."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.style import px

BREAK = "\u200b"  # zero width space


class FittedLabel(QLabel):
    """A label that is fitted anew (``_fit``) when it becomes wider or narrower, and when its letters do."""

    def _fit(self) -> None:
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


class WrappedLabel(FittedLabel):
    """Breaks lines at its width, and is always as high as they need."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def _fit(self) -> None:
        before = self.minimumHeight()
        self.setMinimumHeight(0)  # else what was needed at another width counts too
        needed = self.heightForWidth(self.width())
        self.setMinimumHeight(needed if needed > 0 else before)


def breakable(text: str, most: int = 12) -> str:
    """The text with places where a line may break, unseen ones: after signs within words, and every ``most`` letters
    where there are none, so that no word is wider than its label."""
    marked = re.sub(r"(?<=\w)([:,=/_.-])(?=\w)", rf"\1{BREAK}", text)
    return re.sub(rf"[^\s{BREAK}]{{{most}}}(?=[^\s{BREAK}])", rf"\g<0>{BREAK}", marked)


def size_dialog(dialog: QWidget, width: int, height: int) -> None:
    """Make a dialog as large as said (in px at a text size of 100 %), but never larger than the window it is of."""
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.screen().availableSize()
    dialog.resize(min(px(width), room.width()), min(px(height), room.height()))
