"""Suspicious maps: each figure worked out by hand or in plain Python; ranks, reasons, the cache."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

import numpy as np
import pytest

from db import suspicion
from db.store import Store
from db.suspicion import Look, Suspect, apart, ranking, signature
from engine.records import Geometry, ImageRef, Measure, TrueObject, Truth

from .conftest import Folder, explanation

NAN = float("nan")


def one_hot(place: int) -> np.ndarray:
    return np.eye(64, dtype=np.float32)[place]


def look(key: int, border: float = NAN, place: int | None = 0, off: float = NAN, group: int = 0) -> Look:
    return Look(key, group, border, None if place is None else one_hot(place), off)


def test_a_signature_is_the_positive_share_of_each_block() -> None:
    dice = np.random.default_rng(0)
    for height, width in ((8, 8), (24, 16), (20, 27), (5, 3)):
        values = dice.normal(size=(height, width)).astype(np.float32)
        blocks = [0.0] * 64
        for y in range(height):
            for x in range(width):
                blocks[(y * 8 // height) * 8 + x * 8 // width] += max(float(values[y, x]), 0.0)
        total = sum(blocks)
        np.testing.assert_allclose(signature(values), [block / total for block in blocks], rtol=1e-6)
    assert not signature(-np.ones((9, 9), np.float32)).any()


def test_apart_is_the_cosine_distance_to_the_median_of_the_groups_means() -> None:
    dice = np.random.default_rng(1)
    signatures = dice.random((30, 64))
    groups = [n % 4 for n in range(30)]
    means = [
        [statistics.fmean(signatures[n, place] for n in range(30) if groups[n] == group) for place in range(64)]
        for group in range(4)
    ]
    usual = [statistics.median(mean[place] for mean in means) for place in range(64)]
    for n, found in enumerate(apart(signatures, groups)):
        row = signatures[n].tolist()
        dot = sum(a * b for a, b in zip(row, usual, strict=True))
        assert found == pytest.approx(1 - dot / (math.hypot(*row) * math.hypot(*usual)))


def test_a_class_that_has_the_cue_in_most_of_its_maps_does_not_make_it_the_usual_place() -> None:
    """Nine in ten of one frequent class look at block 63; the three other classes at block 0."""
    places = [63] * 90 + [0] * 10 + [0] * 30
    groups = [0] * 100 + [1] * 10 + [2] * 10 + [3] * 10
    found = apart(np.array([one_hot(place) for place in places], dtype=np.float64), groups)
    assert found[:90].min() > 0.9
    assert found[90:].max() < 0.1


def test_maps_of_nothing_are_not_compared() -> None:
    found = apart(np.zeros((3, 64)), [0, 1, 2])
    assert np.isnan(found).all()
    assert apart(np.zeros((0, 64)), []).shape == (0,)
    assert [one.key for one in ranking([])] == []


def test_the_ranking_is_by_the_mean_of_the_ranks_that_are_known() -> None:
    looks = [
        look(1, border=0.0, off=0.2),
        look(2, border=0.1, off=0.9),
        look(3, border=0.3),
        look(4, border=0.2, off=0.1),
    ]
    # All maps lie in one place: by that figure each has rank 1/2. By border: 0, 1/3, 1, 2/3; off, of three: 1/2, 1, 0.
    expected = {1: (0 + 0.5 + 0.5) / 3, 2: (1 / 3 + 0.5 + 1) / 3, 3: (1 + 0.5) / 2, 4: (2 / 3 + 0.5 + 0) / 3}
    found = ranking(looks)
    assert {one.key: one.score for one in found} == pytest.approx(expected)
    assert [one.key for one in found] == sorted(expected, key=lambda key: -expected[key])


def test_equals_stay_in_their_order_and_what_cannot_be_read_comes_last() -> None:
    found = ranking([look(5), look(9, place=None), look(3), look(4)])
    assert [one.key for one in found] == [5, 3, 4, 9]
    assert found[-1] == Suspect(9, 0.0, (("unread", 0.0),))


def test_reasons_are_named_where_a_figure_is_large_by_itself_and_for_the_run() -> None:
    plain = [look(n, border=0.01, off=0.1, group=n % 3) for n in range(9)]
    found = {one.key: one for one in ranking([*plain, look(20, 0.08, 63, 0.7), look(21, 0.015, 0, 0.49)])}
    assert dict(found[20].reasons) == pytest.approx({"border": 0.08, "apart": 1.0, "off": 0.7}, abs=0.05)
    assert found[21].reasons == ()
    assert all(found[n].reasons == () for n in range(9))
    # Where every map is on the border, being there is nothing to tell one by.
    alike = ranking([look(n, border=0.4) for n in range(9)])
    assert all(one.reasons == () for one in alike)


@pytest.fixture
def run(tmp_path: Path, project: Path):  # type: ignore[no-untyped-def]
    """Six images, of whose maps one lies in a corner; of two the object is known."""
    geometry = Geometry(40, 40, 20, 20, 0, 0, 20, 20)
    thing = Truth(("cat",), (TrueObject("cat", 16, 16, 24, 24),), 40, 40)
    refs = [ImageRef(f"{n}.jpg", 9, 10**18, "cat", truth=thing if n in (1, 4) else None) for n in range(6)]
    with Store.create(project) as store:
        plan = store.begin_run(Folder(tmp_path / "photos").spec(), refs)
        found = []
        for n, one in enumerate(plan.pending):
            values = np.zeros((20, 20), np.float32)
            if n == 4:
                values[18:, 18:] = 1
            else:
                values[8:12, 8:12] = 1 + n
            values[0, 0] = -5
            made = explanation(map=values, geometry=geometry, target=0, prediction=n % 3,
                               measures=(Measure("energy-on-border", 0.5 if n == 4 else 0.0),))  # fmt: skip
            found.append((one.key, made))
        store.add_outcomes(plan.run_id, found)
        yield store, plan.run_id, [one.key for one in plan.pending]


def inside(truth: Truth, target: int, geometry: Geometry) -> np.ndarray:
    """The box of the one object, in a map of half the image's size."""
    box = truth.objects[0]
    mask = np.zeros((geometry.input_height, geometry.input_width), bool)
    mask[int(box.top / 2) : int(box.bottom / 2), int(box.left / 2) : int(box.right / 2)] = True
    return mask


