"""Signing off a run: said with the hash to note, undone with one key, refused where verdicts cannot be given."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from db.store import Store


def test_signing_off_shows_the_hash_and_can_be_undone(open_window, project: Path, qtbot) -> None:
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=10000)
    window.set_reviewer("ana")
    qtbot.waitUntil(window.actions_["sign-off"].isEnabled)
    window.actions_["sound"].trigger()
    qtbot.waitUntil(lambda: window.review.items.reviewed() == 1)
    with qtbot.waitSignal(window.desk.signed):
        window.actions_["sign-off"].trigger()
    text = window.notices.get("signed").text
    assert "ana signed off run 1 with 1 review." in text
    dict(window.notices.get("signed").actions)["Copy hash"]()
    clipboard = QGuiApplication.clipboard().text()
    assert clipboard in text
    assert len(clipboard) == 64
    with Store.open(project, readonly=True) as store:
        assert [one.head for one in store.sign_offs(1)] == [clipboard]
    with qtbot.waitSignal(window.desk.turned):
        window.actions_["undo"].trigger()
    with Store.open(project, readonly=True) as store:
        assert store.sign_offs(1) == []
    assert window.review.items.reviewed() == 1


def test_a_project_open_for_reading_cannot_be_signed_off(open_window, project: Path, qtbot) -> None:
    with Store.open(project):
        window = open_window(project)
        qtbot.waitUntil(lambda: window.desk.run is not None, timeout=10000)
        assert not window.actions_["sign-off"].isEnabled()
