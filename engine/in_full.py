"""Which images of a folder are drawn: for the full evidence of an audit, "quick" (none), "full" (all) or "sample:N".

Imports no torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from engine.records import PlainError


def check(asked: str) -> None:
    """Raises PlainError for anything but quick, full and sample:N with N from 1."""
    kind, _, number = asked.partition(":")
    if asked in ("quick", "full") or (kind == "sample" and number.isdecimal() and int(number) > 0):
        return
    raise PlainError(f'Evidence (--evidence) is quick, full, or sample:N such as sample:200, not "{asked}".')


def chosen(asked: str, relatives: Sequence[str], seed: int) -> frozenset[str]:
    """The images, by their path in the folder, that are measured in full.

    A sample holds the images whose hashed paths come first, so that a run that is resumed has the same one, and a
    larger sample holds the smaller.
    """
    check(asked)
    if asked == "quick":
        return frozenset()
    if asked == "full":
        return frozenset(relatives)
    return frozenset(drawn(relatives, seed)[: int(asked.partition(":")[2])])


def drawn(relatives: Sequence[str], seed: int) -> list[str]:
    """All of them in the order in which they are drawn: that of their hashed paths."""
    return sorted(relatives, key=lambda relative: hashlib.sha256(f"{seed}/{relative}".encode()).digest())
