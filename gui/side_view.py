"""One of the explanations of an image that stand side by side: which it is can be chosen, or had made, over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.canvas import Subject
from gui.choice import Choice
from gui.labels import Elided, label
from gui.linked_views import LinkedView
from gui.method_link import MethodLink
from gui.pictures import Picture
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.words import tr
from gui.wrapping import WrappedLabel
from reports.visible import visible

NARROW = 170
ANOTHER = -1  # among the ids of explanations: none of them, one is to be made


class SideView(LinkedView):
    """Signals: chosen(explanation id); another(): one is to be made that there is not yet; wanted(): the missing one is
    to be made; removed(); narrowed(): there is less room for words than before, or more."""

    chosen = Signal(int)
    another = Signal()
    wanted = Signal()
    removed = Signal()
    narrowed = Signal()

    def __init__(self, letter: str) -> None:
        super().__init__(tr("View {letter}").format(letter=letter), tr("the same for all views"))
        self.letter = letter
        self._at_hand = False
        self._words = ""
        self.badge = label("badge", text=letter)
        self.choice = Choice()
        self.choice.setAccessibleName(tr("Explanation in view {letter}").format(letter=letter))
        self.choice.setPlaceholderText(tr("Choose…"))
        self.choice.setMinimumContentsLength(6)
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.remove = QToolButton()
        self.remove.setAccessibleName(tr("Remove view {letter}").format(letter=letter))
        self.remove.setToolTip(self.remove.accessibleName())
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.said = Elided()
        self.said.setProperty("kind", "quiet")
        self._line = QHBoxLayout()
        self._line.setSpacing(S8)
        self._line.addWidget(self.badge)
        self._line.addWidget(self.choice, 1)
        self._line.addStretch(0)
        self.about_method = MethodLink(DARK, parent=self)
        self.about_method.show_method("")
        self._line.addWidget(self.about_method)
        self._line.addWidget(self.remove)
        self.head.addLayout(self._line)
        self.narrow = False
        self.head.addWidget(self.said)
        self.head.setContentsMargins(S8, S8, S8, S4)
        self.nothing = QWidget()
        self.nothing_said = WrappedLabel()
        self.nothing_said.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing_said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing_said.setProperty("kind", "quiet")
        self.make, self.other = QPushButton(), QPushButton(tr("Another way…"))
        self.other.setProperty("kind", "link")
        middle = QVBoxLayout(self.nothing)
        middle.setContentsMargins(S12, S12, S12, S12)
        middle.setSpacing(S8)
        middle.addStretch(2)
        middle.addWidget(self.nothing_said)
        for button in (self.make, self.other):
            middle.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self.nothing.hide()
        self.layout().insertWidget(2, self.nothing, 1)  # type: ignore[attr-defined]
        self.choice.activated.connect(self._choose)
        self.make.clicked.connect(self.wanted)
        self.other.clicked.connect(self.another)
        self.remove.clicked.connect(self.removed)
        self.canvas.shown.connect(self._tell_loss)

    # --- what is offered ---

    def offer(self, titles: Sequence[tuple[int, str, str]], *, can_make: bool) -> None:
        """titles: (explanation id, in full, in short) of what there is; can_make: more can be had."""
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for explanation_id, full, few in titles:
                self.choice.addItem(full, explanation_id)
                at = self.choice.count() - 1
                self.choice.setItemData(at, few, Choice.SHORT)
                self.choice.setItemData(at, full, Qt.ItemDataRole.ToolTipRole)
            if can_make:
                self.choice.addItem(tr("Have another one made…"), ANOTHER)
            self.choice.setCurrentIndex(-1)

    def _choose(self, at: int) -> None:
        chosen = self.choice.itemData(at)
        if chosen == ANOTHER:
            self._mark()
            self.another.emit()
        elif chosen is not None:
            self.chosen.emit(chosen)

    def _mark(self) -> None:
        """The drop-down says what is shown."""
        shown = self.explanation_id
        self.choice.setCurrentIndex(-1 if shown is None else self.choice.findData(shown))
        self.choice.setToolTip(self.choice.currentText())

    # --- what is shown ---

    @property
    def explanation_id(self) -> int | None:
        """Which explanation stands here; None for none."""
        subject = self.canvas.subject
        return subject.explanation_id if subject is not None else None

    def show_explanation(self, subject: Subject, said: str, *, method: str, at_hand: bool) -> None:
        """at_hand: verdicts are for this one."""
        self.about_method.show_method(method)
        focused = self.make.hasFocus() or self.other.hasFocus()
        self.nothing.hide()
        self.canvas.show()
        self.bar.show()
        self._words, self._at_hand = said, at_hand
        self.canvas.show_subject(subject)
        self._mark()
        name = tr("View {letter}: {what}").format(letter=self.letter, what=self.choice.currentText())
        self.canvas.setAccessibleName(name)
        self._show_badge()
        picture = self.canvas.picture
        if picture is not None:
            self._tell_loss(picture)
        else:
            self.said.setText(said)
        if focused:
            self.canvas.setFocus()

    def say_nothing(self, words: str, make: str = "", *, other: bool = False) -> None:
        """Nothing can be shown here, and why. make: what the button offers, none without; other: offer another way."""
        focused = self.canvas.hasFocus()
        self.about_method.show_method("")
        self.canvas.show_subject(None)
        self.canvas.hide()
        self.bar.hide()
        self._words, self._at_hand = "", False
        self._mark()
        self._show_badge()
        self.said.setText("")
        self.nothing_said.setText(visible(words))
        self.make.setText(make)
        self.make.setVisible(bool(make))
        self.other.setVisible(other)
        self.nothing.show()
        if focused:
            (self.make if make else self.choice).setFocus()

    def _show_badge(self) -> None:
        self.badge.setProperty("kind", "badge-here" if self._at_hand else "badge")
        self.badge.style().unpolish(self.badge)
        self.badge.style().polish(self.badge)
        here = tr("View {letter}, which verdicts are for").format(letter=self.letter)
        self.badge.setAccessibleName(here if self._at_hand else tr("View {letter}").format(letter=self.letter))

    def _tell_loss(self, picture: Picture) -> None:
        """A lost map is told here; it is computed again in the review."""
        if picture.lost:
            lost = tr("map missing") if picture.lost == "missing" else tr("map altered, not shown")
            words = f"{lost} · {self._words}"
        else:
            words = self._words
        self.said.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the choice of the explanation has a line of its own, in place of what is said of it."""
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        if narrow == self.narrow:
            return
        self.narrow = narrow
        if narrow:
            self._line.removeWidget(self.choice)
            self.head.insertWidget(1, self.choice)
        else:
            self.head.removeWidget(self.choice)
            self._line.insertWidget(1, self.choice, 1)
        self.said.setVisible(not narrow)
        self.narrowed.emit()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.remove.setIcon(icons.icon("close", theme.quiet))
        self.about_method.set_theme(theme)
