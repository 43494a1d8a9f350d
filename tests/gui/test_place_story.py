"""Closing and coming back: the same place; an interrupted audit goes on; a second window only reads."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.store import Store
from engine import audit, datasets, load_model
from engine.explaining import prepare_file
from engine.packing import learn_pack
from gui.dialogs import ConsentDialog
from gui.runs_box import run_words
from tests.gui import world
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, current, drop, mark, pause, press, rows


def test_a_project_reopens_at_the_same_image_picture_and_zoom(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    canvas = window.review.canvas
    canvas.setFocus()
    for _ in range(4):
        press(canvas, Qt.Key.Key_Down)
    press(canvas, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.wish.look.mode == "mask", timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_1)
    press(canvas, Qt.Key.Key_Plus)
    name, view = current(window), canvas.view
    assert not view.fit
    press(canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    close(window)

    again = open_window()
    assert project in again.preferences.recent_projects()
    drop(again, project)
    qtbot.waitUntil(lambda: again.pages.currentWidget() is again.review, timeout=WAIT_MS)
    assert current(again) == name
    assert mark(again, name) == "flawed"
    assert again.review.canvas.look.mode == "mask"
    assert again.review.canvas.view == view
    qtbot.waitUntil(lambda: again.review.canvas.picture is not None, timeout=WAIT_MS)
    assert again.review.canvas.picture.wish.look.mode == "mask"


def test_pause_stops_and_resume_goes_on(qtbot, open_window, tmp_path, slow_model):
    folder = world.write_folder(tmp_path / "discs", 48)
    window = open_window()
    window.open_paths([folder, slow_model])
    window.intake.start_audit()
    items = window.review.items
    qtbot.waitUntil(lambda: items.in_state("explained") > 0, timeout=WAIT_MS)
    window.actions_["pause-audit"].trigger()
    assert window.status.audit_text().startswith("paused at ")
    at_pause = items.in_state("explained")
    pause(4000)  # the batch at hand is finished, and the one that was being written; no other is begun
    done = items.in_state("explained")
    assert at_pause <= done <= at_pause + 2 * 8
    pause(900)
    assert items.in_state("explained") == done < 48
    window.actions_["resume-audit"].trigger()
    qtbot.waitUntil(lambda: items.in_state("explained") > done, timeout=WAIT_MS)
    window.actions_["cancel-audit"].trigger()
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    project = tmp_path / "discs.hansel"
    assert rows(project, "SELECT state FROM runs") == [("cancelled",)]
    kept = items.in_state("explained")
    assert rows(project, "SELECT count(*) FROM explanations") == [(kept,)]
    assert kept < 48
    assert window.notices.get("resume") is not None or window.desk.run.state == "running"


def test_closing_in_the_middle_keeps_everything_and_resume_finishes(qtbot, open_window, tmp_path, slow_model):
    folder = world.write_folder(tmp_path / "discs", 24)
    project = tmp_path / "discs.hansel"
    window = open_window()
    window.open_paths([folder, slow_model])
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    close(window)
    (kept,) = rows(project, "SELECT count(*) FROM explanations")[0]
    assert 0 < kept < 24
    assert rows(project, "SELECT state FROM runs") == [("interrupted",)]

    again = open_window(project)
    qtbot.waitUntil(lambda: again.notices.get("resume") is not None, timeout=WAIT_MS)
    notice = again.notices.get("resume")
    assert notice.text == f"This audit stopped at {kept} of 24. Everything done is kept."
    title, resume = notice.actions[0]
    assert title == "Resume audit"
    resume()
    qtbot.waitUntil(lambda: again.review.items.in_state("explained") == 24, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not again.audits.running, timeout=WAIT_MS)
    assert rows(project, "SELECT count(*), count(DISTINCT image_id) FROM explanations") == [(24, 24)]
    assert rows(project, "SELECT state FROM runs") == [("finished",)]


def test_a_run_of_the_command_line_is_resumed_without_asking_for_its_model(qtbot, open_window, tmp_path, model):
    """It was begun with some of the folder's images: those are finished, no others."""
    folder = world.write_folder(tmp_path / "discs", 9)
    loaded = load_model(model, trust_code=True, device="cpu")
    spec = audit.describe_run(loaded, folder, method="gradient")
    project = tmp_path / "elsewhere.hansel"
    with Store.create(project) as store:
        plan = store.begin_run(spec, datasets.scan_nonempty(folder), limit=5)
        store.finish_run(plan.run_id, "cancelled")
        (run,) = store.runs()
    assert run.model_file == str(model)

    window = open_window(project)
    qtbot.waitUntil(lambda: window.notices.get("resume") is not None, timeout=WAIT_MS)
    window.notices.get("resume").actions[0][1]()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 5, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert window.notices.get("model") is None
    assert rows(project, "SELECT state, count(*) FROM run_images GROUP BY state") == [("explained", 5)]
    assert rows(project, "SELECT count(*), min(state) FROM runs") == [(1, "finished")]


