"""What the table says of goals that were met and missed."""

import numpy as np
import pytest

from bench.measuring import Figures
from bench.quality import BLURRED, SHARES, Asked, Row, interval, mean
from bench.table import goals, markdown


def row(method, steps=0, refused="", **figures):
    values = {name.replace("_", "-"): np.full(40, value) for name, value in figures.items()}
    for share in SHARES:
        values[f"random {share:g}"] = np.full(4, figures.get("random", 0.5))
    return Row("fabrics", "plain", 0.97, Asked(method, steps), Figures({} if refused else values, 0.2), refused)


PEER = row("lrp", own=0.9, wins=1.0, energy=0.6, rank=0.65, ins_del=0.7)
GRADIENT = row(BLURRED, own=0.6, wins=0.7, energy=0.2, rank=0.9, ins_del=0.6, random=0.5)


def test_goals_that_are_met_are_told_with_the_next_best():
    met = row("learned", 10, own=0.97, wins=0.99, energy=0.7, rank=0.66, ins_del=0.7, random=0.4)
    line = goals([met, GRADIENT, PEER]).splitlines()[2]
    assert line == (
        "| plain | 0.970 | 0.990 | 0.700 (lrp 0.100 below) | 0.660 (lrp 0.010 below) | 0.700 (lrp 0.000 below) "
        "| below the gradient at every depth |"
    )


def test_goals_that_are_missed_say_by_how_much_and_against_whom():
    missed = row("learned", 10, own=0.9, wins=0.95, energy=0.5, rank=0.6, ins_del=0.6, random=0.6)
    line = goals([missed, GRADIENT, PEER]).splitlines()[2]
    for words in ("**0.900** [0.900, 0.900], 0.060 short", "**0.950** [0.950, 0.950], 0.030 short",
                  "**0.500**, 0.100 [0.100, 0.100] below lrp", "**0.600**, 0.050 [0.050, 0.050] below lrp",
                  "**above it at** 1%: 0.60 against 0.50"):  # fmt: skip
        assert words in line


def test_a_peer_that_was_measured_on_fewer_pictures_is_held_against_on_those():
    slow = row("rise", rank=0.7)
    slow.figures.values["rank"] = slow.figures.values["rank"][:10]
    learned = row("learned", 10, own=1, wins=1, energy=1, rank=0.5, ins_del=1)
    learned.figures.values["rank"][:10] = 0.8
    assert "0.575 (rise 0.100 below)" in goals([learned, slow])


def test_a_table_has_every_method_and_why_one_refused():
    text = markdown([GRADIENT, PEER, row("grad-cam", refused="Grad-CAM needs positions. Take another.")])
    assert "nothing was ever chosen on it" in text
    assert "| lrp | 20 | 0.900 [0.900, 0.900] |" in text
    assert "| grad-cam | refused: Grad-CAM needs positions |" in text


def test_means_leave_out_what_could_not_be_taken_and_intervals_hold_them():
    values = np.array([0.2, np.nan, 0.6])
    assert mean(values) == pytest.approx(0.4)
    assert np.isnan(mean(np.array([np.nan])))
    low, high = interval(np.random.default_rng(1).normal(0.5, 0.1, 400))
    assert low < 0.5 < high
    assert high - low == pytest.approx(4 * 0.1 / 20, rel=0.15)  # twice 1.96 standard errors


def test_a_picture_that_is_asked_twice_is_drawn_once():
    once = np.random.default_rng(1).normal(0.5, 0.1, 400)
    assert interval(np.repeat(once, 2), each=2) == pytest.approx(interval(once))
    low, high = interval(np.repeat(once, 2))  # as though the two were two pictures
    assert high - low < 0.75 * np.subtract(*interval(once)[::-1])
