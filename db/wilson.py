"""The interval of a share: Wilson, JASA 22 (1927) 209. Every rate that Hansel tells has it from here."""

from __future__ import annotations

from math import sqrt

# Two-sided 95 % of the normal distribution.
_Z = 1.959963984540054


def wilson(part: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share, part of n (n > 0). Of a weighted share n is the effective number, which need not be
    whole."""
    share, z2 = part / n, _Z * _Z
    middle = share + z2 / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)
    # At the ends the formula gives the share itself, but for rounding.
    return max(0.0, low) if part > 0 else 0.0, min(1.0, high) if part < n else 1.0
