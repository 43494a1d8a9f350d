"""Marking regions in the real window: by mouse and by keyboard, each gesture one event, kept and taken back."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.rows import Region
from gui import region_shapes
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(window.desk.run_shown, timeout=WAIT_MS):
        window.set_reviewer("ana")
    canvas = window.review.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.tools.ready, timeout=WAIT_MS)
    pause(150)
    window.review.canvas.setFocus()
    return window


def events(project: Path) -> list[dict]:
    return [json.loads(row[0]) for row in rows(project, "SELECT payload FROM review_events ORDER BY id")]


def kept(project: Path) -> list[dict]:
    """The regions of all reviews as the file holds them."""
    found = []
    for (record,) in rows(project, "SELECT regions FROM reviews"):
        regions = json.loads(record) if record else {}
        found += list(regions.values()) if isinstance(regions, dict) else regions
    return found


def spot(canvas, x: float, y: float) -> QPoint:
    """Where an image pixel lies in the widget."""
    at = canvas.port().to_widget(x, y)
    return QPoint(round(at.x()), round(at.y()))


def drag(canvas, *points: tuple[float, float]) -> None:
    spots = [spot(canvas, *point) for point in points]
    QTest.mousePress(canvas, LEFT, NONE, spots[0])
    for one in spots[1:]:
        QTest.mouseMove(canvas, one)
    QTest.mouseRelease(canvas, LEFT, NONE, spots[-1])


def settled(qtbot, project: Path, number: int) -> None:
    """Wait until as many events are on the disk, and see that no more come."""
    qtbot.waitUntil(lambda: len(events(project)) == number, timeout=WAIT_MS)
    pause(60)
    assert len(events(project)) == number


def near(points, wanted, slack: float = 0.2) -> bool:
    return np.allclose(points, wanted, atol=slack)


def test_a_box_is_dragged_kept_undone_and_redone(qtbot, window, project):
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_B)
    drag(canvas, (30, 30), (20, 20), (10, 12))
    settled(qtbot, project, 1)
    (box,) = kept(project)
    assert (box["shape"], box["mark"]) == ("box", "spurious")
    assert near(box["points"], (10, 12, 30, 30))
    press(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not kept(project) and not canvas.regions.own, timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | SHIFT)
    qtbot.waitUntil(lambda: kept(project) == [box] and len(canvas.regions.own) == 1, timeout=WAIT_MS)
    # Two clicks do as well as a drag; a click beside the picture draws nothing.
    for at in ((2, 3), (8, 9)):
        QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, *at))
    settled(qtbot, project, 4)
    assert len(kept(project)) == 2
    QTest.mouseClick(canvas, LEFT, NONE, QPoint(3, canvas.height() // 2))
    settled(qtbot, project, 4)


def test_a_box_needs_no_mouse(qtbot, window, project):
    canvas = window.review.canvas
    name = current(window)
    press(canvas, Qt.Key.Key_B)
    middle = canvas.port().image_width / 2, canvas.port().image_height / 2
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        press(canvas, key, SHIFT)
    press(canvas, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        press(canvas, key, SHIFT)
        press(canvas, key)
        press(canvas, key)
    press(canvas, Qt.Key.Key_Return)
    settled(qtbot, project, 1)
    (box,) = kept(project)
    assert near(box["points"], (middle[0] - 10, middle[1] - 10, middle[0] + 2, middle[1] + 2))
    assert current(window) == name
    # Escape gives up what was begun, then leaves the tool; then the arrows go through the images again.
    press(canvas, Qt.Key.Key_Return)
    press(canvas, Qt.Key.Key_Escape)
    assert canvas.tools.name == "box"
    press(canvas, Qt.Key.Key_Escape)
    assert canvas.tools.name == ""
    assert not window.review.mark_bar.isVisible()
    press(canvas, Qt.Key.Key_Right)
    assert current(window) != name
    settled(qtbot, project, 1)


def test_a_polygon_by_clicks_closed_in_three_ways(qtbot, window, project):
    canvas = window.review.canvas
    corners = [(8, 8), (30, 9), (22, 30)]
    press(canvas, Qt.Key.Key_P)
    for at in (*corners, (40, 38)):
        QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, *at))
    press(canvas, Qt.Key.Key_Backspace)
    settled(qtbot, project, 0)
    press(canvas, Qt.Key.Key_Return)
    settled(qtbot, project, 1)
    assert near(kept(project)[0]["points"], np.ravel(corners))

    for at in corners[:2]:
        QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, *at))
    # A double click comes as a click and then the double one.
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, *corners[2]))
    QTest.mouseDClick(canvas, LEFT, NONE, spot(canvas, *corners[2]))
    settled(qtbot, project, 2)
    assert all(near(one["points"], np.ravel(corners)) for one in kept(project))

    for at in (*corners, corners[0]):
        QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, *at))
    settled(qtbot, project, 3)
    assert all(near(one["points"], np.ravel(corners)) for one in kept(project))

    for at in corners[:2]:
        QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, *at))
    press(canvas, Qt.Key.Key_Return)  # two points are no polygon
    press(canvas, Qt.Key.Key_Escape)
    settled(qtbot, project, 3)


def test_brush_and_eraser(qtbot, window, project):
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_D)
    before = canvas.tools.brush
    press(canvas, Qt.Key.Key_BracketRight)
    assert canvas.tools.brush > before
    press(canvas, Qt.Key.Key_BracketLeft)
    assert canvas.tools.brush == pytest.approx(before)
    for _ in range(6):
        press(canvas, Qt.Key.Key_BracketRight)
    radius = canvas.tools.brush / 2 / canvas.port().zoom

    def pixels() -> list[set[tuple[int, int]]]:
        found = []
        for record in kept(project):
            region = Region("", "spurious", "brush", box=tuple(record["box"]), runs=tuple(record["runs"]))
            mask = region_shapes.pixels(region)
            found.append({(region.box[0] + int(x), region.box[1] + int(y)) for y, x in np.argwhere(mask)})
        return found

    def stroke(start: tuple[float, float], end: tuple[float, float]) -> set[tuple[int, int]]:
        """By the distance of each pixel's centre to a level line."""
        found = set()
        for x in range(48):
            for y in range(40):
                along = min(max(x + 0.5, start[0]), end[0])
                if math.hypot(x + 0.5 - along, y + 0.5 - start[1]) <= radius:
                    found.add((x, y))
        return found

    drag(canvas, (8, 10), (12, 10), (25, 10))
    settled(qtbot, project, 1)
    (first,) = pixels()
    assert len(first ^ stroke((8, 10), (25, 10))) <= 6  # the mouse knows whole pixels of the screen only
    # Over the selected region: it grows. Beside it: another one.
    drag(canvas, (20, 10), (35, 10))
    settled(qtbot, project, 2)
    (more,) = pixels()
    assert more > first
    drag(canvas, (8, 30), (20, 30))
    settled(qtbot, project, 3)
    assert len(pixels()) == 2
    assert more in pixels()

    canvas.regions.select(None)
    press(canvas, Qt.Key.Key_E)
    drag(canvas, (20, 2), (20, 38))
    settled(qtbot, project, 4)
    left = set().union(*pixels())
    assert left < more | stroke((8, 30), (20, 30)) | left
    assert not {(20, 10), (20, 30)} & left
    assert len(events(project)[-1]["set"]["regions"]) == 2
    for y in (10, 30):
        drag(canvas, (0, y), (48, y))
    qtbot.waitUntil(lambda: kept(project) == [], timeout=WAIT_MS)
    assert not canvas.regions.own
    # Where there is nothing to wipe off nothing is written.
    number = len(events(project))
    drag(canvas, (0, 20), (48, 20))
    settled(qtbot, project, number)


