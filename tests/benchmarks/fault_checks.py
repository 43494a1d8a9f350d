"""Looks at a project with sqlite3, json, hashlib and numpy alone: is all there that was promised, and is it whole?"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.fault_ledger import Ledger, Said, replayed

DATABASE, JOURNAL = "audit.sqlite", "history.jsonl"
STEPS = Path(__file__).parents[2] / "db" / "migrations" / "versions"
NEWEST = max(file.name[:4] for file in STEPS.glob("[0-9]*.py"))
# What an event's hash is of (docs/architecture.md); "run" only where the event is about a run.
HASHED = (
    "uuid", "explanation", "reviewer", "device", "os_user", "kind", "payload", "sequence", "prev_hash", "created_at",
)  # fmt: skip
BLOCK = 256


@dataclass(slots=True)
class Found:
    """What an examination found. lost: promised and not there; wrong: in words, the losses among it."""

    lost_reviews: int = 0
    lost_explanations: int = 0
    wrong: list[str] = field(default_factory=list)
    events: int = 0
    explanations: int = 0


@contextmanager
def looking_at(project: Path) -> Iterator[sqlite3.Connection]:
    """The database and its log of writes in a copy, so that the project itself stays as the kill left it."""
    with tempfile.TemporaryDirectory(prefix="hansel-look-") as scratch:
        for suffix in ("", "-wal"):
            if (project / (DATABASE + suffix)).exists():
                shutil.copy(project / (DATABASE + suffix), scratch)
        with closing(sqlite3.connect(Path(scratch) / DATABASE)) as db:
            yield db


def revision(project: Path) -> str | None:
    """The revision of a project's tables; None if there are none."""
    with looking_at(project) as db:
        try:
            return str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        except sqlite3.OperationalError:
            return None


def adopt(project: Path, ledger: Ledger) -> None:
    """Takes over into the ledger what an older project holds: all of that was promised too."""
    with looking_at(project) as db:
        ledger.settled = said(event_rows(db))
    ledger.adopted = True


def examine(project: Path, ledger: Ledger) -> Found:
    """Everything that was promised, and whether what is there fits together."""
    found = Found()
    with looking_at(project) as db:
        found.wrong += structure_faults(db)
        made = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        events = event_rows(db) if made else []
        found.events = len(events)
        found.wrong += chain_faults(events)
        found.lost_reviews, wrong = ledger.settle(said(events))
        found.wrong += wrong
        if not made:
            found.lost_explanations = len(ledger.explanations)
            return found
        found.wrong += state_faults(db, said(events))
        _examine_explanations(db, project, ledger, found)
    found.wrong += journal_faults(project, events)
    found.wrong += copy_faults(project, ledger)
    return found


