"""Rounds of ``kill -9``: a project lives through several kills, is examined after each, and goes on to its end."""

from __future__ import annotations

import faulthandler
import itertools
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.benchmarks import fault_checks
from tests.benchmarks.fault_checks import DATABASE, Found
from tests.benchmarks.fault_child import BATCH, BROKEN_EVERY, Job, live
from tests.benchmarks.fault_ledger import Ledger
from tests.e2e import world

OLD = sorted((Path(__file__).parents[1] / "unit" / "db" / "data").glob("project-*.sql"))
KILLS_A_LIFE = 5
ENGINE_EVERY = 10  # lives
OLD_EVERY = 4
MISSES = 20  # kills that came too late, after which a round aims at something that does not end by itself
IMAGES, ENGINE_IMAGES = 120, 36
PATIENCE_S = 60.0
# What a kill is aimed at, and how often; and how long that lasts here, seconds, if nobody has measured it yet.
AIMS = {"opening": 20, "beginning": 8, "working": 55, "closing": 17}
LASTS_S = {"making": 0.3, "migrating": 0.3, "opening": 0.03, "beginning": 0.01, "working": 0.5, "closing": 0.01}
WORDS = ("opening", "opened", "beginning", "working", "closing", "closed")


@dataclass(slots=True)
class Heard:
    """What a child said, and how it ended. phase: its last word before the kill; None if it was not killed."""

    lines: list[dict[str, Any]]
    code: int | None
    phase: str | None
    seconds: float = 0.0

    def texts(self, kind: str) -> list[str]:
        return [line["text"] for line in self.lines if line["say"] == kind]


@dataclass(slots=True)
class Tally:
    """The figures of all rounds."""

    rounds: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    too_late: int = 0
    lives: int = 0
    reviews: int = 0
    explanations: int = 0
    events: int = 0
    examinations: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


