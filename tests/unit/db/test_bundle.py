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
