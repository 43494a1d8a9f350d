"""What-ifs: kept in the history with the review, put aside and undone in steps, alike on every machine."""

from __future__ import annotations

import copy
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from db import bundle, checks, lists, merge, migrate, review_lines, what_if_state, what_ifs
from db.conditions import Condition
from db.faults import StoreError
from db.rows import Region
from db.store import Store
from db.what_ifs import Kept
from engine.records import Answer, WhatIf

from .conftest import sql
from .test_upgrade import OLD

BOX = Region("0198d9c5-7c1e-4000-8000-000000000001", "spurious", "box", points=(1.0, 2.0, 30.5, 40.0))
BRUSH = Region("0198d9c5-7c1e-4000-8000-000000000002", "spurious", "brush", box=(3, 4, 5, 2), runs=(1, 4, 5))
BEFORE = Answer(2, 0.97, 0.97, 3.476, ((2, 0.97), (4, 0.03)))
AFTER = Answer(4, 0.61, 0.22, -1.2656, ((4, 0.61), (2, 0.22), (0, 0.17)))
FOUND = WhatIf("away", "mean", {"colour": [124, 116, 104]}, 2, 0.125, BEFORE, AFTER, "cpu", {"torch": "2.9"})


@pytest.fixture
def asked(store: Store, explained: dict[str, int]) -> Kept:
    return what_ifs.keep(store, explained["b.jpg"], "ann", [BOX, BRUSH], FOUND).result(10)


def well(store: Store) -> bool:
    return store.history_faults() == []


def ids(store: Store) -> list[str]:
    return [one.uuid for one in what_ifs.of_run(store, 1)]


def test_an_answer_is_kept_as_it_was_given(project: Path, store: Store, explained, asked: Kept) -> None:
    assert asked.explanation_id == explained["b.jpg"]
    assert (asked.reviewer, asked.regions, asked.found) == ("ann", (BOX, BRUSH), FOUND)
    assert asked.found.flips
    assert asked.found.change == pytest.approx(-1.2656 - 3.476)
    assert what_ifs.of_explanation(store, explained["b.jpg"]) == [asked]
    assert what_ifs.of_explanation(store, explained["a.jpg"]) == []
    review = store.review(explained["b.jpg"], "ann")
    assert review is not None
    assert (review.verdict, review.regions) == (None, ())
    assert store.counts(1, "ann").reviewed == 0
    assert well(store)
    store.close()
    with Store.open(project, readonly=True) as again:
        assert what_ifs.of_run(again, 1) == [asked]
        assert [one.name for one in checks.check(again) if one.faults] == []
    (line,) = (project / "history.jsonl").read_text().splitlines()
    assert (json.loads(line)["kind"], json.loads(line)["hash"]) == ("what-if", asked.event)


def test_images_are_found_by_what_ifs_of_ones_own_or_of_whom_is_named(store: Store, explained) -> None:
    stays = replace(FOUND, after=replace(AFTER, prediction=BEFORE.prediction))
    for name, who, found in (
        ("a.jpg", "ann", FOUND),
        ("a.jpg", "ann", stays),
        ("b.jpg", "ann", stays),
        ("c.jpg", "bob", FOUND),
    ):
        what_ifs.keep(store, explained[name], who, [BOX], found).result(10)
    store.set_verdict(explained["b.jpg"], "ann", "flawed").result(10)
    with store._reading() as db:
        images = [row.relative for row in lists.page(db, 1, "ann")]

    def listed(*asked: str, who: str = "ann", of: tuple[str, ...] = (), verdict: str = "") -> list[str]:
        conditions = [Condition("whatif", "=", one) for one in asked]
        conditions += [Condition("reviewer", "=", one) for one in of]
        conditions += [Condition("verdict", "=", verdict)] if verdict else []
        with store._reading() as db:
            found = [row.relative for row in lists.page(db, 1, who, conditions)]
            assert lists.count(db, 1, who, conditions) == len(found)
        return found

    assert listed("asked") == ["a.jpg", "b.jpg"]
    assert listed("turned") == ["a.jpg"]
    assert listed("stayed") == ["b.jpg"]
    assert listed("turned", "stayed") == ["a.jpg", "b.jpg"]
    explained_ones = [name for name in images if name in explained]
    assert listed("none") == [name for name in explained_ones if name not in ("a.jpg", "b.jpg")]
    assert listed("turned", who="cem") == []
    assert listed("turned", of=("bob",)) == ["c.jpg"]
    assert listed("turned", of=("ann", "bob")) == ["a.jpg", "c.jpg"]
    assert listed("asked", verdict="flawed") == ["b.jpg"]
    assert listed("turned", verdict="flawed") == []
    assert listed("asked", verdict="none") == ["a.jpg"]
    with pytest.raises(StoreError, match="asked, turned, stayed, none"):
        listed("perhaps")
    what_ifs.put_aside(store, ids(store)[0], "ann").result(10)
    assert listed("turned") == []
    assert listed("stayed") == ["a.jpg", "b.jpg"]


