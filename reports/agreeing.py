"""How far reviewers agree, as a report tells it: on the explanations that two or more of them judged."""

from __future__ import annotations

from dataclasses import dataclass

from db.agreement import Figure, among
from db.rows import Verdict
from reports.contents import DIFFER, Contents, Entry
from reports.rates import Rate, wilson


@dataclass(frozen=True, slots=True)
class Agreement:
    """same:    all who judged an explanation gave the same verdict, out of those that two or more judged
    settled: of those that differ, settled by somebody, and that still holds
    decided: not settled, but more than half say the same
    open:    neither; these count in no rate
    alpha:   Krippendorff's, which takes off what chance alone would bring
    """

    same: Rate
    settled: int
    decided: int
    open: int
    alpha: Figure


def judged_by_two(contents: Contents) -> list[tuple[Entry, dict[str, Verdict]]]:
    """The explanations that two or more have judged, each with what they say: reviewer -> verdict."""
    said = [
        (entry, {review.reviewer: review.verdict for review in entry.reviews if review.verdict is not None})
        for entry in contents.explained
    ]
    return [(entry, verdicts) for entry, verdicts in said if len(verdicts) > 1]


def agreement(contents: Contents) -> Agreement | None:
    """None where no explanation has the verdicts of two reviewers, or only one person's reviews are told."""
    shared = judged_by_two(contents)
    if not shared:
        return None
    differ = [entry for entry, verdicts in shared if len(set(verdicts.values())) > 1]
    settled = sum(entry.settling_holds for entry in differ)
    open_ = sum(entry.verdict == DIFFER for entry in differ)
    decided = len(differ) - settled - open_
    alpha = among([verdicts for _, verdicts in shared]).alpha
    return Agreement(wilson(len(shared) - len(differ), len(shared)), settled, decided, open_, alpha)
