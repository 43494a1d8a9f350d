"""The three rooms: what an empty one says, what it keeps, and what comes after the last image."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QTreeView

from db.store import Store
from engine import audit, datasets, load_model
from gui.rooms import all_reviewed
from tests.gui import world
from tests.gui.helpers import WAIT_MS, current, mark, press
from tests.gui.report_desk import counted


def key(window, name: Qt.Key) -> None:
    press(QApplication.focusWidget() or window, name)


def test_empty_rooms_say_what_is_next_with_one_button(qtbot, open_window):
    window = open_window()
    assert window.top.rooms.buttons["audit"].isChecked()
    key(window, Qt.Key.Key_F3)
    empty = window.pages.currentWidget()
    assert (empty.headline.text(), empty.text.text()) == (
        "Nothing to review yet.",
        "Start an audit, or open a project.",
    )
    assert empty.button.hasFocus()
    key(window, Qt.Key.Key_F4)
    assert window.top.rooms.buttons["trends"].isChecked()
    assert window.rooms.trends.empty.headline.text() == "No trends yet."
    window.rooms.trends.empty.button.click()
    assert window.pages.currentWidget() is window.start
    assert window.start.images.button.hasFocus()


def test_rooms_keep_their_state_and_trends_tell_the_verdicts(qtbot, open_window, project):
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.list.go_to(2)
    window.review.set_mode("mask")
    name = current(window)
    key(window, Qt.Key.Key_F4)
    assert window.rooms.trends.currentWidget() is window.rooms.trends.empty
    assert window.rooms.trends.empty.button.text() == "Review"
    key(window, Qt.Key.Key_F3)
    assert (current(window), window.review.canvas.look.mode) == (name, "mask")
    assert window.review.canvas.hasFocus()

    key(window, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    key(window, Qt.Key.Key_F4)
    table = window.rooms.trends.rates.table
    qtbot.waitUntil(lambda: table.rowCount() == 1 and table.isVisible(), timeout=WAIT_MS)
    cells = [table.item(0, column).text() for column in range(table.columnCount())]
    assert cells == ["1 · colours 1 · learned, 2 steps", "100.0 %", "20.7 % – 100.0 %", "1", "0", "0", "1 of 6"]
    heads = [table.horizontalHeaderItem(column).text().casefold() for column in range(table.columnCount())]
    assert len(set(heads)) == len(heads)
    room = window.rooms.trends
    room.by.setCurrentIndex(room.by.findData("class"))
    room.by.activated.emit(room.by.currentIndex())
    qtbot.waitUntil(lambda: room.told.by == "class", timeout=WAIT_MS)
    assert [table.item(n, 0).text() for n in range(table.rowCount())] == [name.split("/")[0]]

    key(window, Qt.Key.Key_F2)
    runs = window.start.runs
    qtbot.waitUntil(runs.isVisible, timeout=WAIT_MS)
    window.close_project()
    assert not runs.isVisible()
    key(window, Qt.Key.Key_F4)
    assert window.rooms.trends.currentWidget() is window.rooms.trends.empty


def test_after_the_last_image_the_result_is_told_and_the_report_is_written(qtbot, open_window, project, tmp_path):
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    items = window.review.items
    explained = [n for n in range(7) if items.row(n).state == "explained"]
    for n in explained:
        assert window.notices.get("all-reviewed") is None
        window.review.list.go_to(n)
        window.review.judge("flawed" if n == explained[0] else "sound")
        relative = current(window)
        qtbot.waitUntil(lambda wanted=relative: mark(window, wanted) is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.notices.get("all-reviewed") is not None, timeout=WAIT_MS)
    notice = window.notices.get("all-reviewed")
    # Wilson's interval of 1 in 6, worked out by hand: (1 + z²/2 ± z √(5/6 + z²/4)) / (6 + z²) with z² = 3.8415.
    assert notice.text == "All 6 reviewed. 1 flawed (16.7 %, 3.0–56.4 %)."
    assert [title for title, _ in notice.actions] == ["See trends", "Export report…"]

    out = tmp_path / "found.html"
    widths: list[tuple[int, int]] = []
    seen: list[bool] = []

    def answer() -> None:
        """Type a name into the dialog that has come, as the user does."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not seen:  # what others said is looked for first
            seen.extend([True] if isinstance(dialog, QFileDialog) else [])
            QTimer.singleShot(250, answer)
            return
        table = dialog.findChild(QTreeView, "treeView")
        heads = range(1, table.header().count())
        widths.extend((table.columnWidth(n), table.sizeHintForColumn(n)) for n in heads)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(out))
        QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)

    notice.actions[1][1]()
    qtbot.waitUntil(lambda: window.exporting.dialog is not None, timeout=WAIT_MS)
    counted(qtbot, window.exporting.dialog)
    assert window.exporting.dialog.said.text() == "6 explanations of 1 run, 6 of them reviewed."
    QTimer.singleShot(300, answer)
    window.exporting.dialog.do.click()
    qtbot.waitUntil(lambda: bool(widths), timeout=WAIT_MS)
    assert all(width >= wanted for width, wanted in widths)  # sizes, kinds and dates in full
    qtbot.waitUntil(lambda: any("lies at" in text for text in window.toasts.texts()), timeout=WAIT_MS)
    (told,) = window.toasts.shown()
    assert told.action.text() == "Open"
    assert told.undo is None
    assert window.notices.get("report") is None  # nothing to click away
    assert "6 of 6 explanations were reviewed" in re.sub(r"\s+", " ", out.read_text())
    # Writing it let go of the project: closing the window frees its lock.
    window.close()
    Store.open(project).close()


