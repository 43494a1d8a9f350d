"""How long an image was looked at: while the window is active, and for a minute after the last sign of life."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

IDLE_S = 60.0
_SIGNS = {
    QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel, QEvent.Type.TabletMove, QEvent.Type.TouchUpdate,
}  # fmt: skip


class Stopwatch:
    """Seconds for each explanation that were not given with a change yet. Times come from ``clock``, in seconds.

    What was looked at before something was said counts when it is said, also if other images came in between.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._unspent: dict[int, float] = {}
        self._at: int | None = None
        self._active = False
        self._counted_until = self._last_sign = clock()

    def show(self, explanation_id: int | None) -> None:
        """Another image is at hand, or none."""
        self._count()
        self._at = explanation_id
        self.sign_of_life()

    def set_active(self, active: bool) -> None:
        """The window has come to the front, or gone."""
        self._count()
        self._active = active
        self.sign_of_life()

    def sign_of_life(self) -> None:
        self._count()
        self._last_sign = self._clock()

    def take(self, explanation_id: int) -> float:
        """The seconds since something was said of it last; they count from nought again."""
        self.sign_of_life()
        return round(self._unspent.pop(explanation_id, 0.0), 3)

    def clear(self) -> None:
        """Another project: its numbers mean other explanations."""
        self.show(None)
        self._unspent.clear()

    def _count(self) -> None:
        now = self._clock()
        seconds = min(now, self._last_sign + IDLE_S) - self._counted_until
        if self._active and self._at is not None and seconds > 0:
            self._unspent[self._at] = self._unspent.get(self._at, 0.0) + seconds
        self._counted_until = now


class Watcher(QObject):
    """Tells a stopwatch when a page is in sight in an active window, and of every key and movement there."""

    def __init__(self, page: QWidget, stopwatch: Stopwatch) -> None:
        super().__init__(page)
        self._page, self._stopwatch = page, stopwatch
        self._window: QWidget | None = None
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS:
            self._stopwatch.sign_of_life()
        elif kind in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._look_out()
            active = kind in (QEvent.Type.Show, QEvent.Type.WindowActivate) and self._page.isVisible()
            self._stopwatch.set_active(active and self._page.window().isActiveWindow())
        return False

    def _look_out(self) -> None:
        """Input reaches a window's handle before any widget; there one filter sees it all, and nothing else."""
        window = self._page.window()
        if window is not self._window and window.windowHandle() is not None:
            self._window = window
            window.windowHandle().installEventFilter(self)
