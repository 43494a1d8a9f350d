"""Right-to-left text in the order in which it is seen, for a PDF, whose pages know places of glyphs and no direction.

A small part of Unicode's bidirectional algorithm (UAX 9): names and comments in sentences that run from left to right,
without embeddings (control characters are spelled out before). Arabic letters get the shapes that join, and the four
lam-alefs their ligature, as far as Unicode has them as characters of their own.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_STRONG = {"L": 0, "R": 1, "AL": 1}
_NUMBERS = ("EN", "AN")
_MARK = ("NSM",)
_FORMS = range(0xFB50, 0xFF00)


def in_visual_order(text: str) -> str:
    """The text as its glyphs stand from left to right; one without right-to-left letters stays as it is."""
    if not any(unicodedata.bidirectional(one) in ("R", "AL") for one in text):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    clusters = _clusters(_joined(line))
    levels = _levels(clusters)
    found = list(zip(levels, clusters, strict=True))
    ordered: list[str] = []
    for is_right_to_left, run in groupby(found, key=lambda one: one[0] > 0):
        if not is_right_to_left:
            ordered += [cluster for _, cluster in run]
            continue
        # Numbers inside run from left to right again: turned twice.
        parts = [(level, [cluster for _, cluster in part]) for level, part in groupby(run, key=lambda one: one[0])]
        for level, part in reversed(parts):
            ordered += part if level == 2 else [cluster.translate(MIRRORED) for cluster in reversed(part)]
    return "".join(ordered)


def _clusters(text: str) -> list[str]:
    """Each character with the marks that stand on it."""
    found: list[str] = []
    for one in text:
        if found and unicodedata.bidirectional(one) in _MARK:
            found[-1] += one
        else:
            found.append(one)
    return found


def _levels(clusters: list[str]) -> list[int]:
    """0: left to right, 1: right to left, 2: a number within right-to-left text. What has no direction of its own takes
    that of its neighbours where both have the same, and else that of the sentence."""
    kinds = [unicodedata.bidirectional(cluster[0]) for cluster in clusters]
    levels: list[int | None] = []
    strong = 0
    for kind in kinds:
        if kind in _STRONG:
            strong = _STRONG[kind]
            levels.append(strong)
        elif kind in _NUMBERS:
            levels.append(2 if strong or kind == "AN" else 0)
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
        before = levels[place - 1] if place else 0
        after = levels[end] if end < len(levels) else 0
        levels[place:end] = [1 if before and after else 0] * (end - place)
        place = end
    return [level or 0 for level in levels]


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


def _joined(text: str) -> str:
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
