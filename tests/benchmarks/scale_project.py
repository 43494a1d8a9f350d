"""A large project for tests.benchmarks.scale, made with the store's own code: seeded, so that it is the same each time.

Ten runs (two models, five methods) over one folder of images; the folder itself is not there, for nothing here reads
pictures. The rows come through db.results.add and the reviews through db.history.change, many to a transaction: what a
single commit costs is measured apart.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection

from db import history, ids, maps, results, undoing
from db.maps import StoredMap
from db.store import Store
from db.writer import Urgency
from engine.records import Evidence, Explanation, Geometry, ImageRef, Measure, RunSpec

SEED = 20261123
CLASSES = 200
RUNS = 10
REVIEWERS = ("ann", "ben", "cem", "dot", "eva")
REASONS = ("background", "border", "caption", "object cut off", "other object", "person", "texture", "watermark")
MAP_SIDE = 224
ROWS_PER_COMMIT = 8000
EVENTS_PER_COMMIT = 4000
_GEOMETRY = Geometry(640, 480, 341, 256, 58, 16, 224, 224)
_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Size:
    """How large the project is. reviews: by all reviewers on all runs; maps: real files, of the first run."""

    images: int
    reviews: int
    maps: int


FULL = Size(images=100_000, reviews=300_000, maps=1_000)
SMALL = Size(images=10_000, reviews=30_000, maps=100)


def labels_of(model: int) -> tuple[str, ...]:
    """The labels of one of the two models; folders are called like those of the first."""
    names = [f"class {number:03d}" for number in range(CLASSES)]
    return tuple(names if model == 0 else reversed(names))


def refs(size: Size) -> list[ImageRef]:
    """The images of the folder, in 200 classes."""
    each = -(-size.images // CLASSES)
    return [
        ImageRef(f"class {n // each:03d}/photo {n:06d}.jpg", 90_000 + n % 1000, 10**18 + n, f"class {n // each:03d}")
        for n in range(size.images)
    ]


def spec(run: int) -> RunSpec:
    """What a run is made with; the same again for the same number."""
    model = run % 2
    return RunSpec(
        folder="/no such folder/photos",
        model_name=f"net {model}",
        model_version="1",
        model_arch="nets.py:build",
        model_fingerprint=f"{model + 1:02x}" * 32,
        model_file="/no such folder/model.toml",
        model_text=f'name = "net {model}"\n',
        labels=labels_of(model),
        method=("learned", "gradient", "occlusion", "cam", "lrp")[run // 2],
        parameters={"steps": 10},
        seed=run,
        batch_size=32,
        versions={"python": "3"},
    )


def explanations(size: Size, run: int) -> Iterator[Explanation]:
    """One for each image in order: four fifths of the predictions are right. Their map is one and the same array."""
    random = np.random.default_rng([SEED, run])
    each = -(-size.images // CLASSES)
    values = np.zeros((MAP_SIDE, MAP_SIDE), np.float32)
    peaks = random.dirichlet(np.full(CLASSES, 0.02), 512).astype(np.float32)
    for n in range(size.images):
        right = n // each if run % 2 == 0 else CLASSES - 1 - n // each
        wanted = right if random.random() < 0.8 else int(random.integers(CLASSES))
        some = peaks[n % len(peaks)]
        probabilities = np.roll(some, wanted - int(some.argmax()))
        keep, drop, area, gini, border = random.random(5)
        yield Explanation(
            map=values,
            geometry=_GEOMETRY,
            prediction=wanted,
            target=wanted,
            probabilities=probabilities,
            evidence=Evidence(float(keep), float(drop), float(area), float(gini)),
            gated=16,
            executed=17,
            seconds=0.25,
            losses=(1.5, 1.0, 0.75, 0.6),
            sha256=hashlib.sha256(b"%d" % n).hexdigest(),
            measures=(Measure("energy-on-border", float(border), {"width": 0.05}),),
        )


def make(folder: Path, size: Size, say: Callable[[str], None]) -> None:
    """Makes the project at a free path."""
    began = time.perf_counter()
    with Store.create(folder) as store:
        for run in range(RUNS):
            at = time.perf_counter()
            plan = store.begin_run(spec(run), refs(size))
            listed = time.perf_counter() - at
            _add_rows(store, plan.run_id, size, run, [one.key for one in plan.pending])
            store.finish_run(plan.run_id, "finished")
            say(f"run {run + 1}: begun in {listed:.1f} s, rows in {time.perf_counter() - at - listed:.1f} s")
        at = time.perf_counter()
        number = 0
        for number, batch in enumerate(_batches(wanted_reviews(size), EVENTS_PER_COMMIT)):
            store._write(_reviewing(batch, ids.device_id(), number), Urgency.VERDICT).result()
        say(f"reviews in {time.perf_counter() - at:.1f} s")
    say(f"made in {(time.perf_counter() - began) / 60:.1f} minutes")


def _add_rows(store: Store, run_id: int, size: Size, run: int, keys: Sequence[int]) -> None:
    real = size.maps if run == 0 else 0
    found = zip(keys, explanations(size, run), strict=True)
    random = np.random.default_rng([SEED, 99])
    for at in range(0, real, 32):
        batch = [
            (key, replace(one, map=random.normal(size=(MAP_SIDE, MAP_SIDE)).astype(np.float32)))
            for key, one in islice(found, min(32, real - at))
        ]
        store.add_outcomes(run_id, batch)
    for large in _batches(found, ROWS_PER_COMMIT):
        add_rows(store, run_id, large)


def add_rows(store: Store, run_id: int, batch: Sequence[tuple[int, Explanation]]) -> None:
    """What Store.add_outcomes does with a batch, but for the files of its maps."""
    with store._reading() as db:
        names = results.explanation_uuids(db, run_id, [(key, one.target) for key, one in batch])
    stored = [StoredMap(maps.path_of(name), _HASH, -1.0, 1.0) for name in names]
    rows = results.rows_of((one for _, one in batch), names, stored)
    session = store._sessions[run_id]
    store._write(lambda db: results.add(db, run_id, batch, rows, session)).result()


def wanted_reviews(size: Size) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(explanation id, reviewer, what is set) in the order it is said. Of the first run the first reviewer has done all
    but one in a thousand; the others and the other runs share the rest."""
    random = np.random.default_rng([SEED, 1000])
    done = size.images - size.images // 1000
    left_out = set(random.choice(size.images, size.images - done, replace=False).tolist())
    for n in range(size.images):
        if n not in left_out:
            yield n + 1, REVIEWERS[0], _said(random, n)
    rest = size.reviews - done
    share = rest // 4
    for who, reviewer in enumerate(REVIEWERS[1:]):
        # Half of a reviewer's share lies in the first run, so that reviewers meet; the rest anywhere.
        count = share if who else rest - 3 * share
        first = random.choice(size.images, count // 2, replace=False) + 1
        others = random.choice(size.images * (RUNS - 1), count - count // 2, replace=False) + size.images + 1
        for n in np.sort(np.concatenate([first, others])).tolist():
            yield n, reviewer, _said(random, n)


def _said(random: np.random.Generator, n: int) -> dict[str, Any]:
    verdict = str(random.choice(("sound", "flawed", "unsure"), p=(0.7, 0.22, 0.08)))
    sets: dict[str, Any] = {"verdict": verdict}
    if verdict == "flawed":
        some = random.choice(REASONS, int(random.integers(1, 3)), replace=False).tolist()
        sets |= {"reasons": dict.fromkeys(some, True), "severity": int(random.integers(1, 4))}
        if n % 10 == 0:
            points = sorted(random.integers(0, 400, 4).tolist())
            region = {"mark": "spurious", "shape": "box", "points": points}
            sets["regions"] = {str(uuid.UUID(int=int(random.integers(2**62)))): region}
    if random.random() < 0.05:
        sets["comment"] = f"It looks at the {random.choice(REASONS)}, not at the animal (note {n})."
    return sets


def _reviewing(
    batch: Sequence[tuple[int, str, dict[str, Any]]], device: str, number: int
) -> Callable[[Connection], None]:
    """A transaction of reviews; now and then one is undone, and sometimes it is brought again."""

    def work(db: Connection) -> None:
        for count, (explanation_id, reviewer, sets) in enumerate(batch):
            author = ids.Author(reviewer, device, "bench")
            history.change(db, author, explanation_id, sets, seconds=2.5)
            if count % 200 == 199:
                undoing.undo(db, author)
                if (count // 200 + number) % 2 == 0:
                    undoing.redo(db, author)
                else:
                    history.change(db, author, explanation_id, {"verdict": "unsure"})

    return work


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
