"""The rule field: how relevance passes each activation call, and the catching of those calls.

Every activation call owns four gates at each position, shared by the channels (docs/method.md):

    R_below = [ a'(f) (alive+ if R>0 else alive-) + (1-a'(f)) (dead+ if R>0 else dead-) ] R

Hand-made rules are corners of this space. Calls are caught, not modules: a ``TorchFunctionMode`` sees functional,
in-place, reused and throw-away activations, on this thread only, and leaves the model untouched.
"""

from __future__ import annotations

import math
import weakref
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from engine.activations import ARITHMETIC, HARD, activation_name, apply_with_slope, plain_name
from engine.gates import Gates
from engine.linear_calls import batch_norm, conv2d
from engine.written_out import constant_layer_norm, plain_attention, plain_hardsigmoid, plain_multi_head_attention


@dataclass(slots=True)
class Call:
    """One activation call of one cached forward pass.

    name:  the activation ("relu")
    slope: a'(f), shape of f
    theta: (4, N, 1, H, W), (4, N, L, 1) or (4, N, 1), as the layout of the call is: the gates before the sigmoid
           when they are learned; the gates themselves, all sizes 1 but the first, when they are fixed
    learned: which of the two
    channel_axis: of f; the other axes but the first are positions
    output: what the activation gave, kept until the gates have their start; None where nothing is learned
    reached: whether relevance has come by; False for branches that the output does not depend on
    share:  (N, positions), what each position adds to the score; known after a pass inside ``field.shares()``
    """

    name: str
    slope: Tensor
    theta: Tensor
    learned: bool
    channel_axis: int
    output: Tensor | None = None
    share: Tensor | None = None
    reached: bool = False

    def gates(self) -> Tensor:
        return torch.sigmoid(self.theta) if self.learned else self.theta


