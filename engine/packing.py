"""Learning a rule pack: the gates that a few images of one model end up with, averaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from engine.explaining import Prepared
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
    images: Sequence[Prepared],
    *,
    hansel: str,
    steps: int = 10,
    seed: int = 0,
    progress: Callable[[int], bool] | None = None,
) -> RulePack:
    """A start for the model, from images that are explained for their predicted class with ``steps`` steps each.

    hansel:   the version to be written down; seed: of the draw that chose the images, likewise
    progress: told after each batch how many images are done; False from it ends the work

    Each image counts with the gates of its best step, the one whose map it would be given.
    Raises PackError if there is no image, the model gives no number for one of them, or the work was ended;
    ExplainError when the model cannot be explained.
    """
    if not images:
        raise PackError("There is no image to learn a rule pack from. Nothing was written.")
    settings = FitSettings.for_steps(steps)
    size = model.fixed_batch or BATCH
    found: list[Tensor] = []
    names: list[str] = []
    for start in range(0, len(images), size):
        some = images[start : start + size]
        tensors = [one.tensor for one in some] + [some[-1].tensor] * ((model.fixed_batch or 0) - len(some))
        batch = torch.stack(tensors).to(model.device)
        gates, names = gates_learned(model, batch, settings)
        if not bool(torch.isfinite(gates).all()):
            raise PackError(
                f"The model's output for one of {', '.join(one.source for one in some)} is not a number, so no rule "
                "pack can be learned from it. Nothing was written."
            )
        found.append(gates[: len(some)])
        if progress is not None and not progress(start + len(some)):
            raise PackError("Cancelled. Nothing was written.")
    mean = torch.cat(found).mean(dim=0)
    return RulePack(
        model_name=model.name,
        model_version=model.version,
        fingerprint=model.fingerprint,
        hansel=hansel,
        settings=settings.as_parameters(),
        seed=seed,
        images=tuple(one.sha256 for one in images),
        calls=tuple(
            PackedCall(name, Gates(*(round(gate, DECIMALS) for gate in gates)))
            for name, gates in zip(names, mean.tolist(), strict=True)
        ),
    )


def gates_learned(model: Model, images: Tensor, settings: FitSettings) -> tuple[Tensor, list[str]]:
    """Each image's gates at its best step, the mean over positions: (N, calls, 4) float64 in [0, 1], and the calls'
    names. images: (N, C, H, W) on the model's device. Raises ExplainError as ``fit`` does."""
    targets = torch.full((len(images),), PREDICTED, device=images.device)
    best: Tensor | None = None
    names: list[str] = []
    with left_as_found(model.module):
        for step in learning(model, images, targets, settings):
            now = mean_gates(step.field)
            now[~torch.isfinite(step.judged.loss).cpu()] = torch.nan
            best = now if best is None else torch.where(step.better.cpu()[:, None, None], now, best)
            names = [call.name for call in step.field.calls]
    assert best is not None
    return best, names


def mean_gates(field: RuleField) -> Tensor:
    """The mean over positions of each call's gates as they stand, (N, calls, 4) float64 on the CPU."""
    with torch.no_grad():
        means = [call.gates().double().flatten(2).mean(dim=2).T for call in field.calls]
        return torch.stack(means, dim=1).cpu()
