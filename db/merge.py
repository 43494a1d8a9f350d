"""Taking in review events that were made elsewhere, or that this database has lost. By their ids: taking them in twice
or in another order leads to the same state. Nothing is overwritten; where two differ, both stay."""

from __future__ import annotations

import json
import math
import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db import cluster_state, review_state, rollups, what_if_state
from db.events import NO_HASH, full_events, hash_of, reviewer_id
from db.faults import StoreError
from db.history import columns_of, save_state
from db.journal import FIELDS
from db.review_state import Said
from db.rows import VERDICTS
from db.schema import explanations, review_events, reviews, run_images, runs

NOTHING = "Nothing was taken in."
KINDS = ("verdict", "change", "view", "undo", "redo", "sign-off", cluster_state.KIND, what_if_state.KIND)
_CHUNK = 500
_MANY = 200  # changed reviews; from here on it is quicker to count the whole run anew than to bring the sums along
_HASH = re.compile(r"[0-9a-f]{64}")
_LARGEST = 2**63 - 1  # SQLite's


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the events: added, already known.

    reviews: how many reviews, each one reviewer's of one explanation, something new was said in; same: of how many all
    was known. Having looked at an image is no review. about: the numbers of the explanations that all of the events are
    about, known ones too.
    """

    added: int
    known: int
    reviews: int
    same: int
    about: frozenset[int]


def add_events(db: Connection, lines: Iterable[Mapping[str, Any]], each: str = "Event") -> Merged:
    """Takes in events as db.journal writes them; all of them or none (in the caller's transaction).

    each: what a line is called in messages, which count them from 1. Raises StoreError, naming the first, if one was
    changed after it was written, if a chain lacks an event, if it is about an explanation or run that this project does
    not have, or if it refers to an event that is not there.
    """
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        event = _read(line, f"{each} {number}")
        if found.setdefault(event["uuid"], event)["hash"] != event["hash"]:
            raise StoreError(f"Two different events have the id {event['uuid']}. {NOTHING}")
    known = dict(_lookup(db, review_events.c.uuid, review_events.c.hash, list(found)))
    for name, kept in known.items():
        if found[name]["hash"] != kept:
            raise StoreError(f"The event {name} is in this project with other content: one was changed. {NOTHING}")
    new = sorted((event for name, event in found.items() if name not in known), key=lambda event: event["uuid"])
    _check_chains(db, new, found.values())
    about = dict(_lookup(db, explanations.c.uuid, explanations.c.id, [e["explanation"] for e in found.values()]))
    ran = dict(_lookup(db, runs.c.uuid, runs.c.id, [e["run"] for e in new]))
    undone = dict(_lookup(db, review_events.c.uuid, review_events.c.id, [e["payload"].get("event") for e in new]))
    numbers: dict[str, int] = {}
    touched: dict[tuple[int, int], None] = {}
    newest = db.scalar(select(func.max(review_events.c.id))) or 0
    rows = []
    for number, event in enumerate(_taken_back_first(new), start=newest + 1):
        reviewer = event["reviewer"]
        numbers[reviewer] = numbers.get(reviewer) or reviewer_id(db, reviewer)
        ids = {"explanation_id": about.get(event["explanation"]), "run_id": ran.get(event["run"])}
        if (ids["explanation_id"] is None) == (ids["run_id"] is None):
            what = "a run" if event["explanation"] is None else "an explanation"
            raise StoreError(
                f"An event of {reviewer} is about {what} that this project does not have. {NOTHING} "
                "Merge a bundle instead: it carries the explanations along."
            )
        columns = {name: event[name] for name in FIELDS if name not in ("explanation", "run", "reviewer")}
        columns |= ids | {"reviewer_id": numbers[reviewer], "refers_to": undone.get(event["payload"].get("event"))}
        undone[event["uuid"]] = number
        rows.append(columns | {"id": number})
        if ids["explanation_id"] is not None:
            touched[ids["explanation_id"], numbers[reviewer]] = None
    if rows:
        db.execute(insert(review_events), rows)
    _save_states(db, list(touched))
    cluster_state.keep(db, {row["run_id"] for row in rows if row["run_id"] is not None})
    of_what_ifs = (what_if_state.KIND, "undo", "redo")
    asked = {row["explanation_id"] for row in rows if row["kind"] in of_what_ifs}
    what_if_state.keep(db, asked - {None})
    news = _reviews_in(new)
    same = len(_reviews_in(found.values()) - news)
    return Merged(len(new), len(known), len(news), same, frozenset(about.values()))


def _reviews_in(events: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """(explanation, reviewer) of these events, without those that were only looked at."""
    return {(e["explanation"], e["reviewer"]) for e in events if e["explanation"] is not None and e["kind"] != "view"}


def those_that_fit(db: Connection, lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of these events, as many as `add_events` can take in now: whole ones, about what is in this project, with all
    that came before them in their chain."""
    read = []
    for line in lines:
        try:
            read.append(_read(line, "An event"))
        except StoreError:
            continue
    read.sort(key=lambda event: event["uuid"])
    there, turned = _what_is_there(db, read)
    about = dict(_lookup(db, explanations.c.uuid, explanations.c.id, [event["explanation"] for event in read]))
    about |= dict(_lookup(db, runs.c.uuid, runs.c.id, [event["run"] for event in read]))
    fit = set()
    for event in read:
        if (event["explanation"] or event["run"]) in about and _unfit(event, there, turned) is None:
            there[event["hash"]] = _chain_of(event)
            turned[event["uuid"]] = _subject_of(event)
            fit.add(event["uuid"])
    return [line for line in lines if line.get("uuid") in fit]


def strict_json(raw: bytes | str) -> Any:
    """A JSON value. Raises ValueError for what is none; numbers that are not finite among it, as no event has any."""

    def refuse(text: str) -> float:
        raise ValueError(f"{text} is no number of JSON")

    def finite(text: str) -> float:
        return float(text) if math.isfinite(float(text)) else refuse(text)

    return json.loads(raw, parse_constant=refuse, parse_float=finite)


def _read(line: Mapping[str, Any], where: str) -> dict[str, Any]:
    """An event with its time as a time, checked: its fields, what it says, its hash."""
    try:
        event = {name: line[name] for name in FIELDS}
        event["created_at"] = datetime.fromisoformat(event["created_at"])
        sound = (
            str(uuid.UUID(event["uuid"])) == event["uuid"]
            and event["created_at"].tzinfo is not None
            and event["kind"] in KINDS
            and (event["explanation"] is None) != (event["run"] is None)
            and (event["run"] is not None or event["kind"] not in ("sign-off", cluster_state.KIND))
            and (event["run"] is None or event["kind"] != what_if_state.KIND)
            and isinstance(event["explanation"] or event["run"], str)
            and type(event["sequence"]) is int
            and 1 <= event["sequence"] <= _LARGEST
            and all(_is_name(event[name]) for name in ("reviewer", "device"))
            and isinstance(event["os_user"], str)
            and all(isinstance(event[name], str) and _HASH.fullmatch(event[name]) for name in ("hash", "prev_hash"))
            and _is_payload(event["kind"], event["payload"])
        )
        hashed = hash_of(event) if sound else None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, StoreError) as error:
        raise StoreError(f"{where} is not a review event of Hansel. {NOTHING}") from error
    if not sound:
        raise StoreError(f"{where} is not a review event of Hansel. {NOTHING}")
    if hashed != event["hash"]:
        raise StoreError(
            f"{where}, of {event['reviewer']}, was changed after it was written: its hash is not that of its "
            f"content. {NOTHING}"
        )
    return event


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value != "" and value.encode("utf-8") != b""


