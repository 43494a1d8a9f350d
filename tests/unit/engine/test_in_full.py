"""Which images get the full evidence."""

import pytest

from engine.in_full import chosen
from engine.records import PlainError

NAMES = [f"{i:03}.jpg" for i in range(50)]


def test_quick_full_and_a_sample_of_the_size_asked_for():
    assert chosen("quick", NAMES, 0) == frozenset()
    assert chosen("full", NAMES, 0) == frozenset(NAMES)
    assert len(chosen("sample:7", NAMES, 0)) == 7
    assert chosen("sample:99", NAMES, 0) == frozenset(NAMES)


def test_a_sample_depends_on_the_seed_alone_and_grows_by_adding():
    assert chosen("sample:7", NAMES[::-1], 3) == chosen("sample:7", NAMES, 3)
    assert chosen("sample:7", NAMES, 3) < chosen("sample:20", NAMES, 3)
    assert chosen("sample:7", NAMES, 4) != chosen("sample:7", NAMES, 3)


@pytest.mark.parametrize("asked", ["", "all", "sample", "sample:", "sample:0", "sample:-1", "sample:x", "full:3"])
def test_anything_else_is_refused_with_an_example(asked):
    with pytest.raises(PlainError, match="sample:200"):
        chosen(asked, NAMES, 0)
