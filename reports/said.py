"""What a review says besides its verdict, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from db.rows import ReviewRow
from db.settling import Settled
from reports.words import count, moment
from resources.reasons import standard

SEVERITY = {1: "minor", 2: "serious", 3: "grave"}


def details(review: ReviewRow) -> str:
    """Reasons, severity and marked regions: "Stamp or text, Background · serious · 2 spurious regions, 1 missed
    region"; empty if there are none.

    Reasons count with a flawed verdict only; one that this Hansel does not know is told by its id.
    """
    titles = {reason.id: reason.title for reason in standard()}
    parts = []
    if review.verdict == "flawed":
        reasons = ", ".join(titles.get(reason, reason) for reason in review.reasons)
        parts = [reasons, SEVERITY.get(review.severity or 0, "")]
    marks = Counter(region.mark for region in review.regions)
    parts += [", ".join(count(marks[mark], f"{mark} region") for mark in ("spurious", "missed") if marks[mark])]
    return " · ".join(part for part in parts if part)


def in_a_line(review: ReviewRow) -> str:
    """A review in one line for a table: "ana: flawed (Stamp or text · serious) “comment”"."""
    more = details(review)
    words = f"{review.reviewer}: {review.verdict}" + (f" ({more})" if more else "")
    return f"{words} “{' '.join(review.comment.split())}”" if review.comment.strip() else words


def settling(settled: Settled, *, holds: bool) -> str:
    """How a disagreement was settled: "settled as sound by ana, 23 Nov 2026 14:02 UTC (bert: flawed)".

    In brackets are the verdicts that it goes against. One that no longer holds says so.
    """
    against = [f"{name}: {verdict}" for name, verdict in sorted(settled.verdicts.items()) if verdict != settled.verdict]
    words = f"settled as {settled.verdict} by {settled.reviewer}, {moment(settled.at)} ({', '.join(against)})"
    return words if holds else f"{words}; verdicts have changed since, so that it no longer holds"


def verdicts_of(whose: Sequence[str]) -> str:
    """Whose verdicts a figure counts, beside it: "every reviewer's verdicts", "ana's own verdicts only"."""
    if not whose:
        return "every reviewer's verdicts"
    return f"{whose[0]}'s own verdicts only" if len(whose) == 1 else f"the verdicts of {listed(whose)} only"


def counted(whose: Sequence[str]) -> str:
    """Whose verdicts are counted and how, as a sentence in the words of the window's trends."""
    once = (
        "an image that several have judged counts once, by what was settled, else by what more than half of them say."
    )
    if not whose:
        return f"Every reviewer's verdicts are counted: {once}"
    if len(whose) == 1:
        return f"Only {whose[0]}'s own verdicts are counted here."
    return f"Only the verdicts of {listed(whose)} are counted here: {once}"


def listed(names: Sequence[str]) -> str:
    """Names as one says them: "ana", "ana and ben", "ana, ben and eve"."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
