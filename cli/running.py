"""An audit without a window: folder, model and store joined."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli import models
from cli.errors import RunStopped
from cli.progress import Bar
from cli.say import left_out, note, warn
from cli.stopping import cancel_on_signal
from engine import in_full
from engine.records import Explanation, Failure, PlainError, RunSpec
from reports.labels import strangers, truth_in
from reports.words import count

if TYPE_CHECKING:
    from db.rows import RunState
    from db.store import RunPlan, Store
    from engine.audit import Work
    from engine.models import Model


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for. Paths as given; `folder` may be a CSV or JSON file that lists the images, `limit` is the
    most images to explain in this call."""

    folder: Path
    model_file: Path
    project: Path
    method: str = "learned"
    steps: int = 10
    device: str = "auto"
    limit: int | None = None
    new_run: bool = False
    trust_code: bool = False
    layout: str = "auto"
    evidence: str = "quick"
    pack_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it. `plan` is the store's answer before the first image; `failures` are of this call."""

    plan: RunPlan
    explained: int
    failures: tuple[Failure, ...]
    cancelled: bool
    seconds: float

    @property
    def remaining(self) -> int:
        """Images that this call was to do and did not come to."""
        return len(self.plan.pending) - self.explained - len(self.failures)


def audit(wanted: Wanted) -> Outcome:
    """Audit a data set into a project; go on where an earlier call stopped.

    Raises PlainError for bad input before anything has begun, RunStopped when a run could not go on, and
    KeyboardInterrupt when the user stopped at once. What was finished is in the project in every case.
    """
    from db import sources
    from engine import datasets, packs
    from engine.methods import parameters

    in_full.check(wanted.evidence)
    pack = None if wanted.pack_file is None else packs.read(wanted.pack_file)
    start = None if pack is None else pack.start
    # What cannot go together is told before anything is loaded.
    parameters(wanted.method, wanted.steps, start)
    found = datasets.read(wanted.folder, wanted.layout, left_out)
    for text in found.notes:
        warn(text)
    with HeldProject(wanted.project) as project:
        model = models.load(str(wanted.model_file), wanted.trust_code, wanted.device)
        if pack is not None:
            pack.check_model(model.name, model.version, model.fingerprint)

        from engine.audit import describe_run

        spec = describe_run(model, found.root, method=wanted.method, steps=wanted.steps, pack=start)
        store = project.ready()
        plan = store.begin_run(spec, found.images, new_run=wanted.new_run, limit=wanted.limit)
        if found.source != found.root or wanted.layout != "auto":
            sources.keep(store, plan.run_id, found.source, wanted.layout)
        announce(plan)
        if not plan.pending:
            return Outcome(plan, 0, (), False, 0.0)
        note(f"{wanted.folder} is read as {datasets.describe(found)}.")
        if strange := strangers(found.labels(), model.labels):
            warn(strange)
        names = [image.relative for image in found.images[: wanted.limit]]
        return _run(store, plan, model, spec, in_full.chosen(wanted.evidence, names, spec.seed))


def _run(store: Store, plan: RunPlan, model: Model, spec: RunSpec, measured: frozenset[str]) -> Outcome:
    from engine.audit import Control, Work
    from engine.audit import audit as run
    from engine.fit import ExplainError
    from engine.packs import PackError

    sink = _Kept(store, plan.run_id)
    control = Control()
    state: RunState = "interrupted"
    try:
        with cancel_on_signal(control), Bar() as bar:
            work = [
                Work(item.key, item.path, in_full=True, truth=truth_in(store.truth(item.key), model.labels))
                if item.relative in measured
                else Work(item.key, item.path)
                for item in plan.pending
            ]

            def smaller(size: int) -> None:
                store.smaller_batch(plan.run_id, size)
                warn(
                    f"The memory was too full for {spec.batch_size} images at once; going on with {size}. Nothing was "
                    "lost, and the run remembers it."
                )

            summary = run(
                model, work, sink, spec, control=control, progress=bar, at_once=plan.batch_size, smaller=smaller
            )
        state = "cancelled" if summary.cancelled else "finished"
    except KeyboardInterrupt:
        state = "cancelled"
        raise
    except (ExplainError, PackError) as error:
        if not sink.taken:  # nothing was explained yet: it is model or pack that do not fit, not the run that broke
            raise
        raise RunStopped(f"{error} {sink.kept()}") from error
    except (PlainError, OSError, MemoryError) as error:
        raise RunStopped(f"{_reason(error)} {sink.kept()}") from error
    finally:
        _close_run(store, plan.run_id, state)
    return Outcome(plan, summary.explained, tuple(sink.failures), summary.cancelled, summary.seconds)


def _reason(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "The memory of this machine is full."
    return str(error)


def _close_run(store: Store, run_id: int, state: RunState) -> None:
    try:
        store.finish_run(run_id, state)
    except PlainError as error:
        if state == "finished":
            raise RunStopped(str(error)) from error
        note(str(error))  # the reason why the run stopped is on its way up; this must not hide it


class _Kept:
    """The sink: writes each batch to the store, and remembers what failed."""

    def __init__(self, store: Store, run_id: int) -> None:
        self._store = store
        self._run_id = run_id
        self.taken = 0
        self.failures: list[Failure] = []

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        self._store.add_outcomes(self._run_id, [(work.key, outcome) for work, outcome in outcomes])
        self.taken += len(outcomes)
        self.failures += [outcome for _, outcome in outcomes if isinstance(outcome, Failure)]

    def kept(self) -> str:
        return f"{count(self.taken, 'image')} of this call are done and kept; the same command goes on from there."


def announce(plan: RunPlan) -> None:
    """Says on stderr whether this is a new run, the rest of one, or an addition to one."""
    todo = len(plan.pending)
    if not plan.resumed:
        note(f"Run {plan.run_id}: {count(plan.total, 'image')}.")
    elif todo and plan.was_finished and todo == plan.new + plan.changed:
        note(f"Run {plan.run_id} was done; only what is new or changed: {plan.new} new, {plan.changed} changed.")
    elif todo:
        total = count(plan.total, "image")
        note(f"Going on with run {plan.run_id}: {plan.done:,} of {total} are done, {todo:,} to go.")


class HeldProject(AbstractContextManager["HeldProject"]):
    """A project held for writing. One that exists is opened at once, so that a wrong or busy one is told before a
    model is loaded; a new one is made by `ready()`, so that a wrong model leaves nothing behind."""

    def __init__(self, path: Path) -> None:
        from db import drives
        from db.store import Store

        if drives.on_network_drive(path):
            warn(drives.WARNING.format(name=path.name))
        self._path = path
        self._kind = Store
        self._store: Store | None = None
        if path.exists() or path.is_symlink():
            self._store = Store.open(path)
            if found := self._store.found_again():
                note(found)
        elif path.suffix != ".hansel":
            raise PlainError(f"A project's name ends in .hansel: {path}.hansel, say.")

    def ready(self) -> Store:
        """The open store; made now if it was not there."""
        if self._store is None:
            self._store = self._kind.create(self._path)
        self._store.when_warned(lambda fault: warn(str(fault)))
        return self._store

    def __exit__(self, *error: object) -> None:
        if self._store is not None:
            self._store.close()
