"""What-ifs in reports: each in a line beside its review, and in how many the prediction changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.what_ifs import Kept, answer_record, asked_record
from engine.records import Answer
from reports.contents import Contents, Entry
from reports.words import count, percent

FILLINGS = {"mean": "mean colour", "blur": "blur", "inpaint": "inpainting"}
CAVEAT = (
    "A what-if shows the model a picture that nobody took. Its answer depends on what was put in the place of what "
    "went, and a filling can itself speak for a class; and people chose what to take away. It tells of that picture, "
    "and how often predictions changed is no rate of the folder."
)


def line(one: Kept, labels: Sequence[str]) -> str:
    """ "Without the region: wolf 97.0 % → husky 61.2 %, wolf 97.0 % → 22.1 %; log-odds −4.74 (mean colour, 9 % hidden,
    ana)"."""
    found = one.found
    before, after = found.before, found.after
    said = f"{_label(labels, before.prediction)} {percent(before.probability)} → "
    said += (
        f"{_label(labels, after.prediction)} {percent(after.probability)}"
        if found.flips
        else percent(after.probability)
    )
    if found.flips or found.target != before.prediction:
        said += f", {_label(labels, found.target)} {percent(before.target_probability)} → "
        said += percent(after.target_probability)
    change = f"{found.change:+.2f}".replace("-", "−")
    how = f"{FILLINGS.get(found.filling, found.filling)}, {_hidden(found.hidden)} hidden, {one.reviewer}"
    return f"{_what(found.way, len(one.regions))}: {said}; log-odds {change} ({how})"


def _what(way: str, regions: int) -> str:
    if way == "away":
        return "Without the region" if regions == 1 else f"Without {regions:,} regions"
    return "The region alone" if regions == 1 else f"{regions:,} regions alone"


def _label(labels: Sequence[str], which: int) -> str:
    return labels[which] if which < len(labels) else str(which)


def _hidden(share: float) -> str:
    whole = round(100 * share)
    return "< 1\u202f%" if whole < 1 else "> 99\u202f%" if whole > 99 else f"{whole}\u202f%"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Explanations that one way was asked of: n, of these changed where every answer has another prediction than
    before, and mixed where some have."""

    n: int
    changed: int
    mixed: int


def outcome(contents: Contents, way: str) -> Outcome:
    """In how many explanations the prediction changed. Each counts once, however often it was asked about."""
    flips = [[one.found.flips for one in entry.what_ifs if one.found.way == way] for entry in contents.explained]
    asked = [one for one in flips if one]
    return Outcome(len(asked), sum(all(one) for one in asked), sum(any(one) and not all(one) for one in asked))


def asked(contents: Contents) -> tuple[Entry, ...]:
    """The explanations with a what-if."""
    return tuple(entry for entry in contents.explained if entry.what_ifs)


def sentence(contents: Contents) -> str:
    """How many were asked about and what came of it; empty where nothing was asked."""
    if not asked(contents):
        return ""
    told = [f"What-ifs were asked of {count(len(asked(contents)), 'explanation')}."]
    away, only = outcome(contents, "away"), outcome(contents, "only")
    if away.n:
        told.append(f"With the marked regions taken away the prediction is another one for {_of(away)}.")
    if only.n:
        told.append(f"With nothing but the marked regions it is another one for {_of(only)}.")
    told.append("People chose which to ask about, so that this is no rate of the folder.")
    return " ".join(told)


def _of(found: Outcome) -> str:
    mixed = f", and for {found.mixed:,} more in some of the answers" if found.mixed else ""
    return f"{found.changed:,} of {found.n:,}{mixed}"


def figures(contents: Contents) -> dict[str, Any] | None:
    """The same for a program; None where nothing was asked."""
    about = asked(contents)
    if not about:
        return None
    parts = {
        name: {"n": found.n, "changed": found.changed, "mixed": found.mixed}
        for name in ("away", "only")
        for found in (outcome(contents, name),)
    }
    return {"answers": sum(len(entry.what_ifs) for entry in about), "explanations": len(about), **parts}


def record(one: Kept, at: str) -> dict[str, Any]:
    """A what-if as a line of JSON tells it: all that it takes to ask again. at: its time, in words of JSON."""
    answer = answer_record(one.found)
    return {
        "id": one.uuid,
        "reviewer": one.reviewer,
        "at": at,
        **asked_record(one.regions, one.found),
        **answer,
        "before": answer["before"] | _top(one.found.before),
        "after": answer["after"] | _top(one.found.after),
        "flips": one.found.flips,
        "log_odds_change": one.found.change,
    }


def _top(answer: Answer) -> dict[str, Any]:
    return {"top": [{"index": index, "probability": share} for index, share in answer.top]}
