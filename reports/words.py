"""Numbers as people say them, the same in report and terminal."""

from __future__ import annotations

import math
from datetime import UTC, datetime

# Written out: strftime takes them from the locale, and Qt sets that to the user's.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def duration(seconds: float) -> str:
    """A time span rounded as one would say it: "8 s", "2 min", "1 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def moment(at: datetime) -> str:
    """An aware time in UTC: "23 Nov 2026 14:02 UTC"."""
    at = at.astimezone(UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {at:%H:%M} UTC"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun: "1 image", "3,500 images"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def three_digits(value: float | None) -> str:
    """A measure with three significant digits, "–" where there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    if 0.001 <= abs(value) < 1000:
        return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"
    return f"{value:.2e}"


def percent(share: float) -> str:
    """A share of 0 to 1 as a percentage with one decimal, with a thin space before the sign."""
    return f"{100 * share:.1f}\u202f%"
