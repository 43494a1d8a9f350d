"""`hansel bench quality`: what it refuses before anything is trained, and that it is found."""

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
