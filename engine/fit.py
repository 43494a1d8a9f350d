"""Learning a rule field, image by image in a batch (docs/method.md).

The forward pass of the image is made once and cached. A step sends the log-odds back through the gates, turns the
map into a mask, sends the masked image through the model again, and moves every gate down the gradient of that loss
by second-order differentiation. Every image learns on its own: the losses are summed and nothing is shared. The best
step's map is weighed at the end by what the masked images answered on the way.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.answers import answer, weighed
from engine.gates import GRADIENT, Gates
from engine.judging import Judged, judge
from engine.masks import blur, mask_of
from engine.methods import FitSettings
from engine.models import Model
from engine.records import PlainError
from engine.rules import RuleField
from engine.start import set_start

_OTHER_METHODS = "Replace that operation in the model, or explain with --method gradient, guided or deconvnet."
PREDICTED = -1  # in place of a target: the class that the model predicts
NOT_DIFFERENTIABLE = (
    "The model's output does not depend on the image in a way that can be differentiated "
    "(a no_grad block or a detach inside it?). Nothing was explained. Remove it from the model's forward."
)


class ExplainError(PlainError):
    """A model that cannot be explained this way, and what to do about it."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A batch's outcome, no graph attached.

    map, mask: (N, H, W) float32; logits: (N, K) of the images; targets: (N,) the classes explained;
    keep, drop: (N,) the target's probability seen through the mask and through the mask turned round, over the
    image's own; losses: (steps + 1, N), before each step and after the last, none for fixed rules.
    """

    map: Tensor
    mask: Tensor
    logits: Tensor
    targets: Tensor
    keep: Tensor
    drop: Tensor
    losses: Tensor
    gated: int
    executed: int
    missed: tuple[str, ...]
    plain: tuple[str, ...] = ()


def fit(model: Model, images: Tensor, targets: Tensor, settings: FitSettings) -> Fitted:
    """Learn a rule field for each image and return the maps it gives.

    images: (N, 3, H, W) float32, as the model takes them; targets: (N,) class indices, PREDICTED where the class
    with the highest score is meant. Both on the model's device.
    Raises ExplainError when no activation call can be gated or the model is not differentiable twice.
    """
    with left_as_found(model.module):
        stepping = learning(model, images, targets, settings)
        while True:
            try:
                next(stepping)
            except StopIteration as ended:
                fitted: Fitted = ended.value
                return fitted


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of a fit, no graph attached: what the gates give as they stand, before they are moved.

    map, mask: (N, H, W); judged: what the model says of the masked images; better: (N,) bool, the images whose loss
    is the lowest so far, whose map is therefore the best one; logits: (N, K) of the images; targets: (N,)
    The outcome's map is the best one, weighed by the answers of all steps (engine/answers.py).
    field: the gates that the map was made with; they hold until the next step is asked for
    """

    map: Tensor
    mask: Tensor
    judged: Judged
    better: Tensor
    logits: Tensor
    targets: Tensor
    field: RuleField


def learning(model: Model, images: Tensor, targets: Tensor, settings: FitSettings) -> Generator[Step, None, Fitted]:
    """The loop of ``fit``, a step at a time: steps + 1 of them, then the outcome as the generator's value.

    Arguments and errors as for ``fit``. The model must be in evaluation mode and frozen whenever this runs
    (``left_as_found``), which is for the caller to see to; closing the generator lets go of everything it held.
    """
    with (
        RuleFieldPass(model, images, settings.start, learned=True) as cached,
        _missing_derivatives_in_plain_words(),
    ):
        if cached.field.gated == 0:
            raise ExplainError(_nothing_gated(cached.field))
        targets = resolve(targets, cached.logits)
        odds = model.log_odds(cached.logits, targets)
        with cached.field.shares():
            gradient = cached.relevance(odds)
        of_whole, of_masked = answer(images, model.baseline.to(images.device), gradient), torch.zeros_like(images[:, 0])
        set_start(cached.field, settings, images.shape[-2])
        thetas = cached.field.thetas
        optimiser = torch.optim.Adam(thetas, lr=settings.learning_rate)
        best = _Best()
        losses = []
        for step in range(settings.steps + 1):
            learn = step < settings.steps
            attribution = cached.attribution(odds, settings.blur_ratio, learn=learn)
            mask = mask_of(attribution, settings.saturation)
            judged = judge(model, images, targets, mask.detach(), settings.area_weight, learn=learn)
            better = best.consider(attribution.detach(), judged.loss)
            losses.append(judged.loss)
            yield Step(
                attribution.detach(), mask.detach(), judged, better, cached.logits.detach(), targets, cached.field
            )
            if judged.to_mask is not None and judged.answer is not None:
                of_masked += judged.answer / settings.steps
                gradients = torch.autograd.grad(mask, thetas, judged.to_mask, allow_unused=True)
                _refuse_blocked(cached.field, gradients)
                for theta, gradient in zip(thetas, gradients, strict=True):
                    if gradient is None:
                        continue  # a branch that the output does not depend on
                    theta.grad = torch.nan_to_num(gradient, nan=0.0, posinf=0.0, neginf=0.0)
                optimiser.step()
        attribution = weighed(best.map, of_whole + of_masked, settings.answer_weight, settings.blur_ratio)
        mask = mask_of(attribution, settings.saturation)
        judged = judge(model, images, targets, mask, settings.area_weight, learn=False)
        return _fitted(model, cached, targets, attribution, mask, judged, torch.stack(losses))


