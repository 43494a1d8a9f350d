"""What the events on one explanation by one reviewer add up to.

Events are taken in the order of their ids, so any two machines that hold the same events get the same state. A change
sets fields; undo takes one change out of the sum, redo puts it back. Where the same reviewer set a field twice without
knowing of it (on two machines, merged later), the later value is shown and the other is kept as a conflict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.faults import StoreError
from db.rows import VERDICTS

# Fields that have one value, with the value of a review that says nothing of them.
SINGLE: dict[str, Any] = {"verdict": None, "severity": None, "comment": ""}
# Fields that have one value for each key: reason -> true or false, region id -> region or null.
KEYED = ("reasons", "regions")
SEVERITIES = (1, 2, 3)
MARKS = ("spurious", "missed")
SHAPES = ("box", "polygon", "brush")


@dataclass(frozen=True, slots=True)
class Said:
    """An event as the sum needs it. refers_to: the id of the event that an undo or redo is of."""

    uuid: str
    kind: str
    payload: Mapping[str, Any]
    refers_to: str | None = None

    @property
    def sets(self) -> Mapping[str, Any]:
        """Field -> value, for a change; keyed fields map keys to values."""
        if self.kind == "verdict":  # how schemas 0001 and 0002 wrote it
            return {"verdict": self.payload["verdict"]}
        found: Mapping[str, Any] = self.payload.get("set", {})
        return found


@dataclass(frozen=True, slots=True)
class State:
    """A review: see db.rows.ReviewRow. conflicts: single field -> other values, given without knowing of this one."""

    verdict: str | None = None
    severity: int | None = None
    comment: str = ""
    reasons: tuple[str, ...] = ()
    regions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    seconds: float = 0.0
    conflicts: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """The value of a field, as a change would set it."""
        if name == "reasons":
            return dict.fromkeys(self.reasons, True)
        return getattr(self, name)


def add_up(events: Iterable[Said]) -> State:
    """The state after these events."""
    ordered = sorted(events, key=lambda event: event.uuid)
    active = _active(ordered)
    values: dict[str, Any] = {}
    conflicts: dict[str, tuple[Any, ...]] = {}
    for name, nothing in SINGLE.items():
        last = _last_said(ordered, active, name)
        values[name] = last[-1].sets[name] if last else nothing
        others = [event.sets[name] for event in last[:-1] if event.sets[name] != values[name]]
        if others:
            conflicts[name] = tuple(dict.fromkeys(others))
    keyed: dict[str, dict[str, Any]] = {name: {} for name in KEYED}
    for event in ordered:
        if event.uuid in active:
            for name in KEYED:
                keyed[name] |= event.sets.get(name) or {}
    return State(
        **values,
        reasons=tuple(sorted(reason for reason, given in keyed["reasons"].items() if given)),
        regions={key: region for key, region in sorted(keyed["regions"].items()) if region is not None},
        seconds=round(sum(float(event.payload.get("seconds", 0.0)) for event in ordered), 3),
        conflicts=conflicts,
    )


def replaced_by(events: Iterable[Said], fields: Iterable[str]) -> dict[str, list[str]]:
    """For each single field that a new change sets: the ids of the changes that it knowingly replaces."""
    ordered = sorted(events, key=lambda event: event.uuid)
    active = _active(ordered)
    found = {name: [event.uuid for event in _last_said(ordered, active, name)] for name in fields if name in SINGLE}
    return {name: uuids for name, uuids in found.items() if uuids}


def checked(sets: Mapping[str, Any]) -> dict[str, Any]:
    """A change's fields, checked. Raises StoreError for what no review can hold."""
    for name, value in sets.items():
        good = False
        match name:
            case "verdict":
                good = value is None or value in VERDICTS
            case "severity":
                good = value is None or (value in SEVERITIES and not isinstance(value, bool))
            case "comment":
                good = isinstance(value, str) and _is_text(value)
            case "reasons":
                good = isinstance(value, Mapping) and all(
                    isinstance(key, str) and key and _is_text(key) and isinstance(given, bool)
                    for key, given in value.items()
                )
            case "regions":
                good = isinstance(value, Mapping) and all(
                    isinstance(key, str) and (region is None or is_region(region)) for key, region in value.items()
                )
        if not good:
            raise StoreError(f"A review cannot hold {name} = {str(value)[:80]!r}; nothing was saved.")
    return dict(sets)


def _is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_region(region: Any) -> bool:
    """Whether it is a record of db.rows.Region.to_json; it may come from elsewhere."""
    if not isinstance(region, Mapping) or region.get("mark") not in MARKS or region.get("shape") not in SHAPES:
        return False
    if region["shape"] == "brush":
        box, runs = region.get("box"), region.get("runs")
        if not isinstance(box, list | tuple) or not isinstance(runs, list | tuple):
            return False
        return len(box) == 4 and len(runs) > 0 and all(isinstance(n, int) and n >= 0 for n in (*box, *runs))
    points = region.get("points")
    if not isinstance(points, list | tuple) or not all(isinstance(n, int | float) and math.isfinite(n) for n in points):
        return False
    return len(points) == 4 if region["shape"] == "box" else len(points) >= 6 and len(points) % 2 == 0


def _active(ordered: list[Said]) -> set[str]:
    """The changes that count: those that the last undo or redo of them did not take out."""
    active: set[str] = set()
    for event in ordered:
        if event.kind == "undo":
            active.discard(event.refers_to or "")
        elif event.kind == "redo":
            active.add(event.refers_to or "")
        else:
            active.add(event.uuid)
    return active


def _last_said(ordered: list[Said], active: set[str], name: str) -> list[Said]:
    """The active changes of a single field that no other active change replaces, directly or by way of others."""
    writers = [event for event in ordered if event.kind not in ("undo", "redo") and name in event.sets]
    before: dict[str, list[str]] = {}
    for index, event in enumerate(writers):
        if event.kind == "verdict":
            before[event.uuid] = [earlier.uuid for earlier in writers[:index]]
        else:
            before[event.uuid] = list(event.payload.get("replaces", {}).get(name, ()))
    covered: set[str] = set()
    to_do = [uuid for event in writers if event.uuid in active for uuid in before[event.uuid]]
    while to_do:
        uuid = to_do.pop()
        if uuid not in covered:
            covered.add(uuid)
            to_do += before.get(uuid, [])
    return [event for event in writers if event.uuid in active and event.uuid not in covered]
