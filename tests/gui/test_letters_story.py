"""Letters typed where something is written or chosen are no review keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from tests.gui.helpers import WAIT_MS, pause, rows

LETTERS = "sfumostxrightjknicbpdewvl123/?"


@pytest.mark.parametrize("opened", [False, True])
def test_letters_in_a_drop_down_choose_there_and_give_no_verdict(qtbot, open_window, project, opened):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    boxes = [box for box in window.review.findChildren(QComboBox) if box.isVisible() and box.isEnabled()]
    assert len(boxes) >= 2
    for box in boxes:
        box.setFocus()
        if opened:
            box.showPopup()
            qtbot.waitUntil(box.view().isVisible)
        target = box.view() if opened else box
        for letter in LETTERS:
            QTest.keyClicks(target, letter)
        if opened:
            QTest.keyClick(target, Qt.Key.Key_Escape)
        pause(50)
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]
    assert not window.actions_["tool-box"].isChecked()
