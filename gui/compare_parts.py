"""The page of the comparison: which two runs, the figures, the paired tables, the images, how alike the maps are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.comparing import GROUPS, Comparison, Group
from db.likeness import Likeness
from db.rows import RunRow
from gui import compare_words as words
from gui.centred_page import CentredPage
from gui.choice import Choice
from gui.labels import hairline, label
from gui.method_link import MethodLink
from gui.pair_list import PairList
from gui.style import px
from gui.tokens import DARK, S8, S12, S16, S24, Theme
from gui.trend_headline import Fact
from gui.trend_section import Section
from gui.trend_words import NOTHING
from gui.words import count, three_digits, tr
from gui.wrapping import WrappedLabel

if TYPE_CHECKING:
    from gui.likeness_chart import LikenessChart

NAMES = 100


class CompareParts(CentredPage):
    """Signals: runs_chosen(first, second); group_chosen(); review_wanted(in B)."""

    runs_chosen = Signal(int, int)
    group_chosen = Signal()
    review_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self._chart: LikenessChart | None = None
        self.title = label("headline", wrap=True)
        self.first, self.second = Choice(), Choice()
        self.about_method = tuple(MethodLink(DARK) for _ in range(2))
        self.turn = QPushButton(tr("Swap"))
        self.turn.setProperty("kind", "choice")
        self.turn.setAccessibleName(tr("Swap A and B"))
        self.nothing = WrappedLabel()
        self.better, self.worse, self.test, self.both = Fact(), Fact(), Fact(), Fact()
        self.said = WrappedLabel()
        self.groups = Choice()
        self.in_a, self.in_b = QPushButton(tr("Review in A")), QPushButton(tr("Review in B"))
        self.pairs = PairList()
        self.verdicts = Section(tr("Verdicts"))
        self.predictions = Section(tr("Predictions"))
        for section in (self.verdicts, self.predictions):
            section.table.least = NAMES
        self.images = Section(tr("Images"), (self.groups,), tabled=False)
        self.maps = Section(tr("How alike the maps are"), tabled=False)
        self.about = WrappedLabel()
        self.about.setProperty("kind", "caption")
        for one in (self.nothing, self.said, self.about):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = self.column
        column.addWidget(self.title)
        column.addLayout(self._choices())
        column.addWidget(self.nothing)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, S8, 0, 0)
        whole.setSpacing(S8)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(S24)
        self._facts.setVerticalSpacing(S12)
        whole.addLayout(self._facts)
        whole.addWidget(self.said)
        whole.addSpacing(S8)
        whole.addWidget(hairline())
        whole.addSpacing(S8)
        self._tables = QGridLayout()
        self._tables.setHorizontalSpacing(S24)
        self._tables.setVerticalSpacing(S16)
        whole.addLayout(self._tables)
        self.images.put_list(self.pairs)
        self.images.put_list(self._ways())
        for section in (self.images, self.maps):
            whole.addSpacing(S16)
            whole.addWidget(section)
        whole.addSpacing(S8)
        whole.addWidget(self.about)
        column.addWidget(self._whole)
        column.addStretch(1)
        self._columns = 0
        self.fit()

    def _ways(self) -> QWidget:
        """Below the list: into the review with what is in it."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S8)
        for button in (self.in_a, self.in_b):
            row.addWidget(button)
        row.addStretch(1)
        return made

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(S8)
        grid.setVerticalSpacing(S8)
        for row, (name, choice, spoken) in enumerate(
            (("A", self.first, tr("Run A")), ("B", self.second, tr("Run B")))
        ):  # fmt: skip
            title = label("strong", text=name)
            title.setBuddy(choice)
            choice.setAccessibleName(spoken)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.setMaxVisibleItems(20)
            grid.addWidget(title, row, 0)
            grid.addWidget(choice, row, 1)
            grid.addWidget(self.about_method[row], row, 2)
        grid.addWidget(self.turn, 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(4, 1)
        return grid

    def _connect(self) -> None:
        for choice in (self.first, self.second):
            choice.activated.connect(lambda _: self._chosen())
        self.turn.clicked.connect(self._swap)
        self.groups.activated.connect(lambda _: self.group_chosen.emit())
        self.in_a.clicked.connect(lambda: self.review_wanted.emit(False))
        self.in_b.clicked.connect(lambda: self.review_wanted.emit(True))
        self.images.copied_by(self.pairs.copy)
        self.groups.setAccessibleName(tr("Which images"))
        for button in (self.in_a, self.in_b):
            button.setProperty("kind", "choice")

    # --- which runs ---

    def show_choice(self, title: str, runs: Sequence[RunRow], first: int, second: int) -> None:
        self.title.setText(title)
        methods = {run.run_id: run.method for run in runs}
        for link, chosen in zip(self.about_method, (first, second), strict=True):
            link.show_method(methods[chosen])
        for choice, chosen in ((self.first, first), (self.second, second)):
            choice.clear()
            for run in reversed(runs):
                choice.addItem(words.run_name(run), run.run_id)
            choice.setCurrentIndex(max(0, choice.findData(chosen)))

    def _chosen(self) -> None:
        self.runs_chosen.emit(self.first.currentData(), self.second.currentData())

    def _swap(self) -> None:
        self.runs_chosen.emit(self.second.currentData(), self.first.currentData())

    # --- what came of it ---

    def say_nothing(self, why: str) -> None:
        """There is nothing to compare: the choice of runs stays, and why stands below it."""
        self.nothing.setText(why)
        self.nothing.show()
        self._whole.hide()

    def show_compared(self, found: Comparison, theme: Theme) -> None:
        self._theme = theme
        self.nothing.hide()
        self._whole.show()
        better, worse = len(found.better), len(found.worse)
        of = tr("of {n} judged in both").format(n=count(found.n))
        self.better.say(tr("Better in B"), count(better) if found.n else NOTHING, of)
        self.worse.say(tr("Worse in B"), count(worse) if found.n else NOTHING, of)
        self.test.say("p", three_digits(found.p) if better + worse else NOTHING, words.named())
        self.both.say(tr("Images in both"), count(len(found.pairs)), words.how_many(found))
        self.said.setText(words.what_changed(found))
        self.verdicts.setVisible(found.n > 0)
        self.verdicts.say(tr("Verdicts"), "", tr("In A downwards, in B across: changes lie off the diagonal."))
        self.verdicts.show_table(*words.verdict_table(found), theme)
        known = sum(found.right_table().values())
        self.predictions.setVisible(known > 0)
        self.predictions.say(tr("Predictions"), "", words.wrong_reasons(found))
        self.predictions.save.hide()
        self.predictions.show_table(*words.prediction_table(found), theme)
        self._offer_groups(found)
        self.fit()

    def _offer_groups(self, found: Comparison) -> None:
        """Groups with how many are in them; the one at hand stays, else the first that has any."""
        before = self.groups.currentData()
        numbers = {group: len(found.of_group(group)) for group in GROUPS}
        self.groups.clear()
        for group in words.groups():
            self.groups.addItem(words.in_group(group, numbers[group]), group)
        first = next((group for group in words.groups() if numbers[group]), "better")
        self.groups.setCurrentIndex(self.groups.findData(before if before and numbers[before] else first))

    def group(self) -> Group:
        group: Group = self.groups.currentData()
        return group

    def choose_group(self, group: Group) -> None:
        self.groups.setCurrentIndex(self.groups.findData(group))
        self.group_chosen.emit()

    def show_pairs(self, found: Comparison, alike: Mapping[int, float], theme: Theme) -> None:
        pairs = found.of_group(self.group())
        self.pairs.set_theme(theme)
        self.pairs.show_pairs(pairs, alike)
        title = words.groups()[self.group()]
        self.images.say(title, "", tr("Press Return on an image, or click it twice, to see both maps side by side."))
        self.pairs.setAccessibleName(f"{title}: {words.shown(len(pairs))}")
        for button in (self.in_a, self.in_b, self.images.save, self.images.copy):
            button.setEnabled(bool(pairs))
        self.images.save.setVisible(True)
        self.images.copy.setVisible(True)

    def say_maps(self, said: str) -> None:
        self.maps.say(tr("How alike the maps are"), said, "")
        if self._chart is not None:
            self._chart.hide()

    def show_maps(self, found: Likeness, theme: Theme) -> None:
        if self._chart is None:
            from gui.likeness_chart import LikenessChart

            self._chart = LikenessChart()
            self.maps.put_chart(self._chart)
        self.maps.say(tr("How alike the maps are"), words.maps_said(found), words.maps_caption() if found.n else "")
        self._chart.show_values([value for _, value in found.each], found.median, theme)

    # --- room ---

    def fit(self) -> None:
        """What stands side by side goes below each other where there is no room."""
        room = self.room()
        for choice in (self.first, self.second):
            choice.setMinimumWidth(px(140))
            choice.setMaximumWidth(max(px(140), room - px(140)))
        columns = 4 if room >= px(680) else 2
        if columns == self._columns:
            return
        self._columns = columns
        for fact in (self.better, self.worse, self.test, self.both):
            self._facts.removeWidget(fact)
        for table in (self.verdicts, self.predictions):
            self._tables.removeWidget(table)
        for n, fact in enumerate((self.better, self.worse, self.test, self.both)):
            self._facts.addWidget(fact, n // columns, n % columns, Qt.AlignmentFlag.AlignTop)
        for n in range(4):
            self._facts.setColumnStretch(n, int(n < columns))
        side_by_side = columns == 4
        self._tables.addWidget(self.verdicts, 0, 0, Qt.AlignmentFlag.AlignTop)
        place = (0, 1) if side_by_side else (1, 0)
        self._tables.addWidget(self.predictions, *place, Qt.AlignmentFlag.AlignTop)
        self._tables.setColumnStretch(0, 1)
        self._tables.setColumnStretch(1, int(side_by_side))
