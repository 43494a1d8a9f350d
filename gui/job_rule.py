"""In the worker thread: one fit watched from step to step."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

from db import defence
from engine.records import FloatArray, PlainError
from gui.job_inputs import first_line
from gui.job_models import Models
from gui.news import News, NoRule, RuleLearned, RuleStep, WatchRule
from gui.said import said
from gui.words import tr

log = logging.getLogger(__name__)
MOST_SEEN = 60  # steps of a fit whose maps and gates are handed out; of more, every second, third, ...


def watch(job: WatchRule, models: Models, unwanted: Callable[[], bool], post: Callable[[News], None]) -> None:
    """A fit made once more, told step by step; it writes nothing. The audit it came between goes on as ever."""
    kept = job.kept
    about: Literal["", "image", "model"] = ""
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
        model = models.of(job.model_file, kept.model_fingerprint, job.trust_code, models.device_then(kept.device))
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
                post(RuleStep(job.ticket, steps, told, seen))
        assert step.explanation is not None  # the last step brings it
        here = audit.describe_run(model, "", method=kept.method, steps=steps)
        apart = {**rerun.different(kept.versions, here.versions), **other}
        if kept.device != here.device:
            apart["device"] = (kept.device, here.device)
        named = tuple((name, str(then), str(now)) for name, (then, now) in apart.items())
        alike = _likeness(job, step.explanation.map)
        post(RuleLearned(job.ticket, step.explanation.map, best, *alike, kept.batch_size, named))
    except PlainError as error:
        post(NoRule(job.ticket, said(str(error)), about))
    except Exception as error:
        refused = _why_not_learned(error, kept.row.relative)
    if refused:  # the error is handled by now, and what it held has gone
        from engine import memory

        memory.let_go()
        post(NoRule(job.ticket, refused))


def _why_not_learned(error: Exception, image: str) -> str:
    from engine import memory

    if memory.is_full(error):
        return tr("The memory is too full to learn one image just now. Nothing was changed. Try again later.")
    log.exception("the fit of %s could not be watched", image)
    words = tr("The rule of {image} could not be learned once more: {reason}. Nothing was changed.")
    return words.format(image=image, reason=first_line(error))


def _likeness(
    job: WatchRule, made: FloatArray
) -> tuple[Literal["same", "rounding", "differs", "lost"], float | None, float | None]:
    """How a map made now lies to the kept one: the finding, rank correlation, what 99 of 100 pixels keep within."""
    from engine import rerun

    try:
        found = rerun.compare(job.store.map(job.kept.row.explanation_id), made)
    except PlainError:  # the file is lost; its hash is not
        return ("same" if defence.is_kept_map(job.kept, made) else "lost"), None, None
    return rerun.judge(found), found.rank_correlation, found.most
