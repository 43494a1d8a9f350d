"""Which texts the window gives to ``tr``, ``later`` and ``plural``: read from its source, for gui.translations.

Not part of the running window. A text that goes through ``tr`` by a variable must be known by where it comes from, else
nobody would ever translate it: what is not known is an error.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import gui

HOME = Path(gui.__file__).parent
OWN = ("words.py", "extracting.py")  # what translates, and what looks for it: their variables are everybody's texts
FUNCTIONS = ("tr", "later", "plural")


class NotKnown(Exception):
    """Something is given to tr whose texts cannot be told from the source; the text says where and what."""


@dataclass(slots=True)
class Message:
    """One text to be translated. one: of a numerus message the form that is said of 1, without a translation."""

    source: str
    one: str = ""
    note: str = ""
    where: list[str] = field(default_factory=list)


def commands() -> Iterator[str]:
    from gui.commands import COMMANDS

    for command in COMMANDS:
        yield command.title
        if command.menu:
            yield command.menu


def methods() -> Iterator[str]:
    from engine.methods import METHODS

    for method in METHODS.values():
        yield method.title
        yield method.caveat


def reasons() -> Iterator[str]:
    from resources import reasons as standard

    for reason in standard.standard():
        yield reason.title
        yield reason.meaning


def layouts() -> Iterator[str]:
    from engine.datasets import LAYOUTS

    return iter(LAYOUTS.values())


def drives() -> Iterator[str]:
    from db import drives

    yield drives.WARNING


def marks() -> Iterator[str]:
    from gui.regions import MARKS

    return iter(MARKS)


Source = Callable[[], Iterable[str]]
# What reaches tr by a variable: "file: expression" -> where its texts come from: a table in the same file whose texts
# are marked with later (its name), or a function above. Constants in capitals need no entry here.
DYNAMIC: dict[str, str | Source] = {
    "about_method.py: method.caveat": methods,
    "about_method.py: method.title": methods,
    "again_panel.py: method.caveat": methods,
    "again_panel.py: method.title": methods,
    "canvas.py: shown.mark": marks,
    "canvas_layer.py: other.region.mark": marks,
    "canvas_layer.py: region.mark": marks,
    "commands.py: self.title": commands,
    "commands.py: command.menu": commands,
    "facts.py: method.caveat": methods,
    "gates_card.py: name": "GATES",
    "key_sheet.py: title": "SCOPES",
    "key_dialog.py: command.menu": commands,
    "mark_bar.py: mark": marks,
    "mark_bar.py: toolbox.tool.hint": lambda: (),  # marked with later in each tool
    "method_link.py: method.caveat": methods,
    "narrator.py: region['mark']": marks,
    "narrator.py: settings.title(reason)": reasons,
    "others_box.py: settings.title(reason)": reasons,
    "palette.py: command.menu": commands,
    "pattern_dialogs.py: reason.meaning": reasons,
    "pattern_dialogs.py: reason.title": reasons,
    "queue_bar.py: command_named(f'queue-{kind}').title": commands,
    "reading_along.py: words": "STILL",
    "reasons_box.py: reason.meaning": reasons,
    "reasons_box.py: reason.title": reasons,
    "report_dialog.py: words": "KINDS",
    "restoring.py: title": "COLUMNS",
    "rooms.py: word": "ROOMS",
    "rule.py: known.title": methods,
    "setup_form.py: METHODS[self.method.currentData()].caveat": methods,
    "setup_form.py: method.caveat": methods,
    "setup_form.py: method.title": methods,
    "setup_form.py: words": layouts,
    "standing.py: drives.WARNING": drives,
    "terms.py: _FORGOTTEN": lambda: (),  # marked with later, beside another one
    "terms.py: noun": "_CHANGES",
    "tour.py: step.empty": "NOTHING_YET",
    "tour.py: step.text": lambda: (),  # marked with later in each step
    "tour.py: step.title": lambda: (),
    "what_if_card.py: title": "FILLINGS",
}


def messages(folder: Path = HOME) -> dict[str, Message]:
    """Source text -> message, of all files of the window, in the order of the files. Raises NotKnown."""
    trees = {file.name: ast.parse(file.read_text(encoding="utf-8"), str(file)) for file in sorted(folder.glob("*.py"))}
    marked = {name for tree in trees.values() for name in _marked_constants(tree)}
    found: dict[str, Message] = {}
    wrong: list[str] = []

    def add(text: str, name: str, one: str = "") -> None:
        if text:
            message = found.setdefault(text, Message(text))
            message.one = message.one or one
            if f"gui/{name}" not in message.where:
                message.where.append(f"gui/{name}")

    for name, tree in trees.items():
        if name not in OWN:
            wrong += [f"gui/{name}:{line}: {what}" for line, what in _handed_on(tree)]
        notes = _notes(folder / name)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            function = call.func.id if isinstance(call.func, ast.Name) else ""
            if function not in FUNCTIONS:
                continue
            if function == "plural" and len(call.args) == 3:
                one, many = (_literal(argument) for argument in call.args[1:])
                if one is None or many is None:
                    wrong.append(f"gui/{name}:{call.lineno}: plural takes literals")
                else:
                    add(many, name, one)
                continue
            argument = call.args[0]
            text = _literal(argument)
            if text is not None:
                add(text, name)
                if call.lineno - 1 in notes:
                    found[text].note = notes[call.lineno - 1]
            elif name not in OWN:
                texts = _known(argument, name, marked)
                if texts is None:
                    wrong.append(f"gui/{name}:{call.lineno}: {function}({ast.unparse(argument)})")
                for other in texts or ():
                    add(other, name)
    if wrong:
        raise NotKnown(
            "No whole text, and not known where its texts come from (gui/extracting.py, DYNAMIC):\n" + "\n".join(wrong)
        )
    return found


def _literal(node: ast.expr) -> str | None:
    """The text of a literal; parts that stand side by side are one, but not what is added up or filled in."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _known(node: ast.expr, file: str, marked: set[str]) -> Iterable[str] | None:
    """The texts that a variable stands for; none where they are marked with later where they are written."""
    source = DYNAMIC.get(f"{file}: {ast.unparse(node)}")
    if isinstance(source, str):
        return () if source in marked else None
    if source is not None:
        return source()
    base = node
    while isinstance(base, ast.Subscript):
        base = base.value
    return () if isinstance(base, ast.Name) and base.id in marked else None


