"""Agreement of the reviewers of a project, read from its current reviews: overall, by class, by pair and by reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from db.agreement import Agreement, PairAgreement, among, between
from db.column_types import Json
from db.counting import Asked, Scope

if TYPE_CHECKING:
    from db.store import Store

GIVEN, NOT_GIVEN = "given", "not given"
_QUERY = """SELECT r.run_id, r.target, r.explanation_id, v.reviewer_id, v.verdict, v.reasons
  FROM run_images r INDEXED BY ix_run_images_judged CROSS JOIN reviews v ON v.explanation_id = r.explanation_id
  WHERE r.state = 'explained' AND r.sound + r.flawed + r.unsure > 0 AND r.sound + r.flawed + r.unsure > 1
  AND r.run_id IN (SELECT value FROM json_each(:runs)) AND v.verdict IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Agreements:
    """reviewers: all who have given a verdict in these runs, by name; overall: on the three verdicts
    classes: the same by class that was explained, as the models call it; pairs: any two who have judged one both
    reasons: given or not given, a reason counting with the verdict flawed only
    """

    reviewers: tuple[str, ...]
    overall: Agreement
    classes: tuple[Agreement, ...]
    pairs: tuple[PairAgreement, ...]
    reasons: tuple[Agreement, ...]


def agreements(db: Connection, of_runs: Sequence[int] | None = None) -> Agreements:
    """Of these runs, or of all. Raises StoreError for a run that there is not."""
    asked = Asked(db, Scope(None if of_runs is None else tuple(of_runs)))
    names = {number: name for name, number in asked.people.items()}
    said: dict[int, dict[str, str]] = defaultdict(dict)
    reasons: dict[int, dict[str, frozenset[str]]] = defaultdict(dict)
    of_class: dict[str, list[dict[str, str]]] = {}
    for run, target, which, who, verdict, given in db.execute(
        text(_QUERY).columns(reasons=Json), {"runs": asked.values["runs"]}
    ):
        if which not in said:
            of_class.setdefault(asked.every[run].labels[target], []).append(said[which])
        said[which][names[who]] = verdict
        reasons[which][names[who]] = frozenset(given if verdict == "flawed" else ())
    units = list(said.values())
    people = sorted(
        names[who]
        for who in db.scalars(
            text(
                "SELECT DISTINCT reviewer_id FROM tally_classes WHERE n > 0"
                " AND run_id IN (SELECT value FROM json_each(:runs))"
            ),
            {"runs": asked.values["runs"]},
        )
    )
    pairs = [between(units, first, second) for first, second in combinations(people, 2)]
    every_reason = sorted({reason for by in reasons.values() for given in by.values() for reason in given})
    return Agreements(
        tuple(people),
        among(units),
        tuple(among(some, label) for label, some in sorted(of_class.items())),
        tuple(pair for pair in pairs if pair.units),
        tuple(among(_given(list(reasons.values()), one), one, (GIVEN, NOT_GIVEN)) for one in every_reason),
    )


def of_project(store: Store, of_runs: Sequence[int] | None = None) -> Agreements:
    """``agreements`` of an open project."""
    with store._reading() as db:
        return agreements(db, of_runs)


def _given(reasons: Sequence[dict[str, frozenset[str]]], wanted: str) -> list[dict[str, str]]:
    return [{who: GIVEN if wanted in some else NOT_GIVEN for who, some in by.items()} for by in reasons]
