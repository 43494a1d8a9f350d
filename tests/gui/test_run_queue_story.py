"""An audit is set up in full; several are lined up and worked off, one of them in vain."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from gui.audit_queue import AuditQueue
from gui.desk_reading import read_opened
from gui.setup import Setup
from tests.gui import world
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, pause, rows


def choose(box, data) -> None:
    box.setCurrentIndex(box.findData(data))


def test_a_folder_is_audited_with_the_layout_method_evidence_and_number_that_were_chosen(
    qtbot, open_window, tmp_path, model
):
    folder = world.write_folder(tmp_path / "discs", 12)
    window = open_window()
    window.open_paths([folder, model])
    form = window.start.form
    qtbot.waitUntil(lambda: "class folders, 3 classes" in form.images.value.text(), timeout=WAIT_MS)
    choose(form.layout_choice, "folder")
    qtbot.waitUntil(lambda: "a folder of images" in form.images.value.text(), timeout=WAIT_MS)
    choose(form.method, "gradient")
    assert not form.steps.isVisible()
    choose(form.evidence, "sample")
    form.sample.setValue(2)
    form.limit.setValue(6)
    qtbot.waitUntil(lambda: "6 images, 2 with full evidence" in form.cost.text(), timeout=WAIT_MS)
    assert "time not measured yet" in form.cost.text()
    form.measure.click()
    qtbot.waitUntil(lambda: "each as measured here" in form.cost.text(), timeout=WAIT_MS)
    assert not form.measure.isVisible()
    assert not (tmp_path / "discs.hansel").exists()

    form.start.click()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 6, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    project = tmp_path / "discs.hansel"
    assert rows(project, "SELECT method FROM runs") == [("gradient",)]
    assert rows(project, "SELECT count(*), count(true_label) FROM run_images") == [(6, 0)]
    lengths = [n for (n,) in rows(project, "SELECT json_array_length(measures) FROM explanations ORDER BY 1")]
    assert lengths[:4] == [1, 1, 1, 1]
    assert all(n > 10 for n in lengths[4:])
    # The next window knows the pace without measuring.
    close(window)
    again = open_window()
    again.open_paths([folder, model])
    choose(again.start.form.method, "gradient")
    qtbot.waitUntil(lambda: "each as measured here" in again.start.form.cost.text(), timeout=WAIT_MS)


def test_of_two_queued_runs_the_first_fails_and_the_second_is_done_in_its_own_project(
    qtbot, open_window, tmp_path, model, project
):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    looked_at = window.review.current()
    gone = world.write_folder(tmp_path / "gone", 3)
    discs = world.write_folder(tmp_path / "more", 3, broken=True)
    setup = Setup(gone, (), model, tmp_path / "gone.hansel", "gradient")
    window.queue.add(setup)
    window.queue.add(replace(setup, folder=discs, project=tmp_path / "more.hansel"))
    for file in gone.rglob("*.png"):
        file.unlink()
    pause(200)
    assert [item.state for item in window.queue.items] == ["waiting", "waiting"]

    window.show_start()
    window.start.queue.start.click()
    qtbot.waitUntil(lambda: [item.state for item in window.queue.items] == ["failed", "done"], timeout=WAIT_MS)
    assert "no images" in window.queue.items[0].text
    assert "1 could not be explained" in window.queue.items[1].text
    qtbot.waitUntil(lambda: window.notices.get("queue") is not None, timeout=WAIT_MS)
    assert window.notices.get("queue").text == "The queue is done: 1 run audited, 1 failed; each one says why."
    assert rows(tmp_path / "more.hansel", "SELECT state, method FROM runs") == [("finished", "gradient")]
    # The project that is open was left alone, and so was the image at hand.
    assert window.desk.store.path == project
    assert window.review.current() == looked_at
    assert window.review.items.rowCount() == 7
    # The other project was let go: it can be opened for writing.
    window.open_paths([tmp_path / "more.hansel"])
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 4, timeout=WAIT_MS)
    assert not window.desk.readonly


def test_an_audit_goes_on_in_its_project_while_another_is_opened_and_comes_back(
    qtbot, open_window, tmp_path, slow_model, project
):
    folder = world.write_folder(tmp_path / "many", 24)
    window = open_window()
    window.open_paths([folder, slow_model])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 7, timeout=WAIT_MS)
    assert window.audits.running
    pause(400)
    assert window.status.audit_text().startswith("many: ")
    assert window.review.items.in_state("explained") == 6
    window.open_paths([tmp_path / "many.hansel"])
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 24, timeout=WAIT_MS)
    assert not window.desk.readonly
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 24, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert rows(tmp_path / "many.hansel", "SELECT state FROM runs") == [("finished",)]


def test_what_is_explained_while_the_project_is_being_read_is_not_missed(
    qtbot, open_window, tmp_path, slow_model, project, monkeypatch
):
    folder = world.write_folder(tmp_path / "many", 24)
    window = open_window()
    window.open_paths([folder, slow_model])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    window.open_paths([project])
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 7, timeout=WAIT_MS)

    def read_on_a_slow_disk(*asked):
        found = read_opened(*asked)
        deadline = time.monotonic() + 60
        while window.audits.running and time.monotonic() < deadline:
            time.sleep(0.02)
        return found

    monkeypatch.setattr("gui.desk.read_opened", read_on_a_slow_disk)
    window.open_paths([tmp_path / "many.hansel"])
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 24, timeout=WAIT_MS)
    assert window.review.items.in_state("explained") == 24
    qtbot.waitUntil(lambda: window.desk.run.state == "finished", timeout=WAIT_MS)
    pause(200)
    assert window.notices.get("resume") is None


def test_runs_are_re_ordered_and_taken_out_by_keyboard_and_outlive_the_window(qtbot, open_window, tmp_path, model):
    window = open_window()
    window.open_paths([model])
    for name in ("one", "two", "three"):
        window.open_paths([world.write_folder(tmp_path / name, 3)])
        qtbot.waitUntil(window.start.form.line_up.isEnabled, timeout=WAIT_MS)
        window.start.form.line_up.click()
    names = lambda queue: [item.setup.folder.name for item in queue.items]  # noqa: E731
    assert names(window.queue) == ["one", "two", "three"]
    last = window.queue.items[2].id
    up = window.start.queue.findChild(QToolButton, f"up-{last}")
    up.setFocus()
    QTest.keyClick(up, Qt.Key.Key_Space)
    assert names(window.queue) == ["one", "three", "two"]
    # The keyboard is still on that run's button.
    held = window.start.queue.findChild(QToolButton, f"up-{last}")
    qtbot.waitUntil(lambda: window.focusWidget() is not None and window.focusWidget().objectName() == f"up-{last}")
    assert held.isEnabled()
    window.start.queue.findChild(QToolButton, f"out-{window.queue.items[0].id}").click()
    assert names(window.queue) == ["three", "two"]

    # Of two windows one keeps the queue; the other says so.
    second = open_window()
    assert second.queue.items == []
    assert not second.queue.kept
    assert second.start.queue._note.isVisible()
    close(second)
    close(window)

    again = open_window()
    assert names(again.queue) == ["three", "two"]
    pause(300)
    assert not again.audits.running
    assert [item.state for item in again.queue.items] == ["waiting", "waiting"]


def test_cancelling_a_queued_run_stops_the_queue_and_starting_again_goes_on_with_it(
    qtbot, open_window, tmp_path, slow_model
):
    window = open_window()
    for name, number in (("first", 24), ("second", 3)):
        folder = world.write_folder(tmp_path / name, number)
        window.queue.add(Setup(folder, (), slow_model, tmp_path / "both.hansel", "gradient"))
    window.actions_["start-queue"].trigger()
    qtbot.waitUntil(lambda: window.audits.progress is not None and window.audits.progress.done > 0, timeout=WAIT_MS)
    window.actions_["cancel-audit"].trigger()
    qtbot.waitUntil(lambda: window.queue.items[0].state == "stopped", timeout=WAIT_MS)
    assert not window.runner.going
    assert window.queue.items[1].state == "waiting"
    window.actions_["start-queue"].trigger()
    qtbot.waitUntil(lambda: [item.state for item in window.queue.items] == ["done", "done"], timeout=WAIT_MS)
    assert rows(tmp_path / "both.hansel", "SELECT state FROM runs") == [("finished",), ("finished",)]
    assert rows(tmp_path / "both.hansel", "SELECT count(*) FROM explanations") == [(27,)]


def test_a_file_that_is_no_queue_does_no_harm(tmp_path, qapp):
    file = tmp_path / "queue.json"
    for text in ("", "{", "[1, {}]", '[{"state": "waiting", "setup": {"folder": 3}}]', '{"a": 1}', "null"):
        file.write_text(text)
        queue = AuditQueue(file)
        assert queue.items == []
        queue.add(Setup(tmp_path, (), tmp_path / "model.toml", tmp_path / "x.hansel", "rise", 3, evidence="sample:4"))
        queue.mark(queue.items[0].id, "running")
        queue.close()
        again = AuditQueue(file)
        (item,) = again.items
        assert (item.state, item.setup.evidence, item.setup.folder) == ("stopped", "sample:4", tmp_path)
        again.close()
