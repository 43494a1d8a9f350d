"""What a project's reviewers have agreed on: how blind they review, which reasons of their own they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from db.settling import reviewer_names
from db.store import Store
from resources.reasons import Reason, standard

BLIND, REASONS = "blind", "reasons"
LONGEST_REASON = 60


@dataclass(frozen=True, slots=True)
class Blind:
    """What is hidden of an image until the reviewer has given a verdict on it.

    reviews:    what others say of it. On unless the project says otherwise: it only matters once there are others.
    confidence: the model's probabilities, which lean on a reviewer too
    """

    reviews: bool = True
    confidence: bool = False

    def hides_reviews(self, verdict: str | None) -> bool:
        return self.reviews and verdict is None

    def hides_confidence(self, verdict: str | None) -> bool:
        return self.confidence and verdict is None


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """As read from a project. own: reasons beyond the standard ones; names: everyone who has said anything in it."""

    blind: Blind = Blind()
    own: tuple[Reason, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All that the project offers: the standard ones, then its own."""
        return (*standard(), *self.own)

    def title(self, reason_id: str) -> str:
        """A reason's title; of one that this project does not know (it came from another), its id."""
        return next((reason.title for reason in self.reasons if reason.id == reason_id), reason_id)

    def with_reason(self, title: str) -> ProjectSettings:
        """With one more reason of its own, unless there is one of that title. Its id is the title as it was first
        given, so that a project that does not know it can still show what was meant."""
        title = " ".join(title.split())[:LONGEST_REASON]
        known = {name.casefold() for reason in self.reasons for name in (reason.id, reason.title)}
        if not title or title.casefold() in known:
            return self
        return replace(self, own=(*self.own, Reason(title, title)))

    def without_reason(self, reason_id: str) -> ProjectSettings:
        """Without a reason of its own; reviews that gave it keep it."""
        return replace(self, own=tuple(reason for reason in self.own if reason.id != reason_id))


def read(store: Store) -> ProjectSettings:
    """The settings of a project; what is not of the form that we write is left out."""
    return ProjectSettings(
        _blind(store.get_setting(BLIND)), tuple(_own(store.get_setting(REASONS))), tuple(reviewer_names(store))
    )


def blind_record(blind: Blind) -> dict[str, bool]:
    return {"reviews": blind.reviews, "confidence": blind.confidence}


def own_record(own: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"id": reason.id, "title": reason.title, "meaning": reason.meaning} for reason in own]


def _blind(record: Any) -> Blind:
    if not isinstance(record, dict):
        return Blind()
    return Blind(record.get("reviews") is not False, record.get("confidence") is True)


def _own(record: Any) -> Iterable[Reason]:
    seen = {reason.id for reason in standard()}
    for one in record if isinstance(record, list) else ():
        if not isinstance(one, dict):
            continue
        texts = [one.get(name, "") for name in ("id", "title", "meaning")]
        if all(isinstance(value, str) for value in texts) and texts[0] and texts[0] not in seen:
            seen.add(texts[0])
            yield Reason(texts[0], texts[1] or texts[0], texts[2])