def structure_faults(db: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds."""
    integrity = [row[0] for row in db.execute("PRAGMA integrity_check")]
    wrong = [] if integrity == ["ok"] else [f"integrity_check: {integrity[:3]}"]
    if db.execute("PRAGMA foreign_key_check").fetchall():
        wrong.append("a row refers to one that is not there")
    return wrong


def event_rows(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Review events in the order in which they were written, names in place of keys."""
    names_run = _has(db, "review_events", "run_id")
    cursor = db.execute(
        "SELECT v.*, w.name AS reviewer, e.uuid AS explanation"
        + (", u.uuid AS run" if names_run else "")
        + " FROM review_events v JOIN reviewers w ON w.id = v.reviewer_id "
        "LEFT JOIN explanations e ON e.id = v.explanation_id "
        + ("LEFT JOIN runs u ON u.id = v.run_id " if names_run else "")
        + "ORDER BY v.id"
    )
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    for row in rows:
        row["payload"] = json.loads(row["payload"])
    return rows


def _has(db: sqlite3.Connection, table: str, column: str) -> bool:
    return column in {row[1] for row in db.execute(f"PRAGMA table_info({table})")}


def hash_of(event: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of what the hash covers."""
    content = {name: event[name] for name in HASHED}
    if event.get("run") is not None:
        content["run"] = event["run"]
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def chain_faults(events: list[dict[str, Any]]) -> list[str]:
    """Each reviewer's events on each device: numbered without a gap, each naming the hash of the one before, and each
    hash that of the content. And the ids run on in the order of writing, whatever the clock said."""
    wrong: list[str] = []
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    before = ""
    for event in events:
        chain = (event["reviewer"], event["device"])
        number, head = heads.get(chain, (0, "0" * 64))
        if (event["sequence"], event["prev_hash"]) != (number + 1, head):
            wrong.append(f"the chain of {chain} breaks before {event['uuid']}")
        if hash_of(event) != event["hash"]:
            wrong.append(f"the hash of {event['uuid']} is not that of its content")
        if event["uuid"] <= before:
            wrong.append(f"the id {event['uuid']} comes after {before} and sorts before it")
        heads[chain], before = (event["sequence"], event["hash"]), event["uuid"]
    return wrong


def said(events: list[dict[str, Any]]) -> dict[str, list[Said]]:
    """The events on explanations as the ledger writes them, by reviewer."""
    found: dict[str, list[Said]] = {}
    places: dict[int, int] = {}
    for event in events:
        if event["explanation_id"] is None:
            continue
        mine = found.setdefault(event["reviewer"], [])
        places[event["id"]] = len(mine)
        payload = event["payload"]
        if event["kind"] in ("undo", "redo"):
            of = places.get(event["refers_to"])
            mine.append(Said(event["kind"], event["device"], event["explanation_id"], of=of))
        else:
            verdict = payload["verdict"] if event["kind"] == "verdict" else payload["set"]["verdict"]
            mine.append(Said("set", event["device"], event["explanation_id"], verdict))
    return found


def state_faults(db: sqlite3.Connection, events: dict[str, list[Said]]) -> list[str]:
    """The verdicts that hold, and the sums of them that lists and trends are read from, against the events replayed."""
    due = {
        (who, explanation): verdict
        for who, mine in events.items()
        for explanation, verdict in replayed(mine).state().items()
    }
    kept = {
        (who, explanation): verdict
        for who, explanation, verdict in db.execute(
            "SELECT w.name, r.explanation_id, r.verdict FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id"
        )
    }
    wrong = [f"the verdicts that hold: {_apart(due, kept)}"] if due != kept else []
    if not _has(db, "run_images", "explanation_id"):
        return wrong
    counts = Counter((explanation, verdict) for (_, explanation), verdict in due.items() if verdict)
    listed = {
        (row[0], verdict): n
        for row in db.execute("SELECT explanation_id, sound, flawed, unsure FROM run_images WHERE explanation_id > 0")
        for verdict, n in zip(("sound", "flawed", "unsure"), row[1:], strict=True)
        if n
    }
    if listed != counts:
        wrong.append(f"the counts in lists: {_apart(counts, listed)}")
    tallied = {(who, verdict): n for who, verdict, n in db.execute(
        "SELECT w.name, t.verdict, sum(t.n) FROM tally_classes t JOIN reviewers w ON w.id = t.reviewer_id GROUP BY 1, 2"
    )}  # fmt: skip
    by_verdict = Counter((who, verdict) for (who, _), verdict in due.items() if verdict)
    if tallied != by_verdict:
        wrong.append(f"the sums of trends: {_apart(by_verdict, tallied)}")
    places = db.execute("SELECT run_id, position, explanation_id FROM run_images WHERE state = 'explained'").fetchall()
    blocks = Counter((run, position // BLOCK, "") for run, position, _ in places)
    blocks += Counter(
        (run, position // BLOCK, who)
        for run, position, explanation in places
        for who in events
        if due.get((who, explanation))
    )
    progress = {(run, block, who or ""): n for run, block, who, n in db.execute(
        "SELECT p.run_id, p.block, w.name, p.n FROM progress p LEFT JOIN reviewers w ON w.id = p.reviewer_id"
    )}  # fmt: skip
    if progress != blocks:
        wrong.append(f"the progress: {_apart(blocks, progress)}")
    return wrong


def _apart(due: dict[Any, Any], kept: dict[Any, Any]) -> str:
    keys = [key for key in {*due, *kept} if due.get(key, "nothing") != kept.get(key, "nothing")]
    return ", ".join(f"{key}: {kept.get(key, 'nothing')} in place of {due.get(key, 'nothing')}" for key in keys[:3])


def _examine_explanations(db: sqlite3.Connection, project: Path, ledger: Ledger, found: Found) -> None:
    rows = {
        row[0]: row[1:]
        for row in db.execute(
            "SELECT e.id, i.relative, e.target, e.run_id, e.image_id, e.map_path, e.map_sha256 FROM explanations e "
            "JOIN images i ON i.id = e.image_id"
        )
    }
    found.explanations = len(rows)
    if len({(run, image, target) for _, target, run, image, _, _ in rows.values()}) != len(rows):
        found.wrong.append("an explanation is there twice")
    if len({row[4] for row in rows.values()}) != len(rows):
        found.wrong.append("two explanations share a map")
    for explanation, (name, target, values) in ledger.explanations.items():
        row = rows.get(explanation)
        if row is None or row[:2] != (name, target):
            found.lost_explanations += 1
            found.wrong.append(f"explanation {explanation} of {name} was told as kept; there is {row}")
        elif fault := map_fault(project / row[4], row[5], values):
            found.lost_explanations += 1
            found.wrong.append(fault)
    if not ledger.adopted:
        # Of what was kept and never told, the file must be right too.
        untold = [row for explanation, row in rows.items() if explanation not in ledger.explanations]
        found.wrong += [fault for row in untold if (fault := map_fault(project / row[4], row[5]))]
    query = "SELECT i.relative FROM run_images r JOIN images i ON i.id = r.image_id WHERE r.state = 'failed'"
    if missing := ledger.failed - {row[0] for row in db.execute(query)}:
        found.lost_explanations += len(missing)
        found.wrong.append(f"the failures of {sorted(missing)} were told as kept")


def values_hash(values: Any) -> str:
    """SHA-256 of a map's values as float32, row by row."""
    return hashlib.sha256(np.ascontiguousarray(values, np.float32).tobytes()).hexdigest()


def map_fault(file: Path, sha256: str, values_sha256: str | None = None) -> str | None:
    """What is wrong with a map's file: not there, other bytes than its row says, other values than were made."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return f"the map {file.name} is gone"
    if hashlib.sha256(content).hexdigest() != sha256:
        return f"the map {file.name} does not have the bytes of its row"
    if values_sha256 is not None and values_hash(np.load(file, allow_pickle=False)) != values_sha256:
        return f"the map {file.name} holds other values than were made"
    return None


def journal_lines(project: Path) -> list[dict[str, Any]]:
    """The whole lines of history.jsonl that are JSON; the last one may be cut short."""
    file = project / JOURNAL
    found = []
    for line in file.read_bytes().split(b"\n")[:-1] if file.exists() else []:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def journal_faults(project: Path, events: list[dict[str, Any]]) -> list[str]:
    """The journal comes after the commit, so it never tells more than the database, and nothing twice."""
    hashes = {event["uuid"]: event["hash"] for event in events}
    lines = journal_lines(project)
    wrong = [
        f"the journal's {line['uuid']} is not in the database" for line in lines if hashes.get(line["uuid"]) is None
    ]
    wrong += [f"the journal's {line['uuid']} has another hash" for line in lines if hash_of(line) != line["hash"]]
    if len({line["uuid"] for line in lines}) != len(lines):
        wrong.append("the journal has an event twice")
    return wrong


def copy_faults(project: Path, ledger: Ledger) -> list[str]:
    """Backups and copies that carry their final name are whole, and hold nothing that was never asked for."""
    wrong = []
    for file in [*project.glob("backups/*.sqlite"), *project.glob(f"{DATABASE}.before-????")]:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            try:
                faults = structure_faults(db)
                held = said(event_rows(db))
            except sqlite3.DatabaseError as error:
                faults, held = [str(error)], {}
        wrong += [f"{file.name}: {fault}" for fault in faults]
        for who, mine in held.items():
            if mine != ledger.settled.get(who, [])[: len(mine)]:
                wrong.append(f"{file.name}: what it holds of {who} is not how the history began")
    return wrong


def maps_by_name(project: Path) -> dict[str, str]:
    """File name -> SHA-256 of its map's file."""
    with looking_at(project) as db:
        return dict(
            db.execute(
                "SELECT i.relative, e.map_sha256 FROM explanations e JOIN images i ON i.id = e.image_id"
            ).fetchall()
        )


def incomplete(project: Path, names: list[str], broken: set[str]) -> list[str]:
    """What a project lacks whose one run went to its end and that was closed: each image explained once or failed, and
    nothing besides."""
    with looking_at(project) as db:
        explained = [
            row[0]
            for row in db.execute(
                "SELECT i.relative FROM explanations e JOIN images i ON i.id = e.image_id ORDER BY i.relative"
            )
        ]
        runs = db.execute("SELECT state FROM runs").fetchall()
        states = dict(
            db.execute("SELECT i.relative, r.state FROM run_images r JOIN images i ON i.id = r.image_id").fetchall()
        )
        events = {event["uuid"] for event in event_rows(db)}
    wrong = []
    if explained != sorted(set(names) - broken):
        wrong.append(f"{len(explained)} explanations of {len(set(names) - broken)} images in the end")
    if runs != [("finished",)]:
        wrong.append(f"in the end the runs are {runs}")
    if states != {name: "failed" if name in broken else "explained" for name in names}:
        wrong.append("in the end not every image has the state that it should have")
    files = [file for file in (project / "maps").rglob("*") if file.is_file()]
    if len(files) != len(explained):
        wrong.append(f"{len(files)} files lie among the maps of {len(explained)} explanations")
    if NEWEST >= "0003" and {line["uuid"] for line in journal_lines(project)} != events:
        wrong.append("in the end the journal does not tell all events")
    return wrong
