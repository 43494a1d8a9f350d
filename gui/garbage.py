"""Python's collector of cycles, kept to the window's thread.

It runs in whatever thread happens to allocate, and a widget that is part of a cycle would then be taken down outside of
the window's thread, which ends the process. So the automatic one is off while the window is there, and this one looks
twice a second.
"""

from __future__ import annotations

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
MANY = 100_000


class Collector(QObject):
    """Collects as often as the thresholds of ``gc`` say, in the thread that it lives in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that has grown beyond its threshold, if any has."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation] > 0:
                gc.collect(generation)
                if generation == 2 and len(gc.get_objects()) > MANY:
                    settled()  # mostly modules
                return


def settled() -> None:
    """What is there by now stays, such as the modules of a large library: no collection looks at it any more.

    Torch alone is 300,000 objects, and a quarter of a second in which the window would stand still. Any thread may
    call this. Cycles that are garbage by now are never taken down, so it is for moments when little else was made.
    """
    gc.freeze()


def give_back() -> None:
    """Memory that is free goes back to the system, which glibc alone does only where it lies at the end of a heap.

    Without it the process grew by some MB with every audit although nothing more was kept. Takes tens of ms, without
    the interpreter: for threads beside the window's, when something large has ended.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
        if trim is not None:
            trim(0)
