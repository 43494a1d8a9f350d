"""A page that scrolls, its column in the middle and never wider than reads well."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.style import px
from gui.tokens import S8, S24

WIDTH = 980


class CentredPage(QScrollArea):
    """``column``: what stands on it, from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self._middle = QWidget()
        self.column = QVBoxLayout(self._middle)
        self.column.setContentsMargins(S24, S24, S24, S24)
        self.column.setSpacing(S8)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._middle, 20)
        outer.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.room()

    def room(self) -> int:
        """How wide the column may be now, without its margins, in px."""
        self._middle.setMaximumWidth(px(WIDTH))
        return min(px(WIDTH), self.width() - self.verticalScrollBar().sizeHint().width()) - 2 * S24
