"""Large text and small windows: all menus stay reachable, lists of drop-downs are whole, panels keep inside."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db.queues import KINDS
from gui import style
from gui.commands import COMMANDS
from tests.gui.helpers import WAIT_MS, pause, press

MENUS = list(dict.fromkeys(command.menu for command in COMMANDS if command.menu))


@pytest.fixture
def window(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    yield window
    style.set_scale(100)


def at(window, width: int, height: int, percent: int) -> None:
    window.preferences.text_size = percent
    window.apply_theme()
    window.resize(width, height)
    QTest.qWait(60)


def plain(title: str) -> str:
    return title.replace("&", "")


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [1024, 1280, 2560])
def test_every_menu_is_reached_in_one_way_or_the_other(window, width, percent):
    window.set_reviewer("Anastasia Wilhelmina")
    at(window, width, 640, percent)
    bar, whole = window.top.menus, window.top.all_menus
    assert bar.isVisible() != whole.isVisible()
    if bar.isVisible():
        inside = [bar.actionGeometry(action) for action in bar.actions()]
        assert len(inside) == len(MENUS)
        assert all(bar.rect().contains(place) and place.width() > 0 for place in inside)
        assert bar.geometry().right() <= window.top.width()
    else:
        assert [plain(action.text()) for action in whole.menu().actions()] == MENUS
        assert all(isinstance(action.menu(), QMenu) and action.menu().actions() for action in whole.menu().actions())
        assert whole.geometry().right() <= window.top.width()
        words = QFontMetrics(whole.font()).horizontalAdvance(plain(whole.text()))
        assert whole.width() >= words
    parts = [part for part in (window.top.rooms, bar, whole, window.top._title, window.top._reviewer)
             if part.isVisible() and part.width()]  # fmt: skip
    for one, other in itertools.pairwise(parts):
        assert one.geometry().right() < other.geometry().left()
    assert (width, percent) != (1024, 100) or bar.isVisible()


def test_the_one_menu_opens_by_its_key(qtbot, window):
    at(window, 1024, 640, 200)
    menu = window.top.all_menus.menu()
    seen: list[bool] = []

    def look() -> None:
        seen.append(menu.isVisible())
        menu.close()

    QTimer.singleShot(200, look)  # the menu has an event loop of its own: the key comes back when it is closed
    press(window.review.canvas, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    assert seen == [True]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_list_of_queues_is_whole(window, percent):
    at(window, 1280, 800, percent)
    box = window.review.queue_bar.queues
    for current in (0, len(KINDS) - 1):
        box.setCurrentIndex(current)
        box.showPopup()
        QTest.qWait(40)
        view = box.view()
        last = view.visualRect(view.model().index(len(KINDS) - 1, 0))
        room = view.viewport().rect()
        assert room.contains(last)
        longest = max(QFontMetrics(view.font()).horizontalAdvance(box.itemText(n)) for n in range(box.count()))
        assert room.width() >= longest
        assert view.verticalScrollBar().maximum() == 0
        box.hidePopup()


def test_the_panel_keeps_inside_the_smallest_window_at_the_largest_text(window):
    at(window, 1024, 640, 200)
    panel = window.review.panel
    assert panel.mapTo(window, panel.rect().bottomRight()).x() < window.width()
    assert panel.widget().width() <= panel.viewport().width()


def test_what_was_undone_passes_and_the_last_save_is_told_again(qtbot, window):
    window.status._passing.setInterval(300)
    window.review.judge("flawed")
    qtbot.waitUntil(lambda: window.status.saved_text().startswith("saved "), timeout=WAIT_MS)
    pause(1100)  # the clock goes on a second
    before = window.status.saved_text()
    press(window.review.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.status.saved_text().startswith("undone: "), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.status.saved_text().startswith("saved "), timeout=WAIT_MS)
    assert window.status.saved_text() > before  # the undo itself was saved, later
