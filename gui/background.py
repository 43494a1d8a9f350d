"""Small work beside the window's thread (opening a project, counting a folder, reading rows): a pool and a way back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)


class Background(QObject):
    """Runs functions in a pool and calls back in the thread this object lives in."""

    _ended = Signal(object, object)

    def __init__(self, threads: int = 1, name: str = "background", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._closed = False
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run ``work()`` in the pool; then ``done(value)`` or ``failed(error)`` here. Nothing after close()."""
        if self._closed:
            return
        self.follow(self._pool.submit(work), done, failed)

    def follow(
        self,
        future: Future[Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """The same for a future that somebody else runs."""
        future.add_done_callback(lambda ended: self._announce(ended, (done, failed)))

    def _announce(self, future: Future[Any], callbacks: Any) -> None:
        if not self._closed and not future.cancelled():
            self._ended.emit(future, callbacks)

    @Slot(object, object)
    def _deliver(self, future: Future[Any], callbacks: Any) -> None:
        if self._closed:
            return
        done, failed = callbacks
        error = future.exception()
        if error is None:
            done(future.result())
        elif failed is not None:
            failed(error)
        else:
            log.error("work in the background failed", exc_info=error)

    def close(self) -> None:
        """Drop what has not begun, wait for what has."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
