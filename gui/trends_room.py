"""The trends room: how many explanations are flawed, by what one chooses, as a chart and as a table of the same rows.

What is counted is gathered as for `hansel trends` (reports/trend_facts.py), beside the window's thread; what is seen of
it is gui/trend_page.py.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from db import settling
from db.findings import Scope
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui import trend_words as words
from gui.background import Background
from gui.empty import EmptyPage
from gui.said import said
from gui.tokens import DARK, Theme
from gui.trend_page import TrendPage, about
from gui.words import tr
from reports import trend_facts
from reports.trend_facts import Told
from reports.visible import visible


class TrendsRoom(QStackedWidget):
    """Reads the open project whenever it is shown, beside the window's thread; the newest question is answered.

    Signals: row_chosen(by, Finding, Scope, where on the screen); save_wanted(name of the file, its bytes)
    """

    row_chosen = Signal(str, object, object, QPoint)
    save_wanted = Signal(str, bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = Background(1, "trends-reader", self)
        self._asked = 0
        self._theme = DARK
        self._store: Store | None = None
        self._only: str | None = None
        self._failed: object = None
        self._reason_title: Callable[[str], str] = str
        self._runs: dict[int, RunRow] = {}
        self.told: Told | None = None
        self.points: list[words.Point] = []
        self.empty = EmptyPage()
        self.page = page = TrendPage()
        self.by, self.of, self.headline, self.about = page.by, page.of, page.headline, page.about
        self.rates, self.coverage, self.evidence, self.pace = page.rates, page.coverage, page.evidence, page.pace
        page.asked.connect(self._read)
        page.taken.connect(self._take)
        self.rates.save_wanted.connect(lambda: self._save("rates"))
        self.evidence.save_wanted.connect(lambda: self._save("evidence"))
        self.pace.save_wanted.connect(lambda: self._save("pace"))
        self.addWidget(self.empty)
        self.addWidget(page)

    # --- reading ---

    def show_project(
        self,
        store: Store | None,
        failed: object = None,
        only: str | None = None,
        reason_title: Callable[[str], str] = str,
    ) -> None:
        """Read a project's rates and show them; what is empty says so. failed: called with plain words.

        only: the reviewer whose verdicts alone are counted, as others' must not be told; None: everybody's.
        """
        if store is not self._store:
            self.of.setCurrentIndex(0)
            self.told = None
        if only != self._only:
            self.told = None
        self._store, self._only, self._failed, self._reason_title = store, only, failed, reason_title
        self.about.setText(about(only is not None))
        if self.told is None:
            self.setCurrentWidget(self.empty)
        self._read()

    def _read(self) -> None:
        self._asked += 1
        asked, store, only, by, run = self._asked, self._store, self._only, self.by.currentData(), self.of.currentData()
        if store is None:
            self.setCurrentWidget(self.empty)
            return

        def work() -> tuple[list[RunRow], Told | None]:
            # Who has said nothing yet is not known to the project, and has found nothing.
            silent = only is not None and only not in settling.reviewer_names(store)
            scope = Scope(None if run is None else (run,), only)
            return store.runs(), None if silent else trend_facts.gather(store, by, scope)

        def done(found: tuple[list[RunRow], Told | None]) -> None:
            if asked == self._asked:
                self._show(store.path.stem, *found)

        def trouble(error: BaseException) -> None:
            # A project that was closed meanwhile is no trouble; the next one is read when it is shown.
            if asked == self._asked and callable(self._failed) and isinstance(error, PlainError):
                self._failed(said(str(error)))

        self._reader.run(work, done, trouble)

    def read(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """A small read for a neighbour, in the same thread; of a project that was closed meanwhile nothing is said."""
        self._reader.run(work, done, lambda _: None)

    # --- showing ---

    def _show(self, name: str, runs: list[RunRow], told: Told | None) -> None:
        if told is None or (told.scope.runs is None and not told.overall.judged):
            self.told = None
            self.setCurrentWidget(self.empty)
            return
        self.told = told
        self._runs = {run.run_id: run for run in runs}
        self.page.title.setText(visible(tr("Flawed explanations in {name}").format(name=name)))
        self.page.offer_runs(runs, told.scope.runs[0] if told.scope.runs else None)
        self._fill()
        self.setCurrentWidget(self.page)
        self.page.fit()

    def _fill(self) -> None:
        if self.told is not None:
            self.points = words.points(self.told, self._runs, self._reason_title)
            self.page.show_told(self.told, self.points, self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, or another text size."""
        self._theme = theme
        self._fill()
        self.page.fit()

    # --- taking ---

    def _take(self, number: int, at: QPoint) -> None:
        if self.told is not None:
            self.row_chosen.emit(self.told.by, self.points[number].row, self.told.scope, at)

    def _save(self, what: str) -> None:
        from reports import trend_csv

        told = self.told
        if told is None or self._store is None:
            return
        made = {
            "rates": lambda: trend_csv.rates(told, [point.name for point in self.points]),
            "evidence": lambda: trend_csv.evidence(told),
            "pace": lambda: trend_csv.paces(told),
        }[what]()
        kind = f"flawed-by-{told.by}" if what == "rates" else what
        self.save_wanted.emit(f"{self._store.path.stem}-{kind}.csv", made)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # the text size may have changed with it
            self.page.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.page.fit()

    def close_threads(self) -> None:
        self._reader.close()
