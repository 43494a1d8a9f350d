"""The GPU worker thread: owns the device, runs jobs from a queue, answers in frozen records (gui/news.py).

The only file of the window that touches torch-bound modules, and it imports them inside the thread, so that the
window paints before torch is loaded.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QThread

from db import ad_hoc, sources
from db.rows import RunState
from engine import in_full
from engine.records import Explanation, Failure, ImageRef, PlainError
from gui.news import (
    AuditProgress,
    CodeText,
    ConsentAsked,
    ExplainedNow,
    ExplainNow,
    LoadModel,
    MeasurePace,
    ModelReady,
    ModelRefused,
    News,
    NotExplained,
    Outbox,
    PaceMeasured,
    RowExplained,
    RowFailed,
    RunAudit,
    RunEnded,
    RunStarted,
)
from reports.labels import strangers, truth_in

if TYPE_CHECKING:
    from db.store import Store
    from engine.audit import Work
    from engine.datasets import DataSet
    from engine.models import Model

log = logging.getLogger(__name__)
CODE_TEXT_LIMIT = 1_000_000
Job = LoadModel | RunAudit | MeasurePace


class Worker(QThread):
    """One thread, one device, one job at a time. Ask from the window's thread; listen to ``outbox.arrived``.

    What is to be explained now goes before everything else, between two batches of a running audit too, and while it
    pauses.
    """

    def __init__(self, device: str = "auto") -> None:
        super().__init__()
        self.setObjectName("gpu-worker")
        self.outbox = Outbox()
        self._device = device
        self._ready = threading.Condition()
        self._jobs: deque[Job] = deque()
        self._urgent: deque[ExplainNow] = deque()
        self._leaving = False
        self._pause_wanted = False
        self._cancel_wanted = False
        self._waited_s = 0.0
        self._model: Any = None
        # The model of a run that is looked at while another one is audited.
        self._guest: Any = None

    # --- asked from the window's thread ---

    def ask(self, job: Job) -> None:
        """Queue a job; the thread starts with the first one."""
        with self._ready:
            self._jobs.append(job)
            if isinstance(job, RunAudit):
                self._pause_wanted = self._cancel_wanted = False
            self._ready.notify()
        if not self.isRunning():
            self.start()

    def explain_now(self, job: ExplainNow) -> None:
        """Explain one image before anything else."""
        with self._ready:
            self._urgent.append(job)
            self._ready.notify()
        if not self.isRunning():
            self.start()

    def pause(self) -> None:
        self._steer(pause=True)

    def resume(self) -> None:
        self._steer(pause=False)

    def cancel(self) -> None:
        """End the running audit after the batch at hand; everything done is kept."""
        self._steer(cancel=True)

    def leave(self, wait_ms: int = -1) -> bool:
        """Stop after the batch at hand, as an interruption, and end the thread. True once it has ended."""
        with self._ready:
            self._leaving = True
            self._jobs.clear()
            self._urgent.clear()
            self._ready.notify()
        return self.wait() if wait_ms < 0 else self.wait(wait_ms)

    def _steer(self, *, pause: bool | None = None, cancel: bool = False) -> None:
        with self._ready:
            if pause is not None:
                self._pause_wanted = pause
            self._cancel_wanted = self._cancel_wanted or cancel
            self._ready.notify()

    # --- in the thread ---

    def run(self) -> None:
        while True:
            with self._ready:
                while not (self._jobs or self._urgent or self._leaving):
                    self._ready.wait()
                if self._leaving:
                    self._model = self._guest = None
                    return
                job = self._urgent.popleft() if self._urgent else self._jobs.popleft()
            if isinstance(job, ExplainNow):
                self._explain(job)
            elif isinstance(job, LoadModel):
                self._load(job)
            elif isinstance(job, MeasurePace):
                self._measure(job)
            else:
                self._audit(job)

    @property
    def cancelled(self) -> bool:
        """Whether the running audit is to end; with ``may_go_on`` what engine.audit asks of its control."""
        return self._cancel_wanted or self._leaving

    def may_go_on(self) -> bool:
        """Asked between batches: what is urgent is done, a pause is waited for; False if the audit is to end."""
        asked = time.perf_counter()
        try:
            while True:
                with self._ready:
                    while self._pause_wanted and not self._urgent and not self.cancelled:
                        self._ready.wait()
                    if self.cancelled:
                        return False
                    if not self._urgent:
                        return True
                    job = self._urgent.popleft()
                self._explain(job)
        finally:
            self._waited_s += time.perf_counter() - asked

    def _load(self, job: LoadModel) -> None:
        try:
            from engine import consent, models
        except ImportError as error:
            log.exception("torch could not be loaded")
            self._post(ModelRefused(job.path, f"PyTorch could not be loaded, so no model can run. ({error})"))
            return
        try:
            if job.trusted:
                consent.remember([models.CodeFile(path, sha256) for path, sha256 in job.trusted])
            self._model = self._guest = None
            _leave_a_core_to_the_window()
            model = models.load_model(job.path, job.trust_code, self._device)
        except models.ConsentNeeded as question:
            self._post(ConsentAsked(job.path, tuple(_code_text(f.path, f.sha256) for f in question.files)))
        except PlainError as error:
            self._post(ModelRefused(job.path, str(error)))
        except Exception as error:
            log.exception("model %s could not be loaded", job.path)
            self._post(ModelRefused(job.path, f"{job.path.name} could not be loaded: {_first_line(error)}"))
        else:
            self._model = model
            size = model.input.size
            self._post(
                ModelReady(
                    job.path, model.name, model.version, model.fingerprint, model.classes, str(model.device),
                    tuple(model.warnings), (size, size) if isinstance(size, int) else size,
                )
            )  # fmt: skip

    def _audit(self, job: RunAudit) -> None:
        from engine import audit

        run_id: int | None = None
        self._waited_s = 0.0
        state: RunState = "interrupted"
        explained, failed, seconds, trouble = 0, 0, 0.0, ""
        pace: float | None = None
        try:
            left_out: list[str] = []
            in_full.check(job.evidence)
            found = _data_set(job, left_out)
            spec = audit.describe_run(
                self._model, str(found.root), method=job.method, steps=job.steps, seed=job.seed,
                batch_size=job.batch_size or audit.DEFAULT_BATCH_SIZE,
            )  # fmt: skip
            plan = job.store.begin_run(spec, found.images, limit=job.limit or None)
            run_id = plan.run_id
            if found.source != found.root or job.layout != "auto":
                sources.keep(job.store, run_id, found.source, job.layout)
            before = plan.done
            strange = strangers(found.labels(), self._model.labels)
            notes = (*found.notes, *([strange] if strange else []))
            self._post(
                RunStarted(run_id, plan.resumed, plan.total, before, plan.new, plan.changed, tuple(left_out), notes)
            )
            names = [image.relative for image in found.images[: job.limit or None]]
            measured = in_full.chosen(job.evidence, names, spec.seed)
            work = [
                audit.Work(
                    item.key, str(item.path), in_full=True, truth=truth_in(job.store.truth(item.key), spec.labels)
                )
                if item.relative in measured
                else audit.Work(item.key, str(item.path))
                for item in plan.pending
            ]
            summary = audit.audit(
                self._model,
                work,
                _StoreSink(job.store, run_id, self._post),
                spec,
                control=self,
                progress=lambda p: self._post(
                    AuditProgress(before + p.done, plan.total, p.seconds_left, Path(p.source).name)
                ),
            )
            explained, failed, seconds = summary.explained, summary.failed, summary.seconds
            if explained + failed:
                pace = max(0.0, seconds - self._waited_s) / (explained + failed)
            state = "finished"
            if summary.cancelled:
                state = "interrupted" if self._leaving else "cancelled"
        except PlainError as error:
            trouble = str(error)
        except Exception as error:
            log.exception("the audit of %s could not go on", job.folder)
            trouble = f"The audit could not go on: {_first_line(error)}. Everything done so far is kept."
        if run_id is not None:
            try:
                job.store.finish_run(run_id, state)
            except PlainError as error:
                trouble = trouble or str(error)
        self._post(RunEnded(run_id, state, explained, failed, seconds, trouble, pace))

    def _explain(self, job: ExplainNow) -> None:
        """One image, kept in the ad hoc run; the audit it came between goes on as if nothing had been."""
        try:
            import torch

            from engine import audit

            _check_unchanged(job)
            model = self._model_of(job)
            spec = audit.describe_run(
                model, job.folder, method=job.method, steps=job.steps, seed=job.seed, batch_size=1
            )
            about = Path(job.path).stat()
            run_id, key = ad_hoc.begin(job.store, spec, ImageRef(job.relative, about.st_size, about.st_mtime_ns))
            sink = _ByHand(job.store, run_id)
            try:
                # The audit's own random numbers must not depend on what came between its batches.
                with torch.random.fork_rng():
                    audit.audit(model, [audit.Work(key, job.path, job.target)], sink, spec)
            finally:
                job.store.finish_run(run_id, "finished")
            if sink.explanation_id is None:
                raise PlainError(sink.reason)
        except PlainError as error:
            self._post(NotExplained(job.ticket, str(error)))
        except Exception as error:
            log.exception("%s could not be explained by hand", job.relative)
            self._post(NotExplained(job.ticket, f"{job.relative} could not be explained: {_first_line(error)}."))
        else:
            self._post(ExplainedNow(job.ticket, job.key, sink.explanation_id))

    def _model_of(self, job: ExplainNow) -> Model:
        """The model of the run that an image belongs to; loaded beside the one at hand if that is another."""
        from engine import models

        for model in (self._model, self._guest):
            if model is not None and model.fingerprint == job.fingerprint:
                return model
        self._guest = None
        try:
            guest = models.load_model(job.model_file, job.trust_code, self._device)
        except models.ConsentNeeded:
            raise PlainError(
                f"{job.model_file.name} brings code that you have not agreed to run. Nothing was explained. Load the "
                "model once, after the audit that is running."
            ) from None
        if guest.fingerprint != job.fingerprint:
            raise PlainError(
                f"{job.model_file.name} has changed since this run was made, or is another model. "
                "Nothing was explained."
            )
        self._guest = guest
        return guest

    def _measure(self, job: MeasurePace) -> None:
        try:
            from engine import audit

            spec = audit.describe_run(self._model, "", method=job.method, steps=job.steps)
            paths = [str(path) for path in job.paths[: spec.batch_size]]
            quick_s = self._pace([audit.Work(n, path) for n, path in enumerate(paths)], spec)
            full_s = self._pace([audit.Work(0, paths[0], in_full=True)], spec) if job.full else None
            answer = PaceMeasured(self._model.fingerprint, job, quick_s, full_s)
        except PlainError as error:
            answer = PaceMeasured("", job, None, None, str(error))
        except Exception as error:
            log.exception("the pace of a model could not be measured")
            answer = PaceMeasured("", job, None, None, f"This could not be measured: {_first_line(error)}.")
        self._post(answer)

    def _pace(self, work: Sequence[Work], spec: Any) -> float:
        from engine import audit

        self._waited_s = 0.0
        summary = audit.audit(self._model, work, _Nowhere(), spec, control=self)
        if not summary.explained:
            raise PlainError("None of the first images can be explained with this model and method.")
        return max(0.0, summary.seconds - self._waited_s) / summary.explained

    def _post(self, record: News) -> None:
        self.outbox.post(record)


class _StoreSink:
    """engine.audit's sink: rows are in the store before the window hears of them."""

    def __init__(self, store: Store, run_id: int, post: Callable[[News], None]) -> None:
        self._store, self._run_id, self._post = store, run_id, post

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        ids = self._store.add_outcomes(self._run_id, [(work.key, outcome) for work, outcome in outcomes])
        for (work, outcome), explanation_id in zip(outcomes, ids, strict=True):
            if isinstance(outcome, Failure):
                self._post(RowFailed(self._run_id, work.key, outcome.reason))
                continue
            assert explanation_id is not None
            share = float(outcome.probabilities[outcome.prediction])
            self._post(RowExplained(self._run_id, work.key, explanation_id, outcome.prediction, share, outcome.target))


