"""How much a report of some runs, classes and reviewers would tell: counted before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from db.column_types import canonical_json
from db.counting import OWN
from db.schema import models, reviewers, runs

if TYPE_CHECKING:
    from db.store import Store

_HERE = " AND r.run_id IN (SELECT value FROM json_each(:runs))"
_OF_CLASSES = " AND (r.run_id, r.target) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:classes))"
_BY_PEOPLE = " AND v.reviewer_id IN (SELECT value FROM json_each(:people))"
_NOT_MINE = """ AND v.reviewer_id <> :who AND NOT EXISTS (SELECT 1 FROM reviews o
  WHERE o.explanation_id = v.explanation_id AND o.reviewer_id = :who AND o.verdict IS NOT NULL)"""
_FAILED = "SELECT count(*) FROM run_images r WHERE r.state = 'failed'"


@dataclass(frozen=True, slots=True)
class Extent:
    """explained: explanations; reviewed: those with a verdict; failed: images without an explanation

    unseen: reviewed by others, and not by the reviewer who must not know of it yet; 0 without one
    signed: sign-offs of these runs by these reviewers
    """

    explained: int
    reviewed: int
    failed: int
    unseen: int = 0
    signed: int = 0


def extent(
    db: Connection,
    of_runs: Sequence[int],
    classes: Sequence[str] = (),
    of_reviewers: Sequence[str] = (),
    blind: str | None = None,
) -> Extent:
    """Of these runs; of explanations of these classes and of reviews by these people only, where some are given. With
    classes images that failed are left out, as they have none. blind: the reviewer for whom ``unseen`` is counted."""
    names: dict[str, int] = {row.name: row.id for row in db.execute(select(reviewers.c.name, reviewers.c.id))}
    values: dict[str, Any] = {"runs": canonical_json(list(of_runs)), "who": names.get(blind or "", -1)}
    here, said = _HERE, ""
    if classes:
        labels = db.execute(select(runs.c.id, models.c.labels).select_from(runs.join(models)))
        wanted = [[row.id, n] for row in labels for n, label in enumerate(row.labels) if label in classes]
        values["classes"] = canonical_json(wanted)
        here += _OF_CLASSES
    if of_reviewers:
        values["people"] = canonical_json([names.get(name, -1) for name in of_reviewers])
        said = _BY_PEOPLE

    def number(query: str) -> int:
        return db.scalar(text(query), values) or 0

    explained = number(f"SELECT sum(r.n) FROM tally_explained r WHERE 1{here}")
    reviewed = number(f"SELECT count(DISTINCT v.explanation_id) {OWN}{here}{said}")
    unseen = 0 if blind is None else number(f"SELECT count(DISTINCT v.explanation_id) {OWN}{here}{said}{_NOT_MINE}")
    return Extent(explained, reviewed, 0 if classes else number(f"{_FAILED}{here}"), unseen)


def of_project(
    store: Store,
    of_runs: Sequence[int],
    classes: Sequence[str] = (),
    of_reviewers: Sequence[str] = (),
    blind: str | None = None,
) -> Extent:
    """``extent`` of an open project, with its sign-offs."""
    with store._reading() as db:
        found = extent(db, of_runs, classes, of_reviewers, blind)
    signed = [one for run in of_runs for one in store.sign_offs(run)]
    many = sum(not of_reviewers or one.reviewer in of_reviewers for one in signed)
    return Extent(found.explained, found.reviewed, found.failed, found.unseen, many)
