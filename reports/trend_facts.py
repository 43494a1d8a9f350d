"""What is told of a project's trends, gathered once for `hansel trends` and the window: the same numbers in both."""

from __future__ import annotations

from dataclasses import dataclass

from db import control_chart, distributions, findings, pace, weighting
from db.control_chart import Chart
from db.distributions import Spread
from db.findings import Finding, RightWrong, Scope
from db.pace import Pace
from db.store import Store
from db.weighting import Weighted
from reports import sampling
from reports.project_truths import truths
from reports.sampling import Basis

# By these the control limits hold: what comes one after the other.
IN_TIME = ("run", "day", "week")


@dataclass(frozen=True, slots=True)
class Told:
    """basis: how the judged explanations came to be judged, what the rates stand for
    limits: of rows, by key; evidence: (run, its spreads), by run only; paces: by reviewer only"""

    project: str
    by: str
    scope: Scope
    basis: Basis
    overall: Finding
    weighted: Weighted | None
    cross: RightWrong
    rows: tuple[Finding, ...]
    chart: Chart | None
    limits: dict[int | str, control_chart.Limits]
    evidence: tuple[tuple[int, tuple[Spread, ...]], ...]
    paces: tuple[Pace, ...]


def gather(store: Store, by: str, scope: Scope) -> Told:
    """Raises StoreError for a run or reviewer that there is not."""
    runs = store.runs()
    wanted = [run for run in runs if scope.runs is None or run.run_id in scope.runs]
    with store._reading() as db:
        overall = findings.overall(db, scope)
        rows = findings.findings(db, by, scope)
        by_hand = {run.run_id for run in wanted if run.ad_hoc}
        charted = [row for row in rows if by != "run" or row.key not in by_hand] if by in IN_TIME else []
        chart = control_chart.chart(charted)
        drawn = zip(charted, chart.limits, strict=True) if chart else ()
        classes = scope.sample is not None and scope.sample.kind == "classes"
        evidence = [(run.run_id, tuple(distributions.spreads(db, run.run_id))) for run in wanted] if by == "run" else []
        weighted = weighting.weighted(db, scope) if classes else None
        cross = findings.right_wrong(db, truths(db, wanted), scope)
        paces = tuple(pace.paces(db, scope.runs, scope.reviewer)) if by == "reviewer" else ()
    return Told(
        str(store.path), by, scope, sampling.of_scope(store, scope, overall, wanted), overall, weighted, cross,
        tuple(rows), chart, {row.key: limits for row, limits in drawn if limits}, tuple(evidence), paces,
    )  # fmt: skip
