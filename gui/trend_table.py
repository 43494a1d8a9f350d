"""A table of trends: as high as its rows, for the page scrolls; Return or a double click takes a row; heads sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.sort_header import Order, SortHeader, marked, next_order, ordered
from gui.style import px
from gui.tokens import DARK, S8, Theme

NAME = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. faint: it says little, and is grey and slanted; note: its tooltip; keys: what its cells are
    sorted by, a number, words or None, where that is not what stands in them."""

    cells: Sequence[str]
    faint: bool = False
    note: str = ""
    keys: Sequence[object] = ()


class TrendTable(QTableWidget):
    """Emits ``chosen(number of the line)``, as they were given, however they are sorted."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[str] = []
        self._lines: list[Line] = []
        self._theme = DARK
        self._order: Order | None = None
        self.least = NAME  # how narrow the names may be, px at a text size of 100 %
        self._numbers_shown: list[int] = []
        self._head = SortHeader(self)
        self._head.wanted.connect(self._sort)
        self.setHorizontalHeader(self._head)
        self._head.show()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._head.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cellActivated.connect(lambda row, _: self.chosen.emit(self._numbers_shown[row]))

    def show_lines(self, heads: Sequence[str], lines: Sequence[Line], theme: Theme) -> None:
        """heads: of the columns, the name first; lines: from top to bottom, unless a head has sorted them."""
        if list(heads) != self.heads:
            self._order = None
        self.heads, self._lines, self._theme = list(heads), list(lines), theme
        self._head.set_theme(theme)
        self._fill()

    def row_of(self, number: int) -> int:
        """The row in which a line stands now."""
        return self._numbers_shown.index(number)

    def copy(self) -> int:
        """The table as it stands, for a spreadsheet: cells parted by tabs. Returns how many rows were copied."""
        lines = [self.heads, *(self._lines[n].cells for n in self._numbers_shown)]
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText("\n".join("\t".join(cells) for cells in lines))
        return len(self._numbers_shown)

    def _sort(self, column: int) -> None:
        """By a column, upwards, then downwards, then as the rows were; the row at hand stays so."""
        at = self._numbers_shown[self.currentRow()] if 0 <= self.currentRow() < len(self._numbers_shown) else None
        self._order = next_order(self._order, column)
        self._fill()
        if at is not None:
            self.setCurrentCell(self.row_of(at), max(0, self.currentColumn()))

    def _fill(self) -> None:
        heads, theme = self.heads, self._theme
        self._numbers_shown = ordered([line.keys or line.cells for line in self._lines], self._order)
        lines = [self._lines[n] for n in self._numbers_shown]
        self.setColumnCount(len(heads))
        self.setRowCount(len(lines))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        slanted = self.font()
        slanted.setItalic(True)
        for row, line in enumerate(lines):
            for column, words in enumerate(line.cells):
                cell = QTableWidgetItem(words)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(line.note)
                if line.faint:
                    cell.setForeground(QColor(theme.quiet))
                    cell.setFont(slanted)
                self.setItem(row, column, cell)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        if self.heads:
            self.show_lines(self.heads, self._lines, theme)

    def _fit(self) -> None:
        """The name gets what the numbers leave, and takes several lines if need be; as high as all rows."""
        if not self.heads:
            return
        heads = [marked(head, n, self._order) for n, head in enumerate(self.heads)]
        header, line = self.horizontalHeader(), QFontMetrics(self.font()).height()
        self._name_heads(heads)
        if self._numbers() + px(self.least) > self.width() - 2 * self.frameWidth():
            # With large text the heads break before their last word.
            self._name_heads(["\n".join(head.rsplit(" ", 1)) for head in heads])
        numbers, room = self._numbers(), self.width() - 2 * self.frameWidth()
        self.setColumnWidth(0, max(px(self.least), room - numbers))
        self.verticalHeader().setMinimumSectionSize(line + 2 * S8)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(n) for n in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if numbers + px(self.least) > room else 0
        self.setFixedHeight(header.sizeHint().height() + rows + bar + 2 * self.frameWidth())

    def _name_heads(self, heads: Sequence[str]) -> None:
        self.setHorizontalHeaderLabels(list(heads))
        first = self.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _numbers(self) -> int:
        """How wide all columns but the first must be."""
        header = self.horizontalHeader()
        return sum(max(header.sectionSizeHint(n), self.sizeHintForColumn(n)) for n in range(1, self.columnCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
