"""What patterns tell: the maps of a run made small, the clusters among them, and which of these have a name.

For command and window, so that both say the same (docs/patterns.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from db import mapped, settling
from db.clusters import Found, Named
from db.faults import MapAltered, MapMissing
from db.mapped import Flags, Mapped
from engine import patterns
from engine.patterns import ClassPatterns, Cluster
from engine.records import FloatArray, PlainError
from reports.contents import choose_run

if TYPE_CHECKING:
    from db.rows import RunRow
    from db.store import Store

MAPS_READ, CLUSTERED = "maps read", "classes clustered"
TOLD_EVERY = 50
ROWS, SIDES = ("top", "middle", "bottom"), ("left", "centre", "right")
PLACE = 0.2  # share of the energy from which a ninth of the map is named


@dataclass(frozen=True, slots=True)
class Step:
    """How far reading or clustering is. source: MAPS_READ or CLUSTERED"""

    done: int
    total: int
    source: str
    seconds_left: float | None = None


Watch = Callable[[Step], object]  # what it raises ends the work


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """The maps of a run, made small. rows: those that have a signature; signatures: float32 (rows, 16, 16); explained:
    of the run; missing, altered, empty: maps that were left out, empty ones for want of a positive part or of finite
    values; only: the class that was asked for; reviewer: whose verdicts count."""

    project: str
    run: RunRow
    rows: tuple[Mapped, ...]
    signatures: FloatArray
    explained: int
    missing: int
    altered: int
    empty: int
    only: int | None
    reviewer: str | None

    def label(self, group: int) -> str:
        return self.run.labels[group]

    def place_of(self, explanation_id: int) -> int | None:
        """Where an explanation is among the rows."""
        return next((at for at, row in enumerate(self.rows) if row.explanation_id == explanation_id), None)

    def nearest(self, at: int, *, sides: bool = False) -> list[tuple[Mapped, float]]:
        """The other maps of the class of that row, by their distance to its own, the nearest first."""
        own = [n for n, other in enumerate(self.rows) if other.target == self.rows[at].target]
        found = patterns.alike(self.signatures[own], own.index(at), sides=sides)
        return [(self.rows[own[n]], distance) for n, distance in found]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What was found in what was read."""

    read: Read
    sides: bool
    classes: tuple[ClassPatterns, ...]

    def rows(self, cluster: Cluster) -> list[Mapped]:
        """The members, the nearest to the centre first."""
        return [self.read.rows[at] for at in cluster.members]

    def flags(self, cluster: Cluster) -> Flags:
        return mapped.flags(self.rows(cluster))

    def rest(self, cluster: Cluster, group: int) -> Flags:
        """What is said of the other maps of the class."""
        inside = set(cluster.members)
        return mapped.flags(row for at, row in enumerate(self.read.rows) if row.target == group and at not in inside)

    def shown(self, every: bool = False) -> list[tuple[ClassPatterns, int, Cluster]]:
        """(class, number of the cluster in it from 1, cluster) of those that are shown."""
        return [
            (one, at, cluster)
            for one in self.classes
            for at, cluster in enumerate(one.clusters, 1)
            if every or cluster.reported
        ]

    def found(self, one: ClassPatterns, cluster: Cluster) -> Found:
        """A cluster as it is kept under a name."""
        figures = {
            "area": cluster.area, "energy": cluster.energy, "elsewhere": cluster.elsewhere, "spread": cluster.spread,
            "apart": cluster.apart, "separation": cluster.separation, "stability": cluster.stability,
        }  # fmt: skip
        return Found(
            one.group,
            tuple(row.explanation_id for row in self.rows(cluster)),
            cluster.distances,
            tuple(tuple(float(value) for value in row) for row in cluster.mean),
            one.n,
            figures,
            self.sides,
        )

    def name_of(self, cluster: Cluster, named: Iterable[Named]) -> Named | None:
        """The named cluster that this one is: of those of its class the most alike, if they have three quarters of all
        their members in common (as a cluster that is stable has with itself)."""
        members = {row.explanation_id for row in self.rows(cluster)}
        group = self.rows(cluster)[0].target
        found = [(_alike(members, one.members), one) for one in named if one.target == group]
        best = max(found, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] >= patterns.STABLE else None


