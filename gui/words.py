"""What people read: texts in their language, numbers and times as they say them."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

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


def written(number: str) -> str:
    """A number as the language writes it: "1,234.5" is "1.234,5" in German. number: as Python's formats give it, with
    what stands around it, a unit or a sign. For people only: what is typed or read by programs stays as it is."""
    # For translators: one thousand two hundred thirty-four and a half, with the separators of the language.
    sample = re.search("1(.?)234(.)5", tr("1,234.5"))
    group, point = sample.groups() if sample else (",", ".")
    if (group, point) == (",", "."):
        return number
    return re.sub(r"(?<=\d)[,.](?=\d)", lambda one: group if one[0] == "," else point, number)


def count(number: int) -> str:
    """1234567 -> 1,234,567."""
    return written(f"{number:,}")


def day(at: datetime) -> str:
    """23 Nov 2026, local time."""
    return _date(tr("{dd} {month} {yyyy}"), at)


def day_and_time(at: datetime) -> str:
    """23 Nov 2026, 14:03; local time."""
    return _date(tr("{dd} {month} {yyyy}, {time}"), at)


def day_of_this_year(at: datetime) -> str:
    """23 Nov 14:03; local time, for what is of this year."""
    return _date(tr("{dd} {month} {time}"), at)


def _date(form: str, at: datetime) -> str:
    """form: a translation may put {mm}, the month's number, in the place of {month}, its short name."""
    at = at.astimezone()
    month = QLocale().monthName(at.month, QLocale.FormatType.ShortFormat)
    return form.format(dd=f"{at:%d}", mm=f"{at:%m}", month=month, yyyy=at.year, time=f"{at:%H:%M}")


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
        return written(f"{value:.{max(0, 3 - whole)}f}")
    return written(f"{value:.2e}")


def scale_number(value: float) -> str:
    """An end of a colour bar: three significant digits, as in the report."""
    return written(significant(value))


def likelihood(share: float) -> str:
    """A probability with three decimals; what is not quite 1 does not become it by rounding."""
    return written("0.999" if 0.999 < share < 1 else f"{share:.3f}")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return {1: tr("{n}st"), 2: tr("{n}nd"), 3: tr("{n}rd")}.get(last, tr("{n}th")).format(n=count(number))


def percent(share: float) -> str:
    """One decimal; what is not quite 100 % does not become it by rounding."""
    shown = 100 * share
    if share < 1 and shown >= 99.95:
        shown = 99.9
    return written(f"{shown:.1f} %")


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
    return tr("about {n} h left").format(n=written(f"{seconds / 3600:.1f}"))


def duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return tr("{n} min").format(n=f"{seconds / 60:.0f}")
    return tr("{n} h").format(n=written(f"{seconds / 3600:.1f}"))


def share_of_time(seconds: float) -> str:
    """What one image took: 4 ms, 0.39 s, 12 s."""
    if seconds < 0.1:
        return f"{1000 * seconds:.0f} ms"
    return written(f"{seconds:.2f} s") if seconds < 10 else duration(seconds)


def sentence(text: str) -> str:
    """A phrase as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


def clock(moment: datetime) -> str:
    """14:03:12, local time."""
    return moment.astimezone().strftime("%H:%M:%S")
