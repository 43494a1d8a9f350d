"""The line a list is cut down by: `true:wolf verdict:flawed area<0.1 -reason:stamp "two words"`, read.

Terms must all hold. Several values of one field, by comma or by naming the field again, are either-or. A minus before a
term says not. Words without a field are parts of the name. Knows no widgets.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from db.comparing import GROUPS
from db.conditions import (
    AGAINST,
    ASKED,
    CLASSES,
    DAY,
    FIGURES,
    JUDGED,
    NONE,
    STATES,
    UNLABELLED,
    WHAT_IF,
    YES_NO,
    Condition,
)
from db.rows import VERDICTS
from engine.records import PlainError
from gui import terms
from gui.words import tr

RUN = "run"
FIELDS = (
    "true", "predicted", "correct", "verdict", "reason", "severity", "comment", "reviewer", "reviewed", "disagreement",
    JUDGED, WHAT_IF, "probability", "area", "border", "keep", "drop", "gini", "name", "state", "target", AGAINST, RUN,
)  # fmt: skip
WORDS = {"yes": True, "no": False, "true": True, "false": False}
HEAD = re.compile(r"([^\W\d]\w*)(<=|>=|<|>|=|:)")


class FilterError(PlainError):
    """What of a filter cannot be understood, and where: characters start to end of the line."""

    def __init__(self, text: str, start: int, end: int) -> None:
        super().__init__(text)
        self.start, self.end = start, end


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that a run's filter can name. reasons: (id, title); runs: (number, what it is)."""

    labels: tuple[str, ...] = ()
    true_labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    runs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a line asks for. wanted: groups that must all hold, each as db.lists takes it; without: none may hold.

    run: the run that it names, or None for the one that is shown
    """

    wanted: tuple[tuple[Condition, ...], ...] = ()
    without: tuple[Condition, ...] = ()
    run: int | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All of them, for questions such as whether any is about others' reviews."""
        return (*(one for group in self.wanted for one in group), *self.without)


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    start: int
    end: int
    quoted: bool = False


@dataclass(slots=True)
class _Term:
    """A part of the line. field is "" for words of the name; operator ":" stands for "="."""

    start: int
    end: int
    negated: bool = False
    field: str = ""
    operator: str = "="
    values: list[_Value] = dataclasses.field(default_factory=list)


def understood(text: str, known: Vocabulary) -> Filter:
    """The filter of a line. Raises FilterError for the first part that cannot be understood."""
    fields: list[Condition] = []
    names: list[tuple[Condition, ...]] = []
    without: list[Condition] = []
    run: int | None = None
    for term in _terms(text):
        if term.field == RUN:
            run = _run(term, known, run)
            continue
        found = [one for value in term.values for one in _conditions(term, value, known)]
        if term.negated:
            without += found
        elif not term.field:
            names.append(tuple(found))
        else:
            fields += found
    groups = ((tuple(dict.fromkeys(fields)),) if fields else ()) + tuple(dict.fromkeys(names))
    return Filter(groups, tuple(dict.fromkeys(without)), run)


def in_words(text: str) -> tuple[str, ...]:
    """The terms of a line that has been understood, each as it was typed; a minus, which is easily overlooked and may
    end up alone at the end of a line, is said as "not"."""
    parts = []
    for term in _terms(text):
        words = text[term.start + term.negated : term.end]
        if term.negated:
            # A space that no line breaks at: "not" stays with what it is said of.
            words = tr("not {term}").format(term=words).replace(f" {words}", f"\u00a0{words}")
        parts.append(words)
    return tuple(parts)


def _terms(text: str) -> list[_Term]:
    terms: list[_Term] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        term = _Term(at, at)
        if text[at] == "-":
            term.negated = True
            at += 1
        head = HEAD.match(text, at)
        if head is not None:
            term.field = head[1].casefold()
            term.operator = "=" if head[2] == ":" else head[2]
            at = head.end()
        # A space after the colon is not the end of a term that has said nothing yet.
        while term.field and at < len(text) and text[at].isspace():
            at += 1
        at = _read_values(text, at, term)
        term.end = at
        _check_term(text, term)
        terms.append(term)
    return terms


def _read_values(text: str, at: int, term: _Term) -> int:
    """Values up to the next space; a comma parts them, quotes hold space and commas together."""
    while True:
        start, value, was_quoted = at, "", False
        while at < len(text) and not text[at].isspace() and (text[at] != "," or not _parts(text, at, value, term)):
            if text[at] == '"':
                end = text.find('"', at + 1)
                if end < 0:
                    raise FilterError(tr("A quotation mark is opened here and not closed."), at, len(text))
                value, was_quoted, at = value + text[at + 1 : end], True, end + 1
            else:
                value += text[at]
                at += 1
        if value:
            term.values.append(_Value(value, start, at, was_quoted))
        if at >= len(text) or text[at] != ",":
            return at
        at += 1


