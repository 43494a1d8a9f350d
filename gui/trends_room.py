"""The trends room: how many explanations are flawed, by run and by class, with intervals, as plain tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import trends
from db.rows import RunRow
from db.store import Store
from db.trends import TrendRow
from engine.records import PlainError
from gui.background import Background
from gui.empty import EmptyPage
from gui.runs_box import run_words
from gui.tokens import S4, S8, S16, S24, Theme
from gui.words import count, percent, tr
from gui.wrapping import WrappedLabel
from reports.visible import visible

WIDTH = 980
COLUMNS = ("Flawed", "95 % interval", "flawed", "sound", "unsure", "n")
TABLES = (("run", "By run"), ("class", "By class that was explained"))
ABOUT = (
    "Flawed verdicts out of all verdicts, unsure ones among them; where two reviewers judged an image it counts twice. "
    "The interval is Wilson's, 95 %: with few reviews it is wide."
)
ONLY_OWN = "Review is blind in this project, so only your own verdicts are counted here."


class TrendTable(QTableWidget):
    """Rows of a trend; as high as its rows, the page scrolls."""

    def __init__(self, title: str, what: str) -> None:
        super().__init__(0, 1 + len(COLUMNS))
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels([tr(what), *(tr(column) for column in COLUMNS)])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first = self.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[tuple[str, TrendRow]]) -> None:
        """(label, row) from top to bottom."""
        self.setRowCount(len(rows))
        for n, (label, row) in enumerate(rows):
            cells = (
                visible(label), percent(row.share), f"{percent(row.low)} – {percent(row.high)}", count(row.flawed),
                count(row.sound or 0), count(row.unsure or 0), count(row.n),
            )  # fmt: skip
            for column, words in enumerate(cells):
                cell = QTableWidgetItem(words)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(n, column, cell)
        row_height = QFontMetrics(self.font()).height() + 2 * S8
        for n in range(len(rows)):
            self.setRowHeight(n, row_height)
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(height + len(rows) * row_height + S4)


class TrendsRoom(QStackedWidget):
    """Reads the tallies of the open project whenever it is shown, beside the window's thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = Background(1, "trends-reader", self)
        self._asked = 0
        self.empty = EmptyPage()
        self.tables = {by: TrendTable(title, by.capitalize()) for by, title in TABLES}
        self._title = QLabel()
        self._title.setProperty("kind", "headline")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        about = WrappedLabel(tr(ABOUT))
        about.setProperty("kind", "quiet")
        self.only_own = WrappedLabel(tr(ONLY_OWN))
        self.only_own.setProperty("kind", "quiet")
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(S24, S24, S24, S24)
        column.setSpacing(S8)
        column.addWidget(self._title)
        column.addWidget(about)
        column.addWidget(self.only_own)
        for by, title in TABLES:
            column.addSpacing(S16)
            label = QLabel(tr(title))
            label.setProperty("kind", "strong")
            column.addWidget(label)
            column.addWidget(self.tables[by])
        column.addStretch(1)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(inside)
        self._page = page
        self.addWidget(self.empty)
        self.addWidget(page)

    def show_project(self, store: Store | None, failed: object = None, only: str | None = None) -> None:
        """Read a project's rates and show them; what is empty says so. failed: called with plain words.

        only: the reviewer whose verdicts alone are counted, as others' must not be told; None: everybody's.
        """
        of = None if only is None else [only]
        self.only_own.setVisible(only is not None)
        self._asked += 1
        asked = self._asked
        if store is None:
            self.setCurrentWidget(self.empty)
            return

        def work() -> tuple[list[RunRow], dict[str, list[TrendRow]]]:
            return store.runs(), {by: trends.of_project(store, by, None, of) for by, _ in TABLES}

        def done(found: tuple[list[RunRow], dict[str, list[TrendRow]]]) -> None:
            if asked == self._asked:
                self._show(store.path.stem, *found)

        def trouble(error: BaseException) -> None:
            # A project that was closed meanwhile is no trouble; the next one is read when it is shown.
            if asked == self._asked and callable(failed) and isinstance(error, PlainError):
                failed(str(error))

        self._reader.run(work, done, trouble)

    def read(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """A small read for a neighbour, in the same thread; of a project that was closed meanwhile nothing is said."""
        self._reader.run(work, done, lambda _: None)

    def _show(self, name: str, runs: list[RunRow], found: dict[str, list[TrendRow]]) -> None:
        if not found["run"]:
            self.setCurrentWidget(self.empty)
            return
        self._title.setText(visible(tr("Flawed explanations in {name}").format(name=name)))
        by_id = {run.run_id: run for run in runs}
        for by, rows in found.items():
            labelled = [
                (f"{row.key} · {run_words(by_id[int(row.key)])}" if by == "run" else row.label, row) for row in rows
            ]
            self.tables[by].show_rows(labelled)
        self.setCurrentWidget(self._page)

    def set_theme(self, theme: Theme) -> None:
        """Colours come from the style sheet."""

    def close_threads(self) -> None:
        self._reader.close()
