"""Clusters of maps under a name that people gave them: kept in the history, so that a finding outlives its computing.

To name, to rename and to take the name away is an event each, of kind ``cluster`` (db/cluster_state.py): it stands in
its reviewer's chain, travels with bundles, and one undo takes it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db import cluster_state
from db.cluster_state import FIGURES, KIND
from db.events import append
from db.faults import StoreError
from db.schema import cluster_members, explanations, review_events, reviewers, runs
from db.schema import clusters as table
from db.store import Store
from db.writer import Urgency

_CHUNK = 500
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A cluster as it was found, to be kept. members: explanations, the nearest to the centre first; distances: theirs
    to it, 0 to 1; mean: the mean map, rows from the top, of sum 1; of_class: maps of the class in the run; figures:
    those of FIGURES, None where there is none; sides: left and right were told apart."""

    target: int
    members: tuple[int, ...]
    distances: tuple[float, ...]
    mean: tuple[tuple[float, ...], ...]
    of_class: int
    figures: Mapping[str, float | None]
    sides: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A cluster with a name. Time is UTC.

    uuid: what it goes by; reviewer, at: who found it worth a name, and when; changed_by: who gave the name that holds;
    n: members when it got its name; members: those of them that are here, the nearest first, with distances;
    event: hash of the event that gave the name
    """

    uuid: str
    run_id: int
    target: int
    name: str
    reviewer: str
    at: datetime
    changed_by: str
    n: int
    of_class: int
    members: tuple[int, ...]
    distances: tuple[float, ...]
    figures: Mapping[str, float | None]
    mean: tuple[tuple[float, ...], ...]
    sides: bool
    event: str


def name(store: Store, run_id: int, reviewer: str, text: str, found: Found) -> Future[Named]:
    """Keeps a cluster of a run under a name. The future is done after the commit, or carries a StoreError: of a name
    that cannot be, or that another cluster of the run has; of members that are not explanations of that run and class.
    Then nothing was saved."""

    def work(db: Connection) -> Named:
        called = _checked(db, run_id, reviewer, text)
        wanted = list(dict.fromkeys(found.members))
        uuids: dict[int, str] = {}
        for some in _chunks(wanted):
            query = select(explanations.c.id, explanations.c.uuid).where(
                explanations.c.id.in_(some), explanations.c.run_id == run_id, explanations.c.target == found.target
            )
            uuids |= dict(db.execute(query).all())
        if not wanted or len(uuids) != len(wanted) or len(found.distances) != len(wanted):
            raise StoreError("These are not explanations of one class of that run. Nothing was saved.")
        record = {
            "target": found.target,
            "members": [uuids[one] for one in wanted],
            "distances": [round(float(one), _DIGITS) for one in found.distances],
            "mean": [[round(float(one), _DIGITS) for one in row] for row in found.mean],
            "of_class": found.of_class,
            "figures": {one: _rounded(found.figures.get(one)) for one in FIGURES},
            "sides": found.sides,
        }
        return _say(db, store, run_id, reviewer, str(uuid.uuid4()), {"set": {"name": called}, "found": record})

    return store._write(work, Urgency.VERDICT)


def rename(store: Store, cluster: str, reviewer: str, text: str) -> Future[Named]:
    """Gives a cluster another name. Fails as ``name`` does, and for a cluster that has no name any more."""

    def work(db: Connection) -> Named:
        run_id = _run_of(db, cluster)
        called = _checked(db, run_id, reviewer, text, but=cluster)
        return _say(db, store, run_id, reviewer, cluster, {"set": {"name": called}})

    return store._write(work, Urgency.VERDICT)


def forget(store: Store, cluster: str, reviewer: str) -> Future[str]:
    """Takes a cluster's name away: it is in no list and no report any more, and stays in the history. The future holds
    the hash of the event."""

    def work(db: Connection) -> str:
        run_id = _run_of(db, cluster)
        _check_reviewer(reviewer)
        return _append(db, store, run_id, reviewer, {"cluster": cluster, "set": {"name": None}})

    return store._write(work, Urgency.VERDICT)


def of_run(store: Store, run_id: int) -> list[Named]:
    """The named clusters of a run, by class and in the order in which they were named."""
    with store._reading() as db:
        return _named(db, table.c.run_id == run_id)


def _named(db: Connection, which: Any) -> list[Named]:
    last, by = review_events.alias("last"), reviewers.alias("by")
    query = (
        select(table, reviewers.c.name.label("reviewer"), last.c.hash, by.c.name.label("changed_by"))
        .join(reviewers, reviewers.c.id == table.c.reviewer_id)
        .join(last, last.c.id == table.c.event_id)
        .join(by, by.c.id == last.c.reviewer_id)
        .where(which)
        .order_by(table.c.target, table.c.created_at, table.c.uuid)
    )
    found = []
    for row in db.execute(query).mappings():
        members = db.execute(
            select(explanations.c.id, cluster_members.c.distance)
            .join(explanations, explanations.c.uuid == cluster_members.c.explanation)
            .where(cluster_members.c.cluster_id == row["id"])
            .order_by(cluster_members.c.place)
        ).all()
        found.append(
            Named(
                row["uuid"], row["run_id"], row["target"], row["name"], row["reviewer"], row["created_at"],
                row["changed_by"], row["n"], row["of_class"], tuple(one.id for one in members),
                tuple(one.distance for one in members), row["figures"], tuple(tuple(line) for line in row["mean"]),
                bool(row["sides"]), row["hash"],
            )
        )  # fmt: skip
    return found


def _checked(db: Connection, run_id: int, reviewer: str, text: str, but: str = "") -> str:
    """The name, if it can be one in this run."""
    _check_reviewer(reviewer)
    called = cluster_state.checked_name(text)
    others = select(table.c.name).where(table.c.run_id == run_id, table.c.uuid != but)
    if any(other.casefold() == called.casefold() for other in db.scalars(others)):
        raise StoreError(f"Another cluster of run {run_id} is called {called}. Nothing was saved. Choose another name.")
    return called


def _check_reviewer(reviewer: str) -> None:
    if not reviewer.strip():
        raise StoreError("A name is given by a person: say whose it is. Nothing was saved.")


def _run_of(db: Connection, cluster: str) -> int:
    found: int | None = db.scalar(select(table.c.run_id).where(table.c.uuid == cluster))
    if found is None:
        raise StoreError("This cluster has no name any more; it may have been taken away meanwhile. Nothing was saved.")
    return found


def _say(db: Connection, store: Store, run_id: int, reviewer: str, cluster: str, payload: Mapping[str, Any]) -> Named:
    _append(db, store, run_id, reviewer, {"cluster": cluster, **payload})
    (found,) = _named(db, table.c.uuid == cluster)
    return found


def _append(db: Connection, store: Store, run_id: int, reviewer: str, payload: Mapping[str, Any]) -> str:
    run = db.scalar(select(runs.c.uuid).where(runs.c.id == run_id))
    if run is None:
        raise StoreError("There is no such run in this project. Nothing was saved.")
    event = append(db, store._author(reviewer), KIND, payload, run=(run_id, run))
    cluster_state.keep(db, [run_id])
    return str(event["hash"])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)


def _chunks(every: Sequence[int]) -> list[Sequence[int]]:
    return [every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK)]
