"""What engine and store say in English, put into the language of the window.

They know no window: their texts come filled in, some of them out of the record, where they were kept years ago. So a
text is looked up by the template it was made from: "The image {name} is not there any more." is a pattern in which each
{name} stands for anything, and the translation is filled with what stood there, itself put into the language. What no
template made is said as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from gui.words import count

CONTEXT = "hansel-said"
FIELD = re.compile(r"\{(\w+)\}")
NUMBER = "n"  # a field called so is a number, and nothing else
BETWEEN = re.compile(r"(?<=[.?!])(\s+)(?=\S)")
LISTED = re.compile(r"(, | and )")
LONGEST = 4000  # longer texts are somebody's data, and looking would take long
# (the longest piece that every such text has, template, translation)
_templates: list[tuple[str, str, str]] = []


def use(texts: Mapping[str, str]) -> None:
    """Templates in English -> in the language of the window; none for English."""
    # The one with the most words of its own first: "{what}: {more}" would take everything.
    found = sorted(texts.items(), key=lambda one: -len(FIELD.sub("", one[0])))
    _templates[:] = [(max(FIELD.split(source)[::2], key=len), source, told) for source, told in found]
    said.cache_clear()


@cache
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
    """A text of engine or store in the language of the window, sentence by sentence."""
    if not _templates or not text or len(text) > LONGEST:
        return text
    parts = BETWEEN.split(text)  # sentences and what stands between them, by turns
    made: list[str] = []
    while parts:
        # A name may look like the end of a sentence: then its rest is in the next part.
        for n in range(1, len(parts) + 1, 2):
            told = _known("".join(parts[:n]))
            if told is not None:
                break
        else:
            told, n = parts[0], 1
        made += [told, *parts[n : n + 1]]
        del parts[: n + 1]
    return "".join(made)


def _known(text: str) -> str | None:
    bare = text.strip()
    for piece, source, told in _templates:
        found = pattern(source).fullmatch(bare) if piece in bare else None
        if found is not None:
            values = found.groupdict()
            return text.replace(bare, FIELD.sub(lambda field, values=values: _value(values[field[1]]), told), 1)
    return _listed(text)


def _listed(text: str) -> str | None:
    """Several phrases in a row: "3 runs, 12 explanations and 1 verdict"."""
    parts = LISTED.split(text)
    each = [_known(part) for part in parts[::2]] if len(parts) > 1 else [None]
    if None in each:
        return None
    joins = [part if part == ", " else f" {said(part.strip())} " for part in parts[1::2]]
    return "".join(word or "" for pair in zip(each, [*joins, ""], strict=True) for word in pair)


def _value(text: str) -> str:
    """What stood in a field: a sentence or a reason of its own, a number, or a name."""
    return count(int(text.replace(",", ""))) if re.fullmatch(r"\d{1,3}(,\d{3})+", text) else said(text)
