"""How far a map moves when the image hardly does (arXiv 1901.09392)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.evidence.common import CHUNK, NOT_FINITE, MapArray, is_finite, resolution
from engine.records import FloatArray, Measure

RADIUS = 0.02
DRAWS = 10

MapsOf = Callable[[FloatArray], MapArray]


def max_sensitivity(
    maps_of: MapsOf,
    image: FloatArray,
    radius: float = RADIUS,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    chunk: int = CHUNK,
) -> Measure:
    """Largest of ``draws`` values of |a(x + d) - a(x)| / |a(x)|, 2-norms; d uniform in [-radius, radius] everywhere.

    maps_of: float32 (n, 3, H, W) -> (n, H, W), the maps for one and the same class
    radius:  in units of the model's input, so after normalisation
    """
    if draws < 1 or radius < 0 or chunk < 1:
        raise ValueError(f"{draws} draws within {radius}, by {chunk}: these must be positive")
    parameters = {
        "r": radius, "n": draws, "seed": seed, "norm": "2", "draw": "uniform", "resolution": resolution(image),
    }  # fmt: skip
    own = np.asarray(maps_of(image[None]), dtype=np.float64)[0]
    if not is_finite(own):
        return Measure("max-sensitivity", None, parameters, note=NOT_FINITE)
    size = float(np.linalg.norm(own))
    if size == 0:
        return Measure("max-sensitivity", None, parameters, note="The map is zero everywhere.")
    random = np.random.default_rng(seed)
    largest = 0.0
    for start in range(0, draws, chunk):
        shape = (min(chunk, draws - start), *image.shape)
        near = (image + random.uniform(-radius, radius, shape)).astype(np.float32)
        moved = np.asarray(maps_of(near), dtype=np.float64)
        if not is_finite(moved):
            return Measure("max-sensitivity", None, parameters, note="A map near by is not finite.")
        largest = max(largest, float(np.linalg.norm((moved - own).reshape(len(moved), -1), axis=1).max()) / size)
    return Measure("max-sensitivity", largest, parameters)
