"""The bench's worlds: their truth is where the things are, and a seed draws the same picture again."""

import numpy as np
import pytest

from bench.worlds import HELD_OUT, TUNING, WORLDS, two_places, world_named


@pytest.mark.parametrize("name", WORLDS)
def test_a_seed_draws_the_same_again_and_another_seed_something_else(name):
    world = world_named(name)
    first, again, other = (world.single(world.CLASSES[1], np.random.default_rng(seed), 64) for seed in (5, 5, 6))
    assert np.array_equal(first.pixels, again.pixels)
    assert np.array_equal(first.mask, again.mask)
    assert not np.array_equal(first.pixels, other.pixels)


@pytest.mark.parametrize("name", WORLDS)
def test_singles_and_pairs_have_the_classes_and_places_that_they_tell(name):
    world = world_named(name)
    for n, cls in enumerate(world.CLASSES):
        single = world.single(cls, np.random.default_rng((7, n)), 96)
        assert (single.label, single.pixels.shape, single.pixels.dtype) == (cls, (96, 96, 3), np.uint8)
        assert 0.005 < single.mask.mean() < 0.6
        other = world.CLASSES[(n + 1) % len(world.CLASSES)]
        pair = world.pair(cls, other, np.random.default_rng((8, n)), 96)
        assert pair.labels == (cls, other)
        assert all(0.005 < mask.mean() < 0.5 for mask in pair.masks)
        assert not (pair.masks[0] & pair.masks[1]).any()


def test_a_thing_stands_out_where_its_mask_says():
    """Of two pictures from one seed that differ in the class, the ground is the same: only the things differ."""
    world = world_named(HELD_OUT)
    first, other = (world.single(cls, np.random.default_rng(11), 96) for cls in world.CLASSES[:2])
    assert np.array_equal(first.mask, other.mask)
    apart = np.abs(first.pixels.astype(int) - other.pixels).max(axis=2) > 8
    assert (apart & first.mask).sum() > 0.2 * first.mask.sum()
    rim = np.zeros_like(first.mask)
    rim[1:-1, 1:-1] = first.mask[2:, 1:-1] | first.mask[:-2, 1:-1] | first.mask[1:-1, 2:] | first.mask[1:-1, :-2]
    assert not (apart & ~first.mask & ~rim).any()


def test_two_places_keep_their_distance():
    rng = np.random.default_rng(0)
    for _ in range(100):
        (x, y), (u, v) = two_places(rng)
        assert max(abs(x - u), abs(y - v)) == pytest.approx(0.49)
        assert (x + u, y + v) == pytest.approx((1, 1))


def test_the_held_out_world_is_none_of_those_that_are_tuned_on():
    assert HELD_OUT not in TUNING
    with pytest.raises(ValueError, match="there are things, letters, fabrics"):
        world_named("weather")
