"""A folder is audited through the window, and results are seen to arrive."""

from __future__ import annotations

import gc
import os
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from gui import worker
from gui.dialogs import ConsentDialog
from tests.gui import world
from tests.gui.conftest import trusted
from tests.gui.helpers import WAIT_MS, current, drop, pause, press, rows


def test_a_dropped_folder_and_model_are_audited_and_rows_fill_without_moving_the_list(
    qtbot, open_window, tmp_path, slow_model
):
    folder = world.write_folder(tmp_path / "discs", 20, broken=True)
    window = open_window()
    drop(window, folder)
    qtbot.waitUntil(lambda: "21 images" in window.start.images.value.text(), timeout=WAIT_MS)
    assert not window.start.start.isEnabled()
    assert window.start.missing.text() == "Choose the model that is to be audited."
    drop(window, slow_model)
    qtbot.waitUntil(lambda: "3 classes" in window.start.model.value.text(), timeout=WAIT_MS)
    window.start.start.click()

    items = window.review.items
    qtbot.waitUntil(lambda: 0 < items.in_state("explained") < 20, timeout=WAIT_MS)
    assert items.rowCount() == 21
    assert " of 21" in window.status.audit_text()
    window.review.list.go_to(12)
    scrolled = window.review.list.verticalScrollBar().value()
    chosen = current(window)
    before = items.in_state("explained")
    qtbot.waitUntil(lambda: items.in_state("explained") > before, timeout=WAIT_MS)
    assert current(window) == chosen
    assert window.review.list.verticalScrollBar().value() == scrolled

    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert items.in_state("explained") == 20
    assert items.in_state("failed") == 1
    project = tmp_path / "discs.hansel"
    assert rows(project, "SELECT count(*) FROM explanations") == [(20,)]
    assert rows(project, "SELECT state FROM runs") == [("finished",)]
    # The net answers with the colour of the disc, so what the list says can be checked against the folder's name.
    for n in range(21):
        row = items.row(n)
        if row.state == "explained":
            assert items.caption(row).startswith(row.relative.split("/")[0])
    assert window.windowTitle().startswith("discs")
    # How it ended is news for a minute, or until the reviewer goes to what it has found.
    assert window.status.audit_text().startswith("audit finished")
    window.show_start()
    assert window.status.audit_text().startswith("audit finished")
    window.show_review()
    assert window.status.audit_text() == ""
    window.status.show_ended("audit finished", "sound")
    assert window.status._ended.remainingTime() > 50_000
    window.status._ended.setInterval(10)
    qtbot.waitUntil(lambda: window.status.audit_text() == "", timeout=WAIT_MS)
    # The end of the last one does not take away how the next one goes.
    window.status.show_ended("audit finished", "sound")
    window.status.show_audit("3 of 21", "play")
    assert not window.status._ended.isActive()


def test_a_full_memory_is_told_and_the_audit_goes_on(qtbot, open_window, tmp_path):
    """The memory has room for eight images at once, and keep and drop of a batch of eight are sixteen."""
    folder = world.write_folder(tmp_path / "discs", 12)
    window = open_window()
    window.open_paths([folder, trusted(world.write_model(tmp_path / "hungry", builder="hungry"))])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.notices.get("memory") is not None, timeout=WAIT_MS)
    assert "too full for 8 images at once; the audit goes on with 4" in window.notices.get("memory").text
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert window.review.items.in_state("explained") == 12
    assert rows(tmp_path / "discs.hansel", "SELECT batch_size FROM sessions ORDER BY id") == [(None,), (4,)]


def test_what_torch_brings_is_no_burden_to_the_collector(qtbot, open_window, model):
    """A collection would walk through all of it, and the window stand still for a quarter of a second."""
    worker._bring_torch.cache_clear()  # once in a process, and others have opened windows in this one
    window = open_window()
    gc.unfreeze()
    drop(window, model)
    qtbot.waitUntil(lambda: window.audits.model is not None, timeout=WAIT_MS)
    assert gc.get_freeze_count() > 100_000


