"""Review events: what reviewers said, in order, never changed; and the current state that they add up to.

Each event carries the SHA-256 of its own content and of the event before it by the same reviewer on the same device,
so a change made behind our back breaks the chain. Undo and redo are events too. An event's payload always tells the
verdict that holds after it ("verdict") and the one before ("before"), so the state can be rebuilt by reading along.
"""

from __future__ import annotations

import getpass
import hashlib
import secrets
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import platformdirs
from sqlalchemy import Connection, RowMapping, case, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db.connect import insert_row
from db.faults import StoreError
from db.rows import ReviewRow, Undone, Verdict
from db.schema import canonical_json, explanations, images, now, review_events, reviewers, reviews

NO_HASH = "0" * 64
VERDICTS: tuple[Verdict, ...] = ("sound", "flawed", "unsure")
_NOUNS = {"sound": "sound", "flawed": "flaw", "unsure": "unsure", None: "verdict taken back"}


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes an event: the reviewer's name, the machine's random id, the account on that machine."""

    reviewer: str
    device: str
    os_user: str


def uuid7() -> str:
    """A time-ordered random id (RFC 9562, version 7)."""
    value = time.time_ns() // 1_000_000 << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76 | 0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=value))


def device_id(folder: Path | None = None) -> str:
    """The random id of this machine and account, made at first use and kept in the user's data folder.

    If that folder cannot be written the id lives as long as the process.
    """
    file = (folder or Path(platformdirs.user_data_dir("hansel", appauthor=False))) / "device-id"
    fresh = str(uuid.uuid4())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{fresh}.part")
        part.write_text(fresh, encoding="ascii")
        try:
            if file.exists():
                return str(uuid.UUID(file.read_text(encoding="ascii").strip()))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return fresh


def os_user() -> str:
    """The account's name; empty where the system has none to tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def set_verdict(db: Connection, author: Author, explanation_id: int, verdict: Verdict | None) -> ReviewRow:
    """Appends a verdict (None takes it back) and brings the state along. The same verdict again is no event."""
    if verdict is not None and verdict not in VERDICTS:
        raise ValueError(f"no such verdict: {verdict!r}")
    row = review(db, explanation_id, author.reviewer)
    before = row.verdict if row else None
    if row is None or before != verdict:
        return _append(db, author, explanation_id, "verdict", {"verdict": verdict, "before": before})
    return row


def undo(db: Connection, author: Author) -> Undone | None:
    """Takes back this reviewer's last change that is not undone, on whatever image; None if there is none."""
    event = _next_undo(db, author.reviewer)
    if event is None:
        return None
    payload = {"event": event["uuid"], "verdict": event["payload"]["before"], "before": event["payload"]["verdict"]}
    _append(db, author, event["explanation_id"], "undo", payload, refers_to=event["id"])
    return _undone(event)


def redo(db: Connection, author: Author) -> Undone | None:
    """Brings again what was undone last, unless the reviewer has changed something since."""
    event = _next_redo(db, author.reviewer)
    if event is None:
        return None
    payload = {"event": event["uuid"], "verdict": event["payload"]["verdict"], "before": event["payload"]["before"]}
    _append(db, author, event["explanation_id"], "redo", payload, refers_to=event["id"])
    return _undone(event)


def next_undo(db: Connection, reviewer: str) -> Undone | None:
    """What undo would take back, for a menu."""
    event = _next_undo(db, reviewer)
    return _undone(event) if event else None


def next_redo(db: Connection, reviewer: str) -> Undone | None:
    """What redo would bring again, for a menu."""
    event = _next_redo(db, reviewer)
    return _undone(event) if event else None


def review(db: Connection, explanation_id: int, reviewer: str) -> ReviewRow | None:
    """The current state; None if this reviewer never said anything of this explanation."""
    found = db.execute(
        select(reviews.c.verdict, reviews.c.updated_at)
        .join(reviewers)
        .where(reviews.c.explanation_id == explanation_id, reviewers.c.name == reviewer)
    ).first()
    return ReviewRow(explanation_id, reviewer, found.verdict, found.updated_at) if found else None


def reviews_of_run(db: Connection, run_id: int) -> list[ReviewRow]:
    """The current state of a run's explanations, by explanation and reviewer; verdicts taken back are None."""
    query = (
        select(reviews.c.explanation_id, reviewers.c.name, reviews.c.verdict, reviews.c.updated_at)
        .select_from(reviews.join(reviewers).join(explanations, explanations.c.id == reviews.c.explanation_id))
        .where(explanations.c.run_id == run_id)
        .order_by(reviews.c.explanation_id, reviewers.c.name)
    )
    return [ReviewRow(*row) for row in db.execute(query)]


def state_from_events(db: Connection) -> list[ReviewRow]:
    """What the events add up to, by explanation and reviewer; equals the table reviews if nobody touched it."""
    state: dict[tuple[int, str], ReviewRow] = {}
    events = select(review_events, reviewers.c.name).join(reviewers).order_by(review_events.c.id)
    for event in db.execute(events).mappings():
        key = (event["explanation_id"], event["name"])
        state[key] = ReviewRow(*key, event["payload"]["verdict"], event["created_at"])
    return [state[key] for key in sorted(state)]


def current_state(db: Connection) -> list[ReviewRow]:
    """The table reviews, by explanation and reviewer."""
    query = (
        select(reviews.c.explanation_id, reviewers.c.name, reviews.c.verdict, reviews.c.updated_at)
        .join(reviewers)
        .order_by(reviews.c.explanation_id, reviewers.c.name)
    )
    return [ReviewRow(*row) for row in db.execute(query)]


