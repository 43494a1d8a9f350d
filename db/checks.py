"""Whether a project is still what was written: database, history, sums, journal and maps, one check after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from db import journal, rollups, seal, verify
from db.events import full_events
from db.events import heads as newest
from db.opening import DATABASE
from db.rows import SignOff
from db.schema import explanations, review_events
from db.store import Store

GUARDS = ("review_events_no_delete", "review_events_no_replace", "review_events_no_update")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, how much of it, and what is off in sentences, the first first (empty: all well).

    remarks: what is good to know and not off
    """

    name: str
    looked_at: str
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """How far the look at the maps is."""

    done: int
    total: int
    source: str
    seconds_left: float | None = None


def check(
    store: Store, head: str | None = None, maps: bool = True, progress: Callable[[Step], None] = lambda _: None
) -> Iterator[Check]:
    """Runs all checks, in an order in which the first fault found is the one to begin with.

    head: a hash noted outside (from a sign-off, a report or an earlier check), or its first 8 or more characters
    """
    with store._reading() as db:
        yield _seal(store.path)
        yield _database(db)
        yield _references(db)
        yield _history(db)
        if head is not None:
            yield _head(db, head.lower())
        yield Check("current reviews", "rebuilt from the history", tuple(verify.state_faults(db)))
        yield Check("sums and lists", "counted anew", tuple(rollups.faults(db)))
        yield _journal(db, store.path)
        if maps:
            yield _maps(db, store.path, progress)


def sign_offs(store: Store) -> list[SignOff]:
    """The sign-offs that stand, by run and reviewer."""
    return [signed for run in store.runs() for signed in store.sign_offs(run.run_id)]


def heads(store: Store) -> list[tuple[str, str, int, str]]:
    """(reviewer, device, events, hash) of each chain's newest event: what to note outside."""
    with store._reading() as db:
        return [(row["reviewer"], row["device"], row["sequence"], row["hash"]) for row in newest(db)]


def _seal(project: Path) -> Check:
    file = project / DATABASE
    if not (project / seal.SEAL).exists():
        return Check("seal", "none: the project is open, or was not closed in the usual way")
    text = f"{DATABASE} does not have the bytes that it had when Hansel closed it."
    return Check("seal", "the database's bytes since it was closed", () if seal.is_whole(file) else (text,))


def _database(db: Connection) -> Check:
    found = [str(row[0]) for row in db.exec_driver_sql("PRAGMA integrity_check(10)")]
    faults = [] if found == ["ok"] else [f"SQLite finds the database damaged: {text}." for text in found]
    there = {row[0] for row in db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    gone = [name for name in GUARDS if name not in there]
    faults += [f"The guard {name}, which refuses changes of the history, is gone." for name in gone]
    (pages,) = db.exec_driver_sql("PRAGMA page_count").one()
    return Check("database", f"{pages:,} pages", tuple(faults))


def _references(db: Connection) -> Check:
    rows = db.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults = tuple(f"A row of the table {row[0]} refers to a row of {row[2]} that is not there." for row in rows[:10])
    return Check("references", "every row that refers to another", faults)


def _history(db: Connection) -> Check:
    n = db.exec_driver_sql("SELECT count(*) FROM review_events").scalar()
    chains = newest(db)
    forks = len(chains) - len({(row["reviewer"], row["device"]) for row in chains})
    remark = f"{forks} more heads than chains: a copy of this project was worked on apart and merged." if forks else ""
    looked_at = f"events: {n:,}, chains: {len(chains) - forks:,}"
    return Check("history", looked_at, tuple(verify.chain_faults(db)), (remark,) if remark else ())


def _head(db: Connection, head: str) -> Check:
    if len(head) < 8 or set(head) - set("0123456789abcdef"):
        return Check("noted head", head, (f"{head} is not the hash of an event: 8 to 64 digits and letters a to f.",))
    events = full_events().where(review_events.c.hash.startswith(head)).order_by(review_events.c.uuid)
    found = db.execute(events).mappings().first()
    if found is None:
        text = f"The event with the hash {head} is not in the history: it was cut off or written anew after that hash."
        return Check("noted head", head, (text,))
    after = select(review_events.c.id).where(
        review_events.c.reviewer_id == found["reviewer_id"],
        review_events.c.device == found["device"],
        review_events.c.sequence > found["sequence"],
    )
    since = len(db.execute(after).all())
    when = f"{found['created_at']:%Y-%m-%d %H:%M} UTC"
    remark = f"It is event {found['sequence']} of {found['reviewer']}, {when}; {since:,} came after it in its chain."
    return Check("noted head", head[:16], (), (remark,))


def _journal(db: Connection, project: Path) -> Check:
    file = project / journal.JOURNAL
    kept = {row.uuid: row.hash for row in db.execute(select(review_events.c.uuid, review_events.c.hash))}
    try:
        written = {line["uuid"]: line.get("hash") for line in journal.read(file)}
    except FileNotFoundError:
        written = {}
    faults = []
    only_there = [uuid for uuid in written if uuid not in kept]
    if only_there:
        faults.append(
            f"{len(only_there):,} events of {journal.JOURNAL} are not in the database, the first is {only_there[0]}. "
            "Open the project once in the window: that takes them in if they are whole."
        )
    differ = [uuid for uuid, value in written.items() if uuid in kept and kept[uuid] != value]
    if differ:
        faults.append(f"{len(differ):,} events of {journal.JOURNAL} are not as in the database, first {differ[0]}.")
    missing = len(kept.keys() - written.keys())
    remark = f"{missing:,} events are not in it; opening the project for writing adds them." if missing else ""
    return Check("journal", f"{len(written):,} lines", tuple(faults), (remark,) if remark else ())


def _maps(db: Connection, project: Path, progress: Callable[[Step], None]) -> Check:
    total = db.exec_driver_sql("SELECT count(*) FROM explanations").scalar() or 0
    columns = (explanations.c.id, explanations.c.map_path, explanations.c.map_sha256)
    faults: list[str] = []
    last = done = 0
    while True:
        query = select(*columns).where(explanations.c.id > last).order_by(explanations.c.id).limit(500)
        rows = db.execute(query).all()
        for row in rows:
            progress(Step(done, total, row.map_path))
            done += 1
            try:
                with (project / row.map_path).open("rb") as file:
                    same = hashlib.file_digest(file, "sha256").hexdigest() == row.map_sha256
                fault = "" if same else "is not the one that was written"
            except FileNotFoundError:
                fault = "is missing"
            except OSError as error:
                fault = f"cannot be read ({error.strerror})"
            if fault:
                faults.append(f"The map of explanation {row.id}, {row.map_path}, {fault}.")
        if len(rows) < 500:
            return Check("maps", f"{total:,} files", tuple(faults))
        last = rows[-1].id