def _parts(text: str, at: int, value: str, term: _Term) -> bool:
    """Whether the comma here parts two values. In "area<0,1" it is the point of many languages."""
    compared = term.field in FIGURES and term.operator in ("<", "<=", ">", ">=")
    return bool(term.field) and not (compared and value.isdecimal() and text[at + 1 : at + 2].isdecimal())


def _check_term(text: str, term: _Term) -> None:
    here = text[term.start : term.end]
    if term.field and term.field not in FIELDS:
        close = get_close_matches(term.field, FIELDS, n=1)
        hint = tr("Did you mean {name}?").format(name=close[0]) if close else tr("Type / and a letter to see them.")
        words = tr("There is no field {name}. {hint}").format(name=term.field, hint=hint)
        raise FilterError(words, term.start + term.negated, term.start + term.negated + len(term.field))
    if not term.values:
        if not term.field:
            raise FilterError(tr("Nothing follows “{part}”.").format(part=here), term.start, term.end)
        example = _example(term.field)
        words = tr("{field} needs a value, as in {example}.").format(field=term.field, example=example)
        raise FilterError(words, term.start, term.end)
    compared = term.field in FIGURES or term.field in ("severity", JUDGED)
    if term.operator != "=" and not compared:
        words = tr("{field} cannot be larger or smaller; write {example}.").format(
            field=term.field, example=_example(term.field)
        )
        raise FilterError(words, term.start, term.end)


def _example(name: str) -> str:
    if name in FIGURES:
        return f"{name}<0.1"
    return {
        **dict.fromkeys(CLASSES, f"{name}:wolf"), **dict.fromkeys(YES_NO, f"{name}:yes"), "verdict": "verdict:flawed",
        "severity": "severity>=2", "reviewer": "reviewer:ana", "reason": "reason:background", "state": "state:failed",
        "comment": "comment:collar", JUDGED: "judged:2026-11-23", "name": "name:0412", RUN: "run:3",
        AGAINST: "against:1-better", WHAT_IF: "whatif:turned",
    }[name]  # fmt: skip


def _run(term: _Term, known: Vocabulary, before: int | None) -> int:
    value = term.values[-1]
    numbers = [number for number, _ in known.runs]
    if term.negated or len(term.values) > 1 or before is not None:
        raise FilterError(tr("A list shows one run: name one, without a minus."), term.start, term.end)
    if not value.text.isascii() or not value.text.isdigit() or int(value.text) not in numbers:
        some = ", ".join(str(number) for number in numbers[-5:])
        words = tr("There is no run {value} in this project; there is {some}.").format(value=value.text, some=some)
        raise FilterError(words, value.start, value.end)
    return int(value.text)


def _conditions(term: _Term, value: _Value, known: Vocabulary) -> list[Condition]:
    """A value as conditions of which one must hold."""
    name = term.field or "name"
    if name in FIGURES:
        return [Condition(name, term.operator, _number(name, value))]
    match name:
        case "severity":
            return [Condition(name, term.operator, _severity(value))]
        case "against":
            return [Condition(name, "=", _against(value, known))]
        case "judged":
            return [Condition(name, term.operator, _day(value))]
        case "true" | "predicted" | "target":
            return [Condition(name, "=", _class(name, value, known))]
        case "correct" | "reviewed" | "disagreement":
            return [Condition(name, "=", WORDS[_one_of(name, value, WORDS)])]
        case "verdict":
            return [Condition(name, "=", _one_of(name, value, (*VERDICTS, NONE)))]
        case "whatif":
            return [Condition(name, "=", _one_of(name, value, ASKED))]
        case "state":
            return [Condition(name, "=", _one_of(name, value, STATES))]
        case "reason":
            return [Condition(name, "=", one) for one in _reasons(value, known)]
        case "reviewer":
            return [Condition(name, "=", _reviewer(value, known))]
    return [Condition(name, "=", value.text)]


def _number(name: str, value: _Value) -> float:
    text = value.text.rstrip("%").replace("\N{MINUS SIGN}", "-").replace(",", ".")
    if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)([eE]-?\d+)?", text, re.ASCII):
        return float(text) / (100 if value.text.endswith("%") else 1)
    words = tr("{field} needs a number, as in {example}.").format(field=name, example=_example(name))
    raise FilterError(words, value.start, value.end)


