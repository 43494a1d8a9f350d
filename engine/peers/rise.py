"""RISE: the average of random masks, each weighed by what the model says of the image seen through it.

Petsiuk, Das and Saenko 2018, arXiv 1806.07421. The paper takes 4,000 masks for VGG16 and 8,000 for ResNet50; how
many are taken here stands in engine/methods.py, with cells and p, which are the paper's.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.peers.asked import Asked


def rise(asked: Asked) -> Tensor:
    """Sum over masks of p_y(M x + (1-M) b) M, over their number and p; (N, H, W), not negative."""
    count, p = asked.told["masks"], asked.told["p"]
    images = asked.images
    height, width = images.shape[-2:]
    generator = asked.generator()
    total: Tensor = images.new_zeros((len(images), height, width))
    with torch.no_grad():
        for begin in range(0, count, asked.at_once):
            number = min(asked.at_once, count - begin)
            drawn = [random_mask(height, width, asked.told["cells"], p, generator) for _ in range(number)]
            masks = torch.stack(drawn).to(images)
            weight = masks[None, :, None]
            seen = weight * images[:, None] + (1 - weight) * asked.baseline
            scores = asked.scores(seen.flatten(0, 1))
            targets = asked.targets.repeat_interleave(number)[:, None]
            said = asked.model.probabilities(scores).gather(1, targets).view(-1, number)
            total += (said[:, :, None, None] * masks[None]).sum(dim=1)
    return total.div(count * p)


def random_mask(height: int, width: int, cells: int, p: float, generator: torch.Generator) -> Tensor:
    """One mask, (height, width) in 0 to 1: cells x cells coin tosses, open with p, enlarged and shifted at random."""
    grid = (torch.rand((1, 1, cells, cells), generator=generator) < p).float()
    tall, wide = math.ceil(height / cells), math.ceil(width / cells)  # of one cell
    large = F.interpolate(grid, size=((cells + 1) * tall, (cells + 1) * wide), mode="bilinear", align_corners=False)
    top = int(torch.randint(tall, (1,), generator=generator))
    left = int(torch.randint(wide, (1,), generator=generator))
    return large[0, 0, top : top + height, left : left + width]
