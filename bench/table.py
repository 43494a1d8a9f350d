"""The quality table as Markdown: what was aimed at first, then every figure of every net."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby

from bench.measuring import PAIRED
from bench.quality import BLURRED, SHARES, Row, interval, mean
from bench.worlds import HELD_OUT

COLUMNS = ("own", "energy", "wins", "mass", "rank", "pointing", "insertion", "deletion", "ins-del", "sensitivity")
AT_LEAST = {"own": 0.96, "wins": 0.98}
"""What learned at 10 steps is to reach on every net of the held-out world."""
FIRST_OF_ALL = ("energy", "rank", "ins-del")
"""In which it is to be at or above every other method there."""
AIMED = "learned, 10 steps"


def markdown(rows: Sequence[Row]) -> str:
    """The whole report; rows in the order of ``bench.quality.measure``."""
    parts = []
    for world, of_world in groupby(rows, key=lambda row: row.world):
        found = list(of_world)
        held_out = "; nothing was ever chosen on it" if world == HELD_OUT else "; choices were made on it"
        parts.append(f"## The world of {world}{held_out}\n")
        parts.append(goals(found))
        for family, of_family in groupby(found, key=lambda row: row.family):
            parts.append(_net(family, list(of_family)))
    return "\n".join(parts)


def goals(rows: Sequence[Row]) -> str:
    """One line a net: what was aimed at, whether it was met, by how much it was missed and against which method.

    A peer is held against on the pictures that both were measured on; intervals are of the difference there.
    """
    lines = ["| net | own | wins | " + " | ".join(FIRST_OF_ALL) + " | randomisation |", "|---" * 7 + "|"]
    for family, of_family in groupby(rows, key=lambda row: row.family):
        found = {row.asked.title: row for row in of_family}
        aimed = found.get(AIMED)
        if aimed is None or aimed.refused:
            continue
        cells = [_at_least(aimed, name, least) for name, least in AT_LEAST.items()]
        peers = [row for row in found.values() if row.asked.method != "learned" and not row.refused]
        cells += [_against_best(aimed, [p for p in peers if p.asked.method != BLURRED], name) for name in FIRST_OF_ALL]
        cells.append(_randomisation(aimed, found.get(BLURRED)))
        lines.append(f"| {family} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _at_least(aimed: Row, name: str, least: float) -> str:
    value = _mean(aimed, name)
    low, high = interval(aimed.figures.values[name], 2)
    return f"{value:.3f}" if value >= least else f"**{value:.3f}** [{low:.3f}, {high:.3f}], {least - value:.3f} short"


def _against_best(aimed: Row, peers: Iterable[Row], name: str) -> str:
    own = _mean(aimed, name)
    each = 2 if name in PAIRED else 1
    apart = []
    for peer in peers:
        theirs = peer.figures.values.get(name)
        if theirs is not None:
            difference = aimed.figures.values[name][: len(theirs)] - theirs
            apart.append((mean(difference), peer.asked.title, difference))
    known = [found for found in apart if not math.isnan(found[0])]
    if not known:
        return f"{own:.3f}"
    least, title, difference = min(known, key=lambda found: found[:2])
    low, high = interval(difference, each)
    if least >= 0:
        return f"{own:.3f} ({title} {least:.3f} below)"
    return f"**{own:.3f}**, {-least:.3f} [{-high:.3f}, {-low:.3f}] below {title}"


def _randomisation(aimed: Row, gradient: Row | None) -> str:
    if gradient is None or gradient.refused:
        return ""
    above = []
    for share in SHARES:
        own, theirs = (_mean(row, f"random {share:g}") for row in (aimed, gradient))
        if own > theirs:
            above.append(f"{share:.0%}: {own:.2f} against {theirs:.2f}")
    return "below the gradient at every depth" if not above else "**above it at** " + ", ".join(above)


def _net(family: str, rows: Sequence[Row]) -> str:
    random = [f"random {share:g}" for share in SHARES]
    head = ["method", "pairs", *COLUMNS, *(f"{share:.0%} random" for share in SHARES), "ms a map"]
    lines = [
        f"### {family}, accuracy {rows[0].accuracy:.3f}\n", f"| {' | '.join(head)} |", "|---" * len(head) + "|",
    ]  # fmt: skip
    for row in rows:
        if row.refused:
            lines.append(f"| {row.asked.title} | refused: {row.refused.split('. ')[0]} |" + " |" * (len(head) - 2))
            continue
        cells = [_cell(row, name) for name in (*COLUMNS, *random)]
        count = len(row.figures.values["own"]) // 2
        star = "*" if row.asked.part > 1 else ""
        lines.append(f"| {row.asked.title} | {count}{star} | {' | '.join(cells)} | {1000 * row.figures.seconds:.0f} |")
    return "\n".join(lines) + "\n"


def _cell(row: Row, name: str) -> str:
    values = row.figures.values.get(name)
    if values is None or math.isnan(mean(values)):
        return ""
    if name not in ("own", "energy"):
        return f"{mean(values):.3f}"
    low, high = interval(values, 2)
    return f"{mean(values):.3f} [{low:.3f}, {high:.3f}]"


def _mean(row: Row, name: str) -> float:
    values = row.figures.values.get(name)
    return float("nan") if values is None else mean(values)
