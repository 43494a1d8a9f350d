"""Bundles: whatever was done on copies of a project, merging them in any order leads to the same, and loses nothing."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from db import bundle
from db.faults import MapMissing, ProjectBusy
from db.store import Store, StoreError
from engine.records import Failure

from .conftest import Folder, explain_all, explanation, sql

REGION = {"mark": "spurious", "shape": "box", "points": [1, 2, 30, 40.5]}


def export(project: Path, out: Path, **options: Any) -> Path:
    with Store.open(project, readonly=True) as store:
        bundle.write(store, out, force=True, **options)
    return out


def dump(project: Path) -> dict[str, list[Any]]:
    """All that must be the same on every machine, without any local number; asked of the database directly."""
    queries = {
        "events": """
            SELECT v.uuid, e.uuid, r.uuid, w.name, v.device, v.os_user, v.created_at, v.kind, v.payload, u.uuid,
              v.sequence, v.prev_hash, v.hash
            FROM review_events v JOIN reviewers w ON w.id = v.reviewer_id LEFT JOIN explanations e
              ON e.id = v.explanation_id LEFT JOIN runs r ON r.id = v.run_id
            LEFT JOIN review_events u ON u.id = v.refers_to""",
        "reviews": """
            SELECT e.uuid, w.name, v.verdict, v.reasons, v.severity, v.comment, v.regions, v.conflicts, v.seconds,
              v.updated_at, u.uuid
            FROM reviews v JOIN explanations e ON e.id = v.explanation_id JOIN reviewers w ON w.id = v.reviewer_id
            JOIN review_events u ON u.id = v.event_id""",
        "explanations": """
            SELECT e.uuid, r.uuid, o.path, i.relative, i.sha256, e.target, e.prediction, e.probability, e.top,
              e.map_sha256, e.map_low, e.measures, s.run_id = e.run_id
            FROM explanations e JOIN runs r ON r.id = e.run_id JOIN images i ON i.id = e.image_id
            JOIN roots o ON o.id = i.root_id LEFT JOIN sessions s ON s.id = e.session_id""",
        "places": """
            SELECT r.uuid, p.relative, i.sha256, p.state, p.reason FROM run_images p
            JOIN runs r ON r.id = p.run_id JOIN images i ON i.id = p.image_id""",
        "runs": """
            SELECT r.uuid, r.method, r.parameters, r.seed, r.state, r.finished_at, m.fingerprint, m.labels
            FROM runs r JOIN models m ON m.id = r.model_id""",
        "classes": """
            SELECT r.uuid, w.name, t.target, t.prediction, t.true_label, t.verdict, t.n FROM tally_classes t
            JOIN runs r ON r.id = t.run_id JOIN reviewers w ON w.id = t.reviewer_id""",
    }
    found = {name: sorted(sql(project, query), key=repr) for name, query in queries.items()}
    files = [file for file in (project / "maps").rglob("*") if file.is_file()]
    found["maps"] = sorted((file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files)
    return found


def faults(project: Path) -> list[str]:
    with Store.open(project, readonly=True) as store:
        return store.history_faults() + sql(project, "PRAGMA foreign_key_check")


def uuids(project: Path) -> set[str]:
    return {row[0] for row in sql(project, "SELECT uuid FROM review_events")}


def edit(project: Path, folder: Folder, rng: random.Random, device: str, steps: int) -> None:
    """What people do with a copy of a project, at random."""
    with Store.open(project) as store:
        store._device = device
        for _ in range(steps):
            run = rng.choice(store.runs())
            items = store.items(run.run_id, "ann")
            done = [item.explanation_id for item in items if item.explanation_id is not None]
            who = rng.choice(["ann", "ann", "bob", "cid"])
            match rng.choice(["change"] * 8 + ["undo", "undo", "redo", "sign-off", "go on", "new run"]):
                case "change" if done:
                    fields = {
                        "verdict": rng.choice(["sound", "flawed", "unsure", None]),
                        "severity": rng.choice([1, 2, 3, None]),
                        "comment": rng.choice(["", "too bright", "Wüste 🪙"]),
                        "reasons": {rng.choice(["stamp", "background"]): rng.random() < 0.7},
                        "regions": {rng.choice(["r1", "r2"]): rng.choice([REGION, None])},
                    }
                    names = rng.sample(sorted(fields), rng.randint(1, 3))
                    sets = {name: fields[name] for name in names}
                    store.change(rng.choice(done), who, sets, seconds=rng.choice([0.0, 1.25])).result()
                case "undo":
                    store.undo(who).result()
                case "redo":
                    store.redo(who).result()
                case "sign-off":
                    store.sign_off(run.run_id, who).result()
                case "go on":
                    plan = store.begin_run(folder.spec(parameters=run.parameters), folder.scan())
                    for one in plan.pending[: rng.randint(0, 2)]:
                        store.add_outcomes(plan.run_id, [(one.key, explanation(one.path, seed=len(one.relative)))])
                    waiting = [item for item in store.items(plan.run_id, "ann") if item.state == "waiting"]
                    store.finish_run(plan.run_id, "cancelled" if waiting else "finished")
                case "new run" if len(store.runs()) < 4:
                    changes = {"steps": rng.randint(1, 10**6)}
                    explain_all(store, store.begin_run(folder.spec(parameters=changes), folder.scan()))


@pytest.fixture
def base(project: Path, folder: Folder) -> Path:
    """A project with one run, of which two images are explained and one has been reviewed."""
    with Store.create(project) as store:
        plan = store.begin_run(folder.spec(), folder.scan())
        for one in plan.pending[:2]:
            store.add_outcomes(plan.run_id, [(one.key, explanation(one.path, seed=len(one.relative)))])
        store.finish_run(plan.run_id, "cancelled")
        store.change(1, "ann", {"verdict": "sound", "comment": "before the copies"}).result()
    return project


@pytest.mark.parametrize(("seed", "copies"), [(1, 2), (2, 2), (4, 3), (6, 4)])
def test_copies_that_were_worked_on_apart_come_together_in_any_order(
    base: Path, folder: Folder, tmp_path: Path, seed: int, copies: int
) -> None:
    rng = random.Random(seed)
    apart = [Path(shutil.copytree(base, tmp_path / f"copy{number}.hansel")) for number in range(copies)]
    devices = ["one machine", "one machine", "another", "a third"]
    for round_number in range(2 if seed == 1 else 1):
        for copy, device in zip(apart, devices, strict=False):
            edit(copy, folder, rng, device, steps=14)
        sent = []
        for number, copy in enumerate(apart):
            runs = [row[0] for row in sql(copy, "SELECT id FROM runs")]
            sent.append(export(copy, tmp_path / f"{number}.zip", run_ids=runs, with_maps=True))
        everything = set().union(*map(uuids, apart))
        orders = list(itertools.permutations(range(copies)))
        dumps = []
        for order in rng.sample(orders, 2):
            target = tmp_path / f"merged {round_number} {order}.hansel"
            for number in (*order, order[0]):  # one of them twice
                bundle.take(sent[number], target)
            assert uuids(target) == everything
            assert faults(target) == []
            dumps.append(dump(target))
        for number, copy in enumerate(apart):
            for other in rng.sample(range(copies), copies):
                if other != number:
                    bundle.take(sent[other], copy)
            assert uuids(copy) == everything
            assert faults(copy) == []
            dumps.append(dump(copy))
        for other in dumps[1:]:
            for name, rows in dumps[0].items():
                assert other[name] == rows, name
        # On with the merged copies, so that a fork is worked on by both again.


def rewritten(source: Path, out: Path, change: Any) -> Path:
    """A bundle with other content, and with a manifest that fits it. change: takes and alters {name: bytes}."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts)
    for name, promised in manifest["files"].items():
        if name in parts:
            digest = hashlib.sha256(parts[name]).hexdigest()
            promised |= {"bytes": len(parts[name]), "sha256": digest, "lines": parts[name].count(b"\n")}
    for uuid in list(manifest["maps"]):
        manifest["maps"][uuid] = len(parts.get(f"maps/{uuid}.npy", b""))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, content in parts.items():
            archive.writestr(name, content)
    return out


