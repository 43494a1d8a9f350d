"""Control limits by hand."""

from __future__ import annotations

import pytest

from db.control_chart import chart
from db.findings import Finding


def row(flawed: int, n: int) -> Finding:
    return Finding("x", "x", n, flawed, n - flawed, 0)


def test_limits_are_three_deviations_about_the_common_share() -> None:
    # 60 of 600 are flawed: p = .1, and for n = 100 three deviations are 3 x sqrt(.09 / 100) = .09.
    found = chart([row(10, 100), row(25, 300), row(25, 200)])
    assert found is not None
    assert found.centre == pytest.approx(0.1)
    first, second, third = found.limits
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.low, first.high) == (pytest.approx(0.01), pytest.approx(0.19))
    assert second.high == pytest.approx(0.1 + 3 * (0.09 / 300) ** 0.5)
    assert [one.out for one in (first, second, third)] == [False, False, False]


def test_what_lies_beyond_is_out_and_limits_stay_shares() -> None:
    found = chart([row(1, 100), row(1, 100), row(22, 100), row(0, 4)])
    assert found is not None
    out = [one.out for one in found.limits if one]
    assert out == [False, False, True, False]
    assert {one.low for one in found.limits if one} == {0.0}


def test_a_row_without_anything_sound_or_flawed_has_no_limits() -> None:
    found = chart([row(1, 10), row(0, 0), row(2, 10)])
    assert found is not None
    assert found.limits[1] is None
    assert found.centre == pytest.approx(0.15)


@pytest.mark.parametrize("rows", [[], [row(1, 10)], [row(1, 10), row(0, 0)]])
def test_one_row_has_nothing_to_be_compared_with(rows: list[Finding]) -> None:
    assert chart(rows) is None


@pytest.mark.parametrize("flawed", [0, 10])
def test_where_all_are_alike_nothing_is_out(flawed: int) -> None:
    found = chart([row(flawed, 10), row(flawed, 10)])
    assert found is not None
    assert [one.out for one in found.limits if one] == [False, False]
