"""The charts of the trends room, made together when the first one is needed: only then is pyqtgraph loaded."""

from __future__ import annotations

from collections.abc import Sequence

from db.pace import Pace
from gui.bar_chart import Bar, BarChart
from gui.evidence_chart import EvidenceChart
from gui.rate_chart import MOST, RateChart
from gui.tokens import Theme
from gui.trend_words import Point
from gui.words import count, percent, tr, written
from reports.visible import visible


class Charts:
    """rates, coverage, evidence, pace."""

    def __init__(self) -> None:
        self.rates, self.evidence = RateChart(), EvidenceChart()
        self.coverage, self.pace = BarChart(), BarChart()

    def show_coverage(self, points: Sequence[Point], theme: Theme) -> None:
        """How much of each row has a verdict; of many rows those with the most verdicts, as in the chart of rates."""
        most = sorted(range(len(points)), key=lambda n: -points[n].row.n)[:MOST]
        bars = [
            Bar(points[n].name, points[n].row.coverage or 0.0, percent(points[n].row.coverage or 0.0))
            for n in sorted(most)
        ]
        self.coverage.show_bars(bars, lambda share: written(f"{100 * share:g} %"), theme, top=1.0)

    def show_pace(self, paces: Sequence[Pace], theme: Theme) -> None:
        """Reviews an hour of looking, of whoever was timed."""
        bars = [
            Bar(visible(one.reviewer), one.an_hour, tr("{n} an hour").format(n=count(round(one.an_hour))))
            for one in paces
            if one.an_hour is not None
        ]
        self.pace.show_bars(bars, lambda number: count(round(number)), theme)
