"""How the evidence of a run's maps is spread: quartiles of what lists keep of each explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from db.schema import run_images

# As run_images has them: the mean of the mask, the share of energy on the border, and Gini's sparseness, all 0 to 1.
MEASURES = ("area", "border", "gini")


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles (linear between the nearest two: type 7 of Hyndman and Fan 1996) of n values; missing: explanations
    without the figure, because it was not measured or is not a number. All None for n = 0."""

    measure: str
    n: int
    missing: int
    low: float | None = None
    median: float | None = None
    high: float | None = None


def spreads(db: Connection, run_id: int) -> list[Spread]:
    """Of each of MEASURES, for the explained images of a run. Reads one row an image: 100,000 take part of a second."""
    query = select(*(run_images.c[name] for name in MEASURES)).where(
        run_images.c.run_id == run_id, run_images.c.state == "explained", run_images.c.explanation_id.is_not(None)
    )
    columns: Sequence[Sequence[float | None]] = list(zip(*db.execute(query).all(), strict=True)) or [()] * len(MEASURES)
    made = []
    for name, values in zip(MEASURES, columns, strict=True):
        known = np.array([one for one in values if one is not None], dtype=np.float64)
        if known.size:
            quartiles = (float(one) for one in np.percentile(known, (25, 50, 75)))
            made.append(Spread(name, known.size, len(values) - known.size, *quartiles))
        else:
            made.append(Spread(name, 0, len(values)))
    return made
