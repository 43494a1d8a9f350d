"""The chart of flag rates: a point a row with its 95 % interval; what comes one after the other as a p-chart.

Rows that follow in time (runs, days, weeks) stand side by side, with the mean and the control limits as lines; all
others stand below each other, so that long names have room.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from gui.plot import Plot, Spot, Tick, steps
from gui.style import px
from gui.tokens import S8, S24, Theme
from gui.trend_words import Point, tip
from gui.words import count, percent, tr, written

MOST = 60
LINE = 24
UPRIGHT = 260
NAMES = 260
NUMBERS = 110


class RateChart(Plot):
    """``show_points``; the numbers of spots are those of the points."""

    def __init__(self) -> None:
        super().__init__()
        self._points: list[Point] = []
        self._centre: float | None = None
        self._upright = False
        self._names: pg.AxisItem | None = None

    @property
    def left_out(self) -> int:
        """How many points have no room: rows below each other stop at MOST, those with the fewest images left out."""
        return 0 if self._upright else max(0, len(self._points) - MOST)

    def drawn(self) -> list[int]:
        """The numbers of the points that are drawn, in their order."""
        numbers = list(range(len(self._points)))
        if self.left_out:
            numbers = sorted(sorted(numbers, key=lambda n: -self._points[n].row.n)[:MOST])
        return [n for n in numbers if self._points[n].row.share is not None]

    def show_points(self, points: Sequence[Point], centre: float | None, *, upright: bool, theme: Theme) -> None:
        """centre: the mean that the limits lie about; None without limits. upright: a p-chart, side by side."""
        self._points, self._centre, self._upright, self.theme = list(points), centre, upright, theme
        self._draw()

    def _draw(self) -> None:
        self.begin()
        drawn = self.drawn()
        self.setVisible(bool(drawn))
        if not drawn:
            return
        small = self.metrics().height()
        rows = len(drawn)
        height = px(UPRIGHT) if self._upright else rows * max(px(LINE), small + S8) + small + S8
        self.setFixedHeight(height)
        highest = max([*(p.row.interval[1] for p in self._drawn() if p.row.interval), *self._limit_ends(), 0.01])
        top, ticks = steps(highest, 5 if self._upright else 8)
        top, ticks = (1.0, [tick for tick in ticks if tick <= 1.0]) if top > 1.0 else (top, ticks)
        scale = [(tick, written(f"{100 * tick:g} %")) for tick in ticks]
        box = self.box = self.view(0, 1, down=not self._upright)
        if self._upright:
            self._stand(box, scale, top, rows)
        else:
            self._lie(box, scale, top, rows)
        self._draw_limits(box)
        self._draw_points(box)

    def _drawn(self) -> list[Point]:
        return [self._points[n] for n in self.drawn()]

    def _limit_ends(self) -> list[float]:
        return [point.limits.high for point in self._drawn() if point.limits is not None]

    def _stand(self, box: pg.ViewBox, scale: list[Tick], top: float, rows: int) -> None:
        """Side by side: shares upwards, names below, what the lines are at the right."""
        theme = self.theme
        box.setRange(xRange=(-0.6, rows - 0.4), yRange=(-0.02 * top, 1.02 * top), padding=0)
        left = self.axis("left", box, 0, 0, theme.quiet)
        left.setTicks([scale])
        left.setWidth(self.metrics().horizontalAdvance("100 %") + S24)
        self._names = self.axis("bottom", box, 1, 1, theme.text)
        self._names.setHeight(self.metrics().height() + S8)
        right = self.axis("right", box, 0, 2, theme.quiet)
        right.setWidth(px(NUMBERS) if self._centre is not None else S24)
        right.setTicks([self._line_names(top)])
        for tick, _ in scale:
            self.lines(box, self.pen(theme.grid), [(-0.6, tick), (rows - 0.4, tick)], -20)
        self._name_places()

    def _lie(self, box: pg.ViewBox, scale: list[Tick], top: float, rows: int) -> None:
        """Below each other: names at the left, shares to the right, flawed ones of how many at the right."""
        theme, metrics = self.theme, self.metrics()
        box.setRange(xRange=(-0.01 * top, 1.01 * top), yRange=(-0.6, rows - 0.4), padding=0)
        self._names = self.axis("left", box, 0, 0, theme.text)
        widest = max(metrics.horizontalAdvance(point.name) for point in self._drawn())
        width = min(widest, px(NAMES), max(px(80), self.width() // 3))
        self._names.setWidth(width + S24)
        elide = Qt.TextElideMode.ElideMiddle
        named = [(float(n), metrics.elidedText(one.name, elide, width)) for n, one in enumerate(self._drawn())]
        self._names.setTicks([named])
        shares = self.axis("bottom", box, 1, 1, theme.quiet)
        shares.setHeight(metrics.height() + S8)
        shares.setTicks([scale])
        numbers = [
            tr("{n} of {all}").format(n=count(point.row.flawed), all=count(point.row.n)) for point in self._drawn()
        ]
        right = self.axis("right", box, 0, 2, theme.quiet)
        right.setTicks([[(float(n), words) for n, words in enumerate(numbers)]])
        right.setWidth(max(metrics.horizontalAdvance(words) for words in numbers) + S24)
        for tick, _ in scale:
            self.lines(box, self.pen(theme.grid), [(tick, -0.6), (tick, rows - 0.4)], -20)

    def _name_places(self) -> None:
        """As many names below as have room beside each other."""
        if self._names is None or not self._upright:
            return
        drawn = self._drawn()
        words = [point.short for point in drawn]
        widest = max((self.metrics().horizontalAdvance(one) for one in words), default=0) + S8
        room = max(1, self.width() - px(NUMBERS) - 2 * S24) / max(1, len(words))
        every = max(1, -int(-widest // room))
        self._names.setTicks([[(float(n), one) for n, one in enumerate(words) if n % every == 0]])

    def _line_names(self, top: float) -> list[Tick]:
        """What the lines are, where they end; the limits' where that does not lie on the mean's."""
        if self._centre is None:
            return []
        said = [(self._centre, tr("all {share}").format(share=percent(self._centre)))]
        last = next((point.limits for point in reversed(self._drawn()) if point.limits is not None), None)
        least = top * self.metrics().height() / (0.8 * px(UPRIGHT))
        for end in (last.low, last.high) if last is not None else ():
            if abs(end - self._centre) > least:
                said.append((end, tr("limit {share}").format(share=percent(end))))
        return said

    def _draw_limits(self, box: pg.ViewBox) -> None:
        if self._centre is None:
            return
        drawn = self._drawn()
        self.lines(box, self.pen(self.theme.quiet, 1.0, Qt.PenStyle.DashLine),
                   [(-0.6, self._centre), (len(drawn) - 0.4, self._centre)], -10)  # fmt: skip
        stairs: list[tuple[float, float]] = []
        before = None
        for n, point in enumerate(drawn):
            limits = point.limits
            if limits is not None:
                for end in (limits.low, limits.high):
                    stairs += [(n - 0.5, end), (n + 0.5, end)]
                if before is not None:
                    stairs += [(n - 0.5, before.low), (n - 0.5, limits.low)]
                    stairs += [(n - 0.5, before.high), (n - 0.5, limits.high)]
            before = limits
        self.lines(box, self.pen(self.theme.edge, 1.5), stairs, -10)

    def _draw_points(self, box: pg.ViewBox) -> None:
        theme = self.theme
        bars: dict[str, list[tuple[float, float]]] = {theme.accent: [], theme.edge: []}
        dots = []
        for n, number in enumerate(self.drawn()):
            point = self._points[number]
            ends, share = point.row.interval or (0.0, 0.0), point.row.share or 0.0
            begin, end, at = (self._place(n, value) for value in (*ends, share))
            bars[theme.edge if point.thin else theme.accent] += [begin, end]
            colour = theme.mark("flawed").colour if point.outside else theme.quiet if point.thin else theme.accent
            dots.append({
                "pos": at, "symbol": "d" if point.outside else "o", "size": px(13 if point.outside else 9),
                "pen": self.pen(colour, 2.0), "brush": pg.mkBrush(theme.ground if point.thin else colour),
            })  # fmt: skip
            self.spots.append(Spot(number, begin, end, tip(point)))
        for colour, lines in bars.items():
            self.lines(box, self.pen(colour, 2.0), lines)
        made = pg.ScatterPlotItem(spots=dots, antialias=True)
        made.setZValue(10)
        box.addItem(made)

    def _place(self, n: int, share: float) -> tuple[float, float]:
        return (float(n), share) if self._upright else (share, float(n))

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if getattr(self, "_points", None) and event.oldSize().width() != event.size().width():
            if self._upright:
                self._name_places()
            else:
                self._draw()
