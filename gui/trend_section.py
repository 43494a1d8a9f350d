"""A part of the trends page: title and way to save it, what it shows in a sentence, chart, how to read it, table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.accessible import announce
from gui.labels import label
from gui.tokens import S4, S8, Theme
from gui.trend_table import Line, TrendTable
from gui.words import plural, tr
from gui.wrapping import WrappedLabel

if TYPE_CHECKING:
    from gui.plot import Plot


class Section(QWidget):
    """Emits ``save_wanted()``. front: widgets that stand where the title would."""

    save_wanted = Signal()

    def __init__(self, title: str, front: Sequence[QWidget] = (), *, tabled: bool = True) -> None:
        """tabled: it has a table of its own, and a way to save it."""
        super().__init__()
        self.title = title
        self.chart: Plot | None = None
        self.table = TrendTable()
        self.table.setAccessibleName(title)
        self.said, self.caption = WrappedLabel(), WrappedLabel()
        self.caption.setProperty("kind", "caption")
        for one in (self.said, self.caption):
            one.hide()
            one.setTextFormat(Qt.TextFormat.PlainText)
        self.save = QPushButton(tr("Save as CSV…"))
        self.save.setProperty("kind", "choice")
        self.save.clicked.connect(self.save_wanted)
        self._copy = self.table.copy
        self.copy = QPushButton(tr("Copy"))
        self.copy.setProperty("kind", "choice")
        self.copy.clicked.connect(self._copied)
        head = QHBoxLayout()
        head.setSpacing(S8)
        for widget in front or (label("strong", text=title),):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S8)
        self._column.addLayout(head)
        self._column.addWidget(self.said)
        self._column.addWidget(self.caption)
        self._column.addSpacing(S4)
        self._column.addWidget(self.table)
        self.table.setVisible(tabled)
        for button in (self.copy, self.save):
            button.setVisible(tabled)

    def put_list(self, view: QWidget) -> None:
        """A list in the table's place, which saves and copies by itself."""
        self._column.insertWidget(self._column.indexOf(self.table), view)

    def copied_by(self, copy: Callable[[], int]) -> None:
        """What the button copies, in the table's place; it returns how many rows."""
        self._copy = copy

    def _copied(self) -> None:
        announce(self.copy, plural(self._copy(), "1 row was copied.", "{n} rows were copied."))

    def put_chart(self, chart: Plot) -> None:
        """The chart, between what is said and how it is read."""
        self.chart = chart
        self._column.insertWidget(2, chart)

    def say(self, title: str, said: str, caption: str, alt: str = "") -> None:
        """said: what the chart shows; caption: how to read it; alt: for who does not see the chart, said without it."""
        self.title = title
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        self.table.setAccessibleName(title)
        self.save.setAccessibleName(tr("Save as CSV: {title}").format(title=title))
        self.copy.setAccessibleName(tr("Copy the table: {title}").format(title=title))
        if self.chart is not None:
            self.chart.setAccessibleName(tr("Chart: {title}").format(title=title))
            self.chart.setAccessibleDescription(alt or said)

    def show_table(self, heads: Sequence[str], lines: Sequence[Line], theme: Theme) -> None:
        self.table.show_lines(heads, lines, theme)
        self.table.setVisible(bool(lines))
        for button in (self.copy, self.save):
            button.setEnabled(bool(lines))
