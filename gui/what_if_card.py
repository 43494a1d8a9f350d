"""A card over the picture: take a region away or keep only it, and what the model says then beside what it said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import icons
from gui.accessible import announce
from gui.choice import Choice
from gui.commands import Actions
from gui.style import px
from gui.tokens import S4, S8, S12, Theme
from gui.what_if_words import ABOUT_FILLINGS, FILLINGS
from gui.words import count, tr
from gui.wrapping import WrappedLabel
from reports.visible import visible

Offer = tuple[str, Callable[[], object]]
WIDEST, LEAST = 560, 320


class WhatIfCard(QFrame):
    """Signals: wanted(way): "away" or "only"; picture_wanted(): the changed picture, or back; changed(): filling or
    regions chosen anew; dismissed(): it was closed; left(): the keyboard goes back to the picture; turned(): it has
    another size."""

    wanted = Signal(str)
    picture_wanted = Signal()
    changed = Signal()
    dismissed = Signal()
    left = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("What if"))
        self.away, self.only = QPushButton(), QPushButton()
        self.away.setProperty("kind", "primary")
        self._hints: dict[QPushButton, str] = {}
        self._why_not = ""
        for button, way in ((self.away, "away"), (self.only, "only")):
            button.clicked.connect(lambda _=False, way=way: self.wanted.emit(way))
        self.filling = Choice()
        for name, title in FILLINGS.items():
            self.filling.addItem(tr(title), name)
            self.filling.setItemData(self.filling.count() - 1, tr(ABOUT_FILLINGS[name]), Qt.ItemDataRole.ToolTipRole)
        self.filling.setAccessibleName(tr("What lies in its place"))
        self.together = QCheckBox()
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.setToolTip(tr("Close (Esc)"))
        self.close_button.clicked.connect(self.leave)
        self.answer = WrappedLabel()
        self.answer.setProperty("kind", "strong")
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.about = WrappedLabel()
        self.about.setProperty("kind", "caption")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.details = WrappedLabel()
        self.details.setProperty("kind", "quiet")
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.picture = QPushButton()
        self.picture.clicked.connect(self.picture_wanted)
        self.offers: list[QPushButton] = []
        self._acts_offered: list[Callable[[], object]] = []
        self._told: tuple[object, ...] = ()
        self._acting = True
        self._titles: dict[QPushButton, tuple[str, str]] = {}  # whole, and where there is little room
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acts.setSpacing(S8)
        for part in (self.away, self.only, self.filling):
            self._acts.addWidget(part)
        self._acts.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(S8)
        head.addLayout(self._acts, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._offers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._offers.setSpacing(S8)
        self._offers.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(2)
        for part in (self.about, self.answer, self.details):
            said.addWidget(part)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addLayout(said, 1)
        self._foot.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(S12, S8, S8, S8)
        column.setSpacing(S4)
        column.addLayout(head)
        column.addWidget(self.together)
        column.addLayout(self._foot)
        column.addLayout(self._offers)
        self._fields = (self.away, self.only, self.filling, self.together, self.picture, self.close_button)
        for field in self._fields:
            field.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            field.installEventFilter(self)
        self.filling.currentIndexChanged.connect(self._filling_chosen)
        self.together.toggled.connect(lambda _: self.changed.emit())
        self._filling_chosen()
        self.ask_about(1, 1, single=True)
        self.tell("")
        self.hide()

    def build(self, actions: Actions) -> None:
        """Once the commands are there."""
        actions.follow(self, lambda: self._tell_keys(actions))

    def _tell_keys(self, actions: Actions) -> None:
        self._hints = {self.away: actions.tooltip("what-if-away"), self.only: actions.tooltip("what-if-only")}
        for part, hint in self._hints.items():
            part.setToolTip(self._why_not or hint)
        self.picture.setToolTip(actions.tooltip("what-if-picture"))

    # --- what can be asked ---

    def ask_about(self, chosen: int, every: int, *, single: bool) -> None:
        """How many regions a button is about; every: how many there are to ask about together; single: one is
        selected, so that there is a choice between it and all."""
        self.together.setVisible(single and every > 1)
        words = tr("Both regions together") if every == 2 else tr("All {n} regions together")
        self.together.setText(words.format(n=count(every)))
        for button, one, many, short in (
            (self.away, tr("Take away region"), tr("Take away {n} regions"), tr("Take away")),
            (self.only, tr("Keep only it"), tr("Keep only these"), tr("Keep only")),
        ):
            whole = one if chosen == 1 else many.format(n=count(chosen))
            self._titles[button] = whole, short
            button.setAccessibleName(whole)
        self.turned.emit()

    def may_ask(self, allowed: bool, why_not: str = "") -> None:
        """Grey what asks, or not; hidden altogether where the project can only be read."""
        self._why_not = why_not
        for part in (self.away, self.only):
            part.setEnabled(allowed)
            part.setToolTip(why_not or self._hints.get(part, ""))

    def show_acts(self, shown: bool) -> None:
        """Whether anything can be asked here at all, or only looked at."""
        self._acting = shown
        if not shown:
            self.together.hide()

    def _filling_chosen(self) -> None:
        self.filling.setToolTip(tr(ABOUT_FILLINGS[self.filling.currentData()]))
        self.changed.emit()

    def next_filling(self) -> str:
        """Choose the next filling; its title."""
        self.filling.setCurrentIndex((self.filling.currentIndex() + 1) % self.filling.count())
        return self.filling.currentText()

    # --- what is told ---

    def tell(
        self, words: str, *, about: str = "", answer: str = "", spoken: str = "", offers: tuple[Offer, ...] = ()
    ) -> None:
        """How it goes, or what was answered; about: of which question; offers: (title, what it does)."""
        self._acts_offered = [act for _, act in offers]
        now = (words, about, answer, spoken, tuple(title for title, _ in offers))
        if now == self._told:
            return
        self._told = now
        for part, text in ((self.about, about), (self.answer, answer), (self.details, words)):
            part.setText(visible(text))
            part.setVisible(bool(text))
        said = " · ".join(visible(text) for text in (about, spoken or answer, words) if text)
        self.setAccessibleDescription(said)
        announce(self, said)
        focused = any(button.hasFocus() for button in self.offers)
        for old in self.offers:
            self._offers.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.offers = []
        for place, (title, _) in enumerate(offers):
            button = QPushButton(title)
            button.setAccessibleName(title)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, place=place: self._acts_offered[place]())
            button.installEventFilter(self)
            self._offers.insertWidget(self._offers.count() - 1, button)
            button.show()
            self.offers.append(button)
        if focused:
            self.left.emit()
        self.turned.emit()

    def show_picture_button(self, shown: bool, looking: bool) -> None:
        """Whether there is a changed picture to look at, and whether it is looked at."""
        if not shown and self.picture.hasFocus():
            self.left.emit()
        self.picture.setVisible(shown)
        self.picture.setText(tr("Back to the image") if looking else tr("Look at the picture"))
        self.picture.setAccessibleName(self.picture.text())
        self.turned.emit()

    # --- where it lies ---

    def lie(self, left: int, top: int, bottom: int, foot: int, room: int, *, above: bool) -> None:
        """At the left of the picture, at its lower end or (above) at its upper one; as wide as there is room (px).
        Where the window is small and the text large it lies rather over the picture's bars, down to foot, than be cut,
        and what keys do too gives way."""
        way = QBoxLayout.Direction
        around = S12 + S8 + 2 * self.frameWidth()
        inner = min(room, px(WIDEST)) - around
        for part in (self.away, self.only, self.filling):
            part.setVisible(self._acting)
        for button, (whole, _) in self._titles.items():
            button.setText(whole)
        self._acts.setDirection(way.LeftToRight)
        beside = self._acts.sizeHint().width() + self.close_button.sizeHint().width() + S8
        narrow = beside > inner
        if narrow:
            self._acts.setDirection(way.TopToBottom)
            for button, (_, short) in self._titles.items():
                if button.sizeHint().width() > inner - self.close_button.sizeHint().width() - S8:
                    button.setText(short)
        else:
            inner = max(beside, min(inner, px(LEAST)))
        self._lay_rest(inner, narrow)
        self.details.setVisible(bool(self.details.text()))
        spare: tuple[QWidget, ...] = (self.filling, self.only, *((self.details,) if self.answer.text() else ()))
        for part in spare:
            if self._fit(inner + around) <= foot:
                break
            part.hide()
        height = self._fit(inner + around)
        self.resize(inner + around, height)
        at = top if above else max(top, bottom - height)
        self.move(left, max(0, min(at, foot - height)))

    def _lay_rest(self, inner: int, narrow: bool) -> None:
        """What was said, and the buttons beneath it, in so many px."""
        way = QBoxLayout.Direction
        picture = 0 if self.picture.isHidden() else self.picture.sizeHint().width() + S12
        self._foot.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._foot.setSpacing(S4 if narrow else S12 if picture else 0)
        for part in (self.about, self.answer, self.details):
            part.setFixedWidth(inner if narrow else inner - picture)
        offers = sum(one.sizeHint().width() + S8 for one in self.offers)
        self._offers.setDirection(way.LeftToRight if offers <= inner else way.TopToBottom)

    def _fit(self, width: int) -> int:
        """The height that is needed at a width."""
        self.setFixedWidth(width)
        self.layout().invalidate()
        self.layout().activate()
        return self.layout().sizeHint().height()

    def leave(self) -> None:
        self.hide()
        self.dismissed.emit()
        self.left.emit()

    def has_keyboard(self) -> bool:
        return any(part.hasFocus() for part in (*self._fields, *self.offers))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton | QToolButton):
                watched.click()
                return True
        return False

    def set_theme(self, theme: Theme) -> None:
        self.close_button.setIcon(icons.icon("close", theme.quiet))
