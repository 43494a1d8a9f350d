"""What engine and store can say to people, as templates, read from their source for gui.translations (gui/said.py).

Not part of the running window. Their texts are f-strings or are filled in with ``format``; of both the places that are
filled become fields: f"The image {path} is gone." gives "The image {path} is gone."

A template is a sentence: what a message is put together from differs from case to case, its sentences do not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gui

HOME = Path(gui.__file__).parent.parent
# What only commands say, and tables that the window translates by itself.
NOT_SHOWN = {
    "db/agreement.py", "db/checks.py", "db/conditions.py", "db/counting.py", "db/defence.py", "db/drives.py",
    "db/findings.py", "db/review_lines.py", "db/trends.py", "db/undoing.py", "db/verify.py", "db/weighting.py",
    "engine/device.py", "engine/in_full.py", "engine/methods.py", "engine/packing.py",
}  # fmt: skip
# Parts of sentences that are put together elsewhere: what a backup holds, how images lie in a folder. {n} is a number.
PHRASES = {
    "db/restore.py": (
        "and", "{n} run", "{n} runs", "{n} explanation", "{n} explanations", "{n} verdict", "{n} verdicts",
        "{n} review event", "{n} review events", "{n} newer review event", "{n} newer review events",
    ),
    "engine/datasets.py": (
        "a folder of images", "class folders", "a CSV list", "a COCO file", "Pascal VOC", "{n} class", "{n} classes",
    ),
}  # fmt: skip
BETWEEN = re.compile(r"(?<=[.?!])(?: +(?=[A-Z{\"'])|(?=\{))")
WORDS = 2  # of its own: a text with fewer is a key, a name or a part of something else


def templates(home: Path = HOME) -> dict[str, list[str]]:
    """Template -> the files that say it."""
    found: dict[str, list[str]] = {}
    for file in sorted([*(home / "engine").rglob("*.py"), *(home / "db").rglob("*.py")]):
        name = file.relative_to(home).as_posix()
        if name in NOT_SHOWN or "migrations" in name:
            continue
        for text in _said(ast.parse(file.read_text(encoding="utf-8"))):
            for sentence in sentences(text):
                at = found.setdefault(sentence, [])
                if name not in at:
                    at.append(name)
        for text in PHRASES.get(name, ()):
            found.setdefault(text, [name])
    return found


def sentences(template: str) -> list[str]:
    """The sentences of a template that have words of their own; of two fields without a word between them one."""
    first, *others = BETWEEN.split(re.sub(r"(\}) ?\{\w+\}", r"\1", template))
    # A field between two sentences holds a sentence of its own: "{kept} Free some space."
    parts = [first, *(re.sub(r"^\{\w+\} (?=[A-Z])", "", part) for part in others)]
    return [part for part in parts if _own_words(part)]


def _own_words(text: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}", " ", text)))


def _said(tree: ast.Module) -> Iterator[str]:
    inside: set[int] = set()  # docstrings, and parts of what is taken whole
    raised: set[int] = set()
    for node in ast.walk(tree):
        body = node.body if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) else []
        if body and isinstance(body[0], ast.Expr):
            inside.add(id(body[0].value))
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised |= {id(part) for part in ast.walk(node.exc)}
    for node in ast.walk(tree):
        if id(node) in inside:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip()
        elif isinstance(node, ast.JoinedStr):
            text = _template(node).strip()
        else:
            continue
        if _own_words(text) >= WORDS and _is_sentence(text, id(node) in raised):
            yield text


def _is_sentence(text: str, raised: bool) -> bool:
    """Whether people read it: it ends as a sentence does, and is no SQL."""
    begins = text[0].isupper() or text[0] in "{'\"" or text.startswith("audit.sqlite in ")
    sql = re.match(r"(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|DROP|PRAGMA|BEGIN)\b", text)
    filled = text.endswith("}") and len(text.split()) > 3
    return begins and not sql and (text.endswith((".", "?")) or filled or (raised and text[-1] in ')"'))


def _template(node: ast.JoinedStr) -> str:
    names: dict[str, str] = {}
    made = ""
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            whole = ast.unparse(part)
            if whole not in names:
                names[whole] = _free(_name(part.value), set(names.values()))
            made += f"{{{names[whole]}}}"
        elif isinstance(part, ast.Constant):
            made += str(part.value)
    return made


def _name(node: ast.expr) -> str:
    """What a place is called: by the variable that fills it."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr not in ("name", "join", "strip", "absolute", "file"):
            return part.attr.strip("_").lower()
        if isinstance(part, ast.Name) and part.id not in ("len", "str", "self", "some", "sorted", "map", "count"):
            return part.id.strip("_").lower()
    return "what"


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}{n}" for n in range(2, 99) if f"{name}{n}" not in taken)
