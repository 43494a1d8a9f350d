"""A database with flipped bytes: whatever is shown is right or told as wrong, and nothing is gone for good."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.store import Store
from tests.benchmarks import fault_checks
from tests.benchmarks.fault_cases import ENDLESS, Case, Project, ask, command, copy_of, read_all
from tests.benchmarks.fault_rounds import run

FLIPS = 20
MOST_KILLS = 5
OTHER_REVIEWER = "zoe"
WRONG, DIFFERS = 2, 4  # exit codes of hansel: a project that cannot be used, one that is not as it was written
VERDICTS = ("verdicts", "reviews", "counts")


@dataclass(frozen=True, slots=True)
class _Base:
    """A project to be damaged, the file that is, what the product shows of it whole, and what it owes."""

    project: Project
    path: Path
    file: str
    shown: dict[str, Any]
    owed: dict[str, Any]
    aims: list[int]

    @classmethod
    def of(cls, project: Project, path: Path, file: str) -> _Base:
        intact = copy_of(path, path.with_suffix(".intact"))
        shown = ask(lambda: read_all(intact, readonly=False))["answer"]
        project.shown_as_owed(f"{path.stem}, before any flip", shown)
        return cls(project, path, file, shown, _owed(path), _places_of_verdicts(path))

    @property
    def size(self) -> int:
        return (self.path / self.file).stat().st_size


def flips(case: Case, wanted: int = FLIPS) -> None:
    """One byte each, in turn where verdicts lie, in the log of writes, anywhere in the database, in the log again."""
    project = case.project()
    project.work("made and closed", project.job(batches=5))
    for _ in range(MOST_KILLS):
        project.work("killed", project.job(operations=ENDLESS, pause_s=0.02), ("working", 0.15))
        killed = copy_of(project.path, case.scratch / "killed.hansel")
        with fault_checks.looking_at(killed) as db:
            events = {event["uuid"] for event in fault_checks.event_rows(db)}
        if {line["uuid"] for line in fault_checks.journal_lines(killed)} == events:
            break  # no event was committed that had not been told yet: all that is there is owed
    log = _Base.of(project, killed, f"{fault_checks.DATABASE}-wal")
    project.work("opened and closed", project.job(batches=1))
    database = _Base.of(project, copy_of(project.path, case.scratch / "closed.hansel"), fault_checks.DATABASE)
    chance = random.Random(f"{case.seed} flips")
    became: Counter[tuple[str, str]] = Counter()
    for number in range(wanted):
        base = (database, log)[number % 2]
        at = chance.choice(base.aims) if number % 4 == 0 else chance.randrange(base.size)
        mask = chance.randrange(1, 256)
        hurt = copy_of(base.path, case.scratch / f"flip {number}.hansel")
        with (hurt / base.file).open("r+b") as file:
            file.seek(at)
            was = file.read(1)[0]
            file.seek(at)
            file.write(bytes([was ^ mask]))
        where = f"flip {number}, {base.file}, byte {at}, mask {mask:#04x}"
        outcome, words = _look(hurt, base.shown)
        became[base.file, outcome] += 1
        if outcome in BAD:
            case.see(False, f"{where}: {outcome}: {words}")
        if left := _way_back(base, hurt, outcome):
            case.see(False, f"{where}, {outcome}; then {left}")
        shutil.rmtree(hurt)
    case.see(True, f"{wanted} flips over {database.size:,} bytes of a database and {log.size:,} of a log of writes")
    for (name, outcome), n in sorted(became.items()):
        case.see(outcome not in BAD, f"{n:4} {name}: {outcome}")


FINE = "all is shown right, hansel verify finds nothing"
HIDDEN = "all is shown right, hansel verify finds the damage"
TOLD = "told when it is opened or read"
LATER = "something that is no verdict is shown wrong, hansel verify tells"
WRONG_VERDICT = "a wrong verdict is shown, hansel verify tells"
SILENT = "something is shown wrong and nobody tells"
CRASH = "a traceback"
BAD = (WRONG_VERDICT, SILENT, CRASH)


def _look(hurt: Path, intact: dict[str, Any]) -> tuple[str, str]:
    """What opening, reading and verifying a damaged project comes to, in one of the words above; and more of it."""
    shown = ask(lambda: read_all(hurt, readonly=False))
    if "fault" in shown:
        return CRASH, _short(shown["fault"])
    if "plain" in shown:
        return TOLD, shown["plain"]
    checked = command("verify", hurt)
    if checked["code"] not in (0, DIFFERS, WRONG):
        return CRASH, checked["said"]
    found = checked["code"] != 0
    wrong = [part for part in intact if shown["answer"][part] != intact[part]]
    if not wrong:
        return (HIDDEN if found else FINE), checked["said"]
    apart = [(was, is_) for part in wrong for was, is_ in _pairs(intact[part], shown["answer"][part]) if was != is_]
    words = f"{apart[0][1]} in place of {apart[0][0]}"
    if not found:
        return SILENT, words
    return (WRONG_VERDICT if set(wrong) & set(VERDICTS) else LATER), words


def _short(trace: str) -> str:
    """The last words of a traceback, and where in our own code it came from."""
    lines = trace.strip().splitlines()
    ours = [line.split('"')[1].rsplit("/", 2)[1:] + line.rsplit(", ", 2)[1:] for line in lines if "/db/" in line]
    return f"{lines[-1]} {' < '.join(' '.join(one) for one in reversed(ours))}"


def _pairs(was: Any, is_: Any) -> list[tuple[Any, Any]]:
    if isinstance(was, dict):
        return [(was.get(key), is_.get(key)) for key in {*was, *is_}]
    longest = max(len(was), len(is_))
    pad = lambda found: [*found, *[None] * (longest - len(found))]  # noqa: E731
    return list(zip(pad(was), pad(is_), strict=True))


def _places_of_verdicts(project: Path) -> list[int]:
    """The bytes in use of the first pages of the tables and indexes that verdicts are read from."""
    with fault_checks.looking_at(project) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        query = (
            "SELECT rootpage FROM sqlite_master WHERE tbl_name IN ('reviews', 'reviewers', 'run_images') AND rootpage"
        )
        starts = [(page - 1) * size for (page,) in db.execute(query)]
    content = (project / fault_checks.DATABASE).read_bytes()
    return [at for start in starts for at in range(start, min(start + size, len(content))) if content[at]]


def _owed(project: Path) -> dict[str, Any]:
    """What must never be gone: events by their ids, verdicts and maps by the names of images."""
    with fault_checks.looking_at(project) as db:
        return {
            "events": {event["uuid"]: event["hash"] for event in fault_checks.event_rows(db)},
            "verdicts": sorted(
                db.execute(
                    "SELECT w.name, i.relative, r.verdict FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id "
                    "JOIN explanations e ON e.id = r.explanation_id JOIN images i ON i.id = e.image_id "
                    "WHERE r.verdict IS NOT NULL AND w.name <> ?",
                    (OTHER_REVIEWER,),
                ).fetchall()
            ),
            "maps": fault_checks.maps_by_name(project),
        }


def _work_on(hurt: Path) -> None:
    time.sleep(1.0)  # backups carry their second in their name
    with Store.open(hurt) as store:
        store.set_verdict(1, OTHER_REVIEWER, "unsure").result()


def _way_back(base: _Base, hurt: Path, outcome: str) -> str | None:
    """Restores where damage was told, goes on with the audit, opens again; what is then still missing.

    Where nothing is told on opening, somebody works on for a while before anybody looks: closing makes a backup.
    """
    if outcome != TOLD:
        ask(lambda: _work_on(hurt))
    if outcome not in (FINE, SILENT):
        ran = command("restore", hurt, "--yes")
        if ran["code"] != 0:
            return f"hansel restore: {ran['said']}"
    for _ in range(2):  # what comes back only now that its explanation is there again needs a second opening
        heard = run(replace(base.project.job(operations=0), project=hurt), base.project.home)
        if heard.code != 0:
            return f"going on ended with {heard.code}: {heard.texts('plain') or heard.texts('fault')}"
    owed = base.owed
    try:
        kept = _owed(hurt)
        with fault_checks.looking_at(hurt) as db:
            broken = fault_checks.structure_faults(db)
    except (sqlite3.Error, ValueError) as error:
        return f"sqlite3 alone says {error}"
    if lost := [uuid for uuid, value in owed["events"].items() if kept["events"].get(uuid) != value]:
        return f"{len(lost)} of {len(owed['events'])} events are gone, {lost[0]} first"
    if kept["verdicts"] != owed["verdicts"]:
        return "the verdicts are not those that were given"
    if lost := [name for name, value in owed["maps"].items() if kept["maps"].get(name) != value]:
        return f"{len(lost)} explanations are not there again as they were, {lost[0]} first"
    return f"{broken}" if broken else None