def test_what_was_asked_stays_when_its_region_is_moved_or_taken_away(store: Store, explained, asked: Kept) -> None:
    moved = {**BOX.to_json(), "points": [5, 5, 9, 9]}
    for region in (BOX.to_json(), moved, None):
        store.change(explained["b.jpg"], "ann", {"regions": {BOX.id: region}}).result(10)
        assert what_ifs.of_explanation(store, explained["b.jpg"])[0].regions == (BOX, BRUSH)
    assert well(store)


def test_it_is_put_aside_and_undone_in_the_order_of_all_changes(store: Store, explained, asked: Kept) -> None:
    at = explained["b.jpg"]
    store.set_verdict(at, "ann", "flawed").result(10)
    second = what_ifs.keep(store, at, "ann", [BOX], FOUND).result(10)
    assert what_ifs.put_aside(store, asked.uuid, "ann").result(10) == at
    assert ids(store) == [second.uuid]
    for what, left in (
        ("what-if put aside on b.jpg", [asked.uuid, second.uuid]),
        ("what-if on b.jpg", [asked.uuid]),
        ("flaw on b.jpg", [asked.uuid]),
        ("what-if on b.jpg", []),
    ):
        undone = store.undo("ann").result(10)
        assert undone is not None
        assert (undone.what, undone.explanation_id, undone.run_id) == (what, at, 1)
        assert ids(store) == left
        assert well(store)
    assert store.undo("ann").result(10) is None
    for _ in range(4):
        store.redo("ann").result(10)
    assert ids(store) == [second.uuid]
    assert store.review(at, "ann").verdict == "flawed"  # type: ignore[union-attr]
    assert well(store)


def test_it_counts_as_a_change_after_a_sign_off(store: Store, explained) -> None:
    store.sign_off(1, "ann").result(10)
    what_ifs.keep(store, explained["a.jpg"], "ann", [BOX], FOUND).result(10)
    assert [one.since for one in store.sign_offs(1)] == [1]


def test_what_cannot_be_kept_is_refused(project: Path, store: Store, explained, asked: Kept) -> None:
    nan = WhatIf("away", "mean", {}, 2, 0.1, BEFORE, Answer(0, 0.5, 0.5, float("nan"), ()))
    for number, who, regions, found, why in (
        (99, "ann", [BOX], FOUND, "no such explanation"),
        (explained["a.jpg"], " ", [BOX], FOUND, "whose it is"),
        (explained["a.jpg"], "ann", [], FOUND, "no answer"),
        (explained["a.jpg"], "ann", [BOX], nan, "no answer"),
    ):
        with pytest.raises(StoreError, match=why):
            what_ifs.keep(store, number, who, regions, found).result(10)
    for who, which in (("ben", asked.uuid), ("ann", BOX.id)):
        with pytest.raises(StoreError, match="not there any more, or is another"):
            what_ifs.put_aside(store, which, who).result(10)
    assert ids(store) == [asked.uuid]
    assert sql(store.path, "SELECT count(*) FROM review_events") == [(1,)]
    store.close()
    with Store.open(project, readonly=True) as reading, pytest.raises(StoreError, match="reading only"):
        what_ifs.put_aside(reading, asked.uuid, "ann").result(10)


def test_it_travels_and_twice_is_once(tmp_path: Path, store: Store, explained, asked: Kept) -> None:
    bundle.write(store, tmp_path / "out.zip")
    bundle.take(tmp_path / "out.zip", tmp_path / "there.hansel")
    result = bundle.take(tmp_path / "out.zip", tmp_path / "there.hansel")
    assert (result.events.added, result.events.known) == (0, 1)
    with Store.open(tmp_path / "there.hansel") as there:
        (one,) = what_ifs.of_run(there, 1)
        assert (one.uuid, one.reviewer, one.regions, one.found, one.event) == (
            asked.uuid, "ann", asked.regions, FOUND, asked.event,
        )  # fmt: skip
        assert there.explanation(one.explanation_id).relative == "b.jpg"
        what_ifs.keep(there, one.explanation_id, "ben", [BOX], FOUND).result(10)
        what_ifs.put_aside(there, asked.uuid, "ann").result(10)
        assert well(there)
        bundle.write(there, tmp_path / "back.zip")
    with bundle.opened(tmp_path / "back.zip", lambda _: None) as back:
        back.check()
        bundle.take_into(store, back)
    assert [one.reviewer for one in what_ifs.of_run(store, 1)] == ["ben"]
    assert well(store)


def test_lines_carry_it_and_their_schema_knows_it(tmp_path: Path, project: Path, store: Store, asked: Kept) -> None:
    what_ifs.put_aside(store, asked.uuid, "ann").result(10)
    store.undo("ann").result(10)
    review_lines.write(store, tmp_path / "out.jsonl")
    store.close()
    other = tmp_path / "copy.hansel"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns(".lock", "history.jsonl"))
    for table in ("what_ifs", "reviews"):
        sql(other, f"DELETE FROM {table}")
    for guard in ("no_delete", "no_update", "no_replace"):
        sql(other, f"DROP TRIGGER review_events_{guard}")
    sql(other, "DELETE FROM review_events")
    with Store.open(other) as there:
        assert ids(there) == []
        merged, _ = review_lines.take(there, tmp_path / "out.jsonl")
        assert merged.added == 3
        assert [(one.uuid, one.found) for one in what_ifs.of_run(there, 1)] == [(asked.uuid, FOUND)]
        assert well(there)


