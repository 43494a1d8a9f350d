"""The filter line read: what each term means, where it goes wrong, and what is offered while it is typed."""

from __future__ import annotations

import random

import pytest

from db.conditions import Condition
from gui.filter_offers import completions, quoted
from gui.filter_text import (
    FIELDS,
    Filter,
    FilterError,
    Vocabulary,
    names_leave_blind,
    understood,
)

KNOWN = Vocabulary(
    labels=("wolf", "dog", "polar bear", "Äsche"),
    true_labels=("Wolf", "husky", "polar bear"),
    reviewers=("ana", "Ben", "Ana María"),
    reasons=(("background", "Background"), ("stamp-or-text", "Stamp or text"), ("my own, reason", "my own, reason")),
    runs=((1, "resnet · learned"), (3, "resnet · grad-cam")),
)


def is_(name: str, *values: object) -> tuple[Condition, ...]:
    return tuple(Condition(name, "=", value) for value in values)  # type: ignore[arg-type]


def read(text: str) -> Filter:
    return understood(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ()),
        ("   ", ()),
        ("true:wolf", (is_("true", "wolf"),)),
        ("TRUE:HUSKY", (is_("true", "husky"),)),
        ("predicted:2", (is_("predicted", "2"),)),
        ("predicted:äsche", (is_("predicted", "Äsche"),)),
        ('true:"polar bear"', (is_("true", "polar bear"),)),
        ("true:none", (is_("true", False),)),
        ("true:husky,None", (is_("true", "husky", False),)),
        ("against:1-better", (is_("against", "1-better"),)),
        ("against:1-Worse,3-once", (is_("against", "1-worse", "3-once"),)),
        ("true:wolf,husky", (is_("true", "wolf", "husky"),)),
        ("true:wolf true:husky", (is_("true", "wolf", "husky"),)),
        ("true: wolf", (is_("true", "wolf"),)),
        ("verdict:flawed reviewer:ana", (is_("verdict", "flawed") + is_("reviewer", "ana"),)),
        ("reviewer:ben", (is_("reviewer", "Ben"),)),
        ("verdict:none", (is_("verdict", "none"),)),
        ("correct:no", (is_("correct", False),)),
        ("disagreement:Yes", (is_("disagreement", True),)),
        ("area<0.1", ((Condition("area", "<", 0.1),),)),
        ("area<10%", ((Condition("area", "<", 0.1),),)),
        ("area<0,1", ((Condition("area", "<", 0.1),),)),  # the point of many languages
        ("keep>=0,25 gini<12,5%", ((Condition("keep", ">=", 0.25), Condition("gini", "<", 0.125)),)),
        ("area>=.25 area<=1e-1", ((Condition("area", ">=", 0.25), Condition("area", "<=", 0.1)),)),
        ("whatif:turned,stayed", ((Condition("whatif", "=", "turned"), Condition("whatif", "=", "stayed")),)),
        ("judged:2026-11-23", (is_("judged", "2026-11-23"),)),
        ("judged>=2026-11-23", ((Condition("judged", ">=", "2026-11-23"),),)),
        ("severity>=serious", ((Condition("severity", ">=", 2),),)),
        ("severity:3,1", (is_("severity", 3, 1),)),
        ("reason:stamp", (is_("reason", "stamp-or-text"),)),
        ('reason:"my own, reason"', (is_("reason", "my own, reason"),)),
        ('comment:"on the left"', (is_("comment", "on the left"),)),
        ("name:0412", (is_("name", "0412"),)),
        ("0412", (is_("name", "0412"),)),
        ("wolf 0412", (is_("name", "wolf"), is_("name", "0412"))),
        ('"two words"', (is_("name", "two words"),)),
        ("a,b", (is_("name", "a,b"),)),
        ("true:dog img", (is_("true", "dog"), is_("name", "img"))),
        ("x-ray", (is_("name", "x-ray"),)),
    ],
)
def test_terms_mean(text: str, wanted: tuple[tuple[Condition, ...], ...]) -> None:
    assert read(text) == Filter(wanted)


def test_a_minus_says_not_of_each_value() -> None:
    found = read("-true:wolf,dog -0412 -reason:stamp area<0.5")
    assert found.without == is_("true", "wolf", "dog") + is_("name", "0412") + is_("reason", "stamp-or-text")
    assert found.wanted == ((Condition("area", "<", 0.5),),)


def test_a_run_is_named_apart_from_the_conditions() -> None:
    assert read("run:3 dog") == Filter((is_("name", "dog"),), (), 3)


