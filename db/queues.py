"""Which images of a run a reviewer goes through, and in which order: queues, cut down by conditions.

A queue is fixed when it is opened, as keys of images: a verdict takes no image out from under the reviewer. A sample is
drawn by hashes of the paths with a seed, so that the same folder, size and seed give the same images in the same order
on every machine, and any beginning of it is a random sample too.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select, text

from db import lists, settling
from db.column_types import Words
from db.conditions import AGAINST, JUDGED, OF_REVIEWS, WHAT_IF, Condition
from db.faults import StoreError
from db.rows import VERDICTS
from db.schema import reviewers
from db.store import Store

Kind = Literal[
    "all", "unreviewed", "mine", "flawed", "disagreement", "sample", "classes", "wrong-reason", "suspicious", "picked"
]  # fmt: skip
# Those that can be chosen by name.
KINDS: tuple[Kind, ...] = (
    "all", "unreviewed", "mine", "flawed", "disagreement", "wrong-reason", "suspicious", "sample", "classes",
)  # fmt: skip
PICKED: Literal["picked"] = "picked"
DRAWN: tuple[Kind, ...] = ("sample", "classes")
# What these show follows from what others said.
OF_OTHERS: tuple[Kind, ...] = ("flawed", "disagreement", "wrong-reason")
MOST_DRAWN = 1_000_000
MOST_SEED = 999_999


@dataclass(frozen=True, slots=True)
class Queue:
    """A way to go through a run.

    kind          images
    all           every one, in the run's order
    unreviewed    explained, without a verdict of the reviewer who looks;  mine: with one
    flawed        called flawed by anyone
    disagreement  two reviewers differ, and nobody has settled it
    wrong-reason  right for the wrong reason: the prediction is right, and anyone calls the explanation flawed
    suspicious    explained, in an order that the caller gives (db/suspicion.py)
    sample        n of those that did not fail, drawn by seed
    classes       n of each class (by: predicted or true), drawn by seed; the first of each class, then the second...
    picked        these, in this order, such as the members of a cluster; title: what they are
    """

    kind: Kind = "all"
    n: int = 100
    seed: int = 1
    by: Literal["predicted", "true"] = "predicted"
    picked: tuple[int, ...] = ()
    title: str = ""

    def to_json(self) -> dict[str, Any]:
        """For the project's settings."""
        if self.kind == PICKED:
            return {"kind": self.kind, "picked": list(self.picked), "title": self.title}
        if self.kind not in DRAWN:
            return {"kind": self.kind}
        record = {"kind": self.kind, "n": self.n, "seed": self.seed}
        return record | {"by": self.by} if self.kind == "classes" else record

    @classmethod
    def from_json(cls, record: Any) -> Queue:
        """The queue of a record of to_json; all images for anything else."""
        if isinstance(record, Mapping) and record.get("kind") == PICKED:
            keys, title = record.get("picked"), record.get("title")
            if not isinstance(keys, list) or not isinstance(title, str) or any(type(key) is not int for key in keys):
                return cls()
            return cls(PICKED, picked=tuple(keys), title=title)
        if not isinstance(record, Mapping) or record.get("kind") not in KINDS:
            return cls()
        n, seed, by = record.get("n", cls().n), record.get("seed", cls().seed), record.get("by")
        whole = all(isinstance(value, int) and not isinstance(value, bool) for value in (n, seed))
        if not whole or not 1 <= n <= MOST_DRAWN or not 0 <= seed <= MOST_SEED:
            return cls(record["kind"])
        return cls(record["kind"], n, seed, "true" if by == "true" else "predicted")


@dataclass(frozen=True, slots=True)
class Opened:
    """The images of a queue, in its order. own_only: only images with a verdict of the reviewer's own are among them,
    because the rest would tell what is hidden before."""

    keys: tuple[int, ...]
    own_only: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """What a run's images can be asked for: labels of the data set, who reviewed in it, reasons given in it."""

    true_labels: tuple[str, ...]
    reviewers: tuple[str, ...]
    reasons: tuple[str, ...]


def opened(
    store: Store,
    run_id: int,
    reviewer: str,
    queue: Queue,
    wanted: Sequence[Sequence[Condition]] = (),
    without: Sequence[Condition] = (),
    *,
    truths: Mapping[str, int | None] | None = None,
    ranked: Sequence[int] = (),
    blind: bool = False,
    own_only: bool = False,
) -> Opened:
    """The images of a queue that fit a filter, as they are now.

    wanted: groups of conditions that must all hold; without: none of these may hold
    truths: as db.lists.page takes them; ranked: keys in the order of the queue "suspicious"
    blind: queues that follow from others' reviews show only images with a verdict of the reviewer's own; own_only:
    so does this one, because its filter asks for what is hidden

    Raises StoreError for a condition that cannot be (see db.conditions).
    """
    own_only = own_only or (blind and queue.kind in OF_OTHERS)
    with store._reading() as db:

        def fitting(*conditions: Condition) -> list[int]:
            compared = [str(one.value) for one in conditions if one.field == AGAINST]
            rest = [one for one in conditions if one.field != AGAINST]
            keys = lists.keys(db, run_id, reviewer, rest, truths)
            if not compared:
                return keys
            fits = _against(db, run_id, compared, reviewer if blind else None)
            return [key for key in keys if key in fits]

        found = _of_queue(db, run_id, queue, ranked, fitting)
        if queue.kind == "disagreement":
            settled = _settled(db, run_id)
            found = [key for key in found if key not in settled]
        for group in wanted:
            fits = set(fitting(*group))
            found = [key for key in found if key in fits]
        of_whom = [one for group in wanted for one in group if one.field == "reviewer"]
        for one in without:
            # Of whose review it is asked is said by the rest of the filter.
            somebodys = one.field in (*OF_REVIEWS, JUDGED, WHAT_IF) and one.field != "reviewer"
            asked = (*of_whom, one) if somebodys else (one,)
            out = set(fitting(*asked))
            found = [key for key in found if key not in out]
        if own_only:
            own = set(fitting(*(Condition("verdict", "=", verdict) for verdict in VERDICTS)))
            found = [key for key in found if key in own]
    return Opened(tuple(found), own_only)


