"""A change of a review on its way to the disk, and how it is told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.rows import Verdict
from gui import terms
from gui.words import tr

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What a reviewer says now of one explanation.

    sets: as db.store.Store.change takes them; seconds: looked at for it
    settles: instead of a change of one's own review, the verdict that settles a disagreement
    event: once that is committed, the hash of its event
    """

    explanation_id: int
    relative: str
    sets: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    settles: Verdict | None = None
    event: str = ""

    def words(self) -> str:
        """Short, for a message: “flawed”, a comment."""
        if self.settles:
            return tr("settled as {verdict}").format(verdict=terms.verdict(self.settles))
        return ", ".join(_said(self.sets)) or tr("a look")


@dataclass(frozen=True, slots=True)
class UnsavedChange:
    """A change that could not be written, and why."""

    change: Change
    text: str

    @property
    def relative(self) -> str:
        return self.change.relative


def in_short(words: str, most: int = LONGEST) -> str:
    """Words that end in a path, at most so long: both ends tell more than the middle."""
    if len(words) <= most:
        return words
    end = 2 * most // 3
    return f"{words[: most - end - 1]}…{words[-end:]}"


def _said(sets: Mapping[str, Any]) -> list[str]:
    found = []
    if "verdict" in sets:
        found.append(f"“{terms.verdict(sets['verdict'])}”" if sets["verdict"] else tr("verdict taken back"))
    for name, one, many in (("reasons", tr("a reason"), tr("reasons")), ("regions", tr("a region"), tr("regions"))):
        if name in sets:
            found.append(one if len(sets[name]) == 1 else many)
    if "severity" in sets:
        found.append(f"“{terms.severity(sets['severity'])}”" if sets["severity"] else tr("severity taken back"))
    if "comment" in sets:
        found.append(tr("the comment"))
    return found


def merged(sets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What several changes, one after the other, come to."""
    found: dict[str, Any] = {}
    for one in sets:
        for name, value in one.items():
            keyed = name in ("reasons", "regions")
            found[name] = {**found.get(name, {}), **value} if keyed else value
    return found


def without(unsaved: UnsavedChange, saved: Change) -> UnsavedChange | None:
    """What is left to save of it after a later change of the same explanation was saved; None if nothing."""
    change = unsaved.change
    if change.settles or saved.settles:
        return None if change.settles and saved.settles else unsaved
    left: dict[str, Any] = {}
    for name, value in change.sets.items():
        if name in ("reasons", "regions"):
            rest = {key: one for key, one in value.items() if key not in saved.sets.get(name, {})}
            if rest:
                left[name] = rest
        elif name not in saved.sets:
            left[name] = value
    return replace(unsaved, change=replace(change, sets=left)) if left else None
