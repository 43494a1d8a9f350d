"""Convolutions and batch norm with constant weights: the model's own outputs, with derivatives that cost no more than
they must.

While a rule field is learned the weights are frozen, and these calls are linear in the image's features: the derivative
is a linear map, and the derivative of that the call itself without its bias. Autograd does not make use of it. Its
second derivative of a convolution convolves once more, image with image, for the weights that nobody asked about, and
that of batch norm takes a dozen passes.

Only calls that the rule field or a lean pass catches come here, so nothing process-wide is switched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from inspect import Parameter, Signature, signature
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.conv_back import Geometry, Image, to_image


def _signature(**defaults: Any) -> Signature:
    """Of a call whose arguments can all be named; Parameter.empty where there is no default."""
    kind = Parameter.POSITIONAL_OR_KEYWORD
    return Signature([Parameter(name, kind, default=default) for name, default in defaults.items()])


_CONV = _signature(
    input=Parameter.empty, weight=Parameter.empty, bias=None, stride=1, padding=0, dilation=1, groups=1
)  # fmt: skip
_BATCH_NORM = signature(F.batch_norm)
_INNER_BATCH_NORM = _signature(  # torch.batch_norm and its overload in an exported graph
    input=Parameter.empty, weight=None, bias=None, running_mean=None, running_var=None, training=False, momentum=0.1,
    eps=1e-5, cudnn_enabled=True,
)  # fmt: skip


def conv2d(func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Tensor:
    """The output of ``func``, which is F.conv2d or its overload in an exported graph; (N, C, H, W)."""
    given = _CONV.bind(*args, **kwargs)
    given.apply_defaults()
    image, weight, bias, stride, padding, dilation, groups = given.arguments.values()
    if image.ndim != 4 or isinstance(padding, str) or not _only_first_learns(image, weight, bias):
        output: Tensor = func(*args, **kwargs)
        return output
    geometry = Geometry(_pair(stride), _pair(padding), _pair(dilation), groups)
    back = partial(_conv_back, Image.of(image, weight), weight, geometry)
    return _applied(image, lambda x: func(x, weight, bias, *geometry), back)


def batch_norm(func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Tensor:
    """The output of ``func``, which is F.batch_norm, torch.batch_norm or its overload; linear where the running
    statistics are taken."""
    given = (_BATCH_NORM if func is F.batch_norm else _INNER_BATCH_NORM).bind(*args, **kwargs)
    given.apply_defaults()
    features, *rest = given.arguments.values()
    told = given.arguments
    variance, weight = told["running_var"], told["weight"]
    if told["training"] or variance is None or not _only_first_learns(features, weight, told["bias"]):
        output: Tensor = func(features, *rest)
        return output
    scale = torch.rsqrt(variance + told["eps"])
    scale = (scale if weight is None else scale * weight).view(1, -1, *[1] * (features.ndim - 2))
    return _applied(features, lambda x: func(x, *rest), lambda upstream: upstream * scale)


def _only_first_learns(first: Tensor, *others: Tensor | None) -> bool:
    depends = torch.is_grad_enabled() and first.requires_grad
    return depends and not any(other is not None and other.requires_grad for other in others)


def _pair(value: int | Sequence[int]) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    height, width = value if len(value) == 2 else (value[0], value[0])
    return height, width


def _applied(x: Tensor, run: Callable[[Tensor], Tensor], back: Callable[[Tensor], Tensor]) -> Tensor:
    output: Tensor = _Linear.apply(x, run, back)
    return output


def _conv_back(image: Image, weight: Tensor, geometry: Geometry, upstream: Tensor) -> Tensor:
    back: Tensor = _ConvBack.apply(upstream, image, weight, geometry)
    return back


class _Linear(torch.autograd.Function):
    """A call that is linear but for an offset, with its derivative as one differentiable function.

    Under autocast what comes back may be of another type than what went in.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, run: Callable[[Tensor], Tensor], back: Callable[[Tensor], Tensor]) -> Tensor:
        ctx.back, ctx.type = back, x.dtype
        return run(x)

    @staticmethod
    def backward(ctx: Any, upstream: Tensor) -> tuple[Tensor, None, None]:
        return ctx.back(upstream).to(ctx.type), None, None


class _ConvBack(torch.autograd.Function):
    """A convolution's derivative to its input, which only the input's shape is needed for; the derivative of that is
    the convolution."""

    @staticmethod
    def forward(ctx: Any, upstream: Tensor, image: Image, weight: Tensor, geometry: Geometry) -> Tensor:
        weight = weight.to(upstream.dtype)
        ctx.weight, ctx.geometry = weight, geometry
        return to_image(upstream, image, weight, geometry)

    @staticmethod
    def backward(ctx: Any, upstream: Tensor) -> tuple[Tensor, None, None, None]:
        return F.conv2d(upstream, ctx.weight, None, *ctx.geometry), None, None, None
