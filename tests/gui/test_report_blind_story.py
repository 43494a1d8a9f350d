"""A blind reviewer exports the report: it asks before it tells what others said of images not judged yet."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gui.exporting import BLIND
from gui.regions import COLOURS
from reports import regions
from tests.gui.helpers import WAIT_MS, mark, pause, press
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


def ask(qtbot, window):
    window.actions_["export-report"].trigger()
    qtbot.waitUntil(lambda: window.notices.get(BLIND) is not None, timeout=WAIT_MS)
    return window.notices.get(BLIND)


def take(window, title):
    """Press the button of the bar that says so."""
    dict(window.notices.get(BLIND).actions)[title]()
    window.notices.remove(BLIND)


def name_the_file(out, proposed):
    """Answers the dialog when it has come; ``proposed`` gets the name that stood in it."""

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, answer)
            return
        QTimer.singleShot(250, lambda: fill(dialog))  # it reads its folder first

    def fill(dialog):
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        proposed.append(field.text())
        field.setText(str(out))
        press(field, Qt.Key.Key_Return)

    QTimer.singleShot(50, answer)


def written(qtbot, window, out):
    qtbot.waitUntil(lambda: out.exists() and not window.exporting.writing, timeout=WAIT_MS)
    return re.sub(r"base64,[\w+/=]+", "", out.read_text("utf-8-sig"))  # pictures: letters that say nothing


def test_it_says_how_many_images_the_report_would_tell_of_and_leaves_the_choice(qtbot, open_window, told, tmp_path):
    window = opened(qtbot, open_window, told)
    bar = ask(qtbot, window)
    assert bar.text == "This report shows what others said of 2 images that you have not judged."
    assert sorted(title for title, _ in bar.actions) == ["Export all the same", "Leave it", "Only my reviews"]
    assert QApplication.activeModalWidget() is None
    take(window, "Leave it")
    pause(100)
    assert not window.exporting.writing

    # One's own verdict on one of them opens that one.
    press(window.review.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, "blue/0002.png") == "sound", timeout=WAIT_MS)
    assert ask(qtbot, window).text == "This report shows what others said of 1 image that you have not judged."

    out, proposed = tmp_path / "own.html", []
    name_the_file(out, proposed)
    take(window, "Only my reviews")
    page = written(qtbot, window, out)
    assert proposed == ["discs-run-1-own-reviews.html"]
    assert SECRET not in page
    assert "ben" not in page
    assert "Reviews of <bdi>cleo</bdi> only." in page

    ask(qtbot, window)
    table = tmp_path / "all.csv"
    name_the_file(table, [])
    take(window, "Export all the same")
    assert written(qtbot, window, table).count(SECRET) == 2


def test_a_bar_that_was_left_speaks_of_its_own_reviewer_only(qtbot, open_window, told):
    window = opened(qtbot, open_window, told)
    bar = ask(qtbot, window)
    say_all = dict(bar.actions)["Export all the same"]
    window.set_reviewer("mei")
    say_all()
    qtbot.waitUntil(lambda: window.notices.get(BLIND) not in (None, bar), timeout=WAIT_MS)
    assert QApplication.activeModalWidget() is None


def test_with_open_eyes_nothing_is_asked(qtbot, open_window, told, tmp_path):
    window = opened(qtbot, open_window, told)
    window.actions_["blind"].trigger()
    qtbot.waitUntil(lambda: not window.desk.settings.blind.reviews, timeout=WAIT_MS)
    out = tmp_path / "all.html"
    name_the_file(out, [])
    window.actions_["export-report"].trigger()
    assert window.notices.get(BLIND) is None
    assert SECRET in written(qtbot, window, out)


def test_regions_have_the_windows_colours():
    assert regions.COLOURS == COLOURS