def line_changed(parts: dict[str, bytes], name: str, /, **values: Any) -> None:
    """Sets fields of the first line of one file."""
    first, rest = parts[name].split(b"\n", 1)
    parts[name] = json.dumps(json.loads(first) | values).encode() + b"\n" + rest


@pytest.fixture
def sent(base: Path, tmp_path: Path) -> Path:
    """A bundle of the base project with its run and maps, and a chain of two events."""
    with Store.open(base) as store:
        store.set_verdict(2, "ann", "unsure").result()
    return export(base, tmp_path / "sent.zip", run_ids=[1], with_maps=True)


def other_map(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("maps/"))
    content = bytearray(parts[name])
    content[-1] ^= 1
    parts[name] = bytes(content)


def huge_map(parts: dict[str, bytes]) -> None:
    """A map whose header promises a picture of 8 TB, with the hash that its row has."""
    name = next(name for name in parts if name.startswith("maps/"))
    content = (
        parts[name].replace(b"(20, 24)", b"(2**4,)*").replace(b"'shape': (2**4,)*", b"'shape': (1000000, 2000000)")
    )
    rows = [json.loads(line) for line in parts["explanations.jsonl"].splitlines()]
    for row in rows:
        if row["uuid"] in name:
            row["map_sha256"] = hashlib.sha256(content).hexdigest()
    parts[name] = content
    parts["explanations.jsonl"] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)


