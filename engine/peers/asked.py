"""What a peer method is given: a model, a batch, and what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from engine.models import Model
from engine.peers.look import Look

MOST_AT_ONCE = 32  # images in one forward pass, however many points, draws or masks a method has for each


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One batch to explain.

    images: (N, 3, H, W) float32, as the model takes them; targets: (N,) class indices, all known
    seed: of the run; told: the method's settings (engine.methods); look: what the first forward pass showed
    """

    model: Model
    images: Tensor
    targets: Tensor
    seed: int
    told: Mapping[str, Any]
    look: Look

    @property
    def at_once(self) -> int:
        """How many copies of the batch go through the model together."""
        return max(1, MOST_AT_ONCE // len(self.images))

    @property
    def baseline(self) -> Tensor:
        """The mean colour, (1, 3, 1, 1) on the images' device."""
        return self.model.baseline.to(self.images.device)[None]

    def scores(self, images: Tensor) -> Tensor:
        """z, (M, K). A copy goes in: a model may write to its input."""
        return self.model.scores(self.model.module(images.clone()))

    def own_scores(self, images: Tensor) -> Tensor:
        """The target's score, (N c,), of images that hold c copies of each image one after the other."""
        targets = self.targets.repeat_interleave(len(images) // len(self.targets))
        return self.scores(images).gather(1, targets[:, None]).squeeze(1)

    def generator(self) -> torch.Generator:
        """Starts from the run's seed and nothing else; on the CPU, so that every device draws the same."""
        return torch.Generator().manual_seed(self.seed)
