"""What engine and store say in English, put into the language of the window.

They know no window: their texts come filled in, some of them out of the record, where they were kept years ago. So a
text is looked up by the template it was made from: "The image {name} is not there any more." is a pattern in which each
{name} stands for anything, and the translation is filled with what stood there, itself put into the language. What no
template made is said as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from gui.words import count

CONTEXT = "hansel-said"
FIELD = re.compile(r"\{(\w+)\}")
NUMBER = "n"  # a field called so is a number, and nothing else
SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z\"'])")
LISTED = re.compile(r"(, | and )")
LONGEST = 4000  # longer texts are somebody's data, and looking would take long
_patterns: list[tuple[int, re.Pattern[str], str]] = []


def use(texts: Mapping[str, str]) -> None:
    """Templates in English -> in the language of the window; none for English."""
    # The one with the most words of its own first: "{what}. {more}" would take everything.
    found = [(len(FIELD.sub("", source)), pattern(source), told) for source, told in texts.items()]
    _patterns[:] = sorted(found, key=lambda one: -one[0])
    said.cache_clear()


def pattern(source: str) -> re.Pattern[str]:
    """What a template can have become: the whole of a text, with at least a character in each place."""
    known: set[str] = set()
    made = ""
    for n, part in enumerate(FIELD.split(source)):
        if n % 2 == 0:
            made += re.escape(part)
        else:
            anything = r"\d[\d,]*" if part == NUMBER else ".+?"
            made += f"(?P={part})" if part in known else f"(?P<{part}>{anything})"
            known.add(part)
    return re.compile(made, re.DOTALL)


@lru_cache(maxsize=2000)
def said(text: str) -> str:
    """A text of engine or store in the language of the window; of several sentences each by itself, where no template
    has them all."""
    if not _patterns or not text or len(text) > LONGEST:
        return text
    whole = _known(text)
    if whole is not None:
        return whole
    parts = SENTENCES.split(text)
    made = []
    while parts:
        for n in range(len(parts), 0, -1):
            told = _known(" ".join(parts[:n])) if n < len(parts) or made else None
            if told is not None:
                break
        made.append(parts[0] if told is None else told)
        del parts[:n]
    return " ".join(made)


def _known(text: str) -> str | None:
    bare = text.strip()
    for _, known, told in _patterns:
        found = known.fullmatch(bare)
        if found is not None:
            return text.replace(bare, FIELD.sub(lambda field: _value(found[field[1]]), told), 1)
    return None


def _value(text: str) -> str:
    """What stood in a field: a sentence or a reason of its own, a number, a list of such, or a name."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return count(int(text.replace(",", "")))
    told = said(text)
    parts = LISTED.split(text)
    if told != text or len(parts) == 1:
        return told
    each = [_known(part) for part in parts[::2]]
    if None in each:
        return text
    joins = [part if part == ", " else f" {said(part.strip())} " for part in parts[1::2]]
    return "".join(word or "" for pair in zip(each, [*joins, ""], strict=True) for word in pair)