class _ByHand:
    """The sink of a single image."""

    def __init__(self, store: Store, run_id: int) -> None:
        self._store, self._run_id = store, run_id
        self.explanation_id: int | None = None
        self.reason = ""

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        for work, outcome in outcomes:
            self.explanation_id = ad_hoc.keep(self._store, self._run_id, work.key, outcome)
            self.reason = outcome.reason if isinstance(outcome, Failure) else ""


class _Nowhere:
    """The sink of what is only measured."""

    def take(self, outcomes: Sequence[tuple[Work, Explanation | Failure]]) -> None:
        pass


def _check_unchanged(job: ExplainNow) -> None:
    """Two explanations stand side by side only if they are of the same picture."""
    try:
        with Path(job.path).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PlainError(f"{job.relative} cannot be read ({error.strerror}). Nothing was explained.") from None
    if job.sha256 and found != job.sha256:
        raise PlainError(
            f"{job.relative} has changed since it was audited. Nothing was explained. Audit the folder again: only "
            "what has changed is done anew."
        )


def _data_set(job: RunAudit, left_out: list[str]) -> DataSet:
    """The images of a job; ``left_out`` is told what could not be looked at, and why."""
    from engine import datasets

    if job.files:
        refs = []
        for file in job.files:
            about = file.stat()
            refs.append(ImageRef(file.relative_to(job.folder).as_posix(), about.st_size, about.st_mtime_ns))
        return datasets.DataSet("folder", job.folder, job.folder, tuple(refs))

    def note(path: Path, reason: str) -> None:
        left_out.append(f"{path.relative_to(job.folder).as_posix()} ({reason})")

    found = datasets.read(job.folder, job.layout, note)
    if not job.resumed:
        return found
    own = {item.relative for item in job.store.items(job.resumed, reviewer="")}
    return replace(found, images=tuple(ref for ref in found.images if ref.relative in own))


def _leave_a_core_to_the_window() -> None:
    """With every core computing, the window's thread would have to queue for one."""
    import torch

    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))


def _code_text(path: Path, sha256: str) -> CodeText:
    data = Path(path).read_bytes()[:CODE_TEXT_LIMIT]
    try:
        text = None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    return CodeText(Path(path), sha256, text)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
