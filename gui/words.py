"""What people read: texts in their language, numbers and times as they say them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from reports.words import three_digits as significant

CONTEXT = "hansel"


def tr(text: str) -> str:
    """A text in the language of the window, by the translators that are installed; the text itself without one.

    Give whole sentences with ``{names}`` in them and fill these in afterwards: other languages have another order.
    """
    return QCoreApplication.translate(CONTEXT, text)


def later(text: str) -> str:
    """Marks a text of a table: ``tr`` puts it into the language when it is shown, as no translator is there at import.
    Returns the text as it is."""
    return text


def plural(number: int, one: str, many: str) -> str:
    """A text with a number in it, ``{n}``, in the form that the number asks for.

    Without a translator ``one`` is said of 1 and ``many`` of the rest. A translation of ``many`` may have as many
    forms as its language (Qt's numerus forms), and then it serves for 1 too.
    """
    text = QCoreApplication.translate(CONTEXT, many, None, number)
    if number == 1 and text == many:
        text = tr(one)
    return text.format(n=count(number))


def count(number: int) -> str:
    """1234567 -> 1,234,567."""
    return f"{number:,}"


def images(number: int) -> str:
    return plural(number, "1 image", "{n} images")


def reviews(number: int) -> str:
    return plural(number, "1 review", "{n} reviews")


def steps(number: int) -> str:
    """Of learning."""
    return plural(number, "1 step", "{n} steps")


def three_digits(value: float) -> str:
    """Evidence: three significant digits, never in powers of ten between .001 and 1000."""
    if value == 0:
        return "0"
    if 0.0005 <= abs(value) < 1000:
        whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
        return f"{value:.{max(0, 3 - whole)}f}"
    return f"{value:.2e}"


def scale_number(value: float) -> str:
    """An end of a colour bar: three significant digits, as in the report."""
    return significant(value)


def likelihood(share: float) -> str:
    """A probability with three decimals; what is not quite 1 does not become it by rounding."""
    return "0.999" if 0.999 < share < 1 else f"{share:.3f}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return {1: tr("{n}st"), 2: tr("{n}nd"), 3: tr("{n}rd")}.get(last, tr("{n}th")).format(n=count(number))


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
        return tr("a moment left")
    if seconds < 50:
        return tr("about {n} s left").format(n=max(5, 5 * round(seconds / 5)))
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return tr("about {n} min left").format(n=minutes)
    return tr("about {n} h left").format(n=f"{seconds / 3600:.1f}")


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
