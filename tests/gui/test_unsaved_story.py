"""What cannot be saved is said in one bar, kept, and saved when the disk has room again."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.helpers import WAIT_MS, current, mark, press, rows, verdict_in_file

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(qtbot, open_window, project: Path):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def fill(disk: Path) -> Path:
    """Not a byte is left."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk of its own")
def test_on_a_full_disk_everything_said_waits_in_one_bar(qtbot, open_window, project, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine does not let the test mount a file system of its own")
    try:
        there = Path(shutil.copytree(project, disk / project.name))
        window = opened(qtbot, open_window, there)
        canvas, first = window.review.canvas, current(window)
        ballast = fill(disk)
        # Some still fit into what SQLite's log has already; then nothing does.
        failed = 0
        for n in range(400):
            press(canvas, (Qt.Key.Key_F, Qt.Key.Key_S)[n % 2])
            window.desk.wait_for_saves()
            failed = failed + 1 if window.saves.unsaved else 0
            window.saves.leave()
            if failed == 8:
                break
        assert failed == 8
        shown = mark(window, first)
        press(canvas, Qt.Key.Key_U)
        press(canvas, Qt.Key.Key_1)
        press(canvas, Qt.Key.Key_J)
        second = current(window)
        press(canvas, Qt.Key.Key_Return)
        QTest.keyClicks(window.review.panel.comment.field, "no room for this")
        press(window.review.panel.comment.field, Qt.Key.Key_Escape)
        press(canvas, Qt.Key.Key_3, SHIFT)
        qtbot.waitUntil(lambda: len(window.saves.unsaved) == 4, timeout=WAIT_MS)
        texts = [text for text in window.notices.texts() if "not saved" in text]
        assert len(texts) == 1
        assert texts[0].startswith(f"4 changes on {first}, {second} are not saved. ")
        assert "full" in texts[0]
        assert mark(window, first) == shown
        assert mark(window, second) is None
        assert verdict_in_file(there, second) is None

        ballast.unlink()
        title, again = window.notices.get("unsaved").actions[0]
        assert title == "Try again"
        again()
        qtbot.waitUntil(lambda: mark(window, second) == "flawed", timeout=WAIT_MS)
        assert not window.saves.unsaved
        assert window.notices.get("unsaved") is None
        ((comment, severity),) = rows(there, "SELECT comment, severity FROM reviews WHERE comment <> ''")
        assert (comment, severity) == ("no room for this", 3)
        assert verdict_in_file(there, first) == "unsure"
        assert window.desk.store.history_faults() == []
        window.close()
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True, capture_output=True)


@pytest.fixture
def refusing(project):
    """A database that takes no review events, until the returned function is called."""
    other = sqlite3.connect(project / "audit.sqlite", isolation_level=None)
    other.execute("CREATE TRIGGER refuse BEFORE INSERT ON review_events BEGIN SELECT RAISE(ABORT, 'not today'); END")

    def relent() -> None:
        other.execute("DROP TRIGGER IF EXISTS refuse")

    yield relent
    with closing(other):
        relent()


def test_what_is_said_anew_needs_no_second_try(qtbot, open_window, project, refusing):
    window = opened(qtbot, open_window, project)
    canvas, first = window.review.canvas, current(window)
    press(canvas, Qt.Key.Key_2)  # flawed, and why
    qtbot.waitUntil(lambda: len(window.saves.unsaved) == 1, timeout=WAIT_MS)
    assert window.notices.get("unsaved").text.startswith(f"“flawed”, a reason on {first} is not saved. ")
    refusing()
    press(canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, first) == "sound", timeout=WAIT_MS)
    # The later verdict stands; only the reason is left to be saved.
    assert window.saves.unsaved[0].change.sets == {"reasons": {"stamp-or-text": True}}
    window.saves.try_again()
    qtbot.waitUntil(lambda: not window.saves.unsaved and not window.desk.pending(1), timeout=WAIT_MS)
    window.desk.wait_for_saves()
    assert rows(project, "SELECT verdict, reasons FROM reviews") == [("sound", '["stamp-or-text"]')]


def test_left_alone_it_is_given_up_and_the_panel_shows_what_is_saved(qtbot, open_window, project, refusing):
    window = opened(qtbot, open_window, project)
    canvas, field = window.review.canvas, window.review.panel.comment.field
    press(canvas, Qt.Key.Key_Return)
    QTest.keyClicks(field, "kept nowhere")
    press(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(window.saves.unsaved), timeout=WAIT_MS)
    assert field.toPlainText() == "kept nowhere"  # what was typed is not taken from under the hands
    _, leave = window.notices.get("unsaved").actions[1]
    leave()
    qtbot.waitUntil(lambda: field.toPlainText() == "", timeout=WAIT_MS)
    assert window.notices.get("unsaved") is None
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]


def test_another_project_is_never_given_what_was_not_saved_in_this_one(qtbot, open_window, project, refusing, tmp_path):
    other = Path(shutil.copytree(project, tmp_path / "other" / "discs.hansel", ignore=shutil.ignore_patterns(".lock")))
    with closing(sqlite3.connect(other / "audit.sqlite")) as db, db:
        db.execute("DROP TRIGGER refuse")
    (other / ".closed").unlink(missing_ok=True)  # the change was meant
    window = opened(qtbot, open_window, project)
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: bool(window.saves.unsaved), timeout=WAIT_MS)
    window.open_paths([other])
    qtbot.waitUntil(lambda: window.desk.store is not None and window.desk.store.path == other, timeout=WAIT_MS)
    assert not window.saves.unsaved
    assert window.notices.get("unsaved") is None
    assert "was not saved" in window.notices.get("lost").text
    assert rows(other, "SELECT count(*) FROM review_events") == [(0,)]
