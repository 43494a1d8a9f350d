"""Paragraphs of a PDF with right-to-left text in them: broken as one reads, each line drawn as it is seen.

reportlab breaks and splits paragraphs by what is in them in the order of reading, and knows no direction without
libraries that are not needed otherwise.
"""

from __future__ import annotations

import copy
from typing import Any

from reportlab.platypus import Paragraph

from reports.direction import as_seen, base_of, strong_after, turns


class Text(Paragraph):  # type: ignore[misc]
    """A paragraph of a sentence that runs from left to right. own_direction: it runs as its first letter does, as a
    comment that is nobody else's sentence."""

    own_direction = False

    def draw(self) -> None:
        told = self.blPara
        self.blPara = _seen(told, own_direction=self.own_direction)
        try:
            super().draw()
        finally:
            self.blPara = told  # what is split or measured again is broken in the order of reading


class OwnText(Text):
    """A text of its own: a comment."""

    own_direction = True


def _seen(told: Any, *, own_direction: bool) -> Any:
    """Broken lines as they are seen; those of a text without right-to-left letters as they are."""
    lines = [_text_of(line) for line in told.lines]
    if not any(turns(line) for line in lines):
        return told
    base = base_of(" ".join(lines)) if own_direction else 0
    seen, strong = copy.copy(told), base
    seen.lines = []
    for line, text in zip(told.lines, lines, strict=True):
        seen.lines.append(_turned(line, text, base, strong))
        strong = base if getattr(line, "lineBreak", False) else strong_after(text, strong)
    return seen


def _text_of(line: Any) -> str:
    """What is on a line: of one face (space left, words), or of several, each with what it says."""
    if hasattr(line, "words"):
        return "".join(getattr(part, "text", "") or "" for part in line.words)
    return " ".join(line[1])


def _turned(line: Any, text: str, base: int, strong: int) -> Any:
    if not turns(text) and not base:
        return line
    placed = as_seen(text, base, strong)
    if not hasattr(line, "words"):
        return (line[0], "".join(one for one, _ in placed).split(" "), *line[2:])
    owner = [part for part in line.words for _ in getattr(part, "text", "") or ""]
    made: list[Any] = []
    last: Any = None
    for one, place in placed:
        if owner[place] is not last:
            last = owner[place]
            made.append(last.clone(text=""))
        made[-1].text += one
    found = copy.copy(line)
    # What says nothing, such as an anchor, stays in front.
    found.words = [part for part in line.words if not getattr(part, "text", "")] + made
    return found
