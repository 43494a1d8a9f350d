"""How far reviewers agree, as a report tells it: on the explanations that two or more of them judged."""

from __future__ import annotations

from dataclasses import dataclass

from db.agreement import Figure, among
from reports.contents import DIFFER, Contents
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


def agreement(contents: Contents) -> Agreement | None:
    """None where no explanation has the verdicts of two reviewers, or only one person's reviews are told."""
    shared, said = [], []
    for entry in contents.explained:
        verdicts = {review.reviewer: review.verdict for review in entry.reviews if review.verdict is not None}
        if len(verdicts) > 1:
            shared.append(entry)
            said.append(verdicts)
    if not shared:
        return None
    differ = [entry for entry, verdicts in zip(shared, said, strict=True) if len(set(verdicts.values())) > 1]
    settled = sum(entry.settling_holds for entry in differ)
    open_ = sum(entry.verdict == DIFFER for entry in differ)
    decided = len(differ) - settled - open_
    return Agreement(wilson(len(shared) - len(differ), len(shared)), settled, decided, open_, among(said).alpha)
