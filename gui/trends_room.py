"""The trends room: how many explanations are flawed, by run and by class, with intervals, as plain tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
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

from db import findings, settling
from db.findings import Finding, Scope
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui.background import Background
from gui.empty import EmptyPage
from gui.runs_box import run_words
from gui.style import px
from gui.tokens import S8, S16, S24
from gui.words import count, percent, tr
from gui.wrapping import WrappedLabel
from reports.visible import visible

WIDTH = 980
NAME = 160
TABLES = ("run", "class")


def titles() -> dict[str, str]:
    """What the tables are called."""
    return {"run": tr("By run"), "class": tr("By class that was explained")}


def columns(by: str) -> list[str]:
    """Heads from left to right: the share first, then the counts that it comes from."""
    first = {"run": tr("Run"), "class": tr("Class")}[by]
    rest = (
        tr("Share flawed"), tr("95 % interval"), tr("flawed"), tr("sound"), tr("unsure"), tr("Judged"),
    )  # fmt: skip
    return [first, *rest]


def about(only_own: bool) -> str:
    """What is counted, and how to read it."""
    counted = (
        tr("Only your own verdicts are counted here: review is blind in this project.")
        if only_own
        else tr(
            "Every reviewer's verdicts are counted, and each explanation once: by the verdict that was settled, else "
            "by that of more than half of its reviewers."
        )
    )
    share = tr(
        "The share flawed is of those that are flawed or sound; unsure ones and ties stand apart. Its interval is "
        "Wilson's: with few verdicts it is wide."
    )
    chosen = tr("Unless all have a verdict, or a sample was drawn, which ones were reviewed was chosen by people.")
    return f"{counted} {share} {chosen}"


def covered(row: Finding) -> str:
    """ "412 of 3,500": how many of the explained ones have a verdict."""
    return tr("{n} of {all}").format(n=count(row.judged), all=count(row.explained or 0))


class TrendTable(QTableWidget):
    """Rows of findings; as high as its rows, the page scrolls."""

    def __init__(self, by: str) -> None:
        heads = columns(by)
        super().__init__(0, len(heads))
        self._heads = heads
        self.setAccessibleName(titles()[by])
        self.setHorizontalHeaderLabels(heads)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first = self.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[tuple[str, Finding]]) -> None:
        """(label, row) from top to bottom."""
        self.setRowCount(len(rows))
        for n, (label, row) in enumerate(rows):
            ends = row.interval
            cells = (
                visible(label), "–" if row.share is None else percent(row.share),
                "–" if ends is None else f"{percent(ends[0])} – {percent(ends[1])}", count(row.flawed),
                count(row.sound or 0), count(row.unsure or 0), covered(row),
            )  # fmt: skip
            for column, words in enumerate(cells):
                cell = QTableWidgetItem(words)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(n, column, cell)
        self._fit()

    def _fit(self) -> None:
        """The name gets what the numbers leave, and takes several lines if need be; as high as all rows."""
        header, line = self.horizontalHeader(), QFontMetrics(self.font()).height()
        self.setHorizontalHeaderLabels(self._heads)
        if self._numbers() + px(NAME) > self.width() - 2 * self.frameWidth():
            # With large text the heads break before their last word.
            self.setHorizontalHeaderLabels(["\n".join(head.rsplit(" ", 1)) for head in self._heads])
        numbers, room = self._numbers(), self.width() - 2 * self.frameWidth()
        self.setColumnWidth(0, max(px(NAME), room - numbers))
        self.verticalHeader().setMinimumSectionSize(line + 2 * S8)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(n) for n in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if numbers + px(NAME) > room else 0
        self.setFixedHeight(header.sizeHint().height() + rows + bar + 2 * self.frameWidth())

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


class TrendsRoom(QStackedWidget):
    """Reads the tallies of the open project whenever it is shown, beside the window's thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = Background(1, "trends-reader", self)
        self._asked = 0
        self.empty = EmptyPage()
        self.tables = {by: TrendTable(by) for by in TABLES}
        self._title = QLabel()
        self._title.setProperty("kind", "headline")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.about = WrappedLabel()
        self.about.setProperty("kind", "quiet")
        middle = QWidget()
        middle.setMaximumWidth(px(WIDTH))
        self._middle = middle
        column = QVBoxLayout(middle)
        column.setContentsMargins(S24, S24, S24, S24)
        column.setSpacing(S8)
        column.addWidget(self._title)
        column.addWidget(self.about)
        for by, title in titles().items():
            column.addSpacing(S16)
            label = QLabel(title)
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
        self.about.setText(about(only is not None))
        self._asked += 1
        asked = self._asked
        if store is None:
            self.setCurrentWidget(self.empty)
            return

        def work() -> tuple[list[RunRow], dict[str, list[Finding]]]:
            # Who has said nothing yet is not known to the project, and has found nothing.
            silent = only is not None and only not in settling.reviewer_names(store)
            scope = Scope(reviewer=only)
            return store.runs(), {by: [] if silent else findings.of_project(store, by, scope) for by in TABLES}

        def done(found: tuple[list[RunRow], dict[str, list[Finding]]]) -> None:
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

    def _show(self, name: str, runs: list[RunRow], found: dict[str, list[Finding]]) -> None:
        found = {by: [row for row in rows if row.judged] for by, rows in found.items()}
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # the text size may have changed with it
            self._middle.setMaximumWidth(px(WIDTH))

    def close_threads(self) -> None:
        self._reader.close()
