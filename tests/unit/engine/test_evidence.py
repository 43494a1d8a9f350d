"""The measures that need no true object, on toys worked out by hand."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from engine.evidence import (
    blurred,
    deletion,
    drop_and_increase,
    energy_on_border,
    fill_in,
    insertion,
    keep_and_drop,
    mask_area,
    max_sensitivity,
    road,
    sparseness,
)

ABOUT = {"baseline": "zero", "score": "sum"}


def total(images):
    """A linear score with f(0) = 0."""
    return images.sum(axis=(1, 2, 3))


def four(values=(1, 2, 3, 4)):
    """An image of 2 x 2 pixels, all its light in the first channel."""
    image = np.zeros((3, 2, 2), np.float32)
    image[0] = np.array(values).reshape(2, 2)
    return image


def some(shape=(3, 8, 10), seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def test_deletion_by_hand():
    """Order by the map: 4, 1, 3, 2. Scores 10, 6, 5, 2, 0; (23 - 5 - 0) / 4."""
    a = np.array([[0.7, 0.1], [0.5, 0.9]])
    made = deletion(total, four(), a, np.zeros((3, 1, 1)), steps=4, about=ABOUT)
    assert made.curve == (10, 6, 5, 2, 0)
    assert made.value == 4.5
    assert made.parameters == {"baseline": "zero", "score": "sum", "steps": 4, "resolution": "2x2"}
    assert made.note == ""


def test_insertion_by_hand():
    """From a start of ones (score 12): pixels 4, 1, 3, 2 come back; the other two channels go from 1 to 0."""
    a = np.array([[0.7, 0.1], [0.5, 0.9]])
    made = insertion(total, four(), a, np.ones((3, 2, 2)), steps=4)
    assert made.curve == (12, 13, 11, 11, 10)
    assert made.value == (57 - 6 - 5) / 4


def test_equal_pixels_go_in_reading_order_and_a_constant_map_says_so():
    made = deletion(total, four(), np.zeros((2, 2)), np.zeros((3, 1, 1)), steps=4)
    assert made.curve == (10, 9, 7, 4, 0)
    assert "constant" in made.note
    tied = deletion(total, four(), np.array([[0.5, 1.0], [0.5, 1.0]]), np.zeros((3, 1, 1)), steps=4)
    assert tied.curve == (10, 8, 4, 3, 0)


def test_steps_that_do_not_divide_the_pixels_and_more_steps_than_pixels():
    image, a = some((3, 3, 3)), some((3, 3), 1)
    seen = []

    def hidden(images):
        seen.extend((images == 7).all(axis=1).sum(axis=(1, 2)).tolist())
        return total(images)

    assert len(deletion(hidden, image, a, np.full((3, 1, 1), 7), steps=4).curve) == 5
    assert seen == [0, 2, 4, 6, 9]
    many = deletion(total, image, a, np.zeros((3, 1, 1)), steps=1000)
    assert many.parameters["steps"] == 9
    assert len(many.curve) == 10


def test_with_one_zero_baseline_and_a_linear_score_the_two_curves_add_to_the_score_at_each_step():
    image, a, zero = some(), some((8, 10), 1), np.zeros((3, 1, 1))
    one, other = deletion(total, image, a, zero, steps=20), insertion(total, image, a, zero, steps=20)
    np.testing.assert_allclose(np.add(one.curve, other.curve), image.sum(), atol=1e-4)
    assert one.value + other.value == pytest.approx(image.sum(), abs=1e-4)


@pytest.mark.parametrize("chunk", [1, 2, 7, 100])
def test_chunked_equals_unchunked(chunk):
    image, a = some(), some((8, 10), 1)
    sizes = []

    def watched(images):
        sizes.append(len(images))
        return total(images)

    one = deletion(watched, image, a, np.zeros((3, 1, 1)), steps=20, chunk=chunk)
    assert max(sizes) <= chunk
    assert one == deletion(total, image, a, np.zeros((3, 1, 1)), steps=20)
    assert road(total, image, a, chunk=chunk) == road(total, image, a)

    def maps(images):
        return (images**2).sum(axis=1)

    assert max_sensitivity(maps, image, chunk=chunk) == max_sensitivity(maps, image)


@pytest.mark.parametrize("measure", [
    lambda a: deletion(total, four(), a, np.zeros((3, 1, 1))),
    lambda a: insertion(total, four(), a, four()),
    lambda a: road(total, four(), a),
    lambda a: drop_and_increase(total, four(), a)[0],
    lambda a: keep_and_drop(total, four(), a, np.zeros((3, 1, 1)))[1],
    mask_area,
    sparseness,
    energy_on_border,
])  # fmt: skip
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_map_with_nan_has_no_value_and_says_why(measure, bad):
    made = measure(np.array([[0.5, 0.25], [bad, 0.125]]))
    assert made.value is None
    assert "not numbers" in made.note
    json.dumps(asdict(made), allow_nan=False)


def test_a_score_that_is_no_number_gives_no_value():
    def broken(images):
        return np.where(images.sum(axis=(1, 2, 3)) < 9, np.nan, 1.0)

    a = np.array([[0.7, 0.1], [0.5, 0.9]])
    assert deletion(broken, four(), a, np.zeros((3, 1, 1))).value is None
    assert keep_and_drop(broken, four(), a, np.zeros((3, 1, 1)))[0].note == "The model's score is not a number."


def test_figures_are_ready_for_json():
    a = np.array([[0.7, 0.1], [0.5, 0.9]], np.float32)
    for made in (deletion(total, four(), a, np.zeros((3, 1, 1)), about=ABOUT), road(total, four(), a), sparseness(a)):
        back = json.loads(json.dumps(asdict(made), allow_nan=False))
        assert back["value"] == made.value
        assert back["parameters"] == dict(made.parameters)


@pytest.mark.parametrize(("weight", "drop", "increase"), [(0.25, 0.75, 0), (1.0, 0.0, 0), (1.5, 0.0, 1)])
def test_average_drop_and_increase_by_hand(weight, drop, increase):
    made = drop_and_increase(total, four(), np.full((2, 2), weight))
    assert [m.value for m in made] == [drop, increase]
    assert made[0].parameters["baseline"] == "zero"


def test_keep_and_drop_by_hand():
    """Score of the image 10; baseline 1 in each of three channels. Mask on the last pixel: keep 4 + 3 * 3 = 13."""
    mask = np.array([[0, 0], [0, 1.0]])
    keep, drop = keep_and_drop(total, four(), mask, np.ones((3, 1, 1)), in_sample=True)
    assert keep.value == pytest.approx(1.3)
    assert drop.value == pytest.approx(0.9)  # 1 + 2 + 3, and 3 where the mask was
    assert keep.parameters["in_sample"] is True
    assert keep_and_drop(total, four(), mask, np.ones((3, 1, 1)))[0].parameters["in_sample"] is False


def test_a_score_of_zero_has_nothing_to_be_compared_with():
    made = drop_and_increase(total, np.zeros((3, 2, 2), np.float32), np.ones((2, 2)))
    assert made[0].value is None
    assert made[1].value == 0
    assert keep_and_drop(total, np.zeros((3, 2, 2), np.float32), np.ones((2, 2)), np.zeros((3, 1, 1)))[0].value is None


def test_area_and_border_by_hand():
    assert mask_area(np.array([[0, 1], [0.5, 0.5]])).value == 0.5
    a = np.zeros((20, 40))
    a[0, 0], a[10, 10], a[10, 11], a[1, 1] = 2, 1, -5, 5
    made = energy_on_border(a, share=0.05)
    assert made.value == 2 / 8
    assert made.parameters["width_px"] == 1
    assert made.beside["area_share"] == pytest.approx((20 * 40 - 18 * 38) / 800)
    assert energy_on_border(np.ones((30, 50))).parameters["width_px"] == 2  # 1.5 px, rounded up
    assert energy_on_border(-np.ones((4, 4))).value is None
    assert energy_on_border(np.ones((4, 4)), share=0.5).value == 1


def test_blur_keeps_a_plain_image_and_spreads_a_point_by_its_sigma():
    np.testing.assert_allclose(blurred(np.full((3, 24, 24), 0.3, np.float32)), 0.3, atol=1e-6)
    point = np.zeros((3, 49, 49), np.float32)
    point[0, 24, 24] = 1
    made = blurred(point, blur_ratio=4 / 49)
    assert made[0].sum() == pytest.approx(1, abs=1e-5)
    assert made[0].sum(axis=0) @ (np.arange(49) - 24.0) ** 2 == pytest.approx(16, rel=0.05)
    assert not made[1:].any()


def test_max_sensitivity_of_a_linear_map_by_hand():
    """a(x) is the first channel, so each draw gives |d| / |x|: the same draws, made again with numpy's generator."""
    image = some()
    made = max_sensitivity(lambda images: images[:, 0], image, radius=0.1, draws=6, seed=3)
    draws = np.random.default_rng(3).uniform(-0.1, 0.1, (6, *image.shape))
    expected = max(np.sqrt((d[0] ** 2).sum()) for d in draws) / np.sqrt((image[0] ** 2).sum())
    assert made.value == pytest.approx(expected, rel=1e-5)
    assert (made.parameters["r"], made.parameters["n"], made.parameters["seed"]) == (0.1, 6, 3)
    assert max_sensitivity(lambda images: np.ones((len(images), 8, 10)), image).value == 0
    assert max_sensitivity(lambda images: np.zeros((len(images), 8, 10)), image).value is None
    assert max_sensitivity(lambda images: np.full((len(images), 8, 10), np.nan), image).value is None


