"""Review events: what reviewers said, in order, never changed; the state they add up to is kept along.

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
from sqlalchemy.dialects.sqlite import insert as upsert

from db import review_state, rollups
from db.column_types import canonical_json, now
from db.connect import insert_row
from db.faults import StoreError
from db.ids import Author, uuid7
from db.review_state import Said, State
from db.rows import Region, ReviewRow, SignOff, Undone
from db.schema import explanations, review_events, reviewers, reviews, run_images, runs

NO_HASH = "0" * 64
_NOUNS = {"sound": "sound", "flawed": "flaw", "unsure": "unsure", None: "verdict taken back"}
_HASHED = ("uuid", "explanation", "reviewer", "device", "os_user", "kind", "payload", "sequence", "prev_hash")

# The statements of a change are built once: building them anew took most of the time of a verdict.
_REVIEWER = select(reviewers.c.id).where(reviewers.c.name == bindparam("name"))
_ABOUT = (
    select(
        explanations.c.id,
        explanations.c.uuid,
        explanations.c.run_id,
        explanations.c.map_sha256,
        explanations.c.target,
        explanations.c.prediction,
        run_images.c.position,
        run_images.c.image_id,
        run_images.c.state,
        run_images.c.true_label,
        run_images.c.explanation_id.label("first"),
    )
    .join(
        run_images,
        (run_images.c.run_id == explanations.c.run_id) & (run_images.c.image_id == explanations.c.image_id),
    )
    .where(explanations.c.id == bindparam("explanation"))
)
_SAID = select(review_events.c.uuid, review_events.c.kind, review_events.c.payload).where(
    review_events.c.explanation_id == bindparam("explanation"), review_events.c.reviewer_id == bindparam("reviewer")
)
_LAST_OF_CHAIN = (
    select(review_events.c.sequence, review_events.c.hash)
    .where(review_events.c.reviewer_id == bindparam("reviewer"), review_events.c.device == bindparam("device"))
    .order_by(review_events.c.sequence.desc(), review_events.c.uuid.desc())
    .limit(1)
)
_NEWEST = select(func.max(review_events.c.uuid))
_ADD_EVENT = insert(review_events)
_KEPT = select(reviews).where(
    reviews.c.explanation_id == bindparam("explanation_id"), reviews.c.reviewer_id == bindparam("reviewer_id")
)
_NEW = upsert(reviews)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=["explanation_id", "reviewer_id"],
    set_={column.name: _NEW.excluded[column.name] for column in reviews.c if not column.primary_key},
)


def change(
    db: Connection, author: Author, explanation_id: int, sets: Mapping[str, Any], seconds: float = 0.0
) -> ReviewRow:
    """Appends a change of a review's fields and brings the state along. What is so already is no event.

    sets: see db/review_state.py; seconds: how long the explanation was looked at for this. Raises StoreError for what
    no review can hold.
    """
    sets = review_state.checked(sets)
    about = _about(db, explanation_id)
    mine = db.scalar(_REVIEWER, {"name": author.reviewer})
    said = [] if mine is None else _said_by(db, explanation_id, mine)
    state = review_state.add_up(said)
    news = {name: value for name, value in sets.items() if _is_news(state, name, value)}
    if not news and seconds <= 0:
        return review(db, explanation_id, author.reviewer) or ReviewRow(explanation_id, author.reviewer, None, now())
    payload: dict[str, Any] = {"set": news, "map": about["map_sha256"]}
    if replaces := review_state.replaced_by(said, news):
        payload["replaces"] = replaces
    if seconds > 0:
        payload["seconds"] = round(seconds, 3)
    return _say(db, author, "change" if news else "view", payload, about, said)


def append_change(db: Connection, author: Author, explanation_id: int, payload: Mapping[str, Any]) -> ReviewRow:
    """Appends a change with a payload that is more than fields of a review (see db/settling.py)."""
    about = _about(db, explanation_id)
    mine = db.scalar(_REVIEWER, {"name": author.reviewer})
    said = [] if mine is None else _said_by(db, explanation_id, mine)
    return _say(db, author, "change", {**payload, "map": about["map_sha256"]}, about, said)


def sign_off(db: Connection, author: Author, run_id: int) -> SignOff:
    """Appends that the reviewer stands by the reviews of a run as they are: records the heads of all chains.

    Whoever keeps one of these heads outside can later tell whether history was cut or rewritten.
    """
    run = db.scalar(select(runs.c.uuid).where(runs.c.id == run_id))
    if run is None:
        raise StoreError("There is no such run in this project; nothing was signed off.")
    verdicts: dict[str, int] = dict(
        db.execute(
            select(reviews.c.verdict, func.count())
            .join(reviewers)
            .where(reviews.c.run_id == run_id, reviewers.c.name == author.reviewer, reviews.c.verdict.is_not(None))
            .group_by(reviews.c.verdict)
        ).all()
    )
    payload = {"heads": [dict(head) for head in heads(db)], "verdicts": verdicts}
    made = _append(db, author, "sign-off", payload, run=(run_id, run))
    return SignOff(run_id, author.reviewer, made["created_at"], made["hash"], 0)


def sign_offs(db: Connection, run_id: int) -> list[SignOff]:
    """Each reviewer's last sign-off of a run that was not taken back, with the number of events since in that run."""
    events = review_events.c
    query = (
        select(review_events, reviewers.c.name)
        .join(reviewers)
        .where(events.run_id == run_id, events.kind == "sign-off", _balance() == 0)
        .order_by(events.uuid)
    )
    last = {row["name"]: row for row in db.execute(query).mappings()}
    found = []
    for name, row in sorted(last.items()):
        since = db.scalar(
            select(func.count())
            .select_from(review_events.join(explanations, explanations.c.id == events.explanation_id))
            .where(
                explanations.c.run_id == run_id,
                events.reviewer_id == row["reviewer_id"],
                events.uuid > row["uuid"],
                events.kind != "view",
            )
        )
        found.append(SignOff(run_id, name, row["created_at"], row["hash"], since or 0))
    return found


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


