"""From maps to masks, and images seen through them."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def mask_of(attribution: Tensor, saturation: float = 0.7) -> Tensor:
    """min(1, A / (saturation max A)), (N, H, W) in [0, 1]. Negative values count by size.

    The maximum is differentiated like all else: a map that only grows or shrinks as a whole has the same mask, and
    learning must know that. An all-zero map gives an all-zero mask.
    """
    size = attribution.abs()
    peak = size.flatten(1).amax(dim=1).view(-1, 1, 1)
    tiny = torch.finfo(size.dtype).tiny
    return (size / (saturation * peak).clamp_min(tiny)).clamp_max(1.0)


def blur(maps: Tensor, sigma_px: float) -> Tensor:
    """Gaussian blur of (N, H, W) maps, edges mirrored, kernel cut at three sigma; sums to one."""
    height, width = maps.shape[-2:]
    radius = min(math.ceil(3 * sigma_px), height - 1, width - 1)
    if sigma_px <= 0 or radius < 1:
        return maps
    offsets = torch.arange(-radius, radius + 1, dtype=maps.dtype, device=maps.device)
    kernel = torch.exp(-0.5 * (offsets / sigma_px) ** 2)
    kernel = kernel / kernel.sum()
    padded = F.pad(maps.unsqueeze(1), (radius, radius, radius, radius), mode="reflect")
    rows = F.conv2d(padded, kernel.view(1, 1, 1, -1))
    return F.conv2d(rows, kernel.view(1, 1, -1, 1)).squeeze(1)


def seen_through(images: Tensor, mask: Tensor, baseline: Tensor) -> tuple[Tensor, Tensor]:
    """(keep, drop): the image with the mask's inside kept, and with it dropped; the rest becomes the baseline."""
    weight = mask.unsqueeze(1)
    return weight * images + (1 - weight) * baseline, (1 - weight) * images + weight * baseline
