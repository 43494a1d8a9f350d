"""The heads of a table that sorts: a click, or Return on a head that Left and Right lead to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.accessible import announce
from gui.tokens import DARK, Theme
from gui.words import tr

UP, DOWN = "▲", "▼"
Order = tuple[int, bool]  # column, from the largest to the smallest


def next_order(order: Order | None, column: int) -> Order | None:
    """What another click on a head brings: upwards, downwards, the rows' own order again."""
    if order is None or order[0] != column:
        return column, False
    return None if order[1] else (column, True)


def sort_key(value: object) -> tuple[int, float, str]:
    """Numbers by size, before words by letters; what there is none of comes last, either way."""
    if isinstance(value, int | float):
        return 0, float(value), ""
    return 1, 0.0, str(value).casefold()


def ordered(keys: Sequence[Sequence[object]], order: Order | None) -> list[int]:
    """The numbers of the rows in an order; rows that are alike stay as they were."""
    numbers = list(range(len(keys)))
    if order is None:
        return numbers
    column, down = order
    known = [n for n in numbers if keys[n][column] is not None]
    known.sort(key=lambda n: sort_key(keys[n][column]), reverse=down)
    return [*known, *(n for n in numbers if keys[n][column] is None)]


class SortHeader(QHeaderView):
    """Emits ``wanted(column)``. Whoever shows the table marks the heads with ``marked``."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = DARK
        self._at = 0
        self.setObjectName("sortHeader")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Sort by"))
        self.sectionClicked.connect(self.wanted)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _head(self, column: int) -> str:
        model = self.model()
        words = model.headerData(column, Qt.Orientation.Horizontal) if model is not None else ""
        return str(words or "").replace("\n", " ").strip()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self.count():
            self._at = min(max(self._at + steps[Qt.Key(event.key())], 0), self.count() - 1)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.count():
            self.wanted.emit(self._at)
            self._tell()
        else:
            event.ignore()

    def _tell(self) -> None:
        """Show where the keyboard is, and say it to those who do not see it."""
        self._at = min(self._at, max(0, self.count() - 1))
        said = tr("Sort by {column}").format(column=spoken(self._head(self._at)))
        self.setAccessibleName(said)
        announce(self, said)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        super().paintSection(painter, rect, column)
        if self.hasFocus() and column == self._at:
            painter.setPen(QPen(QColor(self._theme.accent), self._theme.ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))


def marked(head: str, column: int, order: Order | None) -> str:
    """A head with the sign of the order."""
    if order is None or order[0] != column:
        return head
    return f"{head} {DOWN if order[1] else UP}"


def spoken(head: str) -> str:
    """A head as it is read out."""
    for sign, words in ((UP, tr("{column}, upwards")), (DOWN, tr("{column}, downwards"))):
        if head.endswith(sign):
            return words.format(column=head.removesuffix(sign).strip())
    return head
