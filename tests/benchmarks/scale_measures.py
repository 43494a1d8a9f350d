"""What tests.benchmarks.scale measures of a large project; each stage runs in a process of its own."""

from __future__ import annotations

import json
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import text

from db import backup, findings, lists, maps, trends
from db.lists import Condition
from db.opening import DATABASE
from db.store import Store
from reports.labels import match_labels
from tests.benchmarks import scale_project
from tests.benchmarks.scale_project import REVIEWERS, Size

RUN = 1  # of which the first reviewer has left one image in a thousand
DONE, BUSY, NEW = REVIEWERS[0], REVIEWERS[1], "fay"
PAGE = 200
REPEATS = 5
BATCH = 32


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. seconds: one for each time it was done; goal: what its p99 (or rate) is held to, if any.

    unit: "ms", or "/s" for a rate, which is to be at least the goal, or "" for a size in bytes without a goal
    """

    title: str
    seconds: list[float]
    goal: float | None = None
    unit: str = "ms"
    note: str = ""

    @property
    def measured(self) -> tuple[float, float, float]:
        """(p50, p99, max) in ms, or the rate or size three times."""
        if self.unit != "ms":
            return (self.seconds[0],) * 3
        p50, p99 = np.percentile(self.seconds, [50, 99]) * 1000
        return float(p50), float(p99), max(self.seconds) * 1000

    @property
    def met(self) -> bool:
        """Whether the goal is reached; of fewer than 100 times the slowest counts."""
        if self.goal is None:
            return True
        if self.unit == "/s":
            return self.seconds[0] >= self.goal
        return (self.measured[1] if len(self.seconds) >= 100 else self.measured[2]) < self.goal


def forget(project: Path) -> None:
    """Asks the system to drop what it holds of the project's files in memory; only Linux can be asked."""
    if hasattr(os, "posix_fadvise"):
        for name in (DATABASE, f"{DATABASE}-wal", "history.jsonl"):
            if (project / name).exists():
                with (project / name).open("rb+") as file:
                    os.fsync(file.fileno())
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def read_from_disk() -> int:
    """Bytes that this process has had read from the disk so far; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/io").read_text(encoding="ascii").split("read_bytes: ")[1].split()[0])
    except (OSError, IndexError):
        return 0


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def opening(project: Path, size: Size) -> Iterator[Line]:
    """From nothing to the first page and the next image: once, for each time in a fresh process."""
    began = time.perf_counter()
    with Store.open(project) as store:
        store.runs()
        with store._reading() as db:
            lists.page(db, RUN, DONE, limit=PAGE)
            lists.next_unreviewed(db, RUN, DONE)
        seconds = time.perf_counter() - began
    yield Line("opening, first page, next unreviewed", [seconds], 1000, note=f"{read_from_disk() / 1e6:.1f} MB read")


def unreviewed(project: Path, size: Size) -> Iterator[Line]:
    """The next one without a verdict, from places anywhere in the run."""
    dice = random.Random(1)
    with Store.open(project, readonly=True) as store:
        for title, who in (("99.9 % are reviewed", DONE), ("some are reviewed", BUSY), ("none are reviewed", NEW)):
            seconds = []
            with store._reading() as db:
                for turn in range(500):
                    place = dice.randrange(size.images)
                    step = lists.previous_unreviewed if turn % 4 == 3 else lists.next_unreviewed
                    seconds.append(_timed(lambda step=step, place=place, who=who: step(db, RUN, who, place)))
            yield Line(f"next unreviewed, {title}", seconds, 5)
    seconds = []
    for _ in range(REPEATS):
        place = dice.randrange(size.images)
        with _cold(project) as store:
            seconds.append(_timed(lambda store=store, place=place: _next(store, place)))
    yield Line("next unreviewed, first look at a cold file", seconds, note="with a new connection")


def _next(store: Store, place: int) -> None:
    with store._reading() as db:
        lists.next_unreviewed(db, RUN, DONE, place)


def _cold(project: Path) -> Store:
    forget(project)
    return Store.open(project, readonly=True)


def is_(field: str, value: Any) -> Condition:
    return Condition(field, "=", value)


# (name, who asks, conditions, order). The last of a run's classes lies at its end; one in a hundred is of one class.
FILTERS: tuple[tuple[str, str, tuple[Condition, ...], str], ...] = (
    ("nothing asked", DONE, (), "position"),
    ("name at the end of the list", DONE, (is_("name", "class 199/"),), "position"),
    ("true, last class", DONE, (is_("true", "class 199"),), "position"),
    ("predicted", DONE, (is_("predicted", "class 007"),), "position"),
    ("target", DONE, (is_("target", 7),), "position"),
    ("state failed (none is)", DONE, (is_("state", "failed"),), "position"),
    ("correct no", DONE, (is_("correct", False),), "position"),
    ("disagreement", DONE, (is_("disagreement", True),), "position"),
    ("reviewed by no one", DONE, (is_("reviewed", False),), "position"),
    ("probability", DONE, (Condition("probability", "<", 0.05),), "position"),
    ("area", DONE, (Condition("area", "<", 0.001),), "position"),
    ("keep", DONE, (Condition("keep", ">", 0.999),), "position"),
    ("drop", DONE, (Condition("drop", "<", 0.001),), "position"),
    ("gini", DONE, (Condition("gini", ">", 0.999),), "position"),
    ("border", DONE, (Condition("border", ">", 0.999),), "position"),
    ("verdict flawed", DONE, (is_("verdict", "flawed"),), "position"),
    ("verdict flawed or unsure", DONE, (is_("verdict", "flawed"), is_("verdict", "unsure")), "position"),
    ("verdict none, 99.9 % have one", DONE, (is_("verdict", "none"),), "position"),
    ("verdict none or unsure", DONE, (is_("verdict", "none"), is_("verdict", "unsure")), "position"),
    ("verdict none, none has one", NEW, (is_("verdict", "none"),), "position"),
    ("reviewer", NEW, (is_("reviewer", BUSY),), "position"),
    ("any of five reviewers flawed", NEW, (*(is_("reviewer", one) for one in REVIEWERS), is_("verdict", "flawed")),
     "position"),
    ("reason", DONE, (is_("reason", "watermark"),), "position"),
    ("severity", DONE, (is_("severity", 3),), "position"),
    ("comment", DONE, (is_("comment", "note 99"),), "position"),
    ("by probability", DONE, (), "probability"),
    ("by area, largest first", DONE, (), "-area"),
    ("by border", DONE, (), "border"),
    ("by keep", DONE, (), "keep"),
    ("flawed by area", DONE, (is_("verdict", "flawed"),), "-area"),
    ("verdict none by probability", DONE, (is_("verdict", "none"),), "probability"),
    ("nothing fits: area", DONE, (Condition("area", "<", 0.0),), "position"),
    ("nothing fits: name", DONE, (is_("name", "no such name"),), "position"),
    ("nothing fits: reason", DONE, (is_("reason", "no such reason"),), "position"),
    ("nothing fits: comment", DONE, (is_("comment", "no such comment"),), "position"),
    ("worst: five reviewers, reason, name, correct, by border", NEW, (
        *(is_("reviewer", one) for one in REVIEWERS), is_("verdict", "flawed"), is_("verdict", "sound"),
        is_("verdict", "unsure"), is_("reason", "water"), is_("name", "Photo"), is_("correct", True),
        Condition("area", ">", 0.0)), "-border"),
    ("worst: five reviewers, none of them yet", NEW, (
        *(is_("reviewer", one) for one in REVIEWERS), is_("verdict", "none"), is_("name", "no such name")), "-border"),
)  # fmt: skip


def filters(project: Path, size: Size) -> Iterator[Line]:
    """The first page of each filter, warm and from a cold file, the page after it, and its count."""
    folders = {one.label for one in scale_project.refs(size)}
    truths = match_labels([name for name in folders if name], scale_project.labels_of(0))
    for title, who, conditions, order in FILTERS:

        def ask(store: Store, after: int | None = None, who=who, conditions=conditions, order=order) -> list[Any]:
            with store._reading() as db:
                return lists.page(db, RUN, who, conditions, after=after, limit=PAGE, order=order, truths=truths)

        def count(store: Store, who=who, conditions=conditions) -> int:
            with store._reading() as db:
                return lists.count(db, RUN, who, conditions, truths=truths)

        with Store.open(project, readonly=True) as store:
            rows = ask(store)
            seconds = [_timed(partial(ask, store)) for _ in range(REPEATS)]
            if rows:
                seconds += [_timed(partial(ask, store, rows[-1].position)) for _ in range(2)]
            found = count(store)
            counted = min(_timed(partial(count, store)) for _ in range(3))
        with _cold(project) as store:
            cold = _timed(partial(ask, store))
        note = f"{found:,} found, counted in {counted * 1000:.0f} ms; cold {cold * 1000:.0f} ms"
        yield Line(f"page: {title}", seconds, 100, note=note)


def told(project: Path, size: Size) -> Iterator[Line]:
    """Every trend, of all runs."""
    folders = [f"class {number:03d}" for number in range(scale_project.CLASSES)]
    truths = {run + 1: match_labels(folders, scale_project.labels_of(run % 2)) for run in range(scale_project.RUNS)}
    for by in trends.BY:
        with Store.open(project, readonly=True) as store, store._reading() as db:
            rows = trends.trend(db, by, truths=truths)
            seconds = [_timed(lambda db=db, by=by: trends.trend(db, by, truths=truths)) for _ in range(REPEATS)]
        with _cold(project) as store, store._reading() as db:
            cold = _timed(lambda db=db, by=by: trends.trend(db, by, truths=truths))
        yield Line(f"trend by {by}", seconds, 300, note=f"{len(rows):,} rows; cold {cold * 1000:.0f} ms")
    for by in findings.BY:
        with Store.open(project, readonly=True) as store, store._reading() as db:
            found = findings.findings(db, by)
            seconds = [_timed(lambda db=db, by=by: findings.findings(db, by)) for _ in range(REPEATS)]
        yield Line(f"findings by {by}", seconds, 300, note=f"{len(found):,} rows")
    with Store.open(project, readonly=True) as store, store._reading() as db:
        seconds = [_timed(lambda db=db: findings.right_wrong(db, truths)) for _ in range(REPEATS)]
        yield Line("findings: right or wrong", seconds, 300)
    with Store.open(project, readonly=True) as store, store._reading() as db:
        tallied = db.scalar(text("SELECT count(*) FROM tally_classes"))
    yield Line("rows of the largest tally", [float(tallied or 0)], unit="rows")


def writing(project: Path, size: Size) -> Iterator[Line]:
    """Verdicts one by one, and explanation rows, on a copy of the database; then a backup of it."""
    copy = project.with_name("writing.hansel")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in (DATABASE, "history.jsonl"):
        shutil.copyfile(project / name, copy / name)
    try:
        with closing(Store.open(copy)) as store:
            yield from _writing(store, size)
            began = time.perf_counter()
            made = backup.make(copy)
            yield Line("backup, checked", [time.perf_counter() - began], note=f"{made.stat().st_size / 1e6:,.0f} MB")
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _writing(store: Store, size: Size) -> Iterator[Line]:
    verdicts = 500
    dice = random.Random(2)
    yield Line(f"verdict, each waited for, idle ({verdicts})", _verdicts(store, size, dice, verdicts), 20)
    began = time.perf_counter()
    plan = store.begin_run(replace(scale_project.spec(0), seed=77), scale_project.refs(size))
    yield Line("beginning a run of all images", [time.perf_counter() - began])
    found = list(zip([one.key for one in plan.pending], scale_project.explanations(size, 0), strict=True))
    batches = [found[at : at + BATCH] for at in range(0, len(found), BATCH)]
    add = partial(scale_project.add_rows, store, plan.run_id)
    some = [batches.pop() for _ in range(len(batches) // 16)]
    lasted = _timed(lambda: [add(batch) for batch in some])
    yield Line(f"explanation rows, batches of {BATCH}, without maps", [len(some) * BATCH / lasted], 2000, "/s")

    values = np.random.default_rng(3).normal(size=(scale_project.MAP_SIDE,) * 2).astype(np.float32)
    some = [[(key, replace(one, map=values)) for key, one in batches.pop()] for _ in range(20)]
    lasted = _timed(lambda: [store.add_outcomes(plan.run_id, batch) for batch in some])
    side = scale_project.MAP_SIDE
    note = f"maps {side} x {side} float32, synced"
    yield Line(f"explanation rows, batches of {BATCH}, with maps", [len(some) * BATCH / lasted], None, "/s", note)

    stop = threading.Event()
    added = 0

    def run_on() -> None:
        nonlocal added
        while not stop.is_set() and batches:
            add(batches.pop())
            added += BATCH

    thread = threading.Thread(target=run_on)
    began = time.perf_counter()
    thread.start()
    seconds = _verdicts(store, size, dice, verdicts)
    busy = thread.is_alive()
    stop.set()
    thread.join()
    note = f"{added / (time.perf_counter() - began):,.0f} rows/s beside" + ("" if busy else "; the rows ran out")
    yield Line(f"verdict, each waited for, rows being written ({verdicts})", seconds, 20, note=note)


def _verdicts(store: Store, size: Size, dice: random.Random, number: int) -> list[float]:
    chosen = [dice.randrange(size.images * scale_project.RUNS) + 1 for _ in range(number)]
    verdict = iter(dice.choices(("sound", "flawed", "unsure"), k=number))
    return [_timed(lambda one=one: store.set_verdict(one, NEW, next(verdict)).result()) for one in chosen]


def sizes(project: Path, size: Size) -> Iterator[Line]:
    """Bytes on disk."""
    database = (project / DATABASE).stat().st_size
    note = f"{database / (size.images * scale_project.RUNS):,.0f} bytes an explanation"
    yield Line("size of audit.sqlite", [database / 1e6], unit="MB", note=note)
    yield Line("size of history.jsonl", [(project / "history.jsonl").stat().st_size / 1e6], unit="MB")
    files = [file.stat().st_size for file in (project / maps.FOLDER).rglob("*.npy")]
    yield Line(f"size of {len(files):,} maps", [sum(files) / 1e6], unit="MB")
    with Store.open(project, readonly=True) as store, store._reading() as db:
        numbers = [db.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("images", "explanations", "reviews")]
        events = db.scalar(text("SELECT count(*) FROM review_events"))
    yield Line("images", [float(numbers[0] or 0)], unit="rows")
    yield Line("explanations", [float(numbers[1] or 0)], unit="rows")
    yield Line("reviews", [float(numbers[2] or 0)], unit="rows", note=f"of {events:,} events")


STAGES: dict[str, Callable[[Path, Size], Iterator[Line]]] = {
    "sizes": sizes,
    "opening": opening,
    "unreviewed": unreviewed,
    "filters": filters,
    "trends": told,
    "writing": writing,
}


def run(stage: str, project: Path, size: Size) -> None:
    """Runs a stage and prints its lines as JSON."""
    for line in STAGES[stage](project, size):
        print(json.dumps(asdict(line)), flush=True)
