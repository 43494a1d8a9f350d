"""Trends against counts made in plain Python from the table of reviews."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from db import trends
from db.store import Store, StoreError
from db.trends import TrendRow
from db.wilson import wilson
from engine.records import ImageRef

from .conftest import Folder, explanation, sql

# Two models that number the same classes otherwise; folders spell them in their own way.
LABELS = (("cat", "dog", "red fox", "owl", "hen", "elk"), ("elk", "hen", "owl", "red fox", "dog", "cat"))
TRUTHS = ({"cat": 0, "Dog": 1, "red_fox": 2, "nobody's": None}, {"cat": 5, "Dog": 4, "red_fox": 3, "nobody's": None})
REASONS = ("border", "caption", "watermark")
IMAGES = 60
TABLE = """SELECT v.run_id, w.name, v.verdict, v.reasons, v.updated_at, e.target, e.prediction, i.true_label
  FROM reviews v JOIN reviewers w ON w.id = v.reviewer_id JOIN explanations e ON e.id = v.explanation_id
  JOIN images i ON i.id = e.image_id"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    home = tmp_path_factory.mktemp("trends")
    dice = random.Random(7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", lambda *names, **options: str(home / "data"))
        with Store.create(home / "p.hansel") as made:
            _fill(made, Folder(home / "photos"), dice, patch)
            yield made


def _fill(store: Store, folder: Folder, dice: random.Random, patch: pytest.MonkeyPatch) -> None:
    refs = [ImageRef(f"{n}.jpg", 1, 1, dice.choice((*TRUTHS[0], None))) for n in range(IMAGES)]
    ids: list[int] = []
    for seed in range(3):
        model = seed // 2
        spec = folder.spec(
            seed=seed, labels=LABELS[model], model_name=f"net {model}", model_fingerprint=f"f{model}" * 32
        )
        plan = store.begin_run(spec, refs)
        blank = np.ones((2, 2), np.float32)
        found = [
            (p.key, explanation(target=dice.randrange(6), prediction=dice.randrange(6), map=blank))
            for p in plan.pending
        ]
        ids += [one or 0 for one in store.add_outcomes(plan.run_id, found)]
    days = [f"2026-03-0{day}T12:00:00+00:00" for day in (1, 2, 3)]
    for _ in range(400):
        # A clock that stands on one of three days; several of these replace an earlier verdict, or take it back.
        patch.setattr("db.events.now", lambda: datetime.fromisoformat(dice.choice(days)))
        sets = {"verdict": dice.choice(("sound", "flawed", "unsure", None)),
                "reasons": {reason: dice.random() < 0.5 for reason in REASONS[:2]}}  # fmt: skip
        store.change(dice.choice(ids), dice.choice(("ann", "ben", "cem")), sets).result(10)
        if dice.random() < 0.1:
            store.undo("ann").result(10)


def table(store: Store, runs: list[int] | None = None, people: list[str] | None = None) -> list[dict[str, Any]]:
    """The reviews that give a verdict, one by one."""
    names = ("run", "who", "verdict", "reasons", "at", "target", "prediction", "label")
    rows = [dict(zip(names, row, strict=True)) for row in sql(store.path, TABLE)]
    rows = [row for row in rows if row["verdict"] and (runs is None or row["run"] in runs)]
    return [row for row in rows if people is None or row["who"] in people]


def key_of(by: str, row: dict[str, Any]) -> Any:
    model = 0 if row["run"] < 3 else 1
    return {
        "run": row["run"],
        "model": model + 1,
        "class": LABELS[model][row["target"]],
        "true": row["label"] or "",
        "reviewer": ("ann", "ben", "cem").index(row["who"]),
        "day": row["at"][:10],
    }[by]


def is_right(row: dict[str, Any]) -> bool:
    number = TRUTHS[0 if row["run"] < 3 else 1].get(row["label"])
    return number is not None and number == row["prediction"]


def ask(store: Store, by: str, runs: Any = None, people: Any = None) -> list[TrendRow]:
    truths = {1: TRUTHS[0], 2: TRUTHS[0], 3: TRUTHS[1]}
    with store._reading() as db:
        return trends.trend(db, by, runs, people, truths)


@pytest.mark.parametrize(("runs", "people"), [(None, None), ([1, 3], None), (None, ["ben", "cem"]), ([2], ["ann"])])
@pytest.mark.parametrize("by", ["run", "model", "class", "true", "reviewer", "day"])
def test_a_trend_is_what_counting_the_reviews_gives(store: Store, by: str, runs: Any, people: Any) -> None:
    verdicts: dict[Any, Counter[str]] = {}
    for row in table(store, runs, people):
        tally = verdicts.setdefault(key_of(by, row), Counter())
        tally.update([row["verdict"]] + is_right(row) * ["right"])
        tally["wrong"] += is_right(row) and row["verdict"] == "flawed"
    found = ask(store, by, runs, people)
    if by == "reviewer":
        names = dict(sql(store.path, "SELECT id, name FROM reviewers"))
        assert [row.label for row in found] == [names[row.key] for row in found]
        found_keys: list[Any] = [("ann", "ben", "cem").index(row.label) for row in found]
    else:
        found_keys = [row.key for row in found]
    assert found_keys == sorted(verdicts, key=lambda key: (key == "" and "no true label") or key)
    for key, row in zip(found_keys, found, strict=True):
        tally = verdicts[key]
        assert (row.sound, row.flawed, row.unsure) == (tally["sound"], tally["flawed"], tally["unsure"])
        assert row.n == tally["sound"] + tally["flawed"] + tally["unsure"]
        assert row.share == pytest.approx(tally["flawed"] / row.n)
        assert 0 <= row.low <= row.share <= row.high <= 1
        if by == "day":
            assert (row.right, row.wrong_reason) == (None, None)
        else:
            assert (row.right, row.wrong_reason) == (tally["right"], tally["wrong"])


@pytest.mark.parametrize(("runs", "people"), [(None, None), ([1, 3], ["ann"])])
def test_reasons_are_those_of_flawed_reviews_out_of_all(store: Store, runs: Any, people: Any) -> None:
    rows = table(store, runs, people)
    given = Counter(
        one for row in rows if row["verdict"] == "flawed" for one in REASONS if f'"{one}"' in row["reasons"]
    )
    found = ask(store, "reason", runs, people)
    assert {row.key: row.flawed for row in found} == dict(given)
    assert [row.key for row in found] == sorted(given)
    assert {row.n for row in found} == {len(rows)}
    assert all(row.sound is None and row.unsure is None and row.right is None for row in found)


def test_the_world_of_these_tests_holds_what_they_are_about(store: Store) -> None:
    rows = table(store)
    assert len(rows) > 150
    assert sum(is_right(row) and row["verdict"] == "flawed" for row in rows) > 5
    assert {row["label"] for row in rows} == {*TRUTHS[0], None}
    assert store.history_faults() == []


def test_labels_tell_a_person_what_a_row_is_of(store: Store) -> None:
    assert [row.label for row in ask(store, "run")] == ["1: net 0, learned", "2: net 0, learned", "3: net 1, learned"]
    assert [row.label for row in ask(store, "model")] == ["net 0 3", "net 1 3"]
    assert "no true label" in [row.label for row in ask(store, "true")]


def test_without_true_classes_nothing_is_right(store: Store) -> None:
    with store._reading() as db:
        assert {(row.right, row.wrong_reason) for row in trends.trend(db, "model")} == {(0, 0)}


# The score interval solves (p - x)^2 = z^2 p (1 - p) / n for p; the roots are found here by halving.
@pytest.mark.parametrize(("part", "n"), [(0, 1), (1, 1), (0, 30), (3, 10), (17, 40), (500, 1000), (99_999, 100_000)])
def test_the_interval_is_where_the_score_test_turns(part: int, n: int) -> None:
    share = part / n

    def score(p: float) -> float:
        return (p - share) ** 2 - 1.959963984540054**2 * p * (1 - p) / n

    def root(inside: float, outside: float) -> float:
        for _ in range(200):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if score(middle) <= 0 else (inside, middle)
        return inside

    low, high = wilson(part, n)
    assert low == pytest.approx(root(share, 0.0) if part else 0.0, abs=1e-9)
    assert high == pytest.approx(root(share, 1.0) if part < n else 1.0, abs=1e-9)


def test_what_there_is_not_is_named(store: Store) -> None:
    for by, runs, people, named in (
        ("colour", None, None, "'colour'"),
        ("run", [9], None, "run 9"),
        ("run", None, ["dora"], "'dora'"),
    ):
        with pytest.raises(StoreError, match=named):
            ask(store, by, runs, people)


def test_a_project_without_reviews_has_no_trends(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.hansel") as empty, empty._reading() as db:
        assert [trends.trend(db, by) for by in trends.BY] == [[]] * 7


def test_only_the_tallies_are_read(store: Store) -> None:
    seen: list[str] = []
    note = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(store._readers, "before_cursor_execute", note)
    try:
        for by in trends.BY:
            ask(store, by)
    finally:
        event.remove(store._readers, "before_cursor_execute", note)
    read = " ".join(seen)
    assert "tally_classes" in read
    assert not any(
        f" {table} " in read.replace("\n", " ") for table in ("reviews", "run_images", "explanations", "images")
    )
