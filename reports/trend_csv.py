"""Trends as CSV, as a spreadsheet reads it: the tables of `hansel trends` and of the window with their full numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from db.control_chart import THIN
from reports.table import harmless
from reports.trend_facts import Told

RATES = (
    "share_flawed", "low", "high", "n", "flawed", "sound", "unsure", "with_verdict", "explained", "limit_low",
    "limit_high", "outside_limits", "fewer_than_30",
)  # fmt: skip
EVIDENCE = ("run", "measure", "n", "without", "quarter", "median", "three_quarters")
PACE = ("reviewer", "reviews", "timed", "seconds", "reviews_an_hour", "median_seconds")


def rates(told: Told, names: Sequence[str]) -> bytes:
    """A line a row. names: of the rows, as people know them."""
    lines: list[Sequence[object]] = []
    for row, name in zip(told.rows, names, strict=True):
        low, high = row.interval or (None, None)
        limits = told.limits.get(row.key)
        counts = (row.n, row.flawed, row.sound, row.unsure, row.judged, row.explained)
        ends = (limits.low, limits.high, yes_no(limits.out)) if limits is not None else (None, None, None)
        lines.append((name, row.share, low, high, *counts, *ends, yes_no(row.n < THIN)))
    return file_of((told.by, *RATES), lines)


def evidence(told: Told) -> bytes:
    """A line for each run and measure."""
    return file_of(
        EVIDENCE,
        ((run, one.measure, one.n, one.missing, one.low, one.median, one.high)
         for run, spreads in told.evidence for one in spreads),
    )  # fmt: skip


def paces(told: Told) -> bytes:
    """A line a reviewer."""
    return file_of(
        PACE, ((one.reviewer, one.reviews, one.timed, one.seconds, one.an_hour, one.median_s) for one in told.paces)
    )


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def file_of(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a byte order mark; empty where there is no value."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([["" if cell is None else harmless(cell) for cell in line] for line in lines])
    return stream.getvalue().encode("utf-8-sig", "backslashreplace")
