"""Bars below each other, from 0: how fast reviewers go, how much of each row is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from gui.plot import Plot, Spot, steps
from gui.style import px
from gui.tokens import S8, S24, Theme

LINE = 24
NAMES = 260


@dataclass(frozen=True, slots=True)
class Bar:
    """value: from 0; words: what stands at its end."""

    name: str
    value: float
    words: str


class BarChart(Plot):
    """``show_bars``; it is looked at only, there is nothing to click."""

    def __init__(self) -> None:
        super().__init__()
        self.clickable = False
        self.bars: list[Bar] = []
        self._top: float | None = None
        self._say: Callable[[float], str] = str

    def show_bars(
        self, bars: Sequence[Bar], say: Callable[[float], str], theme: Theme, top: float | None = None
    ) -> None:
        """From top to bottom. say: a value of the scale in words; top: the end of the scale, else as far as need be."""
        self.bars, self._say, self.theme, self._top = list(bars), say, theme, top
        self._draw()

    def _draw(self) -> None:
        self.begin()
        self.setVisible(bool(self.bars))
        if not self.bars:
            return
        metrics, theme, rows = self.metrics(), self.theme, len(self.bars)
        line = max(px(LINE), metrics.height() + S8)
        self.setFixedHeight(rows * line + metrics.height() + S8)
        top, ticks = steps(self._top or max(*(bar.value for bar in self.bars), 1e-6), 8)
        box = self.box = self.view(0, 1, down=True)
        box.setRange(xRange=(-0.01 * top, 1.01 * top), yRange=(-0.6, rows - 0.4), padding=0)
        widest = max(metrics.horizontalAdvance(bar.name) for bar in self.bars)
        width = min(widest, px(NAMES), max(px(80), self.width() // 3))
        names = self.axis("left", box, 0, 0, theme.text)
        names.setWidth(width + S24)
        middle = Qt.TextElideMode.ElideMiddle
        names.setTicks([[(float(n), metrics.elidedText(bar.name, middle, width)) for n, bar in enumerate(self.bars)]])
        below = self.axis("bottom", box, 1, 1, theme.quiet)
        below.setHeight(metrics.height() + S8)
        below.setTicks([[(tick, self._say(tick)) for tick in ticks]])
        right = self.axis("right", box, 0, 2, theme.quiet)
        right.setTicks([[(float(n), bar.words) for n, bar in enumerate(self.bars)]])
        right.setWidth(max(metrics.horizontalAdvance(bar.words) for bar in self.bars) + S24)
        for tick in ticks:
            self.lines(box, self.pen(theme.grid), [(tick, -0.6), (tick, rows - 0.4)], -20)
        values = [bar.value for bar in self.bars]
        box.addItem(
            pg.BarGraphItem(
                x0=[0.0] * rows, y=[float(n) for n in range(rows)], width=values, height=0.44,
                pen=self.pen(theme.accent), brush=pg.mkBrush(theme.accent),
            )
        )  # fmt: skip
        for n, bar in enumerate(self.bars):
            self.spots.append(Spot(n, (0.0, float(n)), (bar.value, float(n)), f"{bar.name}\n{bar.words}"))

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if getattr(self, "bars", None) and event.oldSize().width() != event.size().width():
            self._draw()
