"""The one that writes: one thread, one connection, the most urgent job first."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.faults import StoreError, Unreadable, plain

T = TypeVar("T")


class Urgency(IntEnum):
    """A reviewer waits for the mark to appear, so verdicts overtake the rows of an audit."""

    VERDICT = 0
    AUDIT = 1
    STOP = 2


@dataclass(order=True, slots=True)
class _Job:
    urgency: Urgency
    number: int
    work: Callable[[Connection], Any] = field(compare=False)
    future: Future[Any] = field(compare=False)


class Writer:
    """Runs jobs one after the other, each in a transaction of its own.

    A future is done after the commit, not before; if the commit fails it carries a StoreError and nothing of that job
    is kept. Callbacks of a future run in the writer's thread.
    """

    def __init__(self, connection: Connection, project: Path, committed: Callable[[Connection], None]) -> None:
        """committed: called after each commit, before the future is done; it must not raise."""
        self._connection = connection
        self._committed = committed
        self.commits = 0
        self._project = project
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=f"writer of {project.name}", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T], urgency: Urgency) -> Future[T]:
        """Queues a job. After close() the future fails at once with a StoreError."""
        future: Future[T] = Future()
        with self._gate:
            if self._closed:
                future.set_exception(StoreError(f"{self._project.name} is closed; nothing more can be written to it."))
            else:
                self._jobs.put(_Job(urgency, next(self._numbers), work, future))
        return future

    def close(self) -> None:
        """Writes all that is queued, then stops. Safe to call twice."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._jobs.put(_Job(Urgency.STOP, next(self._numbers), lambda _: None, Future()))
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()).urgency is not Urgency.STOP:
            if job.future.set_running_or_notify_cancel():
                self._do(job)

    def _do(self, job: _Job) -> None:
        try:
            with self._connection.begin():
                result = job.work(self._connection)
            self.commits += 1
            if job.urgency is Urgency.VERDICT:
                self._committed(self._connection)
        except (DBAPIError, OSError, Unreadable, UnicodeDecodeError) as error:
            fault = plain(error, self._project)
            fault.__cause__ = error
            job.future.set_exception(fault)
        except BaseException as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
