"""The whole review without a mouse: from an empty window to a report and a closed one, by keys that go to whatever has
the keyboard. Nothing is called, nothing is clicked; what was meant stands in the file."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from db import settling, what_ifs
from db.store import Store
from tests.gui import side_world
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, current, pause

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
K = Qt.Key


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pictures, three runs of two models; ben has called the first explanation of the last run sound."""
    return side_world.write(tmp_path_factory.mktemp("keys"))


def key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, for whatever has the keyboard."""
    there = QApplication.focusWidget() or QApplication.activeWindow()
    assert there is not None, "nothing has the keyboard"
    QTest.keyClick(there, code, held)


def types(text: str) -> None:
    there = QApplication.focusWidget()
    assert there is not None
    QTest.keyClicks(there, text)


class FileDialog:
    """Types a path into the next file dialog, which keeps its caller waiting until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path, self.answered = path, False
        self._until = monotonic() + WAIT_MS / 1000
        QTimer.singleShot(50, self._look)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        field = QApplication.focusWidget()
        if not isinstance(dialog, QFileDialog) or field is None or not dialog.isAncestorOf(field):
            if monotonic() < self._until:
                QTimer.singleShot(50, self._look)
            return
        for _ in range(20):  # its own order of fields is Qt's
            if isinstance(QApplication.focusWidget(), QLineEdit):
                break
            key(K.Key_Tab)
        QTest.keyClick(QApplication.focusWidget(), K.Key_A, CTRL)
        types(str(self.path))
        self.answered = True
        key(K.Key_Return)


def runs_command(words: str) -> None:
    """By its name, for what has no key."""
    key(K.Key_P, CTRL | SHIFT)
    types(words)
    key(K.Key_Return)


def tab_to(wanted, most: int = 80) -> None:  # type: ignore[no-untyped-def]
    """Tab until the keyboard is there."""
    for _ in range(most):
        if QApplication.focusWidget() is wanted:
            return
        key(K.Key_Tab)
    raise AssertionError(f"Tab does not come to {wanted}")


def shows(window, run) -> QPushButton | None:  # type: ignore[no-untyped-def]
    """What shows a run, in the audit room."""
    buttons = window.start.runs.findChildren(QPushButton)
    return next(
        (one for one in buttons if one.isVisible() and one.accessibleName() == f"Review run {run.run_id}"), None
    )


