"""The rule, shown: the fit of the image at hand is made once more, seen step by step, and leaves nothing behind."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from db.store import Store
from engine import load_model
from engine.explaining import explain, prepare_file
from engine.fit import learning, left_as_found
from engine.methods import FitSettings
from gui import rule_words
from resources.demo import world as demo
from tests.gui import world
from tests.gui.conftest import close, trusted
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows
from tests.gui.test_again_story import ask

STEPS = 6
TABLES = ("runs", "images", "explanations", "sessions", "review_events", "reviews", "progress")


def open_rule(qtbot, window) -> object:
    """R on the picture; the view, once the fit has ended."""
    press(window.review.canvas, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.rule.view is not None and window.rule.view.isVisible(), timeout=WAIT_MS)
    view = window.rule.view
    qtbot.waitUntil(lambda: view.learned is not None or view.refused, timeout=WAIT_MS)
    return view


def maps_of(project: Path) -> dict[str, str]:
    """Each map of a project, by the hash of its file."""
    files = sorted((project / "maps").rglob("*"))
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}


def audit(qtbot, open_window, folder: Path, model: Path, method: str = "learned"):
    """A window over an audit that has ended."""
    window = open_window()
    window.open_paths([folder, model])
    window.intake.choose_method(method, STEPS)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


FINDER = Path(demo.__file__).parent / "model.toml"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pictures of the demo."""
    folder = tmp_path_factory.mktemp("demo") / "pictures"
    demo.make_folder(folder, 40)
    for picture in sorted(folder.rglob("*.jpg"))[2:]:
        picture.unlink()
    return folder


@pytest.fixture
def shown(qtbot, open_window, pictures, tmp_path):
    """The window over an audit of them by the demo's finder, with the rule of the first one learned."""
    window = audit(qtbot, open_window, Path(shutil.copytree(pictures, tmp_path / "pictures")), FINDER)
    open_rule(qtbot, window)
    return window


def test_the_map_forms_step_by_step_and_is_the_engines_own(qtbot, shown, tmp_path):
    view, item = shown.rule.view, shown.review.current()
    model = load_model(FINDER, trust_code=True, device="cpu")
    (alone,) = explain(model, [item.path], [item.target], steps=STEPS, batch_size=1)
    assert len(view.frames) == STEPS + 2  # before the first step, after each, and what came out
    assert view.frames[-1].map.tobytes() == alone.map.tobytes()
    assert [frame.step.loss for frame in view.frames[:-1]] == list(alone.losses)
    assert len({frame.map.tobytes() for frame in view.frames}) == STEPS + 2
    # The canvas is at the end, which is that map; keys go back over the steps, and forth.
    assert view.state.text() == f"The map: step {int(np.argmin(alone.losses))}'s, weighed"
    qtbot.waitUntil(lambda: view.canvas.picture is not None and view.canvas.picture.map is not None, timeout=WAIT_MS)
    assert view.canvas.hasFocus()
    assert view.canvas.picture.map.tobytes() == alone.map.tobytes()
    for key, at in ((Qt.Key.Key_Left, STEPS), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2)):
        press(view.canvas, key)
        assert view.at == at == view.slider.value()
        assert view.state.text().startswith(f"Step {at} of {STEPS}")
        qtbot.waitUntil(lambda at=at: view.canvas.picture.wish.explanation_id == at, timeout=WAIT_MS)
        assert view.canvas.picture.map.tobytes() == view.frames[at].map.tobytes()
    view.slider.setFocus()
    press(view.slider, Qt.Key.Key_Right)
    assert view.at == 3
    # The chart's dots are steps: what is under the pointer is told, and a click goes there.
    chart = view.chart.viewport()
    QTest.mouseMove(chart, view.chart.place_of(5).toPoint())
    qtbot.waitUntil(lambda: QToolTip.text().startswith("Step 5: loss "), timeout=WAIT_MS)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=view.chart.place_of(5).toPoint())
    assert view.at == 5
    QToolTip.hideText()
    # What is said of the kept map is so: nothing was kept, and the kept one is as it was.
    with Store.open(tmp_path / "pictures.hansel", readonly=True) as store:
        kept = store.map(item.explanation_id)
    same = kept.tobytes() == alone.map.tobytes()
    assert ("bit for bit" in view.said.text()) == same
    assert view.learned.alike == ("same" if same else "rounding")
    if not same:
        order = lambda values: np.argsort(np.argsort(values.ravel()))  # noqa: E731
        rank = np.corrcoef(order(kept), order(alone.map))[0, 1]
        assert view.learned.rank == pytest.approx(rank, abs=1e-4)
        assert "made in batches of 8, this one alone" in view.said.text()


