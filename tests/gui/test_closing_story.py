"""A project with a large database is closed beside the window, which goes on, opens it again, or is left meanwhile."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from db import backup
from db.store import Store
from tests.gui.helpers import WAIT_MS, press, rows, verdict_in_file

BALLAST_MB = 192


@pytest.fixture
def small(project, tmp_path):
    """Another project than the large one."""
    return Path(shutil.copytree(project, tmp_path / "small.hansel", ignore=shutil.ignore_patterns(".lock")))


@pytest.fixture
def large(project):
    """A project whose database takes seconds to copy, check and seal."""
    text = json.dumps("x" * (1 << 20))
    with closing(sqlite3.connect(project / "audit.sqlite")) as db, db:
        db.executemany("INSERT INTO settings VALUES (?, ?)", ((f"ballast-{n}", text) for n in range(BALLAST_MB)))
    (project / ".closed").unlink(missing_ok=True)
    return project


class Ticks:
    """When the window's event loop came round."""

    def __init__(self) -> None:
        self.times = [time.monotonic()]
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(lambda: self.times.append(time.monotonic()))
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()


def opened(qtbot, window, project):
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.desk.store is not None and window.review.current() is not None, timeout=WAIT_MS)


def give_verdict(qtbot, window, project):
    """On the image at hand; its name."""
    window.review.canvas.setFocus()
    name = window.review.current().relative
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: verdict_in_file(project, name) == "flawed", timeout=WAIT_MS)
    return name


def is_sealed(project):
    return (project / ".closed").exists()


def test_the_window_goes_on_while_a_large_project_is_closed(qtbot, open_window, large):
    window = open_window()
    opened(qtbot, window, large)
    name = give_verdict(qtbot, window, large)
    started = datetime.now(UTC).replace(microsecond=0)
    window.actions_["close-project"].trigger()
    began = time.monotonic()
    ticks = Ticks()
    assert window.desk.store is None
    assert not is_sealed(large)
    bars = []
    while not is_sealed(large):
        qtbot.wait(20)
        bars += [bar.text for bar in (window.notices.get("closing"),) if bar is not None]
        assert time.monotonic() - began < 60
    took = time.monotonic() - began
    ticks.stop()
    assert len(ticks.times) > 3  # the loop came round meanwhile; how late, tests.benchmarks.latency measures
    if took > 1.5:
        assert bars
        assert bars[0].startswith(f"Closing {large.name}: ")
    qtbot.waitUntil(lambda: window.notices.get("closing") is None, timeout=WAIT_MS)
    (made, *_) = backup.listing(large)
    assert made.time >= started
    with closing(sqlite3.connect(made.path)) as db:
        assert db.execute("SELECT count(*) FROM review_events WHERE kind = 'change'").fetchone() == (1,)
    assert verdict_in_file(large, name) == "flawed"
    Store.open(large).close()  # nobody holds it


def test_opened_again_at_once_it_is_there_to_be_written_to(qtbot, open_window, large):
    window = open_window()
    opened(qtbot, window, large)
    first = give_verdict(qtbot, window, large)
    former = window.desk.store
    window.close_project()
    qtbot.waitUntil(lambda: former not in window.desk.stores._users, timeout=WAIT_MS)  # it is at closing now
    assert not is_sealed(large)
    opened(qtbot, window, large)
    assert window.desk.store is not former
    assert not window.desk.readonly
    assert window.notices.get("readonly") is None
    assert verdict_in_file(large, first) == "flawed"
    window.review.step(1)
    second = give_verdict(qtbot, window, large)
    assert second != first


def test_another_project_opens_while_a_large_one_is_closing(qtbot, open_window, small, large):
    window = open_window()
    opened(qtbot, window, large)
    give_verdict(qtbot, window, large)
    window.open_paths([small])
    qtbot.waitUntil(lambda: window.desk.store is not None and window.review.current() is not None, timeout=WAIT_MS)
    assert window.desk.store.path == small
    assert not is_sealed(large)  # that goes on


def test_left_at_once_nothing_is_lost(qtbot, open_window, large):
    window = open_window()
    opened(qtbot, window, large)
    name = give_verdict(qtbot, window, large)
    window.close_project()
    window.close()
    assert not window.isVisible()
    assert is_sealed(large)
    assert verdict_in_file(large, name) == "flawed"
    (made, *_) = backup.listing(large)
    with closing(sqlite3.connect(made.path)) as db:
        assert db.execute("SELECT verdict FROM reviews").fetchall() == [("flawed",)]
    with Store.open(large) as store:
        assert store.history_faults() == []


def test_left_while_it_is_being_opened_again_nothing_is_lost(qtbot, open_window, large):
    window = open_window()
    opened(qtbot, window, large)
    name = give_verdict(qtbot, window, large)
    window.close_project()
    window.open_paths([large])
    window.close()
    assert is_sealed(large)
    assert verdict_in_file(large, name) == "flawed"
    assert rows(large, "PRAGMA integrity_check") == [("ok",)]


def _no_room_for_backups(project):
    """A file where the folder of backups belongs; taking rights away would not stop every user."""
    folder = project / backup.FOLDER
    if folder.exists():
        folder.rename(folder.with_name("backups.away"))
    folder.write_text("no folder")


def test_a_last_backup_that_fails_is_told(qtbot, open_window, project):
    window = open_window()
    opened(qtbot, window, project)
    name = give_verdict(qtbot, window, project)
    _no_room_for_backups(project)
    window.close_project()
    qtbot.waitUntil(lambda: bool(window.notices.texts()), timeout=WAIT_MS)
    (text,) = window.notices.texts()  # nor does anything complain that the project is closed
    assert text.startswith(f"{project.name} could not be read or written: ")
    assert verdict_in_file(project, name) == "flawed"


def test_a_last_backup_that_fails_on_leaving_is_told_after_the_window_has_gone(qtbot, open_window, project, capsys):
    window = open_window()
    opened(qtbot, window, project)
    name = give_verdict(qtbot, window, project)
    _no_room_for_backups(project)
    said = []

    def look():
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, look)
            return
        said.append((box.text(), window.isVisible()))
        box.accept()

    QTimer.singleShot(0, look)
    window.close()
    assert len(said) == 1
    text, visible = said[0]
    assert project.name in text
    assert not visible
    assert text in capsys.readouterr().err
    assert verdict_in_file(project, name) == "flawed"
