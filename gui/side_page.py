"""Explanations of one image in the review: two to four views side by side, two under a divider, or their difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from db.store import Store
from gui.arrangement import FEWEST, MOST
from gui.canvas import Canvas
from gui.choice import Choice
from gui.commands import IN_VIEWS, Actions
from gui.difference_view import DifferenceView, Figures
from gui.labels import Elided, column, hairline, label
from gui.linked_views import AROUND, LinkedViews
from gui.pictures import Look
from gui.side_view import SideView
from gui.side_words import LETTERS
from gui.style import px
from gui.swipe import Swipe
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.truth_overlay import TruthMarks
from gui.viewport import View
from gui.words import tr

Mode = Literal["side", "swipe", "difference"]
MODES: tuple[Mode, ...] = ("side", "swipe", "difference")
LEAST_SEEN = 90  # px of height of a picture
STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class _Scrolled(QScrollArea):
    """Its keys are for the images: arrows go to the next one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class SidePage(QWidget):
    """Shows what it is given; gui/side_by_side.py gives it. The parts are made when they are first needed, as each has
    threads of its own.

    Signals: left(): back to the picture alone; stepped(by); chosen(view, explanation id); another(view); wanted(view);
    removed(view); pair_changed()
    """

    left = Signal()
    stepped = Signal(int)
    chosen = Signal(int, int)
    another = Signal(int)
    wanted = Signal(int)
    removed = Signal(int)
    pair_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        # As the canvas in whose place it lies: it makes room for what is under the picture.
        self.setMinimumSize(240, 100)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.mode: Mode = "side"
        self.number = FEWEST
        self._theme = DARK
        self._look = Look()
        self._store: Store | None = None
        self._truth: TruthMarks | None = None
        self.views = LinkedViews()
        self.swipe: Swipe | None = None
        self.difference: DifferenceView | None = None
        self.figures: Figures | None = None

    def build(self, actions: Actions) -> None:
        """Second half of making it: the parts that show commands."""
        self._actions = actions
        self.back = QPushButton(tr("Back"))
        key = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        self.back.setAccessibleName(tr("Back to the picture alone"))
        self.back.setToolTip(f"{self.back.accessibleName()} ({key})")
        self.back.setProperty("kind", "choice")
        self.add = QToolButton()
        self.add.setDefaultAction(actions["add-view"])
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.first, self.second = (
            self._letters(tr("First view of the two")),
            self._letters(tr("Second view of the two")),
        )
        self.pair = QWidget()
        between = QHBoxLayout(self.pair)
        between.setContentsMargins(0, 0, 0, 0)
        between.setSpacing(S4)
        self._joined = label("quiet")
        for part in (self.first, self._joined, self.second):
            between.addWidget(part)
        self._modes, self._behind = QWidget(), QWidget()
        modes, behind = QHBoxLayout(self._modes), QHBoxLayout(self._behind)
        for row in (modes, behind):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(S8)
        for mode in MODES:
            button = QToolButton()
            # In the menu it is told of what.
            short = {"side": tr("Side by side"), "swipe": tr("Swipe"), "difference": tr("Difference")}[mode]
            actions[f"views-{mode}"].setIconText(short)
            button.setDefaultAction(actions[f"views-{mode}"])
            button.setAccessibleName(actions[f"views-{mode}"].text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            modes.addWidget(button)
        behind.addWidget(self.pair)
        behind.addWidget(self.add)
        self._head = QGridLayout()
        self._head.setContentsMargins(S12, S8, S12, S8)
        self._head.setSpacing(S8)
        self._head.setColumnStretch(2, 1)
        self._fit()
        self.note = Elided()
        self.note.setProperty("kind", "quiet")
        self.note.setContentsMargins(S12, 0, S12, S8)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.views)
        inside = column(self, 0)
        inside.addLayout(self._head)
        inside.addWidget(self.note)
        inside.addWidget(hairline())
        # Where window and text leave next to nothing of the pictures, they scroll rather than lie over their heads.
        self._scroll = _Scrolled()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.stage)
        inside.addWidget(self._scroll, 1)
        for name in IN_VIEWS:
            self.addAction(actions[name])
        self.back.clicked.connect(self.left)
        for box in (self.first, self.second):
            box.activated.connect(lambda _: self._pair_chosen())
        self._tell_pair()
        self.say_note("")

    def _letters(self, name: str) -> Choice:
        made = Choice()
        made.setAccessibleName(name)
        return made

    # --- how many views ---

    def shown_views(self) -> list[SideView]:
        return [view for view in self.views.views[: self.number] if isinstance(view, SideView)]

    def show_number(self, number: int) -> None:
        """So many views, from the first."""
        self.number = max(FEWEST, min(MOST, number))
        while len(self.views.views) < self.number:
            self._make_view()
        for view in self.views.views[self.number :]:
            view.canvas.show_subject(None)
        for box, start in ((self.first, 0), (self.second, 1)):
            at = max(0, box.currentIndex()) if box.count() else start
            with QSignalBlocker(box):
                box.clear()
                box.addItems(LETTERS[: self.number])
                box.setCurrentIndex(min(at, self.number - 1))
        if self.first.currentIndex() == self.second.currentIndex():
            with QSignalBlocker(self.first):
                self.first.setCurrentIndex(0 if self.second.currentIndex() else 1)
        self._lay()

    def _make_view(self) -> None:
        n = len(self.views.views)
        view = SideView(LETTERS[n])
        self.views.add(view)
        view.maker.use_maps(self._store.map if self._store is not None else None)
        view.set_look(self._look)
        view.set_theme(self._theme)
        view.canvas.show_truth(self._truth)
        view.chosen.connect(lambda explanation_id: self.chosen.emit(n, explanation_id))
        view.another.connect(lambda: self.another.emit(n))
        view.wanted.connect(lambda: self.wanted.emit(n))
        view.removed.connect(lambda: self.removed.emit(n))
        # Not while it is being laid out.
        view.narrowed.connect(self.pair_changed, Qt.ConnectionType.QueuedConnection)

    # --- how they are seen ---

    def set_mode(self, mode: Mode) -> None:
        """Side by side, or two of them laid over each other or taken from each other."""
        self.mode = mode
        self._actions[f"views-{mode}"].setChecked(True)
        if mode == "swipe" and self.swipe is None:
            self._make_swipe()
        if mode == "difference" and self.difference is None:
            self._make_difference()
        self._tell_pair()
        self._lay()
        self.pair_changed.emit()
        if self.canvas is not None:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_swipe(self) -> None:
        made = self.swipe = Swipe()
        made.use_maps(self._store)
        made.set_look(self._look)
        made.set_theme(self._theme)
        for canvas in (made.left, made.right):
            self.views.link(canvas)
            canvas.show_truth(self._truth)
        self.stage.addWidget(made)

    def _make_difference(self) -> None:
        made, self.figures = DifferenceView(), Figures()
        self.difference = made
        made.set_look(self._look)
        made.canvas.show_truth(self._truth)
        self.views.link(made.canvas)
        self.set_theme(self._theme)

    def _lay(self) -> None:
        """Put what is seen in its place."""
        views = self.shown_views()
        for view in views:
            view.remove.setVisible(self.number > FEWEST and self.mode == "side")
        if self.mode == "swipe" and self.swipe is not None:
            self.stage.setCurrentWidget(self.swipe)
        elif self.mode == "difference" and self.difference is not None and self.figures is not None:
            first, second = self.pair_at()
            self.views.show_cells([views[first], views[second], self.difference, self.figures])
            self.stage.setCurrentWidget(self.views)
        else:
            self.views.show_cells(views)
            self.stage.setCurrentWidget(self.views)
        self._hold_open()

    def pair_at(self) -> tuple[int, int]:
        """Which two views are laid over, or taken from, each other."""
        return max(0, self.first.currentIndex()), max(0, self.second.currentIndex())

    def choose_pair(self, first: int, second: int) -> None:
        for box, at in ((self.first, first), (self.second, second)):
            box.setCurrentIndex(at)
        self._pair_chosen()

    def _pair_chosen(self) -> None:
        self._lay()
        self.pair_changed.emit()

    def _tell_pair(self) -> None:
        self.pair.setVisible(self.mode != "side")
        self.add.setVisible(self.mode == "side")
        # Of a difference the one that is taken away stands last, as it is said.
        self._joined.setText(tr("beside") if self.mode == "swipe" else tr("against"))

    def say_note(self, words: str) -> None:
        """What holds for all views."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    @property
    def canvas(self) -> Canvas | None:
        """The one that keys of pictures are for."""
        if self.mode == "swipe" and self.swipe is not None:
            return self.swipe.right if self.swipe.right.hasFocus() else self.swipe.left
        return self.views.keyboard

    def view_at_hand(self) -> int:
        """Which view has the keyboard; the last one where none has."""
        views = self.shown_views()
        focus = QApplication.focusWidget()
        has = (n for n, view in enumerate(views) if focus is not None and view.isAncestorOf(focus))
        return next(has, len(views) - 1)

    def move_divider(self, by: int) -> None:
        if self.swipe is not None and self.mode == "swipe":
            self.swipe.move_divider(by)

    # --- for all of them ---

    def use_maps(self, store: Store | None) -> None:
        self._store = store
        self.views.use_maps(store)
        if self.swipe is not None:
            self.swipe.use_maps(store)

    def set_look(self, look: Look) -> None:
        """As the pictures of the review are drawn."""
        self._look = look
        self.views.set_look(look)
        for part in (self.swipe, self.difference):
            if part is not None:
                part.set_look(look)

    def set_view(self, view: View) -> None:
        self.views.set_view(view)

    def share_scale(self, high: float | None) -> None:
        self.views.share_scale(high)
        if self.swipe is not None:
            self.swipe.share_scale(high)

    def show_truth(self, marks: TruthMarks | None) -> None:
        """What the data set knows, over every picture."""
        self._truth = marks
        for canvas in self._canvases():
            canvas.show_truth(marks)

    def _canvases(self) -> Sequence[Canvas]:
        found = [view.canvas for view in self.views.views]
        if self.swipe is not None:
            found += [self.swipe.left, self.swipe.right]
        if self.difference is not None:
            found.append(self.difference.canvas)
        return found

    def show_again(self) -> None:
        """A file may be another now: read it anew."""
        for canvas in self._canvases():
            canvas.show_again()

    def clear(self) -> None:
        for canvas in self._canvases():
            canvas.show_subject(None)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.views.set_theme(theme)
        for part in (self.swipe, self.difference, self.figures):
            if part is not None:
                part.set_theme(theme)
        if self.difference is not None:
            # The three pictures lie at one height.
            self.difference.title.setMinimumHeight(self.first.sizeHint().height())
        self._fit()

    def close_threads(self) -> None:
        self.views.close_threads()
        if self.swipe is not None:
            self.swipe.close_threads()
        if self.difference is not None:
            self.difference.maker.close()

    # --- keys and places ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in STEPS and not event.modifiers():
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._hold_open()

    def _hold_open(self) -> None:
        """What stands over and under the pictures is whole, and something of them is seen."""
        rows = 1 if len(self.shown_views()) <= 2 or self.stage.currentWidget() is not self.views else 2
        self.stage.setMinimumHeight(rows * px(AROUND) + LEAST_SEEN)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "note"):
            self._fit()
            self._hold_open()

    def _fit(self) -> None:
        """One row above where there is room, else two: then the modes have the second."""
        parts = (self.back, self._modes, self._behind)
        one_row = self.width() >= sum(part.sizeHint().width() for part in parts) + 4 * S12
        places = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 3, 1, 1)) if one_row else ((0, 0, 1, 1), (1, 0, 1, 4), (0, 3, 1, 1))
        for part, place in zip(parts, places, strict=True):
            self._head.removeWidget(part)
            self._head.addWidget(part, *place, Qt.AlignmentFlag.AlignLeft)
