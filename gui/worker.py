"""The GPU worker thread: owns the device, runs jobs from a queue, answers in frozen records (gui/news.py).

Only its jobs (gui/job_*.py) touch torch-bound modules. They import them when they are run, inside the thread, so that
the window paints before torch is loaded.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from gui import garbage, job_audit, job_explain, job_rule, job_what_if
from gui.job_models import Models
from gui.job_thread import JobThread
from gui.news import AskWhatIf, ExplainNow, LoadModel, MeasurePace, Outbox, RemakeMap, RunAudit, WatchRule

Job = LoadModel | RunAudit | MeasurePace
Urgent = ExplainNow | RemakeMap | AskWhatIf | WatchRule


class Worker(JobThread):
    """One thread, one device, one job at a time. Ask from the window's thread; listen to ``outbox.arrived``.

    What is wanted for one image now goes before everything else, between two batches of a running audit too, and while
    it pauses.
    """

    def __init__(self, device: str = "auto") -> None:
        super().__init__()
        self.setObjectName("gpu-worker")
        self.outbox = Outbox()
        self._models = Models(device)
        self._unwatched = 0  # what is watched is wanted no longer, up to this ticket

    # --- asked from the window's thread ---

    def ask(self, job: Job) -> None:
        """Queue a job; the thread starts with the first one."""
        self.queue(job, anew=isinstance(job, RunAudit))

    def ask_now(self, job: Urgent) -> None:
        """Something about one image, before anything else."""
        self.queue(job, urgent=True)

    def unwatch(self, ticket: int) -> None:
        """Watching is over up to this ticket: after the step at hand, or before it has begun."""
        self._unwatched = max(self._unwatched, ticket)

    # --- in the thread ---

    def do(self, job: Job | Urgent) -> None:
        _bring_torch()
        models, post = self._models, self.outbox.post
        match job:
            case LoadModel():
                models.load(job, post)
            case RunAudit():
                job_audit.audit_folder(job, models, self, post)
            case MeasurePace():
                job_audit.measure_pace(job, models, self, post)
            case ExplainNow():
                job_explain.explain_now(job, models, post)
            case RemakeMap():
                job_explain.remake_map(job, models, post)
            case AskWhatIf():
                job_what_if.answer(job, models, post)
            case WatchRule():
                job_rule.watch(job, models, lambda: self.leaving or job.ticket <= self._unwatched, post)
        if not isinstance(job, ExplainNow | AskWhatIf):
            garbage.give_back()

    def left(self) -> None:
        self._models.forget()


@cache
def _bring_torch() -> None:
    """Every job needs it; where it cannot be had, the job says so. Once in a process, whatever opens windows anew: what
    is garbage at that moment stays."""
    with suppress(ImportError):
        from engine import models  # noqa: F401

        garbage.settled()