def test_a_broken_image_is_a_row_with_its_reason_and_show_leads_to_it(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3, broken=True)
    window = open_window()
    window.open_paths([folder, model])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.notices.get("failed") is not None, timeout=WAIT_MS)
    notice = window.notices.get("failed")
    assert notice.text.startswith("1 image could not be explained")
    title, show = notice.actions[0]
    assert title == "Show"
    show()
    assert current(window) == "red/torn.png"
    reason = window.review.current().reason
    assert reason
    assert reason in window.review.panel._message.text()
    press(window.review.canvas, Qt.Key.Key_F)
    pause(100)
    assert rows(tmp_path / "discs.hansel", "SELECT count(*) FROM review_events") == [(0,)]


def test_what_could_not_be_looked_at_is_named(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    try:
        os.rename(folder / "red" / "0000.png", os.fsencode(folder / "red") + b"/\xff.png")
    except OSError:
        pytest.skip("this disk takes no names that are not Unicode")
    window = open_window()
    window.open_paths([folder, model])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.notices.get("left-out") is not None, timeout=WAIT_MS)
    text = window.notices.get("left-out").text
    assert "red/\\udcff.png (its name is not valid Unicode; rename it)" in text
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert window.review.items.in_state("explained") == 2


def test_code_of_a_model_is_shown_and_runs_only_after_consent(qtbot, open_window, tmp_path):
    model = world.write_model(tmp_path / "stranger")
    window = open_window()
    shown: list[str] = []

    def answer(agree: bool) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ConsentDialog):
            QTimer.singleShot(50, lambda: answer(agree))
            return
        shown.append(dialog.findChild(QPlainTextEdit).toPlainText())
        (dialog.agree if agree else dialog.refuse).click()

    answer(False)
    window.open_paths([model])
    qtbot.waitUntil(lambda: window.notices.get("model") is not None, timeout=WAIT_MS)
    assert shown == [world.NETS]
    assert window.audits.model is None
    # What was chosen stays, and says what is the matter; the keyboard is where another model is chosen.
    assert window.intake.setup.model == model
    assert window.start.model.value.text().startswith("code not agreed to · ")
    assert window.start.model.value.text().endswith("stranger/model.toml")
    assert window.focusWidget() is window.start.model.button

    answer(True)
    window.open_paths([model])
    qtbot.waitUntil(lambda: window.audits.model is not None, timeout=WAIT_MS)
    assert len(shown) == 2
    assert "not agreed" not in window.start.model.value.text()

    # Remembered: another time there is no question.
    window.open_paths([model])
    qtbot.waitUntil(lambda: window.audits.loading is None and window.audits.model is not None, timeout=WAIT_MS)
    assert len(shown) == 2


def test_nobody_is_asked_about_the_code_of_the_demo_itself(qtbot, open_window):
    window = open_window(Path(str(files("resources.demo") / "model.toml")))
    qtbot.waitUntil(lambda: window.audits.model is not None, timeout=WAIT_MS)
    assert window.audits.model.name == "demo finder"
    assert QApplication.activeModalWidget() is None


def test_a_model_that_cannot_be_loaded_is_told_in_plain_words(qtbot, open_window, tmp_path, model):
    (model.parent / "weights.safetensors").unlink()
    window = open_window()
    window.open_paths([model])
    qtbot.waitUntil(lambda: window.notices.get("model") is not None, timeout=WAIT_MS)
    text = window.notices.get("model").text
    assert "weights.safetensors" in text
    assert "Traceback" not in text
    assert window.intake.setup.model is None


def test_single_images_are_audited_alone(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 6)
    window = open_window()
    drop(window, folder / "red" / "0000.png", folder / "green" / "0001.png")
    qtbot.waitUntil(lambda: "2 images in" in window.start.images.value.text(), timeout=WAIT_MS)
    window.open_paths([model])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    relatives = {row.relative for row in (window.review.items.row(0), window.review.items.row(1))}
    assert relatives == {"green/0001.png", "red/0000.png"}
