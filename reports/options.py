"""What a report is to tell of: which runs, classes and reviewers, under which names, with how many pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

GALLERY = 60
GALLERY_MOST = 5000

# watch(done, total, what): how far a report is, told now and then; total is 0 where nobody knows. What it raises ends
# the work, and no file is left.
Watch = Callable[[int, int, str], None]


def unwatched(done: int, total: int, what: str) -> None:
    """For those who do not want to know how far it is."""


@dataclass(frozen=True, slots=True)
class Options:
    """runs: by number, in this order; the newest audit if none is named
    classes: only explanations of these classes (of the class that is explained, as the model calls it); all if none
    reviewers: only these people's reviews are told and counted; everybody's if none
    pseudonyms: people are called "reviewer 1", "reviewer 2", ... in the order in which the project met them
    gallery: how many explanations a gallery of flawed ones shows, 0 to GALLERY_MOST
    """

    runs: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    pseudonyms: bool = False
    gallery: int = GALLERY


STANDARD = Options()
