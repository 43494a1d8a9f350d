"""A question about a region: what was asked, how it goes, which kept answer is one to it, and its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from db.rows import Region
from db.store import Store
from db.what_ifs import Kept
from gui import what_if_words
from gui.pixels import Without

Way = Literal["away", "only"]
Filling = Literal["mean", "blur", "inpaint"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way, by whoever reviewed when it was asked."""

    store: Store
    reviewer: str
    explanation_id: int
    relative: str
    labels: tuple[str, ...]
    regions: tuple[Region, ...]
    way: Way
    filling: Filling


@dataclass(frozen=True, slots=True)
class Told:
    """How a question about the image at hand goes. about: what has to be put right first (WhatIfRefused)."""

    asked: Asked
    words: str
    waiting: bool = False
    about: str = ""


def shape_of(region: Region) -> tuple[Any, ...]:
    """What of a region a picture depends on."""
    return region.shape, tuple(region.points), tuple(region.box), tuple(region.runs)


def is_answer_to(one: Kept, asked: Asked) -> bool:
    """Whether the same was asked before, by the same reviewer, of regions of the same shape."""
    same = (one.reviewer, one.found.way, one.found.filling) == (asked.reviewer, asked.way, asked.filling)
    return same and sorted(map(shape_of, one.regions)) == sorted(map(shape_of, asked.regions))


def picture_of(one: Kept) -> Without | None:
    """How to make the changed picture again; None where what was kept is not enough for that."""
    found = one.found
    if found.filling not in what_if_words.FILLINGS:
        return None
    colour = found.parameters.get("colour", (0, 0, 0))
    if not isinstance(colour, list | tuple) or len(colour) != 3 or any(type(v) is not int for v in colour):
        return None
    if not all(0 <= value <= 255 for value in colour):
        return None
    return Without(one.regions, cast(Way, found.way), cast(Filling, found.filling), (colour[0], colour[1], colour[2]))
