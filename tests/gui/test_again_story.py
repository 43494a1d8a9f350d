"""Explain this one now: it goes before the running audit, is kept apart from it, and is shown in place."""

from __future__ import annotations

import os
from time import monotonic

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.store import Store
from tests.gui import world
from tests.gui.conftest import close, trusted
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows


def ask(window, method: str, label: str) -> None:
    """X, then the fields, by keyboard from the class on."""
    press(window.review.canvas, Qt.Key.Key_X)
    panel = window.again.panel
    assert panel.isVisible()
    panel.method.setCurrentIndex(panel.method.findData(method))
    panel.label.setFocus()
    panel.label.selectAll()
    QTest.keyClicks(panel.label, label)
    press(panel.label, Qt.Key.Key_Return)


@pytest.fixture
def window(qtbot, open_window, tmp_path):
    """A project of six images whose model is still where it was."""
    folder = world.write_folder(tmp_path / "discs", 6)
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([folder, trusted(world.write_model(tmp_path / "model"))])
    window.intake.choose_method("learned", 3)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 6, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def test_another_class_is_explained_shown_in_place_and_kept_for_the_next_time(qtbot, window, tmp_path):
    project = tmp_path / "discs.hansel"
    assert current(window) == "blue/0002.png"
    own = window.review.current().explanation_id
    ask(window, "grad-cam", "red")
    qtbot.waitUntil(window.again.strip.isVisible, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.again.shown not in (None, own), timeout=WAIT_MS)
    assert window.again.strip.titles() == ["learned, 3 · blue", "grad-cam · red"]
    qtbot.waitUntil(lambda: window.review.canvas.picture.wish.explanation_id == window.again.shown, timeout=WAIT_MS)
    shown = window.review.canvas.picture.map
    assert QApplication.activeModalWidget() is None

    # A verdict is about the explanation of the run, whatever is shown beside it.
    window.again.panel.leave()
    assert window.review.canvas.hasFocus()
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, "blue/0002.png") == "flawed", timeout=WAIT_MS)
    assert rows(project, "SELECT explanation_id FROM reviews") == [(own,)]

    press(window.review.canvas, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.again.shown == own, timeout=WAIT_MS)
    # It lies in a run of its own, which is no audit: nothing to resume, nothing to report on.
    assert rows(project, "SELECT method, state, batch_size FROM runs ORDER BY id") == [
        ("learned", "finished", 8),
        ("grad-cam", "finished", 1),
    ]
    with Store.open(project, readonly=True) as store:
        assert [run.ad_hoc for run in store.runs()] == [False, True]
        kept = rows(project, "SELECT id FROM explanations WHERE run_id = 2")[0][0]
        np.testing.assert_array_equal(store.map(kept), shown)
        assert store.explanation(kept).labels[store.explanation(kept).target] == "red"

    close(window)


def test_it_is_there_again_in_the_next_window_which_opens_the_audit(qtbot, window, open_window, tmp_path):
    ask(window, "gradient", "green")
    qtbot.waitUntil(lambda: window.again.strip.titles() == ["learned, 3 · blue", "gradient · green"], timeout=WAIT_MS)
    # The same once more is not computed once more.
    window.again.panel.leave()
    ask(window, "gradient", "GREEN")
    assert window.again.panel.state.text() == "That one is there already."
    window.review.step(1)
    qtbot.waitUntil(lambda: not window.again.strip.isVisible(), timeout=WAIT_MS)
    close(window)
    again = open_window(tmp_path / "discs.hansel")
    qtbot.waitUntil(lambda: again.desk.run is not None, timeout=WAIT_MS)
    assert again.desk.run.method == "learned"
    assert again.notices.get("resume") is None
    at = again.review.items.position_of_relative("blue/0002.png")
    again.review.list.go_to(at)
    qtbot.waitUntil(lambda: again.again.strip.titles() == ["learned, 3 · blue", "gradient · green"], timeout=WAIT_MS)
    assert rows(tmp_path / "discs.hansel", "SELECT count(*) FROM explanations WHERE run_id = 2") == [(1,)]