def _severity(value: _Value) -> int:
    numbers = {str(number): number for number in terms.SEVERITIES}
    words = numbers | {word: number for number, word in terms.SEVERITIES.items()}
    words |= {terms.severity(number).casefold(): number for number in terms.SEVERITIES}
    if value.text.casefold() in words:
        return words[value.text.casefold()]
    some = ", ".join(f"{number} {terms.severity(number)}" for number in terms.SEVERITIES)
    raise FilterError(tr("severity is one of {some}.").format(some=some), value.start, value.end)


def _against(value: _Value, known: Vocabulary) -> str:
    """ "1-better": another run, and what became of an image since."""
    other, _, became = value.text.casefold().partition("-")
    if became in GROUPS and other in {str(number) for number, _ in known.runs}:
        return f"{other}-{became}"
    words = tr("{field} needs a run of this project and one of {some}, as in {example}.").format(
        field=AGAINST, some=", ".join(GROUPS), example=_example(AGAINST)
    )
    raise FilterError(words, value.start, value.end)


def _day(value: _Value) -> str:
    try:
        if re.fullmatch(DAY, value.text):
            return date.fromisoformat(value.text).isoformat()
    except ValueError:
        pass  # the 30th of February
    words = tr("{field} needs a day, as in {example}.").format(field=JUDGED, example=_example(JUDGED))
    raise FilterError(words, value.start, value.end)


def _one_of(name: str, value: _Value, choices: Iterable[str]) -> str:
    if value.text.casefold() in choices:
        return value.text.casefold()
    shown = ("yes", "no") if choices is WORDS else tuple(choices)
    words = tr("{field} is one of {some}.").format(field=name, some=", ".join(shown))
    raise FilterError(words, value.start, value.end)


def _class(name: str, value: _Value, known: Vocabulary) -> str | bool:
    """A class as the model or the data set spells it, or its number; for the true one, "none": there is none, unless a
    class is called so."""
    text = value.text
    spellings = dict.fromkeys((*known.true_labels, *known.labels) if name == "true" else known.labels)
    for one in (text, *(spelling for spelling in spellings if spelling.casefold() == text.casefold())):
        if one in spellings:
            return one
    if text.isascii() and text.isdigit() and int(text) < len(known.labels):
        return text
    if name == "true" and text.casefold() == NONE:
        return UNLABELLED
    if name == "true":
        lacks = tr("No image is labelled “{value}”.")
    else:
        lacks = tr("The model has no class “{value}”.")
    raise FilterError(_with_hint(lacks.format(value=text), text, spellings), value.start, value.end)


def _reasons(value: _Value, known: Vocabulary) -> list[str]:
    """The ids of the reasons that are called so, or else of those whose id or title has the words in it."""
    wanted = value.text.casefold()
    exact = [key for key, title in known.reasons if wanted in (key.casefold(), title.casefold())]
    alike = [key for key, title in known.reasons if wanted in key.casefold() or wanted in title.casefold()]
    if exact or alike:
        return exact or alike
    words = tr("No reason is called “{value}”.").format(value=value.text)
    raise FilterError(_with_hint(words, wanted, [key for key, _ in known.reasons]), value.start, value.end)


def _reviewer(value: _Value, known: Vocabulary) -> str:
    for one in (value.text, *(name for name in known.reviewers if name.casefold() == value.text.casefold())):
        if one in known.reviewers:
            return one
    words = tr("Nobody called “{value}” has reviewed in this project.").format(value=value.text)
    raise FilterError(_with_hint(words, value.text, known.reviewers), value.start, value.end)


def _with_hint(words: str, value: str, choices: Iterable[str]) -> str:
    by_letters = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(value.casefold(), by_letters, n=1)
    return f"{words} " + tr("Did you mean {name}?").format(name=by_letters[close[0]]) if close else words


def names_leave_blind(found: Filter, reviewer: str, *, reviews: bool, confidence: bool) -> bool:
    """Whether the answer would tell what a blind reviewer must not know before an own verdict: what others say, by
    ``reviews``; the model's confidence, by ``confidence``."""
    told: Sequence[Condition] = found.conditions
    whose = any(one.field == "reviewer" for group in found.wanted for one in group)
    others = any(one.field in ("disagreement", "reviewed") or (one.field == "reviewer" and one.value != reviewer)
                 for one in told)  # fmt: skip
    # The day is that of the last verdict by anyone, unless it is asked whose.
    others = others or (not whose and any(one.field == JUDGED for one in told))
    return (reviews and others) or (confidence and any(one.field == "probability" for one in told))
