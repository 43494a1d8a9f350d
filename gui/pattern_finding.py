"""Clusters of the maps of a run, found beside the window's thread. The small maps of the run read last are kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import ref

from PySide6.QtCore import QObject, Qt, Signal

from db import clusters, together
from db.clusters import Named
from db.faults import Stopped
from db.store import Store
from engine.records import FloatArray
from gui.background import Background
from reports import pattern_facts
from reports.pattern_facts import Read, Step, Told, Watch


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What is told of a run. told: None where no map of it can be used; named: the clusters with a name, without those
    that the reviewer may not know of yet; hidden: how many these are; as_a_whole: explanations whose flags were given
    to many at once."""

    run_id: int
    read: Read
    told: Told | None
    named: tuple[Named, ...]
    hidden: int
    as_a_whole: frozenset[int]


@dataclass(slots=True)
class Signatures:
    """The small maps of one run, by the hashes of the maps: reading and checking them is what takes the time."""

    of: tuple[object, int] | None = None
    known: dict[str, FloatArray | None] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, store: Store, run_id: int, only: str | None, watch: Watch) -> Read:
        """The maps of a run. only: the reviewer whose verdicts alone count. Raises PlainError; from any thread."""
        with self.lock:
            kept = self.of
            if kept is None or kept[0]() is not store or kept[1] != run_id:  # type: ignore[operator]
                self.of, self.known = (ref(store), run_id), {}
            return pattern_facts.read(store, run_id, None, only, watch, strict=False, known=self.known)


class Finding(QObject):
    """``find(...)`` calls back in the window's thread; ``told(Step)`` says how far it is till then."""

    told = Signal(object)
    _told = Signal(object, object)

    def __init__(self, signatures: Signatures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signatures = signatures
        self._worker = Background(1, "patterns", self)
        self._stop = threading.Event()
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def find(
        self,
        store: Store,
        run_id: int,
        only: str | None,
        done: Callable[[Found], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Find the clusters of a run. only: the reviewer whose verdicts and names alone are told. What was asked for
        before is given up."""
        self.stop()
        stop = self._stop = threading.Event()

        def watch(step: Step) -> None:
            if stop.is_set():
                raise Stopped
            self._told.emit(stop, step)

        def work() -> Found:
            read = self._signatures.read(store, run_id, only, watch)
            told = pattern_facts.find(read, sides=False, watch=watch) if read.rows else None
            return _found(store, run_id, read, told, only)

        self._run(work, stop, done, failed)

    def look_again(
        self,
        store: Store,
        found: Found,
        only: str | None,
        done: Callable[[Found], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """The same clusters with what is said of them now."""
        if self._stop.is_set():
            self._stop = threading.Event()
        stop = self._stop

        def work() -> Found:
            told = None if found.told is None else pattern_facts.again(store, found.told)
            return _found(store, found.run_id, found.read if told is None else told.read, told, only)

        self._run(work, stop, done, failed)

    def _run(
        self,
        work: Callable[[], Found],
        stop: threading.Event,
        done: Callable[[Found], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        def came(found: Found) -> None:
            if not stop.is_set():
                done(found)

        def broke(error: BaseException) -> None:
            if not stop.is_set():
                failed(error)

        self._worker.run(work, came, broke)

    def stop(self) -> None:
        """Give up what is being looked for; small maps that are made already are kept."""
        self._stop.set()

    def close(self) -> None:
        self.stop()
        self._worker.close()

    def _tell(self, stop: threading.Event, step: Step) -> None:
        if stop is self._stop and not stop.is_set():
            self.told.emit(step)


def _found(store: Store, run_id: int, read: Read, told: Told | None, only: str | None) -> Found:
    named = clusters.of_run(store, run_id)
    own = tuple(one for one in named if only is None or {one.reviewer, one.changed_by} == {only})
    whole: dict[int, bool] = {}
    for which, who in together.as_a_whole(store, run_id):
        if only is None or who == only:
            whole[which] = True
    return Found(run_id, read, told, own, len(named) - len(own), frozenset(whole))
