"""The page of rates in the trends room: choices, headline, and a section each for rates, coverage, evidence, pace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel

from db.rows import RunRow
from gui import trend_words as words
from gui.centred_page import CentredPage
from gui.choice import Choice
from gui.labels import hairline
from gui.runs_box import run_words
from gui.style import px
from gui.tokens import S8, S12, S16, Theme
from gui.trend_headline import TrendHeadline
from gui.trend_section import Section
from gui.trend_table import Line
from gui.words import count, tr
from gui.wrapping import WrappedLabel
from reports.trend_facts import IN_TIME, Told
from reports.visible import visible

if TYPE_CHECKING:
    from gui.trend_charts import Charts


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


class TrendPage(CentredPage):
    """Shows what it is given. Signals: asked(): by or of was chosen; taken(number of the row, where on the screen)."""

    asked = Signal()
    taken = Signal(int, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setProperty("kind", "headline")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
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
            choice.activated.connect(lambda _: self.asked.emit())

    def _build(self) -> None:
        column = self.column
        column.addWidget(self.title)
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

    def offer_runs(self, runs: Iterable[RunRow], chosen: int | None) -> None:
        """The runs that rates can be told of, all of them first."""
        self.of.clear()
        self.of.addItem(tr("of all runs"), None)
        for run in runs:
            self.of.addItem(visible(tr("of run {run}").format(run=f"{run.run_id} · {run_words(run)}")), run.run_id)
            self.of.setItemData(self.of.count() - 1, tr("of run {run}").format(run=run.run_id), Choice.SHORT)
        self.of.setCurrentIndex(max(0, self.of.findData(chosen)))
        self.of.setVisible(self.of.count() > 2)

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

    def show_told(self, told: Told, points: Sequence[words.Point], theme: Theme) -> None:
        self.headline.show_told(told)
        self._show_rates(told, list(points), theme)
        charts = self._drawn()
        self.coverage.setVisible(words.covered(told))
        if words.covered(told):
            self.coverage.say(tr("Coverage"), words.coverage_said(told, list(points)), "")
            charts.show_coverage(points, theme)
        self.evidence.setVisible(bool(told.evidence))
        if told.evidence:
            alt = words.evidence_alt(told)
            self.evidence.say(tr("Evidence of the maps"), "", words.evidence_caption(), alt)
            charts.evidence.show_evidence(told.evidence, theme)
            self.evidence.show_table(*words.evidence_lines(told), theme)
        self.pace.setVisible(bool(told.paces))
        if told.paces:
            self.pace.say(tr("Pace of the reviewers"), words.pace_said(), "", words.pace_alt(told))
            charts.show_pace(told.paces, theme)
            self.pace.show_table(*words.pace_lines(told), theme)

    def _show_rates(self, told: Told, points: list[words.Point], theme: Theme) -> None:
        chart, centre = self._drawn().rates, told.chart.centre if told.chart is not None else None
        chart.show_points(points, centre, upright=told.by in IN_TIME, theme=theme)
        caption = words.how_to_read(told, points) if chart.drawn() else ""
        if chart.left_out:
            more = tr("Drawn are the {n} with the most verdicts; the table has all {all}.")
            caption = f"{more.format(n=count(len(chart.drawn())), all=count(len(points)))} {caption}"
        title = tr("Share flawed {by}").format(by=words.choices()[told.by])
        self.rates.say(title, words.alt(told, points), caption)
        few = words.thin_note()
        lines = [
            Line(words.cells(told, one), one.thin, few if one.thin and one.row.n else "", words.keys(told, one))
            for one in points
        ]
        self.rates.show_table(words.columns(told), lines, theme)

    def _point_taken(self, number: int) -> None:
        chart = self._drawn().rates
        self.taken.emit(number, chart.viewport().mapToGlobal(chart.place_of(number).toPoint()))

    def _row_taken(self, number: int) -> None:
        table = self.rates.table
        corner = table.visualRect(table.model().index(table.row_of(number), 0)).bottomLeft()
        self.taken.emit(number, table.viewport().mapToGlobal(corner))

    def fit(self) -> None:
        """The page has no room to the sides: what stands side by side gives way."""
        self.headline.arrange(self.room())
        for choice in (self.by, self.of):
            choice.setMinimumWidth(px(110))
            choice.setMaximumWidth(px(300))
