"""What-ifs, kept with the review: what a reviewer had taken away from an image, and what the model said then.

To ask is an event, and so is to put the answer aside, of kind ``what-if`` (db/what_if_state.py): it stands in its
reviewer's chain, travels with bundles, and one undo takes it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db import history, what_if_state
from db.faults import StoreError
from db.rows import Region
from db.schema import review_events, reviewers
from db.schema import what_ifs as table
from db.store import Store
from db.what_if_state import KIND
from db.writer import Urgency
from engine.records import Answer, WhatIf


@dataclass(frozen=True, slots=True)
class Kept:
    """A what-if as it is kept. Time is UTC.

    uuid: what it goes by; regions: as they were when it was asked; found: what the model said; event: hash of the event
    """

    uuid: str
    explanation_id: int
    run_id: int
    reviewer: str
    at: datetime
    regions: tuple[Region, ...]
    found: WhatIf
    event: str


def keep(store: Store, explanation_id: int, reviewer: str, regions: Sequence[Region], found: WhatIf) -> Future[Kept]:
    """Keeps an answer. The future is done after the commit, or carries a StoreError: of an explanation that is not
    there, of no regions, of an answer that is none. Then nothing was saved."""
    name = str(uuid.uuid4())
    payload = {"what_if": name, "kept": True, "asked": asked_record(regions, found), "answer": answer_record(found)}

    def work(db: Connection) -> Kept:
        if not what_if_state.is_payload(payload):
            raise StoreError("This is no answer that can be kept. Nothing was saved.")
        _append(db, store, explanation_id, reviewer, payload)
        (kept,) = _read(db, table.c.uuid == name)
        return kept

    return store._write(work, Urgency.VERDICT)


def put_aside(store: Store, what_if: str, reviewer: str) -> Future[int]:
    """Puts an answer of one's own aside: it is in no list and no report any more, and stays in the history. The future
    holds its explanation's id, or carries a StoreError where it is not there (any more), or another's."""

    def work(db: Connection) -> int:
        mine = select(table.c.explanation_id).join(reviewers, reviewers.c.id == table.c.reviewer_id)
        about: int | None = db.scalar(mine.where(table.c.uuid == what_if, reviewers.c.name == reviewer))
        if about is None:
            raise StoreError("This what-if is not there any more, or is another reviewer's. Nothing was saved.")
        _append(db, store, about, reviewer, {"what_if": what_if, "kept": False})
        return about

    return store._write(work, Urgency.VERDICT)


def of_explanation(store: Store, explanation_id: int) -> list[Kept]:
    """All what-ifs on one explanation, in the order in which they were asked."""
    with store._reading() as db:
        return _read(db, table.c.explanation_id == explanation_id)


def of_run(store: Store, run_id: int) -> list[Kept]:
    """All what-ifs of a run, by explanation and in the order in which they were asked."""
    with store._reading() as db:
        return _read(db, table.c.run_id == run_id)


def asked_record(regions: Sequence[Region], found: WhatIf) -> dict[str, Any]:
    """What was asked, ready for JSON."""
    return {
        "way": found.way,
        "filling": found.filling,
        "parameters": dict(found.parameters),
        "regions": [{"id": region.id, **region.to_json()} for region in regions],
        "target": found.target,
    }


def answer_record(found: WhatIf) -> dict[str, Any]:
    """What the model said, ready for JSON."""
    return {
        "before": _said(found.before),
        "after": _said(found.after),
        "hidden": found.hidden,
        "device": found.device,
        "versions": dict(found.versions),
    }


def _said(answer: Answer) -> dict[str, Any]:
    return {
        "prediction": answer.prediction,
        "probability": answer.probability,
        "target_probability": answer.target_probability,
        "log_odds": answer.log_odds,
        "top": [list(one) for one in answer.top],
    }


def _append(db: Connection, store: Store, explanation_id: int, reviewer: str, payload: Mapping[str, Any]) -> None:
    if not reviewer.strip():
        raise StoreError("A what-if is kept with a person's review: say whose it is. Nothing was saved.")
    about = history.subject(db, explanation_id)
    history.append_said(db, store._author(reviewer), KIND, payload, about)
    what_if_state.keep(db, [explanation_id])


def _read(db: Connection, which: Any) -> list[Kept]:
    query = (
        select(table, reviewers.c.name.label("reviewer"), review_events.c.hash)
        .join(reviewers, reviewers.c.id == table.c.reviewer_id)
        .join(review_events, review_events.c.id == table.c.event_id)
        .where(which)
        .order_by(table.c.explanation_id, review_events.c.uuid)
    )
    return [_kept(row) for row in db.execute(query).mappings()]


def _kept(row: RowMapping) -> Kept:
    found = WhatIf(
        row["way"], row["filling"], row["parameters"], row["target"], row["hidden"], _answer(row["before"]),
        _answer(row["after"]), row["device"], row["versions"],
    )  # fmt: skip
    regions = tuple(Region.from_json(one) for one in row["regions"])
    return Kept(
        row["uuid"], row["explanation_id"], row["run_id"], row["reviewer"], row["created_at"], regions, found,
        row["hash"],
    )  # fmt: skip


def _answer(said: Mapping[str, Any]) -> Answer:
    top = tuple((place, share) for place, share in said["top"])
    return Answer(said["prediction"], said["probability"], said["target_probability"], said["log_odds"], top)
