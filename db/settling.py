"""Several reviewers of one project: who they are, and what settles a disagreement between them.

To settle is an event of kind ``change`` that sets nothing and has ``settles`` in its payload: ``verdict``, the one that
holds, and ``of``, the verdicts by reviewer that it was given for. Nobody's own verdict is changed by it, so agreement
between reviewers can still be measured. Of several the last one holds; undo takes it back like any other change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, text

from db import history
from db.column_types import canonical_json
from db.faults import StoreError
from db.rows import VERDICTS, ReviewRow, Verdict
from db.schema import explanations, review_events, reviewers, reviews
from db.store import Store
from db.writer import Urgency

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds of an explanation that reviewers disagreed on. Time is UTC.

    reviewer: who settled it; verdicts: reviewer -> the verdict that was there when it was settled; event: its hash
    """

    verdict: Verdict
    reviewer: str
    at: datetime
    verdicts: Mapping[str, str]
    event: str = ""

    def holds_for(self, rows: Iterable[ReviewRow]) -> bool:
        """Whether these are still the verdicts that were settled."""
        return verdicts_of(rows) == dict(self.verdicts)


def verdicts_of(rows: Iterable[ReviewRow]) -> dict[str, str]:
    """Reviewer -> verdict, of those who have one."""
    return {row.reviewer: row.verdict for row in rows if row.verdict is not None}


def disagree(rows: Iterable[ReviewRow]) -> bool:
    """Whether two reviewers gave different verdicts."""
    return len(set(verdicts_of(rows).values())) > 1


def reviewer_names(store: Store) -> list[str]:
    """Everyone who has said anything in this project, by name."""
    with store._reading() as db:
        return list(db.scalars(select(reviewers.c.name).order_by(reviewers.c.name)))


def reviewers_as_met(store: Store) -> list[str]:
    """The same people in the order in which this project met them: who comes later never moves who was there."""
    with store._reading() as db:
        return list(db.scalars(select(reviewers.c.name).order_by(reviewers.c.id)))


def settle(store: Store, explanation_id: int, reviewer: str, verdict: Verdict) -> Future[Settled]:
    """Saves which verdict holds where reviewers disagree, as one event. The future is done after the commit.

    It carries a StoreError if nobody disagrees (any more), or if the verdict is none.
    """

    def work(db: Connection) -> Settled:
        rows = history.reviews_of(db, explanation_id)
        if verdict not in VERDICTS:
            raise StoreError(f"A disagreement cannot be settled as {verdict!r}; nothing was saved.")
        if not disagree(rows):
            raise StoreError("The reviewers do not disagree on this one; nothing was saved.")
        payload = {"set": {}, "settles": {"verdict": verdict, "of": verdicts_of(rows)}}
        history.append_change(db, store._author(reviewer), explanation_id, payload)
        found = _settled(db, [explanation_id])[explanation_id]
        return found

    return store._write(work, Urgency.VERDICT)


def settled(store: Store, explanation_id: int) -> Settled | None:
    """What settles the disagreement on one explanation; None if nothing does."""
    with store._reading() as db:
        return _settled(db, [explanation_id]).get(explanation_id)


def settled_in_run(store: Store, run_id: int) -> dict[int, Settled]:
    """Explanation -> what settles the disagreement on it, for a run; also where the verdicts have changed since."""
    with store._reading() as db:
        return _settled(db, _spoken_of(db, [run_id]))


def holding(db: Connection, of_runs: Sequence[int] | None = None) -> dict[int, Verdict]:
    """Explanation -> the settled verdict, where it was given for the verdicts that there are now; of these runs only,
    where some are given. Quick: as long as there are settled ones."""
    found = _settled(db, _spoken_of(db, of_runs))
    ids = list(found)
    said: dict[int, dict[str, str]] = defaultdict(dict)
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(reviews.c.explanation_id, reviewers.c.name, reviews.c.verdict)
            .select_from(reviews.join(reviewers))
            .where(reviews.c.explanation_id.in_(ids[start : start + _CHUNK]), reviews.c.verdict.is_not(None))
        )
        for row in db.execute(query):
            said[row.explanation_id][row.name] = row.verdict
    return {key: one.verdict for key, one in found.items() if said[key] == dict(one.verdicts)}


def _spoken_of(db: Connection, of_runs: Sequence[int] | None) -> list[int]:
    """Explanations that an event settles or once settled. CROSS JOIN keeps SQLite to the index of these few events."""
    query = (
        "SELECT DISTINCT e.explanation_id FROM review_events e INDEXED BY ix_review_events_settles"
        " CROSS JOIN explanations x ON x.id = e.explanation_id WHERE instr(e.payload, '\"settles\"') > 0"
    )
    if of_runs is None:
        return list(db.scalars(text(query)))
    query += " AND x.run_id IN (SELECT value FROM json_each(:runs))"
    return list(db.scalars(text(query), {"runs": canonical_json(sorted(of_runs))}))


def _settled(db: Connection, explanation_ids: list[int]) -> dict[int, Settled]:
    found: dict[int, Settled] = {}
    events = review_events.c
    for start in range(0, len(explanation_ids), _CHUNK):
        query = (
            select(
                events.uuid,
                events.hash,
                events.kind,
                events.payload,
                events.created_at,
                events.explanation_id,
                reviewers.c.name,
            )
            .select_from(review_events.join(reviewers).join(explanations))
            .where(events.explanation_id.in_(explanation_ids[start : start + _CHUNK]))
            .order_by(events.uuid)
        )
        about: dict[int, dict[str, Settled]] = defaultdict(dict)
        taken_back: set[str] = set()
        for row in db.execute(query):
            if row.kind == "undo":
                taken_back.add(row.payload["event"])
            elif row.kind == "redo":
                taken_back.discard(row.payload["event"])
            elif one := _read(row.payload, row.name, row.created_at, row.hash):
                about[row.explanation_id][row.uuid] = one
        for explanation_id, by_event in about.items():
            standing = [one for uuid, one in by_event.items() if uuid not in taken_back]
            if standing:
                found[explanation_id] = standing[-1]
    return found


def _read(payload: Mapping[str, Any], reviewer: str, at: datetime, event: str) -> Settled | None:
    """What an event settles. Events come from other machines too, so that what is not of this form settles nothing."""
    record = payload.get("settles")
    if not isinstance(record, Mapping) or record.get("verdict") not in VERDICTS:
        return None
    of = record.get("of")
    if not isinstance(of, Mapping) or any(verdict not in VERDICTS for verdict in of.values()):
        return None
    return Settled(record["verdict"], reviewer, at, dict(of), event)
