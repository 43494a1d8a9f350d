import math

import pytest

from reports.rates import wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_agrees_with_the_published_intervals(hits: int, n: int, low: float, high: float) -> None:
    rate = wilson(hits, n)
    assert (rate.low, rate.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_is_the_same_seen_from_the_other_side() -> None:
    hit, missed = wilson(3, 11), wilson(8, 11)
    assert hit.low == pytest.approx(1 - missed.high)


def test_nothing_is_known_of_nothing() -> None:
    rate = wilson(0, 0)
    assert (rate.low, rate.high) == (0.0, 1.0)
    assert math.isnan(rate.share)
    assert str(rate) == "none of 0"


@pytest.mark.parametrize(("hits", "n"), [(-1, 5), (6, 5)])
def test_refuses_what_is_no_rate(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="no rate"):
        wilson(hits, n)
