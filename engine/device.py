"""Which device to compute on."""

from __future__ import annotations

import re
import warnings

import torch

from engine.records import PlainError


class DeviceError(PlainError):
    """The device asked for is not there."""


def choose_device(name: str = "auto") -> torch.device:
    """The device called ``name``: "auto" (the GPU if there is one), "cpu", "cuda" or "cuda:1".

    Raises:
        DeviceError: unknown name, or no such device here.
    """
    wanted = name.strip().lower()
    if wanted == "cpu":
        return torch.device("cpu")
    if wanted != "auto" and not re.fullmatch(r"cuda(:\d+)?", wanted):
        raise DeviceError(f'"{name}" is no device that can be used. Say auto, cpu, cuda, or cuda:1 for the second GPU.')
    count = _gpus()
    if wanted == "auto":
        return torch.device("cuda:0" if count else "cpu")
    if not count:
        raise DeviceError(f"{name} was asked for, but no usable NVIDIA GPU was found. Say cpu or auto.")
    index = int(wanted.partition(":")[2] or 0)
    if index >= count:
        raise DeviceError(f"{name} was asked for, but there are {count} GPUs, counted from cuda:0.")
    return torch.device("cuda", index)


def _gpus() -> int:
    with warnings.catch_warnings():  # an old driver warns; for the user it simply means no GPU
        warnings.simplefilter("ignore")
        return torch.cuda.device_count() if torch.cuda.is_available() else 0
