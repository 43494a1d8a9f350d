"""The explanations that a report shows in pictures: which, how many, and what is drawn over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.store import Store
from reports import pictures
from reports.contents import DIFFER, Contents, Entry
from reports.options import GALLERY, Watch, unwatched
from reports.regions import Drawing, drawing

FLAWED = "Flawed explanations"
SAMPLE = "A sample, not reviewed"
OTHERS_MOST = 60
SAMPLE_MOST = 24


@dataclass(frozen=True, slots=True)
class Card:
    """One explanation in a gallery. Exactly one of `pair` and `missing` is set. drawing: the regions, if any."""

    entry: Entry
    pair: pictures.Pair | None
    missing: str
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Gallery:
    """Some explanations out of `total`, with a heading and what to know of the choice."""

    title: str
    about: str
    cards: tuple[Card, ...]
    total: int


def galleries(contents: Contents, store: Store, most: int = GALLERY, watch: Watch = unwatched) -> tuple[Gallery, ...]:
    """The flawed explanations; those that reviewers differ on; those settled as something else than flawed; without any
    review, a sample spread over the folder.

    most: pictures in the gallery of flawed ones; the others have at most OTHERS_MOST, and none where it is 0.
    """
    if not most:
        return ()
    shown = []
    kinds = (
        (FLAWED, contents.with_verdict("flawed")),
        ("Where reviewers differ", contents.with_verdict(DIFFER)),
        ("Settled as sound or unsure", _settled_otherwise(contents)),
    )
    for title, entries in kinds:
        if entries:
            chosen = spread(entries, most if title == FLAWED else min(most, OTHERS_MOST))
            about = (
                "" if len(chosen) == len(entries) else f"{len(chosen):,} of them shown, spread evenly over the folder."
            )
            shown.append(Gallery(title, about, _cards(chosen, store, watch, title), len(entries)))
    if not contents.reviewed and contents.explained:
        chosen = spread(contents.explained, min(most, SAMPLE_MOST))
        about = f"{len(chosen):,} of {len(contents.explained):,}, spread evenly over the folder; none is judged."
        shown.append(Gallery(SAMPLE, about, _cards(chosen, store, watch, SAMPLE), len(contents.explained)))
    return tuple(shown)


def _settled_otherwise(contents: Contents) -> tuple[Entry, ...]:
    return tuple(entry for entry in contents.settled if entry.settling_holds and entry.verdict != "flawed")


def spread(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """At most so many of the entries, evenly spread over them, in their order."""
    if len(entries) <= most:
        return tuple(entries)
    return tuple(entries[place * len(entries) // most] for place in range(most))


def _cards(entries: Sequence[Entry], store: Store, watch: Watch, what: str) -> tuple[Card, ...]:
    cards = []
    for done, entry in enumerate(entries):
        watch(done, len(entries), what.lower())
        if entry.explanation is None:
            continue
        made = pictures.pair(store, entry.explanation)
        marked = drawing(entry.reviews, entry.explanation.geometry.image_width, entry.explanation.geometry.image_height)
        pair, missing = (None, made) if isinstance(made, str) else (made, "")
        cards.append(Card(entry, pair, missing, marked))
    return tuple(cards)
