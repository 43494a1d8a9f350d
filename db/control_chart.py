"""The p-chart: which of several shares lie outside of what chance alone would make of one common share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from db.findings import Finding

# Fewer explanations than this make a share so vague that tables mark it.
THIN = 30


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one row: low and high, shares of 0 to 1; out: whether its share lies beyond them."""

    low: float
    high: float
    out: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """centre: flawed of all n of all rows, 0 to 1; limits: of each row in order, None for one without n."""

    centre: float
    limits: tuple[Limits | None, ...]


def chart(rows: Sequence[Finding]) -> Chart | None:
    """Limits p ± 3 sqrt(p (1 - p) / n) about the common share p, clipped to 0 and 1 (Shewhart; Montgomery,
    Introduction to Statistical Quality Control, "The control chart for fraction nonconforming"). None with fewer than
    two rows that have any n: there is nothing to compare."""
    counted = [one for one in rows if one.n]
    if len(counted) < 2:
        return None
    centre = sum(one.flawed for one in counted) / sum(one.n for one in counted)
    return Chart(centre, tuple(_limits(centre, one) if one.n else None for one in rows))


def _limits(centre: float, row: Finding) -> Limits:
    half = 3 * sqrt(centre * (1 - centre) / row.n)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    share = row.flawed / row.n
    # Rounding must not put a share outside that lies on its limit.
    return Limits(low, high, share < low - 1e-12 or share > high + 1e-12)
