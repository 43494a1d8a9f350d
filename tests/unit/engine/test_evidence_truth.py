"""The measures against a true object, and averages, worked out by hand."""

import numpy as np
import pytest

from engine.evidence import average, mean_over_classes, pointing_game, relevance_mass, relevance_rank
from engine.records import Geometry, Measure


def square(side, input_side=None):
    """The geometry of a square image that is resized to the input and not cropped."""
    within = input_side or side
    return Geometry(side, side, within, within, 0, 0, within, within)


def point_map(side, row, column):
    a = np.zeros((side, side))
    a[row, column] = 1
    return a


def object_at(side, row, column):
    truth = np.zeros((side, side), bool)
    truth[row, column] = True
    return truth


@pytest.mark.parametrize(("column", "hit"), [(60, 1), (75, 1), (76, 0), (45, 1), (44, 0)])
def test_the_pointing_game_allows_15_px_in_a_large_image(column, hit):
    made = pointing_game(point_map(400, 50, 60), object_at(400, 50, column), square(400))
    assert made.value == hit


@pytest.mark.parametrize(("column", "hit"), [(14, 1), (15, 0)])
def test_under_375_px_the_tolerance_is_4_percent_of_the_longer_side(column, hit):
    """100 px wide: 4 px."""
    wide = Geometry(100, 60, 100, 60, 0, 0, 100, 60)
    a, truth = np.zeros((60, 100)), np.zeros((60, 100), bool)
    a[30, 10], truth[30, column] = 1, True
    assert pointing_game(a, truth, wide).value == hit


def test_the_maximum_is_looked_for_in_the_image_at_its_original_size():
    """Input 10 px of a 1000 px image cropped to its middle half: input (2, 3) is image (425, 375) at its centre."""
    geometry = Geometry(1000, 1000, 20, 20, 5, 5, 10, 10)
    a = point_map(10, 2, 3)
    assert pointing_game(a, object_at(1000, 375, 425), geometry).value == 1
    assert pointing_game(a, object_at(1000, 375, 441), geometry).value == 0
    assert pointing_game(a, object_at(1000, 425, 375), geometry).value == 0


def test_the_centre_stands_beside():
    made = pointing_game(point_map(400, 50, 60), object_at(400, 50, 60), square(400))
    assert made.beside == {"centre": 0}
    made = pointing_game(point_map(400, 50, 60), object_at(400, 200, 200), square(400))
    assert (made.value, made.beside) == (0, {"centre": 1})


def test_an_empty_object_is_neither_hit_nor_miss():
    nothing = np.zeros((8, 8), bool)
    a = point_map(8, 1, 1)
    for made in (pointing_game(a, nothing, square(8)), relevance_mass(a, nothing), relevance_rank(a, nothing)):
        assert made.value is None
        assert "empty" in made.note


def test_a_map_with_nan_points_nowhere():
    a = point_map(8, 1, 1)
    a[0, 0] = np.nan
    truth = object_at(8, 1, 1)
    for made in (pointing_game(a, truth, square(8)), relevance_mass(a, truth), relevance_rank(a, truth)):
        assert made.value is None


def test_relevance_mass_by_hand_counts_the_positive_part_only():
    a = np.array([[3.0, -8.0], [1.0, 2.0]])
    made = relevance_mass(a, np.array([[True, True], [False, True]]))
    assert made.value == 5 / 6
    assert made.beside == {"area_share": 0.75}
    assert relevance_mass(-np.abs(a), np.ones((2, 2), bool)).value is None


def test_relevance_mass_stays_within_0_and_1():
    random = np.random.default_rng(0)
    for _ in range(50):
        a = (random.normal(size=(9, 9)) * 10.0 ** random.integers(-8, 8)).astype(np.float32)
        assert 0 <= relevance_mass(a, random.random((9, 9)) < 0.5).value <= 1
        assert relevance_mass(a, np.ones((9, 9), bool)).value == 1


def test_relevance_rank_by_hand():
    """Three object pixels; the top three of the map are 9, 8, 7, two of which lie on it."""
    a = np.array([[9.0, 8.0], [1.0, 7.0]])
    assert relevance_rank(a, np.array([[True, False], [True, True]])).value == pytest.approx(2 / 3)
    constant = relevance_rank(np.ones((2, 2)), np.array([[True, False], [False, False]]))
    assert constant.value == 1
    assert "constant" in constant.note


def test_masks_of_another_size_are_refused():
    with pytest.raises(ValueError, match="mask"):
        pointing_game(np.ones((8, 8)), np.ones((8, 9), bool), square(8))
    with pytest.raises(ValueError, match="map"):
        pointing_game(np.ones((7, 8)), np.ones((8, 8), bool), square(8))
    with pytest.raises(ValueError, match="mask"):
        relevance_rank(np.ones((8, 8)), np.ones((8, 9), bool))


def measure(value, note="", centre=0.0, **parameters):
    return Measure("pointing-game", value, parameters, {} if value is None else {"centre": centre}, note=note)


def test_an_average_leaves_out_and_counts():
    made = average([measure(1.0, centre=1.0), measure(None, "empty"), measure(0.0, "constant"), measure(None, "empty")])
    assert (made.value, made.counted) == (0.5, 2)
    assert made.left_out == {"empty": 2}
    assert made.noted == {"constant": 1}
    assert made.beside == {"centre": 0.5}


def test_an_average_of_nothing_but_left_out_has_no_value():
    made = average([measure(None, "empty")] * 3)
    assert (made.value, made.counted, made.left_out) == (None, 0, {"empty": 3})


def test_figures_made_differently_are_not_averaged():
    with pytest.raises(ValueError, match="cannot be averaged"):
        average([measure(1.0, steps=50), measure(1.0, steps=20)])
    with pytest.raises(ValueError, match="nothing"):
        average([])


def test_each_class_weighs_the_same():
    """Wolves 1, 1, 0, dogs 0, cats left out: (2/3 + 0) / 2."""
    values = [measure(1.0), measure(1.0, centre=1.0), measure(0.0), measure(0.0), measure(None, "empty")]
    made = mean_over_classes(values, ["wolf", "wolf", "wolf", "dog", "cat"])
    assert made.value == pytest.approx(1 / 3)
    assert made.counted == 2
    assert made.beside == {"centre": pytest.approx(1 / 6)}
    assert made.left_out == {"empty": 1}
