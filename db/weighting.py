"""The flag rate of a whole run from a sample that was drawn class by class: each class counts by its size.

Horvitz and Thompson, JASA 47 (1952) 663: an explanation of class h stands for N_h / m_h explained ones, of which m_h
were drawn and judged. The rate is the ratio of the two weighted sums, flawed to flawed and sound. Its interval is
Wilson's with Kish's effective number, (sum w)^2 / sum w^2 (Kish, Survey Sampling, 1965).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from db.counting import Asked, Scope
from db.faults import StoreError
from db.wilson import wilson


@dataclass(frozen=True, slots=True)
class Weighted:
    """share: 0 to 1, with its 95 % interval; n: flawed and sound ones that it rests on; effective: the size of a plain
    random sample that is as sure. without: explained images of classes of which no drawn one has been judged, which
    the share says nothing of."""

    share: float
    low: float
    high: float
    n: int
    effective: float
    without: int


def weighted(db: Connection, scope: Scope) -> Weighted | None:
    """Of a scope whose sample is one of each class; None where none of it is flawed or sound. Raises StoreError for
    another scope, and as db.findings does."""
    if scope.sample is None or scope.sample.kind != "classes":
        raise StoreError("Only a sample of each class can be weighted.")
    by = "prediction" if scope.sample.by == "predicted" else "true_label"
    judged = Asked(db, scope).verdicts([by])
    sizes = Asked(db, Scope(scope.runs)).explained([by])
    without = 0
    sums = {"flawed": 0.0, "sound": 0.0}
    squares, n = 0.0, 0
    for key, size in sizes.items():
        if key == ("",):
            continue  # without a true label an image is in no class, and is not drawn
        counts = judged.get(key)
        if counts is None or not counts.total():
            without += size
            continue
        weight = size / counts.total()
        for verdict in sums:
            sums[verdict] += weight * counts[verdict]
        decided = counts["flawed"] + counts["sound"]
        squares += weight * weight * decided
        n += decided
    total = sums["flawed"] + sums["sound"]
    if not n:
        return None
    effective = total * total / squares
    share = sums["flawed"] / total
    return Weighted(share, *wilson(share * effective, effective), n, effective, without)
