"""Texts that people read and that do not go through ``tr``, looked for in the source of the window."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gui

SOURCES = sorted(Path(gui.__file__).parent.glob("*.py"))
TOOLS = {"extracting.py", "said_texts.py", "translations.py", "ts_file.py"}  # not part of the window
TRANSLATES = {"tr", "later", "plural"}
# What is shown by these is read by people, whatever else they are given.
METHODS = {
    "setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setTitle", "setStatusTip", "setWhatsThis", "setIconText", "setSuffix", "setPrefix", "setSpecialValueText",
    "setHeaderLabels", "addItem", "addAction", "addTab", "addMenu", "insertItem", "drawText", "show_trouble",
    "show_passing", "show_words", "show_notice", "retell", "say",
}  # fmt: skip
CLASSES = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QLineEdit",
    "WrappedLabel", "Notice", "QuestionDialog", "Fold", "Overlay", "PickList", "label", "caption",
}  # fmt: skip
# Through these a text goes on as it is.
CARRIERS = {"format", "join", "strip", "rstrip", "replace", "visible", "breakable", "str", "capitalize", "upper"}
# Which argument is the text, where the others are ids, icons, kinds and data; all of them where nothing stands here.
PLACE = {"addItem": 0, "Notice": 1, "Fold": 1, "label": 1, "caption": 1, "insertItem": 1}
ALLOWED = {
    ("about.py", "Hansel "): "the name",
    ("dialogs.py", "Hansel"): "the name",
    ("dialogs.py", "\nSHA-256 "): "the name of a hash",
    ("window.py", "Hansel"): "the name",
    ("window.py", " – Hansel"): "the name, in the title",
}
TABLES = {"commands.py": "titles, which Command.shown translates; the catalogue has them by gui.extracting.commands"}


def words_of(text: str) -> bool:
    """Whether there is something to translate: a word of two letters or more, beside {names}."""
    return bool(re.search(r"[^\W\d_]{2,}", re.sub(r"\{\w*\}", " ", text)))


def shown_literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Literals that are shown by a widget without a way through tr."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in METHODS if isinstance(call.func, ast.Attribute) else name in CLASSES:
            place = PLACE.get(name)
            texts = call.args if place is None else call.args[place : place + 1]
            for argument in (*texts, *(one.value for one in call.keywords if one.arg in ("text", "title"))):
                yield from bare(argument)


def bare(node: ast.expr) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Constant(value=str() as text):
            if words_of(text):
                yield node.lineno, text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from bare(part.value if isinstance(part, ast.FormattedValue) else part)
        case ast.BinOp(left=left, right=right):
            yield from bare(left)
            yield from bare(right)
        case ast.IfExp(body=one, orelse=other):
            yield from bare(one)
            yield from bare(other)
        case ast.BoolOp(values=several) | ast.List(elts=several) | ast.Tuple(elts=several):
            for one in several:
                yield from bare(one)
        case ast.Call(func=function, args=arguments):
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in CARRIERS and name not in TRANSLATES:
                for one in (*arguments, *([function.value] if isinstance(function, ast.Attribute) else [])):
                    yield from bare(one)


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Literals that read like a text for people, wherever they go, outside of tr, of logs and of exceptions of ours."""
    through: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            through.add(id(body[0].value))
        name = ""
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
        if (
            name in TRANSLATES
            or name.startswith(("log.", "re."))
            or name in ("ValueError", "RuntimeError", "TypeError")
        ):
            through |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in through:
            text = node.value.strip()
            spoken = len(re.findall(r"[^\W\d_]{2,}", text)) >= 3 and " " in text
            if (
                spoken
                and (text[0].isupper() or text.endswith((".", "…", "?")))
                and not re.search(r"[{};]\s*$|::", text)
            ):
                yield node.lineno, node.value


@pytest.mark.parametrize("file", [one for one in SOURCES if one.name not in TOOLS], ids=lambda file: file.stem)
def test_what_is_shown_goes_through_the_translation(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [*shown_literals(tree), *(sentences(tree) if file.name not in TABLES else ())]
    assert not [(line, text) for line, text in found if (file.name, text) not in ALLOWED]


def test_exceptions_are_still_needed():
    said = {(file.name, text) for file in SOURCES for _, text in shown_literals(ast.parse(file.read_text("utf-8")))}
    assert set(ALLOWED) <= said


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Not saved")',
        'label.setText(f"{n} images")',
        'label.setText(tr("Saved") if saved else "Lost")',
        'button = QPushButton("Go on")',
        'box.addItem("Everything", 3)',
        'notices.show_notice(Notice("id", "Nothing was saved.", "warning"))',
        'found = {"busy": "Another window holds it."}',
        'label.setText("{n} of it".format(n=3))',
    ],
)
def test_a_text_past_the_translation_is_found(line):
    tree = ast.parse(line)
    assert [*shown_literals(tree), *sentences(tree)]


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(tr("Not saved"))',
        'label.setText(f"{n} %")',
        'label("quiet", text=tr("Saved"))',
        'box.addItem(tr("Everything"), "everything")',
        'label.setText(plural(n, "1 image", "{n} images"))',
        'log.warning("The map %s is gone.", path)',
    ],
)
def test_what_is_translated_is_left_in_peace(line):
    tree = ast.parse(line)
    assert not [*shown_literals(tree), *sentences(tree)]