BAD = {
    "an event changed": (
        lambda p: p.update({"events.jsonl": p["events.jsonl"].replace(b"before the copies", b"after the copies!")}),
        "was changed after it was written",
    ),
    "a chain cut": (
        lambda p: p.update({"events.jsonl": p["events.jsonl"].split(b"\n", 1)[1]}),
        "something is missing from the history",
    ),
    "no JSON": (lambda p: p.update({"events.jsonl": b"{\n"}), "line 1 of events.jsonl is not JSON"),
    "no number": (lambda p: line_changed(p, "events.jsonl", sequence=float("nan")), "is not JSON"),
    "an event of nobody": (lambda p: line_changed(p, "events.jsonl", reviewer=""), "not a review event"),
    "an event of another kind": (lambda p: line_changed(p, "events.jsonl", kind="praise"), "not a review event"),
    "an altered map": (other_map, "was altered"),
    "a map with a lying header": (huge_map, "is not a map file|not a picture of numbers"),
    "no explanations": (lambda p: p.update({"explanations.jsonl": b""}), "an explanation that this project does not"),
    "no runs": (lambda p: p.update({"runs.jsonl": b""}), "refers to a run that it does not hold"),
    "no folder": (lambda p: p.update({"roots.jsonl": b""}), "refers to a folder that it does not hold"),
    "no places": (lambda p: p.update({"run_images.jsonl": b""}), "contradict each other"),
    "a run of a kind that is none": (lambda p: line_changed(p, "runs.jsonl", state="asleep"), "Line 1 of runs"),
    "an image outside its folder": (
        lambda p: line_changed(p, "images.jsonl", relative="../../etc/passwd"), "Line 1 of images",
    ),
    "an explanation named like a path": (
        lambda p: line_changed(p, "explanations.jsonl", uuid="../../../x"), "Line 1 of explanations",
    ),
    "words for a number": (lambda p: line_changed(p, "explanations.jsonl", probability="0.5"), "probability"),
    "a number beyond SQLite's": (lambda p: line_changed(p, "images.jsonl", size_bytes=2**70), "size_bytes"),
    "a time without a zone": (lambda p: line_changed(p, "runs.jsonl", created_at="2026-01-01"), "Line 1 of runs"),
    "another model under that key": (lambda p: line_changed(p, "models.jsonl", name="better"), "Line 1 of models"),
    "a measure that is none": (lambda p: line_changed(p, "explanations.jsonl", measures=[{"x": 1}]), "explanations"),
    "a list for a line": (lambda p: p.update({"roots.jsonl": b"[1]\n"}), "Line 1 of roots"),
    "a file too many": (lambda p: p.update({"../../evil.txt": b"x"}), "which no bundle has"),
    "a file too few": (lambda p: p.pop("sessions.jsonl"), "not part of it"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
def test_a_bundle_that_is_not_as_it_should_be_is_refused_and_nothing_of_it_is_taken_in(
    sent: Path, tmp_path: Path, project: Path, folder: Folder, fault: str
) -> None:
    change, words = BAD[fault]
    bad = rewritten(sent, tmp_path / "bad.zip", change)
    target = tmp_path / "target.hansel"
    with pytest.raises(StoreError, match=words) as refused:
        bundle.take(bad, target)
    assert "Nothing was taken in." in str(refused.value)
    assert not target.exists()
    # The same into a project that is there: it stays as it was, and no map is left behind.
    Store.create(target).close()
    before = dump(target)
    with pytest.raises(StoreError, match=words):
        bundle.take(bad, target)
    assert dump(target) == before
    assert faults(target) == []


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    at = content.index(b"explanations.jsonl") + 60
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda content: b"", "not a zip file"),
        (lambda content: b"%PDF-1.7 hello", "not a zip file"),
        (cut, "was cut short"),
        (flipped, "damaged|changed after"),
        (lambda content: content.replace(b"models.jsonl", b"models.json_"), "is not part of it|has"),
    ],
)
def test_a_file_that_is_no_whole_bundle_is_refused(sent: Path, tmp_path: Path, damage: Any, words: str) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(damage(sent.read_bytes()))
    with pytest.raises(StoreError, match=words):
        bundle.take(bad, tmp_path / "target.hansel")
    assert not (tmp_path / "target.hansel").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 99}, "written by a newer Hansel"),
        ({"schema": "0999"}, "written by a newer Hansel"),
        ({"schema": "0002"}, "written by an older Hansel"),
        ({"kind": "zip of holiday pictures"}, "its manifest is not one of Hansel's"),
        ({"files": {}}, "its manifest is not one of Hansel's"),
        ({"format": "one"}, "its manifest is not one of Hansel's"),
        ({"maps": [1, 2]}, "its manifest is not one of Hansel's"),
    ],
)
def test_a_manifest_of_another_kind_or_time_is_refused(sent: Path, tmp_path: Path, change: Any, words: str) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(sent) as source, zipfile.ZipFile(bad, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            out.writestr(name, json.dumps(json.loads(content) | change) if name == "manifest.json" else content)
    with pytest.raises(StoreError, match=words):
        bundle.take(bad, tmp_path / "target.hansel")


def test_a_bomb_is_refused_before_it_is_unpacked(sent: Path, tmp_path: Path) -> None:
    bad = rewritten(sent, tmp_path / "bad.zip", lambda p: p.update({"events.jsonl": b" " * 100_000_000}))
    assert bad.stat().st_size < 500_000
    with pytest.raises(StoreError, match="200 times its size"):
        bundle.take(bad, tmp_path / "target.hansel")


def test_a_zip_file_without_a_manifest_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    with pytest.raises(StoreError, match="no bundle of Hansel"):
        bundle.take(tmp_path / "photos.zip", tmp_path / "target.hansel")
    with pytest.raises(StoreError, match="There is no file"):
        bundle.take(tmp_path / "gone.zip", tmp_path / "target.hansel")


def test_a_project_that_is_held_or_going_on_is_left_alone(sent: Path, base: Path, folder: Folder) -> None:
    with Store.open(base) as store:
        with pytest.raises(ProjectBusy, match="in use"):
            bundle.take(sent, base)
        store.begin_run(folder.spec(), folder.scan())
        with bundle.opened(sent) as opened, pytest.raises(StoreError, match="A run is going on"):
            bundle.take_into(store, opened)


def test_maps_go_with_the_bundle_or_are_told_to_be_missing(sent: Path, base: Path, tmp_path: Path) -> None:
    without = export(base, tmp_path / "without.zip", run_ids=[1])
    target = tmp_path / "target.hansel"
    found = bundle.take(without, target)
    assert (found.made, found.maps, found.rows.explanations, found.events.added) == (True, 0, 2, 2)
    with Store.open(target, readonly=True) as store, pytest.raises(MapMissing):
        store.map(1)
    # What was missing comes with the next bundle.
    found = bundle.take(sent, target)
    assert (found.made, found.maps, found.rows.explanations, found.rows.known) == (False, 2, 0, 2)
    with Store.open(target, readonly=True) as store, Store.open(base, readonly=True) as source:
        assert np.array_equal(store.map(1), source.map(1))
    assert dump(target) == dump(base)


def test_a_map_that_is_missing_or_altered_does_not_travel(base: Path, tmp_path: Path) -> None:
    files = sorted((base / "maps").rglob("*.npy"))
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes()[:-1])
    with Store.open(base, readonly=True) as store:
        made = bundle.write(store, tmp_path / "b.zip", run_ids=[1], with_maps=True)
    assert made.maps == 0
    assert sorted(made.left_out) == [file.relative_to(base).as_posix() for file in files]


