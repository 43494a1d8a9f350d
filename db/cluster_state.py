"""Clusters of maps that have a name: what the events on one add up to, and the tables that keep it.

An event of kind ``cluster`` is about a run. Its payload has ``cluster``, the id that all events on one cluster share,
and ``set``: ``name``, null where the name is taken away. The first one has ``found`` too: what the cluster was when it
got its name, its members by the ids of their explanations, so that it is the same on every machine. Of several names
the last one holds; undo and redo take events out of the sum and put them back.
"""

from __future__ import annotations

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from db.connect import insert_row
from db.faults import StoreError
from db.schema import cluster_members, clusters, review_events

KIND = "cluster"
MOST_NAME = 80
MOST_MEMBERS = 1_000_000
# Figures of engine/patterns.py that are kept with a cluster; each may be null.
FIGURES = ("area", "energy", "elsewhere", "spread", "apart", "separation", "stability")
_CHUNK = 500

Summed = tuple[dict[str, Any], list[dict[str, Any]]]  # a row of the table clusters, those of its members


def checked_name(name: str) -> str:
    """The name without space around it. Raises StoreError for what is none."""
    found = " ".join(name.split()) if isinstance(name, str) else ""
    try:
        found.encode("utf-8")
    except UnicodeEncodeError:
        found = ""
    if not found or not found.isprintable() or len(found) > MOST_NAME:
        raise StoreError(f"A cluster's name is one line of 1 to {MOST_NAME} characters. Nothing was saved.")
    return found


def is_payload(payload: Mapping[str, Any]) -> bool:
    """Whether what an event of kind ``cluster`` says can be added up; it may come from elsewhere."""
    try:
        if str(uuid.UUID(payload["cluster"])) != payload["cluster"]:
            return False
        name = payload["set"]["name"]
        if name is not None and checked_name(name) != name:
            return False
        return "found" not in payload or (name is not None and _is_found(payload["found"]))
    except (KeyError, TypeError, ValueError, AttributeError, StoreError):
        return False


def _is_found(found: Mapping[str, Any]) -> bool:
    members, distances, mean = found["members"], found["distances"], found["mean"]
    numbers = [*distances, *(one for row in mean for one in row)]
    numbers += [one for one in found["figures"].values() if one is not None]
    return (
        isinstance(members, list)
        and 1 <= len(members) == len(set(members)) == len(distances) <= MOST_MEMBERS
        and all(str(uuid.UUID(one)) == one for one in members)
        and all(isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) for one in numbers)
        and len(mean) > 0
        and all(len(row) == len(mean[0]) > 0 for row in mean)
        and set(found["figures"]) <= set(FIGURES)
        and type(found["target"]) is int
        and found["target"] >= 0
        and type(found["of_class"]) is int
        and found["of_class"] >= len(members)
        and isinstance(found["sides"], bool)
    )


def keep(db: Connection, run_ids: Iterable[int]) -> None:
    """Brings the tables along for the clusters of these runs."""
    wanted = sorted(set(run_ids))
    expected = _summed(db, wanted)
    known: dict[str, RowMapping] = {}
    for some in _chunks(wanted):
        known |= {
            row["uuid"]: row for row in db.execute(select(clusters).where(clusters.c.run_id.in_(some))).mappings()
        }
    for name, row in known.items():
        if name not in expected:
            db.execute(delete(cluster_members).where(cluster_members.c.cluster_id == row["id"]))
            db.execute(delete(clusters).where(clusters.c.id == row["id"]))
    for name, (values, members) in expected.items():
        if name in known:  # of what it was found as nothing ever changes
            db.execute(update(clusters).where(clusters.c.uuid == name).values(**values))
            continue
        number = insert_row(db, clusters, **values, uuid=name)
        db.execute(insert(cluster_members), [one | {"cluster_id": number} for one in members])


def add_up(events: Sequence[RowMapping]) -> Summed | None:
    """What the events on one cluster add up to; None where it has no name, or was never found as far as is known here.
    events: with their undos and redos, in the order of their ids."""
    by_id = {event["uuid"]: event for event in events}
    active: dict[str, RowMapping] = {}
    for event in events:
        if event["kind"] == "undo":
            active.pop(event["payload"]["event"], None)
        elif event["kind"] == "redo":
            active[event["payload"]["event"]] = by_id[event["payload"]["event"]]
        else:
            active[event["uuid"]] = event
    said = [active[name] for name in sorted(active)]
    first = next((one for one in said if "found" in one["payload"]), None)
    if first is None or said[-1]["payload"]["set"]["name"] is None:
        return None
    found, last = first["payload"]["found"], said[-1]
    row = {
        "run_id": first["run_id"],
        "target": found["target"],
        "name": last["payload"]["set"]["name"],
        "sides": int(found["sides"]),
        "n": len(found["members"]),
        "of_class": found["of_class"],
        "figures": {name: found["figures"].get(name) for name in FIGURES},
        "mean": found["mean"],
        "reviewer_id": first["reviewer_id"],
        "created_at": first["created_at"],
        "event_id": last["id"],
    }
    members = [
        {"place": place, "explanation": one, "distance": distance}
        for place, (one, distance) in enumerate(zip(found["members"], found["distances"], strict=True))
    ]
    return row, members


def members_named_by(db: Connection, reviewer_ids: Sequence[int]) -> set[str]:
    """The ids of the explanations that are in clusters which these reviewers ever named."""
    mine = (review_events.c.reviewer_id.in_(reviewer_ids), review_events.c.kind == KIND)
    found: set[str] = set()
    for payload in db.scalars(select(review_events.c.payload).where(*mine)):
        found |= set(payload.get("found", {}).get("members", ()))
    return found


def faults(db: Connection) -> Iterator[str]:
    """Says so if the named clusters are not what the history adds up to."""
    kept = {}
    for row in db.execute(select(clusters)).mappings():
        values = {key: value for key, value in row.items() if key not in ("id", "uuid")}
        members = select(cluster_members).where(cluster_members.c.cluster_id == row["id"])
        ordered = db.execute(members.order_by(cluster_members.c.place)).mappings()
        kept[row["uuid"]] = values, [{k: v for k, v in one.items() if k != "cluster_id"} for one in ordered]
    about = review_events.c.run_id
    if kept != _summed(db, list(db.scalars(select(about).where(about.is_not(None)).distinct()))):
        yield "The named clusters are not what the history adds up to."


def _summed(db: Connection, run_ids: Sequence[int]) -> dict[str, Summed]:
    """Cluster -> what the events on it add up to, of these runs, where it has a name."""
    events = review_events.c
    columns = [events[name] for name in ("id", "uuid", "kind", "payload", "run_id", "reviewer_id", "created_at")]
    found: dict[str, Summed] = {}
    for some in _chunks(run_ids):
        query = select(*columns).where(events.run_id.in_(some), events.kind != "sign-off").order_by(events.uuid)
        on: dict[str, list[RowMapping]] = defaultdict(list)
        every = list(db.execute(query).mappings())
        cluster_of = {one["uuid"]: one["payload"]["cluster"] for one in every if one["kind"] == KIND}
        for event in every:
            name = cluster_of.get(event["uuid"]) or cluster_of.get(event["payload"].get("event", ""))
            if name is not None:  # else it turns a sign-off
                on[name].append(event)
        found |= {name: summed for name, mine in on.items() if (summed := add_up(mine)) is not None}
    return found


def _chunks(every: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(every), _CHUNK):
        yield list(every[start : start + _CHUNK])
