"""Conditions that a list of images is cut down by, checked and put in SQL.

Conditions on different fields must all hold. Of one field's values with "=" one must; comparisons (<, <=, >, >=) must
all hold. What is asked of reviews (verdict, reason, severity, comment) is asked of one review at a time: that of the
reviewer who looks at the list, or of those that conditions on `reviewer` name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.column_types import Words, canonical_json
from db.faults import StoreError
from db.rows import VERDICTS

NONE = "none"
UNLABELLED = False  # of the true class: there is none. Not a word, as a class may be called by any word.
STATES = ("waiting", "explained", "failed")
FIGURES = ("probability", "area", "keep", "drop", "gini", "border")
CLASSES = ("true", "predicted", "target")
YES_NO = ("correct", "disagreement", "reviewed")
OF_REVIEWS = ("verdict", "reviewer", "reason", "severity", "comment")
JUDGED = "judged"
WHAT_IF = "whatif"
ASKED = ("asked", "turned", "stayed", NONE)
# Compared with another run: of two runs, so that db.queues asks it and not this module. "1-better": see db.comparing.
AGAINST = "against"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
FIELDS = ("name", *CLASSES, "state", *YES_NO, *FIGURES, *OF_REVIEWS, JUDGED, WHAT_IF)
COMPARISONS = ("<", "<=", ">", ">=", "=")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of an image. operator: one of COMPARISONS; all but figures, severity and judged know "=" only.

    field        value
    name         part of the path below the folder; case counts for nothing
    true         a class as the model's labels or the data set spell it, or its number; so predicted and target.
                 UNLABELLED: the data set says none
    state        waiting, explained, failed
    correct      True, False: the prediction is the class of the true label; where that is not known, neither
    reviewed     True, False: anyone has given a verdict;  disagreement: two reviewers gave different ones
    probability  a number; so area, keep, drop, gini, border
    verdict      sound, flawed, unsure; none: explained, and no verdict yet
    reviewer     a name; alone: one who has given a verdict
    reason       a reason as it was given;  severity: 1 to 3;  comment: part of it
    whatif       asked: what-ifs are kept of the reviewer who looks at the list, or of those whom `reviewer` names;
                 turned: one of them made another class of it; stayed: none of them did; none: there are none
    judged       the day (UTC, 2026-11-23) of the last change of a verdict on it: anyone's, or that of a named reviewer
    """

    field: str
    operator: str
    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Names:
    """How a run's classes are called: labels of its model; truths: true label -> class number, None if it has none.

    root: the path of the run's folder
    """

    root: str
    labels: tuple[str, ...]
    truths: Mapping[str, int | None]


@dataclass(slots=True)
class Wanted:
    """Conditions in SQL: where is about a row r of run_images, said about a row v of reviews.

    what_ifs: of ASKED, what must hold; whose is told by reviewers.
    none_counts: having no verdict is enough; said_otherwise is then what a review must not say
    """

    where: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    reviewers: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    what_ifs: list[str] = field(default_factory=list)
    of_reviews: bool = False
    none_counts: bool = False
    said_otherwise: str = "v.verdict IS NOT NULL"

    def bind(self, value: Any) -> str:
        """Keeps a value; returns how the SQL names it."""
        name = f"x{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def understood(conditions: Sequence[Condition], names: Names) -> Wanted:
    """The conditions in SQL. Raises StoreError, naming it, for a field, an operator or a value that there is not."""
    wanted = Wanted()
    equal: dict[str, list[Any]] = {}
    judged: list[Condition] = []
    for one in conditions:
        _check(one)
        if one.field == JUDGED:
            judged.append(one)
        elif one.operator == "=":
            equal.setdefault(one.field, []).append(one.value)
        else:
            _compare(wanted, one)
    for name, found in equal.items():
        match name:
            case "name":
                wanted.where.append(_any_of(_contains("r.relative", value, wanted) for value in found))
            case "true":
                labelled = [value for value in found if value is not UNLABELLED]
                ways = [f"r.true_label IN ({_listed(_true_labels(labelled, names), wanted)})"] if labelled else []
                ways += ["coalesce(r.true_label, '') = ''"] if len(labelled) < len(found) else []
                wanted.where.append(_any_of(ways))
            case "predicted" | "target":
                column = "r.prediction" if name == "predicted" else "r.target"
                numbers = sorted({number for value in found for number in _numbers(name, value, names.labels)})
                wanted.where.append(f"{column} IN ({_listed(numbers, wanted)})")
            case "state":
                wanted.where.append(f"+r.state IN ({_listed(found, wanted)})")
            case "correct" | "disagreement" | "reviewed":
                if len(set(found)) == 1 or name == "correct":
                    wanted.where.append(_any_of(_yes_no(name, value, names, wanted) for value in set(found)))
            case "reviewer":
                wanted.reviewers += dict.fromkeys(found)
            case "whatif":
                wanted.what_ifs += found
            case "reason":
                wanted.said.append(_any_of(_has_reason(value, wanted) for value in found))
            case "comment":
                parts = _any_of(_contains("v.comment", value, wanted) for value in found)
                wanted.said.append(f"v.comment <> '' AND {parts}")
            case "severity":
                wanted.said.append(f"v.severity IN ({_listed(found, wanted)})")
            case figure if figure in FIGURES:
                wanted.where.append(f'r."{figure}" IN ({_listed(found, wanted)})')
    _ask_day(wanted, judged)
    # A reviewer who is named with what-ifs only is one whose what-ifs are meant, with a verdict or without.
    named = wanted.reviewers and not wanted.what_ifs
    wanted.of_reviews = bool(wanted.said or named or "verdict" in equal)
    _ask_verdict(wanted, equal.get("verdict", []))
    return wanted


