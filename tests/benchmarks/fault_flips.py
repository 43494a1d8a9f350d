"""A database with flipped bytes: whatever is shown is right or told as wrong, and nothing is gone for good."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks import fault_checks
from tests.benchmarks.fault_cases import ENDLESS, Case, Project, ask, command, copy_of, read_all

FLIPS = 20
VERDICTS = ("verdicts", "reviews", "counts")


def flips(case: Case, wanted: int = FLIPS) -> None:
    """One byte each, somewhere in the database or in its log of writes."""
    project = case.project()
    project.work("made and closed", project.job(batches=5))
    project.work("killed with a log of writes", project.job(operations=ENDLESS, pause_s=0.02), ("working", 0.4))
    intact = ask(lambda: read_all(copy_of(project.path, case.scratch / "intact.hansel"), readonly=False))["answer"]
    project.shown_as_owed("before any flip", intact)
    owed = _owed(project.path)
    names = [fault_checks.DATABASE, f"{fault_checks.DATABASE}-wal"]
    sizes = [(project.path / name).stat().st_size if (project.path / name).exists() else 0 for name in names]
    chance = random.Random(f"{case.seed} flips")
    became: Counter[str] = Counter()
    for number in range(wanted):
        place = chance.randrange(sum(sizes))
        name, at = (names[0], place) if place < sizes[0] else (names[1], place - sizes[0])
        mask = chance.randrange(1, 256)
        hurt = copy_of(project.path, case.scratch / f"flip {number}.hansel")
        with (hurt / name).open("r+b") as file:
            file.seek(at)
            was = file.read(1)[0]
            file.seek(at)
            file.write(bytes([was ^ mask]))
        outcome, fault = _look(hurt, intact)
        became[outcome] += 1
        if fault:
            case.see(False, f"{name}, byte {at}, mask {mask:#04x}: {fault}")
        if left := _way_back(project, hurt, owed, outcome):
            case.see(False, f"{name}, byte {at}, mask {mask:#04x}, {outcome}; afterwards: {left}")
    told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(became.items()))
    case.see(True, f"{wanted} flips over {sizes[0]:,} bytes of the database and {sizes[1]:,} of its log: {told}")


def _look(hurt: Path, intact: dict[str, Any]) -> tuple[str, str | None]:
    """What opening and reading a damaged project comes to, and what is wrong with that."""
    shown = ask(lambda: read_all(hurt, readonly=False))
    if "fault" in shown:
        return "a traceback", shown["fault"].strip().splitlines()[-1] + "\n" + shown["fault"]
    if "plain" in shown:
        return "told", None
    wrong = [part for part in intact if shown["answer"][part] != intact[part]]
    if not wrong:
        return "all right", None
    checked = command("verify", hurt)
    found = checked["code"] not in (0, None)
    first = next(
        f"{is_} in place of {was}"
        for part in wrong
        for was, is_ in _pairs(intact[part], shown["answer"][part])
        if was != is_
    )
    if set(wrong) & set(VERDICTS):
        by = "told by hansel verify only" if found else "told by nobody"
        return f"a wrong verdict, {by}", f"shown without a word: {first} ({by})"
    return (
        f"other wrong content, told by {'hansel verify only' if found else 'nobody'}",
        f"shown without a word: {first}",
    )


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
    """Restores where something was told, goes on with the audit, opens again; what is then still missing."""
    if outcome != "all right":
        ran = command("restore", hurt, "--yes")
        if ran["code"] != 0:
            return f"hansel restore: {ran['said']}"
    from tests.benchmarks.fault_rounds import run  # noqa: PLC0415

    for operations in (0, 0):  # once more, for what only now has its explanation again
        job = project.job(operations=operations)
        heard = run(type(job)(**{name: getattr(job, name) for name in job.__slots__} | {"project": hurt}), project.home)
        if heard.code != 0:
            return f"going on ended with {heard.code}: {heard.texts('plain') or heard.texts('fault')}"
    try:
        kept = _owed(hurt)
        with fault_checks.looking_at(hurt) as db:
            broken = fault_checks.structure_faults(db)
    except Exception as error:
        return f"sqlite3 alone says {error}"
    lost = [uuid for uuid, value in owed["events"].items() if kept["events"].get(uuid) != value]
    if lost:
        return f"{len(lost)} of {len(owed['events'])} events are gone"
    if kept["verdicts"] != owed["verdicts"]:
        return "the verdicts are not those that were given"
    if any(kept["maps"].get(name) != value for name, value in owed["maps"].items()):
        return "not every explanation is there again"
    return f"{broken}" if broken else None
