"""What stands over the trends: share flawed, right for the wrong reason, coverage, and prediction by explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.findings import Finding
from gui.labels import label
from gui.style import px
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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S24)
        for one in (self.flawed, self.wrong_reason, self.covered):
            row.addWidget(one, 1)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)

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
        if told.basis == "all":
            of = f"{of}; {tr('all of them')}"
        covered = NOTHING if whole.coverage is None else percent(whole.coverage)
        self.covered.say(tr("With a verdict"), covered, of)
        self._cross(told)

    def _cross(self, told: Told) -> None:
        """Prediction right or wrong by explanation sound or flawed."""
        while (entry := self._grid.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        cross = told.cross
        lines = [(tr("right"), cross.right), (tr("wrong"), cross.wrong)]
        if cross.unknown.judged:
            lines.append((tr("not known"), cross.unknown))
        heads = (tr("Prediction"), tr("sound"), tr("flawed"), tr("unsure"))
        for column, head in enumerate(heads):
            self._put(0, column, head, "caption")
        said = []
        for row, (name, one) in enumerate(lines, 1):
            self._put(row, 0, name, "caption")
            for column, n in enumerate((one.sound, one.flawed, one.unsure), 1):
                self._put(row, column, count(n or 0), "")
            sentence = tr("Prediction {right}: {sound} sound, {flawed} flawed, {unsure} unsure.")
            said.append(
                sentence.format(
                    right=name, sound=count(one.sound or 0), flawed=count(one.flawed), unsure=count(one.unsure or 0)
                )
            )
        self.cross.setAccessibleName(tr("Prediction right or wrong, by what reviewers say of the explanation"))
        self.cross.setAccessibleDescription(" ".join(said))
        self.cross.setMinimumWidth(px(200))

    def _put(self, row: int, column: int, words: str, kind: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label(kind, text=words), row, column, side | Qt.AlignmentFlag.AlignVCenter)


def _of(row: Finding, words: str) -> str:
    return words.format(interval=between(row.interval), flawed=count(row.flawed), n=count(row.n))
