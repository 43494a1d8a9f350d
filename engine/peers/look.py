"""What one forward pass shows: the scores, how many activation calls there are, and where the last feature map is.

Calls are caught, not modules, as in engine/rules.py: a map made by ``F.relu``, in place, or by a module that is used
twice is found like any other, and no hook is set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils.weak import WeakIdKeyDictionary

from engine.activations import activation_name, plain_name
from engine.models import Model

_CONVOLUTIONS = frozenset({"conv2d", "conv_transpose2d", "convolution"})
_JOINS = frozenset({"add", "iadd", "radd", "cat", "concat", "concatenate"})  # ends of residual and inception blocks
_FEATURES_LAST = frozenset({"linear", "layer_norm"})
_KEEPS_LAYOUT = frozenset({"dropout", "mul", "imul", "rmul"})


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """logits: (N, K), no graph; differentiable: whether they lead back to the image

    executed: activation calls that depend on the image
    last: which of the calls that make feature maps is the last one with positions, counted from 0; -1 for none
    tokens: whether a layer on tokens (N, L, C) comes after it, so that it is not where the decision is made
    """

    logits: Tensor
    differentiable: bool
    executed: int
    last: int
    tokens: bool


@dataclass(frozen=True, slots=True, eq=False)
class FeatureMap:
    """features: (N, C, h, w); gradient: of the targets' scores there, same shape. No graph attached."""

    features: Tensor
    gradient: Tensor


def look(model: Model, images: Tensor) -> Look:
    """One forward pass over images (N, 3, H, W)."""
    watch = _Watch(len(images))
    logits = _pass(model, images, watch)
    return Look(logits.detach(), logits.requires_grad, watch.executed, watch.last, watch.tokens)


def feature_map(model: Model, images: Tensor, targets: Tensor, place: int) -> FeatureMap | None:
    """The map that call number ``place`` makes, and the gradient of the targets' scores there, both (N, C, h, w).

    None where the scores do not depend on it.
    """
    watch = _Watch(len(images), wanted=place)
    logits = _pass(model, images, watch)
    if watch.caught is None:
        return None
    score = logits.gather(1, targets[:, None]).sum()
    (gradient,) = torch.autograd.grad(score, watch.caught, allow_unused=True)
    if gradient is None:
        return None
    features = watch.caught.detach()
    if watch.caught_features_last:
        features, gradient = features.movedim(-1, 1), gradient.movedim(-1, 1)
    return FeatureMap(features, gradient)


def _pass(model: Model, images: Tensor, watch: _Watch) -> Tensor:
    with torch.enable_grad(), watch:
        return model.scores(model.module(images.detach().clone().requires_grad_().clone()))


class _Watch(TorchFunctionMode):
    """Counts the calls that make feature maps; keeps the output of the wanted one, safe from later writing."""

    def __init__(self, batch_size: int, wanted: int = -1) -> None:
        super().__init__()
        self.executed = 0
        self.last = -1
        self.tokens = False
        self.caught: Tensor | None = None
        self.caught_features_last = False
        self._batch_size = batch_size
        self._wanted = wanted
        self._made = 0
        self._features_last: WeakIdKeyDictionary = WeakIdKeyDictionary()

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        name = plain_name(func).strip("_")  # operators come as __add__
        activation = activation_name(func) is not None
        makes_maps = activation or name in _CONVOLUTIONS or name in _JOINS
        if not (makes_maps or name in _FEATURES_LAST or name in _KEEPS_LAYOUT):
            return func(*args, **kwargs)
        given = [value for value in (*args, *kwargs.values()) if isinstance(value, Tensor)]
        self.executed += activation and bool(given) and given[0].requires_grad
        place = self._made
        self._made += makes_maps
        features_last = name in _FEATURES_LAST or (
            name not in _CONVOLUTIONS and any(value in self._features_last for value in _tensors(args))
        )
        if makes_maps and place == self._wanted:
            output = self._catch(func, args, kwargs)
            self.caught_features_last = features_last
        else:
            output = func(*args, **kwargs)
        if isinstance(output, Tensor) and output.requires_grad:
            if features_last:
                self._features_last[output] = True
            self._note(output, place if makes_maps else None, features_last)
        return output

    def _note(self, output: Tensor, place: int | None, features_last: bool) -> None:
        if output.shape[:1] != (self._batch_size,):
            return
        if output.ndim == 3 and output.shape[1] > 1 and features_last:
            self.tokens = True
        elif output.ndim == 4 and place is not None:
            height, width = output.shape[1:3] if features_last else output.shape[2:]
            if height * width > 1:
                self.last, self.tokens = place, False

    def _catch(self, func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Run the call on a copy of its input, so that neither it nor what follows writes to the map that is kept."""
        args, kwargs = list(args), dict(kwargs)
        first = args[0] if args else kwargs.get("input")
        work = first.clone() if isinstance(first, Tensor) else None
        if work is not None and args:
            args[0] = work
        elif work is not None:
            kwargs["input"] = work
        self.caught = func(*args, **kwargs)
        if first is not None and self.caught is work:
            return first.copy_(work)
        return self.caught.clone()


def _tensors(args: Sequence[Any]) -> list[Tensor]:
    flat = [part for value in args for part in (value if isinstance(value, (list, tuple)) else (value,))]
    return [value for value in flat if isinstance(value, Tensor)]
