"""People under numbers: the same number for the same person in every report of a project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from db.clusters import Named
from db.rows import ReviewRow, SignOff
from db.settling import Settled
from db.what_ifs import Kept

Names = Callable[[str], str]


def own_name(name: str) -> str:
    """The name as it is."""
    return name


def numbered(people: Sequence[str]) -> Names:
    """ "reviewer 1" for the first of these people, and so on; "reviewer ?" for anybody else."""
    known = {name: f"reviewer {number}" for number, name in enumerate(people, 1)}
    return lambda name: known.get(name, "reviewer ?")


def of_review(review: ReviewRow, names: Names) -> ReviewRow:
    return replace(review, reviewer=names(review.reviewer))


def of_settled(settled: Settled, names: Names) -> Settled:
    verdicts = {names(name): verdict for name, verdict in settled.verdicts.items()}
    return replace(settled, reviewer=names(settled.reviewer), verdicts=verdicts)


def of_sign_off(signed: SignOff, names: Names) -> SignOff:
    return replace(signed, reviewer=names(signed.reviewer))


def of_what_if(kept: Kept, names: Names) -> Kept:
    return replace(kept, reviewer=names(kept.reviewer))


def of_cluster(named: Named, names: Names) -> Named:
    return replace(named, reviewer=names(named.reviewer), changed_by=names(named.changed_by))