def _check(one: Condition) -> None:
    if one.field not in FIELDS:
        raise StoreError(f"Images cannot be looked for by {one.field!r}. They can be by: {', '.join(FIELDS)}.")
    compared = one.field in FIGURES or one.field in ("severity", JUDGED)
    if one.operator not in (COMPARISONS if compared else ("=",)):
        raise StoreError(f"{one.field} cannot be compared with {one.operator!r}.")
    value = one.value
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    match one.field:
        case "state":
            good, wants = value in STATES, ", ".join(STATES)
        case "verdict":
            good, wants = value in (*VERDICTS, NONE), ", ".join((*VERDICTS, NONE))
        case "whatif":
            good, wants = value in ASKED, ", ".join(ASKED)
        case "correct" | "disagreement" | "reviewed":
            good, wants = isinstance(value, bool), "yes or no"
        case "severity":
            good, wants = number and value in (1, 2, 3), "1, 2 or 3"
        case "true" | "predicted" | "target":
            unlabelled = one.field == "true" and value is UNLABELLED
            good = unlabelled or isinstance(value, str) or (number and value == int(value))
            wants = "a class or its number"
        case "judged":
            good, wants = isinstance(value, str) and re.fullmatch(DAY, value) is not None, "a day, such as 2026-11-23"
        case "name" | "reviewer" | "reason" | "comment":
            good, wants = isinstance(value, str) and value != "", "some text"
        case _:
            good, wants = number, "a number"
    if not good:
        raise StoreError(f"{one.field} cannot be {value!r}; it takes {wants}.")


def _compare(wanted: Wanted, one: Condition) -> None:
    if one.field == "severity":
        wanted.said.append(f"v.severity {one.operator} {wanted.bind(one.value)}")
    else:
        wanted.where.append(f'r."{one.field}" {one.operator} {wanted.bind(float(one.value))}')


def _ask_day(wanted: Wanted, judged: Sequence[Condition]) -> None:
    """As db/counting.py tells days: of everybody's verdicts the last one's, of one reviewer's that one's."""
    if not judged:
        return
    named = bool(wanted.reviewers)
    column = "substr(v.updated_at, 1, 10)" if named else "r.judged_on"
    parts = [f"{column} {one.operator} {wanted.bind(one.value)}" for one in judged if one.operator != "="]
    same = [one.value for one in judged if one.operator == "="]
    parts += [f"{column} IN ({_listed(same, wanted)})"] if same else []
    if named:
        wanted.said += ["v.verdict IS NOT NULL", *parts]
    else:
        wanted.where += parts


def _ask_verdict(wanted: Wanted, verdicts: list[str]) -> None:
    given = [verdict for verdict in VERDICTS if verdict in verdicts]
    some = ", ".join(f"'{verdict}'" for verdict in given)
    if NONE not in verdicts:
        if given:
            wanted.said.append(f"v.verdict IN ({some})")
        return
    if wanted.said:  # a review that says what is asked is there, with one of the verdicts or without any
        wanted.said.append(f"(v.verdict IS NULL{f' OR v.verdict IN ({some})' if given else ''})")
        return
    wanted.none_counts = True
    if given:
        wanted.said = [f"v.verdict IN ({some})"]
        wanted.said_otherwise = f"v.verdict NOT IN ({some})"