def test_what_the_model_does_not_know_and_what_it_cannot_do_is_said_in_the_panel(qtbot, window, tmp_path):
    ask(window, "gradient", "wolf")
    panel = window.again.panel
    assert panel.state.text() == "The model has no class 'wolf'."
    # Letters typed in the field are letters.
    assert mark(window, current(window)) is None
    assert panel.label.text() == "wolf"
    panel.leave()
    image = tmp_path / "discs" / current(window)
    image.write_bytes(image.read_bytes() + b" ")
    ask(window, "gradient", "red")
    qtbot.waitUntil(lambda: "has changed since it was audited" in panel.state.text(), timeout=WAIT_MS)
    panel.leave()
    os.unlink(image)
    ask(window, "gradient", "red")
    qtbot.waitUntil(lambda: "cannot be read" in panel.state.text(), timeout=WAIT_MS)
    assert rows(tmp_path / "discs.hansel", "SELECT count(*) FROM runs") == [(1,)]


def test_it_goes_before_the_running_audit_and_while_that_pauses_and_changes_nothing_in_it(
    qtbot, open_window, tmp_path, slow_model
):
    folder = world.write_folder(tmp_path / "discs", 40)
    maps = []
    for name, asks in (("asked", True), ("plain", False)):
        window = open_window()
        window.set_reviewer("ana")
        window.open_paths([folder, slow_model])
        window.intake.choose_method("smoothgrad", 0)
        window.intake.propose_project(tmp_path / f"{name}.hansel")
        window.intake.start_audit()
        qtbot.waitUntil(lambda w=window: w.review.items.in_state("explained") > 0, timeout=WAIT_MS)
        qtbot.waitUntil(lambda w=window: w.review.canvas.picture is not None, timeout=WAIT_MS)
        if asks:
            began = monotonic()
            done = window.audits.progress.done
            ask(window, "gradient", "red")
            qtbot.waitUntil(lambda w=window: len(w.again.strip.titles()) == 2, timeout=WAIT_MS)
            assert window.audits.progress.done - done <= 16, f"after {monotonic() - began:.1f} s"
            assert window.audits.running
            window.again.panel.leave()
            window.actions_["pause-audit"].trigger()
            assert window.audits.paused
            ask(window, "gradient", "green")
            qtbot.waitUntil(lambda w=window: len(w.again.strip.titles()) == 3, timeout=WAIT_MS)
            # It came after the batch that was at hand, and no further one was begun.
            done = window.review.items.in_state("explained")
            pause(600)
            assert window.review.items.in_state("explained") == done < 40
            window.actions_["resume-audit"].trigger()
        qtbot.waitUntil(lambda w=window: not w.audits.running, timeout=WAIT_MS)
        project = tmp_path / f"{name}.hansel"
        assert rows(project, "SELECT state FROM runs WHERE method = 'smoothgrad'") == [("finished",)]
        query = (
            "SELECT i.relative, e.map_sha256 FROM explanations e JOIN images i ON i.id = e.image_id WHERE run_id = 1"
        )
        maps.append(dict(rows(project, query)))
        close(window)
    assert len(maps[0]) == 40
    assert maps[0] == maps[1]


def test_a_model_that_is_not_loaded_is_fetched_and_one_that_has_changed_is_refused(
    qtbot, open_window, project, tmp_path
):
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    assert window.audits.model is None
    ask(window, "gradient", "red")
    panel = window.again.panel
    # Its code was never agreed to here: no dialog on the review path, but words.
    qtbot.waitUntil(lambda: "code that you have not agreed to run" in panel.state.text(), timeout=WAIT_MS)
    assert QApplication.activeModalWidget() is None
    panel.leave()
    with Store.open(project, readonly=True) as store:
        model = store.runs()[0].model_file
    trusted(type(project)(model))
    ask(window, "gradient", "red")
    qtbot.waitUntil(lambda: len(window.again.strip.titles()) == 2, timeout=WAIT_MS)
