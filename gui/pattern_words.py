"""Clusters of maps in words: what a card says, and what it means that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from db import mapped
from db.clusters import Named
from db.mapped import Flags, Mapped
from engine import patterns
from engine.patterns import ClassPatterns
from engine.records import FloatArray
from gui.pattern_finding import Found
from gui.words import count, later, percent, plural, tr, written
from reports import pattern_facts
from reports.pattern_facts import Read, Told

MOST_REASONS = 4
FAR, OFTEN = 0.8, 0.9  # from which separation and stability on a stronger word is said
# Where energy lies, by row and side.
PLACES = (
    (later("top left {share}"), later("top centre {share}"), later("top right {share}")),
    (later("middle left {share}"), later("middle centre {share}"), later("middle right {share}")),
    (later("bottom left {share}"), later("bottom centre {share}"), later("bottom right {share}")),
)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A cluster as a card shows it. number: in its class, None where it has a name and was not found this time;
    members: the nearest to the centre first; flags, rest: what is said of them, and of the rest of the class."""

    group: int
    label: str
    number: int | None
    named: Named | None
    mean: FloatArray
    members: tuple[Mapped, ...]
    lost: int
    of_class: int
    flags: Flags
    rest: Flags
    as_a_whole: int
    area: float | None
    elsewhere: float | None
    separation: float | None
    stability: float | None

    @property
    def name(self) -> str:
        """What it is called in titles, in the history and in undo."""
        if self.named is not None:
            return self.named.name
        return tr("cluster {n} of {label}").format(n=self.number, label=self.label)

    @property
    def title(self) -> str:
        """What a list of its members is called."""
        if self.named is not None:
            return tr("Cluster “{name}”").format(name=self.named.name)
        return tr("Cluster {n} of {label}").format(n=self.number, label=self.label)


def shown(found: Found) -> list[Shown]:
    """The clusters that stand apart, and those that have a name and were not found this time."""
    told = found.told
    if told is None:
        return []
    made = []
    seen: set[str] = set()
    for one, number, cluster in told.shown():
        rows = tuple(told.rows(cluster))
        named = told.name_of(cluster, found.named)
        if named is not None:
            seen.add(named.uuid)
        made.append(
            Shown(
                one.group, told.read.label(one.group), number, named, cluster.mean, rows, 0, one.n, mapped.flags(rows),
                told.rest(cluster, one.group), _whole(rows, found), cluster.area, cluster.elsewhere,
                cluster.separation, cluster.stability,
            )
        )  # fmt: skip
    return made + [_kept(one, found) for one in found.named if one.uuid not in seen]


def _kept(named: Named, found: Found) -> Shown:
    """A cluster that has a name and was not found this time, as it was."""
    by_id = {row.explanation_id: row for row in found.read.rows}
    rows = tuple(by_id[one] for one in named.members if one in by_id)
    inside = set(named.members)
    rest = [row for row in found.read.rows if row.target == named.target and row.explanation_id not in inside]
    return Shown(
        named.target, found.read.label(named.target), None, named, np.asarray(named.mean, dtype=np.float32), rows,
        named.n - len(rows), named.of_class, mapped.flags(rows), mapped.flags(rest), _whole(rows, found),
        named.figures.get("area"), named.figures.get("elsewhere"), named.figures.get("separation"),
        named.figures.get("stability"),
    )  # fmt: skip


def _whole(rows: Iterable[Mapped], found: Found) -> int:
    return sum(row.verdict == "flawed" and row.explanation_id in found.as_a_whole for row in rows)


def said(one: Shown, reason_title: Callable[[str], str]) -> list[str]:
    """What a card says of a cluster: how large it is, what people said, where it lies, how far it stands apart."""
    n = len(one.members) + one.lost
    lines = [
        tr("{n} of {all} maps that explain {label} ({share}).").format(
            n=count(n), all=count(one.of_class), label=one.label, share=percent(n / one.of_class)
        )
    ]
    if one.lost:
        lines.append(plural(one.lost, "1 of them cannot be used now.", "{n} of them cannot be used now."))
    lines.append(_flagged(one))
    if one.flags.reasons:
        named = [f"{reason_title(reason)} {count(n)}" for reason, n in one.flags.reasons[:MOST_REASONS]]
        lines.append(tr("Its flags say: {reasons}.").format(reasons=", ".join(named)))
    if one.rest.n:
        lines.append(tr("Rest of the class: {rate}.").format(rate=rate(one.rest)))
    lines.append(_where(one))
    apart = _apart(one)
    return [*lines, apart] if apart else lines


def rate(flags: Flags) -> str:
    """ "flawed 75.0 % (30.1–95.4 %) of 4 judged"."""
    low, high = flags.interval or (0.0, 1.0)
    return tr("flawed {share} ({low}–{high}) of {n} judged").format(
        share=percent(flags.share or 0.0), low=written(f"{100 * low:.1f}"), high=percent(high), n=count(flags.n)
    )