def test_of_two_maps_for_one_explanation_ours_is_kept_and_counted(base: Path, folder: Folder, tmp_path: Path) -> None:
    other = Path(shutil.copytree(base, tmp_path / "other.hansel"))
    for project, seed in ((base, 1), (other, 2)):
        with Store.open(project) as store:
            plan = store.begin_run(folder.spec(), folder.scan())
            for one in plan.pending:
                store.add_outcomes(plan.run_id, [(one.key, explanation(one.path, seed=seed))])
            store.finish_run(plan.run_id, "finished")
            store.set_verdict(3, "ann", "sound" if seed == 1 else "flawed").result()
    kept = dump(base)
    found = bundle.take(export(other, tmp_path / "o.zip", run_ids=[1], with_maps=True), base)
    assert (found.rows.others, found.rows.known, found.maps, found.events.added) == (2, 4, 0, 1)
    assert found.disagreements == 1
    now = dump(base)
    assert (now["explanations"], now["maps"]) == (kept["explanations"], kept["maps"])
    with Store.open(base) as store:
        assert store.reviews_of(3)[0].conflicts.keys() == {"verdict"}
        looked_at = {json.loads(row[0])["map"] for row in sql(base, "SELECT payload FROM review_events WHERE id > 1")}
        assert len(looked_at) == 2
    assert faults(base) == []


