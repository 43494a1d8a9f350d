"""What a rate stands for: how the judged images came to be judged, as far as it can be told from which they are.

One answer, for reports, `hansel trends` and the trends room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lgamma, log
from typing import Any, Literal

from db import lists, queues, settling
from db.conditions import Condition
from db.findings import Finding, Scope
from db.queues import Queue
from db.rows import VERDICTS, RunRow
from db.store import Store

FIRST_SEED = Queue().seed
FEW = log(10_000)
# For the rates of a larger run no sample is looked for: drawing one takes seconds, and rates are told in less than one.
SEARCHED = 100_000
Kind = Literal["none", "all", "sample", "part-of-sample", "chosen"]


@dataclass(frozen=True, slots=True)
class Basis:
    """kind: "none": nothing is judged; "all": everything is; "sample": all that a random sample drew; "part-of-sample":
    not all that it drew; "chosen": by people, as far as is on record

    n, seed: of a sample that was recognised; n alone: just the first ones in the folder's order
    by_class: a sample of each class, of which only the weighted rate is the run's
    """

    kind: Kind
    n: int | None = None
    seed: int | None = None
    by_class: bool = False


def words(basis: Basis) -> str:
    """A sentence or two on what the rate stands for; empty where nothing is judged."""
    holds = "the weighted interval holds" if basis.by_class else "the interval holds"
    match basis.kind:
        case "none":
            return ""
        case "all":
            return "Every explanation has a verdict: nothing was left to a choice."
        case "sample" if basis.seed is not None:
            return (
                f"The reviewed images are just the first {basis.n or 0:,} that the random sample with seed "
                f"{basis.seed} draws from this run: the interval holds for the run."
            )
        case "sample":
            return f"All that the sample drew has a verdict: {holds} for the run that it was drawn from."
        case "part-of-sample":
            return (
                f"Not all that the sample drew has a verdict: {holds} for the run only if those without one are like "
                "the others."
            )
    if basis.n is not None:
        return (
            f"Not a random sample: the reviewed images are just the first {basis.n:,} in the folder's order. Their "
            "rates need not hold for the rest."
        )
    return (
        "Not a random sample as far as is on record: people chose which images were reviewed. The interval does not "
        "tell what that does; rates hold for the rest only if the images were drawn at random."
    )


def recognised(
    store: Store, run_id: int, reviewed: Sequence[int], explained: Sequence[int], classes: Sequence[str] = ()
) -> Basis:
    """How the reviewed images were chosen out of the explained ones, told from which they are.

    Both are keys, in the run's order. With classes, the explained ones are of these only and no sample is looked for.
    A sample is drawn by seed, and any beginning of it is random too: the reviewed images are such a beginning, or they
    are not. Where few choices are possible this could be chance, and nothing is said of a sample. Seeds that are tried:
    the first, and those that a reviewer's queue or a saved view has in this project.
    """
    if not reviewed:
        return Basis("none")
    if len(reviewed) == len(explained):
        return Basis("all")
    many = _choices(len(explained), len(reviewed)) > FEW
    for seed in _seeds(store) if many and not classes else ():
        drawn = queues.opened(store, run_id, "", Queue("sample", len(reviewed), seed)).keys
        if set(drawn) == set(reviewed):
            return Basis("sample", len(reviewed), seed)
    if len(reviewed) > 1 and list(reviewed) == list(explained[: len(reviewed)]):
        return Basis("chosen", len(reviewed))
    return Basis("chosen")


def of_scope(store: Store, scope: Scope, overall: Finding, runs: Sequence[RunRow]) -> Basis:
    """What the rates of a scope stand for. overall: what it counts; runs: those in it. Of one run a sample is
    recognised by its images; what was asked for by hand is chosen, however much of it is judged."""
    if not overall.judged:
        return Basis("none")
    whole = overall.explained is not None and overall.judged >= overall.explained > 0
    if scope.sample is not None:
        return Basis("sample" if whole else "part-of-sample", by_class=scope.sample.kind == "classes")
    if any(run.ad_hoc for run in runs):
        return Basis("chosen")
    if whole:
        return Basis("all")
    if len(runs) != 1 or runs[0].total > SEARCHED:
        return Basis("chosen")
    with store._reading() as db:
        judged = [Condition("reviewed", "=", True)]
        if scope.reviewer is not None:
            judged = [Condition("verdict", "=", verdict) for verdict in VERDICTS]
        explained = Condition("state", "=", "explained")
        who = scope.reviewer or ""
        reviewed = lists.keys(db, runs[0].run_id, who, [*judged, explained])
        every = lists.keys(db, runs[0].run_id, who, [explained])
    return recognised(store, runs[0].run_id, reviewed, every)


def _choices(n: int, k: int) -> float:
    """The logarithm of the number of ways to choose k of n: the number itself has thousands of digits."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _seeds(store: Store) -> list[int]:
    views = store.get_setting("views")
    records: list[Any] = list(views.values()) if isinstance(views, Mapping) else []
    records += [store.get_setting(f"place:{name}") for name in settling.reviewer_names(store)]
    kept = [Queue.from_json(one.get("queue")) for one in records if isinstance(one, Mapping)]
    return list(dict.fromkeys([FIRST_SEED, *(queue.seed for queue in kept if queue.kind == "sample")]))
