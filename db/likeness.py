"""How alike the maps of two runs are: Spearman's rank correlation, map by map, on a sample of the pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from db.faults import MapAltered, MapMissing
from db.queues import lot
from engine.records import FloatArray

if TYPE_CHECKING:
    from db.comparing import Pair
    from db.store import Store

MOST_PAIRS = 200
SEED = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """Quartiles of the correlation, -1 to 1, over n pairs of maps of so many drawn ones, out of all pairs; None for
    n = 0. without: drawn pairs that have none: a map is missing, altered, constant or not finite, or the two differ in
    size. each: (explanation in the first run, correlation) of the n pairs."""

    n: int
    drawn: int
    pairs: int
    without: int
    low: float | None = None
    median: float | None = None
    high: float | None = None
    each: tuple[tuple[int, float], ...] = ()


def likeness(
    store: Store,
    pairs: Sequence[Pair],
    most: int = MOST_PAIRS,
    watch: Callable[[int, int], object] = lambda _, __: None,
) -> Likeness:
    """Of at most so many pairs, drawn by a hash of their paths: the same on every machine. watch: told before each pair
    how many of how many are done; what it raises ends the work."""
    drawn = sorted(pairs, key=lambda one: lot(SEED, one.relative))[:most]
    found: list[tuple[int, float]] = []
    for done, one in enumerate(drawn):
        watch(done, len(drawn))
        try:
            value = spearman(store.map(one.first), store.map(one.second))
        except (MapMissing, MapAltered):
            value = None
        if value is not None:
            found.append((one.first, value))
    told = (len(found), len(drawn), len(pairs), len(drawn) - len(found))
    if not found:
        return Likeness(*told)
    low, median, high = (float(one) for one in np.percentile([value for _, value in found], (25, 50, 75)))
    return Likeness(*told, low, median, high, tuple(found))


def spearman(one: FloatArray, other: FloatArray) -> float | None:
    """Correlation of the ranks of two maps, equal values sharing their mean rank (Spearman 1904); None for maps of two
    sizes, with values that are not finite, or of which one is constant."""
    if one.shape != other.shape or not (np.isfinite(one).all() and np.isfinite(other).all()):
        return None
    first, second = _ranks(one), _ranks(other)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    _, inverse, counts = np.unique(values.ravel(), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[inverse.ravel()], dtype=np.float64)
