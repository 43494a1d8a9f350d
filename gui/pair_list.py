"""The images that two runs have both explained, a row each; only what is in sight is made, heads sort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from db.comparing import Pair
from db.rows import VERDICTS
from gui.compare_words import pair_cells, pair_heads, pair_key, verdict
from gui.sort_header import Order, SortHeader, marked, next_order, ordered
from gui.style import px
from gui.tokens import S8, Theme

ROWS = 8
NAME = 160
SHOWN = Qt.ItemDataRole.DisplayRole
Index = QModelIndex | QPersistentModelIndex


class PairModel(QAbstractTableModel):
    """``show_pairs``; pairs: as they stand now."""

    def __init__(self) -> None:
        super().__init__()
        self._given: list[Pair] = []
        self._alike: Mapping[int, float] = {}
        self.order: Order | None = None
        self.pairs: list[Pair] = []

    def show_pairs(self, pairs: Sequence[Pair], alike: Mapping[int, float]) -> None:
        """alike: explanation in the first run -> how alike the maps are, where it is known."""
        self.beginResetModel()
        self._given, self._alike = list(pairs), alike
        self._sort()
        self.endResetModel()

    def turn(self, column: int) -> None:
        """Sort by a column, upwards, downwards, or not at all."""
        self.beginResetModel()
        self.order = next_order(self.order, column)
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        if self.order is None:
            self.pairs = list(self._given)
            return
        column, down = self.order
        keys = [(pair_key(one, self._alike.get(one.first), column),) for one in self._given]
        self.pairs = [self._given[n] for n in ordered(keys, (0, down))]

    def cells(self, row: int) -> list[str]:
        pair = self.pairs[row]
        return pair_cells(pair, self._alike.get(pair.first))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(pair_heads())

    def data(self, index: Index, role: int = SHOWN) -> Any:
        if not index.isValid():
            return None
        if role in (SHOWN, Qt.ItemDataRole.ToolTipRole):
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == self.columnCount() - 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = SHOWN) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == SHOWN:
            return marked(pair_heads()[section], section, self.order)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            last = section == self.columnCount() - 1
            side = Qt.AlignmentFlag.AlignRight if last else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class PairList(QTableView):
    """Emits ``chosen(Pair)`` for Return and a double click."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.pairs = PairModel()
        self.setModel(self.pairs)
        self._head = SortHeader(self)
        self._head.wanted.connect(self._sort)
        self.setHorizontalHeader(self._head)
        self._head.show()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.activated.connect(lambda index: self.chosen.emit(self.pairs.pairs[index.row()]))

    def show_pairs(self, pairs: Sequence[Pair], alike: Mapping[int, float]) -> None:
        at = self.current()
        self.pairs.show_pairs(pairs, alike)
        self._stay(at)
        self._fit()

    def current(self) -> Pair | None:
        row = self.currentIndex().row()
        return self.pairs.pairs[row] if 0 <= row < len(self.pairs.pairs) else None

    def go_to(self, pair: Pair) -> None:
        """The row of a pair, if it is in the list."""
        self._stay(pair)

    def _sort(self, column: int) -> None:
        at = self.current()
        self.pairs.turn(column)
        self._stay(at)

    def _stay(self, at: Pair | None) -> None:
        """The pair that was at hand stays so; else the first one is."""
        if not self.pairs.pairs:
            return
        row = next((n for n, one in enumerate(self.pairs.pairs) if at is not None and one.first == at.first), 0)
        self.setCurrentIndex(self.pairs.index(row, 0))

    def copy(self) -> int:
        """All rows as they stand, for a spreadsheet. Returns how many."""
        lines = [pair_heads(), *(self.pairs.cells(n) for n in range(self.pairs.rowCount()))]
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText("\n".join("\t".join(cells) for cells in lines))
        return self.pairs.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self._head.set_theme(theme)
        self._fit()

    def _fit(self) -> None:
        """A few rows high; the name gets what the other columns leave."""
        metrics = QFontMetrics(self.font())
        row = metrics.height() + 2 * S8
        self.verticalHeader().setDefaultSectionSize(row)
        shown = max(1, min(ROWS, self.pairs.rowCount()))
        head = self._head.sizeHint().height()
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        widths = [self._width(column, metrics) for column in range(1, self.pairs.columnCount())]
        bar = self.verticalScrollBar().sizeHint().width() if self.pairs.rowCount() > shown else 0
        room = self.width() - 2 * self.frameWidth() - bar
        for column, width in enumerate(widths, 1):
            self.setColumnWidth(column, width)
        self.setColumnWidth(0, max(px(NAME), room - sum(widths)))
        below = self.horizontalScrollBar().sizeHint().height() if sum(widths) + px(NAME) > room else 0
        self.setFixedHeight(head + shown * row + below + 2 * self.frameWidth())

    def _width(self, column: int, metrics: QFontMetrics) -> int:
        """Wide enough for the head, and for the longest that may stand below it."""
        words = max(metrics.horizontalAdvance(verdict(kind)) for kind in VERDICTS)
        return max(self._head.sectionSizeHint(column) + S8, words + 3 * S8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
