"""What could be meant while a filter is typed: fields, then values of that field in a run. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.comparing import GROUPS
from db.conditions import AGAINST, FIGURES, NONE, STATES, WHAT_IF
from db.rows import VERDICTS
from gui import terms
from gui.filter_text import FIELDS, HEAD, RUN, Vocabulary
from gui.words import tr

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand at characters start to end of a line: text is put there, shown is what is offered."""

    start: int
    end: int
    text: str
    shown: str


def completions(text: str, cursor: int, known: Vocabulary) -> list[Completion]:
    """What could be meant by the part of a line that ends at the cursor; nothing if that part is whole already."""
    start = _start_of_term(text, cursor)
    part = text[start:cursor]
    minus = part.startswith("-")
    begun = part[minus:]
    at = start + minus
    head = HEAD.match(begun)
    if head is None:
        if '"' in begun or (not begun and minus):
            return []
        names = [name for name in FIELDS if name.startswith(begun.casefold()) and not (minus and name == RUN)]
        return [Completion(at, cursor, name + _joint(name), f"{name}{_joint(name)}  {_about(name)}") for name in names]
    name = head[1].casefold()
    begun = begun[head.end() :]
    at += head.end()
    if not _in_quotes(begun) and "," in begun:
        skip = _last_comma(begun) + 1
        at, begun = at + skip, begun[skip:]
    wanted = begun.strip('"').casefold()
    values = list(_values(name, known))
    first = [pair for pair in values if pair[0].casefold().startswith(wanted)]
    then = [pair for pair in values if pair not in first and any(wanted in side.casefold() for side in pair)]
    found = [
        Completion(at, cursor, quoted(value), value if value == about or not about else f"{value}  {about}")
        for value, about in (first + then)[:MOST_SHOWN]
    ]
    return [] if len(found) == 1 and found[0].text == begun else found


def quoted(value: str) -> str:
    """A value as a line can hold it."""
    plain = value and not re.search(r'[\s",]', value)
    return value if plain else '"' + value.replace('"', "") + '"'


def _joint(name: str) -> str:
    return "<" if name in FIGURES else ":"


def _about(name: str) -> str:
    """What a field is, in few words."""
    return {
        "true": tr("class in the data set"),
        "predicted": tr("class the model gives"),
        "correct": tr("prediction is right: yes or no"),
        "verdict": tr("yours: sound, flawed, unsure, none"),
        "reason": tr("why it is flawed"),
        "severity": tr("1 minor to 3 grave"),
        "comment": tr("words of the comment"),
        "reviewer": tr("whose review the others ask"),
        "reviewed": tr("by anyone: yes or no"),
        "disagreement": tr("between reviewers: yes or no"),
        "judged": tr("day of the last verdict, as 2026-11-23"),
        WHAT_IF: tr("yours: asked, turned, stayed, none"),
        "probability": tr("of the prediction, 0 to 1"),
        "area": tr("of the mask, 0 to 1"),
        "border": tr("energy on the border, 0 to 1"),
        "keep": tr("score that the mask keeps"),
        "drop": tr("score without what the mask shows"),
        "gini": tr("how sparse the map is, 0 to 1"),
        "name": tr("part of the path"),
        "state": tr("explained, waiting, failed"),
        "target": tr("class that is explained"),
        AGAINST: tr("what became of it since another run"),
        RUN: tr("another run of the project"),
    }[name]


def became(group: str, run: int) -> str:
    """What became of an image since a run, in few words."""
    return {
        "better": tr("flawed in run {n}, sound here"),
        "worse": tr("sound in run {n}, flawed here"),
        "sound": tr("sound in run {n} and here"),
        "flawed": tr("flawed in run {n} and here"),
        "unsure": tr("unsure in run {n} or here"),
        "once": tr("judged in run {n} or here, not in both"),
        "none": tr("judged neither in run {n} nor here"),
    }[group].format(n=run)


def _values(name: str, known: Vocabulary) -> Iterable[tuple[str, str]]:
    match name:
        case "true":
            labels = dict.fromkeys((*known.true_labels, *known.labels))
            yield from ((label, "") for label in labels)
            if NONE not in labels:
                yield NONE, tr("no true label")
        case "predicted" | "target":
            yield from ((label, "") for label in known.labels)
        case "verdict":
            yield from ((verdict, terms.verdict(verdict)) for verdict in VERDICTS)
            yield NONE, tr("not reviewed")
        case "whatif":
            yield "asked", tr("a what-if is kept")
            yield "turned", tr("one made another class of it")
            yield "stayed", tr("none made another class of it")
            yield NONE, tr("no what-if is kept")
        case "state":
            yield from ((state, "") for state in STATES)
        case "correct" | "reviewed" | "disagreement":
            yield from (("yes", ""), ("no", ""))
        case "severity":
            yield from ((str(n), terms.severity(n)) for n in terms.SEVERITIES)
        case "reason":
            yield from ((key, "" if title.casefold() == key else title) for key, title in known.reasons)
        case "reviewer":
            yield from ((reviewer, "") for reviewer in known.reviewers)
        case "against":
            for number, _ in known.runs:
                for group in GROUPS:
                    yield f"{number}-{group}", became(group, number)
        case "run":
            yield from ((str(number), what) for number, what in known.runs)


def _start_of_term(text: str, cursor: int) -> int:
    start, inside = 0, False
    for at, letter in enumerate(text[:cursor]):
        if letter == '"':
            inside = not inside
        elif letter.isspace() and not inside:
            start = at + 1
    return start


def _in_quotes(text: str) -> bool:
    return text.count('"') % 2 == 1 and "," not in text[: text.rindex('"')]


def _last_comma(text: str) -> int:
    found, inside = -1, False
    for at, letter in enumerate(text):
        if letter == '"':
            inside = not inside
        elif letter == "," and not inside:
            found = at
    return found
