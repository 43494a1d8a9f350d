"""The open project as the window sees it: store, run, reviewer, verdicts. Knows no widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent import futures
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from db import settling
from db.rows import ExplanationRow, ReviewRow, RunRow, SignOff, Undone, Verdict
from db.store import Store
from gui import project_settings
from gui.background import Background
from gui.changes import Change, UnsavedChange, merged
from gui.closing import Closing, in_words
from gui.desk_reading import NextSteps, Opened, Reviews, read_opened, read_reviews, read_run
from gui.project_settings import Blind, ProjectSettings
from gui.standing import Standing
from gui.stores import Stores
from gui.words import clock, tr

__all__ = ["Desk", "NextSteps", "Opened", "Reviews"]

log = logging.getLogger(__name__)
STEPS_AFTER_MS, AFTER_MARK_MS = 300, 40


@dataclass(eq=False, slots=True)
class _OnItsWay:
    change: Change
    future: Future[Any]


class Desk(QObject):
    """Opens and closes projects, reads beside the window's thread, writes reviews and tells when they are committed.

    Signals:
        project_opened(Opened), closing(): what is not written yet has its last chance; project_closed()
        run_shown(Opened)
        changed(Change, ReviewRow or None): committed, with the review as it is now; None where it settles something
        turned(Undone, "undone" or "redone", ReviewRow or None): an undo or redo was committed
        turned_along(list of (explanation, ReviewRow or None)): what it did to the others, if it was of several at once;
            before turned
        settings_changed(ProjectSettings): how the project at hand is reviewed, as read or as changed here
        nothing_to_turn(str): there was nothing to undo or redo, in words
        saving(): a change is on its way to the disk; changed, turned, nothing_to_turn or not_saved follows
        saved(str): time of the last commit
        signed(SignOff, number of own verdicts in the run): a sign-off was committed
        not_saved(UnsavedChange); steps_known(NextSteps); trouble(str): plain words
    """

    project_opened = Signal(object)
    closing = Signal()
    project_closed = Signal()
    run_shown = Signal(object)
    changed = Signal(object, object)
    settings_changed = Signal(object)
    turned = Signal(object, str, object)
    turned_along = Signal(object)
    nothing_to_turn = Signal(str)
    saving = Signal()
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
        self.settings = ProjectSettings()
        self._on_their_way: list[_OnItsWay] = []
        self._commits = 0
        self._asked: dict[tuple[Store, int, str, Blind, int], list[Callable[[Reviews], object]]] = {}
        self._marking = False  # what was committed is being told: the mark comes first
        self._later: list[tuple[Store, int, Callable[[Reviews], object]]] = []
        self._marked = self._timer(AFTER_MARK_MS, self._read_later)
        self._steps_soon = self._timer(STEPS_AFTER_MS, self._read_steps)
        self._readers = Background(1, "desk-reader", self)
        self._writers = Background(1, "desk-writer", self)
        self._fetchers = Background(1, "desk-fetcher", self)  # what a picture waits for, before all that is said of it
        self._turn_number = 0
        self._undelivered: list[Store] = []
        self.stores = Stores()
        self.closings = Closing(self.stores, self)
        self.closings.trouble.connect(self.trouble)
        self.let_go = self.closings.let_go
        # A project is being read: what happens in it meanwhile is not in what is handed over.
        self.opening = False

    def _timer(self, ms: int, then: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        made.timeout.connect(then)
        return made

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
        self.opening = True

        def work() -> tuple[Store, Standing, Opened]:
            store, standing = self.stores.take(path, create)
            try:
                place = store.get_setting(f"place:{reviewer}") or {}
                found = store, standing, read_opened(store, reviewer, place.get("run"), place)
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
                self.let_go(store)
                return
            self.opening = False
            self.store, self.standing, self.run = store, standing, opened.run
            self._use_settings(opened.settings)
            self.project_opened.emit(opened)
            self._learn_steps()
            if then is not None:
                then()

        def failed(error: BaseException) -> None:
            if turn == self._turn_number:
                self.opening = False
            self._tell(error)

        self._readers.run(work, done, failed)

    def open_for_writing(self, then: Callable[[], object]) -> None:
        """Change a project that is open for reading only for the same one open for writing, if that can be had by now:
        ``project_opened`` follows. Else what is open stays; ``standing`` tells why. ``then`` is called in both cases.
        """
        before, run, reviewer = self.store, self.run, self.reviewer
        if before is None or not before.readonly:
            return
        turn = self._turn_number

        def work() -> tuple[Store, Standing, Opened | None]:
            store, standing = self.stores.take(before.path)
            try:
                if store.readonly:
                    self.stores.give_back(store)
                    return store, standing, None
                opened = read_opened(store, reviewer, run.run_id if run is not None else None, {})
                self._undelivered.append(store)
                return store, standing, opened
            except BaseException:
                self.stores.give_back(store)
                raise

        def done(found: tuple[Store, Standing, Opened | None]) -> None:
            store, standing, opened = found
            if opened is not None:
                self._undelivered.remove(store)
            if turn != self._turn_number or before is not self.store:
                if opened is not None:
                    self.let_go(store)
                return
            self.standing = standing
            if opened is not None:
                self.store, self.run = store, opened.run
                self.let_go(before)
                self._use_settings(opened.settings)
                self.project_opened.emit(opened)
                self._learn_steps()
            then()

        def failed(error: BaseException) -> None:
            if before is self.store:
                self._tell(error)
                then()

        self._readers.run(work, done, failed)

    def close(self) -> None:
        """Let go of the project; the store writes what is queued first, and makes its backup, beside the window."""
        if self.store is None:
            return
        self.closing.emit()
        self.wait_for_saves()
        store, self.store, self.standing, self.run = self.store, None, Standing(), None
        self.project_closed.emit()
        self._use_settings(ProjectSettings())
        self.let_go(store)

    def shut(self) -> tuple[str, ...]:
        """Close the project and all that is being closed, and end the helper threads. Returns what went wrong."""
        self.closings.leave()
        self.close()
        self._readers.close()
        self._fetchers.close()
        self._writers.close()
        while self._undelivered:
            self.let_go(self._undelivered.pop())
        return self.closings.shut()

    def show_run(self, run_id: int | None) -> None:
        """Read a run's rows anew (a run has begun, or the reviewer has changed); without a number the newest run's."""
        store, reviewer = self.store, self.reviewer
        if store is None:
            return

        def done(opened: Opened) -> None:
            if store is self.store:
                self.run = opened.run
                self._use_settings(opened.settings)
                self.run_shown.emit(opened)
                self._learn_steps()

        def work() -> Opened:
            place = store.get_setting(f"place:{reviewer}")
            return read_opened(store, reviewer, run_id, place if isinstance(place, dict) else {})

        self._readers.run(work, done, self._unless_gone(store))

    def read_anew(self, then: Callable[[Opened], object]) -> None:
        """Read the run that is shown again, as others' reviews have come in; whoever reviews is not disturbed."""
        store, run, reviewer = self.store, self.run, self.reviewer
        if store is None or run is None:
            return
        self._commits += 1  # reviews that are on their way to the window were read before

        def done(opened: Opened) -> None:
            if (store, run.run_id, reviewer) == (self.store, self.run.run_id if self.run else None, self.reviewer):
                self.run = opened.run
                self._use_settings(opened.settings)
                then(opened)
                self._learn_steps()

        self._readers.run(lambda: read_opened(store, reviewer, run.run_id, {}), done, self._unless_gone(store))

    def refresh_run(self, then: Callable[[RunRow | None], object]) -> None:
        """Read the run's row again (its state and counts changed)."""
        store, run = self.store, self.run
        if store is None or run is None:
            return

        def done(found: RunRow | None) -> None:
            if store is self.store:
                self.run = found
                then(found)

        self._readers.run(lambda: read_run(store, run.run_id), done, self._unless_gone(store))

    def fetch(self, explanation_id: int, then: Callable[[ExplanationRow], object]) -> None:
        """Read one explanation, before all else that is being read; ``then`` is called only if the project is still
        open."""
        self._read_in(self._fetchers, lambda store: store.explanation(explanation_id), then)

    def read(self, work: Callable[[Store], Any], then: Callable[[Any], object]) -> None:
        """Ask the store something beside the window's thread; ``then`` is called only if the project is still open."""
        self._read_in(self._readers, work, then)

    def _read_in(self, pool: Background, work: Callable[[Store], Any], then: Callable[[Any], object]) -> None:
        store = self.store
        if store is None:
            return

        def done(found: Any) -> None:
            if store is self.store:
                then(found)

        pool.run(lambda: work(store), done, self._unless_gone(store))

    def _use_settings(self, settings: ProjectSettings) -> None:
        self.settings = settings
        self.settings_changed.emit(settings)

    # --- reviews ---

    def reviews(self, explanation_id: int, then: Callable[[Reviews], object]) -> None:
        """Read what is said of an explanation; ``then`` gets nothing that the reviewer may not see yet. What several
        parts of the window ask for together is read once."""
        store, reviewer, blind, commits = self.store, self.reviewer, self.settings.blind, self._commits
        if store is None:
            return
        if self._marking:
            self._later.append((store, explanation_id, then))
            self._marked.start()
            return
        what = (store, explanation_id, reviewer, blind, commits)
        askers = self._asked.setdefault(what, [])
        askers.append(then)
        if len(askers) > 1:
            return

        def done(found: Reviews) -> None:
            del self._asked[what]
            if store is not self.store or reviewer != self.reviewer:
                return
            for one in askers:
                if commits != self._commits or blind != self.settings.blind:
                    self.reviews(explanation_id, one)  # something was saved meanwhile: this may be from before it
                else:
                    one(found)

        def failed(error: BaseException) -> None:
            del self._asked[what]
            self._unless_gone(store)(error)

        self._readers.run(lambda: read_reviews(store, explanation_id, reviewer, blind), done, failed)

    def _read_later(self) -> None:
        later, self._later = self._later, []
        for store, explanation_id, then in later:
            if store is self.store:
                self.reviews(explanation_id, then)

    def change(self, explanation_id: int, relative: str, sets: Mapping[str, Any], seconds: float = 0.0) -> None:
        """Write a change of the reviewer's review; ``changed`` follows its commit, ``not_saved`` its failure."""
        self.save(Change(explanation_id, relative, dict(sets), seconds))

    def settle(self, explanation_id: int, relative: str, verdict: Verdict) -> None:
        """Write which verdict holds where reviewers disagree."""
        self.save(Change(explanation_id, relative, settles=verdict))

    def save(self, change: Change) -> None:
        """Write a change, or try again."""
        store = self.store
        if store is None:
            return
        if self.readonly or not self.reviewer:
            return
        self.saving.emit()
        future: Future[Any]
        if change.settles is not None:
            future = settling.settle(store, change.explanation_id, self.reviewer, change.settles)
        else:
            future = store.change(change.explanation_id, self.reviewer, change.sets, change.seconds)
        one = _OnItsWay(change, future)
        self._on_their_way.append(one)
        self._writers.follow(future, lambda _: self._ended(one), lambda _: self._ended(one))

    def pending(self, explanation_id: int) -> dict[str, Any]:
        """What changes of this explanation that are not committed yet come to, as sets."""
        mine = [one.change for one in self._on_their_way if one.change.explanation_id == explanation_id]
        return merged([change.sets for change in mine])

    def wait_for_saves(self, timeout_s: float = 10.0) -> None:
        """Wait until what is on its way is on the disk, or known not to be, and tell it."""
        futures.wait([one.future for one in self._on_their_way], timeout_s)
        for one in list(self._on_their_way):
            if one.future.done():
                self._ended(one)

    def _ended(self, one: _OnItsWay) -> None:
        if one not in self._on_their_way:
            return  # told already, by wait_for_saves
        self._on_their_way.remove(one)
        error = one.future.exception()
        if error is not None:
            log.error("not saved: %s", error)
            self.not_saved.emit(UnsavedChange(one.change, in_words(error)))
            return
        self._commits += 1
        self._note_saved()
        found = one.future.result()
        self._marking = True
        try:
            if isinstance(found, ReviewRow):
                self.changed.emit(one.change, found)
            else:
                self.changed.emit(replace(one.change, event=found.event), None)
        finally:
            self._marking = False
        self._learn_steps()

    def set_blind(self, blind: Blind) -> None:
        """What is hidden before one's own verdict, for everyone in this project."""
        self._set(replace(self.settings, blind=blind), project_settings.BLIND, project_settings.blind_record(blind))

    def set_reasons(self, settings: ProjectSettings) -> None:
        """The project's own reasons, as ``settings`` has them."""
        self._set(settings, project_settings.REASONS, project_settings.own_record(settings.own))

    def _set(self, settings: ProjectSettings, key: str, record: Any) -> None:
        store = self.store
        if store is None or store.readonly:
            return

        def done(_: Any) -> None:
            if store is self.store:
                self._use_settings(settings)

        self._writers.follow(store.set_setting(key, record), done, self._tell)

    def sign_off(self) -> None:
        """Sign off the run that is shown; ``signed`` follows its commit."""
        store, run, reviewer = self.store, self.run, self.reviewer
        if store is None or run is None or store.readonly or not reviewer:
            return

        def work() -> tuple[SignOff, int]:
            signed = store.sign_off(run.run_id, reviewer).result()
            return signed, store.counts(run.run_id, reviewer).reviewed

        def done(found: tuple[SignOff, int]) -> None:
            if (store, reviewer) == (self.store, self.reviewer):  # whoever reviews now has no business with it
                self._note_saved()
                self.signed.emit(*found)
                self._learn_steps()

        self._writers.run(work, done, self._tell)

    def write(
        self,
        work: Callable[[Store], Any],
        then: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Write something else than a review; ``then`` follows its commit, and what goes wrong is told, or ``failed``
        is."""
        store, reviewer = self.store, self.reviewer
        if store is None or store.readonly or not reviewer:
            return

        def done(found: Any) -> None:
            if (store, reviewer) == (self.store, self.reviewer):
                self._commits += 1
                self._note_saved()
                then(found)
                self._learn_steps()

        def went_wrong(error: BaseException) -> None:
            if failed is None or store is not self.store:
                self._tell(error)
            else:
                failed(error)

        self._writers.run(lambda: work(store), done, went_wrong)

    def undo(self, only: str = "") -> None:
        """Take back what was changed last; only: the event of that hash, and nothing else."""
        self._turn("undone", only)

    def redo(self) -> None:
        self._turn("redone")

    def _turn(self, way: Literal["undone", "redone"], only: str = "") -> None:
        store, reviewer = self.store, self.reviewer
        if store is None or store.readonly or not reviewer:
            return
        self.saving.emit()
        future = store.undo(reviewer, only) if way == "undone" else store.redo(reviewer)

        def look_up() -> tuple[Undone | None, ReviewRow | None, list[tuple[int, ReviewRow | None]]]:
            change = future.result()
            if change is None or change.explanation_id is None:
                return change, None, []
            along = [(one, store.review(one, reviewer)) for one in change.also]
            return change, store.review(change.explanation_id, reviewer), along

        def done(found: tuple[Undone | None, ReviewRow | None, list[tuple[int, ReviewRow | None]]]) -> None:
            change, review, along = found
            if change is not None:
                self._commits += 1
                self._note_saved()
                if along:
                    self.turned_along.emit(along)
                self.turned.emit(change, way, review)
            else:
                self.nothing_to_turn.emit(tr("nothing to undo") if way == "undone" else tr("nothing to redo"))
            self._learn_steps()

        self._writers.run(look_up, done, self._tell)

    def _learn_steps(self) -> None:
        """What undo and redo would do now, for the menu; it does not keep the mark of a verdict from being painted."""
        if not self._steps_soon.isActive():
            self._steps_soon.start()

    def _read_steps(self) -> None:
        store, reviewer = self.store, self.reviewer
        if store is None or store.readonly or not reviewer:
            self.steps_known.emit(NextSteps(None, None))
            return

        def look_up() -> NextSteps:
            undo, redo = store.next_undo(reviewer), store.next_redo(reviewer)
            return NextSteps(undo.what if undo else None, redo.what if redo else None, undo.event if undo else "")

        self._readers.run(look_up, self.steps_known.emit, self._unless_gone(store))

    # --- where the reviewer was ---

    def keep_place(self, place: dict[str, Any]) -> None:
        """Remember it in the project; nobody waits, closing the store writes what is queued."""
        if self.store is not None and not self.store.readonly:
            self._writers.follow(self.store.set_setting(f"place:{self.reviewer}", place), lambda _: None)

    def keep_setting(self, key: str, value: Any, then: Callable[[], object] = lambda: None) -> None:
        """Keep a JSON value in the project; ``then`` follows its commit, and what goes wrong is told."""
        if self.store is not None and not self.store.readonly:
            self._writers.follow(self.store.set_setting(key, value), lambda _: then(), self._tell)

    def keep_model_file(self, path: Path) -> None:
        """Remember which model.toml the runs of this project use, to be able to resume."""
        self.keep_setting("model_file", str(path))

    def _note_saved(self) -> None:
        self.saved.emit(clock(datetime.now(UTC)))

    def _unless_gone(self, store: Store) -> Callable[[BaseException], None]:
        """Tells what went wrong with reading a project, unless it is no longer the one at the desk: it was closed."""
        return lambda error: self._tell(error) if store is self.store else None

    def _tell(self, error: BaseException) -> None:
        self.trouble.emit(in_words(error))
