"""The trends room: how many explanations are flawed, by what one chooses, as a chart and as a table of the same rows.

What is counted is gathered as for `hansel trends` (reports/trend_facts.py), beside the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from db import settling
from db.findings import Scope
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui import trend_words as words
from gui.background import Background
from gui.choice import Choice
from gui.empty import EmptyPage
from gui.labels import hairline
from gui.runs_box import run_words
from gui.style import px
from gui.tokens import DARK, S8, S12, S16, S24, Theme
from gui.trend_headline import TrendHeadline
from gui.trend_section import Section
from gui.trend_table import Line
from gui.words import count, tr
from gui.wrapping import WrappedLabel
from reports import trend_facts
from reports.trend_facts import IN_TIME, Told
from reports.visible import visible

if TYPE_CHECKING:
    from gui.trend_charts import Charts

WIDTH = 980


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
        self._title = QLabel()
        self._title.setProperty("kind", "headline")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.headline = TrendHeadline()
        self.about = WrappedLabel()
        self.about.setProperty("kind", "caption")
        self.by, self.of = Choice(), Choice()
        self._set_choices()
        self._charts: Charts | None = None
        self.rates = Section(tr("Share flawed"), (self.by, self.of))
        # Its table is that of the rates, where the last column says the same.
        self.coverage = Section(tr("Coverage"), tabled=False)
        self.evidence = Section(tr("Evidence of the maps"))
        self.pace = Section(tr("Pace of the reviewers"))
        self.rates.table.chosen.connect(self._row_taken)
        self.rates.save_wanted.connect(lambda: self._save("rates"))
        self.evidence.save_wanted.connect(lambda: self._save("evidence"))
        self.pace.save_wanted.connect(lambda: self._save("pace"))
        self._build()

    def _set_choices(self) -> None:
        for by, title in words.choices().items():
            self.by.addItem(title, by)
        self.by.setAccessibleName(tr("What rates are told by"))
        self.of.addItem(tr("of all runs"), None)
        self.of.setAccessibleName(tr("Of which runs"))
        for choice in (self.by, self.of):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.setMaxVisibleItems(20)
            choice.activated.connect(lambda _: self._read())

    def _build(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(px(WIDTH))
        self._middle = middle
        column = QVBoxLayout(middle)
        column.setContentsMargins(S24, S24, S24, S24)
        column.setSpacing(S8)
        column.addWidget(self._title)
        column.addSpacing(S8)
        column.addWidget(self.headline)
        column.addSpacing(S12)
        column.addWidget(hairline())
        column.addSpacing(S12)
        column.addWidget(self.rates)
        for section in (self.coverage, self.evidence, self.pace):
            column.addSpacing(S16)
            column.addWidget(section)
        column.addSpacing(S8)
        column.addWidget(self.about)
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
                self._failed(str(error))

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
        self._title.setText(visible(tr("Flawed explanations in {name}").format(name=name)))
        self._offer_runs(told.scope.runs[0] if told.scope.runs else None)
        self._fill()
        self.setCurrentWidget(self._page)
        self._fit()

    def _offer_runs(self, chosen: int | None) -> None:
        self.of.clear()
        self.of.addItem(tr("of all runs"), None)
        for run in self._runs.values():
            self.of.addItem(visible(tr("of run {run}").format(run=f"{run.run_id} · {run_words(run)}")), run.run_id)
            self.of.setItemData(self.of.count() - 1, tr("of run {run}").format(run=run.run_id), Choice.SHORT)
        self.of.setCurrentIndex(max(0, self.of.findData(chosen)))
        self.of.setVisible(len(self._runs) > 1)

    def _drawn(self) -> Charts:
        """Charts are loaded when the first one is needed: it takes a moment."""
        if self._charts is None:
            from gui.trend_charts import Charts

            self._charts = Charts()
            self._charts.rates.chosen.connect(self._point_taken)
            self.rates.put_chart(self._charts.rates)
            self.coverage.put_chart(self._charts.coverage)
            self.evidence.put_chart(self._charts.evidence)
            self.pace.put_chart(self._charts.pace)
        return self._charts

    def _fill(self) -> None:
        told = self.told
        if told is None:
            return
        self.headline.show_told(told)
        self.points = words.points(told, self._runs, self._reason_title)
        self._fill_rates(told)
        charts = self._drawn()
        self.coverage.setVisible(words.covered(told))
        if words.covered(told):
            self.coverage.say(tr("Coverage"), words.coverage_said(told, self.points), "")
            charts.show_coverage(self.points, self._theme)
        self.evidence.setVisible(bool(told.evidence))
        if told.evidence:
            alt = words.evidence_alt(told)
            self.evidence.say(tr("Evidence of the maps"), "", words.evidence_caption(), alt)
            charts.evidence.show_evidence(told.evidence, self._theme)
            heads, lines = words.evidence_lines(told)
            self.evidence.show_table(heads, [Line(cells) for cells in lines], self._theme)
        self.pace.setVisible(bool(told.paces))
        if told.paces:
            self.pace.say(tr("Pace of the reviewers"), words.pace_said(), "", words.pace_alt(told))
            charts.show_pace(told.paces, self._theme)
            heads, lines = words.pace_lines(told)
            self.pace.show_table(heads, [Line(cells) for cells in lines], self._theme)

    def _fill_rates(self, told: Told) -> None:
        chart, centre = self._drawn().rates, told.chart.centre if told.chart is not None else None
        chart.show_points(self.points, centre, upright=told.by in IN_TIME, theme=self._theme)
        caption = words.how_to_read(told, self.points) if chart.drawn() else ""
        if chart.left_out:
            more = tr("Drawn are the {n} with the most verdicts; the table has all {all}.")
            caption = f"{more.format(n=count(len(chart.drawn())), all=count(len(self.points)))} {caption}"
        title = tr("Share flawed {by}").format(by=words.choices()[told.by])
        self.rates.say(title, words.alt(told, self.points), caption)
        few = words.thin_note()
        lines = [
            Line(words.cells(told, point), point.thin, few if point.thin and point.row.n else "")
            for point in self.points
        ]
        self.rates.show_table(words.columns(told), lines, self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, or another text size."""
        self._theme = theme
        self._fill()
        self._fit()

    # --- taking ---

    def _point_taken(self, number: int) -> None:
        chart = self._drawn().rates
        self._take(number, chart.viewport().mapToGlobal(chart.place_of(number).toPoint()))

    def _row_taken(self, number: int) -> None:
        table = self.rates.table
        corner = table.visualRect(table.model().index(number, 0)).bottomLeft()
        self._take(number, table.viewport().mapToGlobal(corner))

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
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The page has no room to the sides: what stands side by side gives way."""
        self._middle.setMaximumWidth(px(WIDTH))
        bar = self._page.verticalScrollBar().sizeHint().width()
        self.headline.arrange(min(px(WIDTH), self.width() - bar) - 2 * S24)
        for choice in (self.by, self.of):
            choice.setMinimumWidth(px(110))
            choice.setMaximumWidth(px(300))

    def close_threads(self) -> None:
        self._reader.close()
