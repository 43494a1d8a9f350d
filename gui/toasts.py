"""Short messages at the lower edge that go by themselves, with a way to take back what they tell of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gui import icons
from gui.accessible import announce
from gui.overlays import lift
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.words import tr
from gui.wrapping import breakable

STAYS_MS = 6000
OFFERING_MS = 12_000  # with something to open: it takes a moment to see that one wants to
MOST = 3
# What undo takes back is one stack: an older message must not offer to undo what is no longer on top of it.
REVIEW = "review"


class Toast(QFrame):
    """One message. It stays while the mouse is over it or the keyboard in it."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(
        self,
        text: str,
        kind: str,
        undo: Callable[[], object] | None,
        owner: Toasts,
        *,
        event: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self.text, self.kind, self.change = text, kind, event  # "event" is Qt's
        self._owner = owner
        self.undo: QPushButton | None = None
        self._undo: QPushButton | None = None
        words = self._words = QLabel(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(len(text) > 60)
        whole = self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        whole.setContentsMargins(S12, S8, S8, S8)
        whole.setSpacing(S12)
        whole.addWidget(words, 1)
        row = QHBoxLayout()
        row.setSpacing(S12)
        whole.addLayout(row)
        self.actions_ = [self._button(title, f"{title}: {text}", do) for title, do in actions]
        if self.actions_:
            self.action = self.actions_[0]
        for button in self.actions_:
            row.addWidget(button)
        if undo is not None:
            self.undo = self._undo = self._button(tr("Undo"), tr("Undo: {what}").format(what=text), undo)
            row.addWidget(self.undo)
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(tr("Close this message"))
        self.close_button.setToolTip(tr("Close"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(lambda: owner.remove(self))
        self.close_button.installEventFilter(self)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(OFFERING_MS if actions else STAYS_MS)
        self._timer.timeout.connect(lambda: owner.remove(self))
        self._timer.start()

    def fit(self, room: int) -> None:
        """At most room px wide: its lines break where they must, and the buttons go beneath them."""
        self._whole.setDirection(QBoxLayout.Direction.LeftToRight)
        self.setMinimumWidth(0)
        self._words.setMinimumHeight(0)
        self._words.setText(self.text)
        self._words.setWordWrap(len(self.text) > 60)
        if self.sizeHint().width() > room:
            self._words.setWordWrap(True)
            self._words.setText(breakable(self.text))
        if self.minimumSizeHint().width() > room:
            self._whole.setDirection(QBoxLayout.Direction.TopToBottom)
            self.setMinimumWidth(room)
            self._words.setMinimumHeight(self._words.heightForWidth(room - S12 - S8 - 2 * self.frameWidth()))

    def set_theme(self, theme: Theme) -> None:
        self.close_button.setIcon(icons.icon("close", theme.quiet))

    def withdraw(self) -> None:
        """What it tells of can no longer be taken back from here."""
        if self.undo is not None:
            self.undo.hide()
            self.undo = None

    def offer(self) -> None:
        """What it tells of is again what was done last."""
        if self.undo is None and self._undo is not None:
            self.undo = self._undo
            self.undo.show()

    def _button(self, title: str, name: str, callback: Callable[[], object]) -> QPushButton:
        def take() -> None:
            self._owner.remove(self)
            callback()

        button = QPushButton(title)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(take)
        button.installEventFilter(self)
        return button

    def _look_again(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def enterEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._timer.stop()

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._timer.start()
        self._look_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return False


class Toasts(QObject):
    """The stack, newest at the bottom, at the upper right of ``room`` (in the window's pixels); where there is none,
    over the lower edge of the window ``host``.

    For what has happened and needs nothing more; what must be acted on is a notice. Nothing happened: show nothing.
    """

    def __init__(self, host: QWidget, room: Callable[[], QRect | None] = lambda: None) -> None:
        super().__init__(host)
        self._host, self._room = host, room
        self._theme = DARK
        self._stack = QWidget(host)
        self._stack.setAccessibleName(tr("Messages"))
        self._column = QVBoxLayout(self._stack)
        self._column.setContentsMargins(S12, S12, S12, S4)
        self._column.setSpacing(S8)
        self._stack.hide()
        self._before: QWidget | None = None
        host.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_went)

    def _focus_went(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember where the keyboard was before it came here."""
        if now is None or old is None or not isValid(self._stack):
            return
        if self._stack.isAncestorOf(now) and not self._stack.isAncestorOf(old):
            self._before = old

    def show(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        kind: str = REVIEW,
        *,
        event: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a message for 6 s, with an action (title, callback), or two, for 12.

        undo takes back what it tells of; older messages of that kind lose theirs by it. event: the hash of what undo
        takes back, by which ``offer`` knows it.
        """
        if undo is not None:
            self.withdraw(kind)
        for old in self.shown()[: max(0, len(self.shown()) - MOST + 1)]:
            self.remove(old)
        actions = [one for one in (action, second) if one is not None]
        toast = Toast(text, kind, undo, self, event=event, actions=actions)
        toast.set_theme(self._theme)
        lift(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.show()
        toast.show()  # a layout shows what it gets later, and reckons without it until then
        self._lie()
        announce(toast, text)

    def withdraw(self, kind: str = REVIEW) -> None:
        """Messages of that kind offer Undo no longer: something else has been done or undone since."""
        for toast in self.shown():
            if toast.kind == kind:
                toast.withdraw()

    def offer(self, event: str) -> None:
        """event was done last: the message that tells of it offers Undo, and no other of the messages with events."""
        for toast in self.shown():
            if toast.change and toast.change == event:
                toast.offer()
            elif toast.change:
                toast.withdraw()
        self._lie()

    def remove(self, toast: Toast) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and toast.isAncestorOf(focus) and self._before is not None and isValid(self._before):
            # Else Qt gives the keyboard to whatever comes next.
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        toast.setParent(None)
        self._lie()

    def clear(self) -> None:
        """Take all away: another project."""
        for toast in self.shown():
            self.remove(toast)

    def shown(self) -> list[Toast]:
        """From top to bottom."""
        found = (self._column.itemAt(n).widget() for n in range(self._column.count()))
        return [toast for toast in found if isinstance(toast, Toast)]

    def texts(self) -> list[str]:
        return [toast.text for toast in self.shown()]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for toast in self.shown():
            toast.set_theme(theme)
        self._lie()

    def _lie(self) -> None:
        if not self.shown():
            self._stack.hide()
            return
        room = self._room()
        margins = self._column.contentsMargins()
        width = self._host.width() if room is None else room.width()
        for toast in self.shown():
            toast.fit(width - margins.left() - margins.right())
        self._stack.setMaximumWidth(width)
        self._stack.adjustSize()
        self._column.activate()
        size = self._stack.size()
        if room is None:
            # Over the middle of the status bar, which says nothing there: one message alone hides next to nothing.
            self._stack.move((width - size.width()) // 2, self._host.height() - size.height())
        else:
            self._stack.move(room.right() + 1 - size.width(), room.top())
        self._stack.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._lie()
        return False
