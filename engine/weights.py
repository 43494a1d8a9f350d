"""Weights files: safetensors and state dicts, read without running anything in them."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.model_spec import ModelError

State = Mapping[str, Tensor]
_SHOWN = 3


def read_state(path: Path) -> State:
    """The tensors in a weights file, by name, on the CPU.

    Checkpoints that keep them under "state_dict", "model_state_dict" or "model" are unwrapped, and the "module."
    that DataParallel puts before each name is taken off.

    Raises:
        ModelError: no such file, damaged, or it holds more than weights (which could run code).
    """
    if not path.is_file():
        raise ModelError(f"weights: the file {path} does not exist. It is looked for beside model.toml.")
    if is_torchscript(path):
        raise ModelError(scripted_text(path))
    found = _read_safetensors(path) if path.suffix.lower() == ".safetensors" else _read_pickle(path)
    if isinstance(found, Mapping):
        for key in ("state_dict", "model_state_dict", "model"):
            if isinstance(found.get(key), Mapping):
                found = found[key]
                break
    if not isinstance(found, Mapping) or not any(isinstance(value, Tensor) for value in found.values()):
        raise ModelError(f"{path} holds no weights by name. Save them with torch.save(model.state_dict(), ...).")
    state = OrderedDict((str(key), value) for key, value in found.items() if isinstance(value, Tensor))
    if hasattr(found, "_metadata"):
        state._metadata = found._metadata  # type: ignore[attr-defined]  # versions of layers, which some nets ask for
    if all(key.startswith("module.") for key in state):
        state = OrderedDict((key.removeprefix("module."), value) for key, value in state.items())
    return state


def _read_safetensors(path: Path) -> Any:
    try:
        return load_file(path)
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read as safetensors: {error}. Is it whole? Save it again.") from None


def _read_pickle(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load has no error class of its own
        if "weights_only" in str(error) or "WeightsUnpickler" in str(error):
            raise ModelError(
                f"{path} holds more than weights, such as a whole pickled model, and could run code when opened. "
                "It was not opened. Save the weights alone: torch.save(model.state_dict(), ...), or as .safetensors."
            ) from None
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise ModelError(f"{path} cannot be read as a state dict: {reason}. Is it whole? Save it again.") from None


def is_torchscript(path: Path) -> bool:
    """Whether the file is a ScriptModule saved by torch.jit.save."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError):
        return False
    return any(name.endswith("/constants.pkl") for name in names) and any("/code/" in name for name in names)


def scripted_text(path: Path) -> str:
    return (
        f"{path} is a TorchScript file (torch.jit). Its activation calls cannot be seen, so it cannot be explained. "
        'Export the model instead: torch.export.save(torch.export.export(model, (example,)), "model.pt2"), '
        'and write arch = "export:model.pt2".'
    )


def fit_weights(module: nn.Module, state: State, where: str) -> None:
    """Put ``state`` into ``module``; every entry must fit.

    Raises:
        ModelError: begins with ``where`` and names the first few entries that are missing, left over or mis-shaped.
    """
    own = module.state_dict()
    state = _renamed_densenet(state, own)
    # The counter of batches is bookkeeping of training only; old files lack it.
    missing = [key for key in own if key not in state and not key.endswith("num_batches_tracked")]
    left_over = [key for key in state if key not in own]
    shapes = [
        f"{key} is {tuple(value.shape)} in the file, {tuple(own[key].shape)} in the network"
        for key, value in state.items()
        if isinstance(own.get(key), Tensor) and own[key].shape != value.shape
    ]
    parts = [
        _first(missing, "the file lacks"),
        _first(left_over, "the network has no place for"),
        _first(shapes, "shapes differ:"),
    ]
    if any(parts):
        raise ModelError(
            f"{where} do not fit the network: {'; '.join(part for part in parts if part)}. "
            "Check arch, [arch_options] (such as num_classes) and that the file belongs to this network."
        )
    full = OrderedDict(state)
    full._metadata = getattr(state, "_metadata", None) or getattr(own, "_metadata", {})  # type: ignore[attr-defined]
    try:
        module.load_state_dict(full, strict=False)
    except Exception as error:  # a network may bring its own loading code
        raise ModelError(f"{where} could not be put into the network: {error}") from None


def _renamed_densenet(state: State, own: Mapping[str, Any]) -> State:
    """torchvision's published DenseNet files still say norm.1 where the network says norm1."""
    old = re.compile(r"(denselayer\d+\.(?:norm|conv))\.([12])\.")
    renamed = {key: old.sub(r"\1\2.", key) for key in state}
    if not any(new != key and new in own for key, new in renamed.items()):
        return state
    return OrderedDict((renamed[key], value) for key, value in state.items())


def _first(entries: list[str], what: str) -> str:
    more = f" and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else ""
    return f"{what} {', '.join(entries[:_SHOWN])}{more}" if entries else ""
