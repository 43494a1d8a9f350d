"""How reviewers' own verdicts are spread over runs, models, classes, true labels, reviewers, days and reasons.

Here a review counts, so that an explanation that two have judged counts twice; db/findings.py counts explanations. All
of it from the tallies that db/rollups.py keeps along, never from the reviews: as quick at a million as at ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from db.column_types import Words, canonical_json
from db.faults import StoreError
from db.schema import models, reviewers, runs
from db.wilson import wilson

if TYPE_CHECKING:
    from db.store import Store

# What a trend is told by, and the columns of the tally that it is summed up by. SQL sums up by numbers only; names,
# and what two runs or two models have in common, are put to the few sums afterwards.
_COLUMNS = {
    "run": "run_id",
    "model": "run_id",
    "class": "run_id, target",
    "true": "true_label",
    "reviewer": "reviewer_id",
    "day": "day",
    "reason": "reason",
}
BY = tuple(_COLUMNS)
NO_LABEL = "no true label"
_COUNTS = ("n", "sound", "flawed", "unsure", "right", "wrong_reason")
_RIGHT = """(v.run_id, v.true_label, v.prediction) IN
  (SELECT one.value ->> 0, one.value ->> 1, one.value ->> 2 FROM json_each(:right) one)"""


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One row of a trend: n reviews that give a verdict.

    key:      number of the run, model or reviewer; class (as its models call it), true label ("" if none is known),
              day of the last change (UTC, 2026-11-23), reason
    label:    the key for people
    sound, flawed, unsure: of n. By reason: of all n, flawed for this reason (it may be one of several), the rest None
    share:    flawed of n, 0 to 1; low and high: its Wilson interval, 95 %
    right:    of n, those of a prediction that is the class of the true label; wrong_reason: of these, flawed.
              None by day and by reason, of which the tallies do not tell it
    """

    key: int | str
    label: str
    n: int
    sound: int | None
    flawed: int
    unsure: int | None
    share: float
    low: float
    high: float
    right: int | None = None
    wrong_reason: int | None = None


def trend(
    db: Connection,
    by: str,
    of_runs: Sequence[int] | None = None,
    of_reviewers: Sequence[str] | None = None,
    truths: Mapping[int, Mapping[str, int | None]] | None = None,
) -> list[TrendRow]:
    """The verdicts by one of BY; of these runs and reviewers only, where some are given.

    truths: run -> true label -> the class of its model that it stands for, as reports.labels.match_labels tells it;
    without it no prediction counts as right. Rows come in the order of runs, models and days, else of names; without a
    review there is no row. Raises StoreError, naming it, for a by, run or reviewer that there is not.
    """
    if by not in BY:
        raise StoreError(f"There is no trend by {by!r}. There is one by: {', '.join(BY)}.")
    people = {row.name: row.id for row in db.execute(select(reviewers.c.name, reviewers.c.id))}
    query = select(
        runs.c.id, runs.c.method, models.c.id.label("model"), models.c.name, models.c.version, models.c.labels
    )
    every = {row.id: row for row in db.execute(query.join(models))}
    where, values = _within(of_runs, every, of_reviewers, people)
    if by == "reason":
        return _by_reason(db, where, values)
    sums: dict[tuple[int | str, str], Counter[str]] = {}
    names = {number: name for name, number in people.items()}
    for row in _sums(db, by, where, values, truths or {}):
        match by:
            case "run":
                key = (row.run_id, f"{row.run_id}: {every[row.run_id].name}, {every[row.run_id].method}")
            case "model":
                model = every[row.run_id]
                key = (model.model, f"{model.name} {model.version}".strip())
            case "class":
                label = every[row.run_id].labels[row.target]
                key = (label, label)
            case "true":
                key = (row.true_label, row.true_label or NO_LABEL)
            case "reviewer":
                key = (row.reviewer_id, names[row.reviewer_id])
            case _:
                key = (row.day, row.day)
        sums.setdefault(key, Counter()).update({name: getattr(row, name) or 0 for name in _COUNTS})
    ordered = sorted(sums.items(), key=lambda one: one[0][0] if by in ("run", "model", "day") else one[0][1])
    return [_row(key, label, one, told=by != "day") for (key, label), one in ordered]


def of_project(
    store: Store,
    by: str,
    of_runs: Sequence[int] | None = None,
    of_reviewers: Sequence[str] | None = None,
    truths: Mapping[int, Mapping[str, int | None]] | None = None,
) -> list[TrendRow]:
    """``trend`` of an open project."""
    with store._reading() as db:
        return trend(db, by, of_runs, of_reviewers, truths)


def _row(key: int | str, label: str, counts: Mapping[str, int], *, told: bool) -> TrendRow:
    n, flawed = counts["n"], counts["flawed"]
    right, wrong = (counts["right"], counts["wrong_reason"]) if told else (None, None)
    return TrendRow(
        key, label, n, counts["sound"], flawed, counts["unsure"], flawed / n, *wilson(flawed, n), right, wrong
    )


def _by_reason(db: Connection, where: str, values: Mapping[str, Any]) -> list[TrendRow]:
    n = db.scalar(text(f"SELECT sum(v.n) FROM tally_days v WHERE {where}"), values) or 0
    query = (
        f"SELECT v.reason, sum(v.n) AS flawed FROM tally_reasons v WHERE {where} GROUP BY v.reason ORDER BY v.reason"
    )
    return [
        TrendRow(row.reason, row.reason, n, None, row.flawed, None, row.flawed / n, *wilson(row.flawed, n))
        for row in db.execute(text(query), values)
    ]


def _sums(
    db: Connection, by: str, where: str, values: dict[str, Any], truths: Mapping[int, Mapping[str, int | None]]
) -> Iterable[Any]:
    columns = ", ".join(f"v.{name}" for name in _COLUMNS[by].split(", "))
    right = "0"
    if by != "day" and truths:
        known = [[run, name, number] for run, some in truths.items() for name, number in some.items()]
        values = values | {"right": canonical_json([one for one in known if one[2] is not None])}
        right = _RIGHT
    each = ", ".join(
        f"sum(v.n) FILTER (WHERE v.verdict = '{verdict}') AS {verdict}" for verdict in ("sound", "flawed", "unsure")
    )
    query = f"""SELECT {columns}, sum(v.n) AS n, {each}, sum(v.n) FILTER (WHERE {right}) AS right,
      sum(v.n) FILTER (WHERE v.verdict = 'flawed' AND {right}) AS wrong_reason
      FROM {"tally_days" if by == "day" else "tally_classes"} v WHERE {where} GROUP BY {columns}"""
    typed = text(query)
    return db.execute(typed.columns(true_label=Words) if by == "true" else typed, values)


def _within(
    of_runs: Sequence[int] | None,
    every: Mapping[int, Any],
    of_reviewers: Sequence[str] | None,
    people: Mapping[str, int],
) -> tuple[str, dict[str, Any]]:
    """The condition on a tally v, and its values."""
    for run in of_runs or ():
        if run not in every:
            raise StoreError(f"There is no run {run} in this project.")
    for name in of_reviewers or ():
        if name not in people:
            raise StoreError(f"Nobody called {name!r} has reviewed anything in this project.")
    where, values = ["v.n <> 0"], {}
    if of_runs is not None:
        where.append("v.run_id IN (SELECT value FROM json_each(:runs))")
        values["runs"] = canonical_json(sorted(of_runs))
    if of_reviewers is not None:
        where.append("v.reviewer_id IN (SELECT value FROM json_each(:reviewers))")
        values["reviewers"] = canonical_json(sorted(people[name] for name in of_reviewers))
    return " AND ".join(where), values
