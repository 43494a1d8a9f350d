"""Quartiles of the maps' evidence by run, a panel a measure: a box from first to third, a line at the median."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem

from db.distributions import MEASURES, Spread
from gui.plot import Plot, steps
from gui.style import px
from gui.tokens import CAPTION, S8, S24, Theme
from gui.trend_words import measures
from gui.words import written

LINE = 24
Evidence = Sequence[tuple[int, Sequence[Spread]]]


class EvidenceChart(Plot):
    """``show_evidence``; there is nothing to click: what it shows is of all explained images of a run."""

    def __init__(self) -> None:
        super().__init__()
        self.clickable = False
        self._evidence: Evidence = ()

    def show_evidence(self, evidence: Evidence, theme: Theme) -> None:
        """Runs from top to bottom with their spreads."""
        self._evidence, self.theme = evidence, theme
        self._draw()

    def _draw(self) -> None:
        self.begin()
        known = [(run, {one.measure: one for one in spreads}) for run, spreads in self._evidence]
        known = [(run, by) for run, by in known if any(one.n for one in by.values())]
        self.setVisible(bool(known))
        if not known:
            return
        metrics, titles = self.metrics(), measures()
        line = max(px(LINE), metrics.height() + S8)
        self.setFixedHeight(len(known) * line + 2 * (metrics.height() + S8) + S8)
        shown = [one for one in MEASURES if any(by[one].n for _, by in known if one in by)]
        first = max(metrics.horizontalAdvance(str(run)) for run, _ in known) + S24
        between = metrics.horizontalAdvance("0.000") + S8
        each = max(px(60), (self.width() - first - len(shown) * between) // len(shown))
        for n, measure in enumerate(shown):
            title = pg.LabelItem(titles[measure], color=self.theme.quiet, size=f"{px(CAPTION)}px", justify="left")
            self.addItem(title, 0, 2 * n + 1)
            box = self.view(1, 2 * n + 1, down=True)
            spreads = [by.get(measure) for _, by in known]
            highest = max([one.high for one in spreads if one is not None and one.high is not None] or [0.01])
            top, ticks = steps(max(highest, 1e-6), 4)
            box.setRange(xRange=(-0.01 * top, 1.01 * top), yRange=(-0.6, len(known) - 0.4), padding=0)
            names = self.axis("left", box, 1, 2 * n, self.theme.text)
            names.setWidth(first if n == 0 else between)
            names.setTicks([[(float(m), str(run)) for m, (run, _) in enumerate(known)] if n == 0 else []])
            below = self.axis("bottom", box, 2, 2 * n + 1, self.theme.quiet)
            below.setHeight(metrics.height() + S8)
            below.setTicks([[(tick, written(f"{tick:g}")) for tick in ticks]])
            self.ci.layout.setColumnFixedWidth(2 * n + 1, each)
            for tick in ticks:
                self.lines(box, self.pen(self.theme.grid), [(tick, -0.6), (tick, len(known) - 0.4)], -20)
            for place, one in enumerate(spreads):
                self._draw_box(box, place, one)
        self.axis("right", box, 1, 2 * len(shown), self.theme.text).setWidth(between)

    def _draw_box(self, box: pg.ViewBox, place: int, one: Spread | None) -> None:
        if one is None or one.low is None or one.median is None or one.high is None:
            return
        drawn = QGraphicsRectItem(QRectF(one.low, place - 0.28, max(one.high - one.low, 1e-9), 0.56))
        pen = self.pen(self.theme.accent, 1.5)
        pen.setCosmetic(True)
        drawn.setPen(pen)
        drawn.setBrush(pg.mkBrush(self.theme.selection))
        box.addItem(drawn)
        self.lines(box, self.pen(self.theme.text, 2.0), [(one.median, place - 0.28), (one.median, place + 0.28)], 5)

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if getattr(self, "_evidence", None) and event.oldSize().width() != event.size().width():
            self._draw()