def test_a_run_of_another_version_of_the_method_is_not_mixed_with_this_one(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    spec = audit.describe_run(load_model(model, trust_code=True, device="cpu"), folder, steps=3)
    spec = replace(spec, parameters={**spec.parameters, "blur_ratio": 0.5})
    project = tmp_path / "discs.hansel"
    with Store.create(project) as store:
        plan = store.begin_run(spec, datasets.scan_nonempty(folder))
        store.finish_run(plan.run_id, "cancelled")
    window = open_window(project)
    qtbot.waitUntil(lambda: window.notices.get("resume") is not None, timeout=WAIT_MS)
    window.resume()
    qtbot.waitUntil(lambda: window.notices.get("model") is not None, timeout=WAIT_MS)
    assert "another version of the method learned" in window.notices.get("model").text
    assert rows(project, "SELECT count(*) FROM runs") == [(1,)]


def test_a_run_that_began_from_a_rule_pack_goes_on_from_it_and_the_panel_names_it(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    loaded = load_model(model, trust_code=True, device="cpu")
    entries = [prepare_file(loaded, file) for file in sorted(folder.rglob("*.png"))]
    pack = learn_pack(loaded, entries, hansel="", steps=1)
    project = tmp_path / "discs.hansel"
    with Store.create(project) as store:
        plan = store.begin_run(
            audit.describe_run(loaded, folder, steps=1, pack=pack.start), datasets.scan_nonempty(folder)
        )
        store.finish_run(plan.run_id, "cancelled")
    window = open_window(project)
    qtbot.waitUntil(lambda: window.notices.get("resume") is not None, timeout=WAIT_MS)
    window.resume()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert window.notices.get("model") is None
    assert rows(project, "SELECT count(*), min(state) FROM runs") == [(1, "finished")]
    qtbot.waitUntil(lambda: f"{pack.sha256[:8]}…" in texts(window.review.panel), timeout=WAIT_MS)
    (shown,) = window.desk.store.runs()
    assert run_words(shown).endswith("learned, 1 step, rule pack")


def texts(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def test_a_model_that_has_moved_is_asked_for(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    loaded = load_model(model, trust_code=True, device="cpu")
    with Store.create(tmp_path / "discs.hansel") as store:
        plan = store.begin_run(audit.describe_run(loaded, folder), datasets.scan_nonempty(folder))
        store.finish_run(plan.run_id, "cancelled")
    model.rename(model.with_name("moved.toml"))
    window = open_window(tmp_path / "discs.hansel")
    qtbot.waitUntil(lambda: window.notices.get("resume") is not None, timeout=WAIT_MS)
    window.resume()
    assert "is not where it was" in window.notices.get("model").text
    assert not window.audits.running


def test_refusing_the_model_s_code_leaves_the_offer_to_resume_and_the_keyboard_on_the_picture(
    qtbot, open_window, tmp_path, model
):
    folder = world.write_folder(tmp_path / "discs", 3)
    loaded = load_model(model, trust_code=True, device="cpu")
    with Store.create(tmp_path / "discs.hansel") as store:
        plan = store.begin_run(audit.describe_run(loaded, folder), datasets.scan_nonempty(folder))
        store.finish_run(plan.run_id, "cancelled")
    code = model.parent / "nets.py"
    code.write_text(code.read_text() + "# another text, which nobody has agreed to\n")
    window = open_window(tmp_path / "discs.hansel")
    qtbot.waitUntil(lambda: window.notices.get("resume") is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()

    def refuse() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ConsentDialog):
            dialog.refuse.click()
        else:
            QTimer.singleShot(50, refuse)

    refuse()
    buttons = window.notices.findChildren(QPushButton)
    QTest.mouseClick(next(b for b in buttons if b.text() == "Resume audit"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.notices.get("model") is not None, timeout=WAIT_MS)
    assert "its code was not run" in window.notices.get("model").text
    assert window.notices.get("resume") is not None
    assert window.focusWidget() is window.review.canvas


def test_a_second_window_opens_for_reading_only_and_says_so(qtbot, open_window, project):
    first = open_window(project)
    qtbot.waitUntil(lambda: first.desk.run is not None, timeout=WAIT_MS)
    second = open_window(project)
    qtbot.waitUntil(lambda: second.notices.get("readonly") is not None, timeout=WAIT_MS)
    assert "reading only" in second.notices.get("readonly").text
    second.review.canvas.setFocus()
    press(second.review.canvas, Qt.Key.Key_F)
    pause(150)
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]
    assert not second.review.panel.buttons["flawed"].isEnabled()
    press(second.review.canvas, Qt.Key.Key_J)
    assert current(second) != current(first)
    assert "read only" in second.top.title()


def test_the_runs_of_a_project_can_be_chosen_from_its_title(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    window = open_window()
    window.open_paths([folder, model])
    for method in ("gradient", "guided"):
        window.intake.choose_method(method, 10)
        window.intake.start_audit()
        qtbot.waitUntil(lambda: window.audits.running, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
        qtbot.waitUntil(lambda wanted=method: wanted in window.top.title(), timeout=WAIT_MS)
    entries = window.top._runs.actions()[:2]
    assert [("guided" in entry.text(), "gradient" in entry.text()) for entry in entries] == [
        (True, False),
        (False, True),
    ]
    entries[1].trigger()
    qtbot.waitUntil(lambda: "gradient" in window.top.title(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 3, timeout=WAIT_MS)
