"""Texts of the window go through ``tr``: read from its source, without running it.

What a widget shows in the end is looked at in tests/gui/test_language_story.py; this one finds what no story shows.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gui
from gui import key_rules, keymap_file

FILES = sorted(Path(gui.__file__).parent.glob("*.py"))

TRANSLATES = {"tr", "plural"}  # put a text into the language now
MARKS = {"later"}  # a text of a table, put into the language where it is shown
# Calls whose texts are not shown as they are, and why.
NOT_SHOWN = {
    "Command": "the table of commands; Command.shown and Actions.menus put title and menu into the language",
    "setStyleSheet": "style",
    "getLogger": "a name",
    "debug": "the log", "info": "the log", "warning": "the log", "error": "the log", "exception": "the log",
    "Formatter": "the log",
    "ValueError": "for programmers", "TypeError": "for programmers", "RuntimeError": "for programmers",
    "NotImplementedError": "for programmers", "AssertionError": "for programmers", "TimeoutError": "for programmers",
    "compile": "a pattern",
    "setObjectName": "found by in code", "setProperty": "found by in the style sheet",
    "QKeySequence": "the name of a key",
    "getattr": "a name", "hasattr": "a name",
    "contour_generator": "an option of contourpy",
    "createMethodCall": "the name of a call of D-Bus",
}  # fmt: skip
# Modules without a text of the window.
WHOLE_FILES = {
    "screenshots.py": "a tool of the makers: takes the pictures of the documentation; never part of a window",
    "guide_pictures.py": "a tool of the makers, as screenshots.py",
    "method_sources.py": "papers, cited as they were published",
    "style.py": "the style sheet; nothing but style",
    "contrast.py": "the style sheet of high contrast; nothing but style",
    **dict.fromkeys(
        ("extracting.py", "said_texts.py", "translations.py", "ts_file.py"),
        "tools of the makers: what there is to be translated; their words are English, in a terminal",
    ),
}
# Names that are the same in every language.
NAMES = {"Hansel", "Python", "PyTorch", "Qt", "PySide", "SQLite", "SHA-256", "Fusion"}
# Units after a number, as every language writes them.
UNITS = {"px", "s", "ms", "min", "h", "kB", "MB", "GB", "TB", "%"}
# Single constants: (file, text) -> why.
SINGLE = {
    **{
        ("terms.py", part): "as the store writes it, to be told from the rest"
        for part in ("sign-off of run ", "name of a cluster: ", " on ")
    },
    **{("language.py", name): "a language by its own name, in every language" for name in ("English", "Deutsch")},
    **{("key_dialog.py", key): "the name of a key, as files have it" for key in ("Esc", "Tab", "Shift+Tab")},
    **{
        ("key_rules.py", key): "the name of a key, as files have it"
        for key in (*key_rules._EDITING, *key_rules._OF_THE_SYSTEM)
    },
    **{
        ("keymap_file.py", words): "a comment in the file of keys, for those who edit it by hand"
        for words in (keymap_file.HEAD, keymap_file.OTHERS)
    },
    **{("offering.py", menu): "a menu's name in the table, compared with" for menu in ("Reason", "Region", "Review")},
}

# What shows its arguments: which of them (by place; None for all), and which keywords.
SINKS: dict[str, tuple[tuple[int, ...] | None, tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setTitle",
            "setAccessibleDescription", "setStatusTip", "setWhatsThis", "setIconText", "setSpecialValueText",
            "setSuffix", "setPrefix", "setPlainText", "setInformativeText", "setLabelText", "setHeaderLabels",
            "setHorizontalHeaderLabels", "addItems", "QLabel", "QPushButton", "QCheckBox", "QRadioButton",
            "QGroupBox", "QAction", "WrappedLabel", "PlainError", "show_trouble", "show_saved", "caption",
            "QTreeWidgetItem", "QTableWidgetItem", "QListWidgetItem", "addMenu", "addSection", "setRowLabels",
            "announce", "show_words",
        ),
        (None, ("text", "toolTip")),
    ),
    "addItem": ((0,), ("text",)),
    "addAction": ((0, 1), ("text",)),
    "addTab": ((1,), ()),
    "label": ((), ("text",)),
    "Fold": ((1,), ("title",)),
    "Step": ((1, 2, 3), ("title", "button", "second")),
    "Notice": ((1, 3), ("text", "actions")),
    "QuestionDialog": ((0, 1, 2, 3), ("title", "text", "do", "leave")),
    "toasts.show": ((0,), ("text",)),
    "show_audit": ((0,), ("text",)),
    "AuditLine": ((0,), ("text",)),
    "say": (None, ()),
    "drawText": (None, ()),
    "getExistingDirectory": ((1,), ("caption",)),
    "getOpenFileName": ((1, 3), ("caption", "filter")),
    "getSaveFileName": ((1, 3), ("caption", "filter")),
    "Hint": ((0, 1), ("short", "full")),
    "mark": ((2,), ("text",)),
}  # fmt: skip


def named(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(
            value=ast.Name(id="toasts" | "_toasts") | ast.Attribute(attr="toasts" | "_toasts"), attr=name
        ):
            return f"toasts.{name}"
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def words_of(node: ast.AST) -> str:
    """The text of a literal, {} where an f-string has a value; "" for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(words_of(one) if isinstance(one, ast.Constant) else "{}" for one in values)
    return ""


