"""The tour: five small cards at the very first start, each beside the part of the window that it speaks of. The window
stays usable: who does what a card says is on the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.commands import COMMANDS, Actions
from gui.demo import Demo
from gui.labels import label
from gui.overlays import Overlay, lift
from gui.setup_form import accent
from gui.style import px
from gui.tokens import RADIUS, S4, S8, S12, S16
from gui.tour_steps import STEPS, TourStep
from gui.words import tr
from gui.wrapping import WrappedLabel

if TYPE_CHECKING:
    from gui.window import Window

WIDTH = 320
SMALL = 60  # a button: the card goes beneath it rather than over what stands beside it
LOOK_MS = 150


class Ring(QWidget):
    """A line around what is spoken of; takes no clicks."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.colour = ""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.colour), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()


class Card(QFrame):
    """One step: title, text, how far it is, and the ways on."""

    def __init__(self, host: QWidget, actions: Actions) -> None:
        super().__init__(host)
        self._actions = actions
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lift(self)
        self.number, self.title = label("caption"), label("strong", wrap=True)
        self.text, self.state = WrappedLabel(), WrappedLabel()
        self.state.setProperty("kind", "quiet")
        self.demo = QPushButton(tr("Set up the demo"))
        self.skip, self.back, self.next = QPushButton(tr("Skip")), QPushButton(tr("Back")), QPushButton()
        self.skip.setProperty("kind", "link")
        self.skip.setAccessibleName(tr("Skip the tour"))
        self.skip.setToolTip(tr("Skip the tour (Esc); it stays in the menu Help"))
        accent(self.next, True)
        foot = QHBoxLayout()
        foot.setSpacing(S8)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S12, S16, S12)
        column.setSpacing(S8)
        for one in (self.number, self.title, self.text, self.state):
            column.addWidget(one)
        column.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(S4)
        column.addLayout(foot)
        self.hide()

    def show_step(self, n: int, step: TourStep, *, empty: bool) -> None:
        """n: from 0; empty: what it points at is not there yet."""
        last = n == len(STEPS) - 1
        self.number.setText(tr("{n} of {all}").format(n=n + 1, all=len(STEPS)))
        self.title.setText(tr(step.title))
        keys = {command.id.replace("-", "_"): self._actions.spoken(command.id) for command in COMMANDS}
        self.text.setText(tr(step.text).format(**keys))
        self.state.setText(tr(step.empty) if empty and step.empty else "")
        self.state.setVisible(bool(self.state.text()))
        self.demo.setVisible(n == 0)
        self.back.setEnabled(n > 0)
        self.skip.setVisible(not last)
        self.next.setText(tr("Done") if last else tr("Next"))
        self.setAccessibleName(tr("Tour, {number}: {title}").format(number=self.number.text(), title=self.title.text()))
        self.setAccessibleDescription(self.text.text())
        self.next.setAccessibleDescription(f"{self.accessibleName()}. {self.text.text()} {self.state.text()}".strip())

    def say(self, words: str) -> None:
        """How the demo is going."""
        self.demo.setEnabled(not words)
        self.demo.setText(words or tr("Set up the demo"))

    def lie(self, target: QRect, room: QRect) -> None:
        """Beside the target where there is room, never over it unless it fills the window; always within the room."""
        width = min(px(WIDTH), room.width())
        self.setFixedWidth(width)
        self.layout().activate()
        height = min(max(self.layout().heightForWidth(width), self.layout().minimumSize().height()), room.height())
        beside = (QPoint(target.right() + S12, target.top()), QPoint(target.left() - S12 - width, target.top()))
        above = (QPoint(target.left(), target.bottom() + S12), QPoint(target.left(), target.top() - S12 - height))
        for place in (*above, *beside) if target.height() < px(SMALL) else (*beside, *above):
            there = QRect(place.x(), place.y(), width, height)
            there.moveLeft(max(room.left(), min(there.left(), room.right() - width + 1)))
            there.moveTop(max(room.top(), min(there.top(), room.bottom() - height + 1)))
            if not there.intersects(target):
                break
        else:
            there = QRect(room.left(), room.bottom() - height + 1, width, height)
        if there != self.geometry():
            self.setGeometry(there)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.skip.click()
        else:
            event.ignore()


