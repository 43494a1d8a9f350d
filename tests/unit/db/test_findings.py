"""Findings against a count of explanations made in plain Python from the rows of the database."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from db import findings, lists, settling
from db.conditions import Condition
from db.findings import Finding, Scope
from db.queues import Queue
from db.store import Store, StoreError
from engine.records import ImageRef

from .conftest import Folder, explanation, sql

# Two models that number the same classes otherwise; folders spell them in their own way.
LABELS = (("cat", "dog", "red fox", "owl", "hen", "elk"), ("elk", "hen", "owl", "red fox", "dog", "cat"))
TRUTHS = ({"cat": 0, "Dog": 1, "red_fox": 2, "nobody's": None}, {"cat": 5, "Dog": 4, "red_fox": 3, "nobody's": None})
OF_RUN = {1: TRUTHS[0], 2: TRUTHS[0], 3: TRUTHS[1]}
PEOPLE = ("ann", "ben", "cem", "dot")
REASONS = ("border", "caption")
IMAGES = 50
# Sunday, Monday, and a day of a week that belongs to the year after.
DAYS = ("2026-03-01", "2026-03-02", "2024-12-30")


class World:
    """A project, and which settling was left standing on what, as it was said here."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settled: dict[int, str] = {}

    def explanations(self, scope: Scope) -> list[dict[str, Any]]:
        """Each explained image of the scope with its verdict (None where nobody spoke), reasons and day."""
        said: dict[int, list[Any]] = defaultdict(list)
        names = dict(sql(self.store.path, "SELECT id, name FROM reviewers"))
        columns = "explanation_id, reviewer_id, verdict, reasons, updated_at"
        query = f"SELECT {columns} FROM reviews WHERE verdict IS NOT NULL"
        for which, who, verdict, reasons, at in sql(self.store.path, query):
            if scope.reviewer in (None, names[who]):
                said[which].append((verdict, reasons, at))
        found = []
        for run, label, which, prediction, target, image in sql(
            self.store.path,
            "SELECT e.run_id, i.true_label, e.id, e.prediction, e.target, i.id FROM explanations e"
            " JOIN images i ON i.id = e.image_id JOIN run_images r ON r.run_id = e.run_id AND r.image_id = i.id"
            " WHERE r.state = 'explained' AND e.id = (SELECT min(f.id) FROM explanations f"
            " WHERE f.run_id = e.run_id AND f.image_id = e.image_id)",
        ):
            if scope.runs is not None and run not in scope.runs:
                continue
            verdicts = [one[0] for one in said[which]]
            verdict = None
            if verdicts:
                most, n = Counter(verdicts).most_common(1)[0]
                verdict = most if 2 * n > len(verdicts) else "unsure"
                if scope.reviewer is None:
                    verdict = self.settled.get(which, verdict)
            flaws = {one for kind, reasons, _ in said[which] if kind == "flawed" for one in REASONS if one in reasons}
            day = max((at[:10] for _, _, at in said[which]), default="")
            number = OF_RUN[run].get(label)
            right = None if number is None else number == prediction
            found.append(
                {"run": run, "model": 1 + (run == 3), "true": label or "", "day": day, "verdict": verdict,
                 "predicted": LABELS[run == 3][prediction], "class": LABELS[run == 3][target], "reasons": flaws,
                 "right": right, "image": image}
            )  # fmt: skip
        return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("findings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", lambda *names, **options: str(home / "data"))
        with Store.create(home / "p.hansel") as store:
            made = World(store)
            fill(made, Folder(home / "photos"), random.Random(11), patch)
            yield made


