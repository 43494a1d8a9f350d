"""Audits as the window sees them: asks the worker thread, keeps the state, says it in words. Knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.news import (
    AskWhatIf,
    AuditProgress,
    BatchHalved,
    ConsentAsked,
    ExplainedNow,
    ExplainNow,
    LoadModel,
    MapDiffers,
    MapPutBack,
    MeasurePace,
    ModelReady,
    ModelRefused,
    News,
    NoRule,
    NotExplained,
    NotRemade,
    PaceMeasured,
    RemakeMap,
    RowExplained,
    RowFailed,
    RuleLearned,
    RuleStep,
    RunAudit,
    RunEnded,
    RunGrew,
    RunStarted,
    WatchRule,
    WhatIfAnswered,
    WhatIfRefused,
)
from gui.words import count, duration, time_left, tr
from gui.worker import Worker


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What the status bar shows: words, icon, and the commands that apply."""

    text: str = ""
    icon: str = ""
    commands: tuple[str, ...] = ()


class Audits(QObject):
    """One worker, one model at hand, at most one audit. Everything is emitted in the window's thread.

    Signals:
        line_changed(AuditLine), model_ready(ModelReady), model_refused(ModelRefused), consent_asked(ConsentAsked),
        started(RunStarted), grew(RunGrew), batch_halved(BatchHalved), rows_came(tuple of RowExplained and RowFailed),
        ended(RunEnded), explained_now(ExplainedNow), not_explained(NotExplained),
        remade(MapPutBack, MapDiffers or NotRemade), rule_came(RuleStep, RuleLearned or NoRule),
        what_if(WhatIfAnswered or WhatIfRefused), pace_measured(PaceMeasured)
    """

    line_changed = Signal(object)
    model_ready = Signal(object)
    model_refused = Signal(object)
    consent_asked = Signal(object)
    started = Signal(object)
    grew = Signal(object)
    batch_halved = Signal(object)
    rows_came = Signal(tuple)
    ended = Signal(object)
    explained_now = Signal(object)
    not_explained = Signal(object)
    remade = Signal(object)
    rule_came = Signal(object)
    pace_measured = Signal(object)
    what_if = Signal(object)

    def __init__(self, device: str = "auto", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(device)
        self._worker.outbox.arrived.connect(self._news)
        self.model: ModelReady | None = None
        self.loading: Path | None = None
        self.running = False
        # The audit that runs, or the last one that did: its news is about the runs of its store only.
        self.job: RunAudit | None = None
        self.measuring = False
        self.paused = False
        self._cancelling = False
        self._progress: AuditProgress | None = None
        self._line = AuditLine()

    @property
    def line(self) -> AuditLine:
        return self._line

    def load(self, path: Path, trusted: tuple[tuple[Path, str], ...] = (), *, trust_code: bool = False) -> None:
        """Load a model; ``model_ready``, ``model_refused`` or ``consent_asked`` follows."""
        self.loading = path
        self.model = None
        self._worker.ask(LoadModel(path, trusted, trust_code))
        self._say()

    def start(self, job: RunAudit) -> None:
        """Start an audit with the model at hand; ``started`` and ``ended`` follow."""
        self.job = job
        self.running, self.paused, self._cancelling, self._progress = True, False, False, None
        self._worker.ask(job)
        self._say()

    def explain_now(self, job: ExplainNow) -> None:
        """Explain one image before anything else; ``explained_now`` or ``not_explained`` follows."""
        self._worker.ask_now(job)

    def remake(self, job: RemakeMap) -> None:
        """Compute a map again before anything else; ``remade`` follows."""
        self._worker.ask_now(job)

    def ask_what_if(self, job: AskWhatIf) -> None:
        """Ask the model about a changed image before anything else; ``what_if`` follows."""
        self._worker.ask_now(job)

    def watch(self, job: WatchRule) -> None:
        """Learn an explanation once more before anything else; ``rule_came`` follows, step by step."""
        self._worker.ask_now(job)

    def unwatch(self, ticket: int) -> None:
        """End what is watched, up to this ticket, after the step at hand; what is on its way still comes."""
        self._worker.unwatch(ticket)

    def measure(self, job: MeasurePace) -> None:
        """Find out what an image takes with the model at hand; ``pace_measured`` follows."""
        self.measuring = True
        self._worker.ask(job)

    @property
    def progress(self) -> AuditProgress | None:
        """How far the audit is; None while it reads its folder, or where none runs."""
        return self._progress if self.running else None

    def pause(self) -> None:
        """Pause after the batch at hand."""
        if self.running and not self.paused:
            self.paused = True
            self._worker.pause()
            self._say()

    def resume(self) -> None:
        if self.running and self.paused:
            self.paused = False
            self._worker.resume()
            self._say()

    def cancel(self) -> None:
        """End after the batch at hand; what is done is kept."""
        if self.running:
            self._cancelling, self.paused = True, False
            self._worker.cancel()
            self._say()

    def hold_still(self, seconds: float) -> None:
        """For that long, or until ``go_on``, an audit decodes and writes nothing; the batch at hand goes on."""
        self._worker.hold_still(seconds)

    def go_on(self) -> None:
        self._worker.go_on()

    def leave(self) -> None:
        """End the worker thread after the batch at hand; an audit at hand is left as interrupted."""
        self._worker.leave()
        self._worker.outbox.close()

    # --- news ---

    def _news(self, bundle: tuple[News, ...]) -> None:
        rows: list[RowExplained | RowFailed] = []
        for record in bundle:
            if isinstance(record, RowExplained | RowFailed):
                rows.append(record)
                continue
            if rows and isinstance(record, RunEnded):
                self.rows_came.emit(tuple(rows))
                rows = []
            self._one(record)
        if rows:
            self.rows_came.emit(tuple(rows))
        self._say()

    def _one(self, record: News) -> None:
        if isinstance(record, AuditProgress):
            self._progress = record
        elif isinstance(record, ModelReady):
            self.loading, self.model = None, record
            self.model_ready.emit(record)
        elif isinstance(record, ModelRefused):
            self.loading = None
            self.model_refused.emit(record)
        elif isinstance(record, ConsentAsked):
            self.loading = None
            self.consent_asked.emit(record)
        elif isinstance(record, RunStarted):
            self._progress = AuditProgress(record.done, record.total, None, "")
            self.started.emit(record)
        elif isinstance(record, RunGrew):
            self.grew.emit(record)
        elif isinstance(record, BatchHalved):
            self.batch_halved.emit(record)
        elif isinstance(record, RunEnded):
            self.running = self.paused = self._cancelling = False
            self.ended.emit(record)
        elif isinstance(record, ExplainedNow):
            self.explained_now.emit(record)
        elif isinstance(record, NotExplained):
            self.not_explained.emit(record)
        elif isinstance(record, MapPutBack | MapDiffers | NotRemade):
            self.remade.emit(record)
        elif isinstance(record, WhatIfAnswered | WhatIfRefused):
            self.what_if.emit(record)
        elif isinstance(record, RuleStep | RuleLearned | NoRule):
            self.rule_came.emit(record)
        elif isinstance(record, PaceMeasured):
            self.measuring = False
            self.pace_measured.emit(record)

    # --- words ---

    def _say(self) -> None:
        line = self._words()
        if line != self._line:
            self._line = line
            self.line_changed.emit(line)

    def _words(self) -> AuditLine:
        if self.loading is not None:
            return AuditLine(
                tr("loading {model}…").format(model=f"{self.loading.parent.name}/{self.loading.name}"), "model"
            )
        if not self.running:
            return AuditLine()
        progress = self._progress
        if progress is None:
            return AuditLine(tr("reading the folder…"), "folder", ("cancel-audit",))
        where = tr("{done} of {total}").format(done=count(progress.done), total=count(progress.total))
        if self._cancelling:
            return AuditLine(tr("{place} · cancelling after this batch").format(place=where), "stop")
        if self.paused:
            return AuditLine(tr("paused at {place}").format(place=where), "pause", ("resume-audit", "cancel-audit"))
        parts = [where, time_left(progress.seconds_left), progress.source]
        return AuditLine(" · ".join(p for p in parts if p), "play", ("pause-audit", "cancel-audit"))


def ended_words(end: RunEnded) -> str:
    """What the status bar says once an audit has ended."""
    done = end.explained + end.failed
    if end.state == "finished" and not done:
        return tr("audit finished · nothing new")
    endings = {
        "finished": tr("audit finished · {done} done"),
        "cancelled": tr("audit cancelled · {done} done, all kept"),
        "interrupted": tr("audit interrupted · {done} done, all kept"),
    }
    timed = {
        "finished": tr("audit finished · {done} done in {time}"),
        "cancelled": tr("audit cancelled · {done} done in {time}, all kept"),
        "interrupted": tr("audit interrupted · {done} done in {time}, all kept"),
    }
    words = (timed if end.seconds >= 1 else endings)[end.state]
    return words.format(done=count(done), time=duration(end.seconds))
