"""The named clusters of maps as a report tells them: counted as all else in it, in words that page and print share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from db.clusters import Named
from db.store import Store
from engine.records import FloatArray
from reports import cluster_pictures, pictures
from reports.contents import Contents, Entry
from reports.rates import Rate, wilson
from reports.words import count, moment, percent
from resources.reasons import standard

TITLE = "Patterns"
NONE = (
    "No cluster of maps was named in this run. Clusters are looked for in the Patterns room of the window, or with "
    "hansel patterns. That none was named does not say that there is none."
)
ABOUT = (
    "A cluster is a group of maps of one class that have their energy in the same places, and in other places than the "
    "rest. Those that somebody gave a name are told here, as they were when they got it. A cluster is a question to "
    "people: it says neither that there is a flaw nor what is there. Its flag rate is of the members that were "
    "reviewed, which people chose."
)
MOST_REASONS = 4
MEMBERS = 4
MEAN_PX, MEMBER_PX = 192, 192


@dataclass(frozen=True, slots=True)
class Cluster:
    """One named cluster. here: its members that this report tells of; flawed, unsure, reasons: of these; as_a_whole: of
    those that count as flawed, how many nobody called so but by flagging many at once; rest: of the other explanations
    of its class."""

    named: Named
    label: str
    here: tuple[Entry, ...]
    flawed: Rate
    unsure: int
    as_a_whole: int
    reasons: tuple[tuple[str, int], ...]
    rest: Rate

    @property
    def mean(self) -> FloatArray:
        return np.asarray(self.named.mean, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Card:
    """A cluster with its pictures. mean: a PNG file; members: (JPEG file, path of the image), the nearest to the centre
    first."""

    cluster: Cluster
    mean: bytes
    members: tuple[tuple[bytes, str], ...]
    sentences: tuple[str, ...]


def of(contents: Contents) -> tuple[Cluster, ...]:
    """The named clusters of a run, by class and age."""
    by_id = {entry.item.explanation_id: entry for entry in contents.explained}
    found = []
    for named in contents.clusters:
        here = tuple(by_id[one] for one in named.members if one in by_id)
        inside = {entry.item.explanation_id for entry in here}
        others = [
            entry
            for entry in contents.explained
            if entry.explanation is not None
            and entry.explanation.target == named.target
            and entry.item.explanation_id not in inside
        ]
        said = Counter(entry.verdict for entry in here)
        flawed = [entry for entry in here if entry.verdict == "flawed"]
        reasons = Counter(
            reason
            for entry in flawed
            for reason in {one for review in entry.reviews if review.verdict == "flawed" for one in review.reasons}
        )
        ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        found.append(
            Cluster(
                named, contents.run.labels[named.target], here, _rate(here), len(here) - _judged(here) - said[None],
                sum(_as_a_whole(entry, contents) for entry in flawed), tuple(ordered), _rate(others),
            )
        )  # fmt: skip
    return tuple(found)


def cards(contents: Contents, store: Store, *, members: bool) -> tuple[Card, ...]:
    """The clusters with pictures; members: also of those nearest to the centre."""
    return tuple(
        Card(one, cluster_pictures.mean_png(one.mean, MEAN_PX), tuple(_members(one, store)) if members else (),
             sentences(one))
        for one in of(contents)
    )  # fmt: skip


def _members(one: Cluster, store: Store) -> Iterator[tuple[bytes, str]]:
    for entry in one.here[:MEMBERS]:
        assert entry.item.explanation_id is not None
        drawn = cluster_pictures.member(store, entry.item.explanation_id, MEMBER_PX)
        if drawn is not None:
            yield pictures.jpeg(drawn[0]), entry.item.relative


def sentences(one: Cluster) -> tuple[str, ...]:
    """What is said of a cluster, below its name."""
    named, figures = one.named, one.named.figures
    share = percent(named.n / named.of_class)
    told = [f"{count(named.n, 'map')} of {named.of_class:,} that explain {one.label} ({share})."]
    if len(one.here) < named.n:
        told.append(f"Of these, {len(one.here):,} are told of in this report.")
    if one.flawed.n:
        told.append(f"Flawed are {one.flawed}." + (f" {one.unsure:,} unsure." if one.unsure else ""))
    else:
        told.append("No member was called sound or flawed.")
    if one.as_a_whole:
        told.append(f"{one.as_a_whole:,} of the flawed ones were flagged as a whole: nobody need have looked at each.")
    if one.reasons:
        titles = {reason.id: reason.title for reason in standard()}
        said = ", ".join(f"{titles.get(reason, reason)} {n:,}" for reason, n in one.reasons[:MOST_REASONS])
        told.append(f"Its flags say: {said}.")
    if one.rest.n:
        told.append(f"Of the rest of the class, flawed are {one.rest}.")
    area, elsewhere = figures.get("area"), figures.get("elsewhere")
    if area is not None:
        there = (
            f"; the maps of other classes have {percent(elsewhere)} of theirs there" if elsewhere is not None else ""
        )
        told.append(f"Half of the energy of its mean map lies on {percent(area)} of the picture{there}.")
    if named.changed_by == named.reviewer:
        told.append(f"Named by {named.reviewer}, {moment(named.at)}.")
    else:
        told.append(f"Found by {named.reviewer}, {moment(named.at)}; the name is {named.changed_by}'s.")
    return tuple(told)


def _rate(entries: tuple[Entry, ...] | list[Entry]) -> Rate:
    return wilson(sum(entry.verdict == "flawed" for entry in entries), _judged(entries))


def _judged(entries: tuple[Entry, ...] | list[Entry]) -> int:
    return sum(entry.verdict in ("flawed", "sound") for entry in entries)


def _as_a_whole(entry: Entry, contents: Contents) -> bool:
    """Whether nobody called it flawed but by flagging many at once."""
    who = [review.reviewer for review in entry.reviews if review.verdict == "flawed"]
    return bool(who) and all((entry.item.explanation_id, name) in contents.as_a_whole for name in who)
