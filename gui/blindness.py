"""The two commands of blind review: what is hidden until one's own verdict is in, for everyone in the project."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from gui.commands import Actions
from gui.desk import Desk
from gui.project_settings import Blind, ProjectSettings


class Blindness(QObject):
    """Keeps the project's setting and the two check marks in the menu the same."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions: Actions | None = None
        desk.settings_changed.connect(self.show_settings)

    def build(self, actions: Actions) -> None:
        self._actions = actions
        self.show_settings(self._desk.settings)

    def show_settings(self, settings: ProjectSettings) -> None:
        if self._actions is not None:
            self._actions["blind"].setChecked(settings.blind.reviews)
            self._actions["blind-confidence"].setChecked(settings.blind.confidence)

    def turn_reviews(self) -> None:
        """Hide what others say, or show it; confidence is hidden only along with it."""
        blind = self._desk.settings.blind
        self._set(Blind(reviews=not blind.reviews, confidence=blind.confidence and not blind.reviews))

    def turn_confidence(self) -> None:
        blind = self._desk.settings.blind
        self._set(replace(blind, reviews=True, confidence=not blind.confidence))

    def _set(self, blind: Blind) -> None:
        # The mark follows the commit: what a click has changed is put back until then.
        self.show_settings(self._desk.settings)
        self._desk.set_blind(blind)