def test_the_whole_review_by_keyboard(qtbot, open_window, photos, tmp_path):
    report = tmp_path / "report.html"
    with Store.open(photos, readonly=True) as store:
        learned = next(run for run in store.runs() if run.method == "learned" and run.model_version != "2")
        items = [row for row in store.items(learned.run_id, "")]
    first, second, third = (row.relative for row in items[:3])
    with Store.open(photos) as store:
        store.change(items[0].explanation_id, "ben", {"verdict": "sound"}).result()

    window = open_window(reviewer="")
    review, canvas = window.review, window.review.canvas

    def until(what) -> None:  # type: ignore[no-untyped-def]
        qtbot.waitUntil(what, timeout=WAIT_MS)

    def drawn() -> bool:
        row = review.current()
        shown = canvas.picture.wish.explanation_id if canvas.picture is not None else None
        return row is not None and shown == row.explanation_id == canvas.regions.explanation_id

    # --- a project, a name ---
    dialog = FileDialog(photos)
    key(K.Key_O, CTRL | SHIFT)
    assert dialog.answered
    until(drawn)
    # The run of the window's choice is the last one; the one to be reviewed is chosen in the audit room.
    if window.desk.run.run_id != learned.run_id:
        key(K.Key_F2)
        until(lambda: shows(window, learned) is not None)
        tab_to(shows(window, learned))
        key(K.Key_Space)
        until(lambda: window.desk.run.run_id == learned.run_id and drawn())
    key(K.Key_F3)
    assert QApplication.focusWidget() is canvas
    key(K.Key_F)
    assert window.name_bar.isAncestorOf(QApplication.focusWidget())
    types("cleo")
    key(K.Key_Return)
    until(lambda: window.desk.reviewer == "cleo" and drawn())
    assert QApplication.focusWidget() is canvas

    # --- the first image: verdict, reason, severity, comment, regions, what if ---
    key(K.Key_G)
    types("1")
    key(K.Key_Return)
    assert current(window) == first
    until(drawn)
    for code, held in ((K.Key_F, None), (K.Key_2, None), (K.Key_2, SHIFT)):
        key(code, held or Qt.KeyboardModifier.NoModifier)
    key(K.Key_Return)
    types("the tag, not the leaf")
    key(K.Key_Return, CTRL)
    assert QApplication.focusWidget() is canvas
    key(K.Key_B)
    for code in (K.Key_Return, *[K.Key_Right] * 8, *[K.Key_Down] * 8, K.Key_Return):
        key(code)
    assert len(canvas.regions.own) == 1
    for code in (*[K.Key_Left] * 30, K.Key_Return, *[K.Key_Up] * 8, *[K.Key_Left] * 8, K.Key_Return):
        key(code)
    assert len(canvas.regions.own) == 2
    key(K.Key_W)  # the one that was drawn last
    assert sorted(one.mark for one in canvas.regions.own.values()) == ["missed", "spurious"]
    key(K.Key_V)
    while canvas.regions.chosen is None or canvas.regions.chosen.mark != "missed":
        key(K.Key_Tab)
    key(K.Key_Delete)
    assert [one.mark for one in canvas.regions.own.values()] == ["spurious"]
    key(K.Key_Tab)
    key(K.Key_H)
    until(lambda: len(window.what_ifs.kept) == 1)
    key(K.Key_Z)
    assert canvas.without is not None
    key(K.Key_Z)
    assert canvas.without is None
    key(K.Key_Escape)
    assert not canvas.tools.name

    # --- the second: taken back and said again; the third after the next without a verdict ---
    key(K.Key_J)
    until(drawn)
    key(K.Key_U)
    until(lambda: review.current().verdict == "unsure")
    key(K.Key_Z, CTRL)
    until(lambda: review.current().verdict is None)
    key(K.Key_Z, CTRL | SHIFT)
    until(lambda: review.current().verdict == "unsure")
    key(K.Key_N)
    until(lambda: current(window) == third and drawn())
    key(K.Key_S)
    until(lambda: review.current().verdict == "sound")

    # --- filter and queue ---
    key(K.Key_Slash)
    types("verdict:sound")
    key(K.Key_Return)
    until(lambda: review.items.rowCount() == 1 and current(window) == third)
    key(K.Key_Slash)
    key(K.Key_Delete)  # all of it is marked
    key(K.Key_Return)
    until(lambda: review.items.rowCount() == len(items))
    runs_command("unreviewed")
    until(lambda: review.queueing.queue.kind == "unreviewed" and review.items.rowCount() == len(items) - 3)
    runs_command("all images")
    until(lambda: review.items.rowCount() == len(items))

    # --- others: the verdict that holds ---
    key(K.Key_G)
    types("1")
    key(K.Key_Return)
    until(lambda: current(window) == first and drawn())
    until(lambda: review.panel.others.differ)
    key(K.Key_F, SHIFT)
    until(lambda: any(text.startswith("Settled by cleo") for text in review.panel.others.texts()))

    # --- explanations compared, the rule ---
    key(K.Key_C, SHIFT)
    until(lambda: review.comparing and len(review.sides.shown_views()) >= 2)
    until(lambda: all(view.canvas.picture is not None for view in review.sides.shown_views()))
    key(K.Key_Q)
    key(K.Key_Right, SHIFT)
    key(K.Key_D, SHIFT)
    until(window.actions_["views-difference"].isChecked)
    key(K.Key_Escape)
    assert not review.comparing
    assert QApplication.focusWidget() is canvas
    key(K.Key_R)
    until(lambda: window.rule.view is not None and (window.rule.view.learned is not None or window.rule.view.refused))
    view = window.rule.view
    assert not view.refused
    last = view.at
    key(K.Key_Left)
    assert view.at == last - 1
    key(K.Key_Escape)
    assert not window.rule.open

    # --- trends, and from a row to its images ---
    key(K.Key_F4)
    until(window.rooms.trends.rates.table.isVisible)
    tab_to(window.rooms.trends.rates.table)
    key(K.Key_Return)
    until(lambda: window.rooms.now == "review" and drawn())
    until(lambda: review.items.rowCount() == 3)
    assert {review.items.row(n).relative for n in range(3)} == {first, second, third}

    # --- a report, and out ---
    key(K.Key_E, CTRL)
    until(lambda: window.exporting.dialog is not None and window.exporting.dialog.do.isEnabled())
    dialog = FileDialog(report)
    key(K.Key_Return)
    until(lambda: dialog.answered and report.is_file() and not window.exporting.writing)
    key(K.Key_W, CTRL)
    until(lambda: window.desk.store is None)
    key(K.Key_Q, CTRL)
    pause(50)
    assert not window.isVisible()
    if shiboken6.isValid(window):
        close(window)

    with Store.open(photos, readonly=True) as store:
        said = {row.relative: store.reviews_of(row.explanation_id) for row in items}
        mine = {name: next((one for one in rows if one.reviewer == "cleo"), None) for name, rows in said.items()}
        assert {name: one.verdict for name, one in mine.items() if one is not None} == {
            first: "flawed", second: "unsure", third: "sound",
        }  # fmt: skip
        told = mine[first]
        assert (tuple(told.reasons), told.severity, told.comment) == (("stamp-or-text",), 2, "the tag, not the leaf")
        assert [(one.shape, one.mark) for one in told.regions] == [("box", "spurious")]
        (asked,) = what_ifs.of_explanation(store, items[0].explanation_id)
        assert (asked.reviewer, asked.found.way, len(asked.regions)) == ("cleo", "away", 1)
        assert settling.settled(store, items[0].explanation_id).verdict == "flawed"
        assert store.history_faults() == []
    assert "the tag, not the leaf" in report.read_text(encoding="utf-8")
