"""Going back to a backup in the window: from the menu, from a project that does not open, and back again."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db import backup
from db.store import Store
from gui.restoring import RestoreDialog
from tests.gui.helpers import WAIT_MS, mark, verdict_in_file

FIRST, SECOND, THIRD = "red/0000.png", "green/0001.png", "blue/0002.png"


@pytest.fixture
def backed_up(project):
    """A verdict on one image is in the only backup, one on another is not; no journal."""
    for one in backup.listing(project):
        one.path.unlink()  # of the audit: in the same hour as the one below it would take its place
    with Store.open(project) as store:
        ids = {item.relative: item.explanation_id for item in store.items(1, "ana")}
        store.set_verdict(ids[FIRST], "ana", "flawed").result()
        # Of an hour ago, so that none of the next seconds has its name.
        made = backup.make(project)
        made = made.rename(made.with_name(f"{datetime.now(UTC) - timedelta(hours=1):{backup.STAMP}}.sqlite"))
        store.set_verdict(ids[SECOND], "ana", "sound").result()
    for one in backup.listing(project):
        if one.path != made:
            one.path.unlink()  # what closing made
    (project / "history.jsonl").unlink(missing_ok=True)
    return project


def answer(qtbot, start, button, before=lambda dialog: None):
    """Do what opens the dialog, and press a button of it once it can be pressed. Returns what the dialog said."""
    said = {}
    given_up = False

    def look():
        dialog = QApplication.activeModalWidget()
        if given_up:
            return
        if not isinstance(dialog, RestoreDialog) or dialog.words.text() in ("", "Looking into it…"):
            QTimer.singleShot(20, look)
            return
        try:
            before(dialog)
        except BaseException as error:  # a dialog left open would keep the test for ever
            said["error"] = error
            dialog.reject()
        said["words"] = dialog.words.text()
        said["rows"] = [
            [dialog.list.topLevelItem(n).text(c) for c in range(5)] for n in range(dialog.list.topLevelItemCount())
        ]
        said["enabled"] = dialog.do.isEnabled()
        QTest.mouseClick(getattr(dialog, button), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, look)
    try:
        start()
        qtbot.waitUntil(lambda: "words" in said and QApplication.activeModalWidget() is None, timeout=WAIT_MS)
    finally:
        given_up = True
    if "error" in said:
        raise said["error"]
    return said


def open_on(qtbot, open_window, project):
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    return window


def test_what_the_backup_lacks_of_the_reviews_comes_back_from_the_journal(qtbot, open_window, backed_up):
    window = open_on(qtbot, open_window, backed_up)
    (made,) = backup.listing(backed_up)
    said = answer(qtbot, window.actions_["restore"].trigger, "do")
    assert "What history.jsonl has of the reviews comes back." in said["words"]
    qtbot.waitUntil(lambda: window.notices.get("restored") is not None, timeout=WAIT_MS)
    assert made.path.name in window.notices.get("restored").text
    assert "1 newer review event was brought back." in window.notices.get("restored").text
    assert (mark(window, FIRST), mark(window, SECOND)) == ("flawed", "sound")


def test_a_backup_is_restored_and_that_is_undone(qtbot, open_window, backed_up):
    window = open_on(qtbot, open_window, backed_up)
    assert mark(window, SECOND) == "sound"
    (made,) = backup.listing(backed_up)
    lose_the_journal = lambda _: (backed_up / "history.jsonl").unlink()  # noqa: E731
    said = answer(qtbot, window.actions_["restore"].trigger, "do", lose_the_journal)
    assert said["rows"][-1][0] == made.time.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    assert said["rows"][-1][2:] == ["1", "6", "1"]
    assert "It lacks 1 review event of the present database." in said["words"]
    qtbot.waitUntil(lambda: window.notices.get("restored") is not None, timeout=WAIT_MS)
    assert window.desk.store is not None
    assert not window.desk.readonly
    assert (mark(window, FIRST), mark(window, SECOND)) == ("flawed", None)
    notice = window.notices.get("restored")
    (aside,) = [path for path, _ in backup.replaced(backed_up)]
    assert aside.name in notice.text
    assert "1 review event is only in the database as it was before." in notice.text
    # The restored project takes verdicts.
    window.review.list.go_to(window.review.items.position_of_relative(THIRD))
    window.actions_["unsure"].trigger()
    qtbot.waitUntil(lambda: mark(window, THIRD) == "unsure", timeout=WAIT_MS)
    assert verdict_in_file(backed_up, THIRD) == "unsure"

    button = next(b for b in window.notices.findChildren(QPushButton) if b.text() == "Undo the restore")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mark(window, SECOND) == "sound", timeout=WAIT_MS)
    # What was said in between is not lost either.
    assert (mark(window, FIRST), mark(window, THIRD)) == ("flawed", "unsure")
    qtbot.waitUntil(lambda: window.notices.get("restored") is not None, timeout=WAIT_MS)
    assert len(backup.replaced(backed_up)) == 2


def test_leaving_it_changes_nothing_and_a_damaged_backup_cannot_be_chosen(qtbot, open_window, backed_up):
    (backed_up / "backups" / "2025-01-02T03-04-05Z.sqlite").write_bytes(os.urandom(20_000))
    window = open_on(qtbot, open_window, backed_up)
    store = window.desk.store

    def choose_the_damaged(dialog):
        dialog.list.setCurrentItem(dialog.list.topLevelItem(dialog.list.topLevelItemCount() - 1))
        qtbot.waitUntil(lambda: "damaged itself" in dialog.words.text(), timeout=5000)

    said = answer(qtbot, window.actions_["restore"].trigger, "leave", choose_the_damaged)
    assert said["rows"][-1][2:] == ["damaged", "", ""]
    assert not said["enabled"]
    assert window.desk.store is store
    assert not backup.replaced(backed_up)
    assert verdict_in_file(backed_up, SECOND) == "sound"


@pytest.mark.parametrize("fate", ["damaged", "empty"])
def test_a_project_that_does_not_open_offers_its_backups(qtbot, open_window, backed_up, fate):
    database = backed_up / "audit.sqlite"
    database.write_bytes(os.urandom(database.stat().st_size) if fate == "damaged" else b"")
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([backed_up])

    def button():
        found = [b for b in window.notices.findChildren(QPushButton) if b.text() == "Restore from a backup…"]
        return found[0] if found else None

    qtbot.waitUntil(lambda: button() is not None, timeout=WAIT_MS)
    assert len(window.notices.texts()) == 1
    said = answer(qtbot, lambda: QTest.mouseClick(button(), Qt.MouseButton.LeftButton), "do")
    assert "The present database cannot be read" in said["words"]
    qtbot.waitUntil(lambda: window.notices.get("restored") is not None, timeout=WAIT_MS)
    assert (mark(window, FIRST), mark(window, SECOND)) == ("flawed", None)
    assert [title for title, _ in window.notices.get("restored").actions] == []
    assert backup.replaced(backed_up)[0][0].name in window.notices.get("restored").text


def test_a_project_without_backups_says_so(qtbot, open_window, project):
    for one in backup.listing(project):
        one.path.unlink()
    window = open_on(qtbot, open_window, project)
    window.actions_["restore"].trigger()
    qtbot.waitUntil(lambda: any("has no backups" in text for text in window.notices.texts()), timeout=WAIT_MS)
    assert window.desk.store is not None


def test_a_project_that_another_window_writes_to_is_left_alone(qtbot, open_window, backed_up):
    with Store.open(backed_up):
        window = open_on(qtbot, open_window, backed_up)
        assert window.desk.readonly
        answer(qtbot, window.actions_["restore"].trigger, "do")
        qtbot.waitUntil(
            lambda: any("then restore" in text for text in window.notices.texts()) and window.desk.store is not None,
            timeout=WAIT_MS,
        )
    assert not backup.replaced(backed_up)


def test_the_list_is_steered_by_keys(qtbot, open_window, backed_up):
    model = backup.listing(backed_up)[0].path
    older = model.with_name(f"{datetime(2026, 3, 1, tzinfo=UTC):{backup.STAMP}}.sqlite")
    older.write_bytes(model.read_bytes())
    window = open_on(qtbot, open_window, backed_up)

    def by_keys(dialog):
        assert dialog.focusWidget() is dialog.list
        QTest.keyClick(dialog.list, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: dialog.chosen == older, timeout=5000)

    answer(qtbot, window.actions_["restore"].trigger, "do", by_keys)
    qtbot.waitUntil(lambda: window.notices.get("restored") is not None, timeout=WAIT_MS)
    assert older.name in window.notices.get("restored").text