@pytest.mark.parametrize(
    ("text", "wrong", "told"),
    [
        ("true:wulf", "wulf", "Did you mean wolf?"),
        ("against:better", "better", "as in against:1-better"),
        ("against:1-nicer", "1-nicer", "needs a run of this project and one of better, worse"),
        ("against:2-better", "2-better", "needs a run of this project"),
        ("against>1-better", "against>1-better", "cannot be larger or smaller"),
        ("predicted:husky", "husky", "The model has no class"),
        ("predicted:9", "9", "The model has no class"),
        ("dog colour:red", "colour", "There is no field colour"),
        ("verdicts:flawed", "verdicts", "Did you mean verdict?"),
        ("verdict:bad", "bad", "sound, flawed, unsure, none"),
        ("verdict>flawed", "verdict>flawed", "cannot be larger or smaller"),
        ("true:wolf area<x", "x", "as in area<0.1"),
        ("area<nan", "nan", "needs a number"),
        ("area<", "area<", "needs a value"),
        ("true:wolf,wulf", "wulf", "Did you mean wolf?"),
        ('dog comment:"abc', '"abc', "not closed"),
        ("reviewer:carl", "carl", "Nobody called"),
        ("reason:stmp-or-text", "stmp-or-text", "Did you mean stamp-or-text?"),
        ("whatif:perhaps", "perhaps", "is one of asked, turned, stayed, none"),
        ("judged:2026-02-30", "2026-02-30", "needs a day, as in judged:2026-11-23"),
        ("judged:monday", "monday", "needs a day"),
        ("severity:4", "4", "1 minor, 2 serious, 3 grave"),
        ("correct:maybe", "maybe", "yes, no"),
        ("run:7", "7", "There is no run 7"),
        ("-run:3", "-run:3", "one run"),
        ("run:1 run:3", "run:3", "one run"),
        ("dog -", "-", "Nothing follows"),
        ('""', '""', "Nothing follows"),
    ],
)
def test_mistakes_are_told_where_they_are(text: str, wrong: str, told: str) -> None:
    with pytest.raises(FilterError) as caught:
        read(text)
    assert text[caught.value.start : caught.value.end] == wrong
    assert told in str(caught.value)


def test_no_line_whatever_is_typed_breaks_it() -> None:
    dice = random.Random(5)
    parts = [
        *FIELDS,
        ":",
        "<",
        ">=",
        '"',
        ",",
        "-",
        " ",
        "wolf",
        "0.5",
        "%",
        "é",
        "؀",
        "\u202e",
        "\\",
        "😀",
        "run",
        "3",
    ]
    for _ in range(800):
        text = "".join(dice.choices(parts, k=dice.randrange(9)))
        for start, end in [*mistake(text), *((one.start, one.end) for one in completions(text, len(text) // 2, KNOWN))]:
            assert 0 <= start <= end <= len(text)


def mistake(text: str) -> list[tuple[int, int]]:
    """Where a line goes wrong, if it does."""
    try:
        read(text)
    except FilterError as error:
        return [(error.start, error.end)]
    return []


def offered(text: str) -> list[str]:
    return [one.text for one in completions(text, len(text), KNOWN)]


@pytest.mark.parametrize(
    ("text", "first", "number"),
    [
        ("ver", ["verdict:"], 1),
        ("ar", ["area<"], 1),
        ("dog re", ["reason:", "reviewer:", "reviewed:"], 3),
        ("-ver", ["verdict:"], 1),
        ("-ru", [], 0),
        ("verdict:", ["sound", "flawed", "unsure", "none"], 4),
        ("verdict:fl", ["flawed"], 1),
        ("verdict:flawed", [], 0),
        ("predicted:po", ['"polar bear"'], 1),
        ('predicted:"po', ['"polar bear"'], 1),
        ("true:wolf,hu", ["husky"], 1),
        ("reviewer:an", ["ana", '"Ana María"'], 2),
        ("reason:text", ["stamp-or-text"], 1),
        ('reason:"my', ['"my own, reason"'], 1),
        ("run:", ["1", "3"], 2),
        ("area<", [], 0),
        ("zebra", [], 0),
    ],
)
def test_what_is_offered(text: str, first: list[str], number: int) -> None:
    found = offered(text)
    assert found[: len(first)] == first
    assert len(found) == number


def test_what_is_offered_can_be_read_once_it_is_taken() -> None:
    for field in FIELDS:
        for one in completions(f"dog {field}:", len(field) + 5, KNOWN):
            taken = f"dog {field}:"[: one.start] + one.text
            assert read(taken) != read("dog"), taken


def test_only_the_part_before_the_cursor_is_completed() -> None:
    text = "ver true:wolf"
    (found,) = completions(text, 3, KNOWN)
    assert text[: found.start] + found.text + text[found.end :] == "verdict: true:wolf"


@pytest.mark.parametrize(("value", "held"), [("a", "a"), ("a b", '"a b"'), ("a,b", '"a,b"'), ("", '""')])
def test_a_value_is_quoted_where_it_must_be(value: str, held: str) -> None:
    assert quoted(value) == held


@pytest.mark.parametrize(
    ("text", "reviews", "confidence"),
    [
        ("verdict:flawed", False, False),
        ("reviewer:ana verdict:flawed", False, False),
        ("reviewer:ben", True, False),
        ("-reviewer:ben", True, False),
        ("disagreement:no", True, False),
        ("reviewed:yes", True, False),
        ("whatif:turned", False, False),
        ("whatif:turned reviewer:ben", True, False),
        ("judged:2026-11-23", True, False),
        ("judged:2026-11-23 reviewer:ana", False, False),
        ("judged:2026-11-23 -reviewer:ana", True, False),
        ("probability<0.5", False, True),
        ("true:dog area<0.5 wolf", False, False),
    ],
)
def test_what_a_blind_reviewer_must_not_ask(text: str, reviews: bool, confidence: bool) -> None:
    found = read(text)
    assert names_leave_blind(found, "ana", reviews=True, confidence=False) == reviews
    assert names_leave_blind(found, "ana", reviews=False, confidence=True) == confidence
    assert not names_leave_blind(found, "ana", reviews=False, confidence=False)