def _is_payload(kind: str, payload: Any) -> bool:
    """Whether what an event says can be added up. What it says beyond that is kept as it is."""
    if not isinstance(payload, dict):
        return False
    if (kind in ("undo", "redo")) != ("event" in payload):
        return False
    if kind == "verdict":
        return payload["verdict"] is None or payload["verdict"] in VERDICTS
    if kind == cluster_state.KIND:
        return cluster_state.is_payload(payload)
    if kind == what_if_state.KIND:
        return what_if_state.is_payload(payload)
    if kind == "sign-off":
        return all(set(head) >= {"reviewer", "device", "sequence", "hash"} for head in payload["heads"])
    seconds, replaces = payload.get("seconds", 0), payload.get("replaces", {})
    if isinstance(seconds, bool) or not math.isfinite(seconds) or seconds < 0:
        return False
    if any(
        not isinstance(names, list) or any(not isinstance(one, str) for one in names) for names in replaces.values()
    ):
        return False
    if kind == "change" or "set" in payload:
        review_state.checked(payload["set"])
    return True


_There = dict[str, tuple[str, str, int]]  # hash of an event -> its place in its chain
_Turned = dict[str, tuple[str, str | None, str | None]]  # id of an event -> who said it of what


def _check_chains(db: Connection, new: Sequence[Mapping[str, Any]], found: Iterable[Mapping[str, Any]]) -> None:
    """Raises StoreError if an event's forerunner, or one that it takes back or has seen, is not there."""
    there, turned = _what_is_there(db, new)
    for event in found:
        there[event["hash"]] = _chain_of(event)
        turned[event["uuid"]] = _subject_of(event)
    for event in new:
        if unfit := _unfit(event, there, turned):
            raise StoreError(unfit)


def _what_is_there(db: Connection, events: Sequence[Mapping[str, Any]]) -> tuple[_There, _Turned]:
    """Of the events that these refer to, those that the database has."""
    seen = {head["hash"] for event in events if event["kind"] == "sign-off" for head in event["payload"]["heads"]}
    wanted = ({event["prev_hash"] for event in events} | seen) - {NO_HASH}
    there = {row["hash"]: _chain_of(row) for row in _whole(db, review_events.c.hash, wanted)}
    wanted = {event["payload"]["event"] for event in events if "event" in event["payload"]}
    return there, {row["uuid"]: _subject_of(row) for row in _whole(db, review_events.c.uuid, wanted)}


