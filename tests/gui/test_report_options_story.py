"""A report is chosen in the window as on the command line: runs, classes, reviewers, names, pictures; by keyboard."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

import reports
from db import extent
from db.store import Store
from tests.gui import trend_world
from tests.gui.helpers import WAIT_MS, pause, press
from tests.gui.report_desk import asked, counted, name_the_file, tick


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trend_world.write(tmp_path_factory.mktemp("several"), images=18)


@pytest.fixture
def judged(_written: Path, tmp_path: Path) -> Path:
    """Four runs of two models, judged by ana and ben; review is not blind."""
    return trend_world.copied(_written, tmp_path)


def opened(qtbot, open_window, project):
    window = open_window(project, reviewer="ana")
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    return window


def words(file: Path) -> str:
    return re.sub(r"base64,[\w+/=]+", "", file.read_text("utf-8-sig"))


def test_it_is_written_as_the_command_line_writes_it(qtbot, open_window, judged, tmp_path):
    window = opened(qtbot, open_window, judged)
    dialog = asked(qtbot, window)
    tick(dialog.runs, 2, 3)
    tick(dialog.classes, "green")
    tick(dialog.people, "ben")
    press(dialog.pseudonyms, Qt.Key.Key_Space)
    dialog.gallery.setValue(2)
    counted(qtbot, dialog)
    with Store.open(judged, readonly=True) as store:
        found = extent.of_project(store, (3, 2), ("green",), ("ben",))
    assert 0 < found.reviewed < found.explained
    assert dialog.said.text() == f"{found.explained} explanations of 2 runs, {found.reviewed} of them reviewed."
    assert dialog.more.text() == "Of 1 class only. Of 1 reviewer only."
    out, again, proposed = tmp_path / "window.html", tmp_path / "command.html", []
    name_the_file(out, proposed)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    assert proposed == ["discs-run-3-2-some-reviews.html"]
    reports.write(judged, again, reports.Options((3, 2), ("green",), ("ben",), True, 2))
    assert out.read_bytes() == again.read_bytes()
    assert "reviewer 2" in words(out)
    assert "ben" not in words(out)
    (told,) = window.toasts.shown()
    assert [button.text() for button in told.actions_] == ["Open", "Open folder"]


def test_the_choice_is_there_again_in_this_project_and_for_this_reviewer(qtbot, open_window, judged, tmp_path):
    window = opened(qtbot, open_window, judged)
    dialog = asked(qtbot, window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(".csv"))
    tick(dialog.runs, 1, 4)
    tick(dialog.people, "ben")
    press(dialog.pseudonyms, Qt.Key.Key_Space)
    counted(qtbot, dialog)
    chosen = dialog.choice()
    name_the_file(tmp_path / "out")
    dialog.do.click()
    out = tmp_path / "out.csv"
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        told = {row["reviews"].partition(":")[0] for row in csv.DictReader(stream)}
    assert told == {"", "reviewer 2"}
    window.close_project()
    window.open_paths([judged])
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    dialog = asked(qtbot, window)
    assert dialog.choice() == chosen
    dialog.leave.click()
    window.set_reviewer("ben")
    pause(200)
    dialog = asked(qtbot, window)
    assert dialog.choice().kind == ".html"
    assert dialog.choice().runs == ()
    dialog.leave.click()


def test_nothing_picked_is_said_and_cannot_be_written(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    dialog = asked(qtbot, window)
    for picks, what in ((dialog.runs, "run"), (dialog.classes, "class"), (dialog.people, "reviewer")):
        tick(picks)
        assert dialog.said.text() == f"Choose at least one {what}."
        assert not dialog.do.isEnabled()
        tick(picks, picks.offered()[0])
        qtbot.waitUntil(dialog.do.isEnabled, timeout=WAIT_MS)
    # Pictures are of the kinds that have any.
    for kind in reports.KINDS:
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
        assert dialog.gallery.isEnabled() == (kind in (".html", ".pdf"))
    dialog.leave.click()


def test_by_keyboard_alone_everything_is_reached_and_has_a_name(qtbot, open_window, judged):
    window = opened(qtbot, open_window, judged)
    dialog = asked(qtbot, window)
    tick(dialog.classes, "red")
    tick(dialog.people, "ana")
    counted(qtbot, dialog)
    dialog.kind.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in reached:
        reached.append(focus)
        dialog.focusNextChild()
    wanted = [
        dialog.kind, dialog.runs.list, dialog.classes.everything, dialog.classes.list, dialog.people.everything,
        dialog.people.list, dialog.pseudonyms, dialog.gallery, dialog.do, dialog.leave,
    ]  # fmt: skip
    assert reached == wanted
    for widget in wanted:
        text = getattr(widget, "text", None)
        assert widget.accessibleName() or (text() if callable(text) else ""), widget
    dialog.leave.click()


def test_a_place_that_takes_no_file_is_told_and_another_is_asked_for(qtbot, open_window, judged, tmp_path):
    window = opened(qtbot, open_window, judged)
    options = reports.Options((1, 2), pseudonyms=True)
    window.exporting.write(tmp_path / "no such folder" / "out.json", options)
    qtbot.waitUntil(lambda: window.notices.get("report") is not None, timeout=WAIT_MS)
    bar = window.notices.get("report")
    assert "There is no folder" in bar.text
    ((title, again),) = bar.actions
    assert title == "Choose another place…"
    out = tmp_path / "out.json"
    name_the_file(out)
    again()  # the place alone is asked again, not what goes into it
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    assert [one["made_with"]["number"] for one in json.loads(out.read_text())["runs"]] == [1, 2]
    assert window.notices.get("report") is None