def test_a_new_file_that_both_sides_explained_keeps_both_reviews(base: Path, folder: Folder, tmp_path: Path) -> None:
    apart = [base, Path(shutil.copytree(base, tmp_path / "other.hansel"))]
    folder.write("new.jpg", b"came later")
    for project, verdict in zip(apart, ("sound", "flawed"), strict=True):
        folder.touch(
            "new.jpg"
        )  # the copies of it have not the same time, so nothing but its bytes tells that they are one
        with Store.open(project) as store:
            plan = store.begin_run(folder.spec(), folder.scan())
            explain_all(store, plan)
            new = next(item for item in store.items(1, "ann") if item.relative == "new.jpg")
            store.set_verdict(new.explanation_id, "ann", verdict).result()
    files = [export(one, tmp_path / f"{number}.zip", run_ids=[1], with_maps=True) for number, one in enumerate(apart)]
    assert bundle.take(files[0], apart[1]).rows.twice == 1
    assert bundle.take(files[1], apart[0]).rows.twice == 1
    third, fourth = tmp_path / "third.hansel", tmp_path / "fourth.hansel"
    for file in (files[0], files[1], export(apart[1], tmp_path / "again.zip", run_ids=[1]), files[0]):
        bundle.take(file, third)
    for file in (files[1], files[0]):
        bundle.take(file, fourth)
    for project in (*apart, third, fourth):
        assert faults(project) == []
        with Store.open(project, readonly=True) as store:
            items = [item for item in store.items(1, "ann") if item.relative == "new.jpg"]
            assert {item.verdict for item in items} == {"sound", "flawed"}
            assert len({item.position for item in store.items(1, "ann")}) == 6
    assert dump(apart[0]) == dump(apart[1]) == dump(third) == dump(fourth)


def test_a_file_that_changed_on_one_side_is_replaced_on_the_other(base: Path, folder: Folder, tmp_path: Path) -> None:
    other = Path(shutil.copytree(base, tmp_path / "other.hansel"))
    folder.write("a.jpg", b"another picture")
    with Store.open(other) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    bundle.take(export(other, tmp_path / "o.zip", run_ids=[1], with_maps=True), base)
    with Store.open(base, readonly=True) as store:
        items = store.items(1, "ann")
    assert [item.relative for item in items] == ["a.jpg", "b.jpg", "c.jpg", "deep/d.jpg"]
    assert {item.state for item in items} == {"explained"}
    assert dump(base) == dump(other)
    assert faults(base) == []
    # Here it went back to the first content meanwhile: one of the two contents is shown, on both sides the same.
    folder.write("a.jpg", b"picture a.jpg")
    with Store.open(base) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    back = export(base, tmp_path / "b.zip", run_ids=[1])
    bundle.take(back, other)
    for project in (base, other):
        with Store.open(project, readonly=True) as store:
            assert [item.relative for item in store.items(1, "ann")].count("a.jpg") == 1
        assert faults(project) == []


