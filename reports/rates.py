"""A rate and how sure one can be of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reports.words import percent

Z_95 = 1.959963984540054


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


def wilson(hits: int, n: int, z: float = Z_95) -> Rate:
    """The rate hits / n with its Wilson score interval; for n = 0 nothing is known and the interval is 0 to 1.

    Raises ValueError unless 0 <= hits <= n.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no rate")
    if n == 0:
        return Rate(0, 0, 0.0, 1.0)
    share = hits / n
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    centre = share + z * z / (2 * n)
    scale = 1 + z * z / n
    return Rate(hits, n, max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))
