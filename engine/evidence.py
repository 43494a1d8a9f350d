"""Measures of one map, on arrays (docs/method.md; definitions after the papers named there)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def gini(attribution: npt.NDArray[np.floating]) -> float:
    """Gini sparseness of |a|: sum (2k - d - 1) v_k / (d sum v), v rising. Constant 0, one pixel of d: (d - 1) / d.

    An all-zero map is constant: 0.
    """
    values = np.sort(np.abs(attribution.astype(np.float64)), axis=None)
    count, total = len(values), float(values.sum())
    if total == 0:
        return 0.0
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return float((ranks * values).sum() / (count * total))


def energy_on(attribution: npt.NDArray[np.floating], region: npt.NDArray[np.bool_]) -> float:
    """Share of the map's positive energy that lies on the region, in [0, 1]; both (H, W). NaN for an empty map."""
    positive = np.maximum(attribution.astype(np.float64), 0)
    total = float(positive.sum())
    return float(positive[region].sum()) / total if total > 0 else float("nan")
