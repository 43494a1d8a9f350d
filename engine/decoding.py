"""Images decoded ahead of the explaining, by a few threads, within bounds of memory."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from engine.explaining import Prepared, prepare_file
from engine.images import ImageError
from engine.models import Model
from engine.records import Failure

THREADS = 2  # where learning needs the cores itself
MOST_THREADS = 8  # beside a graphics card, which leaves the processor to them
OPEN_BYTES = 2**30  # of all images that are being decoded at one moment
WAITING_BYTES = 2**29  # of those that are decoded and wait for their batch
MOST_IN_A_BATCH = 4  # times its size, so that a folder full of broken images still shows progress


class HasPath(Protocol):
    @property
    def path(self) -> str: ...


Item = TypeVar("Item", bound=HasPath)


class Room:
    """So many bytes at once; who wants more than is free waits. What is larger than all of it goes alone."""

    def __init__(self, total: int) -> None:
        self._total, self._taken = total, 0
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, wanted: int) -> Iterator[None]:
        share = min(wanted, self._total)
        with self._changed:
            self._changed.wait_for(lambda: self._taken + share <= self._total)
            self._taken += share
        try:
            yield
        finally:
            with self._changed:
                self._taken -= share
                self._changed.notify_all()


def ahead(
    model: Model, work: Sequence[Item], batch_size: int, give_way: Callable[[], None] = lambda: None
) -> Generator[list[tuple[Item, Prepared | Failure]]]:
    """Batches of ``batch_size`` readable images in order, the unreadable ones among them riding along as failures;
    fewer where most are such. Up to two batches wait, but one where their inputs are large.

    give_way: called in the threads before each image; it may wait
    """
    item_bytes = 4 * model.input.planes * model.input.height * model.input.width
    waiting = min(2 * batch_size, max(batch_size, WAITING_BYTES // item_bytes))
    with ThreadPoolExecutor(_threads(model), thread_name_prefix="hansel-decode") as pool:
        decoded = _in_order(model, work, pool, waiting, give_way)
        try:
            yield from _batches(decoded, batch_size)
        finally:
            decoded.close()


def _threads(model: Model) -> int:
    if model.device.type == "cpu":
        return THREADS
    return max(THREADS, min(MOST_THREADS, os.cpu_count() or 1))


def _in_order(
    model: Model, work: Sequence[Item], pool: ThreadPoolExecutor, most: int, give_way: Callable[[], None]
) -> Generator[tuple[Item, Prepared | Failure]]:
    """At most ``most`` of them decoded and waiting."""
    room = Room(OPEN_BYTES)
    waiting: list[tuple[Item, Future[Prepared | Failure]]] = []
    upcoming = iter(work)
    try:
        while True:
            while len(waiting) < most and (item := next(upcoming, None)) is not None:
                waiting.append((item, pool.submit(_prepare, model, item.path, room, give_way)))
            if not waiting:
                return
            item, future = waiting.pop(0)
            yield item, future.result()
    finally:
        for _, future in waiting:
            future.cancel()


def _prepare(model: Model, path: str, room: Room, give_way: Callable[[], None]) -> Prepared | Failure:
    give_way()
    try:
        return prepare_file(model, path, room.taken)
    except ImageError as error:
        return Failure(path, str(error))
    except Exception as error:
        # A decoder's own bug must cost one image, not the run.
        return Failure(path, f"The image could not be decoded ({type(error).__name__}: {error}).")


def _batches(
    decoded: Iterable[tuple[Item, Prepared | Failure]], size: int
) -> Iterator[list[tuple[Item, Prepared | Failure]]]:
    batch: list[tuple[Item, Prepared | Failure]] = []
    readable = 0
    for entry in decoded:
        batch.append(entry)
        readable += isinstance(entry[1], Prepared)
        if readable == size or len(batch) == MOST_IN_A_BATCH * size:
            yield batch
            batch, readable = [], 0
    if batch:
        yield batch
