"""A network read from a torch.export file, made to behave like any other module."""

from __future__ import annotations

import io
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils import _pytree

from engine.model_spec import ModelError


class ExportedNet(nn.Module):
    """Takes batches of any size, though a graph exported with a fixed batch size takes only that one.

    Such a graph runs once for each chunk of that many images; the last chunk is filled with copies of its last image.

    Attributes:
        net: the module of the exported program.
        fixed_batch: the batch size the graph insists on; None if it takes any.
    """

    def __init__(self, net: nn.Module, fixed_batch: int | None) -> None:
        super().__init__()
        self.net = net
        self.fixed_batch = fixed_batch

    def forward(self, x: Tensor) -> Any:
        size = self.fixed_batch
        if size is None or x.shape[0] == size:
            return self.net(x)
        outputs = []
        for chunk in torch.split(x, size):
            short = size - chunk.shape[0]
            filled = torch.cat((chunk, chunk[-1:].expand(short, *chunk.shape[1:]))) if short else chunk
            outputs.append(self.net(filled))
        leaves = [_pytree.tree_flatten(output) for output in outputs]
        joined = [torch.cat(parts)[: x.shape[0]] for parts in zip(*(leaf[0] for leaf in leaves), strict=True)]
        return _pytree.tree_unflatten(joined, leaves[0][1])

    def train(self, mode: bool = True) -> ExportedNet:
        """Training and evaluation mode were settled at export; the graph cannot change it (and would raise)."""
        return self


def read_export(content: bytes, where: str) -> ExportedNet:
    """The network in the bytes of a .pt2 file. Reading it can run code: ask for consent first.

    Raises:
        ModelError: begins with ``where``; not a .pt2 file, from another version of torch, or with several inputs.
    """
    try:
        program = torch.export.load(io.BytesIO(content))
        net = program.module()
    except Exception as error:  # the format raises whatever pickle, zip and json raise
        raise ModelError(
            f"{where} cannot be read as an exported model: {_line(error)}. "
            f"It must come from torch.export.save with this or an older version of torch (here: {torch.__version__})."
        ) from None
    names = program.graph_signature.user_inputs
    if len(names) != 1:
        raise ModelError(f"{where} takes {len(names)} inputs; only models that take a batch of images can be used.")
    batch = None
    for node in program.graph.nodes:
        if node.op == "placeholder" and node.name == names[0] and isinstance(node.meta.get("val"), Tensor):
            size = node.meta["val"].shape[0] if node.meta["val"].ndim else None
            batch = size if isinstance(size, int) else None  # a symbol where the batch size is free
    return ExportedNet(net, batch)


def _line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).split("\n")[0].rstrip(".")
