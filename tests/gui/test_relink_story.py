"""The images were moved: the window says so, finds them again, and a later audit goes on with the same run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from db import relink
from db.store import Store
from engine import audit, datasets, load_model
from tests.gui import world
from tests.gui.helpers import WAIT_MS, mark, press, rows


@pytest.fixture
def moved(project: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    """(project, where its folder was, where it lies now); of the project's own copy of the images."""
    (old,) = rows(project, "SELECT path FROM roots")[0]
    ours = tmp_path / "before" / "discs"
    shutil.copytree(old, ours)
    with Store.open(project) as store:
        relink.relink(store, relink.examine(store, old, ours)).result()
        store.set_setting(relink.LOG, []).result()
    new = tmp_path / "after" / "pictures"
    new.parent.mkdir()
    shutil.move(ours, new)
    return project, ours, new


def button(window, title: str) -> QPushButton:
    return next(b for b in window.notices.findChildren(QPushButton) if b.text() == title and b.isVisible())


def said(window) -> str:
    notice = window.notices.get("relink")
    return notice.text if notice is not None else ""


def test_a_moved_folder_is_relinked_from_the_bar_and_back(qtbot, open_window, moved, monkeypatch, tmp_path):
    project, old, new = moved
    (new / "red" / "0000.png").rename(new / "red" / "renamed.png")
    (new / "green" / "0001.png").unlink()
    window = open_window(project)
    qtbot.waitUntil(lambda: "is not there any more" in said(window), timeout=WAIT_MS)
    assert str(old) in said(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(new))
    button(window, "Relink folder…").click()
    qtbot.waitUntil(lambda: "6 of 7 images found" in said(window), timeout=WAIT_MS)
    assert "1 under another name (red/0000.png is red/renamed.png)" in said(window)
    assert "1 not found: green/0001.png" in said(window)
    assert QApplication.activeModalWidget() is None
    button(window, "Relink").click()
    qtbot.waitUntil(lambda: window.review.items.position_of_relative("red/renamed.png") is not None, timeout=WAIT_MS)
    assert window.desk.run.folder == str(new)
    assert said(window) == ""
    position = window.review.items.position_of_relative("red/renamed.png")
    window.review.list.go_to(position)
    qtbot.waitUntil(
        lambda: window.review.canvas.picture is not None and not window.review.canvas.picture.image.isNull(),
        timeout=WAIT_MS,
    )
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, "red/renamed.png") == "flawed", timeout=WAIT_MS)

    window.toasts.clear()
    window.manners.relinking.take_back(window.desk.store)
    qtbot.waitUntil(lambda: window.review.items.position_of_relative("red/0000.png") is not None, timeout=WAIT_MS)
    assert mark(window, "red/0000.png") == "flawed"
    qtbot.waitUntil(lambda: "is not there any more" in said(window), timeout=WAIT_MS)


def test_undo_in_the_message_takes_relinking_back_and_ctrl_z_does_not(qtbot, open_window, moved, monkeypatch):
    project, old, new = moved
    window = open_window(project)
    qtbot.waitUntil(lambda: bool(said(window)), timeout=WAIT_MS)
    window.manners.relinking.search(str(old), new)
    qtbot.waitUntil(lambda: "7 of 7 images found" in said(window), timeout=WAIT_MS)
    button(window, "Relink").click()
    qtbot.waitUntil(lambda: window.toasts.texts() != [], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.desk.run.folder == str(new), timeout=WAIT_MS)
    (toast,) = window.toasts.shown()
    toast.undo.click()
    qtbot.waitUntil(lambda: window.desk.run.folder == str(old), timeout=WAIT_MS)


def test_a_wrong_folder_is_told_and_changes_nothing(qtbot, open_window, moved, tmp_path):
    project, old, _ = moved
    window = open_window(project)
    qtbot.waitUntil(lambda: bool(said(window)), timeout=WAIT_MS)
    empty = tmp_path / "holidays"
    empty.mkdir()
    window.manners.relinking.search(str(old), empty)
    qtbot.waitUntil(lambda: "0 of 7 images found" in said(window), timeout=WAIT_MS)
    assert "Relink" not in [b.text() for b in window.notices.findChildren(QPushButton) if b.isVisible()]
    button(window, "Leave it").click()
    qtbot.waitUntil(lambda: "is not there any more" in said(window), timeout=WAIT_MS)
    assert rows(project, "SELECT path FROM roots") == [(str(old),)]


def test_a_later_audit_of_the_new_place_goes_on_with_the_same_run(qtbot, open_window, moved, tmp_path):
    project, old, new = moved
    window = open_window(project)
    qtbot.waitUntil(lambda: bool(said(window)), timeout=WAIT_MS)
    window.manners.relinking.search(str(old), new)
    qtbot.waitUntil(lambda: "7 of 7" in said(window), timeout=WAIT_MS)
    button(window, "Relink").click()
    qtbot.waitUntil(lambda: window.desk.run.folder == str(new), timeout=WAIT_MS)
    window.close()
    loaded = load_model(world.write_model(tmp_path / "model"), trust_code=True, device="cpu")
    with Store.open(project) as store:
        (run,) = store.runs()
        plan = store.begin_run(audit.describe_run(loaded, new, steps=2), datasets.scan_nonempty(new))
        assert (plan.run_id, plan.resumed, plan.new, plan.changed) == (run.run_id, True, 0, 0)


def test_nothing_is_said_where_everything_is_in_its_place(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    assert said(window) == ""
    window.manners.relinking.search("/nowhere", project)
    qtbot.waitUntil(lambda: any("is not a folder of this project" in text for text in window.notices.texts()),
                    timeout=WAIT_MS)  # fmt: skip
