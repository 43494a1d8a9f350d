"""The maps of a run with what people said of them: what clusters of maps (engine/patterns.py) are told by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from db import faults, maps
from db.column_types import Json, Words
from db.counting import Asked, Scope, majority
from db.rows import Verdict
from db.wilson import wilson
from engine.records import FloatArray

if TYPE_CHECKING:
    from db.store import Store

_MAPS = """SELECT r.image_id AS key, r.explanation_id, r.relative AS relative, r.true_label AS true_label, r.prediction,
    r.target, r.sound, r.flawed, r.unsure, e.map_path, e.map_sha256
  FROM run_images r CROSS JOIN explanations e ON e.id = r.explanation_id
  WHERE r.run_id = :run AND r.state = 'explained' ORDER BY r.position, r.image_id"""
_SAID = "SELECT explanation_id, reviewer_id, verdict, reasons FROM reviews WHERE run_id = :run AND verdict IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Mapped:
    """The first explanation of one image of a run. verdict: as db/findings.py counts it, None without one; reasons: of
    the reviewers who say flawed, where it counts as flawed."""

    key: int
    explanation_id: int
    relative: str
    true_label: str | None
    prediction: int
    target: int
    map_path: str
    map_sha256: str
    verdict: Verdict | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flags:
    """What is said of some explanations. n: sound or flawed; unsure ones stand apart; reasons: (reason, explanations
    that it is named for), the most frequent first."""

    n: int
    flawed: int
    unsure: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float | None:
        """The flag rate, flawed / n, 0 to 1; None for n = 0."""
        return self.flawed / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the flag rate; None for n = 0."""
        return wilson(self.flawed, self.n) if self.n else None


def mapped(db: Connection, run_id: int, reviewer: str | None = None) -> list[Mapped]:
    """The explained images of a run, in its order. reviewer: by this one's own verdicts only. Raises StoreError, naming
    it, for a run or reviewer that there is not."""
    asked = Asked(db, Scope((run_id,), reviewer))
    own = asked.people[reviewer] if reviewer is not None else None
    verdicts: dict[int, Verdict] = {}
    reasons: dict[int, set[str]] = {}
    for row in db.execute(text(_SAID).columns(reasons=Json), {"run": run_id}):
        if own is None or row.reviewer_id == own:
            verdicts[row.explanation_id] = row.verdict
            if row.verdict == "flawed":
                reasons.setdefault(row.explanation_id, set()).update(row.reasons)
    found = []
    for row in db.execute(text(_MAPS).columns(relative=Words, true_label=Words), {"run": run_id}):
        verdict = verdicts.get(row.explanation_id)
        if own is None and verdict is not None:
            verdict = asked.settled.get(row.explanation_id) or majority(row.sound, row.flawed, row.unsure) or "unsure"
        named = sorted(reasons.get(row.explanation_id, ())) if verdict == "flawed" else ()
        found.append(
            Mapped(
                row.key, row.explanation_id, row.relative, row.true_label, row.prediction, row.target, row.map_path,
                row.map_sha256, verdict, tuple(named),
            )
        )  # fmt: skip
    return found


def of_run(store: Store, run_id: int, reviewer: str | None = None) -> list[Mapped]:
    """``mapped`` of an open project."""
    with store._reading() as db:
        return mapped(db, run_id, reviewer)


def read(store: Store, one: Mapped) -> FloatArray:
    """Its map, float32 (H, W), without a look at the database. Raises MapMissing, MapAltered or StoreError."""
    with faults.in_plain_words(store.path):
        return maps.read(store.path, one.map_path, one.map_sha256)


def flags(some: Iterable[Mapped]) -> Flags:
    """What is said of these, each counted once."""
    verdicts: Counter[str | None] = Counter()
    reasons: Counter[str] = Counter()
    for one in some:
        verdicts[one.verdict] += 1
        reasons.update(one.reasons)
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return Flags(verdicts["sound"] + verdicts["flawed"], verdicts["flawed"], verdicts["unsure"], tuple(ordered))
