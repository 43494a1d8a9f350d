"""A folder whose rows take a while to write: its first images are seen before that, and nothing is lost by it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui import job_audit
from tests.gui import world
from tests.gui.helpers import WAIT_MS, current, drop, mark, press, rows, verdict_in_file

IMAGES, BATCH = 40, 8


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """So many images are many."""
    monkeypatch.setattr(job_audit, "MANY", IMAGES - 1)


def begun(qtbot, open_window, tmp_path, model):
    """A window in which the audit of a new folder has just been started."""
    folder = world.write_folder(tmp_path / "discs", IMAGES)
    window = open_window()
    drop(window, folder, model)
    qtbot.waitUntil(window.start.start.isEnabled, timeout=WAIT_MS)
    window.start.start.click()
    return window


def done(qtbot, window):
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)


def test_the_first_batch_is_seen_before_all_rows_are_written(qtbot, open_window, tmp_path, slow_model):
    shown: list[tuple[int, int]] = []
    window = begun(qtbot, open_window, tmp_path, slow_model)
    items = window.review.items
    items.modelReset.connect(lambda: shown.append((items.rowCount(), items.in_state("explained"))))
    window.audits.grew.connect(lambda grew: shown.append((-grew.total, items.in_state("explained"))))
    qtbot.waitUntil(lambda: items.in_state("explained") >= 1, timeout=WAIT_MS)
    assert f" of {IMAGES}" in window.status.audit_text()  # of the whole folder, from the beginning
    qtbot.waitUntil(lambda: items.rowCount() == IMAGES, timeout=WAIT_MS)
    assert [number for number, _ in shown] == [BATCH, -IMAGES, IMAGES]
    done(qtbot, window)
    assert items.in_state("explained") == IMAGES
    project = tmp_path / "discs.hansel"
    assert rows(project, "SELECT count(*), count(DISTINCT image_id) FROM explanations") == [(IMAGES, IMAGES)]
    assert rows(project, "SELECT state FROM runs") == [("finished",)]
    # In the folder's order, as if all had been written at once.
    found = [name for (name,) in rows(project, "SELECT relative FROM run_images ORDER BY position")]
    assert found == [row.relative for row in items.rows()]
    assert [items.row(n).relative for n in range(IMAGES)] == sorted(found)


def test_its_maps_are_those_of_a_folder_that_was_written_at_once(qtbot, open_window, tmp_path, model, monkeypatch):
    def hashes() -> dict[str, str]:
        query = "SELECT r.relative, e.map_sha256 FROM explanations e JOIN run_images r ON r.image_id = e.image_id"
        return dict(rows(tmp_path / "discs.hansel", query))

    window = begun(qtbot, open_window, tmp_path, model)
    qtbot.waitUntil(lambda: window.review.items.rowCount() == IMAGES, timeout=WAIT_MS)
    done(qtbot, window)
    early = hashes()
    window.close_project()
    qtbot.waitUntil(lambda: window.desk.store is None, timeout=WAIT_MS)
    monkeypatch.setattr(job_audit, "MANY", 10 * IMAGES)
    (tmp_path / "discs.hansel").rename(tmp_path / "early.hansel")
    drop(window, tmp_path / "discs", model)
    qtbot.waitUntil(window.start.start.isEnabled, timeout=WAIT_MS)
    window.start.start.click()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == IMAGES, timeout=WAIT_MS)
    done(qtbot, window)
    assert len(early) == IMAGES
    assert hashes() == early


def test_who_judges_the_first_images_meanwhile_loses_nothing_and_stays_there(
    qtbot, open_window, tmp_path, slow_model, monkeypatch
):
    window = begun(qtbot, open_window, tmp_path, slow_model)
    items = window.review.items
    qtbot.waitUntil(lambda: items.in_state("explained") >= 3, timeout=WAIT_MS)
    window.review.list.go_to(2)
    qtbot.waitUntil(lambda: items.row(2).explanation_id is not None, timeout=WAIT_MS)
    name = current(window)
    window.review.canvas.setFocus()
    press(window.review.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: items.rowCount() == IMAGES, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    assert current(window) == name
    assert verdict_in_file(tmp_path / "discs.hansel", name) == "flawed"
    done(qtbot, window)
    assert current(window) == name
    assert items.in_state("explained") == IMAGES
    states = np.unique([items.row(n).state for n in range(IMAGES)])
    assert list(states) == ["explained"]


def test_cancelled_at_its_first_batch_all_rows_are_listed_and_it_goes_on(qtbot, open_window, tmp_path, slow_model):
    window = begun(qtbot, open_window, tmp_path, slow_model)
    items = window.review.items
    qtbot.waitUntil(lambda: window.audits.progress is not None, timeout=WAIT_MS)
    window.audits.cancel()
    done(qtbot, window)
    qtbot.waitUntil(lambda: items.rowCount() == IMAGES, timeout=WAIT_MS)
    assert items.in_state("waiting") >= IMAGES - 3 * BATCH
    qtbot.waitUntil(window.run_news.can_resume, timeout=WAIT_MS)  # its end has been read too
    window.actions_["resume-audit"].trigger()
    qtbot.waitUntil(lambda: items.in_state("explained") == IMAGES, timeout=WAIT_MS)
    done(qtbot, window)
    assert window.notices.get("again") is None  # nothing is new to who began it
    project = tmp_path / "discs.hansel"
    assert rows(project, "SELECT count(*), min(state) FROM runs") == [(1, "finished")]
    assert rows(project, "SELECT count(*) FROM explanations") == [(IMAGES,)]
