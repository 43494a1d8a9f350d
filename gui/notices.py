"""Calm bars across the top of the window: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.accessible import announce
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.words import tr
from gui.wrapping import WrappedLabel

MOST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """One bar. A second notice of the same id replaces the first; a standing one can only be resolved, not closed.

    icon:    name of an icon; "warning" is drawn in orange
    actions: (title, callback); the first one is what we would do. Taking one removes the bar.
    """

    id: str
    text: str
    icon: str = "info"
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    standing: bool = False


class _Bar(QFrame):
    """Words and buttons side by side; the buttons beneath, where they would take more than half of the width."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.buttons = QWidget()
        self.row = QHBoxLayout(self.buttons)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(S12)
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.setSpacing(S4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self.body.setDirection(way.TopToBottom if 2 * self.row.sizeHint().width() > self.width() else way.LeftToRight)


class Notices(QWidget):
    """The bars, newest at the bottom. Empty it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._bars: dict[str, tuple[Notice, QFrame]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_notice(self, notice: Notice) -> None:
        """Show it, and tell it to those who listen: a warning at once."""
        known = self.get(notice.id)
        self._show(notice)
        if known is None or known.text != notice.text:
            announce(self._bars[notice.id][1], notice.text, urgent=notice.icon == "warning")

    def _show(self, notice: Notice) -> None:
        self.remove(notice.id)
        passing = [key for key, (shown, _) in self._bars.items() if not shown.standing]
        for key in passing[: max(0, len(passing) - MOST + 1)]:
            self.remove(key)
        bar = self._bar(notice)
        self._bars[notice.id] = (notice, bar)
        self._column.addWidget(bar)
        bar.show()  # else it is in sight a moment later only

    def retell(self, notice_id: str, text: str) -> bool:
        """Other words in a bar that is shown, whose buttons stay as they are; False if there is none."""
        if notice_id not in self._bars:
            return False
        notice, bar = self._bars[notice_id]
        if notice.text != text:
            self._bars[notice_id] = (replace(notice, text=text), bar)
            bar.setAccessibleName(text)
            label = bar.findChild(WrappedLabel)
            if label is not None:
                label.setText(text)
        return True

    def remove(self, notice_id: str) -> None:
        if notice_id in self._bars:
            _, bar = self._bars.pop(notice_id)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()

    def remove_all(self) -> None:
        """Everything but what stands until it is resolved."""
        for notice_id, (notice, _) in list(self._bars.items()):
            if not notice.standing:
                self.remove(notice_id)

    def get(self, notice_id: str) -> Notice | None:
        return self._bars[notice_id][0] if notice_id in self._bars else None

    def texts(self) -> list[str]:
        """What the bars say, from top to bottom."""
        return [notice.text for notice, _ in self._bars.values()]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for notice, _ in list(self._bars.values()):
            self._show(notice)

    def _bar(self, notice: Notice) -> QFrame:
        bar = _Bar()
        bar.setAccessibleName(notice.text)
        row = QHBoxLayout(bar)
        row.setContentsMargins(S12, S8, S8, S8)
        row.setSpacing(S12)
        colour = self._theme.mark("flawed").colour if notice.icon == "warning" else self._theme.quiet
        mark = QLabel()
        mark.setPixmap(icons.icon(notice.icon, colour).pixmap(QSize(px(16), px(16))))
        text = WrappedLabel(notice.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(mark)
        bar.body.addWidget(text, 1)
        bar.body.addWidget(bar.buttons, 0, Qt.AlignmentFlag.AlignLeft)
        bar.buttons.setVisible(bool(notice.actions))
        row.addLayout(bar.body, 1)
        for n, (title, callback) in enumerate(notice.actions):
            button = QPushButton(title)
            if n == 0:
                button.setProperty("kind", "primary")
            # A click leaves the keyboard where it was: the bar goes, and letters shall go on meaning verdicts.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._taken(notice.id, callback))
            bar.row.addWidget(button)
        if not notice.standing:
            close = QToolButton()
            close.setIcon(icons.icon("close", self._theme.quiet))
            close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            close.setAccessibleName(tr("Close this message"))
            close.setToolTip(tr("Close"))
            close.clicked.connect(lambda: self.remove(notice.id))
            row.addWidget(close)
        else:
            row.addSpacing(S4)
        return bar

    def _taken(self, notice_id: str, callback: Callable[[], object]) -> Callable[[], None]:
        def take() -> None:
            self.remove(notice_id)
            callback()

        return take
