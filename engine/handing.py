"""Finished batches on their way to the sink: one is written while the next one is explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

Outcome = TypeVar("Outcome")


class HandingOver(Generic[Outcome]):
    """One batch at a time, in order, from one thread; a context that ends when the last of them is written.

    take: the sink's; written: told of each batch that it has taken. Both are called in that thread
    """

    def __init__(self, take: Callable[[Sequence[Outcome]], None], written: Callable[[Sequence[Outcome]], None]) -> None:
        self._take, self._written = take, written
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hansel-hand-over")
        self._last: Future[None] | None = None

    def hand(self, outcomes: Sequence[Outcome]) -> None:
        """Begins as soon as the batch before is written. Raises what was raised for that one."""
        self.settle()
        self._last = self._thread.submit(self._hand, outcomes)

    def settle(self) -> None:
        """Waits until all that was handed over is written. Raises what was raised."""
        last, self._last = self._last, None
        if last is not None:
            last.result()

    def _hand(self, outcomes: Sequence[Outcome]) -> None:
        self._take(outcomes)
        self._written(outcomes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            if kind is None:
                self.settle()
        finally:
            self._thread.shutdown(wait=True)
