"""Where learning begins: gates that already know which positions speak for the class.

A position's share is what it adds to the score under the plain gradient: the sum over the channels of output times
relevance. On coarse feature maps, whose positions see much of the image, shares are clean, and the gates open where the
share is positive and close where it is negative; on fine ones they are noise, and the gates begin alike. Measured in
docs/method.md.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from engine.masks import blur
from engine.methods import FitSettings
from engine.packs import PackedStart, PackError
from engine.rules import RuleField

SHUT = 1e-3  # the least gate to begin with, and 1 less the most: beyond that learning could hardly move it


def set_start(field: RuleField, settings: FitSettings, height_px: int) -> None:
    """Move the gates of the coarse calls by the shares that a pass inside ``field.shares()`` noted.

    height_px: of the model's input. Before that a pack, if there is one, gives each call its own gates in place of the
    common ones. Raises PackError where its calls are not those that the model made.
    """
    if settings.pack is not None:
        _unpack(field, settings.pack)
    with torch.no_grad():
        for call in field.calls:
            if call.share is not None and _rows(call.share) <= settings.coarse_ratio * height_px:
                lean = torch.tanh(_relative(call.share, settings.share_blur_ratio) / settings.share_softness)
                call.theta += settings.share_strength * lean.unsqueeze(call.channel_axis)
    for call in field.calls:
        call.share = None


def _rows(share: Tensor) -> float:
    """How many rows of positions a call has: of (N, h, w) h, of (N, L) tokens the side of a square of them.

    Infinite where there are no positions to tell apart.
    """
    if share.ndim == 1:
        return math.inf
    return share.shape[1] if share.ndim == 3 else math.isqrt(share.shape[1])


def _unpack(field: RuleField, pack: PackedStart) -> None:
    """Every call begins with its own gates from the pack, alike at all positions."""
    made, packed = [call.name for call in field.calls], [call.name for call in pack.calls]
    if made != packed:
        first = next((n for n, names in enumerate(zip(made, packed, strict=False)) if len(set(names)) > 1), None)
        apart = "" if first is None else f"; call {first + 1} is {made[first]} here and {packed[first]} in the pack"
        raise PackError(
            f"The rule pack holds {len(packed)} activation calls and the model made {len(made)} with gates{apart}. "
            "Nothing was explained. Learn the pack again with hansel pack."
        )
    with torch.no_grad():
        for call, (_, gates) in zip(field.calls, pack.calls, strict=True):
            theta = torch.tensor(gates, dtype=torch.float64).clamp(SHUT, 1 - SHUT).logit()
            call.theta.copy_(theta.to(call.theta).view(4, *[1] * (call.theta.ndim - 1)))


def _relative(share: Tensor, blur_ratio: float) -> Tensor:
    """Shares blurred over their neighbours, in units of the image's mean absolute share; (N, positions)."""
    smooth = blur(share, blur_ratio * share.shape[1]) if share.ndim == 3 else share
    size = smooth.abs().flatten(1).mean(dim=1).view(-1, *[1] * (share.ndim - 1))
    return torch.nan_to_num(smooth / size.clamp_min(torch.finfo(share.dtype).tiny))
