"""Named clusters: kept in the history, changed and taken away in steps that undo takes back, alike on every machine."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from db import bundle, checks, cluster_state, clusters, migrate, review_lines
from db.clusters import Found, Named
from db.events import append
from db.store import Store, StoreError

from .conftest import sql
from .test_upgrade import OLD

FIGURES = {"area": 0.1, "energy": 0.8, "elsewhere": 0.05, "spread": 0.1, "apart": 0.7, "separation": 0.8,
           "stability": 0.9}  # fmt: skip


def found(explained: dict[str, int], *names: str) -> Found:
    members = tuple(explained[name] for name in names)
    distances = tuple(0.1 * (n + 1) for n in range(len(members)))
    return Found(2, members, distances, ((0.25, 0.25), (0.5, 0.0)), 4, FIGURES)


@pytest.fixture
def tag(store: Store, explained: dict[str, int]) -> Named:
    return clusters.name(store, 1, "ann", "  archive's   tag ", found(explained, "b.jpg", "a.jpg")).result(10)


def names(store: Store) -> list[str]:
    return [one.name for one in clusters.of_run(store, 1)]


def well(store: Store) -> bool:
    return store.history_faults() == []


def test_a_name_keeps_the_cluster_as_it_was_found(project: Path, store: Store, explained, tag: Named) -> None:
    assert tag.name == "archive's tag"
    assert (tag.run_id, tag.target, tag.reviewer, tag.changed_by) == (1, 2, "ann", "ann")
    assert (tag.n, tag.of_class, tag.sides, tag.figures) == (2, 4, False, FIGURES)
    assert tag.members == (explained["b.jpg"], explained["a.jpg"])
    assert tag.distances == (0.1, 0.2)
    assert tag.mean == ((0.25, 0.25), (0.5, 0.0))
    assert well(store)
    store.close()
    with Store.open(project, readonly=True) as again:
        assert clusters.of_run(again, 1) == [tag]
        assert [one.name for one in checks.check(again) if one.faults] == []
    (line,) = (project / "history.jsonl").read_text().splitlines()
    assert json.loads(line)["kind"] == "cluster"
    assert json.loads(line)["hash"] == tag.event


def test_a_name_is_changed_and_taken_away_and_each_is_one_step(store: Store, tag: Named) -> None:
    changed = clusters.rename(store, tag.uuid, "ben", "watermark").result(10)
    assert (changed.name, changed.reviewer, changed.changed_by) == ("watermark", "ann", "ben")
    assert (changed.uuid, changed.at, changed.members) == (tag.uuid, tag.at, tag.members)
    clusters.forget(store, tag.uuid, "ben").result(10)
    assert names(store) == []
    with pytest.raises(StoreError, match="no name any more"):
        clusters.rename(store, tag.uuid, "ann", "x").result(10)
    step = store.next_undo("ben")
    assert step is not None
    assert (step.what, step.explanation_id, step.run_id, step.cluster) == (
        "name of a cluster taken away", None, 1, tag.uuid,
    )  # fmt: skip
    store.undo("ben").result(10)
    assert names(store) == ["watermark"]
    undone = store.undo("ben").result(10)
    assert undone is not None
    assert undone.what == "name of a cluster: watermark"
    assert names(store) == ["archive's tag"]
    store.undo("ann").result(10)
    assert names(store) == []
    assert well(store)
    store.redo("ann").result(10)
    store.redo("ben").result(10)
    assert names(store) == ["watermark"]
    assert well(store)


def test_undo_goes_through_verdicts_and_names_in_their_order(store: Store, explained, tag: Named) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed").result(10)
    assert store.undo("ann").result(10).what == "flaw on a.jpg"
    assert store.undo("ann").result(10).what == "name of a cluster: archive's tag"
    assert store.undo("ann").result(10) is None


@pytest.mark.parametrize("name", ["", "   ", "two\nlines \x07", "x" * 81, "\ud800"])
def test_what_is_no_name_is_refused(store: Store, explained: dict[str, int], name: str) -> None:
    with pytest.raises(StoreError, match="Nothing was saved"):
        clusters.name(store, 1, "ann", name, found(explained, "a.jpg")).result(10)
    assert sql(store.path, "SELECT count(*) FROM review_events") == [(0,)]


def test_what_cannot_be_kept_is_refused(project: Path, store: Store, explained, tag: Named) -> None:
    other = found(explained, "c.jpg")
    for who, text, what, why in (
        ("ann", "Archive's TAG", other, "Another cluster of run 1"),
        (" ", "x", other, "by a person"),
        ("ann", "x", found(explained), "not explanations"),
        ("ann", "x", Found(3, other.members, (0.1,), ((1.0,),), 4, FIGURES), "not explanations"),
    ):
        with pytest.raises(StoreError, match=why):
            clusters.name(store, 1, who, text, what).result(10)
    with pytest.raises(StoreError, match="not explanations"):
        clusters.name(store, 2, "ann", "x", other).result(10)
    assert names(store) == ["archive's tag"]
    store.close()
    with Store.open(project, readonly=True) as reading, pytest.raises(StoreError, match="reading only"):
        clusters.forget(reading, tag.uuid, "ann").result(10)


def test_it_travels_with_its_members_and_twice_is_once(tmp_path: Path, store: Store, explained, tag: Named) -> None:
    bundle.write(store, tmp_path / "out.zip")
    bundle.take(tmp_path / "out.zip", tmp_path / "there.hansel")
    result = bundle.take(tmp_path / "out.zip", tmp_path / "there.hansel")
    assert (result.events.added, result.events.known) == (0, 1)
    with Store.open(tmp_path / "there.hansel") as there:
        (one,) = clusters.of_run(there, 1)
        assert (one.uuid, one.name, one.reviewer, one.n, one.event) == (tag.uuid, tag.name, "ann", 2, tag.event)
        assert [there.explanation(which).relative for which in one.members] == ["b.jpg", "a.jpg"]
        clusters.rename(there, tag.uuid, "ben", "watermark").result(10)
        assert well(there)
        bundle.write(there, tmp_path / "back.zip")
    with bundle.opened(tmp_path / "back.zip", lambda _: None) as back:
        back.check()
        bundle.take_into(store, back)
    assert names(store) == ["watermark"]
    assert well(store)


def test_lines_carry_it_and_their_schema_knows_it(tmp_path: Path, project: Path, store: Store, tag: Named) -> None:
    clusters.rename(store, tag.uuid, "ann", "watermark").result(10)
    store.undo("ann").result(10)
    review_lines.write(store, tmp_path / "out.jsonl")
    store.close()
    copy = tmp_path / "copy.hansel"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".lock", "history.jsonl"))
    sql(copy, "DELETE FROM cluster_members")
    sql(copy, "DELETE FROM clusters")
    for guard in ("no_delete", "no_update", "no_replace"):
        sql(copy, f"DROP TRIGGER review_events_{guard}")
    sql(copy, "PRAGMA foreign_keys=OFF")
    sql(copy, "DELETE FROM review_events")
    with Store.open(copy) as there:
        assert names(there) == []
        merged, _ = review_lines.take(there, tmp_path / "out.jsonl")
        assert merged.added == 3
        assert names(there) == ["archive's tag"]


def test_a_lost_name_comes_back_from_the_journal(project: Path, store: Store, tag: Named) -> None:
    store.close()
    for table in ("cluster_members", "clusters"):
        sql(project, f"DELETE FROM {table}")
    sql(project, "DROP TRIGGER review_events_no_delete")
    sql(project, "DELETE FROM review_events")
    with Store.open(project) as again:
        assert again.brought_back == 1
        assert clusters.of_run(again, 1) == [tag]


def test_a_change_behind_the_history_shows(project: Path, store: Store, tag: Named) -> None:
    sql(project, "UPDATE clusters SET name = 'something else'")
    assert store.history_faults() == ["The named clusters are not what the history adds up to."]
    sql(project, "UPDATE clusters SET name = ?", tag.name)
    sql(project, "DELETE FROM cluster_members WHERE place = 0")
    assert store.history_faults() == ["The named clusters are not what the history adds up to."]
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        sql(project, "UPDATE review_events SET payload = '{}'")


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"cluster": "x", "set": {"name": "a"}},
        {"cluster": "0198d9c5-7c1e-4000-8000-000000000000", "set": {"name": ""}},
        {"cluster": "0198d9c5-7c1e-4000-8000-000000000000", "set": {}},
        {"cluster": "0198d9c5-7c1e-4000-8000-000000000000", "set": {"name": "a"}, "found": {}},
        {"cluster": "0198d9c5-7c1e-4000-8000-000000000000", "set": {"name": "a"}, "found": {"members": ["y"],
         "distances": [0.1], "mean": [[1]], "figures": {}, "target": 0, "of_class": 1, "sides": False}},
        {"cluster": "0198d9c5-7c1e-4000-8000-000000000000", "set": {"name": "a"}, "found": {"members": [],
         "distances": [], "mean": [[1]], "figures": {}, "target": 0, "of_class": 1, "sides": False}},
    ],
)  # fmt: skip
def test_what_no_cluster_can_say_is_not_taken_in(payload: dict) -> None:  # type: ignore[type-arg]
    assert not cluster_state.is_payload(payload)


def test_a_rename_without_what_was_found_waits_for_it(store: Store, explained) -> None:
    name = "0198d9c5-7c1e-4000-8000-000000000000"
    uuid = sql(store.path, "SELECT uuid FROM runs")[0][0]

    def work(db):  # type: ignore[no-untyped-def]
        append(db, store._author("ben"), "cluster", {"cluster": name, "set": {"name": "late"}}, run=(1, uuid))
        cluster_state.keep(db, [1])

    store._write(work).result(10)
    assert names(store) == []
    assert well(store)


def test_a_project_of_the_former_schema_takes_names(project: Path) -> None:
    project.mkdir()
    (project / "maps").mkdir()
    with sqlite3.connect(project / "audit.sqlite") as db:
        db.executescript(OLD.read_text(encoding="utf-8"))
    Store.open(project).close()
    for table in ("cluster_members", "clusters"):
        sql(project, f"DROP TABLE {table}")
    sql(project, "ALTER TABLE sessions DROP COLUMN batch_size")
    sql(project, "DROP TABLE what_ifs")
    sql(project, "UPDATE alembic_version SET version_num = '0004'")
    with Store.open(project) as store:
        assert sql(project, "SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
        assert clusters.of_run(store, 1) == []
        rows = [row for row in store.items(1, "ann") if row.explanation_id is not None]
        mine = [row for row in rows if row.target == rows[0].target]
        members = tuple(row.explanation_id or 0 for row in mine)
        what = Found(mine[0].target or 0, members, (0.1,) * len(members), ((1.0,),), len(members), {})
        clusters.name(store, 1, "ann", "tag", what).result(10)
        assert names(store) == ["tag"]
        assert well(store)
    assert (project / "audit.sqlite.before-0007").is_file()