def faults(db: Connection) -> list[str]:
    """What is wrong with the history, one sentence each; empty if all hashes, sequences and the state agree."""
    found: list[str] = []
    last: dict[tuple[str, str], tuple[int, str]] = {}
    uuids: dict[int, str] = {}
    query = (
        select(review_events, reviewers.c.name.label("reviewer"), explanations.c.uuid.label("explanation"))
        .join(reviewers)
        .join(explanations)
        .order_by(review_events.c.id)
    )
    for event in db.execute(query).mappings():
        chain = (event["reviewer"], event["device"])
        sequence, prev_hash = last.get(chain, (0, NO_HASH))
        where = f"event {event['sequence']} of {event['reviewer']} ({event['uuid']})"
        if event["sequence"] != sequence + 1 or event["prev_hash"] != prev_hash:
            found.append(f"Before {where} something is missing from the history.")
        if event["hash"] != _hash(event):
            found.append(f"The content of {where} was changed after it was written.")
        if uuids.get(event["refers_to"]) != event["payload"].get("event"):
            found.append(f"What {where} takes back or brings again is not what it says.")
        uuids[event["id"]] = event["uuid"]
        last[chain] = (event["sequence"], event["hash"])
    if state_from_events(db) != current_state(db):
        found.append("The current verdicts are not what the history adds up to.")
    return found


def _append(
    db: Connection,
    author: Author,
    explanation_id: int,
    kind: str,
    payload: dict[str, Any],
    refers_to: int | None = None,
) -> ReviewRow:
    explanation = db.scalar(select(explanations.c.uuid).where(explanations.c.id == explanation_id))
    if explanation is None:
        raise StoreError("There is no such explanation in this project; nothing was saved.")
    reviewer_id = _reviewer(db, author.reviewer)
    events = review_events.c
    last = db.execute(
        select(events.sequence, events.hash)
        .where(events.reviewer_id == reviewer_id, events.device == author.device)
        .order_by(events.sequence.desc())
        .limit(1)
    ).first()
    event: dict[str, Any] = {
        "uuid": uuid7(),
        "explanation": explanation,
        "reviewer": author.reviewer,
        "device": author.device,
        "os_user": author.os_user,
        "created_at": now(),
        "kind": kind,
        "payload": payload,
        "sequence": last.sequence + 1 if last else 1,
        "prev_hash": last.hash if last else NO_HASH,
    }
    event["hash"] = _hash(event)
    columns = {name: value for name, value in event.items() if name not in ("explanation", "reviewer")}
    columns |= {"explanation_id": explanation_id, "reviewer_id": reviewer_id, "refers_to": refers_to}
    event_id = insert_row(db, review_events, **columns)
    state = {"verdict": payload["verdict"], "updated_at": event["created_at"], "event_id": event_id}
    db.execute(
        upsert(reviews)
        .values(explanation_id=explanation_id, reviewer_id=reviewer_id, **state)
        .on_conflict_do_update(index_elements=["explanation_id", "reviewer_id"], set_=state)
    )
    return ReviewRow(explanation_id, author.reviewer, payload["verdict"], event["created_at"])


def _hash(event: RowMapping | dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of the event's content, prev_hash among it."""
    content = {
        name: event[name]
        for name in ("uuid", "explanation", "reviewer", "device", "os_user", "kind", "payload", "sequence", "prev_hash")
    }
    created_at: datetime = event["created_at"]
    content["created_at"] = created_at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()


def _reviewer(db: Connection, name: str) -> int:
    found = db.scalar(select(reviewers.c.id).where(reviewers.c.name == name))
    if found is None:
        found = insert_row(db, reviewers, name=name, created_at=now())
    return cast(int, found)


def _next_undo(db: Connection, reviewer: str) -> RowMapping | None:
    # Undo goes back one change at a time, so the next one is the newest change that is not undone.
    later = review_events.alias("later")
    undone = func.coalesce(func.sum(case((later.c.kind == "undo", 1), else_=-1)), 0)
    balance = select(undone).where(later.c.refers_to == review_events.c.id).scalar_subquery()
    newest = _changes(reviewer).where(balance == 0).order_by(review_events.c.id.desc()).limit(1)
    return db.execute(newest).mappings().first()


def _next_redo(db: Connection, reviewer: str) -> RowMapping | None:
    # Only what was undone after the last change can come again; the oldest of these was undone last.
    events = review_events.c
    mine = select(reviewers.c.id).where(reviewers.c.name == reviewer).scalar_subquery()
    last_change = (
        select(func.max(events.id)).where(events.reviewer_id == mine, events.refers_to.is_(None)).scalar_subquery()
    )
    still_undone = (
        select(events.refers_to)
        .where(events.reviewer_id == mine, events.id > last_change)
        .group_by(events.refers_to)
        .having(func.sum(case((events.kind == "undo", 1), else_=-1)) > 0)
        .order_by(events.refers_to)
        .limit(1)
    )
    which = db.scalar(still_undone)
    if which is None:
        return None
    return db.execute(_changes(reviewer).where(events.id == which)).mappings().first()


def _changes(reviewer: str) -> Any:
    return (
        select(review_events, explanations.c.run_id, images.c.relative)
        .join(reviewers)
        .join(explanations)
        .join(images, images.c.id == explanations.c.image_id)
        .where(reviewers.c.name == reviewer, review_events.c.refers_to.is_(None))
    )


def _undone(event: RowMapping) -> Undone:
    name = event["relative"].rsplit("/", 1)[-1]
    return Undone(event["explanation_id"], event["run_id"], f"{_NOUNS[event['payload']['verdict']]} on {name}")