def test_select_move_resize_mark_and_take_away(qtbot, window, project):
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_B)
    drag(canvas, (10, 10), (20, 22))
    drag(canvas, (30, 25), (40, 35))
    settled(qtbot, project, 2)
    number = 2

    def after(**wanted) -> None:
        nonlocal number
        number += 1
        settled(qtbot, project, number)
        for name, value in wanted.items():
            chosen = canvas.regions.chosen
            found = getattr(chosen, name)
            assert near(found, value) if name == "points" else found == value
            assert any(near(one["points"], chosen.points, 1e-6) for one in kept(project))

    press(canvas, Qt.Key.Key_V)
    canvas.regions.select(None)
    press(canvas, Qt.Key.Key_Tab)
    assert near(canvas.regions.chosen.points, (10, 10, 20, 22))
    press(canvas, Qt.Key.Key_Tab)
    assert near(canvas.regions.chosen.points, (30, 25, 40, 35))
    press(canvas, Qt.Key.Key_Backtab, SHIFT)
    assert near(canvas.regions.chosen.points, (10, 10, 20, 22))
    press(canvas, Qt.Key.Key_Right)
    after(points=(11, 10, 21, 22))
    press(canvas, Qt.Key.Key_Down, SHIFT)
    after(points=(11, 20, 21, 32))
    press(canvas, Qt.Key.Key_Right, ALT)
    after(points=(11, 20, 22, 32))
    press(canvas, Qt.Key.Key_Up, ALT)
    after(points=(11, 20, 22, 31))
    # An arrow held down is one gesture.
    for _ in range(5):
        QTest.keyPress(canvas, Qt.Key.Key_Left)
    QTest.keyRelease(canvas, Qt.Key.Key_Left)
    after(points=(6, 20, 17, 31))
    drag(canvas, (10, 25), (14, 20), (20, 15))
    after(points=(16, 10, 27, 21))
    drag(canvas, (27, 21), (30, 23), (33, 25))
    after(points=(16, 10, 33, 25))
    # Far to the left: it stops at the edge.
    drag(canvas, (20, 15), (10, 15), (-30, 15))
    after(points=(0, 10, 17, 25))
    press(canvas, Qt.Key.Key_W)
    after(mark="missed")
    assert window.review.mark_bar.marks["spurious"].isChecked()  # of what is drawn next
    assert window.review.mark_bar.turn.text() == "Turn to spurious"
    QTest.mouseClick(window.review.mark_bar.turn, LEFT)
    after(mark="spurious")
    # A click alone changes nothing.
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 35, 30))
    assert near(canvas.regions.chosen.points, (30, 25, 40, 35))
    press(canvas, Qt.Key.Key_Delete)
    number += 1
    settled(qtbot, project, number)
    assert len(kept(project)) == 1
    QTest.mouseClick(canvas, LEFT, NONE, spot(canvas, 45, 5))
    assert canvas.regions.chosen is None
    press(canvas, Qt.Key.Key_Delete)
    settled(qtbot, project, number)


