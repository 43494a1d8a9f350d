"""A project on disk: audit.sqlite, the maps beside it, and a lock that only one writing process can hold."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects.sqlite import insert as upsert

from db import (
    connect,
    faults,
    history,
    ids,
    maps,
    migrate,
    opening,
    queries,
    results,
    runs,
    schema,
    seal,
    undoing,
    verify,
)
from db.faults import MapAltered, MapMissing, NotAProject, ProjectBusy, StoreError
from db.opening import DATABASE, Writing
from db.rows import (
    Counts,
    ExplanationRow,
    ItemRow,
    Pending,
    ReviewRow,
    RunPlan,
    RunRow,
    RunState,
    SignOff,
    Undone,
    Verdict,
)
from db.writer import Urgency
from engine.records import Explanation, Failure, FloatArray, ImageRef, RunSpec, Truth

__all__ = [
    "Counts",
    "ExplanationRow",
    "ItemRow",
    "MapAltered",
    "MapMissing",
    "NotAProject",
    "Pending",
    "ProjectBusy",
    "ReviewRow",
    "RunPlan",
    "RunRow",
    "Store",
    "StoreError",
    "Undone",
]

T = TypeVar("T")
LONGEST_READ_S = 30


class Store:
    """One project. Any thread may read; all writing goes through one thread, and a future is done after its commit.

    Methods raise StoreError (plain words) for faults of the disk or the project. Use Store.create, Store.open or
    Store.open_or_create, and close it or use it as a context manager.
    """

    def __init__(self, path: Path, readers: Engine, writing: Writing | None) -> None:
        self.path = path
        self.readonly = writing is None
        # Review events that the database had lost and that opening took in from the journal.
        self.brought_back = writing.brought_back if writing is not None else 0
        # Events of the journal that wait for explanations which the database had lost: audit the folder again.
        self.waiting = writing.waiting if writing is not None else 0
        self._readers = readers
        self._writing = writing
        self._sessions: dict[int, int] = {}
        self._one_plan = threading.Lock()
        self._one_batch = threading.Lock()
        self._closed = False
        self._reads = 0
        self._no_reads = threading.Condition()
        self._device: str | None = None

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """Makes a project at a free path or in an empty folder. Raises NotAProject if something else is there."""
        folder = opening.absolute(path)
        if opening.is_project(folder):
            raise StoreError(f"{folder.name} is a Hansel project already; open it, or choose another name.")
        opening.refuse_foreign(folder)
        with faults.in_plain_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
        return cls._open_writing(folder)

    @classmethod
    def open(cls, path: str | Path, readonly: bool = False, sealed: bool = True) -> Self:
        """Opens a project. Raises NotAProject, ProjectBusy if another process writes to it, or StoreError.

        A read-only store needs no lock and works beside the one that writes. sealed=False reads a database although it
        is not as it was when it was closed (db/seal.py), to find out what is off.
        """
        folder = opening.absolute(path)
        with faults.in_plain_words(folder):
            there = folder.exists()
        if not there:
            raise NotAProject(f"There is no project at {folder}. Check the path, or audit a folder into it.")
        if not opening.is_project(folder):
            opening.refuse_foreign(folder)
            raise NotAProject(f"{folder} is an empty folder, not a Hansel project. Audit a folder into it first.")
        return cls._open_readonly(folder, sealed) if readonly else cls._open_writing(folder)

    @classmethod
    def open_or_create(cls, path: str | Path) -> Self:
        """Opens the project at the path for writing, or makes it if nothing is there."""
        return cls.open(path) if opening.is_project(opening.absolute(path)) else cls.create(path)

    @classmethod
    def _open_writing(cls, folder: Path) -> Self:
        writing = Writing(folder)
        return cls(folder, connect.reader_engine(folder / DATABASE), writing)

    @classmethod
    def _open_readonly(cls, folder: Path, sealed: bool) -> Self:
        if sealed:
            with faults.in_plain_words(folder):
                seal.check(folder / DATABASE)
        readers = connect.reader_engine(folder / DATABASE)
        try:
            with faults.in_plain_words(folder), readers.connect() as db:
                found = migrate.revision(db)
        except BaseException:
            readers.dispose()
            raise
        if found is not None and found < migrate.HEAD:
            readers.dispose()
            raise StoreError(
                f"{folder.name} is from an older Hansel. Open it once in the window (hansel {folder.name}); "
                "that brings it up to date."
            )
        return cls(folder, readers, None)

    def close(self) -> None:
        """Writes what is queued and lets go of the project. Safe to call twice.

        Waits for who is reading, up to LONGEST_READ_S: a connection that outlives the one that writes leaves the last
        writes in SQLite's log, and the database without its seal.
        """
        with self._no_reads:
            self._closed = True
            self._no_reads.wait_for(lambda: self._reads == 0, LONGEST_READ_S)
        self._readers.dispose()
        if self._writing is not None:
            self._writing.close()

    def found_again(self) -> str:
        """In words, what opening took in from the journal, and what waits there; empty if nothing."""
        return opening.found_again(self.brought_back, self.waiting)

    def when_warned(self, told: Callable[[StoreError], None]) -> None:
        """Who is told, from another thread, that something beside the work failed and the work goes on: no backup."""
        if self._writing is not None:
            self._writing.warned = told

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Runs

    def begin_run(
        self, spec: RunSpec, images: Sequence[ImageRef], *, new_run: bool = False, limit: int | None = None
    ) -> RunPlan:
        """Resumes the newest run of the same folder, model fingerprint, method, parameters, seed and batch size.

        Without one, or with new_run, begins another. Images that are done stay done unless their file's bytes changed;
        a touched file with the same bytes is not changed. limit: only the first so many images, by the given order.
        """
        with self._one_plan:
            with self._reading() as db:
                wanted = images if limit is None else images[: max(0, limit)]
                hashes = runs.hashes_of_touched(db, runs.folder_of(spec), wanted)
            plan, session = self._write(
                lambda db: runs.begin(db, spec, images, hashes, new_run=new_run, limit=limit)
            ).result()
            self._sessions[plan.run_id] = session
        return plan

    def add_explanation(self, run_id: int, key: int, explanation: Explanation) -> int:
        """Writes and syncs the map, then the row. Returns the explanation's id after the commit."""
        (explanation_id,) = self.add_outcomes(run_id, [(key, explanation)])
        assert explanation_id is not None
        return explanation_id

    def add_failure(self, run_id: int, key: int, failure: Failure) -> None:
        """Keeps the reason why an image could not be explained; returns after the commit."""
        self.add_outcomes(run_id, [(key, failure)])

    def add_outcomes(self, run_id: int, found: Sequence[tuple[int, Explanation | Failure]]) -> list[int | None]:
        """What became of a batch, in one transaction: all is kept, or nothing. Returns after the commit.

        For each its explanation's id, None for a failure.
        """
        if self._writing is None:
            raise StoreError(_READONLY.format(name=self.path.name))
        made = [(key, one) for key, one in found if isinstance(one, Explanation)]
        # One batch at a time: between the look whether a map has its row already and the row's commit nobody comes in.
        with self._one_batch:
            with self._reading() as db:
                names = results.explanation_uuids(db, run_id, [(key, int(one.target)) for key, one in made])
            with faults.in_plain_words(self.path):
                named = zip(names, (one.map for _, one in made), strict=True)
                stored = maps.write_all(self.path, named, self._writing.map_pool)
            rows = results.rows_of((one for _, one in made), names, stored)
            session = self._sessions.get(run_id)
            return self._write(lambda db: results.add(db, run_id, found, rows, session)).result()

    def smaller_batch(self, run_id: int, batch_size: int) -> None:
        """What comes from here on is made in batches of that size, since the memory was full; the run remembers it."""
        session = self._sessions[run_id]
        self._sessions[run_id] = self._write(lambda db: runs.smaller_batch(db, session, batch_size)).result()

    def finish_run(self, run_id: int, state: RunState) -> None:
        """Says how the run ended: "finished", "cancelled" or "interrupted"."""
        self._write(lambda db: runs.finish(db, run_id, state)).result()

    def runs(self) -> list[RunRow]:
        """All runs, oldest first."""
        with self._reading() as db:
            return queries.run_rows(db)

    def items(self, run_id: int, reviewer: str) -> list[ItemRow]:
        """The images of a run in order, with this reviewer's verdicts."""
        with self._reading() as db:
            return queries.item_rows(db, run_id, reviewer)

    def counts(self, run_id: int, reviewer: str) -> Counts:
        """How far the run and this reviewer are."""
        with self._reading() as db:
            return queries.counts(db, run_id, reviewer)

    def truth(self, key: int) -> Truth | None:
        """What the data set knows of the image with that key: its classes and where they are, in pixels of the upright
        image; None if it knows nothing beyond a label."""
        with self._reading() as db:
            return queries.truth(db, key)

    # Explanations

    def explanation(self, explanation_id: int) -> ExplanationRow:
        """One explanation without its map."""
        with self._reading() as db:
            return queries.explanation_row(db, explanation_id)

    def explanations(self, run_id: int) -> dict[int, ExplanationRow]:
        """By id, the first explanation of each image of a run, without maps; for reports."""
        with self._reading() as db:
            return {row.explanation_id: row for row in queries.explanation_rows(db, run_id)}

    def scale_of_run(self, run_id: int) -> float | None:
        """The reach, max(-low, high), that 99 % of the maps of a run keep within; None without any."""
        with self._reading() as db:
            return queries.scale_of_run(db, run_id)

    def map(self, explanation_id: int) -> FloatArray:
        """The raw map, float32 (H, W) at the model's input resolution. Raises MapMissing or MapAltered."""
        with self._reading() as db:
            path, sha256 = queries.map_file(db, explanation_id)
        with faults.in_plain_words(self.path):
            return maps.read(self.path, path, sha256)

    # Reviews

    def review(self, explanation_id: int, reviewer: str) -> ReviewRow | None:
        """What this reviewer says of the explanation now; None if nothing ever."""
        with self._reading() as db:
            return history.review(db, explanation_id, reviewer)

    def reviews(self, run_id: int) -> list[ReviewRow]:
        """What every reviewer says now of the explanations of a run, by explanation and reviewer; for reports."""
        with self._reading() as db:
            return history.reviews_of_run(db, run_id)

    def reviews_of(self, explanation_id: int) -> list[ReviewRow]:
        """What every reviewer says now of one explanation."""
        with self._reading() as db:
            return history.reviews_of(db, explanation_id)

    def change(
        self, explanation_id: int, reviewer: str, sets: Mapping[str, Any], seconds: float = 0.0
    ) -> Future[ReviewRow]:
        """Saves a change of a review as one event, which one undo takes back. The future is done after the commit, or
        carries a StoreError.

        sets: any of verdict (None takes it back), severity (1 to 3 or None), comment, reasons (name -> given or not),
        regions (id -> record of Region.to_json, or None to take it away). seconds: looked at the explanation for it.
        """
        return self._write(
            lambda db: history.change(db, self._author(reviewer), explanation_id, sets, seconds), Urgency.VERDICT
        )

    def set_verdict(self, explanation_id: int, reviewer: str, verdict: Verdict | None) -> Future[ReviewRow]:
        """Saves a verdict, or takes it back (None). The future is done after the commit, or carries a StoreError."""
        return self.change(explanation_id, reviewer, {"verdict": verdict})

    def undo(self, reviewer: str, only: str = "") -> Future[Undone | None]:
        """Takes back this reviewer's last change on this machine, on whatever image; the future holds None if there is
        none. only: the hash of one event (a sign-off's head): that one, or nothing if it does not stand any more."""
        return self._write(lambda db: undoing.undo(db, self._author(reviewer), only), Urgency.VERDICT)

    def redo(self, reviewer: str) -> Future[Undone | None]:
        """Brings again what was undone last; the future holds None after a new change."""
        return self._write(lambda db: undoing.redo(db, self._author(reviewer)), Urgency.VERDICT)

    def next_undo(self, reviewer: str) -> Undone | None:
        """What undo would take back now, for a menu."""
        with self._reading() as db:
            return undoing.next_undo(db, self._author(reviewer))

    def next_redo(self, reviewer: str) -> Undone | None:
        """What redo would bring again now, for a menu."""
        with self._reading() as db:
            return undoing.next_redo(db, self._author(reviewer))

    def sign_off(self, run_id: int, reviewer: str) -> Future[SignOff]:
        """Records that a reviewer stands by the reviews of a run as they are now; one undo takes it back."""
        return self._write(lambda db: history.sign_off(db, self._author(reviewer), run_id), Urgency.VERDICT)

    def sign_offs(self, run_id: int) -> list[SignOff]:
        """Each reviewer's sign-off of a run that stands."""
        with self._reading() as db:
            return history.sign_offs(db, run_id)

    def history_faults(self) -> list[str]:
        """What is wrong with the review history, in sentences; empty if every hash and the current state agree."""
        with self._reading() as db:
            return verify.history_faults(db)

    # Settings of the project: where the reviewer was, and the like

    def get_setting(self, key: str, default: Any = None) -> Any:
        """A JSON value, or the default if the key was never set."""
        with self._reading() as db:
            return queries.setting(db, key, default)

    def set_setting(self, key: str, value: Any) -> Future[None]:
        """Keeps a JSON value. The future is done after the commit; nobody has to wait for it."""

        def work(db: Connection) -> None:
            row = upsert(schema.settings).values(key=key, value=value)
            db.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))

        return self._write(work, Urgency.VERDICT)

    def _author(self, reviewer: str) -> ids.Author:
        self._device = self._device or ids.device_id()
        return ids.Author(reviewer, self._device, ids.os_user())

    def _write(self, work: Callable[[Connection], T], urgency: Urgency = Urgency.AUDIT) -> Future[T]:
        if self._writing is None:
            refused: Future[T] = Future()
            refused.set_exception(StoreError(_READONLY.format(name=self.path.name)))
            return refused
        return self._writing.writer.submit(work, urgency)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._no_reads:
            if self._closed:
                raise StoreError(f"{self.path.name} is closed.")
            self._reads += 1
        try:
            with faults.in_plain_words(self.path), self._readers.connect() as db:
                yield db
        finally:
            with self._no_reads:
                self._reads -= 1
                self._no_reads.notify_all()


_READONLY = "{name} is open for reading only; nothing was saved."
