"""The loss over the steps of a fit, and beneath it what the model still says of what the mask keeps and drops."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from engine.records import FitStep
from gui.plot import Plot, Spot, Tick, steps
from gui.style import px
from gui.tokens import S4, S8, S12, Theme
from gui.words import tr, written

LEAST = 120
NEVER_LESS = 0.1  # of an axis
Curve = tuple[str, list[float], str, bool]  # name, a value a step, colour, solid or dashed


class LossChart(Plot):
    """``show_steps``; a click takes a step: ``chosen(number of the step)``."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[FitStep] = ()
        self._all = 0
        self._step_shown: int | None = None
        self._kept: int | None = None

    def show_steps(
        self, told: Sequence[FitStep], all_steps: int, at: int | None, kept: int | None, theme: Theme
    ) -> None:
        """told: the steps so far, from 0, of all_steps + 1; at: the one that is shown; kept: the one whose map is kept,
        None as long as that is not known."""
        self._steps, self._all, self._step_shown, self._kept, self.theme = told, all_steps, at, kept, theme
        self._draw()

    def _draw(self) -> None:
        self.begin()
        if not self._steps:
            return
        metrics = self.metrics()
        self.ci.layout.setVerticalSpacing(px(8))
        named = (tr("loss"), tr("keep"), tr("drop"))
        right = max(metrics.horizontalAdvance(f"{name} 0.00") for name in named) + S12
        loss, shares = self.view(0, 1), self.view(1, 1)
        ends = [self.axis("right", box, row, 2, self.theme.text) for row, box in enumerate((loss, shares))]
        for one in ends:
            one.setWidth(right)
        self._curves(loss, 0, ends[0], [(named[0], [step.loss for step in self._steps], self.theme.accent, True)])
        self._curves(shares, 1, ends[1], [
            (named[1], [step.keep for step in self._steps], self.theme.text, True),
            (named[2], [step.drop for step in self._steps], self.theme.quiet, False),
        ])  # fmt: skip
        below = self.axis("bottom", shares, 2, 1, self.theme.quiet)
        below.setHeight(metrics.height() + S4)
        below.setTicks([self._step_names()])
        self.box = loss

    def _curves(self, box: pg.ViewBox, row: int, names: pg.AxisItem, curves: list[Curve]) -> None:
        """Lines from step to step, each named at its end."""
        theme, metrics = self.theme, self.metrics()
        finite = [value for _, values, _, _ in curves for value in values if math.isfinite(value)]
        top, ticks = steps(max([*finite, NEVER_LESS]), 3)
        reach = max(1, self._all)
        box.setRange(xRange=(-0.02 * reach, 1.02 * reach), yRange=(-0.06 * top, 1.06 * top), padding=0)
        left = self.axis("left", box, row, 0, theme.quiet)
        left.setWidth(metrics.horizontalAdvance("0.00") + S8)
        left.setTicks([[(tick, written(f"{tick:g}")) for tick in (ticks[0], ticks[-1])]])
        for tick in ticks:
            self.lines(box, self.pen(theme.grid), [(-0.02 * reach, tick), (1.02 * reach, tick)], -20)
        if self._step_shown is not None:
            self.lines(
                box, self.pen(theme.edge, 1.5), [(self._step_shown, -0.06 * top), (self._step_shown, 1.06 * top)], -10
            )
        ends: list[Tick] = []
        for name, values, colour, solid in curves:
            style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DashLine
            drawn = pg.PlotCurveItem(
                list(range(len(values))), values, pen=self.pen(colour, 2.0, style), antialias=True, connect="finite"
            )
            box.addItem(drawn)
            if math.isfinite(values[-1]):
                ends.append((values[-1], written(f"{name} {values[-1]:.2f}")))
        names.setTicks([self._apart(ends, top)])
        if row == 0:
            self._dots(box, curves[0][1])

    def _apart(self, ends: list[Tick], top: float) -> list[Tick]:
        """Names that would lie over each other are moved apart, a line's height at least."""
        room = max(1.0, self.height() / 2 - self.metrics().height())
        least = 1.12 * top * (self.metrics().height() + 1) / room
        ends = sorted(ends)
        for n in range(1, len(ends)):
            if ends[n][0] - ends[n - 1][0] < least:
                ends[n] = (ends[n - 1][0] + least, ends[n][1])
        beyond = ends[-1][0] - 1.04 * top if ends else 0.0
        return [(value - beyond, words) for value, words in ends] if beyond > 0 else ends

    def _dots(self, box: pg.ViewBox, values: list[float]) -> None:
        """A dot for each step; the one whose map is kept is a filled diamond."""
        theme = self.theme
        many = len(values) > 60
        spots = []
        for n, value in enumerate(values):
            if not math.isfinite(value):
                continue
            step, kept = self._steps[n], n == self._kept
            tip = tr("Step {n}: loss {loss}, keep {keep}, drop {drop}")
            loss, keep, drop = written(f"{step.loss:.3f}"), written(f"{step.keep:.2f}"), written(f"{step.drop:.2f}")
            tip = tip.format(n=n, loss=loss, keep=keep, drop=drop)
            if kept:
                tip += "\n" + tr("The lowest loss: the map is made from this one.")
            self.spots.append(Spot(n, (n, value), (n, value), tip))
            if kept or n == self._step_shown or not many:
                spots.append({
                    "pos": (n, value), "symbol": "d" if kept else "o", "size": px(12 if kept else 6),
                    "pen": self.pen(theme.accent, 1.5),
                    "brush": pg.mkBrush(theme.accent if kept or n == self._step_shown else theme.ground),
                })  # fmt: skip
        made = pg.ScatterPlotItem(spots=spots, antialias=True)
        made.setZValue(10)
        box.addItem(made)

    def _step_names(self) -> list[Tick]:
        """First and last, and the one that is shown where it does not lie on them."""
        named = [(0.0, "0"), (float(self._all), str(self._all))] if self._all else [(0.0, "0")]
        if self._step_shown is not None and 0.25 * self._all <= self._step_shown <= 0.7 * self._all:
            named.append((float(self._step_shown), tr("step {n}").format(n=self._step_shown)))
        return named

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(160))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(150), px(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if getattr(self, "_steps", None) and event.oldSize() != event.size():
            self._draw()
