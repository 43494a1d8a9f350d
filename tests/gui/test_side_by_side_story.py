"""Explanations of one image side by side: which stand there, how they move, what is made for them, how they differ."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from scipy.stats import spearmanr

from db.store import Store
from gui.side_view import ANOTHER
from tests.gui import side_world, world
from tests.gui.helpers import WAIT_MS, current, pause, press, rows, verdict_in_file

SHIFT = Qt.KeyboardModifier.ShiftModifier
LABELS = ("cup", "fish", "house", "key", "leaf", "mushroom")


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return side_world.write(tmp_path_factory.mktemp("sides"))


@pytest.fixture
def photos(_written: Path, tmp_path: Path) -> Path:
    """A copy of the project; its pictures stay where they are."""
    copy = tmp_path / "photos.hansel"
    shutil.copytree(_written, copy, ignore=shutil.ignore_patterns(".lock"))
    return copy


def opened(qtbot, open_window, project: Path, run: int = 1):  # type: ignore[no-untyped-def]
    """The window at the first image of a run."""
    window = open_window(project, reviewer="ana")
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    if window.desk.run.run_id != run:
        window.top.run_chosen.emit(run)
        qtbot.waitUntil(lambda: window.desk.run.run_id == run, timeout=WAIT_MS)
    window.review.list.go_to(0)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.review.canvas.setFocus()
    return window


def compare(qtbot, window) -> None:  # type: ignore[no-untyped-def]
    press(window.review.canvas, Qt.Key.Key_C, SHIFT)
    assert window.review.comparing
    settle(qtbot, window)


def settle(qtbot, window) -> None:  # type: ignore[no-untyped-def]
    """Wait until what is known of the image at hand stands in the views, and is drawn."""
    sides, key = window.side_by_side, window.review.current().key

    def there() -> bool:
        return bool(sides.there.kept) and {one.row.key for one in sides.there.kept} == {key} and all(
            view.canvas.picture is not None for view in views(window) if view.canvas.isVisible()
        )  # fmt: skip

    qtbot.waitUntil(there, timeout=WAIT_MS)


def views(window) -> list:  # type: ignore[no-untyped-def,type-arg]
    return window.review.sides.shown_views()


def stand(window) -> list[str]:  # type: ignore[no-untyped-def]
    """What stands in each view, in short; what an empty one says."""
    by_id = {one.row.explanation_id: one.beside for one in window.side_by_side.there.kept}
    said = []
    for view in views(window):
        one = by_id.get(view.explanation_id)
        steps = f" {one.steps}" if one and one.steps else ""
        said.append(f"{one.run_id} {one.method}{steps} {one.label}" if one else view.nothing_said.text())
    return said


def have_made(qtbot, window, method: str, label: str) -> None:  # type: ignore[no-untyped-def]
    panel = window.again.panel
    if not panel.isVisible():
        press(QApplication.focusWidget(), Qt.Key.Key_X)
    assert panel.isVisible()
    before = {one.row.explanation_id for one in window.side_by_side.there.kept}
    panel.method.setCurrentIndex(panel.method.findData(method))
    panel.label.setText(label)
    press(panel.label, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: {one.row.explanation_id for one in window.side_by_side.there.kept} > before, timeout=WAIT_MS
    )
    panel.leave()
    settle(qtbot, window)


def shot(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_one_at_hand_and_its_nearest_stand_side_by_side_and_verdicts_are_for_the_first(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    label = LABELS[window.review.current().prediction]
    compare(qtbot, window)
    # Same model and class before another version of it.
    assert stand(window) == [f"1 learned 2 {label}", f"2 gradient {label}"]
    first, second = views(window)
    offered = [first.choice.itemText(n) for n in range(first.choice.count())]
    assert [text.split(" · ")[:3] for text in offered[:3]] == [
        ["run 1", "demo finder 1", "learned, 2 steps"], ["run 2", "demo finder 1", "gradient"],
        ["run 3", "demo finder 2", "learned, 3 steps"],
    ]  # fmt: skip
    with Store.open(photos, readonly=True) as store:
        row = store.explanation(window.review.current().explanation_id)
    assert offered[0].endswith(f"{label} {row.target_probability:.3f}")
    assert offered[3] == "Have another one made…"
    assert first.badge.accessibleName() == "View A, which verdicts are for"
    assert first.said.whole.startswith("Verdicts are for this one")
    assert not second.said.whole.startswith("Verdicts")
    assert first.canvas.hasFocus()
    name = current(window)
    press(second.canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: "⚑ flawed" in first.said.whole, timeout=WAIT_MS)
    assert rows(photos, "SELECT explanation_id, verdict FROM reviews") == [(first.explanation_id, "flawed")]
    assert verdict_in_file(photos, name) == "flawed"
    # Where no view shows it, that is told.
    first.choice.setCurrentIndex(2)
    first.choice.activated.emit(2)
    assert stand(window)[0] == f"3 learned 3 {label}"
    words = f"Verdicts are for learned, 2 steps · {label} of run 1, which is not seen now."
    assert window.review.sides.note.whole == words
    press(views(window)[0].canvas, Qt.Key.Key_Escape)
    assert not window.review.comparing
    assert window.review.canvas.hasFocus()
    assert current(window) == name


def test_they_move_as_one_and_are_drawn_alike_by_one_scale_or_each_by_its_own(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    window.review.canvas.zoom(3)
    before = window.review.canvas.view
    compare(qtbot, window)
    first, second = (view.canvas for view in views(window))
    assert first.view == second.view == before
    press(first, Qt.Key.Key_Plus)
    second.pan(5, 9)
    assert first.view == second.view != before
    own = [canvas.picture.scale for canvas in (first, second)]
    assert own == [(0, pytest.approx(float(canvas.picture.map.max()))) for canvas in (first, second)]
    assert own[0] != own[1]
    press(second, Qt.Key.Key_L)
    qtbot.waitUntil(
        lambda: all(c.picture and c.picture.wish.high is not None for c in (first, second)), timeout=WAIT_MS
    )
    assert [canvas.picture.scale for canvas in (first, second)] == [max(own)] * 2
    assert "the same for all views" in views(window)[0].bar.accessibleName()
    press(second, Qt.Key.Key_L)
    for key, mode in (
        (Qt.Key.Key_M, "mask"),
        (Qt.Key.Key_C, "contours"),
        (Qt.Key.Key_I, "image"),
        (Qt.Key.Key_O, "overlay"),
    ):
        press(first, key)
        qtbot.waitUntil(
            lambda mode=mode: all(c.picture and c.picture.wish.look.mode == mode for c in (first, second)),
            timeout=WAIT_MS,
        )
    window.review.bar.threshold.setValue(40)
    qtbot.waitUntil(
        lambda: all(c.picture and c.picture.wish.look.threshold == 0.4 for c in (first, second)), timeout=WAIT_MS
    )
    at = first.view
    press(first, Qt.Key.Key_Escape)
    assert window.review.canvas.view == at


def test_what_is_missing_is_made_in_a_view_of_its_own_up_to_four(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    label = LABELS[window.review.current().prediction]
    other = next(one for one in LABELS if one != label)
    own = window.review.current().explanation_id
    compare(qtbot, window)
    have_made(qtbot, window, "grad-cam", label)
    assert stand(window) == [f"1 learned 2 {label}", f"2 gradient {label}", f"4 grad-cam {label}"]
    have_made(qtbot, window, "grad-cam", other)
    assert stand(window)[3] == f"4 grad-cam {other}"
    # The picture alone, and what verdicts are for, are as before.
    assert window.again.shown == own
    sides = window.review.sides
    sides.views.views[0].canvas.setFocus()
    press(sides.views.views[0].canvas, Qt.Key.Key_Insert)
    assert len(views(window)) == 4
    # Asked for in a view, it comes into that view.
    view = views(window)[1]
    at = view.choice.findData(ANOTHER)
    view.choice.setCurrentIndex(at)
    view.choice.activated.emit(at)
    have_made(qtbot, window, "guided", label)
    assert stand(window)[1] == f"5 guided {label}"
    # The same once more is found, not made.
    view.choice.setCurrentIndex(at + 1)
    view.choice.activated.emit(view.choice.findData(ANOTHER))
    panel = window.again.panel
    panel.method.setCurrentIndex(panel.method.findData("grad-cam"))
    panel.label.setText(other)
    press(panel.label, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stand(window)[1] == f"4 grad-cam {other}", timeout=WAIT_MS)
    panel.leave()
    assert rows(photos, "SELECT count(*) FROM explanations WHERE run_id = 4") == [(2,)]
    # One is taken away, by its button or its key; two stay.
    views(window)[1].remove.click()
    views(window)[2].canvas.setFocus()
    press(views(window)[2].canvas, Qt.Key.Key_Delete)
    assert stand(window) == [f"1 learned 2 {label}", f"4 grad-cam {label}"]
    press(views(window)[1].canvas, Qt.Key.Key_Delete)
    assert len(views(window)) == 2
    # And added again, with what no view shows yet.
    press(views(window)[1].canvas, Qt.Key.Key_Insert)
    settle(qtbot, window)
    assert stand(window)[2] not in stand(window)[:2]


def test_it_goes_before_a_running_audit(qtbot, open_window, tmp_path, slow_model):
    folder = world.write_folder(tmp_path / "discs", 40)
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([folder, slow_model])
    window.intake.choose_method("smoothgrad", 0)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_C, SHIFT)
    qtbot.waitUntil(lambda: views(window)[1].nothing_said.text() != "", timeout=WAIT_MS)
    assert stand(window)[1] == "There is no other explanation of this image yet."
    views(window)[1].make.click()
    have_made(qtbot, window, "gradient", "red")
    assert window.audits.running
    assert stand(window)[1] == "2 gradient red"
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)


def test_the_next_image_stands_as_this_one_and_what_it_lacks_is_told_and_made(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    label = LABELS[window.review.current().prediction]
    have_made(qtbot, window, "grad-cam", label)
    first = current(window)
    press(views(window)[0].canvas, Qt.Key.Key_J)
    settle(qtbot, window)
    assert current(window) != first
    here = LABELS[window.review.current().prediction]
    said = stand(window)
    assert said[:2] == [f"1 learned 2 {here}", f"2 gradient {here}"]
    # The class that is asked for follows the one at hand, as it did there.
    assert said[2] == f"grad-cam · {here} (by hand) is not there for this image."
    views(window)[2].make.click()
    qtbot.waitUntil(lambda: stand(window)[2] == f"4 grad-cam {here}", timeout=WAIT_MS)
    # Back, by an arrow: all three are there again.
    settle(qtbot, window)
    press(views(window)[0].canvas, Qt.Key.Key_Left)
    settle(qtbot, window)
    assert stand(window) == [f"1 learned 2 {label}", f"2 gradient {label}", f"4 grad-cam {label}"]
    # The gradient's audit never had the last one: it can be made by hand.
    window.review.list.go_to(side_world.IMAGES - 1)
    settle(qtbot, window)
    last = LABELS[window.review.current().prediction]
    assert stand(window)[1] == f"gradient · {last} (run 2) is not there for this image."
    views(window)[1].make.click()
    qtbot.waitUntil(lambda: stand(window)[1].endswith(f" gradient {last}"), timeout=WAIT_MS)
    settle(qtbot, window)
    assert views(window)[1].choice.currentText().startswith("by hand")
    # After the way back to the picture alone, the same stand there again.
    press(views(window)[0].canvas, Qt.Key.Key_Escape)
    compare(qtbot, window)
    assert len(views(window)) == 3


def test_a_model_that_cannot_be_had_is_told_where_the_map_was_to_stand(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos, run=1)
    compare(qtbot, window)
    view = views(window)[1]
    at = next(n for n in range(view.choice.count()) if view.choice.itemText(n).startswith("run 3"))
    view.choice.setCurrentIndex(at)
    view.choice.activated.emit(at)
    # As if run 3 had not come so far: its explanation is gone from what there is.
    sides = window.side_by_side
    sides.there.kept[:] = [one for one in sides.there.kept if one.beside.run_id != 3]
    sides._fill(sides._item)
    assert "(run 3) is not there for this image." in stand(window)[1]
    view.make.click()
    qtbot.waitUntil(
        lambda: "has changed since this run was made, or is another model" in stand(window)[1], timeout=WAIT_MS
    )
    assert view.make.text() == "Try again"
    assert QApplication.activeModalWidget() is None


def test_swipe_shows_one_left_and_the_other_right_of_a_line_that_keys_and_mouse_move(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    press(views(window)[0].canvas, Qt.Key.Key_Q)
    swipe = window.review.sides.swipe
    qtbot.waitUntil(lambda: all(swipe.shown()), timeout=WAIT_MS)
    assert [picture.wish.explanation_id for picture in swipe.shown()] == [view.explanation_id for view in views(window)]
    pause(150)
    stage = swipe.stage
    swipe.divider.hide()
    left, right = shot(swipe.left), shot(swipe.right)
    assert left.size() == right.size()
    assert left != right

    def check(at: int) -> None:
        mixed, edge = shot(stage), round(stage.width() * at / 100)
        for side, part in ((left, (0, edge)), (right, (edge, stage.width()))):
            first, after = part
            assert mixed.copy(first, 0, after - first, mixed.height()) == side.copy(
                first, 0, after - first, side.height()
            ), (at, part)

    check(50)
    assert swipe.titles[0].whole.endswith("verdicts are for this one")
    assert not swipe.titles[1].whole.endswith("verdicts are for this one")
    press(swipe.left, Qt.Key.Key_Left, SHIFT)
    assert swipe.divider.value() == 45
    check(45)
    # With the keyboard on the line, plain arrows move it, and no image is left for the next.
    name = current(window)
    swipe.divider.show()
    swipe.divider.setFocus()
    press(swipe.divider, Qt.Key.Key_Right)
    press(swipe.divider, Qt.Key.Key_Right)
    assert swipe.divider.value() == 55
    press(swipe.divider, Qt.Key.Key_Home)
    assert swipe.divider.value() == 0
    assert current(window) == name
    QTest.mousePress(swipe.divider, Qt.MouseButton.LeftButton, pos=QPoint(7, 30))
    QTest.mouseMove(swipe.divider, QPoint(7 + round(0.3 * stage.width()), 30))
    QTest.mouseRelease(swipe.divider, Qt.MouseButton.LeftButton)
    swipe.divider.dragged.emit(round(0.3 * stage.width()))
    assert swipe.divider.value() == 30
    swipe.divider.hide()
    check(30)
    swipe.divider.show()
    # Any two, moved as one with the views.
    swipe.left.setFocus()
    before = swipe.left.view
    press(swipe.left, Qt.Key.Key_Plus)
    assert before != swipe.left.view == swipe.right.view == views(window)[0].canvas.view
    window.review.sides.choose_pair(1, 0)
    qtbot.waitUntil(
        lambda: (
            [p.wish.explanation_id if p else None for p in swipe.shown()]
            == [views(window)[1].explanation_id, views(window)[0].explanation_id]
        ),
        timeout=WAIT_MS,
    )
    # The next image, and back to side by side by the same key.
    press(swipe.left, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: all(swipe.shown()) and current(window) != name, timeout=WAIT_MS)
    press(swipe.left, Qt.Key.Key_Q)
    assert window.review.sides.mode == "side"


def maps_of(project: Path, *ids: int) -> list[np.ndarray]:
    with Store.open(project, readonly=True) as store:
        return [store.map(one).astype(float) for one in ids]


def test_the_difference_is_drawn_and_told_in_figures(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    first, second = views(window)
    press(first.canvas, Qt.Key.Key_D, SHIFT)
    sides = window.review.sides
    qtbot.waitUntil(lambda: sides.difference.canvas.picture is not None, timeout=WAIT_MS)
    a, b = maps_of(photos, first.explanation_id, second.explanation_id)
    shares = [np.abs(one) / np.abs(one).sum() for one in (a, b)]
    wanted = (shares[1] - shares[0]) * a.size
    figures = sides.figures
    assert figures.alike.text() == f"{spearmanr(a.ravel(), b.ravel()).statistic:.2f}"
    assert figures.moved.text() == f"{50 * np.abs(shares[1] - shares[0]).sum():.1f} %"
    assert figures.seen.text() == "Both saw the whole image."
    assert figures.moved.text() in figures.accessibleDescription()
    picture = sides.difference.canvas.picture
    np.testing.assert_allclose(picture.map, wanted, rtol=1e-3, atol=1e-4)
    # Blue and orange around nothing, by its own scale, whatever the others share; and never a mask.
    reach = float(np.abs(wanted).max())
    assert picture.scale == (pytest.approx(-reach, rel=1e-3), pytest.approx(reach, rel=1e-3))
    assert sides.difference.said.whole == "orange: more in B, blue: more in A"
    press(first.canvas, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: first.canvas.picture and first.canvas.picture.wish.look.mode == "mask", timeout=WAIT_MS)
    assert sides.difference.canvas.look.mode == "overlay"
    # The other way round.
    sides.choose_pair(1, 0)
    qtbot.waitUntil(lambda: sides.difference.canvas.picture is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: sides.difference.title.text() == "A less B", timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: (
            (p := sides.difference.canvas.picture) is not None and np.allclose(p.map, -wanted, atol=1e-3, rtol=1e-3)
        ),
        timeout=WAIT_MS,
    )
    # The same explanation twice has none.
    sides.choose_pair(0, 0)
    assert figures.seen.text() == "Both are the same explanation. Choose two."


def test_what_one_of_the_two_did_not_see_is_told_and_left_out(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    view = views(window)[1]
    at = next(n for n in range(view.choice.count()) if view.choice.itemText(n).startswith("run 3"))
    view.choice.setCurrentIndex(at)
    view.choice.activated.emit(at)
    press(views(window)[0].canvas, Qt.Key.Key_D, SHIFT)
    sides = window.review.sides
    qtbot.waitUntil(lambda: sides.difference.canvas.picture is not None, timeout=WAIT_MS)
    whole, part = maps_of(photos, *(one.explanation_id for one in views(window)))
    common = whole[:, 32:]
    assert common.shape == part.shape
    moved = np.abs(part / part.sum() - common / common.sum()).sum() / 2
    outside = 1 - common.sum() / whole.sum()
    seen = common.size / whole.size
    figures = sides.figures
    assert figures.moved.text() == f"{100 * moved:.1f} %"
    assert figures.alike.text() == f"{spearmanr(common.ravel(), part.ravel()).statistic:.2f}"
    assert figures.seen.text() == (
        f"Both saw {100 * seen:.1f} % of the image; only that is compared. "
        f"A saw {100 * (1 - seen):.1f} % that B did not, with {100 * outside:.1f} % of its attribution."
    )
    canvas = sides.difference.canvas
    port = canvas.port()
    assert "not seen by the model" in canvas.readout(port.to_widget(3, port.image_height / 2))
    inside = canvas.readout(port.to_widget(port.image_width - 3, port.image_height / 2))
    assert "not seen" not in inside


def test_blind_review_hides_the_confidence_of_what_is_not_judged_yet(qtbot, open_window, photos):
    with Store.open(photos) as store:
        store.set_setting("blind", {"reviews": True, "confidence": True}).result()
    window = opened(qtbot, open_window, photos)
    label = LABELS[window.review.current().prediction]
    compare(qtbot, window)
    have_made(qtbot, window, "grad-cam", label)

    def told() -> list[bool]:
        choice = views(window)[0].choice
        full = [choice.itemText(n) for n in range(choice.count() - 1)]
        return [text[-5:].replace(".", "").isdigit() for text in full]

    assert told() == [False] * 4
    assert all(not any(sign.isdigit() for sign in view.said.whole) for view in views(window))
    press(views(window)[0].canvas, Qt.Key.Key_S)
    # Of the judged one, and of what the same model said by hand; not of the other audits.
    qtbot.waitUntil(lambda: told() == [True, False, False, True], timeout=WAIT_MS)


def test_a_project_that_is_only_read_offers_nothing_to_be_made(qtbot, open_window, photos):
    holder = Store.open(photos)
    try:
        window = opened(qtbot, open_window, photos)
        assert window.desk.readonly
        compare(qtbot, window)
        assert views(window)[0].choice.findData(ANOTHER) == -1
        window.review.list.go_to(side_world.IMAGES - 1)
        settle(qtbot, window)
        assert stand(window)[1].endswith("(run 2) is not there for this image.")
        assert not views(window)[1].make.isVisible()
        press(views(window)[0].canvas, Qt.Key.Key_Escape)
    finally:
        holder.close()


def test_a_lost_map_is_told_in_its_view_and_not_compared(qtbot, open_window, photos):
    gone = rows(photos, "SELECT map_path FROM explanations WHERE run_id = 2 ORDER BY id")[0][0]
    (photos / gone).unlink()
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    first, second = views(window)
    qtbot.waitUntil(lambda: second.said.whole.startswith("map missing"), timeout=WAIT_MS)
    assert second.canvas.picture.map is None
    assert first.canvas.picture.map is not None
    press(first.canvas, Qt.Key.Key_D, SHIFT)
    figures = window.review.sides.figures
    words = "The map of B is missing, so there is nothing to compare."
    qtbot.waitUntil(lambda: figures.seen.text() == words, timeout=WAIT_MS)
    assert not figures.alike.isVisible()
    # The review tells how it is mended; verdicts on the one at hand are not in the way of that.
    press(first.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "✓ sound" in first.said.whole, timeout=WAIT_MS)


def test_four_fit_a_small_window_and_a_large_one(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    label = LABELS[window.review.current().prediction]
    have_made(qtbot, window, "grad-cam", label)
    have_made(qtbot, window, "guided", label)

    def lie() -> tuple[int, int]:
        """Columns and rows of the views."""
        corners = [view.pos() for view in views(window)]
        return len({at.x() for at in corners}), len({at.y() for at in corners})

    for size, wanted in (((1280, 800), {(2, 2)}), ((2560, 1440), {(4, 1), (2, 2)}), ((1280, 800), {(2, 2)})):
        window.resize(*size)
        pause(200)
        assert (window.width(), window.height()) == size
        assert lie() in wanted
        for side in ("width", "height"):
            lengths = [getattr(view.canvas, side)() for view in views(window)]
            assert max(lengths) - min(lengths) <= 2, lengths
        for view in views(window):
            assert view.choice.width() >= 150
            assert min(view.canvas.width(), view.canvas.height()) >= 150
    press(views(window)[0].canvas, Qt.Key.Key_Tab)
    pause(200)
    assert not window.review.list.isVisible()
    assert lie() in {(2, 2), (4, 1)}


def test_with_large_text_each_view_can_be_chosen_and_verdicts_are_told_in_words(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    window.preferences.text_size = 200
    window.apply_theme()
    window.side_by_side.add()
    window.side_by_side.add()
    pause(300)
    assert len(views(window)) == 4
    for view in views(window):
        box = view.choice.geometry()
        assert box.width() >= 80
        assert view.rect().contains(box)
        assert view.canvas.height() >= 60
    sides = window.review.sides
    told = [view.said.whole for view in views(window) if view.said.isVisible()]
    assert sides.note.whole == "Verdicts are for A." or told[0].startswith("Verdicts are for this one")
    for part in (sides.back, sides.add):
        assert part.width() >= part.sizeHint().width()
        assert sides.rect().contains(QRect(part.mapTo(sides, QPoint(0, 0)), part.size()))
    window.preferences.text_size = 100
    window.apply_theme()


def test_another_project_takes_them_with_it(qtbot, open_window, photos):
    window = opened(qtbot, open_window, photos)
    compare(qtbot, window)
    window.close_project()
    assert not window.review.comparing
    assert not window.side_by_side.there.kept
    window.actions_["room-review"].trigger()
