"""In the worker thread: one image explained now, and a lost map made again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from db import ad_hoc, defence, mending
from engine.records import Failure, ImageRef, PlainError
from gui.job_inputs import check_unchanged, first_line, image_of
from gui.job_models import Models
from gui.news import ExplainedNow, ExplainNow, MapDiffers, MapPutBack, News, NotExplained, NotRemade, RemakeMap
from gui.said import said
from gui.sinks import ByHand
from gui.words import tr

log = logging.getLogger(__name__)


def explain_now(job: ExplainNow, models: Models, post: Callable[[News], None]) -> None:
    """One image, kept in the ad hoc run; the audit it came between goes on as if nothing had been."""
    try:
        import torch

        from engine import audit

        check_unchanged(job)
        model = models.of(job.model_file, job.fingerprint, job.trust_code)
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
        post(NotExplained(job.ticket, said(str(error))))
    except Exception as error:
        log.exception("%s could not be explained by hand", job.relative)
        post(
            NotExplained(
                job.ticket,
                tr("{image} could not be explained: {reason}.").format(image=job.relative, reason=first_line(error)),
            )
        )
    else:
        post(ExplainedNow(job.ticket, job.key, sink.explanation_id))


def remake_map(job: RemakeMap, models: Models, post: Callable[[News], None]) -> None:
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
        path = image_of(kept)
        about = "model"
        model = models.of(job.model_file, kept.model_fingerprint, job.trust_code, models.device_then(kept.device))
        about = ""
        with torch.random.fork_rng():
            made = rerun.make_again(model, path, kept.row.target, spec)
        if isinstance(made, Failure):
            raise PlainError(made.reason)
        if made.sha256 != kept.row.sha256:
            raise PlainError(tr("The image changed while it was read. Nothing was changed. Try again."))
        if defence.is_kept_map(kept, made.map):
            back = mending.put_back(job.store, kept, made.map)
            post(MapPutBack(job.ticket, back.aside))
            return
        here = audit.describe_run(model, "", method=kept.method, steps=int(kept.parameters.get("steps", 0)))
        apart = (*rerun.different(kept.versions, here.versions).items(), *other.items())
        post(
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
        post(NotRemade(job.ticket, said(str(error)), about))
    except Exception as error:
        log.exception("the map of explanation %s could not be made again", kept.row.explanation_id)
        words = tr("The map of {image} could not be computed again: {reason}. Nothing was changed.")
        post(NotRemade(job.ticket, words.format(image=kept.row.relative, reason=first_line(error))))
