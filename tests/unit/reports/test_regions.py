"""Regions in the report: where they lie, and how spurious and missed are told apart."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import reports
from db.rows import Region, ReviewRow
from db.store import Store
from reports.regions import UNITS, drawing
from tests.unit.reports.test_settled import number


def review(*regions: Region, reviewer: str = "ana") -> ReviewRow:
    return ReviewRow(1, reviewer, "flawed", datetime.now(UTC), regions=regions)


def inside(path: str, scale: float, width: int, height: int) -> npt.NDArray[np.bool_]:
    """Which pixels' centres lie inside a path, by counting how often a ray to the right crosses it."""
    rings = [[tuple(map(float, p.split())) for p in ring[1:].split("L")] for ring in path.split("Z") if ring]
    found = np.zeros((height, width), dtype=np.bool_)
    for y, x in np.ndindex(height, width):
        px, py = (x + 0.5) * scale, (y + 0.5) * scale
        for ring in rings:
            for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
                if (y0 > py) != (y1 > py) and px < x0 + (py - y0) * (x1 - x0) / (y1 - y0):
                    found[y, x] ^= True
    return found


def test_a_box_and_a_polygon_lie_where_they_were_marked() -> None:
    made = drawing([review(
        Region("a", "missed", "polygon", (0, 0, 40, 0, 0, 20)), Region("b", "spurious", "box", (10, 5, 20, 15)),
    )], 80, 40)  # fmt: skip
    assert made is not None
    assert (made.width, made.height) == (UNITS, UNITS / 2)
    box, polygon = made.outlines
    assert (box.label, box.path) == ("S1", "M20.0 10.0L40.0 10.0L40.0 30.0L20.0 30.0Z")
    assert (polygon.label, polygon.path) == ("M1", "M0.0 0.0L80.0 0.0L0.0 40.0Z")


@pytest.mark.parametrize("seed", [0, 1])
def test_a_brush_is_drawn_around_its_pixels_and_no_others(seed: int) -> None:
    want = np.zeros((20, 30), dtype=np.bool_)
    want[4:14, 6:26] = np.random.default_rng(seed).random((10, 20)) < 0.6
    part = want[4:14, 6:26].ravel()
    runs, on = [0], False
    for pixel in part.tolist():
        if pixel != on:
            runs.append(0)
            on = pixel
        runs[-1] += 1
    made = drawing([review(Region("a", "spurious", "brush", box=(6, 4, 20, 10), runs=tuple(runs)))], 30, 20)
    assert made is not None
    assert (inside(made.outlines[0].path, UNITS / 30, 30, 20) == want).all()


@pytest.mark.parametrize(
    ("box", "runs"),
    [
        ((0, 0, 5, 5), (25,)),
        ((0, 0, 0, 5), (0, 5)),
        ((0, 0, 4, 4), (3, 10**9)),
        ((0, 0, 10**6, 10**6), (0, 9)),
    ],
)
def test_a_brush_of_odd_runs_breaks_nothing(box: tuple[int, ...], runs: tuple[int, ...]) -> None:
    made = drawing([review(Region("a", "missed", "brush", box=box, runs=runs))], 30, 20)
    assert (made is None) == (box[2] == 0 or runs == (25,))


def test_the_page_draws_and_lists_them_with_kind_and_reviewer(project: Store, tmp_path: Path) -> None:
    which = number(project, "cat/=HYPERLINK(1).png")
    spurious = {"mark": "spurious", "shape": "box", "points": [2, 2, 10, 10]}
    missed = {"mark": "missed", "shape": "polygon", "points": [12, 12, 30, 12, 30, 30]}
    project.change(which, "ana", {"regions": {"r": spurious}}).result()
    project.change(which, "ben", {"verdict": "flawed", "regions": {"s": missed}}).result()
    reports.write(project, tmp_path / "out.html")
    html = (tmp_path / "out.html").read_text("utf-8")
    assert '<path class="line spurious" d="M10.0 10.0L50.0 10.0L50.0 50.0L10.0 50.0Z"/>' in html
    assert re.search(r'<path class="line missed" d="M60\.0 60\.0L150\.0 60\.0L150\.0 150\.0Z"/>', html)
    listed = re.findall(r"<b>([SM]\d)</b> (\w+ \w+) · <bdi>(\w+)</bdi>", html)
    assert listed == [("S1", "spurious box", "ana"), ("M1", "missed polygon", "ben")]
    assert re.findall(r"<text [^>]*>([SM]\d)</text>", html) == ["S1", "M1"]
    # Told apart without colour: one line is broken.
    assert re.search(r"\.line\.missed \{[^}]*stroke-dasharray", html)
    assert not re.search(r"\.line\.spurious \{[^}]*stroke-dasharray", html)
