"""Verdicts, undo and redo, and a history that cannot be changed unseen."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import ids, verify
from db.store import Store, StoreError

from .conftest import Folder, explain_all, sql


def verdicts(store: Store, reviewer: str = "ann") -> dict[str, str | None]:
    return {item.relative: item.verdict for item in store.items(1, reviewer)}


def test_a_verdict_is_on_disk_before_its_future_is_done(store: Store, explained) -> None:
    seen = []
    future = store.set_verdict(explained["b.jpg"], "ann", "flawed")
    future.add_done_callback(lambda _: seen.extend(sql(store.path, "SELECT verdict FROM reviews")))
    row = future.result(10)
    store.close()
    assert seen == [("flawed",)]
    assert (row.explanation_id, row.reviewer, row.verdict) == (explained["b.jpg"], "ann", "flawed")
    assert abs(datetime.now(UTC) - row.updated_at) < timedelta(minutes=1)


def test_reopening_shows_every_verdict_and_the_place_where_the_reviewer_was(project: Path, folder: Folder) -> None:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        store.set_verdict(1, "ann", "flawed")
        store.set_verdict(2, "ann", "sound")
        store.set_verdict(2, "bob", "unsure")
        store.set_setting("place", {"run": 1, "item": 2})
    with Store.open(project, readonly=True) as store:
        assert verdicts(store) == {"a.jpg": "flawed", "b.jpg": "sound", "c.jpg": None, "deep/d.jpg": None}
        assert verdicts(store, "bob")["b.jpg"] == "unsure"
        assert store.get_setting("place") == {"run": 1, "item": 2}
        assert store.get_setting("never set", "default") == "default"
        counts = store.counts(1, "ann")
        assert (counts.total, counts.explained, counts.failed) == (4, 4, 0)
        assert (counts.reviewed, counts.sound, counts.flawed, counts.unsure) == (2, 1, 1, 0)


def test_undo_and_redo_walk_across_images_and_survive_reopening(project: Path, store: Store, explained) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "sound")
    store.set_verdict(explained["deep/d.jpg"], "ann", "flawed")
    store.set_verdict(explained["a.jpg"], "ann", "unsure").result()
    assert store.next_undo("ann").what == "unsure on a.jpg"
    assert store.next_redo("ann") is None

    undone = store.undo("ann").result()
    assert (undone.explanation_id, undone.run_id, undone.what) == (explained["a.jpg"], 1, "unsure on a.jpg")
    assert verdicts(store)["a.jpg"] == "sound"
    assert store.undo("ann").result().what == "flaw on deep/d.jpg"
    assert verdicts(store)["deep/d.jpg"] is None
    store.close()

    with Store.open(project) as again:
        assert again.next_redo("ann").what == "flaw on deep/d.jpg"
        assert again.undo("ann").result().what == "sound on a.jpg"
        assert again.undo("ann").result() is None
        assert set(verdicts(again).values()) == {None}
        assert [again.redo("ann").result().what for _ in range(3)] == [
            "sound on a.jpg",
            "flaw on deep/d.jpg",
            "unsure on a.jpg",
        ]
        assert again.redo("ann").result() is None
        assert verdicts(again) == {"a.jpg": "unsure", "b.jpg": None, "c.jpg": None, "deep/d.jpg": "flawed"}
        assert again.history_faults() == []


def test_a_new_verdict_clears_what_could_be_redone(store: Store, explained) -> None:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        store.set_verdict(explained[name], "ann", "sound")
    store.undo("ann")
    store.undo("ann")
    store.redo("ann")
    store.undo("ann").result()
    assert store.next_redo("ann").what == "sound on b.jpg"
    store.set_verdict(explained["deep/d.jpg"], "ann", "flawed").result()
    assert store.redo("ann").result() is None
    assert [store.undo("ann").result().what for _ in range(2)] == ["flaw on deep/d.jpg", "sound on a.jpg"]
    assert store.undo("ann").result() is None


def test_each_reviewer_undoes_only_the_own_changes(store: Store, explained) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed")
    store.set_verdict(explained["a.jpg"], "bob", "sound").result()
    assert store.undo("ann").result().what == "flaw on a.jpg"
    assert store.undo("cid").result() is None
    assert store.review(explained["a.jpg"], "bob").verdict == "sound"
    assert store.review(explained["a.jpg"], "ann").verdict is None
    assert store.review(explained["a.jpg"], "cid") is None


def test_taking_a_verdict_back_can_be_undone_and_repeating_one_is_no_event(store: Store, explained) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed")
    store.set_verdict(explained["a.jpg"], "ann", "flawed")
    store.set_verdict(explained["a.jpg"], "ann", None).result()
    assert sql(store.path, "SELECT count(*) FROM review_events") == [(2,)]
    assert store.counts(1, "ann").reviewed == 0
    assert store.undo("ann").result().what == "verdict taken back on a.jpg"
    assert store.review(explained["a.jpg"], "ann").verdict == "flawed"


def test_a_verdict_on_nothing_or_of_no_kind_is_refused(store: Store, explained) -> None:
    assert isinstance(store.set_verdict(999, "ann", "flawed").exception(10), StoreError)
    assert isinstance(store.set_verdict(explained["a.jpg"], "ann", "great").exception(10), StoreError)
    assert sql(store.path, "SELECT count(*) FROM review_events") == [(0,)]
    store.set_verdict(explained["a.jpg"], "ann", "sound").result()
    with pytest.raises(sqlite3.IntegrityError):
        sql(store.path, "UPDATE reviews SET verdict = 'great'")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review_events SET payload = '{}'",
        "UPDATE review_events SET id = id + 100",
        "DELETE FROM review_events",
        "INSERT OR REPLACE INTO review_events SELECT * FROM review_events WHERE id = 1",
        "REPLACE INTO review_events SELECT id + 50, uuid, explanation_id, run_id, reviewer_id, device, os_user,"
        " created_at, kind, payload, refers_to, sequence + 50, prev_hash, hash || 'x' FROM review_events WHERE id = 1",
    ],
)
def test_the_database_itself_refuses_to_change_history(store: Store, explained, statement: str) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed").result()
    before = sql(store.path, "SELECT * FROM review_events")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        sql(store.path, statement)
    assert sql(store.path, "SELECT * FROM review_events") == before


def busy_afternoon(store: Store, explained: dict[str, int]) -> None:
    for index, name in enumerate(explained):
        store.set_verdict(explained[name], "ann", ("sound", "flawed", "unsure")[index % 3])
        store.set_verdict(explained[name], "bob", "sound")
        if index % 2:
            store.undo("ann")
            store.undo("bob")
            store.redo("bob")
    store.undo("ann")
    store.redo("ann").result()


def test_every_hash_covers_its_event_and_the_one_before(store: Store, explained) -> None:
    busy_afternoon(store, explained)
    with closing(sqlite3.connect(store.path / "audit.sqlite")) as db:
        db.row_factory = sqlite3.Row
        events = db.execute(
            "SELECT v.*, r.name AS reviewer, e.uuid AS explanation FROM review_events v"
            " JOIN reviewers r ON r.id = v.reviewer_id JOIN explanations e ON e.id = v.explanation_id ORDER BY v.id"
        ).fetchall()
    assert {event["kind"] for event in events} == {"change", "undo", "redo"}
    before: dict[str, tuple[int, str]] = {}
    for event in events:
        number, link = before.get(event["reviewer"], (0, "0" * 64))
        fields = ("uuid", "explanation", "reviewer", "device", "os_user", "created_at", "kind", "sequence", "prev_hash")
        content = {field: event[field] for field in fields} | {"payload": json.loads(event["payload"])}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        assert event["hash"] == hashlib.sha256(text.encode()).hexdigest()
        assert (event["sequence"], event["prev_hash"]) == (number + 1, link)
        assert uuid.UUID(event["uuid"]).version == 7
        assert event["created_at"].endswith("+00:00")
        before[event["reviewer"]] = (event["sequence"], event["hash"])


def test_the_current_state_is_what_the_events_add_up_to(store: Store, explained) -> None:
    busy_afternoon(store, explained)
    with store._reading() as db:
        rebuilt = dict(verify.state_from_events(db))
    kept = sql(store.path, "SELECT explanation_id, reviewer_id, verdict FROM reviews")
    assert {key: row["verdict"] for key, row in rebuilt.items()} == {(one, two): said for one, two, said in kept}
    assert len(rebuilt) == 8
    assert store.history_faults() == []


@pytest.mark.parametrize(
    ("trigger", "statement", "words"),
    [
        ("no_update", "UPDATE review_events SET payload = replace(payload, 'sound', 'flawed') WHERE id = 1", "changed"),
        ("no_update", "UPDATE review_events SET os_user = 'someone' WHERE id = 2", "changed"),
        ("no_delete", "DELETE FROM review_events WHERE id = 2", "missing"),
        ("no_update", "UPDATE reviews SET verdict = 'unsure' WHERE explanation_id = 1", "current verdicts"),
    ],
)
def test_a_change_behind_our_back_is_noticed(project: Path, store: Store, explained, trigger, statement, words) -> None:
    for name in explained:
        store.set_verdict(explained[name], "ann", "sound").result()
    sql(project, f"DROP TRIGGER review_events_{trigger}")
    sql(project, statement)
    assert any(words in fault for fault in store.history_faults())


def test_the_machine_keeps_one_random_id(data_home: Path) -> None:
    first = ids.device_id()
    assert first == ids.device_id()
    assert uuid.UUID(first).version == 4
    (data_home / "device-id").unlink()
    assert ids.device_id() != first


def test_without_a_place_for_the_id_reviews_still_work(store: Store, explained, data_home: Path) -> None:
    data_home.write_text("a file where the folder should be")
    assert store.set_verdict(explained["a.jpg"], "ann", "sound").result(10).verdict == "sound"
    assert store.set_verdict(explained["b.jpg"], "ann", "sound").result(10).verdict == "sound"
    assert sql(store.path, "SELECT count(DISTINCT device) FROM review_events") == [(1,)]


def test_event_ids_sort_by_time() -> None:
    made = [ids.uuid7() for _ in range(3)]
    milliseconds = [uuid.UUID(one).int >> 80 for one in made]
    assert milliseconds == sorted(milliseconds)
    assert abs(milliseconds[0] / 1000 - datetime.now(UTC).timestamp()) < 60
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}
