"""The strip at the foot: how far the audit is, with pause and cancel; how far the review is; when it was saved."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui import icons
from gui.commands import Actions, command_named, tooltip
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, S16, STATUS_BAR, VERDICT_COLOURS, Theme


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
        self._audit.setAccessibleName("Audit")
        self._reviewed = QLabel()
        self._reviewed.setProperty("kind", "quiet")
        self._saved = QLabel()
        self._saved.setProperty("kind", "quiet")
        self._buttons = {name: QToolButton() for name in ("pause-audit", "resume-audit", "cancel-audit")}
        row = QHBoxLayout(self)
        row.setContentsMargins(S12, 0, S12, 0)
        row.setSpacing(S8)
        row.addWidget(self._mark)
        row.addWidget(self._audit)
        row.addSpacing(S4)
        for name, button in self._buttons.items():
            action = actions[name]
            title = command_named(name).title
            button.setAccessibleName(title)
            button.setToolTip(tooltip(command_named(name)))
            button.clicked.connect(action.trigger)
            button.setVisible(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._reviewed)
        row.addSpacing(S16)
        row.addWidget(self._saved)

    def show_audit(self, text: str, icon: str = "", buttons: tuple[str, ...] = ()) -> None:
        """text such as "37 of 200 · about 2 min left · 0411.jpg"; buttons are the commands that apply now."""
        self._audit.setText(text)
        self._icon = icon
        self._paint_icons()
        for name, button in self._buttons.items():
            button.setVisible(name in buttons)

    def show_reviewed(self, text: str) -> None:
        self._reviewed.setText(text)

    def show_saved(self, text: str) -> None:
        self._saved.setText(text)

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
        colour = VERDICT_COLOURS["flawed"] if self._icon == "warning" else self._theme.accent
        self._mark.setVisible(bool(self._icon))
        if self._icon:
            self._mark.setPixmap(icons.icon(self._icon, colour).pixmap(14, 14))
        for name, glyph in (("pause-audit", "pause"), ("resume-audit", "play"), ("cancel-audit", "stop")):
            self._buttons[name].setIcon(icons.icon(glyph, self._theme.text, self._theme.edge))
