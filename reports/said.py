"""What a review says besides its verdict, in words."""

from __future__ import annotations

from db.rows import ReviewRow
from resources.reasons import standard

SEVERITY = {1: "minor", 2: "serious", 3: "grave"}


def details(review: ReviewRow) -> str:
    """Reasons, severity and marked regions: "Stamp or text, Background · serious · 2 regions"; empty if there are none.

    Reasons count with a flawed verdict only; one that this Hansel does not know is told by its id.
    """
    titles = {reason.id: reason.title for reason in standard()}
    parts = []
    if review.verdict == "flawed":
        reasons = ", ".join(titles.get(reason, reason) for reason in review.reasons)
        parts = [reasons, SEVERITY.get(review.severity or 0, "")]
    if review.regions:
        parts.append("1 region" if len(review.regions) == 1 else f"{len(review.regions)} regions")
    return " · ".join(part for part in parts if part)


def in_a_line(review: ReviewRow) -> str:
    """A review in one line for a table: "ana: flawed (Stamp or text · serious) “comment”"."""
    more = details(review)
    words = f"{review.reviewer}: {review.verdict}" + (f" ({more})" if more else "")
    return f"{words} “{' '.join(review.comment.split())}”" if review.comment.strip() else words
