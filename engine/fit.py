"""Learning a rule field, image by image in a batch (docs/method.md).

The forward pass of the image is made once and cached. A step sends the log-odds back through the gates, turns the
map into a mask, sends the masked image through the model again, and moves every gate down the gradient of that loss
by second-order differentiation. Every image learns on its own: the losses are summed and nothing is shared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.gates import GRADIENT, Gates
from engine.methods import FitSettings
from engine.models import Model
from engine.records import PlainError
from engine.rules import RuleField

PREDICTED = -1  # in place of a target: the class that the model predicts


class ExplainError(PlainError):
    """A model that cannot be explained this way, and what to do about it."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A batch's outcome, no graph attached.

    map, mask: (N, H, W) float32; logits: (N, K) of the images; targets: (N,) the classes explained;
    losses: (steps, N), none for fixed rules.
    """

    map: Tensor
    mask: Tensor
    logits: Tensor
    targets: Tensor
    losses: Tensor
    gated: int
    executed: int
    missed: tuple[str, ...]


def fit(model: Model, images: Tensor, targets: Tensor, settings: FitSettings) -> Fitted:
    """Learn a rule field for each image and return the maps it gives.

    images: (N, 3, H, W) float32, as the model takes them; targets: (N,) class indices, PREDICTED where the class
    with the highest score is meant. Both on the model's device.
    Raises ExplainError when no activation call can be gated or the model is not differentiable twice.
    """
    with (
        left_as_found(model.module),
        RuleFieldPass(model, images, settings.start, learned=True) as cached,
        _missing_derivatives_in_plain_words(),
    ):
        if cached.field.gated == 0:
            raise ExplainError(_nothing_gated(cached.field))
        targets = _resolve(targets, cached.logits)
        odds = model.log_odds(cached.logits, targets)
        thetas = cached.field.thetas
        optimiser = torch.optim.Adam(thetas, lr=settings.learning_rate)
        losses = []
        for _ in range(settings.steps):
            attribution = cached.attribution(odds, settings.blur_ratio, learn=True)
            mask = mask_of(attribution, settings.saturation)
            loss, to_mask = _masked_loss(model, images, targets, mask.detach(), settings.area_weight)
            gradients = torch.autograd.grad(mask, thetas, to_mask)
            for theta, gradient in zip(thetas, gradients, strict=True):
                theta.grad = torch.nan_to_num(gradient, nan=0.0, posinf=0.0, neginf=0.0)
            optimiser.step()
            losses.append(loss)
        attribution = cached.attribution(odds, settings.blur_ratio, learn=False)
        return Fitted(
            map=attribution,
            mask=mask_of(attribution, settings.saturation),
            logits=cached.logits.detach(),
            targets=targets,
            losses=torch.stack(losses) if losses else attribution.new_zeros((0, len(images))),
            gated=cached.field.gated,
            executed=cached.field.executed,
            missed=tuple(cached.field.missed),
        )


def apply_rule(model: Model, images: Tensor, targets: Tensor, gates: Gates) -> Fitted:
    """The map of a hand-made rule: max over channels of |d logit / d image|, not blurred. Arguments as for fit()."""
    with left_as_found(model.module), RuleFieldPass(model, images, gates, learned=False) as cached:
        if cached.field.gated == 0 and gates != GRADIENT:
            raise ExplainError(_nothing_gated(cached.field))
        targets = _resolve(targets, cached.logits)
        attribution = cached.relevance(cached.logits.gather(1, targets[:, None])).abs().amax(dim=1)
        return Fitted(
            map=attribution,
            mask=mask_of(attribution),
            logits=cached.logits.detach(),
            targets=targets,
            losses=attribution.new_zeros((0, len(images))),
            gated=cached.field.gated,
            executed=cached.field.executed,
            missed=tuple(cached.field.missed),
        )


def _resolve(targets: Tensor, logits: Tensor) -> Tensor:
    return torch.where(targets == PREDICTED, logits.detach().argmax(dim=1), targets)


class RuleFieldPass:
    """One cached forward pass of a batch under a rule field; a context, so that its graph is always cut.

    Attributes: ``logits`` (N, K) with graph, ``field``.
    """

    def __init__(self, model: Model, images: Tensor, gates: Gates, *, learned: bool) -> None:
        self.field = RuleField(len(images), gates, learned=learned)
        self._leaf = images.detach().clone().requires_grad_()
        with torch.enable_grad(), self.field:
            # A copy goes in: a model may write to its input, which a leaf of the graph must not suffer.
            self.logits = model.scores(model.module(self._leaf.clone()))
        if not self.logits.requires_grad:
            raise ExplainError(
                "The model's output does not depend on the image in a way that can be differentiated "
                "(a no_grad block or a detach inside it?). Nothing was explained. Remove it from the model's forward."
            )

    def relevance(self, score: Tensor, *, learn: bool = False) -> Tensor:
        """d score / d image under the rules, (N, 3, H, W); with the graph that leads to the gates if ``learn``."""
        (gradient,) = torch.autograd.grad(score.sum(), self._leaf, create_graph=learn, retain_graph=True)
        return gradient

    def attribution(self, score: Tensor, blur_ratio: float, *, learn: bool) -> Tensor:
        """The map of the learned method, (N, H, W): blur(max over channels of the absolute relevance)."""
        strongest = self.relevance(score, learn=learn).abs().amax(dim=1)
        return blur(strongest, blur_ratio * strongest.shape[-2])

    def __enter__(self) -> RuleFieldPass:
        return self

    def __exit__(self, *_: object) -> None:
        self.logits = self.logits.detach()
        self.field.clear()
        del self._leaf


def mask_of(attribution: Tensor, saturation: float = 0.7) -> Tensor:
    """min(1, A / (saturation max A)), (N, H, W) in [0, 1]; the maximum is held constant. Negative values count by size.

    An all-zero map gives an all-zero mask.
    """
    size = attribution.abs()
    peak = size.detach().flatten(1).amax(dim=1).view(-1, 1, 1)
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


def _masked_loss(
    model: Model, images: Tensor, targets: Tensor, mask: Tensor, area_weight: float
) -> tuple[Tensor, Tensor]:
    """(loss of each image (N,), its gradient to the mask (N, H, W)). keep and drop go through as one batch."""
    with torch.enable_grad():
        leaf = mask.requires_grad_()
        keep, drop = seen_through(images, leaf, model.baseline.to(images.device))
        odds = model.log_odds(model.scores(model.module(torch.cat([keep, drop]))), targets.repeat(2))
        odds_keep, odds_drop = odds.chunk(2)
        loss = F.softplus(-odds_keep) + F.softplus(odds_drop) + area_weight * leaf.flatten(1).mean(dim=1)
        (gradient,) = torch.autograd.grad(loss.sum(), leaf)
    return loss.detach(), gradient


@contextmanager
def left_as_found(module: nn.Module) -> Iterator[None]:
    """Evaluation mode and frozen parameters inside; every mode, flag and buffer as before afterwards."""
    modes = [(part, part.training) for part in module.modules()]
    flags = [(parameter, parameter.requires_grad) for parameter in module.parameters()]
    buffers = [(buffer, buffer.detach().clone()) for buffer in module.buffers()]
    try:
        module.eval()
        for parameter, _ in flags:
            parameter.requires_grad_(False)
        yield
    finally:
        for part, training in modes:
            part.training = training
        for parameter, wanted in flags:
            parameter.requires_grad_(wanted)
        with torch.no_grad():
            for buffer, before in buffers:
                if not torch.equal(buffer, before):
                    buffer.copy_(before)


@contextmanager
def _missing_derivatives_in_plain_words() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        if "derivative for" not in str(error) and "not differentiable twice" not in str(error):
            raise
        raise ExplainError(
            f"Learning differentiates the model twice, and one of its operations does not allow that: {error}. "
            "Replace that operation in the model, or explain with --method gradient, guided or deconvnet."
        ) from error


def _nothing_gated(field: RuleField) -> str:
    if field.executed == 0:
        return (
            "The model made no activation call that can be seen, so there are no rules to learn. Activations written "
            "by hand (x * sigmoid(x)) cannot be told apart from arithmetic: use torch's own (nn.ReLU, F.silu, ...), "
            "or explain with --method gradient."
        )
    return (
        f"The model made {field.executed} activation calls ({', '.join(sorted(set(field.missed)))}), but none has the "
        "image's batch as its first axis, so none can be given gates. Explain with --method gradient, or keep the "
        "batch first inside the model."
    )
