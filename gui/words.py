"""What people read: texts in their language, numbers and times as they say them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

CONTEXT = "hansel"


def tr(text: str) -> str:
    """A text in the language of the window, by the translators that are installed; the text itself without one.

    Give whole sentences with ``{names}`` in them and fill these in afterwards: other languages have another order.
    """
    return QCoreApplication.translate(CONTEXT, text)


def count(number: int) -> str:
    """1234567 -> 1,234,567."""
    return f"{number:,}"


def images(number: int) -> str:
    return "1 image" if number == 1 else f"{count(number)} images"


def reviews(number: int) -> str:
    return "1 review" if number == 1 else f"{count(number)} reviews"


def three_digits(value: float) -> str:
    """Evidence: three significant digits, never in powers of ten between .001 and 1000."""
    if value == 0:
        return "0"
    if 0.0005 <= abs(value) < 1000:
        whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
        return f"{value:.{max(0, 3 - whole)}f}"
    return f"{value:.2e}"


def scale_number(value: float) -> str:
    """An end of a colour bar: short."""
    return "0" if value == 0 else f"{value:.2g}"


def percent(share: float) -> str:
    """One decimal; what is not quite 100 % does not become it by rounding."""
    shown = 100 * share
    if share < 1 and shown >= 99.95:
        shown = 99.9
    return f"{shown:.1f} %"


def time_left(seconds: float | None) -> str:
    """ "about 2 min left"; nothing where it cannot be told."""
    if seconds is None:
        return ""
    if seconds < 1:
        return "a moment left"
    if seconds < 50:
        return f"about {max(5, 5 * round(seconds / 5))} s left"
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return f"about {minutes} min left"
    return f"about {seconds / 3600:.1f} h left"


def duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def share_of_time(seconds: float) -> str:
    """What one image took: 4 ms, 0.39 s, 12 s."""
    if seconds < 0.1:
        return f"{1000 * seconds:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 10 else duration(seconds)


def clock(moment: datetime) -> str:
    """14:03:12, local time."""
    return moment.astimezone().strftime("%H:%M:%S")
