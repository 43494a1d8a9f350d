"""The rows of the lists of runs: a mark, what it is over how it goes, and buttons; hairlines between them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import icons
from gui.labels import hairline, label
from gui.style import px
from gui.tokens import S4, S8

MARK = 16


def mark(glyph: str, colour: str, name: str) -> QLabel:
    """An icon that grows with the text. name: what it stands for, for those who do not see it."""
    made = QLabel()
    made.setPixmap(icons.icon(glyph, colour).pixmap(px(MARK), px(MARK)))
    made.setAccessibleName(name)
    return made


def row(sign: QLabel, title: str, tip: str, state: str, buttons: Iterable[QWidget]) -> QWidget:
    """One row; both texts break their lines where they must."""
    first, second = label(wrap=True, text=title), label("caption", wrap=True, text=state)
    first.setToolTip(tip)
    words = QVBoxLayout()
    words.setSpacing(0)
    for one in (first, second):
        one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.addWidget(one)
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, S8, 0, S8)
    line.setSpacing(S4)
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addSpacing(S4)
    line.addLayout(words, 1)
    for button in buttons:
        line.addWidget(button)
    return made


def refill(column: QVBoxLayout, rows: Iterable[QWidget]) -> None:
    """Put rows in place of those that a layout holds."""
    while (entry := column.takeAt(0)) is not None:
        if (old := entry.widget()) is not None:
            old.hide()
            old.deleteLater()
    for n, one in enumerate(rows):
        if n:
            column.addWidget(hairline())
        column.addWidget(one)
