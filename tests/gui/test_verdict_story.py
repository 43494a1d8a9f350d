"""Verdicts by key: in the file before the mark, undone across images, told where they could not be saved."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt

from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows, verdict_in_file

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "verdict"), [(Qt.Key.Key_S, "sound"), (Qt.Key.Key_F, "flawed"), (Qt.Key.Key_U, "unsure")]
)
@pytest.mark.parametrize("where", ["canvas", "list"])
def test_a_verdict_is_in_the_file_before_its_mark_appears(qtbot, window, project, key, verdict, where):
    name = current(window)
    seen: list[tuple[str | None, str | None, str]] = []

    def look(*_: object) -> None:
        if mark(window, name) is not None:
            seen.append((mark(window, name), verdict_in_file(project, name), window.status.saved_text()))

    window.review.items.dataChanged.connect(look)
    widget = window.review.canvas if where == "canvas" else window.review.list
    widget.setFocus()
    press(widget, key)
    # Right after the key nothing is claimed: the commit has not been told yet.
    assert mark(window, name) is None
    assert not window.review.panel.buttons[verdict].isChecked()
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    shown, in_file, saved = seen[0]
    assert shown == in_file == verdict
    assert saved.startswith("saved ")
    assert window.review.panel.buttons[verdict].isChecked()
    assert current(window) == name
    assert window.status.reviewed_text() == "1 of 7 reviewed"


def test_undo_and_redo_go_across_images_and_reach_the_file(qtbot, window, project):
    first = current(window)
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, first) == "flawed", timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_J)
    second = current(window)
    assert second != first
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, second) == "sound", timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_Right)
    third = current(window)
    qtbot.waitUntil(lambda: second.split("/")[-1] in window.actions_["undo"].text(), timeout=WAIT_MS)

    press(window.review.canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: mark(window, second) is None, timeout=WAIT_MS)
    assert current(window) == second
    assert third != second
    press(window.review.canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: mark(window, first) is None, timeout=WAIT_MS)
    assert current(window) == first
    assert verdict_in_file(project, first) is None
    assert verdict_in_file(project, second) is None

    press(window.review.canvas, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: mark(window, first) == "flawed", timeout=WAIT_MS)
    assert verdict_in_file(project, first) == "flawed"
    # Nothing is ever erased: two verdicts, two undone, one redone.
    assert rows(project, "SELECT count(*) FROM review_events") == [(5,)]


def test_a_verdict_that_cannot_be_saved_stands_as_a_bar_until_it_is(qtbot, window, project):
    name = current(window)
    other = sqlite3.connect(project / "audit.sqlite", isolation_level=None)
    other.execute("CREATE TRIGGER refuse BEFORE INSERT ON review_events BEGIN SELECT RAISE(ABORT, 'not today'); END")
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: bool(window.saves.unsaved), timeout=WAIT_MS)
    other.execute("DROP TRIGGER refuse")
    other.close()
    assert mark(window, name) is None
    notice_id = "unsaved"
    notice = window.notices.get(notice_id)
    assert notice.standing
    assert name in notice.text
    title, again = notice.actions[0]
    assert title == "Try again"
    window.notices.remove_all()
    assert window.notices.get(notice_id) is not None
    again()
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    assert verdict_in_file(project, name) == "flawed"
    assert window.notices.get(notice_id) is None
    assert not window.saves.unsaved


def test_another_reviewer_sees_only_their_own_verdicts(qtbot, window, project):
    name = current(window)
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    first = window.desk.reviewer
    window.set_reviewer("ben")
    qtbot.waitUntil(lambda: mark(window, name) is None, timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, name) == "sound", timeout=WAIT_MS)
    found = rows(project, "SELECT w.name, r.verdict FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id")
    assert sorted(found) == sorted([(first, "flawed"), ("ben", "sound")])


def test_no_letter_typed_elsewhere_gives_a_verdict(qtbot, window, project):
    window.actions_["reviewer"].trigger()
    field = window.name_bar.field
    assert field.hasFocus()
    field.clear()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        press(field, getattr(Qt.Key, f"Key_{letter.upper()}"))
    pause(100)
    assert window.name_bar.name() == "abcdefghijklmnopqrstuvwxyz"
    press(field, Qt.Key.Key_Escape)
    assert window.desk.reviewer == "cleo"
    assert window.review.canvas.hasFocus()
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]