def test_a_run_that_goes_on_elsewhere_is_interrupted_here_and_failures_come_along(
    base: Path, folder: Folder, tmp_path: Path
) -> None:
    with Store.open(base) as store:
        plan = store.begin_run(folder.spec(), folder.scan())
        store.add_failure(plan.run_id, plan.pending[0].key, Failure(plan.pending[0].path, "It is empty."))
        bundle.write(store, tmp_path / "b.zip", run_ids=[1])
    target = tmp_path / "target.hansel"
    bundle.take(tmp_path / "b.zip", target)
    with Store.open(target, readonly=True) as store:
        assert store.runs()[0].state == "interrupted"
        states = [(item.relative, item.state, item.reason) for item in store.items(1, "ann")]
        assert states[2:] == [("c.jpg", "failed", "It is empty."), ("deep/d.jpg", "waiting", None)]


def test_a_history_travels_with_those_that_a_sign_off_in_it_has_seen(base: Path, tmp_path: Path) -> None:
    with Store.open(base) as store:
        store.set_verdict(2, "bob", "flawed")
        store.set_verdict(2, "cid", "sound")
        store.sign_off(1, "bob")
        store.set_verdict(2, "dot", "sound").result()
        made = bundle.write(store, tmp_path / "bob.zip", reviewer_names=["bob"])
        assert (made.reviewers, made.along, made.events) == (("ann", "bob", "cid"), ("ann", "cid"), 4)
        made = bundle.write(store, tmp_path / "cid.zip", reviewer_names=["cid"])
        assert (made.reviewers, made.explanations) == (("cid",), 1)
        with pytest.raises(StoreError, match="eve has no reviews in this project; ann, bob, cid, dot has"):
            bundle.write(store, tmp_path / "eve.zip", reviewer_names=["eve"])
        with pytest.raises(StoreError, match="There is no run 7"):
            bundle.write(store, tmp_path / "7.zip", run_ids=[7])
        with pytest.raises(StoreError, match="is there already"):
            bundle.write(store, tmp_path / "cid.zip")
    target = tmp_path / "target.hansel"
    assert bundle.take(tmp_path / "bob.zip", target).disagreements == 1
    assert faults(target) == []


def test_work_is_sent_out_blind(base: Path, tmp_path: Path) -> None:
    blind = export(base, tmp_path / "blind.zip", run_ids=[1], with_maps=True, with_events=False)
    assert b"ann" not in b"".join(zipfile.ZipFile(blind).read(name) for name in zipfile.ZipFile(blind).namelist()[:3])
    target = tmp_path / "target.hansel"
    assert bundle.take(blind, target).events.added == 0
    with Store.open(target) as store:
        store.set_verdict(1, "bob", "flawed").result()
    found = bundle.take(export(target, tmp_path / "back.zip"), base)
    assert (found.events.added, found.rows.runs, found.rows.explanations, found.disagreements) == (1, 0, 0, 1)
    with Store.open(base, readonly=True) as store:
        assert {row.reviewer: row.verdict for row in store.reviews_of(1)} == {"ann": "sound", "bob": "flawed"}


def test_a_broken_history_is_not_exported(base: Path, tmp_path: Path) -> None:
    sql(base, "DROP TRIGGER review_events_no_update")
    sql(base, "UPDATE review_events SET os_user = 'somebody else'")
    with pytest.raises(StoreError, match="is not in order: The content of event 1"):
        export(base, tmp_path / "b.zip")
    assert not list(tmp_path.glob("b.zip*"))


def test_the_journal_has_what_was_merged(sent: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.hansel"
    bundle.take(sent, target)
    lines = [json.loads(line) for line in (target / "history.jsonl").read_text("ascii").splitlines()]
    assert {line["uuid"] for line in lines} == uuids(target)


def test_new_files_that_stand_at_one_place_on_both_sides_stand_one_after_the_other(
    base: Path, folder: Folder, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(base, tmp_path / "other.hansel"))
    for project, name in ((base, "x.jpg"), (other, "y.jpg")):
        folder.write(name, name.encode())
        with Store.open(project) as store:
            explain_all(store, store.begin_run(folder.spec(), folder.scan()))
            assert store.items(1, "ann")[-1].position == 4
        (folder.path / name).unlink()
    bundle.take(export(other, tmp_path / "o.zip", run_ids=[1], with_maps=True), base)
    with Store.open(base, readonly=True) as store:
        places = [(item.relative, item.position, item.state) for item in store.items(1, "ann")]
    assert places[3:] == [("deep/d.jpg", 3, "explained"), ("x.jpg", 4, "explained"), ("y.jpg", 5, "explained")]
    assert faults(base) == []
