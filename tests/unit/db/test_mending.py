"""Lost maps: which they are, and putting one back without ever losing or replacing what lies there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from db import defence, maps, mending
from db.store import Store, StoreError

from .conftest import sql


def file_of(store: Store, explanation_id: int) -> Path:
    return store.path / sql(store.path, "SELECT map_path FROM explanations WHERE id = ?", explanation_id)[0][0]


def listing(store: Store) -> dict[str, bytes]:
    """Every file among the maps."""
    every = (store.path / "maps").rglob("*")
    return {one.relative_to(store.path).as_posix(): one.read_bytes() for one in every if one.is_file()}


def test_lost_maps_are_found_and_come_back_byte_for_byte(store: Store, explained: dict[str, int]) -> None:
    before = listing(store)
    one, two, three, four = explained.values()
    values = {which: store.map(which) for which in (one, two, three)}
    file_of(store, one).unlink()
    file_of(store, two).write_bytes(b"nothing of a map")
    halves = np.load(file_of(store, three))
    np.save(file_of(store, three), halves + np.float32(1))
    seen: list[tuple[int, int]] = []
    found = mending.lost(store, lambda step: seen.append((step.done, step.total)))
    assert [(lost.explanation_id, lost.fault) for lost in found] == [
        (one, "missing"),
        (two, "altered"),
        (three, "altered"),
    ]
    assert seen == [(n, 4) for n in range(1, 5)]
    altered = file_of(store, two).read_bytes()
    backs = [mending.put_back(store, defence.find(store, str(which)), values[which]) for which in (one, two, three)]
    assert backs[0].aside == ""
    assert (store.path / backs[1].aside).read_bytes() == altered
    assert mending.lost(store) == []
    now = listing(store)
    assert {name: now[name] for name in before} == before
    assert sorted(set(now) - set(before)) == sorted(back.aside for back in backs[1:])
    # What is whole already is left alone.
    assert mending.put_back(store, defence.find(store, str(four)), store.map(four)).aside == ""
    assert listing(store) == now


def test_a_map_that_is_off_by_one_bit_is_not_put_back(store: Store, explained: dict[str, int]) -> None:
    which = explained["a.jpg"]
    values = store.map(which)
    bits = values.view(np.uint32).copy()
    bits[3, 4] ^= 1
    file_of(store, which).write_bytes(b"altered")
    before = listing(store)
    with pytest.raises(mending.NotTheKeptMap, match="Nothing was replaced"):
        mending.put_back(store, defence.find(store, str(which)), bits.view(np.float32))
    assert listing(store) == before


def test_a_second_altered_file_does_not_take_the_place_of_the_first(store: Store, explained: dict[str, int]) -> None:
    which = explained["b.jpg"]
    values, kept = store.map(which), defence.find(store, str(which))
    for content in (b"first", b"second", b"third"):
        file_of(store, which).write_bytes(content)
        back = mending.put_back(store, kept, values)
        assert (store.path / back.aside).read_bytes() == content
    folder = file_of(store, which).parent
    assert {one.read_bytes() for one in folder.glob("*.altered*")} == {b"first", b"second", b"third"}


@pytest.mark.parametrize("name", ["write", "rename"])
def test_a_full_disk_on_the_way_loses_nothing(
    store: Store, explained: dict[str, int], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    which = explained["c.jpg"]
    values, kept = store.map(which), defence.find(store, str(which))
    file = file_of(store, which)
    file.write_bytes(b"altered")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refuse(*_: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(*((maps, "write_file", refuse) if name == "write" else (Path, "rename", refuse)))
        with pytest.raises(StoreError, match="full"):
            mending.put_back(store, kept, values)
    assert file.read_bytes() == b"altered"
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    mending.put_back(store, kept, values)
    np.testing.assert_array_equal(store.map(which), values)


def test_the_whole_folder_of_maps_may_be_gone(store: Store, explained: dict[str, int]) -> None:
    values = {which: store.map(which) for which in explained.values()}
    (store.path / "maps").rename(store.path.parent / "away")
    for which, map_ in values.items():
        mending.put_back(store, defence.find(store, str(which)), map_)
    assert mending.lost(store) == []


def test_nothing_is_written_to_a_project_that_is_only_read_or_outside_of_it(
    store: Store, explained: dict[str, int], tmp_path: Path
) -> None:
    which = explained["a.jpg"]
    values = store.map(which)
    file_of(store, which).unlink()
    with Store.open(store.path, readonly=True) as reader, pytest.raises(StoreError, match="reading only"):
        mending.put_back(reader, defence.find(reader, str(which)), values)
    sql(store.path, "UPDATE explanations SET map_path = 'maps/../../out.npy' WHERE id = ?", which)
    with pytest.raises(StoreError, match="outside"):
        mending.put_back(store, defence.find(store, str(which)), values)
    assert not (tmp_path / "out.npy").exists()