def apply_rule(model: Model, images: Tensor, targets: Tensor, gates: Gates) -> Fitted:
    """The map of a hand-made rule: max over channels of |d logit / d image|, not blurred. Arguments as for fit()."""
    with left_as_found(model.module), RuleFieldPass(model, images, gates, learned=False) as cached:
        if cached.field.gated == 0 and gates != GRADIENT:
            raise ExplainError(_nothing_gated(cached.field))
        targets = resolve(targets, cached.logits)
        attribution = cached.relevance(cached.logits.gather(1, targets[:, None])).abs().amax(dim=1)
        mask = mask_of(attribution)
        judged = judge(model, images, targets, mask, area_weight=0.0, learn=False)
        return _fitted(model, cached, targets, attribution, mask, judged, attribution.new_zeros((0, len(images))))


def _fitted(
    model: Model,
    cached: RuleFieldPass,
    targets: Tensor,
    attribution: Tensor,
    mask: Tensor,
    judged: Judged,
    losses: Tensor,
) -> Fitted:
    keep, drop = over_whole(model, cached.logits, targets, judged)
    field = cached.field
    return Fitted(
        map=attribution,
        mask=mask,
        logits=cached.logits.detach(),
        targets=targets,
        keep=keep,
        drop=drop,
        losses=losses,
        gated=field.gated,
        executed=field.executed,
        missed=tuple(field.missed),
        plain=tuple(f"{name} × {count}" for name, count in sorted(field.plain.items())),
    )


def over_whole(model: Model, logits: Tensor, targets: Tensor, judged: Judged) -> tuple[Tensor, Tensor]:
    """keep and drop, (N,) each, over the target's probability for the whole image; logits: (N, K) of the images."""
    whole = model.probabilities(logits.detach()).gather(1, targets[:, None]).squeeze(1)
    whole = whole.clamp_min(torch.finfo(whole.dtype).tiny)
    return judged.keep / whole, judged.drop / whole


def resolve(targets: Tensor, logits: Tensor) -> Tensor:
    """The targets, with the class of the highest score in place of PREDICTED; (N,) and (N, K)."""
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
            raise ExplainError(NOT_DIFFERENTIABLE)

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


class _Best:
    """For each image the step with the lowest loss; the first one where no loss is a number."""

    map: Tensor
    loss: Tensor

    def __init__(self) -> None:
        self._empty = True

    def consider(self, attribution: Tensor, loss: Tensor) -> Tensor:
        """Which images, (N,) bool, have their lowest loss so far here."""
        if self._empty:
            self.map, self.loss, self._empty = attribution, loss, False
            return torch.ones_like(loss, dtype=torch.bool)
        better = loss < self.loss
        self.map = torch.where(better[:, None, None], attribution, self.map)
        self.loss = torch.where(better, loss, self.loss)
        return better


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
            f"{_OTHER_METHODS}"
        ) from error


def _refuse_blocked(field: RuleField, gradients: Sequence[Tensor | None]) -> None:
    """Relevance came by a call, but its gates cannot be learned: something below it has no second derivative."""
    for number, (call, gradient) in enumerate(zip(field.calls, gradients, strict=True), 1):
        if call.reached and gradient is None:
            raise ExplainError(
                "Learning differentiates the model twice, and an operation of its own that runs before its activation "
                f"call {number} ({call.name}) allows that only once (once_differentiable?). "
                f"{_OTHER_METHODS}"
            )


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