def undo(db: Connection, author: Author) -> Undone | None:
    """Takes back this reviewer's last change on this device that is not undone, on whatever image; None if none."""
    return _turn(db, author, "undo", _next_undo(db, author))


def redo(db: Connection, author: Author) -> Undone | None:
    """Brings again what was undone last, unless the reviewer has changed something since."""
    return _turn(db, author, "redo", _next_redo(db, author))


def next_undo(db: Connection, author: Author) -> Undone | None:
    """What undo would take back, for a menu."""
    event = _next_undo(db, author)
    return _undone(event) if event else None


def next_redo(db: Connection, author: Author) -> Undone | None:
    """What redo would bring again, for a menu."""
    event = _next_redo(db, author)
    return _undone(event) if event else None


def review(db: Connection, explanation_id: int, reviewer: str) -> ReviewRow | None:
    """The current state; None if this reviewer never said anything of this explanation."""
    found = db.execute(
        _reviews().where(reviews.c.explanation_id == explanation_id, reviewers.c.name == reviewer)
    ).mappings()
    return next(map(review_row, found), None)


def reviews_of(db: Connection, explanation_id: int) -> list[ReviewRow]:
    """What every reviewer says now of one explanation."""
    query = _reviews().where(reviews.c.explanation_id == explanation_id).order_by(reviewers.c.name)
    return [review_row(row) for row in db.execute(query).mappings()]


def reviews_of_run(db: Connection, run_id: int) -> list[ReviewRow]:
    """The current state of a run's explanations, by explanation and reviewer; verdicts taken back are None."""
    query = _reviews().where(reviews.c.run_id == run_id).order_by(reviews.c.explanation_id, reviewers.c.name)
    return [review_row(row) for row in db.execute(query).mappings()]