def _flagged(one: Shown) -> str:
    if not one.flags.n and not one.flags.unsure:
        return tr("Nobody has judged any of them yet.")
    left = len(one.members) - one.flags.n - one.flags.unsure
    words = rate(one.flags) if one.flags.n else tr("none flawed or sound")
    parts = [words[0].upper() + words[1:]]
    if one.flags.unsure:
        parts.append(tr("{n} unsure").format(n=count(one.flags.unsure)))
    if left:
        parts.append(tr("{n} without a verdict").format(n=count(left)))
    told = f"{', '.join(parts)}."
    if one.as_a_whole:
        told += " " + plural(
            one.as_a_whole,
            "1 was flagged as a whole: nobody need have looked at it.",
            "{n} were flagged as a whole: nobody need have looked at each.",
        )
    return told


def _where(one: Shown) -> str:
    named = [
        tr(PLACES[row][side]).format(share=f"{100 * share:.0f} %")
        for row, side, share in pattern_facts.places(one.mean)
    ]
    told = tr("Energy: {places}.").format(places=", ".join(named))
    if one.area is None:
        return told
    told += " " + tr("Half of it lies on {area} of the picture").format(area=percent(one.area))
    if one.elsewhere is None:
        return f"{told}."
    return told + tr("; the maps of other classes have {share} of theirs there.").format(share=percent(one.elsewhere))


def _apart(one: Shown) -> str:
    if one.separation is None or one.stability is None:
        return ""
    far = tr("Far apart from all other maps") if one.separation >= FAR else tr("Clearly apart from all other maps")
    again = (
        tr("found again in nearly every draw of four fifths of the maps")
        if one.stability >= OFTEN
        else tr("found again in most draws of four fifths of the maps")
    )
    figures = tr("separation {separation}, stability {stability}").format(
        separation=written(f"{one.separation:.2f}"), stability=written(f"{one.stability:.2f}")
    )
    return f"{far}, {again} ({figures})."


def headline(found: Found, cards: list[Shown]) -> str:
    """In a sentence, what was found."""
    fresh = sum(one.number is not None for one in cards)
    if fresh:
        return plural(fresh, "1 cluster of maps stands apart", "{n} clusters of maps stand apart")
    if found.told is None or all(one.why == "few" for one in found.told.classes):
        return tr("Too few maps to look for clusters")
    return tr("No cluster of maps stands apart")


def meaning(found: Found, cards: list[Shown]) -> str:
    """What that means, and what it does not."""
    fresh = sum(one.number is not None for one in cards)
    if fresh:
        whose = tr("Its maps have") if fresh == 1 else tr("The maps of each have")
        return tr(
            "{whose} their energy in the same places, and in other places than the rest of their class and what is "
            "usual in the other classes. Whether that is a flaw is for people to say: look at the members."
        ).format(whose=whose)
    if found.told is None or all(one.why == "few" for one in found.told.classes):
        return tr(
            "A class needs at least {n} maps that can be used. Audit more images of it, or look at the maps one by one."
        ).format(n=patterns.FEWEST)
    return tr(
        "In no class do some maps lie alike and apart from all others. That does not say that the model looks at the "
        "right things: a cue that most classes share is what is usual here, a cue at ever other places makes no "
        "cluster, and two cues in one place look like one."
    )


def left_out(read: Read) -> str:
    """Which maps could not be looked at, and how many have come since; empty if all are told of."""
    parts = []
    if read.missing:
        parts.append(plural(read.missing, "1 file is missing", "{n} files are missing"))
    if read.altered:
        parts.append(plural(read.altered, "1 file was altered", "{n} files were altered"))
    if read.empty:
        parts.append(plural(read.empty, "1 map has no positive part", "{n} maps have no positive part"))
    told = []
    looked_at = len(read.rows) + read.missing + read.altered + read.empty
    if parts:
        used = tr("{used} of {all} maps used; left out: {why}.")
        told.append(used.format(used=count(len(read.rows)), all=count(looked_at), why=", ".join(parts)))
    if read.explained > looked_at:
        more = plural(
            read.explained - looked_at,
            "1 image was explained since; Look again takes it in.",
            "{n} images were explained since; Look again takes them in.",
        )
        told.append(more)
    return " ".join(told)


def without(told: Told) -> list[str]:
    """Of the classes that have no cluster which stands apart, why not."""
    lines = []
    plain = [one for one in told.classes if not one.why and not one.reported]
    if plain:
        lines.append(tr("Nothing stands apart in: {classes}.").format(classes=_classes(told.read, plain)))
    few = [one for one in told.classes if one.why == "few"]
    if few:
        lines.append(
            tr("Too few maps (fewer than {n}) in: {classes}.").format(
                n=patterns.FEWEST, classes=_classes(told.read, few)
            )
        )
    alone = [one for one in told.classes if one.why == "alone"]
    if alone:
        words = tr("One group of maps, and no other class to hold it against: {classes}.")
        lines.append(words.format(classes=_classes(told.read, alone)))
    for one in told.classes:
        if one.sampled < one.n:
            words = tr("{label}: {n} of {all} maps were clustered, drawn at random; the others went to the nearest.")
            lines.append(words.format(label=told.read.label(one.group), n=count(one.sampled), all=count(one.n)))
    return lines


def _classes(read: Read, some: list[ClassPatterns], most: int = 20) -> str:
    named = [f"{read.label(one.group)} ({count(one.n)})" for one in some[:most]]
    if len(some) > most:
        named.append(tr("{n} more").format(n=count(len(some) - most)))
    return ", ".join(named)
