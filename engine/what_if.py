"""What the model says if a part of an image is taken away, or if there is nothing but that part.

The image is changed before anything else happens to it (engine/taking_away.py), and then goes the way of every image:
resized, cropped, normalised, through the model. So the answer is one to a picture that can be looked at.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from engine import inputs, memory
from engine.audit import device_name, versions
from engine.explaining import Prepared, stacked
from engine.models import Model
from engine.records import Answer, ByteArray, FloatArray, PlainError, WhatIf
from engine.rerun import PROBABILITY
from engine.taking_away import BoolArray, Changed, Filling, Way, hidden_part, take_away

TOP = 5


def mean_colour(model: Model) -> tuple[int, int, int]:
    """The colour that stands for nothing to this model: R, G, B, 0 to 255.

    The model's own (what becomes zero when it is normalised) and not the image's: it is that of keep, drop, deletion
    and the masks that maps are learned with, it holds nothing of the image, and is the same for every one.
    """
    return inputs.baseline_colour(model.input)


def ask(
    model: Model,
    pixels: ByteArray,
    mask: BoolArray,
    target: int | None,
    *,
    way: Way = "away",
    filling: Filling = "mean",
    batch_size: int = 1,
) -> tuple[WhatIf, Changed]:
    """The model's answers to an image before and after, and the changed image.

    Args:
        pixels: uint8 (H, W, 3) RGB, upright.
        mask: bool (H, W), the regions.
        target: the class of interest, 0 to K-1; None for the predicted one.
        batch_size: filled up with copies. In the batch that an explanation was made in, the answer before is that of
            the explanation: to the last bit for nets without attention, whose forward pass it shares.

    Raises:
        NothingToAsk: the change would change nothing or leave nothing, in words.
        ImageError: the image cannot be prepared. PlainError: an answer is not a number. ModelError: no odds.
    """
    if target is not None and not 0 <= target < model.classes:
        raise PlainError(
            f"There is no class {target}: the model has {model.classes} classes, 0 to {model.classes - 1}."
        )
    tensor, geometry = model.prepare(pixels)
    hidden, share = hidden_part(mask, way, geometry)
    changed = take_away(pixels, hidden, filling, mean_colour(model))
    pictures = [Prepared(one, geometry, "", "") for one in (tensor, model.prepare(changed.pixels)[0])]
    said = _said(model, pictures, batch_size)
    about = int(said[0][1].argmax()) if target is None else target
    before, after = (_answer(model, z, shares, about) for z, shares in said)
    found = WhatIf(way, filling, changed.parameters, about, share, before, after, device_name(model.device), versions())
    return found, changed


def is_as_kept(found: Answer, prediction: int, probability: float, target_probability: float) -> bool:
    """Whether an answer to the unchanged image is, up to rounding, the one that an explanation of it has."""
    likeliest = dict(found.top).get(prediction, -1.0)
    return abs(likeliest - probability) <= PROBABILITY and abs(found.target_probability - target_probability) <= (
        PROBABILITY
    )


_Said = tuple[Tensor, FloatArray]  # z (1, K) on the model's device, and the probabilities (K,)


def _said(model: Model, pictures: list[Prepared], batch_size: int) -> list[_Said]:
    try:
        return _in_batches(model, pictures, batch_size)
    except Exception as error:
        if batch_size == 1 or not memory.is_full(error):
            raise
    memory.let_go()
    return _in_batches(model, pictures, 1)


def _in_batches(model: Model, pictures: list[Prepared], batch_size: int) -> list[_Said]:
    size = model.fixed_batch or max(1, batch_size)
    found: list[_Said] = []
    for start in range(0, len(pictures), size):
        some = pictures[start : start + size]
        images, _ = stacked(model, some, [0] * len(some), size)
        with torch.no_grad():
            z = model.scores(model.module(images))
            shares = model.probabilities(z).float().cpu().numpy()
        found += [(z[n : n + 1], shares[n]) for n in range(len(some))]
    return found


def _answer(model: Model, z: Tensor, shares: FloatArray, target: int) -> Answer:
    log_odds = float(model.log_odds(z, torch.tensor([target], device=z.device)))
    if not (np.isfinite(shares).all() and np.isfinite(log_odds)):
        raise PlainError("The model's answer to the picture is not a number. Nothing was kept.")
    order = np.argsort(-shares, kind="stable")[:TOP].tolist()
    top = tuple((place, float(shares[place])) for place in order)
    return Answer(int(order[0]), top[0][1], float(shares[target]), log_odds, top)
