"""Several images that were flagged as one, outside of the window: one Ctrl+Z takes all of it back, in the list too."""

from __future__ import annotations

from PySide6.QtCore import Qt

from db import together
from db.store import Store
from tests.gui.helpers import WAIT_MS, mark, press, verdict_in_file

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_one_undo_takes_all_back_and_one_redo_brings_all_again(qtbot, open_window, project):
    with Store.open(project) as store:
        (run,) = store.runs()
        rows = [row for row in store.items(run.run_id, "cleo") if row.explanation_id is not None]
        three, other = rows[:3], rows[3]
        store.set_verdict(other.explanation_id, "cleo", "sound").result()
        together.flag(store, [row.explanation_id for row in three], "cleo", ("stamp-or-text",), "tag").result()
    window = open_window(project)
    names = [row.relative for row in three]
    marks = lambda: [mark(window, name) for name in names]  # noqa: E731
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: marks() == ["flawed"] * 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.actions_["undo"].text() == "Undo flaw on 3 images (tag)", timeout=WAIT_MS)
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: marks() == [None] * 3, timeout=WAIT_MS)
    assert mark(window, other.relative) == "sound"
    assert [verdict_in_file(project, name) for name in names] == [None] * 3
    assert window.status.reviewed_text() == "1 of 7 reviewed"
    press(window.review.canvas, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: marks() == ["flawed"] * 3, timeout=WAIT_MS)
    assert [verdict_in_file(project, name) for name in names] == ["flawed"] * 3
    assert window.status.reviewed_text() == "4 of 7 reviewed"
