"""How the window was left: its size and place, what was folded, how pictures were looked at; kept for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from gui.window import Window

FIRST_SIZE = QSize(1440, 900)
FRAME = QSize(2, 40)


def first_size() -> QSize:
    """As designed, or what the screen leaves of it beside panels and the window's own frame."""
    screen = QGuiApplication.primaryScreen()
    return FIRST_SIZE if screen is None else FIRST_SIZE.boundedTo(screen.availableGeometry().size() - FRAME)


def restore(window: Window) -> None:
    """As it was left last time."""
    preferences, review = window.preferences, window.review
    geometry, splitter = preferences.bytes_of("window"), preferences.bytes_of("splitter")
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
    if not splitter.isEmpty():
        review.scope.restoreState(splitter)
    if preferences.open_folds is not None:
        review.panel.set_open_folds(preferences.open_folds)


def keep(window: Window) -> None:
    """For the next time."""
    preferences, review = window.preferences, window.review
    preferences.keep_bytes("window", window.saveGeometry())
    if review.list.isVisible() and window.pages.currentWidget() is review:
        preferences.keep_bytes("splitter", review.scope.saveState())
    preferences.open_folds = tuple(review.panel.open_folds())
    look = review.look()
    preferences.opacity, preferences.threshold = look.opacity, look.threshold
    preferences.colours = look.colours
    preferences.sync()
