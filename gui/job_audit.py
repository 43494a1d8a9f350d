"""In the worker thread: an audit of a folder, and how long an image takes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import sources
from db.rows import Pending, RunPlan, RunState
from engine import in_full
from engine.records import PlainError, RunSpec
from gui.job_inputs import data_set, first_line
from gui.job_models import Models
from gui.job_thread import JobThread
from gui.news import (
    AuditProgress,
    BatchHalved,
    MeasurePace,
    News,
    PaceMeasured,
    RunAudit,
    RunEnded,
    RunGrew,
    RunStarted,
)
from gui.said import said
from gui.sinks import Nowhere, StoreSink
from gui.words import tr
from reports.labels import strangers, truth_in

if TYPE_CHECKING:
    from engine.audit import Work

log = logging.getLogger(__name__)
MANY = 5_000  # images, from which on the first are explained before all are listed


def audit_folder(job: RunAudit, models: Models, thread: JobThread, post: Callable[[News], None]) -> None:
    """Audit the images of a job, or go on with a run; it ends with RunEnded, whatever happens."""
    thread.waited_s = 0.0
    sitting = _Sitting(job, models, thread, post)
    state: RunState = "interrupted"
    trouble = ""
    try:
        sitting.go()
        state = "finished"
        if sitting.cancelled:
            state = "interrupted" if thread.leaving else "cancelled"
    except PlainError as error:
        trouble = said(str(error))
    except Exception as error:
        log.exception("the audit of %s could not go on", job.folder)
        trouble = tr("The audit could not go on: {reason}. Everything done so far is kept.").format(
            reason=first_line(error)
        )
    if sitting.run_id is not None:
        try:
            job.store.finish_run(sitting.run_id, state)
        except PlainError as error:
            trouble = trouble or said(str(error))
    done = sitting.explained + sitting.failed
    pace = max(0.0, sitting.seconds - thread.waited_s) / done if done and not trouble else None
    post(RunEnded(sitting.run_id, state, sitting.explained, sitting.failed, sitting.seconds, trouble, pace))


@dataclass(slots=True)
class _Sitting:
    """One sitting of an audit, and what has come of it so far."""

    job: RunAudit
    models: Models
    thread: JobThread
    post: Callable[[News], None]
    run_id: int | None = None
    explained: int = 0
    failed: int = 0
    seconds: float = 0.0
    cancelled: bool = False

    def go(self) -> None:
        """To the end, or until it is cancelled. Raises PlainError where it cannot go on."""
        from engine import audit

        job = self.job
        left_out: list[str] = []
        in_full.check(job.evidence)
        found = data_set(job, left_out)
        spec = audit.describe_run(
            self.models.current, str(found.root), method=job.method, steps=job.steps, seed=job.seed,
            batch_size=job.batch_size or audit.DEFAULT_BATCH_SIZE, pack=job.pack,
        )  # fmt: skip
        names = [image.relative for image in found.images[: job.limit or None]]
        # The rows of a large folder take seconds to write; its first images can be looked at before.
        early = spec.batch_size if len(names) > MANY and not job.resumed and not job.store.runs() else 0
        plan = job.store.begin_run(spec, found.images, limit=early or job.limit or None)
        self.run_id = plan.run_id
        if found.source != found.root or job.layout != "auto":
            sources.keep(job.store, plan.run_id, found.source, job.layout)
        strange = strangers(found.labels(), self.models.current.labels)
        notes = (*found.notes, *([strange] if strange else []))
        total = len(names) if early else plan.total
        self.post(
            RunStarted(plan.run_id, plan.resumed, total, plan.done, plan.new, plan.changed, tuple(left_out), notes)
        )
        measured = in_full.chosen(job.evidence, names, spec.seed)
        if early:
            self._explain(self._work(plan, measured, spec), spec, plan.done, total, plan.batch_size)
            if self.thread.leaving:
                return
            plan = job.store.begin_run(spec, found.images, limit=job.limit or None)
            self.post(RunGrew(plan.run_id, plan.total))
            if self.cancelled:
                return
        work, before, at_once = self._work(plan, measured, spec), plan.done, plan.batch_size
        del found, names, plan  # of a large folder nothing is held for hours but what is left to do
        self._explain(work, spec, before, total, at_once)

    def _work(self, plan: RunPlan, measured: frozenset[str], spec: RunSpec) -> Sequence[Work]:
        """What is left to do. measured: the images that are measured in full."""
        from engine.audit import Work

        store = self.job.store

        def made(item: Pending) -> Work:
            if item.relative not in measured:
                return Work(item.key, item.path)
            return Work(item.key, item.path, in_full=True, truth=truth_in(store.truth(item.key), spec.labels))

        return _Left(plan.pending, made)

    def _explain(self, work: Sequence[Work], spec: RunSpec, before: int, total: int, at_once: int) -> None:
        from engine import audit

        run_id, store, post = self.run_id, self.job.store, self.post
        assert run_id is not None
        whole = before + len(work) == total

        def smaller(size: int) -> None:
            store.smaller_batch(run_id, size)
            post(BatchHalved(run_id, spec.batch_size, size))

        def progress(so_far: audit.Progress) -> None:
            left = so_far.seconds_left if whole else None
            post(AuditProgress(before + so_far.done, total, left, Path(so_far.source).name))

        summary = audit.audit(
            self.models.current, work, StoreSink(store, run_id, post), spec,
            control=self.thread, progress=progress, at_once=at_once, smaller=smaller,
        )  # fmt: skip
        self.explained += summary.explained
        self.failed += summary.failed
        self.seconds += summary.seconds
        self.cancelled = summary.cancelled


class _Left(Sequence["Work"]):
    """What is left to do, a piece of work made when it is its turn."""

    def __init__(self, pending: Sequence[Pending], made: Callable[[Pending], Work]) -> None:
        self._pending, self._made = pending, made

    def __len__(self) -> int:
        return len(self._pending)

    def __getitem__(self, n: Any) -> Any:
        return self._made(self._pending[n])

    def __iter__(self) -> Iterator[Work]:
        return map(self._made, self._pending)


def measure_pace(job: MeasurePace, models: Models, thread: JobThread, post: Callable[[News], None]) -> None:
    """What an image costs, tried on the first ones of a folder."""
    try:
        from engine import audit

        spec = audit.describe_run(models.current, "", method=job.method, steps=job.steps)
        paths = [str(path) for path in job.paths[: spec.batch_size]]
        quick_s = _pace(models, thread, [audit.Work(n, path) for n, path in enumerate(paths)], spec)
        full_s = _pace(models, thread, [audit.Work(0, paths[0], in_full=True)], spec) if job.full else None
        answer = PaceMeasured(models.current.fingerprint, job, quick_s, full_s)
    except PlainError as error:
        answer = PaceMeasured("", job, None, None, said(str(error)))
    except Exception as error:
        log.exception("the pace of a model could not be measured")
        answer = PaceMeasured(
            "", job, None, None, tr("This could not be measured: {reason}.").format(reason=first_line(error))
        )
    post(answer)


def _pace(models: Models, thread: JobThread, work: Sequence[Work], spec: RunSpec) -> float:
    """Seconds an image."""
    from engine import audit

    thread.waited_s = 0.0
    summary = audit.audit(models.current, work, Nowhere(), spec, control=thread)
    if not summary.explained:
        raise PlainError(tr("None of the first images can be explained with this model and method."))
    return max(0.0, summary.seconds - thread.waited_s) / summary.explained
