"""The file of changed keys: a line for each command, to be read, written by hand and carried to another computer."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gui.words import tr

NAME = "keys.toml"
MOST_BYTES = 200_000
HEAD = """\
# Keys of Hansel that were changed: the name of a command and its keys, the one that is shown first. [] is no key.
# A command that is not here has the keys that it comes with. The file can be copied to another computer.
# What can be written here stands in docs/keys.md.
"""
OTHERS = """\
# As they come:
"""


@dataclass(frozen=True, slots=True)
class Found:
    """raw: the bytes, None where there is no file; troubles: what was left out, as sentences."""

    raw: bytes | None = None
    entries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()


def read(path: Path) -> Found:
    """What a file says, in its order. Nothing of it is trusted: see gui/keymap.py for what can be used."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Found()
    except OSError as error:
        why = tr("It could not be read: {why}.").format(why=error.strerror or str(error))
        return Found(None, {}, (why,))
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError(tr("it is too large"))
        told = tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and TOMLDecodeError are ValueErrors
        why = tr("It could not be understood, so all keys are as they come: {why}.").format(why=str(error)[:200])
        return Found(raw, {}, (why,))
    entries: dict[str, tuple[str, ...]] = {}
    troubles = []
    for name, value in told.items():
        keys = [value] if isinstance(value, str) else value
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            entries[name] = tuple(keys)
        else:
            troubles.append(tr("The keys of “{name}” are no list of texts.").format(name=name[:60]))
    return Found(raw, entries, tuple(troubles))


def write(
    path: Path,
    entries: Mapping[str, tuple[str, ...]],
    others: Mapping[str, tuple[str, ...]] | None = None,
    *,
    spare: bool = False,
) -> tuple[str, bytes]:
    """(why it could not be written, or "", the bytes), whole or not at all.

    others: commands that have the keys that they come with, for those who go on by hand; in comments. spare: keep what
    is there under a name of its own, as it says what this one does not.
    """
    lines = [_line(name, keys) for name, keys in entries.items()]
    comments = [f"# {_line(name, keys)}" for name, keys in (others or {}).items()]
    raw = (HEAD + "\n" + "".join(lines) + "\n" + OTHERS + "".join(comments)).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if spare and path.exists():
            path.replace(_free(path))
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(path)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as error:
        return error.strerror or str(error), raw
    return "", raw


def _free(path: Path) -> Path:
    n = 1
    while (free := path.with_name(f"{path.stem}-before-{n}{path.suffix}")).exists():
        n += 1
    return free


def _line(name: str, keys: tuple[str, ...]) -> str:
    return f"{_name(name)} = [{', '.join(_text(key) for key in keys)}]\n"


def _name(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _text(name)


def _text(text: str) -> str:
    """A TOML string; the escapes of JSON are among its own, but for the one character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
