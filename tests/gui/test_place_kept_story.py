"""Where the reviewer is: kept while they go on without a rest, not lost to a name, a run or a queue that comes."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from db.queues import Queue
from db.store import Store
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows
from tests.gui.reviewers import say

Key = Qt.Key
FIRST, THIRD = "blue/0002.png", "green/0001.png"


def ready(qtbot, window):
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def kept(project, reviewer: str = "cleo") -> dict:
    with Store.open(project, readonly=True) as store:
        return store.get_setting(f"place:{reviewer}") or {}


def test_who_never_rests_is_found_again_where_they_were_a_second_ago(qtbot, open_window, project):
    window = ready(qtbot, open_window(project))
    seen: list[tuple[float, str]] = []
    begun = time.monotonic()
    while time.monotonic() < begun + 3.0:
        press(window.review.canvas, Key.Key_J if len(seen) % 8 < 4 else Key.Key_K)
        seen.append((time.monotonic(), current(window)))
        pause(120)
    lately = {name for at, name in seen if at > time.monotonic() - 1.0}
    # The program is cut off now: nothing more is written.
    assert kept(project).get("image") in lately


def test_a_name_given_late_leaves_the_image_at_hand(qtbot, open_window, project):
    window = ready(qtbot, open_window(project, reviewer=""))
    for _ in range(2):
        press(window.review.canvas, Key.Key_J)
    assert current(window) == THIRD
    with qtbot.waitSignal(window.desk.run_shown, timeout=WAIT_MS):
        window.set_reviewer("ana")
    assert current(window) == THIRD
    press(window.review.canvas, Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, THIRD) == "flawed", timeout=WAIT_MS)
    close(window)
    again = ready(qtbot, open_window(project))
    assert again.desk.reviewer == "ana"
    assert current(again) == THIRD


def test_each_reviewer_comes_back_to_their_own_place(qtbot, open_window, project):
    window = ready(qtbot, open_window(project))
    press(window.review.canvas, Key.Key_J)
    second = current(window)
    with qtbot.waitSignal(window.desk.run_shown, timeout=WAIT_MS):
        window.set_reviewer("ben")
    press(window.review.canvas, Key.Key_J)
    assert current(window) == THIRD
    with qtbot.waitSignal(window.desk.run_shown, timeout=WAIT_MS):
        window.set_reviewer("cleo")
    assert current(window) == second


def test_a_name_given_while_the_project_is_read_shows_that_reviewers_verdicts(qtbot, open_window, project):
    say(project, "ana", THIRD, {"verdict": "flawed"})
    with Store.open(project) as store:
        store.set_setting("place:ana", {"run": 1, "image": THIRD}).result()
    window = open_window(reviewer="")
    window.open_paths([project])
    assert window.desk.opening
    window.set_reviewer("ana")
    ready(qtbot, window)
    qtbot.waitUntil(lambda: window.review.items.reviewed() == 1, timeout=WAIT_MS)
    assert mark(window, THIRD) == "flawed"


def test_showing_the_same_run_again_stays_at_the_image_and_the_picture(qtbot, open_window, project):
    """Also within the moment in which the place has not been written yet."""
    window = ready(qtbot, open_window(project))
    pause(600)
    for _ in range(3):
        press(window.review.canvas, Key.Key_J)
    press(window.review.canvas, Key.Key_M)
    name = current(window)
    with qtbot.waitSignal(window.desk.run_shown, timeout=WAIT_MS):
        window.start.runs.show_wanted.emit(1)
    assert current(window) == name
    assert window.review.look().mode == "mask"


def test_a_queue_that_is_still_being_opened_is_not_forgotten(qtbot, open_window, project):
    with Store.open(project) as store:
        place = {"run": 1, "image": FIRST, "queue": Queue("suspicious").to_json(), "filter": "predicted:blue"}
        store.set_setting("place:cleo", place).result()
    window = open_window()
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    assert window.review.queueing.queue == Queue()  # the maps are not compared yet
    close(window)
    assert kept(project)["queue"] == Queue("suspicious").to_json()
    assert kept(project)["filter"] == "predicted:blue"
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]