def test_the_maps_of_a_run_are_looked_at_and_ranked(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store, run_id, keys = run
    told = []
    looks = suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside, told=lambda *at: told.append(at))
    assert [one.key for one in looks] == keys
    assert [one.group for one in looks] == [0, 1, 2, 0, 1, 2]
    assert looks[4].off == 1.0
    assert looks[1].off == 0.0
    assert math.isnan(looks[0].off)
    assert looks[4].signature is not None
    assert looks[4].signature[63] == 1.0
    first = ranking(looks)[0]
    assert first.key == keys[4]
    assert [name for name, _ in first.reasons] == ["border", "apart", "off"]


def test_what_was_seen_is_kept_and_maps_are_not_read_again(run, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    store, run_id, _ = run
    before = suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside)
    for file in (store.path / "maps").rglob("*.npy"):
        file.unlink()
    again = suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside)
    for old, new in zip(before, again, strict=True):
        np.testing.assert_array_equal(old.signature, new.signature)
        assert (old.key, old.border) == (new.key, new.border)
        assert old.off == new.off or (math.isnan(old.off) and math.isnan(new.off))


def test_a_damaged_cache_costs_time_only(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store, run_id, _ = run
    suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside)
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    np.savez(tmp_path / "other.npz", name=np.array(["a"]), signature=np.zeros((1, 3)), off=np.zeros(1))
    for content in (b"", b"PK\x03\x04 no archive", whole[: len(whole) // 2], (tmp_path / "other.npz").read_bytes()):
        file.write_bytes(content)
        looks = suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside)
        assert all(one.signature is not None for one in looks)
        assert file.read_bytes() == whole or len(file.read_bytes()) == len(whole)


def test_a_cache_that_cannot_be_written_is_done_without(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store, run_id, _ = run
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside)) == 6


def test_missing_and_altered_maps_are_told_and_the_others_ranked(run) -> None:  # type: ignore[no-untyped-def]
    store, run_id, keys = run
    first, second, *_ = sorted((store.path / "maps").rglob("*.npy"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-4] + b"\x01\x02\x03\x04")
    looks = suspicion.looks_of_run(store, run_id, None, inside)
    assert sum(one.signature is None for one in looks) == 2
    found = ranking(looks)
    assert {one.key for one in found} == set(keys)
    assert [one.reasons for one in found[-2:]] == [(("unread", 0.0),)] * 2


def test_it_stops_when_asked_to(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store, run_id, _ = run
    calls = iter([False, False, True])
    assert len(suspicion.looks_of_run(store, run_id, tmp_path / "cache", inside, stopped=lambda: next(calls))) == 2


def test_every_map_has_its_figures_with_their_places_and_what_is_usual() -> None:
    """Places counted by hand; all figures are below what is named as a reason."""
    looks = [
        look(1, border=0.004, off=0.1),
        look(2, border=0.001, off=0.4),
        look(3, border=0.002),
        look(4, border=0.001, off=0.3),
        look(5, border=0.0),
    ]
    found = {one.key: one for one in ranking(looks)}
    assert all(one.reasons == () for one in found.values())
    told = {key: {f.what: (f.value, f.place, f.of, f.usual) for f in one.figures} for key, one in found.items()}
    assert [told[key]["border"] for key in (1, 2, 3, 4, 5)] == [
        (0.004, 1, 5, 0.001), (0.001, 3, 5, 0.001), (0.002, 2, 5, 0.001), (0.001, 3, 5, 0.001), (0.0, 5, 5, 0.001),
    ]  # fmt: skip
    assert [told[key]["off"] for key in (1, 2, 4)] == [(0.1, 3, 3, 0.3), (0.4, 1, 3, 0.3), (0.3, 2, 3, 0.3)]
    assert "off" not in told[3]
    strongest = {key: one.strongest for key, one in found.items()}
    assert {key: one.what if one else None for key, one in strongest.items()} == {
        1: "border", 2: "off", 3: "border", 4: None, 5: None
    }  # fmt: skip