def _alike(members: set[int], others: Sequence[int]) -> float:
    """Jaccard's coefficient of two sets."""
    return len(members & set(others)) / max(1, len(members | set(others)))


def rows_of(store: Store, run_id: int, reviewer: str | None) -> list[Mapped]:
    """The explained images of a run with what is said of them. reviewer: only what this one says, who may have said
    nothing yet; None: everybody."""
    if reviewer is None or reviewer in settling.reviewer_names(store):
        return mapped.of_run(store, run_id, reviewer)
    return [replace(row, verdict=None, reasons=()) for row in mapped.of_run(store, run_id)]


def read(
    store: Store, run_id: int | None, name: str | None, reviewer: str | None, watch: Watch, *, strict: bool = True,
    known: dict[str, FloatArray | None] | None = None,
) -> Read:  # fmt: skip
    """Raises PlainError, in plain words, for a run or class that there is not, for a run without maps, and, if strict,
    for a reviewer that there is not. known: signatures by the hash of their map, taken from there and added to."""
    run = choose_run(store.runs(), run_id, store.path)
    rows = (mapped.of_run if strict else rows_of)(store, run.run_id, reviewer)
    only = None if name is None else _class(run, name, rows)
    if not rows:
        raise PlainError(
            f"Run {run.run_id} of {store.path.name} has explained no image yet. Go on with its audit first."
        )
    known = {} if known is None else known
    good: list[Mapped] = []
    made = np.empty((len(rows), patterns.SIDE, patterns.SIDE), dtype=np.float32)
    missing = altered = empty = 0
    began = time.monotonic()
    for done, row in enumerate(rows):
        if done % TOLD_EVERY == 0:
            left = (time.monotonic() - began) / done * (len(rows) - done) if done else None
            watch(Step(done, len(rows), MAPS_READ, left))
        try:
            if row.map_sha256 not in known:
                known[row.map_sha256] = patterns.signature(mapped.read(store, row))
            small = known[row.map_sha256]
        except MapMissing:
            missing += 1
            continue
        except MapAltered:
            altered += 1
            continue
        if small is None:
            empty += 1
            continue
        made[len(good)] = small
        good.append(row)
    return Read(
        str(store.path), run, tuple(good), made[: len(good)], len(rows), missing, altered, empty, only, reviewer
    )


def _class(run: RunRow, name: str, rows: Iterable[Mapped]) -> int:
    explained = sorted({run.labels[row.target] for row in rows})
    if name not in run.labels:
        near = get_close_matches(name, run.labels, n=1)
        mean = f" Did you mean {near[0]}?" if near else ""
        raise PlainError(f"The model of run {run.run_id} has no class called {name}.{mean} Run {run.run_id} explains "
                         f"{few(explained)}.")  # fmt: skip
    if name not in explained:
        raise PlainError(f"Run {run.run_id} has no map that explains {name}; it has maps of {few(explained)}.")
    return run.labels.index(name)


def few(names: list[str], most: int = 10) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return (", ".join(names[:most]) + more) or "nothing yet"


def find(read: Read, *, sides: bool, watch: Watch = lambda step: None) -> Told:
    """The clusters of each class, or of the one that was asked for, held against all."""
    found = patterns.find(
        read.signatures,
        [row.target for row in read.rows],
        sides=sides,
        only=read.only,
        told=lambda done, total: watch(Step(done, total, CLUSTERED)),
    )
    return Told(read, sides, tuple(found))


def again(store: Store, told: Told) -> Told:
    """The same clusters with what is said of their members now, and how many images are explained by now."""
    news = {row.explanation_id: row for row in rows_of(store, told.read.run.run_id, told.read.reviewer)}
    rows = tuple(news.get(row.explanation_id, row) for row in told.read.rows)
    return replace(told, read=replace(told.read, rows=rows, explained=len(news)))


def places(mean: FloatArray) -> list[tuple[int, int, float]]:
    """In which ninths of the model's input a mean map has its energy: (row from the top, from the left, share), the
    largest first; those with a fifth or more, or the largest alone."""
    edges = np.arange(len(mean)) * 3 // len(mean)
    ninths = [
        (row, side, float(mean[np.ix_(edges == row, edges == side)].sum())) for row in range(3) for side in range(3)
    ]
    ordered = sorted(ninths, key=lambda one: -one[2])
    return [one for one in ordered if one[2] >= PLACE] or ordered[:1]
