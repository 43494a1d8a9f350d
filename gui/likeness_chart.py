"""How alike the maps of two runs are: how many pairs have which rank correlation, and where the middle lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from gui.plot import Plot, Spot, steps
from gui.style import px
from gui.tokens import S8, S24, Theme
from gui.words import images, tr, written

HEIGHT = 180
BINS = 20


class LikenessChart(Plot):
    """``show_values``; it is looked at only. counts: pairs in each of the bins from -1 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self.clickable = False
        self.counts: list[int] = []
        self._median: float | None = None

    def show_values(self, values: Sequence[float], median: float | None, theme: Theme) -> None:
        found, _ = np.histogram(np.clip(np.asarray(values, float), -1.0, 1.0), bins=BINS, range=(-1.0, 1.0))
        self.counts = [int(n) for n in found] if len(values) else []
        self._median, self.theme = median, theme
        self._draw()

    def _draw(self) -> None:
        # Coming into sight gives it another size, for which it is drawn meanwhile: so that comes first.
        self.setFixedHeight(px(HEIGHT))
        self.setVisible(bool(self.counts))
        self.begin()
        if not self.counts:
            return
        metrics, theme = self.metrics(), self.theme
        top, ticks = steps(float(max(self.counts)), 4)
        ticks = [tick for tick in ticks if tick == int(tick)]
        box = self.box = self.view(0, 1)
        box.setRange(xRange=(-1.02, 1.02), yRange=(0.0, 1.05 * top), padding=0)
        left = self.axis("left", box, 0, 0, theme.quiet)
        left.setTicks([[(tick, written(f"{tick:g}")) for tick in ticks]])
        left.setWidth(metrics.horizontalAdvance("0000") + S24)
        below = self.axis("bottom", box, 1, 1, theme.quiet)
        below.setTicks([[(one, written(f"{one:g}")) for one in (-1.0, -0.5, 0.0, 0.5, 1.0)]])
        below.setHeight(metrics.height() + S8)
        self.axis("right", box, 0, 2, theme.quiet).setWidth(S24)
        for tick in ticks:
            self.lines(box, self.pen(theme.grid), [(-1.02, tick), (1.02, tick)], -20)
        width = 2.0 / BINS
        lows = [-1.0 + n * width for n in range(BINS)]
        bars = [n for n in range(BINS) if self.counts[n]]
        box.addItem(
            pg.BarGraphItem(
                x0=[lows[n] + 0.06 * width for n in bars], y0=[0.0] * len(bars), width=0.88 * width,
                height=[self.counts[n] for n in bars],
                pen=self.pen(theme.accent), brush=pg.mkBrush(theme.accent),
            )
        )  # fmt: skip
        if self._median is not None:
            line = self.pen(theme.text, 2.0, Qt.PenStyle.DashLine)
            self.lines(box, line, [(self._median, 0.0), (self._median, 1.05 * top)], 5)
        for n in bars:
            said = tr("{low} to {high}: {images}").format(
                low=written(f"{lows[n]:.1f}"), high=written(f"{lows[n] + width:.1f}"), images=images(self.counts[n])
            )
            middle = lows[n] + width / 2
            self.spots.append(Spot(n, (middle, 0.0), (middle, float(self.counts[n])), said))

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if getattr(self, "counts", None) and event.oldSize().width() != event.size().width():
            self._draw()
