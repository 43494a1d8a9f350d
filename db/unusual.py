"""Why an image stands where it does in *Most suspicious first*: its figures, held against the run and its class.

Nothing is measured here: the figures, their ranks and what is called a reason are those of ``db/suspicion.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from db.suspicion import Floats, Look, Signal, Suspect


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles of a figure over ``n`` images, by linear interpolation."""

    n: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Held:
    """One figure of an image, 0 to 1. place: 1 for the largest of the run's; named: it is a reason of the queue.

    run:   quartiles over all images of the run that have the figure, this one among them
    group: the same over the images of its predicted class alone; what the queue does not go by
    """

    what: Signal
    value: float
    place: int
    named: bool
    run: Spread
    group: Spread


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an image stands. place: from 1, of ``of`` images; group: the class it was predicted as; figures: in the
    order of suspicion.py; none of a map that cannot be read, nor of an empty one."""

    key: int
    place: int
    of: int
    group: int
    read: bool
    figures: tuple[Held, ...]


def standings(looks: Sequence[Look], ranked: Sequence[Suspect]) -> dict[int, Standing]:
    """Key -> where it stands. looks: of a run; ranked: what ``suspicion.ranking`` made of them, all of them."""
    look_of = {look.key: look for look in looks}
    values: dict[Signal, list[float]] = {}
    by_group: dict[tuple[Signal, int], list[float]] = {}
    for one in ranked:
        for figure in one.figures:
            values.setdefault(figure.what, []).append(figure.value)
            by_group.setdefault((figure.what, look_of[one.key].group), []).append(figure.value)
    run = {what: spread(np.asarray(some)) for what, some in values.items()}
    group = {what: spread(np.asarray(some)) for what, some in by_group.items()}
    found = {}
    for place, one in enumerate(ranked, 1):
        named = {what for what, _ in one.reasons}
        of = look_of[one.key].group
        figures = tuple(
            Held(f.what, f.value, f.place, f.what in named, run[f.what], group[f.what, of]) for f in one.figures
        )
        found[one.key] = Standing(one.key, place, len(ranked), of, "unread" not in named, figures)
    return found


def spread(values: Floats) -> Spread:
    """Of at least one value."""
    low, middle, high = (float(one) for one in np.quantile(values, (0.25, 0.5, 0.75)))
    return Spread(len(values), low, middle, high)