def _marked_constants(tree: ast.Module) -> Iterator[str]:
    """Names of a module's constants of which each text is marked with later."""
    for node in tree.body:
        target = node.target if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [None])[0]
        value = getattr(node, "value", None)
        if not isinstance(target, ast.Name) or not target.id.isupper() or value is None:
            continue
        calls = [one for one in ast.walk(value) if isinstance(one, ast.Call) and ast.unparse(one.func) == "later"]
        inside = {id(part) for call in calls for part in ast.walk(call)}
        # A sentence beside the marked ones would be forgotten; short words without a space are keys.
        bare = [
            part
            for part in ast.walk(value)
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value
            and id(part) not in inside
        ]  # fmt: skip
        if calls and not bare:
            yield target.id


def _handed_on(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Uses of tr and its like that are no call: what is then given to it nobody can see."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    ours = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "gui.words"
        for name in node.names
        if name.name in FUNCTIONS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in ours and id(node) not in called:
            yield node.lineno, f"{node.id} is handed on"
        if isinstance(node, ast.Attribute) and node.attr in ("translate", "tr") and _of_qt(node.value):
            yield node.lineno, f"{ast.unparse(node)} past gui.words"


def _of_qt(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("QCoreApplication", "QApplication", "self", "words")


def _notes(file: Path) -> dict[int, str]:
    """Line -> what a comment ``# For translators: ...`` says there, for the text on the next line."""
    mark = "# For translators: "
    lines = file.read_text(encoding="utf-8").splitlines()
    return {n: line.split(mark, 1)[1] for n, line in enumerate(lines, 1) if line.strip().startswith(mark)}
