"""Layer-wise relevance propagation by zennit, an optional library (LGPL): pip install 'hansel-audit[lrp]'."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from engine.fit import ExplainError
from engine.peers.asked import Asked

_WITH_WEIGHTS = (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d, nn.ConvTranspose2d, nn.BatchNorm2d)


def lrp(asked: Asked) -> Tensor:
    """Sum over channels of the relevance of each pixel, (N, H, W), signed; starts from the logit's value.

    Bach et al. 2015; the composite epsilon-plus-flat: epsilon for linear layers, z-plus for convolutions, flat for the
    first. Raises ExplainError for models that give probabilities, come as an exported graph, or have layers that
    zennit has no rule for.
    """
    from zennit.composites import EpsilonPlusFlat  # noqa: PLC0415  (optional)

    model = asked.model
    if model.output == "probabilities":
        raise ExplainError(
            "lrp starts from a logit, and this model gives probabilities. Nothing was explained. Take the softmax off "
            'the model and say output = "logits", or choose another method.'
        )
    if not any(isinstance(part, (nn.Conv2d, nn.Linear)) for part in model.module.modules()):
        raise ExplainError(
            "lrp follows the layers of a module, and this model has no Conv2d or Linear among its modules (an exported "
            "graph?). Nothing was explained. Load it as a Python module, or choose another method."
        )
    _refuse_unknown_layers(model.module)
    composite = EpsilonPlusFlat(
        epsilon=asked.told["epsilon"], stabilizer=asked.told["stabilizer"], canonizers=_canonizers(model.module)
    )
    parameters = [(value, value.detach().clone()) for value in model.module.parameters()]
    leaf = asked.images.detach().clone().requires_grad_()
    try:
        composite.register(model.module)
        with torch.enable_grad(), _no_layer_twice(model.module):
            own = asked.own_scores(leaf)
        (relevance,) = torch.autograd.grad(own, leaf, grad_outputs=own.detach())
    finally:
        composite.remove()
        with torch.no_grad():
            for value, before in parameters:
                if not torch.equal(value, before):
                    value.copy_(before)
    total: Tensor = relevance.sum(dim=1)
    if model.output == "binary":
        # The score of the negative class is -z, but what enters the network is z's relevance: turn it round.
        total = torch.where(asked.targets[:, None, None] == 0, -total, total)
    return total


def _refuse_unknown_layers(module: nn.Module) -> None:
    """Through layer norms and attention zennit passes the plain gradient, under which relevance grows without bound."""
    for name, part in module.named_modules():
        if isinstance(part, (nn.LayerNorm, nn.MultiheadAttention)):
            raise ExplainError(
                f"lrp has no rule for the layer {name or 'itself'} ({type(part).__name__}) of this model. "
                "Nothing was explained. Choose another method."
            )


@contextmanager
def _no_layer_twice(module: nn.Module) -> Iterator[None]:
    """Raises ExplainError when a layer with weights is called again: zennit keeps the input of the last call only."""
    called: set[nn.Module] = set()

    def note(part: nn.Module, _: object) -> None:
        if part in called:
            named = next(name for name, other in module.named_modules() if other is part)
            raise ExplainError(
                f"lrp cannot follow this model: its layer {named} is used more than once in a forward pass. "
                "Nothing was explained. Choose another method."
            )
        called.add(part)

    handles = [part.register_forward_pre_hook(note) for part in module.modules() if isinstance(part, _WITH_WEIGHTS)]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _canonizers(module: nn.Module) -> list[Any]:
    """How a known network is rewritten first: batch norms join their convolutions, the sums of blocks are layers."""
    from torchvision.models import VGG, ResNet  # noqa: PLC0415
    from zennit.torchvision import ResNetCanonizer, VGGCanonizer  # noqa: PLC0415

    if isinstance(module, ResNet):
        return [ResNetCanonizer()]
    if isinstance(module, VGG):
        return [VGGCanonizer()]
    return []
