"""What an audit is said to cost, against figures worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.costs import Paces, cost, size, words
from gui.news import ModelReady
from gui.setup import Setup

MODEL = ModelReady(Path("/m/model.toml"), "toy", "1", "ab" * 32, 5, "cpu", (), (224, 192))


def test_time_is_that_of_quick_and_of_full_images_and_unknown_where_either_was_not_measured(tmp_path):
    paces = Paces(tmp_path / "paces.json")
    setup = Setup(tmp_path, (), MODEL.path, tmp_path / "x.hansel", "learned", 10, evidence="sample:20")
    assert cost(setup, 100, MODEL, paces).seconds is None
    paces.learn(MODEL, "learned", 10, False, 0.5)
    assert cost(setup, 100, MODEL, paces).seconds is None
    assert "time not measured yet" in words(cost(setup, 100, MODEL, paces))
    paces.learn(MODEL, "learned", 10, True, 8.0)
    again = Paces(tmp_path / "paces.json")
    found = cost(setup, 100, MODEL, again)
    assert found.seconds == pytest.approx(80 * 0.5 + 20 * 8.0)
    # Another number of steps is another pace; methods without steps have one for all.
    assert again.of(MODEL, "learned", 20, False) is None
    again.learn(MODEL, "rise", 10, False, 3.0)
    assert again.of(MODEL, "rise", 50, False) == 3.0
    assert words(found).startswith("100 images, 20 with full evidence · about 3 min, 2.00 s each as measured here · ")


def test_the_disk_is_that_of_maps_and_rows_and_a_full_one_is_noticed(tmp_path):
    paces = Paces(tmp_path / "paces.json")
    setup = Setup(tmp_path, (), MODEL.path, tmp_path / "deep" / "er" / "x.hansel", "gradient", limit=1000)
    found = cost(setup, 3500, MODEL, paces)
    maps = 1000 * 224 * 192 * 4
    assert maps < found.bytes < 1.05 * maps
    assert found.free is not None
    assert not found.tight
    assert cost(setup, 3500, ModelReady(*([MODEL.path, "", "", "", 5, "cpu", (), (100_000, 100_000)])), paces).tight


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 kB"), (2_400_000, "2.4 MB"), (41_000_000, "41 MB"), (1.26e9, "1.3 GB"), (3e12, "3.0 TB")],
)
def test_sizes_as_people_say_them(number, said):
    assert size(int(number)) == said


def test_a_spoilt_file_of_paces_is_as_none(tmp_path):
    for text in ("", "[]", '{"a": "x"}', '{"a": -1}', "\x00"):
        (tmp_path / "paces.json").write_text(text)
        assert Paces(tmp_path / "paces.json").of(MODEL, "learned", 10, False) is None