def test_a_lost_one_comes_back_from_the_journal(project: Path, store: Store, asked: Kept) -> None:
    store.close()
    for table in ("what_ifs", "reviews"):
        sql(project, f"DELETE FROM {table}")
    sql(project, "DROP TRIGGER review_events_no_delete")
    sql(project, "DELETE FROM review_events")
    with Store.open(project) as again:
        assert again.brought_back == 1
        assert what_ifs.of_run(again, 1) == [asked]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE what_ifs SET flips = 0",
        "UPDATE what_ifs SET after = before",
        "UPDATE what_ifs SET regions = '[]'",
        "DELETE FROM what_ifs",
        "INSERT INTO what_ifs SELECT 7, 'x', explanation_id, run_id, reviewer_id, created_at, event_id, way, filling, "
        "parameters, regions, target, hidden, before, after, device, versions, flips FROM what_ifs",
    ],
)
def test_a_change_behind_the_history_shows(project: Path, store: Store, asked: Kept, statement: str) -> None:
    sql(project, statement)
    assert store.history_faults() == ["The what-ifs are not what the history adds up to."]
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        sql(project, "UPDATE review_events SET payload = '{}'")


NAME = "0198d9c5-7c1e-4000-8000-000000000000"
GOOD: dict[str, Any] = {
    "what_if": NAME,
    "kept": True,
    "asked": what_ifs.asked_record([BOX, BRUSH], FOUND),
    "answer": what_ifs.answer_record(FOUND),
}
BAD = {
    "no id": lambda one: one.pop("what_if"),
    "an id that is none": lambda one: one.update(what_if="x"),
    "neither kept nor not": lambda one: one.update(kept=1),
    "put aside with an answer": lambda one: one.update(kept=False),
    "nothing asked": lambda one: one.pop("asked"),
    "another way": lambda one: one["asked"].update(way="sideways"),
    "no filling": lambda one: one["asked"].update(filling=""),
    "no regions": lambda one: one["asked"].update(regions=[]),
    "half a box": lambda one: one["asked"]["regions"][0].update(points=[1, 2]),
    "a region without its id": lambda one: one["asked"]["regions"][0].pop("id"),
    "a class below nought": lambda one: one["asked"].update(target=-1),
    "no answer": lambda one: one.pop("answer"),
    "more hidden than there is": lambda one: one["answer"].update(hidden=1.5),
    "surer than sure": lambda one: one["answer"]["after"].update(probability=1.01),
    "no odds": lambda one: one["answer"]["before"].pop("log_odds"),
    "odds that are no number": lambda one: one["answer"]["before"].update(log_odds="1"),
    "a likely class without its share": lambda one: one["answer"]["before"].update(top=[[1]]),
    "versions that are numbers": lambda one: one["answer"].update(versions={"torch": 2}),
}


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD.keys())
def test_what_no_what_if_can_say_is_not_taken_in(spoil) -> None:  # type: ignore[no-untyped-def]
    schema = review_lines.schema()
    one = Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/what-if"})
    assert what_if_state.is_payload(GOOD)
    assert one.is_valid(GOOD)
    spoilt = copy.deepcopy(GOOD)
    spoil(spoilt)
    assert not what_if_state.is_payload(spoilt)
    assert not one.is_valid(spoilt)


def test_one_about_a_run_is_not_taken_in(tmp_path: Path, store: Store, asked: Kept) -> None:
    review_lines.write(store, tmp_path / "out.jsonl")
    line = json.loads((tmp_path / "out.jsonl").read_text())
    line["run"], line["explanation"] = line["about"]["run"], None
    with pytest.raises(StoreError, match="not a review event"):
        store._write(lambda db: merge.add_events(db, [line])).result(10)


def test_a_project_of_the_former_schema_takes_them(project: Path) -> None:
    project.mkdir()
    (project / "maps").mkdir()
    with sqlite3.connect(project / "audit.sqlite") as db:
        db.executescript(OLD.read_text(encoding="utf-8"))
    Store.open(project).close()
    sql(project, "DROP TABLE what_ifs")
    sql(project, "UPDATE alembic_version SET version_num = '0006'")
    with Store.open(project) as store:
        assert sql(project, "SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
        assert what_ifs.of_run(store, 1) == []
        which = next(one.explanation_id for one in store.items(1, "ann") if one.explanation_id is not None)
        kept = what_ifs.keep(store, which, "ann", [BOX], FOUND).result(10)
        assert what_ifs.of_run(store, 1) == [kept]
        assert well(store)
    assert (project / "audit.sqlite.before-0007").is_file()
