"""From what a model gives to scores, probabilities and log-odds (docs/method.md). All differentiable, twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from engine.model_spec import ModelError, OutputKind

# Smallest probability told from zero. The fit differentiates the logarithm twice, so 1/p² must stay far from overflow.
TINY_PROBABILITY = 1e-12


def pick(raw: Any, key: str | int | None) -> Tensor:
    """The tensor meant by ``output.key`` in what the model returned.

    Raises:
        ModelError: there is no such entry, or a key is needed, or is not.
    """
    if isinstance(raw, Tensor):
        if key is not None:
            raise ModelError(
                f"The model gives one tensor, but model.toml asks for entry {key!r} of it. Remove the key from output."
            )
        return raw
    entry = _entry(raw, key)
    if not isinstance(entry, Tensor):
        where = "The model's output" if key is None else f"Entry {key!r} of the model's output"
        raise ModelError(f"{where} is a {type(entry).__name__}, not a tensor of scores.")
    return entry


def _entry(raw: Any, key: str | int | None) -> Any:
    if isinstance(raw, Mapping):
        if key is not None and key in raw:
            return raw[key]
        example = next(iter(raw), "out")
        raise ModelError(_which(f"a dict with the entries {', '.join(map(repr, raw))}", key, example))
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        if isinstance(key, int) and -len(raw) <= key < len(raw):
            return raw[key]
        if isinstance(key, str) and hasattr(raw, key):  # named tuples
            return getattr(raw, key)
        raise ModelError(_which(f"a tuple of {len(raw)}", key, 0))
    if isinstance(key, str) and hasattr(raw, key):  # output objects
        return getattr(raw, key)
    return raw


def _which(what: str, key: str | int | None, example: Any) -> str:
    said = "model.toml does not say which entry holds the scores" if key is None else f"{key!r} is not one of them"
    shown = f'"{example}"' if isinstance(example, str) else example
    return f'The model gives {what}, and {said}. Write for example: output = {{ kind = "logits", key = {shown} }}'


def scores(raw: Any, kind: OutputKind, key: str | int | None, classes: int) -> Tensor:
    """z, (N, classes), float32 or float64: logits as they are, log of probabilities, [-z, z] for a binary logit.

    Raises:
        ModelError: wrong entry, shape or number of classes.
    """
    z = pick(raw, key)
    if not z.is_floating_point():
        raise ModelError(f"The model gives {z.dtype} numbers; scores must be floating point (not, say, class indices).")
    if z.dtype in (torch.float16, torch.bfloat16):
        z = z.float()
    if kind == "binary":
        if z.ndim == 1:
            z = z.unsqueeze(1)
        if z.ndim != 2 or z.shape[1] != 1:
            raise ModelError(
                f'output = "binary" means one number an image, shape (N, 1), but the model gives {tuple(z.shape)}. '
                'For two columns that go through a softmax say "logits".'
            )
        return torch.cat((-z, z), dim=1)
    if z.ndim != 2:
        raise ModelError(
            f"The model gives an output of shape {tuple(z.shape)}; it must be (N, {classes}): one row an image, "
            "one column a label."
        )
    if z.shape[1] != classes:
        hint = ' For one logit and two labels say output = "binary".' if (z.shape[1], classes) == (1, 2) else ""
        raise ModelError(
            f"The model gives {z.shape[1]} scores an image, but labels names {classes}. "
            f"List one label for each score, in the model's order.{hint}"
        )
    return z.clamp_min(TINY_PROBABILITY).log() if kind == "probabilities" else z


def probabilities(z: Tensor, kind: OutputKind) -> Tensor:
    """(N, K), each in 0 to 1; rows add to 1 except for multilabel."""
    return z.sigmoid() if kind in ("multilabel", "binary") else z.softmax(dim=1)


def log_odds(z: Tensor, targets: Tensor, kind: OutputKind) -> Tensor:
    """s, (N,): z_y less logsumexp of the other classes; z_y itself where each score has its own sigmoid.

    Args:
        z: (N, K) from ``scores``.
        targets: int64 (N,), 0 to K-1.

    Raises:
        ModelError: a single class under a softmax has no odds.
    """
    column = targets.view(-1, 1)
    own = z.gather(1, column).squeeze(1)
    if kind in ("multilabel", "binary"):
        return own
    if z.shape[1] < 2:
        raise ModelError('The model knows a single class, which has no odds. Say output = "binary" or "multilabel".')
    mine = torch.zeros_like(z, dtype=torch.bool).scatter(1, column, True)
    return own - z.masked_fill(mine, -torch.inf).logsumexp(dim=1)