def test_the_gates_told_at_a_position_are_those_of_the_fit(qtbot, shown):
    """Sigmoids of what the engine's loop holds, looked up by hand."""
    view, item = shown.rule.view, shown.review.current()
    model = load_model(FINDER, trust_code=True, device="cpu")
    entry = prepare_file(model, item.path)
    gates = []
    with left_as_found(model.module):
        for step in learning(model, entry.tensor[None], torch.tensor([item.target]), FitSettings.for_steps(STEPS)):
            gates.append([1 / (1 + np.exp(-c.theta.detach().numpy()[:, 0, 0].astype(float))) for c in step.field.calls])
    view.show_frame(4)
    corners = {"gradient": (1, 1, 0, 0), "guided": (1, 0, 0, 0), "deconvnet": (1, 0, 1, 0)}
    for n, x, y in ((6, 0.5, 0.4), (2, 0.91, 0.03), (0, 0.3, 0.7)):
        view.strip.choose(n)
        side = gates[4][n].shape[1]
        mean = gates[4][n].reshape(4, -1).mean(axis=1)
        assert view.card.where.text() == "Mean over all positions" or n != 6
        if n == 6:
            assert view.card.bars.gates == pytest.approx(mean, abs=1e-4)
        view.canvas.look_at(x, y)
        row, column = int(y * side), int(x * side)
        here = gates[4][n][:, row, column]
        assert view.card.bars.gates == pytest.approx(here, abs=0.003)
        assert view.card.where.text() == f"At row {row + 1} of {side}, column {column + 1} of {side}"
        away = {name: float(np.abs(here - corner).mean()) for name, corner in corners.items()}
        near = min(away, key=away.__getitem__)
        if sorted(away.values())[1] - away[near] > 0.02:
            assert f"Nearest to {near} ({away[near]:.2f} away)" in view.card.words.text()
        for one, of_call in zip(view.strip._looked_at, gates[4], strict=True):
            s = of_call.shape[1]
            there = of_call[:, int(y * s), int(x * s)]
            assert one["guided"] == pytest.approx(np.abs(there - (1, 0, 0, 0)).mean(), abs=0.003)
    # By keyboard alone: Shift and an arrow go to the neighbouring position of the call at hand.
    view.strip.choose(6)
    view.canvas.setFocus()
    side = gates[4][6].shape[1]
    view.canvas.look_at(0.5 / side, 0.5 / side)
    press(view.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(view.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.card.where.text() == f"At row 2 of {side}, column 2 of {side}"
    assert view.card.bars.gates == pytest.approx(gates[4][6][:, 1, 1], abs=0.003)


def test_the_pointer_looks_a_click_holds_and_the_strip_chooses(qtbot, shown):
    view = shown.rule.view
    canvas = view.canvas
    middle = canvas.rect().center()
    QTest.mouseMove(canvas, middle)
    qtbot.waitUntil(lambda: view.card.where.text().startswith("At row"), timeout=WAIT_MS)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle)
    held = view.card.where.text()
    QTest.mouseMove(canvas, middle + QPoint(40, 30))
    assert view.card.where.text() == held
    assert canvas.cell().contains(middle)
    strip = view.strip
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.column(1).center().toPoint())
    assert strip.at == 1
    assert view.card.title.text().startswith("Call 2 of 7: relu, ")
    strip.setFocus()
    press(strip, Qt.Key.Key_End)
    assert view.card.title.text().startswith("Call 7 of 7")
    press(strip, Qt.Key.Key_Left)
    assert strip.at == 5
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle)  # and lets go
    assert canvas.place is not None
    assert canvas._held is None
    # What is not seen is said: the strip in sentences, the table in figures.
    said = strip.accessibleDescription()
    assert said.startswith("Of 7 calls: ")
    assert "Chosen: Call 6 of 7" in said
    view.as_table.click()
    assert view.table.isVisible()
    assert not strip.isVisible()
    cells = [[view.table.item(row, column).text() for column in range(7)] for row in range(7)]
    for n, (call, line) in enumerate(zip(view.frames[-1].calls, cells, strict=True)):
        figures = [f"{value:.2f}" for value in (call.gradient, call.guided, call.deconvnet, call.moved)]
        assert line[:6] == [f"{n + 1}  relu", f"{call.rows} × {call.columns}", *figures]
    view.as_table.click()
    assert strip.isVisible()


