"""How quick the window stays while an audit runs: ``python -m tests.benchmarks.latency``.

A timer that should fire every 5 ms tells how late it is: so long a click would have waited. Meanwhile an audit of the
demo folder runs in the real window, another image is shown five times a second, the list scrolls, the canvas zooms.
The same is measured before the audit with nothing going on: what the computer itself is late by.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

from gui import app
from gui.preferences import Preferences
from gui.screenshots import wait, wait_until
from gui.window import Window
from resources.demo import world

TICK_MS = 5.0


class Beat(QObject):
    """A timer of 5 ms that notes how late it fires, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.late = []
        self._last = time.perf_counter()
        self._timer.start(int(TICK_MS))

    def stop(self) -> np.ndarray:
        self._timer.stop()
        return np.asarray(self.late)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000.0 - TICK_MS))
        self._last = now


def measure(seconds: float, images: int, steps: int) -> tuple[np.ndarray, np.ndarray, int, float]:
    """(lateness of the idle window, lateness while auditing, explanations made meanwhile, seconds of the latter)."""
    with tempfile.TemporaryDirectory(prefix="hansel-latency-") as home:
        folder = Path(home) / "demo"
        world.make_folder(folder, images)
        app.application()
        window = Window(Preferences(Path(home) / "window.ini"))
        window.show()
        wait(500)
        beat = Beat()
        beat.start()
        wait(5000)
        idle = beat.stop()

        model = Path(world.__file__).parent / "model.toml"
        window.intake.trusted = model.resolve()
        window.open_paths([folder, model])
        window.intake.choose_method("learned", steps)
        wait_until(lambda: window.audits.model is not None, "the model")
        window.intake.start_audit()
        items = window.review.items
        wait_until(lambda: items.in_state("explained") > 8, "the first results")
        turn = 0

        def work() -> None:
            nonlocal turn
            turn += 1
            window.review.list.go_to(turn % max(1, items.in_state("explained")))
            window.review.canvas.zoom(1 if turn % 8 < 4 else -1)

        hand = QTimer()
        hand.timeout.connect(work)
        before = items.in_state("explained")
        started = time.perf_counter()
        beat.start()
        hand.start(200)
        while time.perf_counter() - started < seconds and window.audits.running:
            wait(250)
        late = beat.stop()
        hand.stop()
        made = items.in_state("explained") - before
        lasted = time.perf_counter() - started
        window.close()
        window.deleteLater()
        wait(10)
    return idle, late, made, lasted


def line(title: str, late: np.ndarray) -> str:
    p50, p99 = np.percentile(late, [50, 99])
    return f"{title:<16} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   max {late.max():6.1f} ms   {len(late)} ticks"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.latency", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--images", type=int, default=400)
    parser.add_argument("--steps", type=int, default=10)
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    idle, late, made, lasted = measure(wanted.seconds, wanted.images, wanted.steps)
    print(f"event loop, a tick every {TICK_MS:.0f} ms, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(line("idle", idle))
    print(line("while auditing", late), f"  {made} explanations in {lasted:.0f} s")
    if lasted < wanted.seconds:
        print(f"the audit ended after {lasted:.0f} s; give more --images for a longer measurement", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
