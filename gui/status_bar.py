"""The strip at the foot: how far the audit is, with pause and cancel; how far the review is; when it was saved."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui import icons
from gui.accessible import announce
from gui.commands import Actions, command_named
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, S16, STATUS_BAR, Theme
from gui.words import tr

PASSING_MS = 6000
ENDED_MS = 60_000


class StatusBar(QWidget):
    """28 px. Says nothing when there is nothing to say."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setFixedHeight(STATUS_BAR + 4)
        self._theme = DARK
        self._icon = ""
        self._mark = QLabel()
        self._audit = QLabel()
        self._audit.setAccessibleName(tr("Audit"))
        self._reviewed = QLabel()
        self._reviewed.setProperty("kind", "quiet")
        self._saved = QLabel()
        self._saved.setProperty("kind", "quiet")
        self._state = ""
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(PASSING_MS)
        self._passing.timeout.connect(lambda: self.show_saved(self._state))
        self._ended = QTimer(self)
        self._ended.setSingleShot(True)
        self._ended.timeout.connect(lambda: self.show_audit(""))
        self._buttons = {name: QToolButton() for name in ("pause-audit", "resume-audit", "cancel-audit")}
        row = QHBoxLayout(self)
        row.setContentsMargins(S12, 0, S12, 0)
        row.setSpacing(S8)
        row.addWidget(self._mark)
        row.addWidget(self._audit)
        row.addSpacing(S4)
        for name, button in self._buttons.items():
            action = actions[name]
            button.setAccessibleName(command_named(name).shown)
            button.clicked.connect(action.trigger)
            button.setVisible(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._reviewed)
        row.addSpacing(S16)
        row.addWidget(self._saved)
        actions.follow(self, lambda: self._tell_keys(actions))

    def _tell_keys(self, actions: Actions) -> None:
        for name, button in self._buttons.items():
            button.setToolTip(actions.tooltip(name))

    def show_audit(self, text: str, icon: str = "", buttons: tuple[str, ...] = ()) -> None:
        """text such as "37 of 200 · about 2 min left · 0411.jpg"; buttons are the commands that apply now."""
        self._ended.stop()
        self._audit.setText(text)
        self._icon = icon
        self._paint_icons()
        for name, button in self._buttons.items():
            button.setVisible(name in buttons)

    def show_ended(self, text: str, icon: str) -> None:
        """How an audit ended; news for a minute."""
        self.show_audit(text, icon)
        self._ended.start(ENDED_MS)
        announce(self._audit, text)

    def pass_ended(self) -> None:
        """Whoever goes on to what it has found knows that it has ended."""
        if self._ended.isActive():
            self.show_audit("")

    def show_reviewed(self, text: str) -> None:
        self._reviewed.setText(text)

    def show_saved(self, text: str) -> None:
        """The state of the last save, such as "saved 14:03:12". It stays."""
        self._passing.stop()
        self._state = text
        self._saved.setText(text)

    def show_passing(self, text: str) -> None:
        """What was done, or why not; after 6 s the state of the last save is back."""
        self._saved.setText(text)
        self._passing.start()
        announce(self._saved, text)

    def audit_text(self) -> str:
        return self._audit.text()

    def saved_text(self) -> str:
        return self._saved.text()

    def reviewed_text(self) -> str:
        return self._reviewed.text()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(px(STATUS_BAR) + 4)
        self._paint_icons()

    def _paint_icons(self) -> None:
        colour = self._theme.mark("flawed").colour if self._icon == "warning" else self._theme.accent
        self._mark.setVisible(bool(self._icon))
        if self._icon:
            self._mark.setPixmap(icons.icon(self._icon, colour).pixmap(14, 14))
        for name, glyph in (("pause-audit", "pause"), ("resume-audit", "play"), ("cancel-audit", "stop")):
            self._buttons[name].setIcon(icons.icon(glyph, self._theme.text, self._theme.edge))
