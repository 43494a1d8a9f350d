"""What reviewers found, counted by explanation: one that three people judged counts once.

Its verdict is the settled one where a settling holds (db/settling.py), else what more than half of its reviewers say; a
tie, or a majority of unsure, is unsure. The flag rate is flawed / (flawed + sound). Of a run's images the first
explanation counts, as in lists and reports. db/counting.py sums up; docs/trends.md tells it to people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from db import trends
from db.column_types import Words, canonical_json
from db.counting import ALL, OWN, REASONS, Asked, Scope, majority
from db.faults import StoreError
from db.trends import NO_LABEL
from db.wilson import wilson

if TYPE_CHECKING:
    from db.store import Store

__all__ = ["BY", "EVERYTHING", "Finding", "RightWrong", "Scope", "findings", "majority", "overall", "right_wrong"]

# What findings are told by, and what SQL sums up by.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "run": ("run_id",),
    "model": ("run_id",),
    "true": ("run_id", "true_label"),
    "predicted": ("run_id", "prediction"),
    "class": ("run_id", "target"),
    "reason": (),
    "reviewer": (),
    "day": ("judged_on",),
    "week": ("judged_on",),
}
BY = tuple(_COLUMNS)
EVERYTHING = Scope()
Truths = Mapping[int, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: n explanations that are sound or flawed, and the share of flawed ones among them.

    key:      number of the run, model or reviewer; class as its model calls it; true label ("" if none is known);
              reason; day (UTC, 2026-11-23) or ISO week (2026-W48) of the last change of a verdict
    label:    the key for people
    sound, unsure: None by reason, where flawed counts those with this reason (it may be one of several)
    explained: explanations there are, judged or not; None by reason, day and week
    """

    key: int | str
    label: str
    n: int
    flawed: int
    sound: int | None
    unsure: int | None
    explained: int | None = None

    @property
    def share(self) -> float | None:
        """flawed / n, 0 to 1; None for n = 0."""
        return self.flawed / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the share; None for n = 0."""
        return wilson(self.flawed, self.n) if self.n else None

    @property
    def judged(self) -> int:
        """Explanations with a verdict, unsure ones too."""
        return self.n + (self.unsure or 0)

    @property
    def coverage(self) -> float | None:
        """Those with a verdict of all explained ones, 0 to 1."""
        return self.judged / self.explained if self.explained else None


@dataclass(frozen=True, slots=True)
class RightWrong:
    """Prediction right or wrong by explanation sound or flawed; unknown: no class of the model is known to be true.

    right.share is the share that is right for the wrong reason.
    """

    right: Finding
    wrong: Finding
    unknown: Finding


def findings(db: Connection, by: str, scope: Scope = EVERYTHING) -> list[Finding]:
    """The explanations by one of BY. Rows come in the order of runs, models, days and weeks, else of names; a row needs
    a verdict, or by run something that is explained.

    By reviewer a row counts each one's own verdicts, whatever others say. Raises StoreError, naming it, for a by, run
    or reviewer that there is not, and for a sample of more than one run.
    """
    if by not in BY:
        raise StoreError(f"There is no trend by {by!r}. There is one by: {', '.join(BY)}.")
    asked = Asked(db, scope)
    if by == "reviewer":
        return _by_reviewer(asked)
    if by == "reason":
        return _by_reason(asked)
    key_of = _key_of(asked, by)
    sums: dict[tuple[int | str, str], Counter[str]] = {}
    for key, counts in asked.verdicts(_COLUMNS[by]).items():
        sums.setdefault(key_of(key), Counter()).update(counts)
    dated = by in ("day", "week")
    if not dated:
        for key, n in asked.explained(_COLUMNS[by]).items():
            named = key_of(key)
            if by == "run" or named in sums:
                sums.setdefault(named, Counter())["explained"] += n
    numbered = by in ("run", "model") or dated
    ordered = sorted(sums.items(), key=lambda one: one[0][0] if numbered else one[0][1])
    made = [_row(key, label, counts, dated=dated) for (key, label), counts in ordered]
    return [one for one in made if one.judged or by == "run"]


def overall(db: Connection, scope: Scope = EVERYTHING) -> Finding:
    """All explanations of the scope in one row. Raises StoreError as ``findings`` does."""
    asked = Asked(db, scope)
    counts = Counter(asked.verdicts().get((), {}))
    counts["explained"] = sum(asked.explained().values())
    return _row("all", "all", counts)


def right_wrong(db: Connection, truths: Truths, scope: Scope = EVERYTHING) -> RightWrong:
    """The headline table. truths: run -> true label -> the class of its model that it stands for, as
    reports.labels.match_labels tells it. Raises StoreError as ``findings`` does."""
    asked = Asked(db, scope)
    pairs = [(run, name, number) for run, some in truths.items() for name, number in some.items() if number is not None]
    sums: dict[str, Counter[str]] = {name: Counter() for name in ("right", "wrong", "unknown")}
    for (right, known), counts in asked.verdicts_apart(pairs).items():
        sums["right" if right else "wrong" if known else "unknown"].update(counts)
    for (right, known), n in asked.explained_apart(pairs).items():
        sums["right" if right else "wrong" if known else "unknown"]["explained"] += n
    return RightWrong(*(_row(name, name, counts) for name, counts in sums.items()))


def true_labels(db: Connection) -> dict[int, set[str]]:
    """Run -> the labels that the data set gives its explained images; for match_labels."""
    query = text("SELECT DISTINCT run_id, true_label FROM tally_explained WHERE true_label <> ''").columns(
        true_label=Words
    )
    found: dict[int, set[str]] = {}
    for row in db.execute(query):
        found.setdefault(row.run_id, set()).add(row.true_label)
    return found


def of_project(store: Store, by: str, scope: Scope = EVERYTHING) -> list[Finding]:
    """``findings`` of an open project."""
    with store._reading() as db:
        return findings(db, by, scope)


def week_of(day: str) -> str:
    """The ISO 8601 week of a day: "2026-W48" for "2026-11-23"."""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02d}"


def _row(key: int | str, label: str, counts: Mapping[str, int], *, dated: bool = False) -> Finding:
    sound, flawed, unsure = (counts.get(verdict, 0) for verdict in ("sound", "flawed", "unsure"))
    return Finding(key, label, sound + flawed, flawed, sound, unsure, None if dated else counts.get("explained", 0))


def _key_of(asked: Asked, by: str) -> Callable[[tuple[Any, ...]], tuple[int | str, str]]:
    """From what SQL sums up by to key and label."""
    every = asked.every

    def key_of(values: tuple[Any, ...]) -> tuple[int | str, str]:
        match by:
            case "run":
                run = every[values[0]]
                return run.id, f"{run.id}: {run.name}, {run.method}"
            case "model":
                run = every[values[0]]
                return run.model, f"{run.name} {run.version}".strip()
            case "true":
                return values[1], values[1] or NO_LABEL
            case "predicted" | "class":
                label = every[values[0]].labels[values[1]]
                return label, label
            case "week":
                week = week_of(values[0])
                return week, week
        return values[0], values[0]

    return key_of


def _by_reviewer(asked: Asked) -> list[Finding]:
    explained = sum(asked.explained().values())
    scope = asked.scope
    counted: dict[tuple[int | str, str], Counter[str]] = {}
    if scope.sample is None:
        for one in trends.trend(asked.db, "reviewer", scope.runs, scope.reviewer and [scope.reviewer]):
            counts = Counter(sound=one.sound or 0, flawed=one.flawed, unsure=one.unsure or 0)
            counted[one.key, one.label] = counts
    else:
        names = {number: name for name, number in asked.people.items()}
        query = f"SELECT v.reviewer_id, v.verdict, count(*) AS n {OWN}{asked.where('v')} GROUP BY 1, 2"
        for row in asked.db.execute(text(query), asked.values):
            counted.setdefault((row.reviewer_id, names[row.reviewer_id]), Counter())[row.verdict] = row.n
    ordered = sorted(counted.items(), key=lambda one: one[0][1])
    return [_row(key, label, counts | Counter(explained=explained)) for (key, label), counts in ordered]


def _by_reason(asked: Asked) -> list[Finding]:
    total = asked.verdicts().get((), Counter())
    n = total["sound"] + total["flawed"]
    where, values = asked.where("v"), dict(asked.values)
    if asked.scope.reviewer is None:
        flawed = f"2 * r.flawed > {ALL}"
        if asked.settled:
            values["as_flawed"] = canonical_json([key for key, one in asked.settled.items() if one == "flawed"])
            flawed = (
                f"({flawed} AND r.explanation_id NOT IN (SELECT value FROM json_each(:settled))"
                " OR r.explanation_id IN (SELECT value FROM json_each(:as_flawed)))"
            )
        where += f" AND {flawed}"
    query = f"SELECT o.value AS reason, count(DISTINCT v.explanation_id) AS n {REASONS}{where} GROUP BY 1 ORDER BY 1"
    return [Finding(row.reason, row.reason, n, row.n, None, None) for row in asked.db.execute(text(query), values)]
