"""Clusters of maps: made-up maps whose clusters are known, and every figure worked out pair by pair in plain Python."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import patterns
from engine.patterns import find, signature

CORNER, MIDDLE = (20.0, 19.0), (11.0, 12.0)


def blob(place: tuple[float, float], dice: np.random.Generator, jitter: float = 1.0, width: float = 2.5) -> np.ndarray:
    """A map (24, 24) with one hill near a place (row, column), and a little noise of both signs."""
    y, x = np.mgrid[:24, :24]
    top, left = np.array(place) + dice.normal(0, jitter, 2)
    hill = np.exp(-((y - top) ** 2 + (x - left) ** 2) / (2 * width**2))
    return (hill + dice.normal(0, 0.005, (24, 24))).astype(np.float32)


def world(spec: dict[int, tuple[int, int]], seed: int = 0) -> tuple[np.ndarray, list[int], np.ndarray]:
    """Signatures, classes, and which look at the corner. spec: class -> (maps of the corner, maps of the middle)."""
    dice = np.random.default_rng(seed)
    maps, groups, corner = [], [], []
    for group, (cued, plain) in spec.items():
        for is_cued in [True] * cued + [False] * plain:
            maps.append(blob(CORNER if is_cued else MIDDLE, dice, 1.0 if is_cued else 3.0))
            groups.append(group)
            corner.append(is_cued)
    order = dice.permutation(len(maps))
    signatures = np.array([signature(one) for one in maps])
    return signatures[order], [groups[at] for at in order], np.array(corner)[order]


@pytest.mark.parametrize(("height", "width"), [(16, 16), (24, 24), (20, 27), (5, 3), (112, 90)])
def test_a_signature_is_the_positive_share_of_each_of_16_by_16_equal_tiles(height: int, width: int) -> None:
    values = np.random.default_rng(0).normal(size=(height, width)).astype(np.float32)
    # Each pixel cut in 16 x 16 equal pieces, and the pieces counted tile by tile.
    pieces = np.kron(np.maximum(values.astype(np.float64), 0), np.ones((16, 16)))
    tiles = pieces.reshape(16, height, 16, width).sum((1, 3))
    np.testing.assert_allclose(signature(values), tiles / tiles.sum(), rtol=1e-5, atol=1e-9)


def test_maps_that_show_no_place_have_no_signature() -> None:
    ones = np.ones((9, 9), np.float32)
    assert signature(0 * ones) is None
    assert signature(-ones) is None
    for bad in (np.nan, np.inf):
        spoilt = ones.copy()
        spoilt[2, 3] = bad
        assert signature(spoilt) is None
    for scale in (1e-38, 3e38):
        np.testing.assert_allclose(signature(ones * np.float32(scale)), 1 / 256, rtol=1e-6)
    for shape in ((3, 4, 5), (4,), (0, 4)):
        with pytest.raises(ValueError, match="a map is"):
            signature(np.ones(shape, np.float32))


@pytest.mark.parametrize("sides", [False, True])
def test_distances_are_hellingers(sides: bool) -> None:
    dice = np.random.default_rng(1)
    some = np.array([signature(one) for one in dice.random((6, 20, 20)).astype(np.float32)])
    shares = some.astype(float).tolist()
    if not sides:
        shares = [[[(row[x] + row[15 - x]) / 2 for x in range(16)] for row in one] for one in shares]

    def distance(one: list[list[float]], other: list[list[float]]) -> float:
        common = sum(math.sqrt(a * b) for p, q in zip(one, other, strict=True) for a, b in zip(p, q, strict=True))
        return math.sqrt(max(0.0, 1 - common))

    expected = {n: distance(shares[2], shares[n]) for n in range(6) if n != 2}
    found = patterns.alike(some, 2, sides=sides)
    assert [which for which, _ in found] == sorted(expected, key=lambda n: expected[n])
    for which, value in found:
        assert value == pytest.approx(expected[which], abs=1e-5)


def test_a_cue_on_the_other_side_is_the_same_cue_unless_sides_are_told_apart() -> None:
    one = np.zeros((16, 16), np.float32)
    one[13:, 11:] = 1
    pair = np.array([signature(one), signature(one[:, ::-1])])
    assert patterns.alike(pair, 0)[0][1] == pytest.approx(0, abs=1e-6)
    assert patterns.alike(pair, 0, sides=True)[0][1] == pytest.approx(1)


@pytest.mark.parametrize("cued", [12, 20, 40])
def test_a_cue_of_some_maps_of_a_class_is_found(cued: int) -> None:
    signatures, groups, corner = world({0: (cued, 40), 1: (0, 40), 2: (0, 40)})
    first, second, third = find(signatures, groups)
    (found,) = first.reported
    assert set(found.members) == set(np.flatnonzero(corner))
    assert list(found.distances) == sorted(found.distances)
    assert second.reported == third.reported == ()
    assert (first.group, first.n, first.sampled) == (0, 40 + cued, 40 + cued)


def test_a_cue_of_a_whole_class_is_found_by_the_other_classes() -> None:
    """Two classes share it; what is usual is told by the three others."""
    signatures, groups, corner = world({0: (40, 0), 1: (0, 40), 2: (0, 40), 3: (30, 0), 4: (0, 40)})
    reported = {one.group: one.reported for one in find(signatures, groups)}
    assert {group: len(some) for group, some in reported.items()} == {0: 1, 1: 0, 2: 0, 3: 1, 4: 0}
    assert set(reported[0][0].members) | set(reported[3][0].members) == set(np.flatnonzero(corner))


def test_where_all_classes_look_at_like_places_nothing_is_reported() -> None:
    signatures, groups, _ = world({group: (0, 40) for group in range(4)})
    for one in find(signatures, groups):
        assert one.why == ""
        assert one.clusters
        assert not one.reported


def test_noise_is_no_pattern() -> None:
    dice = np.random.default_rng(3)
    noise = np.array([signature(one) for one in dice.normal(size=(90, 24, 24)).astype(np.float32)])
    assert not any(one.reported for one in find(noise, [n % 3 for n in range(90)]))


def test_the_figures_of_a_cluster_follow_from_its_pairs() -> None:
    signatures, groups, corner = world({0: (15, 30), 1: (0, 30), 2: (0, 25), 3: (0, 20)})
    one = find(signatures, groups, sides=True)[0]
    (found,) = one.reported
    members = list(found.members)
    others = [n for n, group in enumerate(groups) if group == 0 and not corner[n]]
    assert set(members) == {n for n, group in enumerate(groups) if group == 0 and corner[n]}
    roots = np.sqrt(signatures.reshape(len(signatures), -1).astype(float))
    roots /= np.linalg.norm(roots, axis=1, keepdims=True)

    def apart(n: int, m: int) -> float:
        return 1 - float(roots[n] @ roots[m])

    def mean(n: int, some: list[int]) -> float:
        return math.fsum(apart(n, m) for m in some) / len(some)

    spread = {n: mean(n, [m for m in members if m != n]) for n in members}
    assert found.spread == pytest.approx(sum(spread.values()) / len(members), abs=1e-6)
    classes = [[m for m, group in enumerate(groups) if group == name] for name in (1, 2, 3)]
    rest = next(c for c in one.clusters if c is not found)
    assert set(rest.members) <= set(others)
    outside = {
        n: min(mean(n, list(rest.members)), sorted(mean(n, some) for some in classes)[1]) for n in members
    }  # the median of three
    assert found.apart == pytest.approx(sum(outside.values()) / len(members), abs=1e-6)
    expected = [(outside[n] - spread[n]) / max(outside[n], spread[n]) for n in members]
    assert found.separation == pytest.approx(sum(expected) / len(members), abs=1e-6)
    np.testing.assert_allclose(found.mean, signatures[members].mean(0), atol=1e-6)
    # The fewest tiles that hold half of the mean map, and how much the members and the other classes have there.
    flat = sorted(found.mean.ravel().tolist(), reverse=True)
    number = next(n for n in range(1, 257) if sum(flat[:n]) >= 0.5)
    assert int(found.region.sum()) == number
    assert found.area == pytest.approx(number / 256)
    assert found.energy == pytest.approx(sum(flat[:number]), abs=1e-5)
    there = [sum(float(signatures[m][found.region].sum()) for m in some) / len(some) for some in classes]
    assert found.elsewhere == pytest.approx(sum(there) / 3, abs=1e-5)
    centre = roots[members].mean(0)
    centre /= np.linalg.norm(centre)
    for n, value in zip(members, found.distances, strict=True):
        assert value == pytest.approx(math.sqrt(max(0, 1 - float(roots[n] @ centre))), abs=1e-5)


def test_a_stray_map_is_no_member() -> None:
    """One map of a class whose others all look at the corner lies in the middle, where the other classes look."""
    signatures, groups, corner = world({0: (40, 1), 1: (0, 40), 2: (0, 40)})
    (found,) = find(signatures, groups)[0].reported
    assert set(found.members) == set(np.flatnonzero(corner))


def test_the_same_maps_give_the_same_clusters() -> None:
    signatures, groups, _ = world({0: (30, 60), 1: (0, 40), 2: (0, 40)})
    one, other = (find(signatures, groups, seed=5, most=50) for _ in range(2))
    for a, b in zip(one, other, strict=True):
        assert [c.members for c in a.clusters] == [c.members for c in b.clusters]
        assert [c.stability for c in a.clusters] == [c.stability for c in b.clusters]
    alone = find(signatures, groups, seed=5, most=50, only=0)
    assert [c.members for c in alone[0].clusters] == [c.members for c in one[0].clusters]
    assert len(alone) == 1


def test_of_a_large_class_a_sample_is_clustered_and_the_others_are_assigned() -> None:
    signatures, groups, corner = world({0: (150, 300), 1: (0, 40), 2: (0, 40)})
    one = find(signatures, groups, most=100, only=0)[0]
    assert (one.n, one.sampled) == (450, 100)
    (found,) = one.reported
    assert set(found.members) >= set(np.flatnonzero(corner))
    assert len(found.members) <= 155  # a map of the middle that lies far out may be nearer to the corner's


def test_few_maps_and_a_class_that_stands_alone_are_told() -> None:
    signatures, groups, _ = world({0: (4, 5), 1: (0, 40)})
    few, plain = find(signatures, groups)
    assert (few.why, few.n, few.clusters) == ("few", 9, ())
    assert plain.why == ""
    signatures, groups, _ = world({0: (40, 0)})
    (alone,) = find(signatures, groups)
    assert alone.why == "alone"
    assert not alone.reported
    assert alone.clusters[0].separation is None
    assert find(np.zeros((0, 16, 16), np.float32), []) == []


def test_with_one_class_two_groups_are_still_told_apart() -> None:
    signatures, groups, corner = world({0: (20, 40)})
    (one,) = find(signatures, groups)
    assert one.why == ""
    assert set(one.reported[0].members) == set(np.flatnonzero(corner))


def test_maps_that_are_all_alike() -> None:
    same = np.repeat(signature(blob(CORNER, np.random.default_rng(0)))[None], 30, 0)
    everywhere = find(same, [n % 2 for n in range(30)])
    assert not any(one.reported for one in everywhere)
    # Alike in one class, and elsewhere in the other.
    signatures, groups, _ = world({1: (0, 20)})
    one, _ = find(np.concatenate((same, signatures)), [0] * 30 + groups)
    (found,) = one.reported
    assert len(found.members) == 30
    assert found.spread == pytest.approx(0, abs=1e-6)
    twice = np.concatenate((np.repeat(same[:1], 15, 0), np.repeat(signatures[:1], 15, 0)))
    halves = find(twice, [0] * 30)[0].reported
    assert sorted(sorted(c.members) for c in halves) == [list(range(15)), list(range(15, 30))]
