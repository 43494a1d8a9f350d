"""A pass through the model and back that follows its plain gradient, at less cost than torch's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch.nn.functional as F
from torch.overrides import TorchFunctionMode

from engine.activations import plain_name
from engine.linear_calls import batch_norm, conv2d
from engine.written_out import laid_out


class LeanPass(TorchFunctionMode):
    """Inside, convolutions and batch norm have the lean derivatives of engine/linear_calls.py, and torch's own
    multi-head attention is given its tokens in one piece.

    A batch-first module hands them over turned round, and the products with its weights then run token by token: on a
    ViT of 197 tokens and two images that doubles a pass.
    """

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        if func is F.multi_head_attention_forward:
            return func(**laid_out(args, kwargs))
        spelled = plain_name(func)
        if spelled == "conv2d":
            return conv2d(func, args, kwargs)
        if spelled == "batch_norm":
            return batch_norm(func, args, kwargs)
        return func(*args, **kwargs)
