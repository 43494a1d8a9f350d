"""Lists of a run's images: conditions and orders against plain Python, paging, what is next to review, and plans."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from db import lists
from db.lists import ORDERS, Condition
from db.rows import ItemRow
from db.store import Store, StoreError
from engine.records import Evidence, Failure, ImageRef, Measure

from .conftest import Folder, explanation, sql

LABELS = ("cat", "dog", "red fox", "owl", "hen", "elk")
FOLDERS = ("cat", "Dog", "red_fox", "owls of no class", None)
TRUTHS = {"cat": 0, "Dog": 1, "red_fox": 2, "owls of no class": None}
REASONS = ("border", 'a "quoted" one', "caption", "border, left")
IMAGES = 700


@dataclass
class Said:
    verdict: str | None = None
    reasons: set[str] = field(default_factory=set)
    severity: int | None = None
    comment: str = ""


@dataclass
class Image:
    """What the test knows of an image, kept apart from the store."""

    position: int
    name: str
    label: str | None
    state: str
    prediction: int = -1
    target: int = -1
    figures: dict[str, float | None] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)

    def by(self, reviewer: str) -> Said:
        return self.said.get(reviewer, Said())

    @property
    def verdicts(self) -> set[str]:
        return {said.verdict for said in self.said.values() if said.verdict}


@dataclass
class World:
    store: Store
    run: int
    images: list[Image]

    def ask(self, *conditions: Condition, reviewer: str = "ann", **options: Any) -> list[ItemRow]:
        with self.store._reading() as db:
            return lists.page(db, self.run, reviewer, conditions, truths=TRUTHS, **({"limit": IMAGES} | options))

    def count(self, *conditions: Condition, reviewer: str = "ann") -> int:
        with self.store._reading() as db:
            return lists.count(db, self.run, reviewer, conditions, truths=TRUTHS)

    def next(self, after: int | None, reviewer: str = "ann", back: bool = False) -> int | None:
        with self.store._reading() as db:
            step = lists.previous_unreviewed if back else lists.next_unreviewed
            found = step(db, self.run, reviewer, after)
        return None if found is None else found.position


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("lists")
    dice = random.Random(4)
    images = []
    for position in range(IMAGES):
        state = dice.choices(("explained", "failed", "waiting"), (90, 6, 4))[0]
        name = f"{dice.choice(('Äpfel', 'birch', '100%_pure', 'oak'))}/IMG_{position:04d}.jpg"
        one = Image(position, name, dice.choice(FOLDERS), state)
        if state == "explained":
            one.prediction, one.target = dice.randrange(6), dice.randrange(6)
            values = {name: dice.choice((0.25, round(dice.random(), 3))) for name in ("keep", "drop", "area", "gini")}
            probability = dice.choice((0.5, 0.75, 0.875))
            one.figures = {**values, "probability": probability, "border": dice.choice((None, round(dice.random(), 2)))}
        images.append(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", lambda *names, **options: str(home / "data"))
        with Store.create(home / "p.hansel") as store:
            yield World(store, _fill(store, home, images, dice), images)


def _fill(store: Store, home: Path, images: list[Image], dice: random.Random) -> int:
    folder = Folder(home / "photos")
    refs = [ImageRef(one.name, 100, 10**18, one.label) for one in images]
    other = store.begin_run(folder.spec(seed=1, labels=LABELS), refs)
    plan = store.begin_run(folder.spec(labels=LABELS), refs)
    found: list[tuple[int, Any]] = []
    for one, pending in zip(images, plan.pending, strict=True):
        if one.state == "failed":
            found.append((pending.key, Failure(one.name, "It is no picture.")))
        elif one.state == "explained":
            chances = np.full(6, (1 - one.figures["probability"]) / 5, np.float32)
            chances[one.prediction] = one.figures["probability"]
            border = one.figures["border"]
            found.append((pending.key, explanation(
                target=one.target, prediction=one.prediction, probabilities=chances, map=np.ones((2, 2), np.float32),
                evidence=Evidence(*(one.figures[name] for name in ("keep", "drop", "area", "gini"))),
                measures=() if border is None else (Measure("energy-on-border", border),),
            )))  # fmt: skip
    ids = store.add_outcomes(plan.run_id, found)
    # Another run of the same images, so that what is of another run would show.
    store.add_outcomes(other.run_id, [(one.key, explanation(map=np.ones((2, 2), np.float32))) for one in other.pending])
    explained = [one for one in images if one.state != "waiting"]
    numbers = {one.position: number for one, number in zip(explained, ids, strict=True) if number is not None}
    futures = []
    for one in images:
        for reviewer, share in (("ann", 0.95 if one.position < 520 else 0.5), ("ben", 0.3), ("cem", 0.1)):
            if one.position in numbers and dice.random() < share:
                verdict = dice.choice(("sound", "flawed", "unsure", "sound", None))
                said = Said(verdict, set(dice.sample(REASONS, dice.randrange(3))), dice.choice((None, 1, 2, 3)))
                said.comment = dice.choice(("", "", "", "Only the CAPTION.", "Ärger: 50% hidden", "50 hidden"))
                if 256 <= one.position < 512 and reviewer == "ann":
                    said.verdict = "sound"  # nothing is left to do for ann in the second block but failures
                one.said[reviewer] = said
                sets = {"verdict": verdict if said.verdict is None else said.verdict, "severity": said.severity,
                        "comment": said.comment, "reasons": dict.fromkeys(said.reasons, True)}  # fmt: skip
                futures.append(store.change(numbers[one.position], reviewer, sets, seconds=1.0))
            elif one.position in numbers and 256 <= one.position < 512 and reviewer == "ann":
                one.said[reviewer] = Said("sound")
                futures.append(store.set_verdict(numbers[one.position], reviewer, "sound"))
    for future in futures:
        future.result(30)
    return plan.run_id


def is_(name: str, value: Any) -> Condition:
    return Condition(name, "=", value)


def figure(name: str, test: Callable[[float], bool]) -> Callable[[Image], bool]:
    return lambda one: one.figures.get(name) is not None and test(one.figures[name])


CASES: list[tuple[tuple[Condition, ...], Callable[[Image], bool]]] = [
    ((), lambda one: True),
    ((is_("name", "img_01"),), lambda one: "IMG_01" in one.name),
    ((is_("name", "äpfel"),), lambda one: "Äpfel" in one.name),
    ((is_("name", "0%_p"),), lambda one: "0%_p" in one.name),
    ((is_("name", "oak/"), is_("name", "Birch")), lambda one: "oak/" in one.name or "birch" in one.name),
    ((is_("true", "red fox"),), lambda one: one.label == "red_fox"),
    ((is_("true", "Dog"),), lambda one: one.label == "Dog"),
    ((is_("true", "dog"), is_("true", 0)), lambda one: one.label in ("Dog", "cat")),
    ((is_("true", "owls of no class"),), lambda one: one.label == "owls of no class"),
    ((is_("true", "hen"),), lambda one: False),
    ((is_("true", False),), lambda one: one.label is None),
    ((is_("true", False), is_("true", 0)), lambda one: one.label in (None, "cat")),
    ((is_("predicted", "red fox"),), lambda one: one.prediction == 2),
    ((is_("predicted", "5"), is_("predicted", "Cat")), lambda one: one.prediction in (0, 5)),
    ((is_("target", 3),), lambda one: one.target == 3),
    ((is_("state", "failed"),), lambda one: one.state == "failed"),
    ((is_("state", "waiting"), is_("state", "failed")), lambda one: one.state != "explained"),
    ((is_("correct", True),), lambda one: one.prediction >= 0 and TRUTHS.get(one.label) == one.prediction),
    (
        (is_("correct", False),),
        lambda one: one.prediction >= 0 and TRUTHS.get(one.label) not in (None, one.prediction),
    ),
    (
        (is_("correct", False), is_("correct", True)),
        lambda one: one.prediction >= 0 and TRUTHS.get(one.label) is not None,
    ),
    ((is_("disagreement", True),), lambda one: len(one.verdicts) > 1),
    ((is_("disagreement", False),), lambda one: len(one.verdicts) < 2),
    ((is_("reviewed", True),), lambda one: bool(one.verdicts)),
    ((is_("reviewed", False),), lambda one: not one.verdicts),
    ((Condition("probability", ">=", 0.75),), figure("probability", lambda value: value >= 0.75)),
    ((Condition("area", "<", 0.1),), figure("area", lambda value: value < 0.1)),
    ((Condition("keep", "<=", 0.25),), figure("keep", lambda value: value <= 0.25)),
    ((Condition("drop", ">", 0.9),), figure("drop", lambda value: value > 0.9)),
    ((is_("gini", 0.25),), figure("gini", lambda value: value == 0.25)),
    (
        (Condition("border", ">", 0.3), Condition("border", "<", 0.6)),
        figure("border", lambda value: 0.3 < value < 0.6),
    ),
    ((is_("verdict", "flawed"),), lambda one: one.by("ann").verdict == "flawed"),
    ((is_("verdict", "flawed"), is_("verdict", "unsure")), lambda one: one.by("ann").verdict in ("flawed", "unsure")),
    ((is_("verdict", "none"),), lambda one: one.state == "explained" and one.by("ann").verdict is None),
    (
        (is_("verdict", "none"), is_("verdict", "unsure")),
        lambda one: one.state == "explained" and one.by("ann").verdict in (None, "unsure"),
    ),
    ((is_("reviewer", "ben"),), lambda one: one.by("ben").verdict is not None),
    ((is_("reviewer", "ben"), is_("verdict", "flawed")), lambda one: one.by("ben").verdict == "flawed"),
    (
        (is_("reviewer", "ben"), is_("reviewer", "cem"), is_("verdict", "flawed")),
        lambda one: "flawed" in (one.by("ben").verdict, one.by("cem").verdict),
    ),
    (
        (is_("reviewer", "ben"), is_("reviewer", "cem"), is_("verdict", "none")),
        lambda one: one.state == "explained" and None in (one.by("ben").verdict, one.by("cem").verdict),
    ),
    (
        (is_("reviewer", "ben"), is_("reviewer", "ann"), is_("verdict", "flawed"), is_("reason", "border")),
        lambda one: any(one.by(who).verdict == "flawed" and "border" in one.by(who).reasons for who in ("ann", "ben")),
    ),
    ((is_("reason", "border"),), lambda one: "border" in one.by("ann").reasons),
    ((is_("reason", "quoted"),), lambda one: False),
    ((is_("reason", 'a "quoted" one'),), lambda one: 'a "quoted" one' in one.by("ann").reasons),
    (
        (is_("reason", "caption"), is_("reason", "border, left")),
        lambda one: bool(one.by("ann").reasons & {"caption", "border, left"}),
    ),
    (
        (is_("reason", "caption"), is_("verdict", "none")),
        lambda one: "caption" in one.by("ann").reasons and one.by("ann").verdict is None,
    ),
    ((Condition("severity", ">=", 2),), lambda one: (one.by("ann").severity or 0) >= 2),
    ((is_("severity", 1), is_("severity", 3)), lambda one: one.by("ann").severity in (1, 3)),
    ((is_("comment", "caption"),), lambda one: "CAPTION" in one.by("ann").comment),
    ((is_("comment", "50%"),), lambda one: "50%" in one.by("ann").comment),
    ((is_("comment", "ärger"), is_("reviewer", "ben")), lambda one: "Ärger" in one.by("ben").comment),
    (
        (is_("comment", "hidden"), is_("verdict", "flawed"), Condition("area", "<", 0.8), is_("true", 1)),
        lambda one: "hidden" in one.by("ann").comment and one.by("ann").verdict == "flawed"
        and one.figures["area"] < 0.8 and one.label == "Dog",
    ),
    (
        (is_("verdict", "none"), Condition("area", ">", 0.5), is_("correct", False), is_("name", "oak")),
        lambda one: one.state == "explained" and one.by("ann").verdict is None and one.figures["area"] > 0.5
        and TRUTHS.get(one.label) not in (None, one.prediction) and "oak" in one.name,
    ),
]  # fmt: skip
NAMES = [" ".join(f"{one.field}{one.operator}{one.value}" for one in conditions) or "all" for conditions, _ in CASES]


@pytest.mark.parametrize(("conditions", "fits"), CASES, ids=NAMES)
def test_a_condition_lists_what_plain_python_finds(world: World, conditions: Any, fits: Any) -> None:
    expected = [one for one in world.images if fits(one)]
    found = world.ask(*conditions)
    assert [row.position for row in found] == [one.position for one in expected]
    assert [row.verdict for row in found] == [one.by("ann").verdict for one in expected]
    assert [row.relative for row in found] == [one.name for one in expected]
    assert world.count(*conditions) == len(expected)


def test_the_conditions_find_something_and_not_everything(world: World) -> None:
    sizes = {name: sum(map(fits, world.images)) for name, (_, fits) in zip(NAMES, CASES, strict=True)}
    assert {name for name, size in sizes.items() if size == 0} == {"true=hen", "reason=quoted"}
    assert [name for name, size in sizes.items() if size == IMAGES] == ["all"]


PAGED = [(), (is_("verdict", "flawed"),), (is_("verdict", "none"),), (Condition("area", ">", 0.2),)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("conditions", PAGED, ids=["all", "flawed", "none", "area"])
def test_pages_join_up_to_the_whole_list_in_order(world: World, conditions: Any, order: str) -> None:
    fits = dict(CASES).get(conditions) or (lambda one: (one.figures.get("area") or 0) > 0.2)
    name, sign = order.removeprefix("-"), -1 if order.startswith("-") else 1

    def rank(one: Image) -> tuple[Any, ...]:
        if name == "position":
            return (sign * one.position,)
        value = one.figures.get(name)
        return (value is None, sign * (value or 0.0), one.position)

    expected = [one.position for one in sorted(filter(fits, world.images), key=rank)]
    found: list[int] = []
    for _ in itertools.count():
        rows = world.ask(*conditions, order=order, limit=37, after=found[-1] if found else None)
        assert len(rows) <= 37
        if not rows:
            break
        found += [row.position for row in rows]
    assert found == expected


def left(world: World, reviewer: str) -> list[int]:
    return [one.position for one in world.images if one.state == "explained" and not one.by(reviewer).verdict]


@pytest.mark.parametrize("reviewer", ["ann", "ben", "nobody yet"])
def test_next_and_previous_walk_all_that_is_left_and_turn_round(world: World, reviewer: str) -> None:
    wanted = left(world, reviewer)
    assert len(wanted) > 50
    for after in (None, 0, 1, 255, 256, 300, 511, 512, IMAGES - 1, IMAGES + 5, *wanted[:3], wanted[-1]):
        onward = [position for position in wanted if after is None or position > after]
        assert world.next(after, reviewer) == (onward or wanted)[0]
        backward = [position for position in wanted if after is None or position < after]
        assert world.next(after, reviewer, back=True) == (backward or wanted)[-1]


def test_the_last_one_left_is_found_from_itself_and_then_none(store: Store, explained: dict[str, int]) -> None:
    for name in ("a.jpg", "c.jpg", "deep/d.jpg"):
        store.set_verdict(explained[name], "ann", "sound").result()
    only = World(store, 1, [])
    assert [only.next(after) for after in (None, 0, 1, 3)] == [1, 1, 1, 1]
    assert [only.next(after, back=True) for after in (None, 0, 1, 3)] == [1, 1, 1, 1]
    store.set_verdict(explained["b.jpg"], "ann", "unsure").result()
    assert only.next(0) is None
    assert only.next(0, back=True) is None
    store.set_verdict(explained["c.jpg"], "ann", None).result()
    assert only.next(3) == 2
    assert only.next(None, "ben") == 0


def test_an_image_whose_file_changed_is_listed_once_with_its_new_content(
    store: Store, folder: Folder, explained: dict[str, int]
) -> None:
    store.set_verdict(explained["b.jpg"], "ann", "flawed").result()
    folder.write("b.jpg", b"another picture")
    plan = store.begin_run(folder.spec(), folder.scan())
    changed = World(store, plan.run_id, [])
    with store._reading() as db:
        rows = lists.page(db, plan.run_id, "ann")
        flawed = lists.page(db, plan.run_id, "ann", [is_("verdict", "flawed")])
    assert [(row.position, row.relative, row.state) for row in rows][1] == (1, "b.jpg", "waiting")
    assert len(rows) == 4
    assert flawed == []
    assert [changed.next(after) for after in (None, 0, 2)] == [0, 2, 3]


@pytest.mark.parametrize(
    ("condition", "named"),
    [
        (is_("colour", "red"), "'colour'"),
        (Condition("name", "<", "a"), "name cannot be compared with '<'"),
        (Condition("area", "!=", 1), "'!='"),
        (is_("area", "small"), "area cannot be 'small'"),
        (is_("area", float("nan")), "area cannot be nan"),
        (is_("area", True), "area cannot be True"),
        (is_("verdict", "fine"), "'fine'; it takes sound, flawed, unsure, none"),
        (is_("state", "replaced"), "'replaced'"),
        (is_("correct", "yes"), "correct cannot be 'yes'"),
        (is_("severity", 4), "severity cannot be 4"),
        (is_("predicted", "wolf"), "predicted cannot be 'wolf': the model has no such class"),
        (is_("target", 6), "target cannot be 6"),
        (is_("true", "wolf"), "'wolf'"),
        (is_("reviewer", "dora"), "'dora'"),
        (is_("name", ""), "name cannot be ''"),
    ],
)
def test_what_cannot_be_asked_is_named(world: World, condition: Condition, named: str) -> None:
    with pytest.raises(StoreError, match=re.escape(named)):
        world.ask(condition)
    with pytest.raises(StoreError, match=re.escape(named)):
        world.count(condition)


def test_an_order_a_run_or_a_place_that_is_not_there_is_named(world: World) -> None:
    with pytest.raises(StoreError, match=r"'size'.*-area"):
        world.ask(order="size")
    with pytest.raises(StoreError, match="place 7000"):
        world.ask(order="area", after=7000)
    with pytest.raises(StoreError, match="no such run"), world.store._reading() as db:
        lists.page(db, 99, "ann")


# How SQLite goes about the hot queries


def plan_of(world: World, work: Callable[[], Any]) -> str:
    """The plans of the statements that a piece of work runs on the large tables, in SQLite's words."""
    seen: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        seen.append((statement, values))

    engine = world.store._readers
    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with world.store._reading() as db:
        return "\n".join(
            row[3]
            for statement, values in seen
            if re.search(r"\b(run_images|reviews|progress)\b", statement)
            for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        )


