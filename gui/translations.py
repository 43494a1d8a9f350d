"""Brings translations up to date with the program: ``python -m gui.translations update`` (docs/translating.md).

A translation is one file, resources/translations/hansel_LANGUAGE.ts, in Qt's own format, so that Qt Linguist opens it.
It is read as it is when the window starts (gui/language.py, some 20 ms for 2,000 messages): no compiled copy lies
beside it that could be older, differ between machines or stand in the way of a merge, and a wheel needs no build step.

    update         takes in new texts, marks those that the program says no longer, prints what has no translation yet
    fill FILE      puts translations from a JSON file in: what ``update`` prints, with the empty quotes filled
    tidy           takes out what the program says no longer; until then it stays to be read
    new LANGUAGE   begins a file for another language, as "fr" or "pt_BR"
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from gui import extracting, said_texts, ts_file
from gui.language import FOLDER, FORMS
from gui.said import CONTEXT as SAID
from gui.ts_file import Entry
from gui.words import CONTEXT


@cache
def wanted() -> tuple[Entry, ...]:
    """All messages of the program, without translations."""
    found = []
    for message in extracting.messages().values():
        note = f"For 1, in English: {message.one}" if message.one else message.note
        found.append(Entry(CONTEXT, message.source, (), bool(message.one), note=note, where=tuple(message.where)))
    for text, where in said_texts.templates().items():
        found.append(Entry(SAID, text, (), where=tuple(where)))
    return tuple(found)


def joined(wanted: Sequence[Entry], kept: Sequence[Entry]) -> list[Entry]:
    """The program's messages with the translations that there are; after them those that it says no longer, which a
    translator may still want to read."""
    before = {(one.context, one.source): one for one in kept}
    made = []
    for one in wanted:
        old = before.pop((one.context, one.source), None)
        if old is not None and old.numerus == one.numerus and any(old.forms):
            made.append(replace(one, forms=old.forms, finished=old.finished or old.vanished))
        else:
            made.append(one)
    gone = [replace(one, vanished=True, where=()) for one in before.values() if any(one.forms)]
    return made + gone


def filled(entries: Sequence[Entry], given: Mapping[str, str | Sequence[str]]) -> list[Entry]:
    """Entries with translations put in: source -> text, or for a numerus message one text for each form."""
    made = []
    for entry in entries:
        one, text = entry, given.get(entry.source)
        forms = (text,) if isinstance(text, str) else tuple(text or ())
        # The window and the engine may say the same, one of them with a number that asks for forms.
        if all(forms) and forms and not one.vanished and one.numerus is not isinstance(text, str):
            one = replace(one, forms=forms, finished=True)
        made.append(one)
    return made


def missing(entries: Sequence[Entry], forms: int) -> dict[str, str | list[str]]:
    """What has no finished translation, ready to be filled in and given to ``fill``."""
    return {
        one.source: [""] * forms if one.numerus else ""
        for one in entries
        if not one.vanished and not (one.usable and len(one.forms) == (forms if one.numerus else 1))
    }


def _brought_up(file: Path, given: Mapping[str, str | Sequence[str]], *, tidy: bool = False) -> int:
    """Returns how many messages still lack a translation, and prints them."""
    language = file.stem.removeprefix("hansel_")
    kept = ts_file.read(file)[1] if file.exists() else []
    entries = filled(joined(wanted(), kept), given)
    if tidy:
        entries = [one for one in entries if not one.vanished]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ts_file.written(language, entries), encoding="utf-8", newline="\n")
    left = missing(entries, FORMS[language.partition("_")[0]].many)
    gone = sum(one.vanished for one in entries)
    print(
        f"{file}: {len(entries) - gone} messages, {len(left)} without a translation, {gone} no longer said.",
        file=sys.stderr,
    )
    strange = set(given) - {one.source for one in entries}
    if strange:
        print(f"Not said by the program, so left out: {sorted(strange)}", file=sys.stderr)
    if left:
        words = "Fill in what is printed, keep it as FILE.json, then: python -m gui.translations fill FILE.json"
        print(words, end="\n\n", file=sys.stderr)
        print(json.dumps(left, ensure_ascii=False, indent=1))
    return len(left)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if nothing lacks a translation."""
    parser = argparse.ArgumentParser(prog="python -m gui.translations", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update")
    commands.add_parser("tidy")
    fill = commands.add_parser("fill")
    fill.add_argument("file", type=Path)
    fill.add_argument("--language", default="de")
    new = commands.add_parser("new")
    new.add_argument("language")
    given = parser.parse_args(arguments)
    try:
        if given.command == "fill":
            texts = json.loads(given.file.read_text(encoding="utf-8"))
            return int(_brought_up(FOLDER / f"hansel_{given.language}.ts", texts) > 0)
        if given.command == "new":
            if given.language.partition("_")[0] not in FORMS:
                words = f"How {given.language} counts is not known yet: add it to FORMS in gui/language.py."
                print(words, file=sys.stderr)
                return 1
            _brought_up(FOLDER / f"hansel_{given.language}.ts", {})
            return 0
        tidy = given.command == "tidy"
        return int(sum(_brought_up(file, {}, tidy=tidy) for file in sorted(FOLDER.glob("hansel_*.ts"))) > 0)
    except extracting.NotKnown as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