def test_all_steps_pass_once_more_and_a_key_stops_them(qtbot, shown):
    view = shown.rule.view
    view._play.setInterval(10)
    seen = []
    view.slider.valueChanged.connect(seen.append)
    press(view.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.playing, timeout=WAIT_MS)
    assert seen == list(range(STEPS + 2))
    view._play.setInterval(400)  # slow enough to be stopped on the way
    press(view.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.at == 1, timeout=WAIT_MS)
    press(view.canvas, Qt.Key.Key_Left)
    assert not view.playing
    press(view.canvas, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert shown.review.canvas.isVisible()
    assert shown.review.canvas.hasFocus()


@pytest.fixture
def window(qtbot, open_window, tmp_path):
    folder = world.write_folder(tmp_path / "discs", 6)
    return audit(qtbot, open_window, folder, trusted(world.write_model(tmp_path / "model")))


def test_what_was_asked_for_by_hand_is_met_bit_for_bit_and_nothing_is_written(qtbot, window, tmp_path):
    """It was made alone, as the watched one is."""
    project = tmp_path / "discs.hansel"
    ask(window, "learned", "red")
    qtbot.waitUntil(lambda: len(window.again.strip.titles()) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.again.shown != window.review.current().explanation_id, timeout=WAIT_MS)
    window.again.panel.leave()
    counted = [rows(project, f"SELECT count(*) FROM {name}")[0] for name in TABLES]
    before = maps_of(project)
    view = open_rule(qtbot, window)
    assert view.how.text() == "learned, 20 steps · red"
    assert view.learned.alike == "same"
    assert "The map that came out is the kept one, bit for bit." in view.said.text()
    with Store.open(project, readonly=True) as store:
        assert store.map(window.again.shown).tobytes() == view.frames[-1].map.tobytes()
    assert maps_of(project) == before
    after = [rows(project, f"SELECT count(*) FROM {name}")[0] for name in TABLES]
    assert after == counted
    # The strip of explanations does not lie over it, and is there again afterwards.
    assert not window.again.strip.isVisible()
    press(view.canvas, Qt.Key.Key_R)
    assert window.again.strip.isVisible()
    # Another explanation under the picture: the rule shown would be that of another one.
    open_rule(qtbot, window)
    press(view.canvas, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not window.rule.open, timeout=WAIT_MS)


def test_a_verdict_is_given_beside_it_and_another_image_ends_it(qtbot, window):
    view = open_rule(qtbot, window)
    image = current(window)
    press(view.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, image) == "flawed", timeout=WAIT_MS)
    assert view.isVisible()
    press(view.canvas, Qt.Key.Key_J)
    assert current(window) != image
    assert not view.isVisible()
    assert window.review.canvas.hasFocus()
    # A region needs the picture itself.
    open_rule(qtbot, window)
    press(view.canvas, Qt.Key.Key_B)
    assert not view.isVisible()
    assert window.review.canvas.tools.tool is not None
    press(window.review.canvas, Qt.Key.Key_Escape)
    # So does what explains it again.
    open_rule(qtbot, window)
    press(view.canvas, Qt.Key.Key_X)
    assert not view.isVisible()
    assert window.again.panel.isVisible()


