"""The GPU worker thread: owns the device, runs jobs from a queue, answers in frozen records (gui/news.py).

The only file of the window that touches torch-bound modules, and it imports them inside the thread, so that the
window paints before torch is loaded.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QThread

from db import sources
from db.rows import RunState
from engine.records import Explanation, Failure, ImageRef, PlainError
from gui.news import (
    AuditProgress,
    CodeText,
    ConsentAsked,
    LoadModel,
    ModelReady,
    ModelRefused,
    News,
    Outbox,
    RowExplained,
    RowFailed,
    RunAudit,
    RunEnded,
    RunStarted,
)
from reports.labels import strangers

if TYPE_CHECKING:
    from db.store import Store
    from engine.audit import Control, Work
    from engine.datasets import DataSet

log = logging.getLogger(__name__)
CODE_TEXT_LIMIT = 1_000_000


class Worker(QThread):
    """One thread, one device, one job at a time. Ask from the window's thread; listen to ``outbox.arrived``."""

    def __init__(self, device: str = "auto") -> None:
        super().__init__()
        self.setObjectName("gpu-worker")
        self.outbox = Outbox()
        self._device = device
        self._jobs: deque[LoadModel | RunAudit] = deque()
        self._ready = threading.Condition()
        self._leaving = False
        self._control: Control | None = None
        self._pause_wanted = False
        self._cancel_wanted = False
        self._model: Any = None

    # --- asked from the window's thread ---

    def ask(self, job: LoadModel | RunAudit) -> None:
        """Queue a job; the thread starts with the first one."""
        with self._ready:
            self._jobs.append(job)
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
            self._ready.notify()
        self._steer(cancel=True)
        return self.wait() if wait_ms < 0 else self.wait(wait_ms)

    def _steer(self, *, pause: bool | None = None, cancel: bool = False) -> None:
        # The wish is kept as well as passed on: the audit may not have made its control yet.
        with self._ready:
            if pause is not None:
                self._pause_wanted = pause
            self._cancel_wanted = self._cancel_wanted or cancel
            self._pass_on()

    def _pass_on(self) -> None:
        if self._control is None:
            return
        if self._cancel_wanted:
            self._control.cancel()
        elif self._pause_wanted:
            self._control.pause()
        else:
            self._control.resume()

    # --- in the thread ---

    def run(self) -> None:
        while True:
            with self._ready:
                while not self._jobs and not self._leaving:
                    self._ready.wait()
                if self._leaving:
                    self._model = None
                    return
                job = self._jobs.popleft()
            if isinstance(job, LoadModel):
                self._load(job)
            else:
                self._audit(job)

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
            self._model = None
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
            self._post(
                ModelReady(
                    job.path, model.name, model.version, model.fingerprint, model.classes, str(model.device),
                    tuple(model.warnings),
                )
            )  # fmt: skip

    def _audit(self, job: RunAudit) -> None:
        from engine import audit

        sink: _StoreSink | None = None
        run_id: int | None = None
        with self._ready:
            control = self._control = audit.Control()
            self._cancel_wanted = self._leaving
            self._pause_wanted = False
            self._pass_on()
        state: RunState = "interrupted"
        explained, failed, seconds, trouble = 0, 0, 0.0, ""
        try:
            left_out: list[str] = []
            found = _data_set(job, left_out)
            spec = audit.describe_run(
                self._model, str(found.root), method=job.method, steps=job.steps, seed=job.seed,
                batch_size=job.batch_size or audit.DEFAULT_BATCH_SIZE,
            )  # fmt: skip
            plan = job.store.begin_run(spec, found.images)
            run_id = plan.run_id
            if found.source != found.root or job.layout != "auto":
                sources.keep(job.store, run_id, found.source, job.layout)
            before = plan.done
            strange = strangers(found.labels(), self._model.labels)
            notes = (*found.notes, *([strange] if strange else []))
            self._post(
                RunStarted(run_id, plan.resumed, plan.total, before, plan.new, plan.changed, tuple(left_out), notes)
            )
            sink = _StoreSink(job.store, run_id, self._post)
            summary = audit.audit(
                self._model,
                [audit.Work(key=item.key, path=str(item.path)) for item in plan.pending],
                sink,
                spec,
                control=control,
                progress=lambda p: self._post(
                    AuditProgress(before + p.done, plan.total, p.seconds_left, Path(p.source).name)
                ),
            )
            explained, failed, seconds = summary.explained, summary.failed, summary.seconds
            state = "finished"
            if summary.cancelled:
                state = "interrupted" if self._leaving else "cancelled"
        except PlainError as error:
            trouble = str(error)
        except Exception as error:
            log.exception("the audit of %s could not go on", job.folder)
            trouble = f"The audit could not go on: {_first_line(error)}. Everything done so far is kept."
        finally:
            with self._ready:
                self._control = None
        if run_id is not None:
            try:
                job.store.finish_run(run_id, state)
            except PlainError as error:
                trouble = trouble or str(error)
        self._post(RunEnded(run_id, state, explained, failed, seconds, trouble))

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