def test_w_turns_the_selected_region_and_no_other(qtbot, window, project):
    canvas, bar = window.review.canvas, window.review.mark_bar
    press(canvas, Qt.Key.Key_B)
    drag(canvas, (10, 10), (20, 22))
    settled(qtbot, project, 1)
    press(canvas, Qt.Key.Key_W)
    settled(qtbot, project, 2)
    drag(canvas, (30, 25), (40, 35))
    settled(qtbot, project, 3)
    assert [one["mark"] for one in sorted(kept(project), key=lambda one: one["points"])] == ["missed", "spurious"]
    # What comes next is a choice of its own, which leaves the selected one alone, and is in sight.
    QTest.mouseClick(bar.marks["missed"], LEFT)
    assert bar.marks["missed"].isChecked()
    # At 1280 px nothing of the bar is left out.
    assert bar.turn.isVisible()
    assert "New ones:" in [one.text() for one in bar.findChildren(QLabel) if one.isVisible()]
    settled(qtbot, project, 3)
    drag(canvas, (2, 2), (8, 8))
    settled(qtbot, project, 4)
    assert sorted(one["mark"] for one in kept(project)) == ["missed", "missed", "spurious"]
    press(canvas, Qt.Key.Key_W, SHIFT)
    assert bar.marks["spurious"].isChecked()
    press(canvas, Qt.Key.Key_W, SHIFT)
    assert bar.marks["missed"].isChecked()
    # On another image it begins anew.
    press(canvas, Qt.Key.Key_J)
    second = window.review.current().explanation_id
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.regions.explanation_id == second, timeout=WAIT_MS)
    assert bar.isVisible()
    assert bar.marks["spurious"].isChecked()
    drag(canvas, (10, 10), (20, 22))
    settled(qtbot, project, 5)
    (last,) = events(project)[-1]["set"]["regions"].values()
    assert last["mark"] == "spurious"


def test_a_region_says_flawed_where_nothing_was_said_in_one_step_of_undo(qtbot, window, project):
    canvas = window.review.canvas
    name = current(window)
    press(canvas, Qt.Key.Key_B)
    drag(canvas, (10, 10), (20, 22))
    settled(qtbot, project, 1)
    assert rows(project, "SELECT verdict FROM reviews") == [("flawed",)]
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: mark(window, name) is None and not kept(project), timeout=WAIT_MS)
    # A verdict that was given stays what it is.
    press(canvas, Qt.Key.Key_Escape)
    press(canvas, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: mark(window, name) == "unsure", timeout=WAIT_MS)
    press(canvas, Qt.Key.Key_B)
    drag(canvas, (10, 10), (20, 22))
    qtbot.waitUntil(lambda: len(kept(project)) == 1, timeout=WAIT_MS)
    assert rows(project, "SELECT verdict FROM reviews") == [("unsure",)]