def test_a_single_missing_pixel_becomes_the_weighted_mean_of_its_neighbours():
    plane = np.array([[1, 2, 3], [4, 100, 6], [7, 8, 9]], np.float32)
    missing = np.zeros((3, 3), bool)
    missing[1, 1] = True
    filled = fill_in(np.stack([plane] * 3), missing, 0.0, np.random.default_rng(0))
    assert filled[0, 1, 1] == pytest.approx((2 + 4 + 6 + 8) / 6 + (1 + 3 + 7 + 9) / 12)
    corner = np.zeros((3, 3), bool)
    corner[0, 0] = True
    filled = fill_in(np.stack([plane] * 3), corner, 0.0, np.random.default_rng(0))
    assert filled[0, 0, 0] == pytest.approx((2 / 6 + 4 / 6 + 100 / 12) / (2 / 6 + 1 / 12))


def test_known_pixels_stay_and_the_noise_has_the_size_that_was_asked_for():
    image = np.zeros((3, 60, 60), np.float32)
    missing = np.zeros((60, 60), bool)
    missing[10:50, 10:50] = True
    filled = fill_in(image, missing, 0.01, np.random.default_rng(0))
    assert not filled[:, ~missing].any()
    assert filled[:, missing].std() == pytest.approx(0.01, rel=0.05)