def test_it_goes_before_the_running_audit_and_while_that_pauses_ends_when_told_and_changes_nothing_in_it(
    qtbot, open_window, tmp_path, slow_model
):
    folder = world.write_folder(tmp_path / "discs", 40)
    maps = []
    for name, watches in (("watched", True), ("plain", False)):
        window = open_window()
        window.open_paths([folder, slow_model])
        window.intake.choose_method("learned", 3)
        window.intake.propose_project(tmp_path / f"{name}.hansel")
        window.intake.start_audit()
        qtbot.waitUntil(lambda w=window: w.review.items.in_state("explained") > 0, timeout=WAIT_MS)
        qtbot.waitUntil(lambda w=window: w.review.canvas.picture is not None, timeout=WAIT_MS)
        window.review.canvas.setFocus()
        if watches:
            done = window.audits.progress.done
            press(window.review.canvas, Qt.Key.Key_R)
            qtbot.waitUntil(lambda w=window: w.rule.view is not None and w.rule.view.isVisible(), timeout=WAIT_MS)
            view = window.rule.view
            assert view.state.text() == "Next: after the batch at hand."
            qtbot.waitUntil(lambda v=view: v.learned is not None, timeout=WAIT_MS)
            assert window.audits.progress.done - done <= 16
            assert window.audits.running
            press(view.canvas, Qt.Key.Key_Escape)
            window.actions_["pause-audit"].trigger()
            assert window.audits.paused
            open_rule(qtbot, window)
            done = window.review.items.in_state("explained")
            pause(400)
            assert window.review.items.in_state("explained") == done < 40
            # Told to end before it has: no step comes any more, and the audit goes on.
            press(view.canvas, Qt.Key.Key_Escape)
            press(window.review.canvas, Qt.Key.Key_R)
            qtbot.waitUntil(lambda v=view: v.isVisible() and len(v.frames) >= 1, timeout=WAIT_MS)
            assert view.learned is None
            seen = len(view.frames)
            press(view.canvas, Qt.Key.Key_Escape)
            assert not view.isVisible()
            pause(400)
            assert len(view.frames) == seen
            window.actions_["resume-audit"].trigger()
        qtbot.waitUntil(lambda w=window: not w.audits.running, timeout=WAIT_MS)
        project = tmp_path / f"{name}.hansel"
        assert rows(project, "SELECT state FROM runs") == [("finished",)]
        query = "SELECT i.relative, e.map_sha256 FROM explanations e JOIN images i ON i.id = e.image_id"
        maps.append(dict(rows(project, query)))
        close(window)
    assert len(maps[0]) == 40
    assert maps[0] == maps[1]


@pytest.mark.parametrize("what", ["project", "window"])
def test_what_is_closed_meanwhile_ends_it_and_loses_nothing(qtbot, open_window, tmp_path, slow_model, what):
    """The model sleeps in each pass: the fit is at work when the project, or the window, goes."""
    folder = world.write_folder(tmp_path / "discs", 2)
    window = audit(qtbot, open_window, folder, slow_model)
    project = tmp_path / "discs.hansel"
    before = maps_of(project)
    press(window.review.canvas, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.rule.view is not None and len(window.rule.view.frames) >= 1, timeout=WAIT_MS)
    view = window.rule.view
    assert view.learned is None
    if what == "project":
        window.close_project()
        assert not window.rule.open
        pause(600)
        assert view.learned is None
        window.open_paths([project])
        qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
        window.review.canvas.setFocus()
        assert open_rule(qtbot, window).learned is not None
    close(window)
    assert maps_of(project) == before


def test_where_nothing_can_be_written_it_is_shown_as_well(qtbot, window, open_window, tmp_path):
    """It writes nothing: a second window on the project, which reads along, has it too."""
    project = tmp_path / "discs.hansel"
    close(window)
    with Store.open(project):
        second = open_window(project)
        qtbot.waitUntil(lambda: second.review.canvas.picture is not None, timeout=WAIT_MS)
        assert second.desk.readonly
        second.review.canvas.setFocus()
        view = open_rule(qtbot, second)
        assert view.learned is not None
        assert view.learned.alike in ("same", "rounding")
        close(second)


@pytest.mark.parametrize(("method", "words"), [
    ("guided", "a rule made by hand: its four gates are 1, 0, 0, 0"),
    ("input-x-gradient", "has no gates, so there is no rule to show"),
])  # fmt: skip
def test_another_method_has_no_learned_rule_and_is_told_so(qtbot, open_window, tmp_path, method, words):
    folder = world.write_folder(tmp_path / "discs", 2)
    window = audit(qtbot, open_window, folder, trusted(world.write_model(tmp_path / "model")), method)
    view = open_rule(qtbot, window)
    assert view.refused
    assert view.empty.headline.text() == "This explanation has no learned rule"
    assert words in view.empty.text.text()
    assert QApplication.activeModalWidget() is None
    view.empty.button.click()
    assert not view.isVisible()
    assert window.again.panel.isVisible()
    window.again.panel.leave()
    open_rule(qtbot, window)
    view.empty.other.click()
    assert window.review.canvas.hasFocus()


