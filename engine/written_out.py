"""Calls whose torch kernels have no double backward, which learning a rule field needs, written out in plain sums.

Only calls that the rule field catches come here, so nothing process-wide is switched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor


def plain_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """softmax(Q K^T scale + mask) V, as F.scaled_dot_product_attention defines it; (..., L, E) and (..., S, E).

    ``dropout_p`` is ignored: explanations are made in evaluation mode.
    """
    if enable_gqa:
        key = key.repeat_interleave(query.shape[-3] // key.shape[-3], dim=-3)
        value = value.repeat_interleave(query.shape[-3] // value.shape[-3], dim=-3)
    logits = query @ key.transpose(-2, -1) * (1 / math.sqrt(query.shape[-1]) if scale is None else scale)
    if is_causal:
        allowed = torch.ones(logits.shape[-2:], dtype=torch.bool, device=logits.device).tril()
        logits = logits.masked_fill(~allowed, -math.inf)
    if attn_mask is not None:
        logits = logits.masked_fill(~attn_mask, -math.inf) if attn_mask.dtype == torch.bool else logits + attn_mask
    return torch.softmax(logits, dim=-1) @ value


def plain_multi_head_attention(func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """torch's own multi-head attention on its unfused path, which it takes when the weights are asked for."""
    wanted = kwargs.get("need_weights", True)
    output, weights = func(*args, **{**kwargs, "need_weights": True})
    return output, weights if wanted else None


def plain_hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor:
    """min(1, max(0, x / 6 + 1/2)), as F.hardsigmoid defines it."""
    output = (input / 6 + 0.5).clamp(0, 1)
    return input.copy_(output) if inplace else output
