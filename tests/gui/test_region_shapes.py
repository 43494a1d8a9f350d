"""Regions as shapes: pixels there and back, strokes by their formula, moving and stretching within the image."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from db.review_state import checked
from db.rows import Region
from gui import region_shapes as shapes
from gui import regions as painting
from gui.viewport import View, Viewport

BRUSH = Region("r", "spurious", "brush")


def decoded(region: Region) -> set[tuple[int, int]]:
    """The pixels of a brush record, counted out one by one."""
    left, top, width, _ = region.box
    found, at = set(), 0
    for n, length in enumerate(region.runs):
        for place in range(at, at + length):
            if n % 2:
                found.add((left + place % width, top + place // width))
        at += length
    return found


@pytest.mark.parametrize("seed", range(6))
def test_pixels_become_a_record_that_the_store_takes_and_come_back(qapp, seed):
    draw = np.random.default_rng(seed)
    mask = draw.random((draw.integers(1, 12), draw.integers(1, 12))) < draw.choice([0.15, 0.5, 0.95])
    mask[0, 0] = True
    region = shapes.from_pixels(BRUSH, mask, 30, 70)
    wanted = {(30 + int(x), 70 + int(y)) for y, x in np.argwhere(mask)}
    assert decoded(region) == wanted
    left, top, width, height = region.box
    assert (left, left + width - 1) == (min(x for x, _ in wanted), max(x for x, _ in wanted))
    assert (top, top + height - 1) == (min(y for _, y in wanted), max(y for _, y in wanted))
    assert sum(region.runs) == width * height
    assert Region.from_json({"id": "r"} | checked({"regions": {"r": region.to_json()}})["regions"]["r"]) == region
    back = shapes.pixels(region)
    assert {(left + int(x), top + int(y)) for y, x in np.argwhere(back)} == wanted
    path = shapes.outline(region)
    for x in range(left - 1, left + width + 1):
        for y in range(top - 1, top + height + 1):
            assert path.contains(QPointF(x + 0.5, y + 0.5)) == ((x, y) in wanted)
    assert shapes.from_pixels(BRUSH, np.zeros((3, 3), np.bool_), 0, 0) is None


def test_a_stroke_takes_the_pixels_whose_centres_are_near_enough():
    points, radius = [(5.0, 6.5), (20.0, 9.0), (22.0, 25.5)], 4.3
    mask = np.zeros((30, 30), np.bool_)
    shapes.paint_stroke(mask, points, radius)
    # A thousand discs along each line come to the same, but for pixels a hair from the edge.
    y, x = np.mgrid[0.5:30, 0.5:30]
    near = np.full((30, 30), np.inf)
    for (x0, y0), (x1, y1) in pairwise(points):
        for share in np.linspace(0, 1, 1000):
            near = np.minimum(near, np.hypot(x - (x0 + share * (x1 - x0)), y - (y0 + share * (y1 - y0))))
    sure = np.abs(near - radius) > 0.01
    assert (mask == (near <= radius))[sure].all()
    dot = np.zeros((9, 9), np.bool_)
    shapes.paint_stroke(dot, [(4.5, 4.5)], 0.6)
    assert dot.sum() == 1


@pytest.mark.parametrize(
    "region",
    [
        Region("b", "missed", "box", points=(10, 20, 40, 60)),
        Region("p", "missed", "polygon", points=(10, 20, 40, 30, 25, 60)),
        Region("m", "missed", "brush", box=(10, 20, 30, 40), runs=(0, 1200)),
    ],
    ids=lambda region: region.shape,
)
def test_moving_stops_at_the_edges_and_stretching_fills_the_new_box(region):
    def box(one):
        found = shapes.bounds(one)
        return found.left(), found.top(), found.right(), found.bottom()

    assert box(region) == (10, 20, 40, 60)
    assert box(shapes.moved_within(region, 5, -7, (100, 100))) == (15, 13, 45, 53)
    assert box(shapes.moved_within(region, 900, -900, (100, 100))) == (70, 0, 100, 40)
    outside = shapes.moved(region, -15, 0)
    assert box(shapes.moved_within(outside, -5, 0, (100, 100)))[0] == -5
    assert box(shapes.moved_within(outside, 8, 0, (100, 100)))[0] == 3
    assert box(shapes.fitted(region, QRectF(10, 20, 60, 20))) == (10, 20, 70, 40)
    assert box(shapes.fitted(region, QRectF(10, 20, 0, -4))) == (10, 20, 11, 21)


def test_a_stretched_brush_keeps_its_pattern():
    mask = np.array([[1, 0], [0, 1]], np.bool_)
    wide = shapes.fitted(shapes.from_pixels(BRUSH, mask, 4, 6), QRectF(4, 6, 6, 4))
    assert (shapes.pixels(wide) == np.kron(mask, np.ones((2, 3), np.bool_))).all()


@pytest.mark.parametrize(
    "region",
    [
        Region("1", "spurious", "brush", box=(0, 0, 10**9, 10**9), runs=(5, 10**15)),
        Region("2", "spurious", "brush", box=(3, 3, 4, 4), runs=(0, 3)),
        Region("3", "spurious", "brush", box=(3, 3, 0, 0), runs=(0, 900)),
        Region("4", "spurious", "box", points=(-1e9, -1e9, 1e9, 1e9)),
        Region("5", "spurious", "polygon", points=(1e12, 0, 0, 1e12, 5, 5)),
    ],
    ids=lambda region: region.id,
)
def test_odd_records_are_drawn_without_harm(qapp, region):
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    port = Viewport(View(), 40, 30, 80, 60)
    painter = QPainter(image)
    painting.paint(painter, region, port, word=region.mark)
    painter.end()
    shapes.contains(region, 4.0, 4.0, 1.0)


def test_a_brush_drawn_small_is_as_large_as_its_pixels(qapp):
    """Where pixels cannot be seen the outline is simpler, but never further off than the screen shows."""
    mask = np.zeros((700, 900), np.bool_)
    shapes.paint_stroke(mask, [(100, 100), (800, 350), (120, 600)], 45)
    mask[300, 20:880] = True  # a line of a pixel
    region = shapes.from_pixels(BRUSH, mask, 0, 0)
    exact, plain = shapes.outline(region), shapes.outline(region, 0.2)
    assert plain.elementCount() < exact.elementCount() / 8
    y, x = np.mgrid[8:700:29, 8:900:29]
    for at_x, at_y in zip(x.ravel().tolist(), y.ravel().tolist(), strict=True):
        around = mask[max(0, at_y - 9) : at_y + 10, max(0, at_x - 9) : at_x + 10]
        if around.all() or not around.any():
            assert plain.contains(QPointF(at_x + 0.5, at_y + 0.5)) == bool(around.all())
    assert plain.intersects(QRectF(858, 296, 8, 8))


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#808080", "#fde725"])
def test_lines_stand_out_on_any_ground_and_tell_the_marks_apart_without_colour(qapp, ground):
    def line(mark: str) -> np.ndarray:
        image = QImage(200, 60, QImage.Format.Format_RGB32)
        image.fill(QColor(ground))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        region = Region("r", mark, "box", points=(10, 20, 190, 50))
        painting.paint(painter, region, Viewport(View(False, 1.0), 200, 60, 200, 60))
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(60, grey.bytesPerLine())[:, :200]
        return rows[16:25, 20:180].astype(float) / 255

    def light(values: np.ndarray) -> np.ndarray:
        return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)

    for mark in ("spurious", "missed"):
        part = light(line(mark))
        seen = np.maximum(part.max(0), part.min(0)) + 0.05, np.minimum(part.max(0), part.min(0)) + 0.05
        # Everywhere along the line something is three times as light as something else beside it.
        share = np.mean(seen[0] / seen[1] >= 3)
        assert share > (0.99 if ground != "#000000" or mark == "spurious" else 0.5)
    middle = [line(mark)[4] for mark in ("spurious", "missed")]
    assert np.ptp(middle[0]) < 0.1
    assert np.ptp(middle[1]) > 0.3


def test_the_outline_of_a_brush_runs_along_the_sides_of_its_pixels_only(qapp):
    """No line within, none beside: the corners are those between pixels that differ, and the length is theirs."""
    mask = np.random.default_rng(5).random((20, 23)) < 0.6
    mask[4:9, 4:9] = True
    mask[5:8, 5:8] = False
    path = shapes.outline(shapes.from_pixels(BRUSH, mask, 0, 0))
    length = sum(
        math.dist((one.x(), one.y()), (other.x(), other.y()))
        for ring in path.toSubpathPolygons()
        for one, other in pairwise(ring.toList())
    )
    around = np.pad(mask.astype(int), 1)
    sides = np.abs(np.diff(around, axis=0)).sum() + np.abs(np.diff(around, axis=1)).sum()
    assert length == pytest.approx(sides)
