"""Agreement against worked examples of publications, and against counting pair by pair."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, permutations
from pathlib import Path

import pytest

from db import agreeing
from db.agreement import NO_OVERLAP, among, between
from db.store import Store

from .conftest import Folder, explain_all

Units = list[dict[str, str]]


def by_unit(**said: str) -> Units:
    """One word of answers for each reviewer, a character a unit, a dot for none."""
    length = len(next(iter(said.values())))
    return [{who: word[n] for who, word in said.items() if word[n] != "."} for n in range(length)]


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C.
BINARY = by_unit(A="0100000010", B="1110010000")
NOMINAL = by_unit(Meg="aabbdccceddA".lower(), Owen="babbbcccEddd".lower())
GAPS = by_unit(A="123321412...", B="1233224125.3", C=".3332342251.", D="12332441251.")


@pytest.mark.parametrize(
    ("units", "categories", "alpha", "paired"),
    [(BINARY, "01", 0.095, 20), (NOMINAL, "abcde", 0.692, 24), (GAPS, "12345", 0.743, 40)],
)
def test_alpha_of_krippendorffs_examples(units: Units, categories: str, alpha: float, paired: int) -> None:
    found = among(units, categories=categories)
    assert found.alpha.value == pytest.approx(alpha, abs=0.0005)
    assert found.verdicts == paired


def spread(table: Sequence[Sequence[int]], names: str) -> Units:
    return [
        {"one": names[i], "two": names[j]} for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)
    ]


def test_kappa_of_two_diagnosticians() -> None:
    # Fleiss, Statistical Methods for Rates and Proportions, the example of two raters who sort 100 patients into
    # psychotic, neurotic and organic; kappa = .68.
    # By hand: seen .89, by chance .8 x .8 + .1 x .05 + .1 x .15 = .66, so .23 / .34.
    found = between(spread([[75, 1, 4], [5, 4, 1], [0, 0, 10]], "pno"), "one", "two", "pno")
    assert found.share.value == pytest.approx(0.89)
    assert found.kappa.value == pytest.approx(0.23 / 0.34)
    assert found.units == 100
    assert found.table == ((75, 1, 4), (5, 4, 1), (0, 0, 10))


def test_kappa_of_two_by_two() -> None:
    # Seen (20 + 15) / 50 = .7; by chance .5 x .6 + .5 x .4 = .5.
    assert between(spread([[20, 5], [10, 15]], "yn"), "one", "two", "yn").kappa.value == pytest.approx(0.4)


def test_alpha_is_seen_over_expected_pairs_counted_one_by_one() -> None:
    dice = random.Random(5)
    units = [
        {who: dice.choice(("sound", "flawed", "flawed", "unsure")) for who in "abcd" if dice.random() < 0.7}
        for _ in range(40)
    ]
    paired = [list(unit.values()) for unit in units if len(unit) > 1]
    values = [one for unit in paired for one in unit]
    seen = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in paired) / len(values)
    expected = sum(a != b for a, b in permutations(values, 2)) / (len(values) * (len(values) - 1))
    found = among(units)
    assert found.alpha.value == pytest.approx(1 - seen / expected)
    alike = [a == b for unit in paired for a, b in combinations(unit, 2)]
    assert found.share.value == pytest.approx(sum(alike) / len(alike))
    assert (found.units, found.verdicts) == (len(paired), len(values))


def test_the_interval_is_that_of_units_drawn_again_and_is_the_same_each_time() -> None:
    units = spread([[20, 5], [10, 15]], "yn")
    found = between(units, "one", "two", "yn").kappa
    assert between(units, "one", "two", "yn").kappa == found
    dice = random.Random(2)

    def kappa(some: Units) -> float:
        n = len(some)
        seen = sum(u["one"] == u["two"] for u in some) / n
        by_chance = sum(sum(u["one"] == c for u in some) * sum(u["two"] == c for u in some) / n**2 for c in "yn")
        return (seen - by_chance) / (1 - by_chance)

    drawn = sorted(kappa(dice.choices(units, k=len(units))) for _ in range(2000))
    assert found.low == pytest.approx(drawn[50], abs=0.03)
    assert found.high == pytest.approx(drawn[1949], abs=0.03)


def test_where_there_is_no_number_a_sentence_says_why() -> None:
    alone = among([{"ann": "sound"}, {"ben": "flawed"}])
    assert (alone.units, alone.alpha.value, alone.alpha.why) == (0, None, NO_OVERLAP)
    assert between([{"ann": "sound"}, {"ben": "flawed"}], "ann", "ben").kappa.why == (
        "ann and ben have judged no explanation both."
    )
    alike = among([{"ann": "sound", "ben": "sound"}] * 12)
    assert alike.share.value == 1.0
    assert alike.alpha.value is None
    assert alike.alpha.why.startswith("Everybody says sound of all 12 explanations: with one answer only")
    pair = between([{"ann": "sound", "ben": "sound"}], "ann", "ben")
    assert pair.kappa.value is None
    assert "of the one explanation" in pair.kappa.why


def test_few_units_have_no_interval() -> None:
    found = among(spread([[3, 1], [1, 2]], "yn"), categories="yn")
    assert found.alpha.value is not None
    assert (found.alpha.low, found.alpha.high) == (None, None)


def test_of_a_project_by_class_pair_and_reason(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    explain_all(store, plan)
    other = store.begin_run(folder.spec(seed=8), folder.scan())
    explain_all(store, other)
    ids = [item.explanation_id or 0 for item in store.items(plan.run_id, "ann")]
    said = {
        "ann": ("flawed", "flawed", "sound", "unsure"),
        "ben": ("flawed", "sound", "sound", None),
        "cem": (None, None, None, "sound"),
    }
    for who, verdicts in said.items():
        for which, verdict in zip(ids, verdicts, strict=True):
            if verdict:
                reasons = {"stamp": which == ids[0] or who == "ann"}
                store.change(which, who, {"verdict": verdict, "reasons": reasons}).result(10)
    found = agreeing.of_project(store)
    assert found.reviewers == ("ann", "ben", "cem")
    assert (found.overall.units, found.overall.verdicts) == (4, 8)
    assert found.overall.share.value == 0.5
    assert [(one.about, one.units) for one in found.classes] == [("owl", 4)]
    assert [(one.first, one.second, one.units) for one in found.pairs] == [("ann", "ben", 3), ("ann", "cem", 1)]
    # given: ann on the first two, ben on the first; a reason without "flawed" is none
    (stamp,) = found.reasons
    assert (stamp.about, stamp.share.value) == ("stamp", 0.75)
    assert agreeing.of_project(store, [other.run_id]).reviewers == ()
    assert agreeing.of_project(store, [other.run_id]).overall.alpha.why == NO_OVERLAP


def test_nobody_has_judged_anything_in_an_empty_project(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.hansel") as empty:
        found = agreeing.of_project(empty)
    assert (found.reviewers, found.pairs, found.overall.share.why) == ((), (), NO_OVERLAP)
