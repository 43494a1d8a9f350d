"""Review events: appended, never changed; what one is made of, its hash, and the chains that they stand in.

Each event carries the SHA-256 of its own content and of the event before it by the same reviewer on the same device,
so a change made behind our back breaks the chain. The order of events is the order of their ids (UUIDv7), which run on
even when the clock goes back. Undo, redo and signing off a run are events too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, bindparam, case, func, insert, select

from db.column_types import canonical_json, now
from db.connect import insert_row
from db.ids import Author, uuid7
from db.schema import explanations, review_events, reviewers, runs

NO_HASH = "0" * 64
_HASHED = ("uuid", "explanation", "reviewer", "device", "os_user", "kind", "payload", "sequence", "prev_hash")
# The statements of an event are built once: building them anew took most of the time of a verdict.
REVIEWER = select(reviewers.c.id).where(reviewers.c.name == bindparam("name"))
_LAST_OF_CHAIN = (
    select(review_events.c.sequence, review_events.c.hash)
    .where(review_events.c.reviewer_id == bindparam("reviewer"), review_events.c.device == bindparam("device"))
    .order_by(review_events.c.sequence.desc(), review_events.c.uuid.desc())
    .limit(1)
)
_NEWEST = select(func.max(review_events.c.uuid))
_ADD_EVENT = insert(review_events)


def append(
    db: Connection,
    author: Author,
    kind: str,
    payload: Mapping[str, Any],
    *,
    about: Mapping[Any, Any] | None = None,
    run: tuple[int, str] | None = None,
    refers_to: int | None = None,
) -> dict[str, Any]:
    """Appends an event, and returns it with its number as id and with reviewer_id."""
    mine = reviewer_id(db, author.reviewer)
    last = db.execute(_LAST_OF_CHAIN, {"reviewer": mine, "device": author.device}).first()
    event: dict[str, Any] = {
        "uuid": uuid7(after=db.scalar(_NEWEST)),
        "explanation": about["uuid"] if about else None,
        "run": run[1] if run else None,
        "reviewer": author.reviewer,
        "device": author.device,
        "os_user": author.os_user,
        "created_at": now(),
        "kind": kind,
        "payload": json.loads(canonical_json(payload)),
        "sequence": last.sequence + 1 if last else 1,
        "prev_hash": last.hash if last else NO_HASH,
    }
    event["hash"] = hash_of(event)
    columns = {name: value for name, value in event.items() if name not in ("explanation", "run", "reviewer")}
    columns |= {"reviewer_id": mine, "refers_to": refers_to}
    columns |= {"explanation_id": about["id"] if about else None, "run_id": run[0] if run else None}
    made = db.execute(_ADD_EVENT, columns).inserted_primary_key
    return event | {"reviewer_id": mine, "id": made[0] if made else 0}


def hash_of(event: Mapping[Any, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of the event's content, prev_hash among it.

    explanation and run are UUIDs; run is there only for events about a run, as chains of schema 0002 know none.
    """
    content = {name: event[name] for name in _HASHED}
    if event.get("run") is not None:
        content["run"] = event["run"]
    created_at: datetime = event["created_at"]
    content["created_at"] = created_at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()


def full_events() -> Any:
    """A query for whole events: the columns of review_events, and reviewer, explanation, run and undone by name."""
    undone = review_events.alias("undone")
    return select(
        review_events,
        reviewers.c.name.label("reviewer"),
        explanations.c.uuid.label("explanation"),
        runs.c.uuid.label("run"),
        undone.c.uuid.label("undone"),
    ).select_from(
        review_events.join(reviewers)
        .outerjoin(explanations, explanations.c.id == review_events.c.explanation_id)
        .outerjoin(runs, runs.c.id == review_events.c.run_id)
        .outerjoin(undone, undone.c.id == review_events.c.refers_to)
    )


def heads(db: Connection) -> list[RowMapping]:
    """The newest event of each chain: reviewer, device, sequence, hash. A forked chain has several."""
    later = review_events.alias("later")
    events = review_events.c
    return list(
        db.execute(
            select(reviewers.c.name.label("reviewer"), events.device, events.sequence, events.hash)
            .join(reviewers)
            .where(~select(later.c.id).where(later.c.prev_hash == events.hash).exists())
            .order_by(reviewers.c.name, events.device, events.uuid)
        ).mappings()
    )


def reviewer_id(db: Connection, name: str) -> int:
    """The number of a reviewer, given one now if the name is new."""
    found = db.scalar(REVIEWER, {"name": name})
    if found is None:
        found = insert_row(db, reviewers, name=name, created_at=now())
    return cast(int, found)


def balance() -> Any:
    """How often an event was undone more than redone: 0 or 1."""
    later = review_events.alias("later")
    undone = func.coalesce(func.sum(case((later.c.kind == "undo", 1), else_=-1)), 0)
    return select(undone).where(later.c.refers_to == review_events.c.id).scalar_subquery()
