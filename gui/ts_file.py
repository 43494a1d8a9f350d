"""Qt's format for translations, .ts, as Qt Linguist reads and writes it: read at start, written by gui.translations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from engine.records import PlainError


class NotATranslation(PlainError):
    """The file is no .ts file that can be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and what is said for it.

    source:   in English; of a numerus message the form for many
    forms:    the translation: one, or of a numerus message one for each form of the language; empty ones are missing
    finished: whether a person has called it done; what is not finished is not shown
    vanished: the program says this no longer
    note:     what a translator should know
    where:    "gui/window.py:12", to look at
    """

    context: str
    source: str
    forms: tuple[str, ...] = ()
    numerus: bool = False
    finished: bool = False
    vanished: bool = False
    note: str = ""
    where: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        return self.finished and not self.vanished and bool(self.forms) and all(self.forms)


def read(file: Path) -> tuple[str, list[Entry]]:
    """(language, entries) of a .ts file. Raises NotATranslation for what is none, OSError for what cannot be read."""
    try:
        root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise NotATranslation(f"{file} is not a translation that can be read: {error}.") from error
    found = []
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            told = message.find("translation")
            kind = told.get("type", "") if told is not None else "unfinished"
            numerus = message.get("numerus") == "yes"
            if told is None:
                forms: tuple[str, ...] = ()
            elif numerus:
                forms = tuple(form.text or "" for form in told.iter("numerusform"))
            else:
                forms = (told.text or "",)
            found.append(
                Entry(
                    name, message.findtext("source", ""), forms, numerus, kind == "", kind in ("vanished", "obsolete"),
                    message.findtext("extracomment", ""),
                    tuple(f"{at.get('filename')}:{at.get('line')}" for at in message.iter("location")),
                )
            )  # fmt: skip
    return root.get("language", ""), found


def written(language: str, entries: Iterable[Entry]) -> str:
    """A .ts file's text. Where in the source a message stands is told by its file alone: line numbers would change with
    every line of the program, and two branches would never merge."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="en">')
    contexts: dict[str, list[Entry]] = {}
    for entry in entries:
        contexts.setdefault(entry.context, []).append(entry)
    for name, messages in contexts.items():
        lines += ["<context>", f"    <name>{escape(name)}</name>"]
        for one in messages:
            lines += _message(one)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(entry: Entry) -> list[str]:
    lines = ['    <message numerus="yes">' if entry.numerus else "    <message>"]
    for where in sorted({where.rpartition(":")[0] or where for where in entry.where}):
        lines.append(f'        <location filename="{escape(where)}"/>')
    lines.append(f"        <source>{escape(entry.source)}</source>")
    if entry.note:
        lines.append(f"        <extracomment>{escape(entry.note)}</extracomment>")
    kind = ' type="vanished"' if entry.vanished else "" if entry.finished else ' type="unfinished"'
    if entry.numerus:
        forms = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in entry.forms)
        lines.append(f"        <translation{kind}>{forms}</translation>")
    else:
        lines.append(f"        <translation{kind}>{escape(''.join(entry.forms))}</translation>")
    return [*lines, "    </message>"]
