"""How the reviewed images of a run were chosen, as far as it can be told from which they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lgamma, log
from typing import Any

from db import queues, settling
from db.queues import Queue
from db.store import Store

FIRST_SEED = Queue().seed
FEW = log(10_000)
UNKNOWN = (
    "How the reviewed images were chosen is not on record. Rates hold for the whole folder only if they were drawn at "
    "random."
)


def told(
    store: Store, run_id: int, reviewed: Sequence[int], explained: Sequence[int], classes: Sequence[str] = ()
) -> str:
    """A sentence on the choice of the reviewed images out of the explained ones; empty if none is reviewed.

    Both are keys, in the run's order. With classes, the explained ones are of these only and no sample is looked for.
    A sample is drawn by seed, and any beginning of it is random too: the reviewed images are such a beginning, or they
    are not. Where few choices are possible this could be chance, and nothing is said of a sample. Seeds that are tried:
    the first, and those that a reviewer's queue or a saved view has in this project.
    """
    if not reviewed:
        return ""
    if len(reviewed) == len(explained):
        return "Every explanation was reviewed: nothing was left to a choice."
    many = _choices(len(explained), len(reviewed)) > FEW
    for seed in _seeds(store) if many and not classes else ():
        drawn = queues.opened(store, run_id, "", Queue("sample", len(reviewed), seed)).keys
        if set(drawn) == set(reviewed):
            return (
                f"The reviewed images are just the first {len(reviewed):,} that the random sample with seed {seed} "
                "draws from this run."
            )
    if len(reviewed) > 1 and list(reviewed) == list(explained[: len(reviewed)]):
        return (
            f"The reviewed images are just the first {len(reviewed):,} in the folder's order. That is no random "
            "sample, and their rates need not hold for the rest."
        )
    return UNKNOWN


def _choices(n: int, k: int) -> float:
    """The logarithm of the number of ways to choose k of n: the number itself has thousands of digits."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _seeds(store: Store) -> list[int]:
    views = store.get_setting("views")
    records: list[Any] = list(views.values()) if isinstance(views, Mapping) else []
    records += [store.get_setting(f"place:{name}") for name in settling.reviewer_names(store)]
    kept = [Queue.from_json(one.get("queue")) for one in records if isinstance(one, Mapping)]
    return list(dict.fromkeys([FIRST_SEED, *(queue.seed for queue in kept if queue.kind == "sample")]))
