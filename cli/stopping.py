"""Ctrl+C: once to stop after the batch at hand, twice to stop at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

ASKED = b"\nStopping after this batch; what is done is kept. Press Ctrl+C again to stop at once.\n"


class Cancellable(Protocol):
    def cancel(self) -> None: ...


@contextmanager
def cancel_on_signal(control: Cancellable) -> Iterator[None]:
    """While inside, the first SIGINT or SIGTERM calls control.cancel() and the second raises KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():  # signals are the main thread's
        yield
        return
    asked = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        control.cancel()
        os.write(2, ASKED)  # print() is not safe inside a handler: it may have been interrupted in the middle of one

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