def fill(world: World, folder: Folder, dice: random.Random, patch: pytest.MonkeyPatch) -> None:
    store = world.store
    refs = [ImageRef(f"{n}.jpg", 1, 1, dice.choice((*TRUTHS[0], None))) for n in range(IMAGES)]
    ids: list[int] = []
    for seed in range(3):
        spec = folder.spec(
            seed=seed, labels=LABELS[seed // 2], model_name=f"net {seed // 2}", model_fingerprint=f"f{seed // 2}" * 32
        )
        plan = store.begin_run(spec, refs)
        blank = np.ones((2, 2), np.float32)
        some = plan.pending[:-5]  # the last ones stay waiting
        batch = [(p.key, explanation(target=dice.randrange(6), prediction=dice.randrange(6), map=blank)) for p in some]
        ids += [one or 0 for one in store.add_outcomes(plan.run_id, batch)]
    # A second class of an image that has its first: it is judged too, and counts nowhere.
    second = store.add_explanation(1, plan.pending[0].key, explanation(target=1, prediction=5, map=blank, seed=9)) if (
        sql(store.path, "SELECT target FROM explanations WHERE id = 1") != [(1,)]
    ) else 0  # fmt: skip
    for _ in range(420):
        at = f"{dice.choice(DAYS)}T12:00:00+00:00"
        patch.setattr("db.events.now", lambda at=at: datetime.fromisoformat(at))
        which = dice.choice([*ids, second or ids[0]])
        reasons = {reason: dice.random() < 0.5 for reason in REASONS}
        verdict = dice.choice(("sound", "flawed", "unsure", None))
        store.change(which, dice.choice(PEOPLE), {"verdict": verdict, "reasons": reasons}).result(10)
    apart = sql(store.path, "SELECT explanation_id FROM reviews WHERE verdict IS NOT NULL GROUP BY 1"
                " HAVING count(DISTINCT verdict) > 1 ORDER BY 1")  # fmt: skip
    for n, (which,) in enumerate(apart[::2]):
        verdict = ("sound", "flawed", "unsure")[n % 3]
        settling.settle(store, which, "ann", verdict).result(10)
        world.settled[which] = verdict
        if n % 5 == 3:  # somebody thinks again: it no longer holds
            store.set_verdict(which, "dot", dice.choice(("sound", None))).result(10)
            store.set_verdict(which, "dot", "flawed").result(10)
            before = sql(store.path, "SELECT payload FROM review_events WHERE payload LIKE '%settles%'"
                         " AND explanation_id = ?", which)[-1][0]  # fmt: skip
            if '"dot":"flawed"' not in before:
                del world.settled[which]


def ask(world: World, by: str, scope: Scope) -> list[Finding]:
    with world.store._reading() as db:
        return findings.findings(db, by, scope)


SCOPES = [Scope(), Scope((1, 3)), Scope((2,)), Scope(None, "ben"), Scope((1, 2), "ann")]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("by", ["run", "model", "true", "predicted", "class", "day", "week"])
def test_findings_are_what_counting_explanations_gives(world: World, by: str, scope: Scope) -> None:
    wanted: dict[Any, Counter[Any]] = {}
    for one in world.explanations(scope):
        key = one.get(by, "")
        if by == "week" and one["day"]:
            key = date.fromisoformat(one["day"]).strftime("%G-W%V")
        counts = wanted.setdefault(key, Counter())
        counts[one["verdict"]] += 1
    wanted = {key: some for key, some in wanted.items() if by == "run" or some.total() > some[None]}
    found = ask(world, by, scope)
    shown = sorted(wanted, key=lambda key: (key == "" and "no true label") or key)
    assert [one.key for one in found] == shown
    for one in found:
        some = wanted[one.key]
        assert (one.sound, one.flawed, one.unsure) == (some["sound"], some["flawed"], some["unsure"]), one
        assert one.n == some["sound"] + some["flawed"]
        assert one.judged == some.total() - some[None]
        if by in ("day", "week"):
            assert one.explained is None
        else:
            assert one.explained == some.total()
            assert one.coverage == pytest.approx(1 - some[None] / some.total())
        if one.n:
            assert one.share == pytest.approx(some["flawed"] / one.n)
            assert one.interval is not None
            assert one.interval[0] <= one.share <= one.interval[1]


@pytest.mark.parametrize("reviewer", [None, "ben"])
def test_the_images_of_a_day_can_be_listed(world: World, reviewer: str | None) -> None:
    """By the filter `judged`: anybody's last verdict, or that of the reviewer who is named."""
    whose = [Condition("reviewer", "=", reviewer)] if reviewer is not None else []
    for run in (1, 2, 3):
        found = ask(world, "day", Scope((run,), reviewer))
        with world.store._reading() as db:
            for row in found:
                day = [Condition("judged", "=", row.key)]
                assert len(lists.keys(db, run, "ann", [*day, *whose])) == row.judged
            since = [Condition("judged", ">=", found[-1].key), Condition("judged", "<", "2030-01-01")]
            assert len(lists.keys(db, run, "ann", [*since, *whose])) == found[-1].judged
            with pytest.raises(StoreError, match="a day, such as"):
                lists.keys(db, run, "ann", [Condition("judged", "=", "Monday")])


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_reason_counts_explanations_that_are_flawed(world: World, scope: Scope) -> None:
    every = world.explanations(scope)
    flawed = Counter(reason for one in every if one["verdict"] == "flawed" for reason in one["reasons"])
    found = ask(world, "reason", scope)
    assert {one.key: one.flawed for one in found} == dict(flawed)
    assert {one.n for one in found} == {sum(one["verdict"] in ("sound", "flawed") for one in every)}


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_the_headline_table_crosses_right_and_sound(world: World, scope: Scope) -> None:
    every = world.explanations(scope)
    with world.store._reading() as db:
        table = findings.right_wrong(db, OF_RUN, scope)
        whole = findings.overall(db, scope)
    for right, row in ((True, table.right), (False, table.wrong), (None, table.unknown)):
        some = Counter(one["verdict"] for one in every if one["right"] is right)
        assert (row.sound, row.flawed, row.unsure) == (some["sound"], some["flawed"], some["unsure"])
        assert row.explained == some.total()
    assert (whole.n, whole.explained) == (table.right.n + table.wrong.n + table.unknown.n, len(every))


def test_by_reviewer_it_is_each_ones_own_verdicts(world: World) -> None:
    found = ask(world, "reviewer", Scope((1, 2, 3)))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for who, verdict in sql(world.store.path, "SELECT w.name, v.verdict FROM reviews v JOIN reviewers w"
                            " ON w.id = v.reviewer_id WHERE v.verdict IS NOT NULL"):  # fmt: skip
        counts[who][verdict] += 1
    assert [one.label for one in found] == sorted(counts)
    for one in found:
        assert (one.sound, one.flawed, one.unsure) == tuple(counts[one.label][v] for v in ("sound", "flawed", "unsure"))
        assert one.explained == 3 * (IMAGES - 5)


@pytest.mark.parametrize("queue", [Queue("sample", 20, 3), Queue("classes", 2, 5), Queue("classes", 3, 5, "true")])
@pytest.mark.parametrize("reviewer", [None, "ben"])
def test_of_a_sample_only_what_was_drawn_counts(world: World, queue: Queue, reviewer: str | None) -> None:
    from db.queues import opened  # noqa: PLC0415 - as the window opens it

    keys = set(opened(world.store, 2, "ann", queue).keys)
    some = [one for one in world.explanations(Scope((2,), reviewer)) if one["image"] in keys]
    (found,) = ask(world, "run", Scope((2,), reviewer, queue))
    counts = Counter(one["verdict"] for one in some)
    assert (found.sound, found.flawed, found.unsure) == (counts["sound"], counts["flawed"], counts["unsure"])
    assert found.explained == len(some)


def test_the_world_of_these_tests_holds_what_they_are_about(world: World) -> None:
    every = world.explanations(Scope())
    assert 20 < len(world.settled) < 45
    plain = World(world.store).explanations(Scope())
    assert sum(one["verdict"] != other["verdict"] for one, other in zip(every, plain, strict=True)) > 10
    assert Counter(one["right"] for one in every).keys() == {True, False, None}
    assert world.store.history_faults() == []


def test_more_than_half_of_all_verdicts_decide() -> None:
    assert findings.majority(2, 1, 0) == "sound"
    assert findings.majority(0, 1, 0) == "flawed"
    assert findings.majority(1, 1, 0) is None
    assert findings.majority(2, 1, 1) is None  # two of four are half, not more
    assert findings.majority(1, 1, 3) == "unsure"


def test_what_there_is_not_is_named(world: World) -> None:
    for by, scope, named in (
        ("colour", Scope(), "'colour'"),
        ("run", Scope((9,)), "run 9"),
        ("run", Scope(None, "dora"), "'dora'"),
        ("run", Scope(None, None, Queue("sample")), "one run"),
        ("run", Scope((1, 2), None, Queue("sample")), "one run"),
    ):
        with pytest.raises(StoreError, match=named):
            ask(world, by, scope)


def test_a_project_without_reviews_has_no_findings(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.hansel") as empty, empty._reading() as db:
        assert [findings.findings(db, by) for by in findings.BY] == [[]] * len(findings.BY)
        assert findings.overall(db).share is None