def _unfit(event: Mapping[str, Any], there: _There, turned: _Turned) -> str | None:
    """Why an event cannot be taken in; None if all that it refers to is there."""
    before = there.get(event["prev_hash"])
    if event["prev_hash"] == NO_HASH:
        before = (event["reviewer"], event["device"], 0)
    if before != (event["reviewer"], event["device"], event["sequence"] - 1):
        return (
            f"Before event {event['sequence']} of {event['reviewer']} something is missing from the history. "
            f"{NOTHING} Export the whole history again."
        )
    if event["kind"] in ("undo", "redo") and turned.get(event["payload"]["event"]) != _subject_of(event):
        return f"The event {event['uuid']} takes back one that is not there. {NOTHING}"
    for head in event["payload"]["heads"] if event["kind"] == "sign-off" else ():
        if (there.get(head["hash"]) or ("", ""))[:2] != (head["reviewer"], head["device"]):
            return (
                f"A sign-off of {event['reviewer']} saw an event of {head['reviewer']} that is not there. "
                f"{NOTHING} Export the history of {head['reviewer']} along."
            )
    return None


def _chain_of(event: Mapping[Any, Any]) -> tuple[str, str, int]:
    return event["reviewer"], event["device"], event["sequence"]


def _subject_of(event: Mapping[Any, Any]) -> tuple[str, str | None, str | None]:
    return event["reviewer"], event["explanation"], event["run"]


def _taken_back_first(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events in order, but none before the one that it takes back: clocks of schema 0002 could go backwards."""
    waiting = {event["uuid"] for event in events}
    ordered: list[dict[str, Any]] = []
    rest = list(events)
    while rest:
        later = []
        for event in rest:
            if event["payload"].get("event") in waiting:
                later.append(event)
            else:
                waiting.discard(event["uuid"])
                ordered.append(event)
        if len(later) == len(rest):
            raise StoreError(f"The event {later[0]['uuid']} takes back itself. {NOTHING}")
        rest = later
    return ordered


def _save_states(db: Connection, touched: Sequence[tuple[int, int]]) -> None:
    """Brings the reviews of these (explanation, reviewer) up to date, and the sums with them."""
    if len(touched) < _MANY:
        for explanation_id, reviewer_number in touched:
            save_state(db, explanation_id, reviewer_number)
        return
    places = {
        row.id: (row.run_id, row.position)
        for some in _chunks({explanation_id for explanation_id, _ in touched})
        for row in db.execute(
            select(explanations.c.id, explanations.c.run_id, run_images.c.position)
            .join(run_images, (run_images.c.run_id == explanations.c.run_id)
                  & (run_images.c.image_id == explanations.c.image_id))
            .where(explanations.c.id.in_(some))
        )
    }  # fmt: skip
    wanted = set(touched)
    for some in _chunks(places):
        said: dict[tuple[int, int], list[Any]] = defaultdict(list)
        query = select(review_events).where(review_events.c.explanation_id.in_(some)).order_by(review_events.c.uuid)
        for row in db.execute(query):
            if (row.explanation_id, row.reviewer_id) in wanted:
                said[row.explanation_id, row.reviewer_id].append(row)
        rows = []
        for (explanation_id, reviewer_number), events in said.items():
            state = review_state.add_up(
                Said(row.uuid, row.kind, row.payload, row.payload.get("event")) for row in events
            )
            run_id, position = places[explanation_id]
            rows.append(
                columns_of(state)
                | {"explanation_id": explanation_id, "reviewer_id": reviewer_number, "run_id": run_id}
                | {"position": position, "updated_at": events[-1].created_at, "event_id": events[-1].id}
            )
        row_of = upsert(reviews)
        news = {one.name: row_of.excluded[one.name] for one in reviews.c if not one.primary_key}
        db.execute(row_of.on_conflict_do_update(index_elements=list(reviews.primary_key), set_=news), rows)
    for run_id in sorted({run_id for run_id, _ in places.values()}):
        rollups.rebuild(db, run_id)


def _lookup(db: Connection, key: Column[Any], value: Column[Any], wanted: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for some in _chunks(dict.fromkeys(name for name in wanted if name is not None)):
        for row in db.execute(select(key, value).where(key.in_(some))):
            yield row[0], row[1]


def _whole(db: Connection, key: Column[Any], wanted: Collection[Any]) -> Iterable[Mapping[Any, Any]]:
    """Whole events whose uuid or hash is wanted."""
    for some in _chunks(wanted):
        yield from db.execute(full_events().where(key.in_(some))).mappings()


def _chunks(wanted: Collection[Any]) -> Iterable[list[Any]]:
    every = list(wanted)
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]
