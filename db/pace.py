"""How fast reviewers go, by the time that they looked: no clock on the wall, pauses are not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection, select

from db.schema import reviewers, reviews


@dataclass(frozen=True, slots=True)
class Pace:
    """reviews: with a verdict; timed: of these, with a time; seconds: looked at in all, of the timed ones
    an_hour: timed reviews an hour of looking; median_s: seconds a timed review. Both None where none is timed."""

    reviewer: str
    reviews: int
    timed: int
    seconds: float
    an_hour: float | None
    median_s: float | None


def paces(db: Connection, of_runs: Sequence[int] | None = None, reviewer: str | None = None) -> list[Pace]:
    """By reviewer's name; of these runs, and of this reviewer, where given."""
    query = (
        select(reviewers.c.name, reviews.c.seconds)
        .select_from(reviews.join(reviewers))
        .where(reviews.c.verdict.is_not(None))
    )
    if of_runs is not None:
        query = query.where(reviews.c.run_id.in_(list(of_runs)))
    if reviewer is not None:
        query = query.where(reviewers.c.name == reviewer)
    found: dict[str, list[float]] = defaultdict(list)
    for name, seconds in db.execute(query):
        found[name].append(seconds)
    return [_pace(name, every) for name, every in sorted(found.items())]


def _pace(name: str, every: Sequence[float]) -> Pace:
    timed = [one for one in every if one > 0]
    if not timed:
        return Pace(name, len(every), 0, 0.0, None, None)
    return Pace(name, len(every), len(timed), sum(timed), 3600 * len(timed) / sum(timed), median(timed))
