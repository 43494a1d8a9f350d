"""A thread with a queue of jobs, and what goes before them: asking, pausing, cancelling, leaving. Knows no torch."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any

from PySide6.QtCore import QThread


class JobThread(QThread):
    """One job at a time; what is urgent goes before all that waits, and between two batches of a long job.

    A subclass says in ``do`` what a job is, and asks ``may_go_on`` between the batches of a long one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ready = threading.Condition()
        self._jobs: deque[Any] = deque()
        self._urgent: deque[Any] = deque()
        self.leaving = False
        self._pause_wanted = False
        self._cancel_wanted = False
        # Seconds within may_go_on, since a job last set it to 0.
        self.waited_s = 0.0
        self._still_until = 0.0
        self._goes_on = threading.Event()
        self._goes_on.set()

    # --- asked from the window's thread ---

    def queue(self, job: object, *, urgent: bool = False, anew: bool = False) -> None:
        """Queue a job; the thread starts with the first one. anew: a pause or cancel that was asked for is over."""
        with self._ready:
            (self._urgent if urgent else self._jobs).append(job)
            if anew:
                self._pause_wanted = self._cancel_wanted = False
            self._ready.notify()
        if not self.isRunning():
            self.start()

    def pause(self) -> None:
        self._steer(pause=True)

    def resume(self) -> None:
        self._steer(pause=False)

    def cancel(self) -> None:
        """End the running job after the batch at hand; everything done is kept."""
        self._steer(cancel=True)

    def hold_still(self, seconds: float) -> None:
        """What decodes and writes for the running job waits that long, or until ``go_on``."""
        self._still_until = time.monotonic() + seconds
        self._goes_on.clear()

    def go_on(self) -> None:
        self._goes_on.set()

    def leave(self, wait_ms: int = -1) -> bool:
        """Stop after the batch at hand, as an interruption, and end the thread. True once it has ended."""
        with self._ready:
            self.leaving = True
            self._jobs.clear()
            self._urgent.clear()
            self._ready.notify()
        return self.wait() if wait_ms < 0 else self.wait(wait_ms)

    def _steer(self, *, pause: bool | None = None, cancel: bool = False) -> None:
        with self._ready:
            if pause is not None:
                self._pause_wanted = pause
            self._cancel_wanted = self._cancel_wanted or cancel
            self._ready.notify()

    # --- in the thread ---

    def do(self, job: Any) -> None:
        """Do one job; nothing is raised."""
        raise NotImplementedError

    def left(self) -> None:
        """The thread is about to end."""

    def run(self) -> None:
        while True:
            with self._ready:
                while not (self._jobs or self._urgent or self.leaving):
                    self._ready.wait()
                if self.leaving:
                    break
                job = self._urgent.popleft() if self._urgent else self._jobs.popleft()
            self.do(job)
        self.left()

    @property
    def cancelled(self) -> bool:
        """Whether the running job is to end; with ``may_go_on`` what engine.audit asks of its control."""
        return self._cancel_wanted or self.leaving

    def give_way(self) -> None:
        """Waits while the window wants it to hold still; called in other threads of the running job."""
        while not self._goes_on.is_set() and (left := self._still_until - time.monotonic()) > 0:
            self._goes_on.wait(left)

    def may_go_on(self) -> bool:
        """Asked between batches: what is urgent is done, a pause is waited for; False if the job is to end."""
        asked = time.perf_counter()
        try:
            while True:
                with self._ready:
                    while self._pause_wanted and not self._urgent and not self.cancelled:
                        self._ready.wait()
                    if self.cancelled:
                        return False
                    if not self._urgent:
                        return True
                    job = self._urgent.popleft()
                self.do(job)
        finally:
            self.waited_s += time.perf_counter() - asked
