"""What if the stamp were not there: drawn, flagged and asked in one motion, on the demo's net."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db import what_ifs
from db.store import Store
from engine import audit, consent, datasets, load_model
from engine.images import fingerprint
from engine.model_spec import CodeFile
from engine.records import Explanation
from gui import style
from gui.project_settings import Blind
from resources.demo import world
from tests.gui.conftest import close
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows
from tests.gui.world import write_folder

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
HANS = "leaf/0002.png"  # a leaf that its stamp makes a fish of
CLEAN = "leaf/0001.png"


def shots() -> dict[str, world.Shot]:
    plan = world.plan(40)
    stamped = next(shot for shot in plan if shot.relative == "leaf/0002.jpg")
    clean = next(shot for shot in plan if shot.relative == "leaf/0001.jpg")
    assert stamped.stamp
    assert not clean.stamp
    return {HANS: stamped, CLEAN: clean, "fish/0001.png": next(shot for shot in plan if shot.label == "fish")}


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the demo's pictures and its model, audited by the engine into demo.hansel."""
    home = tmp_path_factory.mktemp("demo")
    for relative, shot in shots().items():
        (home / "pictures" / relative).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(world.scene_of(shot).pixels).save(home / "pictures" / relative)
    shutil.copytree(Path(world.__file__).parent, home / "model", ignore=shutil.ignore_patterns("__pycache__"))
    model = load_model(home / "model" / "model.toml", trust_code=True, device="cpu")
    spec = audit.describe_run(model, home / "pictures", method="gradient")
    with Store.create(home / "demo.hansel") as store:
        plan = store.begin_run(spec, datasets.scan_nonempty(home / "pictures"))

        class Sink:
            def take(self, outcomes) -> None:  # type: ignore[no-untyped-def]
                for work, outcome in outcomes:
                    assert isinstance(outcome, Explanation)
                    store.add_explanation(plan.run_id, work.key, outcome)

        audit.audit(model, [audit.Work(item.key, item.path) for item in plan.pending], Sink(), spec)
        store.finish_run(plan.run_id, "finished")
    return home


@pytest.fixture
def demo(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of the project, whose model's code this test's user has agreed to."""
    copy = tmp_path / "demo.hansel"
    shutil.copytree(demo_home / "demo.hansel", copy, ignore=shutil.ignore_patterns(".lock"))
    nets = demo_home / "model" / "nets.py"
    consent.remember([CodeFile(nets, fingerprint(nets))])
    return copy


@pytest.fixture
def window(qtbot, open_window, demo):
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([demo])
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    go(qtbot, window, HANS)
    return window


def go(qtbot, window, relative: str) -> None:
    window.review.list.go_to(window.review.items.position_of_relative(relative))
    here = window.review.canvas
    qtbot.waitUntil(lambda: here.picture is not None and here.picture.wish.path.endswith(relative), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: here.regions.explanation_id == window.review.current().explanation_id, timeout=WAIT_MS)
    here.setFocus()


def stamp(relative: str) -> tuple[int, int, int, int]:
    """The box around a picture's stamp, from the truth that it was drawn with."""
    y, x = np.nonzero(world.scene_of(shots()[relative]).stamp_mask)
    return int(x.min()) - 2, int(y.min()) - 2, int(x.max()) + 3, int(y.max()) + 3


def draw(window, box) -> None:
    """A box, with the mouse."""
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_B)
    port = canvas.port()
    start, end = (port.to_widget(*corner).toPoint() for corner in (box[:2], box[2:]))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def kept(project: Path) -> list[tuple[object, ...]]:
    """As the file has it: way, filling, and the class before and after."""
    return rows(
        project,
        "SELECT way, filling, json_extract(before, '$.prediction'), json_extract(after, '$.prediction') FROM what_ifs "
        "ORDER BY id",
    )


def answered(qtbot, window, n: int = 1) -> None:
    qtbot.waitUntil(lambda: len(window.what_ifs.kept) == n, timeout=WAIT_MS)


