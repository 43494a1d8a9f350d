"""In the worker thread: an audit of a folder, and how long an image takes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db import sources
from db.rows import Pending, RunState
from engine import in_full
from engine.records import PlainError, RunSpec
from gui.job_inputs import data_set, first_line
from gui.job_models import Models
from gui.job_thread import JobThread
from gui.news import AuditProgress, BatchHalved, MeasurePace, News, PaceMeasured, RunAudit, RunEnded, RunStarted
from gui.said import said
from gui.sinks import Nowhere, StoreSink
from gui.words import tr
from reports.labels import strangers, truth_in

if TYPE_CHECKING:
    from engine.audit import Work

log = logging.getLogger(__name__)


def audit_folder(job: RunAudit, models: Models, thread: JobThread, post: Callable[[News], None]) -> None:
    """Audit the images of a job, or go on with a run; it ends with RunEnded, whatever happens."""
    from engine import audit

    run_id: int | None = None
    thread.waited_s = 0.0
    state: RunState = "interrupted"
    explained, failed, seconds, trouble = 0, 0, 0.0, ""
    pace: float | None = None
    try:
        left_out: list[str] = []
        in_full.check(job.evidence)
        found = data_set(job, left_out)
        spec = audit.describe_run(
            models.current, str(found.root), method=job.method, steps=job.steps, seed=job.seed,
            batch_size=job.batch_size or audit.DEFAULT_BATCH_SIZE, pack=job.pack,
        )  # fmt: skip
        plan = job.store.begin_run(spec, found.images, limit=job.limit or None)
        run_id = plan.run_id
        if found.source != found.root or job.layout != "auto":
            sources.keep(job.store, run_id, found.source, job.layout)
        before, total, at_once = plan.done, plan.total, plan.batch_size
        strange = strangers(found.labels(), models.current.labels)
        notes = (*found.notes, *([strange] if strange else []))
        post(RunStarted(run_id, plan.resumed, total, before, plan.new, plan.changed, tuple(left_out), notes))
        work = _work(job, plan.pending, [image.relative for image in found.images[: job.limit or None]], spec)
        # Of a large folder nothing is held for hours but what is left to do.
        del plan, found

        def smaller(size: int) -> None:
            assert run_id is not None
            job.store.smaller_batch(run_id, size)
            post(BatchHalved(run_id, spec.batch_size, size))

        summary = audit.audit(
            models.current,
            work,
            StoreSink(job.store, run_id, post),
            spec,
            control=thread,
            progress=lambda p: post(AuditProgress(before + p.done, total, p.seconds_left, Path(p.source).name)),
            at_once=at_once,
            smaller=smaller,
        )
        explained, failed, seconds = summary.explained, summary.failed, summary.seconds
        if explained + failed:
            pace = max(0.0, seconds - thread.waited_s) / (explained + failed)
        state = "finished"
        if summary.cancelled:
            state = "interrupted" if thread.leaving else "cancelled"
    except PlainError as error:
        trouble = said(str(error))
    except Exception as error:
        log.exception("the audit of %s could not go on", job.folder)
        trouble = tr("The audit could not go on: {reason}. Everything done so far is kept.").format(
            reason=first_line(error)
        )
    if run_id is not None:
        try:
            job.store.finish_run(run_id, state)
        except PlainError as error:
            trouble = trouble or said(str(error))
    post(RunEnded(run_id, state, explained, failed, seconds, trouble, pace))


def _work(job: RunAudit, pending: Sequence[Pending], names: Sequence[str], spec: RunSpec) -> list[Work]:
    """What is left to do. names: of all images of the run, of which some are measured in full."""
    from engine import audit

    measured = in_full.chosen(job.evidence, names, spec.seed)
    return [
        audit.Work(item.key, str(item.path), in_full=True, truth=truth_in(job.store.truth(item.key), spec.labels))
        if item.relative in measured
        else audit.Work(item.key, str(item.path))
        for item in pending
    ]


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
