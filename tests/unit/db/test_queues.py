"""Queues against plain Python: which images, in which order, the same sample again, and nothing told to the blind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from db import queues, settling
from db.conditions import Condition
from db.queues import Queue
from db.store import Store
from engine.records import Failure, ImageRef

from .conftest import Folder, explanation

TRUTHS = {"cat": 0, "Dog": 1, "no class": None}
IMAGES = 150
WHO = ("ann", "ben", "cem")


@dataclass
class Image:
    name: str
    label: str
    state: str
    prediction: int = -1
    key: int = -1
    number: int = -1
    verdicts: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, set[str]] = field(default_factory=dict)
    settled: bool = False


@dataclass
class World:
    store: Store
    run: int
    images: list[Image]

    def names(self, queue: Queue, *groups: tuple[Condition, ...], reviewer: str = "ann", **options) -> list[str]:  # type: ignore[no-untyped-def]
        found = queues.opened(self.store, self.run, reviewer, queue, groups, truths=TRUTHS, **options)
        by_key = {one.key: one.name for one in self.images}
        return [by_key[key] for key in found.keys]

    def where(self, test) -> list[str]:  # type: ignore[no-untyped-def]
        return [one.name for one in self.images if test(one)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("queues")
    dice = random.Random(11)
    images = []
    for n in range(IMAGES):
        state = dice.choices(("explained", "failed", "waiting"), (88, 6, 6))[0]
        name = f"{dice.choice(('oak', 'birch'))}/{n:04d}.jpg"
        one = Image(name, dice.choice(tuple(TRUTHS)), state)
        one.prediction = dice.randrange(3) if state == "explained" else -1
        images.append(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", lambda *names, **options: str(home / "data"))
        with Store.create(home / "p.hansel") as store:
            yield World(store, _fill(store, home, images, dice), images)


def _fill(store: Store, home: Path, images: list[Image], dice: random.Random) -> int:
    plan = store.begin_run(Folder(home / "photos").spec(), [ImageRef(one.name, 9, 10**18, one.label) for one in images])
    found = []
    for one, pending in zip(images, plan.pending, strict=True):
        one.key = pending.key
        if one.state == "failed":
            found.append((one.key, Failure(one.name, "It is no picture.")))
        elif one.state == "explained":
            chances = np.eye(6, dtype=np.float32)[one.prediction]
            made = explanation(prediction=one.prediction, probabilities=chances, map=np.ones((2, 2), np.float32))
            found.append((one.key, made))
    store.add_outcomes(plan.run_id, found)
    numbers = {row.key: row.explanation_id for row in store.items(plan.run_id, "")}
    for one in images:
        one.number = numbers[one.key] or -1
        for reviewer in WHO if one.state == "explained" else ():
            if dice.random() < 0.5:
                one.verdicts[reviewer] = dice.choice(("sound", "flawed", "unsure"))
                one.reasons[reviewer] = {"background"} if dice.random() < 0.5 else set()
                sets = {"verdict": one.verdicts[reviewer], "reasons": dict.fromkeys(one.reasons[reviewer], True)}
                store.change(one.number, reviewer, sets).result()
    apart = [one for one in images if len(set(one.verdicts.values())) > 1]
    for one in apart[:6]:
        settling.settle(store, one.number, "ann", "flawed").result()
        one.settled = True
    # Of one the verdicts have changed after it was settled: settled no longer.
    one = next(one for one in apart[:6] if len(set(one.verdicts.values())) == 2)
    one.verdicts["ann"] = next(v for v in ("sound", "flawed", "unsure") if v not in one.verdicts.values())
    store.set_verdict(one.number, "ann", one.verdicts["ann"]).result()
    one.settled = False
    return plan.run_id


def test_each_queue_is_what_its_name_says(world: World) -> None:
    right = lambda one: one.state == "explained" and TRUTHS[one.label] == one.prediction  # noqa: E731
    flawed = lambda one: "flawed" in one.verdicts.values()  # noqa: E731
    apart = lambda one: len(set(one.verdicts.values())) > 1 and not one.settled  # noqa: E731
    expected = {
        "all": lambda one: True,
        "unreviewed": lambda one: one.state == "explained" and "ann" not in one.verdicts,
        "mine": lambda one: "ann" in one.verdicts,
        "flawed": flawed,
        "disagreement": apart,
        "wrong-reason": lambda one: right(one) and flawed(one),
    }
    for kind, test in expected.items():
        assert world.names(Queue(kind)) == world.where(test), kind
        assert world.where(test), kind


def test_a_reviewer_whom_nobody_knows_has_reviewed_nothing(world: World) -> None:
    assert world.names(Queue("mine"), reviewer="dora") == []
    assert world.names(Queue("unreviewed"), reviewer="dora") == world.where(lambda one: one.state == "explained")


def test_picked_images_stay_in_their_order_and_can_be_cut_down(world: World) -> None:
    keys = [one.key for one in world.images if one.state == "explained"][:9][::-1]
    queue = Queue("picked", picked=(*keys, 999_999), title="Cluster “tag”")
    by_key = {one.key: one for one in world.images}
    assert world.names(queue) == [by_key[key].name for key in keys]
    cut = world.names(queue, (Condition("verdict", "=", "none"),))
    assert cut == [by_key[key].name for key in keys if "ann" not in by_key[key].verdicts]
    assert Queue.from_json(queue.to_json()) == queue
    for record in ({"picked": [1]}, {"picked": "1", "title": "x"}, {"picked": [True], "title": "x"}):
        assert Queue.from_json({"kind": "picked", **record}) == Queue()


def test_a_sample_is_the_same_again_and_its_beginning_is_a_smaller_one(world: World) -> None:
    some = world.names(Queue("sample", n=40, seed=3))
    assert len(set(some)) == 40
    assert world.names(Queue("sample", n=40, seed=3), reviewer="ben") == some
    assert world.names(Queue("sample", n=15, seed=3)) == some[:15]
    assert world.names(Queue("sample", n=40, seed=4)) != some
    everything = world.names(Queue("sample", n=10_000, seed=3))
    assert sorted(everything) == sorted(world.where(lambda one: one.state != "failed"))
    assert some != sorted(some)


def test_samples_of_many_seeds_take_every_image_alike(world: World) -> None:
    taken = Counter(name for seed in range(300) for name in world.names(Queue("sample", n=30, seed=seed)))
    pool = world.where(lambda one: one.state != "failed")
    share = 30 / len(pool)
    spread = (300 * share * (1 - share)) ** 0.5
    assert set(taken) == set(pool)
    assert all(abs(taken[name] - 300 * share) < 5 * spread for name in pool)


@pytest.mark.parametrize(("by", "value"), [("predicted", "prediction"), ("true", "label")])
def test_a_sample_of_classes_has_the_same_number_of_each(world: World, by: str, value: str) -> None:
    of = {one.name: getattr(one, value) for one in world.images}
    found = world.names(Queue("classes", n=7, seed=5, by=by))  # type: ignore[arg-type]
    assert Counter(of[name] for name in found) == dict.fromkeys({of[name] for name in found}, 7)
    # Any beginning is as even as it can be.
    for end in range(1, len(found) + 1):
        numbers = Counter(of[name] for name in found[:end])
        assert max(numbers.values()) - min(numbers[group] for group in set(of[name] for name in found)) <= 1
    whole = world.names(Queue("classes", n=1000, seed=5, by=by))  # type: ignore[arg-type]
    pool = [one.name for one in world.images if one.state == "explained" or (by == "true" and one.state == "waiting")]
    assert sorted(whole) == sorted(pool)


def test_suspicious_takes_the_order_that_it_is_given(world: World) -> None:
    keys = [one.key for one in world.images]
    random.Random(0).shuffle(keys)
    by_key = {one.key: one for one in world.images}
    expected = [by_key[key].name for key in keys if by_key[key].state == "explained"]
    assert world.names(Queue("suspicious"), ranked=keys) == expected


def test_a_filter_cuts_a_queue_down_and_keeps_its_order(world: World) -> None:
    drawn = world.names(Queue("sample", n=60, seed=1))
    fits = {one.name for one in world.images if "oak/" in one.name and one.prediction == 1 and "7" in one.name}
    groups = ((Condition("predicted", "=", 1),), (Condition("name", "=", "oak/"),), (Condition("name", "=", "7"),))
    assert world.names(Queue("sample", n=60, seed=1), *groups) == [name for name in drawn if name in fits]
    assert any(name in fits for name in drawn)


def test_without_takes_away_each_of_what_it_names(world: World) -> None:
    without = (Condition("predicted", "=", 1), Condition("verdict", "=", "flawed"))
    expected = world.where(lambda one: one.prediction != 1 and one.verdicts.get("ann") != "flawed")
    assert world.names(Queue(), without=without) == expected
    # Of whose review is asked, the rest of the filter says.
    group = (Condition("reviewer", "=", "ben"),)
    found = world.names(Queue(), group, without=(Condition("reason", "=", "background"),))
    assert found == world.where(lambda one: "ben" in one.verdicts and "background" not in one.reasons["ben"])


def test_the_blind_learn_nothing_of_images_without_a_verdict_of_their_own(world: World) -> None:
    own = set(world.where(lambda one: "ann" in one.verdicts))
    for kind in ("flawed", "disagreement", "wrong-reason"):
        seen = world.names(Queue(kind))
        found = queues.opened(world.store, world.run, "ann", Queue(kind), truths=TRUTHS, blind=True)
        assert found.own_only
        assert world.names(Queue(kind), blind=True) == [name for name in seen if name in own] != seen
    assert not queues.opened(world.store, world.run, "ann", Queue("unreviewed"), blind=True).own_only
    # A filter that asks for others' reviews, also by what it leaves out.
    group = (Condition("reviewer", "=", "ben"), Condition("verdict", "=", "flawed"))
    bens = world.where(lambda one: one.verdicts.get("ben") == "flawed")
    assert world.names(Queue(), group, own_only=True) == [name for name in bens if name in own]
    left = world.names(Queue(), without=(Condition("reviewer", "=", "ben"),), own_only=True)
    assert left == [name for name in world.where(lambda one: "ben" not in one.verdicts) if name in own]


def test_disputed_rows_and_values_follow_the_same_rule(world: World) -> None:
    apart = {one.key for one in world.images if len(set(one.verdicts.values())) > 1 and not one.settled}
    own = {one.key for one in world.images if "ann" in one.verdicts}
    assert queues.disagreements(world.store, world.run, "ann", blind=False) == apart
    assert queues.disagreements(world.store, world.run, "ann", blind=True) == apart & own < apart
    values = queues.values_of(world.store, world.run)
    assert values.true_labels == tuple(sorted(TRUTHS))
    assert values.reviewers == WHO
    assert values.reasons == ("background",)
    assert queues.values_of(world.store, world.run, only="dora").reasons == ()


@pytest.mark.parametrize(
    "queue",
    [Queue(), Queue("suspicious"), Queue("sample", 500, 17), Queue("classes", 3, 0, "true"), Queue("classes", 3, 9)],
)
def test_a_queue_comes_back_from_its_record(queue: Queue) -> None:
    assert Queue.from_json(queue.to_json()) == queue


@pytest.mark.parametrize(
    "record", [None, [], "all", {}, {"kind": "best"}, {"kind": 3, "n": 2}, {"kind": "all", "n": 10**12, "seed": 1}]
)
def test_a_record_that_is_none_of_ours_shows_all_images(record: object) -> None:
    assert Queue.from_json(record) == Queue()


def test_numbers_that_cannot_be_leave_the_sample_as_it_is_by_itself() -> None:
    for n, seed in ((0, 1), (-3, 1), (True, 1), ("9", 1), (9, -1), (9, None)):
        assert Queue.from_json({"kind": "sample", "n": n, "seed": seed}) == replace(Queue(), kind="sample")
