"""What is dropped or named does the right thing, or says in plain words why not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gui import app as gui_app
from gui.drops import DropError, sort_out
from gui.setup import project_beside
from tests.gui import world
from tests.gui.helpers import WAIT_MS, drop, rows


def test_drops_are_told_apart(tmp_path, project):
    folder = world.write_folder(tmp_path / "discs", 3)
    model = world.write_model(tmp_path / "model")
    red, green = folder / "red" / "0000.png", folder / "green" / "0001.png"
    assert sort_out([project]).project == project
    assert sort_out([project / "audit.sqlite"]).project == project
    both = sort_out([folder, model])
    assert (both.folder, both.model, both.files) == (folder, model, ())
    singles = sort_out([red, green])
    assert (singles.folder, singles.files) == (folder, (red, green))
    with pytest.raises(DropError, match=r"neither an image"):
        sort_out([folder.parent / "model" / "nets.py"])
    with pytest.raises(DropError, match="not there"):
        sort_out([tmp_path / "gone"])


def test_a_project_goes_beside_its_folder():
    assert project_beside(Path("/data/wolves")) == Path("/data/wolves.hansel")


@pytest.mark.parametrize("what", ["empty", "no images"])
def test_a_folder_without_images_is_said_plainly_and_cannot_be_started(qtbot, open_window, tmp_path, what):
    folder = tmp_path / "void"
    folder.mkdir()
    if what == "no images":
        (folder / "notes.txt").write_text("nothing to see")
    window = open_window()
    drop(window, folder)
    qtbot.waitUntil(lambda: "no images" in window.start.missing.text(), timeout=WAIT_MS)
    assert not window.start.start.isEnabled()
    assert not (tmp_path / "void.hansel").exists()


def test_a_path_that_is_no_project_is_refused_and_left_alone(qtbot, open_window, tmp_path):
    fake = tmp_path / "fake.hansel"
    fake.mkdir()
    (fake / "diary.txt").write_text("mine")
    window = open_window()
    drop(window, fake)
    qtbot.waitUntil(lambda: bool(window.notices.texts()), timeout=WAIT_MS)
    assert "not a Hansel project" in window.notices.texts()[0]
    assert sorted(entry.name for entry in fake.iterdir()) == ["diary.txt"]
    assert window.pages.currentWidget() is window.start


def test_an_audit_into_a_path_that_is_no_project_is_refused(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    window = open_window()
    window.open_paths([folder, model])
    (tmp_path / "discs.hansel").write_text("a file, not a folder")
    window.intake.start_audit()
    qtbot.waitUntil(lambda: bool(window.notices.texts()), timeout=WAIT_MS)
    assert "not a Hansel project" in window.notices.texts()[-1]
    assert (tmp_path / "discs.hansel").read_text() == "a file, not a folder"
    assert not window.audits.running


def test_an_unexpected_error_is_logged_and_said_without_a_traceback(qtbot, open_window):
    window = open_window()
    gui_app.start_log()
    reporter = gui_app.Reporter(window)
    try:
        raise ZeroDivisionError("a bug of ours")
    except ZeroDivisionError as error:
        reporter._caught(type(error), error, error.__traceback__)
    finally:
        gui_app.stop_log()
    qtbot.waitUntil(lambda: bool(window.notices.texts()), timeout=WAIT_MS)
    text = window.notices.texts()[0]
    assert str(gui_app.log_file()) in text
    assert "Traceback" not in text
    assert "ZeroDivisionError: a bug of ours" in gui_app.log_file().read_text()


def test_the_window_paints_before_anything_heavy_is_imported():
    script = (
        "import sys\n"
        "from gui import app\n"
        "a = app.application()\n"
        "from gui.window import Window\n"
        "w = Window()\n"
        "w.painted.connect(lambda: (print(*(n in sys.modules for n in ('torch', 'pyqtgraph'))), w.close(), a.quit()))\n"
        "w.show()\n"
        "a.exec()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split()[:2] == ["False", "False"], done.stderr


RUN = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui import app

application = app.application()
said = []

def look():
    for window in QApplication.topLevelWidgets():
        if window.objectName() == "window" and window.isVisible():
            at_hand = window.review.items.in_state("explained")
            if {stop}:
                {end}
                watch.stop()

watch = QTimer()
watch.timeout.connect(look)
watch.start(20)
sys.exit(app.run({project!r}, {folder!r}, {model!r}, autostart=True, trust_code=True))
"""


@pytest.mark.parametrize("how", ["to the end", "polite kill"])
def test_the_demo_s_call_audits_by_itself_and_a_kill_closes_it_safely(tmp_path, how):
    folder = world.write_folder(tmp_path / "discs", 40)
    model = world.write_model(tmp_path / "model", builder="slow")
    project = tmp_path / "elsewhere.hansel"
    script = RUN.format(
        project=str(project),
        folder=str(folder),
        model=str(model),
        stop="at_hand == 40 and not window.audits.running" if how == "to the end" else "at_hand > 0",
        end="window.close()" if how == "to the end" else "os.kill(os.getpid(), 15)",
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (count,) = rows(project, "SELECT count(*) FROM explanations")[0]
    state = rows(project, "SELECT state FROM runs")
    if how == "to the end":
        assert (count, state) == (40, [("finished",)])
    else:
        assert 0 < count < 40
        assert state == [("interrupted",)]
