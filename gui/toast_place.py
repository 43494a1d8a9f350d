"""Where short messages lie: in the review room over the picture's upper right corner, clear of what is used there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from gui.window import Window

LEAST = 60  # px of height: with less the messages lie at the foot of the window


def room_for_messages(window: Window) -> QRect | None:
    """The part of the picture, in the window's pixels, beneath the bar of tools and the strip of explanations; None
    where no picture is shown, or next to nothing of it."""
    page = window.review
    if window.pages.currentWidget() is not page or page.canvas.isHidden():
        return None
    canvas = page.canvas
    room = QRect(canvas.mapTo(window, canvas.rect().topLeft()), canvas.size())
    for part in (page.mark_bar, window.again.strip, window.again.panel):
        if part.isVisible():
            room.setTop(max(room.top(), part.mapTo(window, part.rect().bottomLeft()).y()))
    return room if room.height() >= LEAST else None
