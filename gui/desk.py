"""The open project as the window sees it: store, run, reviewer, verdicts. Knows no widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from db.rows import ExplanationRow, ItemRow, RunRow, SignOff, Undone, Verdict
from db.store import Store
from engine.records import PlainError
from gui.background import Background
from gui.standing import Standing
from gui.stores import Stores
from gui.words import clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A run with its rows, as read from the store. run is None in a project without one; runs are all, oldest first."""

    run: RunRow | None
    runs: tuple[RunRow, ...]
    rows: tuple[ItemRow, ...]
    place: dict[str, Any]
    model_file: str


@dataclass(frozen=True, slots=True)
class UnsavedVerdict:
    """A verdict that could not be written, and why."""

    explanation_id: int
    relative: str
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What undo and redo would do now, for the menu; None where there is nothing."""

    undo: str | None
    redo: str | None


class Desk(QObject):
    """Opens and closes projects, reads beside the window's thread, writes verdicts and tells when they are committed.

    Signals:
        project_opened(Opened), project_closed(), run_shown(Opened)
        judged(explanation_id, verdict or None): committed
        turned(Undone, "undone" or "redone", verdict or None): an undo or redo was committed
        nothing_to_turn(str): there was nothing to undo or redo, in words
        saved(str): time of the last commit
        signed(SignOff, number of own verdicts in the run): a sign-off was committed
        not_saved(UnsavedVerdict); steps_known(NextSteps); trouble(str): plain words
    """

    project_opened = Signal(object)
    project_closed = Signal()
    run_shown = Signal(object)
    judged = Signal(int, object)
    turned = Signal(object, str, object)
    nothing_to_turn = Signal(str)
    saved = Signal(str)
    signed = Signal(object, int)
    not_saved = Signal(object)
    steps_known = Signal(object)
    trouble = Signal(str)

    def __init__(self, reviewer: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store: Store | None = None
        self.standing = Standing()
        self.run: RunRow | None = None
        self.reviewer = reviewer
        self._readers = Background(1, "desk-reader", self)
        self._writers = Background(1, "desk-writer", self)
        self._turn_number = 0
        self._undelivered: list[Store] = []
        self.stores = Stores()

    # --- project ---

    @property
    def readonly(self) -> bool:
        return self.store is not None and self.store.readonly

    def open(self, path: Path, *, create: bool = False, then: Callable[[], object] | None = None) -> None:
        """Open a project (make it with ``create``), for reading only where it cannot be written."""
        self.close()
        reviewer = self.reviewer
        self._turn_number += 1
        turn = self._turn_number

        def work() -> tuple[Store, Standing, Opened]:
            store, standing = self.stores.take(path, create)
            try:
                place = store.get_setting(f"place:{reviewer}") or {}
                found = store, standing, _read(store, reviewer, place.get("run"), place)
                self._undelivered.append(store)
                return found
            except BaseException:
                self.stores.give_back(store)
                raise

        def done(found: tuple[Store, Standing, Opened]) -> None:
            store, standing, opened = found
            self._undelivered.remove(store)
            if turn != self._turn_number:
                # Something else was opened meanwhile; this one must not keep its lock.
                self.stores.give_back(store)
                return
            self.store, self.standing, self.run = store, standing, opened.run
            self.project_opened.emit(opened)
            self._learn_steps()
            if then is not None:
                then()

        self._readers.run(work, done, self._tell)

    def close(self) -> None:
        """Let go of the project; the store writes what is queued first."""
        if self.store is None:
            return
        store, self.store, self.standing, self.run = self.store, None, Standing(), None
        self.project_closed.emit()
        try:
            self.stores.give_back(store)
        except PlainError as error:
            self.trouble.emit(str(error))

    def shut(self) -> None:
        """Close the project and end the helper threads."""
        self.close()
        self._readers.close()
        self._writers.close()
        while self._undelivered:
            self.stores.give_back(self._undelivered.pop())

    def show_run(self, run_id: int) -> None:
        """Read a run's rows anew (a run has begun, or the reviewer has changed)."""
        store, reviewer = self.store, self.reviewer
        if store is None:
            return

        def done(opened: Opened) -> None:
            if store is self.store:
                self.run = opened.run
                self.run_shown.emit(opened)
                self._learn_steps()

        place = self.place()
        self._readers.run(lambda: _read(store, reviewer, run_id, place), done, self._tell)

    def refresh_run(self, then: Callable[[RunRow | None], object]) -> None:
        """Read the run's row again (its state and counts changed)."""
        store, run = self.store, self.run
        if store is None or run is None:
            return

        def done(found: RunRow | None) -> None:
            if store is self.store:
                self.run = found
                then(found)

        self._readers.run(lambda: _run(store, run.run_id), done, self._tell)

    def fetch(self, explanation_id: int, then: Callable[[ExplanationRow], object]) -> None:
        """Read one explanation; ``then`` is called only if the project is still open."""
        store = self.store
        if store is None:
            return

        def done(row: ExplanationRow) -> None:
            if store is self.store:
                then(row)

        self._readers.run(lambda: store.explanation(explanation_id), done, self._tell)

    # --- verdicts ---

    def judge(self, explanation_id: int, relative: str, verdict: Verdict) -> None:
        """Write a verdict; ``judged`` follows its commit, ``not_saved`` its failure."""
        store = self.store
        if store is None:
            return

        def done(_: Any) -> None:
            self._note_saved()
            self.judged.emit(explanation_id, verdict)
            self._learn_steps()

        def failed(error: BaseException) -> None:
            log.error("verdict not saved: %s", error)
            self.not_saved.emit(UnsavedVerdict(explanation_id, relative, verdict, _words(error)))

        try:
            future = store.set_verdict(explanation_id, self.reviewer, verdict)
        except PlainError as error:
            failed(error)
            return
        self._writers.follow(future, done, failed)

    def sign_off(self) -> None:
        """Sign off the run that is shown; ``signed`` follows its commit."""
        store, run, reviewer = self.store, self.run, self.reviewer
        if store is None or run is None or store.readonly:
            return

        def work() -> tuple[SignOff, int]:
            signed = store.sign_off(run.run_id, reviewer).result()
            return signed, store.counts(run.run_id, reviewer).reviewed

        def done(found: tuple[SignOff, int]) -> None:
            self._note_saved()
            self.signed.emit(*found)
            self._learn_steps()

        self._writers.run(work, done, self._tell)

    def undo(self) -> None:
        self._turn("undone")

    def redo(self) -> None:
        self._turn("redone")

    def _turn(self, way: Literal["undone", "redone"]) -> None:
        store, reviewer = self.store, self.reviewer
        if store is None or store.readonly:
            return
        future: Future[Undone | None] = store.undo(reviewer) if way == "undone" else store.redo(reviewer)

        def look_up() -> tuple[Undone | None, Verdict | None]:
            change = future.result()
            if change is None:
                return None, None
            review = None
            if change.explanation_id is not None:
                review = store.review(change.explanation_id, reviewer)
            return change, review.verdict if review is not None else None

        def done(found: tuple[Undone | None, Verdict | None]) -> None:
            change, verdict = found
            if change is not None:
                self._note_saved()
                self.turned.emit(change, way, verdict)
            else:
                self.nothing_to_turn.emit(f"nothing to {'undo' if way == 'undone' else 'redo'}")
            self._learn_steps()

        self._writers.run(look_up, done, self._tell)

    def _learn_steps(self) -> None:
        store, reviewer = self.store, self.reviewer
        if store is None or store.readonly:
            self.steps_known.emit(NextSteps(None, None))
            return

        def look_up() -> NextSteps:
            undo, redo = store.next_undo(reviewer), store.next_redo(reviewer)
            return NextSteps(undo.what if undo else None, redo.what if redo else None)

        self._readers.run(look_up, self.steps_known.emit, self._tell)

    # --- where the reviewer was ---

    def place(self) -> dict[str, Any]:
        """Where this reviewer was in this project: run, image, picture, view."""
        if self.store is None:
            return {}
        found = self.store.get_setting(f"place:{self.reviewer}")
        return found if isinstance(found, dict) else {}

    def keep_place(self, place: dict[str, Any]) -> None:
        """Remember it in the project; nobody waits, closing the store writes what is queued."""
        if self.store is not None and not self.store.readonly:
            self._writers.follow(self.store.set_setting(f"place:{self.reviewer}", place), lambda _: None)

    def keep_model_file(self, path: Path) -> None:
        """Remember which model.toml the runs of this project use, to be able to resume."""
        if self.store is not None and not self.store.readonly:
            self._writers.follow(self.store.set_setting("model_file", str(path)), lambda _: None, self._tell)

    def _note_saved(self) -> None:
        self.saved.emit(clock(datetime.now(UTC)))

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, PlainError):
            log.error("unexpected", exc_info=error)
        self.trouble.emit(_words(error))


def _run(store: Store, run_id: int | None) -> RunRow | None:
    runs: Sequence[RunRow] = store.runs()
    if not runs:
        return None
    audits = [run for run in runs if not run.ad_hoc] or runs
    return next((run for run in runs if run.run_id == run_id), audits[-1])


def _read(store: Store, reviewer: str, run_id: int | None, place: dict[str, Any]) -> Opened:
    run = _run(store, run_id)
    rows = tuple(store.items(run.run_id, reviewer)) if run is not None else ()
    return Opened(run, tuple(store.runs()), rows, place, str(store.get_setting("model_file") or ""))


def _words(error: BaseException) -> str:
    if isinstance(error, PlainError):
        return str(error)
    return f"Something went wrong inside Hansel ({type(error).__name__}). What was saved is safe; see the log."
