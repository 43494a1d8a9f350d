"""Four gates as bars with their figures, and what they do with relevance, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui import rule_words
from gui.labels import label
from gui.rule_words import GATES
from gui.style import px
from gui.tokens import CAPTION, DARK, S4, S8, S12, Theme
from gui.words import tr
from gui.wrapping import WrappedLabel


class GateBars(QWidget):
    """One bar a gate, from 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.gates: Sequence[float] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_gates(self, gates: Sequence[float]) -> None:
        """Four values from 0 to 1, in the order of engine.gates.Gates; empty for none."""
        self.gates = gates
        self.update()

    def _small(self) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(px(CAPTION))
        return made

    def _line(self) -> int:
        return QFontMetrics(self._small()).height() + S4

    def sizeHint(self) -> QSize:
        return QSize(px(180), len(GATES) * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small())
        metrics, theme = QFontMetrics(painter.font()), self.theme
        names = [tr(name) for name in GATES]
        left = max(metrics.horizontalAdvance(name) for name in names) + S8
        right = metrics.horizontalAdvance("0.00") + S8
        for n, name in enumerate(names):
            line = QRectF(0, n * self._line(), self.width(), self._line())
            painter.setPen(QColor(theme.quiet))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            bar = QRectF(left, line.center().y() - 3, max(1, self.width() - left - right), 6)
            painter.fillRect(bar, QColor(theme.grid))
            if not self.gates:
                continue
            filled = QRectF(bar)
            filled.setWidth(bar.width() * self.gates[n])
            painter.fillRect(filled, QColor(theme.accent))
            painter.setPen(QColor(theme.text))
            figure = rule_words.number(self.gates[n])
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        painter.end()


class GatesCard(QWidget):
    """Of one call: at a position, or the mean over all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.where, self.words = WrappedLabel(), label("caption", wrap=True), WrappedLabel()
        self.title.setProperty("kind", "strong")
        self.words.setProperty("kind", "caption")
        for one in (self.title, self.words):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self.bars = GateBars()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(S12, S8, S12, S8)
        column.setSpacing(S4)
        for widget in (self.title, self.where, self.bars, self.words):
            column.addWidget(widget)
        column.addStretch(1)

    def say(self, title: str, where: str, gates: Sequence[float], words: str) -> None:
        """gates: four of them, or none where there are none to show."""
        self.title.setText(title)
        self.where.setText(where)
        self.bars.show_gates(gates)
        self.words.setText(words)
        figures = ", ".join(f"{tr(name)} {rule_words.number(gate)}" for name, gate in zip(GATES, gates, strict=False))
        self.bars.setAccessibleName(tr("Gates: {figures}").format(figures=figures))

    def set_theme(self, theme: Theme) -> None:
        self.bars.theme = theme
        self.bars.update()