def disagreements(store: Store, run_id: int, reviewer: str, *, blind: bool) -> frozenset[int]:
    """Images on which reviewers differ and nobody has settled it; blind: among those with a verdict of one's own."""
    return frozenset(opened(store, run_id, reviewer, Queue("disagreement"), blind=blind).keys)


def values_of(store: Store, run_id: int, only: str | None = None) -> Values:
    """What the images of a run can be asked for. only: of reasons, those that this reviewer gave."""
    with store._reading() as db:
        labels = text(
            "SELECT DISTINCT true_label FROM run_images WHERE run_id = :run AND true_label IS NOT NULL"
        ).columns(true_label=Words)
        who = text(
            "SELECT name FROM reviewers w WHERE EXISTS (SELECT 1 FROM reviews v WHERE v.run_id = :run"
            " AND v.reviewer_id = w.id) ORDER BY name"
        )
        reasons = text(
            "SELECT DISTINCT one.value FROM reviews v CROSS JOIN json_each(v.reasons) one WHERE v.run_id = :run"
            " AND (:only IS NULL OR v.reviewer_id = (SELECT id FROM reviewers WHERE name = :only)) ORDER BY 1"
        )
        return Values(
            tuple(sorted(db.scalars(labels, {"run": run_id}))),
            tuple(db.scalars(who, {"run": run_id})),
            tuple(db.scalars(reasons, {"run": run_id, "only": only})),
        )


def _of_queue(db: Connection, run_id: int, queue: Queue, ranked: Sequence[int], fitting: Any) -> list[int]:
    match queue.kind:
        case "all":
            return list(fitting())
        case "unreviewed":
            return list(fitting(Condition("verdict", "=", "none")))
        case "mine":
            return list(fitting(*(Condition("verdict", "=", verdict) for verdict in VERDICTS)))
        case "disagreement":
            return list(fitting(Condition("disagreement", "=", True)))
        case "flawed" | "wrong-reason":
            anyone = [Condition("reviewer", "=", name) for name in db.scalars(select(reviewers.c.name))]
            if not anyone:
                return []
            right = [Condition("correct", "=", True)] if queue.kind == "wrong-reason" else []
            return list(fitting(*right, *anyone, Condition("verdict", "=", "flawed")))
        case "picked":
            there = set(fitting())
            return [key for key in queue.picked if key in there]
        case "suspicious":
            there = set(fitting(Condition("state", "=", "explained")))
            return [key for key in ranked if key in there]
    return drawn(db, run_id, queue)


def drawn(db: Connection, run_id: int, queue: Queue) -> list[int]:
    """A sample, in the order in which it is drawn."""
    column = "prediction" if queue.by == "predicted" else "true_label"
    states = "('explained')" if queue.kind == "classes" and queue.by == "predicted" else "('explained', 'waiting')"
    query = text(
        f"SELECT image_id, relative, {column} AS class FROM run_images WHERE run_id = :run AND state IN {states}"
    ).columns(relative=Words)
    drawn: list[tuple[bytes, int, Any]] = sorted(
        (lot(queue.seed, row.relative), row.image_id, row[2]) for row in db.execute(query, {"run": run_id})
    )
    if queue.kind == "sample":
        return [key for _, key, _ in drawn[: queue.n]]
    taken: dict[Any, int] = defaultdict(int)
    turns: list[tuple[int, bytes, int]] = []
    for draw, key, of_class in drawn:
        if of_class is not None and taken[of_class] < queue.n:
            turns.append((taken[of_class], draw, key))
            taken[of_class] += 1
    return [key for _, _, key in sorted(turns)]


def lot(seed: int, relative: str) -> bytes:
    """As good as random, and the same wherever the same path is drawn with the same seed."""
    return hashlib.sha256(f"{seed}\n{relative}".encode("utf-8", "surrogateescape")).digest()


def _against(db: Connection, run_id: int, values: Sequence[str], only: str | None) -> set[int]:
    """Images of which, compared with another run, one of these became: "1-better". only: whose verdicts alone count, as
    others' are hidden. Raises StoreError for what is not of that form."""
    from db import comparing  # noqa: PLC0415 - it counts, and what counts draws samples from here

    wanted: list[tuple[int, comparing.Group]] = []
    for value in values:
        other, _, became = value.partition("-")
        group = next((one for one in comparing.GROUPS if one == became), None)
        if not other.isascii() or not other.isdigit() or group is None:
            some = ", ".join(comparing.GROUPS)
            raise StoreError(f"{AGAINST} cannot be {value!r}; it takes a run and one of {some}, as in 1-better.")
        wanted.append((int(other), group))
    return comparing.keys_against(db, run_id, wanted, only)


def _settled(db: Connection, run_id: int) -> set[int]:
    """Images of a run whose disagreement is settled for the verdicts that there are now."""
    return _keys_of(db, run_id, settling.holding(db, [run_id]))


def _keys_of(db: Connection, run_id: int, explanations: Iterable[int]) -> set[int]:
    query = text("SELECT image_id FROM run_images WHERE run_id = :run AND explanation_id = :explanation")
    return {db.scalar(query, {"run": run_id, "explanation": one}) for one in explanations} - {None}
