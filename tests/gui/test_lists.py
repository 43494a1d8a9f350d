"""A CSV or COCO file dropped on the window: what is said of it, and the audit of its images."""

from __future__ import annotations

import json
from pathlib import Path

from db import sources
from db.store import Store
from engine import audit, datasets, load_model
from gui.setup import project_beside
from tests.gui import world
from tests.gui.helpers import WAIT_MS, drop, rows


def listed(home: Path) -> Path:
    """Three images and, in a folder beside theirs, a list that names one more and calls a green disc lime."""
    world.write_folder(home / "discs", 3)
    lines = ["path,label"]
    for file in sorted((home / "discs").rglob("*.png")):
        colour = file.parent.name
        lines.append(f"../{file.relative_to(home).as_posix()},{'gren' if colour == 'green' else colour}")
    (home / "lists").mkdir()
    (home / "lists" / "first.csv").write_text("\n".join([*lines, "../discs/lost.png,red"]))
    return home / "lists" / "first.csv"


def test_a_dropped_list_is_audited_with_its_labels(qtbot, open_window, tmp_path, model):
    manifest = listed(tmp_path)
    window = open_window()
    drop(window, manifest, model)
    qtbot.waitUntil(lambda: "3 images · a CSV list, 3 classes" in window.start.images.value.text(), timeout=WAIT_MS)
    assert window.intake.setup.project == tmp_path / "lists" / "first.hansel" == project_beside(manifest)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    text = window.notices.get("data-set").text
    assert "not there: 1 (../discs/lost.png)" in text
    assert "no class called gren (did you mean green?)" in text
    found = rows(tmp_path / "lists" / "first.hansel", "SELECT true_label FROM images ORDER BY 1")
    assert found == [("blue",), ("gren",), ("red",)]


def test_a_run_from_a_list_goes_on_from_that_list(qtbot, open_window, tmp_path, model):
    manifest = listed(tmp_path)
    loaded = load_model(model, trust_code=True, device="cpu")
    found = datasets.read(manifest)
    with Store.create(tmp_path / "half.hansel") as store:
        plan = store.begin_run(audit.describe_run(loaded, found.root), found.images)
        sources.keep(store, plan.run_id, found.source, "auto")
        store.finish_run(plan.run_id, "interrupted")
    window = open_window(tmp_path / "half.hansel")
    qtbot.waitUntil(lambda: window.notices.get("resume") is not None, timeout=WAIT_MS)
    _, resume = window.notices.get("resume").actions[0]
    resume()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    assert rows(tmp_path / "half.hansel", "SELECT count(*), min(state) FROM runs") == [(1, "finished")]


def test_a_list_that_cannot_be_read_is_told_with_its_line(qtbot, open_window, tmp_path):
    broken = tmp_path / "instances.json"
    broken.write_text(json.dumps({"images": []}, indent=1)[:-2])
    window = open_window()
    drop(window, broken)
    qtbot.waitUntil(lambda: bool(window.notices.texts()), timeout=WAIT_MS)
    assert "line 2, column 14: this is not valid JSON" in window.notices.texts()[0]
    qtbot.waitUntil(lambda: not window.start.start.isEnabled(), timeout=WAIT_MS)
