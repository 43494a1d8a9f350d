"""A database with flipped bytes: whatever is shown is right or told as wrong, and nothing is gone for good."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks import fault_checks
from tests.benchmarks.fault_cases import ENDLESS, Case, Project, ask, command, copy_of, read_all
from tests.benchmarks.fault_rounds import run

FLIPS = 20
MOST_KILLS = 5
WRONG, DIFFERS = 2, 4  # exit codes of hansel: a project that cannot be used, one that is not as it was written
VERDICTS = ("verdicts", "reviews", "counts")


def flips(case: Case, wanted: int = FLIPS) -> None:
    """One byte each, in turn somewhere in the database and in its log of writes."""
    project = case.project()
    project.work("made and closed", project.job(batches=5))
    for _ in range(MOST_KILLS):
        project.work("killed", project.job(operations=ENDLESS, pause_s=0.02), ("working", 0.15))
        owed = _owed(project.path)
        if {line["uuid"] for line in fault_checks.journal_lines(project.path)} == set(owed["events"]):
            break  # no event was committed that had not been told yet: all that is there is owed
    intact = ask(lambda: read_all(copy_of(project.path, case.scratch / "intact.hansel"), readonly=False))["answer"]
    project.shown_as_owed("before any flip", intact)
    names = [fault_checks.DATABASE, f"{fault_checks.DATABASE}-wal"]
    sizes = [(project.path / name).stat().st_size for name in names]  # the kill left a log
    chance = random.Random(f"{case.seed} flips")
    became: Counter[str] = Counter()
    for number in range(wanted):
        which = number % 2  # in turn, as the log may be much longer than the database
        name, at = names[which], chance.randrange(sizes[which])
        mask = chance.randrange(1, 256)
        hurt = copy_of(project.path, case.scratch / f"flip {number}.hansel")
        with (hurt / name).open("r+b") as file:
            file.seek(at)
            was = file.read(1)[0]
            file.seek(at)
            file.write(bytes([was ^ mask]))
        outcome, words = _look(hurt, intact)
        became[outcome] += 1
        if outcome in BAD:
            case.see(False, f"flip {number}, {name}, byte {at}, mask {mask:#04x}: {outcome}: {words}")
        if left := _way_back(project, hurt, owed, outcome):
            case.see(False, f"flip {number}, {name}, byte {at}, mask {mask:#04x}, {outcome}; then {left}")
        shutil.rmtree(hurt)
    case.see(True, f"{wanted} flips over {sizes[0]:,} bytes of the database and {sizes[1]:,} of its log")
    for outcome, n in sorted(became.items()):
        case.see(outcome not in BAD, f"{n:4} {outcome}")


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
        return CRASH, shown["fault"]
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


def _pairs(was: Any, is_: Any) -> list[tuple[Any, Any]]:
    if isinstance(was, dict):
        return [(was.get(key), is_.get(key)) for key in {*was, *is_}]
    longest = max(len(was), len(is_))
    pad = lambda found: [*found, *[None] * (longest - len(found))]  # noqa: E731
    return list(zip(pad(was), pad(is_), strict=True))


def _owed(project: Path) -> dict[str, Any]:
    """What must never be gone: events by their ids, verdicts and maps by the names of images."""
    with fault_checks.looking_at(project) as db:
        return {
            "events": {event["uuid"]: event["hash"] for event in fault_checks.event_rows(db)},
            "verdicts": sorted(
                db.execute(
                    "SELECT w.name, i.relative, r.verdict FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id "
                    "JOIN explanations e ON e.id = r.explanation_id JOIN images i ON i.id = e.image_id "
                    "WHERE r.verdict IS NOT NULL"
                ).fetchall()
            ),
            "maps": dict(
                db.execute(
                    "SELECT i.relative, e.map_sha256 FROM explanations e JOIN images i ON i.id = e.image_id"
                ).fetchall()
            ),
        }


def _way_back(project: Project, hurt: Path, owed: dict[str, Any], outcome: str) -> str | None:
    """Restores where damage was told, goes on with the audit, opens again; what is then still missing."""
    if outcome not in (FINE, SILENT):
        ran = command("restore", hurt, "--yes")
        if ran["code"] != 0:
            return f"hansel restore: {ran['said']}"
    for _ in range(2):  # what comes back only now that its explanation is there again needs a second opening
        heard = run(replace(project.job(operations=0), project=hurt), project.home)
        if heard.code != 0:
            return f"going on ended with {heard.code}: {heard.texts('plain') or heard.texts('fault')}"
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
