"""Tables as lines of text: the first column left, figures right, so that they stand under one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.visible import visible
from reports.words import percent, three_digits

NOTHING = "–"
# A share of fewer explanations than this is marked; so vague a figure should not be read alone.
THIN_MARK = "*"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines, heads first; an empty cell at the end of a line leaves no space behind."""
    cells = [[visible(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if n else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def share(value: float | None) -> str:
    """A share as a percentage."""
    return NOTHING if value is None else percent(value)


def between(ends: tuple[float, float] | None) -> str:
    """An interval of shares: "11.1–21.2 %"."""
    return NOTHING if ends is None else f"{100 * ends[0]:.1f}–{percent(ends[1])}"


def number(value: int | None) -> str:
    return NOTHING if value is None else f"{value:,}"


def coefficient(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """A coefficient with its interval where it has one: "0.743 (0.51 to 0.92)"."""
    if value is None:
        return NOTHING
    return f"{value:.3f}" if low is None or high is None else f"{value:.3f} ({low:.2f} to {high:.2f})"


__all__ = ["NOTHING", "THIN_MARK", "between", "coefficient", "number", "share", "table", "three_digits"]
