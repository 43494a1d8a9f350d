"""What stands over the trends: share flawed, right for the wrong reason, coverage, and prediction by explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from db.findings import Finding
from gui.labels import label
from gui.tokens import S4, S12, S24
from gui.trend_words import NOTHING, between, percent_or_nothing
from gui.words import count, percent, tr
from reports.trend_facts import Told


class Fact(QWidget):
    """A number with what it is above and where it comes from below."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.number, self.more = label("caption"), label("number"), label("caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in (self.title, self.number, self.more):
            column.addWidget(one)
        column.addStretch(1)

    def say(self, title: str, number: str, more: str) -> None:
        self.title.setText(title)
        self.number.setText(number)
        self.more.setText(more)
        self.setAccessibleName(f"{title}: {number}")
        self.setAccessibleDescription(more)


class TrendHeadline(QWidget):
    """``show_told``; nothing in it takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.flawed, self.wrong_reason, self.covered = Fact(), Fact(), Fact()
        self.cross = QWidget()
        self._grid = QGridLayout(self.cross)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S4)
        heads = (tr("Prediction"), tr("sound"), tr("flawed"), tr("unsure"))
        self._cells = [[label("" if row and column else "caption") for column in range(4)] for row in range(4)]
        for row, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(cell, row, column, side | Qt.AlignmentFlag.AlignVCenter)
                cell.setText("" if row else heads[column])
        self._places = QGridLayout(self)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(S24)
        self._columns = 0
        self.arrange(10_000)

    def arrange(self, room: int) -> None:
        """Side by side where they have room, else two and two. room: px."""
        for one in self.findChildren(QLabel):
            one.ensurePolished()  # else it is measured in another size of type
        parts = (self.flawed, self.wrong_reason, self.covered, self.cross)
        needed = sum(part.minimumSizeHint().width() for part in parts) + (len(parts) - 1) * S24
        columns = 4 if needed <= room else 2
        if columns == self._columns:
            return
        self._columns = columns
        for n, part in enumerate(parts):
            self._places.removeWidget(part)
            self._places.addWidget(part, n // columns, n % columns, Qt.AlignmentFlag.AlignTop)
        for n in range(len(parts)):
            self._places.setColumnStretch(n, int(n < min(3, columns)))

    def show_told(self, told: Told) -> None:
        whole, right = told.overall, told.cross.right
        self.flawed.say(
            tr("Share flawed"), percent_or_nothing(whole.share),
            _of(whole, tr("{interval}; {flawed} of {n}")) if whole.n else tr("none is flawed or sound"),
        )  # fmt: skip
        words = tr("{interval}; {flawed} of {n} right predictions")
        self.wrong_reason.say(
            tr("Right for the wrong reason"), percent_or_nothing(right.share),
            _of(right, words) if right.n else tr("no right prediction is judged"),
        )  # fmt: skip
        of = tr("{n} of {all} explained").format(n=count(whole.judged), all=count(whole.explained or 0))
        if told.basis.kind == "all":
            of = f"{of}; {tr('all of them')}"
        covered = NOTHING if whole.coverage is None else percent(whole.coverage)
        self.covered.say(tr("With a verdict"), covered, of)
        self._cross(told)

    def _cross(self, told: Told) -> None:
        """Prediction right or wrong by explanation sound or flawed."""
        cross = told.cross
        lines = [(tr("right"), cross.right), (tr("wrong"), cross.wrong)]
        lines += [(tr("not known"), cross.unknown)] if cross.unknown.judged else []
        for one in self._cells[3]:
            one.setVisible(len(lines) > 2)
        said = []
        for row, (name, one) in enumerate(lines, 1):
            counts = (count(n or 0) for n in (one.sound, one.flawed, one.unsure))
            for cell, text in zip(self._cells[row], (name, *counts), strict=True):
                cell.setText(text)
            sentence = tr("Prediction {right}: {sound} sound, {flawed} flawed, {unsure} unsure.")
            said.append(
                sentence.format(
                    right=name, sound=count(one.sound or 0), flawed=count(one.flawed), unsure=count(one.unsure or 0)
                )
            )
        self.cross.setAccessibleName(tr("Prediction right or wrong, by what reviewers say of the explanation"))
        self.cross.setAccessibleDescription(" ".join(said))


def _of(row: Finding, words: str) -> str:
    return words.format(interval=between(row.interval), flawed=count(row.flawed), n=count(row.n))
