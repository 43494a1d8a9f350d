"""`hansel explain --watch`: images explained one at a time, with every step of the fit."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.records import Explanation, Failure, FitStep, RunSpec

if TYPE_CHECKING:
    from cli.explaining import Files
    from engine.audit import Control, Progress, Summary, Work
    from engine.models import Model


def explain(
    model: Model,
    work: Sequence[Work],
    sink: Files,
    spec: RunSpec,
    *,
    control: Control,
    progress: Callable[[Progress], None],
) -> Summary:
    """As ``engine.audit.audit``, whose part this takes: what was asked to stop stops after the image at hand."""
    from engine.audit import Progress, Summary

    started = time.perf_counter()
    explained = failed = 0
    for item in work:
        if control.cancelled:
            break
        steps, outcome = _watched(model, item, spec)
        if isinstance(outcome, Failure):
            sink.take([(item, outcome)])
            failed += 1
        else:
            sink.take_watched(item, outcome, steps)
            explained += 1
        done = explained + failed
        pace = (time.perf_counter() - started) / done
        progress(Progress(done, len(work), pace * (len(work) - done), item.path))
    return Summary(explained, failed, control.cancelled, time.perf_counter() - started)


def _watched(model: Model, item: Work, spec: RunSpec) -> tuple[list[FitStep], Explanation | Failure]:
    from engine.explaining import PartlyExplained, check_explainable, prepare_file
    from engine.fit import PREDICTED
    from engine.images import ImageError
    from engine.packs import start_of
    from engine.watching import watch_prepared

    check_explainable(model, () if item.target is None else (item.target,))
    try:
        entry = prepare_file(model, item.path)
    except ImageError as error:
        return [], Failure(item.path, str(error))
    target = PREDICTED if item.target is None else item.target
    try:
        steps = list(watch_prepared(model, entry, target, int(spec.parameters["steps"]), start_of(spec.parameters)))
    except PartlyExplained as error:
        return [], error.failures[0]
    explanation = steps[-1].explanation
    assert explanation is not None  # the last step brings it
    return steps, explanation