class Tour(QObject):
    """Looks at the window now and then while it is on: what it points at may move, come or go."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.demo = Demo(window)
        self.card: Card | None = None
        self.ring: Ring | None = None
        self.at = 0
        self._first: object = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._follow)

    def offer(self) -> None:
        """At the start of the program: take it if nobody has worked here yet."""
        preferences = self._window.preferences
        if not preferences.tour_shown and not preferences.used_before:
            # Started with a folder, or as the demo: what is chosen and begun already is behind.
            self.take(next((n for n, step in enumerate(STEPS) if not step.mark(self._window)), 0))

    def take(self, n: int = 0) -> None:
        """From the first step on, or the one counted from 0."""
        self._window.preferences.tour_shown = True
        if self.card is None:
            self.card, self.ring = Card(self._window, self._window.actions_), Ring(self._window)
            self.card.next.clicked.connect(lambda: self.go(self.at + 1))
            self.card.back.clicked.connect(lambda: self.go(self.at - 1))
            self.card.skip.clicked.connect(self.end)
            self.card.demo.clicked.connect(self.demo.set_up)
            self.demo.changed.connect(lambda: self.card.say(self.demo.words) if self.card is not None else None)
        self.go(n)
        self._look.start()
        if self._over() is None:
            self.card.next.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def on(self) -> bool:
        """Whether a step is shown, or waits for a dialog to go."""
        return self._look.isActive()

    def go(self, n: int) -> None:
        """To a step, and into its room; behind the last one it ends. The keyboard stays on the card if it is there."""
        if n >= len(STEPS):
            self.end()
            return
        held = self._has_keyboard()
        self.at = max(0, n)
        step = STEPS[self.at]
        if self._window.rooms.now != step.room:
            self._window.rooms.show(step.room)
        self._first = step.mark(self._window)
        self._follow()
        assert self.card is not None
        QAccessible.updateAccessibility(QAccessibleEvent(self.card, QAccessible.Event.Alert))
        if held:
            self.card.next.setFocus(Qt.FocusReason.PopupFocusReason)

    def end(self) -> None:
        """Skipped, or done; it does not come again by itself."""
        held = self._has_keyboard()
        self._look.stop()
        if self.card is not None and self.ring is not None:
            self.card.hide()
            self.ring.hide()
        if held:
            self._window.back_to_work()

    def close(self) -> None:
        self._look.stop()
        self.demo.close()

    def panes(self) -> list[QWidget]:
        """What F6 goes to beside the parts of the window."""
        return [self.card.next] if self.card is not None and self.card.isVisible() else []

    # --- following the window ---

    def _follow(self) -> None:
        """Point at the part as it is now; on to the next step where this one has been done."""
        card, ring, window = self.card, self.ring, self._window
        assert card is not None
        assert ring is not None
        if self._over() is not None:
            card.hide()
            ring.hide()
            return
        step = STEPS[self.at]
        if self._done(step):
            self.go(self.at + 1)
            return
        part = step.part(window)
        there = part.isVisible()
        target = part if there else window.top.rooms.buttons[step.room]
        card.show_step(self.at, step, empty=not there and window.desk.run is None)
        room = window.rect().adjusted(S8, S8, -S8, -S8)
        around = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).intersected(window.rect())
        ring.colour = window.theme.accent
        edge = around.adjusted(-3, -3, 3, 3).intersected(window.rect())
        if ring.geometry() != edge:
            ring.setGeometry(edge)
        card.lie(around, room)
        for one in (ring, card):
            if not one.isVisible():
                one.show()
                one.raise_()

    def _done(self, step: TourStep) -> bool:
        """It was not so when the step began, and is now."""
        now = step.mark(self._window)
        return bool(now) and now != self._first

    def _over(self) -> QWidget | None:
        """What lies over the window and must be answered or read first."""
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal
        window = self._window
        lying: list[QWidget] = [*window.findChildren(QDialog), *window.findChildren(Overlay)]
        return next((one for one in lying if one.isVisible()), None)

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.card is not None and self.card.isAncestorOf(focus)
