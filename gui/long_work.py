"""Work beside the window that may take long: after a second a bar tells how far it is, and can stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from gui.background import Background
from gui.notices import Notice, Notices
from gui.words import tr
from reports.visible import visible

LONG_S = 1.0
LOOK_MS = 250


class Progress:
    """What the work and the window tell each other, from different threads."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.share: float | None = None

    def stop(self) -> None:
        self._stop.set()

    def stopped(self) -> bool:
        """Whether nobody wants it any more; the work looks every so often."""
        return self._stop.is_set()


class LongWork(QObject):
    """One piece of work at a time. ``bar``: the id of its notice."""

    def __init__(self, notices: Notices, bar: str, parent: QObject) -> None:
        super().__init__(parent)
        self._notices, self._bar = notices, bar
        self._back = Background(1, bar, self)
        self._now: Progress | None = None
        self._text, self._began = "", 0.0
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._show)

    @property
    def going(self) -> bool:
        return self._now is not None

    def run(
        self,
        text: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Run ``work(progress)``; then ``done`` or ``failed``. text: what is being done, for the bar."""
        progress = self._now = Progress()
        self._text, self._began = text, time.monotonic()
        self._look.start()

        def ended(then: Callable[[Any], object], value: Any) -> None:
            self._now = None
            self._look.stop()
            self._notices.remove(self._bar)
            then(value)

        self._back.run(lambda: work(progress), lambda value: ended(done, value), lambda error: ended(failed, error))

    def close(self, *, stop: bool = True) -> None:
        """Stop what is at work, or let it come to its end, and wait for that."""
        self._look.stop()
        if stop and self._now is not None:
            self._now.stop()
        self._back.close()

    def _show(self) -> None:
        now = self._now
        if now is None or time.monotonic() - self._began < LONG_S:
            return
        text = self._text
        if now.stopped():
            text = tr("{what} Stopping…").format(what=text)
        elif now.share is not None:
            text = tr("{what} {n} % done.").format(what=text, n=int(100 * now.share))
        if not self._notices.retell(self._bar, visible(text)):
            stop = () if now.stopped() else ((tr("Cancel"), now.stop),)
            self._notices.show_notice(Notice(self._bar, visible(text), "waiting", stop, standing=True))
