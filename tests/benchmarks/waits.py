"""What people wait for at the start and at the canvas: ``python -m tests.benchmarks.waits``.

`hansel --help` against a bare Python (goal: under .3 s), and the overlay of a picture of 3,840 x 2,160 pixels against
its resizing alone. Prints the quickest of several tries; ends with 1 if the goal is missed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from engine import render
from engine.records import Geometry

TRIES = 10
HELP_GOAL_S = 0.3


def quickest_s(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(TRIES):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return min(spent)


def main() -> int:
    hansel = Path(sys.executable).with_name("hansel")
    bare_s = quickest_s(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    help_s = quickest_s(lambda: subprocess.run([hansel, "--help"], check=True, capture_output=True))
    print(f"hansel --help  {help_s:.3f} s, {help_s / bare_s:.1f} times a bare Python")
    rng = np.random.default_rng(0)
    geometry = Geometry(3840, 2160, 455, 256, 115, 16, 224, 224)
    pixels = rng.integers(0, 256, (2160, 3840, 3)).astype(np.uint8)
    found = cv2.GaussianBlur(rng.random((224, 224)).astype(np.float32), (0, 0), 9)
    resized_s = quickest_s(lambda: cv2.resize(found, (2160, 2160)))
    overlay_s = quickest_s(lambda: render.overlay(pixels, found, geometry, threshold=0.2))
    print(f"overlay of 4K  {1000 * overlay_s:.0f} ms, {overlay_s / resized_s:.1f} times the map's resizing")
    return int(help_s >= HELP_GOAL_S)


if __name__ == "__main__":
    sys.exit(main())
