"""About a method: a card with what it does, its caveat, how good it was, what it was told, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine import methods
from engine.methods import METHODS
from engine.records import PlainError
from gui.choice import Choice
from gui.labels import label
from gui.method_facts import DOES, MEASURED
from gui.method_link import MethodAsked
from gui.method_sources import SOURCE
from gui.overlays import Overlay
from gui.style import px
from gui.tokens import S4, S8, S12, S16, Theme
from gui.words import plural, three_digits, tr
from gui.wrapping import WrappedLabel, breakable

if TYPE_CHECKING:
    from gui.window import Window

WIDTH, HEIGHT = 520, 560


class MethodCard(Overlay):
    """One method at a time; the others are a choice away."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, tr("About a method"))
        self.choice = Choice()
        self.choice.setAccessibleName(tr("Method"))
        for method in METHODS.values():
            self.choice.addItem(tr(method.title), method.name)
        self.choice.currentIndexChanged.connect(lambda _: self._show(self.choice.currentData(), None))
        self.does, self.caveat, self.told = WrappedLabel(), WrappedLabel(), WrappedLabel()
        self.source, self.measured = WrappedLabel(), WrappedLabel()
        self._told_head = label("caption")
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, S8, 0)
        body.setSpacing(S4)
        body.addWidget(self.does)
        self.caveat.setProperty("kind", "strong")
        for head, text in (
            (label("caption", text=tr("What to keep in mind")), self.caveat),
            (label("caption", text=tr("How good it was where the truth is known")), self.measured),
            (self._told_head, self.told),
            (label("caption", text=tr("Source")), self.source),
        ):
            text.setTextFormat(Qt.TextFormat.PlainText)
            body.addSpacing(S12)
            body.addWidget(head)
            body.addWidget(text)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName(tr("About this method"))
        area.setWidget(inside)
        self._area = area
        title = label("headline", text=tr("About a method"))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.shut)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S8, S16)
        column.setSpacing(S12)
        column.addWidget(title)
        column.addWidget(self.choice)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def place(self, room: QRect) -> QRect:
        width, height = min(px(WIDTH), room.width()), min(px(HEIGHT), room.height())
        return QRect(room.center().x() - width // 2, room.center().y() - height // 2, width, height)

    def first(self) -> QWidget:
        return self.choice

    def show_method(self, name: str, told: Mapping[str, Any] | None) -> None:
        """told: with what a run was made; None for what it would be made with."""
        blocked = self.choice.blockSignals(True)
        self.choice.setCurrentIndex(self.choice.findData(name))
        self.choice.blockSignals(blocked)
        self._show(name, told)
        self.open()

    def _show(self, name: str, told: Mapping[str, Any] | None) -> None:
        method = METHODS[name]
        self.does.setText(tr(DOES[name]))
        self.caveat.setText(tr(method.caveat))
        self.measured.setText(measured_words(name))
        ran = told is not None
        self._told_head.setText(tr("What this run was told") if ran else tr("What it is told"))
        self.told.setText(told_words(name, told))
        self.source.setText(breakable(SOURCE[name]))
        said = " ".join(one.text() for one in (self.does, self.caveat, self.measured))
        self.choice.setAccessibleDescription(said)
        self._area.verticalScrollBar().setValue(0)


def measured_words(name: str) -> str:
    """The figures of docs/quality.md as sentences."""
    found = MEASURED.get(name)
    if found is None:
        return tr("It was not measured.")
    figures = {
        "own": _range(found.own), "energy": _range(found.energy), "rank": _range(found.rank),
        "nets": plural(found.nets, "one net", "{n} nets"),
    }  # fmt: skip
    return tr(
        "On {nets} and pictures of two things, {own} of what the map puts on the two is on the one asked for (.5 is "
        "chance), and {energy} of the whole map. Its highest pixels cover a single thing to {rank}. Other nets and "
        "pictures give other figures."
    ).format(**figures)


def _range(ends: tuple[float, float]) -> str:
    low, high = ends
    if low == high:
        return three_digits(low)
    return tr("{low} to {high}").format(low=three_digits(low), high=three_digits(high))


def told_words(name: str, told: Mapping[str, Any] | None) -> str:
    """ "steps 10 · learning_rate 0.5 · ...", as the store keeps them."""
    if told is None:
        try:
            told = methods.parameters(name, methods.FitSettings().steps)
        except PlainError as missing:  # a library that is not installed
            return str(missing)
    return " · ".join(f"{key} {_said(value)}" for key, value in told.items())


def _said(value: Any) -> str:
    match value:
        case float():
            return f"{value:.4g}"
        case list() | tuple():
            return "[" + ", ".join(_said(one) for one in value) + "]"
        case dict():
            return "{…}"
    return str(value)


class AboutMethod(QObject):
    """Shows the card, for the method at hand or for the one whose link was taken."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def build(self) -> None:
        """Second half of making it."""
        self.card = MethodCard(self._window)
        self._window.installEventFilter(self)

    def at_hand(self) -> None:
        """Of the run that is shown; in the audit room of the one that is chosen there. Shut, where it is open."""
        window = self._window
        if self.card.isVisible():
            self.card.shut()
            return
        run = window.desk.run
        if window.rooms.now == "audit" or run is None:
            self.card.show_method(window.start.form.method.currentData(), None)
        else:
            self.tell(run.method)

    def tell(self, name: str) -> None:
        """A method by its name, with what the run that is shown was told where it is that run's."""
        run = self._window.desk.run
        if name in METHODS:
            in_review = run is not None and run.method == name and self._window.rooms.now != "audit"
            self.card.show_method(name, run.parameters if run is not None and in_review else None)
        else:
            self._window.status.show_passing(tr("this Hansel does not know the method {name}").format(name=name))

    def set_theme(self, theme: Theme) -> None:
        if hasattr(self, "card"):
            self.card.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, MethodAsked):
            self.tell(event.name)
            return True
        return False