def _yes_no(name: str, value: bool, names: Names, wanted: Wanted) -> str:
    if name == "reviewed":
        return f"r.sound + r.flawed + r.unsure {'>' if value else '='} 0"
    if name == "disagreement":
        return f"(r.sound > 0) + (r.flawed > 0) + (r.unsure > 0) {'>' if value else '<='} 1"
    known = wanted.bind(canonical_json({label: number for label, number in names.truths.items() if number is not None}))
    right = f"(r.true_label, r.prediction) IN (SELECT key, value FROM json_each({known}))"
    if value:
        return right
    labelled = f"r.true_label IN (SELECT key FROM json_each({known}))"
    return f"({labelled} AND r.prediction IS NOT NULL AND NOT {right})"


def on_what_ifs(asked: Iterable[str], who: str) -> str:
    """That one of these holds of the what-ifs of reviewers, whose numbers ``who`` lists as SQL does."""
    of_them = f"FROM what_ifs w WHERE w.explanation_id = r.explanation_id AND w.reviewer_id IN ({who})"
    some, turned = f"EXISTS (SELECT 1 {of_them})", f"EXISTS (SELECT 1 {of_them} AND w.flips)"
    never = f"r.explanation_id IS NOT NULL AND NOT {some}"
    ways = {"asked": some, "turned": turned, "stayed": f"({some} AND NOT {turned})", NONE: f"({never})"}
    return _any_of(ways[one] for one in dict.fromkeys(asked))


def _has_reason(reason: str, wanted: Wanted) -> str:
    """Reasons are a JSON list. The quick look for the text leaves few to be looked at exactly."""
    quick = f"instr(v.reasons, {wanted.bind(canonical_json(reason))}) > 0"
    exact = f"EXISTS (SELECT 1 FROM json_each(v.reasons) one WHERE one.value = {wanted.bind(reason)})"
    return f"CASE WHEN {quick} THEN {exact} ELSE 0 END"


def _contains(column: str, part: str, wanted: Wanted) -> str:
    """SQLite's LIKE takes no account of case for ASCII only; other letters are tried both ways."""
    spellings = [part] if part.isascii() else [part, part.lower(), part.upper()]
    patterns = []
    for spelling in dict.fromkeys(spellings):
        escaped = spelling.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        patterns.append(f"{column} LIKE {wanted.bind(_kept(f'%{escaped}%'))} ESCAPE '\\'")
    return _any_of(patterns)


def _true_labels(found: Iterable[str | float], names: Names) -> list[Any]:
    """The spellings of true labels that stand for one of these classes."""
    labels: dict[str, None] = {}
    for value in found:
        if isinstance(value, str) and (value in names.truths or not names.truths):
            numbers = {names.truths.get(value)} - {None}
            labels[value] = None
        else:
            numbers = set(_numbers("true", value, names.labels))
            labels |= {names.labels[number]: None for number in numbers if number is not None}
        labels |= {label: None for label, number in names.truths.items() if number in numbers}
    return [_kept(label) for label in labels]


def _numbers(name: str, value: str | float, labels: Sequence[str]) -> list[int]:
    """The classes of that name, or the one of that number. Raises StoreError if there is none."""
    if isinstance(value, str):
        same = [number for number, label in enumerate(labels) if label == value]
        alike = [number for number, label in enumerate(labels) if label.casefold() == value.casefold()]
        if same or alike:
            return same or alike
    number = int(value) if not isinstance(value, str) or (value.isascii() and value.isdigit()) else -1
    if not 0 <= number < len(labels):
        raise StoreError(f"{name} cannot be {value!r}: the model has no such class.")
    return [number]


def _listed(found: Iterable[Any], wanted: Wanted) -> str:
    return ", ".join(wanted.bind(value) for value in dict.fromkeys(found))


def _any_of(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"


def _kept(value: str) -> Any:
    """Text as the tables keep it: what is not valid Unicode as bytes."""
    return Words().process_bind_param(value, None)  # type: ignore[arg-type]