class Child:
    """A forked process that does a job; what it says is read from a pipe."""

    def __init__(self, job: Job, home: Path) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                os.close(reading)
                os.environ["XDG_DATA_HOME"] = str(home)
                faulthandler.dump_traceback_later(PATIENCE_S - 10)  # who hangs says where before it is ended
                code = live(job, writing)
            finally:
                os._exit(code)
        os.close(writing)
        self._pipe = reading
        self._rest = b""
        self.lines: list[dict[str, Any]] = []

    def wait_for(self, word: str | None, seconds: float) -> bool:
        """Listens until the child says a word, its pipe ends (False), or the time is over."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._pipe], [], [], left)[0]:
                break
            if not self._listen():
                return False
            if word is not None and any(line["say"] == word for line in self.lines):
                return True
        return True

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> int:
        """Reads what is left and buries the child. Its exit code; -9 if it was killed."""
        until = time.monotonic() + PATIENCE_S
        while select.select([self._pipe], [], [], max(0.0, until - time.monotonic()))[0] and self._listen():
            pass
        if time.monotonic() >= until:
            self.kill()
        os.close(self._pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _listen(self) -> bool:
        content = os.read(self._pipe, 1 << 16)
        # A line that the kill cut short was not told.
        *whole, self._rest = (self._rest + content).split(b"\n")
        self.lines += [json.loads(line) for line in whole]
        return bool(content)


def run(job: Job, home: Path, kill: tuple[str, float] | None = None) -> Heard:
    """Runs a child. kill: (word, seconds after it) at which it is killed; None lets it come to its end."""
    started = time.monotonic()
    child = Child(job, home)
    if kill is not None and child.wait_for(kill[0], PATIENCE_S):
        child.wait_for(None, kill[1])
        child.kill()
    code = child.end()
    words = [line["say"] for line in child.lines if line["say"] in WORDS]
    phase = (words[-1] if words else "opening") if code == -signal.SIGKILL else None
    return Heard(child.lines, code, phase, time.monotonic() - started)


def device_of(home: Path) -> str:
    """The id that a machine gave itself when the first review was written there."""
    file = home / "hansel" / "device-id"
    return file.read_text(encoding="ascii").strip() if file.exists() else "not yet named"


class Clock:
    """How long each thing took the last time that it came to its end, so that kills are spread over all of it."""

    def __init__(self) -> None:
        self.lasts_s = dict(LASTS_S)

    def learn(self, lines: Sequence[dict[str, Any]], opening: str) -> None:
        at = {line["say"]: line["at"] for line in reversed(lines) if line["say"] in WORDS}
        for name, first, last in (
            (opening, "opening", "opened"), ("beginning", "beginning", "working"), ("closing", "closing", "closed"),
        ):  # fmt: skip
            if first in at and last in at:
                self.lasts_s[name] = at[last] - at[first]


class Life:
    """One project, from its first opening over several kills to the end of its run."""

    def __init__(self, number: int, seed: int, scratch: Path, tally: Tally, clock: Clock) -> None:
        self.chance = random.Random(f"{seed}/{number}")
        self.clock = clock
        self.seed = seed * 1000 + number
        self.tally = tally
        self.home = scratch / f"{number:03}"
        self.project = self.home / "p.hansel"
        self.folder = self.home / "photos"
        self.home.mkdir()
        self.ledger = Ledger()
        self.model: Path | None = None
        self.images = IMAGES
        self.old = False
        if number % ENGINE_EVERY == ENGINE_EVERY - 1:
            import engine.audit  # noqa: F401, PLC0415 - loaded once here, so that the children need not

            self.model = world.write_model(self.home / "model")
            world.write_images(self.folder, ENGINE_IMAGES // len(world.LABELS))
            self.images = ENGINE_IMAGES
        elif number % OLD_EVERY == OLD_EVERY - 1 and OLD:
            self.old = True
            _make_old(self.project, self.chance.choice(OLD))
            fault_checks.adopt(self.project, self.ledger)

    def lives(self, kills: int) -> None:
        for turn in range(kills):
            self._round(turn)
        self._end()
        self.tally.lives += 1
        self.tally.reviews += self.ledger.reviews_told
        self.tally.explanations += len(self.ledger.explanations) + len(self.ledger.failed)
        shutil.rmtree(self.home)

    def _round(self, turn: int) -> None:
        chance = random.Random(f"{self.seed}/{turn}")
        aim = chance.choices(list(AIMS), list(AIMS.values()))[0]
        if self.old and turn == 0:
            aim = "opening"
        opening = self._opening()
        short = aim == "closing"
        job = self._job(turn, batches=2 if short else None, operations=12 if short else 10**9)
        for missed in itertools.count():
            if missed == MISSES:
                # Closing takes milliseconds: on a busy machine the kill may come too late for ever.
                aim, job = "working", self._job(turn, batches=None, operations=10**9)
            delay = chance.uniform(0, 1.1) * self.clock.lasts_s[opening if aim == "opening" else aim]
            home = self._home_of_device(chance)
            heard = run(job, home, (aim, delay))
            self.clock.learn(heard.lines, opening)
            if heard.phase is not None:
                break
            self.tally.too_late += 1
            self._take(f"round {turn}", heard, home)
            opening = self._opening()
        self.tally.rounds += 1
        self.tally.phases[{"opening": opening, "opened": "loading a model"}.get(heard.phase, heard.phase)] += 1
        self._take(f"round {turn}, killed {delay:.4f} s after {aim}", heard, home)

    def _opening(self) -> str:
        """What opening the project means now."""
        revision = fault_checks.revision(self.project)
        return "making" if revision is None else "migrating" if revision != fault_checks.NEWEST else "opening"

    def _end(self) -> None:
        home = self._home_of_device(self.chance)
        heard = run(self._job(99, None, 6), home)
        self._take("the end", heard, home)
        if heard.code != 0:
            self._wrong("the end", [f"the last process ended with {heard.code}: {heard.texts('plain')}"])
        if not self.old:
            names, broken = self._names()
            self._wrong("the end", fault_checks.incomplete(self.project, names, broken))

        if self.model is not None:
            # What the engine finds does not depend on where a run was cut off.
            whole = replace(self._job(98, None, 0), project=self.home / "whole.hansel")
            run(whole, home)
            if fault_checks.maps_by_name(self.project) != fault_checks.maps_by_name(whole.project):
                self._wrong("the end", ["the maps are not those of a run that nobody killed"])

    def _names(self) -> tuple[list[str], set[str]]:
        if self.model is not None:
            return [file.relative_to(self.folder).as_posix() for file in sorted(self.folder.rglob("*.png"))], set()
        names = [f"{number:04}.jpg" for number in range(self.images)]
        return names, {name for at, name in enumerate(names) if at % BROKEN_EVERY == BROKEN_EVERY - 1}

    def _job(self, turn: int, batches: int | None, operations: int) -> Job:
        seed = self.seed * 100 + turn
        return Job(self.project, self.folder, self.images, batches, operations, seed, model=self.model)

    def _home_of_device(self, chance: random.Random) -> Path:
        """Now and then the project is worked on from another machine, which begins a chain of its own."""
        return self.home / f"machine-{chance.randrange(2)}"

    def _take(self, when: str, heard: Heard, home: Path) -> None:
        """Examines what a process left behind, and what the next one would be shown."""
        self.tally.slowest_s = max(self.tally.slowest_s, heard.seconds)
        due = self.ledger.state()
        self._wrong(when, heard.texts("fault"))
        if heard.phase is not None or heard.code != 0:
            self._wrong(when, [f"it was told: {text}" for text in heard.texts("plain")])
        for line in heard.lines:
            if line["say"] == "opened":
                self._wrong(when, [f"the store finds: {fault}" for fault in line["faults"]])
                seen = {(who, on): verdict for who, on, verdict in line["seen"]}
                if seen != {key: verdict for key, verdict in due.items() if verdict is not None}:
                    self._wrong(when, ["the verdicts that are shown are not those that hold"])
        self._wrong(when, self.ledger.listen(heard.lines, device_of(home)))
        found: Found = fault_checks.examine(self.project, self.ledger)
        self.tally.examinations += 1
        self.tally.events += found.events
        self.tally.lost += found.lost_reviews + found.lost_explanations
        self._wrong(when, found.wrong)

    def _wrong(self, when: str, found: list[str]) -> None:
        self.tally.wrong += [f"project {self.home.name}, {when}: {one}" for one in found]


def _make_old(project: Path, script: Path) -> None:
    """A project as an earlier Hansel left it."""
    project.mkdir()
    (project / "maps").mkdir()
    with closing(sqlite3.connect(project / DATABASE)) as db:
        db.executescript(script.read_text(encoding="utf-8"))
        db.execute("PRAGMA journal_mode=WAL")


def rounds(wanted: int, seed: int, scratch: Path) -> Tally:
    """So many kills, in lives of five."""
    tally, clock = Tally(), Clock()
    number = 0
    while tally.rounds < wanted:
        Life(number, seed, scratch, tally, clock).lives(min(KILLS_A_LIFE, wanted - tally.rounds))
        number += 1
    return tally


__all__ = ["BATCH", "Child", "Heard", "Life", "Tally", "rounds", "run"]
