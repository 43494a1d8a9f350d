"""A rate and how sure one can be of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from db import wilson as interval
from reports.words import percent


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` out of `n`, with the 95 % Wilson interval (Wilson 1927) in `low` and `high`, all shares of 0 to 1."""

    hits: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """hits / n; NaN for n = 0."""
        return self.hits / self.n if self.n else math.nan

    def __str__(self) -> str:
        if not self.n:
            return "none of 0"
        return f"{percent(self.share)} ({percent(self.low)} to {percent(self.high)}; {self.hits:,} of {self.n:,})"


def wilson(hits: int, n: int) -> Rate:
    """The rate hits / n with its Wilson score interval; for n = 0 nothing is known and the interval is 0 to 1.

    Raises ValueError unless 0 <= hits <= n.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no rate")
    return Rate(hits, n, *interval.wilson(hits, n)) if n else Rate(0, 0, 0.0, 1.0)
