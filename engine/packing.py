"""Learning a rule pack: how far the gates of a few images of one model move, averaged over positions and images.

The mean is taken of the gates before their sigmoid, and of what learning added to each image's own start: the lean by
shares differs from image to image and is given to each anew, so a pack that held it would give it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

import torch
from torch import Tensor

from engine.explaining import Prepared, stacked
from engine.fit import PREDICTED, learning, left_as_found
from engine.gates import Gates
from engine.methods import FitSettings
from engine.models import Model
from engine.packs import PackedCall, PackError, RulePack
from engine.rules import RuleField

DECIMALS = 6  # of a gate; far below what moves a map, and short enough to be read
BATCH = 8


def learn_pack(
    model: Model,
    images: Iterable[Prepared],
    *,
    hansel: str,
    steps: int = 10,
    seed: int = 0,
    progress: Callable[[Prepared, int], None] | None = None,
    left_out: Callable[[Prepared, str], None] | None = None,
) -> RulePack:
    """A start for the model, from images that are explained for their predicted class with ``steps`` steps each.

    hansel:   the version to be written down; seed: of the draw that chose the images, likewise
    progress: told after each batch its last image, and how many were learned from so far
    left_out: told of each image for which the model gives no number, and why; it is not learned from

    Each image counts with its best step, the one whose map it would be given.
    Raises PackError where no image is left to learn from; ExplainError when the model cannot be explained.
    """
    settings = FitSettings.for_steps(steps)
    size = model.fixed_batch or BATCH
    source = iter(images)
    found: list[Tensor] = []
    used: list[str] = []
    names: list[str] = []
    while some := list(islice(source, size)):
        moved, names = movements(model, *stacked(model, some, [PREDICTED] * len(some)), settings)
        for entry, own in zip(some, moved, strict=False):  # an export's batch is filled up with copies
            if bool(torch.isfinite(own).all()):
                found.append(own)
                used.append(entry.sha256)
            elif left_out is not None:
                left_out(entry, "the model's output for it is not a number")
        if progress is not None:
            progress(some[-1], len(used))
    if not found:
        raise PackError("There is no image to learn a rule pack from. Nothing was written.")
    gates_of = torch.sigmoid(torch.tensor(settings.start, dtype=torch.float64).logit() + torch.stack(found).mean(dim=0))
    return RulePack(
        model_name=model.name,
        model_version=model.version,
        fingerprint=model.fingerprint,
        hansel=hansel,
        settings=settings.as_parameters(),
        seed=seed,
        images=tuple(used),
        calls=tuple(
            PackedCall(name, Gates(*(round(gate, DECIMALS) for gate in gates)))
            for name, gates in zip(names, gates_of.tolist(), strict=True)
        ),
    )


def movements(model: Model, images: Tensor, targets: Tensor, settings: FitSettings) -> tuple[Tensor, list[str]]:
    """How far each image's gates move, before their sigmoid, from its start to its best step: the mean over positions,
    (N, calls, 4) float64 on the CPU, and the calls' names.

    images, targets: as for ``fit``, which raises the same. NaN for an image that has no loss to go by.
    """
    start: Tensor | None = None
    best: Tensor | None = None
    names: list[str] = []
    with left_as_found(model.module):
        for step in learning(model, images, targets, settings):
            now = _mean_thetas(step.field)
            if start is None or best is None:
                start = best = now
                best[~torch.isfinite(step.judged.loss).cpu()] = torch.nan
                names = [call.name for call in step.field.calls]
            best = torch.where(step.better.cpu()[:, None, None], now, best)
    assert start is not None
    assert best is not None
    return best - start, names


def _mean_thetas(field: RuleField) -> Tensor:
    with torch.no_grad():
        means = [call.theta.double().flatten(2).mean(dim=2).T for call in field.calls]
        return torch.stack(means, dim=1).cpu()
