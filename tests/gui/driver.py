"""Starts the real program on a project and types into its window, in a process of its own that a test may kill.

``python -m tests.gui.driver PROJECT PAUSE_MS``: gives a verdict on every image in turn, and prints what is seen, a line
each with the time of the computer's steady clock: ``at TIME IMAGE`` when an image is at hand, ``shown TIME IMAGE
VERDICT`` when a mark has appeared in the list.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cli.main import main
from gui import app as gui_app
from gui.window import Window

KEYS = (Qt.Key.Key_F, Qt.Key.Key_S, Qt.Key.Key_U)


class Hands(QObject):
    """Waits for the picture, then goes on a key at a time, without waiting for what a key has brought about."""

    def __init__(self, pause_ms: int) -> None:
        super().__init__()
        self._window: Window | None = None
        self._keys = 0
        self._shown: dict[str, str] = {}
        self._at = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(pause_ms)

    def _next(self) -> None:
        if self._window is None:
            found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()]
            if not found or found[0].review.canvas.picture is None:
                return
            self._window = found[0]
            self._window.review.items.dataChanged.connect(self._look)
            self._window.review.canvas.setFocus()
            self._tell_place()
            return
        canvas = self._window.review.canvas
        if self._keys % 2 == 0:
            QTest.keyClick(canvas, KEYS[self._keys // 2 % len(KEYS)])
        else:
            QTest.keyClick(canvas, Qt.Key.Key_J)
            self._tell_place()
        self._keys += 1

    def _look(self, *_: object) -> None:
        assert self._window is not None
        for row in self._window.review.items.rows():
            if row.verdict is not None and self._shown.get(row.relative) != row.verdict:
                self._shown[row.relative] = row.verdict
                print("shown", time.monotonic(), row.relative, row.verdict, flush=True)

    def _tell_place(self) -> None:
        assert self._window is not None
        row = self._window.review.current()
        if row is not None and row.relative != self._at:
            self._at = row.relative
            print("at", time.monotonic(), row.relative, flush=True)


if __name__ == "__main__":
    project, pause_ms = Path(sys.argv[1]), int(sys.argv[2])
    gui_app.application()
    hands = Hands(pause_ms)
    sys.argv = ["hansel", str(project)]
    sys.exit(main())
