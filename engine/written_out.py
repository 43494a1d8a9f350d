"""Calls that the learned method needs in another form: differentiable twice, or with a factor held constant.

Fused attention and hard sigmoid have no double backward; here they stand in plain sums. Attention's weights and layer
norm's scale multiply what a rule field explains. Held constant, they pass no relevance of their own, and what reaches
a token is shared out among the tokens that it was mixed from (Ali et al. 2022, arXiv 2202.07304; Achtibat et al. 2024,
arXiv 2402.05602). The outputs are the model's own either way.

Only calls that the rule field catches come here, so nothing process-wide is switched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

_MULTI_HEAD = signature(F.multi_head_attention_forward)


def plain_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
    *,
    constant: bool = False,
) -> Tensor:
    """softmax(Q K^T scale + mask) V, as F.scaled_dot_product_attention defines it; (..., L, E) and (..., S, E).

    ``dropout_p`` is ignored: explanations are made in evaluation mode. constant: the softmax passes no relevance.
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
    weights = torch.softmax(logits, dim=-1)
    return (weights.detach() if constant else weights) @ value


def plain_multi_head_attention(
    func: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], *, constant: bool = False
) -> Any:
    """torch's own multi-head attention on its unfused path, which it takes when the weights are asked for.

    constant: the weights pass no relevance; not where the call adds keys of its own (bias_k, add_zero_attn).
    """
    given = laid_out(args, kwargs)
    if constant and given["bias_k"] is None and not given["add_zero_attn"]:
        return _constant_multi_head_attention(func, given)
    output, weights = func(**{**given, "need_weights": True})
    return output, weights if given["need_weights"] else None


def laid_out(args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """What multi-head attention is given, by name; query, key and value in one piece, and one where they were one."""
    told = _MULTI_HEAD.bind(*args, **kwargs)
    told.apply_defaults()
    given = told.arguments
    pieces = {id(given[name]): given[name].contiguous() for name in ("query", "key", "value")}
    return {**given, **{name: pieces[id(given[name])] for name in ("query", "key", "value")}}


def _constant_multi_head_attention(func: Callable[..., Any], given: dict[str, Any]) -> tuple[Tensor, Tensor | None]:
    """The same output from weights that were found without a graph: only the values pass relevance."""
    with torch.no_grad():
        _, weights = func(**{**given, "need_weights": True, "average_attn_weights": False})
    width, heads = given["embed_dim_to_check"], given["num_heads"]
    to_value = given["v_proj_weight"] if given["use_separate_proj_weight"] else given["in_proj_weight"][-width:]
    bias = None if given["in_proj_bias"] is None else given["in_proj_bias"][-width:]
    value = F.linear(given["value"], to_value, bias)
    batched = value.ndim == 3  # (S, N, E), else (S, E)
    value = value if batched else value.unsqueeze(1)
    apart = value.reshape(*value.shape[:2], heads, width // heads).permute(1, 2, 0, 3)
    mixed = (weights if batched else weights.unsqueeze(0)) @ apart  # (N, heads, L, E / heads)
    together = mixed.permute(2, 0, 1, 3).flatten(2)
    output = F.linear(together if batched else together.squeeze(1), given["out_proj_weight"], given["out_proj_bias"])
    if not given["need_weights"]:
        return output, None
    return output, weights.mean(dim=1 if batched else 0) if given["average_attn_weights"] else weights


def constant_layer_norm(
    input: Tensor,
    normalized_shape: Sequence[int],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
    cudnn_enable: bool = True,
) -> Tensor:
    """F.layer_norm, whose division by the deviation is a constant factor for the backward pass; the mean is not."""
    axes = tuple(range(-len(normalized_shape), 0))
    centred = input - input.mean(dim=axes, keepdim=True)
    scale = torch.rsqrt(centred.detach().square().mean(dim=axes, keepdim=True) + eps)
    output = centred * scale
    if weight is not None:
        output = output * weight
    return output if bias is None else output + bias


def plain_hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor:
    """min(1, max(0, x / 6 + 1/2)), as F.hardsigmoid defines it."""
    output = (input / 6 + 0.5).clamp(0, 1)
    return input.copy_(output) if inplace else output
