"""Two maps of one image: shares by hand, places by the geometry, and what only one of them saw is not made up."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from db.likeness import spearman
from engine.difference import NoDifference, difference
from engine.records import Geometry


def plain(width: int, height: int, resized: tuple[int, int] | None = None) -> Geometry:
    across, down = resized or (width, height)
    return Geometry(width, height, across, down, 0, 0, across, down)


def maps(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def test_each_map_counts_by_its_shares_whatever_its_scale() -> None:
    first, second = maps([1, 0], [0, 3]), maps([500, 500], [0, 1000])
    found = difference(first, plain(2, 2), second, plain(2, 2))
    # Shares 1/4 0 0 3/4 and 1/4 1/4 0 1/2; four pixels, so that an even share is 1/4.
    np.testing.assert_allclose(found.map, [[0, 1], [0, -1]], atol=1e-6)
    assert found.moved == pytest.approx(0.25)
    assert (found.seen, found.outside, found.signed) == ((1.0, 1.0, 1.0), (0.0, 0.0), False)
    assert difference(first, plain(2, 2), 7 * first, plain(2, 2)).moved == pytest.approx(0, abs=1e-7)
    # The other way round is the negative.
    turned = difference(second, plain(2, 2), first, plain(2, 2))
    np.testing.assert_array_equal(turned.map, -found.map)


def test_nothing_in_common_is_all_moved_and_a_changed_sign_counts() -> None:
    left, right = maps([2, 0]), maps([0, 5])
    found = difference(left, plain(2, 1), right, plain(2, 1))
    assert found.moved == 1.0
    np.testing.assert_allclose(found.map, [[-2, 2]])
    # -1/4 3/4 becomes 1/4 3/4: a quarter, as half of 1/2.
    signed = difference(maps([-1, 3]), plain(2, 1), maps([1, 3]), plain(2, 1))
    assert signed.moved == pytest.approx(0.25)
    assert signed.signed
    np.testing.assert_allclose(signed.map, [[1, 0]], atol=1e-6)
    assert difference(maps([-1, 3]), plain(2, 1), maps([1, -3]), plain(2, 1)).moved == 1.0


def test_crops_are_compared_where_both_saw_and_the_rest_is_told() -> None:
    dice = np.random.default_rng(4)
    # The image is 8 x 4; the first model saw its columns 0 to 5, the second its columns 3 to 7.
    one, other = Geometry(8, 4, 8, 4, 0, 0, 6, 4), Geometry(8, 4, 8, 4, 3, 0, 5, 4)
    first, second = dice.random((4, 6), dtype=np.float32), dice.random((4, 5), dtype=np.float32)
    found = difference(first, one, second, other)
    a, b = first[:, 3:6].astype(float), second[:, 0:3].astype(float)
    np.testing.assert_array_equal(found.first, first[:, 3:6])
    np.testing.assert_array_equal(found.second, second[:, 0:3])
    np.testing.assert_allclose(found.map, 12 * (b / b.sum() - a / a.sum()), rtol=1e-5, atol=1e-6)
    assert found.moved == pytest.approx(np.abs(b / b.sum() - a / a.sum()).sum() / 2)
    assert found.geometry.seen_box() == (3, 0, 6, 4)
    assert found.seen == pytest.approx((6 / 8, 5 / 8, 3 / 8))
    assert found.outside == pytest.approx((1 - a.sum() / first.sum(), 1 - b.sum() / second.sum()))
    assert found.map.shape == (found.geometry.input_height, found.geometry.input_width)


def test_maps_of_two_sizes_meet_in_image_coordinates() -> None:
    """Both are one plane over the image, which linear resampling keeps: at once fine and coarse, squeezed and not."""

    def plane(geometry: Geometry) -> np.ndarray:
        x = (np.arange(geometry.input_width) + 0.5 + geometry.crop_left) * geometry.image_width / geometry.resized_width
        y = (
            (np.arange(geometry.input_height) + 0.5 + geometry.crop_top)
            * geometry.image_height
            / geometry.resized_height
        )
        return (1 + 2 * x[None, :] + 5 * y[:, None]).astype(np.float32)

    fine = Geometry(120, 90, 64, 48, 8, 0, 48, 48)
    coarse = Geometry(120, 90, 20, 20, 0, 0, 20, 20)
    found = difference(plane(coarse), coarse, plane(fine), fine)
    np.testing.assert_array_equal(found.second, plane(fine))  # the finer one keeps its own pixels
    inner = (slice(2, -2), slice(None))  # beyond its outermost centres a map is constant
    np.testing.assert_allclose(found.first[inner], plane(fine)[inner], rtol=1e-5)
    assert found.moved < 0.002
    assert found.geometry.seen_box() == fine.seen_box()
    # And their ranks agree with a library's.
    theirs = spearmanr(found.first.ravel(), found.second.ravel()).statistic
    assert spearman(found.first, found.second) == pytest.approx(theirs)
    assert theirs > 0.999


def test_a_place_is_the_same_place_whatever_the_crop() -> None:
    """One bright pixel of the image, seen by two models that crop and scale on their own."""
    at = (70.5, 40.5)
    whole, cut = Geometry(100, 80, 50, 40, 0, 0, 50, 40), Geometry(100, 80, 100, 80, 20, 10, 60, 60)
    first, second = np.zeros((40, 50), np.float32), np.zeros((60, 60), np.float32)
    for values, geometry in ((first, whole), (second, cut)):
        x, y = geometry.to_input(*at)
        values[int(y), int(x)] = 1
    found = difference(first, whole, second, cut)
    row, column = np.unravel_index(found.map.argmax(), found.map.shape)
    assert found.geometry.to_image(column + 0.5, row + 0.5) == pytest.approx(at, abs=1)
    # The coarse one is spread over what its pixel covers there, around the same place.
    rows, columns = np.nonzero(found.first)
    assert found.geometry.to_image(columns.mean() + 0.5, rows.mean() + 0.5) == pytest.approx(at, abs=1.5)


def test_padding_is_no_part_of_the_image() -> None:
    padded = Geometry(6, 3, 6, 3, 0, -1, 6, 5)  # a row above and one below that are not the image's
    values = np.ones((5, 6), np.float32)
    values[0] = values[-1] = 100
    found = difference(values, padded, np.ones((3, 6), np.float32), plain(6, 3))
    assert found.moved == 0
    assert found.outside == (0.0, 0.0)
    assert found.seen == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("first", "of_first", "second", "of_second", "words"),
    [
        (maps([1, 2]), plain(2, 1), maps([1], [2]), plain(1, 2), "two sizes"),
        (maps([1, np.nan]), plain(2, 1), maps([1, 2]), plain(2, 1), "not finite"),
        (maps([0, 0]), plain(2, 1), maps([1, 2]), plain(2, 1), "zero wherever both"),
        (maps([1]), Geometry(2, 1, 2, 1, 0, 0, 1, 1), maps([1]), Geometry(2, 1, 2, 1, 1, 0, 1, 1), "no common part"),
        (maps([0, 1]), plain(2, 1), maps([1]), Geometry(2, 1, 2, 1, 0, 0, 1, 1), "zero wherever both"),
    ],
    ids=["sizes", "nan", "zero", "apart", "zero there"],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(first, of_first, second, of_second, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoDifference, match=words):
        difference(first, of_first, second, of_second)
