"""What `hansel trends` tells, as words and as JSON (docs/trends.md); reports/trend_facts.py gathers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cli.columns import NOTHING, THIN_MARK, between, number, share, table, three_digits
from db.control_chart import THIN
from db.findings import Finding, RightWrong
from db.pace import Pace
from reports import sampling
from reports.trend_facts import Told
from reports.words import duration
from resources.reasons import standard

HEADS = {
    "run": "Run", "model": "Model", "true": "True label", "predicted": "Predicted class", "class": "Class explained",
    "reason": "Reason", "reviewer": "Reviewer", "day": "Day (UTC)", "week": "Week (ISO)",
}  # fmt: skip
MEASURES = {"area": "area", "border": "energy on border", "gini": "Gini"}


def lines(told: Told) -> list[str]:
    """For people."""
    made = [*_head(told), ""]
    if told.cross.right.explained or told.cross.wrong.explained:
        made += [*_cross(told.cross), ""]
    made += _rows(told)
    if told.evidence:
        made += ["", "Evidence of the maps, quartiles", *_evidence(told)]
    if told.paces:
        made += ["", "Pace, by the time that somebody looked", *_paces(told.paces)]
    return made


def _head(told: Told) -> list[str]:
    whole, scope = told.overall, told.scope
    who = (
        "By what everybody says: the settled verdict, else that of more than half of the reviewers."
        if scope.reviewer is None
        else f"By {scope.reviewer}'s own verdicts only."
    )
    flawed = f"Flawed    {number(whole.flawed)} of {number(whole.n)} that are flawed or sound"
    if whole.n:
        flawed += f": {share(whole.share)} ({between(whole.interval)})"
    made = [who, flawed, f"Unsure    {number(whole.unsure)}, counted apart"]
    of = "explained" if scope.sample is None else "drawn and explained"
    made.append(f"Verdicts  {number(whole.judged)} of {number(whole.explained)} {of} ({share(whole.coverage)})")
    if told.weighted is not None:
        one = told.weighted
        made.append(f"Weighted  {share(one.share)} ({between((one.low, one.high))}) of the run, each class by its size")
        if one.without:
            made.append(f"          without {number(one.without)} explained images of classes that have no verdict")
    if whole.judged:
        made.append(sampling.words(told.basis))
    return made


def _cross(cross: RightWrong) -> list[str]:
    rows = [("right", cross.right), ("wrong", cross.wrong)]
    if cross.unknown.explained:
        rows.append(("true class unknown", cross.unknown))
    heads = ("Prediction", "sound", "flawed", "unsure", "no verdict", "share flawed", "95 % interval", "")
    cells = [
        (
            name, number(row.sound), number(row.flawed), number(row.unsure), number((row.explained or 0) - row.judged),
            share(row.share), between(row.interval), "right for the wrong reason" if name == "right" and row.n else "",
        )
        for name, row in rows
    ]  # fmt: skip
    return table(heads, cells)


def _rows(told: Told) -> list[str]:
    if not told.rows:
        return ["Nothing has a verdict yet."]
    titles = {one.id: one.title for one in standard()} if told.by == "reason" else {}
    heads = [HEADS[told.by], "share flawed", "95 % interval", "n", "flawed"]
    counted, covered = told.by != "reason", told.rows[0].explained is not None
    heads += ["sound", "unsure"] if counted else []
    heads += ["with verdict", "of explained"] if covered else []
    heads += ["limits", ""] if told.chart else []
    cells = []
    for row in told.rows:
        thin = THIN_MARK if row.n < THIN else " "
        line = [titles.get(str(row.key), row.label), share(row.share), between(row.interval), f"{number(row.n)}{thin}"]
        line.append(number(row.flawed))
        line += [number(row.sound), number(row.unsure)] if counted else []
        line += [share(row.coverage), number(row.explained)] if covered else []
        if told.chart:
            limits = told.limits.get(row.key)
            line += [between((limits.low, limits.high)), "outside" if limits.out else ""] if limits else [NOTHING, ""]
        cells.append(line)
    made = table(heads, cells)
    if any(row.n < THIN for row in told.rows):
        made.append(f"{THIN_MARK} fewer than {THIN}: read the interval, not the share.")
    if told.chart:
        out = sum(one.out for one in told.limits.values())
        made.append(
            f"Limits: {share(told.chart.centre)} in all, give or take three standard deviations of chance. "
            + (f"{number(out)} outside." if out else "None is outside.")
        )
    if told.by == "reviewer":
        made.append("Each one's own verdicts, whatever others say of the same image.")
    if told.by == "reason":
        made.append("Flawed ones with this reason, of all that are flawed or sound; one can have several.")
    return made


def _evidence(told: Told) -> list[str]:
    cells = [
        (f"{run} · {MEASURES[one.measure]}", *(three_digits(value) for value in (one.low, one.median, one.high)),
         number(one.n), number(one.missing))
        for run, spreads in told.evidence for one in spreads
    ]  # fmt: skip
    return table(("Run · measure", "25 %", "median", "75 %", "n", "without"), cells)


def _paces(paces: Sequence[Pace]) -> list[str]:
    cells = [
        (
            one.reviewer, number(one.reviews), number(one.timed), duration(one.seconds) if one.timed else NOTHING,
            NOTHING if one.an_hour is None else f"{one.an_hour:,.0f}",
            NOTHING if one.median_s is None else f"{one.median_s:.1f} s",
        )
        for one in paces
    ]  # fmt: skip
    return table(("Reviewer", "reviews", "timed", "looked", "an hour of looking", "median"), cells)


def finding_json(row: Finding) -> dict[str, Any]:
    low, high = row.interval or (None, None)
    return {
        "key": row.key, "label": row.label, "n": row.n, "flawed": row.flawed, "sound": row.sound, "unsure": row.unsure,
        "explained": row.explained, "share": row.share, "low": low, "high": high,
    }  # fmt: skip


def to_json(told: Told) -> dict[str, Any]:
    """For programs; docs/trends.md says what is in it."""
    scope = told.scope
    limits = {key: asdict(one) for key, one in told.limits.items()}
    return {
        "format": 1,
        "project": told.project,
        "by": told.by,
        "runs": None if scope.runs is None else list(scope.runs),
        "reviewer": scope.reviewer,
        "sample": None if scope.sample is None else scope.sample.to_json(),
        "basis": told.basis.kind,
        "recognised": None if told.basis.seed is None else {"seed": told.basis.seed, "n": told.basis.n},
        "overall": finding_json(told.overall),
        "weighted": None if told.weighted is None else asdict(told.weighted),
        "prediction": {name: finding_json(getattr(told.cross, name)) for name in ("right", "wrong", "unknown")},
        "rows": [finding_json(row) | {"limits": limits.get(row.key)} for row in told.rows],
        "centre": None if told.chart is None else told.chart.centre,
        "evidence": [{"run": run, **asdict(one)} for run, spreads in told.evidence for one in spreads],
        "pace": [asdict(one) for one in told.paces],
    }