def test_the_planner_has_no_statistics_to_go_by(world: World) -> None:
    assert sql(world.store.path, "SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'") == []


@pytest.mark.parametrize(("conditions", "_"), CASES, ids=NAMES)
def test_every_list_is_read_by_an_index_in_its_order(world: World, conditions: Any, _: Any) -> None:
    for after, order in itertools.product((None, 300), ("position", "-position")):
        plan = plan_of(world, lambda after=after, order=order: world.ask(*conditions, after=after, order=order))
        assert not re.search(r"SCAN (r|v|p|q|run_images|reviews|progress)\b", plan), plan
        assert "TEMP B-TREE" not in plan, plan
        assert "USING PRIMARY KEY (run_id=?" in plan, plan


def test_what_is_asked_of_one_reviewer_is_read_from_the_narrow_index(world: World) -> None:
    plan = plan_of(world, lambda: world.ask(is_("verdict", "flawed"), is_("reason", "border"), after=3))
    assert "SEARCH v USING COVERING INDEX ix_reviews_lists (run_id=? AND reviewer_id=? AND position>?)" in plan
    assert "SEARCH r USING PRIMARY KEY (run_id=? AND position=?)" in plan
    plan = plan_of(world, lambda: world.ask(is_("comment", "cap")))
    assert "SEARCH v USING INDEX ix_reviews_comments (run_id=? AND reviewer_id=?)" in plan
    plan = plan_of(world, lambda: world.ask(is_("verdict", "none")))
    assert "SEARCH v USING COVERING INDEX ix_reviews_lists (run_id=? AND reviewer_id=? AND position=?" in plan
    assert "SEARCH p USING PRIMARY KEY (run_id=? AND reviewer_id=?)" in plan


@pytest.mark.parametrize("back", [False, True])
def test_the_next_one_is_found_by_the_blocks(world: World, back: bool) -> None:
    plan = plan_of(world, lambda: world.next(300, back=back))
    assert "SCAN" not in plan.replace("SCAN one", ""), plan
    assert "TEMP B-TREE" not in plan, plan
    assert "SEARCH p USING PRIMARY KEY" in plan
    assert "SEARCH r USING PRIMARY KEY (run_id=? AND position>? AND position<?)" in plan
