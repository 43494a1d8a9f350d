"""The GPU worker thread: owns the device, runs jobs from a queue, answers in frozen records (gui/news.py).

The only file of the window that touches torch-bound modules, and it imports them inside the thread, so that the
window paints before torch is loaded.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from db import ad_hoc, defence, mending, sources
from db.rows import RunState
from engine import in_full
from engine.records import Failure, FloatArray, ImageRef, PlainError
from gui import garbage
from gui.job_inputs import check_unchanged, code_text, data_set, first_line
from gui.job_thread import JobThread
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
    Outbox,
    PaceMeasured,
    RemakeMap,
    RuleLearned,
    RuleStep,
    RunAudit,
    RunEnded,
    RunStarted,
    WatchRule,
    WhatIfAnswered,
    WhatIfRefused,
)
from gui.sinks import ByHand, Nowhere, StoreSink
from gui.words import likelihood, tr
from reports.labels import strangers, truth_in

if TYPE_CHECKING:
    from engine.audit import Work
    from engine.models import Model

log = logging.getLogger(__name__)
Job = LoadModel | RunAudit | MeasurePace
Urgent = ExplainNow | RemakeMap | AskWhatIf | WatchRule
MOST_SEEN = 60  # steps of a fit whose maps and gates are handed out; of more, every second, third, ...


class Worker(JobThread):
    """One thread, one device, one job at a time. Ask from the window's thread; listen to ``outbox.arrived``.

    What is wanted for one image now goes before everything else, between two batches of a running audit too, and while
    it pauses.
    """

    def __init__(self, device: str = "auto") -> None:
        super().__init__()
        self.setObjectName("gpu-worker")
        self.outbox = Outbox()
        self._device = device
        self._model: Any = None
        # The model of a run that is looked at while another one is audited.
        self._guest: Any = None
        self._unwatched = 0  # what is watched is wanted no longer, up to this ticket
        self._torch_is_new = True

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
        self._bring_torch()
        if isinstance(job, ExplainNow):
            self._explain(job)
        elif isinstance(job, RemakeMap):
            self._remake(job)
        elif isinstance(job, AskWhatIf):
            self._what_if(job)
        elif isinstance(job, WatchRule):
            self._watch(job)
        elif isinstance(job, LoadModel):
            self._load(job)
        elif isinstance(job, MeasurePace):
            self._measure(job)
        else:
            self._audit(job)
        if not isinstance(job, ExplainNow | AskWhatIf):
            garbage.give_back()

    def _bring_torch(self) -> None:
        """Every job needs it; where it cannot be had, the job says so."""
        if self._torch_is_new:
            self._torch_is_new = False
            with suppress(ImportError):
                from engine import models  # noqa: F401

                garbage.settled()

    def left(self) -> None:
        self._model = self._guest = None

    def _load(self, job: LoadModel) -> None:
        try:
            from engine import consent, models
        except ImportError as error:
            log.exception("torch could not be loaded")
            self._post(
                ModelRefused(
                    job.path, tr("PyTorch could not be loaded, so no model can run. ({reason})").format(reason=error)
                )
            )
            return
        try:
            if job.trusted:
                consent.remember([models.CodeFile(path, sha256) for path, sha256 in job.trusted])
            self._model = self._guest = None
            _leave_a_core_to_the_window()
            model = models.load_model(job.path, job.trust_code, self._device)
        except models.ConsentNeeded as question:
            self._post(ConsentAsked(job.path, tuple(code_text(f.path, f.sha256) for f in question.files)))
        except PlainError as error:
            self._post(ModelRefused(job.path, str(error)))
        except Exception as error:
            log.exception("model %s could not be loaded", job.path)
            self._post(
                ModelRefused(
                    job.path,
                    tr("{file} could not be loaded: {reason}").format(file=job.path.name, reason=first_line(error)),
                )
            )
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
            found = data_set(job, left_out)
            spec = audit.describe_run(
                self._model, str(found.root), method=job.method, steps=job.steps, seed=job.seed,
                batch_size=job.batch_size or audit.DEFAULT_BATCH_SIZE, pack=job.pack,
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

            def smaller(size: int) -> None:
                job.store.smaller_batch(plan.run_id, size)
                self._post(BatchHalved(plan.run_id, spec.batch_size, size))

            summary = audit.audit(
                self._model,
                work,
                StoreSink(job.store, run_id, self._post),
                spec,
                control=self,
                progress=lambda p: self._post(
                    AuditProgress(before + p.done, plan.total, p.seconds_left, Path(p.source).name)
                ),
                at_once=plan.batch_size,
                smaller=smaller,
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
            trouble = tr("The audit could not go on: {reason}. Everything done so far is kept.").format(
                reason=first_line(error)
            )
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

            check_unchanged(job)
            model = self._model_of(job.model_file, job.fingerprint, job.trust_code)
            spec = audit.describe_run(
                model, job.folder, method=job.method, steps=job.steps, seed=job.seed, batch_size=1, pack=job.pack
            )
            about = Path(job.path).stat()
            run_id, key = ad_hoc.begin(job.store, spec, ImageRef(job.relative, about.st_size, about.st_mtime_ns))
            sink = ByHand(job.store, run_id)
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
            self._post(
                NotExplained(
                    job.ticket,
                    tr("{image} could not be explained: {reason}.").format(
                        image=job.relative, reason=first_line(error)
                    ),
                )
            )
        else:
            self._post(ExplainedNow(job.ticket, job.key, sink.explanation_id))

    def _remake(self, job: RemakeMap) -> None:
        """One map made again; put back only if it is the kept one, bit for bit. Rows and reviews stay as they are."""
        kept = job.kept
        about: Literal["", "image", "model"] = ""
        try:
            import torch

            from engine import audit, rerun

            spec = defence.spec_of(kept)
            rerun.check_method(kept.method, kept.versions.get("hansel", tr("of another version")))
            other = rerun.other_parameters(spec)
            about = "image"
            path = _image_of(kept)
            about = "model"
            model = self._model_of(
                job.model_file, kept.model_fingerprint, job.trust_code, self._device_then(kept.device)
            )
            about = ""
            with torch.random.fork_rng():
                made = rerun.make_again(model, path, kept.row.target, spec)
            if isinstance(made, Failure):
                raise PlainError(made.reason)
            if made.sha256 != kept.row.sha256:
                raise PlainError(tr("The image changed while it was read. Nothing was changed. Try again."))
            if defence.is_kept_map(kept, made.map):
                back = mending.put_back(job.store, kept, made.map)
                self._post(MapPutBack(job.ticket, back.aside))
                return
            here = audit.describe_run(model, "", method=kept.method, steps=int(kept.parameters.get("steps", 0)))
            apart = (*rerun.different(kept.versions, here.versions).items(), *other.items())
            self._post(
                MapDiffers(
                    job.ticket,
                    (float(made.map.min()), float(made.map.max())),
                    made.prediction,
                    float(made.probabilities[made.prediction]),
                    here.device,
                    tuple((name, str(then), str(now)) for name, (then, now) in apart),
                )
            )
        except PlainError as error:
            self._post(NotRemade(job.ticket, str(error), about))
        except Exception as error:
            log.exception("the map of explanation %s could not be made again", kept.row.explanation_id)
            words = tr("The map of {image} could not be computed again: {reason}. Nothing was changed.")
            self._post(NotRemade(job.ticket, words.format(image=kept.row.relative, reason=first_line(error))))

    def _what_if(self, job: AskWhatIf) -> None:
        """The model's answers to an image before and after. The one before must be the one that is kept."""
        row = job.kept.row
        about: Literal["", "image", "model"] = ""
        try:
            import torch

            from engine import images, taking_away, what_if

            about = "image"
            decoded = images.read(_image_of(job.kept))
            about = "model"
            model = self._model_of(job.model_file, job.kept.model_fingerprint, job.trust_code)
            about = ""
            mask = taking_away.region_mask((one.to_json() for one in job.regions), *decoded.pixels.shape[:2])
            # The audit's own random numbers must not depend on what came between its batches.
            with torch.random.fork_rng():
                found, _ = what_if.ask(
                    model, decoded.pixels, mask, row.target,
                    way=job.way, filling=job.filling, batch_size=job.kept.batch_size,
                )  # fmt: skip
            if not what_if.is_as_kept(found.before, row.prediction, row.probability, row.target_probability):
                words = tr(
                    "To the unchanged image the model says {now} here, and {then} was kept when it was explained. So "
                    "the two cannot stand side by side, and nothing was kept. Audit the folder again on this computer."
                )
                names = [
                    f"{row.labels[which]} {likelihood(share)}"
                    for which, share in (
                        (found.before.prediction, found.before.probability),
                        (row.prediction, row.probability),
                    )
                ]
                raise PlainError(words.format(now=names[0], then=names[1]))
            self._post(WhatIfAnswered(job.ticket, found))
        except PlainError as error:
            self._post(WhatIfRefused(job.ticket, str(error), about))
        except Exception as error:
            log.exception("a what-if on explanation %s could not be answered", row.explanation_id)
            words = tr("{image} could not be asked about: {reason}. Nothing was kept.")
            self._post(WhatIfRefused(job.ticket, words.format(image=row.relative, reason=first_line(error))))

    def _watch(self, job: WatchRule) -> None:
        """A fit made once more, told step by step; it writes nothing. The audit it came between goes on as ever."""
        kept = job.kept
        about: Literal["", "image", "model"] = ""

        def unwanted() -> bool:
            return self._leaving or job.ticket <= self._unwatched

        if unwanted():
            return
        refused = ""
        try:
            import torch

            from engine import audit, rerun, watching

            spec = defence.spec_of(kept)
            other = rerun.other_parameters(spec)
            about = "image"
            path = rerun.check_image(
                Path(kept.row.path),
                kept.row.sha256,
                tr("Put it back where it was, or relink the folder if it was moved."),
                tr("Put the original back."),
            )
            about = "model"
            model = self._model_of(
                job.model_file, kept.model_fingerprint, job.trust_code, self._device_then(kept.device)
            )
            about = ""
            steps = int(kept.parameters["steps"])
            every = -(-(steps + 1) // MOST_SEEN)
            best = 0
            with (
                torch.random.fork_rng(),
                closing(watching.watch_again(model, path, kept.row.target, spec)) as watched,
            ):
                torch.manual_seed(spec.seed)
                for step in watched:
                    if unwanted():
                        return
                    best = step.number if step.best else best
                    seen = step.number % every == 0 or step.explanation is not None
                    told = replace(step, explanation=None)
                    if not seen:
                        told = replace(told, map=step.map[:0, :0].copy(), calls=())
                    self._post(RuleStep(job.ticket, steps, told, seen))
            assert step.explanation is not None  # the last step brings it
            here = audit.describe_run(model, "", method=kept.method, steps=steps)
            apart = {**rerun.different(kept.versions, here.versions), **other}
            if kept.device != here.device:
                apart["device"] = (kept.device, here.device)
            named = tuple((name, str(then), str(now)) for name, (then, now) in apart.items())
            alike = self._likeness(job, step.explanation.map)
            self._post(RuleLearned(job.ticket, step.explanation.map, best, *alike, kept.batch_size, named))
        except PlainError as error:
            self._post(NoRule(job.ticket, str(error), about))
        except Exception as error:
            refused = self._why_not_learned(error, kept.row.relative)
        if refused:  # the error is handled by now, and what it held has gone
            from engine import memory

            memory.let_go()
            self._post(NoRule(job.ticket, refused))

    def _why_not_learned(self, error: Exception, image: str) -> str:
        from engine import memory

        if memory.is_full(error):
            return tr("The memory is too full to learn one image just now. Nothing was changed. Try again later.")
        log.exception("the fit of %s could not be watched", image)
        words = tr("The rule of {image} could not be learned once more: {reason}. Nothing was changed.")
        return words.format(image=image, reason=first_line(error))

    def _likeness(
        self, job: WatchRule, made: FloatArray
    ) -> tuple[Literal["same", "rounding", "differs", "lost"], float | None, float | None]:
        """How a map made now lies to the kept one: the finding, rank correlation, what 99 of 100 pixels keep within."""
        from engine import rerun

        try:
            found = rerun.compare(job.store.map(job.kept.row.explanation_id), made)
        except PlainError:  # the file is lost; its hash is not
            return ("same" if defence.is_kept_map(job.kept, made) else "lost"), None, None
        return rerun.judge(found), found.rank_correlation, found.most

    def _device_then(self, name: str) -> str:
        """The device of a run, since another one has other bytes; the window's own if that is not here."""
        from engine import device

        try:
            return str(device.choose_device(name.split(" ", maxsplit=1)[0]))
        except device.DeviceError:
            return self._device

    def _model_of(self, file: Path, fingerprint: str, trust_code: bool, device: str = "") -> Model:
        """The model of the run that an image belongs to; loaded beside the one at hand if that is another.

        device: the one that it has to be on; empty if any will do
        """
        from engine import models

        for model in (self._model, self._guest):
            if model is None or model.fingerprint != fingerprint:
                continue
            if device in ("", "auto", str(model.device)):
                return model
        self._guest = None
        _leave_a_core_to_the_window()
        if not file.exists():
            raise PlainError(
                tr(
                    "The model file {file} is not there any more. Nothing was changed. Put it back, or choose where it "
                    "is now."
                ).format(file=file)
            )
        try:
            guest = models.load_model(file, trust_code, device or self._device)
        except models.ConsentNeeded:
            raise PlainError(
                tr(
                    "{file} brings code that you have not agreed to run. Nothing was changed. Choose this model in the "
                    "audit room once, when no audit is running, and you are asked."
                ).format(file=file.name)
            ) from None
        if guest.fingerprint != fingerprint:
            raise PlainError(
                tr(
                    "{file} has changed since this run was made, or is another model. Nothing was changed. Put the "
                    "original back, or choose where it is now."
                ).format(file=file.name)
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
            answer = PaceMeasured(
                "", job, None, None, tr("This could not be measured: {reason}.").format(reason=first_line(error))
            )
        self._post(answer)

    def _pace(self, work: Sequence[Work], spec: Any) -> float:
        from engine import audit

        self._waited_s = 0.0
        summary = audit.audit(self._model, work, Nowhere(), spec, control=self)
        if not summary.explained:
            raise PlainError(tr("None of the first images can be explained with this model and method."))
        return max(0.0, summary.seconds - self._waited_s) / summary.explained

    def _post(self, record: News) -> None:
        self.outbox.post(record)


def _image_of(kept: defence.Defence) -> str:
    """The path of an explanation's image, while it has the bytes that were explained. Raises PlainError."""
    from engine import rerun

    return rerun.check_image(
        Path(kept.row.path),
        kept.row.sha256,
        tr("Put it back where it was, or relink the folder if it was moved."),
        tr("Put the original back. The prediction and the reviews of that one are kept."),
    )


def _leave_a_core_to_the_window() -> None:
    """With every core computing, the window's thread would have to queue for one."""
    import torch

    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))
