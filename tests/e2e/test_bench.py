"""`hansel bench`: what it refuses before anything is trained, and that it is found; what a map costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Command


def test_it_is_found_and_says_what_it_costs(hansel: Command) -> None:
    assert "bench" in hansel("--help").out
    told = hansel("bench", "quality", "--help").out
    assert "Hours on two cores" in told
    assert "--pairs" in told


@pytest.mark.parametrize(
    ("option", "name", "known"),
    [("--world", "weather", "things, letters, fabrics"), ("--net", "huge", "plain, residual"),
     ("--method", "guess", "gradient, blurred")],
)  # fmt: skip
def test_names_that_there_are_not_are_refused_with_those_that_there_are(
    hansel: Command, tmp_path: Path, option: str, name: str, known: str
) -> None:
    ran = hansel("bench", "quality", option, name, "--cache", tmp_path / "cache")
    assert ran.code == 2
    assert name in ran.err
    assert known in ran.err
    assert not (tmp_path / "cache").exists()


def test_speed_prints_a_row_a_net_and_batch_with_what_it_is_held_against(hansel: Command) -> None:
    ran = hansel("bench", "speed", "--net", "squeezenet1_0", "--batch", "1")
    assert ran.code == 0
    head, _, row = (line.strip("| ").split(" | ") for line in ran.out.strip().splitlines())
    told = dict(zip(head, row, strict=True))
    assert (told["net"], told["batch"]) == ("squeezenet1_0", "1")
    forward, learned, peer = (float(told[name]) for name in ("forward, s", "learned, s", "integrated gradients, s"))
    assert float(told["of its floor"].strip("*")) == pytest.approx(learned / (62 * forward), rel=0.02)
    assert float(told["learned of it"].strip("*")) == pytest.approx(learned / peer, rel=0.02)
    assert float(told["LRP, s"]) > 0


def test_speed_refuses_a_net_that_torchvision_does_not_have(hansel: Command) -> None:
    ran = hansel("bench", "speed", "--net", "huge")
    assert ran.code == 2
    assert "'huge'" in ran.err
    assert "resnet50" in ran.err
