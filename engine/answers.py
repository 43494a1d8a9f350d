"""What the masked passes answer at each pixel, and the map weighed by it.

The gates share relevance out by position, and all channels of a position alike: they find the thing, not the pixels
that carry it. Every masked image that learning looks at has a gradient, computed anyway, which says for each pixel what
unhiding it adds to the score. Averaged over the passes it sharpens the map (docs/method.md).
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.masks import blur


def answer(images: Tensor, baseline: Tensor, gradient: Tensor) -> Tensor:
    """What the score gains to first order where the baseline gives way to the image, (N, H, W).

    images: (N, 3, H, W); gradient: of the score there, or at any image between it and the baseline, likewise
    """
    return ((images - baseline) * gradient).sum(dim=1)


def weighed(attribution: Tensor, answers: Tensor, weight: float, blur_ratio: float) -> Tensor:
    """The map times 1 + weight x r / (1 + r), where r is what speaks for the class; both (N, H, W).

    Answers are blurred as the map is, counted in their mean size over the image, and left out where they are negative
    or not a number: a pixel that brings the score down keeps the relevance that it has. Bounded, since a few pixels
    that answer ten times the mean would else be all that the mask shows.
    """
    smooth = blur(answers, blur_ratio * answers.shape[-2])
    size = smooth.abs().flatten(1).mean(dim=1).view(-1, 1, 1)
    relative = smooth / size.clamp_min(torch.finfo(smooth.dtype).tiny)
    speaks_for = torch.nan_to_num(relative, nan=0.0, posinf=0.0, neginf=0.0).clamp_min(0)
    return attribution * (1 + weight * speaks_for / (1 + speaks_for))
