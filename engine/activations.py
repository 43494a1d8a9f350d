"""Which torch calls are activation layers, and how each one's derivative a'(f) is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

# Names as torch spells them, without the trailing underscore of the in-place twin. They reach us as functions
# (torch.relu), functionals (F.relu), methods (Tensor.relu_) and, in exported graphs, overloads (aten::relu_).
ACTIVATIONS = frozenset(
    {
        "relu", "relu6", "leaky_relu", "prelu", "rrelu", "hardtanh", "threshold", "elu", "selu", "celu",
        "gelu", "silu", "mish", "hardswish", "softplus", "logsigmoid", "log_sigmoid", "softsign",
        "softshrink", "hardshrink", "tanhshrink",
    }
)  # fmt: skip


HARD = frozenset({"relu", "relu6", "hardtanh", "threshold", "hardshrink"})
"""Those whose derivative can only be 0 or 1."""

# F.threshold is defined under another name, and prelu becomes its kernel in an exported graph.
_INNER_NAMES = {"_threshold": "threshold", "_prelu_kernel": "prelu"}

# Non-linearities that stand as multipliers or outputs: part of the model's arithmetic, listed but not gated.
ARITHMETIC = {
    "sigmoid": "sigmoid",
    "hardsigmoid": "hard sigmoid",
    "tanh": "tanh",
    "softmax": "softmax",
    "log_softmax": "softmax",
    "scaled_dot_product_attention": "attention",
    "multi_head_attention_forward": "attention",
}


def plain_name(func: Callable[..., Any]) -> str:
    """What a torch call is called, whether it comes as function, method, in-place twin or overload: ``"relu"``."""
    schema = getattr(func, "_schema", None)  # an overload such as aten::relu_.default
    name = schema.name.split("::")[-1] if schema is not None else getattr(func, "__name__", "")
    return str(name).removesuffix("_")


def activation_name(func: Callable[..., Any]) -> str | None:
    """The activation layer that ``func`` computes, or None if it is something else."""
    name = plain_name(func)
    name = _INNER_NAMES.get(name, name)
    return name if name in ACTIVATIONS else None


def apply_with_slope(name: str, run: Callable[[Tensor], Tensor], f: Tensor) -> tuple[Tensor, Tensor, bool]:
    """Run an activation and find its slope.

    Parameters: its name; the call with every other argument bound; its input f, any shape.
    Returns (output, slope a'(f), whether the call wrote to f). The slope has f's shape and type, and no graph.
    """
    if name == "relu":
        with torch.no_grad():
            output = run(f)
            return output, torch.gt(output, 0, out=torch.empty_like(output)), output is f
    with torch.enable_grad():
        leaf = f.detach().clone().requires_grad_()
        trial = leaf.clone()
        result = run(trial)
        (slope,) = torch.autograd.grad(result.sum(), leaf)
    in_place = result is trial
    if in_place:
        with torch.no_grad():
            f.copy_(result.detach())
        return f, slope, True
    return result.detach(), slope, False