class RuleField(TorchFunctionMode):
    """Catches the activation calls of one forward pass and gives each its gates.

    Use as ``with RuleField(batch_size, gates) as field: output = module(x)``; every later ``autograd.grad`` through
    that output follows the rules, with the gates as they stand at that moment.

    Attributes
    calls:    the gated calls in order of execution
    executed: how many activation calls that depend on the image were made
    missed:   names of those that could not be gated
    plain:    non-linearities that are the model's arithmetic and pass the plain gradient, name -> calls
    """

    def __init__(self, batch_size: int, gates: Gates, *, learned: bool) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.executed = 0
        self.missed: list[str] = []
        self.plain: Counter[str] = Counter()
        self._batch_size = batch_size
        self._gates = gates
        self._learned = learned
        self._last_features_last: weakref.ref[Tensor] | None = None
        self._noting = False

    @property
    def gated(self) -> int:
        return len(self.calls)

    @property
    def thetas(self) -> list[Tensor]:
        return [call.theta for call in self.calls]

    @contextmanager
    def shares(self) -> Iterator[None]:
        """Inside, a backward pass takes the plain gradient, and every learned call notes its positions' shares."""
        self._noting = True
        try:
            yield
        finally:
            self._noting = False
            for call in self.calls:
                call.output = None

    def routed(self, call: Call, relevance: Tensor) -> Tensor:
        """What of the relevance passes the call."""
        call.reached = True
        if self._noting and call.output is not None:
            call.share = (call.output * relevance).sum(dim=call.channel_axis)
            return relevance * call.slope
        routed: Tensor = _Route.apply(relevance, call.gates(), call.slope, call.name in HARD)
        return routed

    def clear(self) -> None:
        """Let go of everything that keeps the cached pass alive."""
        self.calls.clear()

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        name = activation_name(func)
        if name is not None:
            return self._activation(name, func, args, kwargs)
        spelled = plain_name(func)
        if spelled in ARITHMETIC and _depends_on_the_image(args, kwargs):
            self.plain[ARITHMETIC[spelled]] += 1
        if spelled == "scaled_dot_product_attention":
            return plain_attention(*args, **kwargs, constant=self._learned)
        if spelled == "multi_head_attention_forward":
            return plain_multi_head_attention(func, args, kwargs, constant=self._learned)
        if spelled == "conv2d":
            return conv2d(func, args, kwargs)
        if spelled == "batch_norm":
            return batch_norm(func, args, kwargs)
        if spelled == "hardsigmoid":
            return plain_hardsigmoid(*args, **kwargs)
        if spelled == "layer_norm" and self._learned:
            output = constant_layer_norm(*args, **kwargs)
        else:
            output = func(*args, **kwargs)
        if spelled == "softmax" and self._learned and output.ndim > 2:
            return output.detach()  # attention written out in the model; (N, K) is what the model gives for its classes
        if spelled in ("linear", "layer_norm") and isinstance(output, Tensor):
            self._last_features_last = weakref.ref(output)
        return output

    def _activation(self, name: str, func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        args = list(args)
        kwargs = dict(kwargs)
        f = args.pop(0) if args else kwargs.pop("input" if "input" in kwargs else "self")
        run = partial(_call_with_first, func, tuple(args), kwargs)
        if not _depends_on_the_image((f,), {}):
            return run(f)  # does not depend on the image
        self.executed += 1
        if f.ndim < 2 or f.shape[0] != self._batch_size:
            self.missed.append(name)
            return run(f)
        call = self._new_call(name, f)
        self.calls.append(call)
        if f._is_view() and f._base is not None:
            # A custom function may not write to a view in place; write out of place, then copy in.
            output, written = _gate_out_of_place(f, run, self, call)
            return f.copy_(output) if written else output
        return _Activation.apply(f, run, self, call)

    def _new_call(self, name: str, f: Tensor) -> Call:
        """One gate set a position, shared by the channels: which axis holds those, the layout tells."""
        last = self._last_features_last() if self._last_features_last is not None else None
        features_last = last is f or f.ndim in (2, 3)
        channel_axis = f.ndim - 1 if features_last else 1
        values = [math.log(g / (1 - g)) for g in self._gates] if self._learned else list(self._gates)
        theta = torch.tensor(values, dtype=f.dtype, device=f.device).view(4, *([1] * f.ndim))
        if self._learned:
            positions = [1 if axis == channel_axis else size for axis, size in enumerate(f.shape)]
            theta = theta.expand(4, *positions).clone().requires_grad_()
        return Call(name, f.detach(), theta, self._learned, channel_axis)


def _depends_on_the_image(args: Sequence[Any], kwargs: dict[str, Any]) -> bool:
    given = [*args, *kwargs.values()]
    return torch.is_grad_enabled() and any(isinstance(value, Tensor) and value.requires_grad for value in given)


def _call_with_first(func: Callable[..., Any], rest: tuple[Any, ...], kwargs: dict[str, Any], first: Tensor) -> Any:
    return func(first, *rest, **kwargs)


def _gate_out_of_place(f: Tensor, run: Callable[[Tensor], Tensor], field: RuleField, call: Call) -> tuple[Tensor, bool]:
    written = False

    def run_on_copy(copy: Tensor) -> Tensor:
        nonlocal written
        work = copy.clone()
        output = run(work)
        written = output is work
        return output

    return _Activation.apply(f, run_on_copy, field, call), written


class _Activation(torch.autograd.Function):
    """An activation whose backward pass follows the rule field.

    The rule is reached through the field and not through ``save_for_backward``, so that one cached forward serves all
    steps though the gates change between them.
    """

    @staticmethod
    def forward(ctx: Any, f: Tensor, run: Callable[[Tensor], Tensor], field: RuleField, call: Call) -> Tensor:
        output, call.slope, in_place = apply_with_slope(call.name, run, f)
        if in_place:
            ctx.mark_dirty(f)
        if call.learned:
            call.output = output.detach().clone()  # the model may write to the output itself later
        ctx.field, ctx.call = field, call
        return output

    @staticmethod
    def backward(ctx: Any, relevance: Tensor) -> tuple[Tensor, None, None, None]:
        return ctx.field.routed(ctx.call, relevance), None, None, None


class _Route(torch.autograd.Function):
    """R_below from R, gates and slope; differentiable once more, in R and in the gates.

    Written as sums of products: choosing by ``torch.where`` takes a CPU several times as long.
    """

    @staticmethod
    def forward(ctx: Any, relevance: Tensor, gates: Tensor, slope: Tensor, hard: bool) -> Tensor:
        positive = torch.gt(relevance, 0, out=torch.empty_like(relevance))
        # each kind of unit: its gate for negative relevance, and what the one for positive has more
        alive, more_alive = gates[1], gates[0] - gates[1]
        dead, more_dead = gates[3], gates[2] - gates[3]
        within = slope if hard else slope.clamp(0, 1)
        factor = torch.addcmul(dead, within, alive - dead)
        more = torch.addcmul(more_dead, within, more_alive - more_dead)
        if not hard:
            beyond = slope - within
            factor.addcmul_(beyond, alive)
            more.addcmul_(beyond, more_alive)
        factor.addcmul_(positive, more)
        ctx.save_for_backward(relevance, factor, slope)
        ctx.gate_shape, ctx.hard = gates.shape[1:], hard
        return factor * relevance

    @staticmethod
    def backward(ctx: Any, upstream: Tensor) -> tuple[Tensor | None, Tensor | None, None, None]:
        relevance, factor, slope = ctx.saved_tensors
        to_relevance = upstream * factor if ctx.needs_input_grad[0] else None
        to_gates = None
        if ctx.needs_input_grad[1]:
            alive, dead = _by_kind(upstream * relevance, slope, ctx)
            alive_positive, dead_positive = _by_kind(relevance.clamp_min(0).mul_(upstream), slope, ctx)
            to_gates = torch.stack([alive_positive, alive - alive_positive, dead_positive, dead - dead_positive])
        return to_relevance, to_gates, None, None


def _by_kind(product: Tensor, slope: Tensor, ctx: Any) -> tuple[Tensor, Tensor]:
    """The sums over the channels of what alive units have of a product, and of what dead ones have."""
    if ctx.hard:
        total = product.sum_to_size(ctx.gate_shape)
        alive = product.mul_(slope).sum_to_size(ctx.gate_shape)
        return alive, total - alive
    dead = ((1 - slope).clamp_(0, 1).mul_(product)).sum_to_size(ctx.gate_shape)
    return product.mul_(slope).sum_to_size(ctx.gate_shape), dead
