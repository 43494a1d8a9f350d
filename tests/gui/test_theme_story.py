"""Theme and text size are switched in the middle of work: at once, everywhere, and nothing at hand is lost."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui import style
from gui.notices import Notice
from gui.tokens import DARK, LIGHT, Theme
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, current, pause, press, rows

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROOMS = ("audit", "trends", "review")
OVERLAYS = ("palette", "keys", "settings")


@pytest.fixture
def window(qtbot, open_window, project):
    return ready(qtbot, open_window(project))


def ready(qtbot, window):
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def pixels(widget: QWidget) -> np.ndarray:
    """(height, width, 3) of what is on the screen."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def share(picture: np.ndarray, colours: tuple[str, ...]) -> float:
    """Which part of a picture has one of these colours."""
    found = np.zeros(picture.shape[:2], bool)
    for name in colours:
        colour = QColor(name)
        found |= (picture == (colour.red(), colour.green(), colour.blue())).all(axis=2)
    return float(found.mean())


def grounds(theme: Theme) -> tuple[str, ...]:
    return theme.ground, theme.panel, theme.raised


def is_in(picture: np.ndarray, theme: Theme, other: Theme) -> bool:
    """Most of it is the grounds of one theme, and next to nothing those of the other."""
    only = tuple(set(grounds(other)) - set(grounds(theme)))
    return share(picture, grounds(theme)) > 0.45 and share(picture, only) < 0.001


def rooms_seen(window) -> dict[str, np.ndarray]:
    """Each room as it looks now; back in the review room after it."""
    seen = {}
    for room in ROOMS:
        window.actions_[f"room-{room}"].trigger()
        pause(150)
        seen[room] = pixels(window)
    return seen


def switch(window, words: str) -> None:
    """From the palette, wherever the keyboard is; it goes back there."""
    press(QApplication.focusWidget(), Key.Key_P, CTRL | SHIFT)
    QTest.keyClicks(QApplication.focusWidget(), words)
    press(QApplication.focusWidget(), Key.Key_Return)


def test_the_theme_turns_everywhere_at_once_and_nothing_at_hand_is_lost(qtbot, window, project):
    review, canvas = window.review, window.review.canvas
    for _ in range(2):
        press(canvas, Key.Key_J)
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.wish.path == review.current().path)
    press(canvas, Key.Key_Plus)
    press(canvas, Key.Key_Return)
    field = review.panel.comment.field
    QTest.keyClicks(field, "half a sen")
    window.notices.show_notice(Notice("here", "A message that stands here.", "info", (("Do it", lambda: None),)))
    window.toasts.show("A passing message", lambda: None)
    name, view, cursor = current(window), canvas.view, field.textCursor().position()
    assert is_in(pixels(window), DARK, LIGHT)

    for words, theme, other in (("light theme", LIGHT, DARK), ("dark theme", DARK, LIGHT), ("light th", LIGHT, DARK)):
        switch(window, words)
        # No event is waited for: it is there with the next paint.
        assert is_in(pixels(window), theme, other), words
        for part in (window.top, review.left_side, review.panel, review.bar, window.notices, window.status):
            assert share(pixels(part), tuple(set(grounds(other)) - set(grounds(theme)))) < 0.001, part.objectName()
        assert (current(window), canvas.view) == (name, view)
        assert field.hasFocus()
        assert field.toPlainText() == "half a sen"
        assert field.textCursor().position() == cursor
        assert rows(project, "SELECT count(*) FROM review_events WHERE payload NOT LIKE '%comment%'") == [(0,)]
    QTest.keyClicks(field, "tence")
    assert field.toPlainText() == "half a sentence"
    for room, seen in rooms_seen(window).items():
        assert is_in(seen, LIGHT, DARK), room
    for overlay in OVERLAYS:
        part = getattr(window.manners, overlay)
        part.open()
        pause(30)
        assert share(pixels(part), (DARK.ground, DARK.panel, DARK.raised)) < 0.001, overlay
        part.shut()


class Screen:
    """What the system says of its colours: the one thing that a machine without a screen cannot have."""

    scheme = Qt.ColorScheme.Dark

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme


def test_the_theme_of_the_system_is_followed_while_it_changes(window, monkeypatch):
    screen, hints = Screen(), QGuiApplication.styleHints()
    monkeypatch.setattr(style.QGuiApplication, "styleHints", lambda: screen)

    def turn(scheme: Qt.ColorScheme) -> None:
        screen.scheme = scheme
        hints.colorSchemeChanged.emit(scheme)

    turn(Qt.ColorScheme.Light)
    assert is_in(pixels(window), DARK, LIGHT)  # dark was chosen
    window.actions_["theme-system"].trigger()
    assert is_in(pixels(window), LIGHT, DARK)
    turn(Qt.ColorScheme.Dark)
    assert is_in(pixels(window), DARK, LIGHT)
    turn(Qt.ColorScheme.Light)
    assert is_in(pixels(window), LIGHT, DARK)
    window.actions_["theme-dark"].trigger()
    assert is_in(pixels(window), DARK, LIGHT)


def test_the_text_size_changes_at_once_as_if_the_window_had_begun_with_it(qtbot, open_window, window, project):
    review = window.review
    for _ in range(3):
        press(review.canvas, Key.Key_J)
    press(review.canvas, Key.Key_Return)
    QTest.keyClicks(review.panel.comment.field, "in the middle")
    name = current(window)
    row_before = review.list.visualRect(review.list.currentIndex()).height()
    window.actions_["settings"].trigger()
    settings = window.manners.settings
    assert settings.text_size.hasFocus() or settings.theme.hasFocus()
    settings.theme.setCurrentIndex(settings.theme.findData("light"))
    settings.text_size.setCurrentIndex(settings.text_size.findData(150))
    settings.shut()
    pause(50)
    assert review.panel.comment.field.hasFocus()
    assert review.panel.comment.field.toPlainText() == "in the middle"
    assert current(window) == name
    spot = review.list.visualRect(review.list.currentIndex())
    assert spot.height() > 1.2 * row_before
    assert review.list.viewport().rect().intersects(spot)  # the image at hand is still in sight
    window.review.canvas.setFocus()
    pause(800)
    one = rooms_seen(window)
    close(window)

    again = ready(qtbot, open_window(project))
    qtbot.waitUntil(lambda: again.review.panel.comment.text() == "in the middle", timeout=WAIT_MS)
    assert (again.preferences.theme, again.preferences.text_size) == ("light", 150)
    assert current(again) == name
    pause(300)
    other = rooms_seen(again)
    for room in ROOMS:
        assert is_in(other[room], LIGHT, DARK)
        differing = (np.abs(one[room].astype(int) - other[room]).max(axis=2) > 24).mean()
        # The clock of the last save and what undo would do are another; nothing else moves.
        assert differing < 0.004, (room, differing)
