"""Parameter randomisation (arXiv 1810.03292): a map worth trusting changes when the model does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from engine.evidence.common import NOT_FINITE, Doubles, MapArray, is_finite, resolution
from engine.evidence.sensitivity import MapsOf
from engine.records import FloatArray, Measure

NAME = "parameter-randomisation"


def parameter_randomisation(
    module: nn.Module,
    image: FloatArray,
    maps_of: MapsOf,
    depths: Sequence[int] | None = None,
    seed: int = 0,
    *,
    beside: Mapping[str, MapsOf] | None = None,
) -> tuple[Measure, ...]:
    """Spearman correlation of |a| before and after the top layers were randomised, one Measure a depth; low is good.

    image:   (3, H, W); maps_of: float32 (n, 3, H, W) -> (n, H, W), made with ``module`` as it is at that moment
    depths:  how many layers, counted from the output; one, half and all of them by default
    beside:  other methods' maps, measured in the same way and printed beside
    """
    layers = layers_from_the_top(module, image)
    if not layers:
        return (Measure(NAME, None, {"layers": 0, "of": 0, "seed": seed}, note="The model has no parameters."),)
    wanted = depths if depths is not None else sorted({1, (len(layers) + 1) // 2, len(layers)})
    makers = {"": maps_of, **(beside or {})}
    before = {name: _sizes(make, image) for name, make in makers.items()}
    made = []
    for depth in wanted:
        if not 1 <= depth <= len(layers):
            raise ValueError(f"the model has {len(layers)} layers, not {depth}")
        with randomised(layers[:depth], seed):
            found = {name: _likeness(before[name], _sizes(make, image)) for name, make in makers.items()}
        parameters: dict[str, Any] = {
            "layers": depth, "of": len(layers), "seed": seed, "draw": "normal, each tensor's own mean and deviation",
            "resolution": resolution(image),
        }  # fmt: skip
        own, note = found.pop("")
        others = {name: value for name, (value, _) in found.items() if value is not None}
        made.append(Measure(NAME, own, parameters, others, note=note))
    return tuple(made)


def layers_from_the_top(module: nn.Module, image: FloatArray) -> tuple[nn.Module, ...]:
    """The modules with parameters of their own, the one called last first.

    The order is that of one forward pass: a model may list its layers in another order than it calls them. A module
    that is never called itself (its parent reads its weights) stands where its nearest called parent does.
    """
    called: dict[nn.Module, int] = {}
    count = 0

    def note_call(part: nn.Module, _: Any) -> None:
        nonlocal count
        count += 1
        called[part] = count

    hooks = [part.register_forward_pre_hook(note_call) for part in module.modules()]
    modes = [(part, part.training) for part in module.modules()]
    try:
        module.eval()
        with torch.no_grad():
            module(torch.from_numpy(image[None].copy()).to(_device(module)))
    finally:
        for hook in hooks:
            hook.remove()
        for part, training in modes:
            part.training = training
    placed = []
    names = {name: part for name, part in module.named_modules()}
    for place, (name, part) in enumerate(names.items()):
        if any(parameter.is_floating_point() for parameter in part.parameters(recurse=False)):
            where = name
            while where and names[where] not in called:
                where = where.rpartition(".")[0]
            placed.append((called.get(names[where], 0), place, part))
    return tuple(part for _, _, part in sorted(placed, key=lambda entry: entry[:2], reverse=True))


@contextmanager
def randomised(layers: Sequence[nn.Module], seed: int) -> Iterator[None]:
    """Inside, the layers' own parameters are drawn anew; afterwards every bit is as it was, whatever happened.

    Each tensor is drawn from a normal distribution with its own mean and deviation, so that scores stay in a range
    that the model knows. A tensor whose values are all equal (an untrained bias) has no deviation and stays. Buffers
    (batch statistics) and torch's own generator are left alone. The first layers of a longer list get the same values.
    """
    parameters: dict[int, nn.Parameter] = {}
    for layer in layers:
        for parameter in layer.parameters(recurse=False):
            if parameter.is_floating_point():
                parameters[id(parameter)] = parameter
    kept = [(parameter, parameter.detach().clone()) for parameter in parameters.values()]
    generator = torch.Generator().manual_seed(seed)
    try:
        with torch.no_grad():
            for parameter, own in kept:
                drawn = torch.randn(own.shape, generator=generator)
                values = own.float()
                parameter.copy_(drawn.to(own.device) * values.std(correction=0) + values.mean())
        yield
    finally:
        with torch.no_grad():
            for parameter, own in kept:
                parameter.copy_(own)


def spearman(one: MapArray, other: MapArray) -> float | None:
    """Rank correlation of two arrays of one shape, equal values sharing their mean rank; None where one is constant."""
    first, second = _ranks(one), _ranks(other)
    first, second = first - first.mean(), second - second.mean()
    norm = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / norm if norm > 0 else None


def _ranks(values: npt.NDArray[Any]) -> Doubles:
    _, inverse, counts = np.unique(values.ravel(), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[inverse.ravel()], dtype=np.float64)


def _sizes(maps_of: MapsOf, image: FloatArray) -> MapArray:
    return np.asarray(np.abs(maps_of(image[None])[0]))


def _likeness(before: MapArray, after: MapArray) -> tuple[float | None, str]:
    if not is_finite(before) or not is_finite(after):
        return None, NOT_FINITE
    value = spearman(before, after)
    return value, "" if value is not None else "A constant map has no ranks to compare."


def _device(module: nn.Module) -> torch.device:
    return next((tensor.device for tensor in module.parameters()), torch.device("cpu"))