def test_road_takes_the_top_pixels_away_and_repeats_with_its_seed():
    """Score: the bright pixel alone. It is the map's top, so from 10 % on it is filled from its dark neighbours."""
    image, a = np.zeros((3, 10, 10), np.float32), np.arange(100.0).reshape(10, 10)
    image[0, 9, 9] = 5

    def bright(images):
        return images[:, 0, 9, 9]

    made = road(bright, image, a, percents=(10, 50), noise=0.0)
    assert made.curve == pytest.approx((0, 0), abs=1e-6)
    turned = road(bright, image, -a, percents=(10, 50), noise=0.0)
    assert (turned.curve, turned.value) == ((5, 5), 5)
    assert road(total, image, a, seed=1) == road(total, image, a, seed=1)
    assert road(total, image, a, seed=1).curve != road(total, image, a, seed=2).curve
    assert made.parameters["weights"] == "1/6 sides, 1/12 corners"


@pytest.mark.parametrize("call", [
    lambda: deletion(total, four(), np.zeros((3, 3)), np.zeros((3, 1, 1))),
    lambda: deletion(total, four(), np.zeros((2, 2)), np.zeros((3, 1, 1)), steps=0),
    lambda: deletion(lambda images: images, four(), np.zeros((2, 2)), np.zeros((3, 1, 1))),
    lambda: road(total, four(), np.zeros((2, 2)), percents=(100,)),
    lambda: road(total, four(), np.zeros((2, 2)), percents=()),
    lambda: fill_in(four(), np.ones((2, 2), bool), 0.0, np.random.default_rng(0)),
    lambda: max_sensitivity(total, four(), draws=0),
    lambda: energy_on_border(np.ones((4, 4)), share=0.6),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()
