"""One image under two runs: both maps side by side, under one zoom, each by its own scale or both by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.comparing import Pair
from db.rows import ExplanationRow, RunRow, Verdict
from db.store import Store
from gui import compare_words as words
from gui.canvas import Canvas, Subject
from gui.canvas_bar import PICTURES
from gui.commands import IN_PAIR, Actions
from gui.labels import hairline, label
from gui.linked_views import LinkedView, LinkedViews
from gui.pictures import Look, Picture
from gui.style import px
from gui.tokens import S8, S12, Theme
from gui.words import count, likelihood, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.desk import Desk

ONE_ROW_FROM = 900
STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class Side(LinkedView):
    """The map of one run, with what is said of it above and its scale below."""

    def __init__(self, name: str) -> None:
        super().__init__(tr("Map in {run}").format(run=name), tr("the same for both runs"))
        self.name = name
        self.title, self.said = label("strong", wrap=True), label("quiet", wrap=True)
        self.head.addWidget(self.title)
        self.head.addWidget(self.said)

    def show_row(self, run: RunRow, row: ExplanationRow, verdict: Verdict | None, *, confidence: bool) -> None:
        """confidence: the model's probability may be told."""
        self.title.setText(f"{self.name}   {words.run_name(run)}")
        predicted = visible(row.labels[row.prediction])
        if confidence:
            predicted = f"{predicted} {likelihood(row.probability)}"
        if row.target != row.prediction:
            predicted += " · " + tr("explained: {label}").format(label=visible(row.labels[row.target]))
        self.said.setText(f"{words.verdict(verdict)} · {predicted}")
        self.canvas.show_subject(Subject(row.relative, row.path, row.explanation_id, row.geometry))


class PairView(QWidget):
    """Signals: left(): back to the comparison; review_wanted(in B); stepped(Pair)."""

    left = Signal()
    review_wanted = Signal(bool)
    stepped = Signal(object)

    def __init__(self, desk: Desk, actions: Actions, look: Look) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._runs: tuple[RunRow, RunRow] | None = None
        self._pairs: Sequence[Pair] = ()
        self._at = 0
        self._alike: Callable[[Pair], float | None] = lambda _: None
        self.name, self.place = label("strong"), label("quiet")
        self.back = QPushButton(tr("Back to the comparison"))
        self.back.setToolTip(QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText))
        self.in_a, self.in_b = QPushButton(tr("Review in A")), QPushButton(tr("Review in B"))
        self.sides = (Side("A"), Side("B"))
        self._views = LinkedViews()
        for side in self.sides:
            self._views.add(side)
        self._views.show_cells(self.sides)
        self._build(actions)
        for name in IN_PAIR:
            self.addAction(actions[name])
        self.back.clicked.connect(self.left)
        self.in_a.clicked.connect(lambda: self.review_wanted.emit(False))
        self.in_b.clicked.connect(lambda: self.review_wanted.emit(True))
        self.set_look(look)

    def _build(self, actions: Actions) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(S12, S8, S12, S8)
        self._head.setSpacing(S8)
        front, head = QHBoxLayout(), QHBoxLayout()
        for part in (front, head):
            part.setSpacing(S8)
        self._head.addLayout(front, 1)
        self._head.addLayout(head)
        self.back.setProperty("kind", "choice")
        front.addWidget(self.back)
        front.addWidget(self.name)
        front.addWidget(self.place)
        front.addStretch(1)
        for name in PICTURES:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setAccessibleName(actions[name].text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(button)
        head.addWidget(self._scale_button(actions))
        for button in (self.in_a, self.in_b):
            button.setProperty("kind", "choice")
            head.addWidget(button)
        head.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(hairline())
        column.addWidget(self._views, 1)

    def _scale_button(self, actions: Actions) -> QToolButton:
        """The command of the review under the name that it has here."""
        action = actions["share-scale"]
        self.shared = QToolButton()
        self.shared.setText(tr("One scale for both"))
        actions.follow(self, lambda: self.shared.setToolTip(actions.with_key(self.shared.text(), "share-scale")))
        self.shared.setCheckable(True)
        self.shared.setChecked(action.isChecked())
        self.shared.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.shared.clicked.connect(action.trigger)
        action.toggled.connect(self.shared.setChecked)
        return self.shared

    # --- what is shown ---

    @property
    def canvas(self) -> Canvas:
        """One of the two; the other one follows it."""
        return self.sides[0].canvas

    @property
    def pair(self) -> Pair | None:
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    def show_pairs(
        self, store: Store, runs: tuple[RunRow, RunRow], pairs: Sequence[Pair], at: Pair,
        alike: Callable[[Pair], float | None],
    ) -> None:  # fmt: skip
        """pairs: what Next and Previous go through; alike: rank correlation of the maps, where it is known."""
        self._runs, self._pairs, self._alike = runs, pairs, alike
        self._at = next((n for n, one in enumerate(pairs) if one.first == at.first), 0)
        self._views.use_maps(store)
        self._show()

    def step(self, by: int) -> None:
        """The next image of the list, or the one before."""
        if 0 <= self._at + by < len(self._pairs):
            self._at += by
            self._show()
            self.stepped.emit(self._pairs[self._at])

    def _show(self) -> None:
        pair, runs = self.pair, self._runs
        if pair is None or runs is None:
            return
        self.name.setText(visible(pair.relative))
        said = [tr("{n} of {all}").format(n=count(self._at + 1), all=count(len(self._pairs)))]
        value = self._alike(pair)
        if value is not None:
            said.append(tr("maps alike {value}").format(value=words.alike(value)))
        self.place.setText(" · ".join(said))
        blind = self._desk.settings.blind

        def came(rows: list[ExplanationRow]) -> None:
            if pair is not self.pair:
                return
            verdicts = (pair.verdict_first, pair.verdict_second)
            self._views.share_scale(max(max(abs(row.map_low), abs(row.map_high)) for row in rows))
            self._views.set_aspect(rows[0].geometry.image_width, rows[0].geometry.image_height)
            for side, run, row, verdict in zip(self.sides, runs, rows, verdicts, strict=True):
                side.show_row(run, row, verdict, confidence=not blind.hides_confidence(verdict))

        self._desk.read(lambda store: [store.explanation(one) for one in (pair.first, pair.second)], came)

    def set_look(self, look: Look) -> None:
        """As the pictures of the review are drawn."""
        self._views.set_look(look)

    def shown(self) -> tuple[Picture | None, ...]:
        """What is on the two canvases; None where it is being made."""
        return self._views.shown()

    def clear(self) -> None:
        """The project is closed."""
        self._pairs, self._runs = (), None
        self._views.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in STEPS and not event.modifiers():
            self.step(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The name over the choices where both have no room beside each other."""
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if self.width() >= px(ONE_ROW_FROM) else way.TopToBottom)

    def set_theme(self, theme: Theme) -> None:
        self._fit()
        self._views.set_theme(theme)

    def close_threads(self) -> None:
        self._views.close_threads()
