"""Maps are evidence: kept as they are, and never shown if they are not what was written."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from db.store import MapAltered, MapMissing, Store, StoreError

from .conftest import Folder, explanation, sql


def map_file(project: Path, explanation_id: int) -> Path:
    [(path,)] = sql(project, "SELECT map_path FROM explanations WHERE id = ?", explanation_id)
    return project / path


def test_a_map_comes_back_to_the_last_bit(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    values = np.array([[0.1, -3e-39, 7e37], [np.pi, -0.0, 1e-7]], np.float32)
    one = store.add_explanation(plan.run_id, plan.pending[0].key, explanation(map=values))
    back = store.map(one)
    assert back.dtype == np.float32
    assert back.tobytes() == values.tobytes()
    file = map_file(store.path, one)
    # Anybody can read the evidence with plain NumPy, and check it against the row.
    assert np.load(file).tobytes() == values.tobytes()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == store.explanation(one).map_sha256
    assert file.parent.parent == store.path / "maps"
    assert len(file.parent.name) == 2


def test_views_and_other_number_types_are_written_as_the_numbers_they_hold(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    values = np.arange(12, dtype=np.float64).reshape(3, 4).T[::-1]
    one = store.add_explanation(plan.run_id, plan.pending[0].key, explanation(map=values))
    assert np.array_equal(store.map(one), values)


def test_an_altered_map_is_not_shown(store: Store, explained) -> None:
    file = map_file(store.path, explained["b.jpg"])
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(MapAltered, match="altered"):
        store.map(explained["b.jpg"])
    file.write_bytes(content[:50])
    with pytest.raises(MapAltered):
        store.map(explained["b.jpg"])
    assert store.map(explained["a.jpg"]).shape == (20, 24)


def test_a_missing_map_is_told_and_the_rest_is_kept(store: Store, explained) -> None:
    map_file(store.path, explained["b.jpg"]).unlink()
    with pytest.raises(MapMissing, match="missing"):
        store.map(explained["b.jpg"])
    assert store.explanation(explained["b.jpg"]).relative == "b.jpg"


@pytest.mark.parametrize(
    "values", [np.array([[1, np.nan]]), np.array([[np.inf, 0]]), np.zeros((1, 2, 2)), np.zeros((0, 3))]
)
def test_a_map_that_is_no_picture_of_numbers_is_refused_and_its_batch_with_it(
    store: Store, folder: Folder, values
) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    good, bad = plan.pending[:2]
    with pytest.raises(StoreError, match="no numbers"):
        store.add_outcomes(plan.run_id, [(good.key, explanation()), (bad.key, explanation(map=values))])
    assert [file for file in (store.path / "maps").rglob("*") if file.is_file()] == []
    assert store.counts(plan.run_id, "ann").explained == 0
    store.add_explanation(plan.run_id, good.key, explanation())
