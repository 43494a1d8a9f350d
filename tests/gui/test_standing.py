"""Projects that can only be read, and what About tells: a user sees why, and what to do."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from db import migrate
from gui import standing
from gui.about import AboutDialog
from tests.gui.helpers import WAIT_MS, press, rows


def opened(qtbot, open_window, project: Path):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    return window


@pytest.fixture
def newer(project: Path) -> Path:
    """The project as a Hansel of the future might have left it: one more column, another revision."""
    with closing(sqlite3.connect(project / "audit.sqlite")) as db, db:
        db.execute("ALTER TABLE runs ADD COLUMN colour TEXT")
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        (project / ".closed").unlink(missing_ok=True)
    return project


def test_a_project_of_a_newer_hansel_opens_for_reading_and_says_so(qtbot, open_window, newer):
    before = rows(newer, "SELECT count(*) FROM review_events")
    window = opened(qtbot, open_window, newer)
    assert window.desk.readonly
    notice = window.notices.get("readonly")
    assert notice.standing
    assert notice.text.startswith(f"{newer.name} was written by a newer Hansel (schema 9999; this one knows ")
    assert "Update Hansel" in notice.text
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_F)
    assert not window.actions_["flawed"].isEnabled()
    assert rows(newer, "SELECT count(*) FROM review_events") == before
    assert rows(newer, "SELECT version_num FROM alembic_version") == [("9999",)]
    window.notices.remove_all()
    assert window.notices.get("readonly") is not None  # it stands as long as the project is open
    window.close_project()
    assert window.notices.get("readonly") is None


def test_the_bar_of_one_project_is_gone_in_the_next(qtbot, open_window, project, tmp_path):
    other = Path(shutil.copytree(project, tmp_path / "other" / "discs.hansel"))
    with closing(sqlite3.connect(project / "audit.sqlite")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        (project / ".closed").unlink(missing_ok=True)
    window = opened(qtbot, open_window, project)
    assert window.notices.get("readonly") is not None
    window.open_paths([other])
    qtbot.waitUntil(lambda: window.desk.store is not None and not window.desk.readonly, timeout=WAIT_MS)
    assert window.notices.get("readonly") is None
    assert window.desk.standing.schema == migrate.HEAD


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk of its own")
def test_a_project_on_a_read_only_disk_opens_for_reading(qtbot, open_window, project, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine does not let the test mount a file system of its own")
    try:
        there = disk / project.name
        subprocess.run(["cp", "-a", str(project), str(there)], check=True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        window = opened(qtbot, open_window, there)
        assert window.notices.get("readonly").text.startswith(f"{project.name} cannot be written: this user may not")
        window.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True, capture_output=True)


def test_a_project_on_a_network_drive_is_warned_of_once(qtbot, open_window, project, monkeypatch):
    # What the system says of the drive is the one thing that this machine cannot have.
    monkeypatch.setattr(standing.drives, "on_network_drive", lambda path: True)
    window = opened(qtbot, open_window, project)
    assert [text for text in window.notices.texts() if "network" in text] == [
        f"{project.name} lies on a network or shared drive. It works, but a power cut or a second computer can damage "
        "it there; keep the project on a local disk."
    ]
    assert not window.desk.readonly


def about(window) -> AboutDialog:
    window.actions_["about"].trigger()
    (dialog,) = window.findChildren(AboutDialog)
    return dialog


def test_about_tells_every_version_and_copies_it(qtbot, open_window, project):
    window = opened(qtbot, open_window, project)
    dialog = about(window)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    (kept,) = rows(project, "SELECT version_num FROM alembic_version")[0]
    for part in (version("hansel-audit"), platform.python_version(), version("torch"), qVersion(),
                 sqlite3.sqlite_version, f"schema {kept}, the newest"):  # fmt: skip
        assert part in shown
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert dialog.copy.text() == "Copied"
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[:3] == [
        f"Hansel {version('hansel-audit')}", f"Python {platform.python_version()}", f"PyTorch {version('torch')}",
    ]  # fmt: skip
    assert len(copied) == 7
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(AboutDialog), timeout=WAIT_MS)


def test_about_without_a_project_says_which_schema_would_be_written(qtbot, open_window):
    dialog = about(open_window())
    assert f"Project none open; this Hansel writes schema {migrate.HEAD}" in dialog.text()
    (close,) = [button for button in dialog.findChildren(QPushButton) if button.text() == "Close"]
    assert close.isDefault()
    close.click()


def test_about_of_a_newer_project_shows_both_numbers(qtbot, open_window, newer):
    dialog = about(opened(qtbot, open_window, newer))
    assert f"Project schema 9999; this Hansel writes {migrate.HEAD}" in dialog.text()
    dialog.close()


def test_about_imports_no_torch():
    script = "import sys; from gui.about import versions; print(versions('')); assert 'torch' not in sys.modules"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    assert version("torch") in ran.stdout
