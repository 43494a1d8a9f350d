"""The process that is killed: it opens a project, audits and reviews at once, and tells on a pipe what was promised.

Each line is one JSON object. "sent" is told before a review is handed to the store, "done" after its future is done,
"explained" after a batch's commit. What was told as done must outlive the process.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from db.store import RunPlan, Store
from engine.records import Evidence, Explanation, Failure, Geometry, ImageRef, PlainError, RunSpec

REVIEWERS = ("ann", "ben")
VERDICTS = ("sound", "flawed", "unsure")
BATCH = 4
MOST_IN_FLIGHT = 4
BROKEN_EVERY = 11  # the pictures that cannot be explained

Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Job:
    """What one child does.

    folder:     of the pictures; without a model they need not exist
    images:     how many there are
    batches:    at most so many are explained before the project is closed; None for all
    operations: reviews, in number, before the project is closed
    pause_s:    the longest rest between two batches
    model:      a model.toml for the real engine; None for maps made by hand
    side:       of a map made by hand, pixels
    clock_s:    by how much the clock is wrong, seconds: at first, and a quarter of a second later; None for the right
                time. The process is told so by its own Python, as the clock of the machine is not ours to set
    """

    project: Path
    folder: Path
    images: int
    batches: int | None
    operations: int
    seed: int
    pause_s: float = 0.02
    model: Path | None = None
    side: int = 24
    clock_s: tuple[float, float] | None = None


def live(job: Job, pipe: int) -> int:
    """Does the job; its exit code: 0 done, 3 stopped with plain words, 1 a fault that nobody expected."""

    def say(what: str, **more: Any) -> None:
        line = json.dumps({"say": what, "at": time.monotonic(), **more}, separators=(",", ":")) + "\n"
        os.write(pipe, line.encode())

    try:
        return _live(job, say)
    except PlainError as error:
        say("plain", text=str(error))
        return 3
    except BaseException:
        say("fault", text=traceback.format_exc())
        return 1


def _live(job: Job, say: Say) -> int:
    if job.clock_s is not None:
        _set_clock(*job.clock_s)
    say("opening")
    store = Store.open_or_create(job.project)
    say("opened", faults=store.history_faults(), seen=_shown(store))
    spec, refs, model = _asked(job)
    say("beginning")
    plan = store.begin_run(spec, refs)
    say("begun", run=plan.run_id, done=plan.done, pending=[one.relative for one in plan.pending])
    say("working")
    known = _Known(store, plan.run_id)
    trouble: list[str] = []
    work = (lambda: _audit(job, store, plan, spec, model, known, say), lambda: _review(job, store, known, say))
    threads = [threading.Thread(target=_guarded, args=(one, say, trouble)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say("closing")
    try:
        rest = len(plan.pending) - known.taken
        store.finish_run(plan.run_id, "interrupted" if rest else "finished")
    except PlainError as error:
        trouble.append("plain")
        say("plain", text=str(error))
    store.close()
    say("closed", rest=rest)
    return 1 if "fault" in trouble else 3 if trouble else 0


def _set_clock(first_s: float, later_s: float) -> None:
    started, right_ns = time.monotonic(), time.time_ns

    def time_ns() -> int:
        wrong_s = first_s if time.monotonic() - started < 0.25 else later_s
        return right_ns() + int(wrong_s * 1e9)

    class Wrong(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Wrong:
            return cls.fromtimestamp(time_ns() / 1e9, tz)

    time.time_ns, time.time = time_ns, lambda: time_ns() / 1e9
    for name, module in list(sys.modules.items()):
        if name.startswith("db.") and getattr(module, "datetime", None) is datetime.datetime:
            module.datetime = Wrong  # type: ignore[attr-defined]


def _guarded(work: Callable[[], None], say: Say, trouble: list[str]) -> None:
    try:
        work()
    except PlainError as error:
        trouble.append("plain")
        say("plain", text=str(error))
    except BaseException:
        trouble.append("fault")
        say("fault", text=traceback.format_exc())


def _shown(store: Store) -> list[tuple[str, int, str]]:
    """(reviewer, explanation, verdict) as a list in the window would show them, for all runs."""
    return [
        (reviewer, item.explanation_id, item.verdict)
        for run in store.runs()
        for reviewer in REVIEWERS
        for item in store.items(run.run_id, reviewer)
        if item.explanation_id is not None and item.verdict is not None
    ]


class _Known:
    """The explanations that can be reviewed, as the audit brings them."""

    def __init__(self, store: Store, run_id: int) -> None:
        self._lock = threading.Lock()
        self._ids = [item.explanation_id for item in store.items(run_id, REVIEWERS[0]) if item.explanation_id]
        self.taken = 0

    def add(self, ids: Sequence[int | None]) -> None:
        with self._lock:
            self.taken += len(ids)
            self._ids += [one for one in ids if one is not None]

    def draw(self, chance: random.Random, most: int) -> list[int]:
        with self._lock:
            return chance.sample(self._ids, min(most, len(self._ids)))


# Auditing


def _asked(job: Job) -> tuple[RunSpec, list[ImageRef], Any]:
    if job.model is None:
        labels = ("cat", "dog", "owl", "fox", "hen", "elk")
        spec = RunSpec(str(job.folder), "toy", "1", "arch", "f" * 64, "model.toml", "", labels, "by hand")
        return spec, [ImageRef(f"{number:04}.jpg", 10, 20) for number in range(job.images)], None
    from engine import audit, datasets, load_model  # noqa: PLC0415 - seconds that the other rounds need not pay

    model = load_model(job.model, trust_code=True, device="cpu")
    return audit.describe_run(model, job.folder, steps=2, batch_size=BATCH), datasets.scan_nonempty(job.folder), model


def _audit(job: Job, store: Store, plan: RunPlan, spec: RunSpec, model: Any, known: _Known, say: Say) -> None:
    names = {one.key: one.relative for one in plan.pending}
    chance = random.Random(f"{job.seed} rests")
    wanted = plan.pending if job.batches is None else plan.pending[: BATCH * job.batches]

    def keep(found: Sequence[tuple[int, Explanation | Failure]]) -> None:
        ids = store.add_outcomes(plan.run_id, found)
        told = [
            (explanation_id, names[key], one.target, hashlib.sha256(one.map.tobytes()).hexdigest())
            for explanation_id, (key, one) in zip(ids, found, strict=True)
            if isinstance(one, Explanation)
        ]
        say("explained", run=plan.run_id, rows=told, failed=[names[key] for key, one in found if _failed(one)])
        known.add(ids)
        time.sleep(chance.uniform(0, job.pause_s))

    if model is None:
        for start in range(0, len(wanted), BATCH):
            keep([(one.key, by_hand(one.relative, job.side)) for one in wanted[start : start + BATCH]])
        return
    from engine import audit  # noqa: PLC0415

    class Sink:
        def take(self, outcomes: Sequence[tuple[Any, Explanation | Failure]]) -> None:
            keep([(work.key, outcome) for work, outcome in outcomes])

    audit.audit(model, [audit.Work(one.key, one.path) for one in wanted], Sink(), spec)


def _failed(one: Explanation | Failure) -> bool:
    return isinstance(one, Failure)


def by_hand(relative: str, side: int = 24) -> Explanation | Failure:
    """What an engine could have found in the image of that name; the same every time."""
    number = int(relative.removesuffix(".jpg"))
    if number % BROKEN_EVERY == BROKEN_EVERY - 1:
        return Failure(relative, "The file is cut short.")
    draw = np.random.default_rng(number)
    values = (draw.random((side, side)) * 4 - 1).astype(np.float32)
    probabilities = draw.dirichlet(np.ones(6)).astype(np.float32)
    top = int(probabilities.argmax())
    return Explanation(
        map=values,
        geometry=Geometry(640, 427, 384, 256, 80, 16, side, side),
        prediction=top,
        target=top,
        probabilities=probabilities,
        evidence=Evidence(0.9, 0.1, 0.2, 0.6),
        gated=3,
        executed=3,
        seconds=0.1,
        losses=(1.5, 0.75),
        source=relative,
        sha256=hashlib.sha256(relative.encode()).hexdigest(),
    )


# Reviewing


def _review(job: Job, store: Store, known: _Known, say: Say) -> None:
    chance = random.Random(f"{job.seed} reviews")
    number = 0
    while number < job.operations:
        reviewer = chance.choice(REVIEWERS)
        which = chance.random()
        if which < 0.2:
            _turn(store.undo, "undo", number, reviewer, say)
            number += 1
        elif which < 0.35:
            _turn(store.redo, "redo", number, reviewer, say)
            number += 1
        else:
            # Several at once, as somebody does who reviews faster than the disk writes.
            waiting = []
            for explanation_id in known.draw(chance, chance.randint(1, MOST_IN_FLIGHT)):
                now = store.review(explanation_id, reviewer)
                before = now.verdict if now else None
                verdict = chance.choice([one for one in (*VERDICTS, None) if one != before])
                say("sent", number=number, who=reviewer, op="set", on=explanation_id, verdict=verdict)
                waiting.append((number, explanation_id, store.set_verdict(explanation_id, reviewer, verdict)))
                number += 1
            refused: list[BaseException] = []
            for sent, explanation_id, future in waiting:
                if (error := future.exception()) is None:
                    say("done", number=sent, on=explanation_id)
                else:
                    say("refused", number=sent)
                    refused.append(error)
            if refused:
                raise refused[0]
            if not waiting:
                time.sleep(0.002)


def _turn(way: Callable[[str], Any], op: str, number: int, reviewer: str, say: Say) -> None:
    say("sent", number=number, who=reviewer, op=op)
    try:
        undone = way(reviewer).result()
    except PlainError:
        say("refused", number=number)
        raise
    say("done", number=number, on=None if undone is None else undone.explanation_id)