def save_state(db: Connection, explanation_id: int, reviewer_id: int) -> None:
    """Makes the current state of one review from its events, and brings the rollups along."""
    events = review_events.c
    mine = (events.explanation_id == explanation_id, events.reviewer_id == reviewer_id)
    last = db.execute(select(events.id, events.created_at).where(*mine).order_by(events.uuid.desc()).limit(1)).one()
    _keep(db, _about(db, explanation_id), reviewer_id, _said_by(db, explanation_id, reviewer_id), last._mapping)


def columns_of(state: State) -> dict[str, Any]:
    """A state as the table reviews keeps it."""
    return {
        "verdict": state.verdict,
        "severity": state.severity,
        "comment": state.comment,
        "reasons": list(state.reasons),
        "regions": [{"id": key, **region} for key, region in state.regions.items()],
        "conflicts": {name: list(values) for name, values in state.conflicts.items()},
        "seconds": state.seconds,
    }


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


def reviewer_id(db: Connection, name: str) -> int:
    """The number of a reviewer, given one now if the name is new."""
    found = db.scalar(_REVIEWER, {"name": name})
    if found is None:
        found = insert_row(db, reviewers, name=name, created_at=now())
    return cast(int, found)


def review_row(row: Mapping[Any, Any]) -> ReviewRow:
    """A row of the table reviews, with the reviewer's name."""
    regions = tuple(Region.from_json(region) for region in row["regions"])
    return ReviewRow(
        row["explanation_id"],
        row["name"],
        row["verdict"],
        row["updated_at"],
        reasons=tuple(row["reasons"]),
        severity=row["severity"],
        comment=row["comment"],
        regions=regions,
        seconds=row["seconds"],
        conflicts={name: tuple(values) for name, values in row["conflicts"].items()},
    )


def _is_news(state: State, name: str, value: Any) -> bool:
    now_said = state.value(name)
    if name == "reasons":
        return any(bool(now_said.get(key)) != given for key, given in value.items())
    if name == "regions":
        return any(now_said.get(key) != region for key, region in value.items())
    return bool(now_said != value or name in state.conflicts)


