"""What the canvas shows besides the picture: contours, the scale in use, ground truth; and how a trackpad moves it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from db.store import Store
from engine import audit, datasets, load_model
from engine.records import Explanation, TrueObject, Truth
from gui.truth_overlay import marks_of
from tests.gui import world
from tests.gui.helpers import WAIT_MS, press, rows


def grey(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()].astype(int)


def in_mode(qtbot, window, key: Qt.Key, mode: str) -> None:
    canvas = window.review.canvas
    press(canvas, key)
    shown = lambda: canvas.picture is not None and canvas.picture.wish.look.mode == mode  # noqa: E731
    qtbot.waitUntil(shown, timeout=WAIT_MS)
    canvas.repaint()


def test_contours_leave_the_picture_as_it_is_and_lie_where_the_map_says(qtbot, window):
    canvas, bar = window.review.canvas, window.review.bar
    in_mode(qtbot, window, Qt.Key.Key_I, "image")
    plain, pixels = grey(canvas.grab().toImage()), bytes(canvas.picture.image.constBits())
    assert bar.bar.toolTip() == ""
    in_mode(qtbot, window, Qt.Key.Key_C, "contours")
    picture = canvas.picture
    assert bytes(picture.image.constBits()) == pixels
    assert [line.share for line in picture.lines] == [0.1, 0.25, 0.5, 0.75]
    lined = grey(canvas.grab().toImage())
    top = float(picture.map.max())
    seen = set()
    for line in picture.lines:
        assert line.value == pytest.approx(line.share * top)
        for x, y in np.concatenate(line.lines):
            spot = canvas.port().to_widget(x, y).toPoint()
            seen.add((spot.x(), spot.y()))
    # Black and white along the lines, whatever lies beneath: something changed at nearly every point of them.
    inside = [(x, y) for x, y in seen if 4 < x < lined.shape[1] - 4 and 4 < y < lined.shape[0] - 4]
    changed = [np.ptp(lined[y - 3 : y + 4, x - 3 : x + 4]) > 90 for x, y in inside]
    assert len(inside) > 30
    assert np.mean(changed) > 0.95
    assert (plain == lined).mean() > 0.5
    # The threshold is the lowest line, and the bar tells the scale.
    bar.threshold.setValue(40)
    qtbot.waitUntil(lambda: [line.share for line in canvas.picture.lines] == [0.4, 0.5, 0.75], timeout=WAIT_MS)
    assert bar.threshold.isEnabled()
    assert not bar.opacity.isEnabled()
    assert f"0 to {top:.4g}" in bar.bar.toolTip()
    assert f"Below {0.4 * top:.4g} there is no line" in bar.bar.toolTip()


def test_a_mask_tells_its_own_scale(qtbot, window):
    in_mode(qtbot, window, Qt.Key.Key_M, "mask")
    top = float(window.review.canvas.picture.map.max())
    assert window.review.bar.bar.toolTip().startswith(f"Raw attribution, 0 to {0.7 * top:.4g}, from black")
    assert not window.review.bar.shared.isEnabled()


def test_one_scale_for_all_images_of_a_run(qtbot, window, project):
    canvas, bar = window.review.canvas, window.review.bar
    highs = sorted(max(-low, high) for low, high in rows(project, "SELECT map_low, map_high FROM explanations"))
    wanted = highs[math.ceil(0.99 * len(highs)) - 1]
    own = canvas.picture.scale
    assert "for this image" in bar.bar.toolTip()
    press(canvas, Qt.Key.Key_L)
    shared = lambda: canvas.picture is not None and canvas.picture.wish.high is not None  # noqa: E731
    qtbot.waitUntil(shared, timeout=WAIT_MS)
    scales = set()
    for _ in range(4):
        scales.add(canvas.picture.scale)
        assert f"0 to {wanted:.4g}, for all images of this run" in bar.bar.toolTip()
        assert "the same for all images of the run" in bar.bar.accessibleName()
        before = canvas.picture.wish.path
        press(canvas, Qt.Key.Key_J)
        new = lambda path=before: canvas.picture is not None and canvas.picture.wish.path != path  # noqa: E731
        qtbot.waitUntil(new, timeout=WAIT_MS)
    assert scales == {(0.0, wanted)}
    assert bar.shared.isChecked()
    press(canvas, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: canvas.picture.wish.high is None, timeout=WAIT_MS)
    assert canvas.picture.scale == (0.0, pytest.approx(float(canvas.picture.map.max())))
    assert own[1] <= wanted


def wheel(canvas, pixels: QPoint, angle: QPoint, phase: Qt.ScrollPhase, held=Qt.KeyboardModifier.NoModifier) -> None:
    spot = QPointF(canvas.width() * 0.5, canvas.height() * 0.5)
    event = QWheelEvent(spot, canvas.mapToGlobal(spot), pixels, angle, Qt.MouseButton.NoButton, held, phase, False)
    QApplication.sendEvent(canvas, event)


def test_two_fingers_pan_and_with_ctrl_they_zoom(qtbot, window):
    canvas = window.review.canvas
    canvas.zoom(4)
    before, scale = canvas.port().to_widget(20, 20), canvas.view.scale
    wheel(canvas, QPoint(13, -21), QPoint(26, -42), Qt.ScrollPhase.ScrollUpdate)
    after = canvas.port().to_widget(20, 20)
    assert (after.x() - before.x(), after.y() - before.y()) == pytest.approx((13, -21), abs=0.01)
    assert canvas.view.scale == scale
    wheel(canvas, QPoint(0, 30), QPoint(0, 60), Qt.ScrollPhase.ScrollUpdate, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view.scale == pytest.approx(scale * 1.25**0.5)
    # A wheel with fine steps, which says pixels too but has no phases, zooms as any wheel does.
    wheel(canvas, QPoint(0, 30), QPoint(0, 120), Qt.ScrollPhase.NoScrollPhase)
    assert canvas.view.scale == pytest.approx(scale * 1.25**1.5)


def test_where_nothing_is_marked_the_canvas_says_so(qtbot, window):
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: canvas._truth is not None, timeout=WAIT_MS)
    assert canvas._truth.words.startswith("The data set marks nothing on this image; true class: ")
    press(canvas, Qt.Key.Key_T)
    assert canvas._truth is None


@pytest.fixture
def marked_project(tmp_path: Path) -> Path:
    """Three discs with what a data set knows of them: a box, an outline, a mask."""
    folder = world.write_folder(tmp_path / "marked", 3)
    mask = np.zeros((40, 48), np.bool_)
    mask[10:20, 12:30] = True
    flat = mask.ravel(order="F")
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    runs = tuple(int(n) for n in np.diff(np.concatenate(([0], edges, [flat.size]))))
    objects = {
        "red": TrueObject("red fox", 5, 6, 25, 36),
        "green": TrueObject("green frog", 4, 4, 40, 30, polygons=((4.0, 4.0, 40.0, 4.0, 22.0, 30.0),)),
        "blue": TrueObject("blue jay", 12, 10, 30, 20, runs=runs),
    }
    refs = [
        replace(ref, truth=Truth((ref.label or "",), (objects[ref.label or ""],), 48, 40))
        for ref in datasets.scan_nonempty(folder)
    ]
    loaded = load_model(world.write_model(tmp_path / "net"), trust_code=True, device="cpu")
    spec = audit.describe_run(loaded, folder, method="gradient")
    with Store.create(tmp_path / "marked.hansel") as store:
        plan = store.begin_run(spec, refs)

        class Sink:
            def take(self, outcomes) -> None:  # type: ignore[no-untyped-def]
                store.add_outcomes(plan.run_id, [(work.key, one) for work, one in outcomes])
                assert all(isinstance(one, Explanation) for _, one in outcomes)

        audit.audit(loaded, [audit.Work(item.key, item.path) for item in plan.pending], Sink(), spec)
        store.finish_run(plan.run_id, "finished")
    return tmp_path / "marked.hansel"


def test_ground_truth_is_drawn_where_the_data_set_has_it_and_stays_for_the_next_image(
    qtbot, open_window, marked_project
):
    window = open_window(marked_project)
    canvas = window.review.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None, timeout=WAIT_MS)
    canvas.setFocus()
    in_mode(qtbot, window, Qt.Key.Key_I, "image")
    wanted = {
        "red": ("red fox", (5, 6, 25, 36), (15, 20), (30, 20)),
        "green": ("green frog", (4, 4, 40, 30), (22, 10), (8, 25)),
        "blue": ("blue jay", (12, 10, 30, 20), (20, 15), (20, 25)),
    }
    before = grey(canvas.grab().toImage())
    press(canvas, Qt.Key.Key_T)
    for n in range(3):
        qtbot.waitUntil(
            lambda: canvas.picture is not None and canvas._truth is not None and bool(canvas._truth.marks),
            timeout=WAIT_MS,
        )
        label, box, inside, outside = wanted[Path(canvas.picture.wish.path).parent.name]
        ((name, path),) = canvas._truth.marks
        assert name == label
        found = path.boundingRect()
        assert (found.left(), found.top(), found.right(), found.bottom()) == box
        assert path.contains(QPointF(*inside))
        assert not path.contains(QPointF(*outside))
        if n == 0:
            after = grey(canvas.grab().toImage())
            ys, xs = np.nonzero(before != after)
            target = canvas.port().target()
            around = canvas.port().transform().mapRect(found).adjusted(-4, -4, 4, 4)
            assert len(xs) > 100
            assert all(around.contains(QPointF(x, y)) for x, y in zip(xs.tolist(), ys.tolist(), strict=True))
            assert target.contains(around.adjusted(4, 4, -4, -4))
        shown = canvas.picture.wish.path
        press(canvas, Qt.Key.Key_J)
        if n < 2:
            other = lambda path=shown: canvas.picture is not None and canvas.picture.wish.path != path  # noqa: E731
            qtbot.waitUntil(other, timeout=WAIT_MS)


def test_truth_of_another_size_is_told_and_not_drawn(qapp):
    truth = Truth(("cat",), (TrueObject("cat", 1, 1, 5, 5), TrueObject("cat", 0, 0, 9, 9, runs=(3, 4))), 100, 80)
    told = marks_of(truth, "cat", 80, 100)
    assert told.marks == ()
    assert "100 × 80" in told.words
    assert "80 × 100" in told.words
    some = marks_of(replace(truth, width=0, height=0), "cat", 80, 100)
    assert [label for label, _ in some.marks] == ["cat"]
    assert "another size" in some.words


def test_a_signed_map_has_its_own_colours_whatever_is_chosen(qtbot, window):
    canvas, bar = window.review.canvas, window.review.bar
    assert bar.colours.isEnabled()
    item = window.review.current()
    shape = canvas.picture.map.shape
    column = np.broadcast_to(np.arange(float(shape[1])), shape)
    signed = (column - shape[1] / 2).astype(np.float32)
    window.review.maker.use_maps(lambda explanation_id: signed)
    press(canvas, Qt.Key.Key_I)
    in_mode(qtbot, window, Qt.Key.Key_O, "overlay")
    qtbot.waitUntil(lambda: canvas.picture.scale is not None and canvas.picture.scale[0] < 0, timeout=WAIT_MS)
    reach = float(np.abs(signed).max())
    assert canvas.picture.scale == (-reach, reach)
    assert not bar.colours.isEnabled()
    assert "blue below zero, orange above" in bar.colours.toolTip()
    strip = canvas.picture.strip
    ends = [strip.pixelColor(x, 0) for x in (2, strip.width() // 2, strip.width() - 3)]
    assert ends[0].blue() > ends[0].red() + 60
    assert min(ends[1].getRgb()[:3]) > 220
    assert ends[2].red() > ends[2].blue() + 60
    in_mode(qtbot, window, Qt.Key.Key_C, "contours")
    assert {line.share for line in canvas.picture.lines} == {-0.75, -0.5, -0.25, -0.1, 0.1, 0.25, 0.5, 0.75}
    assert window.review.current() == item
