"""A table of trends: as high as its rows, for the page scrolls; Return or a double click takes a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.style import px
from gui.tokens import DARK, S8, Theme

NAME = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. faint: it says little, and is grey and slanted; note: its tooltip."""

    cells: Sequence[str]
    faint: bool = False
    note: str = ""


class TrendTable(QTableWidget):
    """Emits ``chosen(row)``."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[str] = []
        self._lines: list[Line] = []
        self._theme = DARK
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cellActivated.connect(lambda row, _: self.chosen.emit(row))

    def show_lines(self, heads: Sequence[str], lines: Sequence[Line], theme: Theme) -> None:
        """heads: of the columns, the name first; lines: from top to bottom."""
        self.heads, self._lines, self._theme = list(heads), list(lines), theme
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
        header, line = self.horizontalHeader(), QFontMetrics(self.font()).height()
        self._name_heads(self.heads)
        if self._numbers() + px(NAME) > self.width() - 2 * self.frameWidth():
            # With large text the heads break before their last word.
            self._name_heads(["\n".join(head.rsplit(" ", 1)) for head in self.heads])
        numbers, room = self._numbers(), self.width() - 2 * self.frameWidth()
        self.setColumnWidth(0, max(px(NAME), room - numbers))
        self.verticalHeader().setMinimumSectionSize(line + 2 * S8)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(n) for n in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if numbers + px(NAME) > room else 0
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

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
