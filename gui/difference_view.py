"""The difference of two maps as a picture of its own, and beside it what the figures say and do not say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db import likeness
from db.faults import MapAltered, MapMissing
from db.rows import ExplanationRow
from db.store import Store
from engine.records import FloatArray, PlainError
from gui.canvas import Subject
from gui.labels import Elided, label
from gui.linked_views import LinkedView
from gui.pictures import Look
from gui.said import said
from gui.style import px
from gui.tokens import S4, S8, S12, S16, Theme
from gui.words import percent, tr, written
from gui.wrapping import WrappedLabel, breakable
from reports.visible import visible

if TYPE_CHECKING:
    from engine.difference import Difference

BESIDE = 280
LITTLE = 0.0005  # of the image or of a map: less is not told


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two maps compared, or why they could not be (``why_not``). alike: rank correlation over what both saw, None
    where one of them is the same value everywhere."""

    found: Difference | None
    alike: float | None = None
    why_not: str = ""


def compare(store: Store, first: ExplanationRow, second: ExplanationRow, names: tuple[str, str]) -> Compared:
    """Read and compare two maps of one image; not for the window's thread. names: of the two, as people see them."""
    from engine import difference

    maps: list[FloatArray] = []
    for row, name in zip((first, second), names, strict=True):
        try:
            maps.append(store.map(row.explanation_id))
        except MapMissing:
            words = tr("The map of {name} is missing, so there is nothing to compare.")
            return Compared(None, why_not=words.format(name=name))
        except MapAltered:
            words = tr("The map of {name} was altered, so it is not compared.")
            return Compared(None, why_not=words.format(name=name))
    try:
        found = difference.difference(maps[0], first.geometry, maps[1], second.geometry)
    except PlainError as error:
        return Compared(None, why_not=said(str(error)))
    return Compared(found, likeness.spearman(found.first, found.second))


class DifferenceView(LinkedView):
    """``show``: the difference as a signed map over the image, blue where the first map has more, orange where the
    second has. It is never drawn as a mask, and by its own scale."""

    def __init__(self) -> None:
        meaning = tr("Difference of shares, {low} to {high} times what each pixel would have if all had alike")
        super().__init__(tr("Difference of two maps"), meaning=meaning)
        self.title, self.said = label("strong"), Elided()
        self.said.setProperty("kind", "quiet")
        self.head.setContentsMargins(S8, S8, S8, S4)
        self.head.addWidget(self.title)
        self.head.addWidget(self.said)
        self._maps: dict[int, FloatArray] = {}
        self._number = 0
        self.maker.use_maps(self._load)

    def _load(self, number: int) -> FloatArray:
        """In the thread of the pictures."""
        return self._maps[number]

    def say(self, title: str) -> None:
        """Whose difference it is going to be; nothing is shown of the one before."""
        self.title.setText(title)
        self.said.setText("")
        self.canvas.show_subject(None)

    def show_difference(self, image: Subject, found: Difference, names: tuple[str, str]) -> None:
        # A number of its own for each: what was drawn of another pair is never taken for this one.
        self._number += 1
        self._maps = {self._number: found.map}
        self.maker.use_maps(self._load)  # what was drawn of the pair before is never wanted again
        first, second = names
        self.said.setText(tr("orange: more in {second}, blue: more in {first}").format(first=first, second=second))
        self.canvas.show_subject(replace(image, explanation_id=self._number, geometry=found.geometry))

    def set_look(self, look: Look) -> None:
        super().set_look(replace(look, mode="overlay" if look.mode == "mask" else look.mode, shared=False))


class Figures(QScrollArea):
    """What the difference of two maps comes to, in figures and plain words. ``say`` for words alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Figures of the difference"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside = QWidget()
        inside.setObjectName("sidePanel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(S16, S12, S16, S12)
        column.setSpacing(S8)
        self.alike, self.moved = label("number"), label("number")
        self.alike_said, self.moved_said = WrappedLabel(), WrappedLabel()
        self.seen, self.how = WrappedLabel(), WrappedLabel()
        self._numbers = QWidget()
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S16)
        for number, words in ((self.alike, self.alike_said), (self.moved, self.moved_said)):
            each = QVBoxLayout()
            each.setSpacing(S4)
            each.addWidget(number)
            each.addWidget(words)
            each.addStretch(1)
            row.addLayout(each, 1)
        for words in (self.alike_said, self.moved_said, self.how):
            words.setProperty("kind", "quiet")
        for words in (self.alike_said, self.moved_said, self.seen, self.how):
            words.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._numbers)
        column.addWidget(self.seen)
        column.addWidget(self.how)
        column.addStretch(1)
        self.setWidget(inside)

    def say(self, words: str) -> None:
        """Words in place of figures: what goes on, or why there are none."""
        self._numbers.hide()
        self.how.hide()
        self.seen.setText(visible(words))
        self.setAccessibleDescription(self.seen.text())

    def show_figures(self, compared: Compared, names: tuple[str, str]) -> None:
        found = compared.found
        if found is None:
            self.say(compared.why_not)
            return
        self._numbers.show()
        self.how.show()
        first, second = names
        self.alike.setText("–" if compared.alike is None else written(f"{round(compared.alike, 2) + 0.0:.2f}"))
        self.alike_said.setText(
            breakable(
                tr("no rank correlation: one map is the same everywhere")
                if compared.alike is None
                else tr("rank correlation, pixel by pixel: 1 is the same order, 0 none")
            )
        )
        self.moved.setText(percent(found.moved))
        self.moved_said.setText(
            tr("of the attribution lies elsewhere in {second}, or has the other sign").format(second=second)
            if found.signed
            else tr("of the attribution lies elsewhere in {second} than in {first}").format(first=first, second=second)
        )
        self.seen.setText(_coverage(found, names))
        self.how.setText(
            tr(
                "Each map is divided by the sum of its absolute values over what both saw, so that its scale does not "
                "count. The picture is {second} less {first}, in multiples of what each pixel would have if all had "
                "alike."
            ).format(first=first, second=second)
        )
        self.setAccessibleDescription(
            ". ".join(
                (f"{self.alike.text()} {self.alike_said.text()}", f"{self.moved.text()} {self.moved_said.text()}",
                 self.seen.text(), self.how.text())
            )
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._fit()

    def _fit(self) -> None:
        """The two figures beneath each other where there is no room beside each other."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if self.viewport().width() >= px(BESIDE) else way.TopToBottom)


def _coverage(found: Difference, names: tuple[str, str]) -> str:
    """How much of the image is compared, and what is left out of each map."""
    both = found.seen[2]
    if both > 1 - LITTLE and max(found.outside) < LITTLE:
        return tr("Both saw the whole image.")
    parts = [tr("Both saw {share} of the image; only that is compared.").format(share=percent(both))]
    for name, other, seen, outside in zip(names, reversed(names), found.seen[:2], found.outside, strict=True):
        if seen - both > LITTLE:
            words = tr("{name} saw {share} that {other} did not, with {part} of its attribution.")
            parts.append(
                words.format(name=name, other=other, share=percent(seen - both), part=percent(outside))
            )  # fmt: skip
    return " ".join(parts)
