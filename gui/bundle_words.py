"""What is said of bundles: what one is, what a merge has brought, what was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.bundle import Result, Written
from db.store import Store
from gui.setup import short
from gui.words import count, plural, tr


@dataclass(frozen=True, slots=True)
class Seen:
    """A bundle that was looked at. known: how many of its runs the open project has; None where none is open."""

    file: Path
    reviewers: tuple[str, ...]
    events: int
    runs: int
    known: int | None

    @property
    def of_another(self) -> bool:
        """Whether it is about nothing that the open project has."""
        return bool(self.runs) and self.known == 0


@dataclass(frozen=True, slots=True)
class Differing:
    """Where reviewers disagree after a merge: run -> number of images. torn: reviews that have two versions."""

    by_run: dict[int, int]
    torn: int


def about(seen: Seen) -> str:
    """What a bundle is, in a sentence."""
    if not seen.events:
        runs = plural(seen.runs, "1 run", "{n} runs")
        return tr("{file} is a bundle of {runs} without reviews.").format(file=seen.file.name, runs=runs)
    names = ", ".join(seen.reviewers[:3])
    if len(seen.reviewers) > 3:
        names += plural(len(seen.reviewers) - 3, " and 1 more", " and {n} more")
    return tr("{file} is a bundle of what {names} reviewed.").format(file=seen.file.name, names=names)


def came(file: Path, store: Store, result: Result) -> str:
    """What a merge has brought, and what was here."""
    events = result.events
    names = {"file": file.name, "project": store.path.name}
    if not (events.added or result.rows.runs or result.rows.explanations):
        here = plural(events.same, "its 1 review was here already", "its {n} reviews were here already")
        if not events.same:
            return tr("All of {file} was in {project} already.").format(**names)
        return tr("Nothing new in {file}: {here}.").format(here=here, **names)
    came = plural(events.reviews, "1 review came", "{n} reviews came")
    same = plural(events.same, "1 was here already", "{n} were here already") if events.same else ""
    said = tr("Merged {file} into {project}:").format(**names) + " " + ", ".join(part for part in (came, same) if part)
    news = []
    if result.rows.runs:
        news.append(plural(result.rows.runs, "1 new run", "{n} new runs"))
    if result.rows.explanations:
        news.append(plural(result.rows.explanations, "1 new explanation", "{n} new explanations"))
    return f"{', '.join([said, *news])}."


def disagree(differing: Differing, shown: int | None, *, blind: bool) -> str:
    """On how many images reviewers disagree. shown: the run that is shown; blind: only what one may see."""
    total = sum(differing.by_run.values())
    if not total:
        return "" if blind else tr("Nobody disagrees.")
    if blind:
        one, many = (
            tr("You have judged 1 image on which reviewers disagree."),
            tr("You have judged {n} images on which reviewers disagree."),
        )
    else:
        one, many = tr("Reviewers now disagree on 1 image."), tr("Reviewers now disagree on {n} images.")
    said = one if total == 1 else many.format(n=count(total))
    return " ".join(part for part in (said, _where(differing, total, shown)) if part)


def _where(differing: Differing, total: int, shown: int | None) -> str:
    """Which of the images that reviewers disagree on are not in the run that is shown."""
    runs = [run for run in differing.by_run if run != shown]
    elsewhere = sum(differing.by_run[run] for run in runs)
    if not elsewhere:
        return ""
    if elsewhere == total:
        if total == 1:
            said = tr("It is in run {run}.")
        else:
            said = tr("They are in run {run}.") if len(runs) == 1 else tr("They are in other runs than this one.")
    elif elsewhere == 1:
        said = tr("1 of them is in run {run}.")
    else:
        said = tr("{n} of them are in run {run}.") if len(runs) == 1 else tr("{n} of them are in other runs.")
    return said.format(n=count(elsewhere), run=runs[0])


def odd(result: Result, differing: Differing) -> list[str]:
    """What a merge found that had to be chosen between, a sentence each."""
    said = []
    if differing.torn:
        text = plural(
            differing.torn,
            "On 1 image one reviewer said two things on two machines; the later is shown, both are kept.",
            "On {n} images one reviewer said two things on two machines; the later is shown, both are kept.",
        )
        said.append(text)
    if result.rows.others:
        text = plural(
            result.rows.others,
            "1 explanation had another map there; the one here was kept.",
            "{n} explanations had another map there; those here were kept.",
        )
        said.append(text)
    if result.rows.twice:
        text = plural(
            result.rows.twice,
            "1 image was explained on both sides, and is in the run a second time.",
            "{n} images were explained on both sides, and are in the run a second time.",
        )
        said.append(text)
    return said


def told_written(out: Path, written: Written) -> str:
    """What is in a bundle that was written."""
    reviews = plural(written.reviews, "1 review", "{n} reviews")
    explained = plural(written.explanations, "1 explanation", "{n} explanations")
    maps = plural(written.maps, "1 map", "{n} maps")
    text = tr("Wrote {place}: {reviews}, {explanations}, {maps}.")
    said = text.format(place=short(out), reviews=reviews, explanations=explained, maps=maps)
    if written.left_out:
        said += " " + plural(
            len(written.left_out),
            "1 map is missing here or was altered, so it is not in it.",
            "{n} maps are missing here or were altered, so they are not in it.",
        )
    return said
