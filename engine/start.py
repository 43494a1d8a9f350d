"""Where learning begins: gates that already know which positions speak for the class.

A position's share is what it adds to the score under the plain gradient: the sum over the channels of output times
relevance. In the upper calls, where shares are coarse and clean, the gates open where the share is positive and close
where it is negative; below, shares are noise, and the gates begin alike. Measured in docs/method.md.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.masks import blur
from engine.methods import FitSettings
from engine.rules import RuleField


def set_start(field: RuleField, settings: FitSettings) -> None:
    """Move the gates of the upper calls by the shares that a pass inside ``field.shares()`` noted."""
    spatial = [call for call in field.calls if call.share is not None and call.share.ndim > 1]
    lower = round(len(spatial) * (1 - settings.upper_part))
    with torch.no_grad():
        for call in spatial[lower:]:
            assert call.share is not None
            lean = torch.tanh(_relative(call.share, settings.share_blur_ratio) / settings.share_softness)
            call.theta += settings.share_strength * lean.unsqueeze(call.channel_axis)
    for call in field.calls:
        call.share = None


def _relative(share: Tensor, blur_ratio: float) -> Tensor:
    """Shares blurred over their neighbours, in units of the image's mean absolute share; (N, positions)."""
    smooth = blur(share, blur_ratio * share.shape[1]) if share.ndim == 3 else share
    size = smooth.abs().flatten(1).mean(dim=1).view(-1, *[1] * (share.ndim - 1))
    return torch.nan_to_num(smooth / size.clamp_min(torch.finfo(share.dtype).tiny))
