"""Taking in review events that were made elsewhere, or that this database has lost. By their ids: taking them in twice
or in another order leads to the same state. Nothing is overwritten; where two differ, both stay."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, select

from db.connect import insert_row
from db.faults import StoreError
from db.history import NO_HASH, hash_of, reviewer_id, save_state
from db.journal import FIELDS
from db.review_state import checked
from db.schema import explanations, review_events, runs

_CHUNK = 500
KINDS = ("verdict", "change", "view", "undo", "redo", "sign-off")


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the events: added, already known; reviews: how many reviews they touch."""

    added: int
    known: int
    reviews: int


def add_events(db: Connection, lines: Iterable[Mapping[str, Any]]) -> Merged:
    """Takes in events as db.journal writes them; all of them or none (in the caller's transaction).

    Raises StoreError, naming the first, if one was changed after it was written, if a chain lacks an event, or if it
    is about an explanation or run that this project does not have.
    """
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        event = _read(line, number)
        if found.setdefault(event["uuid"], event)["hash"] != event["hash"]:
            raise StoreError(f"Two different events have the id {event['uuid']}. {_NOTHING}")
    known = dict(_lookup(db, review_events.c.uuid, review_events.c.hash, list(found)))
    for name, kept in known.items():
        if found[name]["hash"] != kept:
            raise StoreError(f"The event {name} is in this project with other content: one was changed. {_NOTHING}")
    new = sorted((event for name, event in found.items() if name not in known), key=lambda event: event["uuid"])
    _check_chains(db, new, {event["hash"] for event in found.values()})
    about = dict(_lookup(db, explanations.c.uuid, explanations.c.id, [e["explanation"] for e in new]))
    ran = dict(_lookup(db, runs.c.uuid, runs.c.id, [e["run"] for e in new]))
    undone = dict(_lookup(db, review_events.c.uuid, review_events.c.id, [e["payload"].get("event") for e in new]))
    numbers: dict[str, int] = {}
    touched: dict[tuple[int, int], None] = {}
    for event in new:
        reviewer = event["reviewer"]
        numbers[reviewer] = numbers.get(reviewer) or reviewer_id(db, reviewer)
        ids = {"explanation_id": about.get(event["explanation"]), "run_id": ran.get(event["run"])}
        if (ids["explanation_id"] is None) == (ids["run_id"] is None):
            what = "a run" if event["explanation"] is None else "an explanation"
            raise StoreError(
                f"An event of {reviewer} is about {what} that this project does not have. {_NOTHING} "
                "Merge a bundle instead: it carries the explanations along."
            )
        turned = event["payload"].get("event")
        if turned is not None and turned not in undone:
            raise StoreError(f"The event {event['uuid']} takes back one that is not there. {_NOTHING}")
        columns = {name: event[name] for name in FIELDS if name not in ("explanation", "run", "reviewer")}
        columns |= ids | {"reviewer_id": numbers[reviewer], "refers_to": undone.get(turned)}
        undone[event["uuid"]] = insert_row(db, review_events, **columns)
        if ids["explanation_id"] is not None:
            touched[ids["explanation_id"], numbers[reviewer]] = None
    for explanation_id, reviewer_number in touched:
        save_state(db, explanation_id, reviewer_number)
    return Merged(len(new), len(known), len(touched))


_NOTHING = "Nothing was taken in."


def _read(line: Mapping[str, Any], number: int) -> dict[str, Any]:
    """An event with its time as a time, checked: its fields, what it says, its hash."""
    try:
        event = {name: line[name] for name in FIELDS}
        event["created_at"] = datetime.fromisoformat(event["created_at"])
        sound = (
            str(uuid.UUID(event["uuid"])) == event["uuid"]
            and event["created_at"].tzinfo is not None
            and event["kind"] in KINDS
            and isinstance(event["payload"], Mapping)
            and (event["explanation"] is None) != (event["run"] is None)
            and (event["kind"] in ("undo", "redo")) == ("event" in event["payload"])
            and isinstance(event["sequence"], int)
            and event["sequence"] >= 1
            and bool(event["reviewer"])
        )
        checked(event["payload"].get("set", {}))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"Event {number} is not a review event of Hansel. {_NOTHING}") from error
    if not sound:
        raise StoreError(f"Event {number} is not a review event of Hansel. {_NOTHING}")
    if hash_of(event) != event["hash"]:
        raise StoreError(
            f"Event {number}, of {event['reviewer']}, was changed after it was written: its hash is not that of its "
            f"content. {_NOTHING}"
        )
    return event


def _check_chains(db: Connection, new: Sequence[Mapping[str, Any]], coming: set[str]) -> None:
    wanted = [event["prev_hash"] for event in new if event["prev_hash"] not in coming and event["prev_hash"] != NO_HASH]
    here = dict(_lookup(db, review_events.c.hash, review_events.c.id, wanted))
    for event in new:
        before = event["prev_hash"]
        if before != NO_HASH and before not in coming and before not in here:
            raise StoreError(
                f"Before event {event['sequence']} of {event['reviewer']} something is missing from the history. "
                f"{_NOTHING} Export the whole history again."
            )


def _lookup(db: Connection, key: Column[Any], value: Column[Any], wanted: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    names = [name for name in dict.fromkeys(wanted) if name is not None]
    for start in range(0, len(names), _CHUNK):
        for row in db.execute(select(key, value).where(key.in_(names[start : start + _CHUNK]))):
            yield row[0], row[1]
