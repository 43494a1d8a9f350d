"""Many explanations flagged as one, such as the members of a cluster of maps.

Each gets an event of its own, a ``change`` like any other with ``together`` in its payload: the ``id`` that they share,
how many they are (``n``), and what they were called (``name``, may be empty). All are in one transaction, and
db/undoing.py takes all of them back, or brings all again, in one step.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from db import history
from db.faults import StoreError
from db.schema import reviewers, reviews
from db.store import Store
from db.writer import Urgency

MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Flagged:
    """flagged: explanations that have the verdict now; kept: those with an own verdict before, which stays."""

    flagged: int
    kept: int


def flag(
    store: Store, explanation_ids: Sequence[int], reviewer: str, reasons: Sequence[str] = (), name: str = ""
) -> Future[Flagged]:
    """Calls explanations flawed for these reasons, but those on which the reviewer has a verdict already.

    name: what they are called in the history and in undo, one line of MOST_NAME characters at most. The future is done
    after the commit, or carries a StoreError: of an explanation that there is not, of words that no review can hold, of
    a project that is open for reading. Then nothing was saved.
    """

    def work(db: Connection) -> Flagged:
        if not reviewer.strip():
            raise StoreError("Reviews belong to a person: say whose they are. Nothing was saved.")
        if not name.isprintable() or len(name) > MOST_NAME:
            raise StoreError(f"A name is one line of at most {MOST_NAME} characters. Nothing was saved.")
        own = select(reviews.c.explanation_id).join(reviewers).where(
            reviewers.c.name == reviewer, reviews.c.verdict.is_not(None)
        )  # fmt: skip
        judged = set(db.scalars(own))
        wanted = list(dict.fromkeys(explanation_ids))
        new = [one for one in wanted if one not in judged]
        mark = {"together": {"id": str(uuid.uuid4()), "n": len(new), "name": name}}
        sets: Mapping[str, Any] = {"verdict": "flawed", "reasons": dict.fromkeys(reasons, True)}
        for one in new:
            history.change(db, store._author(reviewer), one, sets, more=mark)
        return Flagged(len(new), len(wanted) - len(new))

    return store._write(work, Urgency.VERDICT)


def as_a_whole(store: Store, run_id: int) -> frozenset[tuple[int, str]]:
    """(explanation, reviewer) of a run where the last word is a flag that was given to many at once: nobody has looked
    at that one by itself since, as far as the record tells."""
    query = text(
        "SELECT v.explanation_id, w.name FROM reviews v JOIN reviewers w ON w.id = v.reviewer_id"
        " JOIN review_events e ON e.id = v.event_id LEFT JOIN review_events f ON f.id = e.refers_to AND e.kind = 'redo'"
        " WHERE v.run_id = :run AND v.verdict = 'flawed' AND instr(coalesce(f.payload, e.payload), '\"together\":') > 0"
    )
    with store._reading() as db:
        return frozenset((row.explanation_id, row.name) for row in db.execute(query, {"run": run_id}))
