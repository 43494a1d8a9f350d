"""Right-to-left text in the order in which it is seen, for a PDF, whose pages know places of glyphs and no direction.

A small part of Unicode's bidirectional algorithm (UAX 9): names in sentences that run from left to right, and comments
that run as their first letter does, without embeddings (control characters are spelled out before). Arabic letters get
the shapes that join, and the four lam-alefs their ligature, as far as Unicode has them as characters of their own.

Lines are broken in the order in which one reads, and each line is put in the order in which it is seen after that
(reports/paper_lines.py): a text that is turned as a whole would end on its first line.
"""

from __future__ import annotations

import unicodedata
from functools import cache

MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_STRONG = {"L": 0, "R": 1, "AL": 1}
_NUMBERS = ("EN", "AN")
_MARK = ("NSM",)
_FORMS = range(0xFB50, 0xFF00)


def turns(text: str) -> bool:
    """Whether there are right-to-left letters in a text."""
    return any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)


def base_of(text: str) -> int:
    """The direction of a text of its own, by its first letter: 0 from left to right, 1 from right to left."""
    return next((_STRONG[kind] for one in text if (kind := unicodedata.bidirectional(one)) in _STRONG), 0)


def in_visual_order(text: str) -> str:
    """The text as its glyphs stand from left to right, line by line, in a sentence that runs so; one without
    right-to-left letters stays as it is."""
    if not turns(text):
        return text
    return "\n".join("".join(one for one, _ in as_seen(joined(line))) for line in text.split("\n"))


def as_seen(line: str, base: int = 0, strong: int | None = None) -> list[tuple[str, int]]:
    """The characters of a line, each with the marks on it and its place in the line, as they stand from left to right.

    base: the direction of what the line is of; strong: that of the last letter on the line before, for numbers
    """
    clusters = _clusters(line)
    levels = _levels([one for one, _ in clusters], base, base if strong is None else strong)
    order = list(range(len(clusters)))
    for level in (2, 1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = order[place:end][::-1]
            place = max(end, place + 1)
    return [
        (clusters[n][0].translate(MIRRORED) if levels[n] == 1 else clusters[n][0], clusters[n][1]) for n in order
    ]  # fmt: skip


def strong_after(line: str, before: int) -> int:
    """The direction of the last letter of a line; of what was before where it has none."""
    kinds = (unicodedata.bidirectional(one) for one in reversed(line))
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), before)


def _clusters(text: str) -> list[tuple[str, int]]:
    """Each character with the marks that stand on it, and its place."""
    found: list[tuple[str, int]] = []
    for place, one in enumerate(text):
        if found and unicodedata.bidirectional(one) in _MARK:
            found[-1] = (found[-1][0] + one, found[-1][1])
        else:
            found.append((one, place))
    return found


def _levels(clusters: list[str], base: int, strong: int) -> list[int]:
    """0: left to right, 1: right to left, 2: left to right within that. What has no direction of its own takes that of
    its neighbours where both have the same, and else that of the text (base)."""
    kinds = _of_numbers([unicodedata.bidirectional(cluster[0]) for cluster in clusters])
    levels: list[int | None] = []
    onwards = 2 if base else 0
    for kind in kinds:
        if kind in _STRONG:
            strong = _STRONG[kind]
            levels.append(1 if strong else onwards)
        elif kind in _NUMBERS:
            levels.append(2 if strong or kind == "AN" else onwards)
        else:
            levels.append(None)
    place = 0
    while place < len(levels):
        if levels[place] is not None:
            place += 1
            continue
        end = place
        while end < len(levels) and levels[end] is None:
            end += 1
        before = levels[place - 1] if place else base
        after = levels[end] if end < len(levels) else base
        levels[place:end] = [_between(before, after, kinds[place - 1] if place else "", base)] * (end - place)
        place = end
    return [base if level is None else level for level in levels]


def _of_numbers(kinds: list[str]) -> list[str]:
    """With the point within a number, and the sign beside it, as parts of the number (rules W4 and W5)."""
    found = list(kinds)
    for place, kind in enumerate(kinds):
        before = found[place - 1] if place else ""
        after = kinds[place + 1] if place + 1 < len(kinds) else ""
        if (kind in ("CS", "ES") and before == after == "EN") or (kind == "ET" and "EN" in (before, after)):
            found[place] = "EN"
    return found


def _between(before: int | None, after: int | None, kind: str, base: int) -> int:
    """What lies between two directions. Numbers within right-to-left text count as such; a word does not."""
    if base and before == after == 2 and kind == "L":
        return 2
    return 1 if before and after else base


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Letter or letters -> name of the form ("initial", ...) -> the character of that shape."""
    shapes: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if kind.strip("<>") in ("isolated", "initial", "medial", "final") and (len(letters) == 1 or _lam_alef(letters)):
            shapes.setdefault(letters, {}).setdefault(kind.strip("<>"), chr(code))
    return shapes


def _lam_alef(letters: str) -> bool:
    return len(letters) == 2 and letters[0] == "\u0644" and letters[1] in "\u0622\u0623\u0625\u0627"


def joined(text: str) -> str:
    """Arabic letters in the shapes that they have beside their neighbours, whatever marks stand on them."""
    shapes = _shapes()
    letters = [place for place, one in enumerate(text) if unicodedata.bidirectional(one) != "NSM"]
    shaped = list(text)
    skip = -1
    for number, place in enumerate(letters):
        if place <= skip:
            continue
        one = text[place]
        before = text[letters[number - 1]] if number else ""
        end = number + 1
        if text[place : place + 2] in shapes and _lam_alef(text[place : place + 2]):
            one, end, skip = text[place : place + 2], number + 2, place + 1
            shaped[place + 1] = ""
        after = text[letters[end]] if end < len(letters) else ""
        forms = shapes.get(one)
        if forms is None:
            continue
        to_before = "initial" in shapes.get(before, {}) and "final" in forms
        to_after = "initial" in forms and "final" in shapes.get(after, {})
        form = ("medial" if to_after else "final") if to_before else ("initial" if to_after else "isolated")
        shaped[place] = forms.get(form) or one
    return "".join(shaped)
