"""One scale for all maps of a run: high enough for nearly all, whatever a single outlier says."""

import math

import numpy as np
import pytest

from db.store import Store
from tests.unit.db.conftest import Folder, explanation


def a_map(low: float, high: float) -> np.ndarray:
    values = np.zeros((20, 24), np.float32)
    values[3, 4], values[7, 8] = low, high
    return values


@pytest.mark.parametrize("number", [1, 2, 100, 101, 150])
def test_the_scale_of_a_run_leaves_out_one_map_in_a_hundred(store: Store, folder: Folder, number: int) -> None:
    for n in range(number):
        folder.write(f"more/{n:04d}.jpg", f"picture {n}".encode())
    images = [image for image in folder.scan() if image.relative.startswith("more/")]
    plan = store.begin_run(folder.spec(), images)
    assert store.scale_of_run(plan.run_id) is None
    # Reaches 1, 2, 3, ...; of every third map it is the low end that reaches furthest.
    reach = np.random.default_rng(3).permutation(number) + 1.0
    ends = [(-one, one / 2) if one % 3 == 0 else (-one / 4, one) for one in reach]
    made = zip(plan.pending, ends, strict=True)
    store.add_outcomes(plan.run_id, [(one.key, explanation(one.path, map=a_map(*low_high))) for one, low_high in made])
    scale = store.scale_of_run(plan.run_id)
    assert scale is not None
    within = np.mean(reach <= scale)
    assert within >= 0.99
    assert np.mean(reach <= scale - 1) < 0.99
    assert scale == math.ceil(round(0.99 * number, 6))


def test_each_run_has_a_scale_of_its_own(store: Store, folder: Folder) -> None:
    for seed, high in ((1, 2.0), (2, 6.0)):
        plan = store.begin_run(folder.spec(seed=seed), folder.scan())
        made = [(one.key, explanation(one.path, map=a_map(0.0, high))) for one in plan.pending]
        store.add_outcomes(plan.run_id, made)
    first, second = store.runs()
    assert (store.scale_of_run(first.run_id), store.scale_of_run(second.run_id)) == (2.0, 6.0)