def test_the_regions_of_an_image_stay_with_it_and_a_gesture_too(qtbot, window, project):
    canvas = window.review.canvas
    press(canvas, Qt.Key.Key_B)
    drag(canvas, (10, 10), (20, 22))
    settled(qtbot, project, 1)
    press(canvas, Qt.Key.Key_V)
    press(canvas, Qt.Key.Key_Tab)
    QTest.keyPress(canvas, Qt.Key.Key_Right)  # held down while the next image is asked for
    press(canvas, Qt.Key.Key_J)
    settled(qtbot, project, 2)
    assert near(kept(project)[0]["points"], (11, 10, 21, 22))
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.tools.ready, timeout=WAIT_MS)
    assert canvas.regions.own == {}
    press(canvas, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: len(canvas.regions.own) == 1, timeout=WAIT_MS)
    assert rows(project, "SELECT count(DISTINCT explanation_id) FROM review_events") == [(1,)]


def test_a_project_for_reading_only_has_no_tools(qtbot, open_window, window, project):
    second = open_window(project)
    qtbot.waitUntil(lambda: second.review.canvas.picture is not None, timeout=WAIT_MS)
    if not second.desk.readonly:
        pytest.skip("two windows of one process share the project here")
    press(second.review.canvas, Qt.Key.Key_B)
    assert second.review.canvas.tools.name == ""
    drag(second.review.canvas, (10, 10), (20, 22))
    settled(qtbot, project, 0)


def test_hovering_and_drawing_leave_the_picture_s_layer_alone(qtbot, window):
    canvas = window.review.canvas
    pause(300)
    canvas.repaint()
    layer = canvas._layer
    for tool in ("", "brush", "box"):
        canvas.tools.choose(tool)
        canvas.repaint()
        for n in range(5):
            QTest.mouseMove(canvas, spot(canvas, 5 + n, 9))
            canvas.repaint()
    QTest.mousePress(canvas, LEFT, NONE, spot(canvas, 5, 5))
    QTest.mouseMove(canvas, spot(canvas, 15, 15))
    canvas.repaint()
    assert canvas._layer is layer
    press(canvas, Qt.Key.Key_Escape)
    canvas.pan(3, 0)
    canvas.repaint()
    assert canvas._layer is not layer


def test_what_lies_partly_outside_is_drawn_inside_only(qtbot, window):
    canvas = window.review.canvas
    canvas.repaint()

    def beside():
        image = canvas.grab().toImage()
        box = canvas.port().target()
        return [image.pixel(QPointF(x, y).toPoint()) for x in (2, int(box.left()) - 6) for y in range(60, 500, 7)]

    plain = beside()
    region = Region("r", "spurious", "box", points=(-500, 4, 24, 9000))
    canvas.regions.show(canvas.regions.explanation_id, [region])
    assert beside() == plain
    inside = canvas.port().to_widget(24, 20).toPoint()
    around = [canvas.grab().toImage().pixelColor(inside + QPoint(n, 0)).getRgb()[:3] for n in range(-3, 4)]
    assert (245, 166, 35) in around or max(max(c) for c in around) > 200


def test_what_others_marked_is_seen_and_cannot_be_touched(qtbot, window, project):
    canvas = window.review.canvas
    record = Region("", "missed", "box", points=(12, 12, 24, 24)).to_json()
    explanation = canvas.regions.explanation_id
    window.desk.store.change(explanation, "bo", {"regions": {"theirs": record}, "verdict": "flawed"}).result()
    window.review.canvas_data.read_regions()
    if window.desk.settings.blind.hides_reviews(None):
        pause(200)
        assert canvas.regions.others == ()
        press(canvas, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: len(canvas.regions.others) == 1, timeout=WAIT_MS)
    assert canvas.regions.others[0].reviewer == "bo"
    number = len(events(project))
    press(canvas, Qt.Key.Key_V)
    drag(canvas, (18, 18), (30, 30))
    press(canvas, Qt.Key.Key_Delete)
    settled(qtbot, project, number)


def test_many_regions_are_drawn_roughly_while_the_picture_moves_and_whole_when_it_rests(qtbot, window):
    canvas = window.review.canvas
    many = [Region(f"{n:02d}", "missed", "box", points=(n, n, n + 9, n + 7)) for n in range(30)]
    canvas.zoom(1)
    canvas.regions.show(canvas.regions.explanation_id, many)
    canvas.repaint()

    def seen() -> np.ndarray:
        image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return lines[:, : image.width()].copy()

    whole = seen()
    canvas.pan(3, 0)
    rough = seen()
    qtbot.waitUntil(lambda: not canvas._rest.isActive(), timeout=2000)
    rested = seen()
    assert (rough != rested).sum() > 3000
    canvas.pan(-3, 0)
    qtbot.waitUntil(lambda: not canvas._rest.isActive(), timeout=2000)
    assert (seen() != whole).mean() < 0.001