def bare(text: str) -> str:
    """A text without what is the same in every language."""
    left = re.sub(r"\{[^{}]*\}", " ", text)
    left = re.sub(r"(?<![\w.])\.?[\w/*-]+\.(toml|csv|json|html|log|png|svg|hansel|sqlite|py)\b|\*?\.\w+", " ", left)
    for name in sorted(NAMES | UNITS, key=len, reverse=True):
        left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", left)
    return left


def is_phrase(text: str) -> bool:
    """Whether a literal reads like something said to people, wherever it stands: words with space between or around
    them, or a word with a capital."""
    left = bare(text)
    if not re.search(r"[^\W\d_]{2,}", left):
        return False
    spaced = re.search(r"\s", text) and not text.isspace()
    return bool(spaced) or "…" in text or re.match(r"[A-Z][a-z]+\b", text.strip()) is not None


def has_words(text: str) -> bool:
    """Whether a literal that is shown says anything."""
    return re.search(r"[^\W\d_]{2,}", bare(text)) is not None


def shown(node: ast.AST) -> Iterator[ast.AST]:
    """The literals that a shown expression may come to; arguments of calls within it belong to those calls."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.JoinedStr(values=values):
            yield node
            for one in values:
                if isinstance(one, ast.FormattedValue):
                    yield from shown(one.value)
        case ast.IfExp(body=body, orelse=orelse):
            yield from shown(body)
            yield from shown(orelse)
        case ast.BoolOp(values=values):
            for one in values:
                yield from shown(one)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            yield from shown(left)
            yield from shown(right)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for one in elements:
                yield from shown(one)
        case ast.Subscript(value=ast.Dict(values=values)):
            for one in values:
                yield from shown(one)
        case ast.NamedExpr(value=value) | ast.Starred(value=value):
            yield from shown(value)
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join" | "strip" | "capitalize" | "title")):
            yield from shown(value)
            for one in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from shown(one)


def untranslated(source: str, file: str = "") -> list[tuple[int, str]]:
    """(line, text) of what a module says to people past ``tr``, and of ``tr`` where it cannot work."""
    tree = ast.parse(source)
    parent = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}

    def around(node: ast.AST) -> Iterator[ast.AST]:
        while node in parent:
            node = parent[node]
            yield node

    def excused(node: ast.AST) -> bool:
        inner = node
        for outer in around(node):
            if isinstance(outer, ast.Call) and inner is not outer.func:
                name = named(outer)
                if name in TRANSLATES | MARKS | NOT_SHOWN.keys():
                    return True
            inner = outer
        return False

    def is_note(node: ast.AST) -> bool:
        return isinstance(parent.get(node), ast.Expr | ast.FormattedValue | ast.JoinedStr)

    def is_code(node: ast.AST) -> bool:
        """A name of code: __all__, a key of a dict, a value that is compared, a type."""
        inner = node
        for outer in around(node):
            match outer:
                case ast.Assign(targets=[ast.Name(id="__all__")]):
                    return True
                case ast.AnnAssign(annotation=note) if inner is note:
                    return True
                case ast.arg() | ast.Compare() | ast.MatchValue():
                    return True
                case ast.Dict(keys=keys) if inner in keys:
                    return True
                case ast.Subscript(slice=at) if inner is at:
                    return True
                case ast.FunctionDef(returns=note) if inner is note:
                    return True
                case ast.stmt():
                    return False
            inner = outer
        return False

    def when_called(node: ast.AST) -> bool:
        """Whether it runs in a function, not where one is defined: a default is worked out at import too."""
        inner = node
        for outer in around(node):
            if isinstance(outer, ast.FunctionDef) and inner in outer.body:
                return True
            if isinstance(outer, ast.Lambda) and inner is outer.body:
                return True
            inner = outer
        return False

    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if is_phrase(words_of(node)) and not (excused(node) or is_note(node) or is_code(node)):
            found.append((node.lineno, words_of(node)))
        if not isinstance(node, ast.Call):
            continue
        name = named(node)
        if name in TRANSLATES | MARKS:
            texts = node.args[1:] if name == "plural" else node.args
            whole = all(isinstance(one, ast.Constant) for one in texts)
            if not whole and (name != "tr" or isinstance(texts[0], ast.JoinedStr | ast.BinOp)):
                found.append((node.lineno, f"{name} of a text that is put together: {ast.unparse(node)}"))
            if name in TRANSLATES and not when_called(node):
                found.append((node.lineno, f"{name} at import, before any translator is there: {ast.unparse(node)}"))
        elif name in SINKS:
            places, keywords = SINKS[name]
            args = [arg for n, arg in enumerate(node.args) if places is None or n in places]
            args += [keyword.value for keyword in node.keywords if keyword.arg in keywords]
            for literal in (one for arg in args for one in shown(arg)):
                if has_words(words_of(literal)) and not excused(literal):
                    found.append((literal.lineno, words_of(literal)))
    return sorted({(line, text) for line, text in found if (file, text) not in SINGLE})


@pytest.mark.parametrize("file", [file for file in FILES if file.name not in WHOLE_FILES], ids=lambda file: file.name)
def test_every_text_of_the_window_goes_through_tr(file):
    found = untranslated(file.read_text(encoding="utf-8"), file.name)
    assert not found, "\n".join(f"{file.name}:{line}: {text!r}" for line, text in found)


def test_the_exceptions_are_all_needed():
    names = {file.name for file in FILES}
    assert set(WHOLE_FILES) <= names
    for file, text in SINGLE:
        literals = {words_of(node) for node in ast.walk(ast.parse((Path(gui.__file__).parent / file).read_text()))}
        assert text in literals, (file, text)


PAST_TR = '''
"""Not shown: The docstring of a module."""
import logging
from gui.words import later, plural, tr

log = logging.getLogger("a logger")
TITLES = {"dark": "Dark theme", "light": later("Light theme")}
EARLY = tr("Said at import")


class Box:
    hint = "Drag to draw"

    def show(self, n, name, quiet, title=tr("A default")):
        """Not shown either: Of a function."""
        self.box.setText("counting")
        self.box.setToolTip(f"{n} rows of {name}")
        self.box.setAccessibleName(tr("Number") + ": " + ("none" if quiet else str(n)))
        self.box.setPlaceholderText("{n} rows".format(n=n))
        self.box.setWindowTitle(tr(f"Rows of {name}"))
        notices.show_notice(Notice("rows", tr("Rows"), "info", (("Undo", self.undo),)))
        self.toasts.show("gone")
        text = "Nothing was changed."
        log.warning("Rows of %s are gone", name)
        self.box.setObjectName("the box")
        raise PlainError(f"{name} cannot be read.")

    def well(self, n, name):
        self.box.setText(tr("{n} rows of {name}").format(n=n, name=name))
        self.box.setToolTip(plural(n, "1 row", "{n} rows"))
        self.box.setAccessibleName(f"{tr('Number')}: {n} px")
        self.box.setWindowTitle(f"{name} – Hansel" if self.names["a name"] == "The name" else "Hansel")
        self.toasts.show(tr("Gone."))
        raise ValueError("Rows must not be negative")
'''


def test_each_way_past_tr_is_found_and_nothing_else():
    lines = PAST_TR.splitlines()
    found = {lines[line - 1].strip() for line, _ in untranslated(PAST_TR)}
    assert found == {
        'TITLES = {"dark": "Dark theme", "light": later("Light theme")}',
        'EARLY = tr("Said at import")',
        'hint = "Drag to draw"',
        'def show(self, n, name, quiet, title=tr("A default")):',
        'self.box.setText("counting")',
        'self.box.setToolTip(f"{n} rows of {name}")',
        'self.box.setAccessibleName(tr("Number") + ": " + ("none" if quiet else str(n)))',
        'self.box.setPlaceholderText("{n} rows".format(n=n))',
        'self.box.setWindowTitle(tr(f"Rows of {name}"))',
        'notices.show_notice(Notice("rows", tr("Rows"), "info", (("Undo", self.undo),)))',
        'self.toasts.show("gone")',
        'text = "Nothing was changed."',
        'raise PlainError(f"{name} cannot be read.")',
    }
    assert [text for _, text in untranslated(PAST_TR)].count("Dark theme") == 1


def test_words_are_told_from_names_and_units():
    said = ("Close", "two words", " left", "{n} rows", "Looking…", "{} of {}")
    assert all(is_phrase(text) or has_words(text) for text in said)
    assert not any(
        is_phrase(text) for text in ("reason-{}", "model.toml", "sound", "{} px", "{} – Hansel", "#ffffff", "")
    )
