"""Signing off a run: said with the hash to note, undone with one key, refused where verdicts cannot be given."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.store import Store
from gui.changes import in_short
from tests.gui.helpers import WAIT_MS, current, mark, pause, rows
from tests.gui.reviewers import say


def opened(qtbot, open_window, project, reviewer="ana"):
    window = open_window(project, reviewer=reviewer)
    qtbot.waitUntil(window.actions_["sign-off"].isEnabled, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    return window


def take(window, title):
    """Press a button of the bars."""
    (button,) = [one for one in window.notices.findChildren(QPushButton) if one.text() == title]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def judge(qtbot, window, at, verdict="sound"):
    window.review.list.go_to(at)
    name = current(window)
    window.actions_[verdict].trigger()
    qtbot.waitUntil(lambda: mark(window, name) == verdict, timeout=WAIT_MS)
    return name


def signed_off(qtbot, window):
    window.actions_["sign-off"].trigger()
    qtbot.waitUntil(lambda: bool(window.notices.get("sign-off") or window.notices.get("signed")), timeout=WAIT_MS)
    if window.notices.get("sign-off"):
        take(window, "Sign off all the same")
    qtbot.waitUntil(lambda: window.notices.get("signed") is not None, timeout=WAIT_MS)


def explained(window):
    items = window.review.items
    return [n for n in range(items.rowCount()) if items.row(n).state == "explained"]


def standing(project):
    with Store.open(project, readonly=True) as store:
        return [one.reviewer for one in store.sign_offs(1)]


def in_audit_room(window):
    return " ".join(one.text() for one in window.start.runs.findChildren(QLabel))


def in_menu(window):
    menu = window.top._title.menu()
    return "" if menu is None else " ".join(action.text() for action in menu.actions())


def test_signing_off_shows_the_hash_and_can_be_undone(open_window, project: Path, qtbot) -> None:
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=10000)
    window.set_reviewer("ana")
    qtbot.waitUntil(window.actions_["sign-off"].isEnabled)
    window.actions_["sound"].trigger()
    qtbot.waitUntil(lambda: window.review.items.reviewed() == 1)
    with qtbot.waitSignal(window.desk.signed):
        window.actions_["sign-off"].trigger()
        qtbot.waitUntil(lambda: window.notices.get("sign-off") is not None, timeout=WAIT_MS)
        take(window, "Sign off all the same")
    assert window.notices.get("sign-off") is None
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


def test_undo_in_the_bar_takes_back_the_sign_off_and_nothing_that_came_after(open_window, project: Path, qtbot) -> None:
    window = opened(qtbot, open_window, project)
    judge(qtbot, window, explained(window)[0])
    signed_off(qtbot, window)
    later = judge(qtbot, window, explained(window)[1], "flawed")
    with qtbot.waitSignal(window.desk.turned):
        take(window, "Undo")
    assert standing(project) == []
    assert mark(window, later) == "flawed"
    assert rows(project, "SELECT verdict FROM reviews ORDER BY verdict") == [("flawed",), ("sound",)]


def test_the_bar_goes_with_its_reviewer_and_with_its_sign_off(open_window, project: Path, qtbot) -> None:
    say(project, "ben", "blue/0002.png", {"verdict": "flawed"})
    window = opened(qtbot, open_window, project)
    judge(qtbot, window, explained(window)[0])
    signed_off(qtbot, window)
    undo = dict(window.notices.get("signed").actions)["Undo"]
    window.set_reviewer("ben")
    assert window.notices.get("signed") is None
    assert "1 review" not in " ".join(window.notices.texts())
    qtbot.waitUntil(lambda: mark(window, "blue/0002.png") == "flawed", timeout=WAIT_MS)
    with qtbot.waitSignal(window.desk.nothing_to_turn):
        undo()  # also a click that came too late
    assert mark(window, "blue/0002.png") == "flawed"
    assert standing(project) == ["ana"]
    # Taken back by key, there is nothing left for the bar to take back.
    window.set_reviewer("ana")
    signed_off(qtbot, window)
    with qtbot.waitSignal(window.desk.turned):
        window.actions_["undo"].trigger()
    assert window.notices.get("signed") is None


def test_a_question_asked_of_one_reviewer_is_not_left_to_the_next(open_window, project: Path, qtbot) -> None:
    window = opened(qtbot, open_window, project)
    window.actions_["sign-off"].trigger()
    qtbot.waitUntil(lambda: window.notices.get("sign-off") is not None, timeout=WAIT_MS)
    assert window.notices.get("sign-off").text == "6 of 6 images have no verdict of yours."
    window.set_reviewer("ben")
    assert window.notices.get("sign-off") is None


def test_with_images_open_it_is_asked_first_and_one_may_go_on(open_window, project: Path, qtbot) -> None:
    window = opened(qtbot, open_window, project)
    first, *_, last = explained(window)
    for at in explained(window)[:-1]:
        judge(qtbot, window, at)
    window.review.list.go_to(first)
    window.actions_["sign-off"].trigger()
    qtbot.waitUntil(lambda: window.notices.get("sign-off") is not None, timeout=WAIT_MS)
    assert window.notices.get("sign-off").text == "1 of 6 images has no verdict of yours."
    assert QApplication.activeModalWidget() is None
    assert standing(project) == []
    take(window, "Go on reviewing")
    qtbot.waitUntil(lambda: current(window) == window.review.items.row(last).relative, timeout=WAIT_MS)
    assert standing(project) == []
    # The last verdict counts though it is still on its way to the disk: nothing is asked then.
    window.actions_["sound"].trigger()
    with qtbot.waitSignal(window.desk.signed):
        window.actions_["sign-off"].trigger()
    assert window.notices.get("sign-off") is None
    assert "ana signed off run 1 with 6 reviews." in window.notices.get("signed").text
    assert "without a verdict" not in window.notices.get("signed").text


def test_who_signed_off_and_whether_it_changed_since_is_shown_with_the_run(open_window, project: Path, qtbot) -> None:
    window = opened(qtbot, open_window, project)
    judge(qtbot, window, explained(window)[0])
    assert "signed off" not in window.top.title() + in_menu(window) + in_audit_room(window)
    signed_off(qtbot, window)
    (at,) = rows(project, "SELECT created_at FROM review_events WHERE kind = 'sign-off'")
    with Store.open(project, readonly=True) as store:
        when = f"{store.sign_offs(1)[0].at.astimezone():%d %b %H:%M}"
    assert at
    qtbot.waitUntil(lambda: f"signed off by ana, {when}" in in_menu(window), timeout=WAIT_MS)
    assert window.top.title().endswith(" · signed off")
    window.show_start()
    qtbot.waitUntil(lambda: f"signed off by ana, {when}" in in_audit_room(window), timeout=WAIT_MS)
    assert "changed since" not in in_audit_room(window) + in_menu(window)

    window.show_review()
    judge(qtbot, window, explained(window)[1], "flawed")
    qtbot.waitUntil(lambda: f"signed off by ana, {when}, changed since" in in_menu(window), timeout=WAIT_MS)
    assert f"signed off by ana, {when}, changed since" in in_audit_room(window)
    assert window.top.title().endswith(" · signed off, changed since")

    # Another reviewer, who is blind, knows of it, but not of how many.
    window.set_reviewer("ben")
    pause(100)
    assert f"signed off by ana, {when}" in in_menu(window)
    assert "1 review" not in in_menu(window) + in_audit_room(window) + " ".join(window.notices.texts())
    # It is of the project: closed, it is not told of the next.
    window.close_project()
    assert "signed off" not in window.top.title() + in_menu(window)
    qtbot.waitUntil(lambda: "signed off" not in in_audit_room(window), timeout=WAIT_MS)


def test_the_sign_off_is_no_longer_shown_when_it_was_taken_back(open_window, project: Path, qtbot) -> None:
    window = opened(qtbot, open_window, project)
    signed_off(qtbot, window)
    qtbot.waitUntil(lambda: "signed off" in in_menu(window), timeout=WAIT_MS)
    take(window, "Undo")
    qtbot.waitUntil(lambda: "signed off" not in window.top.title() + in_audit_room(window), timeout=WAIT_MS)
    with qtbot.waitSignal(window.desk.turned):
        window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: "signed off" in in_menu(window), timeout=WAIT_MS)


def test_undo_names_the_image_with_its_folder(open_window, project: Path, qtbot) -> None:
    window = opened(qtbot, open_window, project)
    name = judge(qtbot, window, explained(window)[0])
    assert "/" in name
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == f"Undo sound on {name}", timeout=WAIT_MS)
    with qtbot.waitSignal(window.desk.turned):
        window.actions_["undo"].trigger()
    assert window.status.saved_text() == f"undone: sound on {name}"


@pytest.mark.parametrize("length", [1, 20, 60, 61, 300])
def test_a_long_name_gives_way_in_its_middle(length) -> None:
    words = "reason on " + "d" * length + "/cup/0003.jpg"
    short = in_short(words)
    assert len(short) == min(60, len(words))
    assert short.startswith("reason on d")
    assert short.endswith("/cup/0003.jpg")
