"""The rate of a run from a sample of each class, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from db.counting import Scope
from db.queues import Queue, opened
from db.store import Store, StoreError
from db.weighting import weighted
from engine.records import ImageRef

from .conftest import Folder, explanation

# Images predicted as each class.
SIZES = {0: 40, 1: 10, 2: 6}


def make(store: Store, folder: Folder, said: dict[int, list[str]]) -> Scope:
    """A run of SIZES, of each class three drawn; said: the verdicts on the drawn ones, by class."""
    predicted = [number for number, size in SIZES.items() for _ in range(size)]
    plan = store.begin_run(folder.spec(), [ImageRef(f"{n:03d}.jpg", 1, 1, None) for n in range(len(predicted))])
    blank = np.ones((2, 2), np.float32)
    batch = [(p.key, explanation(prediction=one, map=blank)) for p, one in zip(plan.pending, predicted, strict=True)]
    store.add_outcomes(plan.run_id, batch)
    queue = Queue("classes", 3, 7)
    items = {item.key: item for item in store.items(plan.run_id, "ann")}
    for key in opened(store, plan.run_id, "ann", queue).keys:
        left = said[items[key].prediction or 0]
        if left:
            store.set_verdict(items[key].explanation_id or 0, "ann", left.pop(0)).result(10)  # type: ignore[arg-type]
    # One that was not drawn is judged too, and counts nowhere.
    drawn = set(opened(store, plan.run_id, "ann", queue).keys)
    other = next(item for key, item in items.items() if key not in drawn)
    store.set_verdict(other.explanation_id or 0, "ann", "flawed").result(10)
    return Scope((plan.run_id,), None, queue)


def test_each_class_counts_by_its_size(store: Store, folder: Folder) -> None:
    scope = make(store, folder, {0: ["flawed", "sound", "sound"], 1: ["flawed", "flawed", "unsure"], 2: ["sound"]})
    with store._reading() as db:
        found = weighted(db, scope)
    assert found is not None
    # Each stands for 40/3, 10/3 and 6/1 images: flawed 40/3 + 2 x 10/3 = 20, sound 2 x 40/3 + 6 = 32.67.
    assert found.share == pytest.approx(20 / (20 + 80 / 3 + 6))
    assert (found.n, found.without) == (6, 0)
    effective = (20 + 80 / 3 + 6) ** 2 / (3 * (40 / 3) ** 2 + 2 * (10 / 3) ** 2 + 36)
    assert found.effective == pytest.approx(effective)
    assert found.low < found.share < found.high
    # The ends solve (p - x)^2 = z^2 p (1 - p) / n of the score test, with the effective n.
    for end in (found.low, found.high):
        assert (end - found.share) ** 2 == pytest.approx(1.959963984540054**2 * end * (1 - end) / effective)


def test_a_class_without_a_verdict_is_told(store: Store, folder: Folder) -> None:
    scope = make(store, folder, {0: ["flawed"], 1: ["sound"], 2: []})
    with store._reading() as db:
        found = weighted(db, scope)
    assert found is not None
    assert (found.share, found.without) == (pytest.approx(40 / 50), 6)


def test_without_a_decided_one_there_is_no_rate(store: Store, folder: Folder) -> None:
    scope = make(store, folder, {0: ["unsure"], 1: [], 2: []})
    with store._reading() as db:
        assert weighted(db, scope) is None
        with pytest.raises(StoreError, match="each class"):
            weighted(db, Scope(scope.runs, None, Queue("sample", 3, 7)))
