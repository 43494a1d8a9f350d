"""Occlusion: what the score loses when a window of the image is hidden. Zeiler and Fergus 2013; by captum."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.peers.asked import Asked


def occlusion(asked: Asked) -> Tensor:
    """Mean loss of the logit over the windows that hide a pixel, (N, H, W), signed.

    Window and stride are shares of the input's height and width, at least one pixel.
    """
    from captum.attr import Occlusion  # noqa: PLC0415  (brings matplotlib along)

    height, width = asked.images.shape[-2:]
    with torch.no_grad():
        losses: Tensor = Occlusion(asked.scores).attribute(
            asked.images,
            sliding_window_shapes=(3, _pixels(asked.told["window"], height), _pixels(asked.told["window"], width)),
            strides=(3, _pixels(asked.told["stride"], height), _pixels(asked.told["stride"], width)),
            baselines=asked.baseline.expand_as(asked.images).contiguous(),
            target=asked.targets,
            perturbations_per_eval=asked.at_once,
        )
    return losses[:, 0]  # a window hides all channels, so they say the same


def _pixels(share: float, side: int) -> int:
    return max(1, round(share * side))
