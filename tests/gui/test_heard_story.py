"""A review by ear: what is announced, when, and what is not; roles, names, states and values as they are asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.narrator import STOPS_MS
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, verdict_in_file
from tests.gui.listening import listening, told_of
from tests.gui.reviewers import say

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "blue/0002.png", "blue/0005.png"


@pytest.fixture
def heard():
    with listening() as heard:
        yield heard


def opened(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def waits(qtbot, heard, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in one for one in heard.said), timeout=WAIT_MS)


def test_an_image_is_told_in_one_sentence_and_of_many_only_the_last(qtbot, open_window, project, heard):
    window = opened(qtbot, open_window, project)
    waits(qtbot, heard, f"1 of 7: {FIRST}. Predicted blue, 0.994; true: blue, as predicted. Not reviewed.")
    heard.clear()
    for _ in range(4):  # held
        press(window.review.canvas, Qt.Key.Key_J)
        pause(STOPS_MS // 8)
    waits(qtbot, heard, "5 of 7: red/0000.png. ")
    assert not [one for one in heard.said if one.startswith(("2 of", "3 of", "4 of"))]
    for _ in range(2):
        press(window.review.canvas, Qt.Key.Key_J)
    waits(qtbot, heard, "7 of 7: red/torn.png. The file is cut off")
    press(window.review.canvas, Qt.Key.Key_J)
    waits(qtbot, heard, "this is the last image")
    assert not heard.urgent


def test_a_verdict_is_told_when_it_is_committed_and_a_save_that_failed_at_once(qtbot, open_window, project, heard):
    window = opened(qtbot, open_window, project)
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_F)
    assert "Flawed, saved." not in heard.said  # it is on its way
    waits(qtbot, heard, "Flawed, saved.")
    assert verdict_in_file(project, FIRST) == "flawed"
    press(canvas, Qt.Key.Key_2)
    waits(qtbot, heard, "Stamp or text, saved.")
    press(canvas, Qt.Key.Key_2)
    waits(qtbot, heard, "Stamp or text taken back, saved.")
    press(canvas, Qt.Key.Key_Z, CTRL)
    waits(qtbot, heard, "undone: reason taken back")
    heard.clear()
    with closing(sqlite3.connect(project / "audit.sqlite", isolation_level=None)) as other:
        other.execute("CREATE TRIGGER refuse BEFORE INSERT ON review_events BEGIN SELECT RAISE(ABORT, 'no'); END")
        press(canvas, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: bool(heard.urgent), timeout=WAIT_MS)
        other.execute("DROP TRIGGER refuse")
    assert heard.urgent[0].startswith(f"“sound” on {FIRST} is not saved.")
    assert not [one for one in heard.said if one.endswith(", saved.")]
    window.saves.try_again()
    waits(qtbot, heard, "Sound, saved.")
    heard.clear()
    press(canvas, Qt.Key.Key_J)
    press(canvas, Qt.Key.Key_K)
    waits(qtbot, heard, f"1 of 7: {FIRST}. Predicted blue, 0.994; true: blue, as predicted. Sound by you.")


def test_nothing_that_others_said_is_told_before_ones_own_verdict(qtbot, open_window, project, heard):
    say(project, "ben", FIRST, {"verdict": "sound", "comment": "fine with me"})
    say(project, "mei", FIRST, {"verdict": "flawed"})
    window = opened(qtbot, open_window, project)
    canvas = window.review.canvas
    window.actions_["blind-confidence"].trigger()
    qtbot.waitUntil(lambda: window.desk.settings.blind.confidence, timeout=WAIT_MS)
    heard.clear()
    press(canvas, Qt.Key.Key_J)
    press(canvas, Qt.Key.Key_K)
    waits(qtbot, heard, f"1 of 7: {FIRST}. Predicted blue; true: blue, as predicted. Not reviewed.")
    told = " ".join(heard.said)
    assert not [word for word in ("0.994", "ben", "mei", "fine with me", "disagree", "sound", "flawed") if word in told]
    press(canvas, Qt.Key.Key_F)
    waits(qtbot, heard, "Flawed, saved.")
    waits(qtbot, heard, "Reviewers disagree.")
    press(canvas, Qt.Key.Key_J)
    press(canvas, Qt.Key.Key_K)
    waits(qtbot, heard, "0.994; true: blue, as predicted. Flawed by you. Reviewers disagree.")


def test_lists_ends_rooms_and_explanations_are_told(qtbot, open_window, project, heard):
    window = opened(qtbot, open_window, project)
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_Slash)
    QTest.keyClicks(QApplication.focusWidget(), "true:green")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    waits(qtbot, heard, "All images: 2 images. 1 of 2: green/0001.png. ")
    for _ in range(2):
        press(canvas, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: mark(window, current(window)) == "sound", timeout=WAIT_MS)
        press(canvas, Qt.Key.Key_N)
    waits(qtbot, heard, "Every image of this list is reviewed.")
    press(canvas, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    waits(qtbot, heard, "this image has one explanation; X asks for another")
    press(canvas, Qt.Key.Key_F4)
    waits(qtbot, heard, "Trends room")
    press(window, Qt.Key.Key_F3)
    waits(qtbot, heard, "Review room")


def test_what_is_seen_can_be_asked_for(qtbot, open_window, project, heard):
    """Roles, names, states, values and descriptions, through the interfaces that screen readers ask."""
    window = opened(qtbot, open_window, project)
    review, canvas = window.review, window.review.canvas
    role = QAccessible.Role
    told = told_of(canvas)
    assert told["role"] == role.Graphic
    assert told["name"] == "Canvas"
    assert told["description"] == (f"Image {FIRST}. Overlay of learned for blue, opacity 60 %, threshold 10 %.")
    review.bar.opacity.setValue(30)
    assert told_of(review.bar.opacity)["role"] == role.Slider
    assert (told_of(review.bar.opacity)["name"], told_of(review.bar.opacity)["value"]) == ("Opacity", 30)
    assert "opacity 30 %" in told_of(canvas)["description"]
    press(canvas, Qt.Key.Key_B)
    for key in (Qt.Key.Key_Return, *[Qt.Key.Key_Right] * 6, *[Qt.Key.Key_Down] * 6, Qt.Key.Key_Return):
        press(canvas, key)
    waits(qtbot, heard, "Flawed, spurious region, saved.")
    assert told_of(canvas)["description"].endswith("Regions of yours: 1 spurious.")
    press(canvas, Qt.Key.Key_C)
    assert "Contours of learned for blue, threshold 10 %." in told_of(canvas)["description"]
    press(canvas, Qt.Key.Key_I)
    assert "As it is, without its map." in told_of(canvas)["description"]
    press(canvas, Qt.Key.Key_Escape)
    buttons = {verdict: told_of(button) for verdict, button in review.panel.buttons.items()}
    assert {verdict: told["checked"] for verdict, told in buttons.items()} == {
        "sound": False, "flawed": True, "unsure": False,
    }  # fmt: skip
    assert buttons["flawed"]["name"] == "flawed, your verdict"
    assert told_of(review.panel.reasons.buttons["background"])["checked"] is False
    rows = QAccessible.queryAccessibleInterface(review.list)
    assert rows.role() == role.List
    names = [rows.child(n).text(QAccessible.Text.Name) for n in range(2)]
    assert names[0].startswith(f"1 of 7: {FIRST}. Predicted blue, 0.994")
    assert names[0].endswith("Flawed by you.")
    assert names[1].endswith("Not reviewed.")
    window.toasts.show("Relinked.")
    assert told_of(window.toasts.shown()[-1])["role"] == role.AlertMessage


def test_a_chart_is_told_in_words_and_has_a_table(qtbot, open_window, project, heard):
    window = opened(qtbot, open_window, project)
    press(window.review.canvas, Qt.Key.Key_F)
    waits(qtbot, heard, "Flawed, saved.")
    press(window.review.canvas, Qt.Key.Key_F4)
    rates = window.rooms.trends.rates
    qtbot.waitUntil(lambda: rates.chart is not None and rates.table.isVisible(), timeout=WAIT_MS)
    chart = told_of(rates.chart)
    assert chart["role"] == QAccessible.Role.Chart
    assert chart["name"].startswith("Chart: Share flawed")
    assert "1 run" in chart["description"]
    table = QAccessible.queryAccessibleInterface(rates.table)
    assert table.text(QAccessible.Text.Name) == rates.title
    cells = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())]
    assert "100.0 %" in cells
    assert rates.table.focusPolicy() & Qt.FocusPolicy.TabFocus
