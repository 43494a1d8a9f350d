"""Telling that the memory is full from every other fault, on a graphics card and without one."""

from __future__ import annotations

import gc

import torch

_CPU_ALLOCATOR = ("can't allocate memory", "not enough memory")  # on Linux and macOS, and on Windows


def is_full(error: BaseException) -> bool:
    """Whether that is what an error of torch, numpy or Python says."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _CPU_ALLOCATOR)


def let_go() -> None:
    """Gives back what is no longer used. Not while an error is handled: its frames hold what they were at."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