@pytest.mark.parametrize(
    ("reviewed", "flawed", "words"),
    [
        (200, 31, "All 200 reviewed. 31 flawed (15.5 %, 11.1–21.2 %)."),
        (1200, 0, "All 1,200 reviewed. 0 flawed (0.0 %, 0.0–0.3 %)."),
    ],
)
def test_the_words_of_a_finished_review(reviewed, flawed, words):
    assert all_reviewed(reviewed - flawed, flawed, 0) == words


def test_unsure_ones_stand_apart_when_a_review_is_finished():
    # 15 of 60: (15 + z²/2 ± z √(11.25 + z²/4)) / (60 + z²)
    assert all_reviewed(45, 15, 4) == "All 64 reviewed. 15 of 60 flawed (25.0 %, 15.8–37.2 %), 4 unsure."
    assert all_reviewed(0, 0, 3) == "All 3 reviewed, none flawed or sound."


def test_a_report_that_cannot_be_written_says_so(qtbot, open_window, project, tmp_path):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)
    window.exporting.write(tmp_path / "no such folder" / "found.html")
    qtbot.waitUntil(lambda: window.notices.get("report") is not None, timeout=WAIT_MS)
    assert "no such folder" in window.notices.get("report").text
    assert window.notices.get("report").icon == "warning"


def test_a_run_that_stopped_is_resumed_from_the_audit_room(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 4)
    loaded = load_model(model, trust_code=True, device="cpu")
    with Store.create(tmp_path / "discs.hansel") as store:
        plan = store.begin_run(audit.describe_run(loaded, folder, method="gradient"), datasets.scan_nonempty(folder))
        store.finish_run(plan.run_id, "cancelled")
    window = open_window(tmp_path / "discs.hansel")
    qtbot.waitUntil(lambda: window.desk.run is not None, timeout=WAIT_MS)
    key(window, Qt.Key.Key_F2)

    def buttons() -> dict[str, QPushButton]:
        return {b.accessibleName(): b for b in window.start.runs.findChildren(QPushButton) if b.isVisible()}

    qtbot.waitUntil(lambda: "Resume run 1" in buttons(), timeout=WAIT_MS)
    buttons()["Resume run 1"].click()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 4, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Resume run 1" not in buttons(), timeout=WAIT_MS)
