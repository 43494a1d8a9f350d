"""Reviews as JSON Lines: out and in again byte by byte, and nothing taken in of a file with a bad line."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy import Connection

from db import merge, review_lines
from db.store import Store, StoreError

from .conftest import Folder, explain_all, sql

BOX = {"mark": "spurious", "shape": "box", "points": [10, 20, 110, 90.5]}
BRUSH = {"mark": "missed", "shape": "brush", "box": [4, 5, 3, 2], "runs": [1, 2, 3]}
POLYGON = {"mark": "missed", "shape": "polygon", "points": [1, 1, 2, 1, 2, 2]}
SCHEMA = Path(__file__).parents[3] / "resources" / "schemas" / "review-event.schema.json"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """bare.hansel: two runs, explained, without a review; reviewed.hansel: the same with events of every kind; r.jsonl:
    what is written of these."""
    home = tmp_path_factory.mktemp("world")
    folder = Folder(home / "photos")
    for name in ("a.jpg", "b.jpg", "c.jpg", "deep/d.jpg"):
        folder.write(name, f"picture {name}".encode())
    with Store.create(home / "bare.hansel") as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        explain_all(store, store.begin_run(folder.spec(seed=8), folder.scan()))
    shutil.copytree(home / "bare.hansel", home / "reviewed.hansel")
    with Store.open(home / "reviewed.hansel") as store:
        store._device = "one machine"
        store.change(1, "ann", {"verdict": "flawed", "reasons": {"stamp": True}, "severity": 2}, seconds=2.5)
        store.change(1, "ann", {"regions": {"r1": BOX, "r2": BRUSH, "r3": POLYGON}, "comment": "Wüste 🪙 \u2028"})
        store.change(2, "ann", {}, seconds=1.0)  # only looked at
        store.set_verdict(5, "Zoë", "sound")
        store.undo("ann")
        store.redo("ann")
        store.change(1, "ann", {"verdict": None, "regions": {"r1": None}, "reasons": {"stamp": False}})
        store.sign_off(1, "ann")
        store.sign_off(2, "Zoë")
        store.undo("Zoë").result()
        assert review_lines.write(store, home / "r.jsonl").events == 10
    return home


@pytest.fixture
def bare(world: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(world / "bare.hansel", tmp_path / "bare.hansel"))


@pytest.fixture
def lines(world: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (world / "r.jsonl").read_text("ascii").splitlines()]


def write(lines: list[Any], file: Path) -> Path:
    file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    return file


def hashed(line: dict[str, Any]) -> dict[str, Any]:
    """The line with the hash that its content has, as docs and schema say."""
    left_out = {"hash", "about"} | ({"run"} if line.get("run") is None else set())
    content = {name: value for name, value in line.items() if name not in left_out}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return line | {"hash": hashlib.sha256(text.encode()).hexdigest()}


def test_out_in_and_out_again_gives_the_same_bytes(world: Path, bare: Path, lines: list[Any], tmp_path: Path) -> None:
    assert {line["kind"] for line in lines} == {"change", "view", "undo", "redo", "sign-off"}
    first = (world / "r.jsonl").read_bytes()
    for expected in (len(lines), 0):
        with Store.open(bare) as store:
            store._device = "one machine"
            merged, differing = review_lines.take(store, world / "r.jsonl")
            assert (merged.added, merged.known, differing) == (expected, len(lines) - expected, 0)
            assert store.history_faults() == []
            assert store.next_redo("Zoë").what == "sign-off of run 2"
            review_lines.write(store, tmp_path / "again.jsonl", force=True)
        assert (tmp_path / "again.jsonl").read_bytes() == first
    reviewed = "SELECT verdict, reasons, severity, comment, regions, seconds, updated_at FROM reviews ORDER BY 1, 4, 6"
    assert sql(bare, reviewed) == sql(world / "reviewed.hansel", reviewed)


def test_every_line_is_of_the_schema_and_has_the_hash_that_the_schema_tells_of(lines: list[Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in lines:
        jsonschema.validate(line, schema)
        assert hashed(line) == line


def test_about_tells_people_which_image_it_is_and_is_not_taken_in(
    world: Path, bare: Path, lines: list[Any], tmp_path: Path
) -> None:
    about = lines[0]["about"]
    assert (about["image"], about["explained"], about["predicted"]) == ("a.jpg", "owl", "owl")
    assert about["sha256"] == hashlib.sha256(b"picture a.jpg").hexdigest()
    assert about["run"] == sql(bare, "SELECT uuid FROM runs WHERE id = 1")[0][0]
    for line in lines:
        line["about"] = {"image": "of something else"}
    with Store.open(bare) as store:
        assert review_lines.take(store, write(lines, tmp_path / "other.jsonl"))[0].added == len(lines)
        review_lines.write(store, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (world / "r.jsonl").read_bytes()


def test_events_of_schema_0001_go_out_and_in(bare: Path, lines: list[Any], tmp_path: Path) -> None:
    old = {name: value for name, value in lines[0].items() if name != "about"}
    old |= {"kind": "verdict", "payload": {"verdict": "unsure"}, "os_user": "b\udcffb"}
    with Store.open(bare) as store:
        review_lines.take(store, write([hashed(old)], tmp_path / "old.jsonl"))
        assert store.review(1, "ann").verdict == "unsure"
        review_lines.write(store, tmp_path / "again.jsonl")
    found = json.loads((tmp_path / "again.jsonl").read_text("ascii"))
    found.pop("about")
    assert found == hashed(old)


def sets(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda line: line["payload"].update({"set": fields})


def field(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda line: line.update({name: value})


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no id": lambda line: line.pop("uuid"),
    "no hash": lambda line: line.pop("hash"),
    "no payload": lambda line: line.pop("payload"),
    "a field that no event has": field("colour", "blue"),
    "an id that is none": field("uuid", "12"),
    "an explanation by its number": field("explanation", 7),
    "about both": field("run", "00000000-0000-4000-8000-000000000000"),
    "about nothing": field("explanation", None),
    "no name": field("reviewer", ""),
    "a number for a name": field("reviewer", 4),
    "local time": field("created_at", "2026-11-23T10:00:00"),
    "a kind that is none": field("kind", "praise"),
    "number nought": field("sequence", 0),
    "half a number": field("sequence", 1.5),
    "a number beyond SQLite's": field("sequence", 2**63),
    "a short hash": field("prev_hash", "abc"),
    "a verdict that is none": sets(verdict="perfect"),
    "severity four": sets(severity=4),
    "a comment that is no text": sets(comment=["a"]),
    "a reason neither given nor not": sets(reasons={"stamp": "yes"}),
    "a reason without a name": sets(reasons={"": True}),
    "a box with three numbers": sets(regions={"r": BOX | {"points": [1, 2, 3]}}),
    "a brush without runs": sets(regions={"r": {"mark": "missed", "shape": "brush", "box": [1, 2, 3, 4]}}),
    "a region of another mark": sets(regions={"r": BOX | {"mark": "nice"}}),
    "a field that no review has": sets(mood="good"),
    "seconds below nought": lambda line: line["payload"].update({"seconds": -1}),
    "replaces one that has no id": lambda line: line["payload"].update({"replaces": {"verdict": ["x"]}}),
    "takes back without saying it is an undo": lambda line: line["payload"].update({"event": line["uuid"]}),
    "an undo of nothing": lambda line: line.update({"kind": "undo", "payload": {}}),
    "a sign-off of an explanation": lambda line: line.update({"kind": "sign-off", "payload": {"heads": []}}),
    "a change of nothing": lambda line: line.update({"payload": {}}),
    "a list": lambda line: [line],
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_line_that_is_not_as_it_should_be_is_named_and_nothing_is_taken_in(
    bare: Path, lines: list[Any], tmp_path: Path, fault: str
) -> None:
    bad = copy.deepcopy(lines[1])
    result = BROKEN[fault](bad)
    bad = result if isinstance(result, list) else hashed(bad) if "hash" in bad else bad
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bad, json.loads(SCHEMA.read_text("utf-8")))
    file = write([lines[0], bad, *lines[2:]], tmp_path / "bad.jsonl")
    with Store.open(bare) as store, pytest.raises(StoreError, match=r"^Line 2 of bad.jsonl is not .+") as refused:
        review_lines.take(store, file)
    assert str(refused.value).endswith("Nothing was taken in.")
    assert len(str(refused.value)) < 400
    assert sql(bare, "SELECT count(*) FROM review_events") == sql(bare, "SELECT count(*) FROM reviews") == [(0,)]


def test_what_the_schema_refuses_is_refused_without_it_too(bare: Path, lines: list[Any]) -> None:
    """The events of a bundle and of the journal are looked at by db.merge alone."""
    # Fields beyond those that the hash covers are not taken in; what is replaced need not be known.
    passed = {"a field that no event has", "replaces one that has no id", "a list"}
    with Store.open(bare) as store:
        for fault in sorted(BROKEN.keys() - passed):
            bad = copy.deepcopy(lines[1])
            BROKEN[fault](bad)
            bad = hashed(bad) if "hash" in bad else bad

            def take(db: Connection, some: list[Any] = [lines[0], bad]) -> Any:  # noqa: B006
                return merge.add_events(db, some)

            with pytest.raises(StoreError, match="Event 2 is not a review event"):
                store._write(take).result()
    assert sql(bare, "SELECT count(*) FROM review_events") == [(0,)]


def altered(lines: list[Any]) -> list[Any]:
    lines[1]["payload"]["set"]["comment"] = "another"
    return lines


def turned(lines: list[Any]) -> list[Any]:
    """An undo, with the right hash, of an event that nobody knows."""
    at = next(number for number, line in enumerate(lines) if line["kind"] == "undo")
    lines[at]["payload"]["event"] = "01a20a14-adf9-7ad5-95b1-796af31acab5"
    return [*lines[:at], hashed(lines[at])]


def renumbered(lines: list[Any]) -> list[Any]:
    return [lines[0], hashed(lines[1] | {"sequence": 5})]


def of_another_chain(lines: list[Any]) -> list[Any]:
    """An event of Zoë that follows one of ann."""
    theirs = next(line for line in lines if line["reviewer"] == "Zoë")
    return [lines[0], hashed(theirs | {"prev_hash": lines[0]["hash"], "sequence": 2})]


def without_zoe(lines: list[Any]) -> list[Any]:
    return [line for line in lines if line["reviewer"] == "ann"]


def same_id(lines: list[Any]) -> list[Any]:
    return [lines[0], hashed(lines[0] | {"os_user": "somebody else"})]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (altered, "Line 2, of ann, was changed after it was written"),
        (lambda lines: lines[1:], "Before event 2 of ann something is missing"),
        (turned, "takes back one that is not there"),
        (renumbered, "Before event 5 of ann something is missing"),
        (of_another_chain, "Before event 2 of Zoë something is missing"),
        (without_zoe, "A sign-off of ann saw an event of Zoë that is not there"),
        (same_id, "Two different events have the id"),
        (lambda lines: [lines[0], "{", *lines[1:]], "Line 2 of bad.jsonl is not JSON"),
        (lambda lines: [lines[0], "", *lines[1:]], "Line 2 of bad.jsonl is empty"),
        (lambda lines: ["[" * 100_000], "Line 1 of bad.jsonl is not JSON"),
        (lambda lines: [json.dumps(lines[0]).replace("2.5", "1e999")], "Line 1 of bad.jsonl is not JSON"),
    ],
)
def test_a_history_that_does_not_hold_together_is_refused(
    bare: Path, lines: list[Any], tmp_path: Path, change: Any, words: str
) -> None:
    file = write(change(lines), tmp_path / "bad.jsonl")
    with Store.open(bare) as store, pytest.raises(StoreError, match=words):
        review_lines.take(store, file)
    assert sql(bare, "SELECT count(*) FROM review_events") == [(0,)]


def test_reviews_of_explanations_that_are_not_here_are_refused(world: Path, lines: list[Any], tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.hansel") as store:
        with pytest.raises(StoreError, match="an explanation that this project does not have"):
            review_lines.take(store, world / "r.jsonl")
        with pytest.raises(StoreError, match="There is no file"):
            review_lines.take(store, tmp_path / "gone.jsonl")


def test_one_run_is_for_reading_and_goes_in_only_where_the_rest_is(
    world: Path, bare: Path, lines: list[Any], tmp_path: Path
) -> None:
    with Store.open(world / "reviewed.hansel") as store:
        assert review_lines.write(store, tmp_path / "run1.jsonl", run_id=1).events == 7
        assert review_lines.write(store, tmp_path / "run2.jsonl", run_id=2, reviewer_names=["Zoë"]).events == 3
        with pytest.raises(StoreError, match="There are no such reviews"):
            review_lines.write(store, tmp_path / "none.jsonl", run_id=2, reviewer_names=["ann"])
        assert review_lines.take(store, tmp_path / "run1.jsonl")[0].known == 7
    with Store.open(bare) as store, pytest.raises(StoreError, match="saw an event of Zoë"):
        review_lines.take(store, tmp_path / "run1.jsonl")


def test_many_events_at_once_add_up_as_one_by_one(project: Path, folder: Folder, tmp_path: Path) -> None:
    for number in range(120):
        folder.write(f"more/{number}.jpg", f"picture {number}".encode())
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    one_by_one = Path(shutil.copytree(project, tmp_path / "one.hansel"))
    with Store.open(one_by_one) as store:
        made = [item.explanation_id for item in store.items(1, "ann")]
        for number, which in enumerate(made):
            for who in ("ann", "bob"):
                verdict = ("sound", "flawed", "unsure")[(number + len(who + str(number))) % 3]
                store.change(which, who, {"verdict": verdict, "reasons": {"stamp": number % 2 == 0}})
        store.undo("bob").result()
        review_lines.write(store, tmp_path / "many.jsonl")
    with Store.open(project) as store:
        assert review_lines.take(store, tmp_path / "many.jsonl")[0].reviews == 2 * len(made) > 200
        assert store.history_faults() == []
    for table in ("reviews", "tally_classes", "tally_days", "tally_reasons", "tally_explained", "progress"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4"
        assert sql(project, query) == sql(one_by_one, query)
