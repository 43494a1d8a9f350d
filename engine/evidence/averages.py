"""Averages over images that say how many were left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.records import Measure


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of a measure; ready for JSON.

    value:    None where nothing could be counted
    counted:  how many measures (or classes, see ``mean_over_classes``) it is the mean of
    left_out: why measures were left out -> how many
    noted:    what was said of measures that do count (constant maps) -> how many
    beside:   means of what stands beside those that count
    """

    name: str
    value: float | None
    counted: int
    parameters: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    noted: Mapping[str, int] = field(default_factory=dict)


def average(measures: Sequence[Measure]) -> Average:
    """The mean of measures of one name. Raises ValueError for none, several names, or differing parameters."""
    if not measures:
        raise ValueError("there is nothing to average")
    first = measures[0]
    for other in measures:
        if other.name != first.name or dict(other.parameters) != dict(first.parameters):
            raise ValueError(
                f"{first.name} {dict(first.parameters)} and {other.name} {dict(other.parameters)} cannot be averaged"
            )
    counting = [measure for measure in measures if measure.value is not None]
    values = [measure.value for measure in counting if measure.value is not None]
    keys = set.intersection(*(set(measure.beside) for measure in counting)) if counting else set()
    return Average(
        name=first.name,
        value=_mean(values) if values else None,
        counted=len(values),
        parameters=first.parameters,
        beside={key: _mean([measure.beside[key] for measure in counting]) for key in sorted(keys)},
        left_out=dict(Counter(measure.note for measure in measures if measure.value is None)),
        noted=dict(Counter(measure.note for measure in counting if measure.note)),
    )


def mean_over_classes(measures: Sequence[Measure], classes: Sequence[Hashable]) -> Average:
    """Each class's average first, then the mean of these (the pointing game's way); counted is in classes.

    A class of which every measure was left out does not count. Raises as ``average``.
    """
    whole = average(measures)
    groups: dict[Hashable, list[Measure]] = {}
    for measure, name in zip(measures, classes, strict=True):
        groups.setdefault(name, []).append(measure)
    means = [made for made in (average(group) for group in groups.values()) if made.value is not None]
    return Average(
        name=whole.name,
        value=_mean([made.value for made in means if made.value is not None]) if means else None,
        counted=len(means),
        parameters=whole.parameters,
        beside={key: _mean([made.beside[key] for made in means]) for key in whole.beside},
        left_out=whole.left_out,
        noted=whole.noted,
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
