"""How far two maps are from each other, on maps whose answer is worked out by hand; and a map made again."""

import numpy as np
import pytest
from PIL import Image

from engine.audit import Work, audit, describe_run
from engine.records import Explanation, Failure
from engine.rerun import compare, different, judge, make_again, other_parameters
from tests.unit.engine.nets import SmallResidual, photographs, wrap
from tests.unit.engine.test_audit import Kept

RAMP = np.arange(12, dtype=np.float32).reshape(3, 4)


def test_the_same_values_are_the_same_bytes():
    found = compare(RAMP, RAMP.copy())
    assert (found.same_bytes, found.largest, found.relative, found.pixels) == (True, 0, 0, 0)
    assert judge(found) == "same"


def test_one_pixel_apart_by_hand():
    other = RAMP.copy()
    other[0, 0] = 0.11  # range 11: one hundredth of it, and the order stays
    found = compare(RAMP, other)
    assert (found.same_bytes, found.pixels) == (False, 1)
    assert found.largest == pytest.approx(0.11, rel=1e-6)
    assert found.relative == pytest.approx(0.01, rel=1e-6)
    assert found.rank_correlation == pytest.approx(1)
    assert judge(found) == "rounding"


def test_one_pixel_in_a_hundred_may_go_astray_but_not_two():
    ramp = np.arange(10_000, dtype=np.float32).reshape(100, 100)
    one, two = ramp.copy(), ramp.copy()
    one[::10, ::11] += 200  # 100 pixels, by 2 % of the range
    two[::5, ::11] += 200
    assert compare(ramp, one).relative == pytest.approx(200 / 9999)
    assert compare(ramp, one).most == 0
    assert compare(ramp, two).most == pytest.approx(200 / 9999)
    assert min(compare(ramp, some).rank_correlation for some in (one, two)) > 0.9999
    assert [judge(compare(ramp, some)) for some in (one, two)] == ["rounding", "differs"]


def test_two_swapped_pixels_by_hand():
    other = RAMP.copy()
    other[0, 0], other[0, 1] = 1, 0
    found = compare(RAMP, other)
    # Spearman's formula for 12 different ranks: 1 - 6 * (1 + 1) / (12 * (144 - 1))
    assert found.rank_correlation == pytest.approx(1 - 12 / 1716)
    assert found.relative == pytest.approx(1 / 11)
    assert judge(found) == "differs"


def test_a_small_distance_in_another_order_is_no_rounding():
    flat = RAMP / 1e6
    flat[0, 0] = 100
    other = flat[::-1, ::-1].copy()
    other[0, 0], other[2, 3] = 100, flat[2, 3]
    found = compare(flat, other)
    assert found.relative < 1e-6
    assert judge(found) == "differs"


def test_zero_with_another_sign_is_other_bytes_and_the_same_number():
    found = compare(np.zeros((2, 2), np.float32), np.full((2, 2), -0.0, np.float32))
    assert (found.same_bytes, found.largest, found.relative, found.rank_correlation, found.pixels) == (
        False, 0, None, None, 4,
    )  # fmt: skip
    assert judge(found) == "rounding"


def test_a_constant_map_against_another_number_differs():
    assert judge(compare(np.zeros((2, 2), np.float32), np.ones((2, 2), np.float32))) == "differs"
    assert judge(compare(RAMP, np.zeros_like(RAMP))) == "differs"


def test_maps_of_two_sizes_are_told_apart():
    found = compare(RAMP, RAMP.T)
    assert (found.same_shape, found.largest) == (False, None)
    assert judge(found) == "differs"


def test_what_is_different_is_named_with_both_values():
    assert different({"a": 1, "b": 2}, {"b": 3, "c": 4}) == {"a": (1, None), "b": (2, 3), "c": (None, 4)}


@pytest.fixture
def folder(tmp_path):
    for i, pixels in enumerate(photographs(6)):
        Image.fromarray(pixels).save(tmp_path / f"{i:02}.png")
    return tmp_path


@pytest.mark.parametrize("method", ["learned", "gradient", "smoothgrad", "grad-cam"])
def test_one_image_alone_has_the_map_it_had_among_others(folder, method):
    model = wrap(SmallResidual(), 5)
    sink = Kept()
    spec = describe_run(model, folder, method=method, steps=2, batch_size=4, seed=5)
    audit(model, [Work(key, str(path)) for key, path in enumerate(sorted(folder.iterdir()))], sink, spec)
    for number in (1, 4):  # in a full batch; in one of two images that was filled up
        work, kept = sink.outcomes[number]
        made = make_again(model, work.path, kept.target, spec)
        assert isinstance(made, Explanation)
        assert judge(compare(kept.map, made.map)) == "same"
        assert (made.prediction, made.evidence, made.losses) == (kept.prediction, kept.evidence, kept.losses)
    assert other_parameters(spec) == {}


def test_other_steps_and_another_seed_are_seen(folder):
    model = wrap(SmallResidual(), 5)
    path = str(min(folder.iterdir()))
    ten = describe_run(model, folder, steps=10, batch_size=2)
    nine = describe_run(model, folder, steps=5, batch_size=2)
    assert judge(compare(make_again(model, path, 0, ten).map, make_again(model, path, 0, nine).map)) == "differs"
    one, other = (describe_run(model, folder, method="smoothgrad", seed=seed, batch_size=2) for seed in (1, 2))
    assert judge(compare(make_again(model, path, 0, one).map, make_again(model, path, 0, other).map)) == "differs"


def test_an_image_that_cannot_be_read_is_a_failure(folder):
    model = wrap(SmallResidual(), 5)
    spec = describe_run(model, folder, method="gradient", batch_size=2)
    assert isinstance(make_again(model, str(folder / "none.png"), 0, spec), Failure)
