"""How far reviewers agree, as a report tells it: on the explanations that two or more of them judged."""

from __future__ import annotations

from dataclasses import dataclass

from reports.contents import Contents
from reports.rates import Rate, wilson


@dataclass(frozen=True, slots=True)
class Agreement:
    """same: all who judged an explanation gave the same verdict, out of those that two or more judged; settled: of
    those that differ, settled by somebody, and that still holds; open: nothing that was settled holds."""

    same: Rate
    settled: int
    open: int


def agreement(contents: Contents) -> Agreement | None:
    """None where no explanation has the verdicts of two reviewers, or only one person's reviews are told."""
    shared = [entry for entry in contents.explained if len(entry.reviews) > 1]
    if not shared:
        return None
    differ = [entry for entry in shared if len({review.verdict for review in entry.reviews}) > 1]
    settled = sum(entry.settling_holds for entry in differ)
    return Agreement(wilson(len(shared) - len(differ), len(shared)), settled, len(differ) - settled)
