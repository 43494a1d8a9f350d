"""What the model says of images seen through their masks, and where more or less of them should be seen."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.answers import answer
from engine.lean_pass import LeanPass
from engine.masks import seen_through
from engine.models import Model

PIECE_BYTES = 8 * 3 * 224 * 224 * 4  # of images that go through a CPU at once


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the model says of the masked images: loss, and the target's probability for keep and drop, all (N,).

    to_mask: (N, H, W), the loss's gradient to the mask; answer: (N, H, W), what their log-odds gain where more
    of the image is seen (engine/answers.py). Both None unless learning
    """

    loss: Tensor
    keep: Tensor
    drop: Tensor
    to_mask: Tensor | None = None
    answer: Tensor | None = None


def judge(model: Model, images: Tensor, targets: Tensor, mask: Tensor, area_weight: float, *, learn: bool) -> Judged:
    """Send the image through the model once more, seen through its mask and through the mask turned round."""
    baseline = model.baseline.to(images.device)
    masked = torch.cat(seen_through(images, mask, baseline))
    scores, odds, gradient = _answers(model, masked, targets.repeat(2), learn=learn)
    odds_keep, odds_drop = odds.chunk(2)
    loss = F.softplus(-odds_keep) + F.softplus(odds_drop) + area_weight * mask.flatten(1).mean(dim=1)
    to_mask = of_both = None
    if gradient is not None:
        of_keep, of_drop = answer(images.repeat(2, 1, 1, 1), baseline, gradient).chunk(2)
        # the mask shows more of the image in keep, and less of it in drop
        short_of_one, above_zero = torch.sigmoid(-odds_keep).view(-1, 1, 1), torch.sigmoid(odds_drop).view(-1, 1, 1)
        to_mask = area_weight / mask[0].numel() - short_of_one * of_keep - above_zero * of_drop
        of_both = of_keep + of_drop
    keep, drop = model.probabilities(scores).gather(1, targets.repeat(2)[:, None]).squeeze(1).chunk(2)
    return Judged(loss, keep, drop, to_mask, of_both)


def _answers(model: Model, masked: Tensor, targets: Tensor, *, learn: bool) -> tuple[Tensor, Tensor, Tensor | None]:
    """(scores (M, K), the targets' log-odds (M,), their gradient to the images if ``learn``), no graph attached.

    All in one batch on a graphics card. On a CPU in pieces that its cache has a use for: 32 images of 224 px at once
    take a ResNet-50 1.4 times as long as four pieces of 8.
    """
    image_bytes = masked[0].numel() * masked.element_size()
    in_pieces = masked.device.type == "cpu" and model.fixed_batch is None
    most = max(1, PIECE_BYTES // image_bytes) if in_pieces else len(masked)
    pieces = zip(torch.split(masked, most), torch.split(targets, most), strict=True)
    found = [_answer(model, *piece, learn=learn) for piece in pieces]
    scores, odds = torch.cat([piece[0] for piece in found]), torch.cat([piece[1] for piece in found])
    return scores, odds, torch.cat([piece[2] for piece in found if piece[2] is not None]) if learn else None


def _answer(model: Model, masked: Tensor, targets: Tensor, *, learn: bool) -> tuple[Tensor, Tensor, Tensor | None]:
    masked.requires_grad_(learn)
    with torch.set_grad_enabled(learn), LeanPass():
        scores = model.scores(model.module(masked.clone()))  # a model may write to its input
        odds = model.log_odds(scores, targets)
        gradient = torch.autograd.grad(odds.sum(), masked)[0] if learn else None
    return scores.detach(), odds.detach(), gradient
