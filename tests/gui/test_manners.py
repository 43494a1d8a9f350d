"""Messages that go by themselves, settings that apply at once, and a window that forgets nothing of them."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui import toasts as toasts_module
from gui.preferences import TEXT_SIZES, Preferences
from gui.tokens import DARK, LIGHT
from tests.gui.helpers import WAIT_MS, mark, press

CONTROL = Qt.KeyboardModifier.ControlModifier


# --- messages ---


def test_a_message_goes_by_itself_and_takes_no_keyboard(qtbot, window, monkeypatch):
    monkeypatch.setattr(toasts_module, "STAYS_MS", 150)
    window.toasts.show("The report was written.")
    assert window.toasts.texts() == ["The report was written."]
    assert QApplication.focusWidget() is window.review.canvas
    assert window.toasts.shown()[0].undo is None
    qtbot.waitUntil(lambda: window.toasts.texts() == [], timeout=3000)


def test_a_message_stays_while_the_mouse_is_over_it_or_the_keyboard_in_it(qtbot, window, monkeypatch):
    monkeypatch.setattr(toasts_module, "STAYS_MS", 150)
    window.toasts.show("Flawed on 0412.jpg", lambda: None)
    (toast,) = window.toasts.shown()
    spot = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(spot, spot, toast.mapToGlobal(spot)))
    QTest.qWait(400)
    assert window.toasts.shown() == [toast]
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    toast.undo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(400)
    assert window.toasts.shown() == [toast]
    window.review.canvas.setFocus()
    qtbot.waitUntil(lambda: window.toasts.texts() == [], timeout=3000)


def test_undo_by_keyboard_takes_back_and_gives_the_keyboard_back(window):
    undone = []
    window.toasts.show("Flawed on 0412.jpg", lambda: undone.append(True))
    (toast,) = window.toasts.shown()
    toast.undo.setFocus(Qt.FocusReason.TabFocusReason)
    press(toast.undo, Qt.Key.Key_Space)
    assert undone == [True]
    assert window.toasts.texts() == []
    assert QApplication.focusWidget() is window.review.canvas


def test_only_the_newest_change_offers_undo(qtbot, window):
    """Undo takes back what was done last: an older message must not offer it."""
    name = window.review.current().relative
    window.toasts.show("one", lambda: None)
    window.toasts.show("two", lambda: None)
    assert [toast.undo is not None for toast in window.toasts.shown()] == [False, True]
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    offering = [toast.text for toast in window.toasts.shown() if toast.undo is not None]
    assert "two" not in offering
    press(window.review.canvas, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: mark(window, name) is None, timeout=WAIT_MS)
    assert not [toast for toast in window.toasts.shown() if toast.undo is not None]
    window.close()


def test_the_stack_is_small_and_lies_in_the_window(window):
    for n in range(9):
        window.toasts.show(f"message {n}")
    assert window.toasts.texts() == ["message 6", "message 7", "message 8"]
    QTest.qWait(30)
    for toast in window.toasts.shown():
        corner = toast.mapTo(window, toast.rect().bottomRight())
        assert window.rect().contains(corner)


def test_a_message_is_told_to_those_who_listen(window):
    window.toasts.show("Relinked.", lambda: None)
    (toast,) = window.toasts.shown()
    assert QAccessible.queryAccessibleInterface(toast).text(QAccessible.Text.Name) == "Relinked."
    assert toast.undo.accessibleName() == "Undo: Relinked."
    assert toast.close_button.accessibleName() == "Close this message"


# --- settings ---


def test_settings_apply_at_once_and_are_remembered(qtbot, window, open_window, project):
    press(window.review.canvas, Qt.Key.Key_Comma, CONTROL)
    panel = window.manners.settings
    assert panel.isVisible()
    assert QApplication.activeModalWidget() is None
    panel.theme.setCurrentIndex(panel.theme.findData("light"))
    assert QApplication.palette().window().color() == QColor(LIGHT.ground)
    before = window.top.height(), window.review.list.sizeHintForRow(0), QApplication.font().pixelSize()
    panel.text_size.setCurrentIndex(panel.text_size.findData(200))
    after = window.top.height(), window.review.list.sizeHintForRow(0), QApplication.font().pixelSize()
    assert [round(new / old, 1) for new, old in zip(after, before, strict=True)] == [2.0, 2.0, 2.0]
    panel.picture.setCurrentIndex(panel.picture.findData("mask"))
    assert window.review.canvas.look.mode == "mask"
    panel.colours.setCurrentIndex(panel.colours.findData("magma"))
    assert window.review.canvas.look.colours == "magma"
    panel.shared.click()
    assert window.review.canvas.look.shared
    press(panel.theme, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is window.review.canvas
    window.close()

    later = open_window()
    assert QApplication.font().pixelSize() == after[2]
    assert later.top.height() == after[0]
    look = later.review.canvas.look
    assert (look.mode, look.colours, look.shared) == ("mask", "magma", True)
    later.manners.show_settings()
    panel = later.manners.settings
    assert (panel.theme.currentText(), panel.text_size.currentText()) == ("Light", "200 %")
    later.manners.choose_text_size(100)


def test_the_menu_and_the_panel_say_the_same(window):
    window.manners.show_settings()
    window.actions_["theme-light"].trigger()
    assert window.manners.settings.theme.currentData() == "light"
    window.actions_["theme-dark"].trigger()
    assert window.manners.settings.theme.currentData() == "dark"
    assert window.grab().toImage().pixelColor(3, 3).name() == DARK.panel


def test_odd_settings_do_no_harm(tmp_path):
    file = tmp_path / "window.ini"
    file.write_text("[General]\ntext_size=banana\nfirst_picture=hologram\nshared_scale=7\nrecent_commands=a\\nb\n")
    kept = Preferences(file)
    assert (kept.text_size, kept.first_picture, kept.shared_scale) == (100, "overlay", False)
    file.write_text("[General]\ntext_size=9000\n")
    assert Preferences(file).text_size == TEXT_SIZES[-1]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_at_200_per_cent_nothing_reaches_out_of_the_window(qtbot, window, size):
    window.manners.choose_text_size(200)
    try:
        window.resize(*size)
        for room in ("audit", "trends", "patterns", "review"):
            window.actions_[f"room-{room}"].trigger()
            QTest.qWait(50)
            assert (window.width(), window.height()) == size
            for label in window.findChildren(QLabel):
                # Elided and scrolled texts may be longer than their room; wrapped ones must have all their lines.
                if label.isVisible() and label.wordWrap():
                    assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
        window.manners.show_settings()
        for overlay in (window.manners.settings, window.manners.keys, window.manners.palette):
            overlay.open()
            assert window.rect().contains(overlay.geometry())
    finally:
        window.manners.choose_text_size(100)


# --- what stays ---


def test_the_window_comes_back_as_it_was(qtbot, window, open_window, project):
    window.resize(1180, 720)
    window.close()
    later = open_window()
    later.resize(1180, 720)
    assert later.preferences.recent_projects() == [project.resolve()]
    assert not later.preferences.bytes_of("window").isEmpty()


def test_objects_of_the_window_are_taken_down_in_its_thread_only(qtbot, window):
    """Cycles are collected by whoever allocates unless told otherwise, and Qt ends the process for that."""
    where = []

    class Remembering(QObject):
        def __del__(self):
            where.append(threading.current_thread() is threading.main_thread())

    for _ in range(50):
        one = Remembering()
        one.myself = one
    del one

    def allocate() -> None:
        kept = [[n] for n in range(200_000)]
        del kept

    threads = [threading.Thread(target=allocate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert where == []
    kept = [[n] for n in range(5000)]  # as a window at work does: beyond the threshold of the youngest
    assert kept
    qtbot.waitUntil(lambda: len(where) == 50, timeout=20_000)
    assert all(where)
