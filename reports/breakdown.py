"""How flaws are spread over the classes and the reasons of a run.

Counted as everything in a report is: an explanation counts once, by what was settled, else by the majority.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from reports.contents import Contents
from reports.rates import Rate, wilson
from resources.reasons import standard

SHOWN = 30  # rows of a table that is read; the .json has all


@dataclass(frozen=True, slots=True)
class Slice:
    """One class or one reason. id: of a reason, or the class's label; title: for people; flawed: hits of those judged;
    wrong_reason: of the flawed ones, those whose prediction is right; None where that cannot be told."""

    id: str
    title: str
    flawed: Rate
    wrong_reason: int | None = None


def by_class(contents: Contents) -> tuple[Slice, ...]:
    """Each class that a flawed or sound explanation was made for; those with the most flawed ones first."""
    judged: Counter[int] = Counter()
    flawed: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    for entry in contents.judged:
        assert entry.explanation is not None
        target = entry.explanation.target
        judged[target] += 1
        if entry.verdict == "flawed":
            flawed[target] += 1
            wrong[target] += entry.right is True
    known = contents.accuracy is not None
    slices = [
        Slice(label, label, wilson(flawed[target], n), wrong[target] if known else None)
        for target, n in judged.items()
        for label in [contents.run.labels[target]]
    ]
    return tuple(sorted(slices, key=lambda one: (-one.flawed.hits, one.flawed.n, one.title)))


def by_reason(contents: Contents) -> tuple[Slice, ...]:
    """Each reason that a flawed verdict gives, out of all that are flawed or sound; the most frequent first.

    A reason counts once for an explanation, whoever gives it, and an explanation counts for each of its reasons.
    """
    titles = {reason.id: reason.title for reason in standard()}
    found: defaultdict[str, int] = defaultdict(int)
    for entry in contents.judged:
        if entry.verdict == "flawed":
            for reason in {one for review in entry.reviews if review.verdict == "flawed" for one in review.reasons}:
                found[reason] += 1
    slices = [Slice(one, titles.get(one, one), wilson(n, len(contents.judged))) for one, n in found.items()]
    return tuple(sorted(slices, key=lambda one: (-one.flawed.hits, one.title)))