def _append(
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


def _say(
    db: Connection,
    author: Author,
    kind: str,
    payload: Mapping[str, Any],
    about: Mapping[Any, Any],
    said: list[Said],
    refers_to: int | None = None,
) -> ReviewRow:
    """Appends an event on an explanation, and keeps what it makes of the review. said: the events before it."""
    event = _append(db, author, kind, payload, about=about, refers_to=refers_to)
    now_said = [*said, Said(event["uuid"], kind, event["payload"], event["payload"].get("event"))]
    values = _keep(db, about, event["reviewer_id"], now_said, event)
    return review_row(values | {"name": author.reviewer})


def _keep(
    db: Connection, about: Mapping[Any, Any], reviewer_id: int, said: list[Said], last: Mapping[Any, Any]
) -> dict[str, Any]:
    """Writes what the events on an explanation add up to; last: id and created_at of the newest."""
    key = {"explanation_id": about["id"], "reviewer_id": reviewer_id}
    old = db.execute(_KEPT, key).mappings().first()
    values = key | columns_of(review_state.add_up(said))
    values |= {"run_id": about["run_id"], "position": about["position"]}
    values |= {"updated_at": last["created_at"], "event_id": last["id"]}
    db.execute(_KEEP, values)
    rollups.review_changed(db, about, reviewer_id, old, values)
    return values


def _turn(db: Connection, author: Author, kind: str, event: RowMapping | None) -> Undone | None:
    if event is None:
        return None
    payload = {"event": event["uuid"]}
    if event["explanation_id"] is None:
        _append(db, author, kind, payload, run=(event["run_id"], event["run"]), refers_to=event["id"])
    else:
        said = _said_by(db, event["explanation_id"], event["reviewer_id"])
        _say(db, author, kind, payload, _about(db, event["explanation_id"]), said, event["id"])
    return _undone(event)


def _about(db: Connection, explanation_id: int) -> RowMapping:
    """What an event needs to know of its explanation, and the rollups with it."""
    found = db.execute(_ABOUT, {"explanation": explanation_id}).mappings().first()
    if found is None:
        raise StoreError("There is no such explanation in this project; nothing was saved.")
    return found


def _said_by(db: Connection, explanation_id: int, reviewer_id: int) -> list[Said]:
    found = db.execute(_SAID, {"explanation": explanation_id, "reviewer": reviewer_id})
    return [Said(row.uuid, row.kind, row.payload, row.payload.get("event")) for row in found]


def _reviews() -> Any:
    return select(reviews, reviewers.c.name).join(reviewers)


def _balance() -> Any:
    """How often an event was undone more than redone: 0 or 1."""
    later = review_events.alias("later")
    undone = func.coalesce(func.sum(case((later.c.kind == "undo", 1), else_=-1)), 0)
    return select(undone).where(later.c.refers_to == review_events.c.id).scalar_subquery()


def _chain(author: Author) -> Any:
    mine = select(reviewers.c.id).where(reviewers.c.name == author.reviewer).scalar_subquery()
    return (review_events.c.reviewer_id == mine) & (review_events.c.device == author.device)


def _next_undo(db: Connection, author: Author) -> RowMapping | None:
    # Undo goes back one change at a time, so the next one is the newest change that is not undone.
    events = review_events.c
    newest = (
        select(events.id)
        .where(_chain(author), events.refers_to.is_(None), events.kind != "view", _balance() == 0)
        .order_by(events.sequence.desc(), events.uuid.desc())
        .limit(1)
    )
    return _whole(db, db.scalar(newest))


def _next_redo(db: Connection, author: Author) -> RowMapping | None:
    # Only what was undone after the last change can come again; the oldest of these was undone last.
    events = review_events.c
    last_change = (
        select(func.max(events.sequence))
        .where(_chain(author), events.refers_to.is_(None), events.kind != "view")
        .scalar_subquery()
    )
    target = review_events.alias("target")  # in the chain's order: numbers are those of arrival, merging mixes them
    still_undone = (
        select(events.refers_to)
        .join(target, target.c.id == events.refers_to)
        .where(_chain(author), events.sequence > last_change, events.refers_to.is_not(None))
        .group_by(events.refers_to)
        .having(func.sum(case((events.kind == "undo", 1), else_=-1)) > 0)
        .order_by(target.c.sequence, target.c.uuid)
        .limit(1)
    )
    return _whole(db, db.scalar(still_undone))


def _whole(db: Connection, event_id: int | None) -> RowMapping | None:
    if event_id is None:
        return None
    query = full_events().add_columns(run_images.c.relative, explanations.c.run_id.label("explained_in"))
    query = query.outerjoin(
        run_images,
        (run_images.c.run_id == explanations.c.run_id) & (run_images.c.image_id == explanations.c.image_id),
    )
    return db.execute(query.where(review_events.c.id == event_id)).mappings().one()


def _undone(event: RowMapping) -> Undone:
    if event["explanation_id"] is None:
        return Undone(None, event["run_id"], f"sign-off of run {event['run_id']}")
    name = event["relative"].rsplit("/", 1)[-1]
    return Undone(event["explanation_id"], event["explained_in"], f"{_noun(event)} on {name}")


def _noun(event: RowMapping) -> str:
    if "settles" in event["payload"]:
        return "settled verdict"
    sets = Said(event["uuid"], event["kind"], event["payload"]).sets
    if "verdict" in sets:
        return _NOUNS[sets["verdict"]]
    if "regions" in sets:
        return "region removed" if None in sets["regions"].values() else "region"
    if "reasons" in sets:
        return "reason taken back" if not all(sets["reasons"].values()) else "reason"
    return "severity" if "severity" in sets else "comment"