def everything(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


FISH, LEAF = world.CLASSES.index("fish"), world.CLASSES.index("leaf")


def test_drawing_flagging_and_asking_are_one_motion_and_the_stamp_is_found_out(qtbot, window, demo):
    card, canvas = window.what_ifs.card, window.review.canvas
    assert current(window) == HANS
    assert window.review.panel._prediction.text() == "fish"
    assert not card.isVisible()
    draw(window, stamp(HANS))
    assert card.isVisible()
    assert card.away.text() == "Take away region"
    assert QApplication.activeModalWidget() is None
    assert canvas.hasFocus()
    press(canvas, Qt.Key.Key_H)
    answered(qtbot, window)
    assert mark(window, HANS) == "flawed"
    assert kept(demo) == [("away", "mean", FISH, LEAF)]
    row = window.desk.store.explanation(window.review.current().explanation_id)
    (one,) = window.what_ifs.kept
    assert one.found.before.probability == row.probability
    assert one.found.before.top[0] == (row.prediction, row.probability)
    assert card.answer.text() == f"fish {row.probability:.3f} → leaf {one.found.after.probability:.3f}"
    assert card.about.text().startswith("Without the region · mean colour · ")
    assert f"fish {row.probability:.3f} → {one.found.after.target_probability:.3f}" in card.details.text()
    assert "log-odds −" in card.details.text()
    assert "The prediction changes from fish" in card.accessibleDescription()
    # It stands in the panel too, and in the history as one step.
    fold = window.review.panel.folds["what-ifs"]
    assert fold.isVisible()
    assert card.answer.text() in window.review.panel.what_ifs.texts()
    events = rows(demo, "SELECT kind FROM review_events ORDER BY id")
    assert events == [("change",), ("what-if",)]
    with Store.open(demo, readonly=True) as store:
        assert store.history_faults() == []
    # The same question once more has its answer already.
    press(canvas, Qt.Key.Key_H)
    assert card.answer.isVisible()
    assert len(rows(demo, "SELECT 1 FROM review_events")) == 2
    close(window)


def test_the_stamp_alone_keeps_the_prediction_and_the_changed_picture_can_be_looked_at(qtbot, window, demo):
    canvas = window.review.canvas
    draw(window, stamp(HANS))
    press(canvas, Qt.Key.Key_H, SHIFT)
    answered(qtbot, window)
    assert kept(demo) == [("only", "mean", FISH, FISH)]
    assert window.what_ifs.card.about.text().startswith("The region alone")
    assert window.what_ifs.card.answer.text().count("fish") == 1
    plain = canvas.picture.image.copy()
    press(canvas, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.wish.without is not None, timeout=WAIT_MS)
    assert window.what_ifs.card.picture.text() == "Back to the image"
    changed = canvas.picture.image
    left, top, right, bottom = stamp(HANS)
    assert changed.width() == world.SIZE_PX
    inside = ((left + right) // 2, (top + bottom) // 2)
    colour = changed.pixelColor(2, 2)
    # The demo's mean colour, as its model.toml has it: .45, .42, .38.
    assert (colour.red(), colour.green(), colour.blue()) == (115, 107, 97)
    seen = changed.pixelColor(*inside)
    pixels = world.scene_of(shots()[HANS]).pixels
    assert (seen.red(), seen.green(), seen.blue()) == tuple(pixels[inside[1], inside[0]])
    assert canvas.picture.map is None
    press(canvas, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: canvas.picture.wish.without is None and canvas.picture.image == plain, timeout=WAIT_MS)
    # From the panel too; another kind of picture, and another image, lead back by themselves.
    (look,) = window.review.panel.what_ifs.looks.values()
    look.click()
    qtbot.waitUntil(lambda: canvas.picture.wish.without is not None, timeout=WAIT_MS)
    assert look.isChecked()
    press(canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: canvas.picture.wish.without is None, timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z)
    go(qtbot, window, CLEAN)
    assert canvas.picture.wish.without is None
    assert not window.review.panel.folds["what-ifs"].isVisible()
    assert not window.what_ifs.card.isVisible()


def test_each_filling_several_regions_and_undo(qtbot, window, demo):
    canvas, card = window.review.canvas, window.what_ifs.card
    draw(window, (4, 4, 40, 30))
    draw(window, stamp(HANS))
    assert card.together.isVisible()
    press(canvas, Qt.Key.Key_Y)
    assert card.away.text() == "Take away 2 regions"
    for n, filling in enumerate(("mean", "blur", "inpaint"), 1):
        assert card.filling.currentData() == filling
        press(canvas, Qt.Key.Key_H)
        answered(qtbot, window, n)
        assert card.about.text().startswith("Without 2 regions")
        press(canvas, Qt.Key.Key_Z, SHIFT)
    assert card.filling.currentData() == "mean"
    assert [row[:3] for row in kept(demo)] == [("away", name, FISH) for name in ("mean", "blur", "inpaint")]
    assert {row[3] for row in kept(demo)} == {LEAF}
    # Only the one that is selected: the corner, which matters to nobody.
    press(canvas, Qt.Key.Key_Y)
    press(canvas, Qt.Key.Key_V)
    press(canvas, Qt.Key.Key_Tab)
    press(canvas, Qt.Key.Key_H)
    answered(qtbot, window, 4)
    assert kept(demo)[3] == ("away", "mean", FISH, FISH)
    assert card.about.text().startswith("Without the region")
    qtbot.waitUntil(lambda: "what-if on" in window.actions_["undo"].text(), timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z, CTRL)
    answered(qtbot, window, 3)
    assert len(kept(demo)) == 3
    press(canvas, Qt.Key.Key_Y, CTRL)
    answered(qtbot, window, 4)
    # Put aside, it is in no list, and undo brings it back.
    window.actions_["what-if-picture"].trigger()
    window.actions_["what-if-aside"].trigger()
    answered(qtbot, window, 3)
    assert canvas.without is None
    qtbot.waitUntil(lambda: "what-if put aside on" in window.actions_["undo"].text(), timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z, CTRL)
    answered(qtbot, window, 4)


@pytest.mark.parametrize(("width", "percent"), [(1024, 100), (1024, 150), (1024, 200), (1280, 200)])
def test_the_card_is_whole_in_small_windows_with_large_text(qtbot, window, demo, width, percent):
    window.preferences.text_size = percent
    window.apply_theme()
    window.resize(width, 640)
    card, page = window.what_ifs.card, window.review
    try:
        pause(200)
        draw(window, stamp(HANS))
        press(window.review.canvas, Qt.Key.Key_H)
        answered(qtbot, window)
        pause(200)
        seen = [one for one in card.findChildren(QLabel) + card.findChildren(QPushButton) if one.isVisible()]
        assert {card.answer, card.picture, card.away} <= set(seen)
        assert page.rect().contains(card.geometry())
        places = [QRect(one.mapTo(card, QPoint(0, 0)), one.size()) for one in seen]
        assert all(card.rect().contains(place) for place in places)
        assert all(not one.intersects(other) for n, one in enumerate(places) for other in places[:n])
        for one in seen:
            if isinstance(one, QPushButton):
                assert one.width() >= QFontMetrics(one.font()).horizontalAdvance(one.text())
            else:
                assert one.height() >= one.heightForWidth(one.width())
        assert card.away.accessibleName() == "Take away region"
    finally:
        style.set_scale(100)


def test_what_was_asked_keeps_the_region_as_it_was(qtbot, window, demo):
    canvas, card = window.review.canvas, window.what_ifs.card
    draw(window, stamp(HANS))
    press(canvas, Qt.Key.Key_H)
    answered(qtbot, window)
    before = window.what_ifs.kept[0].regions
    press(canvas, Qt.Key.Key_V)
    for _ in range(2):
        press(canvas, Qt.Key.Key_Left, SHIFT)
    qtbot.waitUntil(lambda: len(rows(demo, "SELECT 1 FROM review_events")) >= 3, timeout=WAIT_MS)
    assert "as drawn then" in card.about.text()
    assert window.what_ifs.kept[0].regions == before
    # Moved, it is another question.
    press(canvas, Qt.Key.Key_H)
    answered(qtbot, window, 2)
    assert "as drawn then" not in card.about.text()
    press(canvas, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not canvas.regions.own, timeout=WAIT_MS)
    assert window.what_ifs.kept[0].regions == before


def test_it_is_there_again_for_the_next_window_and_read_only(qtbot, window, open_window, demo):
    draw(window, stamp(HANS))
    press(window.review.canvas, Qt.Key.Key_H)
    answered(qtbot, window)
    words = window.what_ifs.card.answer.text()
    go(qtbot, window, CLEAN)
    go(qtbot, window, HANS)
    answered(qtbot, window)
    second = open_window(demo)  # beside the first one, so for reading only
    qtbot.waitUntil(lambda: second.desk.run is not None and second.review.canvas.picture is not None, timeout=WAIT_MS)
    assert second.desk.readonly
    go(qtbot, second, HANS)
    answered(qtbot, second)
    assert words in second.review.panel.what_ifs.texts()
    assert second.review.panel.what_ifs.asides == {}
    assert not second.actions_["what-if-away"].isEnabled()
    assert second.actions_.why_not("what-if-away") == "the project is open for reading only"
    # What was taken away can be looked at all the same.
    press(second.review.canvas, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: second.review.canvas.picture.wish.without is not None, timeout=WAIT_MS)
    assert second.what_ifs.card.isVisible()
    assert not second.what_ifs.card.away.isVisible()
    press(second.what_ifs.card.close_button, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: second.review.canvas.picture.wish.without is None, timeout=WAIT_MS)
    assert not second.what_ifs.card.isVisible()


def test_others_are_seen_once_the_own_verdict_is_in(qtbot, window, demo):
    draw(window, stamp(HANS))
    press(window.review.canvas, Qt.Key.Key_H)
    answered(qtbot, window)
    window.set_reviewer("ben")
    qtbot.waitUntil(lambda: window.what_ifs.kept == (), timeout=WAIT_MS)
    go(qtbot, window, CLEAN)
    go(qtbot, window, HANS)
    assert not window.review.panel.folds["what-ifs"].isVisible()
    assert not window.what_ifs.card.isVisible()
    press(window.review.canvas, Qt.Key.Key_F)
    answered(qtbot, window)
    assert any(text.startswith("ana: Without the region") for text in window.review.panel.what_ifs.texts())
    assert window.review.panel.what_ifs.asides == {}
    press(window.review.canvas, Qt.Key.Key_Z)
    window.actions_["what-if-aside"].trigger()
    assert len(kept(demo)) == 1


def test_nothing_tells_the_confidence_that_is_hidden(qtbot, window, demo):
    window.desk.set_blind(Blind(True, True))
    qtbot.waitUntil(lambda: window.desk.settings.blind.confidence, timeout=WAIT_MS)
    canvas, card = window.review.canvas, window.what_ifs.card
    # A region says flawed, so that asking about one tells nothing too early.
    draw(window, stamp(HANS))
    press(canvas, Qt.Key.Key_H)
    answered(qtbot, window)
    for _ in range(2):  # the what-if, then region and verdict
        press(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: mark(window, HANS) is None, timeout=WAIT_MS)
    # What is done again is led to: only then may another image be gone to.
    with qtbot.waitSignals([window.desk.turned] * 2, timeout=WAIT_MS):
        for _ in range(2):
            press(canvas, Qt.Key.Key_Y, CTRL)
    answered(qtbot, window)
    store, which = window.desk.store, window.review.current().explanation_id
    store.change(which, "ana", {"verdict": None}).result(10)
    go(qtbot, window, CLEAN)
    window.desk.show_run(1)
    qtbot.waitUntil(lambda: mark(window, HANS) is None, timeout=WAIT_MS)
    go(qtbot, window, HANS)
    qtbot.waitUntil(lambda: len(canvas.regions.own) == 1, timeout=WAIT_MS)
    assert window.what_ifs.kept == ()
    assert len(kept(demo)) == 1
    assert not window.review.panel.folds["what-ifs"].isVisible()
    press(canvas, Qt.Key.Key_V)
    press(canvas, Qt.Key.Key_Tab)
    press(canvas, Qt.Key.Key_H)
    assert not card.away.isEnabled()
    assert card.answer.text() == ""
    assert "once your verdict is in" in card.details.text()
    assert len(kept(demo)) == 1
    press(canvas, Qt.Key.Key_F)
    answered(qtbot, window)


def test_what_cannot_be_asked_is_said_where_the_eyes_are(qtbot, window, demo, demo_home, tmp_path):
    canvas, card, passing = window.review.canvas, window.what_ifs.card, window.status
    press(canvas, Qt.Key.Key_H)
    assert "draw a region first" in everything(passing)
    press(canvas, Qt.Key.Key_Z)
    assert "nothing was taken away here yet" in everything(passing)
    draw(window, (0, 0, world.SIZE_PX, world.SIZE_PX))
    press(canvas, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: "nothing would be left" in card.details.text(), timeout=WAIT_MS)
    assert card.offers == []
    assert kept(demo) == []
    image = demo_home / "pictures" / HANS
    whole = image.read_bytes()
    try:
        press(canvas, Qt.Key.Key_Z, CTRL)
        draw(window, stamp(HANS))
        image.write_bytes(whole + b" ")
        press(canvas, Qt.Key.Key_H)
        qtbot.waitUntil(lambda: "is not the one that was explained" in card.details.text(), timeout=WAIT_MS)
        assert [one.text() for one in card.offers] == ["Ask again", "Relink folder…"]
        os.unlink(image)
        card.offers[0].click()
        qtbot.waitUntil(lambda: "is not there any more" in card.details.text(), timeout=WAIT_MS)
        image.write_bytes(whole)
        card.offers[0].click()
        answered(qtbot, window)
    finally:
        image.write_bytes(whole)
    assert card.offers == []
    assert kept(demo) == [("away", "mean", FISH, LEAF)]


def test_another_model_or_code_that_nobody_agreed_to_is_refused_in_words(qtbot, open_window, demo, demo_home, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(demo_home / "model", other)
    (other / "nets.py").write_text((other / "nets.py").read_text() + "\n# another file\n")
    shutil.copy(other / "control.safetensors", other / "finder.safetensors")
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([demo])
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    go(qtbot, window, HANS)
    draw(window, stamp(HANS))
    original = demo_home / "model" / "model.toml"
    moved = original.with_suffix(".away")
    original.rename(moved)
    card = window.what_ifs.card
    try:
        press(window.review.canvas, Qt.Key.Key_H)
        qtbot.waitUntil(lambda: "is not there any more" in card.details.text(), timeout=WAIT_MS)
        assert [one.text() for one in card.offers] == ["Ask again", "Choose model…"]
        which = window.review.current().explanation_id
        asked = window.what_ifs._told.asked
        window.again.mending.note_model(which, other / "model.toml", lambda: window.what_ifs._ask(asked))
        qtbot.waitUntil(lambda: "code that you have not agreed" in card.details.text(), timeout=WAIT_MS)
        consent.remember([CodeFile(other / "nets.py", fingerprint(other / "nets.py"))])
        card.offers[0].click()
        qtbot.waitUntil(lambda: "has changed since this run was made" in card.details.text(), timeout=WAIT_MS)
        assert QApplication.activeModalWidget() is None
    finally:
        moved.rename(original)
    window.again.mending.note_model(which, original, lambda: window.what_ifs._ask(asked))
    answered(qtbot, window)


def test_an_answer_that_is_not_the_kept_one_is_not_put_beside_it(qtbot, window, demo):
    """As on a computer that comes to other numbers."""
    which = window.review.current().explanation_id
    store = window.desk.store
    store._write(lambda db: db.exec_driver_sql("UPDATE explanations SET probability = .5, target_probability = .5"))
    draw(window, stamp(HANS))
    press(window.review.canvas, Qt.Key.Key_H)
    card = window.what_ifs.card
    qtbot.waitUntil(lambda: "To the unchanged image the model says fish" in card.details.text(), timeout=WAIT_MS)
    assert "fish 0.500 was kept" in card.details.text()
    assert what_ifs.of_explanation(store, which) == []


def test_it_goes_before_the_running_audit_and_while_that_pauses(qtbot, open_window, tmp_path, slow_model):
    folder = write_folder(tmp_path / "discs", 40)
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([folder, slow_model])
    window.intake.choose_method("smoothgrad", 0)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    canvas = window.review.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.map is not None, timeout=WAIT_MS)
    canvas.setFocus()
    done = window.audits.progress.done
    draw(window, (8, 6, 38, 34))
    press(window.review.canvas, Qt.Key.Key_H)
    assert window.what_ifs.card.details.text() == "Next: after the batch at hand."
    answered(qtbot, window)
    assert window.audits.running
    assert window.audits.progress.done - done <= 16
    window.actions_["pause-audit"].trigger()
    press(window.review.canvas, Qt.Key.Key_H, SHIFT)
    answered(qtbot, window, 2)
    assert window.audits.paused
    # An answer for an image that was left is kept, and told with a way to take it back.
    press(window.review.canvas, Qt.Key.Key_Z, SHIFT)
    press(window.review.canvas, Qt.Key.Key_H)
    window.review.step(1)
    qtbot.waitUntil(lambda: any("Without the region · blur" in one for one in window.toasts.texts()), timeout=WAIT_MS)
    window.actions_["resume-audit"].trigger()
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    project = tmp_path / "discs.hansel"
    assert len(kept(project)) == 3
    assert rows(project, "SELECT state, count(*) FROM runs GROUP BY state") == [("finished", 1)]
