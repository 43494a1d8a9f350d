"""Right-to-left text in the order in which it is seen, written out by hand from left to right."""

from __future__ import annotations

import pytest

from reports.direction import as_seen, base_of, in_visual_order

ALEF, BET, GIMEL, DALET = "\u05d0", "\u05d1", "\u05d2", "\u05d3"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain text (1).png", "plain text (1).png"),
        (f"{ALEF}{BET}{GIMEL}", f"{GIMEL}{BET}{ALEF}"),
        (f"cat/{ALEF}{BET} {GIMEL}.png", f"cat/{GIMEL} {BET}{ALEF}.png"),
        (f"{ALEF}{BET} 12 {GIMEL}", f"{GIMEL} 12 {BET}{ALEF}"),  # numbers run from left to right
        (f"{ALEF} ({BET}) {GIMEL}", f"{GIMEL} ({BET}) {ALEF}"),  # and brackets open where one comes to them
        (f"{ALEF}\u05b8{BET}", f"{BET}{ALEF}\u05b8"),  # a vowel stays on its letter
        (f"{ALEF}{BET}\n{GIMEL}{DALET}", f"{BET}{ALEF}\n{DALET}{GIMEL}"),  # line by line
    ],
)
def test_hebrew(text: str, seen: str) -> None:
    assert in_visual_order(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        # beh: alone, then at the beginning, in the middle and at the end of a word
        ("\u0628", "\ufe8f"),
        ("\u0628\u0628\u0628", "\ufe90\ufe92\ufe91"),
        # dal joins to what is before it and to nothing after
        ("\u0628\u062f\u0628", "\ufe8f\ufeaa\ufe91"),
        # lam and alef are one shape; after beh it is the joined one
        ("\u0644\u0627", "\ufefb"),
        ("\u0628\u0644\u0627", "\ufefc\ufe91"),
        # a vowel mark parts no letters
        ("\u0628\u064e\u0628", "\ufe90\ufe91\u064e"),
    ],
)
def test_arabic_letters_join(text: str, seen: str) -> None:
    assert in_visual_order(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"{ALEF}{BET} (x y) {GIMEL}.", f".{GIMEL} (x y) {BET}{ALEF}"),  # its full stop is at its end, on the left
        (f"{ALEF} two words {BET}!", f"!{BET} two words {ALEF}"),
        (f"{ALEF}: 3.5 {BET}", f"{BET} 3.5 :{ALEF}"),
        (f"{ALEF} 66% {BET}", f"{BET} 66% {ALEF}"),
    ],
)
def test_a_text_of_its_own_runs_as_its_first_letter_does(text: str, seen: str) -> None:
    assert base_of(text) == 1
    assert "".join(one for one, _ in as_seen(text, base=1)) == seen


def test_each_character_knows_where_it_was() -> None:
    text = f"a {ALEF}\u05b8{BET} 12 z"
    placed = as_seen(text)
    assert all(text[place : place + len(one)] == one for one, place in placed)
    assert sorted(place for _, place in placed) == [0, 1, 2, 4, 5, 6, 7, 8, 9]
