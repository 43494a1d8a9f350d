"""In the worker thread: what the model says of an image without a region."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal

from engine.records import PlainError
from gui.job_inputs import first_line, image_of
from gui.job_models import Models
from gui.news import AskWhatIf, News, WhatIfAnswered, WhatIfRefused
from gui.said import said
from gui.words import likelihood, tr

log = logging.getLogger(__name__)


def answer(job: AskWhatIf, models: Models, post: Callable[[News], None]) -> None:
    """The model's answers to an image before and after. The one before must be the one that is kept."""
    row = job.kept.row
    about: Literal["", "image", "model"] = ""
    try:
        import torch

        from engine import images, taking_away, what_if

        about = "image"
        decoded = images.read(image_of(job.kept))
        about = "model"
        model = models.of(job.model_file, job.kept.model_fingerprint, job.trust_code)
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
        post(WhatIfAnswered(job.ticket, found))
    except PlainError as error:
        post(WhatIfRefused(job.ticket, said(str(error)), about))
    except Exception as error:
        log.exception("a what-if on explanation %s could not be answered", row.explanation_id)
        words = tr("{image} could not be asked about: {reason}. Nothing was kept.")
        post(WhatIfRefused(job.ticket, words.format(image=row.relative, reason=first_line(error))))
