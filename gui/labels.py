"""Labels, captions and hairlines of the panel, and a part of it that folds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.tokens import S8
from gui.words import tr
from gui.wrapping import FittedLabel


def label(kind: str = "", *, wrap: bool = False, text: str = "") -> QLabel:
    """A label of plain text; what comes from files or people is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


def caption(text: str) -> QLabel:
    return label("caption", text=text)


class Elided(FittedLabel):
    """One line, cut off with an ellipsis where there is no room; ``whole`` is all of it, and so is the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        self.whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.whole, Qt.TextElideMode.ElideRight, max(0, self.contentsRect().width()))
        super().setText(shown)
        self.setToolTip("" if shown == self.whole else self.whole)

    def sizeHint(self) -> QSize:
        return QSize(0, QFontMetrics(self.font()).height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    return line


def column(parent: QWidget, spacing: int = S8) -> QVBoxLayout:
    """A layout from top to bottom without a margin of its own."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made


class Fold(QWidget):
    """A title over something that it shows and hides; ``turned(name, open)`` says when."""

    turned = Signal(str, bool)

    def __init__(self, name: str, title: str, content: QWidget, *, opened: bool = True) -> None:
        super().__init__()
        self.name, self._title, self.content = name, title, content
        self._head = QToolButton()
        self._head.setProperty("kind", "fold")
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setText(title)
        self._head.setCheckable(True)
        self._head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._head.toggled.connect(self._turn)
        inside = column(self)
        inside.addWidget(hairline())
        inside.addWidget(self._head, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(content)
        self._head.setChecked(opened)
        self._turn(opened)

    def _turn(self, opened: bool) -> None:
        self._head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        words = tr("{title}, open") if opened else tr("{title}, folded")
        self._head.setAccessibleName(words.format(title=self._head.text()))
        self.content.setVisible(opened)
        self.turned.emit(self.name, opened)

    def set_note(self, note: str) -> None:
        """A word beside the title, seen also while it is folded; empty for none."""
        words = f"{self._title} · {note}" if note else self._title
        if words != self._head.text():
            self._head.setText(words)
            self._turn(self.opened)

    def describe(self, text: str) -> None:
        """What a screen reader says of it beside its title."""
        self._head.setAccessibleDescription(text)

    def take_keyboard(self) -> None:
        self._head.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def opened(self) -> bool:
        return self._head.isChecked()

    def set_opened(self, opened: bool) -> None:
        self._head.setChecked(opened)
