"""Trying a freshly loaded model, so that a wrong description is told now and not after an audit of thousands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from engine import outputs
from engine.model_spec import ModelError

if TYPE_CHECKING:
    from engine.models import Model


def try_out(model: Model) -> tuple[str, ...]:
    """Run the model on a neutral image, alone and beside a noisy one.

    Returns:
        What is odd but can be used, in plain words.

    Raises:
        ModelError: the model fails, gives NaN, or does not give what model.toml says.
    """
    spec = model.input
    neutral = model.baseline.expand(1, spec.planes, spec.height, spec.width)
    noise = neutral + 0.5 * torch.randn(neutral.shape, generator=torch.Generator().manual_seed(0))
    alone = _forward(model, neutral)
    pair = _forward(model, torch.cat((neutral, noise)))
    try:
        z_alone, z_pair = model.scores(alone), model.scores(pair)
        raw = outputs.pick(pair, model.output_key).float()
    except ModelError as error:
        raise ModelError(f"{model.file}: {error}") from None
    if z_alone.shape[0] != 1 or z_pair.shape[0] != 2:
        raise ModelError(
            f"{model.file}: the network gives {z_alone.shape[0]} rows for 1 image and {z_pair.shape[0]} for 2; "
            "it must give one row an image."
        )
    if not raw.isfinite().all():
        raise ModelError(
            f"{model.file}: the network gives NaN or infinity for a plain trial image. "
            "The weights may be damaged, or [input] mean and std wrong."
        )
    if model.output == "probabilities":
        _check_probabilities(model, raw)
    return _doubts(model, raw, z_alone, z_pair)


def _check_probabilities(model: Model, raw: Tensor) -> None:
    sums = raw.sum(dim=1)
    if raw.min() < -1e-4 or raw.max() > 1.0 + 1e-4 or not torch.allclose(sums, torch.ones_like(sums), atol=1e-2):
        raise ModelError(
            f'{model.file}: output = "probabilities", but trial rows add up to {sums[0]:.4g} and {sums[1]:.4g}, '
            f"with values from {raw.min():.4g} to {raw.max():.4g}; probabilities lie in 0 to 1 and add up to 1. "
            'Is it "logits" (no softmax at the end) or "multilabel" (scores before a sigmoid)?'
        )


def _doubts(model: Model, raw: Tensor, z_alone: Tensor, z_pair: Tensor) -> tuple[str, ...]:
    found = []
    within = bool((raw >= 0).all() and (raw <= 1).all())
    if model.output == "logits" and model.classes > 1 and within:
        sums = raw.sum(dim=1)
        if torch.allclose(sums, torch.ones_like(sums), atol=1e-3):
            found.append(
                'The model\'s output already adds up to 1, though model.toml says "logits". '
                'It probably ends in a softmax: say output = "probabilities".'
            )
    if model.output == "multilabel" and model.classes >= 4 and within:
        found.append(
            "All outputs lie between 0 and 1. Multilabel means scores before the sigmoid; "
            "if the model ends in a sigmoid, leave that out."
        )
    spread = float(z_pair.abs().max()) + 1e-6
    if float((z_alone[0] - z_pair[0]).abs().max()) > 1e-2 * spread:
        found.append(
            "The same image gave different outputs alone and beside another one. "
            "Dropout or batch statistics seem to be at work: predictions and maps will change from run to run."
        )
    if float((z_pair[0] - z_pair[1]).abs().max()) == 0.0:
        found.append("Two very different trial images gave exactly the same output. Are the weights the right ones?")
    return tuple(found)


def _forward(model: Model, x: Tensor) -> Any:
    try:
        with torch.no_grad():
            return model.module(x.to(model.device))
    except Exception as error:  # the user's own network may raise anything
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"{model.file}: the network failed on a trial image of {x.shape[3]} × {x.shape[2]} px: "
            f"{type(error).__name__}: {reason.rstrip('.')}. {_remedy(reason, x.shape[1])}"
        ) from None


def _remedy(reason: str, given: int) -> str:
    found = re.search(r"to have (\d+) channels, but got (\d+) channels", reason)
    if found is None or int(found[2]) != given:
        return "Check arch and [input] size."
    if found[1] in ("1", "3"):
        word = "grey" if found[1] == "1" else "rgb"
        return f'The model takes {found[1]} channels: say channels = "{word}" under [input].'
    return f"The model takes {found[1]} channels; images are given as RGB, BGR or grey only."
