"""A blind reviewer exports the report: it asks before it tells what others said of images not judged yet."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt

from gui.regions import COLOURS
from reports import regions
from tests.gui.helpers import WAIT_MS, mark, pause, press
from tests.gui.report_desk import asked, counted, name_the_file, tick
from tests.gui.reviewers import say

SECRET = "the tag gives it away"
SAID = {"verdict": "flawed", "comment": SECRET}


@pytest.fixture
def told(project):
    """Ben has reviewed two images."""
    say(project, "ben", "blue/0002.png", SAID)
    say(project, "ben", "blue/0005.png", SAID)
    return project


def opened(qtbot, open_window, told):
    window = open_window(told)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None and window.review._ready, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def written(qtbot, window, out):
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    return re.sub(r"base64,[\w+/=]+", "", out.read_text("utf-8-sig"))  # pictures: letters that say nothing


def test_it_says_how_many_images_the_report_would_tell_of_and_leaves_the_choice(qtbot, open_window, told, tmp_path):
    window = opened(qtbot, open_window, told)
    dialog = asked(qtbot, window)
    assert dialog.warning.text() == "This report shows what others said of 2 images that you have not judged."
    buttons = [dialog.only_mine, dialog.do, dialog.leave]
    assert [button.text() for button in buttons] == ["Only my reviews", "Export all the same…", "Cancel"]
    assert [button.isDefault() for button in buttons] == [True, False, False]
    press(dialog, Qt.Key.Key_Escape)
    pause(100)
    assert window.exporting.dialog is None
    assert not window.exporting.writing

    # One's own verdict on one of them opens that one.
    qtbot.waitUntil(window.review.canvas.hasFocus, timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, "blue/0002.png") == "sound", timeout=WAIT_MS)
    dialog = asked(qtbot, window)
    assert dialog.warning.text() == "This report shows what others said of 1 image that you have not judged."
    # What is chosen counts: of one's own reviews alone nothing is told.
    tick(dialog.people, "cleo")
    counted(qtbot, dialog)
    assert dialog.warning.isHidden()
    assert dialog.do.text() == "Choose file…"
    tick(dialog.people, "ben", "cleo")
    counted(qtbot, dialog)
    assert not dialog.warning.isHidden()

    out, proposed = tmp_path / "own.html", []
    name_the_file(out, proposed)
    press(dialog, Qt.Key.Key_Return)
    page = written(qtbot, window, out)
    assert proposed == ["discs-run-1-own-reviews.html"]
    assert SECRET not in page
    assert "ben" not in page
    assert "Reviews of <bdi>cleo</bdi> only." in page

    dialog = asked(qtbot, window)
    press(dialog.people.everything, Qt.Key.Key_Space)
    counted(qtbot, dialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(".csv"))
    counted(qtbot, dialog)
    table = tmp_path / "all.csv"
    name_the_file(table)
    dialog.do.click()
    assert written(qtbot, window, table).count(SECRET) == 2


def test_one_who_has_said_nothing_yet_can_have_a_report_of_that(qtbot, open_window, told, tmp_path):
    window = opened(qtbot, open_window, told)
    dialog, out = asked(qtbot, window), tmp_path / "own.html"
    name_the_file(out)
    dialog.only_mine.click()
    assert "cleo has not reviewed an explanation yet" in written(qtbot, window, out)


def test_with_open_eyes_nothing_is_asked(qtbot, open_window, told, tmp_path):
    window = opened(qtbot, open_window, told)
    window.actions_["blind"].trigger()
    qtbot.waitUntil(lambda: not window.desk.settings.blind.reviews, timeout=WAIT_MS)
    dialog = asked(qtbot, window)
    assert dialog.warning.isHidden()
    assert dialog.only_mine.isHidden()
    out = tmp_path / "all.html"
    name_the_file(out)
    dialog.do.click()
    assert SECRET in written(qtbot, window, out)


def test_regions_have_the_windows_colours():
    assert regions.COLOURS == COLOURS
