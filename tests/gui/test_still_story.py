"""Nothing moves by itself where it is not to: in no room, and not while a rule is learned. The system is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QApplication

from gui import motion
from resources.demo import world as demo
from tests.gui.helpers import WAIT_MS, pause, press
from tests.gui.test_rule_story import FINDER, STEPS, audit

PAUSE_MS = 700  # longer than the cursor is shown or hidden at a time


@pytest.fixture
def moves_again():
    yield
    motion.keep_still(QApplication.instance(), False)


def moving() -> list[object]:
    """What Qt animates now, of the window's parts and of the style."""
    owners = [*QApplication.topLevelWidgets(), QApplication.style(), QApplication.instance()]
    found = [one for owner in owners for one in owner.findChildren(QAbstractAnimation)]
    return [one for one in found if one.state() == QAbstractAnimation.State.Running]


def test_in_no_room_anything_moves(qtbot, open_window, project, moves_again):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    flash = QApplication.cursorFlashTime()
    assert flash > 0
    window.manners.show_settings()
    panel = window.manners.settings
    panel.still.setCurrentIndex(panel.still.findData("always"))
    panel.shut()
    assert QApplication.cursorFlashTime() == 0
    assert not [one for one in motion.EFFECTS if QApplication.isEffectEnabled(one)]
    fields = {
        "audit": window.start.form, "review": window.review.panel.comment.field, "trends": None, "patterns": None,
    }  # fmt: skip
    for room, field in fields.items():
        window.actions_[f"room-{room}"].trigger()
        if field is not None:
            field.setFocus()
        window.toasts.clear()
        pause(900)  # what is read comes in
        before = window.grab().toImage()
        assert not moving(), room
        pause(PAUSE_MS)
        assert not moving(), room
        assert window.grab().toImage() == before, room
    window.choose_still("never")
    assert QApplication.cursorFlashTime() == flash
    window.close()
    assert open_window().preferences.still == "never"


def test_a_rule_is_shown_at_its_end_and_goes_step_by_step_by_key(qtbot, open_window, tmp_path, moves_again):
    (tmp_path / "pictures" / "leaf").mkdir(parents=True)
    shot = demo.plan(40)[0]
    Image.fromarray(demo.scene_of(shot).pixels).save(tmp_path / "pictures" / "leaf" / "1.png")
    window = audit(qtbot, open_window, tmp_path / "pictures", FINDER)
    window.choose_still("always")
    seen: list[int] = []
    press(window.review.canvas, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.rule.view is not None and window.rule.view.isVisible(), timeout=WAIT_MS)
    view = window.rule.view
    view.canvas.shown.connect(lambda picture: seen.append(picture.wish.explanation_id))
    qtbot.waitUntil(lambda: view.learned is not None or view.refused, timeout=WAIT_MS)
    last = STEPS + 1
    assert view.at == last
    qtbot.waitUntil(lambda: last in seen, timeout=WAIT_MS)
    assert set(seen) <= {None, 0, last}  # the picture before the first step, and the end
    assert view.play_button.text() == "Next step"
    for at in (0, 1, 2):  # after the last step the first one
        press(view.canvas, Qt.Key.Key_Space)
        assert view.at == at
        pause(450)  # longer than a step lasts where it plays
        assert (view.at, view.playing) == (at, False)
    press(view.canvas, Qt.Key.Key_Left)
    assert view.at == 1
    window.choose_still("never")
    assert view.play_button.text() == "Play again"
    press(view.canvas, Qt.Key.Key_Space)
    assert view.playing
    window.choose_still("always")
    assert not view.playing


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no session bus to be had here")
def test_the_desktop_is_asked_and_its_changes_are_heard():
    """A portal on a bus of its own, which says that animations are on and then that they are off."""
    repository = Path(__file__).parents[2]
    script = (
        f'"{sys.executable}" -m tests.gui.portal serve & server=$!; '
        f'"{sys.executable}" -m tests.gui.portal listen; kill $server'
    )
    told = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script], cwd=repository, capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(repository)}, check=False,
    )  # fmt: skip
    lines = [line for line in told.stdout.splitlines() if line.startswith(("at first", "still"))]
    assert lines == ["at first False", "still True"], told.stderr
