"""Two runs side by side, their maps, how evidence is spread, and how fast people go."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from db import comparing, queues, settling
from db.comparing import mcnemar
from db.conditions import Condition
from db.distributions import spreads
from db.likeness import likeness, spearman
from db.pace import paces
from db.queues import Queue
from db.store import Store, StoreError
from engine.records import Evidence, Measure

from .conftest import Folder, explain_all, explanation, sql

TRUTHS = {1: {"cup": 2}, 2: {"cup": 2}}


@pytest.mark.parametrize(("better", "worse"), [(0, 0), (1, 0), (5, 5), (4, 12), (0, 9), (30, 11), (400, 520)])
def test_the_exact_test_is_twice_the_tail_of_a_fair_coin(better: int, worse: int) -> None:
    n = better + worse
    tail = Fraction(sum(comb(n, k) for k in range(min(better, worse) + 1)), 2**n)
    assert mcnemar(better, worse) == pytest.approx(float(min(Fraction(1), 2 * tail)), rel=1e-9)


def test_a_published_example_of_the_exact_test() -> None:
    # 6 and 16 that changed: 2 x P(X <= 6) of 22 throws is 2 x 110,056 / 4,194,304.
    assert mcnemar(6, 16) == pytest.approx(2 * 110_056 / 4_194_304, rel=1e-9)
    assert 0 < mcnemar(40_000, 50_000) < 1e-200


def two_runs(store: Store, folder: Folder) -> tuple[dict[str, int], dict[str, int]]:
    made = []
    for seed in (1, 2):
        plan = store.begin_run(folder.spec(seed=seed), folder.scan())
        explain_all(store, plan)
        made.append({item.relative: item.explanation_id or 0 for item in store.items(plan.run_id, "ann")})
    return made[0], made[1]


def test_what_got_better_or_worse(store: Store, folder: Folder) -> None:
    first, second = two_runs(store, folder)
    said = {"a.jpg": ("flawed", "sound"), "b.jpg": ("sound", "flawed"), "c.jpg": ("flawed", "unsure"),
            "deep/d.jpg": ("flawed", "sound")}  # fmt: skip
    for name, (one, other) in said.items():
        store.set_verdict(first[name], "ann", one).result(10)  # type: ignore[arg-type]
        store.set_verdict(second[name], "ann", other).result(10)  # type: ignore[arg-type]
    # On one image of the second run two differ; it is settled as flawed.
    store.set_verdict(second["a.jpg"], "ben", "flawed").result(10)
    found = comparing.of_project(store, 1, 2, TRUTHS)
    assert found.table() == {
        ("sound", "sound"): 0, ("sound", "flawed"): 1, ("flawed", "sound"): 1, ("flawed", "flawed"): 0,
    }  # fmt: skip
    settling.settle(store, second["a.jpg"], "ben", "flawed").result(10)
    found = comparing.of_project(store, 1, 2, TRUTHS)
    assert found.table()["flawed", "flawed"] == 1
    assert [one.relative for one in found.better] == ["deep/d.jpg"]
    assert [one.relative for one in found.worse] == ["b.jpg"]
    assert (found.n, found.p) == (3, 1.0)
    assert (found.only_first, found.only_second) == (0, 0)
    own = comparing.of_project(store, 1, 2, TRUTHS, "ann")
    assert [one.relative for one in own.better] == ["a.jpg", "deep/d.jpg"]


def test_right_and_wrong_of_both(store: Store, folder: Folder) -> None:
    first, second = two_runs(store, folder)
    sql(store.path, "UPDATE run_images SET true_label = 'cup' WHERE relative < 'c'")
    sql(store.path, "UPDATE run_images SET prediction = 3 WHERE run_id = 2 AND relative = 'a.jpg'")
    for one in (first, second):
        store.set_verdict(one["b.jpg"], "ann", "flawed").result(10)
        store.set_verdict(one["a.jpg"], "ann", "sound").result(10)
    found = comparing.of_project(store, 1, 2, TRUTHS)
    assert found.right_table() == {
        (True, True): 1, (True, False): 1, (False, True): 0, (False, False): 0,
    }  # fmt: skip
    assert found.wrong_reason() == ((1, 2), (1, 1))
    assert [one.right_first for one in found.pairs] == [True, True, None, None]


def test_runs_that_cannot_be_compared_are_named(store: Store, folder: Folder) -> None:
    two_runs(store, folder)
    with pytest.raises(StoreError, match="no run 9"):
        comparing.of_project(store, 1, 9)
    with pytest.raises(StoreError, match="are the same"):
        comparing.of_project(store, 1, 1)
    plan = store.begin_run(folder.spec(seed=3), folder.scan())
    with pytest.raises(StoreError, match="no image both"):
        comparing.of_project(store, 1, plan.run_id)


def test_rank_correlation_by_hand() -> None:
    # Ranks 1 2 3 4 against 2 1 4 3: 1 - 6 x 4 / (4 x 15) = .6; any rising function leaves it.
    one, other = np.array([[1.0, 2.0], [3.0, 40.0]], np.float32), np.array([[0.2, 0.1], [0.9, 0.8]], np.float32)
    assert spearman(one, other) == pytest.approx(0.6)
    # Equal values share a rank: 1.5 1.5 3 against 1 2 3 has covariance 1.5 and sums of squares 1.5 and 2.
    tied = np.array([[5.0, 5.0, 6.0]], np.float32), np.array([[1.0, 2.0, 3.0]], np.float32)
    assert spearman(*tied) == pytest.approx(1.5 / 3**0.5)
    assert spearman(one, np.ones((2, 2), np.float32)) is None
    assert spearman(one, np.ones((2, 3), np.float32)) is None
    assert spearman(one, np.array([[1, 2], [3, np.nan]], np.float32)) is None


def test_maps_of_two_runs_are_alike_as_far_as_they_are_there(store: Store, folder: Folder) -> None:
    two_runs(store, folder)
    pairs = comparing.of_project(store, 1, 2).pairs
    # The maps of the two runs were made from the same numbers.
    assert likeness(store, pairs).median == pytest.approx(1.0)
    (path,) = sql(store.path, "SELECT map_path FROM explanations WHERE id = ?", pairs[0].first)[0]
    (store.path / path).unlink()
    found = likeness(store, pairs)
    assert (found.n, found.drawn, found.pairs, found.without) == (3, 4, 4, 1)
    assert likeness(store, pairs, 2).drawn == 2


def test_quartiles_of_evidence(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    areas = (0.1, 0.2, 0.4, float("nan"))
    for n, (one, area) in enumerate(zip(plan.pending, areas, strict=True)):
        border = (Measure("energy-on-border", 0.5, {}),) if n == 0 else ()
        made = explanation(one.path, evidence=Evidence(0.9, 0.1, area, 0.6), measures=border)
        store.add_explanation(plan.run_id, one.key, made)
    with store._reading() as db:
        area_, border_, gini = spreads(db, plan.run_id)
        assert (area_.n, area_.missing) == (3, 1)
        assert (area_.low, area_.median, area_.high) == pytest.approx((0.15, 0.2, 0.3))
        assert (border_.n, border_.missing, border_.median) == (1, 3, 0.5)
        assert (gini.n, gini.median) == (4, pytest.approx(0.6))
        assert [one.n for one in spreads(db, 99)] == [0, 0, 0]


def test_pace_is_told_by_the_time_of_looking(store: Store, explained: dict[str, int]) -> None:
    for which, seconds in zip(explained.values(), (4.0, 6.0, 20.0, 0.0), strict=True):
        store.change(which, "ann", {"verdict": "sound"}, seconds).result(10)
    store.change(explained["a.jpg"], "ben", {"comment": "hm"}, 9.0).result(10)
    store.change(explained["b.jpg"], "ben", {"verdict": "flawed"}).result(10)
    with store._reading() as db:
        ann, ben = paces(db)
        assert (ann.reviewer, ann.reviews, ann.timed, ann.seconds) == ("ann", 4, 3, 30.0)
        assert (ann.an_hour, ann.median_s) == (pytest.approx(360.0), 6.0)
        assert (ben.reviews, ben.timed, ben.an_hour, ben.median_s) == (1, 0, None, None)
        assert paces(db, [9]) == []
        assert [one.reviewer for one in paces(db, None, "ben")] == ["ben"]


def test_each_pair_is_of_one_group_and_a_list_can_ask_for_it(store: Store, folder: Folder) -> None:
    first, second = two_runs(store, folder)
    said = {"a.jpg": ("flawed", "sound"), "b.jpg": ("sound", "sound"), "c.jpg": ("flawed", None),
            "deep/d.jpg": ("unsure", "flawed")}  # fmt: skip
    for name, verdicts in said.items():
        for run, verdict in zip((first, second), verdicts, strict=True):
            store.set_verdict(run[name], "ann", verdict).result(10)  # type: ignore[arg-type]
    found = comparing.of_project(store, 1, 2)
    groups = {one.relative: one.group for one in found.pairs}
    assert groups == {"a.jpg": "better", "b.jpg": "sound", "c.jpg": "once", "deep/d.jpg": "unsure"}
    assert sum(len(found.of_group(one)) for one in comparing.GROUPS) == len(found.pairs)

    def listed(run: int, *values: str, without: str = "", reviewer: str = "ann", blind: bool = False) -> list[str]:
        names = {item.key: item.relative for item in store.items(run, reviewer)}
        wanted = [[Condition("against", "=", value) for value in values]] if values else []
        out = [Condition("against", "=", without)] if without else []
        opened = queues.opened(store, run, reviewer, Queue(), wanted, out, blind=blind)
        return [names[key] for key in opened.keys]

    assert listed(2, "1-better") == ["a.jpg"]
    assert listed(1, "2-worse") == ["a.jpg"]  # from the other side it is the other way round
    assert listed(2, "1-better", "1-once") == ["a.jpg", "c.jpg"]
    assert listed(2, without="1-better") == ["b.jpg", "c.jpg", "deep/d.jpg"]
    # Whoever reviews blind is told nothing of what others said.
    assert listed(2, "1-better", reviewer="ben", blind=True) == []
    assert listed(2, "1-none", reviewer="ben", blind=True) == list(said)
    for value in ("1-nicer", "better", "x-better", "-1-better"):
        with pytest.raises(StoreError, match="takes a run and one of"):
            listed(2, value)
    with pytest.raises(StoreError, match="Both runs are the same"):
        listed(2, "2-better")


def test_each_correlation_is_told_with_its_pair(store: Store, folder: Folder) -> None:
    two_runs(store, folder)
    pairs = comparing.of_project(store, 1, 2).pairs
    told: list[tuple[int, int]] = []
    found = likeness(store, pairs, watch=lambda done, all_: told.append((done, all_)))
    assert {first for first, _ in found.each} == {one.first for one in pairs}
    assert len(found.each) == found.n
    assert told == [(n, len(pairs)) for n in range(len(pairs))]
