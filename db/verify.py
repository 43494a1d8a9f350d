"""What is wrong with the record: the history's chains, and the state and sums that follow from it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from db import cluster_state, review_state, rollups, what_if_state
from db.events import NO_HASH, full_events, hash_of
from db.history import columns_of
from db.review_state import Said, State
from db.schema import review_events, reviewers, reviews


def history_faults(db: Connection) -> list[str]:
    """What is wrong with the review history, one sentence each; empty if chains, current state and sums agree."""
    return [*chain_faults(db), *state_faults(db), *rollups.faults(db)]


def chain_faults(db: Connection) -> Iterator[str]:
    """Events that were changed, chains that lack an event, undos that take back another event than they say."""
    events = review_events.c
    chains = select(reviewers.c.name, events.device, events.hash, events.sequence).join(reviewers)
    hashes = {(row.name, row.device, row.hash): row.sequence for row in db.execute(chains)}
    for event in db.execute(full_events().order_by(events.uuid)).mappings():
        chain = (event["reviewer"], event["device"])
        where = f"event {event['sequence']} of {event['reviewer']} ({event['uuid']})"
        before = 0 if event["prev_hash"] == NO_HASH else hashes.get((*chain, event["prev_hash"]))
        if before is None or event["sequence"] != before + 1:
            yield f"Before {where} something is missing from the history."
        if event["hash"] != hash_of(event):
            yield f"The content of {where} was changed after it was written."
        if event["undone"] != event["payload"].get("event"):
            yield f"What {where} takes back or brings again is not what it says."
        for head in event["payload"].get("heads", ()) if event["kind"] == "sign-off" else ():
            if (head["reviewer"], head["device"], head["hash"]) not in hashes:
                yield f"A sign-off, {where}, saw an event of {head['reviewer']} that is no longer there."


def state_faults(db: Connection) -> Iterator[str]:
    """Says so if the current reviews, named clusters or what-ifs are not what the events add up to."""
    if dict(_kept(db)) != dict(state_from_events(db)):
        yield "The current verdicts are not what the history adds up to."
    yield from cluster_state.faults(db)
    yield from what_if_state.faults(db)


def state_from_events(db: Connection) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
    """(explanation, reviewer) -> the review that its events add up to, as the table reviews keeps it."""
    events = review_events.c
    query = (
        select(events.id, events.uuid, events.kind, events.payload, events.created_at, events.explanation_id,
               events.reviewer_id)
        .where(events.explanation_id.is_not(None))
        .order_by(events.explanation_id, events.reviewer_id, events.uuid)
    )  # fmt: skip
    key: tuple[int, int] | None = None
    said: list[Said] = []
    last = None
    for row in db.execute(query):
        if key is not None and key != (row.explanation_id, row.reviewer_id):
            yield key, _summed(review_state.add_up(said), last)
            said = []
        key = (row.explanation_id, row.reviewer_id)
        said.append(Said(row.uuid, row.kind, row.payload, row.payload.get("event")))
        last = row
    if key is not None:
        yield key, _summed(review_state.add_up(said), last)


def _summed(state: State, last: object) -> dict[str, object]:
    return columns_of(state) | {"updated_at": last.created_at, "event_id": last.id}  # type: ignore[attr-defined]


def _kept(db: Connection) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
    for row in db.execute(select(reviews)).mappings():
        values = {name: value for name, value in row.items() if name not in ("run_id", "position")}
        yield (values.pop("explanation_id"), values.pop("reviewer_id")), values
