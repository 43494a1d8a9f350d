"""Which explanations were asked for while several stand side by side, and in which view each is to stand. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Asked:
    """An explanation on its way. key: of its image; view: where it is to stand, None where that view is gone; told:
    what becomes of it is told in that view, and nowhere else"""

    key: int
    view: int | None
    told: bool


class OnTheirWay:
    """By their tickets."""

    def __init__(self) -> None:
        self._asked: dict[int, Asked] = {}

    def add(self, ticket: int, asked: Asked) -> None:
        self._asked[ticket] = asked

    def take(self, ticket: int) -> Asked | None:
        """It has been answered."""
        return self._asked.pop(ticket, None)

    def awaited(self, key: int, view: int) -> bool:
        """Whether something is to come into a view of an image."""
        return any((one.key, one.view) == (key, view) for one in self._asked.values())

    def view_removed(self, gone: int) -> None:
        """A view was taken away; what was asked for it finds another place when it comes."""
        for ticket, one in self._asked.items():
            if one.view is not None and one.view >= gone:
                self._asked[ticket] = replace(one, view=None if one.view == gone else one.view - 1)

    def clear(self) -> None:
        self._asked.clear()
