"""How long the canvas takes to paint 6,000 × 4,000 px with 200 regions: ``python -m tests.benchmarks.painting``.

``--size 2560 1440``; QT_SCALE_FACTOR=2 for a dense screen. Prints the quickest and the median of each, in ms.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from db.rows import Region
from engine.records import Geometry
from gui import app, region_shapes
from gui.canvas import Canvas, Subject, View
from gui.pictures import Look, PictureMaker
from gui.screenshots import wait, wait_until

WIDTH, HEIGHT, REGIONS = 6000, 4000, 200


def regions(draw: np.random.Generator) -> list[Region]:
    """Boxes, polygons of 30 points and brushes of about 600 x 300 px in turn, all over the image."""
    made = []
    for n in range(REGIONS):
        x, y = draw.uniform(0, WIDTH - 1000), draw.uniform(0, HEIGHT - 700)
        width, height = draw.uniform(50, 800, 2)
        blank = Region(f"{n:03d}", "spurious" if n % 2 else "missed", ("box", "polygon", "brush")[n % 3])
        if blank.shape == "box":
            made.append(Region(blank.id, blank.mark, "box", points=(x, y, x + width, y + height)))
        elif blank.shape == "polygon":
            turns = np.sort(draw.uniform(0, 2 * np.pi, 30))
            points = np.column_stack((x + width * np.cos(turns), y + height * np.sin(turns))).ravel()
            made.append(Region(blank.id, blank.mark, "polygon", points=tuple(points.tolist())))
        else:
            mask = np.zeros((600, 900), np.bool_)
            line = [(100.0 + k * 30, 300 + 150 * float(np.sin(k / 4 + n))) for k in range(22)]
            region_shapes.paint_stroke(mask, line, 50)
            brush = region_shapes.from_pixels(blank, mask, int(x), int(y))
            assert brush is not None
            made.append(brush)
    return made


def measure(what: str, act: Callable[[], object], times: int = 12) -> None:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - start))
    print(f"{what:38s} {min(taken):7.1f} {np.median(taken):7.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, nargs=2, default=(1280, 800))
    parser.add_argument("--mode", default="overlay")
    wanted = parser.parse_args()
    app.application()
    draw = np.random.default_rng(0)
    maker = PictureMaker()
    canvas = Canvas(maker)
    canvas.resize(*wanted.size)
    canvas.show()
    noise = draw.normal(size=(224, 224)).astype(np.float32)
    values = np.maximum(0, cv2.GaussianBlur(noise, (0, 0), 8))
    maker.use_maps(lambda _: values)
    canvas.set_look(Look(mode=wanted.mode))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.jpg"
        small = draw.integers(0, 255, (60, 90, 3), dtype=np.uint8)
        Image.fromarray(cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)).save(file)
        canvas.show_subject(Subject("large", str(file), 1, Geometry(WIDTH, HEIGHT, 384, 256, 80, 16, 224, 224)))
        wait_until(lambda: canvas.picture is not None, "the picture")
        wait(800)

    def anew() -> None:
        canvas._redraw()
        canvas.repaint()

    def look_at(view: View) -> None:
        canvas.set_view(view)
        wait(1200)

    def hover() -> None:
        at[0] += 3
        QTest.mouseMove(canvas, QPoint(300 + at[0] % 400, 300))
        wait(0)

    def pan() -> None:
        canvas.pan(3, 2)
        canvas.repaint()

    at = [0]
    print(f"{canvas.width()} x {canvas.height()} at {canvas.devicePixelRatioF()}, {wanted.mode}: quickest, median (ms)")
    for name, some in (("no regions", []), (f"{REGIONS} regions", regions(draw))):
        canvas.regions.show(1, some)
        for title, view in (("fit", View()), ("100 %", View(False, 1.0)), ("800 %", View(False, 8.0))):
            look_at(view)
            canvas.regions.show(1, some)
            measure(f"{name}, painted anew, {title}", anew)
            measure(f"{name}, panned, {title}", pan)
        look_at(View())
        measure(f"{name}, painted again", canvas.repaint)
        for tool in ("", "brush", "select"):
            canvas.tools.choose(tool)
            anew()
            measure(f"{name}, hover, {tool or 'no tool'}", hover, 40)
        canvas.tools.choose("")
    maker.close()


if __name__ == "__main__":
    main()
