"""A second window on a project that another one writes: reads along, says why keys do nothing, takes over."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.store import Store
from gui import reading_along
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, verdict_in_file
from tests.gui.reviewers import explanation_of

Key = Qt.Key
TRY = "Try to open for writing"


@pytest.fixture
def writer(project):
    """What another program holds open for writing."""
    store = Store.open(project)
    yield store
    store.close()


@pytest.fixture
def window(qtbot, open_window, project, writer):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    assert window.desk.readonly
    window.review.canvas.setFocus()
    return window


def say(writer: Store, project: Path, relative: str, verdict: str, reviewer: str = "cleo") -> None:
    writer.set_verdict(explanation_of(project, relative), reviewer, verdict).result()


def shown_in_panel(window) -> str | None:
    """The verdict that the panel shows as given."""
    given = [name for name, button in window.review.panel.buttons.items() if button.isChecked()]
    return given[0] if given else None


def offered(window) -> QPushButton:
    (button,) = [one for one in window.notices.findChildren(QPushButton) if one.text() == TRY and one.isVisible()]
    return button


def test_f5_reads_what_has_come_in_and_stays_where_one_is(qtbot, window, writer, project):
    press(window.review.canvas, Key.Key_J)
    press(window.review.canvas, Key.Key_J)
    name = current(window)
    say(writer, project, "green/0004.png", "flawed")
    say(writer, project, name, "unsure")
    pause(300)
    assert mark(window, "green/0004.png") is None
    press(window.review.canvas, Key.Key_F5)
    qtbot.waitUntil(lambda: mark(window, "green/0004.png") == "flawed", timeout=WAIT_MS)
    assert mark(window, name) == "unsure"
    assert current(window) == name
    qtbot.waitUntil(lambda: shown_in_panel(window) == "unsure", timeout=WAIT_MS)
    assert window.status.reviewed_text() == "2 of 7 reviewed"
    assert window.status.saved_text().startswith("read again")


def test_list_and_panel_agree_on_what_is_gone_to(qtbot, window, writer, project):
    say(writer, project, "green/0001.png", "flawed")
    window.review.list.go_to(window.review.items.position_of_relative("green/0001.png"))
    qtbot.waitUntil(lambda: shown_in_panel(window) == "flawed", timeout=WAIT_MS)
    assert mark(window, "green/0001.png") == "flawed"


def test_coming_to_the_front_reads_what_has_changed_and_not_all_the_time(qtbot, window, writer, project, monkeypatch):
    times: list[int] = []
    read = window.desk.read_anew
    monkeypatch.setattr(window.desk, "read_anew", lambda then: (times.append(1), read(then)))

    def come() -> None:
        QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))

    window.reading_along._looked_at = 0.0
    say(writer, project, "red/0000.png", "sound")
    come()
    qtbot.waitUntil(lambda: mark(window, "red/0000.png") == "sound", timeout=WAIT_MS)
    # At once again: not looked at. Later, with nothing new: looked at, not read.
    say(writer, project, "red/0003.png", "sound")
    come()
    assert len(times) == 1
    monkeypatch.setattr(reading_along, "PAUSE_S", 0.0)
    come()
    qtbot.waitUntil(lambda: mark(window, "red/0003.png") == "sound", timeout=WAIT_MS)
    come()
    assert len(times) == 2


def test_keys_that_write_say_why_nothing_happens(qtbot, window, writer, project):
    for key in (Key.Key_S, Key.Key_F, Key.Key_U, Key.Key_1, Key.Key_B):
        for part in (window.review.canvas, window.review.list):
            part.setFocus()
            window.status.show_passing("")
            press(part, key)
            assert window.status.saved_text() == "the project is open for reading only"
    window.status.show_passing("")
    press(window.review.canvas, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.status.saved_text() == "the project is open for reading only"
    assert verdict_in_file(project, current(window)) is None
    # A command that can be given is not refused.
    press(window.review.canvas, Key.Key_J)
    press(window.review.canvas, Key.Key_I)
    assert window.review.canvas.look.mode == "image"


def test_it_is_opened_for_writing_at_the_same_place_once_it_is_free(qtbot, window, writer, project):
    press(window.review.canvas, Key.Key_J)
    press(window.review.canvas, Key.Key_J)
    name = current(window)
    assert "was in use by another window or command when it was opened" in window.notices.get("readonly").text
    QTest.mouseClick(offered(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.notices.get("readonly") is not None and "still in use" in window.notices.get("readonly").text,
        timeout=WAIT_MS,
    )
    assert window.desk.readonly
    assert current(window) == name
    say(writer, project, name, "unsure")
    writer.close()
    QTest.mouseClick(offered(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.desk.readonly, timeout=WAIT_MS)
    assert window.notices.get("readonly") is None
    assert current(window) == name
    qtbot.waitUntil(lambda: mark(window, name) == "unsure", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    press(window.review.canvas, Key.Key_F)
    qtbot.waitUntil(lambda: verdict_in_file(project, name) == "flawed", timeout=WAIT_MS)
    assert all(button.isEnabled() for button in window.review.panel.buttons.values())


def test_one_of_a_newer_hansel_is_not_offered_for_writing(qtbot, open_window, project, tmp_path):
    newer = Path(shutil.copytree(project, tmp_path / "newer" / "discs.hansel"))
    with closing(sqlite3.connect(newer / "audit.sqlite")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    (newer / ".closed").unlink(missing_ok=True)
    window = open_window(newer)
    qtbot.waitUntil(lambda: window.notices.get("readonly") is not None, timeout=WAIT_MS)
    assert window.notices.get("readonly").actions == ()