def test_a_model_that_is_gone_is_told_and_one_that_lies_elsewhere_now_serves(qtbot, window, open_window, tmp_path):
    close(window)
    model = tmp_path / "model"
    moved = tmp_path / "moved"
    shutil.move(model, moved)
    window = open_window(tmp_path / "discs.hansel")
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    view = open_rule(qtbot, window)
    assert view.refused
    assert "is not there any more" in view.empty.text.text()
    assert view.empty.button.text() == "Choose model…"
    trusted(moved / "model.toml")
    window.rule.use_model(moved / "model.toml")
    qtbot.waitUntil(lambda: view.learned is not None, timeout=WAIT_MS)
    assert not view.refused
    assert view.learned.alike in ("same", "rounding")
    press(view.canvas, Qt.Key.Key_Escape)
    # The image itself has another content now: it is not the one that was explained.
    image = Path(window.review.current().path)
    image.write_bytes(image.read_bytes() + b" ")
    open_rule(qtbot, window)
    assert view.refused
    assert "is not the one that was explained" in view.empty.text.text()
    assert view.empty.button.text() == "Relink folder…"


def test_a_lost_map_is_told_by_its_hash_alone(qtbot, window, tmp_path):
    project = tmp_path / "discs.hansel"
    relative = rows(project, "SELECT map_path FROM explanations WHERE id = ?", window.review.current().explanation_id)[
        0
    ][0]
    (project / relative).unlink()
    window.review.canvas.show_again()
    window.review.maker.use_maps(window.desk.store.map)
    window.review.canvas.show_again()
    qtbot.waitUntil(lambda: bool(window.review.canvas.picture and window.review.canvas.picture.lost), timeout=WAIT_MS)
    qtbot.waitUntil(window.again.mending.card.isVisible, timeout=WAIT_MS)
    view = open_rule(qtbot, window)
    assert not window.again.mending.card.isVisible()
    assert view.learned.alike in ("same", "lost")
    if view.learned.alike == "lost":
        assert "cannot be read" in view.said.text()
    assert not (project / relative).exists()
    press(view.canvas, Qt.Key.Key_Escape)
    assert window.again.mending.card.isVisible()


def test_of_very_many_steps_a_few_are_seen_and_all_losses_told(qtbot, window, monkeypatch):
    monkeypatch.setattr("gui.job_rule.MOST_SEEN", 8)
    ask(window, "learned", "green")
    qtbot.waitUntil(lambda: len(window.again.strip.titles()) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.again.shown != window.review.current().explanation_id, timeout=WAIT_MS)
    window.again.panel.leave()
    view = open_rule(qtbot, window)
    assert view.how.text() == "learned, 20 steps · green"
    assert view.learned.alike == "same"
    assert len(view._steps) == 21
    assert [frame.number for frame in view.frames[:-1]] == [0, 3, 6, 9, 12, 15, 18, 20]
    view.chart.chosen.emit(4)
    assert view.frames[view.at].number == 3


def test_a_tooltip_tells_the_figures_of_a_call(qtbot, window):
    view = open_rule(qtbot, window)
    call = view.frames[-1].calls[0]
    tip = rule_words.tip_of_call(0, view.frames[-1].calls)
    assert tip.splitlines()[0] == "Call 1 of 1: relu, 32 × 32 positions"
    assert f"guided {call.guided:.2f}" in tip
    QToolTip.hideText()


@pytest.mark.parametrize(("gates", "words"), [
    ((1, 1, 0, 0), "Alive units pass all relevance; dead ones stop all relevance."),
    ((1, 0, 0, 0), "Alive units pass positive and stop negative relevance; dead ones stop all relevance."),
    ((0.9, 0.5, 0.8, 0.1), "Alive units pass positive and pass part of the negative relevance; dead ones pass "
                           "positive and stop negative relevance."),
    ((0.5, 0.5, 0.2, 0.4), "Alive units pass part of all relevance; dead ones stop positive and pass part of the "
                           "negative relevance."),
])  # fmt: skip
def test_gates_in_words(gates, words):
    assert rule_words.gates_in_words(gates) == words


def test_the_nearest_rule_in_words():
    assert rule_words.nearest_in_words(rule_words.distances((1, 0, 0, 0))) == "Nearest to guided (0.00 away)."
    start = rule_words.distances((0.88, 0.5, 0.02, 0.02))
    assert start == pytest.approx({"gradient": 0.165, "guided": 0.165, "deconvnet": 0.405})
    assert rule_words.nearest_in_words(start) == "As near to gradient as to guided (0.17 away)."
    between = rule_words.distances((1, 0.5, 0.5, 0))
    assert rule_words.nearest(between) == ("gradient", "guided", "deconvnet")
