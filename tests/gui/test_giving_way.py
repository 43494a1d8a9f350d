"""Between the key of a verdict and its mark: nothing else is laid out, read or decoded that could wait."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt

from gui import desk as desk_module
from gui.item_list import ItemList
from gui.job_thread import JobThread
from tests.gui.helpers import WAIT_MS, current, mark, pause, press


class Beside:
    """A thread of a job that asks whether it has to give way; ``passed`` once it need not."""

    def __init__(self, job: JobThread) -> None:
        self.passed = threading.Event()
        self._thread = threading.Thread(target=lambda: (job.give_way(), self.passed.set()), daemon=True)
        self._thread.start()

    def join(self) -> None:
        self._thread.join(5)


def test_who_decodes_holds_still_until_it_may_go_on(qapp):
    job = JobThread()
    job.give_way()  # nobody waits
    job.hold_still(30)
    beside = Beside(job)
    assert not beside.passed.wait(0.1)
    job.go_on()
    assert beside.passed.wait(5)
    beside.join()


def test_what_is_not_called_off_ends_by_itself(qapp):
    job = JobThread()
    job.hold_still(0.05)
    began = time.monotonic()
    beside = Beside(job)
    assert beside.passed.wait(5)
    assert time.monotonic() - began >= 0.05
    beside.join()


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Z])
def test_an_audit_holds_still_from_the_key_to_the_mark(qtbot, window, key):
    """A verdict, and an undo of it."""
    name, worker = current(window), window.audits._worker
    told: list[bool] = []
    if key == Qt.Key.Key_Z:
        press(window.review.canvas, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: mark(window, name) == "sound", timeout=WAIT_MS)
        qtbot.waitUntil(worker._goes_on.is_set, timeout=WAIT_MS)
    for signal in (window.desk.saving, window.desk.changed, window.desk.turned):
        signal.connect(lambda *_: told.append(worker._goes_on.is_set()))
    modifier = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier
    press(window.review.canvas, key, modifier)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT_MS)
    assert told == [False, False]
    qtbot.waitUntil(worker._goes_on.is_set, timeout=WAIT_MS)


class Laid(ItemList):
    """A list that counts how often all its rows are laid out."""

    laid = 0

    def doItemsLayout(self) -> None:
        self.laid += 1
        super().doItemsLayout()


def test_a_mark_is_painted_in_its_row_and_no_other_row_is_laid_out(qtbot, window):
    items = window.review.items
    rows = Laid()
    rows.setModel(items)
    rows.resize(260, 400)
    qtbot.addWidget(rows)
    rows.show()
    qtbot.waitExposed(rows)
    pause(100)
    area = rows.visualRect(items.index(0))
    before, laid = rows.viewport().grab(area).toImage(), rows.laid
    assert laid > 0
    items.judged(items.row(0).explanation_id, "sound")
    pause(100)
    assert rows.laid == laid
    assert rows.viewport().grab(area).toImage() != before


def test_what_several_ask_for_of_one_image_is_read_once(qtbot, window, monkeypatch):
    desk, read = window.desk, desk_module.read_reviews
    ids: list[int] = []
    monkeypatch.setattr(
        desk_module, "read_reviews", lambda store, one, *more: (ids.append(one), read(store, one, *more))[1]
    )
    found: list[object] = []
    first, second = (row.explanation_id for row in window.review.items.rows()[:2])
    for one in (first, first, second, first):
        desk.reviews(one, found.append)
    qtbot.waitUntil(lambda: len(found) == 4, timeout=WAIT_MS)
    assert ids == [first, second]
    assert [one.explanation_id for one in found] == [first, first, first, second]
    desk.reviews(first, found.append)  # asked once more, it is read once more
    qtbot.waitUntil(lambda: len(found) == 5, timeout=WAIT_MS)
    assert ids == [first, second, first]


def test_how_many_of_a_chosen_list_are_reviewed_is_counted_along(qtbot, window):
    items = window.review.items
    rows = [row for row in items.rows() if row.explanation_id is not None]
    items.choose([row.key for row in rows[:3]])
    assert items.reviewed_shown() == 0
    items.judged(rows[0].explanation_id, "flawed")
    items.judged(rows[4].explanation_id, "sound")  # not in the list
    assert (items.reviewed_shown(), items.reviewed()) == (1, 2)
    items.judged(rows[0].explanation_id, "unsure")
    assert items.reviewed_shown() == 1
    items.judged(rows[0].explanation_id, None)
    assert (items.reviewed_shown(), items.reviewed()) == (0, 1)
    items.choose(None)
    assert items.reviewed_shown() == 1
    items.choose([rows[4].key])
    assert items.reviewed_shown() == 1
