"""Maps are evidence: kept as they are, and never shown if they are not what was written."""

from __future__ import annotations

import hashlib
import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from db import maps
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


def files_in(project: Path) -> list[Path]:
    return [file for file in project.rglob("*") if file.is_file()]


def named(arrays: list[np.ndarray]) -> list[tuple[str, np.ndarray]]:
    return [(str(uuid.uuid5(uuid.NAMESPACE_OID, str(index))), array) for index, array in enumerate(arrays)]


@pytest.mark.parametrize(
    ("values", "bytes_a_number"),
    [
        ([[0.0, -0.0], [1.0, -2.5]], 2),
        ([[65504.0, -65504.0], [2.0**-14, 2.0**-24]], 2),  # the ends of float16, and its least number
        ([[1 + 2.0**-10, 2047.0], [2048.0, -4094.0]], 2),
        ([[65505.0, 0.0]], 4),
        ([[65536.0, 0.0]], 4),  # past the end of float16, though its fraction would fit
        ([[1 + 2.0**-11, 0.0]], 4),
        ([[2.0**-25, 0.0]], 4),
        ([[3 * 2.0**-25, 0.0]], 4),
        ([[1e-45, -0.0]], 4),
        ([[0.1, 0.2], [0.3, 0.4]], 4),
    ],
)
def test_half_the_bytes_where_no_bit_is_lost_by_it(tmp_path: Path, values, bytes_a_number: int) -> None:
    array = np.array(values, np.float32)
    [stored] = maps.write_all(tmp_path, named([array]))
    back = maps.read(tmp_path, stored.path, stored.sha256)
    assert back.dtype == np.float32
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()
    assert np.load(tmp_path / stored.path).dtype.itemsize == bytes_a_number
    assert stored.low == pytest.approx(min(map(min, values)), rel=1e-7)
    assert stored.high == pytest.approx(max(map(max, values)), rel=1e-7)
    assert stored.sha256 == hashlib.sha256((tmp_path / stored.path).read_bytes()).hexdigest()


def test_every_number_of_float16_is_kept_in_two_bytes(tmp_path: Path) -> None:
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    array = every[np.isfinite(every)].astype(np.float32)[None]
    [stored] = maps.write_all(tmp_path, named([array]))
    assert (tmp_path / stored.path).stat().st_size < array.size * 2 + 200
    assert maps.read(tmp_path, stored.path, stored.sha256).tobytes() == array.tobytes()


@pytest.mark.parametrize("count", [0, 1, 2, 7, 33])
def test_a_batch_comes_back_in_its_order(tmp_path: Path, count: int) -> None:
    batch = named([np.full((3, 5), index / 3, np.float32) for index in range(count)])
    with ThreadPoolExecutor(3) as pool:
        for stored in (maps.write_all(tmp_path, batch), maps.write_all(tmp_path, iter(batch), pool)):
            assert [one.path for one in stored] == [maps.path_of(name) for name, _ in batch]
            for one, (_, array) in zip(stored, batch, strict=True):
                assert maps.read(tmp_path, one.path, one.sha256).tobytes() == array.tobytes()
    assert len(files_in(tmp_path)) == count


def test_each_file_is_synced_whole_before_it_has_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = named([np.full((9, 9), index / 3, np.float32) for index in range(12)])
    targets = [tmp_path / maps.path_of(name) for name, _ in batch]
    synced: list[tuple[int, int, int]] = []
    really_sync = os.fsync

    def sync(handle: int) -> None:
        really_sync(handle)
        found = os.fstat(handle)
        synced.append((found.st_ino, found.st_size, sum(target.exists() for target in targets)))

    monkeypatch.setattr("os.fsync", sync)
    maps.write_all(tmp_path, batch)
    named_at = {number: there for number, _, there in synced}
    for target in targets:
        found = target.stat()
        assert (found.st_ino, found.st_size) in {(number, size) for number, size, _ in synced}
        assert named_at[found.st_ino] < len(targets)
        if os.name != "nt":
            assert named_at[target.parent.stat().st_ino] == len(targets)
            assert tmp_path.joinpath("maps").stat().st_ino in named_at


@pytest.mark.parametrize("given", [True, False])
def test_one_that_cannot_be_written_leaves_none_of_its_batch(tmp_path: Path, given: bool) -> None:
    good = np.full((4, 4), 0.1, np.float32)
    [before] = maps.write_all(tmp_path, [(str(uuid.uuid4()), good)])
    batch = named([good] * 12)
    # A folder in the place of a file: found only when that file is to get its name.
    in_the_way = tmp_path / maps.path_of(batch[2][0])
    in_the_way.mkdir(parents=True)
    with ThreadPoolExecutor(2) as pool, pytest.raises(OSError, match=in_the_way.name):
        maps.write_all(tmp_path, batch, pool if given else None)
    assert files_in(tmp_path) == [tmp_path / before.path]
    assert in_the_way.is_dir()
    in_the_way.rmdir()
    assert len(maps.write_all(tmp_path, batch)) == 12


@pytest.mark.parametrize("bad", [np.array([[1, np.nan]]), np.array([[1e39, 0]])])
def test_a_third_map_that_is_no_picture_leaves_none_of_its_batch(tmp_path: Path, bad) -> None:
    good = np.ones((1, 2), np.float32)
    with pytest.raises(StoreError, match="no numbers"):
        maps.write_all(tmp_path, named([good, good, bad, good]))
    assert files_in(tmp_path) == []


def test_an_explanation_that_comes_twice_in_a_batch_is_refused(tmp_path: Path) -> None:
    name = str(uuid.uuid4())
    with pytest.raises(StoreError, match="twice"):
        maps.write_all(tmp_path, [(name, np.ones((2, 2), np.float32)), (name, np.zeros((2, 2), np.float32))])
    assert files_in(tmp_path) == []


def test_a_folder_in_the_place_of_a_map_or_a_file_in_that_of_its_folder_is_told(store: Store, explained) -> None:
    file = map_file(store.path, explained["b.jpg"])
    file.unlink()
    file.mkdir()
    with pytest.raises(StoreError, match="missing"):
        store.map(explained["b.jpg"])
    file.rmdir()
    for other in list(file.parent.iterdir()):
        other.unlink()
    file.parent.rmdir()
    file.parent.write_bytes(b"")
    with pytest.raises(MapMissing, match="missing"):
        store.map(explained["b.jpg"])
